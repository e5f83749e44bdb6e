/* test_rollup_formula.c - formulas over figures, and what a figure lacks, by hand. */
#include "figured.h"

static void test_rollup_formula_reads_figures(void **state)
{
	struct company *c = *state;
	struct kpi k = formula_of(c, "(margin - cost) / cost"), people = formula_of(c, "cost / reach");
	struct figure fig;

	company_metric(c, "margin", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "reach", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_put_same(c, (struct cells_of_series){ .metric = "margin", .every = EVERY_MONTH },
	                 "2026-07-31", 3, 50);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.has); /* cost is missing */
	assert_says(fig.note, "cost has no value");
	company_put_same(c, (struct cells_of_series){ .metric = "cost", .every = EVERY_MONTH }, "2026-07-31",
	                 3, 40);
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 0.25); /* (150 - 120) / 120 */
	company_put_same(c,
	                 (struct cells_of_series){ .metric = "reach", .channel = "x", .every = EVERY_MONTH },
	                 "2026-07-31", 3, 20);
	fig = rollup_kpi(&c->f, c->a, &people, c->f.period);
	assert_true(fig.cannot_add);
	assert_false(fig.has || fig.has_bounds);
	assert_value(rollup_kpi(&c->f, c->a, &people, company_span("2026-08")),
	             2); /* 40 / 20: a single cell */
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

/* 2 leads a day to 15 August, costs of 31 for July: 62 - 31 by 31 July, not 92 - 31. Of a target of 92 that is
 * 31 of 92 days: 31. */
static void test_rollup_formula_of_an_unfinished_period_is_of_one_stretch(void **state)
{
	struct company *c = *state;
	struct kpi k = formula_of(c, "leads - cost");
	struct resolved_target t;

	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "cost", .every = EVERY_MONTH }, "2026-07-31",
	                 1, 31);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 46,
	                 2);
	company_target(c, "formula", "2026-Q3", "92", NULL);
	company_period(c, "2026-Q3", "2026-08-15");
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 31);
	t = target_resolve(&c->f, c->a, &k, c->f.period, c->d);
	assert_true(t.has && t.is_exact);
	assert_int_equal(t.micro.target, 31 * MICRO);
}

static void test_rollup_names_the_metric_that_has_no_value(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps"), sum = formula_of(c, "clicks + imps");

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 92,
	                 1);
	assert_int_equal(rollup_kpi(&c->f, c->a, &k, c->f.period).lacks, company_sym(c, "imps"));
	assert_int_equal(rollup_kpi(&c->f, c->a, &sum, c->f.period).lacks, company_sym(c, "imps"));
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "x" }, "2026-07-01", 92,
	                 1);
	assert_int_equal(rollup_kpi(&c->f, c->a, &k, c->f.period).lacks, 0);
	assert_int_equal(rollup_kpi(&c->f, c->a, &sum, c->f.period).lacks, 0);
}

/* clicks has 92 of 92 cells and imps none: as many are missing. Apart on x and y each lacks the other's 92. */
static void test_rollup_what_lacks_a_metric_is_not_complete(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps"), sum = formula_of(c, "clicks + imps + shares");
	struct figure fig;

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "shares", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 92,
	                 1);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_int_equal(fig.present, 92);
	assert_int_equal(fig.expected, 184);
	assert_str(fig.note, "imps has no value");
	fig = rollup_kpi(&c->f, c->a, &sum, c->f.period);
	assert_int_equal(fig.present, 92);
	assert_int_equal(fig.expected, 3 * 92);
	assert_str(fig.note, "imps and shares have no value");
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "y" }, "2026-07-01", 92,
	                 1);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "y" }, "2026-01-01", 1,
	                 1); /* a channel in common, and no month */
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.has);
	assert_int_equal(fig.present, 184);
	assert_true(fig.expected > 184);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_rollup_formula_reads_figures),
		COMPANY_TEST(test_rollup_formula_by_zero_has_no_value),
		COMPANY_TEST(test_rollup_formula_of_an_unfinished_period_is_of_one_stretch),
		COMPANY_TEST(test_rollup_names_the_metric_that_has_no_value),
		COMPANY_TEST(test_rollup_what_lacks_a_metric_is_not_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
