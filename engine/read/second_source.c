/* second_source.c - what a left out source says beside the one that owns the series (K119). */
#include "read/second_source.h"

struct compared { /* one losing source, metric and channel, over its accounts and campaigns */
	uint16_t owner, loser;
	sym metric, channel;
	enum grain owner_grain, loser_grain;
	enum every owner_every, loser_every;
	uint64_t n_series, n_days;
	int64_t owner_sum, loser_sum;
	bool overflow;
};

static bool same_cells(const struct series *a, const struct series *b)
{
	return a->metric == b->metric && a->channel == b->channel && a->account == b->account
	       && a->campaign == b->campaign;
}

static void add(struct compared *c, int64_t *sum, int64_t v)
{
	if (!num_add(*sum, v, sum))
		c->overflow = true;
}

/* Both totals over the days on which both have a cell. */
static void compare_days(struct compared *c, const struct store *st, size_t owner, size_t loser)
{
	const struct series *s = store_series(st, loser);
	struct cell_walk w;
	int32_t day;
	int64_t theirs, ours;

	store_walk(&w, st, loser, s->first_day, s->last_day);
	while (store_next(&w, &day, &theirs)) {
		if (!store_get(st, owner, day, &ours))
			continue;
		add(c, &c->owner_sum, ours);
		add(c, &c->loser_sum, theirs);
		c->n_days++;
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
	return every == EVERY_MONTH     ? "by month"
	       : every == EVERY_WEEK    ? "by week"
	       : every == EVERY_QUARTER ? "by quarter"
	                                : "by day";
}

static struct str say_totals(struct arena *a, const struct compared *c)
{
	if (c->owner_every != c->loser_every)
		return STR("they are not compared, because their rows stand for different lengths of time");
	if (c->n_days == 0)
		return STR("they share no day");
	if (c->overflow)
		return STR("their totals are too big to compare");
	return str_fmt(a, "on the %llu days that both have it says %.*s, the one used %.*s",
	               (unsigned long long)c->n_days, STR_ARG(num_text(a, c->loser_sum)),
	               STR_ARG(num_text(a, c->owner_sum)));
}

static void note(struct arena *a, const struct intern *names, const struct workspace *w,
                 const struct compared *c, struct diag *d)
{
	const struct source *owner = &w->sources[c->owner], *loser = &w->sources[c->loser];
	struct str channel = intern_str(names, c->channel);

	if (c->n_series == 0)
		return;
	diag_put(d, SEV_NOTE, "K119", intern_str(names, c->metric), loser->at,
	         STR("narrow one of the two with metrics: [..], or put the better one first"),
	         "%.*s%s%.*s from %.*s (%s) is left out: %.*s (%s) stands first and owns it; %.*s",
	         STR_ARG(intern_str(names, c->metric)), channel.n > 0 ? " of " : "", STR_ARG(channel),
	         STR_ARG(loser->files), kind_of(c->loser_grain, c->loser_every), STR_ARG(owner->files),
	         kind_of(c->owner_grain, c->owner_every), STR_ARG(say_totals(a, c)));
}

void second_sources_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                         struct store *st, struct diag *d)
{
	size_t n, owner = 0;
	const uint32_t *order = store_sorted(st, names, &n);
	struct compared c = { .n_series = 0 };

	/* Alike series stand next to each other, the owner first. */
	for (size_t i = 0; i < n; i++) {
		const struct series *s = store_series(st, order[i]);

		if (i == 0 || !same_cells(s, store_series(st, order[owner]))) {
			owner = i;
			continue;
		}
		const struct series *o = store_series(st, order[owner]);
		if (!continues(&c, o, s)) {
			note(scratch, names, w, &c, d);
			c = (struct compared){ .owner = o->source,
				               .loser = s->source,
				               .metric = s->metric,
				               .channel = s->channel,
				               .owner_grain = o->grain,
				               .loser_grain = s->grain,
				               .owner_every = o->every,
				               .loser_every = s->every };
		}
		c.n_series++;
		compare_days(&c, st, order[owner], order[i]);
	}
	note(scratch, names, w, &c, d);
}
