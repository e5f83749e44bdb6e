/* test_score_kpis.c - which KPIs take part, which have a colour and why others have none. */
#include "world.h"

#include <math.h>
#include <string.h>

static void test_score_kpi_takes_part_with_a_target_only(void **state)
{
	WORLD;
	struct kpi *k;

	world_goal(w, "grow", NULL);
	world_scored(w, "judged", "grow", 920, 920);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "leads", 92);
	world_kpi(w, "own", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_kpi(w, "own_without_data", "grow", ROLE_EVIDENCE, "shares", NULL);
	k = world_kpi(w, "library_with_data", "grow", ROLE_EVIDENCE, "leads", NULL);
	k->is_library = true;
	k = world_kpi(w, "library_without", "grow", ROLE_EVIDENCE, "shares", NULL);
	k->is_library = true;
	k = world_kpi(w, "library_not_ours", NULL, ROLE_EVIDENCE, "leads", NULL);
	k->is_library = true;
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "judged")->part, PART_TAKES_PART);
	assert_int_equal(world_kpi_outcome(w, "judged")->status, STATUS_GREEN);
	assert_int_equal(world_kpi_outcome(w, "own")->part, PART_WATCHED);
	assert_int_equal(world_kpi_outcome(w, "own")->grey, GREY_NO_TARGET);
	assert_str(world_kpi_outcome(w, "own")->reason, "no target for 2026-Q3");
	assert_str(world_kpi_outcome(w, "own")->lift, "has a target for 2026-Q3");
	assert_int_equal(world_kpi_outcome(w, "own_without_data")->part, PART_IDLE);
	assert_str(world_kpi_outcome(w, "own_without_data")->reason, "no data and no target for 2026-Q3");
	assert_str(world_kpi_outcome(w, "own_without_data")->lift, "has a target for 2026-Q3, and data");
	assert_int_equal(world_kpi_outcome(w, "library_with_data")->part, PART_WATCHED);
	assert_int_equal(world_kpi_outcome(w, "library_without")->part, PART_AVAILABLE);
	assert_int_equal(world_kpi_outcome(w, "library_not_ours")->part, PART_AVAILABLE);
	assert_non_null(world_finding(w, "K301", "own"));
	assert_non_null(world_finding(w, "K301", "library_with_data"));
	assert_null(world_finding(w, "K301", "library_without"));
	assert_null(world_finding(w, "K301", "judged"));
}

static void test_score_none_allowed_needs_no_target_and_neutral_has_no_score(void **state)
{
	WORLD;

	world_goal(w, "safe", NULL);
	world_metric(w, "incidents", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "incidents", 0);
	world_kpi(w, "k_incidents", "safe", ROLE_EVIDENCE, "incidents", NULL)->better = BETTER_NONE_ALLOWED;
	world_scored(w, "mood", "safe", 920, 920)->better = BETTER_NEUTRAL;
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k_incidents")->part, PART_TAKES_PART);
	assert_near(world_kpi_outcome(w, "k_incidents")->score, 100, 0);
	assert_int_equal(world_kpi_outcome(w, "mood")->grey, GREY_NEUTRAL);
	assert_int_equal(world_kpi_outcome(w, "mood")->part, PART_WATCHED);
	assert_near(world_goal_outcome(w, "safe")->coverage, 1, 0); /* the neutral one weighs nothing */
}

static void test_score_of_missing_data_is_grey_not_zero(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "leads", "x", "2026-03-01", 10, 1);
	world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_target(w, "k_leads", "2026-Q3", 10);
	world_judge(w);
	assert_false(world_kpi_outcome(w, "k_leads")->has_score);
	assert_int_equal(world_kpi_outcome(w, "k_leads")->grey, GREY_NO_DATA);
	assert_str(world_kpi_outcome(w, "k_leads")->lift, "is measured again (last: 10 March 2026)");
	assert_non_null(world_finding(w, "K302", "k_leads"));
}

