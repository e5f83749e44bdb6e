/* explain_chain.c - the links from a metric or KPI up to the root goal, each with the line that makes it. */
#include "app/explain.h"

static const struct objective *mapping_of(const struct session *s, const struct kpi *k)
{
	for (size_t i = 0; i < s->model->n_objectives; i++) {
		const struct objective *o = &s->model->objectives[i];

		if (o->id == k->objective && (o->is_mapped || o->is_off))
			return o;
	}
	return NULL;
}

static struct str chain_words(const struct session *s, sym metric, const struct kpi_outcome *k)
{
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	if (metric)
		strbuf_fmt(&b, "%.*s -> ", STR_ARG(intern_str(s->names, metric)));
	strbuf_fmt(&b, "%.*s -> %.*s", STR_ARG(intern_str(s->names, k->kpi->id)),
	           STR_ARG(intern_str(s->names, k->kpi->objective)));
	for (const struct goal *g = k->own_goal; g; g = g->up)
		if (g != k->own_goal || g->id != k->kpi->objective)
			strbuf_fmt(&b, " -> %.*s%s", STR_ARG(intern_str(s->names, g->id)),
			           g->kind == KIND_SOCIAL ? " (a social goal: what serves it counts above)"
			                                  : "");
	return strbuf_str(&b);
}

void explain_chain(const struct session *s, sym metric, const struct kpi_outcome *k)
{
	const struct objective *map = mapping_of(s, k->kpi);

	explain_line("chain", chain_words(s, metric, k));
	if (!k->own_goal)
		explain_line(
		    "", map && map->is_off
			    ? STR("the company says that this objective is none of its own: it links nothing")
			    : STR("no such goal: it links nothing"));
	else if (k->kpi->role == ROLE_DIAGNOSTIC)
		explain_line("", STR("a diagnostic KPI is shown and links nothing"));
	explain_source(s, k->kpi->measure_at);
	explain_source(s, k->kpi->objective_at);
	if (map)
		explain_source(s, map->at);
	for (const struct goal *g = k->own_goal; g; g = g->up)
		explain_source(s, g->at);
}
