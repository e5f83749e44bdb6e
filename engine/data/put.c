/* put.c - rows into the store.
 *
 * Where a row goes is worked out a step at a time for many rows, so that what a step looks at is on its way from
 * memory while the others take theirs:
 *
 *   names -> group -> metric -> series -> page of the month -> its cells
 */
#include <assert.h>

#include "data/store.h"

enum { AHEAD = 128 };

struct part { /* of the rows at hand: those that follow each other with the same keys */
	const struct batch_keys *keys;
	const struct batch_cell *cells;
	struct target *to; /* of each */
	size_t n;
	struct group key;
	uint64_t hash;
	bool is_again; /* of the group of the part before */
	uint32_t group, dom0;
	int month;
};

struct target { /* of a row */
	struct page *page;
	uint32_t series;
};

/* Where in a batch rows are taken next. */
struct cursor {
	const struct batch_keys *keys;
	const struct batch_cell *cells;
	size_t n_taken; /* of those keys */
	size_t n_left;  /* cells of the batch */
};

static bool same_names(const struct batch_keys *a, const struct batch_keys *b)
{
	return a->account == b->account && a->channel == b->channel && a->campaign == b->campaign;
}

static void call_slot(const struct store *st, uint64_t hash)
{
	if (st->groups.n_slots > 0)
		__builtin_prefetch(&st->groups.slots[hash & (st->groups.n_slots - 1)]);
}

/* The group that is found at the first look, which most often is the right one. */
static void call_group(const struct store *st, uint64_t hash)
{
	const struct groups *g = &st->groups;
	uint32_t slot = g->n_slots > 0 ? g->slots[hash & (g->n_slots - 1)] : 0;

	if (slot != 0)
		__builtin_prefetch(&g->list[slot - 1]);
}

/* The next n cells, or up to the end of their keys. */
static void take_part(struct cursor *c, size_t n, struct part *p, struct target *to)
{
	size_t of_keys = c->keys->n - c->n_taken;

	assert(of_keys > 0);
	p->keys = c->keys;
	p->cells = c->cells;
	p->to = to;
	p->n = n < of_keys ? n : of_keys;
	c->cells += p->n;
	c->n_taken += p->n;
	c->n_left -= p->n;
	if (c->n_taken == c->keys->n) {
		c->keys++;
		c->n_taken = 0;
	}
}

/* The next AHEAD rows, or all; how many parts. */
static size_t take_parts(const struct store *st, struct cursor *c, const struct put_rules *r,
                         struct part *parts, struct target *to)
{
	uint32_t file = groups_file(r->source, r->grain, r->every);
	size_t left = c->n_left < AHEAD ? c->n_left : AHEAD, n_parts = 0;

	while (left > 0) {
		struct part *p = &parts[n_parts++];

		take_part(c, left, p, to);
		left -= p->n;
		to += p->n;
		p->is_again = n_parts > 1 && same_names(p->keys, p[-1].keys);
		if (p->is_again)
			continue;
		p->key = (struct group){ .channel = p->keys->channel,
			                 .account = p->keys->account,
			                 .campaign = p->keys->campaign,
			                 .file = file };
		p->hash = group_hash(&p->key);
		call_slot(st, p->hash);
	}
	return n_parts;
}

static void find_groups(struct store *st, struct part *parts, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (!parts[k].is_again)
			call_group(st, parts[k].hash);
	for (size_t k = 0; k < n; k++) {
		struct part *p = &parts[k];
		const struct group *g;

		p->group = p->is_again ? p[-1].group : groups_add(&st->groups, &p->key, p->hash);
		g = &st->groups.list[p->group];
		for (size_t i = 0; i < p->n; i++)
			__builtin_prefetch(&g->places[p->cells[i].metric & g->mask]);
	}
}

static uint32_t add_series(struct store *st, const struct batch_keys *k, sym metric,
                           const struct put_rules *r)
{
	return store_add(st, &(struct series){ .source = r->source,
	                                       .channel = k->channel,
	                                       .account = k->account,
	                                       .campaign = k->campaign,
	                                       .metric = metric,
	                                       .every = r->every,
	                                       .grain = r->grain,
	                                       .is_sparse = r->is_sparse,
	                                       .is_owner = true,
	                                       .first_day = DAY_NONE,
	                                       .last_day = DAY_NONE });
}

static void find_series(struct store *st, const struct part *p, const struct put_rules *r)
{
	for (size_t i = 0; i < p->n; i++) {
		sym metric = p->cells[i].metric;
		uint32_t series = group_place(&st->groups.list[p->group], metric)->series;

		p->to[i].series = series != 0 ? series - 1 : add_series(st, p->keys, metric, r);
	}
}

