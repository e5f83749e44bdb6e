/* lift.h - what would give a KPI without a colour one. */
#ifndef KPI_CORE_LIFT_H
#define KPI_CORE_LIFT_H
#include "data/outcome.h"

struct lift {
	struct str text; /* to follow the KPI's name: "is measured again (last: 30 June 2026)" */
	bool is_whole;   /* or a whole clause: "Impressions and Clicks are measured" */
};

/* The metrics that a figure without a value waits for, or its own data. */
struct lift lift_by_data(const struct facts *f, struct arena *a, const struct kpi *k,
                         const struct figure *fig, struct period p);
/* The day the KPI's series last had a cell before the end of the period so far; DAY_NONE: they have none. */
int32_t lift_last_day(const struct facts *f, const struct kpi *k, const struct figure *fig, struct period p);
/* Where a series has a row a week, month or quarter and a shorter cadence: the line to write. Else "". */
struct str lift_by_cadence(const struct facts *f, struct arena *a, const struct kpi *k);
/* Where a sparse series is not known to say anything after the KPI's last day: what to write if nothing happened until
 * `to`. Else "". */
struct str lift_by_cover(const struct facts *f, struct arena *a, const struct kpi *k, int32_t last,
                         int32_t to);
#endif
