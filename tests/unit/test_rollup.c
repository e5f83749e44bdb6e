/* test_rollup.c - cells -> figures, by hand. */
#include "figured.h"

/* --- over time */

static void test_rollup_each_rule_over_time(void **state)
{
	static const struct {
		enum over_time rule;
		double value;
		const char *why;
	} cases[] = {
		{ TIME_SUM, 17, "4 - 3 + 16" },
		{ TIME_MEAN, 17.0 / 3, "over the three days that have a cell, not over five" },
		{ TIME_FIRST, 4, "1 July" },
		{ TIME_LAST, 16, "5 July" },
		{ TIME_OPENING, 9, "30 June, the last before the period" },
		{ TIME_MAX, 16, "largest" },
		{ TIME_MIN, -3, "smallest: a negative count is legal" },
	};
	static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g" };

	for (size_t i = 0; i < LEN(cases); i++) {
		struct company *c = *state;
		struct cells_of_series s = { .metric = ids[i], .channel = "x" };
		struct figure fig;

		company_period(c, "2026-07", "2026-07-05");
		company_metric(c, ids[i], UNIT_COUNT, cases[i].rule, PARTS_SUM);
		company_put(c, s, "2026-06-30", 2, (int64_t[]){ 9, 4 });
		company_put(c, s, "2026-07-03", 1, (int64_t[]){ -3 });
		company_put(c, s, "2026-07-05", 2, (int64_t[]){ 16, 1000 }); /* 6 July is after as-of */
		fig = metric_now(c, ids[i]);
		if (!fig.has || !is_near(fig.value, cases[i].value))
			fail_msg("%s: %g, not %g: %s", over_time_names[cases[i].rule], fig.value,
			         cases[i].value, cases[i].why);
	}
}

static void test_rollup_sums_are_exact(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 2,
	            (int64_t[]){ INT64_C(4000000000001), INT64_C(5000000000002) });
	fig = metric_now(c, "leads");
	assert_true(fig.has && fig.is_exact);
	assert_int_equal(fig.micro, INT64_C(9000000000003000000));
}

static void test_rollup_overflow_has_no_value(void **state)
{
	struct company *c = *state;
	struct figure fig;

	/* 5e12 units fit as millionths (9.2e18), twice that does not: over days, then over channels */
	company_metric(c, "days", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "parts", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "days" }, "2026-07-01", 2,
	                 INT64_C(5000000000000));
	fig = metric_now(c, "days");
	assert_true(fig.overflow);
	assert_false(fig.has);
	company_put_same(c, (struct cells_of_series){ .metric = "parts", .channel = "x" }, "2026-07-01", 1,
	                 INT64_C(5000000000000));
	company_put_same(c, (struct cells_of_series){ .metric = "parts", .channel = "y" }, "2026-07-01", 1,
	                 INT64_C(5000000000000));
	fig = metric_now(c, "parts");
	assert_true(fig.overflow);
	assert_false(fig.has || fig.has_bounds);
}

static void test_rollup_missing_is_no_zero(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads" }, "2026-06-01", 30, 5);
	fig = metric_now(c, "leads");
	assert_false(fig.has || fig.has_bounds);
	assert_int_equal(fig.n_series, 0);
	assert_false(metric_in(c, "no_such_metric", "2026-Q3").has);
}

static void test_rollup_sparse_is_zero_on_covered_days(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .channel = "crm", .is_sparse = true, .source = 2 };

	/* covered 1..10 July; cells on the 3rd (8) and the 4th (2) */
	store_cover(c->f.store, 2, company_day("2026-07-01"), company_day("2026-07-10"));
	company_metric(c, "sum", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "mean", UNIT_COUNT, TIME_MEAN, PARTS_SUM);
	company_metric(c, "last", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_metric(c, "min", UNIT_COUNT, TIME_MIN, PARTS_SUM);
	company_period(c, "2026-07", "2026-07-10");
	static const char *const ids[] = { "sum", "mean", "last", "min" };
	for (size_t i = 0; i < 4; i++) {
		s.metric = ids[i];
		company_put(c, s, "2026-07-03", 2, (int64_t[]){ 8, 2 });
	}
	assert_value(metric_now(c, "sum"), 10);
	assert_value(metric_now(c, "mean"), 1); /* 10 over 10 covered days */
	assert_value(metric_now(c, "last"), 2); /* the 10th is covered, but nobody said that the stock is 0 */
	assert_value(metric_now(c, "min"), 2);  /* of 8 and 2 */
	assert_int_equal(metric_now(c, "min").present, metric_now(c, "sum").present);
	assert_false(metric_now(c, "min").is_incomplete);
	assert_false(metric_now(c, "min").is_stale); /* its source speaks of the 10th */
	assert_int_equal(metric_now(c, "sum").newest, company_day("2026-07-10"));
	assert_false(metric_now(c, "sum").is_incomplete);
	assert_false(metric_in(c, "sum", "2026-06").has); /* not covered: missing */
	company_period(c, "2026-07", "2026-07-31");
	store_cover(c->f.store, 2, company_day("2026-06-01"), company_day("2026-06-30"));
	assert_value(metric_in(c, "sum", "2026-06"), 0); /* covered without an event: 0 */
}

