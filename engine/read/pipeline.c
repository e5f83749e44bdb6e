/* pipeline.c - reading, looking ahead and putting at the same time.
 *
 *   file -> decoder -> blocks:  | free | at hand | looked through | is looked through | to look through | free |
 *           reader               first   (reader)   any thread                                            end
 *                                             |
 *                             queue of cells: | is put | to put | to put | ----> store        (docs/decisions/010)
 *                                               any thread, one at a time
 *
 * One thread, the reader, decodes blocks and goes through them record by record in the order of the file; where another
 * thread has found plain rows before (scout.h), it takes them all at once. Cells are put in that same order and by one
 * thread at a time, so that the store, its reports and all findings are what they are without all this. */
#include "read/pipeline_parts.h"

#include "base/mem.h"

enum { BLOCK = 256 << 10, MOST_THREADS = 16 };

/* --- jobs, with the lock held */

static bool put_next(struct pipeline *p)
{
	struct queued q;
	void *cold = NULL;
	size_t cold_bytes = 0;

	if (p->is_putting || p->n_queued == 0)
		return false;
	q = p->queue[p->first_queued];
	p->is_putting = true;
	crew_unlock(p->crew);
	store_put(p->st, &q.batch, q.rules, q.report);
	if (p->n_threads > 1)
		cold = store_next_room(p->st, &cold_bytes);
	crew_lock(p->crew);
	if (cold != NULL) {
		p->cold = cold;
		p->cold_bytes = cold_bytes;
	}
	p->is_putting = false;
	p->first_queued = (p->first_queued + 1) % QUEUE;
	p->n_queued--;
	if (q.block == NULL) {
		batch_clear(&q.batch);
		p->spare[p->n_spare++] = q.batch;
	} else {
		q.block->n_queued--;
		blocks_release(p);
	}
	crew_changed(p->crew);
	return true;
}

static bool look_through_next(struct pipeline *p, size_t who)
{
	const struct lane_known *known = p->known;
	uint64_t i = p->at;
	struct block *b;

	while (i < p->end && block_of(p, i)->state != BLOCK_FULL)
		i++;
	if (i == p->end)
		return false;
	b = block_of(p, i);
	b->state = BLOCK_LOOKED_AT;
	crew_unlock(p->crew);
	scout_look(&p->scouts[who], p->plan, known, b->lines, p->delimiter, &b->found);
	crew_lock(p->crew);
	b->state = BLOCK_KNOWN;
	b->is_looked_through = true;
	crew_changed(p->crew);
	return true;
}

/* The system takes its time to clear memory, and whoever puts would wait for it. */
static bool make_ready_next(struct pipeline *p)
{
	void *cold = p->cold;
	size_t bytes = p->cold_bytes;

	if (cold == NULL)
		return false;
	p->cold = NULL;
	crew_unlock(p->crew);
	mem_ready(cold, bytes);
	crew_lock(p->crew);
	return true;
}

/* Where there are others, the reader leaves putting to them as long as it can: what the store last looked at is near the
 * processor that did, and far from all others. */
static bool do_next(void *ctx, size_t who)
{
	struct pipeline *p = ctx;

	if (who == 0 && p->n_threads > 1)
		return make_ready_next(p) || look_through_next(p, who) || put_next(p);
	return put_next(p) || make_ready_next(p) || look_through_next(p, who);
}

/* --- from birth to death */

struct pipeline *pipeline_new(struct store *st, size_t n_threads, size_t block)
{
	struct pipeline *p = mem_new(1, sizeof *p);

	n_threads = n_threads < MOST_THREADS ? n_threads : MOST_THREADS;
	p->st = st;
	p->block_bytes = block > 0 ? block : BLOCK;
	p->n_threads = n_threads;
	p->n_blocks = 2 + 2 * n_threads;
	p->crew = crew_new(n_threads - 1, do_next, p);
	return p;
}

void pipeline_free(struct pipeline *p)
{
	if (p == NULL)
		return;
	crew_free(p->crew);
	for (size_t i = 0; p->blocks != NULL && i < p->n_blocks; i++) {
		text_buffer_free(&p->blocks[i].text);
		pieces_clear(&p->blocks[i].found);
	}
	for (size_t i = 0; p->scouts != NULL && i < p->n_threads; i++)
		scout_clear(&p->scouts[i]);
	mem_free(p->scouts);
	mem_free(p->blocks);
	arena_free(p->a);
	mem_free(p);
}

/* --- cells */

/* Not before the first full batch: most files are small. */
static void make_spares(struct pipeline *p)
{
	p->a = arena_new(0);
	for (; p->n_spare < SPARE; p->n_spare++)
		batch_init(&p->spare[p->n_spare], p->a);
}

/* With the lock held. */
static void give(struct pipeline *p, struct queued q)
{
	while (p->n_queued == QUEUE)
		crew_help(p->crew);
	p->queue[(p->first_queued + p->n_queued++) % QUEUE] = q;
	crew_changed(p->crew);
}

void pipeline_put(struct pipeline *p, struct batch *b, const struct put_rules *rules,
                  struct put_report *report)
{
	if (p->a == NULL)
		make_spares(p);
	crew_lock(p->crew);
	while (p->n_spare == 0)
		crew_help(p->crew);
	give(p, (struct queued){ *b, NULL, rules, report });
	*b = p->spare[--p->n_spare];
	crew_unlock(p->crew);
}

void pipeline_put_piece(struct pipeline *p, const struct batch *cells, const struct put_rules *rules,
                        struct put_report *report)
{
	struct block *b = block_of(p, p->at);

	crew_lock(p->crew);
	b->n_queued++;
	give(p, (struct queued){ *cells, b, rules, report });
	crew_unlock(p->crew);
}

void pipeline_wait(struct pipeline *p)
{
	crew_lock(p->crew);
	while (p->n_queued > 0)
		crew_help(p->crew);
	crew_unlock(p->crew);
}
