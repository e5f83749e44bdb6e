/* pairs.c - the two sums of a ratio, over the channels, accounts and months where both of its parts exist.
 *
 *   channel account   leads     sessions
 *   linkedin acme     J A S     J A S     -> all three months, both sides
 *   x        acme     J A .     . A S     -> August; July's leads and September's sessions are left out
 *
 * Where several metrics are added, the months are those that all of them and the base have.
 */
#include "core/pairs.h"

#include <math.h>

#include "core/parts.h"

enum { MONTHS_MAX = 12 }; /* no period is longer than a year */
#define ALL_MONTHS UINT32_MAX

struct side { /* a measure, or per */
	struct parts parts;
	const struct rolled *all; /* its series, by channel and account */
	size_t n_all;
	size_t begin, end; /* in all: those of the channel and account at hand */
	uint32_t seen;     /* the months in which these have a value, as bits */
	bool is_without;   /* one of these has no months */
	int64_t sum, left;
	double number; /* counts where is_rounded: a mean is no whole number of millionths */
	uint32_t n;    /* with a value */
	bool is_rounded, overflow, cannot_add;
};

struct months {
	int32_t first[MONTHS_MAX], last[MONTHS_MAX];
	int n;
	struct month_span span;
}; /* of the period up to as-of */

static struct months months_of(const struct facts *f, struct period p)
{
	struct months m = { .n = 0 };
	int32_t to = slice_to(f, p);

	for (int32_t day = p.first; day <= to && m.n < MONTHS_MAX; day = m.last[m.n++] + 1) {
		int32_t end = month_last(day_month(day));

		m.first[m.n] = day;
		m.last[m.n] = end < to ? end : to;
	}
	m.span = store_span(p.first, to);
	return m;
}

static int cmp_key(const struct facts *f, uint32_t x, uint32_t y)
{
	const struct series *s = store_series(f->store, x), *t = store_series(f->store, y);
	const struct intern *names = f->model->names;

	if (s->channel != t->channel)
		return str_cmp(intern_str(names, s->channel), intern_str(names, t->channel));
	if (s->account != t->account)
		return str_cmp(intern_str(names, s->account), intern_str(names, t->account));
	return 0;
}

/* Series of one channel and account: from begin to before end. */
static void take_group(struct side *s, uint32_t first)
{
	const struct store *st = s->parts.f->store;
	const struct series *at = store_series(st, first), *next;

	for (s->begin = s->end; s->end < s->n_all; s->end++) {
		next = store_series(st, s->all[s->end].series);
		if (next->channel != at->channel || next->account != at->account)
			break;
	}
}

/* Quarters, windows and the value before the period belong to no month of it. */
static bool has_no_months(const struct side *s, const struct rolled *x)
{
	return !x->is_plain
	       && (slice_rule(s->parts.def) == TIME_OPENING || slice_has_window(s->parts.f, x->series)
	           || store_series(s->parts.f->store, x->series)->every == EVERY_QUARTER);
}

/* Months in which the series has a value, as bits. */
static uint32_t months_seen(const struct side *s, const struct rolled *x, const struct months *m)
{
	uint32_t seen = 0;

	if (x->is_plain)
		return x->months;
	if (has_no_months(s, x))
		return x->n_cells > 0 ? ALL_MONTHS : 0;
	for (int i = 0; i < m->n; i++) {
		if (cells_any(s->parts.f, x->series, m->first[i], m->last[i]))
			seen |= UINT32_C(1) << i;
	}
	return seen;
}

static void look_at_group(struct side *s, const struct months *m)
{
	s->seen = 0;
	s->is_without = false;
	for (size_t i = s->begin; i < s->end; i++) {
		s->seen |= months_seen(s, &s->all[i], m);
		s->is_without = s->is_without || has_no_months(s, &s->all[i]);
	}
}

/* All that the series has in the period lies in the months that are set. */
static bool is_within(const struct rolled *x, uint32_t set)
{
	return x->is_plain && (x->months & ~set) == 0;
}

