/* reason_report.c - the findings of the mapping. */
#include "core/links.h"
#include "core/reasons.h"

struct report {
	const struct facts *f;
	const struct outcome *o;
	struct arena *a;
	struct diag *d;
};

static struct str name_of(const struct report *r, sym s)
{
	return intern_str(r->f->model->names, s);
}

/* Days after which a series of this cadence could show its next cell. */
static int32_t cadence_days(enum every every)
{
	switch (every) {
	case EVERY_QUARTER:
		return 92;
	case EVERY_MONTH:
		return 31;
	case EVERY_WEEK:
		return 7;
	default:
		return 1;
	}
}

/* Could the metric have had a cell by as-of? On covered days a sparse series says 0, which is no absence. */
static bool is_due(const struct report *r, sym metric)
{
	const struct facts *f = r->f;
	int32_t last = f->as_of < f->period.last ? f->as_of : f->period.last;
	bool due = false;

	for (size_t i = 0; i < store_count(f->store); i++) {
		const struct series *s = store_series(f->store, i);

		if (s->metric != metric || !s->is_owner || s->n_cells == 0)
			continue;
		if (s->is_sparse && last >= f->period.first
		    && store_covered_days(f->store, s->source, f->period.first, last) > 0)
			return false;
		due = due || last >= f->period.first + cadence_days(s->every) - 1;
	}
	return due;
}

static void report_gone(const struct report *r, const struct metric_state *m)
{
	if (m->cells > 0 || m->prior_cells == 0 || !is_due(r, m->metric))
		return;
	diag_put(r->d, SEV_WARNING, "K302", name_of(r, m->metric), PLACE_NONE,
	         STR("see whether its export is missing or has another name now"),
	         "%.*s has no data in %.*s; it had %.*s in %.*s", STR_ARG(name_of(r, m->metric)),
	         STR_ARG(period_text(r->a, r->f->period)), STR_ARG(str_count(r->a, m->prior_cells, "cell")),
	         STR_ARG(period_text(r->a, r->f->prior)));
}

static struct str base_words(const struct report *r, const struct metric_state *m)
{
	return m->base_of.n == 0 ? STR_NONE
	                         : str_fmt(r->a, " (it is also the base of %.*s)", STR_ARG(m->base_of));
}

static void report_unlinked(const struct report *r, const struct metric_state *m)
{
	struct str id = name_of(r, m->metric),
		   remedy = STR("measure it with a KPI, or say why not with no_goal");

	if (m->is_partial) {
		diag_put(r->d, SEV_NOTE, "K212", id, m->def->at,
		         STR("widen the KPI's where, or accept the rest as unlinked"),
		         "%.*s serves a goal only in part: %.*s", STR_ARG(id), STR_ARG(m->parts));
		return;
	}
	if (m->ask_instead.n > 0)
		remedy = str_fmt(r->a, "ask instead for %.*s", STR_ARG(m->ask_instead));
	diag_put(r->d, SEV_NOTE, "K201", id, m->at, remedy, "%.*s serves no goal: %.*s%.*s", STR_ARG(id),
	         STR_ARG(m->because), STR_ARG(base_words(r, m)));
}

/* The first of the nearest names that `because` lists, for the line to paste. */
static struct str first_near(struct str because)
{
	struct str mark = STR("nearest: "), rest;
	size_t at = str_find(because, mark);

	if (at == SIZE_MAX)
		return STR_NONE;
	rest = str_sub(because, at + mark.n, because.n);
	return str_cut(&rest, ',');
}

/* The source that the metric comes from, the first of them. */
static struct place source_of(const struct report *r, const struct metric_state *m)
{
	size_t source;

	if (m->n_series == 0)
		return PLACE_NONE;
	source = store_series(r->f->store, r->o->series[m->first_series].series)->source;
	return source < r->f->ws->n_sources ? r->f->ws->sources[source].at : PLACE_NONE;
}

static void report_unknown(const struct report *r, const struct metric_state *m)
{
	struct str id = name_of(r, m->metric), near = first_near(m->because), remedy;

	if (near.n > 0)
		remedy = str_fmt(r->a,
		                 "if it is %.*s, add to the model's metrics: %.*s: {aliases: [%.*s]}; "
		                 "else give it an entry of its own",
		                 STR_ARG(near), STR_ARG(near), STR_ARG(id));
	else
		remedy =
		    str_fmt(r->a, "add to the model's metrics: %.*s: {kind: %s, unit: count, level: output}",
		            STR_ARG(id), kind_names[m->kind]);
	diag_put(r->d, SEV_WARNING, "K202", id, source_of(r, m), remedy, "metric %.*s is %.*s", STR_ARG(id),
	         STR_ARG(m->because));
}

static void report_metric(const struct report *r, const struct metric_state *m)
{
	struct str id = name_of(r, m->metric);

	if (m->cells == 0)
		return;
	if (m->figure.overflow)
		diag_put(r->d, SEV_ERROR, "K307", id, m->at, STR("give it in a bigger unit"),
		         "%.*s: its sum is too big to be exact", STR_ARG(id));
	switch (m->state) {
	case STATE_BANNED:
		diag_put(r->d, SEV_WARNING, "K208", id, m->at,
		         STR("take it out of reports that speak of value"), "%.*s is banned: %.*s",
		         STR_ARG(id), STR_ARG(m->because));
		break;
	case STATE_UNKNOWN:
		report_unknown(r, m);
		break;
	case STATE_UNLINKED:
		report_unlinked(r, m);
		break;
	default:
		break;
	}
}

static void report_social_goal(const struct report *r, const struct goal *g)
{
	struct strbuf b;

	if (g->kind != KIND_SOCIAL || goals_business(g) != NULL)
		return;
	strbuf_init(&b, r->a, 0);
	for (size_t i = 0; i < r->f->model->n_kpis; i++) {
		const struct kpi *k = &r->f->model->kpis[i];

		if (link_own_goal(r->f, k) == g)
			strbuf_fmt(&b, "%s%.*s", b.n > 0 ? ", " : "", STR_ARG(name_of(r, k->id)));
	}
	diag_put(r->d, SEV_WARNING, "K206", name_of(r, g->id), g->at,
	         STR("name the business goal it serves as its parent"),
	         "'%.*s' is a social goal with no business goal above it%s%.*s",
	         STR_ARG(link_goal_name(r->f, g)), b.n > 0 ? "; these KPIs link nothing: " : "",
	         STR_ARG(strbuf_str(&b)));
}

void reason_report(const struct facts *f, const struct outcome *o, struct arena *a, struct diag *d)
{
	struct report r = { f, o, a, d };

	for (size_t i = 0; i < o->n_metrics; i++)
		report_gone(&r, &o->metrics[i]);
	for (size_t i = 0; i < o->n_metrics; i++)
		report_metric(&r, &o->metrics[i]);
	for (size_t i = 0; f->goals != NULL && i < f->goals->n; i++)
		report_social_goal(&r, &f->goals->all[i]);
}
