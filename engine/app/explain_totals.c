/* explain_totals.c - what each file says of a metric in the period, to set beside the platform's screen. */
#include "app/explain.h"

#include <string.h>
#include "core/rollup.h"
#include "read/export_cells.h"

enum { MOST_ROWS = 200 /* but with -v all */ };

struct total { /* of one metric, channel and account in the file at hand */
	sym metric, channel, account;
	bool is_opening; /* of cells before the period */
	uint64_t n;
	bool overflow;
	int64_t sum, last;
	int32_t last_day;
	struct converted *converted; /* by each rate that was used */
	size_t n_converted, cap_converted;
};

struct converted {
	const struct rate *rate;
	bool overflow;
	int64_t original, own;
};

/* The last cell before the period of a series that is asked for as an opening. */
struct opening {
	sym channel, account, campaign, metric;
	int32_t day;
};

struct totals {
	const struct session *s;
	const sym *metrics;
	size_t n_metrics;
	const struct where *where; /* NULL: everywhere */
	int32_t first, last;
	struct str file;
	uint16_t source;   /* of the file at hand */
	struct total *all; /* of the file at hand, in the order met */
	size_t n, cap;
	struct opening *openings;
	size_t n_openings;
	bool wants_rows;
	uint64_t rows; /* met so far, of all files */
};

/* The metric that cells are of, where this one is asked for as what there was before the period; else 0. */
static sym opening_of(const struct totals *t, sym metric)
{
	const struct metric *m = model_metric(t->s->model, metric);

	if (m == NULL || (m->opening_of == 0 && m->over_time != TIME_OPENING))
		return 0;
	return m->opening_of != 0 ? m->opening_of : metric;
}

static void find_openings(struct totals *t)
{
	const struct store *st = t->s->store;

	t->openings = ARENA_ARRAY(t->s->arena, store_count(st) * t->n_metrics + 1, struct opening);
	for (size_t m = 0; m < t->n_metrics; m++) {
		sym of = opening_of(t, t->metrics[m]);

		for (size_t i = 0; of != 0 && i < store_count(st); i++) {
			const struct series *e = store_series(st, i);
			struct span_total before;

			if (e->metric != of || !e->is_owner || e->first_day == DAY_NONE
			    || e->first_day >= t->first)
				continue;
			before = store_total(st, i, e->first_day, t->first - 1);
			t->openings[t->n_openings++] = (struct opening){ e->channel, e->account, e->campaign,
				                                         e->metric, before.last_day };
		}
	}
}

static bool is_opening(const struct totals *t, const struct export_cell *c)
{
	for (size_t i = 0; i < t->n_openings; i++) {
		const struct opening *o = &t->openings[i];

		if (o->day == c->day && o->metric == c->metric && o->channel == c->channel
		    && o->account == c->account && o->campaign == c->campaign)
			return true;
	}
	return false;
}

static bool is_asked(const struct totals *t, const struct export_cell *c)
{
	bool asked = false;

	if (t->where && !where_passes(t->where, t->s->names, c->channel, c->account, c->campaign))
		return false;
	for (size_t i = 0; i < t->n_metrics; i++)
		asked = asked || (t->metrics[i] == c->metric && opening_of(t, c->metric) == 0);
	return (asked && c->day >= t->first && c->day <= t->last) || is_opening(t, c);
}

static struct total *total_of(struct totals *t, const struct export_cell *c)
{
	struct total *all;

	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].metric == c->metric && t->all[i].channel == c->channel
		    && t->all[i].account == c->account && t->all[i].is_opening == (c->day < t->first))
			return &t->all[i];
	if (t->n == t->cap) {
		t->cap = t->cap ? 2 * t->cap : 16;
		all = ARENA_ARRAY(t->s->arena, t->cap, struct total);
		if (t->n)
			memcpy(all, t->all, t->n * sizeof *all);
		t->all = all;
	}
	t->all[t->n] = (struct total){ .metric = c->metric,
		                       .channel = c->channel,
		                       .account = c->account,
		                       .is_opening = c->day < t->first,
		                       .last_day = DAY_NONE };
	return &t->all[t->n++];
}

/* "linkedin acme", or "" for figures of the whole company. */
static struct str part_name(const struct session *s, sym channel, sym account, sym campaign)
{
	struct str text =
	    str_fmt(s->arena, "%.*s %.*s %.*s", STR_ARG(intern_str(s->names, channel)),
	            STR_ARG(intern_str(s->names, account)), STR_ARG(intern_str(s->names, campaign)));

