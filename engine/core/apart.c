/* apart.c - a ratio without a value because no account has both of its parts: who has which. */
#include "core/pairs.h"
#include "core/parts.h"

enum { MOST_NAMED = 3 };

struct side {
	struct parts parts;
	int32_t from, to;
};

static struct side side_of(const struct facts *f, const struct kpi *k, sym metric, struct period p)
{
	return (struct side){ parts_of(f, metric, &k->where), p.first, slice_to(f, p) };
}

/* The next series that has a cell in the period; false: no more. */
static bool next_of(const struct side *s, size_t *at, const struct series **out)
{
	uint32_t series;

	while (parts_next(&s->parts, at, &series))
		if (cells_any(s->parts.f, series, s->from, s->to)) {
			*out = store_series(s->parts.f->store, series);
			return true;
		}
	return false;
}

static bool has(const struct side *s, const struct series *x, bool of_account)
{
	const struct series *y;

	for (size_t at = 0; next_of(s, &at, &y);)
		if (y->channel == x->channel && (!of_account || y->account == x->account))
			return true;
	return false;
}

/* "linkedin acme, linkedin acme_uk and 2 more": where s stands in channels that other has, too; empty where one of these
 * has both, or none is a channel of both. */
static struct str say_places(struct arena *a, const struct side *s, const struct side *other)
{
	const struct intern *names = s->parts.f->model->names;
	const struct series *x, *last = NULL;
	size_t n = 0;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t at = 0; next_of(s, &at, &x); last = x) {
		if (has(other, x, true))
			return STR_NONE;
		if ((last != NULL && last->channel == x->channel && last->account == x->account)
		    || !has(other, x, false) || n++ >= MOST_NAMED)
			continue;
		strbuf_fmt(&b, "%s%.*s%s%.*s", n > 1 ? ", " : "", STR_ARG(intern_str(names, x->channel)),
		           x->account != 0 ? " " : " without an account",
		           STR_ARG(intern_str(names, x->account)));
	}
	if (n > MOST_NAMED)
		strbuf_fmt(&b, " and %zu more", n - MOST_NAMED);
	return strbuf_str(&b);
}

struct str pairs_apart(const struct facts *f, struct arena *a, const struct kpi *k, struct period p)
{
	struct side over, under;
	struct str above, below;
	size_t n;
	const sym *measures = model_measures(k, &n);

	if (k->per == 0 || n != 1)
		return STR_NONE;
	over = side_of(f, k, measures[0], p);
	under = side_of(f, k, k->per, p);
	above = say_places(a, &over, &under);
	below = say_places(a, &under, &over);
	if (above.n == 0 || below.n == 0)
		return STR_NONE;
	return str_fmt(a, "no account has both parts: %.*s is of %.*s, %.*s of %.*s",
	               STR_ARG(intern_str(f->model->names, measures[0])), STR_ARG(above),
	               STR_ARG(intern_str(f->model->names, k->per)), STR_ARG(below));
}
