/* noise.c - whether a figure is more than the noise of its months: limits of an XmR chart. */
#include "core/noise.h"

#include <math.h>
#include "core/compare.h"
#include "core/rollup.h"
#include "core/slice.h"
#include "core/split.h"

static const double limit_factor = 2.66; /* 3 / d2 for ranges of two, d2 = 1.128 */

struct month {
	bool has;
	double value;
};

/* Whole, and with a cell of its own: a stock that is only carried on says nothing new. What adds over time is whole
 * with every cell, as a missing day is missing from its sum; a mean or a ratio may do with the floor. */
static struct month month_of(const struct facts *f, struct arena *scratch, const struct kpi *k,
                             struct period p)
{
	struct figure fig = rollup_kpi(f, scratch, k, p);
	bool lacks_days = split_behaviour(f, k) == BEHAVES_FLOW && fig.present < fig.expected;

	return (struct month){ .has = fig.has && !lacks_days && !fig.is_incomplete && !fig.is_stale
		                      && !fig.has_break && fig.newest >= p.first,
		               .value = fig.value };
}

/* What the months before the period say, newest first. */
struct chart {
	uint32_t n, n_ranges;
	double base, sum,
	    ranges; /* sum: of values less the first, so that equal ones have that mean exactly */
};

static struct chart chart_of(const struct facts *f, struct arena *scratch, const struct kpi *k, int32_t first)
{
	struct chart c = { 0 };
	struct month later = { .has = false };

	for (int back = 1; back <= NOISE_MOST; back++) {
		struct period p =
		    period_of(SPAN_MONTH, month_first(day_month(f->period.first) - back), f->ws->fiscal);
		struct month m = { .has = false };

		if (first == DAY_NONE || p.last < first || compare_break(f, scratch, k, p, f->period) != NULL)
			break;
		m = month_of(f, scratch, k, p);
		if (m.has) {
			c.base = c.n == 0 ? m.value : c.base;
			c.sum += m.value - c.base;
			c.n++;
		}
		if (m.has && later.has) {
			c.ranges += fabs(m.value - later.value);
			c.n_ranges++;
		}
		later = m;
	}
	return c;
}

/* How far outside the limits: above is more than 0, below less. */
static double outside(const struct noise *n, double value)
{
	if (value > n->high)
		return value - n->high;
	return value < n->low ? value - n->low : 0;
}

/* The months of the period that are over. */
static void find_signal(const struct facts *f, struct arena *scratch, const struct kpi *k, struct noise *n)
{
	double furthest = 0;
	bool has[SIGNAL__N] = { false };

	for (int32_t month = day_month(f->period.first); month_last(month) <= slice_to(f, f->period);
	     month++) {
		struct period p = period_of(SPAN_MONTH, month_first(month), f->ws->fiscal);
		struct month m = month_of(f, scratch, k, p);
		double out = m.has ? outside(n, m.value) : 0;

		if (fabs(out) > 0)
			has[out > 0 ? SIGNAL_ABOVE : SIGNAL_BELOW] = true;
		if (fabs(out) <= fabs(furthest))
			continue;
		furthest = out;
		n->at = p;
		n->value = m.value;
	}
	if (has[SIGNAL_ABOVE] != has[SIGNAL_BELOW])
		n->signal = has[SIGNAL_ABOVE] ? SIGNAL_ABOVE : SIGNAL_BELOW;
}

struct noise noise_of(const struct facts *f, struct arena *scratch, const struct kpi *k, int32_t first)
{
	struct chart c = { 0 };
	struct noise n = { .has = false };
	double reach;

	if (split_behaviour(f, k) != BEHAVES_ALONE)
		c = chart_of(f, scratch, k, first);
	n.n_months = c.n;
	if (c.n < NOISE_LEAST || c.n_ranges < NOISE_LEAST - 1)
		return n;
	n.has = true;
	n.mean = c.base + c.sum / c.n;
	reach = limit_factor * c.ranges / c.n_ranges;
	n.low = n.mean - reach;
	n.high = n.mean + reach;
	find_signal(f, scratch, k, &n);
	return n;
}

bool noise_is_good(const struct kpi_outcome *k)
{
	return (k->noise.signal == SIGNAL_ABOVE && k->kpi->better == BETTER_HIGHER)
	       || (k->noise.signal == SIGNAL_BELOW && k->kpi->better == BETTER_LOWER);
}
