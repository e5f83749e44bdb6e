/* strategy.h - is there one strategy: what money, channels and departments serve, what each objective stands on, and
 * how mature the company is. Part of an outcome. */
#ifndef KPI_DATA_STRATEGY_H
#define KPI_DATA_STRATEGY_H
#include "data/told.h"

/* What money serves (DESIGN 7). */
enum serves { SERVES_GOAL, SERVES_SOCIAL_ONLY, SERVES_NOTHING, SERVES_UNASSIGNED, SERVES__N };
extern const char *const serves_names[SERVES__N]; /* aligned, social only, unaligned, unassigned */

struct spend_part {      /* the spend of one campaign in the period */
	struct str name; /* campaigns.csv's, else as exports have it; "": without a campaign */
	const struct campaign *campaign; /* NULL: none of campaigns.csv */
	const struct goal *goal;         /* the business goal it serves; NULL */
	enum serves serves;
	struct str because;
	int64_t micro;   /* in the workspace's currency */
	int64_t outside; /* of it, in cells that speak of no day of the campaign */
};

struct channel_spend {
	sym channel; /* 0: rows that name none */
	int64_t micro;
};

struct spend {
	bool has;                   /* there is spend in the period */
	bool is_judged;             /* there is a campaigns.csv to judge it by */
	bool overflow;              /* it does not fit: no figure */
	int64_t all, by[SERVES__N]; /* all = the sum of by */
	const struct spend_part *parts;
	size_t n;                             /* by what it serves, then largest first */
	const struct channel_spend *channels; /* those whose sum fits */
	size_t n_channels;
};

/* Strategy, governance and funding of a goal. */
struct lamps {
	bool is_lit;      /* the goal is one of the headline's objectives: only they have lamps */
	bool strategy;    /* a target on an evidence KPI */
	bool governance;  /* an owner and a sponsor */
	bool funding;     /* a budget */
	struct str lacks; /* "no target on an evidence KPI, no sponsor"; empty: nothing */
};

struct channel_part {
	sym channel;
	uint32_t metrics, linked; /* social metrics seen on it that are no context; of these, linked on it */
	bool has_spend;
	int64_t spend;    /* of the channel, in the period */
	struct str goals; /* names of the objectives it serves */
};

struct department_part {
	struct str name;
	uint32_t objectives, kpis; /* objectives it owns; KPIs that link, of its own or of its objectives */
	bool is_unlisted;          /* the workspace lists others (K603) */
};

/* What a practice or a need comes to. */
enum truth { TRUTH_UNKNOWN, TRUTH_NO, TRUTH_YES, TRUTH__N };

struct practice_part {
	const struct practice *practice;
	const struct answer *answer; /* NULL: not said */
	enum said said;
	enum truth seen; /* what the data show; UNKNOWN: nothing to see it by */
	struct str
	    shows; /* what they show against it, of a cause for it: "Service has no sponsor"; may be empty */
	bool is_contradicted; /* said to be in place (a cause: not to be), and the data show otherwise */
};

struct need_part {
	const struct need *need;
	enum truth holds;
	bool is_said;         /* self-reported */
	bool is_contradicted; /* and the data show otherwise */
	struct str name;      /* "Policy"; of a test the same as words */
	struct str words;     /* what is needed: "Policy is in place" */
	struct str because;   /* why it does not hold, or is not known: "planned, not in place" */
	struct str shows;     /* what the data show against it; may be empty */
};

struct stage_part {
	const struct stage *stage;
	const struct need_part *needs;
	enum truth holds;
	bool is_reached; /* it and all before it hold */
};

struct maturity {
	const struct stage_part *stages; /* lowest first */
	size_t n, reached;               /* stages reached: 0 .. n */
	bool is_certain;                 /* what stops the next stage is known, not merely unsaid */
	const struct practice_part *practices;
	size_t n_practices;
	struct str
	    lacks; /* what the next stage lacks, an open need a line: "Policy: planned, not in place"; empty: nothing */
};

struct strategy {
	struct spend spend;
	const struct lamps *lamps; /* one a goal, in their order */
	const struct channel_part *channels;
	size_t n_channels; /* by name */
	const struct department_part *departments;
	size_t n_departments; /* of the workspace in its order, then others */
	uint32_t linked_kpis; /* KPIs that link, of all departments and none */
	struct maturity maturity;
};
#endif
