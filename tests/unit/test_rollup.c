/* test_rollup.c - cells -> figures, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "company.h"
#include "core/formula.h"
#include "core/rollup.h"

static int setup(void **state)
{
	*state = company_new();
	return 0;
}

static int teardown(void **state)
{
	company_free(*state);
	return 0;
}

static struct figure metric_in(struct company *c, const char *metric, const char *period)
{
	return rollup_metric(&c->f, c->a, company_sym(c, metric), NULL, company_span(period));
}

static struct figure metric_now(struct company *c, const char *metric)
{
	return rollup_metric(&c->f, c->a, company_sym(c, metric), NULL, c->f.period);
}

static struct kpi ratio_of(struct company *c, const char *measure, const char *per)
{
	return (struct kpi){ .id = company_sym(c, "ratio"), .measure = company_sym(c, measure), .per = company_sym(c, per) };
}

#define assert_value(fig, v) \
	do { \
		struct figure fig_ = (fig); \
		assert_true(fig_.has); \
		assert_false(fig_.has_bounds); \
		assert_true(is_near(fig_.value, (v))); \
	} while (0)
#define assert_bounds(fig, l, h) \
	do { \
		struct figure fig_ = (fig); \
		assert_false(fig_.has); \
		assert_true(fig_.has_bounds); \
		assert_true(is_near(fig_.low, (l))); \
		assert_true(is_near(fig_.high, (h))); \
	} while (0)

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

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
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
			fail_msg("%s: %g, not %g: %s", over_time_names[cases[i].rule], fig.value, cases[i].value,
			         cases[i].why);
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
	company_put_same(c, (struct cells_of_series){ .metric = "days" }, "2026-07-01", 2, INT64_C(5000000000000));
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
	assert_value(metric_now(c, "last"), 0); /* the 10th is covered, without a cell */
	assert_value(metric_now(c, "min"), 0);
	assert_int_equal(metric_now(c, "sum").newest, company_day("2026-07-10"));
	assert_false(metric_now(c, "sum").is_incomplete);
	assert_false(metric_in(c, "sum", "2026-06").has); /* not covered: missing */
	company_period(c, "2026-07", "2026-07-31");
	store_cover(c->f.store, 2, company_day("2026-06-01"), company_day("2026-06-30"));
	assert_value(metric_in(c, "sum", "2026-06"), 0); /* covered without an event: 0 */
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
	company_put(c, (struct cells_of_series){ .metric = "reach", .channel = "x", .source = 1 }, "2026-09-30", 1,
	            (int64_t[]){ 500 });
	assert_value(metric_in(c, "reach", "2026-Q3"), 500);
	assert_false(metric_in(c, "reach", "2026-09").has);
	assert_false(metric_in(c, "reach", "2026").has || metric_in(c, "reach", "2026").has_bounds);
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
	assert_bounds(metric_in(c, "reach", "2026-08"), 90, 160); /* [max, sum] of 70 and 90 */
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
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .source = 1 }, "2026-07-01", 1, 7);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .source = 0 }, "2026-07-01", 1, 5);
	company_put_same(c, (struct cells_of_series){ .metric = "lead", .channel = "x" }, "2026-07-01", 1, 100);
	company_put_same(c, (struct cells_of_series){ .metric = "leads_b", .channel = "x" }, "2026-07-01", 1, 100);
	assert_value(metric_now(c, "leads"), 5); /* the first source in the workspace owns it */
	rollup_series(&c->f, c->a, company_sym(c, "leads"), &n);
	assert_int_equal(n, 1);
}

