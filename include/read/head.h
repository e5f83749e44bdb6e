/* head.h - what stands before the first row of an export: sep= line, preamble, title, header. */
#ifndef KPI_READ_HEAD_H
#define KPI_READ_HEAD_H
#include "read/csv.h"
#include "read/format_def.h"

/* Records from anywhere: a file, or the first ones of it kept in memory. */
struct records {
	bool (*next)(void *ctx, struct csv_record *rec);
	void *ctx;
};

struct head {
	struct str first_line; /* of the file, trimmed */
	struct names preamble; /* its lines, trimmed */
	struct str title;      /* stacked tables: of the first one, "" without */
	struct names
	    columns;       /* header names as written, trimmed; joined with the second header where asked */
	struct names keys; /* header_key of each of the columns */
	uint32_t line;     /* of the header; 0: the file ends before it */
	bool is_wrapped;   /* the header is one quoted field that holds a whole line */
	bool has_row;      /* the second header is missing: what stands in its place is the first row */
	struct csv_record row;
};

/* Read to the end of the header of the first table. All text is copied. */
void head_read(struct arena *a, const struct format *f, struct records in, struct head *out);
/* The same for head_judge alone: it ends where the format does not fit, whatever comes. */
void head_glance(struct arena *a, const struct format *f, struct records in, struct head *out);
/* Do head_read and head_glance give the same for both formats, whatever the records are? */
bool head_is_alike(const struct format *f, const struct format *g);
/* Stacked tables: title and header of a later one, whose first record is rec. */
void head_read_table(struct arena *a, const struct format *f, struct records in, struct csv_record *rec,
                     struct head *out);

bool record_is_blank(const struct csv_record *rec); /* no field holds anything */
/* A line of the preamble: of a stacked table, where it stands behind other rows. */
bool record_is_preamble(const struct format *f, const struct csv_record *rec);
/* "sep=," names its delimiter; 0: the line is no sep= line, or names none. */
char sep_line(struct str line, bool *is_sep);

/* head_fit.c: how far the head is from what the format is recognised by. */
struct misfit {
	size_t found, wanted; /* columns and lines */
	bool fits;            /* all of them */
};
struct misfit head_judge(const struct format *f, const struct head *h);
/* What stands before the table, which has been read, is not what the format asks for. */
bool head_lacks_lines(const struct format *f, const struct head *h);
/* No head of a single column fits the format. */
bool head_needs_two(const struct format *f);
/* What it lacks or has too much, in words; "" where it fits. */
struct str head_differs(struct arena *a, const struct format *f, const struct head *h);
#endif
