/* model_metrics.c - the catalogue: `metrics:` of the merged model, and every spelling of them. */
#include "read/model_parts.h"
#include "read/spellings.h"

void model_metric_check(struct model_build *b, const struct node *n)
{
	language_check(&b->r, &language_metric, n);
}

static void read_reason(struct model_build *b, const struct node *map, const struct key_table *t,
                        struct reason *out, struct place *at)
{
	const struct node_pair *pair = node_pair(map, t->what);

	if (pair == NULL || pair->value->kind == NODE_NULL || !language_check(&b->r, t, pair->value))
		return;
	*at = pair->key_at;
	language_read(&b->r, t, pair->value, out);
	if (out->because.n == 0)
		diag_error(b->r.d, "K602", pair->key_at, STR("add `because: ..`"), "%s does not say why",
		           t->what);
}

static void read_break(struct model_build *b, const struct node *n, struct series_break *out)
{
	struct break_text text = { .on = DAY_NONE };

	out->at = n->at;
	if (!language_check(&b->r, &language_break, n) || !language_read(&b->r, &language_break, n, &text))
		return;
	if (text.on == DAY_NONE)
		diag_error(b->r.d, "K602", n->at,
		           STR("add `on: 2026-01-31`, the first day of the new definition"),
		           "a break without a day");
	out->on = text.on;
	out->channel = intern_text(b->r.names, str_lower(b->r.a, str_trim(text.channel)));
	out->note = text.note;
}

static void read_breaks(struct model_build *b, const struct node *map, struct metric *m)
{
	const struct node *n = node_get(map, "breaks");
	struct series_break *breaks;

	if (n == NULL || n->kind == NODE_NULL)
		return;
	if (n->kind != NODE_LIST) {
		diag_error(b->r.d, "K602", n->at, STR("write [{on: 2026-01-31, note: ..}]"),
		           "breaks must be a list");
		return;
	}
	breaks = ARENA_ARRAY(b->r.a, n->n, struct series_break);
	for (size_t i = 0; i < n->n; i++)
		read_break(b, n->items[i], &breaks[i]);
	m->breaks = breaks;
	m->n_breaks = n->n;
}

/* What cannot be added up must not be by default: a sum of daily people or ratios is no number at all. */
static void default_rollup(struct metric *m, const struct node *map)
{
	bool adds = m->unit != UNIT_PEOPLE && m->unit != UNIT_RATIO && m->unit != UNIT_SCORE;

	if (node_get(map, "over_time") == NULL)
		m->over_time = adds ? TIME_SUM : TIME_NONE;
	if (node_get(map, "over_parts") == NULL)
		m->over_parts = adds && m->over_time != TIME_MEDIAN ? PARTS_SUM : PARTS_NONE;
}

static void read_metric(struct model_build *b, const struct node_pair *pair, struct metric *m)
{
	struct reason no_goal = { STR_NONE, STR_NONE }, banned = no_goal;

	*m = (struct metric){ .level = LEVEL_OUTPUT, .at = pair->key_at };
	m->id = key_meant(&b->r, pair->key);
	m->name = pair->key;
	m->is_library = model_place_is_library(b, pair->key_at);
	for (size_t i = 0; i < pair->value->n; i++)
		m->is_library = m->is_library && model_place_is_library(b, pair->value->pairs[i].key_at);
	language_read(&b->r, &language_metric, pair->value, m);
	default_rollup(m, pair->value);
	read_reason(b, pair->value, &language_no_goal, &no_goal, &m->no_goal_at);
	read_reason(b, pair->value, &language_banned, &banned, &m->banned_at);
	m->no_goal_because = no_goal.because;
	m->ask_instead = no_goal.ask_instead;
	m->banned_because = banned.because;
	read_breaks(b, pair->value, m);
}

static size_t collect_spellings(struct model_build *b, struct spelling *out)
{
	const struct model *m = b->model;
	size_t n = 0;

	for (size_t i = 0; i < m->n_metrics; i++, n++)
		out[n] = (struct spelling){ { b->metric_names[i], m->metrics[i].id }, m->metrics[i].at };
	for (size_t i = 0; i < m->n_metrics; i++) {
		const struct metric *metric = &m->metrics[i];
		const struct node *list = node_get(b->metric_nodes[i], "aliases");

		for (size_t k = 0; k < metric->n_aliases; k++, n++)
			out[n] = (struct spelling){ { str_snake(b->r.a, metric->aliases[k]), metric->id },
				                    list->kind == NODE_LIST ? list->items[k]->at : list->at };
	}
	return n;
}

static void read_spellings(struct model_build *b)
{
	struct model *m = b->model;
	size_t n = m->n_metrics;
	struct spelling *all;

	for (size_t i = 0; i < m->n_metrics; i++)
		n += m->metrics[i].n_aliases;
	all = ARENA_ARRAY(b->r.a, n, struct spelling);
	m->aliases = spellings_sort(&b->r, all, collect_spellings(b, all), &m->n_aliases);
}

static void index_metrics(struct model_build *b)
{
	struct model *m = b->model;

	m->n_by_sym = intern_count(b->r.names);
	m->by_sym = ARENA_ARRAY(b->r.a, m->n_by_sym, const struct metric *);
	b->metric_names = ARENA_ARRAY(b->r.a, m->n_metrics, struct str);
	for (size_t i = 0; i < m->n_metrics; i++) {
		m->by_sym[m->metrics[i].id] = &m->metrics[i];
		b->metric_names[i] = intern_str(b->r.names, m->metrics[i].id);
	}
}

/* After all are read: what a sum of money includes is a metric of the catalogue. */
static void check_includes(struct model_build *b, const struct metric *m, const struct node *map)
{
	const struct node *n = node_get(map, "includes");

	for (size_t i = 0; i < m->n_includes; i++) {
		struct str name = intern_str(b->r.names, m->includes[i]);

		if (model_metric(b->model, m->includes[i]) == NULL && !b->is_partial)
			diag_put(b->r.d, SEV_ERROR, "K603", intern_str(b->r.names, m->id),
			         n->kind == NODE_LIST && i < n->n ? n->items[i]->at : n->at,
			         nearest_words(&b->r, name, b->metric_names, b->model->n_metrics,
			                       STR("describe it under `metrics:`")),
			         "'%.*s' includes '%.*s', which is no metric of the model",
			         STR_ARG(intern_str(b->r.names, m->id)), STR_ARG(name));
	}
}

void model_metrics_read(struct model_build *b)
{
	const struct node *section = node_get(b->merged, "metrics");
	size_t n = section != NULL && section->kind == NODE_MAP ? section->n : 0;

	b->metrics = ARENA_ARRAY(b->r.a, n, struct metric);
	b->metric_nodes = ARENA_ARRAY(b->r.a, n, const struct node *);
	b->model->metrics = b->metrics;
	for (size_t i = 0; i < n; i++) {
		const struct node_pair *pair = &section->pairs[i];

		if (pair->value->kind != NODE_MAP)
			continue;
		b->metric_nodes[b->model->n_metrics] = pair->value;
		read_metric(b, pair, &b->metrics[b->model->n_metrics++]);
	}
	index_metrics(b);
	for (size_t i = 0; i < b->model->n_metrics; i++)
		check_includes(b, &b->metrics[i], b->metric_nodes[i]);
	model_openings_settle(b);
	read_spellings(b);
}
