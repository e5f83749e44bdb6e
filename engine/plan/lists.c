/* lists.c - the appendix's plain lists of the model: Map and Definitions. */
#include <assert.h>
#include "plan/sheets.h"
#include "plan/width.h"

enum { MOST_PLACE = 320 }; /* pixels for a model line */

static void start(struct plan *p, const char *name, const uint32_t *pixels, uint32_t n, const char *title,
                  struct str subtitle)
{
	pen_sheet(&p->pen, str_of(name), pixels, n);
	p->pen.s->is_landscape = true;
	plan_top(p, str_of(title), subtitle);
}

static void start_table(struct plan *p, const char *name, const struct column *columns, uint32_t n)
{
	p->pen.s->has_repeat = true;
	p->pen.s->repeat_first = p->pen.s->repeat_last = p->pen.row;
	p->pen.s->freeze_rows = p->pen.row + 1;
	pen_table(&p->pen, str_of(name), columns, n, true);
}

/* Where the metric stands in its KPI. */
static struct str part_of(const struct kpi *k, sym metric)
{
	if (k->formula != NULL || k->formula_text.n > 0)
		return STR("in the formula");
	return metric == k->per ? STR("divided by") : STR("measured");
}

enum {
	MAP_GOAL,
	MAP_KPI,
	MAP_ROLE,
	MAP_LEVEL,
	MAP_METRIC,
	MAP_METRIC_LEVEL,
	MAP_PART,
	MAP_STATE,
	MAP_PLACE,
	MAP_COLS
};

/* The model line that ties the KPI to its objective. */
static struct place objective_at(const struct kpi *k)
{
	return k->objective_at.line > 0 ? k->objective_at : k->at;
}

static void put_read(struct plan *p, size_t i, sym metric)
{
	const struct kpi_outcome *k = p->kpis[i];
	const struct model *m = p->f->model;
	const struct metric *def = model_metric(m, metric);
	const struct metric_state *s = metric_state_of(p, metric);
	const struct goal_outcome *g = k->goal ? outcome_goal(p->o, k->goal->id) : NULL;
	struct str sheet = g ? plan_goal_sheet(p, g) : STR_NONE;

	if (sheet.n > 0)
		pen_link(&p->pen, MAP_GOAL, LOOK_LINK, goal_label(m, g->goal), sheet);
	else
		pen_text(&p->pen, MAP_GOAL, LOOK_MUTED, g ? goal_label(m, g->goal) : STR_NONE);
	plan_kpi_link(p, MAP_KPI, i);
	pen_text(&p->pen, MAP_ROLE, LOOK_CELL, str_of(role_names[k->kpi->role]));
	pen_text(&p->pen, MAP_LEVEL, LOOK_CELL, str_of(level_names[k->kpi->level]));
	plan_metric_link(p, MAP_METRIC, LOOK_LINK, model_metric_label(m, metric), metric);
	pen_text(&p->pen, MAP_METRIC_LEVEL, LOOK_CELL, str_of(level_names[def ? def->level : LEVEL_NONE]));
	pen_text(&p->pen, MAP_PART, LOOK_CELL, part_of(k->kpi, metric));
	pen_text(&p->pen, MAP_STATE, LOOK_CELL,
	         s == NULL || s->cells == 0 ? STR("not seen")
	         : s->is_partial            ? STR("partly linked")
	                                    : str_of(state_names[s->state]));
	plan_place_link(p, MAP_PLACE, objective_at(k->kpi));
	p->pen.row++;
}

void plan_map(struct plan *p)
{
	uint32_t pixels[MAP_COLS] = { 190, 190, 74, 74, 170, 80, 92, 80, 200 };
	const struct column columns[MAP_COLS] = {
		[MAP_GOAL] = { STR("Objective"), false },
		[MAP_KPI] = { STR("KPI"), false },
		[MAP_ROLE] = { STR("Role"), false },
		[MAP_LEVEL] = { STR("Level"), false },
		[MAP_METRIC] = { STR("Metric"), false },
		[MAP_METRIC_LEVEL] = { STR("Metric level"), false },
		[MAP_PART] = { STR("Part"), false },
		[MAP_STATE] = { STR("State"), false },
		[MAP_PLACE] = { STR("Model line"), false },
	};
	size_t n = 0;

	for (size_t i = 0; i < p->n_kpis; i++) {
		n += p->kpis[i]->kpi->n_reads;
		pixels[MAP_PLACE] =
		    column_for(pixels[MAP_PLACE], place_text(p->pen.a, objective_at(p->kpis[i]->kpi)),
		               LOOK_MUTED, MOST_PLACE);
	}
	start(p, "Map", pixels, MAP_COLS, "Map: which metric reaches which objective",
	      str_fmt(p->pen.a, "%.*s, one a metric of a KPI \u00b7 by objective, role and KPI",
	              STR_ARG(str_count(p->pen.a, n, "row"))));
	pen_expect(&p->pen, n);
	start_table(p, "map", columns, MAP_COLS);
	for (size_t i = 0; i < p->n_kpis; i++)
		for (size_t r = 0; r < p->kpis[i]->kpi->n_reads; r++)
			put_read(p, i, p->kpis[i]->kpi->reads[r]);
	pen_table_end(&p->pen);
}

