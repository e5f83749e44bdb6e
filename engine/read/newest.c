/* newest.c - how far the social data reach, which a date in a far year does not say. */
#include "read/newest.h"

#include <assert.h>
#include <string.h>

#include "read/format_def.h"

enum {
	MOST_LONE = 3,
	WEEK = 7,
	LONELY = 92, /* days: a quarter without a cell */
	TIMES = 10,
	NEAR = 31,    /* days: two that are as near after a pause are a fresh start, */
	PAUSE = 1096, /* unless that is longer than three years, */
	FEW = 2,      /* after which rows for longer than a day need be no more than so many to one */
	SLOW = 2      /* a gap up to so many times as long as the data has two of is its rhythm */
};

static bool source_counts(const struct source *s)
{
	return s->kind == KIND_SOCIAL && !s->has_window; /* the days of a window are not days of its rows */
}

/* Of which store, and series of which cadence are looked at. */
struct scene {
	const struct store *st;
	const struct workspace *w;
	enum every every;
};

static bool series_counts(const struct scene *c, const struct series *e)
{
	return source_counts(&c->w->sources[e->source]) && e->every == c->every && e->n_cells > 0
	       && (e->grain == GRAIN_DAY || e->grain == GRAIN_POST);
}

/* From the first day to the last; DAY_NONE where there is none. */
static void find_ends(const struct scene *c, int32_t *first, int32_t *last)
{
	*first = *last = DAY_NONE;
	for (size_t i = 0; i < store_count(c->st); i++) {
		const struct series *e = store_series(c->st, i);

		if (!series_counts(c, e))
			continue;
		*first = *first == DAY_NONE || e->first_day < *first ? e->first_day : *first;
		*last = *last == DAY_NONE || e->last_day > *last ? e->last_day : *last;
	}
}

/* Mostly one series settles that the last days stand in company. */
static bool is_dense(const struct scene *c, int32_t last)
{
	for (size_t i = 0; i < store_count(c->st); i++) {
		const struct series *e = store_series(c->st, i);

		if (series_counts(c, e) && e->last_day == last
		    && store_total(c->st, i, last - LONELY, last).n > MOST_LONE)
			return true;
	}
	return false;
}

static void mark_days(const struct scene *c, int32_t first, bool *has)
{
	for (size_t i = 0; i < store_count(c->st); i++) {
		const struct series *e = store_series(c->st, i);
		struct cell_walk walk;
		int32_t day;
		int64_t micro;

		if (!series_counts(c, e))
			continue;
		store_walk(&walk, c->st, i, e->first_day, e->last_day);
		while (store_next(&walk, &day, &micro))
			has[day - first] = true;
	}
}

/* The second longest gap from day to day up to `to`: one early typo makes no rhythm. */
static int32_t rhythm(const bool *has, int32_t first, int32_t to)
{
	int32_t longest = 0, second = 0, at = first;

	for (int32_t day = first + 1; day <= to; day++) {
		if (!has[day - first])
			continue;
		if (day - at > longest) {
			second = longest;
			longest = day - at;
		} else if (day - at > second) {
			second = day - at;
		}
		at = day;
	}
	return second;
}

/* The days are walked from the last one back; the last gap met among the few decides. */
static struct newest cut(const bool *has, int32_t first, int32_t last, enum every every)
{
	struct newest out = { .day = last, .lone = DAY_NONE, .every = every };
	int32_t n_after = 1, later = last, n = 0, before;
	bool in_company =
	    false; /* two days after the gap at hand, and before the next, are near each other */

	for (int32_t day = first; day <= last; day++)
		n += has[day - first];
	for (before = last - 1; before >= first && n_after <= MOST_LONE; before--) {
		int32_t gap, times;

		if (!has[before - first])
			continue;
		gap = later - before;
		times = every != EVERY_DAY && gap > PAUSE ? FEW : TIMES;
		if (gap > LONELY && n_after * times <= n - n_after && !(in_company && gap <= PAUSE)
		    && gap > SLOW * rhythm(has, first, before))
			out = (struct newest){ .day = before, .lone = later, .every = every };
		in_company = gap <= LONELY && (in_company || gap <= NEAR);
		later = before;
		n_after++;
	}
	return out;
}

static struct newest newest_by(const struct scene *c)
{
	struct newest out;
	struct arena *a;
	int32_t first, last;
	bool *has;

	find_ends(c, &first, &last);
	if (last == DAY_NONE || last - first <= LONELY || is_dense(c, last))
		return (struct newest){ .day = last, .lone = DAY_NONE, .every = c->every };
	a = arena_new(0);
	has = ARENA_ARRAY(a, (size_t)(last - first) + 1, bool);
	mark_days(c, first, has);
	out = cut(has, first, last, c->every);
	arena_free(a);
	return out;
}

/* The last cell of a source's series up to a day; DAY_NONE. */
static int32_t last_of(const struct scene *c, size_t source, int32_t to)
{
	int32_t last = DAY_NONE;

	for (size_t i = 0; i < store_count(c->st); i++) {
		const struct series *e = store_series(c->st, i);
		int32_t day;

		if (e->source != source || !series_counts(c, e))
			continue;
		day = store_days(c->st, i, e->first_day, to).last;
		last = last == DAY_NONE || (day != DAY_NONE && day > last) ? day : last;
	}
	return last;
}