	text = str_trim(text);
	return text.n ? text : STR("the whole company");
}

/* " (USD 20 at 0.92)", or "" */
static struct str rate_words(struct arena *a, const struct rate *rate, int64_t original)
{
	struct str per = STR_NONE;

	if (rate == NULL)
		return STR_NONE;
	if (rate->per != MICRO)
		per = str_fmt(a, " for %.*s", STR_ARG(num_text(a, rate->per)));
	return str_fmt(a, " (%.*s %.*s at %.*s%.*s)", STR_ARG(rate->currency), STR_ARG(num_text(a, original)),
	               STR_ARG(num_text(a, rate->micro)), STR_ARG(per));
}

static void print_row(struct totals *t, const struct export_cell *c)
{
	if (t->rows++ >= MOST_ROWS && !t->s->o->verbose)
		return;
	explain_item(4, "%.*s:%u  %.*s %.*s %.*s %.*s%.*s", STR_ARG(t->file), c->line,
	             STR_ARG(day_text(t->s->arena, c->day)),
	             STR_ARG(part_name(t->s, c->channel, c->account, c->campaign)),
	             STR_ARG(intern_str(t->s->names, c->metric)), STR_ARG(num_text(t->s->arena, c->micro)),
	             STR_ARG(rate_words(t->s->arena, c->rate, c->original)));
}

static void add_converted(struct totals *t, struct total *one, const struct export_cell *c)
{
	struct converted *all = one->converted, *found;
	size_t i = 0;

	while (i < one->n_converted && all[i].rate != c->rate)
		i++;
	if (i == one->cap_converted) {
		one->cap_converted = i > 0 ? 2 * i : 4;
		one->converted = ARENA_ARRAY(t->s->arena, one->cap_converted, struct converted);
		if (i > 0)
			memcpy(one->converted, all, i * sizeof *all);
	}
	found = &one->converted[i];
	if (i == one->n_converted) {
		*found = (struct converted){ .rate = c->rate };
		one->n_converted++;
	}
	found->overflow = !num_add(found->original, c->original, &found->original)
	                  || !num_add(found->own, c->micro, &found->own) || found->overflow;
}

static void take_cell(void *ctx, const struct export_cell *c)
{
	struct totals *t = ctx;
	struct total *one;

	if (!is_asked(t, c))
		return;
	if (t->wants_rows) {
		print_row(t, c);
		return;
	}
	one = total_of(t, c);
	one->n++;
	if (c->rate != NULL)
		add_converted(t, one, c);
	one->overflow = one->overflow || !num_add(one->sum, c->micro, &one->sum);
	if (one->last_day == DAY_NONE || c->day >= one->last_day) {
		one->last_day = c->day;
		one->last = c->micro;
	}
}

/* The figure that the platform shows for these days, by the metric's rule. */
static struct str figure_words(const struct totals *t, const struct total *one)
{
	const struct metric *m = model_metric(t->s->model, one->metric);
	enum over_time rule = m ? m->over_time : TIME_SUM;
	struct arena *a = t->s->arena;

	if (one->overflow)
		return STR("too big to add");
	if (one->is_opening)
		return str_fmt(a, "opening %.*s on %.*s", STR_ARG(num_text(a, one->last)),
		               STR_ARG(day_text(a, one->last_day)));
	if (rule == TIME_SUM)
		return str_fmt(a, "sum %.*s", STR_ARG(num_text(a, one->sum)));
	if (rule == TIME_MEAN)
		return str_fmt(a, "mean %.*s",
		               STR_ARG(num_text_double(a, num_double(one->sum) / (double)one->n, 15)));
	return str_fmt(a, "last %.*s on %.*s", STR_ARG(num_text(a, one->last)),
	               STR_ARG(day_text(a, one->last_day)));
}

/* Another source owns every series of these names: what this file says of them is left out (K119). */
static bool is_left_out(const struct totals *t, const struct total *one)
{
	bool any = false;

	for (size_t i = 0; i < store_count(t->s->store); i++) {
		const struct series *e = store_series(t->s->store, i);

		if (e->source != t->source || e->metric != one->metric || e->channel != one->channel
		    || e->account != one->account)
			continue;
		if (e->is_owner)
			return false;
		any = true;
	}
	return any;
}

