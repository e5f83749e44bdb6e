/* team.h - jobs that do not depend on each other, by as many threads as may be had. */
#ifndef KPI_SYS_TEAM_H
#define KPI_SYS_TEAM_H
#include <stddef.h>

/* Does job `job` for place `place`, which no other thread has meanwhile. */
typedef void (*team_fn)(void *ctx, size_t place, size_t job);

/* Jobs 0 .. n_jobs - 1, each once, in places 0 .. n_places - 1: the caller has place 0, and a place takes its jobs in
 * rising order. Returns when all are done, and what they wrote can be read. Where no thread can be started, the caller
 * does it all. */
void team_run(size_t n_places, size_t n_jobs, team_fn fn, void *ctx);
#endif
