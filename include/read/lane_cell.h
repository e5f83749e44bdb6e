/* lane_cell.h - a cell on the express lane; for the lane files only. */
#ifndef KPI_READ_LANE_CELL_H
#define KPI_READ_LANE_CELL_H
#include "read/cell.h"
#include "read/lane.h"
#include "read/quick_number.h"

/* 1250 or, where the mark is a full stop, 12.5; but not 1.250, which a file with decimal commas might mean otherwise
 * (row_cells.c watches that), and nothing that a missing mark begins like. False: cell_read shall say. */
bool lane_long_number(const struct cell_style *s, struct lane *l, struct str text, int64_t *micro);

static inline bool lane_number(const struct cell_style *s, struct lane *l, struct str text, int64_t *micro)
{
	bool has_stop = false;

	if (s->numbers.decimal != '.' || !quick_number(text, l->end, micro, &has_stop)
	    || s->starts_mark[(unsigned char)text.p[0]])
		return lane_long_number(s, l, text, micro);
	if (has_stop)
		l->shows_stop = true;
	return true;
}

/* n cells that stand behind the end of the batch belong to it, and have the keys at hand. */
static inline void lane_add(struct lane *l, size_t n)
{
	batch_open(l->out, &l->keys.now)->n += (uint32_t)n;
	l->out->n += n;
}
#endif
