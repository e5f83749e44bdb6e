/* model.h - the catalogue of metrics and the KPIs that serve objectives, as strategists wrote them. */
#ifndef KPI_DATA_MODEL_H
#define KPI_DATA_MODEL_H
#include "base/day.h"
#include "base/diag.h"
#include "base/intern.h"
#include "base/num.h"
#include "data/expr.h"

enum kind { KIND_SOCIAL, KIND_BUSINESS, KIND__N };
enum level {
	LEVEL_NONE,
	LEVEL_INPUT,
	LEVEL_ACTIVITY,
	LEVEL_OUTPUT,
	LEVEL_OUTTAKE,
	LEVEL_OUTCOME,
	LEVEL_IMPACT,
	LEVEL__N
}; /* AMEC integrated evaluation framework, in its order */
enum unit {
	UNIT_COUNT,
	UNIT_PEOPLE,
	UNIT_CURRENCY,
	UNIT_RATIO,
	UNIT_SECONDS,
	UNIT_MINUTES,
	UNIT_HOURS,
	UNIT_DAYS,
	UNIT_SCORE,
	UNIT_POINTS,
	UNIT__N
};
enum over_time {
	TIME_SUM,
	TIME_MEAN,
	TIME_MEDIAN, /* of the cells; over parts only bounds are known */
	TIME_FIRST,
	TIME_LAST,
	TIME_OPENING,
	TIME_MAX,
	TIME_MIN,
	TIME_NONE,
	TIME__N
};
enum over_parts { PARTS_SUM, PARTS_NONE, PARTS__N };
enum role { ROLE_EVIDENCE, ROLE_LEADING, ROLE_DIAGNOSTIC, ROLE__N };
enum better { BETTER_HIGHER, BETTER_LOWER, BETTER_BAND, BETTER_NEUTRAL, BETTER_NONE_ALLOWED, BETTER__N };

/* How KPIs and goals below become the score of a goal. */
enum rollup {
	ROLLUP_DEFAULT,  /* as the level above says: a goal's is the model's, the model's is weighted */
	ROLLUP_WEIGHTED, /* mean by weight */
	ROLLUP_WORST,    /* the lowest of them */
	ROLLUP_CRITICAL, /* mean by weight, never above the lowest critical KPI */
	ROLLUP__N
};

/* The words of the model language, indexed by the enums ("social", "outtake", "people", ...); level 0 is "none". */
extern const char *const kind_names[KIND__N], *const level_names[LEVEL__N], *const unit_names[UNIT__N];
extern const char *const over_time_names[TIME__N], *const over_parts_names[PARTS__N];
extern const char *const role_names[ROLE__N], *const better_names[BETTER__N];
extern const char *const rollup_names[ROLLUP__N]; /* the default: "" */

enum practice_kind { PRACTICE_STEP, PRACTICE_CAUSE, PRACTICE_TASK, PRACTICE__N };
extern const char *const practice_kind_names[PRACTICE__N]; /* "step", "cause", "task" */

struct amount { /* missing is a bit, never 0 */
	bool has;
	int64_t micro; /* unit x 1,000,000 */
};

struct series_break {
	int32_t on;  /* first day of the new definition */
	sym channel; /* 0: every channel */
	struct str note;
	struct place at;
};

struct metric {
	sym id;
	struct str name, definition, source, traps;
	enum kind kind;
	enum unit unit;
	enum level level;
	enum over_time over_time;
	enum over_parts over_parts;
	sym opening_of; /* derived: the last value of that metric before the period; 0: it is counted itself */
	const sym *includes; /* of an amount of money: the metrics that are part of it */
	size_t n_includes;
	bool is_context;
	struct str no_goal_because, ask_instead; /* set where the model says no_goal */
	struct str banned_because;               /* set where the model bans it */
	struct place no_goal_at, banned_at;      /* line 0 where absent */
	const struct str *aliases;
	size_t n_aliases;
	const struct series_break *breaks;
	size_t n_breaks;
	bool is_library; /* its definition comes from a library file, not the company's own */
	struct place at;
};

struct where { /* globs (str_glob); an empty list lets all through */
	const struct str *channels;
	size_t n_channels;
	const struct str *accounts;
	size_t n_accounts;
	const struct str *campaigns;
	size_t n_campaigns;
	struct place channels_at, accounts_at, campaigns_at; /* line 0 where absent */
};

enum { LAG_MONTHS = 3, LAG_MONTHS_MAX = 60 };

struct kpi {
	sym id;
	struct str name, definition, owner, department, decision, why, traps, source;
	sym objective; /* as the model says */
	sym goal;      /* its objective in goals.csv after the objectives map; 0: resolves to none */
	const sym *supports;
	size_t n_supports;
	enum role role;
	enum level level;
	enum level reaches; /* what its metrics make of it, whatever `level:` says; LEVEL_NONE: not known */
	enum better better;
	double weight;       /* > 0, default 1 */
	int lag_months;      /* of a leading KPI: how long it is expected to move ahead; LAG_MONTHS */
	sym measure, per;    /* 0: none; either measure (+ per) or formula */
	const sym *measures; /* of a measure with `per`: the metrics that are added over it, measure first; */
	size_t n_measures;   /* 1 mostly. A list without `per` is a formula: the sum of them */
	const struct expr *formula; /* NULL: none */
	struct str formula_text;
	const sym *reads;
	size_t n_reads; /* every metric named, each once, measure's first */
	struct where where;
	enum unit unit;    /* of its value: the measure's, ratio for measure/per of like units, else set */
	bool is_unit_said; /* not derived from its metrics */
	bool is_critical;
	bool is_library;
	const struct str *aliases; /* other names, for readers */
	size_t n_aliases;
	struct place at, objective_at, measure_at,
	    department_at; /* the id, the line that names the objective, measure or formula, department */
};

