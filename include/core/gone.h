/* gone.h - how much of a period has gone for a figure that adds over time. */
#ifndef KPI_CORE_GONE_H
#define KPI_CORE_GONE_H
#include "data/outcome.h"

/* Days up to the figure's own last day; of weeks, weeks: one lies in the period that its last day lies in, as it is kept
 * there, so a flow of weeks has had 6 of its 13 by a day that may be the 40th of 92. */
struct gone {
	bool
	    is_known; /* else the series of the figure speak of different stretches: weeks beside days, or days up to the
			* 15th beside months up to the 31st of the month before */
	int so_far, all;
	const char *what; /* "days", "weeks" */
};
struct gone gone_of(const struct facts *f, const struct kpi *k, struct period p, int32_t day);
#endif
