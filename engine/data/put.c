/* put.c - rows into the store.
 *
 * Where a row goes is worked out a step at a time for many rows, so that what a step looks at is on its way from
 * memory while the others take theirs:
 *
 *   names -> group -> metric -> series -> page of the month -> its cells
 */
#include <string.h>

#include "data/store.h"

enum { AHEAD = 128 };

struct run { /* of rows that follow each other, all of one group */
	struct group key;
	uint64_t hash;
	uint32_t group;
	size_t first, end;
};

struct target { /* of a row */
	struct page *page;
	uint32_t series, dom0;
	int month;
};

static bool same_names(const struct batch *b, size_t i, size_t k)
{
	return b->account[i] == b->account[k] && b->channel[i] == b->channel[k]
	       && b->campaign[i] == b->campaign[k];
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

/* Cut n rows from row `at` on into runs; how many. */
static size_t find_runs(const struct store *st, const struct batch *b, size_t at, size_t n,
                        const struct put_rules *r, struct run *runs)
{
	uint32_t file = groups_file(r->source, r->grain, r->every);
	size_t n_runs = 0;

	for (size_t i = at; i < at + n; i++) {
		struct run *run = &runs[n_runs];

		if (i > at && same_names(b, i, i - 1)) {
			runs[n_runs - 1].end = i + 1;
			continue;
		}
		run->key = (struct group){ .channel = b->channel[i],
			                   .account = b->account[i],
			                   .campaign = b->campaign[i],
			                   .file = file };
		run->hash = group_hash(&run->key);
		run->first = i;
		run->end = i + 1;
		call_slot(st, run->hash);
		n_runs++;
	}
	return n_runs;
}

static void find_groups(struct store *st, const struct batch *b, struct run *runs, size_t n)
{
	for (size_t k = 0; k < n; k++)
		call_group(st, runs[k].hash);
	for (size_t k = 0; k < n; k++) {
		const struct group *g;

		runs[k].group = groups_add(&st->groups, &runs[k].key, runs[k].hash);
		g = &st->groups.list[runs[k].group];
		for (size_t i = runs[k].first; i < runs[k].end; i++)
			__builtin_prefetch(&g->places[b->metric[i] & g->mask]);
	}
}

static uint32_t add_series(struct store *st, const struct batch *b, size_t i, const struct put_rules *r)
{
	return store_add(st, &(struct series){ .source = r->source,
	                                       .channel = b->channel[i],
	                                       .account = b->account[i],
	                                       .campaign = b->campaign[i],
	                                       .metric = b->metric[i],
	                                       .every = r->every,
	                                       .grain = r->grain,
	                                       .is_sparse = r->is_sparse,
	                                       .is_owner = true,
	                                       .first_day = DAY_NONE,
	                                       .last_day = DAY_NONE });
}

/* The series of the rows of a run; t[0] is of its first. */
static void find_series(struct store *st, const struct batch *b, const struct run *run,
                        const struct put_rules *r, struct target *t)
{
	for (size_t i = run->first; i < run->end; i++, t++) {
		uint32_t series = group_place(&st->groups.list[run->group], b->metric[i])->series;

		t->series = series != 0 ? series - 1 : add_series(st, b, i, r);
	}
}

/* Rows come by day, so the month of the last one is most often that of the next. */
static void find_days(struct store *st, const int32_t *day, size_t n, struct target *t)
{
	int32_t first = 0, next = 0;
	const struct month_dir *dir = NULL;
	int month = 0;

	for (size_t i = 0; i < n; i++) {
		if (day[i] < first || day[i] >= next) {
			month = day_month(day[i]);
			first = month_first(month);
			next = month_first(month + 1);
			dir = store_month(st, month);
		}
		t[i].month = month;
		t[i].dom0 = (uint32_t)(day[i] - first);
		if (t[i].series / PAGE_BLOCK < dir->n)
			__builtin_prefetch(&dir->blocks[t[i].series / PAGE_BLOCK]);
	}
}

/* The pages of n rows, made where they are not there. */
static void find_pages(struct store *st, size_t n, struct target *t)
{
	struct month_dir *dir = store_month(st, t[0].month);

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && t[i].month != t[i - 1].month)
			dir = store_month(st, t[i].month);
		t[i].page = store_touch_page(st, dir, t[i].series);
		__builtin_prefetch(t[i].page, 1);
	}
}

/* Another month of the series, which says how many cells this one will have: by day, the one before is complete. */
static const struct page *like_page(const struct store *st, const struct target *t)
{
	const struct page *g = store_page(st, t->series, t->month - 1);

	return g != NULL && g->mask != 0 ? g : store_page(st, t->series, t->month + 1);
}

static void call_cells(const struct store *st, size_t n, const struct target *t)
{
	for (size_t i = 0; i < n; i++) {
		if (t[i].page->size > 0)
			pages_call(&st->pages, t[i].page);
		else
			__builtin_prefetch(like_page(st, &t[i]));
	}
}

static void start_page(struct store *st, const struct target *t)
{
	const struct page *like = like_page(st, t);

	if (like != NULL && like->mask != 0)
		page_start(&st->pages, t->page, bits_count(like->mask), like->unit);
}

static void put_cell(struct store *st, const struct target *t, const struct batch *b, size_t i,
                     const struct put_rules *rules, struct put_report *r)
{
	struct page *g = t->page;
	uint32_t bit = UINT32_C(1) << t->dom0;

	if (g->epoch != st->epoch) {
		g->epoch = st->epoch & (PAGE_EPOCHS - 1);
		g->written = 0;
	}
	if (g->mask & bit) {
		int64_t cell;

		(void)page_get(&st->pages, g, t->dom0, &cell);
		store_meet(&(struct meeting){ st, &st->list[t->series], b, i, rules, r }, g->written & bit,
		           &cell);
		page_set(&st->pages, g, t->dom0, cell);
	} else {
		if (g->size == 0)
			start_page(st, t);
		page_set(&st->pages, g, t->dom0, b->micro[i]);
		r->cells_new++;
	}
	g->written |= bit;
}

void store_put(struct store *st, const struct batch *b, const struct put_rules *r, struct put_report *report)
{
	struct run runs[AHEAD];
	struct target t[AHEAD];

	*st->is_counted = false;
	for (size_t at = 0; at < b->n; at += AHEAD) {
		size_t n = b->n - at < AHEAD ? b->n - at : AHEAD;
		size_t n_runs = find_runs(st, b, at, n, r, runs);

		find_groups(st, b, runs, n_runs);
		for (size_t k = 0; k < n_runs; k++)
			find_series(st, b, &runs[k], r, &t[runs[k].first - at]);
		find_days(st, b->day + at, n, t);
		find_pages(st, n, t);
		call_cells(st, n, t);
		for (size_t i = 0; i < n; i++)
			put_cell(st, &t[i], b, at + i, r, report);
	}
	report->overflow = st->n_carried > 0;
}
