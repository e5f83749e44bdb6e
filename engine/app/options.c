/* options.c - the command line and its help, from one table. */
#include "app/options.h"

#include <assert.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

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

static const struct option_row {
	const char *name;
	int id;
	const char *value; /* name of its value in help; NULL: takes none */
	const char *env;   /* environment variable that stands in for it; NULL: none */
	const char *help;
} rows[] = {
	{ "period", OPT_PERIOD, "P", "KPIALIGN_PERIOD",
	  "2026-Q3, 2026-09, 2026-H2 or 2026; default: the newest complete quarter" },
	{ "as-of", OPT_AS_OF, "DAY", "KPIALIGN_AS_OF",
	  "nothing later is used (YYYY-MM-DD); default: the newest day of social data" },
	{ "report", OPT_REPORT, NULL, NULL, "the run becomes the reported one of its period, no draft" },
	{ "restate", OPT_RESTATE, NULL, NULL, "run a period that is already reported; writes ...-r2.xlsx" },
	{ "out", OPT_OUT, "FILE", "KPIALIGN_OUT", "write the scorecard here" },
	{ "db", OPT_DB, "FILE", "KPIALIGN_DB", "use this history" },
	{ "fail-on", OPT_FAIL_ON, "LIST", "KPIALIGN_FAIL_ON",
	  "end with 1 when any is found: red,unlinked,unknown,stale,rejected,worse" },
	{ "dry-run", OPT_DRY_RUN, NULL, NULL, "write nothing; with -v print what the workbook would say" },
	{ "wait", OPT_WAIT, "SECONDS", "KPIALIGN_WAIT", "for another run to finish; default 10" },
	{ "max-rejected", OPT_MAX_REJECTED, "SHARE", "KPIALIGN_MAX_REJECTED",
	  "rows that may be refused before a run fails, as 1% or 0.01; default 1%" },
	{ "rejects", OPT_REJECTS, "FILE", "KPIALIGN_REJECTS",
	  "write what was refused here; default: rejected.csv beside the scorecard" },
	{ "for", OPT_FOR, "PART", NULL,
	  "a scorecard of goal:ID or department:NAME alone; history stays as it is" },
	{ "accessible", OPT_ACCESSIBLE, NULL, NULL,
	  "a scorecard for those who enlarge or hear it: one table a sheet, Arial 12, no symbols" },
	{ "parser", OPT_PARSER, "NAME", "KPIALIGN_PARSER",
	  "who reads the exports: fast, or libcsv alone; both give the same; default fast" },
	{ "threads", OPT_THREADS, "N", "KPIALIGN_THREADS",
	  "threads that read, at most 2 are used; any number gives the same; default: one a core" },
	{ "draft", OPT_DRAFT, NULL, NULL, "detect: print a first format file for an export that none fits" },
	{ "summary", OPT_SUMMARY, NULL, NULL, "print the summary, as on a terminal" },
	{ "format", OPT_FORMAT, "FORM", NULL,
	  "map: text, json, or dot for Graphviz; history: text, csv or json; default text" },
	{ "of", OPT_OF, "NAME", NULL, "history: this goal or KPI only" },
	{ "stale", OPT_STALE, "DAYS", NULL,
	  "history: print nothing, and end with 1 where the newest report is older, as 100d" },
	{ "rows", OPT_ROWS, NULL, NULL, "explain: the rows of the exports behind a figure" },
	{ "company", OPT_COMPANY, "NAME", NULL, "init: the company's name" },
	{ "fiscal-year-starts", OPT_FISCAL, "MONTH", NULL, "init: month a fiscal year starts, 1 to 12" },
	{ "currency", OPT_CURRENCY, "CODE", NULL, "init: three capital letters, such as EUR" },
	{ "goal", OPT_GOAL, "ID=NAME", NULL, "init: a business goal; may be given several times" },
	{ "yes", OPT_YES, NULL, NULL, "init: ask nothing; what is not given is an example" },
	{ "verbose", OPT_VERBOSE, NULL, NULL, "also print the summary, warnings and notes" },
	{ "quiet", OPT_QUIET, NULL, NULL, "print errors only" },
	{ "help", OPT_HELP, NULL, NULL, "print help" },
	{ "version", OPT_VERSION, NULL, NULL, "print the version" },
};
enum { MAX_THREADS = 1024, N_ROWS = sizeof rows / sizeof *rows };

