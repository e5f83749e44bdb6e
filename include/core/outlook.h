/* outlook.h - where a figure of an unfinished period ends if the rest of it goes on as it went so far. */
#ifndef KPI_CORE_OUTLOOK_H
#define KPI_CORE_OUTLOOK_H
#include "data/outcome.h"

/* A straight line: value x days of the period / days up to the KPI's own last day. Only for flows, which add over time,
 * and only of a whole figure of a period that has begun and is not over. False: there is none. */
bool outlook_of(const struct facts *f, const struct kpi *k, const struct figure *fig, double *out);
/* The days that it is drawn from. */
int outlook_days(const struct facts *f, const struct figure *fig);
#endif
