/* bridge_walk.h - a bridge while it is drawn: the terms of a goal's score, changed step by step from then to now. */
#ifndef KPI_CORE_BRIDGE_WALK_H
#define KPI_CORE_BRIDGE_WALK_H
#include "core/bridge.h"

/* One KPI or goal below, then and now. */
struct bridge_item {
	struct str id;
	bool is_goal;
	const struct past_term *then;
	const struct ledger_term *now;
	bool is_in;           /* of the mean as it stands on the way */
	double weight, score; /* weight: as it was given; KPIs of a goal above share own_weight by it */
};

struct bridge_walk {
	const struct facts *f;
	struct arena *a;
	struct goal_outcome *g;
	const struct past_run *run;
	struct bridge_item *items;
	size_t n;
	struct bridge_step *steps;
	size_t n_steps;
	double mean;
	double own_weight; /* of the goal's own KPIs together, beside the goals below it */
};

/* Everyone who was a term of the goal's score in w->run or is one now; those of then are in the mean. */
void bridge_list_items(struct bridge_walk *w, struct str goal);
/* The weighted mean of those that are in it (0-100), as docs/scoring.md has it for a goal. */
double bridge_mean(const struct bridge_walk *w);
double bridge_weight_now(const struct bridge_item *it);
/* What the KPIs weighed together then; that of now where no goal stood beside them to tell it by. */
double bridge_own_weight_then(const struct bridge_walk *w);
/* Points the roll-up took off then. */
double bridge_held_then(const struct bridge_walk *w, struct str goal);
#endif