static const struct {
	const char *word;
	unsigned bit;
} fail_words[] = {
	{ "red", FAIL_RED },     { "unlinked", FAIL_UNLINKED }, { "unknown", FAIL_UNKNOWN },
	{ "stale", FAIL_STALE }, { "rejected", FAIL_REJECTED }, { "worse", FAIL_WORSE },
};

static const struct {
	const char *word;
	enum form form;
	const char *command; /* the only one that has it; NULL: all */
} form_words[] = {
	{ "text", FORM_TEXT, NULL },
	{ "json", FORM_JSON, NULL },
	{ "dot", FORM_DOT, "map" },
	{ "csv", FORM_CSV, "history" },
};

static const struct {
	const char *word;
	enum parser parser;
} parser_words[] = {
	{ "fast", PARSER_FAST },
	{ "libcsv", PARSER_LIBCSV },
};

static bool usage_error(struct diag *d, const char *remedy, const char *what, const char *value)
{
	diag_put(d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, str_of(remedy), "%s%s%s", what,
	         value ? ": " : "", value ? value : "");
	diag_set_exit(d, EXIT_USAGE);
	return false;
}

static bool read_fail_on(struct options *o, const char *value, struct diag *d)
{
	struct str rest = str_of(value);

	while (rest.p && rest.n) {
		struct str word = str_trim(str_cut(&rest, ','));
		unsigned bit = 0;

		for (size_t i = 0; i < sizeof fail_words / sizeof *fail_words; i++)
			if (str_is(word, fail_words[i].word))
				bit = fail_words[i].bit;
		if (!bit)
			return usage_error(
			    d, "write any of red,unlinked,unknown,stale,rejected,worse, separated by commas",
			    "--fail-on does not know", value);
		o->fail_on |= bit;
	}
	return true;
}

static bool read_number(const char *value, double min, double max, double *out)
{
	int64_t micro;

	if (num_parse(str_of(value), NUM_PLAIN, &micro) != NUM_OK)
		return false;
	*out = num_double(micro);
	return *out >= min && *out <= max;
}

static bool read_form(struct options *o, const char *value, struct diag *d)
{
	for (size_t i = 0; i < sizeof form_words / sizeof *form_words; i++)
		if (strcmp(value, form_words[i].word) == 0) {
			o->form = form_words[i].form;
			return true;
		}
	return usage_error(d, "write text, json, dot (map) or csv (history)", "--format does not know",
	                   value);
}

/* "100d" or "100" */
static bool read_stale(struct options *o, const char *value, struct diag *d)
{
	struct str days = str_of(value);
	double number = 0;

	if (str_ends(days, STR("d")))
		days.n--;
	o->has_stale = days.n >= 1 && days.n <= 6;
	for (size_t i = 0; i < days.n && o->has_stale; i++) {
		o->has_stale = days.p[i] >= '0' && days.p[i] <= '9';
		number = 10 * number + (days.p[i] - '0');
	}
	o->stale_days = (int32_t)number;
	return o->has_stale || usage_error(d, "write days as 100d", "--stale is no number of days", value);
}

static bool read_parser(struct options *o, const char *value, struct diag *d)
{
	for (size_t i = 0; i < sizeof parser_words / sizeof *parser_words; i++)
		if (strcmp(value, parser_words[i].word) == 0) {
			o->parser = parser_words[i].parser;
			return true;
		}
	return usage_error(d, "write fast or libcsv", "--parser does not know", value);
}

static bool read_threads(struct options *o, const char *value, struct diag *d)
{
	double n = 0;

	if (!read_number(value, 1, MAX_THREADS, &n) || n > (int)n)
		return usage_error(d, "write a whole number from 1 to 1024",
		                   "--threads is no number of threads", value);
	o->n_threads = (size_t)n;
	return true;
}

