/* bridge.c - what moved an objective's score since the reported run before, as a table of its sheet. */
#include <assert.h>
#include <math.h>
#include "plan/sheets.h"

enum { STEP_COL, ABOUT_COL, WAS_COL, IS_COL, POINTS_COL, N_COLS };

/* As the heading of its line says it. */
static struct str step_words(const struct bridge_step *s)
{
	static const char *const words[] = {
		[BRIDGE_TARGET] = "Target",         [BRIDGE_WEIGHT] = "Weight",
		[BRIDGE_APPEARED] = "Newly scored", [BRIDGE_WENT] = "Not scored",
		[BRIDGE_DEFINITION] = "Definition", [BRIDGE_VALUE] = "Value",
		[BRIDGE_ROLLUP] = "Roll-up",
	};
	static_assert(sizeof words / sizeof *words == BRIDGE__N, "a word for each part");
	bool is_red_line = s->part == BRIDGE_TARGET && s->has_was && s->has_is && !(fabs(s->was - s->is) > 0);

	if (s->part == BRIDGE_VALUE && s->kpi == NULL) /* of a goal below */
		return STR("Score");
	return is_red_line ? STR("Red line") : str_of(words[s->part]);
}

/* A target or value in the KPI's own unit; weights and scores as they are. */
static void put_figure(struct plan *p, uint32_t col, const struct bridge_step *s, bool has, double v)
{
	struct arena *a = p->pen.a;
	bool is_own = s->kpi != NULL && (s->part == BRIDGE_TARGET || s->part == BRIDGE_VALUE);

	if (!has) {
		pen_dash(&p->pen, col);
	} else if (is_own) {
		struct scale scale = scale_kpi(a, s->kpi, plan_currency(p), false);

		pen_number(&p->pen, col, LOOK_NUMBER, v, scale_format(a, &scale, false),
		           scale_words(a, &scale, v));
	} else if (s->part == BRIDGE_WEIGHT) {
		int dec = number_decimals(v, 0, 4);

		pen_number(&p->pen, col, LOOK_NUMBER, v, number_format(a, dec), number_words(a, v, dec));
	} else {
		pen_number(&p->pen, col, LOOK_NUMBER, v, number_format(a, 1), number_words(a, v, 1));
	}
}

/* Do the printed points add up to the printed score? */
static bool adds_up(const struct bridge *b, int decimals)
{
	double sum = number_rounded(b->from, decimals);

	for (size_t i = 0; i < b->n_steps; i++)
		sum += number_rounded(b->steps[i].points, decimals);
	return fabs(number_rounded(sum, decimals) - number_rounded(b->to, decimals)) < 1e-9;
}

static void put_line(struct plan *p, struct str step, struct str about, double points, struct str format,
                     int decimals)
{
	pen_text(&p->pen, STEP_COL, LOOK_CELL, step);
	pen_text(&p->pen, ABOUT_COL, LOOK_CELL, about);
	pen_number(&p->pen, POINTS_COL, LOOK_NUMBER_STRONG, points, format,
	           number_words(p->pen.a, points, decimals));
}

/* A KPI that is gone is known by its id alone. */
static struct str about_words(struct plan *p, const struct bridge_step *s)
{
	return s->kpi != NULL ? kpi_label(p->f->model, s->kpi->kpi) : s->label;
}

static void put_steps(struct plan *p, const struct goal_outcome *g, struct str format, int decimals)
{
	struct arena *a = p->pen.a;

	put_line(p, STR("Score"), str_fmt(a, "as reported for %.*s", STR_ARG(p->prior)), g->bridge.from,
	         format, decimals);
	pen_dash(&p->pen, WAS_COL);
	pen_dash(&p->pen, IS_COL);
	p->pen.row++;
	for (size_t i = 0; i < g->bridge.n_steps; i++) {
		const struct bridge_step *s = &g->bridge.steps[i];

		put_line(p, step_words(s), about_words(p, s), s->points, format, decimals);
		put_figure(p, WAS_COL, s, s->has_was, s->was);
		put_figure(p, IS_COL, s, s->has_is, s->is);
		p->pen.row++;
	}
}

static bool was_reported(const struct plan *p)
{
	const struct past_run *run = p->f->past != NULL ? past_of(p->f->past, p->f->prior) : NULL;

	return run != NULL && run->reported_on.n > 0;
}

void plan_bridge(struct plan *p, const struct goal_outcome *g, size_t number)
{
	struct arena *a = p->pen.a;
	const struct column columns[N_COLS] = {
		{ STR("Step"), false }, { STR("About"), false }, { STR("Was"), true },
		{ STR("Is"), true },    { STR("Points"), true },
	};
	int decimals = !adds_up(&g->bridge, 2) && adds_up(&g->bridge, 3) ? 3 : 2;
	struct str format = number_format(a, decimals);

	if (!g->bridge.has && g->has_score && was_reported(p))
		pen_prose(&p->pen, LOOK_SMALL,
		          str_fmt(a, "What moved the score since %.*s cannot be said: %.*s.",
		                  STR_ARG(p->since), STR_ARG(g->bridge.why_not)));
	if (!g->bridge.has)
		return;
	pen_prose(&p->pen, LOOK_SECTION, str_fmt(a, "What moved the score since %.*s", STR_ARG(p->since)));
	pen_table(&p->pen, str_fmt(a, "objective_%zu_bridge", number), columns, N_COLS, false);
	put_steps(p, g, format, decimals);
	pen_table_total(&p->pen, ABOUT_COL, str_fmt(a, "Score, %.*s", STR_ARG(p->now)),
	                UINT64_C(1) << POINTS_COL);
	pen_sum(&p->pen, POINTS_COL, g->score, format, number_words(a, g->score, decimals));
	p->pen.row++;
	pen_table_end(&p->pen);
	pen_prose(
	    &p->pen, LOOK_SMALL,
	    str_fmt(
		a,
		"One thing after the other: old values against new targets first, then weights, KPIs that "
		"are scored now or no longer, and new values last.%s",
		adds_up(&g->bridge, decimals) ? "" : " Each is rounded: added up, the last digit differs."));
}
