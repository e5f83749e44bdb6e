/* flow.c - formulas whose values add over time. */
#include "core/flow.h"

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

bool flow_formula(const struct model *m, const struct expr *e)
{
	const struct metric *def;

	switch (e->op) {
	case OP_NAME:
		def = model_metric(m, e->name);
		return def != NULL && def->over_time == TIME_SUM;
	case OP_NEG:
		return flow_formula(m, e->a);
	case OP_ADD:
	case OP_SUB:
		return is_gain(m, e) || (flow_formula(m, e->a) && flow_formula(m, e->b));
	case OP_MUL:
		return (e->a->op == OP_NUMBER && flow_formula(m, e->b))
		       || (e->b->op == OP_NUMBER && flow_formula(m, e->a));
	case OP_DIV:
		return e->b->op == OP_NUMBER && flow_formula(m, e->a);
	default:
		return false;
	}
}
