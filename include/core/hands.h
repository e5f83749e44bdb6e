/* hands.h - jobs of judging for several threads, and what they work out ahead. */
#ifndef KPI_CORE_HANDS_H
#define KPI_CORE_HANDS_H
#include "data/outcome.h"

/* store_keep and all of its parts. Undone by store_forget. */
void hands_keep(const struct facts *f, const uint32_t *series, size_t n, int32_t from, int32_t to);
/* All series in the period and in the one before it. */
void hands_keep_period(const struct facts *f);

/* How many threads to give n jobs of so many steps in all, each of which takes some ten nanoseconds; 1: they would cost more
 * than they bring. */
size_t hands_places(const struct facts *f, size_t n_jobs, uint64_t steps);
/* Each job once, in one of the places. */
void hands_run(const struct facts *f, size_t n_places, size_t n_jobs,
               void (*fn)(void *ctx, size_t place, size_t job), void *ctx);
#endif
