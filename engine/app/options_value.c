/* options_value.c - what an option's value means. */
#include "app/option_rows.h"

#include <assert.h>
#include <string.h>

#include "base/num.h"

enum { MAX_THREADS = 1024 };

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

bool option_refuse(struct diag *d, const char *remedy, const char *what, const char *value)
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
			return option_refuse(
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
	return option_refuse(d, "write text, json, dot (map) or csv (history)", "--format does not know",
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
	return o->has_stale || option_refuse(d, "write days as 100d", "--stale is no number of days", value);
}

static bool read_parser(struct options *o, const char *value, struct diag *d)
{
	for (size_t i = 0; i < sizeof parser_words / sizeof *parser_words; i++)
		if (strcmp(value, parser_words[i].word) == 0) {
			o->parser = parser_words[i].parser;
			return true;
		}
	return option_refuse(d, "write fast or libcsv", "--parser does not know", value);
}

static bool read_threads(struct options *o, const char *value, struct diag *d)
{
	double n = 0;

	if (!read_number(value, 1, MAX_THREADS, &n) || n > (int)n)
		return option_refuse(d, "write a whole number from 1 to 1024",
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
			return option_refuse(d, "write 1 for January to 12 for December",
			                     "--fiscal-year-starts is no month", value);
		n->fiscal_year_starts = (int)month;
		return true;
	default:
		if (n->n_goals == MAX_GOALS_GIVEN)
			return option_refuse(d, "add the others to goals.csv afterwards", "too many goals",
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

bool option_set(struct options *o, int id, const char *value, struct diag *d)
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
		       || option_refuse(d, "write a day as 2026-09-30", "--as-of is no day", value);
	case OPT_WAIT:
		if (!read_number(value, 0, 86400, &number))
			return option_refuse(d, "write whole seconds, 0 to 86400",
			                     "--wait is no number of seconds", value);
		o->wait = (int)number;
		return true;
	case OPT_MAX_REJECTED:
		return read_number(value, 0, 1, &o->max_rejected)
		       || option_refuse(d, "write a share of the rows as 1% or 0.01",
		                        "--max-rejected is no share", value);
	default:
		set_flag(o, id);
		return true;
	}
}

bool option_form_fits(const struct options *o, struct diag *d)
{
	for (size_t i = 0; i < sizeof form_words / sizeof *form_words; i++)
		if (form_words[i].form == o->form && form_words[i].command != NULL
		    && strcmp(form_words[i].command, o->command->name) != 0)
			return option_refuse(d, "write text, json, dot (map) or csv (history)",
			                     "this command has no --format", form_words[i].word);
	return true;
}
