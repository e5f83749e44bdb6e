/* rollup.c - cells -> figures: a metric over one period. */
#include "core/rollup.h"

#include "base/mem.h"
#include "core/figures.h"
#include "core/pairs.h"
#include "core/parts.h"
#include "core/sums.h"

struct tally {
	struct sums fresh, stale; /* a stock does without series whose last cell is stale, if it can */
	uint32_t n_open;          /* series of open accounts with a cell up to as-of */
	bool has_fresh;           /* one of them is not stale */
};

static void add_slice(struct tally *t, const struct slice *p, bool is_stock, struct figure *fig)
{
	sums_add(is_stock && p->is_stale ? &t->stale : &t->fresh, &p->value);
	fig->expected += p->expected;
	fig->present += p->present;
	if (p->newest != DAY_NONE && (fig->newest == DAY_NONE || p->newest > fig->newest))
		fig->newest = p->newest;
	if (p->newest == DAY_NONE || p->is_closed)
		return;
	t->n_open++;
	t->has_fresh = t->has_fresh || !p->is_stale;
}

/* Calls for the cells of the parts from `at` on. Up to where. */
static size_t call_next(const struct parts *parts, size_t at, struct period p)
{
	size_t n = parts->n - at < STORE_CALL ? parts->n - at : STORE_CALL;

	store_call(parts->f->store, parts->order + at, n, p.first, slice_to(parts->f, p));
	return at + n;
}

static void list(struct side_series *to, uint32_t series, const struct slice *p)
{
	to->all[to->n++] = (struct rolled){ .series = series,
		                            .n_cells = p->n_cells,
		                            .months = p->months,
		                            .is_plain = p->is_plain,
		                            .value = p->value };
}

/* listed: gets what each series was rolled up to; NULL: not asked for. */
static struct figure roll_parts(const struct parts *parts, struct arena *a, struct period p,
                                struct side_series *listed)
{
	const struct facts *f = parts->f;
	struct cut cut = cut_of(f, parts->def, p);
	bool is_stock = slice_rule(parts->def) == TIME_LAST || slice_rule(parts->def) == TIME_OPENING;
	struct figure fig = { .newest = DAY_NONE };
	struct tally t = { 0 };
	int32_t begin = completeness_begin(parts, p);
	struct absent absent = { 0 };
	size_t called = 0;
	uint32_t series;

	for (size_t at = 0; parts_next(parts, &at, &series);) {
		struct slice one;

		if (at > called)
			called = call_next(parts, at - 1, p);
		one = slice_roll(&cut, series);
		if (listed != NULL)
			list(listed, series, &one);
		if (one.n_cells == 0) {
			mem_reserve(&absent.all, &absent.cap, absent.n + 1, sizeof *absent.all);
			absent.all[absent.n++] = (struct absent_series){ series, one };
		}
		if (begin != DAY_NONE && !one.is_window && completeness_begins(f, series)
		    && slice_begin(f, series, cut.to) == begin)
			slice_expect_all(&cut, series, &one);
		add_slice(&t, &one, is_stock, &fig);
	}
	sums_merge(parts->def, t.fresh.n == 0 && t.stale.n > 0 ? &t.stale : &t.fresh, &fig);
	fig.is_stale = t.n_open > 0 && !t.has_fresh;
	completeness_judge(parts, &absent, a, p, begin, t.stale.n > 0 && t.fresh.n > 0, &fig);
	mem_free(absent.all);
	return fig;
}

static void list_parts(const struct parts *parts, struct period p, struct side_series *to)
{
	struct cut cut = cut_of(parts->f, parts->def, p);
	uint32_t series;

	for (size_t at = 0; parts_next(parts, &at, &series);) {
		struct slice one = slice_roll(&cut, series);

		list(to, series, &one);
	}
}

static struct figure figure_copy(struct arena *a, const struct figure *from)
{
	struct figure fig = *from;

	fig.note = str_copy(a, fig.note);
	return fig;
}

struct figure rollup_listed(const struct facts *f, struct arena *a, sym metric, const struct where *w,
                            struct period p, struct side_series *listed)
{
	const struct figure *known = figures_find(f, metric, w, p);
	struct parts parts;
	struct figure fig;

	if (known != NULL && listed == NULL)
		return figure_copy(a, known);
	parts = parts_of(f, metric, w);
	if (listed != NULL)
		mem_reserve(&listed->all, &listed->cap, parts.n, sizeof *listed->all);
	if (known != NULL) {
		list_parts(&parts, p, listed);
		return figure_copy(a, known);
	}
	fig = roll_parts(&parts, a, p, listed);
	figures_add(f, metric, w, p, &fig);
	return fig;
}

struct figure rollup_metric(const struct facts *f, struct arena *a, sym metric, const struct where *w,
                            struct period p)
{
	return rollup_listed(f, a, metric, w, p, NULL);
}
