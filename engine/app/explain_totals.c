/* explain_totals.c - what each file says of a metric in the period, to set beside the platform's screen. */
#include "app/explain.h"

#include <string.h>
#include "core/rollup.h"
#include "read/export_cells.h"

enum { MOST_ROWS = 200 };

struct total { /* of one metric, channel and account in the file at hand */
	sym metric, channel, account;
	uint64_t n;
	bool overflow;
	int64_t sum, last;
	int32_t last_day;
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
	bool wants_rows;
	uint64_t rows; /* met so far, of all files */
};

static bool is_asked(const struct totals *t, const struct export_cell *c)
{
	bool asked = false;

	for (size_t i = 0; i < t->n_metrics; i++)
		asked = asked || t->metrics[i] == c->metric;
	return asked && c->day >= t->first && c->day <= t->last
	       && (!t->where || where_passes(t->where, t->s->names, c->channel, c->account, c->campaign));
}

static struct total *total_of(struct totals *t, const struct export_cell *c)
{
	struct total *all;

	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].metric == c->metric && t->all[i].channel == c->channel
		    && t->all[i].account == c->account)
			return &t->all[i];
	if (t->n == t->cap) {
		t->cap = t->cap ? 2 * t->cap : 16;
		all = ARENA_ARRAY(t->s->arena, t->cap, struct total);
		if (t->n)
			memcpy(all, t->all, t->n * sizeof *all);
		t->all = all;
	}
	t->all[t->n] = (struct total){
		.metric = c->metric, .channel = c->channel, .account = c->account, .last_day = DAY_NONE
	};
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

static void print_row(struct totals *t, const struct export_cell *c)
{
	if (t->rows++ >= MOST_ROWS)
		return;
	explain_item(4, "%.*s:%u  %.*s %.*s %.*s %.*s", STR_ARG(t->file), c->line,
	             STR_ARG(day_text(t->s->arena, c->day)),
	             STR_ARG(part_name(t->s, c->channel, c->account, c->campaign)),
	             STR_ARG(intern_str(t->s->names, c->metric)), STR_ARG(num_text(t->s->arena, c->micro)));
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
		             one->n == 1 ? "" : "s",
		             is_left_out(t, one) ? "; not used, another source gives it" : "");
	}
}

/* Does the source of a file give any of the metrics? */
static bool gives(const struct totals *t, uint16_t source)
{
	for (size_t i = 0; i < store_count(t->s->store); i++) {
		const struct series *one = store_series(t->s->store, i);

		for (size_t m = 0; one->source == source && m < t->n_metrics; m++)
			if (one->metric == t->metrics[m])
				return true;
	}
	return false;
}

static void walk_file(struct totals *t, const struct input *in)
{
	const struct session *s = t->s;
	struct cells_of_file f = {
		s->arena, s->names, s->ws, s->model, &s->formats, in, session_path(s, in->path)
	};

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
	printf("  totals by file, for the platform's own screen, %.*s:\n", STR_ARG(days));
	walk_all(&t);
	if (s->o->wants_rows) {
		printf("  rows, %.*s:\n", STR_ARG(days));
		t.wants_rows = true;
		walk_all(&t);
		if (t.rows > MOST_ROWS)
			printf("    and %llu more rows\n", (unsigned long long)(t.rows - MOST_ROWS));
	}
}
