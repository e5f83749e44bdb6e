/* hold.h - roll-ups other than the mean by weight: what holds a goal's score down. */
#ifndef KPI_CORE_HOLD_H
#define KPI_CORE_HOLD_H
#include "data/outcome.h"

/* The critical KPIs of a goal are the evidence KPIs marked so that take part or are watched and count under it or under
 * a goal below it, however deep: one without a target is as blind as one without data, and to take its target away
 * lifts no hold. They matter to a goal whose roll-up is `critical`. */

/* The first of them that has no score, so that nobody can say what it allows; NULL: none. */
const struct kpi_outcome *hold_blind(const struct outcome *o, const struct goal_outcome *g);
/* What the roll-up of g lets its score not be above, as a term without points: the lowest term of its ledger, or
 * the lowest critical KPI. False: nothing holds it. */
bool hold_find(const struct outcome *o, const struct goal_outcome *g, struct ledger_term *out);
#endif
