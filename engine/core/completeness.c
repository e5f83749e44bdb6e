/* completeness.c - what a figure lacks: series that stopped, too few cells, definitions that changed. */
#include <math.h>

#include "base/mem.h"
#include "core/parts.h"

static const double carries = 0.05; /* a series with this share of a figure matters to it */

/* How much a value brings to a sum, or the most it can be. */
static double weight_of(const struct value *v)
{
	if (v->has_bounds)
		return fmax(fabs(num_double(v->low)), fabs(num_double(v->high)));
	return v->has ? fabs(v->number) : 0;
}

static bool is_share(double weight, double total)
{
	return total > 0 && weight >= carries * total;
}

/* The total of all weights, or enough of it to see that `most` is no share of it: weights are not negative. */
static double total_of(const struct parts *p, struct period period, double most)
{
	struct cut cut = cut_of(p->f, p->def, period);
	double total = 0;
	uint32_t series;

	for (size_t at = 0; parts_next(p, &at, &series) && (total <= 0 || is_share(most, total));) {
		struct value one = slice_value(&cut, series);

		total += weight_of(&one);
	}
	return total;
}

/* A campaign ends and a closed account is gone: neither is lost. Windows come one at a time. */
static bool should_go_on(const struct parts *p, uint32_t series, const struct slice *now)
{
	return store_series(p->f->store, series)->campaign == 0 && !now->is_closed && !now->is_window;
}

static bool is_stock(const struct metric *m)
{
	return slice_rule(m) == TIME_LAST || slice_rule(m) == TIME_OPENING;
}

/* Without a cell since the previous period began, and for no reason that is known. */
static bool is_long_gone(const struct parts *p, uint32_t series, struct period before, const struct cut *cut)
{
	const struct series *s = store_series(p->f->store, series);
	struct slice now;

	if (s->is_sparse || s->last_day >= before.first)
		return false;
	now = slice_roll(cut, series);
	return should_go_on(p, series, &now);
}

/* A campaign begins when it begins; only the days that a sparse one's source covers tell more. */
bool completeness_begins(const struct facts *f, uint32_t series)
{
	const struct series *s = store_series(f->store, series);

	return s->campaign == 0 || s->is_sparse;
}

int32_t completeness_begin(const struct parts *p, struct period period)
{
	struct period before = period_step(period, -1, p->f->ws->fiscal);
	struct cut cut = cut_of(p->f, p->def, period);
	int32_t to = cut.to, first = DAY_NONE;
	bool is_begun = false; /* by what begins on first */
	uint32_t series;

	if (is_stock(p->def))
		return DAY_NONE;
	for (size_t at = 0; parts_next(p, &at, &series);) {
		int32_t begin = slice_begin(p->f, series, to);

		if (begin == DAY_NONE || begin > to || is_long_gone(p, series, before, &cut))
			continue;
		if (begin <= period.first)
			return DAY_NONE;
		if (first != DAY_NONE && begin > first)
			continue;
		is_begun = completeness_begins(p->f, series) || (is_begun && begin == first);
		first = begin;
	}
	return is_begun ? first : DAY_NONE;
}

bool completeness_is_late(const struct facts *f, struct period period, int32_t begin)
{
	int32_t to = slice_to(f, period);

	return begin != DAY_NONE
	       && to - begin + 1 < f->model->rules.completeness_floor * (to - period.first + 1);
}

struct losses { /* series that carried the figure last period and have no value now */
	uint32_t n, heaviest;
	double weight;
};

static void lose(struct losses *l, uint32_t series, double weight)
{
	if (l->n++ > 0 && weight <= l->weight)
		return;
	l->heaviest = series;
	l->weight = weight;
}

static struct str loss_note(const struct parts *p, struct arena *a, const struct losses *l, double total,
                            struct str since, const char *when)
{
	struct str name = parts_label(p->f, a, l->heaviest);
	struct str share = num_text_double(a, 100 * l->weight / total, 2);

	if (l->n == 1)
		return str_fmt(a, "%.*s has no value %.*s and carried %.*s%% %s", STR_ARG(name),
		               STR_ARG(since), STR_ARG(share), when);
	return str_fmt(a, "%u series have no value now; %.*s alone carried %.*s%% %s", (unsigned)l->n,
	               STR_ARG(name), STR_ARG(share), when);
}

/* What absent series were worth; the heaviest of them. */
static double weigh_absent(const struct parts *p, const struct absent *absent, double *weights,
                           struct period before, struct figure *fig)
{
	struct cut cut = cut_of(p->f, p->def, before);
	double most = 0;

