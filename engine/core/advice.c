/* advice.c - what is legal in a model and yet unwise: found while it can still be changed. */
#include "core/advice.h"

#include "core/canonical.h"

enum { GOALS_MOST = 25, KPIS_MOST = 7, NAMES_SHOWN = 4 };
static const double share_most = 0.6; /* of an objective's evidence, for one KPI */

struct adviser {
	const struct advised *w;
	struct arena *a;
	struct diag *d;
	const struct kpi **used;
	size_t n_used;
};

/* The KPIs of one objective. */
struct group {
	sym objective; /* a goal where there are goals */
	const struct kpi **kpis;
	size_t n;
	struct place at;
};

static bool has_target(const struct targets *t, sym kpi)
{
	for (size_t i = 0; t != NULL && i < t->n; i++)
		if (t->all[i].kpi == kpi)
			return true;
	return false;
}

bool advice_uses(const struct advised *w, const struct kpi *k)
{
	if (k->role == ROLE_DIAGNOSTIC || (w->goals != NULL && k->goal == 0))
		return false;
	return !k->is_library || has_target(w->targets, k->id);
}

static struct str name_of(const struct adviser *v, sym name)
{
	return intern_str(v->w->model->names, name);
}

static sym objective_of(const struct adviser *v, const struct kpi *k)
{
	return v->w->goals != NULL ? k->goal : k->objective;
}

/* "leads, ctr and 3 more" */
static struct str list_kpis(const struct adviser *v, const struct group *g)
{
	struct strbuf b;

	strbuf_init(&b, v->a, 0);
	for (size_t i = 0; i < g->n && i < NAMES_SHOWN; i++)
		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(name_of(v, g->kpis[i]->id)));
	if (g->n > NAMES_SHOWN)
		strbuf_fmt(&b, " and %zu more", g->n - NAMES_SHOWN);
	return strbuf_str(&b);
}

/* --- about one objective */

static void check_levels(struct adviser *v, const struct group *g)
{
	struct str id = name_of(v, g->objective);

	for (size_t i = 0; i < g->n; i++)
		if (g->kpis[i]->level > LEVEL_OUTPUT)
			return;
	diag_put(v->d, SEV_WARNING, "K611", id, g->at,
	         STR("add a KPI of what people do or think because of it: an outtake or an outcome"),
	         "objective '%.*s' has outputs only: %.*s", STR_ARG(id), STR_ARG(list_kpis(v, g)));
}

static void check_twins(struct adviser *v, const struct group *g)
{
	struct str *texts = ARENA_ARRAY(v->a, g->n, struct str);

	for (size_t i = 0; i < g->n; i++) {
		const struct kpi *k = g->kpis[i];
		size_t twin = 0;

		texts[i] = canonical_measure(v->a, v->w->model, k);
		while (twin < i && !str_eq(texts[twin], texts[i]))
			twin++;
		if (twin == i)
			continue;
		diag_put(v->d, SEV_WARNING, "K612", name_of(v, k->id), k->measure_at,
		         STR("keep one: what is counted twice pulls the score of its objective"),
		         "KPI '%.*s' measures the same as '%.*s' (%.*s:%u)", STR_ARG(name_of(v, k->id)),
		         STR_ARG(name_of(v, g->kpis[twin]->id)), STR_ARG(g->kpis[twin]->at.file),
		         (unsigned)g->kpis[twin]->at.line);
	}
}

/* Without a target a KPI is not scored, so it weighs nothing. */
static bool weighs(const struct adviser *v, const struct kpi *k)
{
	return k->role == ROLE_EVIDENCE
	       && (v->w->targets == NULL || k->better == BETTER_NONE_ALLOWED
	           || has_target(v->w->targets, k->id));
}

static void check_weights(struct adviser *v, const struct group *g)
{
	struct str goal = name_of(v, g->objective);
	double all = 0;
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		if (!weighs(v, g->kpis[i]))
			continue;
		all += g->kpis[i]->weight;
		n++;
	}
	for (size_t i = 0; i < g->n && n > 1; i++) {
		const struct kpi *k = g->kpis[i];
		int percent = (int)(100 * k->weight / all + 0.5);

		if (!weighs(v, k) || k->weight / all <= share_most)
			continue;
		diag_put(v->d, SEV_WARNING, "K613", name_of(v, k->id), k->at,
		         STR("lower its weight, or give the others more"),
		         "KPI '%.*s' is %d%% of the evidence for '%.*s'; above %d%% it decides alone",
		         STR_ARG(name_of(v, k->id)), percent, STR_ARG(goal), (int)(100 * share_most));
	}
}

static void check_size(struct adviser *v, const struct group *g)
{
	struct str id = name_of(v, g->objective);

	if (g->n > KPIS_MOST && v->w->is_company)
		diag_put(v->d, SEV_WARNING, "K614", id, g->at,
		         STR("make the ones that decide nothing diagnostic, or take their targets away"),
		         "objective '%.*s' has %zu KPIs; more than %d are looked at by nobody", STR_ARG(id),
		         g->n, KPIS_MOST);
}

/* --- about one KPI */

/* What only ever rises while nobody leaves is no achievement of the period. Below outcome: a stock such as the
 * open pipeline or the headcount falls as well. */
