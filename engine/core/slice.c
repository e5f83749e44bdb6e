/* slice.c - one series over one period: its cells, its value, how complete and how fresh it is. */
#include "core/slice.h"
#include "core/cadence.h"

enum {
	STALE_AFTER = 2,  /* cadences without a cell */
	FIRST_YEAR = 1900 /* of all days there are */
};

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

static int32_t newest_of(const struct facts *f, uint32_t series, const struct cells *in_period, int32_t from,
                         int32_t to)
{
	const struct series *s = store_series(f->store, series);

	if (in_period->n > 0)
		return in_period->last_day;
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
	out->present = s->is_sparse ? cells_spoken(f, series, from, end).n : out->cells.n;
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

void slice_expect_all(const struct facts *f, const struct metric *m, uint32_t series, struct period p,
                      struct slice *s)
{
	const struct series *se = store_series(f->store, series);
	int32_t end;

	is_closed_by(f, se, p, &end);
	count_cells(f, series, first_usable(se, m, p), end, s);
}

/* The last value before the period, if it was not stale by then. */
static void roll_opening(const struct facts *f, const struct metric *m, uint32_t series, struct period p,
                         struct slice *out)
{
	const struct series *s = store_series(f->store, series);
	int32_t at = p.first - 1 < f->as_of ? p.first - 1 : f->as_of;
	int32_t from = cadence_before(s->every, STALE_AFTER, at), closed;

	out->is_closed = closed_on(f, s->account, &closed) && closed < at;
	out->cells = cells_of(f, series, from, at);
	out->value = cells_roll(m, &out->cells, true);
	out->newest = newest_of(f, series, &out->cells, from, at);
	out->is_stale = out->newest != DAY_NONE && out->newest < from;
	out->expected = s->first_day != DAY_NONE && s->first_day <= at && !out->is_closed;
	out->present = out->expected && out->cells.n > 0;
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
	if (slice_rule(m) != TIME_LAST || out->cells.n > 0 || out->newest == DAY_NONE || out->is_stale
	    || out->is_closed)
		return;
	out->cells = cells_of(f, series, out->newest, out->newest);
	out->value = cells_roll(m, &out->cells, true);
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

	out->is_window = true;
	if (!fits)
		return;
	out->cells = cells_of(f, series, from, to);
	out->value = cells_roll(m, &out->cells, true);
	out->expected = out->present = out->cells.n > 0;
	out->newest = out->cells.n > 0 ? src->window_last : DAY_NONE;
}

/* Of the cells c, which are those of from..to. */
static struct value value_of(const struct facts *f, const struct metric *m, uint32_t series,
                             const struct cells *c, struct period p, int32_t from, int32_t to)
{
	if (slice_rule(m) == TIME_MEDIAN)
		return median_of(f, series, m, c, from, to);
	return cells_roll(m, c, slice_is_whole(f, series, c, p.first, to));
}

/* A stock looks back for it, an opening and a window lie elsewhere. */
struct value slice_value(const struct facts *f, const struct metric *m, uint32_t series, struct period p)
{
	struct cells c;
	int32_t from, to;

	if (slice_has_window(f, series) || slice_rule(m) == TIME_OPENING || slice_rule(m) == TIME_LAST)
		return slice_roll(f, m, series, p).value;
	slice_days(f, m, series, p, &from, &to);
	c = cells_of(f, series, from, to);
	return value_of(f, m, series, &c, p, from, to);
}

struct slice slice_roll(const struct facts *f, const struct metric *m, uint32_t series, struct period p)
{
	const struct series *s = store_series(f->store, series);
	struct slice out = { .newest = DAY_NONE };
	int32_t to, from, end;

	if (slice_has_window(f, series)) {
		roll_window(f, m, series, p, &out);
		return out;
	}
	if (slice_rule(m) == TIME_OPENING) {
		roll_opening(f, m, series, p, &out);
		return out;
	}
	out.is_closed = is_closed_by(f, s, p, &end);
	slice_days(f, m, series, p, &from, &to);
	out.cells = cells_of(f, series, from, to);
	out.value = value_of(f, m, series, &out.cells, p, from, to);
	out.newest = newest_of(f, series, &out.cells, from, to);
	out.newest = newest_spoken(f, m, series, out.newest, from, to);
	out.is_stale = out.newest != DAY_NONE
	               && out.newest < cadence_before(s->every, STALE_AFTER, slice_fresh_to(f, p));
	count_cells(f, series, s->first_day > from ? s->first_day : from, end, &out);
	look_back(f, m, series, &out);
	return out;
}
