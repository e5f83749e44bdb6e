/* advice_units.c - formulas without a unit that are hardly the fraction they would be shown as. */
#include "core/advice.h"

#include <math.h>

#include "core/formula.h"

static const double factor_most = 99; /* of a fraction: 100 * a / b is none */

/* What the formula is taken times: 100 in 100 * a / b, 1000 in a / (b / 1000). Of a sum the largest of its parts,
 * constants apart: 100 in 100 - 100 * a / b. */
static double factor_of(const struct expr *e);

static double part_factor(const struct expr *e)
{
	double value;

	return formula_constant(e, &value) ? 0 : factor_of(e);
}

static double factor_of(const struct expr *e)
{
	double value, b;

	if (formula_constant(e, &value))
		return fabs(value);
	switch (e->op) {
	case OP_NEG:
	case OP_ABS:
		return factor_of(e->a);
	case OP_MUL:
		return factor_of(e->a) * factor_of(e->b);
	case OP_DIV:
		b = factor_of(e->b);
		return b > 0 ? factor_of(e->a) / b : 1;
	case OP_ADD:
	case OP_SUB:
	case OP_MIN:
	case OP_MAX:
		return fmax(part_factor(e->a), part_factor(e->b));
	default:
		return 1;
	}
}

void advice_units(const struct advised *w, struct arena *a, struct diag *d)
{
	for (size_t i = 0; i < w->model->n_kpis; i++) {
		const struct kpi *k = &w->model->kpis[i];
		struct str id = intern_str(w->model->names, k->id);
		double factor;

		if (k->formula == NULL || k->is_unit_said || k->unit != UNIT_RATIO
		    || (k->is_library && !advice_uses(w, k)))
			continue;
		factor = factor_of(k->formula);
		if (factor > factor_most)
			diag_put(
			    d, SEV_WARNING, "K623", id, k->measure_at,
			    STR("write `unit: count`, or what it is in; of a fraction take the factor out"),
			    "KPI '%.*s' is taken times %.*s and says no unit: as a ratio 2.5 is shown as 250%%",
			    STR_ARG(id), STR_ARG(num_text_double(a, factor, 6)));
	}
}
