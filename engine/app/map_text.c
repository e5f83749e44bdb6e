/* map_text.c - the map as an indented tree, or drawn with lines on a terminal that can. */
#include "app/map.h"

#include "base/num.h"

enum { DEEPEST = 64 };

/* Where a line of the tree stands: at each depth, whether more follows there. */
struct branch {
	bool is_boxed;
	uint32_t depth;
	bool more[DEEPEST];
};

static struct branch below(const struct branch *b, bool more)
{
	struct branch out = *b;

	if (out.depth < DEEPEST)
		out.more[out.depth] = more;
	out.depth++;
	return out;
}

/* Two columns a depth: blanks, or the lines that lead here. */
static void lead(const struct branch *b)
{
	for (uint32_t i = 0; i < b->depth && i < DEEPEST; i++) {
		bool is_last = i + 1 == b->depth;

		if (!b->is_boxed)
			fputs("  ", stdout);
		else if (is_last)
			fputs(b->more[i] ? "\u251c\u2500 " : "\u2514\u2500 ", stdout);
		else
			fputs(b->more[i] ? "\u2502  " : "   ", stdout);
	}
}

/* "leads: linked (linkedin, x)": the metric and the channels of its series that this KPI links. */
static void print_metric(const struct session *s, const struct kpi *k, sym metric, struct branch b)
{
	const struct outcome *o = &s->outcome;
	const struct metric_state *m = map_metric(s, metric);
	const char *sep = " (";

	lead(&b);
	printf("%.*s: %s", STR_ARG(intern_str(s->names, metric)),
	       m && m->cells ? state_names[m->state] : "not seen this period");
	for (size_t e = 0; m && m->cells && e < m->n_series; e++) {
		const struct series_state *state = &o->series[m->first_series + e];
		const struct series *one = store_series(s->store, state->series);

		if (state->kpi != k || !one->channel)
			continue;
		printf("%s%.*s%s%.*s", sep, STR_ARG(intern_str(s->names, one->channel)),
		       one->account ? " " : "", STR_ARG(intern_str(s->names, one->account)));
		sep = ", ";
	}
	printf("%s\n", sep[0] == ',' ? ")" : "");
}

static void print_kpi(const struct session *s, const struct kpi_outcome *k, struct branch b)
{
	lead(&b);
	printf("%s %.*s: %.*s", role_names[k->kpi->role], STR_ARG(intern_str(s->names, k->kpi->id)),
	       STR_ARG(k->kpi->name));
	if (k->figure.has)
		printf(" = %.*s", STR_ARG(num_text_double(s->arena, k->figure.value, 6)));
	printf(" [%s%s%.*s]\n", map_status(k), k->reason.n && k->part == PART_TAKES_PART ? ": " : "",
	       STR_ARG(k->part == PART_TAKES_PART ? k->reason : STR_NONE));
	for (size_t i = 0; i < k->kpi->n_reads; i++)
		print_metric(s, k->kpi, k->kpi->reads[i], below(&b, i + 1 < k->kpi->n_reads));
}

static bool belongs(const struct kpi_outcome *k, const struct goal_outcome *g)
{
	return k->own_goal == g->goal && map_shows(k);
}

static void print_goal(const struct session *s, const struct goal_outcome *g, struct branch b)
{
	const struct outcome *o = &s->outcome;
	size_t left = 0;

	for (size_t i = 0; i < o->n_kpis; i++)
		left += belongs(&o->kpis[i], g);
	for (size_t i = 0; i < o->n_goals; i++)
		left += o->goals[i].goal->up == g->goal;
	lead(&b);
	printf("%.*s: %.*s%s [%s%s%.*s]\n", STR_ARG(intern_str(s->names, g->goal->id)),
	       STR_ARG(g->goal->name), g->goal->kind == KIND_SOCIAL ? " (social goal)" : "",
	       status_names[g->status], g->reason.n ? ": " : "", STR_ARG(g->reason));
	for (size_t i = 0; i < o->n_kpis; i++)
		if (belongs(&o->kpis[i], g))
			print_kpi(s, &o->kpis[i], below(&b, --left > 0));
	for (size_t i = 0; i < o->n_goals; i++)
		if (o->goals[i].goal->up == g->goal)
			print_goal(s, &o->goals[i], below(&b, --left > 0));
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

void map_text(const struct session *s, bool is_boxed)
{
	const struct outcome *o = &s->outcome;
	struct branch root = { .is_boxed = is_boxed };

	printf("%.*s, %.*s: %u of %u social metrics serve a goal\n\n", STR_ARG(s->ws->company),
	       STR_ARG(period_words(s->arena, o->period)), o->headline.serve, o->headline.social_seen);
	for (size_t i = 0; i < o->n_goals; i++)
		if (!o->goals[i].goal->up)
			print_goal(s, &o->goals[i], root);
	print_state(s, STATE_UNLINKED, "Serve no goal");
	print_state(s, STATE_UNKNOWN, "Not in the catalogue");
	print_state(s, STATE_BANNED, "Banned");
	print_state(s, STATE_CONTEXT, "Context: inputs, shown and not judged");
	print_state(s, STATE_UNUSED, "Business, not used");
}
