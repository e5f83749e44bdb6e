/* test_chart.c - charts: their axes, and that they draw what the table says. */
#include <math.h>
#include "plan/sheets.h"
#include "planned.h"

/* Six lines at most, from a multiple of the step that is not above the lowest figure. */
static void test_axes_have_round_steps(void **state)
{
	static const struct {
		const char *why;
		double low, high, min, max, step;
	} cases[] = {
		/* 20,000 would take six steps, from 340,000 to 460,000 */
		{ "revenue", 352000, 452000, 350000, 475000, 25000 },
		{ "low ones start at 0", 3, 9, 0, 10, 2 },
		{ "negative ones end at 0", -9, -3, -10, 0, 2 },
		{ "both signs", -40, 60, -40, 60, 20 },
		{ "ratios", 0.402, 0.449, 0.40, 0.45, 0.01 },
		{ "all equal: a tenth to each side", 100, 100, 90, 110, 5 },
		{ "nothing at all", 0, 0, 0, 1, 0.2 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		double min, max, step, low = cases[i].low, high = cases[i].high;

		print_message("%s\n", cases[i].why);
		chart_axis(low, high, &min, &max, &step);
		assert_near(min, cases[i].min, 1e-9);
		assert_near(max, cases[i].max, 1e-9);
		assert_near(step, cases[i].step, 1e-9);
	}
}

static void test_chart_draws_what_the_table_says(void **state)
{
	struct world *w = *state;
	const struct sheet *s;
	const struct chart *c;
	const struct table *t;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 350, 440);
	world_put(w, "m_leads", "x", "2026-04-01", 91, 5); /* Q2: 455 */
	b = plan_world(w);
	s = sheet_called(&b, "grow");
	assert_int_equal(s->n_charts, 1);
	c = &s->charts[0];
	t = &s->tables[s->n_tables - 1];
	assert_int_equal(t->row, c->row + 1);
	assert_int_equal(c->data_row, t->row + 1);
	assert_int_equal(c->n_points, t->n_rows - 1);
	assert_true(c->data_col >= s->n_cols && c->data_col == s->hidden_first);
	/* 350 - 455 = -105, 350 - 440 = -90 */
	assert_str(c->title, "leads fell to 350, 90 short of target");
	assert_str(c->lines[0].label, "Actual 350");
	assert_str(c->lines[1].label, "Target 440");
	assert_true(c->lines[1].is_above && !c->lines[0].is_above);
	for (uint32_t i = 0; i < c->n_points; i++) {
		const struct cell *shown = cell_at(s, c->data_row + i, 2);
		const struct cell *drawn = cell_at(s, c->data_row + i, c->data_col + 1);

		assert_int_equal(drawn != NULL, shown->kind == CELL_NUMBER);
		if (drawn != NULL)
			assert_near(drawn->number, shown->number, 0);
	}
}

static void test_one_figure_makes_no_chart(void **state)
{
	struct world *w = *state;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 350, 440);
	b = plan_world(w);
	assert_int_equal(sheet_called(&b, "grow")->n_charts, 0);
}

/* 45 of 92 is past its red line, 73.6: score 100/3 (1 + (45 - 73.6) / 18.4) < 0, so 0; 92 of 92 gives 66.7. */
static void test_bars_stand_lowest_first(void **state)
{
	struct world *w = *state;
	const struct sheet *s;
	const struct chart *c;
	struct book b;

	world_goal(w, "company", NULL);
	world_goal(w, "high", "company")->name = STR("High");
	world_goal(w, "low", "company")->name = STR("Low");
	world_goal(w, "bare", "company");
	world_scored(w, "k_high", "high", 92, 92);
	world_scored(w, "k_low", "low", 45, 92);
	world_metric(w, "m", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "m", 5);
	world_kpi(w, "untargeted", "bare", ROLE_EVIDENCE, "m", NULL);
	b = plan_world(w);
	s = sheet_called(&b, "Scorecard");
	assert_int_equal(s->n_charts, 1);
	c = &s->charts[0];
	assert_int_equal(c->n_lines, 0);
	assert_int_equal(c->n_points, 2); /* no score, no bar */
	assert_str(cell_at(s, c->data_row, c->data_col)->text, "Low");
	assert_near(cell_at(s, c->data_row, c->data_col + 1)->number, 0, 1e-9);
	assert_str(c->bars[0].label, "0.0  Missed");
	assert_str(c->bars[1].label, "66.7  Met");
	assert_str(c->title, "1 of 2 judged objectives is short of target; Low scores lowest, 0.0");
	assert_int_equal(c->row, s->tables[0].row + s->tables[0].n_rows);
	/* in one row, which no page cuts */
	assert_true(s->row_points[c->row] >= c->pixels_high * 0.75);
}

static void test_states_are_drawn_beside_their_table(void **state)
{
	struct world *w = *state;
	struct book b = plan_it(w);
	const struct sheet *s = sheet_called(&b, "Alignment");
	const struct chart *c = &s->charts[0];
	const struct table *t = &s->tables[0];
	double points = 0;

	assert_int_equal(s->n_charts, 1);
	assert_int_equal(c->n_points, t->n_rows - 1);
	assert_int_equal(c->data_row, t->row + 1);
	assert_true(c->col >= t->n_cols);
	for (uint32_t r = t->row; r < t->row + t->n_rows; r++)
		points += s->row_points[r];
	assert_true(c->pixels_high * 0.75 <= points);
	/* of 6 seen 4 serve, 1 serves none, 1 is unknown */
	assert_str(c->title, "67% of social metrics serve a goal, 17% serve none");
	assert_str(cell_at(s, t->row + 1, 1)->formula,
	           "=COUNTIFS(alignment[Kind],\"social\",alignment[State],\"linked\")");
	assert_near(cell_at(s, t->row + t->n_rows, 1)->number, 4.0 / 6, 1e-12);
}

/* Of the same 6 the one that served none is linked on a channel: the bars and the title have it apart. */
static void test_what_is_partly_linked_is_drawn_apart(void **state)
{
	struct world *w = *state;
	const struct sheet *s;
	struct book_facts f;
	struct book b;

	planned_fill(w);
	for (size_t i = 0; i < w->o.n_metrics; i++)
		w->o.metrics[i].is_partial = w->o.metrics[i].state == STATE_UNLINKED;
	f = planned_facts(w);
	assert_true(plan_book(&f, w->a, &b, w->d));
	s = sheet_called(&b, "Alignment");
	assert_str(s->charts[0].title, "67% of social metrics serve a goal, 17% partly, 0% not");
	assert_str(cell_at(s, s->tables[0].row + 2, 0)->text, "partly linked");
	assert_near(cell_at(s, s->tables[0].row + 2, 1)->number, 1, 0);
	assert_near(cell_at(s, s->tables[0].row + 3, 1)->number, 0, 0);
	assert_true(sheet_says(s, "4 + 1 + 0 + 1 + 0 + 0 = 6:"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_axes_have_round_steps),
		WORLD_TEST(test_chart_draws_what_the_table_says),
		WORLD_TEST(test_one_figure_makes_no_chart),
		WORLD_TEST(test_bars_stand_lowest_first),
		WORLD_TEST(test_states_are_drawn_beside_their_table),
		WORLD_TEST(test_what_is_partly_linked_is_drawn_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