/* The cells c lie in from..to. Where further ones lie between them, which do not count, a median is only bounded. */
static struct value roll_cells(const struct side *s, uint32_t series, const struct cells *c, int32_t from,
                               int32_t to)
{
	const struct facts *f = s->parts.f;
	const struct metric *m = s->parts.def;

	if (slice_rule(m) == TIME_MEDIAN && cells_of(f, series, from, to).n == c->n)
		return median_of(f, series, m, c, from, to);
	return cells_roll(m, c, slice_is_whole(f, series, c, from, to));
}

/* The value of a plain series over the months that are set, in one sum: where two of its months do not fit, all may. */
static struct value sum_months(const struct side *s, const struct rolled *x, const struct months *m,
                               uint32_t set)
{
	struct month_span span = m->span;
	struct month_sums t;

	for (int i = 0; i < span.n; i++)
		span.days[i] = set >> i & 1 ? span.days[i] : 0;
	t = store_months(s->parts.f->store, x->series, &span);
	return slice_sum(&t);
}

/* The series' value over the months that are set. */
static struct value roll_months(const struct side *s, const struct rolled *x, const struct months *m,
                                uint32_t set)
{
	struct cells c = { 0 };
	int first = m->n, last = 0;

	if (has_no_months(s, x) || is_within(x, set))
		return x->value;
	if (x->is_plain)
		return sum_months(s, x, m, set);
	for (int i = 0; i < m->n; i++) {
		struct cells month;

		if (!(set >> i & 1))
			continue;
		month = cells_of(s->parts.f, x->series, m->first[i], m->last[i]);
		c = cells_join(&c, &month);
		first = i < first ? i : first;
		last = i;
	}
	if (c.n == 0)
		return (struct value){ 0 };
	return roll_cells(s, x->series, &c, m->first[first], m->last[last]);
}

static void add_to_side(struct side *s, const struct value *v)
{
	bool adds = s->parts.def == NULL || s->parts.def->over_parts == PARTS_SUM;

	s->overflow = s->overflow || v->overflow;
	s->cannot_add = s->cannot_add || v->has_bounds;
	if (!v->has)
		return;
	if (s->n++ > 0 && !adds)
		s->cannot_add = true;
	s->number += v->number;
	s->is_rounded = s->is_rounded || !v->is_exact;
	if (!num_add(s->sum, v->micro, &s->sum))
		s->overflow = true;
}

static double side_value(const struct side *s)
{
	return s->is_rounded ? s->number : num_double(s->sum);
}

static void leave(struct side *s, int64_t micro)
{
	s->left = num_add_size(s->left, micro);
}

/* What the series has outside the months that are set. A last value or a mean is left out as a whole or not at
 * all. */
static void leave_out(struct side *s, const struct rolled *x, const struct months *m, uint32_t set)
{
	const struct value *v = &x->value;

	if (slice_rule(s->parts.def) == TIME_SUM && !has_no_months(s, x)) {
		uint32_t months = ~set & ((UINT32_C(1) << m->n) - 1) & (x->is_plain ? x->months : ALL_MONTHS);

		if (months != 0)
			leave(s, store_size(s->parts.f->store, x->series, &m->span, months));
	} else if (set == 0) {
		leave(s, v->has ? v->micro : v->has_bounds ? v->high : 0);
	}
}

static void add_group(struct side *s, const struct months *m, uint32_t set)
{
	for (size_t i = s->begin; i < s->end; i++) {
		struct value v = { 0 };

		if (set != 0)
			v = roll_months(s, &s->all[i], m, set);
		add_to_side(s, &v);
		leave_out(s, &s->all[i], m, set);
	}
}

/* All groups stand at the same channel and account, or are empty. */
static void pair_up(struct side *sides, size_t n, const struct months *m)
{
	uint32_t all = ALL_MONTHS;
	bool is_without = false;

	for (size_t i = 0; i < n; i++) {
		look_at_group(&sides[i], m);
		all &= sides[i].seen;
		is_without = is_without || sides[i].is_without;
	}
	if (all != 0 && is_without)
		all = ALL_MONTHS;
	for (size_t i = 0; i < n; i++)
		add_group(&sides[i], m, all);
}

