/* flow.c - formulas whose values add over time. */
#include "core/flow.h"

#include <math.h>

#include "core/formula.h"

/* How a part of a formula goes over time. 0 is apart, as it adds to a flow without being one. */
enum nature { IS_ZERO, IS_CONSTANT, IS_FLOW, IS_OTHER };

/* b is the opening of a. */
static bool opens(const struct model *m, const struct expr *a, const struct expr *b)
{
	const struct metric *def = b->op == OP_NAME ? model_metric(m, b->name) : NULL;

	return a->op == OP_NAME && def != NULL && def->opening_of != 0 && def->opening_of == a->name;
}

/* A stock less its opening is what it gained, and gains add over time. */
static bool is_gain(const struct model *m, const struct expr *e)
{
	return e->op == OP_SUB && (opens(m, e->a, e->b) || opens(m, e->b, e->a));
}

static bool is_constant(enum nature n)
{
	return n == IS_ZERO || n == IS_CONSTANT;
}

static bool goes_with_flows(enum nature n)
{
	return n == IS_ZERO || n == IS_FLOW;
}

static enum nature nature_of_name(const struct model *m, sym name)
{
	const struct metric *def = model_metric(m, name);

	return def != NULL && def->over_time == TIME_SUM ? IS_FLOW : IS_OTHER;
}

/* Of what no name stands in; 1 / 0 has no value. */
static enum nature nature_of_constant(const struct expr *e)
{
	double value;

	if (!formula_constant(e, &value))
		return IS_OTHER;
	return fabs(value) > 0 ? IS_CONSTANT : IS_ZERO;
}

static enum nature nature_of(const struct model *m, const struct expr *e)
{
	enum nature a = e->a != NULL ? nature_of(m, e->a) : IS_ZERO;
	enum nature b = e->b != NULL ? nature_of(m, e->b) : IS_ZERO;

	if (e->op == OP_NAME)
		return nature_of_name(m, e->name);
	if (is_constant(a) && is_constant(b))
		return nature_of_constant(e);
	switch (e->op) {
	case OP_NEG:
	case OP_ABS:
		return a;
	case OP_ADD:
	case OP_SUB:
	case OP_MIN:
	case OP_MAX:
		return is_gain(m, e) || (goes_with_flows(a) && goes_with_flows(b)) ? IS_FLOW : IS_OTHER;
	case OP_MUL:
		return (a == IS_FLOW && is_constant(b)) || (is_constant(a) && b == IS_FLOW) ? IS_FLOW
		                                                                            : IS_OTHER;
	case OP_DIV:
		return a == IS_FLOW && is_constant(b) ? IS_FLOW : IS_OTHER;
	default:
		return IS_OTHER;
	}
}

bool flow_formula(const struct model *m, const struct expr *e)
{
	return nature_of(m, e) == IS_FLOW;
}

static double part_factor(const struct expr *e)
{
	double value;

	return formula_constant(e, &value) ? 0 : flow_factor(e);
}

double flow_factor(const struct expr *e)
{
	double value, b;

	if (formula_constant(e, &value))
		return fabs(value);
	switch (e->op) {
	case OP_NEG:
	case OP_ABS:
		return flow_factor(e->a);
	case OP_MUL:
		return flow_factor(e->a) * flow_factor(e->b);
	case OP_DIV:
		b = flow_factor(e->b);
		return b > 0 ? flow_factor(e->a) / b : 1;
	case OP_ADD:
	case OP_SUB:
	case OP_MIN:
	case OP_MAX:
		return fmax(part_factor(e->a), part_factor(e->b));
	default:
		return 1;
	}
}
