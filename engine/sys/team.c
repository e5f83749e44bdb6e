/* team.c - jobs that do not depend on each other, by as many threads as may be had. */
#include "sys/team.h"

#include <pthread.h>
#include <stdbool.h>
#include "base/mem.h"

struct team {
	team_fn fn;
	void *ctx;
	size_t n_jobs;
	pthread_mutex_t lock; /* of next */
	size_t next;
};

struct place {
	struct team *team;
	size_t number;
	pthread_t thread;
	bool has_thread;
};

static size_t take_job(struct team *t)
{
	size_t job;

	pthread_mutex_lock(&t->lock);
	job = t->next < t->n_jobs ? t->next++ : t->n_jobs;
	pthread_mutex_unlock(&t->lock);
	return job;
}

static void *work(void *ctx)
{
	struct place *p = ctx;
	size_t job;

	while ((job = take_job(p->team)) < p->team->n_jobs)
		p->team->fn(p->team->ctx, p->number, job);
	return NULL;
}

void team_run(size_t n_places, size_t n_jobs, team_fn fn, void *ctx)
{
	struct team t = { .fn = fn, .ctx = ctx, .n_jobs = n_jobs };
	struct place *places = mem_new(n_places, sizeof *places);

	pthread_mutex_init(&t.lock, NULL);
	for (size_t i = 0; i < n_places; i++) {
		places[i].team = &t;
		places[i].number = i;
		places[i].has_thread =
		    i > 0 && pthread_create(&places[i].thread, NULL, work, &places[i]) == 0;
	}
	work(&places[0]);
	for (size_t i = 1; i < n_places; i++)
		if (places[i].has_thread)
			pthread_join(places[i].thread, NULL);
	pthread_mutex_destroy(&t.lock);
	mem_free(places);
}
