/* model_measure.c - what a KPI measures: a metric, metrics that are added, a ratio of sums or a formula. */
#include "core/flow.h"
#include "core/formula.h"
#include "read/model_parts.h"

static void complain(struct model_build *b, const struct kpi *k, struct place at, const char *remedy,
                     const char *what)
{
	struct str id = intern_str(b->r.names, k->id);

	diag_put(b->r.d, SEV_ERROR, "K602", id, at, str_of(remedy), "KPI '%.*s' %s", STR_ARG(id), what);
}

/* Where the list or word says the i-th name. */
static struct place place_of(const struct node *n, size_t i)
{
	return n->kind == NODE_LIST && i < n->n ? n->items[i]->at : n->at;
}

static void add_read(struct model_build *b, struct kpi *k, sym *reads, sym name, struct place at)
{
	if (name == 0)
		return;
	if (model_metric(b->model, name) == NULL)
		model_unknown_metric(b, k, name, at);
	for (size_t i = 0; i < k->n_reads; i++)
		if (reads[i] == name)
			return;
	reads[k->n_reads++] = name;
}

/* --- a list of metrics */

static bool can_be_added(enum unit u)
{
	return u != UNIT_PEOPLE && u != UNIT_RATIO && u != UNIT_SCORE;
}

static void check_addend(struct model_build *b, const struct kpi *k, const struct node *n, size_t i)
{
	const struct metric *first = model_metric(b->model, k->measures[0]);
	const struct metric *m = model_metric(b->model, k->measures[i]);
	struct str id = intern_str(b->r.names, k->id);

	for (size_t j = 0; j < i; j++)
		if (k->measures[j] == k->measures[i]) {
			diag_put(b->r.d, SEV_ERROR, "K602", id, place_of(n, i), STR("keep one of them"),
			         "KPI '%.*s' adds '%.*s' twice", STR_ARG(id),
			         STR_ARG(intern_str(b->r.names, k->measures[i])));
			return;
		}
	if (m == NULL || first == NULL)
		return;
	if (!can_be_added(m->unit))
		diag_put(b->r.d, SEV_ERROR, "K602", id, place_of(n, i),
		         STR("measure it alone, or give each its own KPI"),
		         "KPI '%.*s' adds '%.*s', which is %s: %s", STR_ARG(id),
		         STR_ARG(intern_str(b->r.names, m->id)), unit_names[m->unit],
		         m->unit == UNIT_PEOPLE ? "the people of two metrics overlap"
		                                : "a sum of them says nothing");
	else if (m->unit != first->unit)
		diag_put(b->r.d, SEV_ERROR, "K602", id, place_of(n, i), STR("add metrics of one unit only"),
		         "KPI '%.*s' adds '%.*s' (%s) to '%.*s' (%s)", STR_ARG(id),
		         STR_ARG(intern_str(b->r.names, m->id)), unit_names[m->unit],
		         STR_ARG(intern_str(b->r.names, first->id)), unit_names[first->unit]);
}

/* a + b + c, as if it had been written so. */
static const struct expr *sum_of(struct arena *a, const sym *names, size_t n)
{
	struct expr *sum = NULL;

	for (size_t i = 0; i < n; i++) {
		struct expr *leaf = ARENA_NEW(a, struct expr), *both = leaf;

		*leaf = (struct expr){ .op = OP_NAME, .name = names[i] };
		if (sum != NULL) {
			both = ARENA_NEW(a, struct expr);
			*both = (struct expr){ .op = OP_ADD, .a = sum, .b = leaf };
		}
		sum = both;
	}
	return sum;
}

/* Without `per` a list is a formula. */
static void settle_list(struct model_build *b, struct kpi *k, const struct node *n)
{
	for (size_t i = 0; i < k->n_measures; i++)
		check_addend(b, k, n, i);
	if (k->per != 0)
		return;
	k->formula = sum_of(b->r.a, k->measures, k->n_measures);
	k->formula_text = formula_text(b->r.a, b->r.names, k->formula);
	k->measure = 0;
	k->measures = NULL;
	k->n_measures = 0;
}

static void read_measures(struct model_build *b, struct kpi *k, const struct node *measure,
                          const struct node *per)
{
	sym *reads = ARENA_ARRAY(b->r.a, k->n_measures + 1, sym);

	if (measure->kind == NODE_LIST && measure->n == 0)
		complain(b, k, measure->at, "write `measure: a_metric`", "measures nothing");
	if (k->n_measures > MEASURES_MAX) {
		complain(b, k, measure->at, "add some of them up in another KPI",
		         "adds more than 16 metrics");
		k->n_measures = MEASURES_MAX;
	}
	for (size_t i = 0; i < k->n_measures; i++)
		add_read(b, k, reads, k->measures[i], place_of(measure, i));
	if (per != NULL)
		add_read(b, k, reads, k->per, per->at);
	k->reads = reads;
	k->measure = k->n_measures > 0 ? k->measures[0] : 0;
	if (k->n_measures > 1)
		settle_list(b, k, measure);
}

