/* model_kpis.c - `kpis:` of the merged model. */
#include "read/model_parts.h"

void model_kpi_check(struct model_build *b, const struct node *n)
{
	language_check(&b->r, &language_kpi, n);
}

static void miss(struct model_build *b, const struct kpi *k, struct place at, struct str remedy,
                 const char *what)
{
	struct str id = intern_str(b->r.names, k->id);

	diag_put(b->r.d, SEV_ERROR, "K602", id, at, remedy, "KPI '%.*s' %s", STR_ARG(id), what);
}

static struct place place_in(const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	return n != NULL ? n->at : PLACE_NONE;
}

/* Channels are compared in small letters, as the workspace names them. */
static void read_where(struct model_build *b, const struct node *map, struct where *w)
{
	const struct node *n = node_get(map, "where");
	struct str *lower;

	if (n == NULL || n->kind == NODE_NULL || !language_check(&b->r, &language_where, n))
		return;
	language_read(&b->r, &language_where, n, w);
	lower = ARENA_ARRAY(b->r.a, w->n_channels, struct str);
	for (size_t i = 0; i < w->n_channels; i++)
		lower[i] = str_lower(b->r.a, str_trim(w->channels[i]));
	w->channels = lower;
	w->channels_at = place_in(n, "channel");
	w->accounts_at = place_in(n, "account");
	w->campaigns_at = place_in(n, "campaign");
}

/* The company's own as soon as one line of it is. */
static bool is_library(const struct model_build *b, const struct node_pair *pair)
{
	if (!model_place_is_library(b, pair->key_at))
		return false;
	for (size_t i = 0; i < pair->value->n; i++)
		if (!model_place_is_library(b, pair->value->pairs[i].key_at))
			return false;
	return true;
}

static const char *const needed[] = { "objective", "role", "measure", "formula" };
enum { N_NEEDED = sizeof needed / sizeof *needed };

static bool is_begun(const struct node *map)
{
	for (size_t i = 0; i < N_NEEDED; i++)
		if (node_get(map, needed[i]) != NULL)
			return true;
	return false;
}

/* It has nothing that a KPI needs: most likely its name is meant to be that of another one, which it adds to. */
static void miss_all(struct model_build *b, const struct kpi *k, const struct node *map)
{
	const struct node *section = node_get(b->merged, "kpis");
	struct str *names = ARENA_ARRAY(b->r.a, section->n, struct str), id = intern_str(b->r.names, k->id);
	size_t n = 0;

	for (size_t i = 0; i < N_NEEDED; i++)
		if (key_is_misspelt(&b->r, &language_kpi, map, needed[i]))
			return;
	for (size_t i = 0; i < section->n; i++)
		if (section->pairs[i].value != map)
			names[n++] = section->pairs[i].key;
	miss(b, k, k->at,
	     nearest_words(&b->r, id, names, n,
	                   STR("add `objective:`, `role:` and `measure:` or `formula:`")),
	     "has no objective, no role and no measure");
}

static void read_kpi(struct model_build *b, const struct node_pair *pair, struct kpi *k)
{
	const struct node *map = pair->value, *objective = node_get(map, "objective");

	*k = (struct kpi){ .role = ROLE_DIAGNOSTIC,
		           .weight = 1,
		           .lag_months = LAG_MONTHS,
		           .name = pair->key,
		           .at = pair->key_at };
	k->id = key_meant(&b->r, pair->key);
	k->is_library = is_library(b, pair);
	language_read(&b->r, &language_kpi, map, k);
	k->objective_at = objective != NULL ? objective->at : k->at;
	k->department = str_trim(k->department);
	k->department_at = place_in(map, "department");
	if (!is_begun(map)) {
		miss_all(b, k, map);
		return;
	}
	if (objective == NULL && !key_is_misspelt(&b->r, &language_kpi, map, "objective"))
		miss(b, k, k->at,
		     str_fmt(b->r.a, "add `objective:`, exactly one%s%.*s",
		             model_objectives_words(b).n > 0 ? "; " : "", STR_ARG(model_objectives_words(b))),
		     "serves no objective");
	if (node_get(map, "role") == NULL && !key_is_misspelt(&b->r, &language_kpi, map, "role"))
		miss(b, k, k->at, STR("add `role: evidence`, `leading` or `diagnostic`"), "has no role");
	model_measure_read(b, map, k);
	read_where(b, map, &k->where);
}

void model_kpis_read(struct model_build *b)
{
	const struct node *section = node_get(b->merged, "kpis");
	size_t n = section != NULL && section->kind == NODE_MAP ? section->n : 0;
	struct model *m = b->model;

	b->kpis = ARENA_ARRAY(b->r.a, n, struct kpi);
	b->kpi_nodes = ARENA_ARRAY(b->r.a, n, const struct node *);
	m->kpis = b->kpis;
	for (size_t i = 0; i < n; i++) {
		const struct node_pair *pair = &section->pairs[i];

		if (pair->value->kind != NODE_MAP)
			continue;
		b->kpi_nodes[m->n_kpis] = pair->value;
		read_kpi(b, pair, &b->kpis[m->n_kpis++]);
	}
}
