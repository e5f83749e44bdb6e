/* test_target_periods.c - targets taken from the rows of longer and shorter periods, by hand. */
#include "figured.h"
#include "core/formula.h"

/* --- from a year to a shorter period */

static void test_target_flow_splits_evenly_without_two_full_years(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct resolved_target t;

	/* one full year, 2025, is not enough; 2024 begins in February */
	put_months(c, "2024-02-29", 23,
	           (int64_t[]){ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4, 1, 1, 1 });
	company_target(c, "k", "2026", "1200", "900");
	t = resolve(c, &k, "2026-Q3");
	assert_target(t, 300, 225);
	assert_true(t.is_derived);
	assert_says(t.how, "a quarter of 2026's target, split evenly");
	assert_target(resolve(c, &k, "2026-07"), 100, 75);
	assert_target(resolve(c, &k, "2026-H1"), 600, 450);
}

static void test_target_flow_splits_by_last_years_share(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct target *row;
	struct resolved_target t;

	/* 2024: twelve times 1; 2025: 9 x 1 and July..September 3, 4, 4: 11 of 20 */
	put_months(c, "2024-01-31", 24,
	           (int64_t[]){ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 4, 4, 1, 1, 1 });
	row = company_target(c, "k", "2026", "1000", "800");
	row->low = company_amount("100");
	t = resolve(c, &k, "2026-Q3");
	assert_target(t, 550, 440);
	assert_says(t.how, "55% of 2026's target, the share that last year's quarter had");
	assert_target(resolve(c, &k, "2026-07"), 150, 120); /* 3 of 20 */
	assert_target(resolve(c, &k, "2026-H1"), 300, 240); /* 6 of 20 */
}

static void test_target_rate_is_the_same_figure(void **state)
{
	struct company *c = *state;
	struct kpi mean = kpi_of(c, UNIT_SCORE, TIME_MEAN, BETTER_HIGHER);
	struct kpi ratio = mean;

	ratio.per = company_sym(c, "n");
	company_target(c, "k", "2026", "45", "30");
	assert_target(resolve(c, &mean, "2026-Q3"), 45, 30);
	assert_target(resolve(c, &ratio, "2026-07"), 45, 30);
	company_period(c, "2026-Q3", "2026-08-15"); /* in full, though the period is not over */
	assert_target(resolve(c, &mean, "2026-Q3"), 45, 30);
}

static void test_target_stock_is_on_a_straight_line(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_LAST, BETTER_HIGHER);
	struct resolved_target t;

	company_target(c, "k", "2026", "1730", NULL);
	t = resolve(c, &k, "2026-Q3");
	assert_false(t.has); /* no last value of 2025 */
	assert_says(t.how, "no last value");
	put_months(c, "2025-12-31", 10, (int64_t[]){ 1000, 1, 1, 1, 1, 1, 1, 1, 1, 1 });
	/* 30 September is day 273 of 365: 1000 + 730 * 273 / 365 = 1546; red line 0.8 of that */
	assert_target(resolve(c, &k, "2026-Q3"), 1546, 1236.8);
	c->rows[0].red_line = company_amount("1365"); /* 1000 + 365 * 273 / 365 */
	assert_target(resolve(c, &k, "2026-Q3"), 1546, 1273);
}

static void test_target_people_take_nothing_from_other_periods(void **state)
{
	static const enum over_time rules[] = { TIME_NONE, TIME_MAX, TIME_MIN };
	static const char *const names[] = { "p", "q", "r" };

	for (size_t i = 0; i < 3; i++) {
		struct company *c = *state;
		struct kpi k = { .id = company_sym(c, names[i]), .measure = company_sym(c, names[i]) };

		company_metric(c, names[i], UNIT_PEOPLE, rules[i], PARTS_NONE);
		company_target(c, names[i], "2026", "100", NULL);
		company_period(c, "2026-Q3", "2026-09-30");
		assert_false(resolve(c, &k, "2026-Q3").has);
		company_target(c, names[i], "2026-Q3", "50", NULL);
		assert_target(resolve(c, &k, "2026-Q3"), 50, 40);
		company_period(c, "2026-Q3", "2026-09-29"); /* and none before the period is over */
		assert_false(resolve(c, &k, "2026-Q3").has);
		assert_true(resolve(c, &k, "2026-Q3").is_unpaced);
		assert_false(resolve(c, &k, "2026-07").is_unpaced); /* there is none at all */
	}
}

