/* earlier.c - what the KPIs of a run were in the periods and months before: each by itself, by several threads. */
#include "core/earlier.h"

#include "core/hands.h"
#include "core/compare.h"
#include "core/figures.h"
#include "core/noise.h"
#include "core/rollup.h"
#include "core/slice.h"

/* Years back that any span of a KPI reaches, and more. */
enum { KEPT_DAYS = 10 * 366, SPANS = 40 /* about, of a KPI */ };

struct seat { /* of one thread */
	struct facts f;
	struct arena *scratch;
};

struct looking {
	struct outcome *o;
	int32_t trend_first;
	size_t *shown, n; /* KPIs */
	struct seat *seats;
};

/* The metrics that a KPI reads are asked for span after span. */
static void keep_series(const struct facts *f, const struct looking *l, struct arena *a)
{
	uint32_t *all = ARENA_ARRAY(a, store_count(f->store), uint32_t);
	bool *is_met = ARENA_ARRAY(a, intern_count(f->model->names), bool);
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct kpi *k = l->o->kpis[l->shown[i]].kpi;

		for (size_t r = 0; r < k->n_reads; r++) {
			const uint32_t *series;
			size_t more;

			if (is_met[k->reads[r]]
			    || slice_rule(model_metric(f->model, k->reads[r])) != TIME_SUM)
				continue;
			is_met[k->reads[r]] = true;
			series = rollup_series(f, a, k->reads[r], &more);
			for (size_t m = 0; m < more; m++)
				all[n++] = series[m];
		}
	}
	hands_keep(f, all, n, f->period.first - KEPT_DAYS, f->period.last);
}

static void look_back(void *ctx, size_t place, size_t job)
{
	const struct looking *l = ctx;
	struct seat *s = &l->seats[place];
	struct kpi_outcome *k = &l->o->kpis[l->shown[job]];

	compare_kpi(&s->f, s->scratch, k, l->trend_first);
	k->noise = noise_of(&s->f, s->scratch, k->kpi, l->trend_first);
	arena_reset(s->scratch);
}

/* One thread alone keeps its figures for whoever judges next. */
static void look_back_all(const struct facts *f, struct looking *l, struct arena *a)
{
	size_t n = hands_places(f, l->n, l->n * SPANS * (uint64_t)store_count(f->store));

	l->seats = ARENA_ARRAY(a, n, struct seat);
	for (size_t i = 0; i < n; i++) {
		l->seats[i] = (struct seat){ *f, arena_new(0) };
		if (n > 1 && f->figures != NULL)
			l->seats[i].f.figures = figures_beside(f->figures);
	}
	hands_run(f, n, l->n, look_back, l);
	for (size_t i = 0; i < n; i++) {
		arena_free(l->seats[i].scratch);
		if (l->seats[i].f.figures != f->figures)
			figures_free(l->seats[i].f.figures);
	}
}

void earlier_kpis(const struct facts *f, struct outcome *o)
{
	struct arena *a = arena_new(0);
	struct looking l = { .o = o, .trend_first = compare_first_day(f) };

	l.shown = ARENA_ARRAY(a, o->n_kpis, size_t);
	for (size_t i = 0; i < o->n_kpis; i++)
		if (o->kpis[i].part != PART_AVAILABLE)
			l.shown[l.n++] = i;
	keep_series(f, &l, a);
	look_back_all(f, &l, a);
	store_forget(f->store);
	arena_free(a);
}
