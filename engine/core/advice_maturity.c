/* advice_maturity.c - tests of maturity that have no words: the scorecard would print them as they are. */
#include "core/advice.h"

static void report(struct str what, struct str text, struct place at, struct diag *d)
{
	diag_put(d, SEV_WARNING, "K622", what, at,
	         STR("write beside it what it says: `say: Every objective has an owner`"),
	         "'%.*s' is tested without words: the sheet Maturity prints `%.*s`", STR_ARG(what),
	         STR_ARG(text));
}

void advice_maturity(const struct advised *w, struct diag *d)
{
	const struct model *m = w->model;

	for (size_t i = 0; i < m->n_practices; i++) {
		const struct practice *p = &m->practices[i];

		if (p->seen != NULL && p->say.n == 0)
			report(intern_str(m->names, p->id), p->seen_text, p->at, d);
	}
	for (size_t i = 0; i < m->n_stages; i++)
		for (size_t k = 0; k < m->stages[i].n_needs; k++) {
			const struct need *n = &m->stages[i].needs[k];

			if (n->test != NULL && n->say.n == 0)
				report(intern_str(m->names, m->stages[i].id), n->test_text, n->at, d);
		}
}
