/* flow.h - formulas whose values add over time. */
#ifndef KPI_CORE_FLOW_H
#define KPI_CORE_FLOW_H
#include "data/expr.h"
#include "data/model.h"

/* Sums added, subtracted, taken times or by a constant add over time, as does a stock less its opening; and the
 * absolute value, smallest and largest of such are treated alike. A constant may be written as a formula; of
 * constants only 0 may be added or compared. */
bool flow_formula(const struct model *m, const struct expr *e);
/* What the formula is taken times: 100 in 100 * a / b, 1000 in a / (b / 1000). Of a sum the largest of its parts,
 * constants apart: 100 in 100 - 100 * a / b. */
double flow_factor(const struct expr *e);
#endif