static void test_target_formulas_of_sums_are_flows(void **state)
{
	static const struct {
		const char *text;
		double quarter;
	} cases[] = {
		/* a quarter of 400: flows added and subtracted, times and by a constant */
		{ "a + 2 * b - b / 2", 100 },
		{ "a * (1 / 2)", 100 },
		{ "2 * 3 * a", 100 },
		{ "a / (4 - 2)", 100 },
		{ "a * min(2, 3) * abs(-1)", 100 },
		/* 0 goes with a flow, however it is written */
		{ "0 - b + a", 100 },
		{ "a + (2 - 2)", 100 },
		{ "max(a - b, 0)", 100 },
		/* signs, and the smallest and largest of flows */
		{ "-(a - b)", 100 },
		{ "abs(a)", 100 },
		{ "min(a, b, a + b)", 100 },
		{ "1/4 * a + max(a, b)", 100 },
		/* anything else is as it is in each of its periods */
		{ "(a - b) / b", 400 },
		{ "2 / a", 400 },
		{ "a * b", 400 },
		{ "a + stock", 400 },
		{ "a - stock * 0", 400 },
		{ "a + 5", 400 },
		{ "5 - a", 400 },
		{ "max(a, 1)", 400 },
		{ "min(a, stock)", 400 },
		{ "abs(stock)", 400 },
		{ "a > b", 400 },
		{ "not a", 400 },
		{ "a * (1 / 0)", 400 }, /* has no value */
	};
	struct company *c = *state;

	company_metric(c, "a", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "b", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "stock", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_target(c, "k", "2026", "400", NULL);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct formula_error err = { 0 };
		struct kpi k = { .id = company_sym(c, "k"),
			         .formula = formula_parse(c->a, c->names, str_of(cases[i].text), &err) };

		assert_non_null(k.formula);
		assert_target(resolve(c, &k, "2026-Q3"), cases[i].quarter, cases[i].quarter * 0.8);
	}
}

/* --- from months to a quarter */

static void test_target_months_are_added_if_all_are_there(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct resolved_target t;

	company_target(c, "k", "2026", "1200", NULL);
	company_target(c, "k", "2026-07", "10", NULL);
	company_target(c, "k", "2026-08", "20", "19");
	assert_target(resolve(c, &k, "2026-Q3"), 300, 240); /* September is missing: the year's */
	company_target(c, "k", "2026-09", "30", NULL);
	t = resolve(c, &k, "2026-Q3");
	assert_target(t, 60, 8 + 19 + 24); /* months without a red line have their default one */
	assert_true(t.is_derived);
	assert_says(t.how, "three months added (targets.csv:3, 4 and 5)");
	company_period(c, "2026-Q3", "2026-12-31");
	assert_target(resolve(c, &k, "2026-H2"), 600, 480); /* halves are not made of months */
}

static void test_target_stock_takes_the_last_month(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_LAST, BETTER_HIGHER);

	company_target(c, "k", "2026-07", "10", NULL);
	assert_false(resolve(c, &k, "2026-Q3").has);
	company_target(c, "k", "2026-09", "30", "25");
	assert_target(resolve(c, &k, "2026-Q3"), 30, 25);
}

static void test_target_rates_take_nothing_from_months(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_RATIO, TIME_MEAN, BETTER_HIGHER);

	company_target(c, "k", "2026-07", "1", NULL);
	company_target(c, "k", "2026-08", "1", NULL);
	company_target(c, "k", "2026-09", "1", NULL);
	assert_false(resolve(c, &k, "2026-Q3").has);
}

