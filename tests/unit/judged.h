/* judged.h - evidence KPIs by share of their target, for tests of what objectives make of them. */
#ifndef KPI_TEST_JUDGED_H
#define KPI_TEST_JUDGED_H
#include "world.h"

/* By share of the target: 1 is 200/3; 1.1 is 100/3 x (1 + 0.3/0.2) = 250/3; 1.2 is 100; 0.9 is 50;
 * 0.8 is 100/3; 0.7 is 50/3. */
struct kpi *scored(struct world *w, const char *id, const char *goal, double share, double weight);
struct kpi *no_target(struct world *w, const char *id, const char *goal, double weight);
/* A KPI that takes part and has no data. */
struct kpi *no_data(struct world *w, const char *id, const char *goal, double weight);

/* The points of a goal's ledger, each of which must be its share of its score. */
double ledger_sum(const struct goal_outcome *g);
#endif