static void test_rollup_where_is_a_glob_on_every_name(void **state)
{
	struct company *c = *state;
	struct where w = { .channels = (struct str[]){ STR("linkedin"), STR("x") }, .n_channels = 2,
		           .accounts = (struct str[]){ STR("acme-*") }, .n_accounts = 1 };

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ "leads", "linkedin", "acme-de", NULL, 0, 0, 0 }, "2026-07-01", 1, 1);
	company_put_same(c, (struct cells_of_series){ "leads", "x", "acme-uk", "spring", 0, 0, 0 }, "2026-07-01", 1, 2);
	company_put_same(c, (struct cells_of_series){ "leads", "x", "other", NULL, 0, 0, 0 }, "2026-07-01", 1, 4);
	company_put_same(c, (struct cells_of_series){ "leads", "facebook", "acme-de", NULL, 0, 0, 0 }, "2026-07-01", 1, 8);
	assert_value(rollup_metric(&c->f, c->a, company_sym(c, "leads"), &w, c->f.period), 3);
	w.campaigns = (struct str[]){ STR("s*") };
	w.n_campaigns = 1;
	assert_value(rollup_metric(&c->f, c->a, company_sym(c, "leads"), &w, c->f.period), 2);
}

/* --- complete, fresh, unbroken */

static void test_rollup_incomplete_under_the_floor(void **state)
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

static void test_rollup_expects_nothing_before_a_series_begins(void **state)
{
	struct company *c = *state;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-09-01", 30, 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y", .every = EVERY_WEEK },
	                 "2026-09-02", 5, 1); /* 2 9 16 23 30 September */
	assert_int_equal(metric_now(c, "leads").expected, 35);
	assert_int_equal(metric_now(c, "leads").present, 35);
}

static void test_rollup_campaigns_and_closed_accounts_may_end(void **state)
{
	struct company *c = *state;
	struct figure fig;

	c->accounts[0] = (struct account){ .name = company_sym(c, "old"), .is_closed = true,
		                           .closed = company_day("2026-07-10") };
	c->ws.n_accounts = 1;
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "new" }, "2026-04-01", 183, 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "old" }, "2026-04-01", 101, 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "new", .campaign = "spring" },
	                 "2026-04-01", 96, 1); /* to 5 July */
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 92 + 10 + 5);
	assert_int_equal(fig.present, 92 + 10 + 5);
	assert_false(fig.is_incomplete || fig.lost_series);
	fig = metric_in(c, "leads", "2026-09");
	assert_int_equal(fig.expected, 30);
	assert_false(fig.is_incomplete || fig.lost_series);
}

static void test_rollup_a_lost_series_that_mattered_is_named(void **state)
{
	struct company *c = *state;
	struct figure fig;

	/* second quarter, 91 days each: 95 and 5 a day; 5 of 100 is just 5 % */
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "acme" }, "2026-04-01", 183, 95);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y", .account = "acme" }, "2026-04-01", 91, 5);
	fig = metric_now(c, "leads");
	assert_true(fig.lost_series && fig.is_incomplete && fig.has);
	assert_true(str_find(fig.note, STR("y acme has no value now and carried 5%")) != SIZE_MAX);
	/* a year on it is neither lost nor expected */
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "acme" }, "2026-10-01", 92, 95);
	company_period(c, "2026-Q4", "2026-12-31");
	fig = metric_now(c, "leads");
	assert_int_equal(fig.expected, 92);
	assert_false(fig.lost_series || fig.is_incomplete);
}

static void test_rollup_a_small_lost_series_does_not_grey(void **state)
{
	struct company *c = *state;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	for (int i = 0; i < 10; i++)
		company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x",
			         .account = (const char *const[]){ "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" }[i] },
			         "2026-04-01", 183, 10);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-04-01", 91, 5);
	/* 5 of 105 a day is 4.8 %; cells: 920 of 1012 are 90.9 % */
	assert_false(metric_now(c, "leads").lost_series);
	assert_false(metric_now(c, "leads").is_incomplete);
}

static void test_rollup_stale_is_older_than_two_cadences(void **state)
{
	struct company *c = *state;

	company_metric(c, "daily", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "monthly", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "daily" }, "2026-07-01", 89, 1); /* to 27 September */
	company_put_same(c, (struct cells_of_series){ .metric = "monthly", .every = EVERY_MONTH }, "2026-06-30", 2, 1);
	assert_true(metric_now(c, "daily").is_stale); /* 30 - 27 = 3 days */
	assert_int_equal(metric_now(c, "daily").newest, company_day("2026-09-27"));
	assert_false(metric_now(c, "monthly").is_stale); /* 31 July is two months before 30 September */
	company_period(c, "2026-Q3", "2026-09-29");
	assert_false(metric_now(c, "daily").is_stale);
	company_period(c, "2026-Q4", "2026-12-31"); /* nothing in the period: the newest before it is said */
	assert_true(metric_now(c, "monthly").is_stale);
	assert_int_equal(metric_now(c, "monthly").newest, company_day("2026-07-31"));
}

