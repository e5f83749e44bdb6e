/* batch.c - the cells of a batch and what they share. */
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
	b->cells = ARENA_ARRAY(a, BATCH_ROWS + BATCH_SPARE, struct batch_cell);
	b->keys = ARENA_ARRAY(a, BATCH_ROWS + BATCH_SPARE, struct batch_keys);
}

void batch_init(struct batch *b, struct arena *a)
{
	batch_init_days(b, a);
	b->ids = ARENA_ARRAY(a, BATCH_ROWS, struct batch_id);
}

void batch_clear(struct batch *b)
{
	b->n = b->n_keys = b->n_closed = 0;
	b->line = 0;
}

void batch_add(struct batch *b, const struct batch_keys *k, const struct batch_id *id, struct batch_cell cell)
{
	struct batch_keys *keys = batch_open(b, k);

	keys->n++;
	if (id != NULL)
		b->ids[keys - b->keys] = *id;
	b->cells[b->n++] = cell;
}

void batch_append(struct batch *b, const struct batch *from)
{
	memcpy(b->keys + b->n_keys, from->keys, from->n_keys * sizeof *b->keys);
	b->n_keys += from->n_keys;
	for (size_t i = 0; i < from->n; i++) {
		struct batch_cell *cell = &b->cells[b->n++];

		*cell = from->cells[i];
		cell->line += from->line - b->line;
	}
}
