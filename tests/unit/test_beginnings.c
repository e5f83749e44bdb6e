/* test_beginnings.c - what is missing of a figure before its metric or a further series begins, by hand. */
#include "figured.h"

/* As in the old account from April on: 92 + 30 days of September + its 5 weeks. */
static void test_completeness_expects_nothing_before_a_further_series_begins(void **state)
{
	struct company *c = *state;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "old" }, "2026-04-01",
	                 183, 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-09-01", 30,
	                 1);
	company_put_same(c,
	                 (struct cells_of_series){ .metric = "leads", .channel = "y", .every = EVERY_WEEK },
	                 "2026-09-02", 5, 1); /* 2 9 16 23 30 September */
	assert_int_equal(metric_now(c, "leads").expected, 127);
	assert_int_equal(metric_now(c, "leads").present, 127);
	assert_false(metric_now(c, "leads").is_incomplete);
}

/* Where the metric itself begins in the period, its first series are expected from the period's first day:
 * 2 x 92, and 20 days of the one that came later; there are 30 + 30 + 20. */
static void test_completeness_a_metrics_own_beginning_is_missing_before_it(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-09-01", 30,
	                 1);
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 92);
	assert_int_equal(fig.present, 30);
	assert_true(fig.is_incomplete && fig.has && !fig.lost_series);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-09-01", 30,
	                 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "z" }, "2026-09-11", 20,
	                 1);
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 2 * 92 + 20);
	assert_int_equal(fig.present, 80);
	fig = metric_in(c, "leads", "2026-09"); /* all of September is there */
	assert_int_equal(fig.expected, 80);
	assert_false(fig.is_incomplete);
	company_period(c, "2026-Q3", "2026-08-31"); /* nothing yet: nothing is expected */
	assert_int_equal(metric_now(c, "leads").expected, 0);
}

/* Seen through a where, another channel's past does not count. */
static void test_completeness_begins_by_what_the_where_lets_through(void **state)
{
	static const struct str only_x[] = { { "x", 1 } };
	struct where w = { .channels = only_x, .n_channels = 1 };
	struct company *c = *state;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-04-01", 183,
	                 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-09-01", 30,
	                 1);
	assert_int_equal(metric_now(c, "leads").expected, 92 + 30);
	assert_int_equal(rollup_metric(&c->f, c->a, company_sym(c, "leads"), &w, c->f.period).expected, 92);
}

/* 31 August is 31 of 92 days before the end; the 20 accounts of 1 September make 631 of 692 cells, 91 %, of it. */
static void test_completeness_a_late_beginning_is_not_made_up_by_many_series(void **state)
{
	static const char *const accounts[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
		                                "k", "l", "m", "n", "o", "p", "q", "r", "s", "t" };
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-08-31", 31,
	                 1);
	for (size_t i = 0; i < 20; i++)
		company_put_same(
		    c, (struct cells_of_series){ .metric = "leads", .channel = "y", .account = accounts[i] },
		    "2026-09-01", 30, 1);
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 692);
	assert_int_equal(fig.present, 631);
	assert_true(fig.is_incomplete);
}

/* 83 of 92 days are 90.2 %, 82 are 89.1 %: 10 July is soon enough, 11 July is not. */
static void test_completeness_a_metric_may_begin_in_the_first_tenth(void **state)
{
	struct company *c = *state;

	company_metric(c, "soon", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "late", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "soon" }, "2026-07-10", 83, 1);
	company_put_same(c, (struct cells_of_series){ .metric = "late" }, "2026-07-11", 82, 1);
	assert_false(metric_now(c, "soon").is_incomplete);
	assert_true(metric_now(c, "late").is_incomplete);
}

/* A month's cell on 30 September speaks of all of September; one on 31 July of the quarter's first day. */
static void test_completeness_a_cell_begins_with_what_it_speaks_of(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "sales", .every = EVERY_MONTH };

	company_metric(c, "sales", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, s, "2026-09-30", 1, 9);
	assert_int_equal(metric_now(c, "sales").expected, 3);
	assert_int_equal(metric_now(c, "sales").present, 1);
	assert_true(metric_now(c, "sales").is_incomplete);
	company_put_same(c, s, "2026-07-31", 2, 9);
	assert_int_equal(metric_now(c, "sales").present, 3);
	assert_false(metric_now(c, "sales").is_incomplete);
}

/* A covered day without a row is 0: what counts is when the source begins, not when its first lead came. */
static void test_completeness_sparse_sources_begin_with_their_covered_days(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "leads", .is_sparse = true };

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, s, "2026-09-10", 1, 1);
	store_cover(c->f.store, 0, company_day("2026-09-01"), company_day("2026-09-30"));
	assert_int_equal(metric_now(c, "leads").expected, 92);
	assert_int_equal(metric_now(c, "leads").present, 30);
	assert_true(metric_now(c, "leads").is_incomplete);
	store_cover(c->f.store, 0, company_day("2026-07-01"), company_day("2026-08-31"));
	assert_false(metric_now(c, "leads").is_incomplete);
	assert_int_equal(metric_now(c, "leads").present, metric_now(c, "leads").expected);
}

/* A stock is its last cell, whenever it began. An old account that is long gone is no beginning: 30 of 92. */
static void test_completeness_beginnings_of_stocks_and_after_a_long_gap(void **state)
{
	struct company *c = *state;

	company_metric(c, "fans", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "fans" }, "2026-09-01", 30, 7);
	assert_value(metric_now(c, "fans"), 7);
	assert_false(metric_now(c, "fans").is_incomplete);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .account = "old" }, "2025-07-01", 92,
	                 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .account = "new" }, "2026-09-01", 30,
	                 1);
	assert_int_equal(metric_now(c, "leads").expected, 92);
	assert_int_equal(metric_now(c, "leads").present, 30);
	/* a campaign that is over is no gap */
	company_put_same(
	    c, (struct cells_of_series){ .metric = "leads", .account = "old", .campaign = "summer" },
	    "2025-07-01", 31, 1);
	assert_int_equal(metric_now(c, "leads").expected, 30);
}

/* A campaign of 1 August is all there is: 61 of its own 61 days. A series without one of the same day makes the
 * metric's beginning: 61 + 92 expected. */
static void test_completeness_a_first_campaign_begins_with_itself(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "leads", .channel = "x", .campaign = "launch" };
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, s, "2026-08-01", 61, 1);
	fig = metric_now(c, "leads");
	assert_value(fig, 61);
	assert_int_equal(fig.expected, 61);
	assert_int_equal(fig.present, 61);
	assert_false(fig.is_incomplete);
	s.campaign = NULL;
	company_put_same(c, s, "2026-08-01", 61, 1);
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 61 + 92);
	assert_true(fig.is_incomplete);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_completeness_expects_nothing_before_a_further_series_begins),
		COMPANY_TEST(test_completeness_a_metrics_own_beginning_is_missing_before_it),
		COMPANY_TEST(test_completeness_begins_by_what_the_where_lets_through),
		COMPANY_TEST(test_completeness_a_late_beginning_is_not_made_up_by_many_series),
		COMPANY_TEST(test_completeness_a_metric_may_begin_in_the_first_tenth),
		COMPANY_TEST(test_completeness_a_cell_begins_with_what_it_speaks_of),
		COMPANY_TEST(test_completeness_sparse_sources_begin_with_their_covered_days),
		COMPANY_TEST(test_completeness_beginnings_of_stocks_and_after_a_long_gap),
		COMPANY_TEST(test_completeness_a_first_campaign_begins_with_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