/* What a total was before it was in the workspace's currency, a line for each rate. */
static void print_converted(const struct totals *t, const struct total *one)
{
	struct arena *a = t->s->arena;

	for (size_t i = 0; i < one->n_converted; i++) {
		const struct converted *x = &one->converted[i];

		if (x->overflow)
			explain_item(8, "in %.*s: too big to add", STR_ARG(x->rate->currency));
		else
			explain_item(8, "of it %.*s%.*s, %.*s:%u", STR_ARG(num_text(a, x->own)),
			             STR_ARG(rate_words(a, x->rate, x->original)), STR_ARG(x->rate->at.file),
			             x->rate->at.line);
	}
}

/* Why the total of a file is not in the figure; "": it is. */
static const char *unused_words(const struct totals *t, const struct total *one)
{
	const struct source *src = &t->s->ws->sources[t->source];
	struct period p = t->s->outcome.period;

	if (is_left_out(t, one))
		return "; not used, another source gives it";
	if (src->has_window && t->n_openings == 0
	    && (src->window_first != p.first || src->window_last != p.last))
		return "; not used, its window is not the period";
	return "";
}

static void print_file(struct totals *t)
{
	if (!t->n)
		return;
	explain_item(4, "%.*s", STR_ARG(t->file));
	for (size_t i = 0; i < t->n; i++) {
		const struct total *one = &t->all[i];

		explain_item(6, "%.*s%s%.*s: %.*s in %llu row%s%s",
		             STR_ARG(t->n_metrics > 1 ? intern_str(t->s->names, one->metric) : STR_NONE),
		             t->n_metrics > 1 ? ", " : "",
		             STR_ARG(part_name(t->s, one->channel, one->account, 0)),
		             STR_ARG(figure_words(t, one)), (unsigned long long)one->n,
		             one->n == 1 ? "" : "s", unused_words(t, one));
		print_converted(t, one);
	}
}

/* Does the source of a file give any of the metrics? */
static bool gives(const struct totals *t, uint16_t source)
{
	for (size_t i = 0; i < store_count(t->s->store); i++) {
		const struct series *one = store_series(t->s->store, i);

		for (size_t m = 0; one->source == source && m < t->n_metrics; m++)
			if (one->metric == t->metrics[m] || one->metric == opening_of(t, t->metrics[m]))
				return true;
	}
	return false;
}

static void walk_file(struct totals *t, const struct input *in)
{
	const struct session *s = t->s;
	struct cells_of_file f = { s->arena,    s->names, s->ws, s->model,
		                   &s->formats, s->rates, in,    session_path(s, in->path) };

	t->file = in->path;
	t->source = in->source;
	t->n = 0;
	if (export_cells(&f, take_cell, t))
		print_file(t);
	else
		explain_item(4, "%.*s: it cannot be read again", STR_ARG(in->path));
}

static void walk_all(struct totals *t)
{
	for (size_t i = 0; i < t->s->files.n; i++) {
		const struct input *in = &t->s->files.all[i];

		if (in->role == INPUT_METRICS && !in->is_copy && gives(t, in->source))
			walk_file(t, in);
	}
}

void explain_totals(const struct session *s, const sym *metrics, size_t n, const struct where *w)
{
	struct outcome const *o = &s->outcome;
	struct totals t = {
		.s = s, .metrics = metrics, .n_metrics = n, .where = w, .first = o->period.first
	};
	struct str days;

	t.last = o->as_of < o->period.last ? o->as_of : o->period.last;
	days = str_fmt(s->arena, "%.*s to %.*s", STR_ARG(day_text(s->arena, t.first)),
	               STR_ARG(day_text(s->arena, t.last)));
	find_openings(&t);
	printf("  totals by file, for the platform's own screen, %.*s:\n", STR_ARG(days));
	walk_all(&t);
	if (s->o->wants_rows) {
		printf("  rows, %.*s:\n", STR_ARG(days));
		t.wants_rows = true;
		walk_all(&t);
		if (t.rows > MOST_ROWS && !s->o->verbose)
			printf("    and %.*s: `--rows -v` prints all, `--period` those of a month\n",
			       STR_ARG(str_count(s->arena, t.rows - MOST_ROWS, "more row")));
	}
}
