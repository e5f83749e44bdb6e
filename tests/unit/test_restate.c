/* test_restate.c - claims about reported periods that are computed again. 2026-Q2 has 91 days. */
#include "reported.h"
#include "core/restate.h"

static void test_restate_finds_nothing_where_nothing_changed(void **state)
{
	struct report *r = *state;

	restate(r);
	assert_int_equal(r->w->o.n_changes, 0);
	assert_int_equal(r->w->o.n_reports, 1);
	assert_false(diag_has(r->w->d, "K401"));
}

/* One cell of the 91 is 4 now: 90 x 3 + 4 = 274. An exact figure is compared to the millionth. */
static void test_restate_compares_exact_figures_exactly(void **state)
{
	struct report *r = *state;
	const struct change *c;
	const struct finding *f;

	put_grain(r->w, GRAIN_DAY, "leads", "2026-05-10", 1, 4);
	world_judge(r->w);
	report_q2(r);
	r->input[0].digest_lo = 2;
	restate_as_is(r);
	c = only(r, CHANGE_RESTATED, "leads_social");
	assert_true(c->before == 273 && c->after == 274);
	assert_str(c->was, "273");
	assert_str(c->is, "274");
	assert_str(c->why, "social/q2.csv changed (leads 273 -> 274)");
	f = world_finding(r->w, "K401", "leads_social");
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_str(f->at.file, "social/q2.csv");
}

static void test_restate_sees_a_millionth_of_an_exact_figure(void **state)
{
	struct report *r = *state;

	put_grain(r->w, GRAIN_DAY, "leads", "2026-05-10", 1, 3.000001);
	restate(r);
	assert_str(only(r, CHANGE_RESTATED, "leads_social")->is, "273.000001");
}

/* 0.1 and 0.1 x (1 + 2e-10): the same; x (1 + 2e-9): not. */
static void test_restate_lets_rounding_pass_for_other_figures(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[1].value = 0.1 * (1 + 2e-10);
	restate_as_is(r);
	assert_int_equal(r->w->o.n_changes, 0);
	r->kpis[1].value = 0.1 * (1 + 2e-9);
	restate_as_is(r);
	assert_int_equal(r->w->o.n_changes, 1);
}

/* A post of May has 5 more likes: 96 / 910. Both metrics come from posts, none has more of them. */
static void test_restate_growth_of_posts_is_matured(void **state)
{
	struct report *r = *state;
	const struct finding *f;

	put_grain(r->w, GRAIN_POST, "likes", "2026-05-10", 1, 6);
	restate(r);
	assert_near(only(r, CHANGE_MATURED, "like_rate")->after, 96.0 / 910, 1e-12);
	assert_false(diag_has(r->w->d, "K401"));
	f = world_finding(r->w, "K404", "social/*.csv");
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_NOTE);
	assert_str(only(r, CHANGE_MATURED, "social/*.csv")->why, "likes 91 -> 96");
}

/* What shrinks has not matured: 91 - 1 = 90. */
static void test_restate_posts_that_lost_are_restated(void **state)
{
	struct report *r = *state;

	put_grain(r->w, GRAIN_POST, "likes", "2026-05-10", 1, 0);
	restate(r);
	assert_near(only(r, CHANGE_RESTATED, "like_rate")->after, 90.0 / 910, 1e-12);
	assert_false(diag_has(r->w->d, "K404"));
}

/* The report was made on 30 June; that it had more cells since, on days after, is none of its business. */
static void test_restate_computes_as_of_the_report(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->run.as_of_day = world_day("2026-05-31"); /* 61 days: 183, at the pace of 201.1 of 300 */
	r->kpis[0].value = 183;
	r->kpis[0].micro = 183 * MICRO;
	r->kpis[0].target = 300.0 * 61 / 91;
	r->kpis[0].red_line = 240.0 * 61 / 91;
	r->run.n_totals = 0;
	restate_as_is(r);
	assert_int_equal(r->w->o.n_changes, 0);
}

static void test_restate_tells_a_target_that_moved_after_its_period(void **state)
{
	struct report *r = *state;
	const struct change *c;

	r->w->rows[0].target.micro = 280 * MICRO;
	restate(r);
	c = only(r, CHANGE_TARGET, "leads_social");
	assert_str(c->was, "300 (red line 240)");
	assert_str(c->is, "280 (red line 224)"); /* 0.8 x 280 */
	assert_int_equal(c->at.line, 2);
	assert_non_null(world_finding(r->w, "K402", "leads_social"));
}

/* While the period ran its target could be set; that it moved is told, and nothing is wrong with it. */
static void test_restate_target_of_an_unfinished_report_is_no_finding(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->run.as_of_day = world_day("2026-06-29");
	restate_as_is(r);
	assert_true(only(r, CHANGE_TARGET, "leads_social")->after < 300); /* 300 x 90 / 91 */
	assert_false(diag_has(r->w->d, "K402"));
}

static void test_restate_another_definition_is_not_compared(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[0].definition = STR("measure likes; better higher; unit count");
	r->kpis[0].value = 1;
	r->kpis[0].micro = MICRO;
	restate_as_is(r);
	assert_non_null(world_finding(r->w, "K403", "leads_social"));
	assert_false(diag_has(r->w->d, "K401"));
	assert_str(only(r, CHANGE_DEFINITION, "leads_social")->why,
	           "measure likes, now measure leads; now also leads count over_time sum over_parts sum");
}

