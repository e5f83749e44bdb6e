/* map_text.c - the map as an indented tree, or drawn with lines on a terminal that can. */
#include "app/map.h"

#include "base/num.h"
#include "base/wrap.h"
#include "plan/strategy_words.h"

enum { DEEPEST = 64, DEEPER = 4 };

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

/* Three columns a depth (two without lines): blanks, or the lines that lead here; in later lines of the same text, those
 * that go on past it. */
static struct str lead(struct arena *a, const struct branch *b, bool is_later)
{
	struct strbuf out;

	strbuf_init(&out, a, 0);
	for (uint32_t i = 0; i < b->depth && i < DEEPEST; i++) {
		bool is_here = i + 1 == b->depth && !is_later;

		if (!b->is_boxed)
			strbuf_addz(&out, "  ");
		else if (is_here)
			strbuf_addz(&out, b->more[i] ? "\u251c\u2500 " : "\u2514\u2500 ");
		else
			strbuf_addz(&out, b->more[i] ? "\u2502  " : "   ");
	}
	return strbuf_str(&out);
}

/* The text after its lead, broken between words; later lines stand further in, past has_below's line down. */
static void print_node(const struct session *s, const struct branch *b, bool has_below, struct str text)
{
	struct str first = lead(s->arena, b, false), later = lead(s->arena, b, true), line;
	unsigned indent = (unsigned)utf8_count(later) + DEEPER;
	struct strbuf out;

	strbuf_init(&out, s->arena, 0);
	wrap_text(&out, STR_NONE, indent, text); /* its blanks make room for the lead */
	text = strbuf_str(&out);
	for (bool is_first = true; text.n > 0; is_first = false) {
		line = str_trim(str_cut(&text, '\n'));
		if (is_first)
			printf("%.*s%.*s\n", STR_ARG(first), STR_ARG(line));
		else
			printf("%.*s%s%.*s\n", STR_ARG(later),
			       b->is_boxed && has_below ? "\u2502   " : "    ", STR_ARG(line));
	}
}

/* "leads: linked (linkedin, x)": the metric and the channels of its series that this KPI links. */
static void print_metric(const struct session *s, const struct kpi *k, sym metric, struct branch b)
{
	const struct outcome *o = &s->outcome;
	const struct metric_state *m = map_metric(s, metric);
	const char *sep = " (";
	struct strbuf t;

	strbuf_init(&t, s->arena, 0);
	strbuf_fmt(&t, "%.*s: %s", STR_ARG(intern_str(s->names, metric)),
	           m && m->cells ? state_names[m->state] : "not seen this period");
	for (size_t e = 0; m && m->cells && e < m->n_series; e++) {
		const struct series_state *state = &o->series[m->first_series + e];
		const struct series *one = store_series(s->store, state->series);

		if (state->kpi != k || !one->channel)
			continue;
		strbuf_fmt(&t, "%s%.*s%s%.*s", sep, STR_ARG(intern_str(s->names, one->channel)),
		           one->account ? " " : "", STR_ARG(intern_str(s->names, one->account)));
		sep = ", ";
	}
	strbuf_addz(&t, sep[0] == ',' ? ")" : "");
	print_node(s, &b, false, strbuf_str(&t));
}

static void print_kpi(const struct session *s, const struct kpi_outcome *k, struct branch b)
{
	struct strbuf t;

	strbuf_init(&t, s->arena, 0);
	strbuf_fmt(&t, "%s %.*s: %.*s", role_names[k->kpi->role], STR_ARG(intern_str(s->names, k->kpi->id)),
	           STR_ARG(k->kpi->name));
	if (k->figure.has)
		strbuf_fmt(&t, " = %.*s", STR_ARG(num_text_double(s->arena, k->figure.value, 6)));
	strbuf_fmt(&t, " [%s%s%.*s]", map_status(k), k->reason.n && k->part == PART_TAKES_PART ? ": " : "",
	           STR_ARG(k->part == PART_TAKES_PART ? k->reason : STR_NONE));
	print_node(s, &b, k->kpi->n_reads > 0, strbuf_str(&t));
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
	print_node(s, &b, left > 0,
	           str_fmt(s->arena, "%.*s: %.*s%s [%s%s%.*s]", STR_ARG(intern_str(s->names, g->goal->id)),
	                   STR_ARG(g->goal->name), g->goal->kind == KIND_SOCIAL ? " (social goal)" : "",
	                   status_names[g->status], g->reason.n ? ": " : "", STR_ARG(g->reason)));
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
	const struct branch margin = { .depth = 1 };
	struct strbuf t;
	bool any = false;

	for (size_t i = 0; i < o->n_metrics; i++) {
		const struct metric_state *m = &o->metrics[i];

		if (m->state != state || !m->cells)
			continue;
		printf("%s%s", any ? "" : "\n", any ? "" : title);
		printf("%s", any ? "" : "\n");
		strbuf_init(&t, s->arena, 0);
		strbuf_fmt(&t, "%.*s: %.*s", STR_ARG(intern_str(s->names, m->metric)), STR_ARG(m->because));
		if (m->ask_instead.n)
			strbuf_fmt(&t, "; ask instead: %.*s", STR_ARG(m->ask_instead));
		if (m->base_of.n)
			strbuf_fmt(&t, " (also the base of %.*s)", STR_ARG(m->base_of));
		if (m->parts.n)
			strbuf_fmt(&t, " (%.*s)", STR_ARG(m->parts));
		print_node(s, &margin, false, strbuf_str(&t));
		any = true;
	}
}

void map_text(const struct session *s, bool is_boxed)
{
	const struct outcome *o = &s->outcome;
	struct branch root = { .is_boxed = is_boxed };

	printf("%.*s, %.*s: %.*s\n\n", STR_ARG(s->ws->company), STR_ARG(period_words(s->arena, o->period)),
	       STR_ARG(say_serve(s->arena, &o->headline)));
	for (size_t i = 0; i < o->n_goals; i++)
		if (!o->goals[i].goal->up)
			print_goal(s, &o->goals[i], root);
	print_state(s, STATE_UNLINKED, "Serve no goal");
	print_state(s, STATE_UNKNOWN, "Not in the catalogue");
	print_state(s, STATE_BANNED, "Banned");
	print_state(s, STATE_CONTEXT, "Context: inputs, shown and not judged");
	print_state(s, STATE_UNUSED, "Business, not used");
}
