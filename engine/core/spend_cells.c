/* spend_cells.c - which cells are the spend of the period, and which spend is left out of it. */
#include "core/spend_cells.h"
#include "core/cadence.h"
#include "core/slice.h"

struct finder {
	const struct facts *f;
	struct spend_cells *all;
	size_t n;
};

static bool is_spend(const struct metric *m)
{
	return m != NULL && m->kind == KIND_SOCIAL && m->level == LEVEL_INPUT && m->unit == UNIT_CURRENCY
	       && m->over_time == TIME_SUM && m->opening_of == 0;
}

static const struct series *series_of(const struct facts *f, const struct spend_cells *c)
{
	return store_series(f->store, c->series);
}

/* --- in the period, and beside it */

static void add(struct finder *x, uint32_t series, enum spend_fate fate, int32_t from, int32_t to)
{
	struct span_total t = store_total(x->f->store, series, from, to);

	if (t.n > 0)
		x->all[x->n++] = (struct spend_cells){ .series = series,
			                               .fate = fate,
			                               .from = from,
			                               .to = to,
			                               .overflow = t.overflow,
			                               .micro = t.overflow ? 0 : t.sum };
}

/* The quarters that begin before the period and end in it, or end after it. */
static void add_cut_quarters(struct finder *x, uint32_t series, int32_t from)
{
	const struct facts *f = x->f;
	struct period p = f->period;
	int32_t end = month_last(day_month(p.last) + 2), before = from - 1 < p.last ? from - 1 : p.last;

	end = end < f->as_of ? end : f->as_of;
	add(x, series, SPEND_OTHER_DAYS, p.first, before < f->as_of ? before : f->as_of);
	if (p.last < end)
		add(x, series, SPEND_OTHER_DAYS, p.last + 1, end);
}

static bool is_looked_at(const struct facts *f, const struct series *s)
{
	return s->is_owner && s->n_cells > 0 && is_spend(model_metric(f->model, s->metric));
}

static void add_series(struct finder *x, uint32_t series)
{
	const struct facts *f = x->f;
	const struct series *s = store_series(f->store, series);
	const struct metric *m = model_metric(f->model, s->metric);
	bool touches;
	int32_t from, to;

	if (slice_days(f, m, series, f->period, &from, &to))
		add(x, series, SPEND_COUNTED, from, to);
	else if (slice_has_window(f, series)) {
		touches = from <= f->period.last && to >= f->period.first && to <= f->as_of;
		if (touches)
			add(x, series, SPEND_OTHER_DAYS, from, to);
	}
	if (s->every == EVERY_QUARTER && !slice_has_window(f, series))
		add_cut_quarters(x, series, from);
}

/* --- totals */

static bool may_be_same(sym a, sym b)
{
	return a == b || a == 0 || b == 0;
}

static bool holds(const struct facts *f, const struct spend_cells *whole, const struct spend_cells *part)
{
	const struct series *w = series_of(f, whole), *p = series_of(f, part);
	const struct metric *m = model_metric(f->model, w->metric);

	if (w->metric == p->metric || !may_be_same(w->channel, p->channel)
	    || !may_be_same(w->account, p->account))
		return false;
	for (size_t i = 0; i < m->n_includes; i++)
		if (m->includes[i] == p->metric)
			return true;
	return false;
}

/* Campaigns alike but for that: one of each is enough to look at. */
static size_t list_parts(const struct finder *x, const struct spend_cells **parts)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++) {
		const struct series *s = series_of(x->f, &x->all[i]);
		size_t k = 0;

		while (k < n
		       && (series_of(x->f, parts[k])->metric != s->metric
		           || series_of(x->f, parts[k])->channel != s->channel
		           || series_of(x->f, parts[k])->account != s->account))
			k++;
		if (k == n && x->all[i].fate == SPEND_COUNTED)
			parts[n++] = &x->all[i];
	}
	return n;
}