static void test_restate_a_kpi_that_is_gone_changed_its_definition(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[0].kpi = STR("leads_old");
	restate_as_is(r);
	assert_str(only(r, CHANGE_DEFINITION, "leads_old")->why, "the model has it no more");
}

static void test_restate_moving_to_another_goal_is_a_note(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[0].objective = STR("shrink");
	r->kpis[0].weight = 3;
	restate_as_is(r);
	assert_int_equal(world_finding(r->w, "K403", "leads_social")->severity, SEV_NOTE);
	assert_str(only(r, CHANGE_DEFINITION, "leads_social")->why,
	           "goal shrink, now goal grow; weight 3, now weight 1");
}

static void test_restate_tells_a_file_that_is_gone_and_not_one_renamed(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->files[1] = r->files[0];
	r->files[1].path = STR("social/gone.csv");
	r->files[1].xxh128 = STR("00000000000000000000000000000009");
	r->files[2] = r->files[1];
	r->files[2].path = STR("library:formats/gone.yaml"); /* comes with the program */
	r->run.n_inputs = 3;
	r->input[0].path = STR("social/renamed.csv"); /* the bytes of q2.csv */
	restate_as_is(r);
	assert_int_equal(r->w->o.n_changes, 1);
	assert_non_null(world_finding(r->w, "K405", "social/gone.csv"));
}

/* Two reports of quarters that read the same lost file: one line, of the newer. */
static void test_restate_tells_a_lost_file_once(void **state)
{
	struct report *r = *state;
	struct past_run runs[2];

	world_judge(r->w);
	report_q2(r);
	r->files[0].path = STR("social/gone.csv");
	r->files[0].xxh128 = STR("00000000000000000000000000000009");
	runs[0] = runs[1] = r->run;
	runs[0].period = world_period("2026-06");
	runs[0].n_kpis = runs[0].n_totals = 0;
	r->past = (struct past){ runs, 2 };
	restate_as_is(r);
	assert_int_equal(r->w->o.n_reports, 2);
	assert_true(period_eq(only(r, CHANGE_INPUT_GONE, "social/gone.csv")->period, r->run.period));
	assert_int_equal(r->w->o.n_changes, 1);
}

/* 1 April to 30 June: 91 cells of 3 and of 10. */
static void test_totals_are_by_source_metric_and_grain(void **state)
{
	struct report *r = *state;
	struct source_total *t;
	size_t n;

	world_judge(r->w);
	t = totals_of(&r->w->facts, r->w->a, world_period("2026-Q2"), &n);
	assert_int_equal(n, 3);
	assert_int_equal(t[0].metric, world_sym(r->w, "leads"));
	assert_int_equal(t[0].grain, GRAIN_DAY);
	assert_true(t[0].cells == 91 && t[0].micro == 273 * MICRO);
	assert_int_equal(t[2].grain, GRAIN_POST);
	assert_true(t[2].micro == 910 * MICRO);
	assert_str(t[2].source, "social/*.csv");
}

/* A source that gives what another gave: what it had is gone, what it has is new; neither has grown. */
static void test_totals_of_another_source_are_no_growth(void **state)
{
	struct report *r = *state;
	struct source_total *now;
	struct total_move *moves;
	size_t n_now, n;

	world_judge(r->w);
	report_q2(r);
	r->totals[1].source = STR("old/*.csv");
	now = totals_of(&r->w->facts, r->w->a, world_period("2026-Q2"), &n_now);
	moves = totals_compare(&r->w->facts, r->w->a, &r->run, now, n_now, &n);
	assert_int_equal(n, 2);
	assert_true(moves[0].had && !moves[0].has && !moves[0].is_growth);
	assert_true(!moves[1].had && moves[1].has && !moves[1].is_growth);
	assert_true(moves[1].is == 91 * MICRO);
}

static void test_words_of_two_figures_tell_them_apart(void **state)
{
	struct report *r = *state;
	struct str was, is;

	restate_pair(r->w->a, 0.1234561, 0.1234562, &was, &is);
	assert_str(was, "0.1234561");
	assert_str(is, "0.1234562");
	restate_pair(r->w->a, 1.0 / 3, 0.5, &was, &is);
	assert_str(was, "0.333333");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPORTED_TEST(test_restate_finds_nothing_where_nothing_changed),
		REPORTED_TEST(test_restate_compares_exact_figures_exactly),
		REPORTED_TEST(test_restate_sees_a_millionth_of_an_exact_figure),
		REPORTED_TEST(test_restate_lets_rounding_pass_for_other_figures),
		REPORTED_TEST(test_restate_growth_of_posts_is_matured),
		REPORTED_TEST(test_restate_posts_that_lost_are_restated),
		REPORTED_TEST(test_restate_computes_as_of_the_report),
		REPORTED_TEST(test_restate_tells_a_target_that_moved_after_its_period),
		REPORTED_TEST(test_restate_target_of_an_unfinished_report_is_no_finding),
		REPORTED_TEST(test_restate_another_definition_is_not_compared),
		REPORTED_TEST(test_restate_a_kpi_that_is_gone_changed_its_definition),
		REPORTED_TEST(test_restate_moving_to_another_goal_is_a_note),
		REPORTED_TEST(test_restate_tells_a_file_that_is_gone_and_not_one_renamed),
		REPORTED_TEST(test_restate_tells_a_lost_file_once),
		REPORTED_TEST(test_totals_are_by_source_metric_and_grain),
		REPORTED_TEST(test_totals_of_another_source_are_no_growth),
		REPORTED_TEST(test_words_of_two_figures_tell_them_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