/* --- how far it reaches */

/* Inputs are what is put in: they say nothing about how far a KPI reaches, unless there is nothing else. */
static enum level higher(enum level a, enum level b)
{
	return a > b ? a : b;
}

static enum level lower(enum level a, enum level b)
{
	return a <= LEVEL_INPUT || b <= LEVEL_INPUT ? higher(a, b) : a < b ? a : b;
}

static enum level metric_level(const struct model *m, sym name)
{
	const struct metric *metric = model_metric(m, name);

	return metric != NULL ? metric->level : LEVEL_NONE;
}

/* A sum reaches no further than the least of what is added: leads and impressions together are no outcome. A
 * product or ratio reaches as far as the furthest of its parts. */
static enum level expr_level(const struct model *m, const struct expr *e)
{
	enum level a, b;

	if (e == NULL)
		return LEVEL_NONE;
	if (e->op == OP_NAME)
		return metric_level(m, e->name);
	a = expr_level(m, e->a);
	b = expr_level(m, e->b);
	return e->op == OP_ADD || e->op == OP_SUB || e->op == OP_MIN || e->op == OP_MAX ? lower(a, b)
	                                                                                : higher(a, b);
}

static enum level level_of(const struct model *m, const struct kpi *k)
{
	enum level level = LEVEL_NONE;

	if (k->formula != NULL)
		return expr_level(m, k->formula);
	for (size_t i = 0; i < k->n_measures; i++)
		level = lower(level, metric_level(m, k->measures[i]));
	return k->n_measures > 0 ? higher(level, metric_level(m, k->per)) : LEVEL_NONE;
}

static bool is_heads(enum unit u)
{
	return u == UNIT_COUNT || u == UNIT_PEOPLE;
}

/* Flows that are added are in the unit they are all in; so is a list. Seconds by 3600 are seconds no more, but a number.
 * Else a formula is taken for a ratio. */
static enum unit unit_of_formula(const struct model *m, const struct kpi *k, bool is_list)
{
	const struct metric *first = k->n_reads > 0 ? model_metric(m, k->reads[0]) : NULL;
	bool is_time;

	if (first == NULL || (!is_list && !flow_formula(m, k->formula)))
		return UNIT_RATIO;
	for (size_t i = 1; i < k->n_reads && !is_list; i++) {
		const struct metric *other = model_metric(m, k->reads[i]);

		if (other == NULL || other->unit != first->unit)
			return UNIT_RATIO;
	}
	is_time = first->unit >= UNIT_SECONDS && first->unit <= UNIT_DAYS;
	return is_time && !is_list && flow_factor(k->formula) != 1 ? UNIT_COUNT : first->unit;
}

static enum unit unit_of(const struct model *m, const struct kpi *k, bool is_list)
{
	const struct metric *measure = model_metric(m, k->measure), *per = model_metric(m, k->per);

	if (k->formula != NULL)
		return unit_of_formula(m, k, is_list);
	if (measure == NULL)
		return UNIT_COUNT;
	if (k->per == 0 || per == NULL)
		return measure->unit;
	if (measure->unit == per->unit || (is_heads(measure->unit) && is_heads(per->unit)))
		return UNIT_RATIO;
	return measure->unit;
}

static void read_formula(struct model_build *b, struct kpi *k, const struct node *n)
{
	k->formula = model_formula_read(b, k, n);
	k->formula_text = n->kind == NODE_SCALAR ? n->text : STR_NONE;
	if (k->formula != NULL)
		k->reads = formula_names(b->r.a, k->formula, &k->n_reads);
}

/* Either measure, perhaps with per, or formula. */
void model_measure_read(struct model_build *b, const struct node *map, struct kpi *k)
{
	const struct node *measure = node_get(map, "measure"), *per = node_get(map, "per");
	const struct node *formula = node_get(map, "formula");

	if (measure != NULL && formula != NULL)
		complain(b, k, formula->at, "keep one of the two", "has a measure and a formula");
	else if (measure == NULL && formula == NULL && !key_is_misspelt(&b->r, &language_kpi, map, "measure")
	         && !key_is_misspelt(&b->r, &language_kpi, map, "formula"))
		complain(b, k, k->at, "add `measure: a_metric`", "measures nothing");
	if (per != NULL && measure == NULL)
		complain(b, k, per->at,
		         formula != NULL ? "divide in the formula" : "add `measure:`, or write a formula",
		         "has `per` without `measure`");
	k->measure_at = measure != NULL ? measure->at : formula != NULL ? formula->at : k->at;
	if (measure != NULL)
		read_measures(b, k, measure, per);
	else if (formula != NULL)
		read_formula(b, k, formula);
	k->reaches = level_of(b->model, k);
	if (k->level == LEVEL_NONE)
		k->level = k->reaches;
	k->is_unit_said = node_get(map, "unit") != NULL;
	if (!k->is_unit_said)
		k->unit = unit_of(b->model, k, measure != NULL && measure->kind == NODE_LIST);
}
