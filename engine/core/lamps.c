/* lamps.c - strategy, governance and funding of each objective: without one of them goals fail. */
#include "core/links.h"
#include "core/listing.h"
#include "core/strategy.h"

/* An evidence KPI in use; with_target: one with a target. A band is a target too; where none is allowed, none is. */
static bool has_evidence(const struct outcome *o, const struct goal *g, bool with_target)
{
	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal == g && k->kpi->role == ROLE_EVIDENCE && k->part != PART_AVAILABLE
		    && (!with_target || outcome_has_target(k) || k->kpi->better == BETTER_NONE_ALLOWED))
			return true;
	}
	return false;
}

static void name_lacks(struct arena *a, const struct goal *g, struct lamps *l)
{
	const struct {
		bool is_there;
		struct str lack;
	} parts[] = {
		{ l->strategy, STR("no target on an evidence KPI") },
		{ g->owner.n > 0, STR("no owner") },
		{ g->sponsor.n > 0, STR("no sponsor") },
		{ g->budget.has, STR("no budget") },
	};
	size_t n = 0, i = 0;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
		n += !parts[k].is_there;
	for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
		if (!parts[k].is_there)
			listing_add(&b, parts[k].lack, i++, n);
	l->lacks = strbuf_str(&b);
}

/* That there is no evidence KPI is K204 or K205, and not said twice. */
static void report(const struct facts *f, const struct outcome *o, const struct goal *g,
                   const struct lamps *l, struct diag *d)
{
	bool in_goals = !l->governance || !l->funding;

	if (in_goals || (!l->strategy && has_evidence(o, g, false)))
		diag_put(d, SEV_WARNING, "K211", intern_str(f->model->names, g->id), g->at,
		         l->strategy ? STR("fill the gap in goals.csv")
		         : in_goals ? STR("fill the gap in goals.csv, and give a KPI a target in targets.csv")
		                    : STR("give one of its evidence KPIs a target in targets.csv"),
		         "'%.*s' has %.*s", STR_ARG(link_goal_name(f, g)), STR_ARG(l->lacks));
}

void strategy_lamps(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	struct lamps *all = ARENA_ARRAY(a, o->n_goals + 1, struct lamps);

	o->strategy.lamps = all;
	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal *g = o->goals[i].goal;

		if (!o->goals[i].is_objective)
			continue;
		all[i] = (struct lamps){ .is_lit = true,
			                 .strategy = has_evidence(o, g, true),
			                 .governance = g->owner.n > 0 && g->sponsor.n > 0,
			                 .funding = g->budget.has };
		name_lacks(a, g, &all[i]);
		report(f, o, g, &all[i], d);
	}
}