static void leave_totals(struct finder *x, struct arena *a)
{
	const struct spend_cells **parts = ARENA_ARRAY(a, x->n + 1, const struct spend_cells *);
	size_t n = list_parts(x, parts);

	/* a total that is left out still is a part of what includes it: its own parts are counted there */
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < n && x->all[i].fate == SPEND_COUNTED; k++)
			if (holds(x->f, &x->all[i], parts[k])) {
				x->all[i].fate = SPEND_INCLUDED;
				x->all[i].finer = series_of(x->f, parts[k])->metric;
			}
}

const struct spend_cells *spend_cells_list(const struct facts *f, struct arena *a, size_t *n)
{
	struct finder x = { .f = f };
	size_t n_series = 0; /* few: most of a store is no spend */

	for (size_t i = 0; i < store_count(f->store); i++)
		n_series += is_looked_at(f, store_series(f->store, i));
	x.all = ARENA_ARRAY(a, 3 * n_series + 1, struct spend_cells);
	for (size_t i = 0; i < store_count(f->store) && n_series > 0; i++)
		if (is_looked_at(f, store_series(f->store, i)))
			add_series(&x, (uint32_t)i);
	leave_totals(&x, a);
	*n = x.n;
	return x.all;
}

/* --- what is left out */

static bool is_alike(const struct facts *f, const struct spend_cells *a, const struct spend_cells *b)
{
	const struct series *x = series_of(f, a), *y = series_of(f, b);

	return a->fate == b->fate && a->finer == b->finer && x->metric == y->metric
	       && x->channel == y->channel && x->account == y->account;
}

/* "5000 EUR of social_cost on x, acme" */
static struct str words(const struct facts *f, struct arena *a, const struct spend_cells *c,
                        struct str amount)
{
	const struct intern *names = f->model->names;
	const struct series *s = series_of(f, c);
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "%.*s%s%.*s of %.*s", STR_ARG(amount), f->ws->currency.n > 0 ? " " : "",
	           STR_ARG(f->ws->currency), STR_ARG(intern_str(names, s->metric)));
	if (s->channel != 0)
		strbuf_fmt(&b, " on %.*s", STR_ARG(intern_str(names, s->channel)));
	if (s->account != 0)
		strbuf_fmt(&b, "%s%.*s", s->channel != 0 ? ", " : " of ",
		           STR_ARG(intern_str(names, s->account)));
	return strbuf_str(&b);
}

static void report_left(const struct facts *f, const struct spend_cells *c, struct str what, struct arena *a,
                        struct diag *d)
{
	struct str metric = intern_str(f->model->names, series_of(f, c)->metric);

	if (c->fate == SPEND_INCLUDED)
		diag_put(d, SEV_NOTE, "K217", metric, PLACE_NONE,
		         STR("give one of the two alone for a channel and account"),
		         "%.*s are not added to spend: %.*s there is part of it", STR_ARG(what),
		         STR_ARG(intern_str(f->model->names, c->finer)));
	else
		diag_put(d, SEV_NOTE, "K217", metric, PLACE_NONE,
		         STR("export it for the period alone, or by day or month"),
		         "%.*s are not counted as spend: they stand for days outside %.*s as well",
		         STR_ARG(what), STR_ARG(period_text(a, f->period)));
}

void spend_cells_report(const struct facts *f, const struct spend_cells *all, size_t n, struct arena *a,
                        struct diag *d)
{
	bool *is_told = ARENA_ARRAY(a, n + 1, bool);

	for (size_t i = 0; i < n; i++)
		is_told[i] = all[i].fate == SPEND_COUNTED;
	for (size_t i = 0; i < n; i++) {
		bool fits = true;
		wide_sum sum = 0;
		int64_t micro = 0;

		if (is_told[i])
			continue;
		for (size_t k = i; k < n; k++) {
			if (is_told[k] || !is_alike(f, &all[i], &all[k]))
				continue;
			is_told[k] = true;
			fits = fits && !all[k].overflow;
			sum += all[k].micro;
		}
		fits = wide_fits(sum, &micro) && fits;
		report_left(f, &all[i], words(f, a, &all[i], fits ? num_text(a, micro) : STR("too much")), a,
		            d);
	}
}
