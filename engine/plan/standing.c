/* standing.c - how an objective stands, in words: its evidence, the goals below it, and why its status is
 * not that of its heaviest KPI. */
#include "plan/sheets.h"

struct evidence plan_evidence(const struct plan *p, const struct goal_outcome *g)
{
	struct evidence e = { 0 };

	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *k = p->kpis[i];
		const struct goal *at = k->goal;

		while (at != NULL && at != g->goal)
			at = at->up;
		if (at == NULL || k->kpi->role != ROLE_EVIDENCE)
			continue;
		if (k->has_score && k->part == PART_TAKES_PART) {
			e.scored++;
			e.on_target += k->status == STATUS_GREEN;
		} else {
			e.unjudged++;
		}
	}
	return e;
}

struct str say_evidence(struct plan *p, const struct goal_outcome *g)
{
	struct evidence e = plan_evidence(p, g);
	struct arena *a = p->pen.a;

	if (e.scored + e.unjudged == 0)
		return STR("no KPI");
	if (e.scored == 0)
		return str_fmt(a, "none of %u judged", e.unjudged);
	if (e.unjudged == 0)
		return str_fmt(a, "%u of %u", e.on_target, e.scored);
	return str_fmt(a, "%u of %u, %u not judged", e.on_target, e.scored, e.unjudged);
}

struct str evidence_words(struct arena *a, struct evidence e)
{
	const char *scored = e.unjudged > 0 ? "scored " : "";
	struct strbuf b;

	if (e.scored + e.unjudged == 0)
		return STR("It has no evidence KPI");
	if (e.scored == 0)
		return e.unjudged == 1 ? STR("Its one evidence KPI is not judged")
		                       : str_fmt(a, "None of its %u evidence KPIs is judged", e.unjudged);
	strbuf_init(&b, a, 0);
	if (e.scored == 1)
		strbuf_fmt(&b, "Its one %sevidence KPI is %son target", scored,
		           e.on_target == 1 ? "" : "not ");
	else if (e.on_target == 0)
		strbuf_fmt(&b, "None of its %u %sevidence KPIs is on target", e.scored, scored);
	else
		strbuf_fmt(&b, "%u of its %u %sevidence KPIs %s on target", e.on_target, e.scored, scored,
		           e.on_target == 1 ? "is" : "are");
	if (e.unjudged > 0)
		strbuf_fmt(&b, ", %u more %s not judged", e.unjudged, e.unjudged == 1 ? "is" : "are");
	return strbuf_str(&b);
}

/* --- the goals below */

static bool is_below(const struct goal_outcome *child, const struct goal_outcome *g)
{
	return child->goal->kind == KIND_BUSINESS && child->goal->up != NULL
	       && goals_business(child->goal->up) == g->goal;
}

/* " (2 no KPI, 1 low coverage)": why the grey ones below have no colour. */
static void add_greys(struct plan *p, struct strbuf *b, const struct goal_outcome *g, unsigned all)
{
	const char *mark = " (";

	for (int why = 0; why < GREY__N; why++) {
		unsigned n = 0;

		for (size_t i = 0; i < p->o->n_goals; i++)
			n += is_below(&p->o->goals[i], g) && p->o->goals[i].status == STATUS_GREY
			     && (int)p->o->goals[i].grey == why;
		if (n == 0)
			continue;
		strbuf_addz(b, mark);
		if (all > 1)
			strbuf_fmt(b, "%u ", n);
		strbuf_add(b, status_lower(p->pen.a, STATUS_GREY, (enum grey)why, false));
		mark = ", ";
	}
	if (mark[0] == ',')
		strbuf_addc(b, ')');
}

struct str say_children(struct plan *p, const struct goal_outcome *g)
{
	unsigned n[STATUS__N] = { 0 }, all = 0;
	const char *mark = "";
	struct strbuf b;