	for (size_t i = 0; i < absent->n; i++) {
		uint32_t series = absent->all[i].series;
		const struct slice *now = &absent->all[i].now;
		struct slice then;

		weights[i] = 0;
		if (now->expected == 0 || now->present > 0)
			continue;
		then = slice_roll(&cut, series);
		if (then.n_cells == 0 && fig->n_series > 0)
			fig->expected -= now->expected;
		else if (should_go_on(p, series, now))
			weights[i] = weight_of(&then.value);
		most = fmax(most, weights[i]);
	}
	return most;
}

/* Series without a cell now: lost if they carried the previous period, gone if they had none there either. */
static void judge_absent(const struct parts *p, const struct absent *absent, struct arena *a,
                         struct period before, struct figure *fig)
{
	double *weights = mem_new(absent->n ? absent->n : 1, sizeof *weights);
	double most = weigh_absent(p, absent, weights, before, fig);
	double total = most > 0 ? total_of(p, before, most) : 0;
	struct losses lost = { 0 };

	for (size_t i = 0; i < absent->n; i++) {
		if (weights[i] > 0 && is_share(weights[i], total))
			lose(&lost, absent->all[i].series, weights[i]);
	}
	mem_free(weights);
	if (lost.n > 0) {
		fig->lost_series = true;
		fig->note = loss_note(p, a, &lost, total, STR("now"), "of the previous period");
	}
}

/* A stock leaves out a series whose last cell is stale; that matters if it carried the stock. */
static void judge_stale_stock(const struct parts *p, struct arena *a, struct period period,
                              struct figure *fig)
{
	struct cut cut = cut_of(p->f, p->def, period);
	double total = total_of(p, period, HUGE_VAL);
	struct losses lost = { 0 };
	uint32_t series;

	for (size_t at = 0; parts_next(p, &at, &series);) {
		struct slice now = slice_roll(&cut, series);

		if (now.n_cells > 0 && now.is_stale && should_go_on(p, series, &now)
		    && is_share(weight_of(&now.value), total))
			lose(&lost, series, weight_of(&now.value));
	}
	if (lost.n > 0) {
		int32_t last = slice_roll(&cut, lost.heaviest).newest;

		fig->lost_series = true;
		fig->fell_silent = last >= period.first;
		fig->note =
		    loss_note(p, a, &lost, total, str_fmt(a, "since %.*s", STR_ARG(day_text(a, last))),
		              "of it when last seen");
	}
}

static bool channel_carries(const struct parts *p, sym channel, struct period period)
{
	struct cut cut = cut_of(p->f, p->def, period);
	double total = 0, own = 0;
	uint32_t series;

	for (size_t at = 0; parts_next(p, &at, &series);) {
		struct value one = slice_value(&cut, series);
		double weight = weight_of(&one);

		total += weight;
		if (store_series(p->f->store, series)->channel == channel)
			own += weight;
	}
	return is_share(own, total);
}

static void judge_breaks(const struct parts *p, struct arena *a, struct period before, struct period period,
                         struct figure *fig)
{
	int32_t to = slice_to(p->f, period);
	size_t n = p->def != NULL ? p->def->n_breaks : 0;

	for (size_t i = 0; i < n && fig->n_series > 0 && !fig->has_break; i++) {
		const struct series_break *b = &p->def->breaks[i];
		struct str name =
		    b->channel ? intern_str(p->f->model->names, b->channel) : STR("every channel");

		if (b->on <= period.first || b->on > to)
			continue;
		if (b->channel && !channel_carries(p, b->channel, period)
		    && !channel_carries(p, b->channel, before))
			continue;
		fig->has_break = true;
		fig->note = str_fmt(a, "%.*s: another definition from %.*s%s%.*s", STR_ARG(name),
		                    STR_ARG(day_text(a, b->on)), b->note.n > 0 ? ", " : "", STR_ARG(b->note));
	}
}

void completeness_judge(const struct parts *p, const struct absent *absent, struct arena *a,
                        struct period period, int32_t begin, bool left_stale, struct figure *fig)
{
	struct period before = period_step(period, -1, p->f->ws->fiscal);

	if (fig->present < fig->expected)
		judge_absent(p, absent, a, before, fig);
	if (left_stale)
		judge_stale_stock(p, a, period, fig);
	judge_breaks(p, a, before, period, fig);
	fig->is_incomplete = fig->lost_series || completeness_is_late(p->f, period, begin);
	if (!is_stock(p->def) && fig->present < p->f->model->rules.completeness_floor * fig->expected)
		fig->is_incomplete = true;
}
