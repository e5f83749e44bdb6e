/* test_lift.c - what the findings about a KPI without a colour say and where they point. */
#include "world.h"

/* An evidence KPI "k" over a social metric "leads". */
static struct kpi *leads(struct world *w)
{
	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	return world_kpi(w, "k", "grow", ROLE_EVIDENCE, "leads", NULL);
}

/* September has 30 of the quarter's 92 days: 32.6 %. */
static void test_lift_a_metrics_beginning_is_named(void **state)
{
	WORLD;
	const struct kpi_outcome *k;

	leads(w);
	world_put(w, "leads", "x", "2026-09-01", 30, 1);
	world_target(w, "k", "2026-Q3", 92);
	world_judge(w);
	k = world_kpi_outcome(w, "k");
	assert_int_equal(k->grey, GREY_INCOMPLETE);
	assert_str(k->reason,
	           "begins on 1 September 2026: 30 of 92 expected cells are there (32.6%, needed 90%)");
	assert_str(k->lift, "has at least 83 of its 92 cells");
	assert_non_null(world_finding(w, "K310", "k"));
	assert_true(k->figure.has); /* shown, not scored */
	assert_false(k->trend[k->n_trend - 1].has);
}

/* 31 + 20 x 30 = 631 of 92 + 20 x 30 = 692 cells are 91 %; 31 of 92 days are 33.7 %. */
static void test_lift_a_late_beginning_counts_days_where_cells_are_many(void **state)
{
	static const char *const channels[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
		                                "k", "l", "m", "n", "o", "p", "q", "r", "s", "t" };
	WORLD;
	const struct kpi_outcome *k;

	leads(w);
	world_put(w, "leads", "x", "2026-08-31", 31, 1);
	for (size_t i = 0; i < LEN(channels); i++)
		world_put(w, "leads", channels[i], "2026-09-01", 30, 1);
	world_target(w, "k", "2026-Q3", 92);
	world_judge(w);
	k = world_kpi_outcome(w, "k");
	assert_int_equal(k->grey, GREY_INCOMPLETE);
	assert_str(k->reason, "begins on 31 August 2026: 31 of 92 days are there (33.7%, needed 90%)");
	assert_str(k->lift, "has data from 1 July 2026 on");
}

/* clicks: 92 of 92; imps: 30 of 92. Together 122 of 184, and the one that lacks some is named. */
static void test_lift_the_incomplete_metric_of_a_ratio_is_named(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "clicks", KIND_SOCIAL, LEVEL_OUTCOME);
	world_metric(w, "imps", KIND_SOCIAL, LEVEL_OUTPUT)->name = STR("Impressions");
	world_put(w, "clicks", "x", "2026-07-01", 92, 1);
	world_put(w, "imps", "x", "2026-09-01", 30, 9);
	world_kpi(w, "ctr", "grow", ROLE_EVIDENCE, "clicks", "imps");
	world_target(w, "ctr", "2026-Q3", 0.1);
	world_judge(w);
	assert_str(world_kpi_outcome(w, "ctr")->reason,
	           "Impressions begins on 1 September 2026: "
	           "30 of 92 expected cells are there (32.6%, needed 90%)");
	assert_true(world_kpi_outcome(w, "ctr")->lift_is_whole);
	assert_str(world_kpi_outcome(w, "ctr")->lift, "Impressions has at least 83 of its 92 cells");
}