/* Covered July to September: of three months ends only August has no cell, of 13 Sundays only 19 July. */
static void test_rollup_sparse_months_and_weeks_are_zero_at_their_ends_only(void **state)
{
	struct company *c = *state;
	struct cells_of_series month = {
		.channel = "x", .every = EVERY_MONTH, .is_sparse = true, .source = 2
	};
	struct cells_of_series week = {
		.metric = "weekly", .every = EVERY_WEEK, .is_sparse = true, .source = 2
	};
	struct figure fig;

	store_cover(c->f.store, 2, company_day("2026-07-01"), company_day("2026-09-30"));
	company_metric(c, "score", UNIT_SCORE, TIME_MEAN, PARTS_SUM);
	company_metric(c, "people", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_metric(c, "weekly", UNIT_COUNT, TIME_MEAN, PARTS_SUM);
	month.metric = "score";
	company_put(c, month, "2026-07-31", 1, (int64_t[]){ 50 });
	company_put(c, month, "2026-09-30", 1, (int64_t[]){ 70 });
	assert_value(metric_now(c, "score"), 40); /* (50 + 0 + 70) / 3, not over 92 days */
	assert_value(metric_in(c, "score", "2026-08"), 0);
	assert_int_equal(metric_now(c, "score").present, 3);
	assert_false(metric_in(c, "score", "2026-06").has); /* not covered: missing */
	month.metric = "people";
	company_put(c, month, "2026-07-31", 3, (int64_t[]){ 50, 60, 70 });
	assert_bounds(metric_now(c, "people"), 70, 180);
	company_put_same(c, week, "2026-07-05", 2, 13);
	company_put_same(c, week, "2026-07-26", 10, 13);
	fig = metric_now(c, "weekly");
	assert_value(fig, 12); /* 12 x 13 over 13 Sundays from 5 July to 27 September */
	assert_int_equal(fig.expected, 13);
	assert_int_equal(fig.present, 13);
	assert_int_equal(fig.newest, company_day("2026-09-27"));
}

static void test_rollup_sparse_quarters_are_zero_at_their_ends_only(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = {
		.metric = "cost", .every = EVERY_QUARTER, .is_sparse = true, .source = 2
	};

	store_cover(c->f.store, 2, company_day("2026-01-01"), company_day("2026-09-30"));
	company_metric(c, "cost", UNIT_CURRENCY, TIME_MEAN, PARTS_SUM);
	company_put(c, s, "2026-03-31", 1, (int64_t[]){ 100 });
	company_put(c, s, "2026-09-30", 1, (int64_t[]){ 200 });
	assert_value(metric_in(c, "cost", "2026"), 100); /* (100 + 0 + 200) / 3 */
	assert_value(metric_in(c, "cost", "2026-Q2"), 0);
	assert_false(metric_in(c, "cost", "2026-08").has); /* no quarter ends in it */
}

static void test_rollup_month_cells_belong_to_their_month(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "revenue", .every = EVERY_MONTH };

	company_metric(c, "revenue", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_put(c, s, "2026-06-30", 4, (int64_t[]){ 1, 10, 20, 40 });
	assert_value(metric_in(c, "revenue", "2026-Q3"), 70);
	assert_value(metric_in(c, "revenue", "2026-08"), 20);
	company_period(c, "2026-Q3", "2026-09-29"); /* September is not over */
	assert_value(metric_in(c, "revenue", "2026-Q3"), 30);
	assert_int_equal(metric_in(c, "revenue", "2026-Q3").expected, 2);
	assert_false(metric_in(c, "revenue", "2026-Q3").is_incomplete);
}

static void test_rollup_a_quarters_cell_is_not_a_months(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "cost", .every = EVERY_QUARTER };

	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_put(c, s, "2026-06-30", 2, (int64_t[]){ 100, 200 });
	assert_value(metric_in(c, "cost", "2026-Q3"), 200);
	assert_value(metric_in(c, "cost", "2026-H2"), 200);
	assert_false(metric_in(c, "cost", "2026-09").has);
	assert_int_equal(metric_in(c, "cost", "2026-09").expected, 0);
}

