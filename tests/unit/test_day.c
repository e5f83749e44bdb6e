/* test_day.c - claims about day.c and period.c. */
#include "claim.h"
#include "base/day.h"

static const struct fiscal CALENDAR = { 1, false };
static const struct fiscal APRIL = { 4, false }; /* ends in March, named for the year it ends in */
static const struct fiscal APRIL_START = { 4, true };

static void check_text(struct str s, const char *want)
{
	if (!str_is(s, want))
		fail_msg("'%.*s' instead of '%s'", STR_ARG(s), want);
}

static int32_t iso(const char *z)
{
	int32_t day = DAY_NONE;

	if (!day_parse_iso(str_of(z), &day))
		fail_msg("'%s' is a day", z);
	return day;
}

/* 1972-03-01: 365 + 365 + 31 + 29 = 790 days after 1970-01-01. 2000-01-01: 30 years of 365 and the
 * leap days of 72 76 80 84 88 92 96 = 10950 + 7. 1900-01-01: 70 years back and 17 leap days (04 .. 68). */
static void test_day_counts_from_1970(void **state)
{
	static const struct {
		const char *text;
		int32_t day;
	} cases[] = {
		{ "1970-01-01", 0 },   { "1970-01-02", 1 },     { "1969-12-31", -1 },
		{ "1972-03-01", 790 }, { "2000-01-01", 10957 }, { "1900-01-01", -25567 },
	};
	struct arena *a = arena_new(0);

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		assert_int_equal(iso(cases[i].text), cases[i].day);
		check_text(day_text(a, cases[i].day), cases[i].text);
	}
	arena_free(a);
}

static void test_day_refuses_what_no_calendar_has(void **state)
{
	static const char *const bad[] = {
		"",           "2026-9-30",  "2026-09-31",       "2026-02-29",  "1900-02-29",
		"2100-02-29", "2026-00-10", "2026-13-01",       "2026-01-00",  "1899-12-31",
		"2200-01-01", "2026/09/30", "2026-09-30 ",      " 2026-09-30", "2026-09-3x",
		"-026-09-30", "20260930",   "2026-09-30T00:00",
	};

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++) {
		int32_t day = 4242;

		if (day_parse_iso(str_of(bad[i]), &day) || day != 4242)
			fail_msg("'%s' is no day", bad[i]);
	}
	iso("2000-02-29");
	iso("2024-02-29");
	iso("2199-12-31");
}