/* A library objective and what the company made of it. */
struct objective {
	sym id;
	struct str name, statement;
	bool is_mapped, is_off; /* `pipeline_revenue: grow_b2b` · `belonging: null` */
	sym goal;               /* where is_mapped */
	struct place at;
};

struct score_rules {
	double red_at;             /* 0.8: default red line at this share of the target */
	double coverage_floor;     /* 0.6 of the weight must be scored */
	double completeness_floor; /* 0.9 of the expected cells must be there */
	double min_base;           /* 30 people under a ratio */
	double own_weight;         /* 1: weight of a parent's own KPIs beside its children */
	enum rollup rollup;        /* of goals that say none of their own */
};

/* What can be in place or not: told by governance.csv. */
struct practice {
	sym id;
	struct str name, definition;
	enum practice_kind kind;
	const struct expr
	    *seen; /* what the data show where it is in place; its names are indicators; NULL: nothing */
	struct str seen_text, say; /* say: the same in words, "Every objective has a sponsor"; may be empty */
	struct place at;
};

/* What a stage of maturity needs: a practice in place, or a test over indicators that holds. */
struct need {
	sym practice;              /* 0: a test */
	const struct expr *test;   /* its names are indicators */
	struct str test_text, say; /* say: the test in words; may be empty */
	struct place at;
};

struct stage {
	sym id;
	struct str name, definition;
	const struct need *needs;
	size_t n_needs;
	struct place at;
};

/* What a test of maturity may name. */
struct indicator {
	const char *name, *help;
};
extern const struct indicator indicators[];
extern const size_t n_indicators;

/* A KPI of the library that a ban of the company switches off (K610). */
struct kpi_off {
	struct kpi kpi;
	sym metric;       /* the banned one that it reads */
	struct place ban; /* where it is banned */
};

struct model {
	struct str id, version;
	struct intern *names; /* every sym of the run; not owned */
	const struct metric *metrics;
	size_t n_metrics;
	const struct kpi *kpis;
	size_t n_kpis;
	const struct kpi_off *off; /* none of these is among kpis */
	size_t n_off;
	const struct objective *objectives;
	size_t n_objectives;
	const struct practice *practices;
	size_t n_practices;
	const struct stage *stages; /* of maturity, lowest first */
	size_t n_stages;
	struct score_rules rules;
	const struct metric **by_sym;
	uint32_t n_by_sym; /* metric of a canonical sym; NULL: unknown */
	const struct name_pair *aliases;
	size_t n_aliases; /* sorted by spelling (str_cmp); ids included */
};

/* A spelling (str_snake'd) and the canonical name it stands for. */
struct name_pair {
	struct str spelling;
	sym name;
};

/* The pair of a spelling among pairs sorted by it, or NULL. */
const struct name_pair *name_pair_find(const struct name_pair *pairs, size_t n, struct str spelling);
/* Is s an id: lower snake case, a letter first? */
bool name_is_id(struct str s);

/* The catalogue entry of a canonical metric name, or NULL: unknown. */
const struct metric *model_metric(const struct model *m, sym name);
/* The canonical name for a metric as an export spells it: an id or alias (compared as str_snake), else the
 * snake-cased spelling itself, interned: an unknown metric goes under its own name. */
sym model_metric_name(const struct model *m, struct arena *scratch, struct str spelling);
const struct kpi *model_kpi(const struct model *m, sym id);             /* or NULL */
const struct kpi_off *model_kpi_off(const struct model *m, sym id);     /* or NULL */
const struct objective *model_objective(const struct model *m, sym id); /* or NULL */
/* Can what the catalogue says to ask instead be asked here? Not a KPI that is switched off, by a ban or with its objective. */
bool model_can_ask(const struct model *m, struct str instead);
/* "it reads 'comments', which is banned at models/acme.yaml:22" */
struct str kpi_off_words(struct arena *a, const struct model *m, const struct kpi_off *off);
/* Does the model say a level that what it measures does not reach (K621)? Outcome and impact are evidence alike: which of
 * them a result of the business is, the model decides. */
bool kpi_claims_more(const struct kpi *k);
/* What a KPI without formula measures: one metric, or those that are added over `per`. At most MEASURES_MAX. */
enum { MEASURES_MAX = 16 };
const sym *model_measures(const struct kpi *k, size_t *n);
/* What a KPI with `per` measures, in ids: "leads", or "comments + shares". */
struct str model_measure_text(struct arena *a, const struct model *m, const struct kpi *k);
/* Printable name of a metric: the catalogue's, else its own. */
struct str model_metric_label(const struct model *m, sym name);
#endif
