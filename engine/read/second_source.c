/* second_source.c - what a left out source says beside the one that owns the series (K119). */
#include "read/second_source.h"

#include <stdlib.h>
#include "base/mem.h"
#include "core/cadence.h"

struct days { /* of several series: one may stand there more than once */
	int32_t *all;
	size_t n, cap;
};

struct compared { /* one losing source, metric and channel, over its accounts and campaigns */
	uint16_t owner, loser;
	sym metric, channel;
	enum grain owner_grain, loser_grain;
	enum every owner_every, loser_every;
	bool adds; /* its cells have a total */
	uint64_t n_series, n_cells;
	wide_sum owner_sum, loser_sum; /* of the days that both have */
	wide_sum total;                /* of all that is left out */
	struct days both, differ, only;
};

static void days_add(struct days *d, int32_t day)
{
	mem_reserve(&d->all, &d->cap, d->n + 1, sizeof *d->all);
	d->all[d->n++] = day;
}

static int cmp_day(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* How many different ones. */
static uint64_t days_count(struct days *d)
{
	uint64_t n = 0;

	if (d->n > 0)
		qsort(d->all, d->n, sizeof *d->all, cmp_day);
	for (size_t i = 0; i < d->n; i++)
		n += i == 0 || d->all[i] != d->all[i - 1];
	return n;
}

static void clear(struct compared *c)
{
	mem_free(c->both.all);
	mem_free(c->differ.all);
	mem_free(c->only.all);
}

static bool same_cells(const struct series *a, const struct series *b)
{
	return a->metric == b->metric && a->channel == b->channel && a->account == b->account
	       && a->campaign == b->campaign;
}

/* The value of a day: its cell, or the 0 that a sparse series has on covered days. */
static bool value_of(const struct store *st, size_t i, int32_t day, int64_t *v)
{
	const struct series *s = store_series(st, i);

	if (store_get(st, i, day, v))
		return true;
	*v = 0;
	return s->is_sparse && store_covers(st, s->source, day);
}

/* Does series i speak of any day from..to? Its cells follow each other, so the first that ends on or after from
 * tells. */
static bool speaks_of(const struct store *st, size_t i, int32_t from, int32_t to)
{
	const struct series *s = store_series(st, i);
	struct cell_walk w;
	int32_t day;
	int64_t v;

	store_walk(&w, st, i, from, s->last_day);
	if (store_next(&w, &day, &v) && cadence_first(s->every, day) <= to)
		return true;
	return s->is_sparse && store_covered_days(st, s->source, from, to) > 0;
}

static void compare_cells(struct compared *c, const struct store *st, size_t owner, size_t loser)
{
	const struct series *s = store_series(st, loser);
	bool is_alike = s->every == store_series(st, owner)->every;
	struct cell_walk w;
	int32_t day;
	int64_t theirs, ours;

	store_walk(&w, st, loser, s->first_day, s->last_day);
	while (store_next(&w, &day, &theirs)) {
		c->n_cells++;
		c->total += theirs;
		if (is_alike && value_of(st, owner, day, &ours)) {
			c->owner_sum += ours;
			c->loser_sum += theirs;
			days_add(&c->both, day);
			if (ours != theirs)
				days_add(&c->differ, day);
		} else if (!speaks_of(st, owner, cadence_first(s->every, day), day)) {
			days_add(&c->only, day);
		}
	}
}

static bool continues(const struct compared *c, const struct series *owner, const struct series *loser)
{
	return c->n_series > 0 && c->owner == owner->source && c->loser == loser->source
	       && c->metric == loser->metric && c->channel == loser->channel && c->owner_grain == owner->grain
	       && c->loser_grain == loser->grain && c->owner_every == owner->every
	       && c->loser_every == loser->every;
}

static const char *kind_of(enum grain grain, enum every every)
{
	if (grain == GRAIN_POST)
		return "by post";
	if (grain == GRAIN_EVENT)
		return "by event";
	if (grain == GRAIN_WINDOW)
		return "of a window";
	return every == EVERY_MONTH     ? "by month"
	       : every == EVERY_WEEK    ? "by week"
	       : every == EVERY_QUARTER ? "by quarter"
	                                : "by day";
}

/* What each says of the days that both have. */
static struct str say_shared(struct arena *a, struct compared *c)
{
	struct str days = str_count(a, days_count(&c->both), every_names[c->loser_every]);

	if (c->owner_every != c->loser_every)
		return STR("they are not compared, because their rows stand for different lengths of time");
	if (c->both.n == 0)
		return STR("they share no day");
	if (c->adds)
		return str_fmt(a, "on the %.*s that both have it says %.*s, the one used %.*s", STR_ARG(days),
		               STR_ARG(wide_text(a, c->loser_sum)), STR_ARG(wide_text(a, c->owner_sum)));
	if (c->differ.n == 0)
		return str_fmt(a, "on the %.*s that both have they agree", STR_ARG(days));
	return str_fmt(a, "on %llu of the %.*s that both have they differ",
	               (unsigned long long)days_count(&c->differ), STR_ARG(days));
}

static struct str say_lost(struct arena *a, struct compared *c)
{
	struct strbuf b;

	strbuf_init(&b, a, 400);
	strbuf_add(&b, str_count(a, c->n_cells, "cell"));
	if (c->adds)
		strbuf_fmt(&b, ", %.*s in all", STR_ARG(wide_text(a, c->total)));
	if (c->only.n > 0)
		strbuf_fmt(&b, ", and for %.*s only it has a value",
		           STR_ARG(str_count(a, days_count(&c->only), every_names[c->loser_every])));
	return strbuf_str(&b);
}

/* Of two that share no day one may follow the other, as when a tool is changed. */
static struct str remedy_of(const struct compared *c)
{
	if (c->both.n == 0 && c->only.n > 0 && c->owner_every == c->loser_every)
		return STR(
		    "if one follows the other, count both by making one source of them, whose files: reaches both; "
		    "else narrow one of the two with metrics: [..]");
	return STR("narrow one of the two with metrics: [..], or put the better one first");
}

static void note(struct arena *a, const struct intern *names, const struct workspace *w, struct compared *c,
                 struct diag *d)
{
	const struct source *owner = &w->sources[c->owner], *loser = &w->sources[c->loser];
	struct str channel = intern_str(names, c->channel);

	if (c->n_series == 0)
		return;
	diag_put(d, c->only.n > 0 ? SEV_WARNING : SEV_NOTE, "K119", intern_str(names, c->metric), loser->at,
	         remedy_of(c),
	         "%.*s%s%.*s from %.*s (%s) is left out: %.*s (%s) stands first and owns it; %.*s; what is "
	         "left out is %.*s",
	         STR_ARG(intern_str(names, c->metric)), channel.n > 0 ? " of " : "", STR_ARG(channel),
	         STR_ARG(loser->files), kind_of(c->loser_grain, c->loser_every), STR_ARG(owner->files),
	         kind_of(c->owner_grain, c->owner_every), STR_ARG(say_shared(a, c)), STR_ARG(say_lost(a, c)));
	clear(c);
}

static struct compared begin(const struct model *m, const struct series *owner, const struct series *loser)
{
	const struct metric *def = model_metric(m, loser->metric);

	return (struct compared){ .owner = owner->source,
		                  .loser = loser->source,
		                  .metric = loser->metric,
		                  .channel = loser->channel,
		                  .owner_grain = owner->grain,
		                  .loser_grain = loser->grain,
		                  .owner_every = owner->every,
		                  .loser_every = loser->every,
		                  .adds = def == NULL
		                          || (def->unit != UNIT_PEOPLE && def->over_time == TIME_SUM) };
}

static bool same_window(const struct source *a, const struct source *b)
{
	return a->has_window && b->has_window && a->window_first == b->window_first
	       && a->window_last == b->window_last;
}

/* Of the owners among order[first..i): the one of the same window, else the first. */
static size_t owner_of(const struct workspace *w, const struct store *st, const uint32_t *order, size_t first,
                       size_t i)
{
	const struct series *s = store_series(st, order[i]);

	for (size_t k = first; k < i; k++) {
		const struct series *o = store_series(st, order[k]);

		if (o->is_owner && same_window(&w->sources[o->source], &w->sources[s->source]))
			return k;
	}
	return first;
}

void second_sources_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                         const struct model *m, struct store *st, struct diag *d)
{
	size_t n, first = 0, owner;
	const uint32_t *order = store_sorted(st, names, &n);
	struct compared c = { .n_series = 0 };

	/* Alike series stand next to each other, the owner first. */
	for (size_t i = 0; i < n; i++) {
		const struct series *s = store_series(st, order[i]);

		if (i == 0 || !same_cells(s, store_series(st, order[first])))
			first = i;
		if (s->is_owner)
			continue;
		owner = owner_of(w, st, order, first, i);
		const struct series *o = store_series(st, order[owner]);
		if (!continues(&c, o, s)) {
			note(scratch, names, w, &c, d);
			c = begin(m, o, s);
		}
		c.n_series++;
		compare_cells(&c, st, order[owner], order[i]);
	}
	note(scratch, names, w, &c, d);
}
