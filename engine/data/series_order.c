/* series_order.c - the order to show series in, and which source owns each. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/store.h"

struct named {
	struct str text;
	sym name;
};

struct ranked { /* a series by the ranks of its names: compared without looking at text again */
	uint32_t rank[4];
	uint32_t source, index;
};

static int named_cmp(const void *a, const void *b)
{
	return str_cmp(((const struct named *)a)->text, ((const struct named *)b)->text);
}

static int ranked_cmp(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	for (int i = 0; i < 4; i++)
		if (x->rank[i] != y->rank[i])
			return x->rank[i] < y->rank[i] ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* rank[s] = place of sym s among all names by text; caller frees. */
static uint32_t *rank_names(const struct intern *names)
{
	uint32_t n = intern_count(names);
	struct named *all = mem_new(n ? n : 1, sizeof *all);
	uint32_t *rank = mem_new(n ? n : 1, sizeof *rank);

	for (sym s = 0; s < n; s++)
		all[s] = (struct named){ intern_str(names, s), s };
	qsort(all, n, sizeof *all, named_cmp);
	for (uint32_t i = 0; i < n; i++)
		rank[all[i].name] = i;
	mem_free(all);
	return rank;
}

/* Syms compare as numbers here: only sameness of the first four matters to store_settle. */
static struct ranked *rank_series(const struct store *st, const uint32_t *rank)
{
	struct ranked *all = mem_new(st->n ? st->n : 1, sizeof *all);

	for (size_t i = 0; i < st->n; i++) {
		const struct series *s = &st->list[i];
		sym key[4] = { s->metric, s->channel, s->account, s->campaign };

		for (int k = 0; k < 4; k++)
			all[i].rank[k] = rank ? rank[key[k]] : key[k];
		all[i].source = s->source;
		all[i].index = (uint32_t)i;
	}
	qsort(all, st->n, sizeof *all, ranked_cmp);
	return all;
}

const uint32_t *store_sorted(struct store *st, const struct intern *names, size_t *n)
{
	*n = st->n;
	if (!st->sorted || st->n_sorted != st->n) {
		uint32_t *rank = rank_names(names);
		struct ranked *all = rank_series(st, rank);

		mem_free(st->sorted);
		st->sorted = mem_new(st->n ? st->n : 1, sizeof *st->sorted);
		st->n_sorted = st->n;
		for (size_t i = 0; i < st->n; i++)
			st->sorted[i] = all[i].index;
		mem_free(all);
		mem_free(rank);
	}
	return st->sorted;
}

/* The window of a source; NULL: it has days. */
static const struct source *window_of(const struct workspace *w, uint32_t source)
{
	const struct source *s = w != NULL && source < w->n_sources ? &w->sources[source] : NULL;

	return s != NULL && s->has_window ? s : NULL;
}

/* all[i], behind the first of its names: a window that none before it has, where they are windows too. */
static bool is_new_window(const struct workspace *w, const struct ranked *all, size_t first, size_t i)
{
	const struct source *own = window_of(w, all[i].source);

	for (size_t k = first; k < i && own != NULL; k++) {
		const struct source *other = window_of(w, all[k].source);

		if (other == NULL
		    || (other->window_first == own->window_first && other->window_last == own->window_last))
			return false;
	}
	return own != NULL;
}

void store_settle(struct store *st, const struct workspace *w)
{
	struct ranked *all = rank_series(st, NULL);
	size_t first = 0;

	if (st->n > 0)
		(void)store_series(st, 0); /* counts the cells, while one thread alone knows the store */
	for (size_t i = 0; i < st->n; i++) {
		if (i == 0 || memcmp(all[i].rank, all[first].rank, sizeof all[i].rank) != 0)
			first = i;
		st->list[all[i].index].is_owner = i == first || is_new_window(w, all, first, i);
	}
	mem_free(all);
}
