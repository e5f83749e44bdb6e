/* cells.c - batches of cells as a reader would hand them on. */
#include "cells.h"

struct batch new_batch(struct arena *a)
{
	struct batch b;

	batch_init(&b, a);
	return b;
}

void add_cell(struct batch *b, sym metric, int32_t day, int64_t micro)
{
	batch_add(b, &(struct batch_keys){ .channel = 1, .account = 2, .day = day }, NULL,
	          (struct batch_cell){ micro, metric, (uint32_t)b->n + 2 });
}

int32_t ymd(int y, int m, int d)
{
	int32_t day = 0;

	assert_true(day_from(y, m, d, &day));
	return day;
}
