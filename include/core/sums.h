/* sums.h - values of several series, on their way to one figure. */
#ifndef KPI_CORE_SUMS_H
#define KPI_CORE_SUMS_H
#include "core/slice.h"

struct sums {
	uint32_t n; /* with a value or bounds */
	bool is_exact, has_bounds, overflow;
	int64_t micro, low, high; /* added */
	int64_t low_max, low_min, high_max;
	double number;
};

void sums_add(struct sums *s, const struct value *v);
/* Over parts: added, or kept apart: people as [fullest part, all added], others as [smallest, largest]. Sets the
 * value of *fig, which has none, and n_series. */
void sums_merge(const struct metric *m, const struct sums *s, struct figure *fig);
#endif
