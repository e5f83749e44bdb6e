/* test_target.c - the table of targets, by hand: other periods' rows, unfinished periods, red lines. */
#include "company.h"
#include "core/formula.h"
#include "core/judge.h"

/* A KPI "k" of one metric "m" with this rule. */
static struct kpi kpi_of(struct company *c, enum unit unit, enum over_time rule, enum better better)
{
	sym *reads = ARENA_NEW(c->a, sym);

	company_metric(c, "m", unit, rule, PARTS_SUM);
	*reads = company_sym(c, "m");
	return (struct kpi){
		.id = company_sym(c, "k"), .measure = *reads, .reads = reads, .n_reads = 1, .better = better
	};
}

static struct resolved_target resolve(struct company *c, const struct kpi *k, const char *period)
{
	return target_resolve(&c->f, c->a, k, company_span(period), c->d);
}

/* Months of "m" from January of a year on, finance's way. */
static void put_months(struct company *c, const char *first, size_t n, const int64_t *values)
{
	company_put(c, (struct cells_of_series){ .metric = "m", .every = EVERY_MONTH }, first, n, values);
}

#define assert_target(t, want, red)                       \
	do {                                              \
		struct resolved_target t_ = (t);          \
		assert_true(t_.has);                      \
		assert_true(is_near(t_.target, (want)));  \
		assert_true(is_near(t_.red_line, (red))); \
	} while (0)

static bool says(struct str text, const char *what)
{
	return str_find(text, str_of(what)) != SIZE_MAX;
}

/* --- the row itself */

static void test_target_exact_row_wins(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct resolved_target t;

	company_target(c, "k", "2026", "400", NULL);
	company_target(c, "other", "2026-Q3", "7", NULL);
	company_target(c, "k", "2026-Q3", "90", "60");
	t = resolve(c, &k, "2026-Q3");
	assert_target(t, 90, 60);
	assert_false(t.is_derived);
	assert_int_equal(t.at.line, 4);
	assert_false(resolve(c, &k, "2025-Q3").has);
}

static void test_target_default_red_line(void **state)
{
	static const struct {
		enum better better;
		const char *target;
		double red;
	} cases[] = {
		{ BETTER_HIGHER, "100", 80 },  /* 100 - 0.2 * 100 */
		{ BETTER_LOWER, "100", 120 },  /* 100 + 0.2 * 100 */
		{ BETTER_HIGHER, "-50", -60 }, /* -50 - 0.2 * 50: worse is lower, whatever the sign */
		{ BETTER_LOWER, "-50", -40 },
	};
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct target *row = company_target(c, "k", "2026-Q3", "1", NULL);

	for (size_t i = 0; i < LEN(cases); i++) {
		row->target = company_amount(cases[i].target);
		k.better = cases[i].better;
		assert_target(resolve(c, &k, "2026-Q3"), num_double(row->target.micro), cases[i].red);
	}
	assert_int_equal(diag_count(c->d, SEV_WARNING) + diag_count(c->d, SEV_ERROR), 0);
}

/* 3 - 0.2 x 3 as doubles is 2.4 less a bit, 3 + 0.2 x 3 is 3.6 less a bit. */
static void test_target_default_red_line_is_exact(void **state)
{
	static const struct {
		enum better better;
		const char *target;
		int64_t red;
	} cases[] = {
		{ BETTER_HIGHER, "3", 2400000 },
		{ BETTER_LOWER, "3", 3600000 },
		{ BETTER_HIGHER, "-3", -3600000 },
		{ BETTER_LOWER, "9223372036854.77", INT64_C(0) }, /* 1.2 times that is too big to be exact */
		{ BETTER_HIGHER, "0.000001", 0 },                 /* 0.8 millionths are no whole number */
	};
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);
	struct target *row = company_target(c, "k", "2026-Q3", "1", NULL);

	for (size_t i = 0; i < LEN(cases); i++) {
		struct resolved_target t;

		row->target = company_amount(cases[i].target);
		k.better = cases[i].better;
		t = resolve(c, &k, "2026-Q3");
		assert_true(t.is_exact == (cases[i].red != 0));
		assert_int_equal(t.micro.target, row->target.micro);
		if (t.is_exact)
			assert_int_equal(t.micro.red_line, cases[i].red);
		else
			assert_true(is_near(t.red_line, t.target * (k.better == BETTER_LOWER ? 1.2 : 0.8)));
	}
}

