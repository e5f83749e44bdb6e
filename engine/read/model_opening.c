/* model_opening.c - metrics that are not counted but follow from another, and what medians may not do. */
#include "read/model_parts.h"

static struct place line_of(const struct metric *m, const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	return n != NULL ? n->at : m->at;
}

static bool is_stock(enum over_time rule)
{
	return rule == TIME_LAST || rule == TIME_FIRST || rule == TIME_MAX || rule == TIME_MIN
	       || rule == TIME_NONE;
}

/* What the model does not say of it is as the metric it opens. */
static void inherit(struct metric *m, const struct metric *of, const struct node *map)
{
	m->over_time = TIME_OPENING;
	if (node_get(map, "unit") == NULL)
		m->unit = of->unit;
	if (node_get(map, "level") == NULL)
		m->level = of->level;
	if (node_get(map, "kind") == NULL)
		m->kind = of->kind;
	if (node_get(map, "over_parts") == NULL)
		m->over_parts = of->over_parts;
}

static void settle(struct model_build *b, struct metric *m, const struct node *map)
{
	const struct metric *of = model_metric(b->model, m->opening_of);
	struct str id = intern_str(b->r.names, m->id), base = intern_str(b->r.names, m->opening_of);
	struct place at = line_of(m, map, "opening_of");

	if (node_get(map, "over_time") != NULL && m->over_time != TIME_OPENING)
		diag_put(b->r.d, SEV_ERROR, "K602", id, line_of(m, map, "over_time"), STR("take it out"),
		         "'%.*s' is the opening of '%.*s', so it is rolled up as an opening", STR_ARG(id),
		         STR_ARG(base));
	if (of == NULL && !b->is_partial)
		diag_put(b->r.d, SEV_ERROR, "K603", id, at,
		         nearest_words(&b->r, base, b->metric_names, b->model->n_metrics,
		                       STR("describe it under `metrics:`")),
		         "'%.*s' is the opening of '%.*s', which is no metric of the model", STR_ARG(id),
		         STR_ARG(base));
	else if (of != NULL && of->opening_of != 0)
		diag_put(b->r.d, SEV_ERROR, "K602", id, at, STR("name a metric that is counted"),
		         "'%.*s' is the opening of '%.*s', which is an opening itself", STR_ARG(id),
		         STR_ARG(base));
	else if (of != NULL && !is_stock(of->over_time))
		diag_put(b->r.d, SEV_ERROR, "K602", id, at,
		         str_fmt(b->r.a, "name a stock, or say `over_time: last` at '%.*s'", STR_ARG(base)),
		         "'%.*s' is the opening of '%.*s', which is no stock: its over_time is %s",
		         STR_ARG(id), STR_ARG(base), over_time_names[of->over_time]);
	else if (of != NULL)
		inherit(m, of, map);
}

void model_openings_settle(struct model_build *b)
{
	for (size_t i = 0; i < b->model->n_metrics; i++) {
		struct metric *m = &b->metrics[i];

		if (m->opening_of != 0)
			settle(b, m, b->metric_nodes[i]);
		if (m->over_time == TIME_MEDIAN && m->over_parts == PARTS_SUM)
			diag_put(b->r.d, SEV_ERROR, "K602", intern_str(b->r.names, m->id),
			         line_of(m, b->metric_nodes[i], "over_parts"),
			         STR("write `over_parts: none`"),
			         "medians of channels and accounts cannot be added");
	}
}
