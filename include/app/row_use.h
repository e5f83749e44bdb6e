/* row_use.h - what became of a row that explain shows: used, or why not. */
#ifndef KPI_APP_ROW_USE_H
#define KPI_APP_ROW_USE_H
#include "app/session.h"
#include "read/used_cells.h"

enum use {
	USE_YES = CELL_USED,
	USE_REPLACED = CELL_REPLACED,
	USE_REPEATED = CELL_REPEATED,
	USE_OTHER_SOURCE = CELL_FATE__N,
	USE_OTHER_WINDOW,
	USE__N
};

struct row_uses {
	const struct session *s;
	const struct series **others; /* that another source owns; sorted */
	size_t n_others;
	struct used_cells *cells;
};
void row_uses_init(struct row_uses *u, const struct session *s);
void row_uses_free(struct row_uses *u);

/* The cells of file nth (of the session's files): first note all of them, file by file, then ask. */
void row_uses_note(struct row_uses *u, size_t nth, const struct export_cell *c);
enum use row_uses_ask(const struct row_uses *u, size_t nth, const struct export_cell *c, struct cell_use *is);

/* "; not used, replaced by exports/july.csv:12", or "" */
struct str row_use_words(const struct row_uses *u, enum use use, const struct cell_use *is);
/* Of rows counted by their use: "; used: sum 10 in 1 row (2 replaced)", "; not used, another source gives it", or "" where
 * all are used. used: what the used ones come to. */
struct str row_use_counts(struct arena *a, const uint64_t n[USE__N], struct str used);
#endif
