/* format_def.h - the parts of a format; only engine/read/ that applies formats looks inside. */
#ifndef KPI_READ_FORMAT_DEF_H
#define KPI_READ_FORMAT_DEF_H
#include "read/date_form.h"
#include "read/format.h"

/* Header names are compared as keys: trimmed, ASCII lower case, runs of white space one space. */
struct str header_key(struct arena *a, struct str name);

struct names { /* header keys, or globs over text */
	const struct str *all;
	size_t n;
};

struct column_rule {    /* a line of `metrics` (metric set) or `ignore` (reason set) */
	struct str key; /* may hold * and ? */
	struct str metric, reason;
	int64_t times; /* the cell's value times this many millionths */
	struct place at;
};

struct name_rule {            /* where a row's channel, account, campaign, metric, value or id comes from */
	struct names columns; /* the first of these that the file has */
	bool from_title;
	struct str constant; /* where neither the row, the title nor the source says it */
};

struct condition {         /* the cell of a column is one of these, case aside */
	struct str column; /* header key */
	struct names any;
};

struct event_rule { /* what a row of an event table counts for, on the day of its own */
	struct str metric;
	const struct condition *when; /* all must hold */
	size_t n_when;
	struct names date; /* columns; the first that the file has. An empty cell: the event did not happen */
	struct names value; /* columns; none: 1 is counted */
	struct place at;
};

/* What the name of the file says: a pattern with * and ?, in which {} is what is taken. */
enum from_file { FILE_CHANNEL, FILE_ACCOUNT, FILE_CAMPAIGN, FILE_START, FILE_END, FROM_FILE__N };

struct total_rule {        /* rows that hold a total of others (K114) */
	struct str column; /* header key */
	struct str equals;
};

struct text_pair {
	struct str key, to;
};

enum second_header { SECOND_NONE, SECOND_SKIP, SECOND_JOIN, SECOND_APART, SECOND__N };

struct format {
	struct str name, title, skip;
	struct place at;
	struct names columns, any_of, none_of;            /* recognise: header keys */
	struct str first_line, preamble_line, title_line; /* recognise: globs, "" for any */
	struct str encoding;
	struct str delimiters; /* each byte one, in the order tried */
	struct str preamble;   /* lines that begin so stand before the header */
	int header;            /* the header is this line, from 1, after preamble and blank lines */
	enum second_header second_header;
	bool is_stacked, is_beside, is_sparse;
	enum grain grain;
	enum every every; /* EVERY_DEFAULT: day */
	enum dated dated;
	struct name_rule date, id, channel, account, campaign, metric, value, currency;
	const struct date_form **date_forms;
	size_t n_date_forms;
	struct num_style numbers;
	bool has_numbers;     /* the format says so itself */
	struct names missing; /* marks, compared without case; empty cells always are */
	const struct total_rule *totals;
	size_t n_totals;
	const struct column_rule *rules; /* metrics in the order written, then ignore */
	size_t n_rules;
	const struct text_pair *title_channels, *title_metrics;
	size_t n_title_channels, n_title_metrics;
	const struct event_rule *events;
	size_t n_events;
	struct str from_file[FROM_FILE__N]; /* "": it does not say */
	struct str start_line,
	    end_line;         /* what the lines begin with that name the file's first and last day */
	struct names footers; /* globs: a row whose first text is like one ends the table */
	const struct text_pair *definitions; /* metric, and what the platform counts as it */
	size_t n_definitions;
};

/* One format file: text is what stands in it, shown its name for findings. NULL: K6xx is reported. */
const struct format *format_parse(struct arena *a, struct str shown, struct str text, struct diag *d);
/* The rule for a column: an exact name before a pattern, patterns with more text before those with less,
 * earlier lines before later ones; NULL: none. *rank is its place in rules. */
const struct column_rule *format_rule(const struct format *f, struct str key, size_t *rank);
/* The metric of a rule for a column; the * of a metric is what the first * of the pattern stands for. */
struct str format_rule_metric(struct arena *a, const struct column_rule *rule, struct str key);
/* What the name of the file says; "": nothing. */
struct str format_read_name(const struct format *f, enum from_file what, struct str path);
/* The first and last day that the name of the file and the lines above the header say; those it does not
 * say are left as they are. */
void format_read_days(const struct format *f, struct str path, const struct names *lines, int32_t *first,
                      int32_t *last);
/* What the platform counts as the metric; "": the format does not say. */
struct str format_definition(const struct format *f, struct str metric);
/* What a table's title says: channel ("": it names none) and the metric as the export or the format
 * calls it. */
void format_read_title(const struct format *f, struct arena *a, struct str title, struct str *channel,
                       struct str *metric);
#endif
