/* options_help.c - what --help prints: of the program, or of one command. */
#include <stdio.h>
#include <string.h>
#include "app/option_rows.h"

/* "init: ask nothing" in the help of init: the name goes. */
static const char *help_for(const struct option_row *row, const struct command *c)
{
	size_t n = c ? strlen(c->name) : 0;
	bool is_its_own = c && row->commands && strcmp(row->commands, c->name) == 0;

	return is_its_own && strncmp(row->help, c->name, n) == 0 && strncmp(row->help + n, ": ", 2) == 0
	           ? row->help + n + 2
	           : row->help;
}

static void print_option(FILE *to, const struct option_row *row, const struct command *c)
{
	char left[40];

	snprintf(left, sizeof left, "--%s%s%s", row->name, row->value ? " " : "",
	         row->value ? row->value : "");
	fprintf(to, "  %-26s %s%s%s%s\n", left, help_for(row, c), row->env ? " [" : "",
	        row->env ? row->env : "", row->env ? "]" : "");
}

static void print_commands(FILE *to)
{
	fprintf(to,
	        "kpialign holds a company to one business strategy: every social KPI serves one business\n"
	        "objective, or is named as serving none.\n\n");
	for (size_t i = 0; i < n_commands; i++)
		fprintf(to, "  %-38s %s\n", commands[i].usage, commands[i].help);
	fprintf(to, "\n`kpialign COMMAND --help` prints the options of that command alone.\n");
}

void options_help(FILE *to, const struct command *c)
{
	if (c)
		fprintf(to, "%s\n  %s\n", c->usage, c->help);
	else
		print_commands(to);
	fprintf(to, "\nOptions (each may stand in the environment where [NAME] says so):\n");
	for (size_t i = 0; i < n_option_rows; i++)
		if (!c || (option_is_of(&option_rows[i], c->name) && option_rows[i].id != OPT_VERSION))
			print_option(to, &option_rows[i], c);
	fprintf(
	    to,
	    "\nExit codes: 0 done, 1 done and --fail-on matched, 64 usage, 65 data, 66 no input, 70 bug,\n"
	    "73 cannot create, 74 input or output, 75 locked: try again, 78 model or workspace.\n");
}
