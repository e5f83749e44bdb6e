/* takers.c - on Alignment: what spend serves, and which channels and departments take part. */
#include "plan/sheets.h"

enum { A_COL, B_COL, C_COL, D_COL, E_COL, F_COL };

static void put_money(struct plan *p, uint32_t col, bool has, int64_t micro)
{
	struct arena *a = p->pen.a;
	struct scale s = scale_of(a, UNIT_CURRENCY, p->f->ws->currency, 1000, false);

	if (has)
		pen_number(&p->pen, col, LOOK_NUMBER, num_double(micro), scale_format(a, &s, false),
		           scale_words(a, &s, num_double(micro)));
	else
		pen_dash(&p->pen, col);
}

static void put_part(struct plan *p, const struct spend_part *x)
{
	struct str goal = x->goal != NULL ? goal_label(p->f->model, x->goal) : STR_NONE;
	bool has_budget = x->campaign != NULL && x->campaign->budget.has
	                  && str_eq_fold(x->campaign->currency, p->f->ws->currency);

	pen_text(&p->pen, A_COL, LOOK_CELL, str_of(serves_names[x->serves]));
	pen_text(&p->pen, B_COL, LOOK_STRONG, x->name.n > 0 ? x->name : STR("without a campaign"));
	pen_text(&p->pen, C_COL, LOOK_CELL, x->because);
	pen_text(&p->pen, D_COL, goal.n > 0 ? LOOK_CELL : LOOK_MUTED, goal);
	put_money(p, E_COL, has_budget, has_budget ? x->campaign->budget.micro : 0);
	put_money(p, F_COL, true, x->micro);
	p->pen.row++;
}

static void put_spend(struct plan *p)
{
	const struct spend *s = &p->o->strategy.spend;
	const struct column columns[] = {
		{ STR("Spend"), false },     { STR("Campaign"), false }, { STR("Because"), false },
		{ STR("Objective"), false }, { STR("Budget"), true },    { p->now, true },
	};

	if (!s->has || s->overflow)
		return;
	pen_prose(&p->pen, LOOK_SECTION, STR("What spend serves, campaign by campaign"));
	pen_table(&p->pen, STR("alignment_spend"), columns, sizeof columns / sizeof *columns, false);
	for (size_t i = 0; i < s->n; i++)
		put_part(p, &s->parts[i]);
	pen_table_end(&p->pen);
}

static void put_channels(struct plan *p)
{
	const struct strategy *s = &p->o->strategy;
	const struct column columns[] = {
		{ STR("Takes part"), false },         { STR("Channel"), false }, { STR("Serves"), false },
		{ STR("Metrics that serve"), false }, { STR("Spend"), true },
	};

	if (s->n_channels == 0)
		return;
	pen_prose(&p->pen, LOOK_SECTION, STR("Channels that take part, and those that do not"));
	pen_table(&p->pen, STR("alignment_channels"), columns, sizeof columns / sizeof *columns, false);
	for (size_t i = 0; i < s->n_channels; i++) {
		const struct channel_part *c = &s->channels[i];

		pen_text(&p->pen, A_COL, c->linked > 0 ? LOOK_STRONG : LOOK_CELL,
		         c->linked > 0    ? STR("yes")
		         : c->metrics > 0 ? STR("no")
		                          : STR("spend only"));
		pen_text(&p->pen, B_COL, LOOK_STRONG, intern_str(p->f->model->names, c->channel));
		pen_text(&p->pen, C_COL, c->goals.n > 0 ? LOOK_CELL : LOOK_MUTED, c->goals);
		pen_text(&p->pen, D_COL, LOOK_CELL, str_fmt(p->pen.a, "%u of %u", c->linked, c->metrics));
		put_money(p, E_COL, c->has_spend, c->spend);
		p->pen.row++;
	}
	pen_table_end(&p->pen);
}

static void put_departments(struct plan *p)
{
	const struct strategy *s = &p->o->strategy;
	const struct column columns[] = { { STR("Takes part"), false },
		                          { STR("Department"), false },
		                          { STR("KPIs that link, of all"), false },
		                          { STR("Objectives owned"), false } };

	if (s->n_departments == 0)
		return;
	pen_prose(&p->pen, LOOK_SECTION, STR("Departments that take part, and those that do not"));
	pen_table(&p->pen, STR("alignment_departments"), columns, sizeof columns / sizeof *columns, false);
	for (size_t i = 0; i < s->n_departments; i++) {
		const struct department_part *d = &s->departments[i];

		pen_text(&p->pen, A_COL, d->kpis > 0 ? LOOK_STRONG : LOOK_CELL,
		         d->kpis > 0 ? STR("yes") : STR("no"));
		pen_text(&p->pen, B_COL, LOOK_STRONG, d->name);
		pen_text(&p->pen, C_COL, LOOK_CELL, str_fmt(p->pen.a, "%u of %u", d->kpis, s->linked_kpis));
		pen_count(&p->pen, D_COL, LOOK_NUMBER, d->objectives);
		p->pen.row++;
	}
	pen_table_end(&p->pen);
}

void plan_takers(struct plan *p)
{
	put_spend(p);
	put_channels(p);
	put_departments(p);
}
