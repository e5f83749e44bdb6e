/* used_cells.h - which of the numbers that files give are in the store, and what stands there instead of the others. */
#ifndef KPI_READ_USED_CELLS_H
#define KPI_READ_USED_CELLS_H
#include "read/export_cells.h"

struct used_cells;
struct used_cells *used_cells_new(void);
void used_cells_free(struct used_cells *u);

/* First note all cells of all files, in the order in which the run reads them; file: a number of the caller's. Of days
 * those will do that are asked for later. */
void used_cells_note(struct used_cells *u, size_t file, const struct export_cell *c);

enum cell_fate {
	CELL_USED,
	CELL_REPLACED, /* by a later file; under `same_cell: last` by a later row as well */
	CELL_REPEATED, /* its file has said the same before */
	CELL_FATE__N
};
struct cell_use {
	enum cell_fate fate;
	size_t file; /* of what is used instead, */
	uint32_t line;
};
/* What became of a cell that was noted. */
struct cell_use used_cells_ask(const struct used_cells *u, size_t file, const struct export_cell *c);
#endif
