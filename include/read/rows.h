/* rows.h - a small CSV file row by row, by a table of its columns. */
#ifndef KPI_READ_ROWS_H
#define KPI_READ_ROWS_H
#include "data/told.h"
#include "data/workspace.h"
#include "read/csv.h"
#include "read/keys.h"
#include "read/sources.h"

enum column_type {
	COLUMN_ID,       /* sym: lower snake case; 0 where empty */
	COLUMN_TEXT,     /* struct str, trimmed */
	COLUMN_AMOUNT,   /* struct amount; empty, -, -- and n/a are missing */
	COLUMN_POSITIVE, /* double, more than 0; left as it is where empty */
	COLUMN_WORD,     /* an enum: one of words[first_word .. n_words); left as it is where empty */
	COLUMN_PERIOD,   /* struct period */
	COLUMN_DAY,      /* int32_t; left as it is where empty */
	COLUMN_LIST      /* struct str_list: texts parted by semicolons */
};

struct csv_column {
	const char *name;
	enum column_type type;
	bool is_required;           /* the column must be there, and each cell of it filled in */
	size_t at;                  /* where in the struct that is filled */
	const char *help;           /* one line for people */
	const char *const *words;   /* COLUMN_WORD */
	size_t first_word, n_words; /* those from first_word on may be written */
};
/* A column of a struct's field, of the same name or of another. */
#define COLUMN_OF(record, field, ...) COLUMN_AS(#field, record, field, __VA_ARGS__)
#define COLUMN_AS(title, record, field, of_type, needed, text)                       \
	{                                                                            \
		.name = title, .type = of_type, .is_required = needed, .help = text, \
		.at = offsetof(record, field)                                        \
	}
#define COLUMN_WORDS(title, record, field, needed, text, list, first, end)                        \
	{                                                                                         \
		.name = title, .type = COLUMN_WORD, .is_required = needed, .help = text,          \
		.at = offsetof(record, field), .words = list, .first_word = first, .n_words = end \
	}

struct rows {
	struct tools r;
	const struct csv_column *columns;
	size_t n_columns;
	bool tells_thousands; /* 160.000 may be meant as 160000: K102, a warning */
	struct fiscal fiscal; /* for COLUMN_PERIOD; first_month 1 where there is none */
	struct csv_table table;
	size_t *field; /* of each column; SIZE_MAX: the file does not have it */
	size_t row;    /* the one given last, an index into table.rows */
};

/* Read the file at path and its heading (columns in any order, in any case), and add it to files. Set r,
 * columns, n_columns and fiscal first. False: K901, K1xx, or K602 for a column that is missing or stands
 * twice; K104 warns of a column that is none of ours. */
bool rows_open(struct rows *rs, struct str path, struct str shown, enum input_role role,
               struct input_list *files);
/* Fill *out from the next row that is not blank. A bad cell (K101, K102, K602) or a ragged row (K103) is an
 * error; *out is left as it is there. False: no more rows. */
bool rows_next(struct rows *rs, void *out);
/* Where the cell of a column stands, in the row given last or another one. */
struct place rows_place(const struct rows *rs, size_t row, const char *column);
/* What stands in the cell of a column, in the row given last; trimmed, "" where the file has no such column. */
struct str rows_text(const struct rows *rs, const char *column);

/* The cell of a column in the row given last names something that is not there: K603 about subject, with the
 * nearest of the known names, else what to do otherwise. fmt: the message. */
void rows_unknown(const struct rows *rs, const char *column, struct str subject, struct str typed,
                  struct str_list known, struct str otherwise, const char *fmt, ...)
    __attribute__((format(printf, 7, 8)));
/* The ids of all goals, or of all KPIs. */
struct str_list rows_goal_ids(const struct rows *rs, const struct goals *goals);
struct str_list rows_kpi_ids(const struct rows *rs, const struct model *m);
/* K603, a warning: the column `department` holds none of those that the workspace lists. */
void rows_check_department(const struct rows *rs, const struct workspace *w, struct str subject,
                           struct str department);
#endif
