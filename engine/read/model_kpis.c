/* model_kpis.c - `kpis:` of the merged model. */
#include "core/formula.h"
#include "read/model_parts.h"

#define KPI(name, type, field, help)                                               \
	{                                                                          \
		name, type, offsetof(struct kpi, field), 0, NULL, 0, 0, 0, 0, help \
	}
#define KPI_WORD(field, first, help)                                                    \
	{                                                                               \
#field, KEY_WORD, offsetof(struct kpi, field), 0, field##_names, first, \
		    sizeof field##_names / sizeof *field##_names, 0, 0, help            \
	}
#define OTHER(name, help)                                     \
	{                                                     \
		name, KEY_OTHER, 0, 0, NULL, 0, 0, 0, 0, help \
	}

static const struct map_key kpi_keys[] = {
	KPI("name", KEY_TEXT, name, "what people call it; its id where absent"),
	KPI("definition", KEY_TEXT, definition, "what it says"),
	KPI("objective", KEY_ID, objective, "the one objective it serves"),
	{ "supports", KEY_IDS, offsetof(struct kpi, supports), offsetof(struct kpi, n_supports), NULL, 0, 0,
	  0, 0, "other objectives it is shown at; it counts for none of them" },
	KPI_WORD(role, 0, "evidence (outcome or impact only), leading or diagnostic"),
	KPI_WORD(level, LEVEL_INPUT, "the highest level among its metrics where absent"),
	KPI("measure", KEY_ID, measure, "the metric it measures"),
	KPI("per", KEY_ID, per, "the metric it is divided by: a ratio of sums"),
	OTHER("formula", "instead of measure: (margin - cost) / cost"),
	KPI_WORD(better, 0, "higher (default), lower, band, neutral or none_allowed"),
	KPI("weight", KEY_POSITIVE, weight, "among the KPIs of its objective; 1 where absent"),
	KPI_WORD(unit, 0, "of its value; follows from its metrics where absent"),
	KPI("owner", KEY_TEXT, owner, "who answers for it"),
	KPI("department", KEY_TEXT, department, "whose it is"),
	KPI("decision", KEY_TEXT, decision, "what is decided by it"),
	OTHER("where", "which channel, account and campaign count; * stands for any text"),
	KPI("why", KEY_TEXT, why, "why it serves its objective"),
	KPI("traps", KEY_TEXT, traps, "what to look out for"),
	KPI("source", KEY_TEXT, source, "where the definition comes from"),
	KPI("critical", KEY_FLAG, is_critical, "its objective stands or falls with it"),
	OTHER("aliases", "other names for it"),
};
static const struct key_table kpi_table = { "a KPI", kpi_keys, sizeof kpi_keys / sizeof *kpi_keys };

#define WHERE(name, list, count, help)                                                                       \
	{                                                                                                    \
		name, KEY_TEXTS, offsetof(struct where, list), offsetof(struct where, count), NULL, 0, 0, 0, \
		    0, help                                                                                  \
	}
static const struct map_key where_keys[] = {
	WHERE("channel", channels, n_channels, "one or a list; all where absent"),
	WHERE("account", accounts, n_accounts, "one or a list; all where absent"),
	WHERE("campaign", campaigns, n_campaigns, "one or a list; all where absent"),
};
static const struct key_table where_table = { "where", where_keys, sizeof where_keys / sizeof *where_keys };

void model_kpi_check(struct model_build *b, const struct node *n)
{
	language_check(&b->r, &kpi_table, n);
}

static void miss(struct model_build *b, const struct kpi *k, struct place at, const char *remedy,
                 const char *what)
{
	struct str id = intern_str(b->r.names, k->id);

	diag_put(b->r.d, SEV_ERROR, "K602", id, at, str_of(remedy), "KPI '%.*s' %s", STR_ARG(id), what);
}

/* Channels are compared in small letters, as the workspace names them. */
static void read_where(struct model_build *b, const struct node *map, struct where *w)
{
	const struct node *n = node_get(map, "where");
	struct str *lower;

	if (n == NULL || n->kind == NODE_NULL || !language_check(&b->r, &where_table, n))
		return;
	language_read(&b->r, &where_table, n, w);
	lower = ARENA_ARRAY(b->r.a, w->n_channels, struct str);
	for (size_t i = 0; i < w->n_channels; i++)
		lower[i] = str_lower(b->r.a, str_trim(w->channels[i]));
	w->channels = lower;
}

