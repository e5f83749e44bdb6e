/* formula_eval.c - the value, the names and the one normal text of a formula. */
#include "core/formula.h"

#include <math.h>
#include "base/num.h"
#include "core/formula_lex.h"

static double compute(enum op op, double a, double b)
{
	switch (op) {
	case OP_NEG:
		return -a;
	case OP_NOT:
		return a == 0;
	case OP_ABS:
		return fabs(a);
	case OP_ADD:
		return a + b;
	case OP_SUB:
		return a - b;
	case OP_MUL:
		return a * b;
	case OP_DIV:
		return a / b;
	case OP_MIN:
		return a < b ? a : b;
	case OP_MAX:
		return a > b ? a : b;
	case OP_EQ:
		return a == b;
	case OP_NE:
		return a != b;
	case OP_LT:
		return a < b;
	case OP_LE:
		return a <= b;
	case OP_GT:
		return a > b;
	case OP_GE:
		return a >= b;
	case OP_AND:
		return a != 0 && b != 0;
	case OP_OR:
		return a != 0 || b != 0;
	default:
		return 0;
	}
}

/* Both operands are always looked at: what is missing must not depend on what stands left of it. */
enum formula_result formula_eval(const struct expr *e, formula_lookup lookup, void *ctx, double *value)
{
	double a = 0, b = 0, v;
	enum formula_result left = FORMULA_OK, right = FORMULA_OK;

	if (e->op == OP_NUMBER) {
		*value = e->number;
		return FORMULA_OK;
	}
	if (e->op == OP_NAME)
		return lookup(ctx, e->name, value) ? FORMULA_OK : FORMULA_MISSING;
	if (e->a != NULL)
		left = formula_eval(e->a, lookup, ctx, &a);
	if (e->b != NULL)
		right = formula_eval(e->b, lookup, ctx, &b);
	if (left == FORMULA_MISSING || right == FORMULA_MISSING)
		return FORMULA_MISSING;
	if (left != FORMULA_OK || right != FORMULA_OK || (e->op == OP_DIV && b == 0))
		return FORMULA_DIV_ZERO;
	v = compute(e->op, a, b);
	if (isnan(v) || isinf(v))
		return FORMULA_DIV_ZERO;
	*value = v;
	return FORMULA_OK;
}

static bool know_nothing(void *ctx, sym name, double *value)
{
	(void)ctx;
	(void)name;
	(void)value;
	return false;
}

bool formula_constant(const struct expr *e, double *value)
{
	return formula_eval(e, know_nothing, NULL, value) == FORMULA_OK;
}

static size_t count_names(const struct expr *e)
{
	if (e == NULL)
		return 0;
	return (e->op == OP_NAME) + count_names(e->a) + count_names(e->b);
}

static void add_names(const struct expr *e, sym *out, size_t *n)
{
	if (e == NULL)
		return;
	add_names(e->a, out, n);
	add_names(e->b, out, n);
	if (e->op != OP_NAME)
		return;
	for (size_t i = 0; i < *n; i++)
		if (out[i] == e->name)
			return;
	out[(*n)++] = e->name;
}

const sym *formula_names(struct arena *a, const struct expr *e, size_t *n)
{
	sym *out = ARENA_ARRAY(a, count_names(e), sym);

	*n = 0;
	add_names(e, out, n);
	return out;
}

static enum bind bind_of(enum op op)
{
	if (op == OP_NOT)
		return BIND_NOT;
	if (op == OP_NEG)
		return BIND_MINUS;
	return operator_of(op).text == NULL ? BIND_ATOM : operator_of(op).bind;
}

struct writer {
	struct strbuf out;
	const struct intern *names;
};

static void write_expr(struct writer *w, const struct expr *e);

/* An operand that binds less tightly than its place asks for goes into parentheses. */
static void write_part(struct writer *w, const struct expr *e, int at_least)
{
	bool is_loose = (int)bind_of(e->op) < at_least;

	strbuf_addz(&w->out, is_loose ? "(" : "");
	write_expr(w, e);
	strbuf_addz(&w->out, is_loose ? ")" : "");
}

/* min(min(a, b), c) is how min(a, b, c) is kept. */
static void write_list(struct writer *w, enum op op, const struct expr *e)
{
	if (e->op != op) {
		write_expr(w, e);
		return;
	}
	write_list(w, op, e->a);
	strbuf_addz(&w->out, ", ");
	write_expr(w, e->b);
}

static void write_binary(struct writer *w, const struct expr *e)
{
	int bind = (int)bind_of(e->op);

	/* comparisons do not chain, so neither side of one may be another */
	write_part(w, e->a, bind == BIND_COMPARE ? bind + 1 : bind);
	strbuf_fmt(&w->out, " %s ", operator_of(e->op).text);
	write_part(w, e->b, bind + 1);
}

static void write_expr(struct writer *w, const struct expr *e)
{
	switch (e->op) {
	case OP_NUMBER:
		strbuf_add(&w->out, num_text_double(w->out.a, e->number, 15));
		return;
	case OP_NAME:
		strbuf_add(&w->out, intern_str(w->names, e->name));
		return;
	case OP_NEG:
	case OP_NOT:
		strbuf_addz(&w->out, e->op == OP_NEG ? "-" : "not ");
		write_part(w, e->a, (int)bind_of(e->op));
		return;
	case OP_MIN:
	case OP_MAX:
	case OP_ABS:
		strbuf_addz(&w->out, e->op == OP_MIN ? "min(" : e->op == OP_MAX ? "max(" : "abs(");
		if (e->op == OP_ABS)
			write_expr(w, e->a);
		else
			write_list(w, e->op, e);
		strbuf_addc(&w->out, ')');
		return;
	default:
		write_binary(w, e);
	}
}

struct str formula_text(struct arena *a, const struct intern *names, const struct expr *e)
{
	struct writer w = { .names = names };

	strbuf_init(&w.out, a, 0);
	write_expr(&w, e);
	return strbuf_str(&w.out);
}
