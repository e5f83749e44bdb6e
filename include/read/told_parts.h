/* told_parts.h - the readers of governance.csv, campaigns.csv and notes.csv; for engine/read/told*.c alone. */
#ifndef KPI_READ_TOLD_PARTS_H
#define KPI_READ_TOLD_PARTS_H
#include "read/rows.h"

struct told_build {
	struct tools r;
	const struct workspace *w;
	const struct model *m;     /* NULL: it could not be read, so nothing is known of its names */
	const struct goals *goals; /* the same */
	const struct library *lib;
	struct input_list *files;
	struct told *told;
};

/* The file of this role, at its first row. False: the workspace names none, or diag says what is wrong. */
bool told_open(struct told_build *b, struct rows *rs, struct str path, enum input_role role);
void told_governance_read(struct told_build *b);
void told_campaigns_read(struct told_build *b);
void told_notes_read(struct told_build *b);
#endif
