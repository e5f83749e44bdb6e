/* after.h - cells dated after as-of: left out of everything, and counted. */
#ifndef KPI_CORE_AFTER_H
#define KPI_CORE_AFTER_H
#include "data/outcome.h"
/* K118, a note for each source that has cells later than as_of. */
void after_as_of(const struct facts *f, struct diag *d);
#endif
