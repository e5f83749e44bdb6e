/* outcome.h - what a run found: states of metrics, values and scores of KPIs, statuses of objectives. */
#ifndef KPI_DATA_OUTCOME_H
#define KPI_DATA_OUTCOME_H
#include "data/goals.h"
#include "data/inputs.h"
#include "data/past.h"
#include "data/series.h"
#include "data/strategy.h"

/* Who does jobs that do not depend on each other: sys/team.h, which the core may not know. Each job is done once, by
 * one of n_places threads. */
struct hands {
	size_t n_places;
	void (*run)(size_t n_places, size_t n_jobs, void (*fn)(void *ctx, size_t place, size_t job),
	            void *ctx); /* NULL: whoever asks does it all, in place 0 */
};

/* Everything that is judged. Nothing of it changes while it is. */
struct facts {
	const struct workspace *ws;
	const struct model *model;
	const struct goals *goals;
	const struct targets *targets;
	const struct told *told;     /* may be NULL: nothing is told */
	struct store *store;         /* settled */
	const struct past *past;     /* may be NULL: no history */
	const struct past *reports;  /* reports that this run is compared with; may be NULL */
	struct period period, prior; /* prior: the one before, same span */
	int32_t as_of;
	int32_t as_of_moved;     /* days that as-of was moved on, to the period's last: see when_close */
	struct figures *figures; /* what was rolled up already: core/figures.h; NULL: none is kept */
	struct hands hands;      /* all 0: no others */
};

enum status { STATUS_GREEN, STATUS_AMBER, STATUS_RED, STATUS_GREY, STATUS__N };
extern const char *const status_names[STATUS__N]; /* green amber red grey */

enum grey { /* why there is no colour */
	    GREY_NOT,
	    GREY_NO_TARGET,
	    GREY_NO_DATA,
	    GREY_INCOMPLETE,
	    GREY_STALE,
	    GREY_BREAK,
	    GREY_CANNOT_ADD,
	    GREY_SMALL_BASE,
	    GREY_NO_PACE, /* its target is that of all of the period, which is not over */
	    GREY_LOW_COVERAGE,
	    GREY_NO_OUTCOME,
	    GREY_NEUTRAL,
	    GREY_NOT_RIGHT /* overflow, currency, bad red line */,
	    GREY_NO_KPI,
	    GREY_CRITICAL, /* a critical KPI of it is grey */
	    GREY__N
};
extern const char *const grey_names[GREY__N]; /* "", "no target", "no data", ... "no outcome evidence", ... */

/* What the difference of a stock and its opening leaves out of one of the two, where the other is missing (K311). */
struct gain_left {
	sym metric;
	bool is_opening;
	int64_t left, used; /* sums, millionths; left of |values| */
};

/* A figure: a metric or KPI rolled up over one period. */
struct figure {
	bool has; /* there is a single value */
	double value;
	bool is_exact;
	int64_t micro; /* then value = micro / 1e6 exactly */
	bool has_bounds;
	double low, high; /* people and other parts that do not add: value lies in [low, high] */
	bool has_parts;
	int64_t num, den;           /* a ratio: sums over complete pairs, millionths */
	int64_t num_left, den_left; /* sums of |cells| left out because the pair was incomplete (K311) */
	const struct gain_left *gains_left;
	size_t n_gains_left;        /* of a formula */
	uint32_t expected, present; /* cells of the series it reads, up to min(period end, as-of) */
	int32_t newest;             /* newest cell used; DAY_NONE */
	uint32_t n_series;
	bool is_stale, has_break, lost_series, cannot_add, overflow, is_incomplete;
	bool fell_silent; /* of what is lost: it has cells in the period, and none near its end */
	sym lacks;        /* of a ratio or formula without a value: the metric that has none; 0 */
	struct str note;  /* words for the reason, e.g. which series is missing; may be empty */
};

enum state {
	STATE_LINKED,
	STATE_CONTEXT,
	STATE_UNLINKED,
	STATE_UNKNOWN,
	STATE_BANNED,
	STATE_UNUSED,
	STATE__N
};
extern const char
    *const state_names[STATE__N]; /* linked context unlinked unknown banned unused ("business, not used") */

struct series_state {    /* why one series is in its state */
	uint32_t series; /* index into the store */
	enum state state;
	const struct kpi *kpi;   /* that links it; NULL */
	const struct goal *goal; /* business goal it serves; NULL */
	struct str because;      /* the rule in words */
	uint32_t cells;          /* in the period */
};

