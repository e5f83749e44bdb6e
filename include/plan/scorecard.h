/* scorecard.h - outcome -> sheets. */
#ifndef KPI_PLAN_SCORECARD_H
#define KPI_PLAN_SCORECARD_H
#include "core/scope.h"
#include "plan/sheet.h"

struct book_facts {
	const struct facts *facts;
	const struct outcome *outcome;
	const struct inputs *inputs;
	const struct finding *findings;
	size_t n_findings;
	struct str run_id, version;
	bool is_reported;
	struct str reported_on;
	const struct scope *scope; /* NULL: the whole company */
	bool is_accessible;        /* made over as plan/accessible.h says */
};
/* Summary, Scorecard, a sheet an objective, Alignment, Map, Maturity, Changes, Definitions, Data quality, Sources. Names,
 * limits and texts are judged here (a text over 32,767 characters is cut with a finding, names made
 * unique). False: diag holds an error. */
bool plan_book(const struct book_facts *b, struct arena *a, struct book *out, struct diag *d);

/* export.c: the tables of `kpialign export`, as rows of text cells (DESIGN 11: columns and their order
 * are fixed). */
struct export_table {
	const char *const *columns;
	size_t n_columns;
	struct str *cells;
	size_t n_rows;
};
bool plan_export(const struct book_facts *b, struct arena *a, struct str table, struct export_table *out);
extern const char *const export_names[];
extern const size_t n_export_names;
#endif