/* Of clicks per imps both are gone: imps was last measured on 30 June, clicks never. */
static void test_lift_all_metrics_that_a_ratio_lacks_are_named(void **state)
{
	WORLD;
	const struct kpi_outcome *k;

	world_goal(w, "grow", NULL);
	world_metric(w, "clicks", KIND_SOCIAL, LEVEL_OUTCOME)->name = STR("Clicks");
	world_metric(w, "imps", KIND_SOCIAL, LEVEL_OUTPUT)->name = STR("Impressions");
	world_put(w, "imps", "x", "2026-06-01", 30, 9);
	world_kpi(w, "ctr", "grow", ROLE_EVIDENCE, "clicks", "imps");
	world_target(w, "ctr", "2026-Q3", 0.1);
	world_judge(w);
	k = world_kpi_outcome(w, "ctr");
	assert_int_equal(k->grey, GREY_NO_DATA);
	assert_str(k->reason, "no value in 2026-Q3; Clicks and Impressions have no value");
	assert_true(k->lift_is_whole);
	assert_str(k->lift, "Clicks and Impressions (last: 30 June 2026) are measured");
	assert_str(world_finding(w, "K302", "ctr")->remedy,
	           "it gets a colour when Clicks and Impressions (last: 30 June 2026) are measured");
}

/* Rows of 1 May to 1 August, 92 days in 3 steps, as if a day each: the newest is 60 days old. */
static void test_lift_a_row_a_month_of_a_daily_source_is_said(void **state)
{
	static const char *const days[] = { "2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01" };
	WORLD;

	leads(w);
	w->sources[0].files = STR("crm/*.csv");
	for (size_t i = 0; i < 4; i++)
		world_put(w, "leads", "x", days[i], 1, 30);
	world_target(w, "k", "2026-Q3", 92);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k")->grey, GREY_STALE);
	assert_str(world_finding(w, "K303", "k")->remedy,
	           "one row a month? write `every: month` at the source crm/*.csv");
	assert_says(world_kpi_outcome(w, "k")->lift, "is measured again");
}

/* Rows of Wednesdays from 1 July to 30 September, the last day: 14 of 92 cells, and not stale. */
static void test_lift_a_row_a_week_of_a_daily_source_is_said(void **state)
{
	WORLD;
	int32_t day = world_day("2026-07-01");

	leads(w);
	w->sources[0].files = STR("crm/*.csv");
	for (int i = 0; i < 14; i++)
		world_put(w, "leads", "x", str_z(w->a, day_text(w->a, day + 7 * i)), 1, 30);
	world_target(w, "k", "2026-Q3", 92);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k")->grey, GREY_INCOMPLETE);
	assert_str(
	    world_finding(w, "K310", "k")->remedy,
	    "one row a week? write `every: week` at the source crm/*.csv, and `dated: end` if its date "
	    "(a Wednesday) is the week's last day");
}

/* Daily rows that stop on 31 July are just stale. */
static void test_lift_daily_rows_get_no_other_cadence(void **state)
{
	WORLD;

	leads(w);
	world_put(w, "leads", "x", "2026-07-01", 31, 1);
	world_target(w, "k", "2026-Q3", 92);
	world_judge(w);
	assert_str(world_finding(w, "K303", "k")->remedy,
	           "it gets a colour when it is measured again (last: 31 July 2026)");
}

/* Posts of 1 July to 20 September, and no day after is known to be without one. */
static void test_lift_quiet_days_can_be_said(void **state)
{
	WORLD;
	struct put_rules rules = { .every = EVERY_DAY, .is_sparse = true };
	struct put_report report = { 0 };
	struct batch b = { 0 };

	leads(w);
	w->sources[0].files = STR("posts/*.csv");
	batch_init(&b, w->a);
	for (int32_t day = world_day("2026-07-01"); day <= world_day("2026-09-20"); day += 9)
		batch_add(&b, &(struct batch_keys){ .channel = world_sym(w, "x"), .day = day }, NULL,
		          (struct batch_cell){ 5000000, world_sym(w, "leads"), 2 });
	store_put(w->facts.store, &b, &rules, &report);
	store_cover(w->facts.store, 0, world_day("2026-07-01"), world_day("2026-09-20"));
	world_target(w, "k", "2026-Q3", 92);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k")->grey, GREY_STALE);
	assert_str(
	    world_finding(w, "K303", "k")->remedy,
	    "nothing since? let `covers:` of the source posts/*.csv go from the first day of its files to 2026-09-30");
}

