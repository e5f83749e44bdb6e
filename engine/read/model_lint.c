/* model_lint.c - what a model may not say although every word of it is in the language. */
#include "core/links.h"
#include "read/model_parts.h"

/* The line that says `key`, else the KPI's own. */
static struct place line_of(const struct kpi *k, const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	return n != NULL ? n->at : k->at;
}

static struct place line_reading(const struct kpi *k, const struct node *map, sym metric)
{
	return k->per == metric && k->measure != metric ? line_of(k, map, "per") : k->measure_at;
}

/* " because it adds 'impressions'": what keeps the sum of a KPI below what else is in it; mostly nothing. */
static struct str dragged_down(const struct model_build *b, const struct kpi *k)
{
	const struct metric *low = NULL;
	bool has_outcome = false;

	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *m = model_metric(b->model, k->reads[i]);

		if (m != NULL && m->level == k->level && low == NULL)
			low = m;
		has_outcome = has_outcome || (m != NULL && m->level >= LEVEL_OUTCOME);
	}
	return has_outcome && low != NULL
	           ? str_fmt(b->r.a, " because it adds '%.*s'", STR_ARG(intern_str(b->r.names, low->id)))
	           : STR_NONE;
}

static void check_role(struct model_build *b, const struct kpi *k, const struct node *map)
{
	struct str id = intern_str(b->r.names, k->id);

	if (k->role != ROLE_EVIDENCE || k->level == LEVEL_NONE || k->level >= LEVEL_OUTCOME
	    || key_is_misspelt(&b->r, &language_kpi, map, "level"))
		return;
	diag_put(b->r.d, SEV_ERROR, "K604", id,
	         line_of(k, map, node_get(map, "level") != NULL ? "level" : "role"),
	         STR("write `role: leading`, or measure an outcome"),
	         "KPI '%.*s' is evidence, but stands at %s%.*s; only outcome and impact are evidence",
	         STR_ARG(id), level_names[k->level], STR_ARG(dragged_down(b, k)));
}

static bool knows_all(const struct model_build *b, const struct kpi *k)
{
	for (size_t i = 0; i < k->n_reads; i++)
		if (model_metric(b->model, k->reads[i]) == NULL)
			return false;
	return true;
}

/* A word does not lift activity to an outcome. */
static void check_level(struct model_build *b, const struct kpi *k, const struct node *map)
{
	struct str id = intern_str(b->r.names, k->id);

	if (!kpi_claims_more(k) || !knows_all(b, k))
		return;
	diag_put(
	    b->r.d, SEV_WARNING, "K621", id, line_of(k, map, "level"),
	    str_fmt(b->r.a, "write `level: %s`%s, measure what is one, or give the metric the level it has",
	            level_names[k->reaches],
	            k->role == ROLE_EVIDENCE && k->reaches < LEVEL_OUTCOME ? " and `role: leading`" : ""),
	    "KPI '%.*s' says %s, but what it measures reaches no further than %s", STR_ARG(id),
	    level_names[k->level], level_names[k->reaches]);
}

static void check_no_goal(struct model_build *b, const struct kpi *k, const struct metric *m, struct place at)
{
	struct str id = intern_str(b->r.names, k->id), metric = intern_str(b->r.names, m->id), remedy;

	if (m->no_goal_at.line == 0 || k->role == ROLE_DIAGNOSTIC || k->why.n > 0
	    || !link_measures(b->model, k, m->id))
		return;
	remedy = m->ask_instead.n > 0 && model_can_ask(b->model, m->ask_instead)
	             ? str_fmt(b->r.a, "say in `why:` what makes it serve one here, or ask for %.*s instead",
	                       STR_ARG(m->ask_instead))
	             : STR("say in `why:` what makes it serve one here");
	diag_put(b->r.d, SEV_ERROR, "K609", id, at, remedy,
	         "KPI '%.*s' measures '%.*s', which serves no goal: %.*s", STR_ARG(id), STR_ARG(metric),
	         STR_ARG(m->no_goal_because));
}

/* Of an objective that is none of ours: that it is switched off is no news. */
static bool is_elsewhere(const struct model_build *b, const struct kpi *k)
{
	const struct objective *o = model_objective(b->model, k->objective);

	return (o != NULL && o->is_off) || (b->goals != NULL && k->goal == 0);
}

/* True: the KPI is to be taken out. The company's own KPI is an error; one of the library only goes. */
static bool check_banned(struct model_build *b, const struct kpi *k, const struct metric *m, struct place at)
{
	struct str id = intern_str(b->r.names, k->id), metric = intern_str(b->r.names, m->id);
	struct str ban = place_words(b->r.a, m->banned_at);

	if (m->banned_at.line == 0)
		return false;
	if (!k->is_library)
		diag_put(b->r.d, SEV_ERROR, "K610", id, at,
		         str_fmt(b->r.a, "remove KPI '%.*s' (%.*s), or the ban at %.*s", STR_ARG(id),
		                 STR_ARG(place_words(b->r.a, k->at)), STR_ARG(ban)),
		         "KPI '%.*s' reads '%.*s', which is banned: %.*s", STR_ARG(id), STR_ARG(metric),
		         STR_ARG(m->banned_because));
	else if (!is_elsewhere(b, k))
		diag_put(b->r.d, SEV_NOTE, "K610", id, at,
		         str_fmt(b->r.a, "the ban is at %.*s", STR_ARG(ban)),
		         "KPI '%.*s' of the library is switched off: it reads '%.*s', which is banned",
		         STR_ARG(id), STR_ARG(metric));
	return true;
}

/* The banned metric that switches it off, or NULL. */
static const struct metric *lint_kpi(struct model_build *b, const struct kpi *k, const struct node *map)
{
	const struct metric *ban = NULL;

	check_role(b, k, map);
	check_level(b, k, map);
	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *m = model_metric(b->model, k->reads[i]);
		struct place at = line_reading(k, map, k->reads[i]);

		if (m == NULL)
			continue;
		if (ban == NULL && check_banned(b, k, m, at))
			ban = m;
		check_no_goal(b, k, m, at);
	}
	return ban;
}

void model_lint(struct model_build *b)
{
	struct kpi_off *off = ARENA_ARRAY(b->r.a, b->model->n_kpis, struct kpi_off);
	size_t kept = 0;

	b->model->off = off;
	for (size_t i = 0; i < b->model->n_kpis; i++) {
		const struct metric *ban = lint_kpi(b, &b->kpis[i], b->kpi_nodes[i]);

		if (ban != NULL) {
			off[b->model->n_off++] = (struct kpi_off){ b->kpis[i], ban->id, ban->banned_at };
			continue;
		}
		b->kpis[kept] = b->kpis[i];
		b->kpi_nodes[kept++] = b->kpi_nodes[i];
	}
	b->model->n_kpis = kept;
}
