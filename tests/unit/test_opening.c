/* test_opening.c - what a stock was before its period, and what it gained, by hand. */
#include "figured.h"
#include "core/formula.h"
#include "core/links.h"
#include "core/split.h"

static struct metric *followers_of(struct company *c, enum over_parts over_parts)
{
	struct metric *opening;

	company_metric(c, "followers", UNIT_COUNT, TIME_LAST, over_parts);
	opening = company_metric(c, "followers_opening", UNIT_COUNT, TIME_OPENING, over_parts);
	opening->opening_of = company_sym(c, "followers");
	return opening;
}

static void test_opening_is_the_last_value_before_the_period(void **state)
{
	struct company *c = *state;

	followers_of(c, PARTS_SUM);
	/* x: 29 and 30 June 900 and 1000, July on 1001; linkedin: 500 on 30 June: 1000 + 500 */
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "x" }, "2026-06-29", 4,
	            (int64_t[]){ 900, 1000, 1001, 1002 });
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "linkedin" }, "2026-06-30",
	            2, (int64_t[]){ 500, 510 });
	assert_value(metric_now(c, "followers_opening"), 1500);
	assert_value(metric_now(c, "followers"), 1512);
}

static void test_opening_is_missing_where_the_stock_begins_later(void **state)
{
	struct company *c = *state;

	followers_of(c, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "x" }, "2026-07-01", 2,
	            (int64_t[]){ 1001, 1002 });
	assert_false(metric_now(c, "followers_opening").has);
}

static void test_opening_stands_under_a_growth_rate(void **state)
{
	struct company *c = *state;
	struct kpi k = { .id = company_sym(c, "growth"),
		         .measure = company_sym(c, "gained"),
		         .per = company_sym(c, "followers_opening") };
	struct figure fig;

	company_metric(c, "gained", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	followers_of(c, PARTS_NONE);
	/* 1000 at the end of June; 20 + 15 + 15 gained: 5 % */
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "x" }, "2026-06-30", 1,
	            (int64_t[]){ 1000 });
	put_month(c, "gained", "x", "2026-07-31", 3, (int64_t[]){ 20, 15, 15 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 0.05);
	assert_int_equal(fig.num_left, 0);
	assert_true(link_is_base(&c->model, &k, company_sym(c, "followers")));
	assert_false(link_measures(&c->model, &k, company_sym(c, "followers")));
}

/* 1000 at the end of the second quarter's table, 1040 at the end of the third's: the opening of the third quarter
 * is 1000, that of September or of the whole year is in neither, and the third's own end is the fourth's opening. */
static void test_opening_of_a_window_is_the_one_that_ends_the_day_before(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "followers", .channel = "x", .source = 2 };
	sym opening = company_sym(c, "followers_opening");

	followers_of(c, PARTS_SUM);
	company_period(c, "2026-Q3", "2026-10-15");
	c->sources[2].has_window = true;
	c->sources[2].window_first = company_day("2026-07-01");
	c->sources[2].window_last = company_day("2026-09-30");
	company_put(c, s, "2026-09-30", 1, (int64_t[]){ 1040 });
	assert_false(metric_now(c, "followers_opening").has);
	assert_value(rollup_metric(&c->f, c->a, opening, NULL, company_span("2026-Q4")), 1040);
	c->sources[1] = c->sources[2];
	c->sources[1].window_first = company_day("2026-04-01");
	c->sources[1].window_last = company_day("2026-06-30");
	s.source = 1;
	s.account = "b";
	company_put(c, s, "2026-06-30", 1, (int64_t[]){ 1000 });
	assert_value(metric_now(c, "followers_opening"), 1000);
	assert_false(rollup_metric(&c->f, c->a, opening, NULL, company_span("2026-09")).has);
	assert_false(rollup_metric(&c->f, c->a, opening, NULL, company_span("2026")).has);
}

