/* goals.c - finding goals in their tree. */
#include "data/goals.h"

const struct goal *goals_find(const struct goals *g, sym id)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->all[i].id == id)
			return &g->all[i];
	return NULL;
}

const struct goal *goals_business(const struct goal *g)
{
	while (g != NULL && g->kind != KIND_BUSINESS)
		g = g->up;
	return g;
}

enum rollup goals_rollup(const struct goal *g, const struct score_rules *rules)
{
	if (g->rollup != ROLLUP_DEFAULT)
		return g->rollup;
	return rules->rollup != ROLLUP_DEFAULT ? rules->rollup : ROLLUP_WEIGHTED;
}
