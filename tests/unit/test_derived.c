/* test_derived.c - metrics that are added, openings and medians, by hand. */
#include "figured.h"
#include "core/formula.h"
#include "core/links.h"
#include "core/split.h"

static void put_month(struct company *c, const char *metric, const char *channel, const char *first, size_t n,
                      const int64_t *values)
{
	company_put(c, (struct cells_of_series){ .metric = metric, .channel = channel, .every = EVERY_MONTH },
	            first, n, values);
}

/* comments + shares over views, with the metrics that stand in c->a. */
static struct kpi spread_of(struct company *c)
{
	sym *measures = ARENA_ARRAY(c->a, 2, sym);

	measures[0] = company_sym(c, "comments");
	measures[1] = company_sym(c, "shares");
	company_metric(c, "comments", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "shares", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_metric(c, "views", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	return (struct kpi){ .id = company_sym(c, "spread"),
		             .measure = measures[0],
		             .measures = measures,
		             .n_measures = 2,
		             .per = company_sym(c, "views") };
}

static void test_list_pairs_need_every_part(void **state)
{
	struct company *c = *state;
	struct kpi k = spread_of(c);
	struct figure fig;

	/*            July Aug Sep
	 * x comments    1   2   4
	 * x shares     10  20   .
	 * x views     100 200 300   -> July and August: (1 + 2 + 10 + 20) / 300; 4 and 300 left
	 * tiktok comments 8, views 50, no shares -> 8 and 50 left                              */
	put_month(c, "comments", "x", "2026-07-31", 3, (int64_t[]){ 1, 2, 4 });
	put_month(c, "shares", "x", "2026-07-31", 2, (int64_t[]){ 10, 20 });
	put_month(c, "views", "x", "2026-07-31", 3, (int64_t[]){ 100, 200, 300 });
	put_month(c, "comments", "tiktok", "2026-07-31", 1, (int64_t[]){ 8 });
	put_month(c, "views", "tiktok", "2026-07-31", 1, (int64_t[]){ 50 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_int_equal(fig.num, 33 * MICRO);
	assert_int_equal(fig.den, 300 * MICRO);
	assert_value(fig, 0.11);
	assert_int_equal(fig.num_left, 12 * MICRO);
	assert_int_equal(fig.den_left, 350 * MICRO);
}

static void test_list_without_one_of_its_metrics_is_missing(void **state)
{
	struct company *c = *state;
	struct kpi k = spread_of(c);
	struct figure fig;

	put_month(c, "comments", "x", "2026-07-31", 1, (int64_t[]){ 1 });
	put_month(c, "views", "x", "2026-07-31", 1, (int64_t[]){ 100 });
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_false(fig.has);
	assert_false(fig.has_parts);
}

static void test_list_over_another_channel_uses_totals(void **state)
{
	struct company *c = *state;
	struct kpi k = spread_of(c);

	put_month(c, "comments", "x", "2026-07-31", 1, (int64_t[]){ 1 });
	put_month(c, "shares", "tiktok", "2026-07-31", 1, (int64_t[]){ 2 });
	put_month(c, "views", "web", "2026-07-31", 3, (int64_t[]){ 10, 20, 30 });
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 3.0 / 60);
}

static void test_list_measures_each_and_never_its_base(void **state)
{
	struct company *c = *state;
	struct kpi k = spread_of(c);

	assert_true(link_measures(&c->model, &k, company_sym(c, "comments")));
	assert_true(link_measures(&c->model, &k, company_sym(c, "shares")));
	assert_false(link_measures(&c->model, &k, company_sym(c, "views")));
	assert_true(link_is_base(&c->model, &k, company_sym(c, "views")));
	assert_false(link_is_base(&c->model, &k, company_sym(c, "shares")));
}

static void test_list_is_part_of_the_definition(void **state)
{
	struct company *c = *state;
	struct kpi two = spread_of(c), one = two;
	struct str text = kpi_definition(&c->f, c->a, &two);

	one.n_measures = 1;
	assert_true(str_find(text, STR("measure comments + shares; per views")) == 0);
	assert_false(str_eq(text, kpi_definition(&c->f, c->a, &one)));
}

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

static void test_median_is_the_middle_cell(void **state)
{
	static const struct {
		size_t n;
		int64_t values[5];
		double median;
		const char *why;
	} cases[] = {
		{ 1, { 7 }, 7, "one cell" },
		{ 3, { 9, 1, 4 }, 4, "the middle one of 1 4 9" },
		{ 4, { 9, 1, 4, 3 }, 3.5, "between 3 and 4" },
		{ 4, { -5, -2, 8, 1 }, -0.5, "between -2 and 1" },
		{ 5, { 2, 2, 2, 100, 100 }, 2, "outliers do not move it" },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct company *c = company_new();

		print_message("%s\n", cases[i].why);
		company_metric(c, "wait", UNIT_HOURS, TIME_MEDIAN, PARTS_NONE);
		company_put(c, (struct cells_of_series){ .metric = "wait", .channel = "x" }, "2026-07-01",
		            cases[i].n, cases[i].values);
		assert_value(metric_now(c, "wait"), cases[i].median);
		company_free(c);
	}
	(void)state;
}

static void test_median_of_a_sparse_series_is_of_the_cells_it_has(void **state)
{
	struct company *c = *state;

	company_metric(c, "wait", UNIT_HOURS, TIME_MEDIAN, PARTS_NONE);
	/* 5 hours on 1 and 2 July; the source covers 1 to 5 July: a day without a reply is no reply in 0 hours */
	store_cover(c->f.store, 0, company_day("2026-07-01"), company_day("2026-07-05"));
	company_put_same(c, (struct cells_of_series){ .metric = "wait", .channel = "x", .is_sparse = true },
	                 "2026-07-01", 2, 5);
	assert_value(metric_now(c, "wait"), 5);
}

/* Replies took 1, 4 and 9 hours in July, 100 in August; 2 leads in July, none known in August: 4 / 2. */
static void test_median_in_a_ratio_is_of_the_months_that_pair(void **state)
{
	struct company *c = *state;
	struct cells_of_series wait = { .metric = "wait", .channel = "x" };
	struct kpi k = { .id = company_sym(c, "wait_per_lead"),
		         .measure = company_sym(c, "wait"),
		         .per = company_sym(c, "leads") };

	company_metric(c, "wait", UNIT_HOURS, TIME_MEDIAN, PARTS_NONE);
	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, wait, "2026-07-10", 3, (int64_t[]){ 1, 9, 4 });
	company_put(c, wait, "2026-08-10", 1, (int64_t[]){ 100 });
	put_month(c, "leads", "x", "2026-07-31", 1, (int64_t[]){ 2 });
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 2);
	/* July and September pair, August with its 100 lies between: no value rather than a wrong one */
	put_month(c, "leads", "x", "2026-09-30", 1, (int64_t[]){ 2 });
	company_put(c, wait, "2026-09-10", 1, (int64_t[]){ 5 });
	assert_false(rollup_kpi(&c->f, c->a, &k, c->f.period).has);
	assert_true(rollup_kpi(&c->f, c->a, &k, c->f.period).cannot_add);
	/* all three pair: 1 4 5 9 100 over 2 + 3 + 2 */
	put_month(c, "leads", "x", "2026-08-31", 1, (int64_t[]){ 3 });
	assert_value(rollup_kpi(&c->f, c->a, &k, c->f.period), 5.0 / 7);
}

static void test_median_of_channels_is_only_bounded(void **state)
{
	struct company *c = *state;
	struct figure fig;

	company_metric(c, "wait", UNIT_HOURS, TIME_MEDIAN, PARTS_NONE);
	company_put(c, (struct cells_of_series){ .metric = "wait", .channel = "x" }, "2026-07-01", 3,
	            (int64_t[]){ 1, 2, 30 });
	company_put(c, (struct cells_of_series){ .metric = "wait", .channel = "web" }, "2026-07-01", 3,
	            (int64_t[]){ 5, 6, 7 });
	fig = metric_now(c, "wait"); /* medians 2 and 6 */
	assert_false(fig.has);
	assert_true(fig.has_bounds);
	assert_true(is_near(fig.low, 2));
	assert_true(is_near(fig.high, 6));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMPANY_TEST(test_list_pairs_need_every_part),
		COMPANY_TEST(test_list_without_one_of_its_metrics_is_missing),
		COMPANY_TEST(test_list_over_another_channel_uses_totals),
		COMPANY_TEST(test_list_measures_each_and_never_its_base),
		COMPANY_TEST(test_list_is_part_of_the_definition),
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
		COMPANY_TEST(test_median_is_the_middle_cell),
		COMPANY_TEST(test_median_of_a_sparse_series_is_of_the_cells_it_has),
		COMPANY_TEST(test_median_in_a_ratio_is_of_the_months_that_pair),
		COMPANY_TEST(test_median_of_channels_is_only_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
