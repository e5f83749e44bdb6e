/* objective_marks.h - indicators that are counted one objective at a time: `objectives_with_owner` and its like. */
#ifndef KPI_CORE_OBJECTIVE_MARKS_H
#define KPI_CORE_OBJECTIVE_MARKS_H
#include "data/outcome.h"

bool objective_mark(
    struct str name); /* is the indicator one of them? The others below are for these alone. */
/* How many of the headline's objectives have it; goals and lamps are judged. */
double objective_mark_count(const struct outcome *o, struct str name);
/* Which objectives stand in the way, at most four by name: "Solve customer problems has no sponsor"; empty: none. In
 * the arena. */
struct str objective_mark_words(const struct facts *f, const struct outcome *o, struct arena *a,
                                struct str name);
#endif
