/* init_match.c - which objective of the library a goal stands for, by the words of their names. */
#include "app/init.h"

enum { SHORTEST_WORD = 4 };

/* Words that stand in every goal say nothing. */
static bool is_filler(struct str word)
{
	static const char *const fillers[] = { "with",  "from",  "into", "keep", "well", "more",
		                               "that",  "their", "them", "they", "this", "what",
		                               "when",  "where", "who",  "will", "your", "people",
		                               "right", "could", "goal", "best" };

	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_is(word, fillers[i]))
			return true;
	return false;
}

/* "customers" and "customer", "known" and "know" are one word. */
static bool same_word(struct str a, struct str b)
{
	struct str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;

	return str_starts(longer, shorter) && longer.n - shorter.n <= 2;
}

static bool stands_in(struct str word, struct str text)
{
	while (text.p) {
		struct str other = str_cut(&text, '_');

		if (other.n + 1 >= SHORTEST_WORD && same_word(word, other))
			return true;
	}
	return false;
}

size_t init_likeness(const struct init_plan *p, const struct init_goal *g, const struct objective *o)
{
	struct str words = str_snake(p->a, str_fmt(p->a, "%.*s %.*s", STR_ARG(g->id), STR_ARG(g->name)));
	struct str text =
	    str_snake(p->a, str_fmt(p->a, "%.*s %.*s %.*s", STR_ARG(intern_str(p->names, o->id)),
	                            STR_ARG(o->name), STR_ARG(o->statement)));
	size_t n = 0;

	while (words.p) {
		struct str word = str_cut(&words, '_');

		n += word.n + 1 >= SHORTEST_WORD && !is_filler(word) && stands_in(word, text);
	}
	return n;
}

static bool is_taken(const struct init_plan *p, const struct objective *o)
{
	for (size_t i = 0; i < p->n_goals; i++)
		if (p->goals[i].objective == o)
			return true;
	return false;
}

static void match_by_id(struct init_plan *p, struct init_goal *g)
{
	for (size_t i = 0; i < p->library->n_objectives; i++)
		if (str_eq(intern_str(p->names, p->library->objectives[i].id), g->id))
			g->objective = &p->library->objectives[i];
}

static void match_by_words(struct init_plan *p, struct init_goal *g)
{
	size_t best = 0;

	for (size_t i = 0; i < p->library->n_objectives; i++) {
		const struct objective *o = &p->library->objectives[i];
		size_t n = is_taken(p, o) ? 0 : init_likeness(p, g, o);

		if (n > best) {
			best = n;
			g->objective = o;
			g->is_guess = !str_eq_fold(g->name, o->name); /* words are not meanings */
		}
	}
}

/* So that the sample shows something where no goal is like an objective: the first goal takes the first. */
static void guess(struct init_plan *p)
{
	for (size_t i = 0; i < p->n_goals; i++)
		if (p->goals[i].objective)
			return;
	if (p->n_goals && p->library->n_objectives) {
		p->goals[0].objective = &p->library->objectives[0];
		p->goals[0].is_guess = true;
	}
}

void init_match(struct init_plan *p)
{
	for (size_t i = 0; i < p->n_goals; i++)
		match_by_id(p, &p->goals[i]);
	for (size_t i = 0; i < p->n_goals; i++)
		if (!p->goals[i].objective)
			match_by_words(p, &p->goals[i]);
	guess(p);
	for (size_t i = 0; i < p->n_goals && p->is_example; i++)
		p->goals[i].is_guess = false; /* they were chosen for these objectives */
}
