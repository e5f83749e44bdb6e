/* history_text.c - history for a terminal: the runs, then a row of blocks a goal and KPI, in 80 columns. */
#include <math.h>
#include <stdio.h>

#include "app/history.h"
#include "base/num.h"

enum { MOST_POINTS = 12, NAME_WIDE = 34, STEPS = 8 };

static const char *const blocks[STEPS] = { "\u2581", "\u2582", "\u2583", "\u2584",
	                                   "\u2585", "\u2586", "\u2587", "\u2588" };
static const char *const signs[STEPS] = { ".", ":", "-", "=", "+", "*", "%", "#" };

static const struct status_look {
	const char *status, *letter, *colour;
} status_looks[] = {
	{ "green", "G", "32" },
	{ "amber", "A", "33" },
	{ "red", "R", "31" },
	{ "grey", "-", "90" },
};

static const char *const span_words[SPAN__N] = {
	[SPAN_MONTH] = "Months", [SPAN_QUARTER] = "Quarters", [SPAN_HALF] = "Halves", [SPAN_YEAR] = "Years"
};

/* --- the runs */

static void print_run(struct arena *a, const struct past_run *r)
{
	struct str state = STR("draft");

	if (r->report > 1)
		state = str_fmt(a, "restated %lld", (long long)r->report);
	else if (r->report == 1)
		state = STR("reported");
	printf("%-9.*s %-11.*s %-11.*s %4lld of %-6lld %4lld of %-6lld %5lld %5lld %4lld\n",
	       STR_ARG(period_text(a, r->period)), STR_ARG(r->as_of), STR_ARG(state), (long long)r->serve,
	       (long long)r->social_seen, (long long)r->measured, (long long)r->objectives,
	       (long long)r->green, (long long)r->amber, (long long)r->red);
}

static void print_runs(struct arena *a, const struct past *all)
{
	const struct past_run *newest = &all->runs[all->n - 1];

	printf("%.*s: %zu run%s\n\n", STR_ARG(newest->company), all->n, all->n == 1 ? "" : "s");
	printf("%-9s %-11s %-11s %-14s %-14s %5s %5s %4s\n", "Period", "As of", "Run", "Metrics serve",
	       "Measured", "Green", "Amber", "Red");
	for (size_t i = 0; i < all->n; i++)
		print_run(a, &all->runs[i]);
}

/* --- a track */

/* Which of the eight: of a goal its score from 0 to 100, of a KPI between its least and its greatest. */
static int step_of(const struct track *t, size_t from, double v)
{
	double low = t->is_goal ? 0 : v, high = t->is_goal ? 100 : v;

	for (size_t i = from; i < t->n; i++) {
		if (!t->points[i].has_value)
			continue;
		low = fmin(low, t->points[i].value);
		high = fmax(high, t->points[i].value);
	}
	if (!(high > low))
		return STEPS / 2;
	return (int)fmin(STEPS - 1, floor((v - low) / (high - low) * STEPS));
}

static void print_blocks(const struct track *t, size_t from, const struct history_look *look)
{
	for (size_t i = from; i < t->n; i++) {
		const struct track_point *p = &t->points[i];
		int step = p->has_value ? step_of(t, from, p->value) : 0;

		fputs(!p->has_value   ? look->is_utf8 ? "\u00b7" : " "
		      : look->is_utf8 ? blocks[step]
		                      : signs[step],
		      stdout);
	}
	printf("%*s", (int)(MOST_POINTS - (t->n - from)), "");
}

static void print_letters(const struct track *t, size_t from, const struct history_look *look)
{
	for (size_t i = from; i < t->n; i++)
		for (size_t k = 0; k < sizeof status_looks / sizeof *status_looks; k++) {
			const struct status_look *s = &status_looks[k];

			if (!str_is(t->points[i].status, s->status))
				continue;
			if (look->has_colour)
				printf("\033[%sm%s\033[0m", s->colour, s->letter);
			else
				fputs(s->letter, stdout);
		}
	printf("%*s", (int)(MOST_POINTS - (t->n - from)), "");
}

static void print_track(struct arena *a, const struct track *t, const struct history_look *look)
{
	size_t from = t->n > MOST_POINTS ? t->n - MOST_POINTS : 0;
	const struct track_point *last = &t->points[t->n - 1];
	struct str name = utf8_head(t->is_goal ? t->name : t->id, NAME_WIDE - 1);
	struct str value = last->has_value ? num_text_double(a, last->value, 6) : STR("none");

	printf("  %.*s%*s ", STR_ARG(name), (int)(NAME_WIDE - utf8_count(name)), "");
	print_blocks(t, from, look);
	putchar(' ');
	print_letters(t, from, look);
	printf(" %12.*s\n", STR_ARG(value));
}

static const struct past_run *first_shown(const struct track *tracks, size_t n)
{
	const struct past_run *first = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct track *t = &tracks[i];
		const struct past_run *r = t->points[t->n > MOST_POINTS ? t->n - MOST_POINTS : 0].run;

		if (first == NULL || r->period.first < first->period.first)
			first = r;
	}
	return first;
}

static void print_span(struct arena *a, const struct past *all, enum span span,
                       const struct history_look *look)
{
	size_t n;
	const struct track *tracks = tracks_of(a, all, span, look->of, &n);
	const struct past_run *first = first_shown(tracks, n), *last = NULL;

	if (n == 0)
		return;
	for (size_t i = 0; i < all->n; i++)
		if (all->runs[i].is_current && all->runs[i].period.span == span)
			last = &all->runs[i];
	printf("\n%s, %.*s to %.*s\n", span_words[span], STR_ARG(period_text(a, first->period)),
	       STR_ARG(period_text(a, last->period)));
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || tracks[i - 1].is_goal != tracks[i].is_goal)
			printf("  %-*s %-*s %-*s %12s\n", NAME_WIDE, tracks[i].is_goal ? "Objective" : "KPI",
			       MOST_POINTS, "Trend", MOST_POINTS, "Status",
			       tracks[i].is_goal ? "Score" : "Value");
		print_track(a, &tracks[i], look);
	}
}

void history_text(struct arena *a, const struct past *all, const struct history_look *look)
{
	print_runs(a, all);
	for (int span = 0; span < SPAN__N; span++)
		print_span(a, all, (enum span)span, look);
}