static void test_rollup_window_is_used_only_as_its_period(void **state)
{
	struct company *c = *state;

	c->sources[1].has_window = true;
	c->sources[1].window_first = company_day("2026-07-01");
	c->sources[1].window_last = company_day("2026-09-30");
	company_metric(c, "reach", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_put(c, (struct cells_of_series){ .metric = "reach", .channel = "x", .source = 1 },
	            "2026-09-30", 1, (int64_t[]){ 500 });
	assert_value(metric_in(c, "reach", "2026-Q3"), 500);
	assert_false(metric_in(c, "reach", "2026-09").has);
	assert_false(metric_in(c, "reach", "2026").has || metric_in(c, "reach", "2026").has_bounds);
}

static void window_of(struct company *c, int source, const char *first, const char *last)
{
	c->sources[source].has_window = true;
	c->sources[source].window_first = company_day(first);
	c->sources[source].window_last = company_day(last);
}

/* One source a window: each period takes its own, and neither adds to the other. A day that stands behind them, and a
 * second table of the third quarter, are left out. */
static void test_rollup_windows_of_one_metric_stand_side_by_side(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "video_views", .channel = "x" };

	window_of(c, 0, "2026-04-01", "2026-06-30");
	window_of(c, 1, "2026-07-01", "2026-09-30");
	window_of(c, 2, "2026-07-01", "2026-09-30");
	company_metric(c, "video_views", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, s, "2026-06-30", 1, (int64_t[]){ 500 });
	s.source = 1;
	company_put(c, s, "2026-09-30", 1, (int64_t[]){ 700 });
	s.source = 2;
	company_put(c, s, "2026-09-30", 1, (int64_t[]){ 900 });
	assert_value(metric_in(c, "video_views", "2026-Q2"), 500);
	assert_value(metric_in(c, "video_views", "2026-Q3"), 700);
	assert_false(metric_in(c, "video_views", "2026").has);
	assert_false(metric_in(c, "video_views", "2026-09").has);
}

/* Where days stand first they own the series, and windows are left out: adding them would count twice. */
static void test_rollup_days_before_windows_own_the_series(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "video_views", .channel = "x" };

	window_of(c, 1, "2026-07-01", "2026-09-30");
	company_metric(c, "video_views", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, s, "2026-07-01", 2, (int64_t[]){ 3, 4 });
	s.source = 1;
	company_put(c, s, "2026-09-30", 1, (int64_t[]){ 700 });
	assert_value(metric_in(c, "video_views", "2026-Q3"), 7);
}

/* --- what does not add */

