/* outlook.h - where a figure of an unfinished period ends if the rest of it goes on as it went so far. */
#ifndef KPI_CORE_OUTLOOK_H
#define KPI_CORE_OUTLOOK_H
#include "data/outcome.h"

/* A straight line: value x days of the period / days up to the KPI's own last day; of figures that come by the week,
 * weeks (gone.h). Only for flows, which add over time, and only of a figure that lacks no cell up to that day, in a
 * period that has begun and is not over. False: there is none. a: for what is rolled up on the way. */
bool outlook_of(const struct facts *f, struct arena *a, const struct kpi *k, const struct figure *fig,
                double *out);
/* What it is drawn from: "46 of 92 days", "6 of 13 weeks". */
struct str outlook_words(const struct facts *f, struct arena *a, const struct kpi_outcome *k);
#endif
