/* season.h - the share that a period had of last year, where the season can be trusted. */
#ifndef KPI_CORE_SEASON_H
#define KPI_CORE_SEASON_H
#include "data/outcome.h"

/* part of whole: days, or amounts of a figure in millionths. */
struct share {
	bool is_exact;
	int64_t micro_part, micro_whole;
	double part, whole;
};

/* The fiscal year that holds the period's first day, or one before it. */
struct period season_year(const struct facts *f, struct period p, int years_back);
/* The share of last year that the same period had, where there are two full years to trust the season by: "". Else why
 * there is none, to follow "as". */
struct str season_share(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                        struct share *share);
#endif