/* Rows come by day, so the month of the last one is most often that of the next. */
static void find_days(struct store *st, struct part *parts, size_t n)
{
	int32_t first = 0, next = 0;
	const struct month_dir *dir = NULL;
	int month = 0;

	for (size_t k = 0; k < n; k++) {
		struct part *p = &parts[k];
		int32_t day = p->keys->day;

		if (day < first || day >= next) {
			month = day_month(day);
			first = month_first(month);
			next = month_first(month + 1);
			dir = store_month(st, month);
		}
		p->month = month;
		p->dom0 = (uint32_t)(day - first);
		for (size_t i = 0; i < p->n; i++)
			if (p->to[i].series / PAGE_BLOCK < dir->n)
				__builtin_prefetch(&dir->blocks[p->to[i].series / PAGE_BLOCK]);
	}
}

/* The pages of the part's rows, made where they are not there. */
static void find_pages(struct store *st, const struct part *p)
{
	struct month_dir *dir = store_month(st, p->month);

	for (size_t i = 0; i < p->n; i++) {
		p->to[i].page = store_touch_page(st, dir, p->to[i].series);
		__builtin_prefetch(p->to[i].page, 1);
	}
}

/* Another month of the series, which says how many cells this one will have: by day, the one before is complete. */
static const struct page *like_page(const struct store *st, uint32_t series, int month)
{
	const struct page *g = store_page(st, series, month - 1);

	return g != NULL && g->mask != 0 ? g : store_page(st, series, month + 1);
}

static void call_cells(const struct store *st, const struct part *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->to[i].page->size > 0)
			pages_call(&st->pages, p->to[i].page);
		else
			__builtin_prefetch(like_page(st, p->to[i].series, p->month));
	}
}

static void start_page(struct store *st, struct page *g, uint32_t series, int month)
{
	const struct page *like = like_page(st, series, month);

	if (like != NULL && like->mask != 0)
		page_start(&st->pages, g, bits_count(like->mask), like->unit);
}

/* A cell that is there already. */
static void meet(struct store *st, const struct part *p, size_t i, uint32_t first_line, bool same_file,
                 const struct put_rules *rules, struct put_report *r)
{
	const struct batch_cell *given = &p->cells[i];
	struct meeting m = { .st = st,
		             .series = &st->list[p->to[i].series],
		             .keys = p->keys,
		             .given = given,
		             .line = first_line + given->line,
		             .rules = rules,
		             .r = r };
	int64_t cell;

	(void)page_get(&st->pages, p->to[i].page, p->dom0, &cell);
	store_meet(&m, same_file, &cell);
	page_set(&st->pages, p->to[i].page, p->dom0, cell);
}

static void put_cells(struct store *st, const struct part *p, uint32_t first_line,
                      const struct put_rules *rules, struct put_report *r)
{
	uint32_t bit = UINT32_C(1) << p->dom0;

	for (size_t i = 0; i < p->n; i++) {
		struct page *g = p->to[i].page;

		if (g->epoch != st->epoch) {
			g->epoch = st->epoch & (PAGE_EPOCHS - 1);
			g->written = 0;
		}
		if (g->mask & bit) {
			meet(st, p, i, first_line, g->written & bit, rules, r);
		} else {
			if (g->size == 0)
				start_page(st, g, p->to[i].series, p->month);
			page_set(&st->pages, g, p->dom0, p->cells[i].micro);
			r->cells_new++;
		}
		g->written |= bit;
	}
}

void store_put(struct store *st, const struct batch *b, const struct put_rules *r, struct put_report *report)
{
	struct part parts[AHEAD];
	struct target to[AHEAD];
	struct cursor c = { b->keys, b->cells, 0, b->n };

	*st->is_counted = false;
	while (c.n_left > 0) {
		size_t n = take_parts(st, &c, r, parts, to);

		find_groups(st, parts, n);
		for (size_t k = 0; k < n; k++)
			find_series(st, &parts[k], r);
		find_days(st, parts, n);
		for (size_t k = 0; k < n; k++)
			find_pages(st, &parts[k]);
		for (size_t k = 0; k < n; k++)
			call_cells(st, &parts[k]);
		for (size_t k = 0; k < n; k++)
			put_cells(st, &parts[k], b->line, r, report);
	}
	report->overflow = st->n_carried > 0;
}

void *store_next_room(struct store *st, size_t *bytes)
{
	void *p = room_next(&st->pages.cells);

	*bytes = (size_t)ROOM_CHUNK * sizeof(int64_t);
	return p != NULL ? p : room_next(&st->pages.pages);
}