static void check_rising(struct adviser *v, const struct kpi *k)
{
	const struct metric *m = model_metric(v->w->model, k->measure);
	struct str id = name_of(v, k->id);

	if (m == NULL || k->per != 0 || k->better != BETTER_HIGHER || m->kind != KIND_SOCIAL
	    || m->over_time != TIME_LAST || m->level >= LEVEL_OUTCOME
	    || (m->unit != UNIT_COUNT && m->unit != UNIT_PEOPLE))
		return;
	diag_put(v->d, SEV_WARNING, "K615", id, k->measure_at,
	         STR("measure what the period added, or a ratio with a cost or a base"),
	         "KPI '%.*s' is a total that hardly ever falls: '%.*s' is higher every period", STR_ARG(id),
	         STR_ARG(name_of(v, m->id)));
}

static void check_owner(struct adviser *v, const struct kpi *k)
{
	struct str id = name_of(v, k->id);
	bool no_owner = k->owner.n == 0, no_decision = k->decision.n == 0;

	if (k->is_library || !v->w->is_company || (!no_owner && !no_decision))
		return;
	diag_put(v->d, SEV_WARNING, "K616", id, k->at,
	         no_decision ? STR("write in `decision:` what you do when it is red; if nothing, drop it")
	                     : STR("write in `owner:` who answers for it"),
	         "KPI '%.*s' has no %s%s%s", STR_ARG(id), no_owner ? "owner" : "",
	         no_owner && no_decision ? " and no " : "", no_decision ? "decision" : "");
}

/* Marked critical where nothing heeds it: it is no evidence, or its goal and those above are scored by the mean
 * alone. The worst of all is never above a critical one. */
static void check_critical(struct adviser *v, const struct kpi *k)
{
	const struct goal *g = v->w->goals != NULL ? goals_find(v->w->goals, k->goal) : NULL;
	struct str id = name_of(v, k->id), goal = name_of(v, k->goal);
	bool is_heeded = false;

	if (!k->is_critical || g == NULL)
		return;
	for (const struct goal *up = g; up != NULL; up = up->up) {
		enum rollup r = goals_rollup(up, &v->w->model->rules);

		is_heeded = is_heeded || r == ROLLUP_CRITICAL || (r == ROLLUP_WORST && up == g);
	}
	if (k->role != ROLE_EVIDENCE)
		diag_put(v->d, SEV_WARNING, "K618", id, k->at,
		         STR("make it evidence, or take `critical:` away"),
		         "KPI '%.*s' is critical but no evidence: it holds nothing down", STR_ARG(id));
	else if (!is_heeded)
		diag_put(v->d, SEV_WARNING, "K618", id, k->at,
		         str_fmt(v->a,
		                 "write `critical` under rollup at the goal %.*s, or take `critical:` away",
		                 STR_ARG(goal)),
		         "KPI '%.*s' is critical, and the roll-up of '%.*s' is %s: it holds nothing down",
		         STR_ARG(id), STR_ARG(goal), rollup_names[goals_rollup(g, &v->w->model->rules)]);
}

/* --- all of them */

static void find_used(struct adviser *v)
{
	const struct model *m = v->w->model;

	v->used = ARENA_ARRAY(v->a, m->n_kpis, const struct kpi *);
	for (size_t i = 0; i < m->n_kpis; i++)
		if (advice_uses(v->w, &m->kpis[i]) && objective_of(v, &m->kpis[i]) != 0)
			v->used[v->n_used++] = &m->kpis[i];
}

static struct group group_of(struct adviser *v, sym objective)
{
	const struct goal *goal = v->w->goals != NULL ? goals_find(v->w->goals, objective) : NULL;
	struct group g = { .objective = objective };

	g.kpis = ARENA_ARRAY(v->a, v->n_used, const struct kpi *);
	for (size_t i = 0; i < v->n_used; i++)
		if (objective_of(v, v->used[i]) == objective)
			g.kpis[g.n++] = v->used[i];
	g.at = goal != NULL ? goal->at : g.kpis[0]->objective_at;
	return g;
}

/* The groups come in the order of their first KPI. */
static size_t check_groups(struct adviser *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n_used; i++) {
		sym objective = objective_of(v, v->used[i]);
		struct group g;
		size_t first = 0;

		while (objective_of(v, v->used[first]) != objective)
			first++;
		if (first < i)
			continue;
		g = group_of(v, objective);
		n++;
		if (v->w->is_company)
			check_levels(v, &g);
		check_twins(v, &g);
		if (v->w->is_company)
			check_weights(v, &g);
		check_size(v, &g);
	}
	return n;
}

static void check_goals(struct adviser *v, size_t n_groups)
{
	const struct goals *goals = v->w->goals;
	struct place at = goals == NULL && v->n_used > 0 ? v->used[0]->objective_at : PLACE_NONE;
	size_t n = goals == NULL ? n_groups : 0;

	for (size_t i = 0; goals != NULL && i < goals->n; i++) {
		if (goals->all[i].kind == KIND_BUSINESS && ++n == GOALS_MOST + 1)
			at = goals->all[i].at;
	}
	if (n > GOALS_MOST && v->w->is_company)
		diag_put(v->d, SEV_WARNING, "K614", STR_NONE, at,
		         STR("keep the goals that are decided about"),
		         "%zu objectives: nobody steers by more than %d", n, GOALS_MOST);
}

void advice_give(const struct advised *w, struct arena *a, struct diag *d)
{
	struct adviser v = { .w = w, .a = a, .d = d };

	find_used(&v);
	check_goals(&v, check_groups(&v));
	for (size_t i = 0; i < v.n_used; i++) {
		check_rising(&v, v.used[i]);
		check_owner(&v, v.used[i]);
		check_critical(&v, v.used[i]);
	}
	if (w->goals != NULL)
		advice_pairs(w, a, d);
	advice_maturity(w, d);
	advice_units(w, a, d);
}
