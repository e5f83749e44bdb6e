/* test_pairs.c - ratios over figures, by hand. */
#include "figured.h"
#include "core/pairs.h"

static void test_rollup_rates_use_sums(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps");
	struct figure fig;

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	/* 10/100 and 1/900: 11/1000 = 1.1 %, not the mean of 10 % and 0.11 % */
	company_put(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 2,
	            (int64_t[]){ 10, 1 });
	company_put(c, (struct cells_of_series){ .metric = "imps", .channel = "x" }, "2026-07-01", 2,
	            (int64_t[]){ 100, 900 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 0.011);
	assert_true(fig.has_parts);
	assert_int_equal(fig.num, 11 * MICRO);
	assert_int_equal(fig.den, 1000 * MICRO);
	assert_int_equal(fig.num_left, 0);
}

/* Both of linkedin, the accounts spelt apart; x has one part alone and is not named. Once one account has both, that is
 * not why. */
static void test_pairs_apart_names_who_has_which_part(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps");

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c,
	            (struct cells_of_series){ .metric = "clicks", .channel = "linkedin", .account = "acme" },
	            "2026-07-01", 1, (int64_t[]){ 1 });
	company_put(c, (struct cells_of_series){ .metric = "clicks", .channel = "x", .account = "acme" },
	            "2026-07-01", 1, (int64_t[]){ 1 });
	company_put(c,
	            (struct cells_of_series){ .metric = "imps", .channel = "linkedin", .account = "acme uk" },
	            "2026-07-01", 1, (int64_t[]){ 9 });
	company_put(c, (struct cells_of_series){ .metric = "imps", .channel = "linkedin" }, "2026-07-01", 1,
	            (int64_t[]){ 9 });
	assert_false(rollup_kpi(&c->f, c->a, &k, c->f.period).has);
	assert_str(pairs_apart(&c->f, c->a, &k, c->f.period),
	           "no account has both parts: clicks is of linkedin acme, imps of linkedin without an "
	           "account, linkedin acme uk");
	company_put(c, (struct cells_of_series){ .metric = "imps", .channel = "x", .account = "acme" },
	            "2026-08-01", 1, (int64_t[]){ 9 });
	assert_str(pairs_apart(&c->f, c->a, &k, c->f.period), "");
}

static void test_pairs_leaves_incomplete_pairs_out(void **state)
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
	company_put(
	    c, (struct cells_of_series){ .metric = "leads", .channel = "linkedin", .every = EVERY_MONTH },
	    "2026-07-31", 3, (int64_t[]){ 1, 2, 4 });
	company_put(c, (struct cells_of_series){ .metric = "sessions", .channel = "linkedin" }, "2026-07-20",
	            1, (int64_t[]){ 10 });
	company_put(c, (struct cells_of_series){ .metric = "sessions", .channel = "linkedin" }, "2026-08-20",
	            1, (int64_t[]){ 20 });
	company_put(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-08-01", 1,
	            (int64_t[]){ -7 });
	company_put(c, (struct cells_of_series){ .metric = "sessions", .channel = "x", .every = EVERY_MONTH },
	            "2026-07-31", 3, (int64_t[]){ 5, 30, 6 });
	company_put(c, (struct cells_of_series){ .metric = "leads", .channel = "facebook" }, "2026-07-01", 1,
	            (int64_t[]){ 8 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_int_equal(fig.num, (3 - 7) * MICRO);
	assert_int_equal(fig.den, 60 * MICRO);
	assert_int_equal(fig.num_left, 12 * MICRO);
	assert_int_equal(fig.den_left, 11 * MICRO);
	assert_value(fig, -4.0 / 60);
}

/* Sums are exact in any order: July and August alone do not fit, all months do. The same where months are left out, which
 * are more than fits without their signs. */
static void test_pairs_months_are_one_sum(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "gain", "days");
	struct cells_of_series gain = { .metric = "gain", .channel = "x" },
			       days = { .metric = "days", .channel = "x" };
	const int64_t much = 9000000000000;
	struct figure fig;

	company_metric(c, "gain", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "days", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, gain, "2026-07-10", 1, much);
	company_put_same(c, gain, "2026-08-10", 1, much);
	company_put_same(c, gain, "2026-09-10", 1, -much);
	company_put_same(c, days, "2026-07-31", 2, 1);
	company_put_same(c, days, "2026-09-10", 1, 1);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.overflow);
	assert_int_equal(fig.num, much * MICRO);
	assert_value(fig, (double)much / 3);
	assert_int_equal(fig.num_left, 0);

	company_put_same(c, gain, "2026-04-10", 1, -much); /* without days: left out */
	company_put_same(c, gain, "2026-06-10", 1, much);
	fig = rollup_kpi(&c->f, c->a, &k, company_span("2026"));
	assert_false(fig.overflow);
	assert_int_equal(fig.num, much * MICRO);
	assert_int_equal(fig.num_left, INT64_MAX);
}

