/* explain_metric.c - a metric: what it means, how it adds up, what it serves, the state of its series. */
#include "app/explain.h"

#include "core/links.h"
#include "plan/words.h"

static void print_catalogue(const struct session *s, sym id)
{
	const struct metric *m = model_metric(s->model, id);

	if (!m) {
		explain_line("not in the catalogue: its meaning and how it adds up are not known", STR(" "));
		return;
	}
	explain_line("definition", m->definition);
	explain_line("traps", m->traps);
	explain_line("source", m->source);
	explain_say("kind", "%s, %s, level %s", kind_names[m->kind], unit_names[m->unit],
	            level_names[m->level]);
	explain_adds(s, m);
	explain_place("defined at", m->at);
	for (size_t i = 0; i < m->n_breaks; i++)
		explain_say("series break", "%.*s %.*s: %.*s", STR_ARG(day_text(s->arena, m->breaks[i].on)),
		            STR_ARG(intern_str(s->names, m->breaks[i].channel)), STR_ARG(m->breaks[i].note));
}

static const struct metric_state *state_of(const struct session *s, sym id)
{
	for (size_t i = 0; i < s->outcome.n_metrics; i++)
		if (s->outcome.metrics[i].metric == id)
			return &s->outcome.metrics[i];
	return NULL;
}

/* Every KPI that measures it and says so above: the chain up to the root. */
static void print_chains(const struct session *s, sym id)
{
	for (size_t i = 0; i < s->outcome.n_kpis; i++) {
		const struct kpi_outcome *k = &s->outcome.kpis[i];

		if (link_measures(s->model, k->kpi, id) && (k->own_goal || !k->kpi->is_library))
			explain_chain(s, id, k);
	}
}

/* What to measure instead: a KPI's id is told with what it is. */
static void print_instead(const struct session *s, struct str ask)
{
	const struct kpi *k = NULL;
	sym id;

	if (intern_has(s->names, ask, &id))
		k = model_kpi(s->model, id);
	if (k)
		explain_say("ask instead", "%.*s (%.*s: %.*s)", STR_ARG(ask), STR_ARG(k->name),
		            STR_ARG(kpi_rule(s->arena, s->model, k)));
	else
		explain_line("ask instead", ask);
}

/* "linkedin acme_outdoor spring", whatever of it there is. */
static struct str series_name(const struct session *s, const struct series *one)
{
	struct str text = str_fmt(s->arena, "%.*s %.*s %.*s", STR_ARG(intern_str(s->names, one->channel)),
	                          STR_ARG(intern_str(s->names, one->account)),
	                          STR_ARG(intern_str(s->names, one->campaign)));

	text = str_trim(text);
	return text.n ? text : STR("the whole company");
}

static void print_series(const struct session *s, const struct series_state *e)
{
	const struct series *one = store_series(s->store, e->series);
	int32_t to = s->outcome.as_of < s->outcome.period.last ? s->outcome.as_of : s->outcome.period.last;
	const struct metric *def = model_metric(s->model, one->metric);
	bool adds = !def || def->over_time == TIME_SUM || def->over_time == TIME_MEAN;
	struct span_total t = store_total(s->store, e->series, s->outcome.period.first, to);
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	strbuf_fmt(&b, "%.*s: %.*s", STR_ARG(series_name(s, one)),
	           STR_ARG(str_count(s->arena, e->cells, "cell")));
	if (t.n && adds && !t.overflow)
		strbuf_fmt(&b, ", sum %.*s", STR_ARG(num_text(s->arena, t.sum)));
	if (t.n)
		strbuf_fmt(&b, ", largest %.*s, last %.*s", STR_ARG(num_text(s->arena, t.max)),
		           STR_ARG(num_text(s->arena, t.last)));
	strbuf_fmt(&b, "; %s", state_names[e->state]);
	if (e->kpi)
		strbuf_fmt(&b, " by %.*s", STR_ARG(intern_str(s->names, e->kpi->id)));
	explain_item(4, "%.*s", STR_ARG(strbuf_str(&b)));
	explain_item(6, "source %.*s; %.*s", STR_ARG(s->ws->sources[one->source].files), STR_ARG(e->because));
}

static void print_others(const struct session *s, sym id)
{
	for (size_t i = 0; i < store_count(s->store); i++) {
		const struct series *one = store_series(s->store, i);

		if (one->metric == id && !one->is_owner)
			explain_item(4, "%.*s: given again by source %.*s, not used",
			             STR_ARG(series_name(s, one)),
			             STR_ARG(s->ws->sources[one->source].files));
	}
}

static void print_state(const struct session *s, const struct metric_state *m)
{
	explain_say("state", "%s%s", m->cells ? state_names[m->state] : "not seen this period",
	            m->is_partial ? " (linked on some channels only)" : "");
	explain_line("because", m->because);
	if (m->ask_instead.n)
		print_instead(s, m->ask_instead);
	explain_line("also base of", m->base_of);
	explain_line("channels", m->parts);
	explain_place("decided at", m->at);
}

int explain_metric(const struct session *s, sym id)
{
	const struct metric_state *m = state_of(s, id);

	if (!m && !model_metric(s->model, id))
		return 0;
	printf("metric %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)),
	       STR_ARG(model_metric_label(s->model, id)));
	print_catalogue(s, id);
	if (m)
		print_state(s, m);
	print_chains(s, id);
	if (!m) {
		printf("  no source gives it\n");
		return 1;
	}
	if (m->figure.has || m->figure.has_bounds)
		explain_say("value", "%.*s%s", STR_ARG(explain_figure(s->arena, &m->figure)),
		            m->figure.has ? "" : " (the parts do not add)");
	printf("  series in %.*s:\n", STR_ARG(period_text(s->arena, s->outcome.period)));
	for (size_t i = m->first_series; i < m->first_series + m->n_series; i++)
		print_series(s, &s->outcome.series[i]);
	print_others(s, id);
	explain_totals(s, &id, 1, NULL);
	return 1;
}
