/* second_source.h - series that two sources give, compared (K119). */
#ifndef KPI_READ_SECOND_SOURCE_H
#define KPI_READ_SECOND_SOURCE_H
#include "data/series.h"

/* After store_settle: a note for each source, metric and channel that another source owns, with both
 * totals over the days that both have. */
void second_sources_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                         struct store *st, struct diag *d);
#endif
