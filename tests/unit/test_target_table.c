/* test_target_table.c - the table of targets (docs/scoring.md), one hand-worked figure a cell. */
#include "company.h"
#include "core/judge.h"

enum { NONE = -1 };

/* A KPI of one metric with this rule, in a company of its own. The year's row is 1200 with red line 600; those of
 * July to September are 10, 20 and 30 with red lines 5, 10 and 15. Data: 2025-12-31 a value of 1000, then a cell of 1
 * a day from 1 July 2026 to 15 August, 46 of 92 days. */
static const struct row {
	const char *why;
	enum unit unit;
	enum over_time rule;
	bool is_ratio;
	double year, year_red;     /* 2026-Q3 from the year's row, when it is over */
	double months, months_red; /* from the months' rows */
	double pace, pace_red;     /* from a row of 920 and 460 for the quarter, as of 15 August */
} rows[] = {
	{ "flow: evenly; added; 46 of 92 days", UNIT_COUNT, TIME_SUM, false, 300, 150, 60, 30, 460, 230 },
	{ "mean: the same; none; in full", UNIT_COUNT, TIME_MEAN, false, 1200, 600, NONE, NONE, 920, 460 },
	{ "median: the same", UNIT_COUNT, TIME_MEDIAN, false, 1200, 600, NONE, NONE, 920, 460 },
	{ "ratio: the same", UNIT_RATIO, TIME_NONE, true, 1200, 600, NONE, NONE, 920, 460 },
	{ "score: the same", UNIT_SCORE, TIME_LAST, false, 1200, 600, NONE, NONE, 920, 460 },
	/* to 30 September, day 273 of 365: 1000 + 200 x 273/365 and 1000 - 400 x 273/365; September's row; to 15 August,
	 * day 227 of the 273 to 30 September: 1000 - 80 x 227/273 and 1000 - 540 x 227/273 */
	{ "stock: on a line; the last month's; the same line", UNIT_COUNT, TIME_LAST, false,
	  1000 + 200 * 273 / 365.0, 1000 - 400 * 273 / 365.0, 30, 15, 1000 - 80 * 227 / 273.0,
	  1000 - 540 * 227 / 273.0 },
	{ "people: none", UNIT_PEOPLE, TIME_NONE, false, NONE, NONE, NONE, NONE, NONE, NONE },
	{ "max: none", UNIT_COUNT, TIME_MAX, false, NONE, NONE, NONE, NONE, NONE, NONE },
	{ "min: none", UNIT_COUNT, TIME_MIN, false, NONE, NONE, NONE, NONE, NONE, NONE },
};

static void assert_cell(struct company *c, const struct kpi *k, double target, double red)
{
	struct resolved_target t = target_resolve(&c->f, c->a, k, company_span("2026-Q3"), c->d);

	assert_int_equal(t.has, target >= 0);
	if (!t.has)
		return;
	if (!is_near(t.target, target) || !is_near(t.red_line, red))
		fail_msg("%.9g and %.9g, not %.9g and %.9g", t.target, t.red_line, target, red);
}

static struct company *company_of(const struct row *r, struct kpi *k)
{
	struct company *c = company_new();

	company_metric(c, "m", r->unit, r->rule, PARTS_SUM);
	company_metric(c, "n", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	*k = (struct kpi){ .id = company_sym(c, "k"),
		           .measure = company_sym(c, "m"),
		           .better = BETTER_HIGHER };
	if (r->is_ratio)
		k->per = company_sym(c, "n");
	company_put_same(c, (struct cells_of_series){ .metric = "m", .channel = "x" }, "2025-12-31", 1, 1000);
	company_put_same(c, (struct cells_of_series){ .metric = "m", .channel = "x" }, "2026-07-01", 46, 1);
	return c;
}

static void test_target_table_cell_by_cell(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(rows); i++) {
		const struct row *r = &rows[i];
		struct kpi k;
		struct company *c = company_of(r, &k);

		print_message("%s\n", r->why);
		company_target(c, "k", "2026", "1200", "600");
		assert_cell(c, &k, r->year, r->year_red);
		c->targets.n = 0;
		company_target(c, "k", "2026-07", "10", "5");
		company_target(c, "k", "2026-08", "20", "10");
		company_target(c, "k", "2026-09", "30", "15");
		assert_cell(c, &k, r->months, r->months_red);
		c->targets.n = 0;
		company_target(c, "k", "2026-Q3", "920", "460");
		assert_cell(c, &k, 920, 460); /* the exact period wins, whatever it is */
		company_period(c, "2026-Q3", "2026-08-15");
		assert_cell(c, &k, r->pace, r->pace_red);
		company_free(c);
	}
}

