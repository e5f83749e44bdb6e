/* totals.h - what each source gave of each metric in a period: kept with a run, so that a later one can tell what grew. */
#ifndef KPI_CORE_TOTALS_H
#define KPI_CORE_TOTALS_H
#include "data/outcome.h"

/* Cells of owned series from the period's first day to its last or as-of, in the order of outcome.totals. Sources with
 * the same `files:` are one. */
struct source_total *totals_of(const struct facts *f, struct arena *a, struct period p, size_t *n);

/* A total that is not as it was reported. */
struct total_move {
	struct str source;
	sym metric; /* 0: no series has this name any more, whose text is name */
	struct str name;
	bool is_growth; /* cells of posts, as many as then, whose sum grew */
	bool had, has;  /* there was, there is a sum that fits */
	int64_t was, is;
};
/* Totals then (by text of the metric) against now; in that order. */
struct total_move *totals_compare(const struct facts *f, struct arena *a, const struct past_run *then,
                                  const struct source_total *now, size_t n_now, size_t *n);
#endif
