/* compare.h - this period's figure beside earlier ones: as reported, else recomputed. */
#ifndef KPI_CORE_COMPARE_H
#define KPI_CORE_COMPARE_H
#include "data/outcome.h"

/* The first series break that stands between two periods (older == newer: inside one) on a channel that
 * carried 5 % or more of a metric the KPI reads, in either of them; NULL: they may be compared. */
const struct series_break *compare_break(const struct facts *f, struct arena *scratch, const struct kpi *k,
                                         struct period older, struct period newer);

/* Fill prior, last year and trend of a KPI whose figure, target and definition are there; no figure stands
 * across a break. trend_first: no point of the trend ends before this day. */
void compare_kpi(const struct facts *f, struct arena *scratch, struct kpi_outcome *o, int32_t trend_first);
/* The first day any series or past run speaks of; DAY_NONE: none does. */
int32_t compare_first_day(const struct facts *f);
/* Did the reported run of the preceding period score the KPI under its present definition? */
bool compare_was_scored(const struct facts *f, const struct kpi_outcome *o);
/* A status by its name; false: no such name. */
bool compare_status(struct str name, enum status *out);
#endif
