/* split.h - a target for one period made from the targets of others, and for a period that is not over. */
#ifndef KPI_CORE_SPLIT_H
#define KPI_CORE_SPLIT_H
#include "data/outcome.h"

/* How a KPI's value behaves over time, which decides what may be done with its target (DESIGN 4). */
enum behaviour {
	BEHAVES_FLOW,  /* adds over time: sums, and formulas that only add sums */
	BEHAVES_SAME,  /* ratio, mean, score: the same figure whatever the period */
	BEHAVES_STOCK, /* last value */
	BEHAVES_ALONE, /* people, max, min: no other period's target says anything */
	BEHAVES__N
};
enum behaviour split_behaviour(const struct facts *f, const struct kpi *k);

struct part_of_target {
	bool has;
	bool is_exact; /* value is micro / 1e6 */
	int64_t micro;
	double value;
};

/* The figures of a row on their way to another period. */
struct draft {
	struct part_of_target target, red_line, low, high, tolerance;
	struct str how; /* "" while it is the row as written */
	const struct target *row;
};
struct draft split_read(const struct target *row);

/* False: the table gives none; how then may say why. */
bool split_year(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                struct draft *draft);
/* months: the rows of the quarter's three months, NULL where absent. As soon as one has a red line,
 * the others get their default one. */
bool split_months(const struct facts *f, struct arena *a, const struct kpi *k,
                  const struct target *const months[3], struct draft *out);
/* The period is not over by as-of: its target by the KPI's own last day. from_year: the row is the
 * year's, so that a stock's line has already been drawn. False: it has no pace; how says why. */
bool split_pace(const struct facts *f, struct arena *a, const struct kpi *k, struct period p, bool from_year,
                struct draft *draft);
/* The red line where the row has none; the target itself where `better` has no sides. */
struct part_of_target split_red_line(const struct facts *f, const struct kpi *k,
                                     struct part_of_target target);
/* (1 - red_at) of |x|: from a target to its default red line, from a band to where red begins. */
struct part_of_target split_gap(const struct facts *f, struct part_of_target x);
#endif
