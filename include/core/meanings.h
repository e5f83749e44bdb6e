/* meanings.h - figures that add up what different platforms count differently (K116). */
#ifndef KPI_CORE_MEANINGS_H
#define KPI_CORE_MEANINGS_H
#include "core/judge.h"

/* What a format says that its platform counts as a metric: "engagements: with clicks". */
struct meaning {
	uint16_t source;
	sym metric;
	struct str text;
};

/* A note for each metric that adds up over channels and whose series in the period come with more than one
 * meaning. */
void meanings_note(const struct facts *f, const struct intern *names, const struct meaning *all, size_t n,
                   struct diag *d);
#endif
