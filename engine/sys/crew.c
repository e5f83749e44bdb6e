/* crew.c - threads that look for something to do. */
#include "sys/crew.h"

#include <pthread.h>
#include <unistd.h>
#include "base/mem.h"

struct crew {
	crew_fn fn;
	void *ctx;
	size_t n_wanted, n, n_begun; /* threads */
	pthread_t *threads;
	pthread_mutex_t lock; /* of all below, and of all that ctx is to fn */
	pthread_cond_t changed;
	bool is_started, is_over;
};

struct crew *crew_new(size_t n_threads, crew_fn fn, void *ctx)
{
	struct crew *c = mem_new(1, sizeof *c);

	c->fn = fn;
	c->ctx = ctx;
	c->n_wanted = n_threads;
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->changed, NULL);
	return c;
}

static void *work(void *ctx)
{
	struct crew *c = ctx;
	size_t who;

	pthread_mutex_lock(&c->lock);
	who = ++c->n_begun;
	while (!c->is_over)
		if (!c->fn(c->ctx, who))
			pthread_cond_wait(&c->changed, &c->lock);
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

static void start(struct crew *c)
{
	c->is_started = true;
	c->threads = mem_new(c->n_wanted, sizeof *c->threads);
	while (c->n < c->n_wanted && pthread_create(&c->threads[c->n], NULL, work, c) == 0)
		c->n++;
}

void crew_free(struct crew *c)
{
	if (c == NULL)
		return;
	pthread_mutex_lock(&c->lock);
	c->is_over = true;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
	for (size_t i = 0; i < c->n; i++)
		pthread_join(c->threads[i], NULL);
	pthread_cond_destroy(&c->changed);
	pthread_mutex_destroy(&c->lock);
	mem_free(c->threads);
	mem_free(c);
}

void crew_lock(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
}

void crew_unlock(struct crew *c)
{
	pthread_mutex_unlock(&c->lock);
}

void crew_changed(struct crew *c)
{
	if (!c->is_started)
		start(c);
	pthread_cond_broadcast(&c->changed);
}

/* Where no thread could be had there is always a job: whatever the caller waits for comes of one. */
void crew_help(struct crew *c)
{
	if (!c->fn(c->ctx, 0) && c->n > 0)
		pthread_cond_wait(&c->changed, &c->lock);
}

size_t crew_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 1 ? (size_t)n : 1;
}
