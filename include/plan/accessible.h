/* accessible.h - the book made over for those who hear it or enlarge it. */
#ifndef KPI_PLAN_ACCESSIBLE_H
#define KPI_PLAN_ACCESSIBLE_H
#include "plan/sheet.h"

/* `run --accessible` (WORKBOOK 14, after the UK government's guidance on spreadsheets): Arial of at least 12 points,
 * one table a sheet, no merged or empty cell, no frozen rows, no filters, statuses as words alone, no trend in blocks,
 * no logo. Every text, figure, formula, link and name stays; sheets of prose lead to those of their tables. */
void book_make_accessible(struct arena *a, struct book *b);
#endif