/* Of 92 days the 62 to 31 August are there, the newest 30 days old: stale comes before incomplete. */
static void test_score_greys_have_one_order(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "leads", "x", "2026-07-01", 62, 1);
	world_metric(w, "clicks", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "clicks", "x", "2026-07-01", 62, 1);
	world_put(w, "clicks", "x", "2026-09-24", 7, 1); /* 69 of 92 = 75 % */
	world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_kpi(w, "k_clicks", "grow", ROLE_EVIDENCE, "clicks", NULL);
	world_target(w, "k_leads", "2026-Q3", 10);
	world_target(w, "k_clicks", "2026-Q3", 10);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k_leads")->grey, GREY_STALE);
	assert_true(world_kpi_outcome(w, "k_leads")->figure.is_incomplete);
	assert_non_null(world_finding(w, "K303", "k_leads"));
	assert_int_equal(world_kpi_outcome(w, "k_clicks")->grey, GREY_INCOMPLETE);
	assert_str(world_kpi_outcome(w, "k_clicks")->reason,
	           "69 of 92 expected cells are there (75%, needed 90%)");
	assert_str(world_kpi_outcome(w, "k_clicks")->lift, "has at least 83 of its 92 cells");
	assert_non_null(world_finding(w, "K310", "k_clicks"));
	assert_true(world_kpi_outcome(w, "k_clicks")->figure.has); /* shown, not scored */
}

/* Reach of 60 on x and 50 on y: the people are between 60 and 110. */
static void test_score_bounds_count_by_the_worse_end_if_both_agree(void **state)
{
	WORLD;
	struct metric *m;

	world_goal(w, "grow", NULL);
	m = world_metric(w, "reach", KIND_SOCIAL, LEVEL_OUTCOME);
	m->unit = UNIT_PEOPLE;
	m->over_time = TIME_LAST;
	m->over_parts = PARTS_NONE;
	world_put(w, "reach", "x", "2026-07-01", 92, 60);
	world_put(w, "reach", "y", "2026-07-01", 92, 50);
	world_kpi(w, "sure", "grow", ROLE_EVIDENCE, "reach", NULL);
	world_kpi(w, "unsure", "grow", ROLE_EVIDENCE, "reach", NULL);
	world_target(w, "sure", "2026-Q3", 50)->red_line = (struct amount){ true, 30 * MICRO };
	world_target(w, "unsure", "2026-Q3", 100)->red_line = (struct amount){ true, 80 * MICRO };
	world_judge(w);
	/* at 60: 100/3 x (1 + 30/20) = 83.33; at 110: 100; both green */
	assert_true(world_kpi_outcome(w, "sure")->figure.has_bounds);
	assert_near(world_kpi_outcome(w, "sure")->score, 250.0 / 3, 1e-9);
	assert_int_equal(world_kpi_outcome(w, "sure")->status, STATUS_GREEN);
	/* at 60: 0, red; at 110: 83.33, green */
	assert_int_equal(world_kpi_outcome(w, "unsure")->grey, GREY_CANNOT_ADD);
	assert_str(world_kpi_outcome(w, "unsure")->reason,
	           "its parts cannot be added: between 60 and 110, which have different colours");
	assert_int_equal(world_finding(w, "K306", "sure")->severity, SEV_NOTE);
	assert_int_equal(world_finding(w, "K306", "unsure")->severity, SEV_WARNING);
}

/* 3 x 0.8 = 2.4 is the default red line of a target of 3, either way up. */
static void test_score_kpi_on_its_default_red_line_is_amber(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "m", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_LAST;
	world_put(w, "m", "x", "2026-07-01", 92, 2.4);
	world_metric(w, "n", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_LAST;
	world_put(w, "n", "x", "2026-07-01", 92, 3.6);
	world_kpi(w, "high", "grow", ROLE_EVIDENCE, "m", NULL);
	world_kpi(w, "low", "grow", ROLE_EVIDENCE, "n", NULL)->better = BETTER_LOWER;
	world_target(w, "high", "2026-Q3", 3);
	world_target(w, "low", "2026-Q3", 3);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "high")->status, STATUS_AMBER);
	assert_int_equal(world_kpi_outcome(w, "low")->status, STATUS_AMBER);
	assert_near(world_kpi_outcome(w, "high")->score, 100.0 / 3, 0);
}

/* Reach of 60 on x and 50 on y is between 60 and 110. A band from 70 to 100 has both ends outside, and green
 * between them; one from 60 to 110 holds all of it; one from 200 to 300 lies above all of it. */
