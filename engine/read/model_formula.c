/* model_formula.c - the formula of a KPI, with complaints that point into it. */
#include "core/formula.h"
#include "read/model_parts.h"

enum { CARETS_MAX = 60 };

/* Where byte `offset` of a scalar's text stands in its file. False: the scalar is written over several lines
 * or with escapes, so that its text is not what the file says. */
static bool place_in_scalar(const struct node *n, uint32_t offset, struct place *out)
{
	struct str rest = n->at.source;
	uint32_t col = n->at.col;

	if (n->is_block || col == 0)
		return false;
	for (uint32_t i = 1; i < col && rest.n > 0; i++) {
		size_t step = utf8_step(rest);

		rest = str_sub(rest, step > 0 ? step : 1, rest.n);
	}
	if (!n->is_plain) { /* behind the quote */
		rest = str_sub(rest, 1, rest.n);
		col++;
	}
	if (!str_starts(rest, n->text))
		return false;
	*out = n->at;
	out->col = col + (uint32_t)utf8_count(str_sub(n->text, 0, offset));
	return true;
}

/* The formula on one line with the part in question marked below it. */
static struct str picture(struct arena *a, struct str text, uint32_t offset, uint32_t length)
{
	struct strbuf b;
	size_t before = utf8_count(str_sub(text, 0, offset));
	size_t marked = utf8_count(str_sub(text, offset, length));

	strbuf_init(&b, a, 0);
	strbuf_addz(&b, "\n    ");
	for (size_t i = 0; i < text.n; i++)
		strbuf_addc(&b, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
	strbuf_addz(&b, "\n    ");
	for (size_t i = 0; i < before; i++)
		strbuf_addc(&b, ' ');
	strbuf_addc(&b, '^');
	for (size_t i = 1; i < marked && i < CARETS_MAX; i++)
		strbuf_addc(&b, '^');
	return strbuf_str(&b);
}

/* Fills *at; what to print after the remedy where the place alone does not show it. */
static struct str point_at(struct arena *a, const struct node *n, uint32_t offset, uint32_t length,
                           struct place *at)
{
	*at = n->at;
	return place_in_scalar(n, offset, at) ? STR_NONE : picture(a, n->text, offset, length);
}

static const struct expr *find_name(const struct expr *e, sym name)
{
	const struct expr *found = NULL;

	if (e == NULL || (e->op == OP_NAME && e->name == name))
		return e;
	found = find_name(e->a, name);
	return found != NULL ? found : find_name(e->b, name);
}

static struct str near_metrics(struct model_build *b, sym name)
{
	struct str text = intern_str(b->r.names, name);
	const struct name_pair *pair = name_pair_find(b->model->aliases, b->model->n_aliases, text);

	if (pair != NULL)
		return str_fmt(b->r.a, "it is a spelling of '%.*s': write that",
		               STR_ARG(intern_str(b->r.names, pair->name)));
	return nearest_words(&b->r, text, b->metric_names, b->model->n_metrics,
	                     STR("describe it under `metrics:`"));
}

void model_unknown_metric(struct model_build *b, const struct kpi *k, sym name, struct place at)
{
	if (b->is_partial)
		return;
	diag_put(b->r.d, SEV_ERROR, "K603", intern_str(b->r.names, k->id), at, near_metrics(b, name),
	         "KPI '%.*s' reads '%.*s', which is no metric of the model",
	         STR_ARG(intern_str(b->r.names, k->id)), STR_ARG(intern_str(b->r.names, name)));
}

static void check_names(struct model_build *b, const struct kpi *k, const struct node *n,
                        const struct expr *e)
{
	size_t n_names;
	const sym *names = formula_names(b->r.a, e, &n_names);
	struct str id = intern_str(b->r.names, k->id);

	for (size_t i = 0; i < n_names; i++) {
		const struct expr *at_name = find_name(e, names[i]);
		struct place at;
		struct str shown;

		if (b->is_partial || model_metric(b->model, names[i]) != NULL)
			continue;
		shown = point_at(b->r.a, n, at_name->offset, at_name->length, &at);
		diag_put(b->r.d, SEV_ERROR, "K603", id, at,
		         str_fmt(b->r.a, "%.*s%.*s", STR_ARG(near_metrics(b, names[i])), STR_ARG(shown)),
		         "the formula of '%.*s' reads '%.*s', which is no metric of the model", STR_ARG(id),
		         STR_ARG(intern_str(b->r.names, names[i])));
	}
	if (n_names == 0)
		diag_put(b->r.d, SEV_ERROR, "K605", id, n->at, STR("name at least one metric"),
		         "the formula of '%.*s' reads no metric", STR_ARG(id));
}

/* NULL: K605 at the character. what: "the formula of 'ctr'". */
static const struct expr *parse_at(struct model_build *b, struct str subject, const char *key,
                                   struct str what, const struct node *n)
{
	struct formula_error err;
	struct str text, shown;
	const struct expr *e;
	struct place at;