static void test_target_months_that_make_no_quarter_say_what_to_add(void **state)
{
	struct company *c = *state;
	struct kpi flow = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER), stock = flow, rate = flow;
	struct resolved_target t;

	company_metric(c, "followers", UNIT_COUNT, TIME_LAST, PARTS_SUM);
	company_metric(c, "score", UNIT_SCORE, TIME_MEAN, PARTS_NONE);
	stock.measure = company_sym(c, "followers");
	rate.measure = company_sym(c, "score");
	company_target(c, "k", "2026-07", "10", NULL);
	company_target(c, "k", "2026-08", "10", NULL);
	t = resolve(c, &flow, "2026-Q3");
	assert_str(t.how,
	           "targets.csv has it for 2026-07 and 2026-08 only; add 2026-09, or run --period 2026-08");
	assert_int_equal(t.at.line, 3);
	assert_str(target_lift(&c->f, c->a, &flow, c->f.period), "has a target for 2026-09 too");
	assert_says(resolve(c, &stock, "2026-Q3").how, "only; add 2026-09, or run");
	t = resolve(c, &rate, "2026-Q3");
	assert_says(t.how, "months of it make no quarter; add 2026-Q3, or run --period 2026-08");
	assert_str(target_lift(&c->f, c->a, &rate, c->f.period), "has a target for 2026-Q3");
	assert_int_equal(resolve(c, &flow, "2026-Q2").how.n, 0);
}

/* An empty cell on the way to a quarter is the reason, and its row the place. */
static void test_target_an_empty_row_is_said_with_its_place(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER), band = k;
	struct resolved_target t;

	band.better = BETTER_BAND;
	company_target(c, "k", "2026-07", "10", NULL);
	company_target(c, "k", "2026-08", NULL, NULL);
	company_target(c, "k", "2026-09", "10", NULL);
	company_target(c, "k", "2026", NULL, NULL);
	t = resolve(c, &k, "2026-Q3");
	assert_false(t.has);
	assert_int_equal(t.at.line, 3);
	assert_str(t.how, "the target is empty in its row for 2026-08");
	t = resolve(c, &k, "2026-Q1");
	assert_int_equal(t.at.line, 5);
	assert_str(t.how, "the target is empty in its row for 2026");
	assert_str(resolve(c, &band, "2026").how, "low, high and target are empty in its row for 2026");
}

/* As doubles 0.1 + 0.1 + 0.1 is 0.30000000000000004, and 5 x (1 / 12) is not 5 / 12. */
static void test_target_shares_are_exact(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_CURRENCY, TIME_SUM, BETTER_HIGHER);
	struct resolved_target t;

	company_target(c, "k", "2026-07", "0.1", NULL);
	company_target(c, "k", "2026-08", "0.1", NULL);
	company_target(c, "k", "2026-09", "0.1", NULL);
	company_target(c, "k", "2026", "1.2", NULL);
	t = resolve(c, &k, "2026-Q3");
	assert_true(t.is_exact);
	assert_int_equal(t.micro.target, 300000);
	assert_int_equal(t.micro.red_line, 240000);
	t = resolve(c, &k, "2026-06");
	assert_true(t.is_exact && t.target >= 0.1 && t.target <= 0.1);
	assert_int_equal(t.micro.target, 100000);
	assert_int_equal(t.micro.red_line, 80000);
	c->rows[3].target =
	    company_amount("5"); /* a twelfth is no whole number of millionths: divided once */
	t = resolve(c, &k, "2026-06");
	assert_false(t.is_exact);
	assert_true(t.target >= 5.0 / 12 && t.target <= 5.0 / 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_target_flow_splits_evenly_without_two_full_years),
		COMPANY_TEST(test_target_flow_splits_by_last_years_share),
		COMPANY_TEST(test_target_rate_is_the_same_figure),
		COMPANY_TEST(test_target_stock_is_on_a_straight_line),
		COMPANY_TEST(test_target_people_take_nothing_from_other_periods),
		COMPANY_TEST(test_target_formulas_of_sums_are_flows),
		COMPANY_TEST(test_target_months_are_added_if_all_are_there),
		COMPANY_TEST(test_target_stock_takes_the_last_month),
		COMPANY_TEST(test_target_rates_take_nothing_from_months),
		COMPANY_TEST(test_target_shares_are_exact),
		COMPANY_TEST(test_target_months_that_make_no_quarter_say_what_to_add),
		COMPANY_TEST(test_target_an_empty_row_is_said_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