/* Low, high and tolerance of a band go the way of the target: a quarter of the year's, then half of the days. */
static void test_target_table_bands_by_the_same_share(void **state)
{
	struct kpi k;
	struct company *c = company_of(&rows[0], &k);
	struct target *row = company_target(c, "k", "2026", NULL, NULL);
	struct resolved_target t;

	(void)state;
	k.better = BETTER_BAND;
	row->low = company_amount("400");
	row->high = company_amount("800");
	row->tolerance = company_amount("80");
	t = target_resolve(&c->f, c->a, &k, company_span("2026-Q3"), c->d);
	assert_true(t.has && is_near(t.low, 100) && is_near(t.high, 200) && is_near(t.tolerance, 20));
	company_period(c, "2026-Q3", "2026-08-15");
	t = target_resolve(&c->f, c->a, &k, company_span("2026-Q3"), c->d);
	assert_true(t.has && is_near(t.low, 50) && is_near(t.high, 100) && is_near(t.tolerance, 10));
	company_free(c);
}

/* July to September were 3, 4 and 4 of last year's 20: 11/20 of 1200 and 600, and of a band's ends. */
static void test_target_table_last_years_share(void **state)
{
	struct company *c = company_new();
	struct kpi k = { .id = company_sym(c, "k"), .measure = company_sym(c, "m"), .better = BETTER_HIGHER };
	struct target *row;
	struct resolved_target t;

	(void)state;
	company_metric(c, "m", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "m", .every = EVERY_MONTH }, "2024-01-31", 24,
	            (int64_t[]){ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 4, 4, 1, 1, 1 });
	row = company_target(c, "k", "2026", "1200", "600");
	assert_cell(c, &k, 660, 330);
	k.better = BETTER_BAND;
	row->low = company_amount("1000");
	row->high = company_amount("2000");
	t = target_resolve(&c->f, c->a, &k, company_span("2026-Q3"), c->d);
	assert_true(t.has && is_near(t.low, 550) && is_near(t.high, 1100));
	company_free(c);
}

/* A target is split evenly where last year's third quarter is no share of its year: a quarter of 1200. It says why. */
static void test_target_table_says_why_it_splits_evenly(void **state)
{
	static const struct {
		int64_t july; /* and as many in August and September; 2 in each other month */
		bool is_one_year;
		const char *why;
	} years[] = {
		{ 0, false, "a quarter of 2026's target, split evenly as last year's quarter was 0" },
		{ -1, false, "a quarter of 2026's target, split evenly as last year's quarter was below 0" },
		{ -8, false, "a quarter of 2026's target, split evenly as last year's quarter was below 0" },
		{ 3, true,
		  "a quarter of 2026's target, split evenly as there are no two full, comparable years before" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(years); i++) {
		struct company *c = company_new();
		struct kpi k = { .id = company_sym(c, "k"), .measure = company_sym(c, "m") };
		int64_t cells[24];
		struct resolved_target t;

		for (int m = 0; m < 24; m++)
			cells[m] = m % 12 >= 6 && m % 12 < 9 ? years[i].july : 2;
		k.better = BETTER_HIGHER;
		company_metric(c, "m", UNIT_COUNT, TIME_SUM, PARTS_SUM);
		company_put(c, (struct cells_of_series){ .metric = "m", .every = EVERY_MONTH },
		            years[i].is_one_year ? "2025-01-31" : "2024-01-31",
		            years[i].is_one_year ? 12 : 24, cells);
		company_target(c, "k", "2026", "1200", "600");
		assert_cell(c, &k, 300, 150);
		t = target_resolve(&c->f, c->a, &k, company_span("2026-Q3"), c->d);
		assert_str(t.how, years[i].why);
		company_free(c);
	}
}

/* The quarter was 30 and all the other months -1: 21 in the year, of which 30 is no share. */
static void test_target_table_splits_evenly_what_was_above_its_year(void **state)
{
	struct company *c = company_new();
	struct kpi k = { .id = company_sym(c, "k"), .measure = company_sym(c, "m"), .better = BETTER_HIGHER };
	struct resolved_target t;

	(void)state;
	company_metric(c, "m", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put(c, (struct cells_of_series){ .metric = "m", .every = EVERY_MONTH }, "2024-01-31", 24,
	            (int64_t[]){ -1, -1, -1, -1, -1, -1, 10, 10, 10, -1, -1, -1,
	                         -1, -1, -1, -1, -1, -1, 10, 10, 10, -1, -1, -1 });
	company_target(c, "k", "2026", "1200", "600");
	assert_cell(c, &k, 300, 150);
	t = target_resolve(&c->f, c->a, &k, company_span("2026-Q3"), c->d);
	assert_str(
	    t.how,
	    "a quarter of 2026's target, split evenly as last year's quarter was above its whole year");
	company_free(c);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_target_table_cell_by_cell),
		cmocka_unit_test(test_target_table_bands_by_the_same_share),
		cmocka_unit_test(test_target_table_last_years_share),
		cmocka_unit_test(test_target_table_says_why_it_splits_evenly),
		cmocka_unit_test(test_target_table_splits_evenly_what_was_above_its_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