static void test_target_band_is_exact(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_RATIO, TIME_MEAN, BETTER_BAND);
	struct target *row = company_target(c, "k", "2026-Q3", NULL, NULL);
	struct resolved_target t;

	row->low = company_amount("-0.3");
	row->high = company_amount("0.1");
	t = resolve(c, &k, "2026-Q3");
	assert_true(t.is_exact);
	assert_int_equal(t.micro.low, -300000);
	assert_int_equal(t.micro.high, 100000);
	assert_int_equal(t.micro.tolerance, 60000); /* 0.2 x 0.3, the end that is further from 0 */
}

static void test_target_bad_red_lines_are_said_once_a_row(void **state)
{
	static const struct {
		enum better better;
		const char *target, *red, *code;
		enum severity severity;
	} cases[] = {
		{ BETTER_HIGHER, "100", "100", "K308", SEV_WARNING },
		{ BETTER_HIGHER, "0", NULL, "K308", SEV_WARNING },
		{ BETTER_HIGHER, "100", "120", "K309", SEV_ERROR },
		{ BETTER_LOWER, "100", "99.999999", "K309", SEV_ERROR },
		{ BETTER_LOWER, "0", "-1", "K309", SEV_ERROR },
	};
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER);

	for (size_t i = 0; i < LEN(cases); i++) {
		struct target *row;
		const struct finding *all;
		size_t n;

		c->targets.n = i; /* each on a line of its own */
		row = company_target(c, "k", "2026", cases[i].target, cases[i].red);
		k.better = cases[i].better;
		k.id = row->kpi = company_sym(c, (const char *const[]){ "k0", "k1", "k2", "k3", "k4" }[i]);
		resolve(c, &k, "2026-Q1");
		resolve(c, &k, "2026-Q2");
		resolve(c, &k, "2026");
		all = diag_list(c->d, &n);
		assert_int_equal(n, i + 1);
		assert_string_equal(all[i].code, cases[i].code);
		assert_int_equal(all[i].severity, cases[i].severity);
		assert_int_equal(all[i].at.line, i + 2);
	}
}

static void test_target_of_zero_with_a_red_line_is_right(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_LOWER);

	company_target(c, "k", "2026-Q3", "0", "5");
	assert_target(resolve(c, &k, "2026-Q3"), 0, 5);
	assert_int_equal(diag_count(c->d, SEV_WARNING) + diag_count(c->d, SEV_ERROR), 0);
}

static void test_target_band_takes_both_ends(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_RATIO, TIME_MEAN, BETTER_BAND);
	struct target *row = company_target(c, "k", "2026-Q3", NULL, NULL);
	struct resolved_target t;

	row->low = company_amount("40");
	row->high = company_amount("60");
	t = resolve(c, &k, "2026-Q3");
	assert_true(t.has && t.is_band);
	assert_true(is_near(t.low, 40) && is_near(t.high, 60) && is_near(t.target, 50));
	assert_true(is_near(t.tolerance, 12)); /* (1 - 0.8) * 60 */
	row->tolerance = company_amount("3");
	assert_true(is_near(resolve(c, &k, "2026-Q3").tolerance, 3));
	row->high = company_amount(NULL);
	assert_false(resolve(c, &k, "2026-Q3").has);
	assert_true(diag_has(c->d, "K309"));
}

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
	assert_true(t.is_derived && says(t.how, "a quarter of 2026's target, split evenly"));
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
	assert_true(says(t.how, "55% of 2026's target, the share that last year's quarter had"));
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
	assert_true(says(t.how, "no last value"));
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
	assert_true(t.is_derived && says(t.how, "three months added (targets.csv:3, 4 and 5)"));
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
	assert_true(str_is(
	    t.how, "targets.csv has it for 2026-07 and 2026-08 only; add 2026-09, or run --period 2026-08"));
	assert_int_equal(t.at.line, 3);
	assert_true(str_is(target_lift(&c->f, c->a, &flow, c->f.period), "has a target for 2026-09 too"));
	assert_true(says(resolve(c, &stock, "2026-Q3").how, "only; add 2026-09, or run"));
	t = resolve(c, &rate, "2026-Q3");
	assert_true(says(t.how, "months of it make no quarter; add 2026-Q3, or run --period 2026-08"));
	assert_true(str_is(target_lift(&c->f, c->a, &rate, c->f.period), "has a target for 2026-Q3"));
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
	assert_true(str_is(t.how, "the target is empty in its row for 2026-08"));
	t = resolve(c, &k, "2026-Q1");
	assert_int_equal(t.at.line, 5);
	assert_true(str_is(t.how, "the target is empty in its row for 2026"));
	assert_true(
	    str_is(resolve(c, &band, "2026").how, "low, high and target are empty in its row for 2026"));
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

