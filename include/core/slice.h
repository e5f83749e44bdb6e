/* slice.h - one series over one period: its cells, its value, how complete and how fresh it is. */
#ifndef KPI_CORE_SLICE_H
#define KPI_CORE_SLICE_H
#include "data/outcome.h"

/* What a series has in a stretch of days. The covered days that a sparse series has no cell on are 0 and counted
 * in where its metric is a sum or a mean over time; else it is read as it stands. */
struct cells {
	uint32_t n;    /* days with a value; 0: nothing below counts */
	bool overflow; /* sum does not fit */
	bool
	    has_far; /* several posts a day of what does not add: the days' sum and smallest value are far's */
	struct far_end far;
	int64_t sum, first, last, max, min;
	int32_t first_day, last_day;
};
struct cells cells_of(const struct facts *f, uint32_t series, int32_t from, int32_t to);
/* Is there any? The same as cells_of(...).n > 0, for less. */
bool cells_any(const struct facts *f, uint32_t series, int32_t from, int32_t to);
/* The same as cells_of with those days counted in by any rule: the days that the series speaks of. */
struct cells cells_spoken(const struct facts *f, uint32_t series, int32_t from, int32_t to);
/* Both stretches together; b is later than a. */
struct cells cells_join(const struct cells *a, const struct cells *b);

/* A value, or the bounds it lies in, or (neither) nothing. */
struct value {
	bool has, has_bounds, overflow;
	bool is_exact; /* number is micro / 1e6; a mean's micro is rounded */
	int64_t micro, low, high;
	double number;
};
/* The cells rolled up by the metric's rule over time (m NULL: unknown, summed). is_whole: the only
 * cell speaks of the whole stretch, which gives what cannot be rolled up its one value. Opening is
 * taken as last: the cells are those before the period. A median of several cells: bounds; see median_of. */
struct value cells_roll(const struct metric *m, const struct cells *c, bool is_whole);

/* median.c: the median of the series' cells c, which are those of from..to. Of several posts a day: bounds. */
struct value median_of(const struct facts *f, uint32_t series, const struct metric *m, const struct cells *c,
                       int32_t from, int32_t to);

struct slice {
	uint32_t n_cells; /* those the value is made of; a stock's may lie before the period */
	struct value value;
	uint32_t expected, present;
	int32_t newest; /* newest day with a value up to as-of, perhaps before the period; DAY_NONE */
	bool is_stale;  /* newest is older than two cadences */
	bool is_closed; /* its account was closed before the end of the period so far */
	bool is_window; /* from a table without dates: its window is the period, or it has no cells here */
	bool is_plain;  /* nothing but days that add up: `months` tells where it has cells */
	uint32_t months;
};

/* A metric (NULL: unknown) cut to a period: what all its slices have in common, worked out once. */
struct cut {
	const struct facts *f;
	const struct metric *m;
	struct period p;
	int32_t to;             /* slice_to */
	bool adds;              /* a sum over time, and the period has begun */
	int32_t fresh;          /* the earliest day that is not stale for a series by the day */
	struct month_span span; /* of p.first..to */
};
struct cut cut_of(const struct facts *f, const struct metric *m, struct period p);
/* The days whose cells count in the period, which a cell is never spread over: of a table without dates its window,
 * where that is the period; of quarters those that lie in it; else all days up to as-of. False: none do. */
bool slice_days(const struct facts *f, const struct metric *m, uint32_t series, struct period p,
                int32_t *from, int32_t *to);
struct slice slice_roll(const struct cut *c, uint32_t series);
/* The value of a plain series: what its cells add up to. */
struct value slice_sum(const struct month_sums *t);
/* Its value alone, for less. */
struct value slice_value(const struct cut *c, uint32_t series);
/* The first day up to `to` that the series speaks of: of its first cell, or the first that the source of a
 * sparse one covers; DAY_NONE: it does not speak yet. */
int32_t slice_begin(const struct facts *f, uint32_t series, int32_t to);
/* Cells are expected from the period's first day on, not only from the series' own. */
void slice_expect_all(const struct cut *c, uint32_t series, struct slice *s);

/* The last day of the period that may be used: its own, or as-of. */
int32_t slice_to(const struct facts *f, struct period p);
/* The day that data should reach for it: the same, less the days that as-of was moved on by. */
int32_t slice_fresh_to(const struct facts *f, struct period p);
/* The stretch holds one cell, and it speaks of all of from..to (or is a window's). */
bool slice_is_whole(const struct facts *f, uint32_t series, const struct cells *c, int32_t from, int32_t to);
/* It had cells before the period, none longer ago than two cadences, and nothing says that there will be no more: it is no
 * window, no campaign, and its account is open. For a series without a cell in the period. */
bool slice_is_due(const struct facts *f, uint32_t series, struct period p);
bool slice_has_window(const struct facts *f, uint32_t series);
enum over_time slice_rule(const struct metric *m);
#endif
