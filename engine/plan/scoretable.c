/* scoretable.c - Scorecard: every KPI in one table. */
#include <assert.h>
#include "plan/sheets.h"

enum {
	STATUS_COL,
	KPI_COL,
	GOAL_COL,
	ROLE_COL,
	YEAR_COL,
	TARGET_COL,
	VALUE_COL,
	GAP_COL,
	BETTER_COL,
	CHANGE_COL,
	TREND_COL,
	OWNER_COL,
	N_COLS
};

static struct str counts(struct plan *p)
{
	struct arena *a = p->pen.a;
	bool is_pace = p->o->as_of < p->o->period.last;
	size_t n[STATUS__N] = { 0 };
	struct strbuf b;

	for (size_t i = 0; i < p->n_kpis; i++)
		n[p->kpis[i]->status]++;
	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "%.*s: %zu %.*s, %zu %.*s, %zu %.*s, %zu not judged",
	           STR_ARG(str_count(a, p->n_kpis, "KPI")), n[STATUS_GREEN],
	           STR_ARG(status_lower(a, STATUS_GREEN, GREY_NOT, is_pace)), n[STATUS_AMBER],
	           STR_ARG(status_lower(a, STATUS_AMBER, GREY_NOT, is_pace)), n[STATUS_RED],
	           STR_ARG(status_lower(a, STATUS_RED, GREY_NOT, is_pace)), n[STATUS_GREY]);
	strbuf_addz(&b,
	            " \u00b7 by objective, then role; evidence is bold \u00b7 gap is actual less target: a "
	            "minus is good where lower is better \u00b7 ~ recomputed, not as reported");
	for (size_t i = 0; i < p->n_kpis; i++)
		if (plan_leaves_out(p->kpis[i])) {
			strbuf_addz(&b, " \u00b7 \u2020 worked out where both parts are known; what is left "
			                "out stands on the objective's sheet");
			break;
		}
	return strbuf_str(&b);
}

/* Where there is no sheet to lead to: a goal without one, or a social goal that hangs on nothing. */
static struct str objective_words(struct plan *p, const struct kpi_outcome *k)
{
	if (k->goal != NULL)
		return goal_label(p->f->model, k->goal);
	if (k->own_goal == NULL)
		return STR("none");
	return str_fmt(p->pen.a, "none: %.*s has no business goal above it",
	               STR_ARG(goal_label(p->f->model, k->own_goal)));
}

static void put_kpi(struct plan *p, size_t i)
{
	const struct kpi_outcome *k = p->kpis[i];
	const struct kpi *def = k->kpi;
	struct scale s = scale_kpi(p->pen.a, k, plan_currency(p), false);
	const struct goal_outcome *g = k->goal ? outcome_goal(p->o, k->goal->id) : NULL;
	struct str sheet = g ? plan_goal_sheet(p, g) : STR_NONE;
	struct str owner = def->owner.n > 0 || k->goal == NULL ? def->owner : k->goal->owner;

	plan_status(p, STATUS_COL, k->status, k->grey, k->is_pace);
	plan_kpi_link(p, KPI_COL, i);
	if (sheet.n > 0)
		pen_link(&p->pen, GOAL_COL, LOOK_LINK, goal_label(p->f->model, g->goal), sheet);
	else
		pen_text(&p->pen, GOAL_COL, LOOK_MUTED, objective_words(p, k));
	pen_text(&p->pen, ROLE_COL, LOOK_CELL, str_of(role_names[def->role]));
	plan_last_year(p, YEAR_COL, k, &s);
	plan_target(p, TARGET_COL, k, &s);
	if (k->figure.has)
		pen_name(&p->pen, VALUE_COL, "kpi_", intern_str(p->f->model->names, def->id));
	plan_value(p, VALUE_COL, k, &s);
	plan_gap(p, GAP_COL, k, &s);
	pen_text(&p->pen, BETTER_COL, LOOK_CELL, plan_better(def));
	plan_change(p, CHANGE_COL, k, &s);
	plan_trend(p, TREND_COL, k);
	pen_text(&p->pen, OWNER_COL, owner.n > 0 ? LOOK_CELL : LOOK_MUTED,
	         owner.n > 0 ? owner : STR("no owner named"));
	p->pen.row++;
}

void plan_scorecard(struct plan *p)
{
	struct arena *a = p->pen.a;
	const uint32_t pixels[N_COLS] = { 104, 200, 190, 74, 74, 74, 74, 74, 64, 80, 92, 130 };
	const struct column columns[N_COLS] = {
		[STATUS_COL] = { STR("Status"), false },
		[KPI_COL] = { STR("KPI"), false },
		[GOAL_COL] = { STR("Objective"), false },
		[ROLE_COL] = { STR("Role"), false },
		[YEAR_COL] = { p->last_year, true },
		[TARGET_COL] = { STR("Target"), true },
		[VALUE_COL] = { p->now, true },
		[GAP_COL] = { STR("Gap"), true },
		[BETTER_COL] = { STR("Better"), false },
		[CHANGE_COL] = { str_fmt(a, "Change since %.*s", STR_ARG(p->since)), true },
		[TREND_COL] = { plan_trend_heading(p), false },
		[OWNER_COL] = { STR("Owner"), false },
	};

	pen_sheet(&p->pen, STR("Scorecard"), pixels, N_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, str_fmt(a, "Scorecard: every KPI, %.*s", STR_ARG(p->now)), counts(p));
	p->pen.s->has_repeat = true;
	p->pen.s->repeat_first = p->pen.s->repeat_last = p->pen.row;
	p->pen.s->freeze_rows = p->pen.row + 1;
	p->pen.s->freeze_cols = KPI_COL + 1;
	pen_expect(&p->pen, p->n_kpis);
	pen_table(&p->pen, STR("scorecard"), columns, N_COLS, true);
	assert(p->pen.row == LIST_FIRST_ROW);
	for (size_t i = 0; i < p->n_kpis; i++)
		put_kpi(p, i);
	pen_table_end(&p->pen);
	plan_score_bars(p, p->pen.row - (uint32_t)(p->n_kpis > 0 ? p->n_kpis : 1));
}