static void test_rollup_stock_is_its_last_cell_if_not_stale(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "followers", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "x", .every = EVERY_MONTH },
	            "2026-07-31", 2, (int64_t[]){ 90, 100 });
	fig = metric_now(c, "followers"); /* August's will do: no September cell is needed */
	assert_value(fig, 100);
	assert_false(fig.is_stale || fig.is_incomplete);
	company_put_same(c, (struct cells_of_series){ .metric = "followers", .channel = "y" }, "2026-07-01", 40, 50);
	fig = metric_now(c, "followers"); /* y stopped on 9 August */
	assert_value(fig, 100);
	assert_true(fig.lost_series && !fig.is_stale);
	company_period(c, "2026-Q3", "2026-08-12"); /* x: 31 July is fresh; y: 9 August is 3 days old */
	assert_value(metric_now(c, "followers"), 90);
	company_period(c, "2026-Q3", "2026-08-11");
	assert_value(metric_now(c, "followers"), 140);
}

static void test_rollup_a_stale_stock_is_shown_as_stale(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "followers", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "followers", .channel = "y" }, "2026-07-01", 40, 50);
	fig = metric_now(c, "followers");
	assert_value(fig, 50);
	assert_true(fig.is_stale);
}

static void test_rollup_breaks_count_where_the_channel_mattered(void **state)
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

	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 92, 96);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-07-01", 92, 4);
	m->breaks = &b;
	m->n_breaks = 1;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		b.on = company_day(cases[i].on);
		b.channel = company_sym(c, cases[i].channel);
		if (metric_now(c, "leads").has_break != cases[i].is_broken)
			fail_msg("%s: %s", cases[i].on, cases[i].why);
	}
	assert_true(str_find(metric_now(c, "leads").note, STR("new count")) != SIZE_MAX);
}

/* --- ratios */

static void test_rollup_rates_use_sums(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps");
	struct figure fig;

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	/* 10/100 and 1/900: 11/1000 = 1.1 %, not the mean of 10 % and 0.11 % */
	company_put(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 2, (int64_t[]){ 10, 1 });
	company_put(c, (struct cells_of_series){ .metric = "imps", .channel = "x" }, "2026-07-01", 2, (int64_t[]){ 100, 900 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 0.011);
	assert_true(fig.has_parts);
	assert_int_equal(fig.num, 11 * MICRO);
	assert_int_equal(fig.den, 1000 * MICRO);
	assert_int_equal(fig.num_left, 0);
}

static void test_rollup_ratio_leaves_incomplete_pairs_out(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "leads", "sessions");
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "sessions", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	/*                 July Aug Sep        July Aug Sep
	 * linkedin leads     1   2   4 sessions 10  20   .   -> July, August: 3 / 30; 4 left
	 * x                  .   -7   .          5  30   6   -> August: -7 / 30; 5 + 6 left
	 * facebook           8   .   .          none at all  -> 8 left                          */
	company_put(c, (struct cells_of_series){ .metric = "leads", .channel = "linkedin", .every = EVERY_MONTH },
	            "2026-07-31", 3, (int64_t[]){ 1, 2, 4 });
	company_put(c, (struct cells_of_series){ .metric = "sessions", .channel = "linkedin" }, "2026-07-20", 1, (int64_t[]){ 10 });
	company_put(c, (struct cells_of_series){ .metric = "sessions", .channel = "linkedin" }, "2026-08-20", 1, (int64_t[]){ 20 });
	company_put(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-08-01", 1, (int64_t[]){ -7 });
	company_put(c, (struct cells_of_series){ .metric = "sessions", .channel = "x", .every = EVERY_MONTH },
	            "2026-07-31", 3, (int64_t[]){ 5, 30, 6 });
	company_put(c, (struct cells_of_series){ .metric = "leads", .channel = "facebook" }, "2026-07-01", 1, (int64_t[]){ 8 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_int_equal(fig.num, (3 - 7) * MICRO);
	assert_int_equal(fig.den, 60 * MICRO);
	assert_int_equal(fig.num_left, 12 * MICRO);
	assert_int_equal(fig.den_left, 11 * MICRO);
	assert_value(fig, -4.0 / 60);
}

static void test_rollup_ratio_pairs_accounts_too(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "leads", "sessions");
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "sessions", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "a" }, "2026-07-01", 1, 2);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "a", .campaign = "s" },
	                 "2026-07-02", 1, 1); /* campaigns are added up */
	company_put_same(c, (struct cells_of_series){ .metric = "sessions", .channel = "x", .account = "a" }, "2026-07-01", 1, 30);
	company_put_same(c, (struct cells_of_series){ .metric = "sessions", .channel = "x", .account = "b" }, "2026-07-01", 1, 70);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 0.1);
	assert_int_equal(fig.den_left, 70 * MICRO);
}

