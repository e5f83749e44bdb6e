/* cadence.h - how often a series should have a cell, and which days a cell speaks of. */
#ifndef KPI_CORE_CADENCE_H
#define KPI_CORE_CADENCE_H
#include "data/workspace.h"

/* Cells that a series should have from..to, both inclusive; known: a day it has a cell on, which sets
 * the weekday of weekly cells and the months of quarterly ones. Month and quarter cells stand on the
 * last day of a month. */
uint32_t cadence_count(enum every every, int32_t known, int32_t from, int32_t to);
/* The day n cadences before day; the last day of a month stays the last of its month. */
int32_t cadence_before(enum every every, int n, int32_t day);
/* The first day from `day` on that a cell should stand on. */
int32_t cadence_end(enum every every, int32_t known, int32_t day);
/* The first day that a cell standing on day speaks of; day is the last one. */
int32_t cadence_first(enum every every, int32_t day);
#endif
