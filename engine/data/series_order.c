/* series_order.c - the order to show series in, and which source owns each. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/store.h"

struct named {
	struct str text;
	sym name;
};

enum { RANK_METRIC, RANK_CHANNEL, RANK_ACCOUNT, RANK_CAMPAIGN, NAMES, RANK_SOURCE = NAMES, RANKS };

struct ranked { /* a series by the ranks of its names: compared without looking at text again */
	uint32_t rank[RANKS];
	uint32_t index;
};

static int named_cmp(const void *a, const void *b)
{
	return str_cmp(((const struct named *)a)->text, ((const struct named *)b)->text);
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

/* By one rank; those with the same one stay in the order they have. */
static void sort_by(int k, const struct ranked *from, size_t n, struct ranked *to)
{
	size_t *at, n_ranks = 0;

	for (size_t i = 0; i < n; i++)
		n_ranks = from[i].rank[k] >= n_ranks ? from[i].rank[k] + (size_t)1 : n_ranks;
	at = mem_new(n_ranks + 1, sizeof *at);
	for (size_t i = 0; i < n; i++)
		at[from[i].rank[k] + 1]++;
	for (size_t r = 0; r < n_ranks; r++)
		at[r + 1] += at[r];
	for (size_t i = 0; i < n; i++)
		to[at[from[i].rank[k]]++] = from[i];
	mem_free(at);
}

static bool is_one_rank(int k, const struct ranked *all, size_t n)
{
	size_t i = 1;

	while (i < n && all[i].rank[k] == all[0].rank[k])
		i++;
	return i >= n;
}

/* By metric, then channel and so on to the source: sorted by the last of them first. Series come in the order of their
 * index. Takes `all`, and the caller frees what is returned. */
static struct ranked *sort_ranked(struct ranked *all, size_t n)
{
	struct ranked *to = mem_new(n ? n : 1, sizeof *to), *swap;

	for (int k = RANKS - 1; k >= 0; k--) {
		if (is_one_rank(k, all, n))
			continue;
		sort_by(k, all, n, to);
		swap = all;
		all = to;
		to = swap;
	}
	mem_free(to);
	return all;
}

/* Syms compare as numbers here: only sameness of the first four matters to store_settle. */
static struct ranked *rank_series(const struct store *st, const uint32_t *rank)
{
	struct ranked *all = mem_new(st->n ? st->n : 1, sizeof *all);

	for (size_t i = 0; i < st->n; i++) {
		const struct series *s = &st->list[i];
		sym key[NAMES] = { s->metric, s->channel, s->account, s->campaign };

		for (int k = 0; k < NAMES; k++)
			all[i].rank[k] = rank ? rank[key[k]] : key[k];
		all[i].rank[RANK_SOURCE] = s->source;
		all[i].index = (uint32_t)i;
	}
	return sort_ranked(all, st->n);
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
	const struct source *own = window_of(w, all[i].rank[RANK_SOURCE]);

	for (size_t k = first; k < i && own != NULL; k++) {
		const struct source *other = window_of(w, all[k].rank[RANK_SOURCE]);

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
		if (i == 0 || memcmp(all[i].rank, all[first].rank, NAMES * sizeof *all[i].rank) != 0)
			first = i;
		st->list[all[i].index].is_owner = i == first || is_new_window(w, all, first, i);
	}
	mem_free(all);
}
