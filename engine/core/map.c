/* map.c - every series and metric into exactly one state, and the headline's counts. */
#include "core/judge.h"

#include <assert.h>
#include "core/links.h"
#include "core/reasons.h"
#include "core/rollup.h"

/* A KPI that links the metric at hand, and the words for it. */
struct linker {
	const struct kpi *kpi;
	const struct goal *goal;
	struct str because;
};

struct mapper {
	const struct facts *f;
	struct outcome *o;
	struct arena *a;
	struct month_span now, before; /* the period up to as-of; the one before, where it is over */
	struct linker *linkers;        /* of the metric at hand, in model order */
	size_t n_linkers;
};

static void find_linkers(struct mapper *m, sym metric)
{
	const struct model *model = m->f->model;

	m->n_linkers = 0;
	for (size_t i = 0; i < model->n_kpis; i++) {
		const struct kpi *k = &model->kpis[i];

		if (link_joins(m->f, k, metric))
			m->linkers[m->n_linkers++] =
			    (struct linker){ k, link_goal(m->f, k), reason_linked(m->f, m->a, k) };
	}
}

/* The metric itself, or the opening of it. */
static bool reads_any(const struct model *m, const struct kpi *k, sym metric)
{
	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *def = model_metric(m, k->reads[i]);

		if (k->reads[i] == metric || (def != NULL && def->opening_of == metric))
			return true;
	}
	return false;
}

/* A library KPI without a goal of the company is not used by it. */
static bool is_used(const struct facts *f, sym metric)
{
	for (size_t i = 0; i < f->model->n_kpis; i++) {
		const struct kpi *k = &f->model->kpis[i];

		if (reads_any(f->model, k, metric) && (!k->is_library || link_own_goal(f, k) != NULL))
			return true;
	}
	return false;
}

/* The state of series that no KPI links; banned and unknown come before any link. */
static enum state state_unless_linked(const struct facts *f, const struct metric *def, enum kind kind)
{
	if (def == NULL)
		return STATE_UNKNOWN;
	if (def->banned_because.n > 0 || def->banned_at.line > 0)
		return STATE_BANNED;
	if (def->level == LEVEL_INPUT || def->is_context)
		return STATE_CONTEXT;
	return kind == KIND_BUSINESS && !is_used(f, def->id) ? STATE_UNUSED : STATE_UNLINKED;
}

static const struct linker *linker_of(const struct mapper *m, const struct series *s)
{
	for (size_t i = 0; i < m->n_linkers; i++) {
		const struct linker *l = &m->linkers[i];

		if (where_passes(&l->kpi->where, m->f->model->names, s->channel, s->account, s->campaign))
			return l;
	}
	return NULL;
}

static void note_days(struct metric_state *ms, int32_t first, int32_t last)
{
	if (ms->first_day == DAY_NONE || first < ms->first_day)
		ms->first_day = first;
	if (ms->last_day == DAY_NONE || last > ms->last_day)
		ms->last_day = last;
}

/* What a metric's series add up to while they are walked. */
struct tally {
	size_t n, linked;
	const struct linker *first;
};

static void add_series(const struct mapper *m, uint32_t series, struct tally *t)
{
	const struct linker *l = linker_of(m, store_series(m->f->store, series));

	t->n++;
	if (l == NULL)
		return;
	t->linked++;
	if (t->first == NULL || l < t->first)
		t->first = l;
}

/* Series seen in the period get a row of their own; the others speak only where none was seen. */
static struct tally walk_series(struct mapper *m, struct metric_state *ms, const uint32_t *series, size_t n)
{
	struct tally seen = { 0 }, all = { 0 };
	struct outcome *o = m->o;

