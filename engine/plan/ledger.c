/* ledger.c - how an objective's score adds up, as a table of its sheet: formulas that a reader can follow. */
#include <math.h>
#include "plan/sheets.h"
#include "plan/strategy_words.h"

enum { STATUS_COL, NAME_COL, LEDGER_COLS = 8 };

/* Two decimals; more, up to four, while the printed terms do not add up to the printed total, or a
 * printed score would stand on the wrong side of a boundary (100/3, 200/3). */
static int ledger_decimals(const struct goal_outcome *g)
{
	static const double limits[] = { 100.0 / 3, 200.0 / 3 };

	for (int dec = 2; dec < 4; dec++) {
		double sum = 0;
		bool is_right = true;

		for (size_t i = 0; i < g->n_ledger; i++) {
			sum += number_rounded(g->ledger[i].points, dec);
			for (size_t k = 0; k < 2; k++)
				is_right &= (g->ledger[i].score < limits[k])
				            == (number_rounded(g->ledger[i].score, dec) < limits[k]);
		}
		if (is_right && fabs(number_rounded(sum, dec) - number_rounded(g->score, dec)) < 1e-9)
			return dec;
	}
	return 4;
}

/* Of an objective below: what stands in place of red line, target and value. */
static void put_child_facts(struct plan *p, const struct goal_outcome *g)
{
	struct arena *a = p->pen.a;
	struct evidence e = plan_evidence(p, g);

	pen_text(&p->pen, 2, LOOK_NUMBER_MUTED,
	         e.scored > 0 ? str_fmt(a, "%u of %u", e.on_target, e.scored) : STR("none"));
	if (g->has_coverage)
		pen_number(&p->pen, 3, LOOK_NUMBER_MUTED, g->coverage, STR("0%"),
		           str_fmt(a, "%.*s%%", STR_ARG(number_words(a, g->coverage * 100, 0))));
	else
		pen_none(&p->pen, 3);
	if (g->has_leading)
		pen_number(&p->pen, 4, LOOK_NUMBER_MUTED, g->leading, STR("0.0"),
		           number_words(a, g->leading, 1));
	else
		pen_none(&p->pen, 4);
}

/* Red line, target and value; under a parent, whose table has other columns, none. */
static void put_kpi_facts(struct plan *p, const struct kpi_outcome *k, bool is_rollup)
{
	struct arena *a = p->pen.a;
	struct scale s = scale_kpi(a, k, plan_currency(p), false);

	for (uint32_t i = 2; i < 5 && is_rollup; i++)
		pen_dash(&p->pen, i);
	if (is_rollup)
		return;
	if (k->target.has && !k->target.is_band)
		pen_number(&p->pen, 2, LOOK_NUMBER_MUTED, k->target.red_line, scale_format(a, &s, false),
		           scale_words(a, &s, k->target.red_line));
	else
		pen_none(&p->pen, 2);
	plan_target(p, 3, k, &s);
	plan_value(p, 4, k, &s);
}

/* "Held down by Offers accepted": what the roll-up takes off the mean. */
static void put_hold(struct plan *p, const struct ledger_term *t, struct str format, int decimals)
{
	struct arena *a = p->pen.a;
	struct str name =
	    t->kpi != NULL ? kpi_label(p->f->model, t->kpi->kpi) : goal_label(p->f->model, t->child->goal);

	plan_status(p, STATUS_COL, t->kpi != NULL ? t->kpi->status : t->child->status, GREY_NOT,
	            t->kpi != NULL ? t->kpi->is_pace : t->child->is_pace);
	pen_text(&p->pen, NAME_COL, LOOK_CELL, str_fmt(a, "Held down by %.*s", STR_ARG(name)));
	for (uint32_t i = 2; i < 5; i++)
		pen_dash(&p->pen, i);
	pen_number(&p->pen, 5, LOOK_NUMBER, t->score, format, number_words(a, t->score, decimals));
	pen_dash(&p->pen, 6);
	pen_number(&p->pen, 7, LOOK_NUMBER_STRONG, t->points, format, number_words(a, t->points, decimals));
	p->pen.row++;
}

/* A column of the ledger in its own row. LibreOffice wants the table's name, Excel shows [@Weight]. */
static struct str here(struct plan *p, const char *heading)
{
	const struct table *t = &p->pen.s->tables[p->pen.s->n_tables - 1];

	return str_fmt(p->pen.a, "%.*s[[#This Row],[%s]]", STR_ARG(t->name), heading);
}

/* The score of a plain target as scoring.md has it, where the cells beside it give it; of a band, of bounds and of what
 * is below, the figure. */
static void put_score(struct plan *p, const struct goal_outcome *g, const struct ledger_term *t,
                      struct str format, int decimals)
{
	struct arena *a = p->pen.a;
	const struct kpi_outcome *k = t->kpi;
	struct str words = number_words(a, t->score, decimals);
	bool is_plain = !g->is_rollup && k != NULL && k->figure.has && k->target.has && !k->target.is_band;
	double span = is_plain ? k->target.target - k->target.red_line : 0, score;

	if (is_plain && fabs(span) > 0) {
		score = 100.0 / 3 * (1 + (k->figure.value - k->target.red_line) / span);
		score = fmax(0, fmin(100, score));
		if (fabs(score - t->score) <= 1e-12 * 100) {
			struct str value = here(p, "Value"), red = here(p, "Red line"),
				   goal = here(p, "Target");

			pen_formula(&p->pen, 5, LOOK_NUMBER,
			            str_fmt(a, "=MAX(0,MIN(100,100/3*(1+(%.*s-%.*s)/(%.*s-%.*s))))",
			                    STR_ARG(value), STR_ARG(red), STR_ARG(goal), STR_ARG(red)),
			            t->score, format, words);
			return;
		}
	}
	pen_number(&p->pen, 5, LOOK_NUMBER, t->score, format, words);
}

