/* test_completeness.c - figures that are incomplete, stale or broken, by hand. */
#include "figured.h"

static void test_completeness_incomplete_under_the_floor(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "leads", .channel = "x" };
	struct figure fig;

	/* 1 July..30 September are 92 days: 83 of them are 90.2 %, 82 are 89.1 % */
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, s, "2026-06-30", 1, 1);
	company_put_same(c, s, "2026-07-11", 82, 1);
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 92);
	assert_int_equal(fig.present, 82);
	assert_true(fig.is_incomplete);
	company_put_same(c, s, "2026-07-10", 1, 1);
	assert_false(metric_now(c, "leads").is_incomplete);
}

static void test_completeness_campaigns_and_closed_accounts_may_end(void **state)
{
	struct company *c = *state;
	struct figure fig;

	c->accounts[0] = (struct account){ .name = company_sym(c, "old"),
		                           .is_closed = true,
		                           .closed = company_day("2026-07-10") };
	c->ws.n_accounts = 1;
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "new" },
	                 "2026-04-01", 183, 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "old" },
	                 "2026-04-01", 101, 1);
	company_put_same(c,
	                 (struct cells_of_series){
			     .metric = "leads", .channel = "x", .account = "new", .campaign = "spring" },
	                 "2026-04-01", 96, 1); /* to 5 July */
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 92 + 10 + 5);
	assert_int_equal(fig.present, 92 + 10 + 5);
	assert_false(fig.is_incomplete || fig.lost_series);
	fig = metric_in(c, "leads", "2026-09");
	assert_int_equal(fig.expected, 30);
	assert_false(fig.is_incomplete || fig.lost_series);
}

static void test_completeness_a_lost_series_that_mattered_is_named(void **state)
{
	struct company *c = *state;
	struct figure fig;

	/* second quarter, 91 days each: 95 and 5 a day; 5 of 100 is just 5 % */
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "acme" },
	                 "2026-04-01", 183, 95);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y", .account = "acme" },
	                 "2026-04-01", 91, 5);
	fig = metric_now(c, "leads");
	assert_true(fig.lost_series && fig.is_incomplete && fig.has && !fig.fell_silent);
	assert_says(fig.note, "y acme has no value now and carried 5%");
	/* a year on it is neither lost nor expected */
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "acme" },
	                 "2026-10-01", 92, 95);
	company_period(c, "2026-Q4", "2026-12-31");
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 92);
	assert_false(fig.lost_series || fig.is_incomplete);
}

static void test_completeness_a_small_lost_series_does_not_grey(void **state)
{
	struct company *c = *state;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	for (int i = 0; i < 10; i++)
		company_put_same(
		    c,
		    (struct cells_of_series){ .metric = "leads",
		                              .channel = "x",
		                              .account = (const char *const[]){ "a", "b", "c", "d", "e", "f",
		                                                                "g", "h", "i", "j" }[i] },
		    "2026-04-01", 183, 10);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-04-01", 91,
	                 5);
	/* 5 of 105 a day is 4.8 %; cells: 920 of 1012 are 90.9 % */
	assert_false(metric_now(c, "leads").lost_series);
	assert_false(metric_now(c, "leads").is_incomplete);
}

static void test_completeness_stale_is_older_than_two_cadences(void **state)
{
	struct company *c = *state;

	company_metric(c, "daily", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "monthly", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "daily" }, "2026-07-01", 89,
	                 1); /* to 27 September */
	company_put_same(c, (struct cells_of_series){ .metric = "monthly", .every = EVERY_MONTH },
	                 "2026-06-30", 2, 1);
	assert_true(metric_now(c, "daily").is_stale); /* 30 - 27 = 3 days */
	assert_int_equal(metric_now(c, "daily").newest, company_day("2026-09-27"));
	assert_false(metric_now(c, "monthly").is_stale); /* 31 July is two months before 30 September */
	company_period(c, "2026-Q3", "2026-09-29");
	assert_false(metric_now(c, "daily").is_stale);
	company_period(c, "2026-Q4", "2026-12-31"); /* nothing in the period: the newest before it is said */
	assert_true(metric_now(c, "monthly").is_stale);
	assert_int_equal(metric_now(c, "monthly").newest, company_day("2026-07-31"));
}

static void test_completeness_stock_is_its_last_cell_if_not_stale(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "followers", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put(c,
	            (struct cells_of_series){ .metric = "followers", .channel = "x", .every = EVERY_MONTH },
	            "2026-07-31", 2, (int64_t[]){ 90, 100 });
	fig = metric_now(c, "followers"); /* August's will do: no September cell is needed */
	assert_value(fig, 100);
	assert_false(fig.is_stale || fig.is_incomplete);
	company_put_same(c, (struct cells_of_series){ .metric = "followers", .channel = "y" }, "2026-07-01",
	                 40, 50);
	fig = metric_now(c, "followers"); /* y stopped on 9 August */
	assert_value(fig, 100);
	assert_true(fig.lost_series && fig.fell_silent && !fig.is_stale);
	assert_says(fig.note,
	            "y has no value since 2026-08-09 and carried 33% of it when last seen"); /* 50 of 150 */
	company_period(c, "2026-Q3", "2026-08-12"); /* x: 31 July is fresh; y: 9 August is 3 days old */
	assert_value(metric_now(c, "followers"), 90);
	company_period(c, "2026-Q3", "2026-08-11");
	assert_value(metric_now(c, "followers"), 140);
}

