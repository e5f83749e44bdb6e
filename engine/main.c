/* main.c - parse, run, print, exit. */
#include <stdio.h>
#include <unistd.h>

#include "app/options.h"
#include "app/run.h"
#include "base/version.h"
#include "out/text.h"

const struct command commands[] = {
	{ "run", "kpialign run [WORKSPACE]", "read, map, score; write the scorecard and the history",
	  run_command, false, false, true },
	{ "init", "kpialign init DIR", "make a workspace that runs at once, from a few answers", init_command,
	  true, false, false },
	{ "check", "kpialign check [WORKSPACE|FILE]", "check a workspace, or a model or format file alone",
	  check_command, false, false, true },
	{ "map", "kpialign map [WORKSPACE]", "print which metric serves which goal, and what serves none",
	  map_command, false, false, true },
	{ "explain", "kpialign explain NAME [WORKSPACE]",
	  "where a metric, KPI, goal or finding code comes from", explain_command, true, false, true },
	{ "diff", "kpialign diff FILE|DIR|GIT-REV [WORKSPACE]", "what an edit changes, before it goes live",
	  diff_command, true, false, true },
	{ "detect", "kpialign detect FILE...", "say which format each file has, and why", detect_command,
	  false, true, false },
	{ "export", "kpialign export TABLE [WORKSPACE]",
	  "series, metrics, kpis, objectives, findings, inputs, campaigns or maturity as CSV", export_command,
	  true, false, true },
	{ "history", "kpialign history [WORKSPACE]", "what the runs so far found: periods, statuses, trends",
	  history_command, false, false, true },
	{ "schema", "kpialign schema KIND",
	  "print the JSON Schema of a model, workspace or format, for editors", schema_command, true, false,
	  false },
};
const size_t n_commands = sizeof commands / sizeof *commands;

static enum severity least_shown(const struct options *o)
{
	if (o->is_quiet)
		return SEV_ERROR;
	if (o->verbose || (o->command && o->command->run == check_command))
		return SEV_NOTE;
	return isatty(STDERR_FILENO) ? SEV_WARNING
	                             : SEV_REJECTED; /* a person should see; cron should not be woken */
}

static int run(const struct options *o, struct arena *a, struct diag *d)
{
	int code;

	if (o->wants_version) {
		printf("kpialign %s\n", KPIALIGN_VERSION);
		return EXIT_DONE;
	}
	if (o->wants_help) {
		options_help(stdout, o->command);
		return EXIT_DONE;
	}
	code = o->command->run(o, a, d);
	return text_flush(stdout, "to the terminal", d) ? code : EXIT_IO;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct diag *d = diag_new();
	struct options o;
	int code;

	code = options_read(&o, a, argc, argv, d) ? run(&o, a, d) : EXIT_USAGE;
	fflush(stdout);
	text_findings(stderr, d, least_shown(&o));
	diag_free(d);
	arena_free(a);
	return code;
}
