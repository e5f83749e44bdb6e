/* accessible_parts.h - what the two halves of the pass over a finished book share; accessible.h is the way in. */
#ifndef KPI_PLAN_ACCESSIBLE_PARTS_H
#define KPI_PLAN_ACCESSIBLE_PARTS_H
#include "plan/pen.h"

/* Where a row of the old book went. */
struct moved {
	size_t sheet;
	uint32_t row;
};

struct over { /* the work in hand */
	struct arena *a;
	const struct book *old;
	struct book *out;
	struct pen pen;
	struct moved **rows; /* a sheet of the old book, a row of it */
	struct str *taken;   /* names of sheets */
	size_t n_taken;
};

/* The row of the old sheet is now the pen's present one. */
void over_note_row(struct over *o, const struct sheet *s, uint32_t row);
/* "\u25cf Met" without its sign: the word says it, and a screen reader would say the sign. Only the legend has signs
 * further on. */
struct str over_without_signs(struct arena *a, struct str s, enum look look);

/* accessible_table.c. The heading that stands over a table, with nothing but prose between; else its name in words. */
struct str over_heading(struct over *o, const struct sheet *s, const struct table *t);
struct str over_table_words(struct arena *a, struct str name); /* "alignment_states": "Alignment states" */
bool table_has_row(const struct table *t, uint32_t row);
/* New columns of the table's: UINT32_MAX for those of blocks, whose figures stand on the objectives' sheets. How many
 * stay. */
uint32_t over_columns(const struct sheet *s, const struct table *t, uint32_t *to);
/* The next sheets: a list under its title, which keeps its sheet; a table that gets its own of this name. */
void over_put_list(struct over *o, const struct sheet *s);
void over_put_table(struct over *o, const struct sheet *s, const struct table *t, struct str name);
#endif
