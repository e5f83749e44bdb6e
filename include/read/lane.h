/* lane.h - the express lane: rows of which nothing is to be said go from their record straight into a batch. */
#ifndef KPI_READ_LANE_H
#define KPI_READ_LANE_H
#include "read/export.h"
#include "read/name_table.h"
#include "read/scan.h"

struct reading;

/* What has been learnt of a table's rows so far, frozen: the names met, and what its columns hold. Lanes may go on with what
 * was known before. */
struct lane_known {
	struct name_table *channels, *accounts, *campaigns, *metrics;
	size_t n_spellings;
	struct lane_cell { /* the cells of a wide table */
		uint32_t at;
		bool is_metric, is_wanted, is_undecided;
		sym metric;
		int64_t times;
	} * cells;
	size_t n_cells;
	struct lane_known *older;
};
/* What lanes need to know of a table; but for the last two, nothing changes while rows pass. */
struct lane_plan {
	const struct reading *r;
	bool is_open;                                        /* rows of this table may pass */
	size_t n;                                            /* fields of a row */
	int date, channel, account, campaign, metric, value; /* columns, or NO_COLUMN */
	int last_key; /* of date, channel, account and campaign the one farthest right */
	sym channel_else, account_else, campaign_else; /* of rows that do not say */
	bool needs_channel;
	uint64_t ignored;         /* cells of a row that are nobody's */
	struct lane_known *known; /* the newest */
	size_t n_long;            /* rows since that took the long way while there were more names */
};
/* What one thread keeps of the rows that passed. */
struct lane {
	const struct lane_known *known;
	struct batch *out;        /* with room for the cells of a row */
	struct input *in;         /* counts and covered days are added */
	struct date_order *order; /* what dates show of the order of day and month is added */
	const char *end;          /* of the memory that cells are in; NULL: not known */
	bool shows_stop;          /* a number like 1.5 was met: see fractions.h */
	uint32_t age;             /* what was at hand at another one is not any more */
	struct lane_date {
		struct word_pair words;
		uint32_t n;   /* of the text, at most 16; 0: free */
		uint32_t age; /* of the lane when it was read */
		int32_t first, last;
	} dates[256];
	struct lane_keys { /* of the last row */
		int32_t first;
		struct batch_keys now;
		const char *text; /* of that row, from its start to behind the delimiter of its last key */
		size_t n;         /* bytes of it; 0: not at hand */
		size_t n_marks;   /* of the index that are in it */
	} keys;
};

/* For the table at hand, its columns bound and its defaults set. */
void lane_plan(struct lane_plan *p, const struct reading *r);
void lane_clear(struct lane_plan *p);
/* A row took the long way: what a column holds that is decided now is taken up, and names that such rows brought when that
 * pays. True: the plan knows more. */
bool lane_learn(struct lane_plan *p);
void lane_begin(struct lane *l, const struct lane_known *known, struct batch *out, struct input *in,
                struct date_order *order);
/* Nobody looks for names in what was known before any more. */
void lane_forget(struct lane_plan *p);
/* Cells without a value that rows taken by `old` have in columns which were undecided then: to a row, those that are missing
 * by what is known now, and those that are nobody's. */
void lane_late(const struct lane_plan *p, const struct lane_known *old, uint64_t *missing, uint64_t *ignored);
/* Takes a row just as row_read would, if it is plain: as many fields as the header, a date, names that were met
 * before, and cells that are empty or a few digits. False: nothing was done, row_read shall look at it. */
bool lane_take(const struct lane_plan *p, struct lane *l, const struct csv_record *rec);
/* lane_alike.c: the row that scan took last and lane_take then is what others may begin like, if it is written in one line. */
void lane_keep(const struct lane_plan *p, struct lane *l, const struct scan *s, const struct csv_record *rec);
/* Takes the rows that follow for as long as they begin like that one and are plain. `first`: the line that counts as 0. */
void lane_take_alike(const struct lane_plan *p, struct lane *l, struct scan *s, uint32_t first);
#endif
