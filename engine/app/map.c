/* map.c - the tree from goals down to metrics, and what serves none. */
#include "app/run.h"
#include "app/session.h"
#include "base/num.h"

static void indent(uint32_t depth)
{
	for (uint32_t i = 0; i < depth; i++)
		fputs("  ", stdout);
}

/* "leads (linkedin, x)": the metric and the channels of its series that this KPI links. */
static void print_metric(const struct session *s, const struct kpi *k, sym metric, uint32_t depth)
{
	const struct outcome *o = &s->outcome;
	const char *sep = " (";

	for (size_t i = 0; i < o->n_metrics; i++) {
		const struct metric_state *m = &o->metrics[i];

		if (m->metric != metric || !m->cells)
			continue;
		indent(depth);
		printf("%.*s: %s", STR_ARG(intern_str(s->names, metric)), state_names[m->state]);
		for (size_t e = m->first_series; e < m->first_series + m->n_series; e++) {
			const struct series *one = store_series(s->store, o->series[e].series);

			if (o->series[e].kpi != k || !one->channel)
				continue;
			printf("%s%.*s%s%.*s", sep, STR_ARG(intern_str(s->names, one->channel)),
			       one->account ? " " : "", STR_ARG(intern_str(s->names, one->account)));
			sep = ", ";
		}
		printf("%s\n", sep[0] == ',' ? ")" : "");
		return;
	}
	indent(depth);
	printf("%.*s: not seen this period\n", STR_ARG(intern_str(s->names, metric)));
}

static void print_kpi(const struct session *s, const struct kpi_outcome *k, uint32_t depth)
{
	indent(depth);
	printf("%s %.*s: %.*s", role_names[k->kpi->role], STR_ARG(intern_str(s->names, k->kpi->id)),
	       STR_ARG(k->kpi->name));
	if (k->figure.has)
		printf(" = %.*s", STR_ARG(num_text_double(s->arena, k->figure.value, 6)));
	printf(" [%s%s%.*s]\n", k->part == PART_TAKES_PART ? status_names[k->status] : part_names[k->part],
	       k->reason.n && k->part == PART_TAKES_PART ? ": " : "",
	       STR_ARG(k->part == PART_TAKES_PART ? k->reason : STR_NONE));
	for (size_t i = 0; i < k->kpi->n_reads; i++)
		print_metric(s, k->kpi, k->kpi->reads[i], depth + 1);
}

static void print_goal(const struct session *s, const struct goal_outcome *g)
{
	const struct outcome *o = &s->outcome;

	indent(g->depth);
	printf("%.*s: %.*s%s [%s%s%.*s]\n", STR_ARG(intern_str(s->names, g->goal->id)),
	       STR_ARG(g->goal->name), g->goal->kind == KIND_SOCIAL ? " (social goal)" : "",
	       status_names[g->status], g->reason.n ? ": " : "", STR_ARG(g->reason));
	for (size_t i = 0; i < o->n_kpis; i++)
		if (o->kpis[i].own_goal == g->goal
		    && (o->kpis[i].part != PART_AVAILABLE || !o->kpis[i].kpi->is_library))
			print_kpi(s, &o->kpis[i], g->depth + 1);
	for (size_t i = 0; i < o->n_goals; i++)
		if (o->goals[i].up == g)
			print_goal(s, &o->goals[i]);
}

static void print_state(const struct session *s, enum state state, const char *title)
{
	const struct outcome *o = &s->outcome;
	bool any = false;

	for (size_t i = 0; i < o->n_metrics; i++) {
		const struct metric_state *m = &o->metrics[i];

		if (m->state != state || !m->cells)
			continue;
		printf("%s%s", any ? "" : "\n", any ? "" : title);
		printf("%s  %.*s: %.*s", any ? "" : "\n", STR_ARG(intern_str(s->names, m->metric)),
		       STR_ARG(m->because));
		if (m->ask_instead.n)
			printf("; ask instead: %.*s", STR_ARG(m->ask_instead));
		if (m->base_of.n)
			printf(" (also the base of %.*s)", STR_ARG(m->base_of));
		if (m->parts.n)
			printf(" (%.*s)", STR_ARG(m->parts));
		printf("\n");
		any = true;
	}
}

static void print_map(const struct session *s)
{
	const struct outcome *o = &s->outcome;

	printf("%.*s, %.*s: %u of %u social metrics serve a goal\n\n", STR_ARG(s->ws->company),
	       STR_ARG(period_words(s->arena, o->period)), o->headline.serve, o->headline.social_seen);
	for (size_t i = 0; i < o->n_goals; i++)
		if (!o->goals[i].up)
			print_goal(s, &o->goals[i]);
	print_state(s, STATE_UNLINKED, "Serve no goal");
	print_state(s, STATE_UNKNOWN, "Not in the catalogue");
	print_state(s, STATE_BANNED, "Banned");
	print_state(s, STATE_CONTEXT, "Context: inputs, shown and not judged");
	print_state(s, STATE_UNUSED, "Business, not used");
}

int map_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	bool ok = session_open(&s, o, a, d) && session_read(&s) && session_judge(&s);

	if (ok)
		print_map(&s);
	session_close(&s);
	return ok ? EXIT_DONE : diag_exit_code(d);
}
