/* gone.h - how much of a period has gone for a figure that adds over time. */
#ifndef KPI_CORE_GONE_H
#define KPI_CORE_GONE_H
#include "data/outcome.h"

/* Why no share of the period can be said: the series of the figure speak of different stretches of it. */
enum gone_unknown {
	GONE_KNOWN,
	GONE_BY_CADENCE, /* weeks beside days or months */
	GONE_BY_WEEKDAY, /* weeks that end on different days */
	GONE_BY_REACH,   /* days up to the 15th beside months up to the 31st of the month before */
	GONE_NOTHING,    /* no week has ended yet */
	GONE__N
};
extern const char *const gone_unknown_words[GONE__N]; /* to follow "no pace:" */

/* Days up to the figure's own last day; of weeks, weeks: one lies in the period that its last day lies in, as it is kept
 * there, so a flow of weeks has had 6 of its 13 by a day that may be the 40th of 92. A series that had cells before the
 * period, and should go on, has its say before the first of them in the period is there. */
struct gone {
	enum gone_unknown unknown;
	int so_far, all;
	const char *what; /* "days", "weeks" */
};
struct gone gone_of(const struct facts *f, const struct kpi *k, struct period p, int32_t day);
#endif
