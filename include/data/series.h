/* series.h - the day-level store behind every number. */
#ifndef KPI_DATA_SERIES_H
#define KPI_DATA_SERIES_H
#include "data/batch.h"
#include "data/wide.h"
#include "data/workspace.h"

struct series {          /* one metric of one channel, account and campaign, from one source */
	uint16_t source; /* index into workspace.sources */
	sym channel, account, campaign, metric;
	enum every every;
	enum grain grain; /* GRAIN_DAY, or the grain of the posts and events folded into it */
	bool is_sparse;   /* a covered day without a cell is 0 (events, folded posts, sparse: true) */
	bool is_owner;    /* false: another source owns channel, account, campaign and metric (K119) */
	int32_t first_day, last_day; /* of its cells; DAY_NONE while empty */
	uint32_t n_cells;
};

struct store;
struct store *store_new(void);
void store_free(struct store *st);

/* How the store deals with the rows of one file. */
struct put_rules {
	uint16_t source;
	enum every every;
	enum grain grain; /* GRAIN_DAY for store_put; posts_put is told the others */
	bool is_sparse;
	enum same_cell same_cell;
	enum fold {
		FOLD_NOT,
		FOLD_MAX,
		FOLD_MIN
	} fold; /* of values that do not add: beats same_cell within a file */
};

/* What a batch, or a whole file, did. Sums are of all metrics together, in millionths, and only for K112/K111 texts. What
 * a replaced cell became is what it is after all that the file says of it (same_cell: sum or last). Of posts, and where
 * same_cell is said, none is counted as some or apart. */
struct put_report {
	uint64_t cells_new, cells_same_file_equal /* given twice, same value: a note */,
	    cells_replaced /* by a later file */, cells_differed /* of those replaced */,
	    cells_some /* of those replaced, that are not 0 both times */,
	    cells_apart /* of those, by more than half of the larger, which is 10 or more */,
	    cells_conflict /* given twice in one file with another value */;
	wide_sum sum_before, sum_after;  /* of the replaced cells */
	int32_t apart_first, apart_last; /* the days between which cells_apart lie */
	bool overflow; /* a cell of SAME_CELL_SUM does not fit, as far as the file is read: K307 */
	struct put_conflict {
		uint32_t line, first_line;
		sym channel, account, campaign, metric;
		int32_t day, first_day;   /* of the two values; they differ in post grain alone */
		bool has_kept, has_other; /* false: its record has no value of the metric */
		int64_t kept, other;
	} * conflicts; /* in the order of the file; first_line: 0 where it is not known any more */
	size_t n_conflicts, cap_conflicts; /* of more than CONFLICTS_MOST only cells_conflict tells */
};
enum { CONFLICTS_MOST = 1000 };
void put_report_clear(struct put_report *r); /* frees the conflicts; the counts stay */

/* A new file begins: later cells replace those of earlier files of the same source, but meet each other as K111. */
void store_begin_file(struct store *st);
/* Put a batch; *report is added to. On a conflict the first value stays (the run stops on the error). */
void store_put(struct store *st, const struct batch *b, const struct put_rules *r, struct put_report *report);
/* Memory that puts to come will write to, *bytes of it, for another thread to make ready (mem_ready); told once. NULL: none. */
void *store_next_room(struct store *st, size_t *bytes);

size_t store_count(const struct store *st);
const struct series *store_series(const struct store *st, size_t i); /* valid until the next store_put */

/* The indexes of all series sorted by (metric, channel, account, campaign) text and source: the order to show. */
const uint32_t *store_sorted(struct store *st, const struct intern *names, size_t *n);

/* Decide ownership: of series alike but for source the first source owns (is_owner). Where that is a table of a window,
 * tables of other windows own theirs too: each counts for its own period alone. w may be NULL: no windows. Call once,
 * after reading. */
void store_settle(struct store *st, const struct workspace *w);

/* One cell; false: missing (a sparse series is not filled in here). */
bool store_get(const struct store *st, size_t i, int32_t day, int64_t *micro);

