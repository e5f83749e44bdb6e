/* advice_pairs.c - library objectives and goals that seem to mean the same, by the words they share. */
#include "core/advice.h"

enum { STEM = 5, WORD_LEAST = 4, WORDS_MOST = 64, SHARED_LEAST = 1 };

/* The stems of a name and a statement. */
struct bag {
	struct str stems[WORDS_MOST];
	size_t n;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Words that every goal uses say nothing about any. */
static bool is_filler(struct str word)
{
	static const char *const fillers[] = { "with",    "from",    "that",   "this",    "them",
		                               "they",    "their",   "more",   "have",    "into",
		                               "what",    "will",    "people", "because", "right",
		                               "without", "through", "keep",   "than",    "make" };

	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_is(word, fillers[i]))
			return true;
	return word.n < WORD_LEAST;
}

static bool holds(const struct bag *b, struct str stem)
{
	for (size_t i = 0; i < b->n; i++)
		if (str_eq(b->stems[i], stem))
			return true;
	return false;
}

static void add_words(struct bag *b, struct arena *a, struct str text)
{
	struct str rest = str_lower(a, text);

	while (rest.n > 0) {
		size_t n = 0, skip = 0;
		struct str word;

		while (skip < rest.n && !is_letter(rest.p[skip]))
			skip++;
		while (skip + n < rest.n && is_letter(rest.p[skip + n]))
			n++;
		word = str_sub(rest, skip, n);
		rest = str_sub(rest, skip + n, rest.n);
		if (!is_filler(word) && b->n < WORDS_MOST && !holds(b, str_sub(word, 0, STEM)))
			b->stems[b->n++] = str_sub(word, 0, STEM);
	}
}

static size_t shared(const struct bag *x, const struct bag *y)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++)
		n += holds(y, x->stems[i]);
	return n;
}

/* Is there a KPI that counts for the goal, or an objective mapped to it? */
static bool is_served(const struct advised *w, const struct goal *g)
{
	for (size_t i = 0; i < w->model->n_objectives; i++)
		if (w->model->objectives[i].is_mapped && w->model->objectives[i].goal == g->id)
			return true;
	for (size_t i = 0; i < w->model->n_kpis; i++)
		if (w->model->kpis[i].goal == g->id)
			return true;
	for (size_t i = 0; i < w->goals->n; i++)
		if (w->goals->all[i].parent == g->id) /* served by the goals below it */
			return true;
	return false;
}

static const struct goal *nearest_goal(const struct advised *w, struct arena *a, const struct objective *o)
{
	struct bag *mine = ARENA_NEW(a, struct bag), *other;
	const struct goal *best = NULL;
	size_t most = SHARED_LEAST - 1;

	add_words(mine, a, intern_str(w->model->names, o->id));
	add_words(mine, a, o->name);
	add_words(mine, a, o->statement);
	for (size_t i = 0; i < w->goals->n; i++) {
		const struct goal *g = &w->goals->all[i];
		size_t n;

		if (g->kind != KIND_BUSINESS || is_served(w, g))
			continue;
		other = ARENA_NEW(a, struct bag);
		add_words(other, a, intern_str(w->model->names, g->id));
		add_words(other, a, g->name);
		add_words(other, a, g->statement);
		n = shared(mine, other);
		if (n > most) {
			most = n;
			best = g;
		}
	}
	return best;
}

void advice_pairs(const struct advised *w, struct arena *a, struct diag *d)
{
	for (size_t i = 0; i < w->model->n_objectives; i++) {
		const struct objective *o = &w->model->objectives[i];
		struct str id = intern_str(w->model->names, o->id), goal;
		const struct goal *g;

		if (o->is_off || o->is_mapped || goals_find(w->goals, o->id) != NULL)
			continue;
		g = nearest_goal(w, a, o);
		if (g == NULL)
			continue;
		goal = intern_str(w->model->names, g->id);
		diag_put(d, SEV_WARNING, "K617", id, g->at,
		         str_fmt(a, "add `%.*s: %.*s` to `objectives:` of your model, or `%.*s: null`",
		                 STR_ARG(id), STR_ARG(goal), STR_ARG(id)),
		         "no KPI serves goal '%.*s'; the library's objective '%.*s' (%.*s) sounds like it",
		         STR_ARG(goal), STR_ARG(id), STR_ARG(o->name));
	}
}
