/* since.c - what is not as it was in the period before: the model, statuses, KPIs and metrics. */
#include "core/restate.h"

struct since {
	const struct facts *f;
	struct outcome *o;
	struct arena *a;
	const struct past_run *prior; /* NULL: the period before was not run */
};

static struct str text_of(const struct since *s, sym id)
{
	return intern_str(s->f->model->names, id);
}

static void add(const struct since *s, enum change_kind kind, enum about about, struct str subject,
                struct str was, struct str is, struct str why, struct place at)
{
	struct change c = { .kind = kind,
		            .about = about,
		            .period = s->f->prior,
		            .subject = subject,
		            .was = was,
		            .is = is,
		            .why = why,
		            .at = at };

	change_add(s->o, s->a, &c);
}

static void tell_model(const struct since *s)
{
	const struct model *m = s->f->model;

	if (s->prior == NULL || s->prior->model.n == 0
	    || (str_eq(s->prior->model, m->id) && str_eq(s->prior->model_version, m->version)))
		return;
	add(s, CHANGE_MODEL, ABOUT_MODEL, m->id,
	    str_fmt(s->a, "%.*s %.*s", STR_ARG(s->prior->model), STR_ARG(s->prior->model_version)),
	    str_fmt(s->a, "%.*s %.*s", STR_ARG(m->id), STR_ARG(m->version)), STR_NONE, s->f->ws->model_at);
}

static void tell_status(const struct since *s, enum about about, struct str subject, enum status was,
                        enum status is, struct str why, struct place at)
{
	if (was != is)
		add(s, CHANGE_STATUS, about, subject, str_of(status_names[was]), str_of(status_names[is]),
		    why, at);
}

static void tell_goals(const struct since *s)
{
	for (size_t i = 0; i < s->o->n_goals; i++) {
		const struct goal_outcome *g = &s->o->goals[i];

		if (g->has_prior)
			tell_status(s, ABOUT_GOAL, text_of(s, g->goal->id), g->prior_status, g->status,
			            g->reason, g->goal->at);
	}
}

/* A KPI that is shown and was not, in the run of the period before. */
static bool is_new(const struct since *s, struct str id)
{
	const struct past_kpi *then = s->prior != NULL ? past_kpi(s->prior, id) : NULL;

	return s->prior != NULL && (then == NULL || str_is(then->part, part_names[PART_AVAILABLE]));
}

/* A grey says why; else the two values. */
static struct str why_status(const struct since *s, const struct kpi_outcome *k)
{
	struct str was, is;

	if (k->reason.n > 0 || !k->has_prior || !k->figure.has)
		return k->reason;
	restate_pair(s->a, k->prior, k->figure.value, &was, &is);
	return str_fmt(s->a, "%s%.*s -> %.*s", k->prior_is_recomputed ? "~" : "", STR_ARG(was), STR_ARG(is));
}

static void tell_kpis(const struct since *s)
{
	for (size_t i = 0; i < s->o->n_kpis; i++) {
		const struct kpi_outcome *k = &s->o->kpis[i];
		struct str id = text_of(s, k->kpi->id);

		if (k->part == PART_AVAILABLE)
			continue;
		if (k->has_prior_status)
			tell_status(s, ABOUT_KPI, id, k->prior_status, k->status, why_status(s, k),
			            k->kpi->at);
		if (is_new(s, id))
			add(s, CHANGE_NEW, ABOUT_KPI, id, STR_NONE, str_of(part_names[k->part]), STR_NONE,
			    k->kpi->at);
	}
}

static void tell_kpis_gone(const struct since *s)
{
	for (size_t i = 0; s->prior != NULL && i < s->prior->n_kpis; i++) {
		const struct past_kpi *then = &s->prior->kpis[i];
		const struct kpi_outcome *now = NULL;
		sym id;

		if (str_is(then->part, part_names[PART_AVAILABLE]))
			continue;
		if (intern_has(s->f->model->names, then->kpi, &id))
			now = outcome_kpi(s->o, id);
		if (now == NULL || now->part == PART_AVAILABLE)
			add(s, CHANGE_GONE, ABOUT_KPI, then->kpi, then->part, STR_NONE,
			    now == NULL ? STR("the model has it no more")
			                : STR("it has neither target nor data"),
			    s->f->ws->model_at);
	}
}

static const struct past_metric *past_metric(const struct past_run *r, struct str id)
{
	for (size_t i = 0; r != NULL && i < r->n_metrics; i++)
		if (str_eq(r->metrics[i].metric, id))
			return &r->metrics[i];
	return NULL;
}

static void tell_metric(const struct since *s, const struct metric_state *m)
{
	const struct past_metric *then = past_metric(s->prior, text_of(s, m->metric));
	struct str state = str_of(state_names[m->state]);

	if (m->cells > 0 && m->prior_cells == 0)
		add(s, CHANGE_NEW, ABOUT_METRIC, text_of(s, m->metric), STR_NONE, state, m->because, m->at);
	if (m->cells == 0 && m->prior_cells > 0)
		add(s, CHANGE_GONE, ABOUT_METRIC, text_of(s, m->metric), then ? then->state : state, STR_NONE,
		    STR("no cell in this period"), m->at);
	if (m->cells > 0 && then != NULL && then->cells > 0 && !str_eq(then->state, state))
		add(s, CHANGE_STATE, ABOUT_METRIC, text_of(s, m->metric), then->state, state, m->because,
		    m->at);
}

/* Where the period before has no cell at all, data begin here, and nothing of them is news. */
static void tell_metrics(const struct since *s)
{
	bool has_before = false;

	for (size_t i = 0; i < s->o->n_metrics; i++)
		has_before = has_before || s->o->metrics[i].prior_cells > 0;
	for (size_t i = 0; i < s->o->n_metrics && has_before; i++)
		tell_metric(s, &s->o->metrics[i]);
}

void since_prior(const struct facts *f, struct outcome *o, struct arena *a)
{
	struct since s = { f, o, a, f->past != NULL ? past_of(f->past, f->prior) : NULL };

	tell_model(&s);
	tell_goals(&s);
	tell_kpis(&s);
	tell_kpis_gone(&s);
	tell_metrics(&s);
}
