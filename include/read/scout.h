/* scout.h - a block of lines looked through ahead of whoever reads: what of it is plain rows, and their cells. */
#ifndef KPI_READ_SCOUT_H
#define KPI_READ_SCOUT_H
#include "read/lane.h"

/* Rows one behind the other. They are what the file holds if a record starts at `from`, which is for the reader to know. */
struct piece {
	size_t from, to; /* of the block */
	uint32_t lines;
	struct batch cells; /* a view; line 0 is the first of the piece */
	uint64_t rows, cells_used, cells_missing, cells_ignored; /* each row has a cell that is used */
	int32_t first_day, last_day;
	bool shows_stop;
	struct date_order order;
	const struct lane_known *known; /* by which they were taken */
};

/* What was found in one block; its memory is used again for the next. All zero: nothing. */
struct pieces {
	struct piece *all; /* from left to right */
	size_t n, cap;
	struct batch **batches;
	size_t n_batches, cap_batches, n_used;
	struct arena *a; /* of the batches */
};
void pieces_clear(struct pieces *p);

/* Who looks, one block at a time: a thread keeps its scout, whose memory is then near its processor. */
struct scout {
	struct scan scan;
	struct lane lane;
	struct input count; /* of the piece at hand */
	struct date_order order;
	struct pieces *found;
};
void scout_init(struct scout *s);
void scout_clear(struct scout *s);
/* Any number of scouts may look by one plan. block: as csv blocks are; it and what is known last as long as the look. */
void scout_look(struct scout *s, const struct lane_plan *p, const struct lane_known *known, struct str block,
                char delimiter, struct pieces *found);
#endif