enum { DEF_WHAT, DEF_NAME, DEF_ID, DEF_TEXT, DEF_RULE, DEF_MORE, DEF_PLACE, DEF_COLS };

static void put_definition(struct plan *p, const char *what, struct str id, struct str text, struct str rule)
{
	pen_text(&p->pen, DEF_WHAT, LOOK_CELL, str_of(what));
	pen_text(&p->pen, DEF_ID, LOOK_CELL, id);
	pen_text(&p->pen, DEF_TEXT, text.n > 0 ? LOOK_CELL : LOOK_MUTED, text.n > 0 ? text : STR("none"));
	pen_text(&p->pen, DEF_RULE, LOOK_CELL, rule);
}

/* " Why: .. Beware: .. Source: .." */
static void add_remark(struct strbuf *b, const char *what, struct str text)
{
	if (text.n > 0)
		strbuf_fmt(b, "%s%s%.*s", b->n > 0 ? "\n" : "", what, STR_ARG(text));
}

static void put_kpi(struct plan *p, size_t i)
{
	const struct kpi *k = p->kpis[i]->kpi;
	const struct model *m = p->f->model;
	struct str claim = kpi_claim(p->pen.a, k);
	struct strbuf b;

	put_definition(
	    p, "KPI", intern_str(m->names, k->id), k->definition,
	    str_fmt(p->pen.a, "%.*s; weight %.*s; better: %s%s%s%.*s", STR_ARG(kpi_rule(p->pen.a, m, k)),
	            STR_ARG(num_text_double(p->pen.a, k->weight, 6)), better_names[k->better],
	            claim.n > 0 ? "; level " : "", claim.n > 0 ? level_names[k->level] : "", STR_ARG(claim)));
	pen_link_row(&p->pen, DEF_NAME, LOOK_LINK_STRONG, kpi_label(m, k), STR("Scorecard"),
	             LIST_FIRST_ROW + (uint32_t)i);
	strbuf_init(&b, p->pen.a, 0);
	add_remark(&b, "Why: ", k->why);
	add_remark(&b, "Beware: ", k->traps);
	add_remark(&b, "Source: ", k->source);
	pen_text(&p->pen, DEF_MORE, b.n > 0 ? LOOK_CELL : LOOK_MUTED, strbuf_str(&b));
	plan_place_link(p, DEF_PLACE, k->at);
	p->pen.row++;
}

static void put_metric(struct plan *p, const struct metric *d)
{
	struct strbuf b;

	put_definition(p, "metric", intern_str(p->f->model->names, d->id), d->definition,
	               str_fmt(p->pen.a, "%s, %s, %s; over time: %s; over channels and accounts: %s",
	                       kind_names[d->kind], unit_names[d->unit], level_names[d->level],
	                       over_time_names[d->over_time], over_parts_names[d->over_parts]));
	plan_alignment_link(p, DEF_NAME, model_metric_label(p->f->model, d->id), d->id);
	strbuf_init(&b, p->pen.a, 0);
	add_remark(&b, "No goal: ", d->no_goal_because);
	add_remark(&b, "Banned: ", d->banned_because);
	pen_text(&p->pen, DEF_MORE, b.n > 0 ? LOOK_CELL : LOOK_MUTED, strbuf_str(&b));
	plan_place_link(p, DEF_PLACE, d->at);
	p->pen.row++;
}

void plan_definitions(struct plan *p)
{
	uint32_t pixels[DEF_COLS] = { 60, 170, 160, 230, 190, 250, 150 };
	const struct column columns[DEF_COLS] = {
		[DEF_WHAT] = { STR("What"), false },
		[DEF_NAME] = { STR("Name"), false },
		[DEF_ID] = { STR("Id"), false },
		[DEF_TEXT] = { STR("Definition"), false },
		[DEF_RULE] = { STR("Worked out"), false },
		[DEF_MORE] = { STR("Remarks"), false },
		[DEF_PLACE] = { STR("Model line"), false },
	};
	size_t n = p->n_kpis;

	for (size_t i = 0; i < p->f->model->n_metrics; i++)
		n += p->metric_rows[i] > 0;
	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi *k = p->kpis[i]->kpi;
		struct str id = intern_str(p->f->model->names, k->id), at = place_text(p->pen.a, k->at);

		pixels[DEF_ID] = column_for(pixels[DEF_ID], id, LOOK_CELL, 240);
		pixels[DEF_PLACE] = column_for(pixels[DEF_PLACE], at, LOOK_MUTED, MOST_PLACE);
	}
	start(p, "Definitions", pixels, DEF_COLS, "Definitions: what each KPI and metric means",
	      str_fmt(p->pen.a,
	              "KPIs in the order of Scorecard, then the metrics they read or an export holds "
	              "\u00b7 model %.*s %.*s",
	              STR_ARG(p->f->model->id), STR_ARG(p->f->model->version)));
	pen_expect(&p->pen, n);
	start_table(p, "definitions", columns, DEF_COLS);
	assert(p->pen.row == LIST_FIRST_ROW);
	for (size_t i = 0; i < p->n_kpis; i++)
		put_kpi(p, i);
	for (size_t i = 0; i < p->f->model->n_metrics; i++)
		if (p->metric_rows[i] > 0)
			put_metric(p, &p->f->model->metrics[i]);
	pen_table_end(&p->pen);
}