static void test_pairs_pairs_accounts_too(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "leads", "sessions");
	struct figure fig;

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "sessions", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "a" },
	                 "2026-07-01", 1, 2);
	company_put_same(
	    c, (struct cells_of_series){ .metric = "leads", .channel = "x", .account = "a", .campaign = "s" },
	    "2026-07-02", 1, 1); /* campaigns are added up */
	company_put_same(c, (struct cells_of_series){ .metric = "sessions", .channel = "x", .account = "a" },
	                 "2026-07-01", 1, 30);
	company_put_same(c, (struct cells_of_series){ .metric = "sessions", .channel = "x", .account = "b" },
	                 "2026-07-01", 1, 70);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 0.1);
	assert_int_equal(fig.den_left, 70 * MICRO);
}

static void test_pairs_without_a_shared_channel_uses_totals(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "cost", "leads");
	struct figure fig;

	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "cost", .every = EVERY_MONTH }, "2026-07-31", 3,
	            (int64_t[]){ 100, 200, 300 });
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 2,
	                 10);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-08-01", 1,
	                 10);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 20); /* 600 / 30 */
	assert_int_equal(fig.num_left, 0);
}

static void put_tenth(struct company *c, const char *account)
{
	struct put_rules rules = { .every = EVERY_DAY };
	struct put_report report = { 0 };
	struct batch b;
	struct batch_keys keys = { .channel = company_sym(c, "x"),
		                   .account = company_sym(c, account),
		                   .day = company_day("2026-07-31") };

	batch_init(&b, c->a);
	batch_add(&b, &keys, NULL, (struct batch_cell){ MICRO / 10, company_sym(c, "amount"), 2 });
	store_begin_file(c->f.store);
	store_put(c->f.store, &b, &rules, &report);
	store_settle(c->f.store, NULL);
}

/* Ten accounts of 0.1: as doubles they add up to 0.9999999999999999. */
static void test_pairs_sums_are_exact(void **state)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };
	struct company *c = *state;
	struct kpi k = ratio_of(c, "amount", "leads");
	struct figure fig;

	company_metric(c, "amount", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	for (size_t i = 0; i < 10; i++) {
		struct cells_of_series s = { .metric = "leads", .channel = "x", .account = names[i] };

		company_put_same(c, s, "2026-07-31", 1, 1);
		put_tenth(c, names[i]);
	}
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_int_equal(fig.num, MICRO);
	assert_true(fig.value >= 0.1 && fig.value <= 0.1); /* 1 / 10, not 0.09999999999999999 */
}

/* --- periods that are not over */

/* Leads are there to 15 August, costs to 31 July: 100 / 31 leads of July, not 100 / 46. */
static void test_pairs_totals_of_an_unfinished_period_are_of_one_stretch(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "cost", "leads");
	struct figure fig;

	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "cost", .every = EVERY_MONTH }, "2026-06-30",
	                 2, 100);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-06-01", 76,
	                 1);
	company_period(c, "2026-Q3", "2026-08-15");
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 100.0 / 31);
	assert_int_equal(fig.newest, company_day("2026-07-31"));
	company_period(c, "2026-Q3", "2026-09-30"); /* over: all there is, however far it reaches */
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 100.0 / 46);
	company_period(c, "2026-Q3", "2026-08-15");
	assert_value(rollup_kpi(&c->f, c->a, &k, company_span("2026-Q2")), 100.0 / 30); /* over long ago */
}

