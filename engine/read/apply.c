/* apply.c - the store's own thread.
 *
 *   file -> records -> batch ----> ring of batches ----> store        (docs/decisions/010)
 *           whoever reads    swap                  worker
 *
 * One thread puts all batches, in the order they were filled, so that the store and its reports are what they are
 * without it. */
#include "read/apply.h"

#include "base/mem.h"
#include "sys/worker.h"

enum { AHEAD = 6 }; /* so many that neither side waits for one slow batch of the other */

struct apply {
	struct store *st;
	struct arena *arena;
	struct worker *worker;
	struct job {
		struct batch batch;
		const struct put_rules *rules;
		struct put_report *report;
	} jobs[AHEAD];
};

static void put(void *ctx, size_t slot)
{
	struct apply *a = ctx;
	struct job *j = &a->jobs[slot];

	store_put(a->st, &j->batch, j->rules, j->report);
	j->batch.n = 0;
}

struct apply *apply_new(struct store *st)
{
	struct apply *a = mem_new(1, sizeof *a);

	a->st = st;
	a->worker = worker_new(put, a, AHEAD);
	return a;
}

void apply_free(struct apply *a)
{
	if (a == NULL)
		return;
	worker_free(a->worker);
	arena_free(a->arena);
	mem_free(a);
}

/* Not before the first full batch: most files are small. */
static void make_batches(struct apply *a)
{
	a->arena = arena_new(0);
	for (size_t i = 0; i < AHEAD; i++)
		batch_init(&a->jobs[i].batch, a->arena);
}

void apply_put(struct apply *a, struct batch *b, const struct put_rules *rules, struct put_report *report)
{
	struct job *j;
	struct batch empty;

	if (a->arena == NULL)
		make_batches(a);
	j = &a->jobs[worker_slot(a->worker)];
	empty = j->batch;
	*j = (struct job){ *b, rules, report };
	*b = empty;
	worker_give(a->worker);
}

void apply_wait(struct apply *a)
{
	worker_wait(a->worker);
}