/* As of 30 September: a month's cell of 31 August is one cadence old, one of 30 June three. */
static void test_completeness_stock_without_a_cell_in_the_period_is_what_it_was(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "staff", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "staff", .every = EVERY_MONTH }, "2026-06-30", 3,
	            (int64_t[]){ 90, 100, 110 });
	fig = metric_in(c, "staff", "2026-09");
	assert_value(fig, 110);
	assert_int_equal(fig.newest, company_day("2026-08-31"));
	assert_false(fig.is_stale || fig.is_incomplete);
	company_metric(c, "old", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "old", .every = EVERY_MONTH }, "2026-05-31",
	                 2, 90);
	assert_false(metric_in(c, "old", "2026-09").has);
	company_metric(c, "flow", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "flow", .every = EVERY_MONTH }, "2026-08-31",
	                 1, 90);
	assert_false(metric_in(c, "flow", "2026-09").has); /* August's sum is no sum of September's */
}

static void test_completeness_a_closed_accounts_stock_is_gone(void **state)
{
	struct company *c = *state;

	c->accounts[0] = (struct account){ .name = company_sym(c, "old"),
		                           .is_closed = true,
		                           .closed = company_day("2026-08-31") };
	c->ws.n_accounts = 1;
	company_metric(c, "fans", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put_same(c,
	                 (struct cells_of_series){ .metric = "fans", .account = "old", .every = EVERY_MONTH },
	                 "2026-08-31", 1, 90);
	assert_false(metric_in(c, "fans", "2026-09").has);
}

/* Data to 25 September, as-of moved on from there to the 30th: as fresh as they can be. */
static void test_completeness_moving_as_of_on_makes_nothing_stale(void **state)
{
	struct company *c = *state;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 87,
	                 1);
	company_metric(c, "old", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "old", .channel = "x" }, "2026-07-01", 84, 1);
	assert_true(metric_now(c, "leads").is_stale); /* said with --as-of */
	c->f.as_of_moved = 5;
	assert_false(metric_now(c, "leads").is_stale);
	assert_false(metric_now(c, "leads").is_incomplete); /* 87 of 92: 94.6 % */
	assert_true(metric_now(c, "old").is_stale);         /* 22 September, three days before the 25th */
}

static void test_completeness_a_stale_stock_is_shown_as_stale(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "followers", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "followers", .channel = "y" }, "2026-07-01",
	                 40, 50);
	fig = metric_now(c, "followers");
	assert_value(fig, 50);
	assert_true(fig.is_stale);
}

static void test_completeness_breaks_count_where_the_channel_mattered(void **state)
{
	static const struct {
		const char *on, *channel;
		bool is_broken;
		const char *why;
	} cases[] = {
		{ "2026-07-01", "x", false, "the whole period has the new definition" },
		{ "2026-07-02", "x", true, "inside" },
		{ "2026-09-30", "x", true, "the last day counts" },
		{ "2026-10-01", "x", false, "after the period" },
		{ "2026-08-01", "y", false, "4 of 100" },
		{ "2026-08-01", NULL, true, "every channel" },
	};
	struct company *c = *state;
	struct metric *m = company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	struct series_break b = { .note = STR("new count") };

	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 92,
	                 96);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-07-01", 92,
	                 4);
	m->breaks = &b;
	m->n_breaks = 1;
	for (size_t i = 0; i < LEN(cases); i++) {
		b.on = company_day(cases[i].on);
		b.channel = company_sym(c, cases[i].channel);
		if (metric_now(c, "leads").has_break != cases[i].is_broken)
			fail_msg("%s: %s", cases[i].on, cases[i].why);
	}
	assert_says(metric_now(c, "leads").note, "new count");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_completeness_incomplete_under_the_floor),
		COMPANY_TEST(test_completeness_campaigns_and_closed_accounts_may_end),
		COMPANY_TEST(test_completeness_a_lost_series_that_mattered_is_named),
		COMPANY_TEST(test_completeness_a_small_lost_series_does_not_grey),
		COMPANY_TEST(test_completeness_stale_is_older_than_two_cadences),
		COMPANY_TEST(test_completeness_stock_is_its_last_cell_if_not_stale),
		COMPANY_TEST(test_completeness_a_stale_stock_is_shown_as_stale),
		COMPANY_TEST(test_completeness_breaks_count_where_the_channel_mattered),
		COMPANY_TEST(test_completeness_stock_without_a_cell_in_the_period_is_what_it_was),
		COMPANY_TEST(test_completeness_a_closed_accounts_stock_is_gone),
		COMPANY_TEST(test_completeness_moving_as_of_on_makes_nothing_stale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