	ms->first_series = o->n_series;
	ms->first_day = ms->last_day = DAY_NONE;
	for (size_t i = 0; i < n; i++) {
		const struct store *st = m->f->store;
		struct span_days now = store_span_days(st, series[i], &m->now);

		ms->prior_cells += store_span_days(st, series[i], &m->before).n;
		add_series(m, series[i], &all);
		if (now.n == 0)
			continue;
		add_series(m, series[i], &seen);
		ms->cells += now.n;
		note_days(ms, now.first, now.last);
		o->series[o->n_series++] = (struct series_state){ .series = series[i], .cells = now.n };
	}
	ms->n_series = o->n_series - ms->first_series;
	for (size_t i = 0; i < n && ms->n_series == 0; i++) {
		const struct series *s = store_series(m->f->store, series[i]);

		note_days(ms, s->first_day, s->last_day);
	}
	return seen.n > 0 ? seen : all;
}

static void settle_metric(struct mapper *m, struct metric_state *ms, const struct tally *t, enum state rest)
{
	const struct facts *f = m->f;

	ms->state = t->linked > 0 && t->linked == t->n ? STATE_LINKED : t->linked > 0 ? STATE_UNLINKED : rest;
	ms->is_partial = t->linked > 0 && t->linked < t->n;
	if (t->first != NULL) {
		ms->kpi = t->first->kpi;
		ms->goal = t->first->goal;
	}
	ms->base_of = reason_base_of(f, m->a, ms->metric);
	ms->ask_instead =
	    ms->def != NULL && ms->state == STATE_UNLINKED && model_can_ask(f->model, ms->def->ask_instead)
		? ms->def->ask_instead
		: STR_NONE;
	if (ms->state == STATE_LINKED)
		ms->because = t->first->because;
	else
		ms->because = reason_not_linked(f, m->a, ms);
}

static void settle_series(struct mapper *m, struct metric_state *ms, enum state rest)
{
	struct metric_state plain = *ms;

	plain.state = rest;
	plain.is_partial = false;
	plain.because = ms->is_partial ? reason_not_linked(m->f, m->a, &plain) : ms->because;
	for (size_t i = 0; i < ms->n_series; i++) {
		struct series_state *s = &m->o->series[ms->first_series + i];
		const struct linker *l = linker_of(m, store_series(m->f->store, s->series));

		s->state = l != NULL ? STATE_LINKED : rest;
		s->because = l != NULL ? l->because : plain.because;
		s->kpi = l != NULL ? l->kpi : NULL;
		s->goal = l != NULL ? l->goal : NULL;
	}
}

/* The model line that decided. */
static struct place place_of(const struct metric_state *ms)
{
	if (ms->state == STATE_LINKED)
		return ms->kpi->measure_at.line > 0 ? ms->kpi->measure_at : ms->kpi->at;
	if (ms->def == NULL)
		return PLACE_NONE;
	if (ms->state == STATE_BANNED && ms->def->banned_at.line > 0)
		return ms->def->banned_at;
	if (ms->state == STATE_UNLINKED && ms->def->no_goal_at.line > 0)
		return ms->def->no_goal_at;
	return ms->def->at;
}

/* An unknown metric is of the kind of its source; social where any of its sources is. */
static enum kind kind_of(const struct facts *f, const struct metric *def, const uint32_t *series, size_t n)
{
	if (def != NULL)
		return def->kind;
	for (size_t i = 0; i < n; i++) {
		const struct series *s = store_series(f->store, series[i]);

		if (s->source >= f->ws->n_sources || f->ws->sources[s->source].kind == KIND_SOCIAL)
			return KIND_SOCIAL;
	}
	return KIND_BUSINESS;
}

static void map_metric(struct mapper *m, sym metric, const uint32_t *series, size_t n)
{
	const struct facts *f = m->f;
	struct metric_state *ms = &m->o->metrics[m->o->n_metrics++];
	struct tally t;
	enum state rest;

	ms->metric = metric;
	ms->def = model_metric(f->model, metric);
	ms->kind = kind_of(f, ms->def, series, n);
	rest = state_unless_linked(f, ms->def, ms->kind);
	m->n_linkers = 0;
	if (rest != STATE_UNKNOWN && rest != STATE_BANNED)
		find_linkers(m, metric);
	t = walk_series(m, ms, series, n);
	settle_metric(m, ms, &t, rest);
	settle_series(m, ms, rest);
	if (ms->is_partial && ms->n_series > 0)
		ms->parts = reason_parts(f, m->a, &m->o->series[ms->first_series], ms->n_series);
	ms->at = place_of(ms);
	ms->figure = rollup_metric(f, m->a, metric, NULL, f->period);
}

