/* hold.c - roll-ups other than the mean by weight: what holds a goal's score down. */
#include "core/hold.h"

static bool is_under(const struct goal *g, const struct goal *top)
{
	while (g != NULL && g != top)
		g = g->up;
	return g != NULL;
}

static bool is_critical(const struct kpi_outcome *k, const struct goal_outcome *g)
{
	return k->kpi->is_critical && k->kpi->role == ROLE_EVIDENCE && k->part != PART_AVAILABLE
	       && is_under(k->goal, g->goal);
}

const struct kpi_outcome *hold_blind(const struct outcome *o, const struct goal_outcome *g)
{
	for (size_t i = 0; i < o->n_kpis && g->rollup == ROLLUP_CRITICAL; i++) {
		if (is_critical(&o->kpis[i], g) && !o->kpis[i].has_score)
			return &o->kpis[i];
	}
	return NULL;
}

static bool lowest_term(const struct goal_outcome *g, struct ledger_term *out)
{
	for (size_t i = 0; i < g->n_ledger; i++) {
		if (i == 0 || g->ledger[i].score < out->score)
			*out = g->ledger[i];
	}
	return g->n_ledger > 0;
}

static bool lowest_critical(const struct outcome *o, const struct goal_outcome *g, struct ledger_term *out)
{
	bool has = false;

	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (!is_critical(k, g) || !k->has_score || (has && k->score >= out->score))
			continue;
		*out = (struct ledger_term){ .kpi = k, .score = k->score };
		has = true;
	}
	return has;
}

bool hold_find(const struct outcome *o, const struct goal_outcome *g, struct ledger_term *out)
{
	switch (g->rollup) {
	case ROLLUP_WORST:
		return lowest_term(g, out);
	case ROLLUP_CRITICAL:
		return lowest_critical(o, g, out);
	default:
		return false;
	}
}
