/* slice.c - one series over one period: its cells, its value, how complete and how fresh it is. */
#include "core/slice.h"
#include "core/cadence.h"

enum {
	STALE_AFTER = 2,  /* cadences without a cell */
	FIRST_YEAR = 1900 /* of all days there are */
};

struct cut cut_of(const struct facts *f, const struct metric *m, struct period p)
{
	struct cut c = { .f = f, .m = m, .p = p, .to = slice_to(f, p) };

	c.span = store_span(p.first, c.to);
	c.adds = slice_rule(m) == TIME_SUM && p.first <= c.to && !c.span.is_cut_short;
	c.fresh = cadence_before(EVERY_DAY, STALE_AFTER, slice_fresh_to(f, p));
	return c;
}

static const struct source *source_of(const struct facts *f, const struct series *s)
{
	return s->source < f->ws->n_sources ? &f->ws->sources[s->source] : NULL;
}

bool slice_has_window(const struct facts *f, uint32_t series)
{
	const struct source *src = source_of(f, store_series(f->store, series));

	return src != NULL && src->has_window;
}

enum over_time slice_rule(const struct metric *m)
{
	return m != NULL ? m->over_time : TIME_SUM;
}

int32_t slice_to(const struct facts *f, struct period p)
{
	return p.last < f->as_of ? p.last : f->as_of;
}

int32_t slice_fresh_to(const struct facts *f, struct period p)
{
	int32_t to = slice_to(f, p), reached = f->as_of - f->as_of_moved;

	return reached < to ? reached : to;
}

bool slice_is_whole(const struct facts *f, uint32_t series, const struct cells *c, int32_t from, int32_t to)
{
	const struct series *s = store_series(f->store, series);

	if (c->n != 1)
		return false;
	return slice_has_window(f, series) || (c->last_day == to && cadence_first(s->every, to) <= from);
}

/* The day the series' account was closed, if it is. */
static bool closed_on(const struct facts *f, sym account, int32_t *day)
{
	for (size_t i = 0; i < f->ws->n_accounts; i++) {
		const struct account *acc = &f->ws->accounts[i];

		if (acc->name == account && acc->is_closed) {
			*day = acc->closed;
			return true;
		}
	}
	return false;
}

bool slice_is_due(const struct facts *f, uint32_t series, struct period p)
{
	const struct series *s = store_series(f->store, series);
	int32_t to = slice_to(f, p), closed, newest;

	if (s->first_day == DAY_NONE || s->first_day > to || s->campaign != 0 || slice_has_window(f, series)
	    || (closed_on(f, s->account, &closed) && closed < to))
		return false;
	newest = store_newest(f->store, series, s->first_day, to);
	return newest != DAY_NONE && newest >= cadence_before(s->every, STALE_AFTER, slice_fresh_to(f, p));
}

/* A quarter's cell is not spread: where it began before the period, only a last value may come of it. */
static int32_t first_usable(const struct series *s, const struct metric *m, struct period p)
{
	bool is_flow = s->every == EVERY_QUARTER && slice_rule(m) != TIME_LAST;

	return is_flow ? month_first(day_month(p.first) + 2) : p.first;
}

/* in_period: the last of its cells from..to; DAY_NONE: none. */
static int32_t newest_of(const struct facts *f, uint32_t series, int32_t in_period, int32_t from, int32_t to)
{
	const struct series *s = store_series(f->store, series);

	if (in_period != DAY_NONE)
		return in_period;
	if (s->first_day == DAY_NONE || s->first_day > to)
		return DAY_NONE;
	if (s->last_day <= to)
		return s->last_day;
	return store_newest(f->store, series, s->first_day, from <= to ? from - 1 : to);
}

/* Cells there are and should be from..end. */
static void count_cells(const struct facts *f, uint32_t series, int32_t from, int32_t end, struct slice *out)
{
	const struct series *s = store_series(f->store, series);

	if (s->first_day == DAY_NONE)
		return;
	if (s->campaign != 0 && !s->is_sparse
	    && s->last_day < end) /* a campaign is over with its last cell */
		end = s->last_day;
	out->expected = cadence_count(s->every, s->first_day, from, end);
	out->present = s->is_sparse ? cells_spoken(f, series, from, end).n : out->n_cells;
	out->present = out->present < out->expected ? out->present : out->expected;
}