static void test_rollup_people_over_days_have_bounds(void **state)
{
	struct company *c = *state;

	company_metric(c, "reach", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_put(c, (struct cells_of_series){ .metric = "reach", .channel = "x" }, "2026-07-01", 3,
	            (int64_t[]){ 10, 30, 20 });
	company_period(c, "2026-07", "2026-07-03");
	assert_bounds(metric_now(c, "reach"), 30, 60); /* fullest day, all days */
	company_period(c, "2026-07", "2026-07-01");
	assert_value(metric_now(c, "reach"), 10); /* one day is one value */
}

static void test_rollup_people_of_a_month_are_exact(void **state)
{
	struct company *c = *state;

	company_metric(c, "reach", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_put(c, (struct cells_of_series){ .metric = "reach", .channel = "x", .every = EVERY_MONTH },
	            "2026-07-31", 3, (int64_t[]){ 100, 70, 80 });
	assert_value(metric_in(c, "reach", "2026-08"), 70);
	assert_bounds(metric_in(c, "reach", "2026-Q3"), 100, 250);
	company_put(c, (struct cells_of_series){ .metric = "reach", .channel = "y", .every = EVERY_MONTH },
	            "2026-07-31", 3, (int64_t[]){ 40, 90, 80 });
	assert_bounds(metric_in(c, "reach", "2026-08"), 90, 160);  /* [max, sum] of 70 and 90 */
	assert_bounds(metric_in(c, "reach", "2026-Q3"), 100, 460); /* [max(100, 90), 250 + 210] */
}

static void test_rollup_other_parts_print_smallest_and_largest(void **state)
{
	struct company *c = *state;

	company_metric(c, "video_views", UNIT_COUNT, TIME_SUM, PARTS_NONE);
	company_put(c, (struct cells_of_series){ .metric = "video_views", .channel = "x" }, "2026-07-01", 2,
	            (int64_t[]){ 30, 10 });
	assert_value(metric_now(c, "video_views"), 40); /* a single part is exact */
	company_put(c, (struct cells_of_series){ .metric = "video_views", .channel = "y" }, "2026-07-01", 2,
	            (int64_t[]){ 60, 40 });
	company_put(c, (struct cells_of_series){ .metric = "video_views", .channel = "z" }, "2026-07-01", 1,
	            (int64_t[]){ 70 });
	assert_bounds(metric_now(c, "video_views"), 40, 100);
}

/* --- which series */

static void test_rollup_uses_one_source_a_series(void **state)
{
	struct company *c = *state;
	size_t n;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .source = 1 },
	                 "2026-07-01", 1, 7);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .source = 0 },
	                 "2026-07-01", 1, 5);
	company_put_same(c, (struct cells_of_series){ .metric = "lead", .channel = "x" }, "2026-07-01", 1,
	                 100);
	company_put_same(c, (struct cells_of_series){ .metric = "leads_b", .channel = "x" }, "2026-07-01", 1,
	                 100);
	assert_value(metric_now(c, "leads"), 5); /* the first source in the workspace owns it */
	rollup_series(&c->f, c->a, company_sym(c, "leads"), &n);
	assert_int_equal(n, 1);
}

static void test_rollup_where_is_a_glob_on_every_name(void **state)
{
	struct company *c = *state;
	struct where w = { .channels = (struct str[]){ STR("linkedin"), STR("x") },
		           .n_channels = 2,
		           .accounts = (struct str[]){ STR("acme-*") },
		           .n_accounts = 1 };

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ "leads", "linkedin", "acme-de", NULL, 0, 0, 0 },
	                 "2026-07-01", 1, 1);
	company_put_same(c, (struct cells_of_series){ "leads", "x", "acme-uk", "spring", 0, 0, 0 },
	                 "2026-07-01", 1, 2);
	company_put_same(c, (struct cells_of_series){ "leads", "x", "other", NULL, 0, 0, 0 }, "2026-07-01", 1,
	                 4);
	company_put_same(c, (struct cells_of_series){ "leads", "facebook", "acme-de", NULL, 0, 0, 0 },
	                 "2026-07-01", 1, 8);
	assert_value(rollup_metric(&c->f, c->a, company_sym(c, "leads"), &w, c->f.period), 3);
	w.campaigns = (struct str[]){ STR("s*") };
	w.n_campaigns = 1;
	assert_value(rollup_metric(&c->f, c->a, company_sym(c, "leads"), &w, c->f.period), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_rollup_each_rule_over_time),
		COMPANY_TEST(test_rollup_sums_are_exact),
		COMPANY_TEST(test_rollup_overflow_has_no_value),
		COMPANY_TEST(test_rollup_missing_is_no_zero),
		COMPANY_TEST(test_rollup_sparse_is_zero_on_covered_days),
		COMPANY_TEST(test_rollup_month_cells_belong_to_their_month),
		COMPANY_TEST(test_rollup_a_quarters_cell_is_not_a_months),
		COMPANY_TEST(test_rollup_window_is_used_only_as_its_period),
		COMPANY_TEST(test_rollup_windows_of_one_metric_stand_side_by_side),
		COMPANY_TEST(test_rollup_days_before_windows_own_the_series),
		COMPANY_TEST(test_rollup_people_over_days_have_bounds),
		COMPANY_TEST(test_rollup_people_of_a_month_are_exact),
		COMPANY_TEST(test_rollup_other_parts_print_smallest_and_largest),
		COMPANY_TEST(test_rollup_uses_one_source_a_series),
		COMPANY_TEST(test_rollup_where_is_a_glob_on_every_name),
		COMPANY_TEST(test_rollup_sparse_months_and_weeks_are_zero_at_their_ends_only),
		COMPANY_TEST(test_rollup_sparse_quarters_are_zero_at_their_ends_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
