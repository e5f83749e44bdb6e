/* test_date_form.c - dates as exports write them. */
#include <stdio.h>
#include "claim.h"
#include "read/date_form.h"

static const struct date_given nothing = { 0, DAY_NONE, DAY_NONE }, in_2026 = { 2026, DAY_NONE, DAY_NONE };

struct written {
	const char *form, *text;
	enum date_error error;
	const char *iso;
};

static const struct written written[] = {
	{ "YYYY-MM-DD", "2026-09-30", DATE_OK, "2026-09-30" },
	{ "YYYY-MM-DD", " 2026-09-30 ", DATE_OK, "2026-09-30" },
	{ "YYYY-MM-DD", "2026-9-30", DATE_OTHER_FORM, NULL },
	{ "YYYY-MM-DD", "2026-09-30x", DATE_OTHER_FORM, NULL },
	{ "YYYY-MM-DD", "", DATE_OTHER_FORM, NULL },
	{ "YYYY-MM-DD", "2026-02-29", DATE_NO_SUCH_DAY, NULL },
	{ "YYYY-MM-DD", "2024-02-29", DATE_OK, "2024-02-29" },
	{ "MM-DD-YYYY", "09-30-2026", DATE_OK, "2026-09-30" },
	{ "MM-DD-YYYY", "30-09-2026", DATE_NO_SUCH_DAY, NULL }, /* never turned round */
	{ "MM/DD/YYYY", "09/30/2026", DATE_OK, "2026-09-30" },
	{ "M/D/YYYY", "9/3/2026", DATE_OK, "2026-09-03" },
	{ "M/D/YYYY", "10/20/2016", DATE_OK, "2016-10-20" },
	{ "YYYYMMDD", "20231010", DATE_OK, "2023-10-10" },
	{ "YYYYMMDD", "2023101000", DATE_OTHER_FORM, NULL },
	{ "YYYY-MM-DDThh:mm:ss", "2023-07-08T01:00:00", DATE_OK, "2023-07-08" },
	{ "YYYY-MM-DDThh:mm:ss", "2023-07-08T01:00:00.123", DATE_OK, "2023-07-08" },
	{ "YYYY-MM-DDThh:mm:ss", "2023-07-08T25:00:00", DATE_OTHER_FORM, NULL },
	{ "YYYY-MM-DDThh:mm:sszzz", "2023-07-08T23:30:00Z", DATE_OK, "2023-07-08" },
	/* 23:30 in a zone behind UTC is the next day in UTC: the date as written counts */
	{ "YYYY-MM-DD hh:mm zzz", "2021-04-30 23:30 -0700", DATE_OK, "2021-04-30" },
	{ "YYYY-MM-DD hh:mm zzz", "2021-04-30 17:00 +05:30", DATE_OK, "2021-04-30" },
	{ "YYYY-MM-DD hh:mm zzz", "2021-04-30 17:00 morning", DATE_OTHER_FORM, NULL },
	{ "MM/DD/YYYY hh:mm", "03/18/2025 09:48", DATE_OK, "2025-03-18" },
	{ "MM/DD/YYYY h:mm:ss AM", "02/19/2015 11:45:22 PM", DATE_OK, "2015-02-19" },
	{ "Www, Mon D, YYYY", "Tue, Feb 18, 2025", DATE_OK, "2025-02-18" },
	{ "Www Mon DD YYYY", "Mon Feb 17 2025", DATE_OK, "2025-02-17" },
	{ "Mon D, YYYY", "Dec 18, 2022", DATE_OK, "2022-12-18" },
	{ "Mon D, YYYY", "December 18, 2022", DATE_OTHER_FORM, NULL },
	{ "Month D, YYYY", "December 18, 2022", DATE_OK, "2022-12-18" },
	{ "D 'de' Month YYYY", "8 de March 2026", DATE_OK, "2026-03-08" },
	{ "Month D", "April 12", DATE_NO_YEAR, NULL },
	{ "YYYYMMDDhh", "2024041623", DATE_OK, "2024-04-16" },
	{ "D 'de' Month 'de' YYYY", "8 de marzo de 2026", DATE_OK, "2026-03-08" },
	{ "D. Month YYYY", "12. März 2026", DATE_OK, "2026-03-12" },
	{ "D Month YYYY", "1 AOÛT 2026", DATE_OK, "2026-08-01" },
	{ "D Mon YYYY", "3 sept. 2026", DATE_OK, "2026-09-03" },
	{ "D Month YYYY", "9 giugno 2026", DATE_OK, "2026-06-09" },
	{ "D 'de' Mon. 'de' YYYY", "9 de out. de 2026", DATE_OTHER_FORM,
	  NULL }, /* the full stop is the month's */
	{ "D 'de' Mon 'de' YYYY", "9 de out. de 2026", DATE_OK, "2026-10-09" },
	{ "D Month YYYY", "9 maart 2026", DATE_OK, "2026-03-09" },
	{ "D Month YYYY", "9 Września 2026", DATE_OK, "2026-09-09" },
	{ "D Month YYYY", "9 Марта 2026", DATE_OK, "2026-03-09" },
	{ "D Month YYYY", "9 Січня 2026", DATE_OK, "2026-01-09" },
	{ "D Month YYYY", "9 martes 2026", DATE_OTHER_FORM, NULL }, /* a weekday, and no month's beginning */
	{ "Nth", "0027", DATE_NO_START, NULL },
};

