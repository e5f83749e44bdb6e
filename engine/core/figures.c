/* figures.c - metrics that were rolled up in this run, found again by all that their figures depend on. */
#include "core/figures.h"

enum { BUCKETS = 1024 }; /* a power of 2 */

struct kept {
	struct kept *next; /* in the bucket */
	sym metric;
	const struct where *where; /* NULL: all series */
	struct period period;
	int32_t as_of, as_of_moved;
	struct figure figure;
};

struct figures {
	struct arena *a;              /* of all this */
	const struct figures *shared; /* or NULL */
	struct kept *buckets[BUCKETS];
};

struct figures *figures_beside(const struct figures *shared)
{
	struct arena *a = arena_new(0);
	struct figures *all = ARENA_NEW(a, struct figures);

	all->a = a;
	all->shared = shared;
	return all;
}

struct figures *figures_new(void)
{
	return figures_beside(NULL);
}

void figures_free(struct figures *all)
{
	if (all != NULL)
		arena_free(all->a);
}

static size_t bucket_of(sym metric, struct period p)
{
	uint32_t hash = metric * UINT32_C(0x9E3779B1) ^ (uint32_t)p.first * UINT32_C(0x85EBCA77);

	return (hash ^ hash >> 15 ^ (uint32_t)p.last) % BUCKETS;
}

/* One without globs lets all series through, as NULL does. */
static const struct where *where_of(const struct where *w)
{
	return w != NULL && w->n_channels + w->n_accounts + w->n_campaigns > 0 ? w : NULL;
}

const struct figure *figures_find(const struct facts *f, sym metric, const struct where *w, struct period p)
{
	size_t bucket = bucket_of(metric, p);

	w = where_of(w);
	for (const struct figures *all = f->figures; all != NULL; all = all->shared)
		for (const struct kept *k = all->buckets[bucket]; k != NULL; k = k->next)
			if (k->metric == metric && k->where == w && period_eq(k->period, p)
			    && k->as_of == f->as_of && k->as_of_moved == f->as_of_moved)
				return &k->figure;
	return NULL;
}

void figures_add(const struct facts *f, sym metric, const struct where *w, struct period p,
                 const struct figure *fig)
{
	struct kept **bucket, *k;

	if (f->figures == NULL)
		return;
	bucket = &f->figures->buckets[bucket_of(metric, p)];
	k = ARENA_NEW(f->figures->a, struct kept);
	*k = (struct kept){ .next = *bucket,
		            .metric = metric,
		            .where = where_of(w),
		            .period = p,
		            .as_of = f->as_of,
		            .as_of_moved = f->as_of_moved,
		            .figure = *fig };
	k->figure.note = str_copy(f->figures->a, fig->note);
	*bucket = k;
}