/* Three windows of a month each are not the quarter's. */
static void test_lift_windows_of_other_periods_are_said(void **state)
{
	WORLD;
	struct put_rules rules = { .every = EVERY_DAY, .grain = GRAIN_WINDOW };
	struct put_report report = { 0 };
	struct batch b = { 0 };

	leads(w);
	w->sources[0].has_window = true;
	w->sources[0].window_first = world_day("2026-07-01");
	w->sources[0].window_last = world_day("2026-07-31");
	batch_init(&b, w->a);
	batch_add(&b, &(struct batch_keys){ .channel = world_sym(w, "x"), .day = world_day("2026-07-31") },
	          NULL, (struct batch_cell){ 5000000, world_sym(w, "leads"), 2 });
	store_put(w->facts.store, &b, &rules, &report);
	world_target(w, "k", "2026-Q3", 92);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k")->grey, GREY_NO_DATA);
	assert_str(
	    world_kpi_outcome(w, "k")->lift,
	    "leads is exported for 2026-Q3 as a whole, or by day: each `window:` counts for its own days alone");
}

static void test_lift_months_that_make_no_quarter_are_named(void **state)
{
	WORLD;
	const struct finding *k301;

	leads(w);
	world_give(w, "leads", 92);
	world_target(w, "k", "2026-09", 30);
	world_judge(w);
	k301 = world_finding(w, "K301", "k");
	assert_str(k301->message, "k: no target for 2026-Q3: targets.csv has it for 2026-09 only; "
	                          "add 2026-07 and 2026-08, or run --period 2026-09");
	assert_str(k301->remedy, "it gets a colour when it has targets for 2026-07 and 2026-08 too");
	assert_str(k301->at.file, "targets.csv");
	assert_int_equal(k301->at.line, 2);
}

static void test_lift_an_empty_target_points_at_its_row(void **state)
{
	WORLD;
	const struct finding *k301;

	leads(w);
	world_give(w, "leads", 92);
	world_target(w, "other", "2026-Q3", 1);
	world_target(w, "k", "2026-Q3", 0)->target.has = false;
	world_judge(w);
	k301 = world_finding(w, "K301", "k");
	assert_str(k301->message, "k: no target for 2026-Q3: the target is empty in its row for 2026-Q3");
	assert_str(k301->at.file, "targets.csv");
	assert_int_equal(k301->at.line, 3);
}

/* Without a row the KPI's own line is all there is to point at. */
static void test_lift_no_row_points_at_the_kpi(void **state)
{
	WORLD;

	leads(w);
	world_give(w, "leads", 92);
	world_judge(w);
	assert_str(world_finding(w, "K301", "k")->message, "k: no target for 2026-Q3");
	assert_str(world_finding(w, "K301", "k")->at.file, "model.yaml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_lift_a_metrics_beginning_is_named),
		WORLD_TEST(test_lift_a_late_beginning_counts_days_where_cells_are_many),
		WORLD_TEST(test_lift_the_incomplete_metric_of_a_ratio_is_named),
		WORLD_TEST(test_lift_all_metrics_that_a_ratio_lacks_are_named),
		WORLD_TEST(test_lift_a_row_a_month_of_a_daily_source_is_said),
		WORLD_TEST(test_lift_a_row_a_week_of_a_daily_source_is_said),
		WORLD_TEST(test_lift_daily_rows_get_no_other_cadence),
		WORLD_TEST(test_lift_quiet_days_can_be_said),
		WORLD_TEST(test_lift_windows_of_other_periods_are_said),
		WORLD_TEST(test_lift_months_that_make_no_quarter_are_named),
		WORLD_TEST(test_lift_an_empty_target_points_at_its_row),
		WORLD_TEST(test_lift_no_row_points_at_the_kpi),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
