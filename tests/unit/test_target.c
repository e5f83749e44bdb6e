/* test_target.c - a row of the table of targets and its red line, and what a KPI means, by hand. */
#include "figured.h"
#include "core/formula.h"

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
	assert_says(line, "; channel 'a*' 'x'; better");
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
		COMPANY_TEST(test_definition_changes_only_with_the_meaning),
		COMPANY_TEST(test_definition_of_a_formula_is_its_normal_form),
		COMPANY_TEST(test_target_default_red_line_is_exact),
		COMPANY_TEST(test_target_band_is_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
