/* scope.h - a part of the company: which goals a scorecard of it is about. */
#ifndef KPI_CORE_SCOPE_H
#define KPI_CORE_SCOPE_H
#include "data/outcome.h"

struct scope {
	const bool *goals; /* by outcome.goals; NULL: the whole company */
	struct str name;   /* "Win dealers", "Sales department"; "" */
	struct headline
	    headline; /* of these goals alone; of metrics those that serve one of them, without a past */
};

/* The goal and all that is below it. */
struct scope scope_of_goal(const struct facts *f, const struct outcome *o, struct arena *a,
                           const struct goal *g);
/* The goals of a department with all that is below them, and those that a shown KPI of it counts under. False: it
 * has neither. */
bool scope_of_department(const struct facts *f, const struct outcome *o, struct arena *a, struct str name,
                         struct scope *out);
/* The goal is one of them. */
bool scope_has(const struct scope *s, const struct outcome *o, const struct goal *g);
/* The KPI counts under one of them, or is one of theirs and counts elsewhere, as those of social goals do. */
bool scope_has_kpi(const struct scope *s, const struct outcome *o, const struct kpi_outcome *k);
#endif
