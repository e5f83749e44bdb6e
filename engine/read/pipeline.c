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
#include "read/pipeline.h"

#include "base/mem.h"
#include "read/scout.h"
#include "sys/crew.h"

enum { BLOCK = 256 << 10, SPARE = 6, QUEUE = 64, MOST_THREADS = 16, PATIENCE = 2, PAUSE = 16 };

struct block {
	enum {
		BLOCK_FULL, /* to look through */
		BLOCK_LOOKED_AT,
		BLOCK_KNOWN /* looked through, or not to be */
	} state;
	struct text_buffer text;
	struct str lines;
	struct pieces found;
	bool is_looked_through; /* its pieces are found */
	size_t n_queued;        /* of those */
};

struct queued {
	struct batch batch;  /* the cells of a piece, or a batch that is given back */
	struct block *block; /* of the piece; NULL: it is given back */
	const struct put_rules *rules;
	struct put_report *report;
};

struct pipeline {
	struct store *st;
	struct crew *crew;
	struct arena *a; /* of the spare batches */
	size_t block_bytes, n_threads;
	/* with the crew's lock */
	struct queued queue[QUEUE];
	size_t first_queued, n_queued;
	bool is_putting;
	void *cold; /* memory of the store that nobody has made ready; NULL: none */
	size_t cold_bytes;
	struct batch spare[SPARE];
	size_t n_spare;
	struct block *blocks; /* a ring, and their states */
	size_t n_blocks;
	struct scout *scouts; /* of each thread its own */
	uint64_t first, at,
	    end;    /* of all blocks of the file: not free yet, the reader is at, not filled yet */
	bool is_at; /* the reader is in the middle of it; else it is the next */
	const struct lane_known *known;
	/* the reader's */
	struct decoder *decoder;
	const struct lane_plan *plan;
	char delimiter;
	struct diag *early; /* what decoding ahead had to say */
	size_t next_piece;
	size_t bytes_taken; /* of pieces of the block at hand */
	unsigned n_useless; /* blocks in a row of which little was taken */
	unsigned n_pause;   /* blocks to come that nobody is to look through */
};

static struct block *block_of(struct pipeline *p, uint64_t i)
{
	return &p->blocks[i % p->n_blocks];
}

/* --- jobs, with the lock held */

/* Blocks that the reader has left and whose cells are put. */
static void free_blocks(struct pipeline *p)
{
	while (p->first < p->at && block_of(p, p->first)->n_queued == 0)
		p->first++;
}

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
		free_blocks(p);
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

/* --- blocks */

static void make_blocks(struct pipeline *p)
{
	p->blocks = mem_new(p->n_blocks, sizeof *p->blocks);
	p->scouts = mem_new(p->n_threads, sizeof *p->scouts);
	for (size_t i = 0; i < p->n_threads; i++)
		scout_init(&p->scouts[i]);
}

size_t pipeline_block(const struct pipeline *p)
{
	return p->block_bytes;
}

void pipeline_open(struct pipeline *p, struct decoder *c, const struct lane_plan *plan, char delimiter)
{
	crew_lock(p->crew);
	p->known = plan->known;
	crew_unlock(p->crew);
	p->decoder = c;
	p->plan = plan;
	p->delimiter = delimiter;
	p->n_useless = p->n_pause = 0;
	p->early = diag_new();
}

/* Blocks that were not asked for are given up. */
void pipeline_close(struct pipeline *p)
{
	if (p->decoder == NULL)
		return;
	crew_lock(p->crew);
	for (uint64_t i = p->first; i < p->end; i++) {
		struct block *b = block_of(p, i);

		while (b->state == BLOCK_LOOKED_AT || b->n_queued > 0)
			crew_help(p->crew);
		b->state = BLOCK_KNOWN;
	}
	p->first = p->at = p->end;
	p->is_at = false;
	crew_unlock(p->crew);
	diag_free(p->early);
	p->decoder = NULL;
}

void pipeline_learn(struct pipeline *p, const struct lane_known *known)
{
	crew_lock(p->crew);
	p->known = known;
	for (uint64_t i = p->first; i < p->end; i++)
		while (block_of(p, i)->state == BLOCK_LOOKED_AT)
			crew_help(p->crew);
	crew_unlock(p->crew);
}

/* With the lock held: the reader has gone through its block. Where little of what was found was of use, nobody looks through
 * the next ones. */
static void leave_block(struct pipeline *p)
{
	const struct block *b;

	if (!p->is_at)
		return;
	b = block_of(p, p->at);
	p->n_useless = b->is_looked_through && p->bytes_taken * 2 < b->lines.n ? p->n_useless + 1 : 0;
	if (p->n_useless == PATIENCE) {
		p->n_useless = 0;
		p->n_pause = PAUSE;
	}
	p->is_at = false;
	p->at++;
	free_blocks(p);
}

/* With the lock held, but for the time it takes: a free block is filled. False: there is nothing for it. */
static bool fill_block(struct pipeline *p)
{
	struct block *b = block_of(p, p->end);
	bool ok;

	crew_unlock(p->crew);
	ok = decode_block(p->decoder, &b->text, p->block_bytes, &b->lines, p->early) && b->lines.n > 0;
	crew_lock(p->crew);
	if (!ok)
		return false;
	b->state = p->n_pause > 0 ? BLOCK_KNOWN : BLOCK_FULL;
	b->is_looked_through = false;
	p->n_pause -= p->n_pause > 0;
	p->end++;
	crew_changed(p->crew);
	return true;
}

/* Once. */
static void tell_early(struct pipeline *p, struct diag *to)
{
	size_t n;
	const struct finding *f = diag_list(p->early, &n);

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		diag_put(to, f[i].severity, f[i].code, f[i].subject, f[i].at, f[i].remedy, "%.*s",
		         STR_ARG(f[i].message));
	diag_free(p->early);
	p->early = diag_new();
}

/* With the lock held: all there is room for is filled, and there is a next block. False: the file is at its end, or decoding
 * has failed. */
static bool find_next(struct pipeline *p)
{
	bool is_more = true;

	if (p->blocks == NULL)
		make_blocks(p);
	for (;;) {
		while (is_more && p->end - p->first < p->n_blocks)
			is_more = fill_block(p);
		if (p->at < p->end || !is_more)
			return p->at < p->end;
		crew_help(p->crew);
	}
}

bool pipeline_next(void *ctx, struct str *block, struct diag *d)
{
	struct pipeline *p = ctx;
	struct block *b;

	*block = STR_NONE;
	crew_lock(p->crew);
	leave_block(p);
	if (!find_next(p)) {
		crew_unlock(p->crew);
		tell_early(p, d);
		return !decode_failed(p->decoder);
	}
	b = block_of(p, p->at);
	while (b->state != BLOCK_KNOWN)
		crew_help(p->crew);
	p->is_at = true;
	crew_unlock(p->crew);
	p->next_piece = p->bytes_taken = 0;
	*block = b->lines;
	return true;
}

const struct piece *pipeline_piece(struct pipeline *p, size_t at)
{
	const struct block *b;
	const struct piece *piece;

	if (!p->is_at || !block_of(p, p->at)->is_looked_through)
		return NULL;
	b = block_of(p, p->at);
	piece = b->found.all;
	while (p->next_piece < b->found.n && piece[p->next_piece].from < at)
		p->next_piece++;
	if (p->next_piece == b->found.n || piece[p->next_piece].from != at)
		return NULL;
	piece += p->next_piece++;
	p->bytes_taken += piece->to - piece->from;
	return piece;
}
