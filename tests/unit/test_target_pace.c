/* test_target_pace.c - what is due of a target before its period is over, by hand. */
#include "figured.h"

static void test_target_flow_paces_to_its_own_last_day(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct resolved_target t;

	/* as of 20 August, but the newest cell is of 15 August: 46 of 92 days */
	company_put_same(c, (struct cells_of_series){ .metric = "m", .channel = "x" }, "2026-07-01", 46, 1);
	company_target(c, "k", "2026-Q3", "92", "60");
	company_period(c, "2026-Q3", "2026-08-20");
	t = resolve(c, &k, "2026-Q3");
	assert_target(t, 46, 30);
	assert_false(t.is_derived);
	assert_says(t.how, "46 of 92 days");
	company_period(c, "2026-Q3", "2026-09-30"); /* over: in full, however old the data */
	assert_target(resolve(c, &k, "2026-Q3"), 92, 60);
}

/* 13 weeks end on Sundays from 5 July to 27 September, 6 of them by 9 August: 130 x 6/13 = 60 of them are due, though 40
 * of 92 days have gone. Red line 104 x 6/13 = 48. */
static void test_target_flow_of_weeks_paces_by_weeks(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct resolved_target t;

	company_target(c, "k", "2026-Q3", "130", NULL);
	company_put_same(c, (struct cells_of_series){ .metric = "m", .every = EVERY_WEEK }, "2026-06-28", 7,
	                 MICRO);
	company_period(c, "2026-Q3", "2026-08-15");
	t = resolve(c, &k, "2026-Q3");
	assert_target(t, 60, 48);
	assert_says(t.how, "for 6 of 13 weeks");
	company_period(c, "2026-Q3", "2026-09-30"); /* over: in full */
	assert_target(resolve(c, &k, "2026-Q3"), 130, 104);
}

/* Two series of one metric, x and y. Weeks up to 9 August beside days up to the 15th, or weeks that end on Saturdays; days
 * up to the 15th beside months up to 31 July: no share of the period is that of both. Days and months that both reach
 * 31 July have had 31 of 92 days. */
static void test_target_flow_that_reaches_different_days_has_no_pace(void **state)
{
	static const struct {
		enum every x, y;
		const char *x_first, *y_first;
		size_t x_n, y_n;
		const char *words;
	} cases[] = {
		{ EVERY_WEEK, EVERY_DAY, "2026-07-05", "2026-07-01", 6, 46, "some by the day or the month" },
		{ EVERY_WEEK, EVERY_DAY, "2026-07-05", "2026-07-01", 6, 40, "some by the day or the month" },
		{ EVERY_WEEK, EVERY_WEEK, "2026-07-05", "2026-07-04", 6, 7,
		  "end on different days of the week" },
		{ EVERY_WEEK, EVERY_MONTH, "2026-07-05", "2026-07-31", 6, 1, "some by the day or the month" },
		{ EVERY_DAY, EVERY_MONTH, "2026-07-01", "2026-07-31", 46, 1, "reach different days" },
		{ EVERY_DAY, EVERY_MONTH, "2026-07-01", "2026-07-31", 31, 1, NULL },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		void *fresh = NULL;
		struct company *c;
		struct kpi k;
		struct resolved_target t;

		company_setup(&fresh);
		c = fresh;
		k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
		company_target(c, "k", "2026-Q3", "92", NULL);
		company_put_same(
		    c, (struct cells_of_series){ .metric = "m", .channel = "x", .every = cases[i].x },
		    cases[i].x_first, cases[i].x_n, MICRO);
		company_put_same(
		    c, (struct cells_of_series){ .metric = "m", .channel = "y", .every = cases[i].y },
		    cases[i].y_first, cases[i].y_n, MICRO);
		company_period(c, "2026-Q3", "2026-08-15");
		t = resolve(c, &k, "2026-Q3");
		assert_int_equal(t.has, cases[i].words == NULL);
		assert_int_equal(t.is_unpaced, cases[i].words != NULL);
		assert_says(t.how, t.has ? "for 31 of 92 days" : cases[i].words);
		company_period(c, "2026-Q3", "2026-09-30");
		assert_true(is_near(resolve(c, &k, "2026-Q3").target, 92));
		company_teardown(&fresh);
	}
}

