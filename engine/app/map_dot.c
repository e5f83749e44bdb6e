/* map_dot.c - the map as a graph for Graphviz: metrics on the left, the root goal on the right. */
#include "app/map.h"

#include "base/num.h"
#include "plan/strategy_words.h"

static const char *const colours[STATUS__N] = {
	[STATUS_GREEN] = "#d5ead4",
	[STATUS_AMBER] = "#fce8b2",
	[STATUS_RED] = "#f4c7c3",
	[STATUS_GREY] = "#eeeeee",
};

/* A double-quoted id or label of DOT: `"` and `\` are escaped, line ends and controls become blanks. */
static void put_text(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			putchar('\\');
		putchar(c < 0x20 || c == 0x7f ? ' ' : c);
	}
}

/* Ids of goals, KPIs and metrics may be alike: each kind has a letter in front. */
static void put_id(const struct session *s, char kind, sym id)
{
	printf("\"%c:", kind);
	put_text(intern_str(s->names, id));
	printf("\"");
}

static void put_node(const struct session *s, char kind, sym id, const char *attributes)
{
	printf("  ");
	put_id(s, kind, id);
	printf(" [%s, label=\"", attributes);
}

static void put_edge(const struct session *s, char from_kind, sym from, char to_kind, sym to,
                     const char *attributes)
{
	printf("  ");
	put_id(s, from_kind, from);
	printf(" -> ");
	put_id(s, to_kind, to);
	printf("%s;\n", attributes);
}

static void put_goal(const struct session *s, const struct goal_outcome *g)
{
	put_node(s, 'g', g->goal->id,
	         g->goal->kind == KIND_SOCIAL ? "shape=box, style=\"filled,dashed\""
	                                      : "shape=box, style=filled");
	put_text(g->goal->name);
	printf("\\n%s\", fillcolor=\"%s\"];\n", status_names[g->status], colours[g->status]);
	if (g->goal->up)
		put_edge(s, 'g', g->goal->id, 'g', g->goal->up->id, "");
}

static void put_kpi(const struct session *s, const struct kpi_outcome *k)
{
	enum status status = k->part == PART_TAKES_PART ? k->status : STATUS_GREY;

	put_node(s, 'k', k->kpi->id, "shape=box, style=\"filled,rounded\"");
	put_text(k->kpi->name.n ? k->kpi->name : intern_str(s->names, k->kpi->id));
	printf("\\n%s", role_names[k->kpi->role]);
	if (k->figure.has)
		printf(" %.*s", STR_ARG(num_text_double(s->arena, k->figure.value, 6)));
	printf(", %s\", fillcolor=\"%s\"];\n", map_status(k), colours[status]);
	if (k->own_goal)
		put_edge(s, 'k', k->kpi->id, 'g', k->own_goal->id,
		         k->kpi->role == ROLE_DIAGNOSTIC ? " [style=dotted]" : "");
}

/* An edge is solid only where the KPI measures the metric: a ratio's base is dashed. */
static void put_reads(const struct session *s, const struct kpi_outcome *k)
{
	for (size_t i = 0; i < k->kpi->n_reads; i++) {
		sym metric = k->kpi->reads[i];
		const struct metric_state *m = map_metric(s, metric);
		bool is_linked = false;

		for (size_t e = 0; m && e < m->n_series; e++)
			is_linked = is_linked || s->outcome.series[m->first_series + e].kpi == k->kpi;
		put_edge(s, 'm', metric, 'k', k->kpi->id, is_linked ? "" : " [style=dashed]");
	}
}

static bool is_read(const struct session *s, sym metric)
{
	for (size_t i = 0; i < s->outcome.n_kpis; i++)
		for (size_t r = 0; map_shows(&s->outcome.kpis[i]) && r < s->outcome.kpis[i].kpi->n_reads; r++)
			if (s->outcome.kpis[i].kpi->reads[r] == metric)
				return true;
	return false;
}

static void put_metric(const struct session *s, sym metric, const char *state)
{
	put_node(s, 'm', metric, "shape=plaintext");
	put_text(intern_str(s->names, metric));
	printf("\\n%s\"];\n", state);
}

/* Metrics seen, then those that only a KPI names. */
static void put_metrics(const struct session *s)
{
	const struct outcome *o = &s->outcome;

	for (size_t i = 0; i < o->n_metrics; i++)
		if (o->metrics[i].cells || is_read(s, o->metrics[i].metric))
			put_metric(s, o->metrics[i].metric,
			           o->metrics[i].cells ? state_names[o->metrics[i].state]
			                               : "not seen this period");
	for (size_t i = 0; i < s->model->n_metrics; i++) {
		sym id = s->model->metrics[i].id;

		if (!map_metric(s, id) && is_read(s, id))
			put_metric(s, id, "not seen this period");
	}
}

void map_dot(const struct session *s)
{
	const struct outcome *o = &s->outcome;

	printf("digraph kpialign {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n  label=\"");
	put_text(s->ws->company);
	printf(", %.*s: %.*s\";\n", STR_ARG(period_words(s->arena, o->period)),
	       STR_ARG(say_serve(s->arena, &o->headline)));
	for (size_t i = 0; i < o->n_goals; i++)
		put_goal(s, &o->goals[i]);
	for (size_t i = 0; i < o->n_kpis; i++)
		if (map_shows(&o->kpis[i]))
			put_kpi(s, &o->kpis[i]);
	put_metrics(s);
	for (size_t i = 0; i < o->n_kpis; i++)
		if (map_shows(&o->kpis[i]))
			put_reads(s, &o->kpis[i]);
	printf("}\n");
}
