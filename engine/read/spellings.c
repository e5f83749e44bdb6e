/* spellings.c - many spellings for one name, and no spelling for two. */
#include "read/spellings.h"

/* Merge sort of v[0..n) by spelling, which keeps equal ones in their order, as qsort need not. */
static void sort(struct spelling *v, struct spelling *spare, size_t n)
{
	size_t half = n / 2, i = 0, j = half;

	if (n < 2)
		return;
	sort(v, spare, half);
	sort(v + half, spare, n - half);
	for (size_t k = 0; k < n; k++) {
		bool left = j == n || (i < half && str_cmp(v[i].pair.spelling, v[j].pair.spelling) <= 0);

		spare[k] = left ? v[i++] : v[j++];
	}
	for (size_t k = 0; k < n; k++)
		v[k] = spare[k];
}

static bool is_library(const struct spelling *s)
{
	return str_starts(s->at.file, STR("library:"));
}

/* A name of ours that the library spells something else with: it is told where we wrote it. */
static void report_ours(const struct tools *r, const struct spelling *ours, const struct spelling *theirs)
{
	struct str name = intern_str(r->names, theirs->pair.name);

	diag_error(r->d, "K608", ours->at,
	           str_fmt(r->a, "use '%.*s' where it is the same, else choose another name", STR_ARG(name)),
	           "'%.*s' is a spelling of '%.*s' in the library (%.*s)", STR_ARG(ours->pair.spelling),
	           STR_ARG(name), STR_ARG(place_words(r->a, theirs->at)));
}

static void report(const struct tools *r, const struct spelling *first, const struct spelling *again)
{
	struct str name = intern_str(r->names, first->pair.name), spelling = again->pair.spelling;
	struct str what = str_eq(spelling, name) ? STR("is the name of another one")
	                                         : str_fmt(r->a, "stands for '%.*s' already", STR_ARG(name));

	if (is_library(again) && !is_library(first)) {
		report_ours(r, first, again);
		return;
	}
	diag_error(r->d, "K608", again->at,
	           str_fmt(r->a, "take it out here or at %.*s", STR_ARG(place_words(r->a, first->at))),
	           "'%.*s' %.*s", STR_ARG(spelling), STR_ARG(what));
}

const struct name_pair *spellings_sort(const struct tools *r, struct spelling *all, size_t n, size_t *n_out)
{
	struct name_pair *pairs = ARENA_ARRAY(r->a, n, struct name_pair);
	size_t first = 0; /* in all: the one that was kept of the spelling at hand */

	sort(all, ARENA_ARRAY(r->a, n, struct spelling), n);
	*n_out = 0;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !str_eq(all[first].pair.spelling, all[i].pair.spelling)) {
			first = i;
			pairs[(*n_out)++] = all[i].pair;
		} else if (all[first].pair.name != all[i].pair.name) {
			report(r, &all[first], &all[i]);
		}
	}
	return pairs;
}
