/* pipeline_blocks.c - the blocks of a file on their way: filled, looked through by anybody, gone through by the reader. */
#include "read/pipeline_parts.h"

#include "base/mem.h"

enum { PATIENCE = 2, PAUSE = 16 };

void blocks_release(struct pipeline *p)
{
	while (p->first < p->at && block_of(p, p->first)->n_queued == 0)
		p->first++;
}

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
	blocks_release(p);
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
