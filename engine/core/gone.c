/* gone.c - how much of a period has gone for a figure that adds over time. */
#include "core/gone.h"

#include "core/cadence.h"
#include "core/parts.h"

struct reach { /* of the series of one metric, by cadence: the newest day in the period */
	bool has[EVERY__N];
	int32_t day[EVERY__N];
};

struct tally {
	const struct facts *f;
	struct period p;
	int32_t day;
	bool is_uneven, differ; /* series of one metric reach different days; weeks end on different ones */
	bool has_other;
	struct gone weeks;
	bool has_weeks;
};

const char *const gone_unknown_words[GONE__N] = {
	[GONE_KNOWN] = "",
	[GONE_BY_CADENCE] =
	    "some of its figures come by the week and some by the day or the month, and whole weeks are "
	    "no share of days",
	[GONE_BY_WEEKDAY] =
	    "its weeks end on different days of the week, so more of them have ended in one part than in "
	    "another",
	[GONE_BY_REACH] = "its figures by the day and those by the month reach different days",
	[GONE_NOTHING] = "none of its weeks has ended in it",
};

/* newest: a day that a week of the series ended on, by as-of. */
static void add_weeks(struct tally *t, int32_t newest)
{
	int all = (int)cadence_count(EVERY_WEEK, newest, t->p.first, t->p.last);
	int so_far = (int)cadence_count(EVERY_WEEK, newest, t->p.first, t->day);

	t->differ = t->differ || (t->has_weeks && (t->weeks.all != all || t->weeks.so_far != so_far));
	t->has_weeks = true;
	t->weeks = (struct gone){ .so_far = so_far, .all = all, .what = "weeks" };
}

/* The newest day that the series speaks of; DAY_NONE: it has no say. Where quiet days are 0 a source reaches as far as
 * it covers. */
static int32_t newest_of(const struct facts *f, uint32_t series, struct period p)
{
	const struct series *s = store_series(f->store, series);
	int32_t to = slice_to(f, p), in;

	if (s->first_day == DAY_NONE || s->first_day > to)
		return DAY_NONE;
	if (s->is_sparse && store_covers(f->store, s->source, to))
		return to;
	in = store_newest(f->store, series, p.first, to);
	if (in != DAY_NONE || !slice_is_due(f, series, p))
		return in;
	return store_newest(f->store, series, s->first_day, to);
}

static void add_series(struct tally *t, struct reach *r, uint32_t series)
{
	const struct series *s = store_series(t->f->store, series);
	int32_t newest = newest_of(t->f, series, t->p);

	if (newest == DAY_NONE)
		return;
	if (!r->has[s->every] || newest > r->day[s->every])
		r->day[s->every] = newest;
	r->has[s->every] = true;
	if (s->every == EVERY_WEEK)
		add_weeks(t, store_newest(t->f->store, series, s->first_day, slice_to(t->f, t->p)));
	else
		t->has_other = true;
}

static bool is_uneven(const struct reach *r)
{
	int32_t day = DAY_NONE;

	for (int i = 0; i < EVERY__N; i++) {
		if (r->has[i] && day != DAY_NONE && r->day[i] != day)
			return true;
		day = r->has[i] ? r->day[i] : day;
	}
	return false;
}

static enum gone_unknown judge(const struct tally *t, const struct gone *g)
{
	if (t->has_weeks && t->has_other)
		return GONE_BY_CADENCE;
	if (t->differ)
		return GONE_BY_WEEKDAY;
	if (t->is_uneven)
		return GONE_BY_REACH;
	return g->so_far > 0 ? GONE_KNOWN : GONE_NOTHING;
}

struct gone gone_of(const struct facts *f, const struct kpi *k, struct period p, int32_t day)
{
	struct tally t = { .f = f, .p = p, .day = day };

	for (size_t i = 0; i < k->n_reads; i++) {
		struct parts parts = parts_of(f, k->reads[i], &k->where);
		struct reach r = { { false }, { 0 } };
		size_t at = 0;
		uint32_t series;

		while (parts_next(&parts, &at, &series))
			add_series(&t, &r, series);
		t.is_uneven =
		    t.is_uneven || is_uneven(&r); /* those of several metrics are cut alike (rollup_kpi.c) */
	}
	if (!t.has_weeks)
		t.weeks = (struct gone){ .so_far = (int)(day - p.first + 1),
			                 .all = period_days(p),
			                 .what = "days" };
	t.weeks.unknown = judge(&t, &t.weeks);
	return t.weeks;
}
