/* test_date_order.c - 05/08/2026: is it the day or the month that stands first, and who says so? */
#include "intake.h"

#define VISITORS "Date,Total page views (total),Total unique visitors (total)\n"

/* The library's format has the month first. 5, 6 and 7 August by the day first are 8 May, 8 June and 8 July by the
 * month first, 61 days from end to end instead of 2. */
static void test_dates_that_do_not_show_their_order_are_told_once_a_source(void **state)
{
	static const struct {
		const char *a, *b, *why;
		int severity; /* -1: nothing is said */
	} cases[] = {
		{ "05/08/2026,1,1\n06/08/2026,1,1\n07/08/2026,1,1\n", NULL, "nearer by the day first",
		  SEV_WARNING },
		{ "05/08/2026,1,1\n", "06/08/2026,1,1\n", "over the files of the source", SEV_WARNING },
		{ "05/08/2026,1,1\n", NULL, "one date says nothing", SEV_WARNING },
		{ "08/05/2026,1,1\n08/06/2026,1,1\n08/07/2026,1,1\n", NULL, "nearer by the month first",
		  SEV_NOTE },
		{ "08/05/2026,1,1\n08/13/2026,1,1\n", NULL, "no month has the number 13", -1 },
		{ "08/13/2026,1,1\n08/05/2026,1,1\n", NULL, "whichever comes first", -1 },
		{ "05/08/2026,1,1\n06/08/2026,1,1\n", "08/13/2026,1,1\n", "another file is of another hand",
		  SEV_WARNING },
		{ "08/05/2026,1,1\n08/06/2026,1,1\n", "08/13/2026,1,1\n", "near as they were read", -1 },
		{ "05/08/2026,1,1\n", "08/13/2026,1,1\n", "97 days from the rest, or 8", SEV_WARNING },
		{ "08/05/2026,1,1\n", "08/13/2026,1,1\n", "8 days from the rest", -1 },
		{ "08/01/2026,1,1\n", "07/13/2026,1,1\n01/31/2026,1,1\n",
		  "next to the rest, as the other is in it", -1 },
		{ "08/08/2026,1,1\n", NULL, "the same day either way", -1 },
		{ "2026-08-05,1,1\n", NULL, "year first", -1 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		const struct finding *f;

		print_message("%s\n", cases[i].why);
		intake_file(k, "a.csv", str_z(k->a, str_fmt(k->a, "%s%s", VISITORS, cases[i].a)));
		if (cases[i].b != NULL)
			intake_file(k, "b.csv", str_z(k->a, str_fmt(k->a, "%s%s", VISITORS, cases[i].b)));
		intake_source(k, "?.csv");
		assert_true(intake_read(k));
		f = intake_finding(k, "K101", 0);
		assert_int_equal(f != NULL ? (int)f->severity : -1, cases[i].severity);
		assert_null(intake_finding(k, "K101", 1));
		intake_free(k);
	}
}

/* July and August by the month first, and 1 to 12 September by the day first: its 2 September is taken for 9 February. */
static void test_clear_file_does_not_vouch_for_another(void **state)
{
	struct intake *k = *state;
	const struct finding *f;
	struct strbuf a, b;

	strbuf_init(&a, k->a, 0);
	strbuf_init(&b, k->a, 0);
	strbuf_addz(&a, VISITORS);
	strbuf_addz(&b, VISITORS);
	for (int i = 1; i <= 31; i++)
		strbuf_fmt(&a, "08/%02d/2026,1,1\n", i);
	for (int i = 1; i <= 12; i++)
		strbuf_fmt(&b, "%02d/09/2026,1,1\n", i);
	intake_file(k, "a.csv", str_z(k->a, strbuf_str(&a)));
	intake_file(k, "b.csv", str_z(k->a, strbuf_str(&b)));
	intake_source(k, "?.csv");
	assert_true(intake_read(k));
	f = intake_finding(k, "K101", 0);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_true(str_eq(f->at.file, STR("b.csv")));
	assert_true(str_is(f->message,
	                   "01/09/2026 was read as 2026-01-09, but the dates of this file, none of which "
	                   "shows its order, lie nearer to each other or to the other files with the day "
	                   "first"));
	assert_true(str_is(f->remedy,
	                   "give the file a source of its own with day_first: true if that is wrong, write "
	                   "day_first: false in its source if it is right"));
	assert_null(intake_finding(k, "K101", 1));
}

/* No file shows it. As read, a.csv has 1 to 6 July and b.csv 8 May and 8 June, 59 days in all; the other way round 7
 * January to 6 August: the source has a note. b.csv alone is nearer the other way round, 5 and 6 August. */
static void test_file_is_doubtful_where_none_shows_the_order(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", VISITORS "07/05/2026,1,1\n07/06/2026,1,1\n07/01/2026,1,1\n");
	intake_file(k, "b.csv", VISITORS "05/08/2026,1,1\n06/08/2026,1,1\n");
	intake_source(k, "?.csv");
	assert_true(intake_read(k));
	for (size_t i = 0; i < 2; i++) {
		const struct finding *f = intake_finding(k, "K101", i);
		bool is_of_file = str_eq(f->at.file, STR("b.csv"));

		assert_int_equal(f->severity, is_of_file ? SEV_WARNING : SEV_NOTE);
	}
	assert_null(intake_finding(k, "K101", 2));
}

/* 30 such files: 20 are named, and the last says how many more there are. */
static void test_doubtful_files_are_named_up_to_a_number(void **state)
{
	struct intake *k = *state;
	size_t n = 0;

	for (int i = 0; i < 30; i++)
		intake_file(k, str_z(k->a, str_fmt(k->a, "d%02d.csv", i)),
		            str_z(k->a, str_fmt(k->a, "%s01/08/2026,%d,1\n02/08/2026,1,1\n", VISITORS, i)));
	intake_file(k, "clear.csv", VISITORS "08/13/2026,1,1\n");
	intake_source(k, "*.csv")->same_cell = SAME_CELL_LAST;
	assert_true(intake_read(k));
	while (intake_finding(k, "K101", n) != NULL)
		n++;
	assert_int_equal(n, 20);
	assert_true(str_find(intake_finding(k, "K101", 18)->message, STR("more file")) == SIZE_MAX);
	assert_true(
	    str_find(intake_finding(k, "K101", 19)->message, STR("; so do those of 10 more files of *.csv"))
	    != SIZE_MAX);
}

static void test_order_that_is_told_says_what_was_read_and_what_to_write(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_file(k, "a.csv", VISITORS "05/08/2026,1,1\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	f = intake_finding(k, "K101", 0);
	assert_true(str_is(f->message,
	                   "no date of a.csv shows whether the day or the month stands first: 05/08/2026 "
	                   "was read as 2026-05-08"));
	assert_true(str_is(f->remedy,
	                   "write day_first: true in the source if that is wrong, day_first: false if it "
	                   "is right"));
}

static void test_source_says_which_stands_first(void **state)
{
	static const struct {
		bool is_day_first;
		const char *day;
	} cases[] = { { true, "2026-08-05" }, { false, "2026-05-08" } };

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct source *s;

		intake_file(k, "a.csv", VISITORS "05/08/2026,7,1\n");
		s = intake_source(k, "a.csv");
		s->has_day_first = true;
		s->is_day_first = cases[i].is_day_first;
		assert_true(intake_read(k));
		assert_int_equal(intake_cell(k, "profile_visits", "linkedin", cases[i].day), 7000);
		assert_null(intake_finding(k, "K101", 0));
		intake_free(k);
	}
}

/* 13 August has no other order, so a row without it is refused, and the remedy is the setting. */
static void test_day_that_only_the_other_order_has_names_the_setting(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", VISITORS "13/08/2026,7,1\n08/13/2026,7,1\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_true(str_is(intake_finding(k, "K101", 0)->remedy,
	                   "write day_first: true in the source if the day stands first"));
	assert_null(intake_finding(k, "K101", 1));
}

/* A row below the header is no description of it because its day comes first. */
static void test_first_row_with_a_day_over_twelve_is_a_row(void **state)
{
	struct intake *k = *state;
	struct source *s;

	intake_file(k, "a.csv", "Date,Lifetime Total Likes\n13/08/2026,7\n14/08/2026,8\n");
	s = intake_source(k, "a.csv");
	s->has_day_first = s->is_day_first = true;
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "followers", "facebook", "2026-08-13"), 7000);
	assert_int_equal(intake_cell(k, "followers", "facebook", "2026-08-14"), 8000);
}

