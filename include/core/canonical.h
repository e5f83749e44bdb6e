/* canonical.h - what a KPI measures, written the one way in which equal measures are equal text. */
#ifndef KPI_CORE_CANONICAL_H
#define KPI_CORE_CANONICAL_H
#include "data/model.h"

/* `measure: a` with `per: b` is `a / b`, and so is the formula; the order of what is added, multiplied or
 * compared in min and max makes no difference; then the globs of `where`, in order of their text. */
struct str canonical_measure(struct arena *a, const struct model *m, const struct kpi *k);
#endif
