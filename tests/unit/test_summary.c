/* test_summary.c - Summary: what it counts, which sentences it says, and that it stays on its page. */
#include "plan/sheets.h"
#include "plan/width.h"
#include "planned.h"

static void test_summary_headline_counts_what_the_table_lists(void **state)
{
	struct book b = plan_it(*state);
	const struct sheet *s = sheet_called(&b, "Summary");
	const struct table *t = &s->tables[0];

	/* grow: leads score 33.33 - a little, deals 91.67: (1 x 32.6 + 3 x 83.3) / 4, over 66.7: met;
	 * nps: met */
	assert_true(sheet_says(s, "2 of 4 objectives have a measured outcome: 2 met (green)."));
	assert_true(sheet_says(s, "4 of 6 social metrics serve a goal."));
	assert_int_equal(t->n_rows, 1 + 4);
	assert_str(cell_at(s, row_of(s, t, 1, "Grow B2B revenue"), 0)->text, "\u25cf Met");
	assert_str(cell_at(s, row_of(s, t, 1, "Nobody measures it"), 0)->text, "\u25cb No KPI");
	assert_true(sheet_says(s, "leads is 350 against 440 (\u221290, \u221220%)."));
	assert_true(sheet_says(s, "Move budget to conversations"));
	assert_true(sheet_says(s, "Set a target for Hires from social"));
	/* leads, deals, nps and hires serve; impressions do not; twirls are unknown: 4 + 1 + 1 = 6 */
	assert_true(sheet_says(
	    s, "Of 6 social metrics seen 4 serve a goal, 1 serves none, 1 is unknown to the model."));
	assert_true(sheet_says(s, "serving no goal: impressions (920.0 k), twirls (92, unknown)."));
}

/* 2 of the 436 rows of a file; 1 + 1 amounts have no rate. */
static void test_summary_names_refused_rows(void **state)
{
	struct world *w = *state;
	struct input in = {
		.role = INPUT_METRICS, .path = STR("a.csv"), .rows = 436, .rows_used = 434, .rows_rejected = 2
	};
	struct inputs inputs = { &in, 1 };
	struct finding f = { .severity = SEV_REJECTED, .code = "K312", .more = 1 };
	struct book_facts b;
	struct book out;

	planned_fill(w);
	b = planned_facts(w);
	b.inputs = &inputs;
	assert_true(plan_book(&b, w->a, &out, w->d));
	assert_true(
	    sheet_says(sheet_called(&out, "Summary"), "2 of 436 rows were refused (sheet Data quality)."));
	b.findings = &f;
	b.n_findings = 1;
	assert_true(plan_book(&b, w->a, &out, w->d));
	assert_true(
	    sheet_says(sheet_called(&out, "Summary"),
	               "2 of 436 rows were refused, with 2 amounts for want of a rate or currency (sheet"));
	in.rows_rejected = 0;
	assert_true(plan_book(&b, w->a, &out, w->d));
	assert_false(sheet_says(sheet_called(&out, "Summary"), "refused"));
}

static void test_words_before_the_end_speak_of_pace(void **state)
{
	struct world *w = *state;
	struct book_facts b;
	struct book out;

	w->facts.as_of = world_day("2026-09-15");
	planned_fill(w);
	b = planned_facts(w);
	assert_true(plan_book(&b, w->a, &out, w->d));
	assert_true(sheet_says(sheet_called(&out, "Summary"), "on pace (green)"));
	assert_false(sheet_says(sheet_called(&out, "Summary"), " met (green)"));
}

/* Leads in all of Q2 against those of Q3: no comparison while Q3 runs, one when it is over. */
static void test_unfinished_sums_are_not_compared(void **state)
{
	static const struct {
		const char *as_of;
		enum cell_kind change;
	} cases[] = { { "2026-09-15", CELL_TEXT }, { "2026-09-30", CELL_NUMBER } };
	struct world *w = *state;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 350, 440);
	world_put(w, "m_leads", "x", "2026-04-01", 91, 5);
	for (size_t i = 0; i < 2; i++) {
		struct book_facts f;
		struct book b;
		const struct sheet *s;

		w->facts.as_of = world_day(cases[i].as_of);
		world_judge(w);
		f = planned_facts(w);
		assert_true(plan_book(&f, w->a, &b, w->d));
		s = sheet_called(&b, "Scorecard");
		assert_int_equal(cell_at(s, s->tables[0].row + 1, 9)->kind, cases[i].change);
		assert_int_equal(sheet_says(&b.sheets[0], " since Q2."), i == 1);
	}
}

