/* told.c - finding what a company tells of itself. */
#include "data/told.h"

const char *const said_names[SAID__N] = {
	[SAID_NOTHING] = "not said",
	[SAID_NONE] = "none",
	[SAID_PLANNED] = "planned",
	[SAID_IN_PLACE] = "in_place",
};

const struct answer *told_answer(const struct told *t, sym practice)
{
	for (size_t i = 0; t != NULL && i < t->n_answers; i++)
		if (t->answers[i].practice == practice)
			return &t->answers[i];
	return NULL;
}

static bool is_called(const struct campaign *c, struct arena *scratch, struct str snake)
{
	if (str_eq(str_snake(scratch, c->name), snake))
		return true;
	for (size_t i = 0; i < c->aliases.n; i++)
		if (str_eq(str_snake(scratch, c->aliases.all[i]), snake))
			return true;
	return false;
}

const struct campaign *told_campaign(const struct told *t, struct arena *scratch, struct str spelling)
{
	struct str snake = str_snake(scratch, spelling);

	for (size_t i = 0; t != NULL && snake.n > 0 && i < t->n_campaigns; i++)
		if (is_called(&t->campaigns[i], scratch, snake))
			return &t->campaigns[i];
	return NULL;
}

bool note_is_of(const struct note *n, struct period p)
{
	return period_holds(p, n->period) || period_holds(n->period, p);
}
