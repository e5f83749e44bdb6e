/* scope.c - a part of the company: which goals a scorecard of it is about, and what its headline counts. */
#include "core/scope.h"

#include "core/links.h"

static bool is_under(const struct goal *g, const struct goal *top)
{
	while (g != NULL && g != top)
		g = g->up;
	return g != NULL;
}

bool scope_has(const struct scope *s, const struct outcome *o, const struct goal *g)
{
	if (s->goals == NULL)
		return true;
	for (size_t i = 0; i < o->n_goals; i++)
		if (o->goals[i].goal == g)
			return s->goals[i];
	return false;
}

bool scope_has_kpi(const struct scope *s, const struct outcome *o, const struct kpi_outcome *k)
{
	return (k->goal != NULL && scope_has(s, o, k->goal))
	       || (k->own_goal != NULL && scope_has(s, o, k->own_goal));
}

/* A KPI of the scope links the metric. */
static bool serves(const struct facts *f, const struct outcome *o, const struct scope *s, sym metric)
{
	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal != NULL && scope_has_kpi(s, o, k) && link_joins(f, k->kpi, metric))
			return true;
	}
	return false;
}

/* Objectives as the company's headline counts them (judge.c), of the scope alone. */
static struct headline headline_of(const struct facts *f, const struct outcome *o, const struct scope *s)
{
	struct headline h = { .social_seen = o->headline.social_seen };

	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal_outcome *g = &o->goals[i];

		if (!s->goals[i] || !g->is_objective)
			continue;
		h.objectives++;
		h.measured += g->status != STATUS_GREY;
		h.green += g->status == STATUS_GREEN;
		h.amber += g->status == STATUS_AMBER;
		h.red += g->status == STATUS_RED;
	}
	for (size_t i = 0; i < o->n_metrics; i++) {
		const struct metric_state *m = &o->metrics[i];

		if (m->kind == KIND_SOCIAL && m->cells > 0 && m->state == STATE_LINKED)
			h.serve += serves(f, o, s, m->metric);
	}
	return h;
}

struct scope scope_of_goal(const struct facts *f, const struct outcome *o, struct arena *a,
                           const struct goal *g)
{
	bool *goals = ARENA_ARRAY(a, o->n_goals > 0 ? o->n_goals : 1, bool);
	struct scope s = { .goals = goals, .name = link_goal_name(f, g) };

	for (size_t i = 0; i < o->n_goals; i++)
		goals[i] = is_under(o->goals[i].goal, g);
	s.headline = headline_of(f, o, &s);
	return s;
}

static bool has_kpi_of(const struct outcome *o, const struct goal *g, struct str department)
{
	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal == g && k->part != PART_AVAILABLE && str_eq_fold(k->kpi->department, department))
			return true;
	}
	return false;
}

static bool is_of_department(const struct goal *g, struct str department)
{
	for (; g != NULL; g = g->up)
		if (str_eq_fold(g->department, department))
			return true;
	return false;
}

bool scope_of_department(const struct facts *f, const struct outcome *o, struct arena *a, struct str name,
                         struct scope *out)
{
	bool *goals = ARENA_ARRAY(a, o->n_goals > 0 ? o->n_goals : 1, bool), any = false;

	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal *g = o->goals[i].goal;

		goals[i] = is_of_department(g, name) || has_kpi_of(o, g, name);
		any |= goals[i];
	}
	*out = (struct scope){ .goals = goals, .name = str_fmt(a, "%.*s department", STR_ARG(name)) };
	if (any)
		out->headline = headline_of(f, o, out);
	return any;
}
