/* departments.h - the names of departments: which of them nobody else knows. */
#ifndef KPI_CORE_DEPARTMENTS_H
#define KPI_CORE_DEPARTMENTS_H
#include "base/diag.h"
#include "data/goals.h"
#include "data/model.h"
#include "data/workspace.h"

/* Does the workspace list departments, and not this one? Names are compared without case. Such a department is not counted
 * (K210); where none are listed each name is one. */
bool department_is_unlisted(const struct workspace *w, struct str name);
/* K603, a warning at each goal and each KPI of the company whose department is not listed, or, where none are listed, is
 * named there only and is a slip of another one. g and m may be NULL. */
void departments_check(const struct intern *names, const struct workspace *w, const struct goals *g,
                       const struct model *m, struct diag *d);
#endif
