/* explain_totals.c - what each file says of a metric in the period, to set beside the platform's screen. */
#include "app/explain.h"

#include <string.h>
#include "app/row_use.h"
#include "app/tally.h"
#include "core/rollup.h"

enum { MOST_ROWS = 200 /* but with -v all */ };

struct
    total { /* of one metric, channel and account in the file at hand; where cells do not add, of a campaign */
	sym metric, channel, account, campaign;
	struct tally all, used;
	uint64_t n[USE__N];
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
	size_t nth;        /* of the session's files */
	struct total *all; /* of the file at hand, in the order met */
	size_t n, cap;
	struct opening *openings;
	size_t n_openings;
	struct row_uses uses;
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

static enum over_time rule_of(const struct totals *t, sym metric)
{
	const struct metric *m = model_metric(t->s->model, metric);

	return m != NULL ? m->over_time : TIME_SUM;
}

/* How several rows make a cell: as meet.c and posts_fold.c have it. */
static enum merge merge_of(const struct totals *t, const struct export_cell *c)
{
	if (c->rules->grain != GRAIN_DAY)
		return posts_add_up(t->s->model, c->metric) ? MERGE_SUM : MERGE_LARGEST;
	return c->rules->same_cell == SAME_CELL_SUM ? MERGE_SUM : MERGE_LAST;
}

static struct total *total_of(struct totals *t, const struct export_cell *c)
{
	bool is_opening = c->day < t->first;
	enum tell tell = is_opening ? TELL_OPENING : TELL_BY_RULE;
	enum over_time rule = rule_of(t, c->metric);
	sym campaign = rule == TIME_SUM && !is_opening ? 0 : c->campaign;
	struct total *all;

	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].metric == c->metric && t->all[i].channel == c->channel
		    && t->all[i].account == c->account && t->all[i].campaign == campaign
		    && t->all[i].all.tell == tell)
			return &t->all[i];
	if (t->n == t->cap) {
		t->cap = t->cap ? 2 * t->cap : 16;
		all = ARENA_ARRAY(t->s->arena, t->cap, struct total);
		if (t->n)
			memcpy(all, t->all, t->n * sizeof *all);
		t->all = all;
	}
	t->all[t->n] = (struct total){
		.metric = c->metric, .channel = c->channel, .account = c->account, .campaign = campaign
	};
	tally_init(&t->all[t->n].all, rule, tell, merge_of(t, c));
	tally_init(&t->all[t->n].used, rule, tell, merge_of(t, c));
	return &t->all[t->n++];
}

static bool is_wanted(const struct totals *t, sym metric)
{
	for (size_t m = 0; m < t->n_metrics; m++)
		if (metric == t->metrics[m] || metric == opening_of(t, t->metrics[m]))
			return true;
	return false;
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

static void print_row(struct totals *t, const struct export_cell *c, enum use use, const struct cell_use *is)
{
	if (t->rows++ >= MOST_ROWS && !t->s->o->verbose)
		return;
	explain_item(4, "%.*s:%u  %.*s %.*s %.*s %.*s%.*s%.*s", STR_ARG(t->file), c->line,
	             STR_ARG(day_text(t->s->arena, c->day)),
	             STR_ARG(part_name(t->s, c->channel, c->account, c->campaign)),
	             STR_ARG(intern_str(t->s->names, c->metric)), STR_ARG(num_text(t->s->arena, c->micro)),
	             STR_ARG(rate_words(t->s->arena, c->rate, c->original)),
	             STR_ARG(row_use_words(&t->uses, use, is)));
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

/* Records replace each other whole, wherever and of whatever they are: all of them are noted. */
static void note_cell(void *ctx, const struct export_cell *c)
{
	struct totals *t = ctx;

	if (c->rules->grain != GRAIN_DAY || is_asked(t, c))
		row_uses_note(&t->uses, t->nth, c);
}

static void take_cell(void *ctx, const struct export_cell *c)
{
	struct totals *t = ctx;
	struct total *one;
	struct cell_use is;
	enum use use;

	if (!is_asked(t, c))
		return;
	use = row_uses_ask(&t->uses, t->nth, c, &is);
	if (t->wants_rows) {
		print_row(t, c, use, &is);
		return;
	}
	one = total_of(t, c);
	one->n[use]++;
	tally_add(&one->all, c->day, c->micro);
	if (use == USE_YES)
		tally_add(&one->used, c->day, c->micro);
	if (c->rate != NULL)
		add_converted(t, one, c);
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

static struct str use_words(struct arena *a, struct total *one)
{
	struct str used = one->n[USE_YES] > 0
	                      ? str_fmt(a, "%.*s in %.*s", STR_ARG(tally_words(a, &one->used)),
	                                STR_ARG(str_count(a, one->n[USE_YES], "row")))
	                      : STR_NONE;

	return row_use_counts(a, one->n, used);
}

static void print_total(struct totals *t, struct total *one)
{
	struct arena *a = t->s->arena;

	explain_item(6, "%.*s%s%.*s: %.*s in %.*s%.*s",
	             STR_ARG(t->n_metrics > 1 ? intern_str(t->s->names, one->metric) : STR_NONE),
	             t->n_metrics > 1 ? ", " : "",
	             STR_ARG(part_name(t->s, one->channel, one->account, one->campaign)),
	             STR_ARG(tally_words(a, &one->all)), STR_ARG(str_count(a, one->all.n, "row")),
	             STR_ARG(use_words(a, one)));
	print_converted(t, one);
}

static void print_file(struct totals *t)
{
	if (t->n > 0)
		explain_item(4, "%.*s", STR_ARG(t->file));
	for (size_t i = 0; i < t->n; i++) {
		print_total(t, &t->all[i]);
		tally_clear(&t->all[i].all);
		tally_clear(&t->all[i].used);
	}
	t->n = 0;
}

/* Does the source of a file give any of the metrics? */
static bool gives(const struct totals *t, uint16_t source)
{
	for (size_t i = 0; i < store_count(t->s->store); i++) {
		const struct series *one = store_series(t->s->store, i);

		if (one->source == source && is_wanted(t, one->metric))
			return true;
	}
	return false;
}

static void walk_file(struct totals *t, size_t nth, export_cell_fn fn)
{
	const struct session *s = t->s;
	const struct input *in = &s->files.all[nth];
	struct cells_of_file f = { s->arena,    s->names, s->ws, s->model,
		                   &s->formats, s->rates, in,    session_path(s, in->path) };

	t->file = in->path;
	t->nth = nth;
	if (export_cells(&f, fn, t))
		print_file(t);
	else if (fn == take_cell)
		explain_item(4, "%.*s: it cannot be read again", STR_ARG(in->path));
}

static void walk_all(struct totals *t, export_cell_fn fn)
{
	for (size_t i = 0; i < t->s->files.n; i++) {
		const struct input *in = &t->s->files.all[i];

		if (in->role == INPUT_METRICS && !in->is_copy && gives(t, in->source))
			walk_file(t, i, fn);
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
	row_uses_init(&t.uses, s);
	walk_all(&t, note_cell);
	printf("  totals by file, for the platform's own screen, %.*s:\n", STR_ARG(days));
	walk_all(&t, take_cell);
	if (s->o->wants_rows) {
		printf("  rows, %.*s:\n", STR_ARG(days));
		t.wants_rows = true;
		walk_all(&t, take_cell);
		if (t.rows > MOST_ROWS && !s->o->verbose)
			printf("    and %.*s: `--rows -v` prints all, `--period` those of a month\n",
			       STR_ARG(str_count(s->arena, t.rows - MOST_ROWS, "more row")));
	}
	row_uses_free(&t.uses);
}
