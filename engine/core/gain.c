/* gain.c - a stock beside its opening in a formula: what it gained, where a series has both.
 *
 *   account   opening   last
 *   old          1000   1040   -> counts: 40
 *   new             .    700   -> the stock leaves out 700
 *   closed         90      .   -> the opening leaves out 90
 */
#include "core/gain.h"

#include "core/parts.h"
#include "core/slice.h"
#include "core/sums.h"

struct gain gain_of(const struct facts *f, const sym *names, size_t n, size_t i)
{
	for (size_t j = 0; j < n; j++) {
		const struct metric *m = model_metric(f->model, names[j]);

		if (m != NULL && m->opening_of != 0 && m->opening_of == names[i])
			return (struct gain){ names[i], names[j] };
		m = model_metric(f->model, names[i]);
		if (m != NULL && m->opening_of != 0 && m->opening_of == names[j])
			return (struct gain){ names[j], names[i] };
	}
	return (struct gain){ 0 };
}

/* Series that are left out, and what they amount to. */
struct omitted {
	int64_t size;
	struct strbuf names;
};

static void add_names(struct omitted *o, struct str names)
{
	strbuf_fmt(&o->names, "%s%.*s", o->names.n > 0 ? ", " : "", STR_ARG(names));
}

static void omit(struct omitted *o, const struct value *v, struct str name)
{
	o->size = num_add_size(o->size, v->has ? v->micro : v->has_bounds ? v->high : 0);
	add_names(o, name);
}

static void omit_all(struct omitted *o, const struct omitted *more)
{
	o->size = num_add_size(o->size, more->size);
	if (more->names.n > 0)
		add_names(o, strbuf_str(&more->names));
}

/* Series that have a value now, fresh or stale. What is stale counts only where nothing fresh does. */
struct pile {
	struct sums both; /* with an opening: the values of the side asked for */
	struct omitted alone,
	    openings; /* without one: the stock's values; with one: the opening's, of what is stale */
	bool any;
};

struct piles {
	struct pile fresh, stale;
	struct omitted ended; /* no value now: the opening's values */
};

static void init_omitted(struct arena *a, struct omitted *o)
{
	*o = (struct omitted){ 0 };
	strbuf_init(&o->names, a, 0);
}

static void sort_series(struct piles *s, const struct slice *now, const struct slice *then, bool of_opening,
                        struct str name)
{
	struct pile *p = now->is_stale ? &s->stale : &s->fresh;

	if (now->n_cells == 0) {
		if (then->n_cells > 0)
			omit(&s->ended, &then->value, name);
		return;
	}
	p->any = true;
	if (then->n_cells == 0)
		omit(&p->alone, &now->value, name);
	else
		sums_add(&p->both, of_opening ? &then->value : &now->value);
	if (then->n_cells > 0 && now->is_stale)
		omit(&p->openings, &then->value, name);
}

static void say_omitted(struct strbuf *b, const char *why, const struct omitted *o)
{
	if (o->names.n > 0)
		strbuf_fmt(b, "%s as it %s: %.*s", b->n > 0 ? ";" : "left out,", why,
		           STR_ARG(strbuf_str(&o->names)));
}

static void set_value(struct figure *fig, const struct figure *from)
{
	fig->has = from->has;
	fig->is_exact = from->is_exact;
	fig->has_bounds = from->has_bounds;
	fig->overflow = from->overflow;
	fig->micro = from->micro;
	fig->value = from->value;
	fig->low = from->low;
	fig->high = from->high;
	fig->n_series = from->n_series;
}

static struct piles sort_all(const struct facts *f, struct arena *a, struct gain g, bool of_opening,
                             const struct where *w, struct period p)
{
	struct parts stock = parts_of(f, g.stock, w);
	struct cut of_stock = cut_of(f, stock.def, p),
		   of_opening_day = cut_of(f, model_metric(f->model, g.opening), p);
	struct piles s = { 0 };
	uint32_t series;

	init_omitted(a, &s.fresh.alone);
	init_omitted(a, &s.stale.alone);
	init_omitted(a, &s.stale.openings);
	init_omitted(a, &s.ended);
	for (size_t at = 0; parts_next(&stock, &at, &series);) {
		struct slice now = slice_roll(&of_stock, series), then = slice_roll(&of_opening_day, series);
		bool is_whole = now.n_cells > 0 && then.n_cells > 0 && !now.is_stale;

		sort_series(&s, &now, &then, of_opening, is_whole ? STR_NONE : parts_label(f, a, series));
	}
	return s;
}

void gain_cut(const struct facts *f, struct arena *a, struct gain g, bool of_opening, const struct where *w,
              struct period p, struct figure *fig)
{
	struct piles s = sort_all(f, a, g, of_opening, w, p);
	bool is_fresh = s.fresh.both.n > 0;
	struct figure both = { 0 };
	struct strbuf note;

	if (is_fresh)
		omit_all(&s.ended, &s.stale.openings);
	if (!s.fresh.any)
		omit_all(&s.fresh.alone, &s.stale.alone);
	fig->num_left = of_opening ? s.ended.size : s.fresh.alone.size;
	strbuf_init(&note, a, 0);
	say_omitted(&note, "has no opening to compare with", &s.fresh.alone);
	say_omitted(&note, "is closed or fell silent", &s.ended);
	if (!of_opening && note.n > 0 && fig->note.n == 0)
		fig->note = strbuf_str(&note);
	sums_merge(model_metric(f->model, g.stock), is_fresh ? &s.fresh.both : &s.stale.both, &both);
	if (both.n_series > 0 || of_opening)
		set_value(fig, &both);
}

void gain_tell(const struct facts *f, struct arena *a, const sym *names, const struct figure *all, size_t n,
               struct figure *fig)
{
	struct gain_left *left = ARENA_ARRAY(a, n, struct gain_left);

	fig->gains_left = left;
	for (size_t i = 0; i < n && fig->has; i++) {
		struct gain g = gain_of(f, names, n, i);

		if (all[i].num_left != 0)
			left[fig->n_gains_left++] = (struct gain_left){ .metric = names[i],
				                                        .is_opening = g.opening == names[i],
				                                        .left = all[i].num_left,
				                                        .used = all[i].micro };
	}
}

const char *gain_why(const struct gain_left *left)
{
	return left->is_opening ? "where the account is closed or fell silent"
	                        : "where nothing is known from before the period";
}
