/* tally.h - what some numbers of a file come to by their metric's rule, in words, to set beside a platform's screen. */
#ifndef KPI_APP_TALLY_H
#define KPI_APP_TALLY_H
#include "data/model.h"

enum merge { MERGE_LAST, MERGE_SUM, MERGE_LARGEST }; /* several numbers of a day, which make one cell */
enum tell { TELL_BY_RULE, TELL_OPENING };

struct tally {
	enum over_time rule;
	enum tell tell;
	enum merge merge;
	uint64_t n;
	int64_t sum;
	bool overflow;      /* of the sum */
	struct tally_cell { /* where the rule does not add */
		int32_t day;
		int64_t micro;
		size_t nth; /* of those added */
	} * cells;
	size_t n_cells, cap;
};
void tally_init(struct tally *t, enum over_time rule, enum tell tell, enum merge merge);
void tally_clear(struct tally *t);
void tally_add(struct tally *t, int32_t day, int64_t micro);
/* "sum 10", "largest 994 on 2026-08-31", "opening 3 on 2026-06-30". At least one number was added. What was added is
 * put in order, and made one cell a day. */
struct str tally_words(struct arena *a, struct tally *t);
#endif
