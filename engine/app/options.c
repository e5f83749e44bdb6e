/* options.c - the command line and the environment, read by the table of options. */
#include "app/option_rows.h"

#include <assert.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 64 };

static bool read_environment(struct options *o, struct diag *d)
{
	for (size_t i = 0; i < n_option_rows; i++) {
		const char *value = option_rows[i].env ? getenv(option_rows[i].env) : NULL;

		if (value && *value && !option_set(o, option_rows[i].id, value, d))
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

/* The words that are no options: the command, then what it takes. */
static bool read_words(struct options *o, char **words, int n, struct diag *d)
{
	int at = 1;

	if (n == 0)
		return option_refuse(d, "kpialign --help lists them", "say a command", NULL);
	if (!find_command(o, words[0], d) || !option_form_fits(o, d))
		return false;
	if (o->command->takes_name && at < n)
		o->name = str_of(words[at++]);
	else if (o->command->takes_name)
		return option_refuse(d, o->command->usage, "a name is missing", NULL);
	if (o->command->takes_files) {
		o->files = (const char **)(words + at);
		o->n_files = (size_t)(n - at);
		return o->n_files > 0 || option_refuse(d, o->command->usage, "a file is missing", NULL);
	}
	if (o->command->takes_workspace && at < n)
		o->workspace = words[at++];
	return at == n || option_refuse(d, o->command->usage, "one word too many", words[at]);
}

static void long_options(struct option *out)
{
	for (size_t i = 0; i < n_option_rows; i++)
		out[i] = (struct option){ option_rows[i].name,
			                  option_rows[i].value ? required_argument : no_argument, NULL,
			                  option_rows[i].id };
	out[n_option_rows] = (struct option){ NULL, 0, NULL, 0 };
}

static void note_given(int id, bool *given)
{
	for (size_t i = 0; i < n_option_rows; i++)
		given[i] = given[i] || option_rows[i].id == id;
}

/* An option that the command would not heed is refused: it was given for a reason. In the environment it may stand for
 * other commands. */
static bool check_given(const struct options *o, const bool *given, struct diag *d)
{
	for (size_t i = 0; i < n_option_rows; i++) {
		if (!given[i] || option_is_of(&option_rows[i], o->command->name))
			continue;
		diag_put(d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE,
		         STR("kpialign COMMAND --help lists what a command has"),
		         "%s has no --%s; it is of %s", o->command->name, option_rows[i].name,
		         option_rows[i].commands);
		diag_set_exit(d, EXIT_USAGE);
		return false;
	}
	return true;
}

bool options_read(struct options *o, struct arena *a, int argc, char **argv, struct diag *d)
{
	struct option longs[MOST_ROWS + 1];
	bool given[MOST_ROWS] = { false };
	int id;

	(void)a;
	assert(n_option_rows <= MOST_ROWS);
	*o = (struct options){ .workspace = ".", .wait = 10, .max_rejected = 0.01 };
	if (!read_environment(o, d))
		return false;
	o->fail_on = getenv("KPIALIGN_FAIL_ON") ? o->fail_on : 0;
	long_options(longs);
	opterr = 0;
	optind = 0; /* glibc: start afresh, so that a test may call this twice */
	while ((id = getopt_long(argc, argv, ":hvqV", longs, NULL)) != -1) {
		if (id == ':')
			return option_refuse(d, "kpialign --help lists the options",
			                     "a value is missing after", argv[optind - 1]);
		if (id == '?')
			return option_refuse(d, "kpialign --help lists the options", "unknown option",
			                     argv[optind - 1]);
		if (id == OPT_FAIL_ON)
			o->fail_on = 0; /* a flag beats the environment */
		if (!option_set(o, id, optarg, d))
			return false;
		note_given(id, given);
	}
	if (o->wants_version)
		return true;
	if (o->wants_help)
		return optind >= argc || find_command(o, argv[optind], d);
	return read_words(o, argv + optind, argc - optind, d) && check_given(o, given, d);
}