/* --- before the period is over */

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
	assert_true(says(t.how, "46 of 92 days"));
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
	assert_true(says(t.how, "for 6 of 13 weeks"));
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
		assert_true(says(t.how, t.has ? "for 31 of 92 days" : cases[i].words));
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
	assert_true(says(t.how, "in full"));
	company_put_same(c, (struct cells_of_series){ .metric = "m", .channel = "x" }, "2025-12-31", 1, 1000);
	/* 31 July is day 212 of the 273 to 30 September: 1000 + 273 * 212 / 273 = 1212 */
	assert_target(resolve(c, &k, "2026-Q3"), 1212, 969.6);
	/* from the year's row the line runs to 31 December: 1000 + 730 * 212 / 365 = 1424 */
	company_target(c, "k", "2026", "1730", NULL);
	c->rows[0].period = company_span("2026-Q2");
	assert_target(resolve(c, &k, "2026-Q3"), 1424, 1139.2);
}

/* --- definitions */

static void test_definition_changes_only_with_the_meaning(void **state)
{
	struct company *c = *state;
	struct kpi k = kpi_of(c, UNIT_COUNT, TIME_SUM, BETTER_HIGHER), same = k, other = k;
	struct str line = kpi_definition(&c->f, c->a, &k);

	assert_true(
	    str_eq(line, STR("measure m; better higher; unit count; m count over_time sum over_parts sum")));
	k.where = (struct where){ .channels = (struct str[]){ STR("x"), STR("a*") }, .n_channels = 2 };
	same.where =
	    (struct where){ .channels = (struct str[]){ STR("a*"), STR("x"), STR("x") }, .n_channels = 3 };
	same.name = STR("another name");
	same.weight = 7;
	line = kpi_definition(&c->f, c->a, &k);
	assert_true(says(line, "; channel 'a*' 'x'; better"));
	assert_true(str_eq(line, kpi_definition(&c->f, c->a, &same)));
	other.better = BETTER_LOWER;
	assert_false(str_eq(line, kpi_definition(&c->f, c->a, &other)));
	c->metrics[0].over_time = TIME_MEAN;
	assert_false(str_eq(line, kpi_definition(&c->f, c->a, &k)));
}

static void test_definition_of_a_formula_is_its_normal_form(void **state)
{
	struct company *c = *state;
	struct formula_error err = { 0 };
	struct kpi k = { .formula = formula_parse(c->a, c->names, STR("((margin)-cost)/cost"), &err),
		         .unit = UNIT_RATIO };

	company_metric(c, "margin", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	assert_true(str_eq(kpi_definition(&c->f, c->a, &k),
	                   STR("formula (margin - cost) / cost; better higher; unit ratio; "
	                       "margin currency over_time sum over_parts sum; cost unknown")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_target_exact_row_wins),
		COMPANY_TEST(test_target_default_red_line),
		COMPANY_TEST(test_target_bad_red_lines_are_said_once_a_row),
		COMPANY_TEST(test_target_of_zero_with_a_red_line_is_right),
		COMPANY_TEST(test_target_band_takes_both_ends),
		COMPANY_TEST(test_target_flow_splits_evenly_without_two_full_years),
		COMPANY_TEST(test_target_flow_splits_by_last_years_share),
		COMPANY_TEST(test_target_rate_is_the_same_figure),
		COMPANY_TEST(test_target_stock_is_on_a_straight_line),
		COMPANY_TEST(test_target_people_take_nothing_from_other_periods),
		COMPANY_TEST(test_target_formulas_of_sums_are_flows),
		COMPANY_TEST(test_target_months_are_added_if_all_are_there),
		COMPANY_TEST(test_target_stock_takes_the_last_month),
		COMPANY_TEST(test_target_rates_take_nothing_from_months),
		COMPANY_TEST(test_target_flow_paces_to_its_own_last_day),
		COMPANY_TEST(test_target_flow_of_weeks_paces_by_weeks),
		COMPANY_TEST(test_target_flow_that_reaches_different_days_has_no_pace),
		COMPANY_TEST(test_target_flow_waits_for_a_part_that_is_due),
		COMPANY_TEST(test_target_flow_of_a_year_is_split_then_paced),
		COMPANY_TEST(test_target_stock_paces_on_its_line),
		COMPANY_TEST(test_definition_changes_only_with_the_meaning),
		COMPANY_TEST(test_definition_of_a_formula_is_its_normal_form),
		COMPANY_TEST(test_target_default_red_line_is_exact),
		COMPANY_TEST(test_target_band_is_exact),
		COMPANY_TEST(test_target_shares_are_exact),
		COMPANY_TEST(test_target_months_that_make_no_quarter_say_what_to_add),
		COMPANY_TEST(test_target_an_empty_row_is_said_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
