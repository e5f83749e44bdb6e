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
