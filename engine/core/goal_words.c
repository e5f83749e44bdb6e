/* goal_words.c - why a goal has its status, and what would give it a colour. */
#include "core/goal_words.h"

#include "core/hold.h"
#include "core/links.h"

/* The heaviest evidence KPI of the goal that has no score; those that take part before those watched. */
static const struct kpi_outcome *heaviest_grey(const struct outcome *o, const struct goal *g)
{
	const struct kpi_outcome *best = NULL;

	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal != g || k->has_score || k->kpi->role != ROLE_EVIDENCE
		    || k->part == PART_AVAILABLE)
			continue;
		if (best == NULL || k->part > best->part
		    || (k->part == best->part && k->kpi->weight > best->kpi->weight))
			best = k;
	}
	return best;
}

static const struct goal_outcome *heaviest_grey_child(const struct outcome *o, const struct goal_outcome *g)
{
	const struct goal_outcome *best = NULL;

	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal_outcome *c = &o->goals[i];

		if (c->goal->kind != KIND_BUSINESS || c->status != STATUS_GREY || c->goal->up == NULL
		    || goals_business(c->goal->up) != g->goal
		    || !(c->has_coverage || c->has_leading || c->n_kpis > 0))
			continue;
		if (best == NULL || c->goal->weight > best->goal->weight)
			best = c;
	}
	return best;
}

/* To follow "gets a colour when". */
static struct str lift_of(const struct facts *f, const struct outcome *o, struct arena *a,
                          const struct standing *s, const struct goal_outcome *g)
{
	const struct kpi_outcome *k = heaviest_grey(o, g->goal);
	const struct goal_outcome *child = s->is_rollup ? heaviest_grey_child(o, g) : NULL;

	if (child != NULL)
		return str_fmt(a, "%.*s has a colour", STR_ARG(link_goal_name(f, child->goal)));
	if (k != NULL && k->lift_is_whole)
		return k->lift;
	if (k != NULL && k->lift.n > 0)
		return str_fmt(a, "%.*s %.*s", STR_ARG(link_kpi_name(f, k->kpi)), STR_ARG(k->lift));
	return STR("it has an evidence KPI with data and a target");
}

static void say_social(const struct facts *f, struct arena *a, struct goal_outcome *g)
{
	const struct goal *up = goals_business(g->goal);

	g->grey = GREY_NEUTRAL;
	if (up == NULL) {
		g->reason = STR("a social goal with no business goal above it: its KPIs serve nothing");
		g->lift = STR("a business goal is named as its parent");
		return;
	}
	g->reason = str_fmt(a, "a social goal: its KPIs count under %.*s", STR_ARG(link_goal_name(f, up)));
	g->lift = str_fmt(a, "never; see %.*s", STR_ARG(link_goal_name(f, up)));
}

static bool is_under(const struct goal *g, const struct goal *top)
{
	while (g != NULL && g != top)
		g = g->up;
	return g != NULL;
}

/* Nothing takes part here or below: below, KPIs may be in use all the same, without a target. */
static void say_no_kpi(const struct outcome *o, const struct standing *s, struct goal_outcome *g)
{
	bool is_watched = false;

	for (size_t i = 0; i < o->n_kpis && s->has_child; i++)
		is_watched =
		    is_watched || (o->kpis[i].part != PART_AVAILABLE && is_under(o->kpis[i].goal, g->goal));
	g->grey = is_watched ? GREY_NO_OUTCOME : GREY_NO_KPI;
	g->reason = is_watched     ? STR("no KPI below it has a target")
	            : s->has_child ? STR("no KPI takes part here or below")
	                           : STR("no KPI serves it");
	g->lift = is_watched ? STR("a KPI below it has data and a target")
	                     : STR("a KPI with data and a target serves it");
}

/* One of role evidence stands ready, in the library mostly: it has neither data nor a target. */
static bool has_evidence_ready(const struct outcome *o, const struct goal *g)
{
	for (size_t i = 0; i < o->n_kpis; i++)
		if (o->kpis[i].goal == g && o->kpis[i].kpi->role == ROLE_EVIDENCE)
			return true;
	return false;
}

static struct str why_no_outcome(const struct outcome *o, struct arena *a, const struct standing *s,
                                 const struct goal_outcome *g)
{
	if (s->is_rollup)
		return g->n_children == 1
		           ? STR("no outcome evidence: the one goal below has no colour")
		           : str_fmt(a, "no outcome evidence: none of the %u goals below has a colour",
		                     (unsigned)g->n_children);
	if (s->own_evidence.all > 0)
		return g->evidence_total == 1
		           ? STR("no outcome evidence: its one evidence KPI has no score")
		           : str_fmt(a, "no outcome evidence: none of its %u evidence KPIs has a score",
		                     (unsigned)g->evidence_total);
	if (g->measured_by != NULL)
		return STR("no outcome evidence: no evidence KPI of it has a target");
	return has_evidence_ready(o, g->goal)
	           ? STR("no outcome evidence: its evidence KPIs have neither data nor a target")
	           : STR("no outcome evidence: no KPI of it is of role evidence");
}

