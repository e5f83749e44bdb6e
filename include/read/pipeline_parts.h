/* pipeline_parts.h - inside of struct pipeline; for pipeline.c and pipeline_blocks.c alone. */
#ifndef KPI_READ_PIPELINE_PARTS_H
#define KPI_READ_PIPELINE_PARTS_H
#include "read/pipeline.h"
#include "read/scout.h"
#include "sys/crew.h"

enum { SPARE = 6, QUEUE = 64 };

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

static inline struct block *block_of(struct pipeline *p, uint64_t i)
{
	return &p->blocks[i % p->n_blocks];
}

/* pipeline_blocks.c, with the lock held: blocks that the reader has left and whose cells are put are free again. */
void blocks_release(struct pipeline *p);
#endif
