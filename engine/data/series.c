/* series.c - the day-level store: series by key, cells in month pages. */
#include "data/series.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "data/store.h"

#define MONTH_BASE (-840) /* 1900-01, the first month of day.h */
#define MONTHS     3600   /* .. 2199-12 */

struct store *store_new(void)
{
	struct store *st = mem_new(1, sizeof *st);

	pages_init(&st->pages);
	st->epoch = 1;
	return st;
}

void store_free(struct store *st)
{
	if (!st)
		return;
	for (size_t m = 0; m < st->n_months; m++)
		mem_free(st->months[m].page);
	for (size_t s = 0; s < st->n_covers; s++)
		mem_free(st->covers[s].spans);
	mem_free(st->months);
	mem_free(st->covers);
	mem_free(st->list);
	mem_free(st->slots);
	mem_free(st->sorted);
	pages_clear(&st->pages);
	store_free(st->far_sum);
	store_free(st->far_min);
	store_free(st->before);
	store_free(st->carry);
	mem_free(st);
}

void store_begin_file(struct store *st)
{
	st->epoch++;
	store_free(st->before);
	store_free(st->carry);
	st->before = st->carry = NULL;
	st->n_carried = 0;
}

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ (h >> 29);
}

/* What all rows of a file have in common. */
static uint64_t file_hash(uint16_t source, enum grain grain, enum every every)
{
	return mix(0x5EED, ((uint64_t)source << 16) | ((uint64_t)grain << 8) | (uint64_t)every);
}

static uint64_t names_hash(uint64_t h, sym channel, sym account, sym campaign, sym metric)
{
	h = mix(h, ((uint64_t)channel << 32) | account);
	return mix(h, ((uint64_t)campaign << 32) | metric);
}

static uint64_t key_hash(const struct series *k)
{
	return names_hash(file_hash(k->source, k->grain, k->every), k->channel, k->account, k->campaign,
	                  k->metric);
}

static bool key_eq(const struct series *a, const struct series *b)
{
	return a->metric == b->metric && a->channel == b->channel && a->account == b->account
	       && a->campaign == b->campaign && a->source == b->source && a->grain == b->grain
	       && a->every == b->every;
}

bool store_find(const struct store *st, const struct series *like, size_t *i)
{
	size_t at = st->n_slots ? key_hash(like) & (st->n_slots - 1) : 0;

	for (; st->n_slots && st->slots[at]; at = (at + 1) & (st->n_slots - 1)) {
		*i = st->slots[at] - 1;
		if (key_eq(&st->list[*i], like))
			return true;
	}
	return false;
}

static void rehash(struct store *st)
{
	size_t cap = st->n_slots ? st->n_slots * 2 : 1024;

	mem_free(st->slots);
	st->slots = mem_new(cap, sizeof *st->slots);
	st->n_slots = cap;
	for (size_t i = 0; i < st->n; i++) {
		size_t at = key_hash(&st->list[i]) & (cap - 1);

		while (st->slots[at])
			at = (at + 1) & (cap - 1);
		st->slots[at] = (uint32_t)i + 1;
	}
}

/* The index of the series with this key, added when it is new. */
static uint32_t find_series(struct store *st, const struct series *key, uint64_t hash)
{
	size_t at;

	if (st->n * 2 >= st->n_slots)
		rehash(st);
	at = hash & (st->n_slots - 1);
	while (st->slots[at]) {
		uint32_t i = st->slots[at] - 1;

		if (key_eq(&st->list[i], key))
			return i;
		at = (at + 1) & (st->n_slots - 1);
	}
	mem_reserve(&st->list, &st->cap, st->n + 1, sizeof *st->list);
	st->list[st->n] = *key;
	st->slots[at] = (uint32_t)++st->n;
	return (uint32_t)st->n - 1;
}

/* The number of the page of a series in a month; made when it is not there. Months are the major order: rows that
 * come by day stay in one array. */
static uint32_t touch_page(struct store *st, uint32_t series, int month)
{
	size_t m = (size_t)(month - MONTH_BASE);
	struct month_dir *dir;

	assert(m < MONTHS);
	if (m >= st->n_months) {
		mem_reserve(&st->months, &st->cap_months, m + 1, sizeof *st->months);
		memset(st->months + st->n_months, 0, (m + 1 - st->n_months) * sizeof *st->months);
		st->n_months = m + 1;
	}
	dir = &st->months[m];
	if (series >= dir->n) {
		mem_reserve(&dir->page, &dir->cap, series + 1u, sizeof *dir->page);
		memset(dir->page + dir->n, 0, (series + 1u - dir->n) * sizeof *dir->page);
		dir->n = series + 1u;
	}
	if (!dir->page[series])
		dir->page[series] = pages_new(&st->pages) + 1;
	return dir->page[series] - 1;
}

const struct page *store_page(const struct store *st, size_t i, int month)
{
	size_t m = (size_t)(month - MONTH_BASE);

	if (month < MONTH_BASE || m >= st->n_months || i >= st->months[m].n || !st->months[m].page[i])
		return NULL;
	return pages_at(&st->pages, st->months[m].page[i] - 1);
}

int64_t *store_touch(struct store *st, const struct series *like, int32_t day)
{
	int month = day_month(day);
	struct page *g = pages_at(&st->pages, touch_page(st, find_series(st, like, key_hash(like)), month));
	unsigned dom0 = (unsigned)(day - month_first(month));
	int64_t *cell = page_cell(&st->pages, g, dom0);

	if (!cell) {
		cell = page_insert(&st->pages, g, dom0);
		*cell = 0;
	}
	return cell;
}