static struct str why_low(const struct facts *f, struct arena *a, const struct standing *s,
                          const struct goal_outcome *g)
{
	const char *what = s->is_rollup ? "the weight below it" : "its evidence weight";

	return str_fmt(a, "only %.*s of %s is scored (%.*s of %.*s), under %.*s",
	               STR_ARG(num_text_percent(a, g->coverage)), what,
	               STR_ARG(num_text_double(a, s->evidence.scored, 6)),
	               STR_ARG(num_text_double(a, s->evidence.all, 6)),
	               STR_ARG(num_text_percent(a, f->model->rules.coverage_floor)));
}

/* A critical KPI without a colour: what it allows is not known, so neither is what the goal may score. */
static void say_blind(const struct facts *f, struct arena *a, const struct kpi_outcome *k,
                      struct goal_outcome *g)
{
	struct str name = link_kpi_name(f, k->kpi);

	g->grey = GREY_CRITICAL;
	g->reason =
	    str_fmt(a, "its critical KPI %.*s is not judged: %.*s", STR_ARG(name), STR_ARG(k->reason));
	g->lift = k->lift_is_whole ? k->lift : str_fmt(a, "%.*s %.*s", STR_ARG(name), STR_ARG(k->lift));
}

/* "held down from 71.25 to 33.33 by Offers accepted, its lowest part (roll-up: worst)" */
static struct str hold_words(const struct facts *f, struct arena *a, const struct goal_outcome *g,
                             const struct ledger_term *hold)
{
	struct str name =
	    hold->kpi != NULL ? link_kpi_name(f, hold->kpi->kpi) : link_goal_name(f, hold->child->goal);

	return str_fmt(a, "held down from %.*s to %.*s by %.*s, %s (roll-up: %s)",
	               STR_ARG(num_text_double(a, hold->score - hold->points, 4)),
	               STR_ARG(num_text_double(a, hold->score, 4)), STR_ARG(name),
	               g->rollup == ROLLUP_WORST ? "its lowest part" : "a critical KPI",
	               rollup_names[g->rollup]);
}

static void add_remark(struct strbuf *b, struct str s)
{
	strbuf_addz(b, b->n > 0 ? "; " : "");
	strbuf_add(b, s);
}

bool goal_lost(const struct goal_outcome *g)
{
	return g->goal->kind == KIND_BUSINESS && g->has_prior_score && !g->has_score;
}

/* What a reader must know beside a colour. */
static struct str remarks_on(const struct facts *f, const struct outcome *o, struct arena *a,
                             const struct standing *s, const struct goal_outcome *g)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	if (outcome_hold(g) != NULL)
		add_remark(&b, hold_words(f, a, g, outcome_hold(g)));
	if (s->own_kind[KIND_BUSINESS].scored > 0 && !(s->own_kind[KIND_SOCIAL].scored > 0) && !g->has_social)
		add_remark(&b, STR("social's part not measured"));
	for (size_t i = 0; i < o->n_goals && g->is_partial; i++) {
		const struct goal_outcome *c = &o->goals[i];

		if (goal_lost(c) && c->goal->up != NULL && goals_business(c->goal->up) == g->goal)
			add_remark(&b, str_fmt(a, "partial: %.*s had a score last period",
			                       STR_ARG(link_goal_name(f, c->goal))));
	}
	for (size_t i = 0; i < o->n_kpis && g->is_partial; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal == g->goal && k->kpi->role == ROLE_EVIDENCE && k->has_prior_score
		    && !k->has_score)
			add_remark(&b, str_fmt(a, "partial: %.*s had a score last period",
			                       STR_ARG(link_kpi_name(f, k->kpi))));
	}
	return strbuf_str(&b);
}

void goal_words(const struct facts *f, const struct outcome *o, struct arena *a, const struct standing *s,
                struct goal_outcome *g)
{
	if (g->goal->kind != KIND_BUSINESS) {
		say_social(f, a, g);
	} else if (g->has_score) {
		g->reason = remarks_on(f, o, a, s, g);
	} else if (!s->takes_part && g->n_kpis == 0) {
		say_no_kpi(o, s, g);
	} else if (s->evidence.scored > 0 && hold_blind(o, g) != NULL) {
		say_blind(f, a, hold_blind(o, g), g);
	} else {
		bool is_low = s->evidence.scored > 0;

		g->grey = is_low ? GREY_LOW_COVERAGE : GREY_NO_OUTCOME;
		g->reason = is_low ? why_low(f, a, s, g) : why_no_outcome(o, a, s, g);
		g->lift = lift_of(f, o, a, s, g);
	}
}