static void add_read(struct model_build *b, struct kpi *k, sym *reads, sym name, const struct node *n)
{
	if (name == 0)
		return;
	if (model_metric(b->model, name) == NULL)
		model_unknown_metric(b, k, name, n->at);
	if (k->n_reads == 0 || reads[0] != name)
		reads[k->n_reads++] = name;
}

/* Either measure, perhaps with per, or formula. */
static void read_measure(struct model_build *b, const struct node *map, struct kpi *k)
{
	const struct node *measure = node_get(map, "measure"), *per = node_get(map, "per");
	const struct node *formula = node_get(map, "formula");

	if (measure != NULL && formula != NULL)
		miss(b, k, formula->at, "keep one of the two", "has a measure and a formula");
	else if (measure == NULL && formula == NULL)
		miss(b, k, k->at, "add `measure: a_metric`", "measures nothing");
	if (per != NULL && measure == NULL)
		miss(b, k, per->at, "add `measure:`, or write a formula", "has `per` without `measure`");
	k->measure_at = measure != NULL ? measure->at : formula != NULL ? formula->at : k->at;
	if (measure != NULL) {
		sym *reads = ARENA_ARRAY(b->r.a, 2, sym);

		add_read(b, k, reads, k->measure, measure);
		add_read(b, k, reads, k->per, per);
		k->reads = reads;
	} else if (formula != NULL) {
		k->formula = model_formula_read(b, k, formula);
		k->formula_text = formula->kind == NODE_SCALAR ? formula->text : STR_NONE;
		if (k->formula != NULL)
			k->reads = formula_names(b->r.a, k->formula, &k->n_reads);
	}
}

/* Inputs are what is put in: they say nothing about how far a KPI reaches, unless there is nothing else. */
static enum level highest_level(const struct model *m, const struct kpi *k)
{
	enum level level = LEVEL_NONE;

	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *metric = model_metric(m, k->reads[i]);

		if (metric != NULL && metric->level > level)
			level = metric->level;
	}
	return level;
}

static bool is_heads(enum unit u)
{
	return u == UNIT_COUNT || u == UNIT_PEOPLE;
}

static enum unit unit_of(const struct model *m, const struct kpi *k)
{
	const struct metric *measure = model_metric(m, k->measure), *per = model_metric(m, k->per);

	if (k->formula != NULL)
		return UNIT_RATIO;
	if (measure == NULL)
		return UNIT_COUNT;
	if (k->per == 0 || per == NULL)
		return measure->unit;
	if (measure->unit == per->unit || (is_heads(measure->unit) && is_heads(per->unit)))
		return UNIT_RATIO;
	return measure->unit;
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

static void read_kpi(struct model_build *b, const struct node_pair *pair, struct kpi *k)
{
	const struct node *map = pair->value, *objective = node_get(map, "objective");

	*k = (struct kpi){ .role = ROLE_DIAGNOSTIC, .weight = 1, .name = pair->key, .at = pair->key_at };
	k->id = intern_text(b->r.names, pair->key);
	k->is_library = is_library(b, pair);
	language_read(&b->r, &kpi_table, map, k);
	k->objective_at = objective != NULL ? objective->at : k->at;
	if (objective == NULL)
		miss(b, k, k->at, "add `objective:`, exactly one", "serves no objective");
	if (node_get(map, "role") == NULL)
		miss(b, k, k->at, "add `role: evidence`, `leading` or `diagnostic`", "has no role");
	read_measure(b, map, k);
	read_where(b, map, &k->where);
	if (k->level == LEVEL_NONE)
		k->level = highest_level(b->model, k);
	if (node_get(map, "unit") == NULL)
		k->unit = unit_of(b->model, k);
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

		if (pair->value->kind != NODE_MAP || !name_is_id(pair->key))
			continue;
		b->kpi_nodes[m->n_kpis] = pair->value;
		read_kpi(b, pair, &b->kpis[m->n_kpis++]);
	}
}
