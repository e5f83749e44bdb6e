/* parts.h - the series that a figure is made of, and what is missing or broken among them. */
#ifndef KPI_CORE_PARTS_H
#define KPI_CORE_PARTS_H
#include "core/slice.h"

/* Owned series of one metric that pass `where`, in store_sorted order; of an opening those of the metric it opens. */
struct parts {
	const struct facts *f;
	const struct metric *def;  /* NULL: unknown */
	const struct where *where; /* NULL: all */
	const uint32_t *order;     /* the metric's run of store_sorted, other sources' series among them */
	size_t n;
};
struct parts parts_of(const struct facts *f, sym metric, const struct where *w);
/* The next series at or after *at; false: no more. Start with *at = 0. */
bool parts_next(const struct parts *p, size_t *at, uint32_t *series);

/* "linkedin acme spring_sale", or the metric's own name where it has no channel, account and campaign. */
struct str parts_label(const struct facts *f, struct arena *a, uint32_t series);

/* completeness.c: the day that a metric begins after the period's first day, so that all of it before is missing:
 * no series of it that is not long gone was there earlier. DAY_NONE: it was there, or is not there by now, or is
 * a stock, whose last cell is all it needs, or only campaigns began first, each on its own first day. */
int32_t completeness_begin(const struct parts *p, struct period period);
/* The series is no campaign of its own days: where it begins, the metric does. */
bool completeness_begins(const struct facts *f, uint32_t series);
/* Series of the parts that have no cell in the period, and their slice of it. */
struct absent {
	struct absent_series {
		uint32_t series;
		struct slice now;
	} * all;
	size_t n, cap;
};
/* Adds to *fig, whose expected and present are set, what depends on the previous period: series that were lost,
 * series long gone (which are not expected), breaks; then is_incomplete. begin: as completeness_begin says;
 * left_stale: a stock did without a series whose last cell is stale. */
void completeness_judge(const struct parts *p, const struct absent *absent, struct arena *a,
                        struct period period, int32_t begin, bool left_stale, struct figure *fig);
/* The days from begin on are under the floor of those of the period so far. */
bool completeness_is_late(const struct facts *f, struct period period, int32_t begin);
#endif
