/* reading.h - a file while it is being read; shared by export.c, table.c, the rows and those who look ahead only. */
#ifndef KPI_READ_READING_H
#define KPI_READ_READING_H
#include "read/export.h"
#include "read/lane.h"
#include "read/money.h"
#include "read/newest.h"
#include "read/pipeline.h"

/* What became of the cells of a row. */
struct fate {
	bool is_used, is_rejected, is_missing, is_unwanted;
};

struct reading {
	struct exports *x;
	const struct export_job *job;
	const struct format *f;
	struct arena *a; /* heads and columns of this file */
	struct decoder *bytes;
	struct csv *csv;
	struct input *in;     /* the ledger; a spare one where nobody asks */
	bool is_quiet;        /* scan and walk: no findings, no cells */
	bool is_scan;         /* only the covered days are asked for */
	struct day_set *days; /* of a scan whose rows may be mistyped; else NULL */
	row_fn fn;            /* walk */
	cell_fn cell;         /* walk over cells */
	void *fn_ctx;
	bool is_stopped; /* fn has seen enough */

	/* the table at hand */
	struct columns *columns;
	bool is_other; /* a table that the format does not describe */
	uint64_t other_rows;
	sym channel, account, campaign, metric; /* of rows that do not say */
	struct cell_style style;
	struct str unused; /* names of columns that hold text, of all tables (K104) */
	size_t n_unused;

	/* put */
	struct put_rules rules;
	struct put_report *report;
	enum dated dated;
	uint32_t total_line; /* of the first total row */
	uint32_t
	    undated_line; /* the same of those that no format names: they have no date and say Total or the like */
	uint64_t n_undated;
	bool said_channel; /* K117 once a file */

	const struct csv_record *whole; /* the record at hand; offset: where the table's part of it begins */
	size_t offset;
	bool is_footer; /* a footer row has ended the table */
	struct date_given given;
	uint32_t
	    unclear_line; /* of the first cell read that would be another if a comma were the decimal mark */
	uint32_t comma_line; /* of the first cell like 3,5, which is refused */
	bool said_comma;
	bool has_failed;         /* an error about the file is in diag */
	struct columns **blocks; /* tables beside each other, from left to right; mostly one */
	size_t *block_at, n_blocks;

	struct lane_plan plan; /* of the table at hand */
	struct lane lane;
	bool is_ahead; /* other threads look through what is to come */

	/* the last date read */
	char date_text[40];
	size_t n_date_text;
	int32_t date_first, date_last;
};

/* table.c: the table behind this head is the one at hand, after table_end: its columns are bound, but those that nothing maps
 * are undecided, and what is wrong with it is said. is_other: its rows are left out. */
void table_begin(struct reading *r, const struct head *head);
/* The table at hand has no more rows, if there is one: the names of its unused columns are kept for one note. */
void table_end(struct reading *r);
/* ahead.c: from the next block of the file on, other threads look for plain rows of the table at hand, if it may have any. */
void ahead_begin(struct reading *r);
/* Between two records: all rows in a row that others have found are counted, and their cells put. */
void ahead_take(struct reading *r, struct diag *d);
void ahead_end(struct reading *r);
/* A row of the table at hand: counted, its keys and cells read, put or told. */
void row_read(struct reading *r, const struct csv_record *rec);
/* renamed.c: a column that the format maps is missing, and one that it does not know looks like it (K202). */
void renamed_note(struct reading *r);
/* What of a record belongs to a table. */
struct csv_record row_part(const struct reading *r, const struct csv_record *rec, size_t block);
/* row_date.c: the days that the text of a date cell stands for. DATE_OK: *first and *last are set, and *order saw it. */
enum date_error row_days(const struct reading *r, struct str text, struct date_order *order, int32_t *first,
                         int32_t *last);
/* The same, with the last text at hand. */
enum date_error row_date(struct reading *r, struct str text, int32_t *first, int32_t *last);
/* K101 or K115 for the date in field `at`. */
void row_refuse_date(struct reading *r, const struct csv_record *rec, size_t at, enum date_error e);
/* row_events.c: what the row counts for, an event at a time. */
void row_events(struct reading *r, const struct row *row, struct fate *fate);
/* row_cells.c */
/* A value as the file has it, and what it is in the workspace's currency. */
void row_put(struct reading *r, const struct row *row, sym metric, int64_t micro, const struct money *m);
void row_value(struct reading *r, const struct row *row, size_t at, sym metric, int64_t times,
               struct fate *fate);
void row_cover(struct reading *r, const struct row *row);
/* The cells of a row whose keys are known; the row is counted as used, rejected or left, and its days as covered
 * unless all it holds is refused. While scanning no cell goes anywhere. */
void row_cells(struct reading *r, const struct row *row);
/* What the batch holds goes to the store, perhaps while reading goes on. */
void row_flush(struct reading *r);
/* The same at the end of a file: all of it is in the store then. */
void row_flush_last(struct reading *r);
/* A rejected cell or row: field i of rec. Nothing while quiet. */
void row_reject(struct reading *r, const struct csv_record *rec, size_t i, const char *code,
                struct str remedy, const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* Is the metric among those the source asks for? */
bool metric_is_wanted(const struct reading *r, sym metric);
/* A field, or nothing where there is no such column. */
struct str row_field(const struct csv_record *rec, int column);
#endif
