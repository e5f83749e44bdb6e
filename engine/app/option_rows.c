/* option_rows.c - every option: its name, what stands in for it, which commands heed it, and its help. */
#include "app/option_rows.h"

#include <string.h>

#define READERS "run check map explain diff export" /* commands that read the exports */

const struct option_row option_rows[] = {
	{ "period", OPT_PERIOD, "P", "KPIALIGN_PERIOD", READERS,
	  "2026-Q3, 2026-09, 2026-H2 or 2026; default: the newest complete quarter" },
	{ "as-of", OPT_AS_OF, "DAY", "KPIALIGN_AS_OF", READERS,
	  "nothing later is used (YYYY-MM-DD); default: the newest day of social data" },
	{ "report", OPT_REPORT, NULL, NULL, "run",
	  "the run becomes the reported one of its period, no draft" },
	{ "restate", OPT_RESTATE, NULL, NULL, "run",
	  "run a period that is already reported; writes ...-r2.xlsx, a draft unless with --report" },
	{ "out", OPT_OUT, "FILE", "KPIALIGN_OUT", "run", "write the scorecard here" },
	{ "db", OPT_DB, "FILE", "KPIALIGN_DB", READERS " history", "use this history" },
	{ "fail-on", OPT_FAIL_ON, "LIST", "KPIALIGN_FAIL_ON", "run diff",
	  "end with 1 when any is found: red,unlinked,unknown,stale,rejected,worse" },
	{ "dry-run", OPT_DRY_RUN, NULL, NULL, "run",
	  "write nothing; with -v print what the workbook would say" },
	{ "wait", OPT_WAIT, "SECONDS", "KPIALIGN_WAIT", READERS " history",
	  "for another run to finish; default 10" },
	{ "max-rejected", OPT_MAX_REJECTED, "SHARE", "KPIALIGN_MAX_REJECTED", READERS,
	  "rows that may be refused before a run fails, as 1% or 0.01; default 1%" },
	{ "rejects", OPT_REJECTS, "FILE", "KPIALIGN_REJECTS", "run",
	  "write what was refused here; default: rejected.csv beside the scorecard" },
	{ "for", OPT_FOR, "PART", NULL, "run",
	  "a scorecard of goal:ID or department:NAME alone; history stays as it is" },
	{ "accessible", OPT_ACCESSIBLE, NULL, NULL, "run",
	  "a scorecard for those who enlarge or hear it: one table a sheet, Arial 12, no symbols" },
	{ "parser", OPT_PARSER, "NAME", "KPIALIGN_PARSER", READERS,
	  "who reads the exports: fast, or libcsv alone; both give the same; default fast" },
	{ "threads", OPT_THREADS, "N", "KPIALIGN_THREADS", READERS,
	  "threads that read, at most 16 of one file; any number gives the same; default: one a core" },
	{ "draft", OPT_DRAFT, NULL, NULL, "detect",
	  "detect: print a first format file for an export that none fits" },
	{ "summary", OPT_SUMMARY, NULL, NULL, "run", "print the summary, as on a terminal" },
	{ "format", OPT_FORMAT, "FORM", NULL, "map history",
	  "map: text, json, or dot for Graphviz; history: text, csv or json; default text" },
	{ "of", OPT_OF, "NAME", NULL, "history", "history: this goal or KPI only" },
	{ "stale", OPT_STALE, "DAYS", NULL, "history",
	  "history: print nothing, and end with 1 where the newest report is older, as 100d" },
	{ "rows", OPT_ROWS, NULL, NULL, "explain",
	  "explain: the rows of the exports behind a figure, at most 200; with -v all" },
	{ "company", OPT_COMPANY, "NAME", NULL, "init", "init: the company's name" },
	{ "fiscal-year-starts", OPT_FISCAL, "MONTH", NULL, "init",
	  "init: month a fiscal year starts, 1 to 12" },
	{ "currency", OPT_CURRENCY, "CODE", NULL, "init", "init: three capital letters, such as EUR" },
	{ "goal", OPT_GOAL, "ID=NAME", NULL, "init", "init: a business goal; may be given several times" },
	{ "yes", OPT_YES, NULL, NULL, "init", "init: ask nothing; what is not given is an example" },
	{ "verbose", OPT_VERBOSE, NULL, NULL, NULL, "also print the summary, warnings and notes" },
	{ "quiet", OPT_QUIET, NULL, NULL, NULL, "print errors only" },
	{ "help", OPT_HELP, NULL, NULL, NULL, "print help" },
	{ "version", OPT_VERSION, NULL, NULL, NULL, "print the version" },
};
const size_t n_option_rows = sizeof option_rows / sizeof *option_rows;

bool option_is_of(const struct option_row *row, const char *command)
{
	struct str rest = str_of(row->commands != NULL ? row->commands : "");

	if (row->commands == NULL)
		return true;
	while (rest.p)
		if (str_is(str_cut(&rest, ' '), command))
			return true;
	return false;
}