	for (size_t i = 0; i < p->o->n_goals; i++)
		if (is_below(&p->o->goals[i], g)) {
			n[p->o->goals[i].status]++;
			all++;
		}
	strbuf_init(&b, p->pen.a, 0);
	if (all == 0)
		return STR_NONE;
	strbuf_fmt(&b, "of %s%u goal%s below it", all > 1 ? "the " : "", all, all > 1 ? "s" : "");
	for (int s = 0; s < STATUS__N; s++) {
		struct str word = status_lower(p->pen.a, (enum status)s, GREY_NOT, g->is_pace);

		if (n[s] == 0)
			continue;
		strbuf_fmt(&b, "%s %u %.*s", mark, n[s], STR_ARG(word));
		mark = ",";
		if (s == STATUS_GREY)
			add_greys(p, &b, g, n[s]);
	}
	return strbuf_str(&b);
}

/* --- why its status is what it is */

/* Judged terms of a score whose status is worse than the goal's. */
static unsigned count_worse(const struct goal_outcome *g)
{
	unsigned n = 0;

	for (size_t i = 0; i < g->n_ledger; i++) {
		const struct ledger_term *t = &g->ledger[i];
		enum status s = t->child ? t->child->status : t->kpi ? t->kpi->status : STATUS_GREY;

		n += !t->is_hold && s != STATUS_GREY && s > g->status;
	}
	return n;
}

/* "Acme is met although 2 of its 5 judged parts are not: ..." */
static struct str why_rollup(struct plan *p, const struct goal_outcome *g, struct str name)
{
	struct arena *a = p->pen.a;
	unsigned worse = count_worse(g);

	if (worse == 0)
		return STR_NONE;
	return str_fmt(a,
	               "%.*s is %.*s although %u of its %zu judged parts %s worse: the mean of their "
	               "scores by weight is %.*s, and %s is %.*s.",
	               STR_ARG(name), STR_ARG(status_lower(a, g->status, g->grey, g->is_pace)), worse,
	               g->n_ledger, worse == 1 ? "is" : "are", STR_ARG(number_words(a, g->score, 1)),
	               g->status == STATUS_GREEN ? "66.7 or more" : "33.3 to 66.7",
	               STR_ARG(status_lower(a, g->status, g->grey, g->is_pace)));
}

/* "its other 2 scored KPIs, both on target, lift it" */
static void add_others(struct strbuf *b, const struct goal_outcome *g, const struct evidence *e)
{
	const struct kpi_outcome *k = g->measured_by;
	unsigned n = e->scored - 1, met = e->on_target - (k->status == STATUS_GREEN);
	const char *does = g->status < k->status ? "lift" : "pull",
		   *how = g->status < k->status ? "" : " down";

	if (n == 1) {
		strbuf_fmt(b, "its other scored KPI, %son target, %ss it%s", met == 0 ? "not " : "", does,
		           how);
		return;
	}
	strbuf_fmt(b, "its other %u scored KPIs, ", n);
	if (met == n)
		strbuf_addz(b, n == 2 ? "both" : "all");
	else if (met == 0)
		strbuf_addz(b, "none");
	else
		strbuf_fmt(b, "%u", met);
	strbuf_fmt(b, " on target, %s it%s", does, how);
}

struct str say_why(struct plan *p, const struct goal_outcome *g)
{
	const struct kpi_outcome *k = g->measured_by;
	struct str name = goal_label(p->f->model, g->goal);
	struct evidence e = plan_evidence(p, g);
	struct arena *a = p->pen.a;
	struct strbuf b;

	if (g->status == STATUS_GREY)
		return STR_NONE;
	if (outcome_hold(g) != NULL)
		return str_fmt(a, "%.*s is %.*s: %.*s.", STR_ARG(name),
		               STR_ARG(status_lower(a, g->status, g->grey, g->is_pace)), STR_ARG(g->reason));
	if (g->is_rollup)
		return why_rollup(p, g, name);
	if (k == NULL || k->status == STATUS_GREY || k->status == g->status || e.scored < 2)
		return STR_NONE;
	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "%.*s is %.*s, not %.*s like %.*s: ", STR_ARG(name),
	           STR_ARG(status_lower(a, g->status, g->grey, g->is_pace)),
	           STR_ARG(status_lower(a, k->status, k->grey, k->is_pace)),
	           STR_ARG(kpi_label(p->f->model, k->kpi)));
	add_others(&b, g, &e);
	strbuf_addc(&b, '.');
	return strbuf_str(&b);
}