	if (n->kind == NODE_MAP || n->kind == NODE_LIST) {
		diag_put(b->r.d, SEV_ERROR, "K602", subject, n->at,
		         str_fmt(b->r.a, "put it in quotes: `%s: \"..\"`", key),
		         "%.*s must be text; { } and [ ] have a meaning of their own", STR_ARG(what));
		return NULL;
	}
	if (n->is_told || !node_str(n, key, &text, b->r.d))
		return NULL;
	e = formula_parse(b->r.a, b->r.names, text, &err);
	if (e != NULL)
		return e;
	shown = point_at(b->r.a, n, err.offset, err.length, &at);
	diag_put(b->r.d, SEV_ERROR, "K605", subject, at,
	         str_fmt(b->r.a, "%.*s%.*s", STR_ARG(err.remedy), STR_ARG(shown)), "%.*s: %.*s",
	         STR_ARG(what), STR_ARG(err.message));
	return NULL;
}

const struct expr *model_formula_read(struct model_build *b, const struct kpi *k, const struct node *n)
{
	struct str id = intern_str(b->r.names, k->id);
	const struct expr *e =
	    parse_at(b, id, "formula", str_fmt(b->r.a, "the formula of '%.*s'", STR_ARG(id)), n);

	if (e != NULL)
		check_names(b, k, n, e);
	return e;
}

static bool is_indicator(struct str name)
{
	for (size_t i = 0; i < n_indicators; i++)
		if (str_is(name, indicators[i].name))
			return true;
	return false;
}

static void check_indicator(struct model_build *b, const struct node *n, const struct expr *e, sym name)
{
	struct str *known = ARENA_ARRAY(b->r.a, n_indicators, struct str), shown, remedy;
	struct str text = intern_str(b->r.names, name);
	const struct expr *at_name = find_name(e, name);
	struct strbuf all;
	struct place at;

	if (is_indicator(text))
		return;
	strbuf_init(&all, b->r.a, 0);
	strbuf_addz(&all, "the indicators are ");
	for (size_t i = 0; i < n_indicators; i++) {
		known[i] = str_of(indicators[i].name);
		strbuf_fmt(&all, "%s%s", i > 0 ? ", " : "", indicators[i].name);
	}
	remedy = nearest_words(&b->r, text, known, n_indicators, strbuf_str(&all));
	shown = point_at(b->r.a, n, at_name->offset, at_name->length, &at);
	diag_error(b->r.d, "K603", at, str_fmt(b->r.a, "%.*s%.*s", STR_ARG(remedy), STR_ARG(shown)),
	           "'%.*s' is no indicator", STR_ARG(text));
}

static bool is_test(enum op op)
{
	return op >= OP_EQ || op == OP_NOT;
}

const struct expr *model_test_read(struct model_build *b, struct str what, const struct node *n)
{
	const struct expr *e = parse_at(b, STR_NONE, "test", what, n);
	size_t n_names;
	const sym *names;

	if (e == NULL)
		return NULL;
	names = formula_names(b->r.a, e, &n_names);
	for (size_t i = 0; i < n_names; i++)
		check_indicator(b, n, e, names[i]);
	if (!is_test(e->op))
		diag_error(b->r.d, "K605", n->at, STR("compare two values: a = b, a >= 0.5"),
		           "%.*s is a number, neither true nor false", STR_ARG(what));
	return e;
}