/* Tables of the half-year and of the second quarter both end on 30 June with 1000: the opening is 1000, not 2000. */
static void test_opening_of_two_windows_that_end_together_counts_once(void **state)
{
	struct company *c = *state;
	struct cells_of_series s = { .metric = "followers", .channel = "x", .source = 1 };

	followers_of(c, PARTS_SUM);
	company_period(c, "2026-Q3", "2026-10-15");
	c->sources[1].has_window = c->sources[2].has_window = true;
	c->sources[1].window_first = company_day("2026-01-01");
	c->sources[2].window_first = company_day("2026-04-01");
	c->sources[1].window_last = c->sources[2].window_last = company_day("2026-06-30");
	company_put(c, s, "2026-06-30", 1, (int64_t[]){ 1000 });
	s.source = 2;
	company_put(c, s, "2026-06-30", 1, (int64_t[]){ 1000 });
	assert_value(metric_now(c, "followers_opening"), 1000);
}

/* followers - followers_opening */
static struct kpi gain_of(struct company *c)
{
	struct formula_error err;

	return (struct kpi){ .id = company_sym(c, "gain"),
		             .formula =
		                 formula_parse(c->a, c->names, STR("followers - followers_opening"), &err) };
}

static void assert_gain_left(struct company *c, const struct figure *fig, size_t i, const char *metric,
                             int64_t left, int64_t used)
{
	assert_true(i < fig->n_gains_left);
	assert_int_equal(fig->gains_left[i].metric, company_sym(c, metric));
	assert_int_equal(fig->gains_left[i].left, left * MICRO);
	assert_int_equal(fig->gains_left[i].used, used * MICRO);
}

/* x: 1000 on 30 June, 1040 on 30 September. linkedin, opened in August, has 700 and no opening: its 700 are no
 * growth. web had 90 on 30 June and was closed: nothing to compare with. 1040 - 1000. */
static void test_gain_compares_only_what_has_both_its_sides(void **state)
{
	struct company *c = *state;
	struct kpi k = gain_of(c);
	struct figure fig;

	followers_of(c, PARTS_SUM);
	put_month(c, "followers", "x", "2026-06-30", 4, (int64_t[]){ 1000, 1010, 1020, 1040 });
	put_month(c, "followers", "linkedin", "2026-08-31", 2, (int64_t[]){ 600, 700 });
	c->accounts[0] = (struct account){ .name = company_sym(c, "shut"),
		                           .is_closed = true,
		                           .closed = company_day("2026-07-02") };
	c->ws.n_accounts = 1;
	company_put(c,
	            (struct cells_of_series){
			.metric = "followers", .channel = "web", .account = "shut", .every = EVERY_MONTH },
	            "2026-06-30", 1, (int64_t[]){ 90 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 40);
	assert_false(fig.is_incomplete);
	assert_str(fig.note, "left out, as it has no opening to compare with: linkedin; "
	                     "as it is closed or fell silent: web shut");
	assert_int_equal(fig.n_gains_left, 2);
	assert_gain_left(c, &fig, 0, "followers", 700, 1040);
	assert_gain_left(c, &fig, 1, "followers_opening", 90, 1000);
	assert_true(fig.gains_left[1].is_opening && !fig.gains_left[0].is_opening);
}

/* x has 1000 and 1040; web 30 on 30 June, 31 and 32 after it, and nothing since: it does not count on 30 September, nor
 * does its opening. tiktok, which fell silent in July too, has no opening and is in neither total. */
static void test_gain_leaves_out_what_fell_silent(void **state)
{
	struct company *c = *state;
	struct kpi k = gain_of(c);
	struct figure fig;

	followers_of(c, PARTS_SUM);
	put_month(c, "followers", "x", "2026-06-30", 4, (int64_t[]){ 1000, 1010, 1020, 1040 });
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "web" }, "2026-06-30", 3,
	            (int64_t[]){ 30, 31, 32 });
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "tiktok" }, "2026-07-04",
	            1, (int64_t[]){ 5 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 40);
	assert_str(fig.note, "left out, as it is closed or fell silent: web");
	assert_int_equal(fig.n_gains_left, 1);
	assert_gain_left(c, &fig, 0, "followers_opening", 30, 1000);
}

