/* mark_watch.h - what the cells of a file say of the marks of its numbers, where nothing is declared, and what to write
 * where one is refused for them. */
#ifndef KPI_READ_MARK_WATCH_H
#define KPI_READ_MARK_WATCH_H
#include "read/reading.h"

/* A cell that is not missing, as it was read. K102, an error about the file, where a cell like 3,5 comes after one that
 * it makes unclear. Marks that are declared hold: then no cell changes the reading of another. */
void mark_meet(struct reading *r, const struct row *row, size_t at, enum cell_kind kind);
/* May mark_meet have anything to say of such a cell? */
bool mark_tells(const struct reading *r, struct str cell);
/* A number, of a count or of money: 1.054, or 1,054 where the comma is the decimal mark (fractions.h). */
void mark_count(struct reading *r, const struct row *row, size_t at, sym metric, int64_t micro);
/* What to write for a cell that is no number, and for one that may be two; the reading that most cells of the column so
 * far speak for stands first. */
struct str mark_cell_remedy(const struct reading *r, const struct row *row, size_t at);
struct str mark_remedy(const struct row *row, size_t at);
/* "48 or 48000", in a */
struct str mark_readings(struct arena *a, struct str text);
#endif
