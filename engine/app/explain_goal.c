/* explain_goal.c - a goal with its score as a sum; an objective with what the company made of it. */
#include "app/explain.h"

#include <math.h>

#include "plan/strategy_words.h"

#define NUM(s, v) STR_ARG(num_text_double((s)->arena, (v), 15))
/* Terms of a sum: as many digits as still add up to the last one shown. */
#define TERM(s, v) STR_ARG(num_text_double((s)->arena, (v), 12))

/* What is left of terms that cancel out to 0 is the rounding of doubles. */
static double sum_of(double sum, double largest)
{
	return fabs(sum) < 1e-12 * largest ? 0 : sum;
}

static void print_ledger(const struct session *s, const struct goal_outcome *g)
{
	double sum = 0, largest = 0;

	for (size_t i = 0; i < g->n_ledger; i++) {
		const struct ledger_term *t = &g->ledger[i];
		sym id = t->kpi ? t->kpi->kpi->id : t->child->goal->id;

		if (t->is_hold)
			explain_item(4, "held down to %.*s by %.*s: %.*s", TERM(s, t->score),
			             STR_ARG(intern_str(s->names, id)), TERM(s, t->points));
		else
			explain_item(4, "%.*s: weight %.*s, share %.*s x score %.*s = %.*s",
			             STR_ARG(intern_str(s->names, id)), TERM(s, t->weight), TERM(s, t->share),
			             TERM(s, t->score), TERM(s, t->points));
		sum += t->points;
		largest = fmax(largest, fabs(t->points));
	}
	if (g->n_ledger)
		explain_item(4, "sum %.*s", TERM(s, sum_of(sum, largest)));
}

/* "target leads_social: target 250 -> 300: -8.33" */
static void print_step(const struct session *s, const struct bridge_step *b)
{
	struct strbuf out;

	strbuf_init(&out, s->arena, 0);
	strbuf_fmt(&out, "%s", bridge_part_names[b->part]);
	if (b->id.n)
		strbuf_fmt(&out, " %.*s", STR_ARG(b->id));
	if (b->note.n)
		strbuf_fmt(&out, ", %.*s", STR_ARG(b->note));
	if (b->part != BRIDGE_TARGET && b->has_was && b->has_is)
		strbuf_fmt(&out, ", %.*s -> %.*s", TERM(s, b->was), TERM(s, b->is));
	else if (b->part == BRIDGE_APPEARED || b->part == BRIDGE_WENT)
		strbuf_fmt(&out, ", score %.*s", TERM(s, b->has_was ? b->was : b->is));
	explain_item(4, "%.*s: %s%.*s", STR_ARG(strbuf_str(&out)), b->points > 0 ? "+" : "",
	             TERM(s, b->points));
}

static void print_bridge(const struct session *s, const struct goal_outcome *g)
{
	struct str period = period_words(s->arena, s->outcome.prior);
	double sum = g->bridge.from, largest = fabs(sum);

	if (!g->bridge.has) {
		explain_say("bridge", "none: %.*s", STR_ARG(g->bridge.why_not));
		return;
	}
	explain_say("bridge", "from %.*s, reported for %.*s, to %.*s", NUM(s, g->bridge.from),
	            STR_ARG(period), NUM(s, g->bridge.to));
	for (size_t i = 0; i < g->bridge.n_steps; i++) {
		print_step(s, &g->bridge.steps[i]);
		sum += g->bridge.steps[i].points;
		largest = fmax(largest, fabs(g->bridge.steps[i].points));
	}
	explain_item(4, "sum %.*s", TERM(s, sum_of(sum, largest)));
}

static void print_kpis(const struct session *s, const struct goal *g)
{
	bool any = false;

	for (size_t i = 0; i < s->outcome.n_kpis; i++) {
		const struct kpi_outcome *k = &s->outcome.kpis[i];

		if (k->goal != g && k->own_goal != g)
			continue;
		if (!any)
			printf("  KPIs:\n");
		any = true;
		explain_item(4, "%s %.*s: %s%s", role_names[k->kpi->role],
		             STR_ARG(intern_str(s->names, k->kpi->id)),
		             k->part == PART_TAKES_PART ? status_names[k->status] : part_names[k->part],
		             k->goal != g ? " (counts under the business goal above)" : "");
	}
	if (!any)
		printf("  KPIs: none of its own\n");
}