/* Weeks to 26 July, and months the last of which is June's or May's as of the day: July's is due at its end. Where the
 * months stopped with April, more than two of them ago, or their account is closed, none is. */
static void test_target_flow_waits_for_a_part_that_is_due(void **state)
{
	static const struct {
		const char *first;
		size_t n;
		bool is_closed, has;
	} cases[] = {
		{ "2026-05-31", 2, false, false }, { "2026-05-31", 1, false, false },
		{ "2026-01-31", 4, false, true },  { "2026-05-31", 2, true, true },
		{ "2026-07-31", 1, false, true }, /* after as-of: not known yet */
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		void *fresh = NULL;
		struct company *c;
		struct kpi k;

		company_setup(&fresh);
		c = fresh;
		k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
		c->accounts[0] = (struct account){ .name = company_sym(c, "old"),
			                           .is_closed = cases[i].is_closed,
			                           .closed = company_day("2026-06-30") };
		c->ws.accounts = c->accounts;
		c->ws.n_accounts = 1;
		company_target(c, "k", "2026-Q3", "130", NULL);
		company_put_same(
		    c, (struct cells_of_series){ .metric = "m", .channel = "x", .every = EVERY_WEEK },
		    "2026-07-05", 4, MICRO);
		company_put_same(c,
		                 (struct cells_of_series){
				     .metric = "m", .channel = "y", .account = "old", .every = EVERY_MONTH },
		                 cases[i].first, cases[i].n, MICRO);
		company_period(c, "2026-Q3", "2026-07-26");
		if (cases[i].has)
			assert_target(resolve(c, &k, "2026-Q3"), 40, 32); /* 4 of 13 weeks */
		assert_int_equal(resolve(c, &k, "2026-Q3").is_unpaced, !cases[i].has);
		company_teardown(&fresh);
	}
}

static void test_target_flow_of_a_year_is_split_then_paced(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);

	company_put_same(c, (struct cells_of_series){ .metric = "m", .channel = "x" }, "2026-07-01", 46, 1);
	company_target(c, "k", "2026", "400", NULL);
	company_period(c, "2026-Q3", "2026-08-15");
	assert_target(resolve(c, &k, "2026-Q3"), 50, 40); /* 100, half of the days */
}

static void test_target_stock_paces_on_its_line(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_LAST, BETTER_HIGHER);
	struct resolved_target t;

	company_target(c, "k", "2026-Q3", "1273", NULL);
	company_put_same(c, (struct cells_of_series){ .metric = "m", .channel = "x" }, "2026-07-01", 31,
	                 1050);
	company_period(c, "2026-Q3", "2026-07-31");
	t = resolve(c, &k, "2026-Q3");
	assert_target(t, 1273, 1018.4);
	assert_says(t.how, "in full");
	company_put_same(c, (struct cells_of_series){ .metric = "m", .channel = "x" }, "2025-12-31", 1, 1000);
	/* 31 July is day 212 of the 273 to 30 September: 1000 + 273 * 212 / 273 = 1212 */
	assert_target(resolve(c, &k, "2026-Q3"), 1212, 969.6);
	/* from the year's row the line runs to 31 December: 1000 + 730 * 212 / 365 = 1424 */
	company_target(c, "k", "2026", "1730", NULL);
	c->rows[0].period = company_span("2026-Q2");
	assert_target(resolve(c, &k, "2026-Q3"), 1424, 1139.2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_target_flow_paces_to_its_own_last_day),
		COMPANY_TEST(test_target_flow_of_weeks_paces_by_weeks),
		COMPANY_TEST(test_target_flow_that_reaches_different_days_has_no_pace),
		COMPANY_TEST(test_target_flow_waits_for_a_part_that_is_due),
		COMPANY_TEST(test_target_flow_of_a_year_is_split_then_paced),
		COMPANY_TEST(test_target_stock_paces_on_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
