/* bridge.h - what moved the score of a goal since the reported run of the preceding period. */
#ifndef KPI_CORE_BRIDGE_H
#define KPI_CORE_BRIDGE_H
#include "data/outcome.h"

/* Fill g->bridge of a judged goal from its ledger then and now. The score then is a mean by weight of what was scored;
 * the steps change it one thing after the other, in the order of enum bridge_part, until it is the mean of now, and
 * what a roll-up takes off comes last: so they add up whatever the order, and nothing is left over. */
void bridge_draw(const struct facts *f, const struct outcome *o, struct arena *a, struct goal_outcome *g);
#endif
