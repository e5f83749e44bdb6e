/* options.h - the command line: one table of commands, one of options. */
#ifndef KPI_APP_OPTIONS_H
#define KPI_APP_OPTIONS_H
#include <stdio.h>
#include "base/day.h"
#include "base/diag.h"
#include "read/parser.h"

/* Exit codes (DESIGN 11, sysexits.h). */
enum {
	EXIT_DONE = 0,
	EXIT_MATCHED = 1,
	EXIT_USAGE = 64,
	EXIT_BAD_DATA = 65,
	EXIT_NO_INPUT = 66,
	EXIT_BUG = 70,
	EXIT_NO_CREATE = 73,
	EXIT_IO = 74,
	EXIT_AGAIN = 75,
	EXIT_BAD_MODEL = 78
};

/* --fail-on: what ends a finished run with code 1. */
enum {
	FAIL_RED = 1,
	FAIL_UNLINKED = 2,
	FAIL_UNKNOWN = 4,
	FAIL_STALE = 8,
	FAIL_REJECTED = 16,
	FAIL_WORSE = 32
};

enum form { FORM_TEXT, FORM_JSON, FORM_DOT, FORM_CSV };

enum { MAX_GOALS_GIVEN = 64 };

/* What `init` is told instead of asking. */
struct init_answers {
	const char *company, *currency;    /* NULL: not given */
	int fiscal_year_starts;            /* 0: not given */
	struct str goals[MAX_GOALS_GIVEN]; /* "id=Name" */
	size_t n_goals;
	bool is_yes; /* nothing is asked */
};

struct options {
	const struct command *command; /* NULL: help or version was asked for */
	struct str name;               /* explain NAME, export TABLE, diff WHAT, init DIR */
	const char **files;
	size_t n_files;                                             /* detect FILE... */
	const char *workspace;                                      /* default "." */
	const char *period, *out, *db, *rejects, *part /* --for */; /* NULL: not given */
	bool has_as_of;
	int32_t as_of;
	int wait;            /* seconds, default 10 */
	enum parser parser;  /* --parser */
	size_t n_threads;    /* --threads; 0: as many as the machine runs at once */
	double max_rejected; /* share of rows, default 0.01 */
	unsigned fail_on;
	bool is_report, is_restate, is_dry_run, is_quiet, wants_help, wants_version, wants_summary,
	    is_accessible;
	int verbose;
	enum form form; /* --format */
	const char *of; /* --of NAME; NULL: not given */
	bool has_stale;
	int32_t stale_days; /* --stale 100d */
	bool wants_rows;    /* --rows */
	bool wants_draft;   /* --draft */
	struct init_answers init;
};

struct command {
	const char *name, *usage, *help;
	int (*run)(const struct options *o, struct arena *a, struct diag *d); /* gives the exit code */
	bool takes_name, takes_files, takes_workspace;
};
extern const struct command commands[];
extern const size_t n_commands;

/* Read the command line; options not given come from the environment (KPIALIGN_PERIOD ...). False: diag says why (64). */
bool options_read(struct options *o, struct arena *a, int argc, char **argv, struct diag *d);
void options_help(FILE *to, const struct command *c); /* c NULL: all commands */
#endif
