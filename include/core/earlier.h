/* earlier.h - what the KPIs of a run were in the periods and months before. */
#ifndef KPI_CORE_EARLIER_H
#define KPI_CORE_EARLIER_H
#include "data/outcome.h"

/* Prior, last year, trend and noise of each KPI that is shown. */
void earlier_kpis(const struct facts *f, struct outcome *o);
#endif
