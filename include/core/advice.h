/* advice.h - what is legal in a model and yet unwise. */
#ifndef KPI_CORE_ADVICE_H
#define KPI_CORE_ADVICE_H
#include "data/goals.h"
#include "data/series.h"

struct advised {
	const struct model *model;
	const struct goals *goals;     /* NULL: a model alone, whose objectives stand for goals */
	const struct targets *targets; /* NULL: not known */
	bool is_company;               /* the company's own model, no file of the library */
	struct place model_at;         /* where the workspace names it; may be none */
};

/* K611 to K618, K622 and K623. A KPI counts where the company uses it: its own, or one of the library with a target. */
void advice_give(const struct advised *w, struct arena *a, struct diag *d);

/* advice_pairs.c: K617, library objectives and goals that seem to mean the same. */
void advice_pairs(const struct advised *w, struct arena *a, struct diag *d);

/* advice_maturity.c: K622, a practice or a need that is tested without words for it. */
void advice_maturity(const struct advised *w, struct diag *d);

/* advice_units.c: K623, a formula that says no unit and is no fraction, though it would be shown as one. */
void advice_units(const struct advised *w, struct arena *a, struct diag *d);

/* advice_feeds.c: of the KPIs that are used, K619: a metric that no series of the store gives; K620: a channel, account
 * or campaign of its `where:` that no series is of. */
void advice_feeds(const struct advised *w, const struct store *st, struct arena *a, struct diag *d);

/* Does the company use the KPI? */
bool advice_uses(const struct advised *w, const struct kpi *k);
#endif
