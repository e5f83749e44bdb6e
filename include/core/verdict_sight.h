/* verdict_sight.h - what a verdict goes by; for verdict.c and verdict_incomplete.c alone. */
#ifndef KPI_CORE_VERDICT_SIGHT_H
#define KPI_CORE_VERDICT_SIGHT_H
#include "core/verdict.h"

/* All that a rule may look at. */
struct sight {
	const struct facts *f;
	struct arena *a;
	const struct kpi *k;
	const struct figure *fig;
	const struct resolved_target *t;
	struct period p;
};

/* The reason, and behind it the figure's note where it has one. */
struct str verdict_with_note(const struct sight *s, struct str reason);

/* verdict_incomplete.c: cells are missing, or a part that carried much has none. */
bool verdict_is_incomplete(const struct sight *s);
void verdict_say_incomplete(const struct sight *s, struct verdict *v);
#endif
