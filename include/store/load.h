/* load.h - the rows of one earlier run, table by table; inside of store/. */
#ifndef KPI_STORE_LOAD_H
#define KPI_STORE_LOAD_H
#include "store/db.h"

/* Each fills its list of r, whose run_id is set, in the order of the run's own lists; totals by text of the metric.
 * False: diag says why. */
bool load_kpis(struct db *db, struct arena *a, struct past_run *r, struct diag *d);
bool load_goals(struct db *db, struct arena *a, struct past_run *r, struct diag *d);
bool load_metrics(struct db *db, struct arena *a, struct past_run *r, struct diag *d);
bool load_terms(struct db *db, struct arena *a, struct past_run *r, struct diag *d);
bool load_inputs(struct db *db, struct arena *a, struct past_run *r, struct diag *d);
bool load_totals(struct db *db, struct arena *a, struct past_run *r, struct diag *d);
#endif
