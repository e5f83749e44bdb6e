/* keep.c - months of series added up once, in the order they lie in memory, for all who will ask for them. */
#include <assert.h>

#include "base/mem.h"
#include "data/store.h"

enum { PART = 64 * PAGE_BLOCK }; /* series: their rows and some blocks ahead stay in the nearest cache */

const struct kept_row *store_kept(const struct store *st, size_t i, int first, int n, const struct kept **in)
{
	for (const struct kept *k = st->kept; k != NULL; k = k->older) {
		if (i >= k->n_rows || k->rows[i].at == KEPT_NOT || first < k->from || first + n - 1 > k->to)
			continue;
		*in = k;
		return &k->rows[i];
	}
	return NULL;
}

/* --- making room */

static uint32_t take_room(struct kept *k, uint32_t n)
{
	uint32_t at;

	if (k->n_chunks == 0 || KEPT_CHUNK - k->used < (n > 0 ? n : 1)) {
		mem_reserve(&k->chunks, &k->cap_chunks, k->n_chunks + 1, sizeof(struct kept_chunk *));
		k->chunks[k->n_chunks++] = mem_resize(NULL, 1, sizeof(struct kept_chunk));
		k->used = 0;
	}
	at = (uint32_t)(k->n_chunks - 1) << KEPT_BITS | k->used;
	k->used += n;
	return at;
}

/* Most series begin and end as the one before. */
struct ends {
	int32_t first_day, last_day;
	int first, last; /* their months */
};

static void find_ends(struct ends *e, const struct series *s)
{
	if (s->first_day != e->first_day)
		e->first = day_month(s->first_day);
	if (s->last_day != e->last_day)
		e->last = day_month(s->last_day);
	e->first_day = s->first_day;
	e->last_day = s->last_day;
}

static void make_row(struct kept *k, struct kept_row *row, const struct ends *e)
{
	int first = e->first, last = e->last;

	first = first > k->from ? first : k->from;
	last = last < k->to ? last : k->to;
	last = last < first ? first - 1 : last; /* none of its months is asked for */
	row->first = (int16_t)first;
	row->n = (int16_t)(last - first + 1);
	row->at = take_room(k, (uint32_t)row->n);
}

size_t store_keep(struct store *st, const uint32_t *series, size_t n, int32_t from, int32_t to)
{
	struct kept *k = mem_new(1, sizeof *k);
	struct ends ends = { .first_day = DAY_NONE, .last_day = DAY_NONE };

	k->older = st->kept;
	k->from = day_month(from);
	k->to = day_month(to);
	assert(k->to - k->from < KEPT_CHUNK);
	k->n_rows = st->n;
	k->rows = mem_resize(NULL, st->n, sizeof *k->rows);
	for (size_t i = 0; i < st->n; i++)
		k->rows[i].at = KEPT_NOT;
	for (size_t i = 0; i < n; i++) {
		const struct series *s = store_series(st, series[i]);

		if (k->rows[series[i]].at != KEPT_NOT || s->first_day == DAY_NONE)
			continue;
		find_ends(&ends, s);
		make_row(k, &k->rows[series[i]], &ends);
	}
	st->kept = k;
	return (st->n + PART - 1) / PART;
}

/* --- adding up */

static bool has_month(const struct kept_row *row, int month)
{
	return row->at != KEPT_NOT && month >= row->first && month < row->first + row->n;
}

/* Calls for the cells of a block's pages. */
static void call_block(const struct store *st, const struct kept_row *rows, size_t n, const struct page *g,
                       int month)
{
	for (size_t i = 0; i < n; i++)
		if (has_month(&rows[i], month))
			pages_call(&st->pages, &g[i]);
}

/* A series with a month that does not fit is not kept: whoever asks goes through its cells. */
static void add_block(const struct store *st, struct kept *k, struct kept_row *rows, size_t n,
                      const struct page *g, int month)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t at, mask = g != NULL ? g[i].mask : 0;
		struct kept_chunk *chunk;

		if (!has_month(&rows[i], month))
			continue;
		at = rows[i].at + (uint32_t)(month - rows[i].first);
		chunk = k->chunks[at >> KEPT_BITS];
		chunk->mask[at % KEPT_CHUNK] = mask;
		if (mask != 0 && !wide_fits(page_sum(&st->pages, &g[i], mask), &chunk->sum[at % KEPT_CHUNK]))
			rows[i].at = KEPT_NOT;
	}
}

static void add_month(const struct store *st, struct kept *k, size_t from, size_t to, int month)
{
	const struct page *next = store_page(st, from, month), *g;

	if (next != NULL)
		call_block(st, &k->rows[from], to - from < PAGE_BLOCK ? to - from : PAGE_BLOCK, next, month);
	for (size_t at = from; at < to; at += PAGE_BLOCK) {
		size_t n = to - at < PAGE_BLOCK ? to - at : PAGE_BLOCK, after = at + n;

		g = next;
		next = after < to ? store_page(st, after, month) : NULL;
		if (next != NULL)
			call_block(st, &k->rows[after], to - after < PAGE_BLOCK ? to - after : PAGE_BLOCK,
			           next, month);
		add_block(st, k, &k->rows[at], n, g, month);
	}
}

void store_keep_part(struct store *st, size_t part)
{
	struct kept *k = st->kept;
	size_t from = part * PART, to = from + PART < k->n_rows ? from + PART : k->n_rows;
	int first = k->to + 1, end = k->from;

	for (size_t i = from; i < to; i++) {
		const struct kept_row *row = &k->rows[i];

		if (row->at == KEPT_NOT || row->n == 0)
			continue;
		first = row->first < first ? row->first : first;
		end = row->first + row->n > end ? row->first + row->n : end;
	}
	for (int month = first; month < end; month++)
		add_month(st, k, from, to, month);
}

void store_forget(struct store *st)
{
	struct kept *k = st->kept;

	if (k == NULL)
		return;
	st->kept = k->older;
	for (size_t i = 0; i < k->n_chunks; i++)
		mem_free(k->chunks[i]);
	mem_free(k->chunks);
	mem_free(k->rows);
	mem_free(k);
}