static void test_rollup_ratio_without_a_shared_channel_uses_totals(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "cost", "leads");
	struct figure fig;

	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "cost", .every = EVERY_MONTH }, "2026-07-31", 3,
	            (int64_t[]){ 100, 200, 300 });
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 2, 10);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-08-01", 1, 10);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 20); /* 600 / 30 */
	assert_int_equal(fig.num_left, 0);
}

static void test_rollup_ratio_parts_roll_up_by_their_own_rule(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "leavers", "staff");
	struct kpi growth = ratio_of(c, "leavers", "opening");

	company_metric(c, "leavers", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "staff", UNIT_COUNT, TIME_MEAN, PARTS_SUM);
	company_metric(c, "opening", UNIT_COUNT, TIME_OPENING, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "leavers", .every = EVERY_MONTH }, "2026-07-31", 3, (int64_t[]){ 1, 2, 3 });
	company_put(c, (struct cells_of_series){ .metric = "staff", .every = EVERY_MONTH }, "2026-06-30", 4,
	            (int64_t[]){ 500, 90, 100, 110 });
	company_put(c, (struct cells_of_series){ .metric = "opening", .every = EVERY_MONTH }, "2026-06-30", 2, (int64_t[]){ 60, 9 });
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 0.06); /* 6 / mean(90, 100, 110) */
	assert_value(rollup_kpi(&c->f, c->a, &growth, c->f.period), 0.1); /* 6 / 60, of 30 June */
}

static void test_rollup_ratio_by_zero_has_no_value(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps");
	struct figure fig;

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 1, 3);
	assert_false(rollup_kpi(&c->f, c->a, &k, c->f.period).has); /* no denominator at all */
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "x" }, "2026-07-01", 1, 0);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.has || fig.has_bounds || fig.cannot_add);
	assert_true(str_find(fig.note, STR("imps is 0")) != SIZE_MAX);
}

static void test_rollup_ratio_of_people_needs_single_cells(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "reach");
	struct figure fig;

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "reach", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 92, 1);
	company_put(c, (struct cells_of_series){ .metric = "reach", .channel = "x", .every = EVERY_MONTH }, "2026-07-31", 3,
	            (int64_t[]){ 310, 62, 100 });
	fig = rollup_kpi(&c->f, c->a, &k, company_span("2026-07"));
	assert_value(fig, 0.1); /* 31 clicks of 310 people */
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_true(fig.cannot_add);
	assert_false(fig.has || fig.has_bounds);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "y" }, "2026-07-01", 31, 1);
	company_put_same(c, (struct cells_of_series){ .metric = "reach", .channel = "y", .every = EVERY_MONTH }, "2026-07-31", 1, 9);
	assert_true(rollup_kpi(&c->f, c->a, &k, company_span("2026-07")).cannot_add); /* two parts */
}

static void test_rollup_where_holds_for_both_sides(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps");
	struct figure fig;

	k.where = (struct where){ .channels = (struct str[]){ STR("x") }, .n_channels = 1 };
	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 1, 3);
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "x" }, "2026-07-01", 1, 30);
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "y" }, "2026-07-01", 1, 30);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 0.1);
	assert_int_equal(fig.den_left, 0);
}

