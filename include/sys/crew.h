/* crew.h - threads that look for something to do, beside whoever made them. */
#ifndef KPI_SYS_CREW_H
#define KPI_SYS_CREW_H
#include <stdbool.h>
#include <stddef.h>

/* Looks for a job and does it; true: there was one. Called and left with the lock held; the job itself is done without
 * it, between crew_unlock and crew_lock. who: a thread of the crew, 1 and on; 0: who called crew_help. */
typedef bool (*crew_fn)(void *ctx, size_t who);

struct crew;
/* n_threads of them, which start when something has changed for the first time. Where a thread cannot be had, crew_help does its jobs. */
struct crew *crew_new(size_t n_threads, crew_fn fn, void *ctx);
/* Ends the threads, each after the job it is at; accepts NULL. The caller does not hold the lock. */
void crew_free(struct crew *c);

/* All that jobs are found by is looked at and changed with the lock held. */
void crew_lock(struct crew *c);
void crew_unlock(struct crew *c);
/* With the lock held: there may be something to do, or something that crew_help waits for has come true. */
void crew_changed(struct crew *c);
/* With the lock held: does one job itself, or waits until something changed. */
void crew_help(struct crew *c);

/* Threads that can run at once here; at least 1. */
size_t crew_cores(void);
#endif
