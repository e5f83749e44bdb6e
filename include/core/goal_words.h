/* goal_words.h - why a goal has its status, what would give it a colour, and the findings about goals. */
#ifndef KPI_CORE_GOAL_WORDS_H
#define KPI_CORE_GOAL_WORDS_H
#include "data/outcome.h"

/* Weights and scores of what a goal is judged by. The sum is of weight x (score - base), base being the first
 * score: so the mean of equal scores is that score to the last bit, and no status flips by rounding. */
struct block {
	double all, scored; /* weight taking part; of it, weight scored */
	double base, sum;
};

/* How a goal stands in the tree of business goals, and what was counted for it. */
struct standing {
	size_t up;       /* index of the nearest business goal above, SIZE_MAX: none */
	uint32_t depth;  /* business goals above it */
	bool has_child;  /* business goals below it */
	bool takes_part; /* a KPI that is no diagnostic takes part here or below */
	bool is_rollup;
	struct block evidence, leading; /* that its score is made of */
	struct block own_evidence, own_leading, own_kind[KIND__N], kind[KIND__N];
};

/* Grey, reason and lift of a goal without a colour; the remarks on one with a colour. */
void goal_words(const struct facts *f, const struct outcome *o, struct arena *a, const struct standing *s,
                struct goal_outcome *g);
/* K204 K205 K207 K213 K304. all: one a goal. */
void goal_report(const struct facts *f, const struct outcome *o, struct arena *a, const struct standing *all,
                 struct diag *d);
/* A business goal that had a score in the reported run of the period before and has none now. */
bool goal_lost(const struct goal_outcome *g);
#endif
