/* batch.c - the columns of a batch. */
#include "data/batch.h"

#include <string.h>

const char *const grain_names[GRAIN__N] = {
	[GRAIN_DAY] = "day",
	[GRAIN_POST] = "post",
	[GRAIN_EVENT] = "event",
	[GRAIN_WINDOW] = "window",
};

void batch_init_days(struct batch *b, struct arena *a)
{
	*b = (struct batch){ .n = 0 };
	b->channel = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->account = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->campaign = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->metric = ARENA_ARRAY(a, BATCH_ROWS, sym);
	b->day = ARENA_ARRAY(a, BATCH_ROWS, int32_t);
	b->micro = ARENA_ARRAY(a, BATCH_ROWS, int64_t);
	b->line = ARENA_ARRAY(a, BATCH_ROWS, uint32_t);
}

void batch_init(struct batch *b, struct arena *a)
{
	batch_init_days(b, a);
	b->id_hi = ARENA_ARRAY(a, BATCH_ROWS, uint64_t);
	b->id_lo = ARENA_ARRAY(a, BATCH_ROWS, uint64_t);
}

struct batch batch_part(const struct batch *b, size_t at, size_t n)
{
	return (struct batch){ n,
		               b->channel + at,
		               b->account + at,
		               b->campaign + at,
		               b->metric + at,
		               b->day + at,
		               b->micro + at,
		               b->line + at,
		               NULL,
		               NULL };
}

void batch_append(struct batch *b, const struct batch *from, size_t at, size_t n)
{
	memcpy(b->channel + b->n, from->channel + at, n * sizeof *b->channel);
	memcpy(b->account + b->n, from->account + at, n * sizeof *b->account);
	memcpy(b->campaign + b->n, from->campaign + at, n * sizeof *b->campaign);
	memcpy(b->metric + b->n, from->metric + at, n * sizeof *b->metric);
	memcpy(b->day + b->n, from->day + at, n * sizeof *b->day);
	memcpy(b->micro + b->n, from->micro + at, n * sizeof *b->micro);
	memcpy(b->line + b->n, from->line + at, n * sizeof *b->line);
	b->n += n;
}