/* --- formulas */

static struct kpi formula_of(struct company *c, const char *text)
{
	struct formula_error err = { 0 };
	struct kpi k = { .id = company_sym(c, "formula"), .formula = formula_parse(c->a, c->names, str_of(text), &err) };

	assert_non_null(k.formula);
	return k;
}

static void test_rollup_formula_reads_figures(void **state)
{
	struct company *c = *state;
	struct kpi k = formula_of(c, "(margin - cost) / cost"), people = formula_of(c, "cost / reach");
	struct figure fig;

	company_metric(c, "margin", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "reach", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_put_same(c, (struct cells_of_series){ .metric = "margin", .every = EVERY_MONTH }, "2026-07-31", 3, 50);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.has); /* cost is missing */
	assert_true(str_find(fig.note, STR("cost has no value")) != SIZE_MAX);
	company_put_same(c, (struct cells_of_series){ .metric = "cost", .every = EVERY_MONTH }, "2026-07-31", 3, 40);
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 0.25); /* (150 - 120) / 120 */
	company_put_same(c, (struct cells_of_series){ .metric = "reach", .channel = "x", .every = EVERY_MONTH }, "2026-07-31", 3, 20);
	fig = rollup_kpi(&c->f, c->a, &people, c->f.period);
	assert_true(fig.cannot_add);
	assert_false(fig.has || fig.has_bounds);
	assert_value(rollup_kpi(&c->f, c->a, &people, company_span("2026-08")), 2); /* 40 / 20: a single cell */
}

static void test_rollup_formula_by_zero_has_no_value(void **state)
{
	struct company *c = *state;
	struct kpi k = formula_of(c, "a / (b - b)");

	company_metric(c, "a", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "b", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "a" }, "2026-07-01", 1, 5);
	company_put_same(c, (struct cells_of_series){ .metric = "b" }, "2026-07-01", 1, 5);
	assert_false(rollup_kpi(&c->f, c->a, &k, c->f.period).has);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_rollup_each_rule_over_time),
		TEST(test_rollup_sums_are_exact),
		TEST(test_rollup_overflow_has_no_value),
		TEST(test_rollup_missing_is_no_zero),
		TEST(test_rollup_sparse_is_zero_on_covered_days),
		TEST(test_rollup_month_cells_belong_to_their_month),
		TEST(test_rollup_a_quarters_cell_is_not_a_months),
		TEST(test_rollup_window_is_used_only_as_its_period),
		TEST(test_rollup_people_over_days_have_bounds),
		TEST(test_rollup_people_of_a_month_are_exact),
		TEST(test_rollup_other_parts_print_smallest_and_largest),
		TEST(test_rollup_uses_one_source_a_series),
		TEST(test_rollup_where_is_a_glob_on_every_name),
		TEST(test_rollup_incomplete_under_the_floor),
		TEST(test_rollup_expects_nothing_before_a_series_begins),
		TEST(test_rollup_campaigns_and_closed_accounts_may_end),
		TEST(test_rollup_a_lost_series_that_mattered_is_named),
		TEST(test_rollup_a_small_lost_series_does_not_grey),
		TEST(test_rollup_stale_is_older_than_two_cadences),
		TEST(test_rollup_stock_is_its_last_cell_if_not_stale),
		TEST(test_rollup_a_stale_stock_is_shown_as_stale),
		TEST(test_rollup_breaks_count_where_the_channel_mattered),
		TEST(test_rollup_rates_use_sums),
		TEST(test_rollup_ratio_leaves_incomplete_pairs_out),
		TEST(test_rollup_ratio_pairs_accounts_too),
		TEST(test_rollup_ratio_without_a_shared_channel_uses_totals),
		TEST(test_rollup_ratio_parts_roll_up_by_their_own_rule),
		TEST(test_rollup_ratio_by_zero_has_no_value),
		TEST(test_rollup_ratio_of_people_needs_single_cells),
		TEST(test_rollup_where_holds_for_both_sides),
		TEST(test_rollup_formula_reads_figures),
		TEST(test_rollup_formula_by_zero_has_no_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