static void test_score_bounds_across_a_band_have_no_colour(void **state)
{
	static const struct {
		const char *id;
		double low, high;
		enum status status;
	} cases[] = {
		{ "across", 70, 100, STATUS_GREY },  { "in", 60, 110, STATUS_GREEN },
		{ "below", 200, 300, STATUS_RED },   { "above", 5, 10, STATUS_RED },
		{ "half_in", 70, 120, STATUS_GREY },
	};
	WORLD;
	struct metric *m;

	world_goal(w, "grow", NULL);
	m = world_metric(w, "reach", KIND_SOCIAL, LEVEL_OUTCOME);
	m->unit = UNIT_PEOPLE;
	m->over_time = TIME_LAST;
	m->over_parts = PARTS_NONE;
	world_put(w, "reach", "x", "2026-07-01", 92, 60);
	world_put(w, "reach", "y", "2026-07-01", 92, 50);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct target *t = world_target(w, cases[i].id, "2026-Q3", 0);

		t->target.has = false;
		t->low = (struct amount){ true, llround(cases[i].low * 1e6) };
		t->high = (struct amount){ true, llround(cases[i].high * 1e6) };
		t->tolerance = (struct amount){ true, MICRO };
		world_kpi(w, cases[i].id, "grow", ROLE_EVIDENCE, "reach", NULL)->better = BETTER_BAND;
	}
	world_judge(w);
	for (size_t i = 0; i < LEN(cases); i++)
		assert_int_equal(world_kpi_outcome(w, cases[i].id)->status, cases[i].status);
	assert_int_equal(world_kpi_outcome(w, "across")->grey, GREY_CANNOT_ADD);
	assert_str(world_kpi_outcome(w, "across")->reason,
	           "its parts cannot be added: between 60 and 110, partly in and partly out of its band");
	assert_int_equal(world_finding(w, "K306", "across")->severity, SEV_WARNING);
}

static void test_score_a_ratio_waits_for_the_metric_it_lacks(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "likes", KIND_SOCIAL, LEVEL_OUTCOME);
	world_metric(w, "impressions", KIND_SOCIAL, LEVEL_OUTCOME)->name = STR("Impressions");
	world_metric(w, "visits", KIND_SOCIAL, LEVEL_OUTCOME)->name = STR("Visits");
	world_metric(w, "orders", KIND_SOCIAL, LEVEL_OUTCOME)->name = STR("Orders");
	world_put(w, "likes", "x", "2026-07-01", 92, 1);
	world_put(w, "visits", "x", "2026-03-01", 31, 1);
	world_put(w, "orders", "y", "2026-07-01", 31, 1);
	world_put(w, "orders", "x", "2026-06-01", 30, 1);
	world_kpi(w, "never", "grow", ROLE_EVIDENCE, "likes", "impressions");
	world_kpi(w, "once", "grow", ROLE_EVIDENCE, "likes", "visits");
	world_kpi(w, "elsewhere", "grow", ROLE_EVIDENCE, "likes", "orders");
	world_target(w, "never", "2026-Q3", 1);
	world_target(w, "once", "2026-Q3", 1);
	world_target(w, "elsewhere", "2026-Q3", 1);
	world_judge(w);
	assert_str(world_kpi_outcome(w, "never")->lift, "Impressions is measured");
	assert_str(world_finding(w, "K302", "never")->remedy,
	           "it gets a colour when Impressions is measured");
	assert_str(world_kpi_outcome(w, "once")->lift, "Visits is measured again (last: 31 March 2026)");
	assert_str(world_kpi_outcome(w, "elsewhere")->lift, "Orders is measured where the rest of it is");
	assert_str(world_goal_outcome(w, "grow")->lift, "Impressions is measured");
}

