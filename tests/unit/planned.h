/* planned.h - a small company and its book as plain data, for tests of the planners. */
#ifndef KPI_TEST_PLANNED_H
#define KPI_TEST_PLANNED_H
#include "plan/scorecard.h"
#include "world.h"

/* Three objectives with sheets and one that no KPI serves; a KPI in each colour; linked, unlinked and unknown metrics. */
void planned_fill(struct world *w);
struct book_facts planned_facts(struct world *w);
/* planned_fill, then its book. */
struct book plan_it(struct world *w);
/* Judge the world as it is, then its book. */
struct book plan_world(struct world *w);
/* One objective, `grow`, with a KPI `revenue`. */
void planned_revenue(struct world *w);

/* Fail where there is none. */
const struct sheet *sheet_called(const struct book *b, const char *name);
/* The row of a table in which a column says text. */
uint32_t row_of(const struct sheet *s, const struct table *t, uint32_t col, const char *text);
/* NULL where there is none. */
const struct cell *cell_at(const struct sheet *s, uint32_t row, uint32_t col);
bool sheet_says(const struct sheet *s, const char *text);
#endif
