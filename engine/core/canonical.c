/* canonical.c - what a KPI measures, written the one way in which equal measures are equal text. */
#include "core/canonical.h"

#include <stdlib.h>

#include "core/formula.h"

static int cmp_text(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static bool is_commutative(enum op op)
{
	return op == OP_ADD || op == OP_MUL || op == OP_MIN || op == OP_MAX || op == OP_AND || op == OP_OR
	       || op == OP_EQ || op == OP_NE;
}

static struct str text_of(struct arena *a, const struct intern *names, const struct expr *e);

/* a + b + c is kept as (a + b) + c: all operands of such a chain. */
static size_t count_chain(const struct expr *e, enum op op)
{
	return e->op == op ? count_chain(e->a, op) + count_chain(e->b, op) : 1;
}

static void fill_chain(struct arena *a, const struct intern *names, const struct expr *e, enum op op,
                       struct str *out, size_t *n)
{
	if (e->op != op) {
		out[(*n)++] = text_of(a, names, e);
		return;
	}
	fill_chain(a, names, e->a, op, out, n);
	fill_chain(a, names, e->b, op, out, n);
}

static struct str chain(struct arena *a, const struct intern *names, const struct expr *e)
{
	struct str *parts = ARENA_ARRAY(a, count_chain(e, e->op), struct str);
	struct strbuf b;
	size_t n = 0;

	fill_chain(a, names, e, e->op, parts, &n);
	qsort(parts, n, sizeof *parts, cmp_text);
	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "(%d", (int)e->op);
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, " %.*s", STR_ARG(parts[i]));
	strbuf_addc(&b, ')');
	return strbuf_str(&b);
}

static struct str text_of(struct arena *a, const struct intern *names, const struct expr *e)
{
	struct str left, right = STR_NONE;

	if (e->op == OP_NUMBER || e->op == OP_NAME)
		return formula_text(a, names, e);
	if (is_commutative(e->op))
		return chain(a, names, e);
	left = text_of(a, names, e->a);
	if (e->b != NULL)
		right = text_of(a, names, e->b);
	return str_fmt(a, "(%d %.*s %.*s)", (int)e->op, STR_ARG(left), STR_ARG(right));
}

static const struct expr *node(struct arena *a, enum op op, sym name, const struct expr *x,
                               const struct expr *y)
{
	struct expr *e = ARENA_NEW(a, struct expr);

	*e = (struct expr){ .op = op, .name = name, .a = x, .b = y };
	return e;
}

/* The measure as the formula it stands for. */
static const struct expr *formula_of(struct arena *a, const struct kpi *k)
{
	const struct expr *e = node(a, OP_NAME, k->measure, NULL, NULL);

	if (k->formula != NULL)
		return k->formula;
	for (size_t i = 1; i < k->n_measures; i++)
		e = node(a, OP_ADD, 0, e, node(a, OP_NAME, k->measures[i], NULL, NULL));
	return k->per == 0 ? e : node(a, OP_DIV, 0, e, node(a, OP_NAME, k->per, NULL, NULL));
}

static void add_globs(struct strbuf *b, const char *what, const struct str *globs, size_t n)
{
	struct str *sorted = ARENA_ARRAY(b->a, n, struct str);

	for (size_t i = 0; i < n; i++)
		sorted[i] = globs[i];
	if (n > 1)
		qsort(sorted, n, sizeof *sorted, cmp_text);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !str_eq(sorted[i], sorted[i - 1]))
			strbuf_fmt(b, "; %s '%.*s'", what, STR_ARG(sorted[i]));
}

struct str canonical_measure(struct arena *a, const struct model *m, const struct kpi *k)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_add(&b, text_of(a, m->names, formula_of(a, k)));
	add_globs(&b, "channel", k->where.channels, k->where.n_channels);
	add_globs(&b, "account", k->where.accounts, k->where.n_accounts);
	add_globs(&b, "campaign", k->where.campaigns, k->where.n_campaigns);
	return strbuf_str(&b);
}