/* Every day from 1900 to 2199, next to a calendar that only knows how to add one day. */
static void test_day_split_agrees_with_counting_on(void **state)
{
	static const int len[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year = 1900, month = 1, dom = 1, y, m, d;
	int32_t last = iso("2199-12-31"), back;

	(void)state;
	for (int32_t day = iso("1900-01-01"); day <= last; day++) {
		bool is_leap = year % 4 == 0 && (year % 100 != 0 || year == 2000);

		day_split(day, &y, &m, &d);
		if (y != year || m != month || d != dom)
			fail_msg("%d is %d-%d-%d, not %d-%d-%d", (int)day, year, month, dom, y, m, d);
		assert_true(day_from(y, m, d, &back) && back == day);
		assert_int_equal(day_month(day), (year - 1970) * 12 + month - 1);
		if (++dom > len[month - 1] + (month == 2 && is_leap)) {
			dom = 1;
			if (++month > 12) {
				month = 1;
				year++;
			}
		}
	}
	assert_int_equal(year, 2200);
}

static void test_month_has_first_last_and_length(void **state)
{
	int feb_2024 = (2024 - 1970) * 12 + 1;

	(void)state;
	assert_int_equal(month_first(feb_2024), iso("2024-02-01"));
	assert_int_equal(month_last(feb_2024), iso("2024-02-29"));
	assert_int_equal(month_days(feb_2024), 29);
	assert_int_equal(month_days(feb_2024 + 12), 28);
	assert_int_equal(month_first(0), 0);
	assert_int_equal(month_first(-1), iso("1969-12-01"));
	assert_int_equal(month_first(-12), iso("1969-01-01"));
	assert_int_equal(month_last(-13), iso("1968-12-31"));
}

static void test_month_is_known_by_name(void **state)
{
	(void)state;
	assert_int_equal(month_by_name(STR("January")), 1);
	assert_int_equal(month_by_name(STR("sep")), 9);
	assert_int_equal(month_by_name(STR("MAY")), 5);
	assert_int_equal(month_by_name(STR("dEcEmBeR")), 12);
	assert_int_equal(month_by_name(STR("Sept")), 0);
	assert_int_equal(month_by_name(STR("Ju")), 0);
	assert_int_equal(month_by_name(STR("")), 0);
	assert_int_equal(month_by_name(STR("Januar")), 0);
	check_text(month_name(9), "September");
	check_text(month_name(1), "January");
}

static void test_period_has_its_days(void **state)
{
	static const struct {
		int f; /* 0 calendar, 1 April named by end, 2 April named by start */
		const char *text, *first, *last, *words;
	} cases[] = {
		{ 0, "2026-09", "2026-09-01", "2026-09-30", "September 2026" },
		{ 0, "2026-Q3", "2026-07-01", "2026-09-30", "Q3 2026" },
		{ 0, "2026-H2", "2026-07-01", "2026-12-31", "H2 2026" },
		{ 0, "2026", "2026-01-01", "2026-12-31", "2026" },
		{ 1, "2026-09", "2026-09-01", "2026-09-30", "September 2026" }, /* always the calendar's */
		{ 1, "2026", "2025-04-01", "2026-03-31", "2026" },
		{ 1, "2026-Q1", "2025-04-01", "2025-06-30", "Q1 2026" },
		{ 1, "2026-Q4", "2026-01-01", "2026-03-31", "Q4 2026" },
		{ 1, "2026-H1", "2025-04-01", "2025-09-30", "H1 2026" },
		{ 2, "2026", "2026-04-01", "2027-03-31", "2026" },
		{ 2, "2026-Q4", "2027-01-01", "2027-03-31", "Q4 2026" },
		{ 2, "2026-H2", "2026-10-01", "2027-03-31", "H2 2026" },
	};
	const struct fiscal fiscals[] = { CALENDAR, APRIL, APRIL_START };
	struct arena *a = arena_new(0);

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct fiscal f = fiscals[cases[i].f];
		struct period p, q;

		print_message("%s, fiscal year %d\n", cases[i].text, cases[i].f);
		assert_true(period_parse(str_of(cases[i].text), f, &p));
		assert_int_equal(p.first, iso(cases[i].first));
		assert_int_equal(p.last, iso(cases[i].last));
		check_text(period_text(a, p), cases[i].text);
		check_text(period_words(a, p), cases[i].words);
		q = period_of(p.span, p.first, f); /* the first and the last day lead back to it */
		assert_true(period_eq(p, q));
		q = period_of(p.span, p.last, f);
		assert_true(period_eq(p, q));
	}
	arena_free(a);
}

static void test_period_refuses_other_forms(void **state)
{
	static const char *const bad[] = {
		"",           "26",      "2026-",   "2026-Q", "2026-Q0", "2026-Q5",  "2026-H3",
		"2026-H0",    "2026-13", "2026-00", "2026-9", "2026Q3",  "Q3-2026",  "2026-Q33",
		"2026-09-30", "1899",    "2200",    "x026",   "2026-+1", "2026-Q3 ", "2026-Y1",
	};
	struct period p = { SPAN_YEAR, 4242, 1, 0, 0 };

	(void)state;
	for (size_t i = 0; i < LEN(bad); i++)
		if (period_parse(str_of(bad[i]), CALENDAR, &p) || p.year != 4242)
			fail_msg("'%s' is no period", bad[i]);
	assert_true(period_parse(STR("2026-q3"), CALENDAR, &p));
	assert_int_equal(p.index, 3);
}

