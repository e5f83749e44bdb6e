/* compare.c - this period's figure beside earlier ones: as reported, else recomputed. */
#include "core/compare.h"

#include <math.h>
#include "core/judge.h"
#include "core/rollup.h"
#include "core/slice.h"
#include "core/verdict.h"

enum { TREND_MAX = sizeof(((struct kpi_outcome *)0)->trend) / sizeof(struct trend_point) };
#define CARRIED 0.05 /* share of a metric from which a channel's break matters */

/* Does the channel carry its share of what the KPI reads of the metric in p? */
static bool carries(const struct facts *f, struct arena *scratch, const struct kpi *k, sym metric,
                    sym channel, struct period p)
{
	size_t n;
	const uint32_t *series = rollup_series(f, scratch, metric, &n);
	int32_t to = p.last < f->as_of ? p.last : f->as_of;
	double all = 0, part = 0;

	for (size_t i = 0; i < n && p.first <= to; i++) {
		const struct series *s = store_series(f->store, series[i]);
		struct span_total t;

		if (!where_passes(&k->where, f->model->names, s->channel, s->account, s->campaign))
			continue;
		t = store_total(f->store, series[i], p.first, to);
		if (t.n == 0 || t.overflow)
			continue;
		all += fabs(num_double(t.sum));
		if (channel == 0 || s->channel == channel)
			part += fabs(num_double(t.sum));
	}
	return part > 0 && part >= CARRIED * all;
}

const struct series_break *compare_break(const struct facts *f, struct arena *scratch, const struct kpi *k,
                                         struct period older, struct period newer)
{
	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *m = model_metric(f->model, k->reads[i]);

		for (size_t b = 0; m != NULL && b < m->n_breaks; b++) {
			const struct series_break *brk = &m->breaks[b];

			if (brk->on <= older.first || brk->on > slice_to(f, newer))
				continue;
			if (carries(f, scratch, k, m->id, brk->channel, older)
			    || carries(f, scratch, k, m->id, brk->channel, newer))
				return brk;
		}
	}
	return NULL;
}

/* A KPI in an earlier period. */
struct earlier {
	bool has, is_recomputed, has_target, has_score, has_status;
	double value, target, score;
	enum status status;
};

bool compare_status(struct str name, enum status *out)
{
	for (int s = 0; s < STATUS__N; s++) {
		if (str_is(name, status_names[s])) {
			*out = (enum status)s;
			return true;
		}
	}
	return false;
}

static const struct past_kpi *reported(const struct facts *f, const struct kpi_outcome *o, struct period p)
{
	const struct past_run *run = f->past != NULL ? past_of(f->past, p) : NULL;
	const struct past_kpi *k;

	if (run == NULL || run->reported_on.n == 0)
		return NULL;
	k = past_kpi(run, intern_str(f->model->names, o->kpi->id));
	return k != NULL && str_eq(k->definition, o->definition) ? k : NULL;
}

bool compare_was_scored(const struct facts *f, const struct kpi_outcome *o)
{
	const struct past_kpi *k = reported(f, o, f->prior);

	return k != NULL && k->has_score;
}

/* What is wrong with an earlier target was said in its own run: no diag. A part of a period is no figure to compare
 * the whole of another with. */
static struct earlier recompute(const struct facts *f, struct arena *scratch, const struct kpi *k,
                                struct period p)
{
	struct figure fig = rollup_kpi(f, scratch, k, p);
	struct resolved_target t = target_resolve(f, scratch, k, p, NULL);
	struct verdict v = verdict_of(f, scratch, k, &fig, &t, p);

	return (struct earlier){
		.has = fig.has && !fig.is_incomplete,
		.is_recomputed = true,
		.value = fig.value,
		.has_target = t.has && !t.is_band,
		.target = t.target,
		.has_score = v.has_score,
		.score = v.score,
		.has_status = fig.has || fig.has_bounds,
		.status = v.status,
	};
}

