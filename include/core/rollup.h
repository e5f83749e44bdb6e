/* rollup.h - cells -> figures: one metric or KPI over one period. */
#ifndef KPI_CORE_ROLLUP_H
#define KPI_CORE_ROLLUP_H
#include "data/outcome.h"

/* Which series of a metric count: owned ones that pass `where` (NULL: all). */
struct figure rollup_metric(const struct facts *f, struct arena *a, sym metric, const struct where *w,
                            struct period p);
struct side_series; /* pairs.h */
/* The same for rollup_kpi.c: *listed, which the caller frees, gets what each series was rolled up to, in their order; NULL: not
 * asked for. */
struct figure rollup_listed(const struct facts *f, struct arena *a, sym metric, const struct where *w,
                            struct period p, struct side_series *listed);
/* rollup_kpi.c: a KPI's value: measure, ratio of sums over complete pairs, or formula. */
struct figure rollup_kpi(const struct facts *f, struct arena *a, const struct kpi *k, struct period p);
bool where_passes(const struct where *w, const struct intern *names, sym channel, sym account, sym campaign);
/* The series of a metric (indexes into the store) in store_sorted order; owned ones only. */
const uint32_t *rollup_series(const struct facts *f, struct arena *a, sym metric, size_t *n);
#endif