/* The end of the last week that was over when it was exported: another follows it, or `covers:` says so. */
static int32_t last_whole(const struct scene *c, size_t source, int32_t to)
{
	const struct source *s = &c->w->sources[source];
	int32_t last;

	if (s->has_covers)
		return last_of(c, source, s->covers_last < to ? s->covers_last : to);
	last = last_of(c, source, to);
	return last == DAY_NONE ? DAY_NONE : last_of(c, source, last - WEEK);
}

static int32_t newest_whole(const struct scene *c, int32_t to)
{
	int32_t newest = DAY_NONE;

	for (size_t i = 0; i < c->w->n_sources && to != DAY_NONE; i++) {
		int32_t day = last_whole(c, i, to);

		newest = newest == DAY_NONE || (day != DAY_NONE && day > newest) ? day : newest;
	}
	return newest;
}

struct newest newest_of(const struct store *st, const struct workspace *w)
{
	struct scene c = { st, w, EVERY_DAY };
	struct newest out = newest_by(&c);

	out.whole = out.day;
	for (c.every = EVERY_WEEK; out.day == DAY_NONE && c.every < EVERY__N; c.every++) {
		out = newest_by(&c);
		out.whole = c.every == EVERY_WEEK ? newest_whole(&c, out.day) : DAY_NONE;
	}
	return out;
}

/* --- of files */

static_assert((int)LATE_DAYS > (int)MOST_LONE, "one of them is none of the few");

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

struct day_set *day_set_new(struct arena *a)
{
	struct day_set *s = ARENA_NEW(a, struct day_set);

	day_from(FIRST_YEAR, 1, 1, &s->zero);
	day_from(LAST_YEAR, 12, 31, &s->end);
	s->has = ARENA_ARRAY(a, (size_t)(s->end - s->zero) + 1, bool);
	s->first = s->last = DAY_NONE;
	return s;
}

void day_set_add(struct day_set *s, int32_t day)
{
	if (day < s->zero || day > s->end) /* counted from a day of the file: 0000 */
		return;
	s->has[day - s->zero] = true;
	s->first = s->first == DAY_NONE || day < s->first ? day : s->first;
	s->last = s->last == DAY_NONE || day > s->last ? day : s->last;
}

void day_set_clear(struct day_set *s)
{
	if (s->first != DAY_NONE)
		memset(s->has + (s->first - s->zero), false, (size_t)(s->last - s->first) + 1);
	s->first = s->last = DAY_NONE;
}

void day_set_join(struct day_set *all, const struct day_set *one)
{
	for (int32_t day = one->first; one->first != DAY_NONE && day <= one->last; day++)
		if (one->has[day - one->zero])
			day_set_add(all, day);
}

int32_t day_set_lone(const struct day_set *s)
{
	if (s->last == DAY_NONE || s->last - s->first <= LONELY)
		return DAY_NONE;
	return cut(s->has + (s->first - s->zero), s->first, s->last, EVERY_DAY).lone;
}

size_t day_set_late(const struct day_set *s, int32_t late[LATE_DAYS])
{
	size_t n = 0;

	for (int32_t day = s->last; s->last != DAY_NONE && day >= s->first && n < LATE_DAYS; day--)
		if (s->has[day - s->zero])
			late[n++] = day;
	return n;
}

bool newest_counts(const struct export_job *job, enum every every)
{
	enum grain grain = job->format->grain;
	enum every its = job->source->every != EVERY_DEFAULT ? job->source->every : job->format->every;

	return source_counts(job->source) && (its == EVERY_DEFAULT ? EVERY_DAY : its) == every
	       && (grain == GRAIN_DAY || grain == GRAIN_POST);
}

/* --- the rows */

struct look {
	struct exports *x;
	const struct newest *n;
	int32_t last;
	bool is_told;
};

static void tell(struct look *l, const struct row *row)
{
	struct arena *a = arena_new(0);
	bool is_longer = l->n->every != EVERY_DAY; /* then the cell may hold another day than its last */

	diag_put(
	    l->x->d, SEV_WARNING, "K118", STR_NONE,
	    csv_place(row->csv, a, row->whole, row->offset + (size_t)row->columns->date),
	    str_fmt(a, "correct the date, or say --as-of %.*s if it is right",
	            STR_ARG(day_text(a, row->day))),
	    "%s%s%s%.*s is %d days after all other social data, so it is taken for mistyped: they reach %.*s",
	    is_longer ? "the " : "", is_longer ? every_names[l->n->every] : "", is_longer ? " to " : "",
	    STR_ARG(day_text(a, row->day)), (int)(row->day - l->n->day), STR_ARG(day_text(a, l->n->day)));
	arena_free(a);
	l->is_told = true;
}

static bool look_at(void *ctx, const struct row *row)
{
	struct look *l = ctx;

	if (row->day < l->n->lone)
		l->last = l->last == DAY_NONE || row->day > l->last ? row->day : l->last;
	else if (!l->is_told && row->columns->date != NO_COLUMN)
		tell(l, row);
	return true;
}

int32_t newest_explain(struct exports *x, const struct export_job *job, const struct newest *n)
{
	struct look l = { x, n, DAY_NONE, false };

	export_walk(x, job, look_at, &l);
	return l.last;
}
