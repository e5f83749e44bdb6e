/* median.c - the median of a series' cells over a stretch of days. */
#include <stdlib.h>

#include "core/slice.h"

enum { CELLS_MAX = 400 }; /* no period is longer than a year */

static int cmp_micro(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* The mean of the two in the middle, without adding what does not fit. */
static struct value between(int64_t low, int64_t high)
{
	struct value v = { .has = true, .is_exact = low % 2 == high % 2 };

	v.micro = low / 2 + high / 2 + (low % 2 + high % 2) / 2;
	v.number = v.is_exact ? num_double(v.micro) : num_double(low) / 2 + num_double(high) / 2;
	return v;
}

struct value median_of(const struct facts *f, uint32_t series, const struct metric *m, const struct cells *c,
                       int32_t from, int32_t to)
{
	int64_t all[CELLS_MAX], micro;
	struct cell_walk w;
	uint32_t n = 0;
	int32_t day;

	if (c->n < 2 || c->n > CELLS_MAX || c->has_far)
		return cells_roll(m, c, false);
	store_walk(&w, f->store, series, from, to);
	while (n < c->n && store_next(&w, &day, &micro))
		all[n++] = micro;
	qsort(all, n, sizeof *all, cmp_micro);
	return between(all[(n - 1) / 2], all[n / 2]);
}
