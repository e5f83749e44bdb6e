/* flow.h - formulas whose values add over time. */
#ifndef KPI_CORE_FLOW_H
#define KPI_CORE_FLOW_H
#include "data/expr.h"
#include "data/model.h"

/* Sums added, subtracted or taken times a number add over time themselves; so does a stock less its opening. */
bool flow_formula(const struct model *m, const struct expr *e);
#endif
