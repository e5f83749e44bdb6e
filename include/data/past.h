/* past.h - what history remembers of earlier runs, as far as a new run needs it. */
#ifndef KPI_DATA_PAST_H
#define KPI_DATA_PAST_H
#include "base/day.h"

struct past_kpi {
	struct str kpi, objective, role, part, unit, status, reason;
	bool has_value, has_target, has_score;
	double value, target, score, weight;
	bool is_exact;
	int64_t micro;   /* then value = micro / 1e6 */
	bool has_bounds; /* value is only known to lie in [low, high] */
	double low, high;
	bool has_parts;
	int64_t num, den; /* a ratio's sums, millionths */
	int64_t expected, present;
	bool has_red_line, has_band, has_tolerance;
	double red_line, target_low, target_high, tolerance;
	struct str definition; /* what it measured, in one line: another line, no comparison */
};
struct past_goal {
	struct str goal, name, status, reason;
	bool is_objective, has_score;
	double score;
};
/* A term of the ledger of a goal, as struct ledger_term. */
struct past_term {
	struct str goal, term; /* term: the id of a KPI, or of a goal below */
	bool is_goal, is_hold;
	double weight, score, points;
};
struct past_metric {
	struct str metric, kind, state;
	int64_t cells;
};

/* A file that the run read. */
struct past_input {
	struct str role, path, xxh128;
	struct str source; /* of metrics: `files:` of its source; "" where an older program did not keep it */
	int32_t first_day, last_day; /* of its cells; DAY_NONE */
};
/* What a source gave of a metric in the run's period, in cells of one grain. */
struct past_total {
	struct str source, metric, grain; /* source: its `files:` */
	int64_t cells;
	bool has_micro; /* the sum fits */
	int64_t micro;
};

struct past_run { /* the reported run of a period, else its newest draft */
	struct period period;
	struct str run_id, version, reported_on /* "": a draft */, as_of;
	int32_t as_of_day, as_of_moved;
	struct str model, model_version; /* "": an older program did not keep them */
	struct str company;
	int64_t report;  /* its number among the reports of its period; 0: a draft */
	bool is_current; /* it speaks for its period */
	int64_t social_seen, serve, objectives, measured, green, amber, red; /* the headline */
	const struct past_kpi *kpis;
	size_t n_kpis;
	const struct past_goal *goals;
	size_t n_goals;
	const struct past_metric *metrics;
	size_t n_metrics;
	const struct past_term *terms; /* goal by goal; none: an older program did not keep them */
	size_t n_terms;
	/* of reports that a new run is compared with only */
	const struct past_input *inputs;
	size_t n_inputs;
	const struct past_total *totals;
	size_t n_totals; /* 0: an older program did not keep them */
};

struct past { /* oldest period first */
	const struct past_run *runs;
	size_t n;
};

const struct past_run *past_of(const struct past *p, struct period period); /* or NULL */
const struct past_kpi *past_kpi(const struct past_run *r, struct str id);   /* or NULL */
const struct past_goal *past_goal(const struct past_run *r, struct str id); /* or NULL */
#endif