static void put_points(struct plan *p, const struct goal_outcome *g, const struct ledger_term *t,
                       struct str format, int decimals)
{
	struct arena *a = p->pen.a;
	const struct table *table = &p->pen.s->tables[p->pen.s->n_tables - 1];
	struct str score = here(p, g->is_rollup ? "Score" : "KPI score"), weight = here(p, "Weight");

	pen_formula(&p->pen, 7, LOOK_NUMBER_STRONG,
	            str_fmt(a, "=%.*s*%.*s/SUM(%.*s[Weight])", STR_ARG(score), STR_ARG(weight),
	                    STR_ARG(table->name)),
	            t->points, format, number_words(a, t->points, decimals));
}

static void put_term(struct plan *p, const struct goal_outcome *g, const struct ledger_term *t,
                     struct str format, int decimals)
{
	struct arena *a = p->pen.a;
	int dec;

	if (t->is_hold) {
		put_hold(p, t, format, decimals);
		return;
	}
	if (t->kpi != NULL) {
		plan_status(p, STATUS_COL, t->kpi->status, t->kpi->grey, t->kpi->is_pace);
		pen_text(&p->pen, NAME_COL, LOOK_CELL, kpi_label(p->f->model, t->kpi->kpi));
		put_kpi_facts(p, t->kpi, g->is_rollup);
	} else {
		const struct goal_outcome *child = t->child;
		struct str sheet = plan_goal_sheet(p, child), name = goal_label(p->f->model, child->goal);

		plan_status(p, STATUS_COL, child->status, child->grey, child->is_pace);
		if (sheet.n > 0)
			pen_link(&p->pen, NAME_COL, LOOK_LINK, name, sheet);
		else
			pen_text(&p->pen, NAME_COL, LOOK_CELL, name);
		put_child_facts(p, child);
	}
	put_score(p, g, t, format, decimals);
	dec = number_decimals(t->weight, 0, 4);
	pen_number(&p->pen, 6, LOOK_NUMBER, t->weight, number_format(a, dec),
	           number_words(a, t->weight, dec));
	put_points(p, g, t, format, decimals);
	p->pen.row++;
}

static void put_total(struct plan *p, const struct goal_outcome *g, double weights, struct str format,
                      int decimals)
{
	struct arena *a = p->pen.a;
	int dec;

	pen_table_total(&p->pen, NAME_COL, STR("Score of the objective"),
	                UINT64_C(1) << 6 | UINT64_C(1) << 7);
	dec = number_decimals(weights, 0, 4);
	pen_sum(&p->pen, 6, weights, number_format(a, dec), number_words(a, weights, dec));
	pen_name(&p->pen, 7, "score_", intern_str(p->f->model->names, g->goal->id));
	pen_sum(&p->pen, 7, g->score, format, number_words(a, g->score, decimals));
	p->pen.row++;
}

void plan_ledger(struct plan *p, const struct goal_outcome *g, size_t number)
{
	struct arena *a = p->pen.a;
	const struct column columns[LEDGER_COLS] = {
		{ STR("Status"), false },
		{ g->is_rollup ? STR("Part") : STR("Evidence KPI"), false },
		{ g->is_rollup ? STR("On target") : STR("Red line"), true },
		{ g->is_rollup ? STR("Coverage") : STR("Target"), true },
		{ g->is_rollup ? STR("Leading") : STR("Value"), true },
		{ g->is_rollup ? STR("Score") : STR("KPI score"), true },
		{ STR("Weight"), true },
		{ STR("Points"), true },
	};
	int decimals = ledger_decimals(g);
	struct str format = number_format(a, decimals);
	double weights = 0;

	if (g->n_ledger == 0)
		return;
	pen_prose(&p->pen, LOOK_SECTION, STR("How the score adds up"));
	pen_table(&p->pen, str_fmt(a, "objective_%zu_ledger", number), columns, LEDGER_COLS, false);
	for (size_t i = 0; i < g->n_ledger; i++) {
		put_term(p, g, &g->ledger[i], format, decimals);
		weights += g->ledger[i].weight;
	}
	put_total(p, g, weights, format, decimals);
	pen_table_end(&p->pen);
	pen_prose(
	    &p->pen, LOOK_SMALL,
	    str_fmt(
		a,
		"Points are score \u00d7 weight \u00f7 %.*s. A score is 33 on the red line, 67 on target, "
		"100 as far beyond it; %.*s from 66.7, %.*s from 33.3.",
		STR_ARG(number_words(a, weights, number_decimals(weights, 0, 4))),
		STR_ARG(status_lower(a, STATUS_GREEN, GREY_NOT, g->is_pace)),
		STR_ARG(status_lower(a, STATUS_AMBER, GREY_NOT, g->is_pace))));
	if (outcome_hold(g) != NULL)
		pen_prose(
		    &p->pen, LOOK_SMALL,
		    g->rollup == ROLLUP_WORST
			? STR("Its roll-up is worst: it scores no higher than its lowest part.")
			: STR("Its roll-up is critical: it scores no higher than its lowest critical KPI."));
	if (g->has_coverage)
		pen_prose(&p->pen, LOOK_SMALL,
		          str_fmt(a, "Scored weight is %.*s%% of the weight that takes part.",
		                  STR_ARG(number_words(a, g->coverage * 100, 0))));
	if (g->has_business || g->has_social)
		pen_prose(&p->pen, LOOK_SMALL, goal_kinds_words(a, g));
	if (g->has_leading)
		pen_prose(&p->pen, LOOK_SMALL,
		          str_fmt(a, "Leading KPIs are scored apart: %.*s.",
		                  STR_ARG(number_words(a, g->leading, 1))));
}