static void test_period_steps_over_the_years(void **state)
{
	static const struct {
		const char *from;
		int n;
		const char *to;
	} cases[] = {
		{ "2026-Q3", 1, "2026-Q4" },  { "2026-Q4", 1, "2027-Q1" }, { "2026-Q1", -1, "2025-Q4" },
		{ "2026-Q3", -4, "2025-Q3" }, { "2026-12", 1, "2027-01" }, { "2026-01", -13, "2024-12" },
		{ "2026-H1", 3, "2027-H2" },  { "2026", -26, "2000" },     { "2026-05", 0, "2026-05" },
	};
	const struct fiscal fiscals[] = { CALENDAR, APRIL, APRIL_START };

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		for (size_t k = 0; k < LEN(fiscals); k++) {
			struct period from, to, got;

			assert_true(period_parse(str_of(cases[i].from), fiscals[k], &from));
			assert_true(period_parse(str_of(cases[i].to), fiscals[k], &to));
			got = period_step(from, cases[i].n, fiscals[k]);
			if (!period_eq(got, to))
				fail_msg("%s by %d: year %d, index %d", cases[i].from, cases[i].n, got.year,
				         got.index);
		}
	}
}

/* Whatever the fiscal year, the periods of a span follow each other without gap or overlap. */
static void test_period_spans_tile_the_days(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++) {
		for (int span = 0; span < SPAN__N; span++) {
			struct fiscal f = { month, month % 2 == 0 };
			struct period p = period_of((enum span)span, iso("2019-01-01"), f);

			for (int i = 0; i < 40; i++) {
				struct period next = period_step(p, 1, f),
					      again = period_of(p.span, p.last + 1, f);

				assert_int_equal(next.first, p.last + 1);
				assert_true(period_eq(next, again));
				p = next;
			}
		}
	}
}

static void test_period_holds_what_lies_within(void **state)
{
	struct period year, q3, sep, oct;

	(void)state;
	assert_true(period_parse(STR("2026"), CALENDAR, &year));
	assert_true(period_parse(STR("2026-Q3"), CALENDAR, &q3));
	assert_true(period_parse(STR("2026-09"), CALENDAR, &sep));
	assert_true(period_parse(STR("2026-10"), CALENDAR, &oct));
	assert_true(period_holds(year, q3));
	assert_true(period_holds(q3, sep));
	assert_true(period_holds(q3, q3));
	assert_false(period_holds(q3, oct));
	assert_false(period_holds(sep, q3));
	assert_int_equal(period_days(q3), 92); /* 31 + 31 + 30 */
	assert_int_equal(period_days(year), 365);
}

static void test_day_words_spell_the_month(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	check_text(day_words(a, iso("2026-09-30")), "30 September 2026");
	check_text(day_words(a, iso("2026-01-01")), "1 January 2026");
	arena_free(a);
}

static void test_span_names_are_all_there(void **state)
{
	(void)state;
	for (int i = 0; i < SPAN__N; i++)
		assert_non_null(span_names[i]);
	assert_string_equal(span_names[SPAN_HALF], "half");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_day_counts_from_1970),
		cmocka_unit_test(test_day_refuses_what_no_calendar_has),
		cmocka_unit_test(test_day_split_agrees_with_counting_on),
		cmocka_unit_test(test_day_words_spell_the_month),
		cmocka_unit_test(test_month_has_first_last_and_length),
		cmocka_unit_test(test_month_is_known_by_name),
		cmocka_unit_test(test_period_has_its_days),
		cmocka_unit_test(test_period_refuses_other_forms),
		cmocka_unit_test(test_period_steps_over_the_years),
		cmocka_unit_test(test_period_spans_tile_the_days),
		cmocka_unit_test(test_period_holds_what_lies_within),
		cmocka_unit_test(test_span_names_are_all_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