struct span_total { /* cells of one series from..to */
	uint32_t n;
	bool overflow; /* sum does not fit: sum is then undefined */
	int64_t sum, first, last, max, min;
	int32_t first_day, last_day;
};
struct span_total store_total(const struct store *st, size_t i, int32_t from, int32_t to);
/* Which of the days from..to have a cell. Looks at no cell, and so takes a fraction of store_total. */
struct span_days {
	uint32_t n;
	int32_t first, last; /* DAY_NONE: n is 0 */
};
struct span_days store_days(const struct store *st, size_t i, int32_t from, int32_t to);
/* A stretch of days by its months, worked out once for many series. */
enum { SPAN_MONTHS = 13 };
struct month_span {
	int first, n;
	int32_t begin[SPAN_MONTHS]; /* first day of the month */
	uint32_t days[SPAN_MONTHS]; /* of it that lie in the stretch, as bits */
	bool is_cut_short;          /* the stretch has more months than that */
};
struct month_span store_span(int32_t from, int32_t to);
/* What the cells of a series in it add up to: all of store_total that a sum needs, for less. */
struct month_sums {
	uint32_t n;
	uint32_t months; /* bit m: there is a cell in month m of the span */
	bool overflow;   /* sum does not fit: it is then undefined */
	int64_t sum;
	int32_t last_day; /* DAY_NONE: n is 0 */
};
struct month_sums store_months(const struct store *st, size_t i, const struct month_span *span);
/* How large its cells in some months of the span are, without their signs; INT64_MAX: more than fits. */
int64_t store_size(const struct store *st, size_t i, const struct month_span *span, uint32_t months);
/* Which of its days have a cell: store_days over the months of a span that is not cut short, for less. */
struct span_days store_span_days(const struct store *st, size_t i, const struct month_span *span);
/* These series will be asked for again and again: their months from..to are added up once and kept for store_months, 12
 * bytes each. This makes the room; the sums are made by store_keep_part for each of 0 .. the number given back - 1, by any
 * threads at once, before the store is asked for anything. Best asked for in the order given here. Cells that are put later
 * are not seen until all is forgotten again. */
size_t store_keep(struct store *st, const uint32_t *series, size_t n, int32_t from, int32_t to);
void store_keep_part(struct store *st, size_t part);
void store_forget(struct store *st); /* what was kept last, and is still */
/* The totals of n series in these days will be asked for soon: their cells are called for. */
enum { STORE_CALL = 32 }; /* a good n */
void store_call(const struct store *st, const uint32_t *series, size_t n, int32_t from, int32_t to);
/* The last day from..to that has a cell; DAY_NONE: none has. Looks at no cell. */
int32_t store_newest(const struct store *st, size_t i, int32_t from, int32_t to);

/* Values of several posts on one day that do not add (people): the cell holds the largest, and this gives what the
 * posts leave open: the sum of all of them (people at most) and the smallest. False: series i has no such days. */
struct far_end {
	bool overflow;
	int64_t sum, min;
};
bool store_far(const struct store *st, size_t i, int32_t from, int32_t to, struct far_end *out);

struct page;
/* Walk the cells of series i from..to in day order, while none is added. */
struct cell_walk {
	const struct store *st;
	size_t i;
	int32_t from, to;
	int month, end;          /* the next to look at, and the one behind the last */
	const struct page *page; /* of the month before, which starts on `first` */
	int32_t first;
	uint32_t left; /* its days to come */
};
void store_walk(struct cell_walk *w, const struct store *st, size_t i, int32_t from, int32_t to);
bool store_next(struct cell_walk *w, int32_t *day, int64_t *micro);

/* Days that the files of a source cover: ranges, merged, sorted. Sparse series are 0 on covered days. */
void store_cover(struct store *st, uint16_t source, int32_t first, int32_t last);
bool store_covers(const struct store *st, uint16_t source, int32_t day);
uint32_t store_covered_days(const struct store *st, uint16_t source, int32_t from, int32_t to);

/* posts.c: post and event grain, one record an id. */
struct posts;
struct posts *posts_new(void);
void posts_free(struct posts *p);
void posts_begin_file(struct posts *p);
/* Rows of a batch with ids. A cell of metric 0 alone stands for a record without values. All cells of one record come next
 * to each other (same line) and in one batch. A later file's record with the same (source, channel, id) replaces the whole
 * earlier record (K112 counts in report, in cells); the same id twice in one file: equal records are a note, different ones
 * a conflict (K111). */
void posts_put(struct posts *p, const struct batch *b, const struct put_rules *r, struct put_report *report);
size_t posts_count(const struct posts *p); /* records */
/* posts_fold.c: at the end every record's values go to the series of its day. Values on one day of one series are added
 * (checked: false on overflow); those of a metric that has no sum over time (people) are not: see store_far. */
bool posts_fold(struct posts *p, struct store *st, const struct model *m);
/* Posts of one day are a stretch of time within one part: what adds over time adds here too, people do not. */
bool posts_add_up(const struct model *m, sym metric);
#endif
