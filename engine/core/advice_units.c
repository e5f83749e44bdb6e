/* advice_units.c - formulas without a unit that are hardly the fraction they would be shown as. */
#include "core/advice.h"

#include "core/flow.h"

static const double factor_most = 99; /* of a fraction: 100 * a / b is none */

void advice_units(const struct advised *w, struct arena *a, struct diag *d)
{
	for (size_t i = 0; i < w->model->n_kpis; i++) {
		const struct kpi *k = &w->model->kpis[i];
		struct str id = intern_str(w->model->names, k->id);
		double factor;

		if (k->formula == NULL || k->is_unit_said || (k->is_library && !advice_uses(w, k)))
			continue;
		factor = flow_factor(k->formula);
		if (k->unit == UNIT_RATIO && factor > factor_most)
			diag_put(
			    d, SEV_WARNING, "K623", id, k->measure_at,
			    STR("write `unit: count`, or what it is in; of a fraction take the factor out"),
			    "KPI '%.*s' is taken times %.*s and says no unit: as a ratio 2.5 is shown as 250%%",
			    STR_ARG(id), STR_ARG(num_text_double(a, factor, 6)));
		if (k->unit == UNIT_CURRENCY && (factor > factor_most || factor * factor_most < 1))
			diag_put(
			    d, SEV_WARNING, "K623", id, k->measure_at,
			    STR("write `unit: count`, or take the factor out: large amounts are shown in "
			        "thousands anyway"),
			    "KPI '%.*s' is taken times %.*s and says no unit: it is shown as money",
			    STR_ARG(id), STR_ARG(num_text_double(a, factor, 6)));
	}
}