static void test_summary_fits_its_page_with_many_problems(void **state)
{
	struct world *w = *state;
	struct book b;
	struct book_facts f;
	double points = 0;

	planned_fill(w);
	for (int i = 0; i < 5; i++) {
		const char *goal = str_z(w->a, str_fmt(w->a, "g%d", i)),
			   *kpi = str_z(w->a, str_fmt(w->a, "k%d", i));

		world_goal(w, goal, "company");
		world_scored(w, kpi, goal, 10, 100);
	}
	world_judge(w);
	f = planned_facts(w);
	assert_true(plan_book(&f, w->a, &b, w->d));
	for (size_t i = 0; i < b.sheets[0].n_rows; i++)
		points += b.sheets[0].row_points[i];
	print_message("%.2f points\n", points);
	assert_true(points <= 860);
	assert_true(sheet_says(&b.sheets[0], "more on Scorecard"));
}

/* No goal is lost: one with nothing but goals without KPIs below it is named above them, without a link. */
static void test_summary_names_goals_that_no_kpi_reaches(void **state)
{
	struct world *w = *state;
	const struct sheet *s;
	struct book b;

	world_goal(w, "company", NULL)->name = STR("The company");
	world_goal(w, "grow", "company")->name = STR("Grow");
	world_goal(w, "service", "company")->name = STR("Solve problems");
	world_goal(w, "desk", "service")->name = STR("Answer at once");
	w->all_goals[3].owner = STR("Head of Service");
	world_scored(w, "leads", "grow", 120, 100);
	b = plan_world(w);
	s = sheet_called(&b, "Summary");
	assert_true(sheet_says(s, "1 of 2 objectives has a measured outcome"));
	assert_int_equal(s->tables[0].n_rows, 1 + 2);
	assert_true(
	    sheet_says(s, "Above them: Solve problems, no KPI: of 1 goal below it 1 not judged (no KPI)"));
	assert_true(
	    sheet_says(s, "Answer at once (Head of Service; below Solve problems) gets a colour when"));
}

static void test_heaviest_kpi_carries_its_own_status(void **state)
{
	struct world *w = *state;
	struct book b;
	const struct sheet *s;
	uint32_t row;

	planned_revenue(w);
	b = plan_world(w);
	s = sheet_called(&b, "Summary");
	row = row_of(s, &s->tables[0], 1, "Grow");
	assert_str(cell_at(s, row, 0)->text, "\u25b2 Short");
	assert_str(cell_at(s, row, 3)->text, "revenue");
	assert_str(cell_at(s, row, 4)->text, "\u25a0 Missed");
	assert_int_equal(cell_at(s, row, 4)->look, LOOK_RED);
	assert_true(sheet_says(
	    s, "Grow is short, not missed like revenue: its other 2 scored KPIs, both on target, lift it."));
	assert_true(sheet_says(sheet_called(&b, "Grow"), "not missed like revenue"));
}

/* Three scored, two of them on target; calls has no target and is shown. */
static void test_evidence_without_score_is_counted_apart(void **state)
{
	struct world *w = *state;
	struct book b;
	const struct sheet *s;

	planned_revenue(w);
	b = plan_world(w);
	s = sheet_called(&b, "Summary");
	assert_str(cell_at(s, row_of(s, &s->tables[0], 1, "Grow"), 2)->text, "2 of 3, 1 not judged");
	assert_true(
	    sheet_says(sheet_called(&b, "Grow"),
	               "2 of its 3 scored evidence KPIs are on target, 1 more is not judged \u00b7 no "
	               "owner named "
	               "\u00b7 no sponsor named \u00b7 no budget named"));
}

