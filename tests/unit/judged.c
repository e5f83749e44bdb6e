/* judged.c - evidence KPIs by share of their target. */
#include "judged.h"

struct kpi *scored(struct world *w, const char *id, const char *goal, double share, double weight)
{
	struct kpi *k = world_scored(w, id, goal, 92 * share, 92);

	k->weight = weight;
	return k;
}

struct kpi *no_target(struct world *w, const char *id, const char *goal, double weight)
{
	struct kpi *k = scored(w, id, goal, 1, weight);

	w->targets.n--;
	return k;
}

struct kpi *no_data(struct world *w, const char *id, const char *goal, double weight)
{
	struct kpi *k = world_kpi(w, id, goal, ROLE_EVIDENCE, "nothing", NULL);

	world_target(w, id, "2026-Q3", 92);
	k->weight = weight;
	return k;
}

double ledger_sum(const struct goal_outcome *g)
{
	double sum = 0;

	for (size_t i = 0; i < g->n_ledger; i++) {
		if (!g->ledger[i].is_hold)
			assert_near(g->ledger[i].points, g->ledger[i].share * g->ledger[i].score, 1e-12);
		sum += g->ledger[i].points;
	}
	return sum;
}
