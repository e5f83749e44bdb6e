/* goals.h - the tree of business goals and the targets of KPIs. */
#ifndef KPI_DATA_GOALS_H
#define KPI_DATA_GOALS_H
#include "data/model.h"

struct goal {
	sym id;
	struct str name, statement, department, owner, sponsor, currency;
	struct str decides, executes, pays, informed;
	enum kind kind;
	sym parent;            /* 0: a root */
	const struct goal *up; /* the parent, NULL at a root */
	struct amount budget;
	double weight;      /* > 0, default 1: among its parent's children */
	enum rollup rollup; /* its own; goals_rollup says which one holds */
	struct place at, department_at;
};

struct goals {
	const struct goal *all; /* in the order of the file */
	size_t n;
};

const struct goal *goals_find(const struct goals *g, sym id); /* or NULL */
/* The nearest goal at or above g that is a business goal; NULL where there is none. */
const struct goal *goals_business(const struct goal *g);

/* The roll-up of a goal: its own, else the model's, else weighted. */
enum rollup goals_rollup(const struct goal *g, const struct score_rules *rules);

struct target { /* one row of targets.csv */
	sym kpi;
	struct period period;
	struct amount target, red_line, low, high, tolerance;
	struct place at;
};

struct targets {
	const struct target *all;
	size_t n;
};
#endif