/* As of 10 September leads reach 20 August; August's cost is of 31 August, so that July alone is whole. */
static void test_pairs_a_month_after_the_cut_goes_too(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "cost", "leads");

	company_metric(c, "cost", UNIT_CURRENCY, TIME_SUM, PARTS_SUM);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "cost", .every = EVERY_MONTH }, "2026-07-31",
	                 2, 62);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 51,
	                 1);
	company_period(c, "2026-Q3", "2026-09-10");
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 2); /* 62 / 31 */
}

static void test_pairs_parts_roll_up_by_their_own_rule(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "leavers", "staff");
	struct kpi growth = ratio_of(c, "leavers", "opening");

	company_metric(c, "leavers", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "staff", UNIT_COUNT, TIME_MEAN, PARTS_SUM);
	company_metric(c, "opening", UNIT_COUNT, TIME_OPENING, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "leavers", .every = EVERY_MONTH }, "2026-07-31", 3,
	            (int64_t[]){ 1, 2, 3 });
	company_put(c, (struct cells_of_series){ .metric = "staff", .every = EVERY_MONTH }, "2026-06-30", 4,
	            (int64_t[]){ 500, 90, 100, 110 });
	company_put(c, (struct cells_of_series){ .metric = "opening", .every = EVERY_MONTH }, "2026-06-30", 2,
	            (int64_t[]){ 60, 9 });
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 0.06);     /* 6 / mean(90, 100, 110) */
	assert_value(rollup_kpi(&c->f, c->a, &growth, c->f.period), 0.1); /* 6 / 60, of 30 June */
}

static void test_pairs_by_zero_has_no_value(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "imps");
	struct figure fig;

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "imps", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 1,
	                 3);
	assert_false(rollup_kpi(&c->f, c->a, &k, c->f.period).has); /* no denominator at all */
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "x" }, "2026-07-01", 1, 0);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.has || fig.has_bounds || fig.cannot_add);
	assert_says(fig.note, "imps is 0");
}

static void test_pairs_of_people_needs_single_cells(void **state)
{
	struct company *c = *state;
	struct kpi k = ratio_of(c, "clicks", "reach");
	struct figure fig;

	company_metric(c, "clicks", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "reach", UNIT_PEOPLE, TIME_NONE, PARTS_NONE);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 92,
	                 1);
	company_put(c, (struct cells_of_series){ .metric = "reach", .channel = "x", .every = EVERY_MONTH },
	            "2026-07-31", 3, (int64_t[]){ 310, 62, 100 });
	fig = rollup_kpi(&c->f, c->a, &k, company_span("2026-07"));
	assert_value(fig, 0.1); /* 31 clicks of 310 people */
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_true(fig.cannot_add);
	assert_false(fig.has || fig.has_bounds);
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "y" }, "2026-07-01", 31,
	                 1);
	company_put_same(c,
	                 (struct cells_of_series){ .metric = "reach", .channel = "y", .every = EVERY_MONTH },
	                 "2026-07-31", 1, 9);
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
	company_put_same(c, (struct cells_of_series){ .metric = "clicks", .channel = "x" }, "2026-07-01", 1,
	                 3);
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "x" }, "2026-07-01", 1,
	                 30);
	company_put_same(c, (struct cells_of_series){ .metric = "imps", .channel = "y" }, "2026-07-01", 1,
	                 30);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 0.1);
	assert_int_equal(fig.den_left, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_rollup_rates_use_sums),
		COMPANY_TEST(test_pairs_apart_names_who_has_which_part),
		COMPANY_TEST(test_pairs_leaves_incomplete_pairs_out),
		COMPANY_TEST(test_pairs_months_are_one_sum),
		COMPANY_TEST(test_pairs_pairs_accounts_too),
		COMPANY_TEST(test_pairs_without_a_shared_channel_uses_totals),
		COMPANY_TEST(test_pairs_parts_roll_up_by_their_own_rule),
		COMPANY_TEST(test_pairs_by_zero_has_no_value),
		COMPANY_TEST(test_pairs_of_people_needs_single_cells),
		COMPANY_TEST(test_rollup_where_holds_for_both_sides),
		COMPANY_TEST(test_pairs_sums_are_exact),
		COMPANY_TEST(test_pairs_totals_of_an_unfinished_period_are_of_one_stretch),
		COMPANY_TEST(test_pairs_a_month_after_the_cut_goes_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
