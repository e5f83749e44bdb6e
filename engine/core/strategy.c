/* strategy.c - is there one strategy: each part in its turn. */
#include "core/strategy.h"

bool kpi_links(const struct kpi_outcome *k)
{
	return k->kpi->role != ROLE_DIAGNOSTIC && k->goal != NULL && k->part != PART_AVAILABLE;
}

struct str kpi_department(const struct kpi_outcome *k)
{
	return k->kpi->department.n > 0 || k->goal == NULL ? k->kpi->department : k->goal->department;
}

/* Where every metric serves a goal, what serves none was more likely left out than given up. */
static void report_perfect(const struct outcome *o, struct arena *a, struct diag *d)
{
	const struct headline *h = &o->headline;

	if (h->social_seen > 0 && h->serve == h->social_seen)
		diag_put(d, SEV_NOTE, "K215", STR_NONE, PLACE_NONE,
		         STR("look at what is not measured: channels, accounts and costs without an export"),
		         "all social metrics seen in %.*s (%u) serve a goal: aligned on paper",
		         STR_ARG(period_text(a, o->period)), h->serve);
}

void judge_strategy(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	o->strategy = (struct strategy){ .n_channels = 0 };
	strategy_spend(f, o, a, d);
	strategy_lamps(f, o, a, d);
	strategy_takers(f, o, a, d);
	strategy_lags(f, o, a, d);
	strategy_maturity(f, o, a);
	report_perfect(o, a, d);
}
