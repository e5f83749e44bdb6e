/* test_derived.c - metrics that are added, and medians, by hand. */
#include "figured.h"
#include "core/links.h"

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
		COMPANY_TEST(test_median_is_the_middle_cell),
		COMPANY_TEST(test_median_of_a_sparse_series_is_of_the_cells_it_has),
		COMPANY_TEST(test_median_in_a_ratio_is_of_the_months_that_pair),
		COMPANY_TEST(test_median_of_channels_is_only_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
