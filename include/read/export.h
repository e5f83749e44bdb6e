/* export.h - one export file through its format: into the store, or only walked over. */
#ifndef KPI_READ_EXPORT_H
#define KPI_READ_EXPORT_H
#include "data/series.h"
#include "read/columns.h"
#include "read/currencies.h"
#include "read/fractions.h"
#include "read/date_order.h"

struct pipeline; /* pipeline.h */
struct rejects;  /* rejects.h */
struct rates;    /* data/rates.h */
struct money;    /* money.h */

/* Spellings in the order in which they were first met, for whoever looks at files on behalf of another (source_team.c):
 * that one meets them again. */
struct name_log {
	struct name_met {
		size_t file;
		enum name_kind { NAME_CHANNEL, NAME_ACCOUNT, NAME_CAMPAIGN, NAME_METRIC } kind;
		struct str spelling; /* lives as long as the exports */
	} * all;
	size_t n, cap;
	size_t file; /* the one at hand */
};

/* What all files of a run share. */
struct exports {
	struct arena *scratch; /* reset after every finding and new name */
	struct intern *names;
	const struct workspace *w;
	const struct model *m;
	struct store *st;
	struct posts *posts;
	struct diag *d;
	enum parser parser;
	const struct rates *rates; /* NULL: none */
	struct rejects *rejects;   /* every rejected cell goes here too; may be NULL */
	struct name_cache *channels, *accounts, *campaigns, *metrics;
	struct name_log *log; /* NULL: nobody asks */
	struct batch batch;
	struct pipeline *pipeline;  /* takes cells to st and looks ahead; NULL: no thread but this one */
	size_t block;               /* bytes of a file gone through at a time; 0: what is best */
	struct currencies met;      /* where the workspace names no currency */
	struct date_order order;    /* of the file at hand */
	struct fractions fractions; /* of the source at hand */
	struct str file;            /* the one at hand, as shown */
	uint32_t comma_line,
	    unclear_line;     /* of the file read last: of the first cell like 3,5, and like 48.000; 0 */
	struct day_set *days; /* empty; of the file at hand while export_scan asks for them */
	void (*tick)(void *ctx, uint64_t bytes); /* bytes of the file at hand read so far; may be NULL */
	void *tick_ctx;
};
void exports_init(struct exports *x, struct arena *a, struct intern *names, const struct workspace *w,
                  const struct model *m, struct store *st, struct posts *posts, struct diag *d);
void exports_clear(struct exports *x);
void exports_meet(struct exports *x, const struct name_met *name);

/* One file to read. */
struct export_job {
	const char *path;
	struct str shown;
	const struct str *held; /* all bytes of the file; NULL: they are read from it */
	const struct format *format;
	char delimiter;
	const struct source *source;
	uint16_t source_index;
};

/* What the keys of a row say. */
struct row {
	const struct csv_record
	    *rec; /* of the table: where tables stand beside each other, a part of whole */
	const struct csv_record *whole; /* as the file has it */
	size_t offset;                  /* of the part */
	struct csv *csv;
	const struct columns *columns;
	int32_t first, day; /* the days it stands for: it is kept on the last one */
	sym channel, account, campaign;
	sym metric; /* long tables; else 0 */
	uint64_t id_hi, id_lo;
};

struct day_set;
enum { LATE_DAYS = 4 };
struct export_span {
	uint64_t rows;
	int32_t first, last;     /* covered days; DAY_NONE */
	int32_t newest;          /* the last day, for the caller to set otherwise where that is mistyped */
	int32_t late[LATE_DAYS]; /* of rows that may be (newest.h): the last days, latest first */
	size_t n_late;
	uint64_t digest_hi, digest_lo, bytes;
};

/* How the rows of the file meet those of others. */
struct put_rules export_rules(const struct export_job *job);
/* Rows and covered days, without a finding: the first of two readings. False: it cannot be read to its
 * end. */
bool export_scan(struct exports *x, const struct export_job *job, struct day_set *days,
                 struct export_span *out);
/* Tell fn every row that has its keys, without a finding, until it returns false. */
typedef bool (*row_fn)(void *ctx, const struct row *row);
void export_walk(struct exports *x, const struct export_job *job, row_fn fn, void *ctx);
/* Tell fn every cell that export_read would put, without a finding: `original` as the file has it, in the unit of the
 * metric; money tells what it became. Metric 0: an event's record that gives no value (any more). */
typedef void (*cell_fn)(void *ctx, const struct row *row, sym metric, int64_t original,
                        const struct money *money);
void export_walk_cells(struct exports *x, const struct export_job *job, cell_fn fn, void *ctx);
/* Put the rows into the store (or the posts). The ledger of in is filled, *report what the store said (put_report_clear).
 * False: the file could not be read to its end, and diag says why; the ledger then holds what was read. */
bool export_read(struct exports *x, const struct export_job *job, struct input *in,
                 struct put_report *report);

/* K111: one error for the file, at its first conflict, with how many there are and the unread column that tells the rows
 * apart (the file is read again); the others are notes. */
void same_cell_explain(struct exports *x, const struct export_job *job, const struct put_report *report);
/* Of a file that gives cells twice with the same value: are amounts of one currency among them that differ before they
 * are converted? K111, an error for each, and false. The file is read again. */
bool same_money_check(struct exports *x, const struct export_job *job);
#endif