static struct earlier look_back(const struct facts *f, struct arena *scratch, const struct kpi_outcome *o,
                                struct period p)
{
	const struct past_kpi *r = reported(f, o, p);
	struct earlier e;

	if (r == NULL)
		return recompute(f, scratch, o->kpi, p);
	e = (struct earlier){ .has = r->has_value,
		              .value = r->value,
		              .has_target = r->has_target,
		              .target = r->target,
		              .has_score = r->has_score,
		              .score = r->score };
	e.has_status = compare_status(r->status, &e.status);
	return e;
}

static void fill_prior(const struct facts *f, struct arena *scratch, struct kpi_outcome *o)
{
	struct earlier e = look_back(f, scratch, o, f->prior);

	o->has_prior = e.has && compare_break(f, scratch, o->kpi, f->prior, f->period) == NULL;
	o->prior = o->has_prior ? e.value : 0;
	o->prior_is_recomputed = o->has_prior && e.is_recomputed;
	o->has_prior_score = e.has_score;
	o->prior_score = e.score;
	o->has_prior_status = e.has_status;
	o->prior_status = e.status;
}

/* Periods of a span in a year. */
static const int in_a_year[SPAN__N] = {
	[SPAN_MONTH] = 12,
	[SPAN_QUARTER] = 4,
	[SPAN_HALF] = 2,
	[SPAN_YEAR] = 1,
};

static void fill_last_year(const struct facts *f, struct arena *scratch, struct kpi_outcome *o)
{
	struct period p = period_step(f->period, -in_a_year[f->period.span], f->ws->fiscal);
	struct earlier e = look_back(f, scratch, o, p);

	o->has_last_year = e.has && compare_break(f, scratch, o->kpi, p, f->period) == NULL;
	o->last_year = o->has_last_year ? e.value : 0;
	o->last_year_is_recomputed = o->has_last_year && e.is_recomputed;
}

static int trend_length(const struct facts *f, int32_t first)
{
	int n = 1;

	while (n < TREND_MAX && first != DAY_NONE && period_step(f->period, -n, f->ws->fiscal).last >= first)
		n++;
	return n;
}

/* A point before a break has no value: the trend starts anew. */
static void fill_trend(const struct facts *f, struct arena *scratch, struct kpi_outcome *o, int32_t first)
{
	bool has_now = o->figure.has && !o->figure.is_incomplete;
	int n = trend_length(f, first);

	o->n_trend = (size_t)n;
	for (int i = 0; i < n - 1; i++) {
		struct period p = period_step(f->period, i - (n - 1), f->ws->fiscal);
		struct earlier e = look_back(f, scratch, o, p);
		bool has = e.has && compare_break(f, scratch, o->kpi, p, f->period) == NULL;

		o->trend[i] = (struct trend_point){ .has = has,
			                            .value = has ? e.value : 0,
			                            .has_target = e.has_target,
			                            .target = e.has_target ? e.target : 0,
			                            .period = p };
	}
	o->trend[n - 1] = (struct trend_point){ .has = has_now,
		                                .value = has_now ? o->figure.value : 0,
		                                .has_target = o->target.has && !o->target.is_band,
		                                .target = o->target.target,
		                                .period = f->period };
}

void compare_kpi(const struct facts *f, struct arena *scratch, struct kpi_outcome *o, int32_t trend_first)
{
	fill_prior(f, scratch, o);
	fill_last_year(f, scratch, o);
	fill_trend(f, scratch, o, trend_first);
}

int32_t compare_first_day(const struct facts *f)
{
	int32_t first = DAY_NONE;

	for (size_t i = 0; i < store_count(f->store); i++) {
		const struct series *s = store_series(f->store, i);

		if (s->is_owner && s->n_cells > 0 && (first == DAY_NONE || s->first_day < first))
			first = s->first_day;
	}
	for (size_t i = 0; f->past != NULL && i < f->past->n; i++) {
		if (first == DAY_NONE || f->past->runs[i].period.first < first)
			first = f->past->runs[i].period.first;
	}
	return first;
}