/* What the reported run of the preceding period said of its metrics. */
static void count_prior(const struct facts *f, struct headline *h)
{
	const struct past_run *run = f->past != NULL ? past_of(f->past, f->prior) : NULL;

	if (run == NULL || run->reported_on.n == 0)
		return;
	h->has_prior = true;
	for (size_t i = 0; i < run->n_metrics; i++) {
		const struct past_metric *p = &run->metrics[i];

		if (p->cells <= 0 || !str_is(p->kind, kind_names[KIND_SOCIAL]))
			continue;
		h->prior_seen++;
		h->prior_serve += str_is(p->state, state_names[STATE_LINKED]);
	}
}

/* The law: the states add up to all that was seen, by metrics and by cells. */
static void count_states(const struct outcome *o, struct headline *h)
{
	uint64_t metrics = 0, cells = 0;

	for (size_t i = 0; i < o->n_metrics; i++) {
		const struct metric_state *ms = &o->metrics[i];

		if (ms->cells == 0)
			continue;
		h->metrics_seen++;
		h->cells_seen += ms->cells;
		h->n_state[ms->state]++;
		h->cells_state[ms->state] += ms->cells;
		if (ms->kind == KIND_SOCIAL) {
			h->social_seen++;
			h->serve += ms->state == STATE_LINKED;
		}
	}
	for (int s = 0; s < STATE__N; s++) {
		metrics += h->n_state[s];
		cells += h->cells_state[s];
	}
	assert(metrics == h->metrics_seen && cells == h->cells_seen);
}

/* The owned series with cells, in the order to show; a second source's series are K119's affair. */
static uint32_t *owned_series(const struct facts *f, struct arena *a, size_t *n)
{
	size_t n_all;
	const uint32_t *all = store_sorted(f->store, f->model->names, &n_all);
	uint32_t *own = ARENA_ARRAY(a, n_all, uint32_t);

	*n = 0;
	for (size_t i = 0; i < n_all; i++) {
		const struct series *s = store_series(f->store, all[i]);

		if (s->is_owner && s->n_cells > 0)
			own[(*n)++] = all[i];
	}
	return own;
}

/* Of series in the order to show, where those of one metric stand together. */
static size_t count_metrics(const struct facts *f, const uint32_t *own, size_t n)
{
	size_t metrics = 0;

	for (size_t i = 0; i < n; i++)
		metrics +=
		    i == 0
		    || store_series(f->store, own[i])->metric != store_series(f->store, own[i - 1])->metric;
	return metrics;
}

void map_metrics(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	struct mapper m = { .f = f, .o = o, .a = a };
	size_t n;
	const uint32_t *own = owned_series(f, a, &n);

	m.now = store_span(f->period.first, f->as_of < f->period.last ? f->as_of : f->period.last);
	if (f->prior.last <= f->as_of)
		m.before = store_span(f->prior.first, f->prior.last);
	m.linkers = ARENA_ARRAY(a, f->model->n_kpis, struct linker);
	o->period = f->period;
	o->prior = f->prior;
	o->as_of = f->as_of;
	o->metrics = ARENA_ARRAY(a, count_metrics(f, own, n), struct metric_state);
	o->series = ARENA_ARRAY(a, n, struct series_state);
	o->n_metrics = o->n_series = 0;
	o->headline = (struct headline){ 0 };
	for (size_t i = 0, end; i < n; i = end) {
		sym metric = store_series(f->store, own[i])->metric;

		for (end = i + 1; end < n && store_series(f->store, own[end])->metric == metric; end++)
			continue;
		map_metric(&m, metric, own + i, end - i);
	}
	count_states(o, &o->headline);
	count_prior(f, &o->headline);
	reason_report(f, o, a, d);
}