struct metric_state {
	sym metric;
	const struct metric *def; /* NULL: unknown */
	enum kind kind;
	enum state state;
	bool is_partial; /* some series linked, not all: unlinked (K212) */
	const struct kpi *kpi;
	const struct goal *goal; /* first that links it */
	uint64_t cells;          /* owned cells in the period; 0: not seen this period */
	uint64_t prior_cells;
	int32_t first_day, last_day; /* of cells in the period; of all where not seen */
	struct figure figure;        /* rolled up over the period, all parts */
	struct str because, ask_instead, base_of /* "ctr, engagement_rate": ratios that stand on it */,
	    parts /* which channels serve what, K212 */;
	struct place at;               /* model line that decided */
	size_t first_series, n_series; /* its run in outcome.series (seen in the period) */
};

struct headline {
	uint32_t social_seen;    /* N: social metrics seen, all states */
	uint32_t serve;          /* n: linked */
	uint32_t serve_measured; /* m: linked to a goal whose outcome is measured (an evidence KPI scored) */
	bool has_prior;
	uint32_t prior_seen, prior_serve;
	uint32_t n_state[STATE__N]; /* metrics seen by state, both kinds */
	uint64_t cells_state[STATE__N];
	uint64_t cells_seen;
	uint32_t metrics_seen;
	uint32_t objectives, measured, green, amber, red; /* of the goals with is_objective */
};

enum part {
	PART_AVAILABLE,  /* of the library, without data and target, or serving no goal of ours: silent */
	PART_IDLE,       /* of the company, without data and target */
	PART_WATCHED,    /* with data and no target */
	PART_TAKES_PART, /* with a target for the period */
	PART__N
};
extern const char *const part_names[PART__N];

struct resolved_target {
	bool has;
	double target, red_line, low, high, tolerance;
	bool is_exact; /* then these are the figures in millionths, and compared as such */
	struct target_micro {
		int64_t target, red_line, low, high, tolerance;
	} micro;
	bool is_band;
	bool is_derived; /* not the exact period's row */
	bool
	    is_unpaced; /* there is one, but none of the part of the period that has gone: has is false, how says why */
	struct str how;  /* "a quarter of 2026's target: last year's share 27%" */
	struct place at; /* row it comes from */
};

/* Signal or noise: the months of a period against those before it (noise.h). */
enum signal { SIGNAL_NONE, SIGNAL_ABOVE, SIGNAL_BELOW, SIGNAL__N };
extern const char *const signal_names[SIGNAL__N]; /* none above below */
struct noise {
	bool has;          /* else there are too few months to say */
	uint32_t n_months; /* before the period, that have a figure */
	double mean, low, high;
	enum signal signal;
	struct period at; /* of a signal: its month furthest out, */
	double value;     /* and the figure of that */
};

struct kpi_outcome {
	const struct kpi *kpi;
	const struct goal *goal;     /* business goal it counts under; NULL */
	const struct goal *own_goal; /* the goal named, perhaps a social one */
	enum part part;
	struct figure figure;
	struct resolved_target target;
	bool has_score;
	double score; /* 0..100 */
	enum status status;
	enum grey grey;
	bool is_pace;       /* the period is not over */
	struct str reason;  /* for a grey: why, with figures; else empty */
	struct str lift;    /* what would give it a colour */
	bool lift_is_whole; /* lift names its own subject: "Impressions is measured" */
	bool has_prior;
	double prior;
	bool prior_is_recomputed; /* marked ~ */
	bool has_prior_score;
	double prior_score;
	enum status prior_status;
	bool has_prior_status;
	bool has_last_year;
	double last_year;
	bool last_year_is_recomputed;
	bool has_outlook; /* before the end of the period: where a straight line ends (outlook.h) */
	double outlook;
	struct noise noise;
	struct str definition; /* digest text of its definition */
	/* trend: the last n periods, oldest first, this period last; NAN-free: has flags */
	struct trend_point {
		bool has;
		double value;
		bool has_target;
		double target;
		struct period period;
	} trend[9];
	size_t n_trend;
};

struct ledger_term {                   /* S = sum of points */
	const struct kpi_outcome *kpi; /* or a child */
	const struct goal_outcome *child;
	double weight, share, score, points; /* share = weight / scored weight; points = share x score */
	bool is_hold; /* the last term of a held score: points = what the roll-up takes off the mean, so
	               * that score, that of kpi or child, is left; weight and share are 0 */
};

/* What moved a score since the reported run of the preceding period (DESIGN 8), in this order. */
enum bridge_part {
	BRIDGE_TARGET, /* the old value against the new target and red line */
	BRIDGE_WEIGHT,
	BRIDGE_APPEARED,   /* scored now and not then */
	BRIDGE_WENT,       /* scored then and not now */
	BRIDGE_DEFINITION, /* it measures something else now: target and value cannot be told apart */
	BRIDGE_VALUE,
	BRIDGE_ROLLUP, /* what the roll-up takes off the mean */
	BRIDGE__N
};
extern const char *const bridge_part_names[BRIDGE__N];

