/* figures.h - metrics that were rolled up in this run: several KPIs read the same ones over the same spans. */
#ifndef KPI_CORE_FIGURES_H
#define KPI_CORE_FIGURES_H
#include "data/outcome.h"

/* facts.figures while judging lasts, and those of copies with another as-of. */
struct figures *figures_new(void);
/* Those of one thread among several: found here or in `shared` (may be NULL), which nobody changes meanwhile. */
struct figures *figures_beside(const struct figures *shared);
void figures_free(struct figures *all); /* accepts NULL */
/* The metric's figure of just these facts, series and days, which lasts as figures do; NULL: it was not rolled up yet, or
 * none are kept. */
const struct figure *figures_find(const struct facts *f, sym metric, const struct where *w, struct period p);
/* Keeps a figure that is not there yet. Of `where` the address is its name: it must not change. */
void figures_add(const struct facts *f, sym metric, const struct where *w, struct period p,
                 const struct figure *fig);
#endif