/* 23 of 29 (a single cell each, on the last day): under 30 people. Wilson of 23/29: 61.6 % to 90.2 %. */
static void test_score_small_base_prints_base_and_interval(void **state)
{
	WORLD;
	struct metric *m;

	world_goal(w, "grow", NULL);
	for (int i = 0; i < 2; i++) {
		m = world_metric(w, i ? "respondents" : "agree", KIND_SOCIAL, LEVEL_OUTCOME);
		m->unit = UNIT_PEOPLE;
		m->over_time = TIME_LAST;
	}
	world_put(w, "agree", "x", "2026-09-30", 1, 23);
	world_put(w, "respondents", "x", "2026-09-30", 1, 29);
	world_kpi(w, "trust", "grow", ROLE_EVIDENCE, "agree", "respondents");
	world_target(w, "trust", "2026-Q3", 0.7);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "trust")->grey, GREY_SMALL_BASE);
	assert_str(world_kpi_outcome(w, "trust")->reason,
	           "a base of 29 people, under 30: 23 of 29 is 79.3%, 95% interval 61.6% to 90.2%");
	assert_non_null(world_finding(w, "K313", "trust"));
}

static void test_score_wrong_red_line_is_grey(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_scored(w, "equal", "grow", 920, 920);
	w->rows[w->targets.n - 1].red_line = (struct amount){ true, 920 * MICRO };
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "equal")->grey, GREY_NOT_RIGHT);
	assert_str(world_kpi_outcome(w, "equal")->reason,
	           "its red line 920 is not on the bad side of its target 920");
}

static void test_score_overflow_is_an_error(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "huge", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "huge", "x", "2026-07-01", 92, 9e11); /* 92 x 9e11 is over 9.2e12 */
	world_kpi(w, "k_huge", "grow", ROLE_EVIDENCE, "huge", NULL);
	world_target(w, "k_huge", "2026-Q3", 10);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k_huge")->grey, GREY_NOT_RIGHT);
	assert_int_equal(world_finding(w, "K307", "k_huge")->severity, SEV_ERROR);
	assert_int_equal(world_finding(w, "K307", "huge")->severity, SEV_ERROR);
}

/* 9 of 92 days of likes are without impressions: 9.78 %, a remark. 10 of 92: 10.9 %, a warning. Months pair as a
 * whole, so they are September's, for which impressions are missing. */
static void test_score_much_left_out_of_a_ratio_is_a_warning(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	for (int i = 0; i < 2; i++) {
		const char *likes = i == 0 ? "few" : "many", *views = i == 0 ? "few_views" : "many_views";

		world_metric(w, likes, KIND_SOCIAL, LEVEL_OUTCOME);
		world_metric(w, views, KIND_SOCIAL, LEVEL_OUTPUT);
		world_put(w, likes, "x", "2026-07-01", 62, 83 - i); /* July and August: 83 or 82 a day */
		world_put(w, likes, "x", "2026-09-01", 30,
		          (9 + i) * 62 / 30.0); /* and 9 or 10 of 92 of all */
		world_put(w, views, "x", "2026-07-01", 62, 1000);
		world_kpi(w, i == 0 ? "k_few" : "k_many", "grow", ROLE_EVIDENCE, likes, views);
	}
	world_judge(w);
	assert_int_equal(world_finding(w, "K311", "k_few")->severity, SEV_NOTE);
	assert_int_equal(world_finding(w, "K311", "k_many")->severity, SEV_WARNING);
	assert_non_null(strstr(str_z(w->a, world_finding(w, "K311", "k_few")->message), "9.78% of few"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_score_kpi_takes_part_with_a_target_only),
		WORLD_TEST(test_score_none_allowed_needs_no_target_and_neutral_has_no_score),
		WORLD_TEST(test_score_of_missing_data_is_grey_not_zero),
		WORLD_TEST(test_score_greys_have_one_order),
		WORLD_TEST(test_score_bounds_count_by_the_worse_end_if_both_agree),
		WORLD_TEST(test_score_small_base_prints_base_and_interval),
		WORLD_TEST(test_score_wrong_red_line_is_grey),
		WORLD_TEST(test_score_overflow_is_an_error),
		WORLD_TEST(test_score_much_left_out_of_a_ratio_is_a_warning),
		WORLD_TEST(test_score_kpi_on_its_default_red_line_is_amber),
		WORLD_TEST(test_score_bounds_across_a_band_have_no_colour),
		WORLD_TEST(test_score_a_ratio_waits_for_the_metric_it_lacks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