static void test_evidence_is_a_sentence_for_any_counts(void **state)
{
	static const struct {
		struct evidence e;
		const char *says;
	} cases[] = {
		{ { 0, 0, 0 }, "It has no evidence KPI" },
		{ { 0, 0, 1 }, "Its one evidence KPI is not judged" },
		{ { 0, 0, 2 }, "None of its 2 evidence KPIs is judged" },
		{ { 0, 1, 0 }, "Its one evidence KPI is not on target" },
		{ { 1, 1, 0 }, "Its one evidence KPI is on target" },
		{ { 1, 1, 1 }, "Its one scored evidence KPI is on target, 1 more is not judged" },
		{ { 0, 2, 0 }, "None of its 2 evidence KPIs is on target" },
		{ { 0, 2, 3 }, "None of its 2 scored evidence KPIs is on target, 3 more are not judged" },
		{ { 1, 2, 0 }, "1 of its 2 evidence KPIs is on target" },
		{ { 2, 2, 0 }, "2 of its 2 evidence KPIs are on target" },
		{ { 2, 3, 1 }, "2 of its 3 scored evidence KPIs are on target, 1 more is not judged" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < LEN(cases); i++)
		assert_str(evidence_words(w->a, cases[i].e), cases[i].says);
}

/* Idle takes no part in the score of the company, and is below it all the same. */
static void test_goals_below_are_all_counted(void **state)
{
	struct world *w = *state;
	struct book b;

	planned_revenue(w);
	b = plan_world(w);
	assert_true(sheet_says(sheet_called(&b, "Summary"),
	                       "of the 2 goals below it 1 short, 1 not judged (no KPI)"));
	assert_true(sheet_says(sheet_called(&b, "The company"),
	                       "Of the 2 goals below it 1 short, 1 not judged (no KPI)."));
}

/* 58.3 and 100, weights 1 and 3: (58.3 + 300) / 4 = 89.6: met, though a half is short. */
static void test_a_met_company_says_what_is_short(void **state)
{
	struct world *w = *state;
	struct book b;

	planned_revenue(w);
	world_goal(w, "other", "company")->weight = 3;
	world_scored(w, "visits", "other", 120, 100);
	b = plan_world(w);
	assert_true(
	    sheet_says(sheet_called(&b, "Summary"),
	               "The company is met although 1 of its 2 judged parts is worse: the mean of their "
	               "scores by weight is 89.6, and 66.7 or more is met."));
}

/* 90 of 100 with the red line at 80: short. No history, so it is not falling. */
static void test_short_evidence_is_a_problem(void **state)
{
	struct world *w = *state;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 90, 100);
	b = plan_world(w);
	assert_true(sheet_says(&b.sheets[0], "leads is 90 against 100 (\u221210, \u221210%)."));
	assert_false(sheet_says(&b.sheets[0], "No problems"));
}

static void test_first_run_says_why_there_is_no_win(void **state)
{
	struct world *w = *state;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	b = plan_world(w);
	assert_true(
	    sheet_says(&b.sheets[0],
	               "1 evidence KPI is met; not newly, as there is no earlier status to compare with."));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_summary_headline_counts_what_the_table_lists),
		WORLD_TEST(test_summary_names_refused_rows),
		WORLD_TEST(test_words_before_the_end_speak_of_pace),
		WORLD_TEST(test_unfinished_sums_are_not_compared),
		WORLD_TEST(test_summary_fits_its_page_with_many_problems),
		WORLD_TEST(test_summary_names_goals_that_no_kpi_reaches),
		WORLD_TEST(test_heaviest_kpi_carries_its_own_status),
		WORLD_TEST(test_evidence_without_score_is_counted_apart),
		WORLD_TEST(test_evidence_is_a_sentence_for_any_counts),
		WORLD_TEST(test_goals_below_are_all_counted),
		WORLD_TEST(test_a_met_company_says_what_is_short),
		WORLD_TEST(test_short_evidence_is_a_problem),
		WORLD_TEST(test_first_run_says_why_there_is_no_win),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
