/* series_sheet.c - Series: every metric by channel, account and campaign, with the state of each. */
#include "plan/sheets.h"

enum {
	STATE_COL,
	METRIC_COL,
	CHANNEL_COL,
	ACCOUNT_COL,
	CAMPAIGN_COL,
	CELLS_COL,
	KPI_COL,
	GOAL_COL,
	BECAUSE_COL,
	N_COLS
};

static struct str name_of(const struct plan *p, sym name)
{
	return name != 0 ? intern_str(p->f->model->names, name) : STR_NONE;
}

static void put_series(struct plan *p, const struct metric_state *m, const struct series_state *s)
{
	const struct series *is = store_series(p->f->store, s->series);
	const struct goal_outcome *g = s->goal ? outcome_goal(p->o, s->goal->id) : NULL;
	struct str sheet = g ? plan_goal_sheet(p, g) : STR_NONE;

	pen_text(&p->pen, STATE_COL, LOOK_CELL, str_of(state_names[s->state]));
	pen_text(&p->pen, METRIC_COL, LOOK_STRONG, metric_label(p, m));
	pen_text(&p->pen, CHANNEL_COL, LOOK_CELL, name_of(p, is->channel));
	pen_text(&p->pen, ACCOUNT_COL, LOOK_CELL, name_of(p, is->account));
	pen_text(&p->pen, CAMPAIGN_COL, LOOK_CELL, name_of(p, is->campaign));
	pen_count(&p->pen, CELLS_COL, LOOK_NUMBER, s->cells);
	pen_text(&p->pen, KPI_COL, LOOK_CELL, s->kpi ? kpi_label(p->f->model, s->kpi) : STR_NONE);
	if (sheet.n > 0)
		pen_link(&p->pen, GOAL_COL, LOOK_LINK, goal_label(p->f->model, s->goal), sheet);
	else
		pen_text(&p->pen, GOAL_COL, LOOK_MUTED,
		         s->goal ? goal_label(p->f->model, s->goal) : STR_NONE);
	pen_text(&p->pen, BECAUSE_COL, s->because.n > 0 ? LOOK_CELL : LOOK_MUTED, s->because);
	p->pen.row++;
}

void plan_series(struct plan *p)
{
	const uint32_t pixels[N_COLS] = { 76, 170, 96, 150, 130, 60, 180, 180, 280 };
	const struct column columns[N_COLS] = {
		[STATE_COL] = { STR("State"), false },       [METRIC_COL] = { STR("Metric"), false },
		[CHANNEL_COL] = { STR("Channel"), false },   [ACCOUNT_COL] = { STR("Account"), false },
		[CAMPAIGN_COL] = { STR("Campaign"), false }, [CELLS_COL] = { STR("Days"), true },
		[KPI_COL] = { STR("KPI"), false },           [GOAL_COL] = { STR("Objective"), false },
		[BECAUSE_COL] = { STR("Because"), false },
	};

	pen_sheet(&p->pen, STR("Series"), pixels, N_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, STR("Series: every metric by channel, account and campaign"),
	         str_fmt(p->pen.a, "%zu series with a figure in %.*s \u00b7 by metric", p->o->n_series,
	                 STR_ARG(p->now)));
	p->pen.s->has_repeat = true;
	p->pen.s->repeat_first = p->pen.s->repeat_last = p->pen.row;
	p->pen.s->freeze_rows = p->pen.row + 1;
	pen_expect(&p->pen, p->o->n_series);
	pen_table(&p->pen, STR("series"), columns, N_COLS, true);
	for (size_t i = 0; i < p->o->n_metrics; i++) {
		const struct metric_state *m = &p->o->metrics[i];

		for (size_t k = 0; k < m->n_series; k++)
			put_series(p, m, &p->o->series[m->first_series + k]);
	}
	pen_table_end(&p->pen);
}
