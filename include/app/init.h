/* init.h - a workspace in the making; for engine/app/init*.c alone. */
#ifndef KPI_APP_INIT_H
#define KPI_APP_INIT_H
#include "app/session.h"

struct init_goal {
	struct str id, name;
	const struct objective *objective; /* of the library, that it stands for; NULL: none fits */
	bool is_guess;                     /* nothing in its name says so */
	const struct kpi *kpi; /* of that objective, which the sample feeds; NULL: none is simple enough */
};

/* A target that the sample comes near to. */
struct init_target {
	const struct kpi *kpi;
	double target;
};

struct init_plan {
	struct arena *a;
	struct diag *d;
	const struct options *o;
	struct intern *names;
	const struct model *library;
	struct str folder;                /* to make */
	struct str company, id, currency; /* id: of the model and the root goal */
	struct fiscal fiscal;
	struct init_goal *goals;
	size_t n_goals;
	bool is_example;       /* the goals are examples, not the user's */
	bool is_unasked;       /* there was no terminal to ask on, and --yes was not said */
	struct period quarter; /* of the sample */
	struct init_target *targets;
	size_t n_targets;
};

/* init_ask.c: from flags, from questions on a terminal, else examples. False: diag says why. */
bool init_ask(struct init_plan *p);
/* init_match.c: the library objective of each goal, by the words of their names; each objective once. */
void init_match(struct init_plan *p);
/* How many words of a goal stand in an objective's id, name and statement. */
size_t init_likeness(const struct init_plan *p, const struct init_goal *g, const struct objective *o);

/* The files, as text. init_sample_* choose a KPI a goal and fill p->targets. */
void init_sample_plan(struct init_plan *p);
struct str init_sample_social(const struct init_plan *p);
struct str init_sample_business(const struct init_plan *p);
struct str init_workspace_text(const struct init_plan *p);
struct str init_goals_text(const struct init_plan *p);
struct str init_targets_text(const struct init_plan *p);
struct str init_model_text(const struct init_plan *p);
struct str init_ignore_text(const struct init_plan *p);
#endif
