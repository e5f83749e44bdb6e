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
	bool differ; /* the series speak of different stretches */
	bool has_other;
	struct gone weeks;
	bool has_weeks;
};

static void add_weeks(struct tally *t, const struct series *s)
{
	int all = (int)cadence_count(EVERY_WEEK, s->last_day, t->p.first, t->p.last);
	int so_far = (int)cadence_count(EVERY_WEEK, s->last_day, t->p.first, t->day);

	t->differ = t->differ || (t->has_weeks && (t->weeks.all != all || t->weeks.so_far != so_far));
	t->has_weeks = true;
	t->weeks = (struct gone){ .so_far = so_far, .all = all, .what = "weeks" };
}

/* Where quiet days are 0 a source reaches as far as it covers. */
static void add_series(struct tally *t, struct reach *r, uint32_t series)
{
	const struct store *st = t->f->store;
	const struct series *s = store_series(st, series);
	int32_t to = t->f->as_of < t->p.last ? t->f->as_of : t->p.last, newest;
	struct span_total cells = store_total(st, series, t->p.first, to);

	if (cells.n == 0)
		return;
	newest = s->is_sparse && store_covers(st, s->source, to) ? to : cells.last_day;
	if (!r->has[s->every] || newest > r->day[s->every])
		r->day[s->every] = newest;
	r->has[s->every] = true;
	if (s->every == EVERY_WEEK)
		add_weeks(t, s);
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
		t.differ = t.differ || is_uneven(&r); /* those of several metrics are cut alike (rollup.c) */
	}
	if (!t.has_weeks)
		t.weeks = (struct gone){ .so_far = (int)(day - p.first + 1),
			                 .all = period_days(p),
			                 .what = "days" };
	t.weeks.is_known = !t.differ && !(t.has_weeks && t.has_other) && t.weeks.so_far > 0;
	return t.weeks;
}
