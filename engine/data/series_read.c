/* series_read.c - looking into the store: cells, totals, covered days. */
#include <string.h>

#include "base/mem.h"
#include "data/store.h"

/* The month that holds a day, and its first day. */
static int month_of(int32_t day, int32_t *first)
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	*first = day - (dom - 1);
	return (year - 1970) * 12 + month - 1;
}

bool store_get(const struct store *st, size_t i, int32_t day, int64_t *micro)
{
	int32_t first;
	const struct page *g = store_page(st, i, month_of(day, &first));

	return g != NULL && page_get(&st->pages, g, (unsigned)(day - first), micro);
}

/* The days of a month, which starts on first, that lie in from..to, as bits of a page's mask. */
static uint32_t days_within(int32_t first, int32_t from, int32_t to)
{
	uint32_t days = UINT32_MAX;

	if (from > first)
		days = from - first < 32 ? days << (from - first) : 0;
	if (to - first < 31)
		days &= to >= first ? UINT32_MAX >> (31 - (to - first)) : 0;
	return days;
}

void store_walk(struct cell_walk *w, const struct store *st, size_t i, int32_t from, int32_t to)
{
	const struct series *s = store_series(st, i);

	*w = (struct cell_walk){ .st = st, .i = i, .to = to };
	if (s->first_day == DAY_NONE || s->last_day < from || s->first_day > to)
		return;
	w->from = s->first_day > from ? s->first_day : from;
	w->to = s->last_day < to ? s->last_day : to;
	w->month = day_month(w->from);
	w->end = day_month(w->to) + 1;
}

/* The next month that has cells. */
static bool next_page(struct cell_walk *w)
{
	while (w->left == 0 && w->month < w->end) {
		int month = w->month++;

		w->page = store_page(w->st, w->i, month);
		if (w->page == NULL || w->page->mask == 0)
			continue;
		w->first = month_first(month);
		w->left = w->page->mask & days_within(w->first, w->from, w->to);
	}
	return w->left != 0;
}

bool store_next(struct cell_walk *w, int32_t *day, int64_t *micro)
{
	unsigned dom0;

	if (w->left == 0 && !next_page(w))
		return false;
	dom0 = (unsigned)bits_lowest(w->left);
	w->left &= w->left - 1;
	*day = w->first + (int32_t)dom0;
	return page_get(&w->st->pages, w->page, dom0, micro);
}

/* The cells of a page on some of its days. */
static void add_page(struct span_total *t, wide_sum *sum, const struct store *st, const struct page *g,
                     uint32_t days, int32_t first)
{
	uint32_t mask = g->mask & days;
	int64_t cells[31];
	unsigned n = page_read(&st->pages, g, mask, cells);
	wide_sum all = 0;

	if (n == 0)
		return;
	if (t->n == 0) {
		t->first_day = first + bits_lowest(mask);
		t->first = t->max = t->min = cells[0];
	}
	t->n += n;
	t->last_day = first + bits_highest(mask);
	t->last = cells[n - 1];
	for (unsigned i = 0; i < n; i++) {
		t->max = cells[i] > t->max ? cells[i] : t->max;
		t->min = cells[i] < t->min ? cells[i] : t->min;
		all += cells[i];
	}
	*sum += all;
}

struct span_total store_total(const struct store *st, size_t i, int32_t from, int32_t to)
{
	const struct series *s = store_series(st, i);
	struct span_total t = { .first_day = DAY_NONE, .last_day = DAY_NONE };
	wide_sum sum = 0;
	int32_t first;
	int month;

	if (s->first_day == DAY_NONE)
		return t;
	from = s->first_day > from ? s->first_day : from;
	to = s->last_day < to ? s->last_day : to;
	if (from > to)
		return t;
	month = month_of(from, &first);
	for (;; month++) {
		const struct page *g = store_page(st, i, month);

		if (g)
			add_page(&t, &sum, st, g, days_within(first, from, to), first);
		if (to - first < 28) /* no month is shorter */
			break;
		first = month_first(month + 1);
		if (first > to)
			break;
	}
	t.overflow = !wide_fits(sum, &t.sum);
	return t;
}

struct span_days store_days(const struct store *st, size_t i, int32_t from, int32_t to)
{
	const struct series *s = store_series(st, i);
	struct span_days d = { .first = DAY_NONE, .last = DAY_NONE };
	int month;