/* The answers that `init` needs; what they say is checked where they are used. */
static bool set_answer(struct init_answers *n, int id, const char *value, struct diag *d)
{
	double month = 0;

	switch (id) {
	case OPT_COMPANY:
		n->company = value;
		return true;
	case OPT_CURRENCY:
		n->currency = value;
		return true;
	case OPT_FISCAL:
		if (!read_number(value, 1, 12, &month) || month > (int)month)
			return usage_error(d, "write 1 for January to 12 for December",
			                   "--fiscal-year-starts is no month", value);
		n->fiscal_year_starts = (int)month;
		return true;
	default:
		if (n->n_goals == MAX_GOALS_GIVEN)
			return usage_error(d, "add the others to goals.csv afterwards", "too many goals",
			                   NULL);
		n->goals[n->n_goals++] = str_of(value);
		return true;
	}
}

/* Those that take no value. */
static void set_flag(struct options *o, int id)
{
	switch (id) {
	case OPT_REPORT:
		o->is_report = true;
		return;
	case OPT_RESTATE:
		o->is_restate = true;
		return;
	case OPT_ACCESSIBLE:
		o->is_accessible = true;
		return;
	case OPT_DRY_RUN:
		o->is_dry_run = true;
		return;
	case OPT_SUMMARY:
		o->wants_summary = true;
		return;
	case OPT_VERBOSE:
		o->verbose++;
		return;
	case OPT_QUIET:
		o->is_quiet = true;
		return;
	case OPT_HELP:
		o->wants_help = true;
		return;
	case OPT_VERSION:
		o->wants_version = true;
		return;
	case OPT_ROWS:
		o->wants_rows = true;
		return;
	case OPT_DRAFT:
		o->wants_draft = true;
		return;
	case OPT_YES:
		o->init.is_yes = true;
		return;
	default:
		assert(0 && "an option without a case");
	}
}

static bool set_option(struct options *o, int id, const char *value, struct diag *d)
{
	double number = 0;

	switch (id) {
	case OPT_PERIOD:
		o->period = value;
		return true;
	case OPT_OUT:
		o->out = value;
		return true;
	case OPT_DB:
		o->db = value;
		return true;
	case OPT_REJECTS:
		o->rejects = value;
		return true;
	case OPT_FOR:
		o->part = value;
		return true;
	case OPT_COMPANY:
	case OPT_FISCAL:
	case OPT_CURRENCY:
	case OPT_GOAL:
		return set_answer(&o->init, id, value, d);
	case OPT_FORMAT:
		return read_form(o, value, d);
	case OPT_PARSER:
		return read_parser(o, value, d);
	case OPT_THREADS:
		return read_threads(o, value, d);
	case OPT_OF:
		o->of = value;
		return true;
	case OPT_STALE:
		return read_stale(o, value, d);
	case OPT_FAIL_ON:
		return read_fail_on(o, value, d);
	case OPT_AS_OF:
		o->has_as_of = day_parse_iso(str_of(value), &o->as_of);
		return o->has_as_of
		       || usage_error(d, "write a day as 2026-09-30", "--as-of is no day", value);
	case OPT_WAIT:
		if (!read_number(value, 0, 86400, &number))
			return usage_error(d, "write whole seconds, 0 to 86400",
			                   "--wait is no number of seconds", value);
		o->wait = (int)number;
		return true;
	case OPT_MAX_REJECTED:
		return read_number(value, 0, 1, &o->max_rejected)
		       || usage_error(d, "write a share of the rows as 1% or 0.01",
		                      "--max-rejected is no share", value);
	default:
		set_flag(o, id);
		return true;
	}
}

static bool read_environment(struct options *o, struct diag *d)
{
	for (size_t i = 0; i < N_ROWS; i++) {
		const char *value = rows[i].env ? getenv(rows[i].env) : NULL;

		if (value && *value && !set_option(o, rows[i].id, value, d))
			return false;
	}
	return true;
}

static bool find_command(struct options *o, const char *word, struct diag *d)
{
	struct str names[16], near[1];

	assert(n_commands <= 16);
	for (size_t i = 0; i < n_commands; i++) {
		if (strcmp(commands[i].name, word) == 0) {
			o->command = &commands[i];
			return true;
		}
		names[i] = str_of(commands[i].name);
	}
	if (str_nearest(str_of(word), names, n_commands, near, 1))
		diag_put(d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, STR("kpialign --help lists them"),
		         "there is no command '%s'; did you mean '%.*s'?", word, STR_ARG(near[0]));
	else
		diag_put(d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, STR("kpialign --help lists them"),
		         "there is no command '%s'", word);
	diag_set_exit(d, EXIT_USAGE);
	return false;
}

