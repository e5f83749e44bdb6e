/* spellings.h - many spellings for one name, and no spelling for two. */
#ifndef KPI_READ_SPELLINGS_H
#define KPI_READ_SPELLINGS_H
#include "data/model.h"
#include "read/keys.h"

struct spelling {
	struct name_pair pair;
	struct place at;
};

/* The pairs of all, sorted by spelling, each once. One that stands for two names is K608, naming both places.
 * all is sorted too; of equal spellings the first given stays. */
const struct name_pair *spellings_sort(const struct tools *r, struct spelling *all, size_t n, size_t *n_out);
#endif
