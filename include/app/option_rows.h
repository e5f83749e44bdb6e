/* option_rows.h - the one table of options, and how a value is taken; for engine/app/options*.c alone. */
#ifndef KPI_APP_OPTION_ROWS_H
#define KPI_APP_OPTION_ROWS_H
#include "app/options.h"

enum option_id {
	OPT_PERIOD = 256,
	OPT_AS_OF,
	OPT_REPORT,
	OPT_RESTATE,
	OPT_OUT,
	OPT_DB,
	OPT_FAIL_ON,
	OPT_DRY_RUN,
	OPT_WAIT,
	OPT_MAX_REJECTED,
	OPT_REJECTS,
	OPT_FOR,
	OPT_ACCESSIBLE,
	OPT_PARSER,
	OPT_THREADS,
	OPT_DRAFT,
	OPT_SUMMARY,
	OPT_FORMAT,
	OPT_ROWS,
	OPT_OF,
	OPT_STALE,
	OPT_COMPANY,
	OPT_FISCAL,
	OPT_CURRENCY,
	OPT_GOAL,
	OPT_YES,
	OPT_HELP = 'h',
	OPT_VERBOSE = 'v',
	OPT_QUIET = 'q',
	OPT_VERSION = 'V'
};

struct option_row {
	const char *name;
	int id;
	const char *value;    /* name of its value in help; NULL: takes none */
	const char *env;      /* environment variable that stands in for it; NULL: none */
	const char *commands; /* those that heed it, with blanks between; NULL: all */
	const char *help;
};
extern const struct option_row option_rows[];
extern const size_t n_option_rows;
bool option_is_of(const struct option_row *row, const char *command);

/* options_value.c: take a value. False: K904 says what to write instead. */
bool option_set(struct options *o, int id, const char *value, struct diag *d);
/* Is the form of --format one of the command's? */
bool option_form_fits(const struct options *o, struct diag *d);
/* K904: what, then the value; false, for the caller to return. */
bool option_refuse(struct diag *d, const char *remedy, const char *what, const char *value);
#endif