/* Where a row goes, worked out a step at a time for many rows, so that what a step looks at is on its way from
 * memory while the others take theirs:
 *
 *   key -> slot of the hash table -> series -> page of the month -> its cells
 */
enum { AHEAD = 128 };

struct target {
	uint64_t hash;
	uint32_t series;
	int month, dom0;
	struct page *page;
};

static struct series key_of(const struct batch *b, size_t i, const struct put_rules *r)
{
	return (struct series){ .source = r->source,
		                .channel = b->channel[i],
		                .account = b->account[i],
		                .campaign = b->campaign[i],
		                .metric = b->metric[i],
		                .every = r->every,
		                .grain = r->grain,
		                .is_sparse = r->is_sparse,
		                .is_owner = true,
		                .first_day = DAY_NONE,
		                .last_day = DAY_NONE };
}

/* Rows come by day, so the month of the last one is most often that of the next. */
static void find_days(const int32_t *day, size_t n, struct target *t)
{
	int month = day_month(day[0]);
	int32_t first = month_first(month), next = month_first(month + 1);

	for (size_t i = 0; i < n; i++) {
		if (day[i] < first || day[i] >= next) {
			month = day_month(day[i]);
			first = month_first(month);
			next = month_first(month + 1);
		}
		t[i].month = month;
		t[i].dom0 = day[i] - first;
	}
}

/* Row i is of the series that the first look at its slot finds. */
static bool is_at_slot(const struct store *st, const struct batch *b, size_t i, const struct put_rules *r,
                       uint32_t slot)
{
	const struct series *s;

	if (slot == 0)
		return false;
	s = &st->list[slot - 1];
	return s->metric == b->metric[i] && s->channel == b->channel[i] && s->account == b->account[i]
	       && s->campaign == b->campaign[i] && s->source == r->source && s->grain == r->grain
	       && s->every == r->every;
}

/* The series of n rows from row `at` on. */
static void find_keys(struct store *st, const struct batch *b, size_t at, size_t n, const struct put_rules *r,
                      struct target *t)
{
	uint64_t file = file_hash(r->source, r->grain, r->every);

	for (size_t i = 0; i < n; i++) {
		size_t k = at + i;

		t[i].hash = names_hash(file, b->channel[k], b->account[k], b->campaign[k], b->metric[k]);
		if (st->n_slots > 0)
			__builtin_prefetch(&st->slots[t[i].hash & (st->n_slots - 1)]);
	}
	for (size_t i = 0; i < n && st->n_slots > 0; i++) {
		uint32_t slot = st->slots[t[i].hash & (st->n_slots - 1)];
		const struct series *s = &st->list[slot > 0 ? slot - 1 : 0];

		__builtin_prefetch(s, 1);
		__builtin_prefetch(&s->n_cells, 1); /* often in the next line of memory */
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t slot = st->n_slots > 0 ? st->slots[t[i].hash & (st->n_slots - 1)] : 0;

		if (is_at_slot(st, b, at + i, r, slot)) {
			t[i].series = slot - 1;
		} else {
			struct series key = key_of(b, at + i, r);

			t[i].series = find_series(st, &key, t[i].hash);
		}
	}
}

/* The pages of n rows, made where they are not there, and their cells called for. */
static void find_pages(struct store *st, size_t n, struct target *t)
{
	for (size_t i = 0; i < n; i++) {
		t[i].page = pages_at(&st->pages, touch_page(st, t[i].series, t[i].month));
		__builtin_prefetch(t[i].page, 1);
	}
	for (size_t i = 0; i < n; i++)
		pages_call(&st->pages, t[i].page);
}

static void put_cell(struct store *st, const struct target *t, const struct batch *b, size_t i,
                     const struct put_rules *rules, struct put_report *r)
{
	struct series *s = &st->list[t->series];
	struct page *g = t->page;
	int32_t day = b->day[i];
	unsigned dom0 = (unsigned)t->dom0;
	int64_t *cell = page_cell(&st->pages, g, dom0);

	if (g->epoch != st->epoch) {
		g->epoch = st->epoch;
		g->written = 0;
	}
	if (cell) {
		store_meet(&(struct meeting){ st, s, b, i, rules, r }, g->written >> dom0 & 1u, cell);
	} else {
		*page_insert(&st->pages, g, dom0) = b->micro[i];
		r->cells_new++;
		s->n_cells++;
		if (s->first_day == DAY_NONE || day < s->first_day)
			s->first_day = day;
		if (s->last_day == DAY_NONE || day > s->last_day)
			s->last_day = day;
	}
	g->written |= 1u << dom0;
}

void store_put(struct store *st, const struct batch *b, const struct put_rules *r, struct put_report *report)
{
	struct target t[AHEAD];

	for (size_t at = 0; at < b->n; at += AHEAD) {
		size_t n = b->n - at < AHEAD ? b->n - at : AHEAD;

		find_days(b->day + at, n, t);
		find_keys(st, b, at, n, r, t);
		find_pages(st, n, t);
		for (size_t i = 0; i < n; i++)
			put_cell(st, &t[i], b, at + i, r, report);
	}
	report->overflow = st->n_carried > 0;
}

size_t store_count(const struct store *st)
{
	return st->n;
}

const struct series *store_series(const struct store *st, size_t i)
{
	return &st->list[i];
}