struct bridge_step {
	enum bridge_part part;
	struct str id, label;          /* of the KPI or goal; as people call it */
	const struct kpi_outcome *kpi; /* as it is now; NULL: a goal, or gone */
	bool has_was, has_is;
	double was, is;  /* target, weight or value (of a goal: score) by part; scores else */
	struct str note; /* what changed, in words; may be empty */
	double points;
};

struct bridge {
	bool has;
	struct str why_not; /* where it has none */
	double from, to;    /* from + the points of the steps = to, within 1e-9 */
	const struct bridge_step *steps;
	size_t n_steps;
};

struct goal_outcome {
	const struct goal *goal;
	const struct goal_outcome *up;
	uint32_t depth;
	/* Counted as an objective: a business goal that a KPI in use serves, or that has no business goal below
	 * it. The others stand above them. */
	bool is_objective;
	bool has_score;
	double score; /* evidence */
	bool has_leading;
	double leading;
	double coverage,
	    leading_coverage; /* scored weight / weight taking part; 0 where nothing takes part */
	bool has_coverage;
	bool has_business, has_social;
	double business, social; /* evidence by the kind of its metrics */
	enum status status;
	enum grey grey;
	struct str reason, lift;
	bool is_partial; /* an evidence KPI, or a goal below, was scored last period and is not now */
	bool is_pace;
	uint32_t evidence_on_target, evidence_total, n_kpis;
	uint32_t children_red, children_grey, n_children;
	const struct ledger_term *ledger;
	size_t n_ledger;    /* points add up to score */
	enum rollup rollup; /* never the default */
	bool has_prior;
	enum status prior_status;
	bool has_prior_score;
	double prior_score;
	struct bridge bridge;
	const struct kpi_outcome *measured_by; /* heaviest evidence KPI; NULL */
	bool is_rollup;                        /* score comes from children (and perhaps own KPIs) */
};

/* What a source gives of a metric in a period, in cells of one grain: owned ones. */
struct source_total {
	struct str source; /* its `files:` */
	sym metric;
	enum grain grain;
	uint64_t cells;
	bool overflow; /* the sum does not fit: micro is then undefined */
	int64_t micro;
};

/* What is not as it was: in a period that was reported, and since the period before this one. */
enum change_kind {
	CHANGE_RESTATED,   /* a reported figure is another now (K401) */
	CHANGE_TARGET,     /* a target of a reported period moved (K402) */
	CHANGE_DEFINITION, /* a KPI measures something else than when it was reported (K403) */
	CHANGE_MATURED,    /* a reported figure is another because its posts grew (K404) */
	CHANGE_INPUT_GONE, /* a file that a report read is not read any more (K405) */
	CHANGE_MODEL,      /* from here on: since the period before */
	CHANGE_STATUS,
	CHANGE_NEW,
	CHANGE_GONE,
	CHANGE_STATE,
	CHANGE__N
};
extern const char *const change_names[CHANGE__N]; /* restated, target moved, definition changed, .. */

enum about { ABOUT_KPI, ABOUT_GOAL, ABOUT_METRIC, ABOUT_INPUT, ABOUT_MODEL, ABOUT__N };
extern const char *const about_names[ABOUT__N]; /* kpi goal metric input model */

struct change {
	enum change_kind kind;
	enum about about;
	struct period period; /* the reported one, or the one before this */
	struct str subject;   /* id of what it is about; the path of an input */
	enum unit unit;       /* of the two figures */
	bool has_before, has_after;
	double before, after;
	struct str was, is; /* the two in words */
	struct str why;
	struct place at; /* where to look; the line that says what is now */
};

struct outcome {
	struct period period, prior;
	int32_t as_of, as_of_moved;       /* moved: days, as in facts */
	struct str as_of_how, period_how; /* "newest day of social data", "--period" */
	struct metric_state *metrics;
	size_t n_metrics; /* sorted by text of the metric */
	struct series_state *series;
	size_t n_series;
	struct kpi_outcome *kpis;
	size_t n_kpis; /* model order */
	struct goal_outcome *goals;
	size_t n_goals; /* order of goals.csv */
	struct headline headline;
	struct strategy strategy;
	struct source_total *totals;
	size_t n_totals; /* by text of the metric */
	struct change *changes;
	size_t n_changes; /* of reports, newest period first, then since the period before */
	size_t n_reports; /* reported periods that were computed again */
};

/* A target for the period, perhaps one that has no pace yet. */
bool outcome_has_target(const struct kpi_outcome *k);
const struct kpi_outcome *outcome_kpi(const struct outcome *o, sym id);   /* or NULL */
const struct goal_outcome *outcome_goal(const struct outcome *o, sym id); /* or NULL */
/* The term that holds the score down; NULL: it is the mean by weight. */
const struct ledger_term *outcome_hold(const struct goal_outcome *g);
#endif