static void print_way_up(const struct session *s, const struct goal *g)
{
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	for (const struct goal *up = g; up; up = up->up)
		strbuf_fmt(&b, "%s%.*s", up == g ? "" : " -> ", STR_ARG(intern_str(s->names, up->id)));
	explain_line("chain", strbuf_str(&b));
	for (const struct goal *up = g; up; up = up->up)
		explain_source(s, up->at);
}

void explain_notes(const struct session *s, sym about)
{
	for (size_t i = 0; i < s->told->n_notes; i++)
		if (s->told->notes[i].about == about && note_is_of(&s->told->notes[i], s->outcome.period))
			explain_line("remark", note_words(s->arena, &s->told->notes[i]));
}

/* What it stands on, who does what, and what was spent for it. */
static void print_standing(const struct session *s, const struct goal_outcome *g)
{
	const struct lamps *l = &s->outcome.strategy.lamps[g - s->outcome.goals];

	if (l->is_lit)
		explain_line("stands on", lamps_words(s->arena, l));
	explain_line("who", goal_who_words(s->arena, g->goal));
	explain_line("spend", goal_spend_words(s->arena, &s->facts, &s->outcome, g->goal));
	explain_notes(s, g->goal->id);
}

int explain_goal(const struct session *s, sym id)
{
	const struct goal_outcome *g = outcome_goal(&s->outcome, id);

	if (!g)
		return 0;
	printf("goal %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)), STR_ARG(g->goal->name));
	explain_line("statement", g->goal->statement);
	explain_say("kind", "%s, weight %.*s among its parent's children", kind_names[g->goal->kind],
	            NUM(s, g->goal->weight));
	explain_line("department", g->goal->department);
	explain_line("owner", g->goal->owner);
	explain_line("sponsor", g->goal->sponsor);
	print_way_up(s, g->goal);
	explain_say("status", "%s%s%.*s", status_names[g->status], g->reason.n ? ": " : "",
	            STR_ARG(g->reason));
	explain_line("colour when", g->lift);
	if (g->has_coverage)
		explain_say("coverage", "%.*s%% of the evidence weight is scored",
		            STR_ARG(num_text_double(s->arena, 100 * g->coverage, 4)));
	if (g->has_score) {
		explain_say("score", "%.*s, roll-up %s, made of", NUM(s, g->score), rollup_names[g->rollup]);
		print_ledger(s, g);
	}
	explain_line("evidence", goal_kinds_words(s->arena, g));
	if (g->goal->kind == KIND_BUSINESS)
		print_bridge(s, g);
	if (g->has_leading)
		explain_say("leading", "%.*s (leading KPIs, apart)", NUM(s, g->leading));
	print_standing(s, g);
	print_kpis(s, g->goal);
	return 1;
}

static const struct objective *find_objective(const struct session *s, sym id)
{
	for (size_t i = 0; i < s->model->n_objectives; i++)
		if (s->model->objectives[i].id == id)
			return &s->model->objectives[i];
	return NULL;
}

static void print_made_of(const struct session *s, const struct objective *o)
{
	bool is_goal = goals_find(s->goals, o->id) != NULL;

	if (o->is_off)
		explain_line("here", STR("none of the company's goals (null): its KPIs link nothing"));
	else if (o->is_mapped)
		explain_say("here", "the goal %.*s of goals.csv", STR_ARG(intern_str(s->names, o->goal)));
	else
		explain_line(
		    "here",
		    is_goal ? STR("the goal of the same id")
			    : STR("not said: add it to `objectives:` of the model, as a goal or as null"));
	explain_source(s, o->at);
}

int explain_objective(const struct session *s, sym id)
{
	const struct objective *o = find_objective(s, id);

	if (!o)
		return 0;
	printf("objective %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)), STR_ARG(o->name));
	explain_line("statement", o->statement);
	print_made_of(s, o);
	printf("  KPIs:\n");
	for (size_t i = 0; i < s->outcome.n_kpis; i++) {
		const struct kpi_outcome *k = &s->outcome.kpis[i];

		if (k->kpi->objective == id)
			explain_item(4, "%s %.*s (%s): %s", role_names[k->kpi->role],
			             STR_ARG(intern_str(s->names, k->kpi->id)), level_names[k->kpi->level],
			             k->part == PART_TAKES_PART ? status_names[k->status]
			                                        : part_names[k->part]);
	}
	return 1;
}
