/* model_parts.h - a model on its way from nodes to struct model; for engine/read/model_*.c alone. */
#ifndef KPI_READ_MODEL_PARTS_H
#define KPI_READ_MODEL_PARTS_H
#include "read/language.h"
#include "read/model_file.h"

/* What language_model.c fills in and a reader looks at again. */
struct reason { /* no_goal, banned */
	struct str because, ask_instead;
};
struct break_text {
	int32_t on;
	struct str channel, note;
};
struct need_text {
	sym practice;
	struct str say;
};

/* One file of the chain. */
struct model_layer {
	struct node *root;
	struct str path, shown;
	bool is_library;
};

struct model_build {
	struct tools r;
	const struct library *lib;
	const struct goals *goals; /* NULL: objectives are not resolved */
	struct input_list *files;
	struct model_layer *layers; /* lowest first: each is laid on those before it */
	size_t n_layers, cap_layers;
	bool is_partial; /* a file of the chain could not be read: what is missing may be there */
	struct node *merged;
	struct model *model;
	struct metric *metrics; /* model->metrics and so on, while they can change */
	struct kpi *kpis;
	const struct node **kpi_nodes; /* the map of each KPI */
	struct objective *objectives;
	const struct node **metric_nodes; /* the map of each metric */
	struct str *metric_names;         /* every metric's id, for suggestions */
	struct str *goal_names;
};

/* model_chain.c: the file at path and all it extends into layers. */
void model_chain_read(struct model_build *b, struct str path);
bool model_place_is_library(const struct model_build *b, struct place at);

/* model_opening.c: `opening_of` and medians: what follows from other metrics, after all are read. */
void model_openings_settle(struct model_build *b);
/* model_measure.c: measure, per and formula of a KPI, and what follows from them. */
void model_measure_read(struct model_build *b, const struct node *map, struct kpi *k);
/* model_maturity.c: `practices:` and `maturity:` */
void model_practices_read(struct model_build *b);
void model_maturity_read(struct model_build *b);

/* Each reads its section of the merged model (the objectives: of all layers) and reports what is wrong. */
void model_metrics_read(struct model_build *b);
void model_kpis_read(struct model_build *b);
void model_objectives_read(struct model_build *b);
/* The keys of one entry as one file has it. */
void model_metric_check(struct model_build *b, const struct node *n);
void model_kpi_check(struct model_build *b, const struct node *n);
void model_practice_check(struct model_build *b, const struct node *n);

/* model_alias.c: where a layer names aliases of a metric that has some under it, the merged model has both.
 * Call right after layer is laid on under. */
void model_aliases_join(struct model_build *b, const struct node *under, const struct node *layer);
/* model_formula.c: `formula:` of a KPI; NULL: reported (K605), the caret in the formula where it can be. */
const struct expr *model_formula_read(struct model_build *b, const struct kpi *k, const struct node *n);
/* A test over indicators; the same. what: "the test of stage 'planning'" */
const struct expr *model_test_read(struct model_build *b, struct str what, const struct node *n);
/* K603, with the nearest names. */
void model_unknown_metric(struct model_build *b, const struct kpi *k, sym name, struct place at);

/* "the goals are a, b, c", or the objectives of the model where there are no goals; may be empty. */
struct str model_objectives_words(const struct model_build *b);
/* model_goals.c: goals of KPIs (K203), objectives that nothing names (K603). */
void model_goals_resolve(struct model_build *b);
/* model_lint.c: what is well written and yet not allowed; KPIs that read a banned metric are taken out. */
void model_lint(struct model_build *b);
#endif