	if (s->first_day == DAY_NONE)
		return d;
	from = s->first_day > from ? s->first_day : from;
	to = s->last_day < to ? s->last_day : to;
	month = from <= to ? day_month(from) : 0;
	for (int32_t first = month_first(month), next; from <= to && first <= to; first = next, month++) {
		const struct page *g = store_page(st, i, month);
		uint32_t mask = g ? g->mask & days_within(first, from, to) : 0;

		next = month_first(month + 1);
		if (!mask)
			continue;
		d.first = d.n == 0 ? first + bits_lowest(mask) : d.first;
		d.last = first + bits_highest(mask);
		d.n += bits_count(mask);
	}
	return d;
}

/* Series in the order to show lie anywhere in memory; each step is on its way while the others are taken. */
static void call_pages(const struct store *st, const uint32_t *series, size_t n, int month)
{
	const struct page *pages[STORE_CALL];
	size_t n_pages = 0;

	for (size_t i = 0; i < n; i++) {
		const struct page *g = store_page(st, series[i], month);

		if (!g)
			continue;
		__builtin_prefetch(g);
		pages[n_pages++] = g;
	}
	for (size_t i = 0; i < n_pages; i++)
		pages_call(&st->pages, pages[i]);
}

void store_call(const struct store *st, const uint32_t *series, size_t n, int32_t from, int32_t to)
{
	uint32_t rest[STORE_CALL];
	size_t n_rest = 0;
	int first = day_month(from), last = day_month(to);
	const struct kept *k;

	if (from > to)
		return;
	for (size_t i = 0; i < n && n_rest < STORE_CALL; i++) {
		if (store_kept(st, series[i], first, last - first + 1, &k) == NULL)
			rest[n_rest++] = series[i];
	}
	for (int month = first; month <= last && n_rest > 0; month++)
		call_pages(st, rest, n_rest, month);
}

int32_t store_newest(const struct store *st, size_t i, int32_t from, int32_t to)
{
	const struct series *s = store_series(st, i);
	int32_t first;
	int month;

	if (s->first_day == DAY_NONE)
		return DAY_NONE;
	from = s->first_day > from ? s->first_day : from;
	to = s->last_day < to ? s->last_day : to;
	if (from > to)
		return DAY_NONE;
	month = month_of(to, &first);
	for (; from <= to; to = first - 1, first = month_first(--month)) {
		const struct page *g = store_page(st, i, month);
		uint32_t mask = g ? g->mask & days_within(first, from, to) : 0;

		if (mask)
			return first + bits_highest(mask);
	}
	return DAY_NONE;
}

bool store_far(const struct store *st, size_t i, int32_t from, int32_t to, struct far_end *out)
{
	const struct series *s = store_series(st, i);
	struct span_total sum;
	size_t at;

	if (!st->far_sum || !store_find(st->far_sum, s, &at))
		return false;
	sum = store_total(st->far_sum, at, from, to);
	*out = (struct far_end){ sum.overflow, sum.sum, 0 };
	if (store_find(st->far_min, s, &at))
		out->min = store_total(st->far_min, at, from, to).min;
	return sum.n > 0;
}

static struct cover *cover_of(struct store *st, uint16_t source)
{
	if (source >= st->n_covers) {
		mem_reserve(&st->covers, &st->cap_covers, source + 1u, sizeof *st->covers);
		memset(st->covers + st->n_covers, 0, (source + 1u - st->n_covers) * sizeof *st->covers);
		st->n_covers = source + 1u;
	}
	return &st->covers[source];
}

void store_cover(struct store *st, uint16_t source, int32_t first, int32_t last)
{
	struct cover *c = cover_of(st, source);
	size_t from = 0, to;

	while (from < c->n && c->spans[from].last < first - 1)
		from++;
	for (to = from; to < c->n && c->spans[to].first <= last + 1;
	     to++) { /* spans it touches melt into one */
		first = c->spans[to].first < first ? c->spans[to].first : first;
		last = c->spans[to].last > last ? c->spans[to].last : last;
	}
	if (to == from)
		mem_reserve(&c->spans, &c->cap, c->n + 1, sizeof *c->spans);
	memmove(c->spans + from + 1, c->spans + to, (c->n - to) * sizeof *c->spans);
	c->n = c->n - (to - from) + 1;
	c->spans[from] = (struct day_span){ first, last };
}

uint32_t store_covered_days(const struct store *st, uint16_t source, int32_t from, int32_t to)
{
	uint32_t days = 0;

	if (source >= st->n_covers)
		return 0;
	for (size_t i = 0; i < st->covers[source].n; i++) {
		struct day_span s = st->covers[source].spans[i];
		int32_t a = s.first > from ? s.first : from, b = s.last < to ? s.last : to;

		days += a <= b ? (uint32_t)(b - a + 1) : 0;
	}
	return days;
}

bool store_covers(const struct store *st, uint16_t source, int32_t day)
{
	return store_covered_days(st, source, day, day) == 1;
}