/* The first day up to `to` that the source covers; DAY_NONE: none. */
static int32_t first_covered(const struct facts *f, uint16_t source, int32_t to)
{
	int32_t first = 0, lo, hi = to;

	(void)day_from(FIRST_YEAR, 1, 1, &first);
	lo = first;
	if (store_covered_days(f->store, source, first, to) == 0)
		return DAY_NONE;
	while (lo < hi) {
		int32_t mid = lo + (hi - lo) / 2;

		if (store_covered_days(f->store, source, first, mid) > 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

int32_t slice_begin(const struct facts *f, uint32_t series, int32_t to)
{
	const struct series *s = store_series(f->store, series);
	int32_t covered = s->is_sparse ? first_covered(f, s->source, to) : DAY_NONE, own;

	if (slice_has_window(f, series))
		return source_of(f, s)->window_first;
	if (s->first_day == DAY_NONE || s->first_day > to)
		return covered;
	own = cadence_first(s->every, s->first_day);
	return covered != DAY_NONE && covered < own ? covered : own;
}

/* The last day of the period so far, or the last its account was open; true: that is it. */
static bool is_closed_by(const struct facts *f, const struct series *s, struct period p, int32_t *end)
{
	int32_t closed;

	*end = slice_to(f, p);
	if (!closed_on(f, s->account, &closed) || closed >= *end)
		return false;
	*end = closed;
	return true;
}

void slice_expect_all(const struct cut *c, uint32_t series, struct slice *s)
{
	const struct series *se = store_series(c->f->store, series);
	int32_t end;

	is_closed_by(c->f, se, c->p, &end);
	count_cells(c->f, series, first_usable(se, c->m, c->p), end, s);
}

/* The cells are all of one value. */
static void take_cells(const struct metric *m, const struct cells *c, struct slice *out)
{
	out->n_cells = c->n;
	out->value = cells_roll(m, c, true);
}

/* The last value before the period, if it was not stale by then. */
static void roll_opening(const struct facts *f, const struct metric *m, uint32_t series, struct period p,
                         struct slice *out)
{
	const struct series *s = store_series(f->store, series);
	int32_t at = p.first - 1 < f->as_of ? p.first - 1 : f->as_of;
	int32_t from = cadence_before(s->every, STALE_AFTER, at), closed;
	struct cells cells;

	out->is_closed = closed_on(f, s->account, &closed) && closed < at;
	cells = cells_of(f, series, from, at);
	take_cells(m, &cells, out);
	out->newest = newest_of(f, series, cells.last_day, from, at);
	out->is_stale = out->newest != DAY_NONE && out->newest < from;
	out->expected = s->first_day != DAY_NONE && s->first_day <= at && !out->is_closed;
	out->present = out->expected && out->n_cells > 0;
}

/* A sparse series without new cells is not old while its source goes on; a stock is, as it is its last cell. */
static int32_t newest_spoken(const struct facts *f, const struct metric *m, uint32_t series, int32_t newest,
                             int32_t from, int32_t to)
{
	int32_t spoken;

	if (!store_series(f->store, series)->is_sparse || slice_rule(m) == TIME_LAST)
		return newest;
	spoken = cells_spoken(f, series, from, to).last_day;
	return newest == DAY_NONE || (spoken != DAY_NONE && spoken > newest) ? spoken : newest;
}

/* A stock without a cell in the period is still what it was, unless that is stale. */
static void look_back(const struct facts *f, const struct metric *m, uint32_t series, struct slice *out)
{
	struct cells cells;

	if (slice_rule(m) != TIME_LAST || out->n_cells > 0 || out->newest == DAY_NONE || out->is_stale
	    || out->is_closed)
		return;
	cells = cells_of(f, series, out->newest, out->newest);
	take_cells(m, &cells, out);
}

static bool same_names(const struct series *a, const struct series *b)
{
	return a->metric == b->metric && a->channel == b->channel && a->account == b->account
	       && a->campaign == b->campaign;
}

/* A shorter window of the same names ends on the same day: one of the two is enough. */
static bool has_shorter(const struct facts *f, const struct series *s)
{
	const struct source *own = source_of(f, s);

	for (size_t i = 0; i < store_count(f->store); i++) {
		const struct series *other = store_series(f->store, i);
		const struct source *src = source_of(f, other);

		if (other->is_owner && same_names(s, other) && src != NULL && src->has_window
		    && src->window_last == own->window_last && src->window_first > own->window_first)
			return true;
	}
	return false;
}

bool slice_days(const struct facts *f, const struct metric *m, uint32_t series, struct period p,
                int32_t *from, int32_t *to)
{
	const struct series *s = store_series(f->store, series);
	const struct source *src = source_of(f, s);

	if (src != NULL && src->has_window) {
		*from = src->window_first;
		*to = src->window_last;
		return *from == p.first && *to == p.last && *to <= f->as_of;
	}
	*from = first_usable(s, m, p);
	*to = slice_to(f, p);
	return *from <= *to;
}

/* A window's value is used where the window is the period, and never spread; as an opening, where it ends on the
 * day before. */
static void roll_window(const struct facts *f, const struct metric *m, uint32_t series, struct period p,
                        struct slice *out)
{
	const struct source *src = source_of(f, store_series(f->store, series));
	int32_t from = src->window_first, to = src->window_last;
	bool fits = slice_rule(m) == TIME_OPENING ? to == p.first - 1 && to <= f->as_of
	                                                && !has_shorter(f, store_series(f->store, series))
	                                          : slice_days(f, m, series, p, &from, &to);

	struct cells cells;

	out->is_window = true;
	if (!fits)
		return;
	cells = cells_of(f, series, from, to);
	take_cells(m, &cells, out);
	out->expected = out->present = cells.n > 0;
	out->newest = cells.n > 0 ? src->window_last : DAY_NONE;
}

/* Of the cells c, which are those of from..to. */
static struct value value_of(const struct facts *f, const struct metric *m, uint32_t series,
                             const struct cells *c, struct period p, int32_t from, int32_t to)
{
	if (slice_rule(m) == TIME_MEDIAN)
		return median_of(f, series, m, c, from, to);
	return cells_roll(m, c, slice_is_whole(f, series, c, p.first, to));
}

/* Days that add up, in an account that is open, by no table without dates. Most series are, and they are walked again
 * for each KPI and each span. */
static bool is_plain(const struct cut *c, const struct series *s)
{
	const struct source *src = source_of(c->f, s);
	int32_t end;

	return c->adds && s->every <= EVERY_DAY && s->grain == GRAIN_DAY && !s->is_sparse
	       && (src == NULL || !src->has_window) && !is_closed_by(c->f, s, c->p, &end);
}

struct value slice_sum(const struct month_sums *t)
{
	if (t->n == 0 || t->overflow)
		return (struct value){ .overflow = t->overflow };
	return (struct value){ .has = true, .is_exact = true, .micro = t->sum, .number = num_double(t->sum) };
}

/* What roll_long gives, the short way. */
static struct slice roll_plain(const struct cut *c, const struct series *s, uint32_t series)
{
	struct month_sums t = store_months(c->f->store, series, &c->span);
	int32_t from = s->first_day > c->p.first ? s->first_day : c->p.first;
	int32_t end = s->campaign != 0 && s->last_day < c->to ? s->last_day : c->to; /* as count_cells */
	struct slice out = { .is_plain = true, .n_cells = t.n, .months = t.months };

	out.value = slice_sum(&t);
	out.newest = newest_of(c->f, series, t.last_day, c->p.first, c->to);
	out.is_stale = out.newest != DAY_NONE && out.newest < c->fresh;
	if (s->first_day != DAY_NONE && from <= end)
		out.expected = (uint32_t)(end - from + 1);
	out.present = t.n < out.expected ? t.n : out.expected;
	return out;
}

static struct slice roll_long(const struct cut *c, const struct series *s, uint32_t series)
{
	const struct facts *f = c->f;
	struct slice out = { .newest = DAY_NONE };
	struct cells cells;
	int32_t to, from, end;

	if (slice_has_window(f, series)) {
		roll_window(f, c->m, series, c->p, &out);
		return out;
	}
	if (slice_rule(c->m) == TIME_OPENING) {
		roll_opening(f, c->m, series, c->p, &out);
		return out;
	}
	out.is_closed = is_closed_by(f, s, c->p, &end);
	slice_days(f, c->m, series, c->p, &from, &to);
	cells = cells_of(f, series, from, to);
	out.n_cells = cells.n;
	out.value = value_of(f, c->m, series, &cells, c->p, from, to);
	out.newest = newest_of(f, series, cells.last_day, from, to);
	out.newest = newest_spoken(f, c->m, series, out.newest, from, to);
	out.is_stale = out.newest != DAY_NONE
	               && out.newest < cadence_before(s->every, STALE_AFTER, slice_fresh_to(f, c->p));
	count_cells(f, series, s->first_day > from ? s->first_day : from, end, &out);
	look_back(f, c->m, series, &out);
	return out;
}

struct slice slice_roll(const struct cut *c, uint32_t series)
{
	const struct series *s = store_series(c->f->store, series);

	return is_plain(c, s) ? roll_plain(c, s, series) : roll_long(c, s, series);
}

/* A stock looks back for it, an opening and a window lie elsewhere. */
struct value slice_value(const struct cut *c, uint32_t series)
{
	const struct facts *f = c->f;
	const struct series *s = store_series(f->store, series);
	struct cells cells;
	int32_t from, to;

	if (is_plain(c, s) || slice_has_window(f, series) || slice_rule(c->m) == TIME_OPENING
	    || slice_rule(c->m) == TIME_LAST)
		return slice_roll(c, series).value;
	slice_days(f, c->m, series, c->p, &from, &to);
	cells = cells_of(f, series, from, to);
	return value_of(f, c->m, series, &cells, c->p, from, to);
}