static void test_date_form_reads_what_it_describes(void **state)
{
	for (size_t i = 0; i < LEN(written); i++) {
		struct str wrong;
		const struct date_form *f = date_form_new(*state, str_of(written[i].form), &wrong);
		int32_t day = 7;

		printf("%s: '%s'\n", written[i].form, written[i].text);
		assert_non_null(f);
		assert_int_equal(date_form_read(f, str_of(written[i].text), &nothing, &day),
		                 written[i].error);
		if (written[i].iso != NULL)
			assert_string_equal(str_z(*state, day_text(*state, day)), written[i].iso);
		else
			assert_int_equal(day, 7);
	}
}

static void test_date_form_without_year_takes_the_year_given(void **state)
{
	struct str wrong;
	const struct date_form *f = date_form_new(*state, STR("Month D"), &wrong);
	int32_t day;

	assert_false(date_form_has_year(f));
	assert_int_equal(date_form_read(f, STR("April 12"), &in_2026, &day), DATE_OK);
	assert_string_equal(str_z(*state, day_text(*state, day)), "2026-04-12");
	assert_int_equal(date_form_read(f, STR("February 29"), &in_2026, &day), DATE_NO_SUCH_DAY);
}

/* The window 1 December 2025 .. 31 January 2026 holds one 28 December and one 3 January, and no 1 March. */
static void test_date_form_without_year_takes_it_from_the_window(void **state)
{
	struct str wrong;
	const struct date_form *f = date_form_new(*state, STR("Month D"), &wrong);
	struct date_given g = { 0, DAY_NONE, DAY_NONE };
	int32_t day;

	assert_true(day_from(2025, 12, 1, &g.first) && day_from(2026, 1, 31, &g.last));
	assert_int_equal(date_form_read(f, STR("December 28"), &g, &day), DATE_OK);
	assert_string_equal(str_z(*state, day_text(*state, day)), "2025-12-28");
	assert_int_equal(date_form_read(f, STR("January 3"), &g, &day), DATE_OK);
	assert_string_equal(str_z(*state, day_text(*state, day)), "2026-01-03");
	assert_int_equal(date_form_read(f, STR("March 1"), &g, &day), DATE_NO_YEAR);
	assert_true(day_from(2027, 1, 31, &g.last)); /* now there are two */
	assert_int_equal(date_form_read(f, STR("December 28"), &g, &day), DATE_NO_YEAR);
}

/* Day 0000 is the first day: 8 July 2023 and 27 days are 4 August. */
static void test_date_form_counts_from_the_first_day(void **state)
{
	struct str wrong;
	const struct date_form *f = date_form_new(*state, STR("Nth"), &wrong);
	struct date_given g = { 0, DAY_NONE, DAY_NONE };
	int32_t day;

	assert_true(day_from(2023, 7, 8, &g.first));
	assert_int_equal(date_form_read(f, STR("0027"), &g, &day), DATE_OK);
	assert_string_equal(str_z(*state, day_text(*state, day)), "2023-08-04");
	assert_true(day_from(2023, 8, 3, &g.last));
	assert_int_equal(date_form_read(f, STR("0027"), &g, &day), DATE_NO_SUCH_DAY);
}

static void test_date_form_refuses_patterns_that_name_no_day(void **state)
{
	static const char *const bad[] = { "YYYY-MM",         "DD.YYYY", "yyyy-MM-DD", "MM/DD/MM",
		                           "YYYY YYYY-MM-DD", "x",       "Nth D" };

	for (size_t i = 0; i < LEN(bad); i++) {
		struct str wrong = STR_NONE;

		printf("%s\n", bad[i]);
		assert_null(date_form_new(*state, str_of(bad[i]), &wrong));
		assert_true(wrong.n > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(test_date_form_without_year_takes_it_from_the_window),
		ARENA_TEST(test_date_form_counts_from_the_first_day),
		ARENA_TEST(test_date_form_reads_what_it_describes),
		ARENA_TEST(test_date_form_without_year_takes_the_year_given),
		ARENA_TEST(test_date_form_refuses_patterns_that_name_no_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
