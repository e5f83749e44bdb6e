/* totals.c - what each source gave of each metric in a period, then and now. */
#include "core/totals.h"
#include "core/slice.h"

/* --- of the store */

struct tally {
	const struct facts *f;
	struct arena *a;
	struct source_total *all; /* few: a metric comes from one source or two */
	size_t n, first;          /* first: of the metric at hand */
};

/* The total of this source and grain among those of the metric at hand; n: none. */
static size_t find(const struct tally *t, struct str source, enum grain grain)
{
	size_t i = t->first;

	while (i < t->n && !(t->all[i].grain == grain && str_eq(t->all[i].source, source)))
		i++;
	return i;
}

static void grow(struct tally *t)
{
	struct source_total *more;

	if (t->n == 0 || (t->n & (t->n - 1)) != 0) /* full at every power of two */
		return;
	more = ARENA_ARRAY(t->a, 2 * t->n, struct source_total);
	for (size_t i = 0; i < t->n; i++)
		more[i] = t->all[i];
	t->all = more;
}

static struct source_total *total_of(struct tally *t, const struct series *s)
{
	struct str source = t->f->ws->sources[s->source].files;
	size_t at;

	if (t->n > 0 && t->all[t->n - 1].metric != s->metric)
		t->first = t->n;
	at = find(t, source, s->grain);
	if (at == t->n) {
		grow(t);
		t->all[t->n++] =
		    (struct source_total){ .source = source, .metric = s->metric, .grain = s->grain };
	}
	return &t->all[at];
}

static void add(struct source_total *t, const struct month_sums *cells)
{
	t->cells += cells->n;
	t->overflow = t->overflow || cells->overflow || !num_add(t->micro, cells->sum, &t->micro);
}

struct source_total *totals_of(const struct facts *f, struct arena *a, struct period p, size_t *n)
{
	struct tally t = { .f = f, .a = a, .all = ARENA_NEW(a, struct source_total) };
	struct month_span span = store_span(p.first, slice_to(f, p));
	size_t n_series;
	const uint32_t *order = store_sorted(f->store, f->model->names, &n_series);

	for (size_t i = 0; i < n_series; i++) {
		const struct series *s = store_series(f->store, order[i]);
		struct month_sums cells;

		if (i % STORE_CALL == 0)
			store_call(f->store, order + i, n_series - i < STORE_CALL ? n_series - i : STORE_CALL,
			           p.first, slice_to(f, p));
		if (!s->is_owner || s->source >= f->ws->n_sources)
			continue;
		cells = store_months(f->store, order[i], &span); /* no period is longer than a span */
		if (cells.n > 0)
			add(total_of(&t, s), &cells);
	}
	*n = t.n;
	return t.all;
}

/* --- against a report */

struct comparison {
	const struct facts *f;
	struct total_move *moves;
	size_t n;
};

static struct str text_of(const struct comparison *c, sym metric)
{
	return intern_str(c->f->model->names, metric);
}

static void put_move(struct comparison *c, const struct past_total *then, const struct source_total *now)
{
	struct total_move m = { 0 };

	if (then != NULL && now != NULL && (uint64_t)then->cells == now->cells
	    && then->has_micro == !now->overflow && (now->overflow || then->micro == now->micro))
		return;
	m.source = now != NULL ? now->source : then->source;
	m.metric = now != NULL ? now->metric : 0;
	m.name = now != NULL ? text_of(c, now->metric) : then->metric;
	if (now == NULL)
		intern_has(c->f->model->names, then->metric, &m.metric);
	m.had = then != NULL && then->has_micro;
	m.has = now != NULL && !now->overflow;
	m.was = m.had ? then->micro : 0;
	m.is = m.has ? now->micro : 0;
	m.is_growth =
	    m.had && m.has && now->grain == GRAIN_POST && (uint64_t)then->cells == now->cells && m.is > m.was;
	c->moves[c->n++] = m;
}

static bool is_same(const struct past_total *then, const struct source_total *now)
{
	return str_is(then->grain, grain_names[now->grain]) && str_eq(then->source, now->source);
}

/* The totals of one metric, those of then (n_then) against those of now. */
static void compare_metric(struct comparison *c, const struct past_total *then, size_t n_then,
                           const struct source_total *now, size_t n_now)
{
	for (size_t i = 0; i < n_then; i++) {
		const struct source_total *same = NULL;

		for (size_t k = 0; k < n_now && same == NULL; k++)
			same = is_same(&then[i], &now[k]) ? &now[k] : NULL;
		put_move(c, &then[i], same);
	}
	for (size_t k = 0; k < n_now; k++) {
		bool is_new = true;

		for (size_t i = 0; i < n_then && is_new; i++)
			is_new = !is_same(&then[i], &now[k]);
		if (is_new)
			put_move(c, NULL, &now[k]);
	}
}

/* Both lists are in order of their metrics' text, so that one walk meets all pairs. */
struct total_move *totals_compare(const struct facts *f, struct arena *a, const struct past_run *then,
                                  const struct source_total *now, size_t n_now, size_t *n)
{
	struct comparison c = { f, ARENA_ARRAY(a, then->n_totals + n_now, struct total_move), 0 };
	size_t i = 0, k = 0;

	while (i < then->n_totals || k < n_now) {
		struct str left = i < then->n_totals ? then->totals[i].metric : STR_NONE,
			   right = k < n_now ? text_of(&c, now[k].metric) : STR_NONE, name;
		size_t i0 = i, k0 = k;
		int order = i == then->n_totals ? 1 : k == n_now ? -1 : str_cmp(left, right);

		name = order <= 0 ? left : right;
		while (i < then->n_totals && str_eq(then->totals[i].metric, name))
			i++;
		while (k < n_now && str_eq(text_of(&c, now[k].metric), name))
			k++;
		compare_metric(&c, then->totals + i0, i - i0, now + k0, k - k0);
	}
	*n = c.n;
	return c.moves;
}
