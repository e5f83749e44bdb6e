/* groups.h - series by key. */
#ifndef KPI_DATA_GROUPS_H
#define KPI_DATA_GROUPS_H
#include "base/intern.h"

/* All that a key says beside the metric. Rows of one group come together most often, so it is looked up once for them:
 *
 *   source, every, grain, channel, account, campaign -> group -> metric -> series
 */
struct group {
	sym channel, account, campaign;
	uint32_t file;    /* source, grain and every of the rows of a file: groups_file */
	uint32_t n, mask; /* metrics, places - 1 */
	struct metric_place {
		sym metric;
		uint32_t series; /* + 1; 0: none */
	} * places; /* by the metric's number, or the next free one: names met together have numbers in a row */
};

struct groups {
	struct group *list;
	size_t n, cap;
	uint32_t *slots; /* open addressing: group + 1 */
	size_t n_slots;
};

#define GROUP_NONE UINT32_MAX

void groups_clear(struct groups *g); /* all zero is an empty one */

static inline uint32_t groups_file(uint16_t source, unsigned grain, unsigned every)
{
	return (uint32_t)source << 16 | (grain & 0xFF) << 8 | (every & 0xFF);
}

static inline uint64_t group_hash(const struct group *k)
{
	uint64_t a = ((uint64_t)k->channel << 32 | k->account) * UINT64_C(0x9E3779B97F4A7C15);
	uint64_t b = ((uint64_t)k->campaign << 32 | k->file) * UINT64_C(0xC2B2AE3D27D4EB4F);

	a = ((a ^ a >> 32) + b) * UINT64_C(0x9E3779B97F4A7C15);
	return a ^ a >> 32;
}

/* The group with the names of k; GROUP_NONE: none. */
uint32_t groups_find(const struct groups *g, const struct group *k, uint64_t hash);
/* The same, added where there is none. */
uint32_t groups_add(struct groups *g, const struct group *k, uint64_t hash);

/* Where a metric of the group is, or belongs (series is 0). Every group has a free place. */
static inline struct metric_place *group_place(const struct group *g, sym metric)
{
	uint32_t at = metric & g->mask;

	while (g->places[at].series != 0 && g->places[at].metric != metric)
		at = (at + 1) & g->mask;
	return &g->places[at];
}

/* A metric that the group does not have yet. */
void group_add(struct group *g, sym metric, uint32_t series);
#endif