static void test_format_of_the_company_settles_the_order(void **state)
{
	struct intake *k = *state;
	static const char *const own[] = { "format: own\nrecognise: {columns: [Day, Leads]}\n"
		                           "date: {column: Day, forms: [DD/MM/YYYY]}\n"
		                           "channel: {constant: x}\nmetrics: {Leads: leads}\n" };

	intake_formats(k, own, 1);
	intake_file(k, "a.csv", "Day,Leads\n05/08/2026,7\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "leads", "x", "2026-08-05"), 7000);
	assert_null(intake_finding(k, "K101", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_dates_that_do_not_show_their_order_are_told_once_a_source),
		INTAKE_TEST(test_clear_file_does_not_vouch_for_another),
		INTAKE_TEST(test_file_is_doubtful_where_none_shows_the_order),
		INTAKE_TEST(test_doubtful_files_are_named_up_to_a_number),
		INTAKE_TEST(test_order_that_is_told_says_what_was_read_and_what_to_write),
		INTAKE_TEST(test_source_says_which_stands_first),
		INTAKE_TEST(test_day_that_only_the_other_order_has_names_the_setting),
		INTAKE_TEST(test_first_row_with_a_day_over_twelve_is_a_row),
		INTAKE_TEST(test_format_of_the_company_settles_the_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
