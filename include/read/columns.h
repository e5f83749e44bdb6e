/* columns.h - the columns of a table: what each is read as. */
#ifndef KPI_READ_COLUMNS_H
#define KPI_READ_COLUMNS_H
#include "read/cell.h"
#include "read/head.h"
#include "read/name_cache.h"

enum column_use {
	USE_KEY, /* date, id, channel, account, campaign, metric, value, currency */
	USE_METRIC,
	USE_UNDECIDED, /* neither mapped nor ignored, and no value seen yet */
	USE_IGNORED,   /* the format says so, with its reason */
	USE_REPEATED,  /* the same metric is read from another column */
	USE_TEXT,      /* neither mapped nor ignored, and it holds no numbers: K104 */
};

struct column {
	struct str name, key;
	enum column_use use;
	sym metric;
	int64_t times;
	bool is_wanted;   /* the source's `metrics:` lets it through */
	size_t rank;      /* of its rule: the lowest reads a metric that several columns give */
	uint32_t instead; /* USE_REPEATED: the column that is read */
	uint32_t stops,
	    commas; /* cells with a comma whose decimal mark is a full stop or that comma, where nothing is declared */
};

enum { NO_COLUMN = -1 };

struct event_columns { /* where an event of the format stands in this table */
	const struct event_rule *rule;
	sym metric;
	int date, value; /* or NO_COLUMN: nothing, 1 */
	int *when;
	bool is_there; /* all its columns are */
	bool is_wanted;
};

struct columns {
	struct column *all;
	size_t n;
	int date, id, channel, account, campaign, metric, value, currency; /* or NO_COLUMN */
	int *totals;     /* the column of each total rule of the format */
	uint32_t *cells; /* the columns that are USE_METRIC or USE_UNDECIDED, in order */
	size_t n_cells;
	struct event_columns *events; /* those of one date column next to each other */
	size_t n_events;
};

/* Bind the columns of a header. metrics: spelling to canonical name; is_wanted tells by metric. */
void columns_bind(struct arena *a, const struct format *f, const struct names *header,
                  struct name_cache *metrics, struct columns *out);

struct column_sample { /* values of a column; missing and damaged cells tell nothing about it */
	unsigned numbers, others;
};
void column_sample_add(struct column_sample *v, const struct cell_style *s, struct str cell);
/* Settle a column that is undecided: more than half of its values are numbers, and it has a name, or it is text.
 * False: it is undecided still, because the sample holds no value. */
bool column_decide(struct column *c, const struct column_sample *v);
/* Would it be settled the same way, whatever so many values more are? */
bool column_is_sure(const struct column *c, const struct column_sample *v, size_t n_more);
bool columns_undecided(const struct columns *c); /* is any? */
/* Columns that hold text and are not used, as a list of names; *n is their number. */
struct str columns_unused(struct arena *a, const struct columns *c, size_t *n);
/* The column that gives a metric: the value column of a long table. */
size_t columns_of(const struct columns *c, sym metric);
#endif
