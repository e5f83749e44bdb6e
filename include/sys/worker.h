/* worker.h - a second thread that does jobs one after the other, in the order they were given. */
#ifndef KPI_SYS_WORKER_H
#define KPI_SYS_WORKER_H
#include <stddef.h>

/* Does the job in a slot; on the worker's thread. */
typedef void (*work_fn)(void *ctx, size_t slot);

struct worker;
/* Jobs stand in slots 0 .. n_slots - 1 that the caller keeps. The thread starts with the first job; where it cannot,
 * jobs are done by whoever gives them. */
struct worker *worker_new(work_fn fn, void *ctx, size_t n_slots);
/* The slot for the next job, which is the caller's until worker_give; waits while all are taken. */
size_t worker_slot(struct worker *w);
/* The job in that slot is ready. */
void worker_give(struct worker *w);
/* Until all jobs that were given are done; what they wrote can then be read. */
void worker_wait(struct worker *w);
/* Waits, and ends the thread; accepts NULL. */
void worker_free(struct worker *w);

/* Threads that can run at once here; at least 1. */
size_t worker_cores(void);
#endif
