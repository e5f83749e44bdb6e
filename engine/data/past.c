/* past.c - looking up what earlier runs found. */
#include "data/past.h"

const struct past_run *past_of(const struct past *p, struct period period)
{
	for (size_t i = p != NULL ? p->n : 0; i > 0; i--) {
		if (period_eq(p->runs[i - 1].period, period))
			return &p->runs[i - 1];
	}
	return NULL;
}

const struct past_kpi *past_kpi(const struct past_run *r, struct str id)
{
	for (size_t i = 0; r != NULL && i < r->n_kpis; i++) {
		if (str_eq(r->kpis[i].kpi, id))
			return &r->kpis[i];
	}
	return NULL;
}

const struct past_goal *past_goal(const struct past_run *r, struct str id)
{
	for (size_t i = 0; r != NULL && i < r->n_goals; i++) {
		if (str_eq(r->goals[i].goal, id))
			return &r->goals[i];
	}
	return NULL;
}
