/* weeks.h - how much of a period has gone for figures that come by the week. */
#ifndef KPI_CORE_WEEKS_H
#define KPI_CORE_WEEKS_H
#include "data/outcome.h"

/* A week lies in the period that its last day lies in, as it is kept there. So a flow of weeks has had so_far of the
 * `all` weeks of its period by a day: 6 of 13, though that day may be the 40th of 92. */
struct weeks {
	bool has; /* some of the KPI's series with cells in the period come by the week */
	bool
	    is_pure; /* all do, and their weeks end on the same day of the week: else nobody can say how much has gone */
	int so_far, all;
};
struct weeks weeks_of(const struct facts *f, const struct kpi *k, struct period p, int32_t day);
#endif
