/* second_source.h - series that two sources give, compared (K119). */
#ifndef KPI_READ_SECOND_SOURCE_H
#define KPI_READ_SECOND_SOURCE_H
#include "data/series.h"

/* After store_settle: a finding for each source, metric and channel that another source owns: both totals over
 * the days that both have (of what adds), and what is lost: all cells of the one left out, their total, and on how
 * many days only it has a value. A warning where there are such days, else a note. */
void second_sources_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                         const struct model *m, struct store *st, struct diag *d);
#endif
