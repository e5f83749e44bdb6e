/* lane.h - the express lane: rows of which nothing is to be said go from their record straight into a batch. */
#ifndef KPI_READ_LANE_H
#define KPI_READ_LANE_H
#include "read/export.h"
#include "read/name_table.h"

struct reading;

/* What a lane needs to know of a table; only read while rows pass. */
struct lane_plan {
	const struct reading *r;
	bool is_open;                                        /* rows of this table may pass */
	size_t n;                                            /* fields of a row */
	int date, channel, account, campaign, metric, value; /* columns, or NO_COLUMN */
	int last_key; /* of date, channel, account and campaign the one farthest right */
	sym channel_else, account_else, campaign_else; /* of rows that do not say */
	bool needs_channel;
	struct lane_cell { /* the cells of a wide table */
		uint32_t at;
		bool is_metric, is_wanted, is_undecided;
		sym metric;
		int64_t times;
	} * cells;
	size_t n_cells, cap_cells;
	uint64_t ignored; /* cells of a row that are nobody's */
	struct name_table *channels, *accounts, *campaigns, *metrics;
	size_t n_known; /* spellings when the tables were made */
	size_t n_long;  /* rows since that took the long way while there were more */
};
/* What one thread keeps of the rows that passed. */
struct lane {
	struct batch *out; /* with room for the cells of a row */
	struct input *in;  /* counts and covered days are added */
	bool shows_stop;   /* a number like 1.5 was met in the file: see fractions.h */
	struct lane_date {
		struct word_pair words;
		uint32_t n; /* of the text, at most 16; 0: free */
		int32_t first, last;
	} dates[256];
	struct lane_keys { /* of the last row */
		int32_t first, day;
		sym channel, account, campaign;
		size_t n;      /* bytes of the row up to the end of its last key; 0: not at hand */
		uint64_t tail; /* the last 8 of them */
		bool is_kept;  /* all of them are in text */
		char text[64];
	} keys;
};

/* For the table at hand, its columns bound and its defaults set. */
void lane_plan(struct lane_plan *p, const struct reading *r);
void lane_clear(struct lane_plan *p);
/* A row took the long way: names that such rows brought are taken up, when that pays. */
void lane_learn(struct lane_plan *p);
void lane_begin(struct lane *l, struct batch *out, struct input *in);
/* Takes a row just as row_read would, if it is plain: as many fields as the header, a date, names that were met
 * before, and cells that are empty or a few digits. False: nothing was done, row_read shall look at it. */
bool lane_take(const struct lane_plan *p, struct lane *l, const struct csv_record *rec);
#endif
