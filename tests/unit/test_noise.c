/* test_noise.c - signals among months, and straight lines to the end of a period, worked by hand. */
#include "world.h"

#include <stdio.h>
#include "core/noise.h"

static const int days_of[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

/* The mean of a month's days is value; month 0 is January 2025 (no leap year until 2028). */
static void put_month(struct world *w, int month, double value)
{
	char day[40];

	snprintf(day, sizeof day, "%d-%02d-01", 2025 + month / 12, month % 12 + 1);
	world_put(w, "rate", "x", day, days_of[month % 12], value);
}

/* 10, 12, 10, 12, .. in n months up to June 2026 (month 17): mean 11, every moving range 2, limits 11 -+ 5.32. */
static struct kpi *zigzag(struct world *w, int n)
{
	struct metric *m = world_metric(w, "rate", KIND_SOCIAL, LEVEL_OUTCOME);

	m->over_time = TIME_MEAN;
	for (int i = 0; i < n; i++)
		put_month(w, 17 - i, i % 2 ? 10 : 12);
	world_goal(w, "grow", NULL);
	world_target(w, "k", "2026-Q3", 10);
	return world_kpi(w, "k", "grow", ROLE_EVIDENCE, "rate", NULL);
}

static const struct noise *judge_noise(struct world *w, double july, double august, double september)
{
	put_month(w, 18, july);
	put_month(w, 19, august);
	put_month(w, 20, september);
	world_judge(w);
	return &world_kpi_outcome(w, "k")->noise;
}

static void test_noise_limits_are_mean_and_moving_range(void **state)
{
	WORLD;
	const struct noise *n;

	zigzag(w, 12);
	n = judge_noise(w, 16, 16.4, 14);
	assert_true(n->has);
	assert_int_equal(n->n_months, 12);
	assert_near(n->mean, 11, 1e-9);
	assert_near(n->low, 5.68, 1e-9);
	assert_near(n->high, 16.32, 1e-9);
	assert_int_equal(n->signal, SIGNAL_ABOVE); /* August alone is out */
	assert_true(period_eq(n->at, world_period("2026-08")));
	assert_near(n->value, 16.4, 1e-9);
	assert_true(noise_is_good(world_kpi_outcome(w, "k")));
}

static void test_noise_below_is_good_where_lower_is_better(void **state)
{
	WORLD;
	const struct noise *n;

	zigzag(w, 12)->better = BETTER_LOWER;
	n = judge_noise(w, 12, 5.5, 10);
	assert_int_equal(n->signal, SIGNAL_BELOW);
	assert_true(noise_is_good(world_kpi_outcome(w, "k")));
	w->kpis[0].better = BETTER_HIGHER;
	world_judge(w);
	assert_false(noise_is_good(world_kpi_outcome(w, "k")));
}

/* Inside the limits, or out on both sides: nothing can be said of the period. */
static void test_noise_out_on_both_sides_is_no_signal(void **state)
{
	WORLD;

	zigzag(w, 12);
	assert_int_equal(judge_noise(w, 17, 5, 11)->signal, SIGNAL_NONE);
	assert_true(world_kpi_outcome(w, "k")->noise.has);
}

static void test_noise_needs_twelve_months(void **state)
{
	WORLD;

	zigzag(w, 11);
	assert_false(judge_noise(w, 99, 99, 99)->has);
	assert_int_equal(world_kpi_outcome(w, "k")->noise.n_months, 11);
	assert_int_equal(world_kpi_outcome(w, "k")->noise.signal, SIGNAL_NONE);
}

/* 15 months, of which those since the break of 1 January 2026 are 6. */
static void test_noise_stops_at_a_series_break(void **state)
{
	WORLD;
	struct series_break b = { .on = world_day("2026-01-01") };

	zigzag(w, 15);
	w->metrics[0].breaks = &b;
	w->metrics[0].n_breaks = 1;
	assert_false(judge_noise(w, 99, 99, 99)->has);
	assert_int_equal(world_kpi_outcome(w, "k")->noise.n_months, 6);
}

/* A gap has no moving range: 13 months with one missing have 12 points and 10 ranges. 15 have 14 and 12. */
static void test_noise_takes_no_range_across_a_gap(void **state)
{
	WORLD;

	w->facts.as_of = world_day("2026-09-30");
	zigzag(w, 6);
	for (int i = 7; i < 13; i++)
		put_month(w, 17 - i, i % 2 ? 10 : 12);
	assert_false(judge_noise(w, 11, 11, 11)->has);
	assert_int_equal(world_kpi_outcome(w, "k")->noise.n_months, 12);
	put_month(w, 4, 10);
	put_month(w, 3, 12);
	world_judge(w);
	assert_true(world_kpi_outcome(w, "k")->noise.has);
	assert_near(world_kpi_outcome(w, "k")->noise.high, 11 + 2.66 * 2, 1e-9);
}

/* A metric from July 2025 to September 2026, 10 a day and then, after 3 days that are missing, less than a tenth of the
 * month, another value. */
static const struct noise *with_gap(struct world *w, const char *metric, enum over_time rule, double last)
{
	world_metric(w, metric, KIND_SOCIAL, LEVEL_OUTCOME)->over_time = rule;
	world_target(w, metric, "2026-Q3", 900);
	world_kpi(w, metric, "grow", ROLE_EVIDENCE, metric, NULL);
	world_put(w, metric, "x", "2025-07-01", 437, 10); /* to 10 September 2026 */
	world_put(w, metric, "x", "2026-09-14", 17, last);
	world_judge(w);
	return &world_kpi_outcome(w, metric)->noise;
}

/* July and August are 310, and so is every month of 31 days before; 270 in September is what 27 of 30 days make of
 * 10 a day: no signal. A mean of 27 days may stand for 30: (100 + 17 x 12)/27 beside limits of 10 and 10 is one. */
static void test_noise_of_a_sum_needs_every_day(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	assert_true(with_gap(w, "sum", TIME_SUM, 10)->has);
	assert_int_equal(world_kpi_outcome(w, "sum")->noise.signal, SIGNAL_NONE);
	assert_int_equal(with_gap(w, "mean", TIME_MEAN, 12)->signal, SIGNAL_ABOVE);
}

/* 40 of 92 days with 3 a day: 120 so far, 120 x 92 / 40 = 276; what does not add has none. */
static void test_outlook_is_a_straight_line(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_metric(w, "rate", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_MEAN;
	world_metric(w, "stock", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_LAST;
	world_put(w, "leads", "x", "2026-07-01", 40, 3);
	world_put(w, "rate", "x", "2026-07-01", 40, 3);
	world_put(w, "stock", "x", "2026-07-01", 40, 3);
	world_kpi(w, "flow", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_kpi(w, "mean", "grow", ROLE_EVIDENCE, "rate", NULL);
	world_kpi(w, "last", "grow", ROLE_EVIDENCE, "stock", NULL);
	world_kpi(w, "ratio", "grow", ROLE_EVIDENCE, "leads", "rate");
	w->facts.as_of = world_day("2026-08-09");
	world_judge(w);
	assert_true(world_kpi_outcome(w, "flow")->has_outlook);
	assert_near(world_kpi_outcome(w, "flow")->outlook, 276, 1e-9);
	assert_false(world_kpi_outcome(w, "mean")->has_outlook);
	assert_false(world_kpi_outcome(w, "last")->has_outlook);
	assert_false(world_kpi_outcome(w, "ratio")->has_outlook);
	w->facts.as_of = world_day("2026-08-10"); /* data up to the day before: still 40 days */
	world_judge(w);
	assert_near(world_kpi_outcome(w, "flow")->outlook, 276, 1e-9);
}

/* No line from a figure that is incomplete (30 of 40 days), nor of a period that is over. */
static void test_outlook_needs_a_whole_figure_and_an_open_period(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "leads", "x", "2026-06-20", 31, 3);
	world_put(w, "leads", "x", "2026-07-31", 10, 3);
	world_kpi(w, "flow", "grow", ROLE_EVIDENCE, "leads", NULL);
	w->facts.as_of = world_day("2026-08-09");
	world_judge(w);
	assert_false(world_kpi_outcome(w, "flow")->has_outlook);
	world_put(w, "leads", "x", "2026-07-21", 10, 3);
	world_judge(w);
	assert_true(world_kpi_outcome(w, "flow")->has_outlook);
	world_put(w, "leads", "x", "2026-08-10", 52, 3);
	w->facts.as_of = world_day("2026-09-30");
	world_judge(w);
	assert_false(world_kpi_outcome(w, "flow")->has_outlook);
}

/* x has all 40 days, y the first 37, in one figure: 77 of 80 cells are over the floor, and still y's last 3 days are no
 * 0, so no line is drawn. When y has them too it is 2 x 40 x 3 x 92 / 40 = 552. */
static void test_outlook_waits_for_every_series(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "leads", "x", "2026-07-01", 40, 3);
	world_put(w, "leads", "y", "2026-07-01", 37, 3);
	world_kpi(w, "flow", "grow", ROLE_EVIDENCE, "leads", NULL);
	w->facts.as_of = world_day("2026-08-09");
	world_judge(w);
	assert_false(world_kpi_outcome(w, "flow")->figure.is_incomplete);
	assert_false(world_kpi_outcome(w, "flow")->has_outlook);
	world_put(w, "leads", "y", "2026-08-07", 3, 3);
	world_judge(w);
	assert_true(world_kpi_outcome(w, "flow")->has_outlook);
	assert_near(world_kpi_outcome(w, "flow")->outlook, 552, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_noise_limits_are_mean_and_moving_range),
		WORLD_TEST(test_noise_below_is_good_where_lower_is_better),
		WORLD_TEST(test_noise_out_on_both_sides_is_no_signal),
		WORLD_TEST(test_noise_needs_twelve_months),
		WORLD_TEST(test_noise_stops_at_a_series_break),
		WORLD_TEST(test_noise_takes_no_range_across_a_gap),
		WORLD_TEST(test_noise_of_a_sum_needs_every_day),
		WORLD_TEST(test_outlook_is_a_straight_line),
		WORLD_TEST(test_outlook_needs_a_whole_figure_and_an_open_period),
		WORLD_TEST(test_outlook_waits_for_every_series),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
