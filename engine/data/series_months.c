/* series_months.c - series by the month: what their cells add up to. */
#include <assert.h>

#include "data/store.h"

struct month_span store_span(int32_t from, int32_t to)
{
	struct month_span s = { .n = 0 };
	int32_t begin;

	if (from > to)
		return s;
	s.first = day_month(from);
	begin = month_first(s.first);
	while (begin <= to && s.n < SPAN_MONTHS) {
		int32_t next = month_first(s.first + s.n + 1);
		int32_t lo = from > begin ? from - begin : 0, hi = (to < next ? to + 1 : next) - begin;

		s.begin[s.n] = begin;
		s.days[s.n++] = (UINT32_MAX >> (32 - (hi - lo))) << lo;
		begin = next;
	}
	s.is_cut_short = begin <= to;
	return s;
}

static void take_month(struct month_sums *out, wide_sum *sum, int m, const struct month_span *span,
                       uint32_t days, wide_sum of_days)
{
	out->n += bits_count(days);
	out->months |= UINT32_C(1) << m;
	out->last_day = span->begin[m] + 31 - __builtin_clz(days);
	*sum += of_days;
}

/* The months of the span that the row has: from the first to before the end. */
static int kept_end(const struct kept_row *row, const struct month_span *span)
{
	int end = row->first + row->n - span->first;

	return end < span->n ? end : span->n;
}

static int kept_first(const struct kept_row *row, const struct month_span *span)
{
	return row->first > span->first ? row->first - span->first : 0;
}

static void sum_kept(const struct store *st, size_t i, const struct kept *k, const struct kept_row *row,
                     const struct month_span *span, struct month_sums *out, wide_sum *sum)
{
	const struct kept_chunk *chunk = k->chunks[row->at >> KEPT_BITS];
	uint32_t at = row->at % KEPT_CHUNK;

	for (int m = kept_first(row, span), end = kept_end(row, span); m < end; m++) {
		uint32_t here = at + (uint32_t)(span->first + m - row->first), mask = chunk->mask[here];
		uint32_t days = mask & span->days[m];

		if (days == 0)
			continue;
		take_month(out, sum, m, span, days,
		           days == mask ? chunk->sum[here]
		                        : page_sum(&st->pages, store_page(st, i, span->first + m), days));
	}
}

static void sum_pages(const struct store *st, size_t i, const struct month_span *span, struct month_sums *out,
                      wide_sum *sum)
{
	for (int m = 0; m < span->n; m++) {
		const struct page *g = store_page(st, i, span->first + m);
		uint32_t days = g != NULL ? g->mask & span->days[m] : 0;

		if (days != 0)
			take_month(out, sum, m, span, days, page_sum(&st->pages, g, days));
	}
}

struct month_sums store_months(const struct store *st, size_t i, const struct month_span *span)
{
	struct month_sums out = { .last_day = DAY_NONE };
	const struct kept *k;
	const struct kept_row *row = store_kept(st, i, span->first, span->n, &k);
	wide_sum sum = 0;

	if (row != NULL)
		sum_kept(st, i, k, row, span, &out, &sum);
	else
		sum_pages(st, i, span, &out, &sum);
	out.overflow = !wide_fits(sum, &out.sum);
	return out;
}

static void note_days(struct span_days *out, int32_t begin, uint32_t days)
{
	if (days == 0)
		return;
	out->first = out->n == 0 ? begin + bits_lowest(days) : out->first;
	out->last = begin + bits_highest(days);
	out->n += bits_count(days);
}

struct span_days store_span_days(const struct store *st, size_t i, const struct month_span *span)
{
	struct span_days out = { .first = DAY_NONE, .last = DAY_NONE };
	const struct kept *k;
	const struct kept_row *row = store_kept(st, i, span->first, span->n, &k);

	assert(!span->is_cut_short);
	for (int m = 0; m < span->n && row == NULL; m++) {
		const struct page *g = store_page(st, i, span->first + m);

		note_days(&out, span->begin[m], g != NULL ? g->mask & span->days[m] : 0);
	}
	for (int m = row != NULL ? kept_first(row, span) : 0; row != NULL && m < kept_end(row, span); m++) {
		uint32_t here = row->at % KEPT_CHUNK + (uint32_t)(span->first + m - row->first);

		note_days(&out, span->begin[m], k->chunks[row->at >> KEPT_BITS]->mask[here] & span->days[m]);
	}
	return out;
}

int64_t store_size(const struct store *st, size_t i, const struct month_span *span, uint32_t months)
{
	wide_sum sum = 0;
	int64_t size = INT64_MAX;

	for (int m = 0; m < span->n && months >> m != 0; m++) {
		const struct page *g = months >> m & 1 ? store_page(st, i, span->first + m) : NULL;
		uint32_t days = g != NULL ? g->mask & span->days[m] : 0;
		int64_t cells[31];
		unsigned n = days != 0 ? page_read(&st->pages, g, days, cells) : 0;

		for (unsigned k = 0; k < n; k++)
			sum += cells[k] < 0 ? -(wide_sum)cells[k] : cells[k];
	}
	(void)wide_fits(sum, &size);
	return size;
}
