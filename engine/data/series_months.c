/* series_months.c - series by the month: what their cells add up to, kept where it will be asked for again. */
#include "base/arena.h"
#include "base/mem.h"
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

/* What is kept of series i, if it is all that there is of the months at hand. */
static const struct kept_months *kept_of(const struct store *st, size_t i, int first, int n)
{
	const struct kept_months *k = i < st->n_kept ? st->kept[i] : NULL;

	return k != NULL && first >= k->from && first + n - 1 <= k->to ? k : NULL;
}

static void take_month(struct month_sums *out, wide_sum *sum, int m, const struct month_span *span,
                       uint32_t days, wide_sum of_days)
{
	out->n += bits_count(days);
	out->months |= UINT32_C(1) << m;
	out->last_day = span->begin[m] + 31 - __builtin_clz(days);
	*sum += of_days;
}

static void sum_kept(const struct store *st, size_t i, const struct kept_months *k,
                     const struct month_span *span, struct month_sums *out, wide_sum *sum)
{
	int end = k->first + k->n - span->first;

	end = end < span->n ? end : span->n;
	for (int m = k->first > span->first ? k->first - span->first : 0; m < end; m++) {
		const struct kept_month *month = &k->month[span->first + m - k->first];
		uint32_t days = month->mask & span->days[m];

		if (days == 0)
			continue;
		take_month(out, sum, m, span, days,
		           days == month->mask
		               ? month->sum
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
	const struct kept_months *k = kept_of(st, i, span->first, span->n);
	wide_sum sum = 0;

	if (k != NULL)
		sum_kept(st, i, k, span, &out, &sum);
	else
		sum_pages(st, i, span, &out, &sum);
	out.overflow = !wide_fits(sum, &out.sum);
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

/* --- keeping */

/* A series with a month that does not fit is not kept: whoever asks goes through its cells. */
static bool sum_all(const struct store *st, size_t i, struct kept_months *k)
{
	for (int m = 0; m < k->n; m++) {
		const struct page *g = store_page(st, i, k->first + m);

		k->month[m] = (struct kept_month){ .mask = g != NULL ? g->mask : 0 };
		if (k->month[m].mask != 0 && !wide_fits(page_sum(&st->pages, g, g->mask), &k->month[m].sum))
			return false;
	}
	return true;
}

static void keep(struct store *st, size_t i, int from, int to)
{
	const struct series *s = store_series(st, i);
	struct kept_months *k;
	int first, last;

	if (st->kept[i] != NULL || s->first_day == DAY_NONE)
		return;
	first = day_month(s->first_day);
	last = day_month(s->last_day);
	first = first > from ? first : from;
	last = last < to ? last : to;
	last = last < first ? first - 1 : last; /* none of its months is asked for */
	k = arena_alloc(st->kept_memory, 1, sizeof *k + (size_t)(last - first + 1) * sizeof *k->month);
	*k = (struct kept_months){ .from = from, .to = to, .first = first, .n = last - first + 1 };
	if (sum_all(st, i, k))
		st->kept[i] = k;
}

/* Some of the series, whose pages lie where they have days. */
static void call_all(const struct store *st, const uint32_t *series, size_t n, int32_t from, int32_t to)
{
	int32_t first = to, last = from;

	for (size_t i = 0; i < n; i++) {
		const struct series *s = store_series(st, series[i]);

		if (s->first_day == DAY_NONE)
			continue;
		first = s->first_day < first ? s->first_day : first;
		last = s->last_day > last ? s->last_day : last;
	}
	store_call(st, series, n, first > from ? first : from, last < to ? last : to);
}

void store_keep(struct store *st, const uint32_t *series, size_t n, int32_t from, int32_t to)
{
	if (st->kept == NULL) {
		st->kept = mem_new(st->n ? st->n : 1, sizeof *st->kept);
		st->n_kept = st->n;
		st->kept_memory = arena_new(0);
	}
	for (size_t at = 0, some; at < n; at += some) {
		some = n - at < STORE_CALL ? n - at : STORE_CALL;
		call_all(st, series + at, some, from, to);
		for (size_t i = at; i < at + some; i++)
			keep(st, series[i], day_month(from), day_month(to));
	}
}

void store_forget(struct store *st)
{
	mem_free(st->kept);
	arena_free(st->kept_memory);
	st->kept = NULL;
	st->kept_memory = NULL;
	st->n_kept = 0;
}
