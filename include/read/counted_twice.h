/* counted_twice.h - sources that may give the same figures, of which one names no account or no campaign (K122). */
#ifndef KPI_READ_COUNTED_TWICE_H
#define KPI_READ_COUNTED_TWICE_H
#include "data/series.h"

/* After store_settle. Where channel, account and campaign are the same, the first source alone counts (K119). One source
 * that names its account and one that names none both count, and so do one by campaign and one as a whole. A warning
 * for each two sources of which that is so and which are nearly the same: on seven days or more that both have (three
 * weeks, months or quarters) what is between them adds up to at most 5 % of the larger. Only of metrics whose parts
 * add up. */
void counted_twice_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                        const struct model *m, struct store *st, struct diag *d);
#endif
