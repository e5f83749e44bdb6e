/* worker.c - one thread behind a ring of slots.
 *
 *   slots   | done | done | at work | given | given | being filled | free |
 *                           first                     first + n
 */
#include "sys/worker.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>
#include "base/mem.h"

struct worker {
	work_fn fn;
	void *ctx;
	size_t n_slots;
	pthread_t thread;
	bool has_thread, is_tried; /* only for whoever gives jobs */
	pthread_mutex_t lock;      /* of all below */
	pthread_cond_t given, done;
	size_t first, n; /* n: given and not done yet */
	bool is_over;
};

struct worker *worker_new(work_fn fn, void *ctx, size_t n_slots)
{
	struct worker *w = mem_new(1, sizeof *w);

	w->fn = fn;
	w->ctx = ctx;
	w->n_slots = n_slots;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->given, NULL);
	pthread_cond_init(&w->done, NULL);
	return w;
}

/* The next job's slot, when there is one. False: it is over. */
static bool take_job(struct worker *w, size_t *slot)
{
	bool is_there;

	pthread_mutex_lock(&w->lock);
	while (w->n == 0 && !w->is_over)
		pthread_cond_wait(&w->given, &w->lock);
	is_there = w->n > 0;
	*slot = w->first;
	pthread_mutex_unlock(&w->lock);
	return is_there;
}

static void end_job(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	w->first = (w->first + 1) % w->n_slots;
	w->n--;
	pthread_cond_signal(&w->done);
	pthread_mutex_unlock(&w->lock);
}

static void *work(void *ctx)
{
	struct worker *w = ctx;
	size_t slot;

	while (take_job(w, &slot)) {
		w->fn(w->ctx, slot);
		end_job(w);
	}
	return NULL;
}

/* Until at most n jobs are left. The slot behind them. */
static size_t wait_for(struct worker *w, size_t n)
{
	size_t slot;

	pthread_mutex_lock(&w->lock);
	while (w->n > n)
		pthread_cond_wait(&w->done, &w->lock);
	slot = (w->first + w->n) % w->n_slots;
	pthread_mutex_unlock(&w->lock);
	return slot;
}

size_t worker_slot(struct worker *w)
{
	return wait_for(w, w->n_slots - 1);
}

void worker_give(struct worker *w)
{
	if (!w->is_tried) {
		w->is_tried = true;
		w->has_thread = pthread_create(&w->thread, NULL, work, w) == 0;
	}
	if (!w->has_thread) {
		w->fn(w->ctx, w->first);
		return;
	}
	pthread_mutex_lock(&w->lock);
	w->n++;
	pthread_cond_signal(&w->given);
	pthread_mutex_unlock(&w->lock);
}

void worker_wait(struct worker *w)
{
	wait_for(w, 0);
}

void worker_free(struct worker *w)
{
	if (w == NULL)
		return;
	worker_wait(w);
	if (w->has_thread) {
		pthread_mutex_lock(&w->lock);
		w->is_over = true;
		pthread_cond_signal(&w->given);
		pthread_mutex_unlock(&w->lock);
		pthread_join(w->thread, NULL);
	}
	pthread_cond_destroy(&w->given);
	pthread_cond_destroy(&w->done);
	pthread_mutex_destroy(&w->lock);
	mem_free(w);
}

size_t worker_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 1 ? (size_t)n : 1;
}
