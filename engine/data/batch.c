/* batch.c - the columns of a batch. */
#include "data/batch.h"

const char *const grain_names[GRAIN__N] = {
	[GRAIN_DAY] = "day",
	[GRAIN_POST] = "post",
	[GRAIN_EVENT] = "event",
	[GRAIN_WINDOW] = "window",
};

void batch_init(struct batch *b, struct arena *a)
{
	b->n = 0;
	b->channel = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->account = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->campaign = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->metric = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->day = ARENA_ARRAY(a, BATCH_ROWS, int32_t);
	b->micro = ARENA_ARRAY(a, BATCH_ROWS, int64_t);
	b->line = ARENA_ARRAY(a, BATCH_ROWS, uint32_t);
	b->id_hi = ARENA_ARRAY(a, BATCH_ROWS, uint64_t);
	b->id_lo = ARENA_ARRAY(a, BATCH_ROWS, uint64_t);
}
