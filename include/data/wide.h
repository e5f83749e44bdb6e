/* wide.h - sums on their way: exact whatever comes in which order, also where a part of them does not fit. */
#ifndef KPI_DATA_WIDE_H
#define KPI_DATA_WIDE_H
#include "base/num.h"

__extension__ typedef __int128 wide_sum; /* of 2^63 amounts at least */

/* The sum as an amount; false: it does not fit, *micro is untouched. */
static inline bool wide_fits(wide_sum sum, int64_t *micro)
{
	if (sum < INT64_MIN || sum > INT64_MAX)
		return false;
	*micro = (int64_t)sum;
	return true;
}

/* For a finding: the amount, or that it is more than can be kept. */
static inline struct str wide_text(struct arena *a, wide_sum sum)
{
	int64_t micro;

	return wide_fits(sum, &micro) ? num_text(a, micro) : STR("too much to add up");
}
#endif
