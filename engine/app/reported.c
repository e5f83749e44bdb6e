/* reported.c - what a run says that finds its period reported already: the report, and what is not as it was then. */
#include "app/reported.h"

#include <unistd.h>
#include "sys/file.h"

enum { NAMED = 3 };

static bool is_same(const struct session *s, const struct past_input *then, const struct input *now)
{
	return str_eq(then->xxh128, digest_text(s->arena, now->digest_hi, now->digest_lo));
}

static const struct past_input *input_then(const struct past_run *run, const struct input *now)
{
	for (size_t i = 0; i < run->n_inputs; i++)
		if (str_eq(run->inputs[i].path, now->path))
			return &run->inputs[i];
	return NULL;
}

static bool is_read_now(const struct session *s, const struct past_input *then)
{
	for (size_t i = 0; i < s->files.n; i++)
		if (str_eq(s->files.all[i].path, then->path))
			return true;
	return false;
}

/* Files that differ, the first few in words. */
struct files_told {
	struct strbuf words;
	size_t n;
};

static void tell(struct files_told *t, struct str path, const char *what)
{
	if (t->n < NAMED)
		strbuf_fmt(&t->words, "%s%.*s %s", t->n > 0 ? ", " : "", STR_ARG(path), what);
	t->n++;
}

static struct files_told files_that_differ(const struct session *s, const struct past_run *run)
{
	struct files_told t = { 0 };

	strbuf_init(&t.words, s->arena, 0);
	for (size_t i = 0; i < s->files.n; i++) {
		const struct input *now = &s->files.all[i];
		const struct past_input *then = input_then(run, now);

		if (then == NULL || !is_same(s, then, now))
			tell(&t, now->path, then == NULL ? "is new" : "changed");
	}
	for (size_t i = 0; i < run->n_inputs; i++)
		if (!is_read_now(s, &run->inputs[i]))
			tell(&t, run->inputs[i].path, "is gone");
	return t;
}

/* Figures, targets and definitions of the period that are not as reported. */
static size_t figures_that_differ(const struct session *s)
{
	const struct outcome *o = &s->outcome;
	size_t n = 0;

	for (size_t i = 0; i < o->n_changes; i++)
		n += o->changes[i].about == ABOUT_KPI && o->changes[i].kind < CHANGE_MODEL
		     && period_eq(o->changes[i].period, o->period);
	return n;
}

static void print_report(FILE *to, const struct session *s, const struct past_run *run)
{
	struct arena *a = s->arena;

	fprintf(to,
	        "%.*s, %.*s, reported as of %.*s: %lld of %.*s %s a goal; %lld of %.*s measured, "
	        "%lld green, %lld amber, %lld red\n",
	        STR_ARG(s->ws->company), STR_ARG(period_words(s->arena, run->period)), STR_ARG(run->as_of),
	        (long long)run->serve, STR_ARG(str_count(a, (uint64_t)run->social_seen, "social metric")),
	        run->serve == 1 ? "serves" : "serve", (long long)run->measured,
	        STR_ARG(str_count(a, (uint64_t)run->objectives, "objective")), (long long)run->green,
	        (long long)run->amber, (long long)run->red);
}

/* One line, whatever differs. */
static void print_difference(FILE *to, const struct session *s, const struct past_run *run)
{
	struct files_told files = files_that_differ(s, run);
	size_t n = figures_that_differ(s);
	struct str period = period_text(s->arena, run->period);

	if (files.n == 0 && n == 0)
		return;
	fprintf(to, "warning: %.*s was reported as of %.*s, and since then ", STR_ARG(period),
	        STR_ARG(run->reported_on));
	fprintf(to, "%.*s", STR_ARG(strbuf_str(&files.words)));
	if (files.n > NAMED)
		fprintf(to, " and %zu more", files.n - NAMED);
	if (n == 0)
		fprintf(to, "; its figures are as reported\n");
	else
		fprintf(
		    to,
		    "%s%zu of its figures %s not as reported; write --period %.*s --restate --report to correct it, "
		    "or without --report for a draft of that\n",
		    files.n > 0 ? "; " : "", n, n == 1 ? "is" : "are", STR_ARG(period));
}

/* Are figures others than posts that grew make them? Those grow for weeks, and cron would say so every day. */
static bool has_other_figures(const struct session *s)
{
	const struct outcome *o = &s->outcome;

	for (size_t i = 0; i < o->n_changes; i++)
		if (o->changes[i].about == ABOUT_KPI && o->changes[i].kind < CHANGE_MATURED
		    && period_eq(o->changes[i].period, o->period))
			return true;
	return false;
}

/* Whoever asks for a report is told of other figures wherever he looks; a plain run from cron, that finds the newest quarter
 * reported, wakes nobody. */
static bool tells_difference(const struct session *s, bool is_told)
{
	return is_told || isatty(STDERR_FILENO) || (s->o->is_report && has_other_figures(s));
}

void reported_print(const struct session *s, const char *card)
{
	const struct past_run *run = past_of(&s->reports, s->outcome.period);
	bool is_told = s->o->verbose || s->o->wants_summary;

	if (s->o->is_quiet)
		return;
	if (run != NULL && tells_difference(s, is_told))
		print_difference(stderr, s, run);
	if (!is_told && !isatty(STDOUT_FILENO))
		return;
	if (run != NULL && run->report > 0)
		print_report(stdout, s, run);
	printf("%.*s is reported already; %s\n", STR_ARG(period_text(s->arena, s->outcome.period)),
	       figures_that_differ(s) > 0 ? "nothing was written" : "nothing to do");
	if (card != NULL)
		printf("Scorecard: %s\n", card);
}
