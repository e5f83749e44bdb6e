/* model_file.c - the model: its files laid on each other, checked, and made into struct model. */
#include "read/model_file.h"

#include "read/model_parts.h"

/* A section whose entries the files lay on each other by name. */
struct section {
	const char *name, *entry;
	const struct key_table *keys;
	void (*check)(struct model_build *b, const struct node *n);
};
static const struct section sections[] = {
	{ "metrics", "metric", &language_metric, model_metric_check },
	{ "kpis", "KPI", &language_kpi, model_kpi_check },
	{ "practices", "practice", &language_practice, model_practice_check },
};

static bool is_section(struct model_build *b, const char *name, const struct node *n)
{
	if (n == NULL || n->kind == NODE_NULL)
		return false;
	if (n->kind == NODE_MAP)
		return true;
	diag_error(b->r.d, "K602", n->at, STR("write names below it, each with its own keys"),
	           "%s must be a map", name);
	return false;
}

/* null takes away what an extended model has; where there is nothing to take, the name is wrong. */
static void check_removal(struct model_build *b, const struct section *s, const struct node_pair *pair)
{
	const struct node *under = node_get(b->merged, s->name);
	size_t n = under != NULL && !enough_said(&b->r) ? under->n : 0;
	struct str *names;

	if (b->is_partial || pair->value->is_told || node_get(under, str_z(b->r.a, pair->key)) != NULL)
		return;
	names = ARENA_ARRAY(b->r.a, n, struct str);
	for (size_t i = 0; i < n; i++)
		names[i] = under->pairs[i].key;
	diag_error(b->r.d, "K603", pair->key_at,
	           nearest_words(&b->r, pair->key, names, n, STR("take the line out")),
	           "there is no %s '%.*s' to take away", s->entry, STR_ARG(pair->key));
}

static void check_section(struct model_build *b, const struct section *s, const struct node *n)
{
	if (!is_section(b, s->name, n))
		return;
	for (size_t i = 0; i < n->n; i++) {
		sym id;

		if (misplaced_entry(&b->r, s->keys, n, i))
			continue;
		if (n->pairs[i].value->kind == NODE_NULL)
			check_removal(b, s, &n->pairs[i]);
		else {
			key_id_of(&b->r, &n->pairs[i], s->entry, &id);
			s->check(b, n->pairs[i].value);
		}
	}
}

/* Every file is checked for itself, so that a mistake is found even where a later file covers it up. */
static void lay(struct model_build *b, const struct model_layer *layer)
{
	const struct node *score = node_get(layer->root, "score");
	const struct node *under = b->merged;

	language_check(&b->r, &language_model, layer->root);
	is_section(b, "objectives", node_get(layer->root, "objectives"));
	if (is_section(b, "score", score))
		language_check(&b->r, &language_score, score);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		check_section(b, &sections[i], node_get(layer->root, sections[i].name));
	b->merged = node_merge(b->r.a, under, layer->root, false);
	model_aliases_join(b, under, layer->root);
}

static void read_top(struct model_build *b)
{
	struct model *m = b->model;
	const struct node *score = node_get(b->merged, "score");

	m->rules = (struct score_rules){ .red_at = 0.8,
		                         .coverage_floor = 0.6,
		                         .completeness_floor = 0.9,
		                         .min_base = 30,
		                         .own_weight = 1,
		                         .rollup = ROLLUP_WEIGHTED };
	language_read(&b->r, &language_model, b->merged, m);
	if (score != NULL && score->kind == NODE_MAP)
		language_read(&b->r, &language_score, score, &m->rules);
}

const struct model *model_read(struct arena *a, struct intern *names, const struct library *lib,
                               struct str path, const struct goals *goals, struct input_list *files,
                               struct diag *d)
{
	struct model_build b = { .r = { a, names, d }, .lib = lib, .goals = goals, .files = files };
	size_t errors = diag_count(d, SEV_ERROR);

	b.model = ARENA_NEW(a, struct model);
	b.model->names = names;
	model_chain_read(&b, path);
	if (b.n_layers == 0)
		return NULL;
	for (size_t i = 0; i < b.n_layers; i++)
		lay(&b, &b.layers[i]);
	read_top(&b);
	model_metrics_read(&b);
	model_objectives_read(&b);
	model_kpis_read(&b);
	model_practices_read(&b);
	model_maturity_read(&b);
	model_goals_resolve(&b);
	model_lint(&b);
	return diag_count(d, SEV_ERROR) == errors ? b.model : NULL;
}