/* All have fallen silent: then what is stale counts, 32 - 30, and what has no opening is left out. */
static void test_gain_of_stale_series_alone_leaves_out_what_has_no_opening(void **state)
{
	struct company *c = *state;
	struct kpi k = gain_of(c);
	struct figure fig;

	followers_of(c, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "web" }, "2026-06-30", 3,
	            (int64_t[]){ 30, 31, 32 });
	company_put(c, (struct cells_of_series){ .metric = "followers", .channel = "tiktok" }, "2026-07-04",
	            1, (int64_t[]){ 5 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_value(fig, 2);
	assert_true(fig.is_stale);
	assert_int_equal(fig.n_gains_left, 1);
	assert_gain_left(c, &fig, 0, "followers", 5, 32);
}

static void test_gain_of_new_accounts_alone_is_missing(void **state)
{
	struct company *c = *state;
	struct kpi k = gain_of(c);
	struct figure fig;

	followers_of(c, PARTS_SUM);
	put_month(c, "followers", "linkedin", "2026-08-31", 2, (int64_t[]){ 600, 700 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.has);
	assert_int_equal(fig.lacks, company_sym(c, "followers_opening"));
}

/* The opening reaches 30 June by its nature; the figure reaches 30 September. */
static void test_gain_is_as_new_as_its_stock(void **state)
{
	struct company *c = *state;
	struct kpi k = gain_of(c);

	followers_of(c, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "followers", .channel = "x" }, "2026-06-01",
	                 122, 1000);
	assert_int_equal(rollup_kpi(&c->f, c->a, &k, c->f.period).newest, company_day("2026-09-30"));
}

/* What a stock gained in a year is what it gained in its quarters, added. */
static void test_gain_has_the_targets_of_a_flow(void **state)
{
	struct company *c = *state;
	struct kpi k = gain_of(c);
	struct formula_error err;

	followers_of(c, PARTS_SUM);
	assert_int_equal(split_behaviour(&c->f, &k), BEHAVES_FLOW);
	k.formula = formula_parse(c->a, c->names, STR("2 * (followers - followers_opening)"), &err);
	assert_int_equal(split_behaviour(&c->f, &k), BEHAVES_FLOW);
	k.formula = formula_parse(c->a, c->names, STR("followers_opening - followers"), &err);
	assert_int_equal(split_behaviour(&c->f, &k), BEHAVES_FLOW); /* what was lost */
	k.formula = formula_parse(c->a, c->names, STR("max(followers - followers_opening, 0)"), &err);
	assert_int_equal(split_behaviour(&c->f, &k), BEHAVES_FLOW);
	k.formula =
	    formula_parse(c->a, c->names, STR("(followers - followers_opening) / followers_opening"), &err);
	assert_int_equal(split_behaviour(&c->f, &k), BEHAVES_SAME);
	k.formula = formula_parse(c->a, c->names, STR("followers + followers_opening"), &err);
	assert_int_equal(split_behaviour(&c->f, &k), BEHAVES_SAME);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_opening_is_the_last_value_before_the_period),
		COMPANY_TEST(test_opening_is_missing_where_the_stock_begins_later),
		COMPANY_TEST(test_opening_stands_under_a_growth_rate),
		COMPANY_TEST(test_opening_of_a_window_is_the_one_that_ends_the_day_before),
		COMPANY_TEST(test_opening_of_two_windows_that_end_together_counts_once),
		COMPANY_TEST(test_gain_compares_only_what_has_both_its_sides),
		COMPANY_TEST(test_gain_leaves_out_what_fell_silent),
		COMPANY_TEST(test_gain_of_stale_series_alone_leaves_out_what_has_no_opening),
		COMPANY_TEST(test_gain_of_new_accounts_alone_is_missing),
		COMPANY_TEST(test_gain_is_as_new_as_its_stock),
		COMPANY_TEST(test_gain_has_the_targets_of_a_flow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
