/* groups.c - series by key: a table of groups, and one of metrics in each. */
#include "data/groups.h"

#include "base/mem.h"

enum { FIRST_SLOTS = 256, FIRST_PLACES = 2 };

void groups_clear(struct groups *g)
{
	for (size_t i = 0; i < g->n; i++)
		mem_free(g->list[i].places);
	mem_free(g->list);
	mem_free(g->slots);
}

static bool same_names(const struct group *a, const struct group *b)
{
	return a->channel == b->channel && a->account == b->account && a->campaign == b->campaign
	       && a->file == b->file;
}

/* The slot where a group is, or belongs. */
static uint32_t *slot_of(const struct groups *g, const struct group *k, uint64_t hash)
{
	size_t at = hash & (g->n_slots - 1);

	while (g->slots[at] != 0 && !same_names(&g->list[g->slots[at] - 1], k))
		at = (at + 1) & (g->n_slots - 1);
	return &g->slots[at];
}

uint32_t groups_find(const struct groups *g, const struct group *k, uint64_t hash)
{
	return g->n > 0 ? *slot_of(g, k, hash) - 1 : GROUP_NONE; /* of a free slot: 0 - 1 */
}

static void more_slots(struct groups *g)
{
	g->n_slots = g->n_slots > 0 ? g->n_slots * 2 : FIRST_SLOTS;
	mem_free(g->slots);
	g->slots = mem_new(g->n_slots, sizeof *g->slots);
	for (size_t i = 0; i < g->n; i++)
		*slot_of(g, &g->list[i], group_hash(&g->list[i])) = (uint32_t)i + 1;
}

static struct metric_place *new_places(struct group *g, uint32_t n)
{
	g->places = mem_new(n, sizeof *g->places);
	g->mask = n - 1;
	return g->places;
}

uint32_t groups_add(struct groups *g, const struct group *k, uint64_t hash)
{
	uint32_t *slot;

	if (g->n * 2 >= g->n_slots)
		more_slots(g);
	slot = slot_of(g, k, hash);
	if (*slot == 0) {
		mem_reserve(&g->list, &g->cap, g->n + 1, sizeof *g->list);
		g->list[g->n] = *k;
		g->list[g->n].n = 0;
		new_places(&g->list[g->n], FIRST_PLACES);
		*slot = (uint32_t)++g->n;
	}
	return *slot - 1;
}

/* A quarter of the places stays free, and one always does. */
void group_add(struct group *g, sym metric, uint32_t series)
{
	if ((g->n + 1) * 4 > (g->mask + 1) * 3) {
		uint32_t n = g->mask + 1;
		struct metric_place *old = g->places;

		new_places(g, n * 2);
		for (uint32_t i = 0; i < n; i++)
			if (old[i].series != 0)
				*group_place(g, old[i].metric) = old[i];
		mem_free(old);
	}
	*group_place(g, metric) = (struct metric_place){ metric, series + 1 };
	g->n++;
}