/* The first channel and account that a side has not given yet; false: all have given all. */
static bool next_group(const struct side *sides, size_t n, uint32_t *first)
{
	bool has = false;

	for (size_t i = 0; i < n; i++) {
		const struct side *s = &sides[i];

		if (s->end == s->n_all || (has && cmp_key(s->parts.f, s->all[s->end].series, *first) >= 0))
			continue;
		*first = s->all[s->end].series;
		has = true;
	}
	return has;
}

static void pair_all(struct side *sides, size_t n, const struct months *m)
{
	uint32_t first = 0;

	while (next_group(sides, n, &first)) {
		for (size_t i = 0; i < n; i++)
			take_group(&sides[i], first);
		pair_up(sides, n, m);
	}
}

static bool has_channel(const struct parts *p, sym channel)
{
	uint32_t series;

	for (size_t at = 0; parts_next(p, &at, &series);) {
		if (store_series(p->f->store, series)->channel == channel)
			return true;
	}
	return false;
}

static bool share_a_channel(const struct parts *x, const struct parts *y)
{
	sym last = 0;
	bool has_last = false;
	uint32_t series;

	for (size_t at = 0; parts_next(x, &at, &series);) {
		sym channel = store_series(x->f->store, series)->channel;

		if (has_last && channel == last)
			continue;
		if (has_channel(y, channel))
			return true;
		last = channel;
		has_last = true;
	}
	return false;
}

/* The sides of a KPI: what it measures, then what it is divided by. */
static size_t open_sides(struct side sides[MEASURES_MAX + 1], const struct facts *f, const struct kpi *k)
{
	size_t n;
	const sym *measures = model_measures(k, &n);

	for (size_t i = 0; i < n; i++)
		sides[i] = (struct side){ .parts = parts_of(f, measures[i], &k->where) };
	sides[n] = (struct side){ .parts = parts_of(f, k->per, &k->where) };
	return n + 1;
}

bool pairs_are_totals(const struct facts *f, const struct kpi *k)
{
	struct side sides[MEASURES_MAX + 1];
	size_t n = open_sides(sides, f, k);

	for (size_t i = 0; i + 1 < n; i++)
		if (share_a_channel(&sides[i].parts, &sides[n - 1].parts))
			return false;
	return true;
}

/* A figure as an amount; a mean is rounded. False: too big for one. */
static bool micro_of(const struct figure *fig, int64_t *micro)
{
	if (fig->is_exact || !fig->has)
		*micro = fig->has ? fig->micro : 0;
	else if (fabs(fig->value) < 9e12)
		*micro = llround(fig->value * 1e6);
	else
		return false;
	return true;
}

struct quotient pairs_totals(const struct figure *over, const struct figure *under)
{
	struct quotient q = { .has_num = over->has, .has_den = under->has };

	q.num_value = over->value;
	q.den_value = under->value;
	q.cannot_add_num = over->has_bounds;
	q.cannot_add = over->has_bounds || under->has_bounds;
	q.overflow = over->overflow || under->overflow || !micro_of(over, &q.num) || !micro_of(under, &q.den);
	return q;
}

/* One more of the metrics that are added. */
static void add_measure(struct quotient *q, const struct side *s)
{
	q->has_num = q->has_num && s->n > 0;
	q->num_value += side_value(s);
	q->overflow = q->overflow || s->overflow || !num_add(q->num, s->sum, &q->num);
	q->cannot_add_num = q->cannot_add_num || s->cannot_add;
	q->num_left = num_add_size(q->num_left, s->left);
}

struct quotient pairs_quotient(const struct facts *f, const struct kpi *k, struct period p,
                               const struct side_series *series)
{
	struct side sides[MEASURES_MAX + 1];
	size_t n = open_sides(sides, f, k);
	const struct side *den = &sides[n - 1];
	struct months m = months_of(f, p);
	struct quotient q = { .has_num = true };

	for (size_t i = 0; i < n; i++) {
		sides[i].all = series[i].all;
		sides[i].n_all = series[i].n;
	}
	pair_all(sides, n, &m);
	for (size_t i = 0; i + 1 < n; i++)
		add_measure(&q, &sides[i]);
	q.has_den = den->n > 0;
	q.den = den->sum;
	q.den_value = side_value(den);
	q.den_left = den->left;
	q.overflow = q.overflow || den->overflow;
	q.cannot_add = q.cannot_add_num || den->cannot_add;
	return q;
}
