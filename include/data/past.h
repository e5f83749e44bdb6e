/* past.h - what history remembers of earlier runs, as far as a new run needs it. */
#ifndef KPI_DATA_PAST_H
#define KPI_DATA_PAST_H
#include "base/day.h"

struct past_kpi {
	struct str kpi, objective, role, status, reason;
	bool has_value, has_target, has_score;
	double value, target, score, weight;
	struct str definition; /* digest of what it measured: another digest, no comparison */
};
struct past_goal {
	struct str goal, status, reason;
	bool has_score;
	double score;
};
struct past_metric {
	struct str metric, kind, state;
	int64_t cells;
};

struct past_run { /* the reported run of a period, else its newest draft */
	struct period period;
	struct str run_id, reported_on /* "": a draft */, as_of;
	const struct past_kpi *kpis;
	size_t n_kpis;
	const struct past_goal *goals;
	size_t n_goals;
	const struct past_metric *metrics;
	size_t n_metrics;
};

struct past { /* oldest period first */
	const struct past_run *runs;
	size_t n;
};

const struct past_run *past_of(const struct past *p, struct period period); /* or NULL */
const struct past_kpi *past_kpi(const struct past_run *r, struct str id);   /* or NULL */
#endif
