/* departments.h - the names of departments: which of them nobody else knows. */
#ifndef KPI_CORE_DEPARTMENTS_H
#define KPI_CORE_DEPARTMENTS_H
#include "base/diag.h"
#include "data/goals.h"
#include "data/model.h"
#include "data/workspace.h"

/* Is the name one that the workspace does not list, or, where it lists none, one that a single goal or KPI names and
 * that is nearly another one? Names are compared without case. Such a department is not counted for one (K210). */
bool department_is_doubtful(const struct workspace *w, const struct goals *g, const struct model *m,
                            struct str name);
/* K603, a warning at each goal and each KPI of the company whose department is doubtful. g and m may be NULL. */
void departments_check(const struct intern *names, const struct workspace *w, const struct goals *g,
                       const struct model *m, struct diag *d);
#endif