static bool check_form(const struct options *o, struct diag *d)
{
	for (size_t i = 0; i < sizeof form_words / sizeof *form_words; i++)
		if (form_words[i].form == o->form && form_words[i].command != NULL
		    && strcmp(form_words[i].command, o->command->name) != 0)
			return usage_error(d, "write text, json, dot (map) or csv (history)",
			                   "this command has no --format", form_words[i].word);
	return true;
}

/* The words that are no options: the command, then what it takes. */
static bool read_words(struct options *o, char **words, int n, struct diag *d)
{
	int at = 1;

	if (n == 0)
		return usage_error(d, "kpialign --help lists them", "say a command", NULL);
	if (!find_command(o, words[0], d) || !check_form(o, d))
		return false;
	if (o->command->takes_name && at < n)
		o->name = str_of(words[at++]);
	else if (o->command->takes_name)
		return usage_error(d, o->command->usage, "a name is missing", NULL);
	if (o->command->takes_files) {
		o->files = (const char **)(words + at);
		o->n_files = (size_t)(n - at);
		return o->n_files > 0 || usage_error(d, o->command->usage, "a file is missing", NULL);
	}
	if (o->command->takes_workspace && at < n)
		o->workspace = words[at++];
	return at == n || usage_error(d, o->command->usage, "one word too many", words[at]);
}

static void long_options(struct option *out)
{
	for (size_t i = 0; i < N_ROWS; i++)
		out[i] = (struct option){ rows[i].name, rows[i].value ? required_argument : no_argument, NULL,
			                  rows[i].id };
	out[N_ROWS] = (struct option){ NULL, 0, NULL, 0 };
}

bool options_read(struct options *o, struct arena *a, int argc, char **argv, struct diag *d)
{
	struct option longs[N_ROWS + 1];
	int id;

	(void)a;
	*o = (struct options){ .workspace = ".", .wait = 10, .max_rejected = 0.01 };
	if (!read_environment(o, d))
		return false;
	o->fail_on = getenv("KPIALIGN_FAIL_ON") ? o->fail_on : 0;
	long_options(longs);
	opterr = 0;
	optind = 0; /* glibc: start afresh, so that a test may call this twice */
	while ((id = getopt_long(argc, argv, ":hvqV", longs, NULL)) != -1) {
		if (id == ':')
			return usage_error(d, "kpialign --help lists the options", "a value is missing after",
			                   argv[optind - 1]);
		if (id == '?')
			return usage_error(d, "kpialign --help lists the options", "unknown option",
			                   argv[optind - 1]);
		if (id == OPT_FAIL_ON)
			o->fail_on = 0; /* a flag beats the environment */
		if (!set_option(o, id, optarg, d))
			return false;
	}
	if (o->wants_version)
		return true;
	if (o->wants_help)
		return optind >= argc || find_command(o, argv[optind], d);
	return read_words(o, argv + optind, argc - optind, d);
}

void options_help(FILE *to, const struct command *c)
{
	if (c) {
		fprintf(to, "%s\n  %s\n", c->usage, c->help);
	} else {
		fprintf(
		    to,
		    "kpialign holds a company to one business strategy: every social KPI serves one business\n"
		    "objective, or is named as serving none.\n\n");
		for (size_t i = 0; i < n_commands; i++)
			fprintf(to, "  %-38s %s\n", commands[i].usage, commands[i].help);
	}
	fprintf(to, "\nOptions (each may stand in the environment where [NAME] says so):\n");
	for (size_t i = 0; i < N_ROWS; i++) {
		char left[40];

		snprintf(left, sizeof left, "--%s%s%s", rows[i].name, rows[i].value ? " " : "",
		         rows[i].value ? rows[i].value : "");
		fprintf(to, "  %-26s %s%s%s%s\n", left, rows[i].help, rows[i].env ? " [" : "",
		        rows[i].env ? rows[i].env : "", rows[i].env ? "]" : "");
	}
	fprintf(
	    to,
	    "\nExit codes: 0 done, 1 done and --fail-on matched, 64 usage, 65 data, 66 no input, 70 bug,\n"
	    "73 cannot create, 74 input or output, 75 locked: try again, 78 model or workspace.\n");
}
