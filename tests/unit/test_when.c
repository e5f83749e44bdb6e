/* test_when.c - as-of and period where the user did not say; and the tables of words about runs. */
#include "company.h"
#include "core/judge.h"

static void test_when_as_of_defaults_to_the_newest_social_day(void **state)
{
	int32_t out = 1;
	struct str how = STR_NONE;

	(void)state;
	assert_true(when_as_of(true, 50, 70, EVERY_DAY, &out, &how));
	assert_int_equal(out, 50);
	assert_true(str_is(how, "--as-of"));
	assert_true(when_as_of(false, 0, 70, EVERY_DAY, &out, &how));
	assert_int_equal(out, 70);
	assert_true(when_as_of(true, 50, DAY_NONE, EVERY_DAY, &out, &how));
	assert_false(when_as_of(false, 50, DAY_NONE, EVERY_DAY, &out, &how));
	assert_true(when_as_of(false, 0, 70, EVERY_WEEK, &out, &how));
	assert_int_equal(out, 70);
	assert_true(str_is(how, "end of the newest whole week of social data"));
}

static void test_when_period_is_the_newest_complete_quarter(void **state)
{
	static const struct {
		const char *as_of;
		bool given;
		int first_month;
		const char *first, *why;
	} cases[] = {
		{ "2026-09-30", true, 1, "2026-07-01", "its last day" },
		{ "2026-09-29", true, 1, "2026-04-01", "a day short, and said on purpose" },
		{ "2026-09-29", false, 1, "2026-07-01", "data within the last 7 days" },
		{ "2026-09-24", false, 1, "2026-07-01", "24..30 September are 7 days" },
		{ "2026-09-23", false, 1, "2026-04-01", "8 days" },
		{ "2026-10-01", false, 1, "2026-07-01", "the day after" },
		{ "2026-01-15", true, 1, "2025-10-01", "across the year" },
		{ "2026-09-30", true, 2, "2026-05-01", "fiscal quarters: February, May, August" },
		{ "2026-10-31", true, 2, "2026-08-01", "their own last day" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str how = STR_NONE;
		struct period p = when_period((struct fiscal){ cases[i].first_month, false },
		                              company_day(cases[i].as_of), cases[i].given, &how);

		if (p.span != SPAN_QUARTER || p.first != company_day(cases[i].first) || how.n == 0)
			fail_msg("%s: %s", cases[i].as_of, cases[i].why);
	}
}

/* 24..29 September are 6..1 days short of the 30th; 23 September is 7 days short. */
static void test_when_a_default_as_of_near_the_end_closes_the_period(void **state)
{
	static const struct {
		const char *period, *as_of, *closed;
		int moved;
	} cases[] = {
		{ "2026-Q3", "2026-09-28", "2026-09-30", 2 }, { "2026-Q3", "2026-09-24", "2026-09-30", 6 },
		{ "2026-Q3", "2026-09-23", "2026-09-23", 0 }, { "2026-Q3", "2026-09-30", "2026-09-30", 0 },
		{ "2026-Q3", "2026-10-02", "2026-10-02", 0 }, { "2026-02", "2026-02-27", "2026-02-28", 1 },
	};
	struct arena *a = arena_new(0);

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		int32_t as_of = company_day(cases[i].as_of);
		struct str how = STR("newest day of social data");

		assert_int_equal(when_close(a, company_span(cases[i].period), &as_of, &how), cases[i].moved);
		assert_int_equal(as_of, company_day(cases[i].closed));
		assert_true((cases[i].moved == 0) == str_is(how, "newest day of social data"));
		if (i == 0)
			assert_true(
			    str_is(how, "the quarter's last day; social data reach 28 September 2026"));
	}
	arena_free(a);
}

#define assert_words(table, n)                        \
	do {                                          \
		for (size_t i_ = 0; i_ < (n); i_++)   \
			assert_non_null((table)[i_]); \
	} while (0)

static void test_words_have_a_row_each(void **state)
{
	(void)state;
	assert_words(status_names, STATUS__N);
	assert_words(grey_names, GREY__N);
	assert_words(state_names, STATE__N);
	assert_words(part_names, PART__N);
	assert_words(input_role_names, INPUT_ROLE__N);
	assert_words(left_out_names, LEFT__N);
	assert_string_equal(grey_names[GREY_NO_OUTCOME], "no outcome evidence");
}

static void test_past_finds_periods_and_kpis(void **state)
{
	struct past_kpi kpis[] = { { .kpi = STR("a") }, { .kpi = STR("b"), .value = 2 } };
	struct past_run runs[] = { { .period = company_span("2026-Q1") },
		                   { .period = company_span("2026-Q2"), .kpis = kpis, .n_kpis = 2 } };
	struct past past = { runs, 2 };

	(void)state;
	assert_ptr_equal(past_of(&past, company_span("2026-Q2")), &runs[1]);
	assert_null(past_of(&past, company_span("2026-Q3")));
	assert_null(past_of(&past, company_span("2026")));
	assert_null(past_of(NULL, company_span("2026")));
	assert_ptr_equal(past_kpi(&runs[1], STR("b")), &kpis[1]);
	assert_null(past_kpi(&runs[1], STR("c")));
	assert_null(past_kpi(NULL, STR("b")));
}

static void test_outcome_finds_kpis_and_goals(void **state)
{
	struct kpi k[] = { { .id = 3 }, { .id = 5 } };
	struct goal g[] = { { .id = 4 }, { .id = 6 } };
	struct kpi_outcome ko[] = { { .kpi = &k[0] }, { .kpi = &k[1] } };
	struct goal_outcome go[] = { { .goal = &g[0] }, { .goal = &g[1] } };
	struct outcome o = { .kpis = ko, .n_kpis = 2, .goals = go, .n_goals = 2 };

	(void)state;
	assert_ptr_equal(outcome_kpi(&o, 5), &ko[1]);
	assert_null(outcome_kpi(&o, 4));
	assert_ptr_equal(outcome_goal(&o, 4), &go[0]);
	assert_null(outcome_goal(&o, 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_when_as_of_defaults_to_the_newest_social_day),
		cmocka_unit_test(test_when_period_is_the_newest_complete_quarter),
		cmocka_unit_test(test_words_have_a_row_each),
		cmocka_unit_test(test_past_finds_periods_and_kpis),
		cmocka_unit_test(test_outcome_finds_kpis_and_goals),
		cmocka_unit_test(test_when_a_default_as_of_near_the_end_closes_the_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
