/* cells.c - a stretch of one series' days, and its value by the metric's rule over time. */
#include "core/slice.h"

#include "core/cadence.h"

/* The nearest covered day to `at` in steps of `step`; there is one. */
static int32_t covered_from(const struct facts *f, uint16_t source, int32_t at, int step)
{
	while (!store_covers(f->store, source, at))
		at += step;
	return at;
}

/* Where a sparse series is 0: n times from first to last. */
struct zeros {
	uint32_t n;
	int32_t first, last;
};

/* By the day: on the days that its source covers and it has no cell on. */
static struct zeros zero_days(const struct facts *f, const struct series *s, int32_t from, int32_t to,
                              uint32_t n_cells)
{
	uint32_t days = store_covered_days(f->store, s->source, from, to);

	if (days <= n_cells)
		return (struct zeros){ 0 };
	return (struct zeros){ days - n_cells, covered_from(f, s->source, from, 1),
		               covered_from(f, s->source, to, -1) };
}

/* By the week, month or quarter: at the ends that its source covers and it has no cell in. */
static struct zeros zero_ends(const struct facts *f, uint32_t series, int32_t from, int32_t to)
{
	const struct series *s = store_series(f->store, series);
	struct zeros z = { 0 };

	for (int32_t end = cadence_end(s->every, s->first_day, from); end <= to;
	     end = cadence_end(s->every, s->first_day, end + 1)) {
		if (!store_covers(f->store, s->source, end)
		    || store_days(f->store, series, cadence_first(s->every, end), end).n > 0)
			continue;
		z.first = z.n == 0 ? end : z.first;
		z.last = end;
		z.n++;
	}
	return z;
}

static void add_zeros(const struct facts *f, uint32_t series, int32_t from, int32_t to, struct cells *c)
{
	const struct series *s = store_series(f->store, series);
	bool is_daily = s->every <= EVERY_DAY || s->first_day == DAY_NONE;
	struct zeros z = is_daily ? zero_days(f, s, from, to, c->n) : zero_ends(f, series, from, to);

	if (z.n == 0)
		return;
	if (c->n == 0 || z.first < c->first_day) {
		c->first = 0;
		c->first_day = z.first;
	}
	if (c->n == 0 || z.last > c->last_day) {
		c->last = 0;
		c->last_day = z.last;
	}
	c->max = c->max > 0 ? c->max : 0;
	c->min = c->min < 0 ? c->min : 0;
	c->n += z.n;
}

/* Where nothing happened a count is 0; what a stock, a median or an extreme was, no row tells. */
static bool has_zeros(const struct facts *f, const struct series *s)
{
	enum over_time rule = slice_rule(model_metric(f->model, s->metric));

	return s->is_sparse && (rule == TIME_SUM || rule == TIME_MEAN);
}

static struct cells all_cells(const struct facts *f, uint32_t series, int32_t from, int32_t to,
                              bool with_zeros)
{
	struct cells c = { .first_day = DAY_NONE, .last_day = DAY_NONE };
	struct span_total t;

	if (from > to)
		return c;
	t = store_total(f->store, series, from, to);
	if (t.n > 0)
		c = (struct cells){ .n = t.n,
			            .overflow = t.overflow,
			            .sum = t.sum,
			            .first = t.first,
			            .last = t.last,
			            .max = t.max,
			            .min = t.min,
			            .first_day = t.first_day,
			            .last_day = t.last_day };
	c.has_far = store_far(f->store, series, from, to, &c.far);
	if (with_zeros)
		add_zeros(f, series, from, to, &c);
	return c;
}

struct cells cells_of(const struct facts *f, uint32_t series, int32_t from, int32_t to)
{
	return all_cells(f, series, from, to, has_zeros(f, store_series(f->store, series)));
}

bool cells_any(const struct facts *f, uint32_t series, int32_t from, int32_t to)
{
	if (has_zeros(f, store_series(f->store, series)))
		return cells_of(f, series, from, to).n > 0;
	return from <= to && store_newest(f->store, series, from, to) != DAY_NONE;
}

struct cells cells_spoken(const struct facts *f, uint32_t series, int32_t from, int32_t to)
{
	return all_cells(f, series, from, to, store_series(f->store, series)->is_sparse);
}

/* What several posts on one day leave open; of days with one value each, the cells' own. */
static int64_t far_sum(const struct cells *c)
{
	return c->has_far ? c->far.sum : c->sum;
}

static int64_t far_min(const struct cells *c)
{
	return c->has_far && c->far.min < c->min ? c->far.min : c->min;
}

static bool far_overflow(const struct cells *c)
{
	return c->has_far ? c->far.overflow : c->overflow;
}

struct cells cells_join(const struct cells *a, const struct cells *b)
{
	struct cells c = *a;

	if (a->n == 0 || b->n == 0)
		return a->n == 0 ? *b : *a;
	c.n += b->n;
	c.has_far = a->has_far || b->has_far;
	c.far.min = far_min(a) < far_min(b) ? far_min(a) : far_min(b);
	c.far.overflow = far_overflow(a) || far_overflow(b) || !num_add(far_sum(a), far_sum(b), &c.far.sum);
	c.overflow = a->overflow || b->overflow || !num_add(a->sum, b->sum, &c.sum);
	c.last = b->last;
	c.last_day = b->last_day;
	c.max = a->max > b->max ? a->max : b->max;
	c.min = a->min < b->min ? a->min : b->min;
	return c;
}

static struct value exact(int64_t micro)
{
	return (struct value){ .has = true, .is_exact = true, .micro = micro, .number = num_double(micro) };
}

static struct value mean(const struct cells *c)
{
	struct value v = { .has = true, .is_exact = c->sum % c->n == 0 };

	num_muldiv(c->sum, 1, c->n, &v.micro);
	v.number = v.is_exact ? num_double(v.micro) : num_double(c->sum) / c->n;
	return v;
}

/* People of several days are at least those of the fullest day and at most all of them added; what else does
 * not add lies between its smallest and largest cell. */
static struct value bounds(const struct metric *m, const struct cells *c)
{
	struct value v = { .has_bounds = true, .low = far_min(c), .high = c->max };

	if (m->unit == UNIT_PEOPLE) {
		v.low = c->max;
		v.high = far_sum(c);
	}
	return v.low == v.high ? exact(v.low) : v;
}

struct value cells_roll(const struct metric *m, const struct cells *c, bool is_whole)
{
	enum over_time rule = m != NULL ? m->over_time : TIME_SUM;
	bool adds = rule == TIME_SUM || rule == TIME_MEAN
	            || (rule == TIME_NONE && !is_whole && m->unit == UNIT_PEOPLE);

	if (c->n == 0)
		return (struct value){ 0 };
	if (adds && (c->overflow || far_overflow(c)))
		return (struct value){ .overflow = true };
	switch (rule) {
	case TIME_MEAN:
		return mean(c);
	case TIME_FIRST:
		return exact(c->first);
	case TIME_LAST:
	case TIME_OPENING:
		return exact(c->last);
	case TIME_MAX:
		return exact(c->max);
	case TIME_MIN:
		return exact(c->min);
	case TIME_MEDIAN:
		return c->n == 1 && !c->has_far ? exact(c->last) : bounds(m, c);
	case TIME_NONE:
		return is_whole && !c->has_far ? exact(c->last) : bounds(m, c);
	default:
		return exact(c->sum);
	}
}
