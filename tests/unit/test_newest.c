/* test_newest.c - how far the social data reach, and the far day that does not say so. */
#include "intake.h"

/* Rows of n days from 1 July 2026 on, and what else the file holds. */
static const char *days_and(struct intake *k, int n, const char *before, const char *after)
{
	struct strbuf b;

	strbuf_init(&b, k->a, 0);
	strbuf_fmt(&b, "%s%s", TIDY, before);
	for (int i = 0; i < n; i++)
		strbuf_fmt(&b, "%.*s,x,,leads,1\n", STR_ARG(day_text(k->a, intake_day("2026-07-01") + i)));
	strbuf_addz(&b, after);
	return str_z(k->a, strbuf_str(&b));
}

/* 30 days end on 30 July. 30 October is 92 days later, 31 October 93. A tenth of 30 days is 3, of 9 none. */
static void test_newest_day_is_not_that_of_a_few_far_rows(void **state)
{
	static const struct {
		int n;
		const char *before, *after, *newest, *why;
		size_t n_told;
	} cases[] = {
		{ 30, "", "2062-07-15,x,,leads,1\n", "2026-07-30", "a mistyped year", 1 },
		{ 30, "2062-07-15,x,,leads,1\n", "", "2026-07-30", "at the top of the file", 1 },
		{ 30, "", "2026-10-31,x,,leads,1\n", "2026-07-30", "93 days later", 1 },
		{ 30, "", "2026-10-30,x,,leads,1\n", "2026-10-30", "92 days later", 0 },
		{ 10, "", "2062-07-15,x,,leads,1\n", "2026-07-10", "one of ten", 1 },
		{ 9, "", "2062-07-15,x,,leads,1\n", "2062-07-15", "one of nine: who knows", 0 },
		{ 30, "", "2062-07-15,x,,leads,1\n2126-07-15,x,,leads,1\n2027-07-15,x,,leads,1\n",
		  "2026-07-30", "three, each far from the next", 1 },
		{ 40, "", "2027-07-15,x,,leads,1\n2027-07-16,x,,leads,1\n2027-07-17,x,,leads,1\n",
		  "2027-07-17", "three side by side, after a pause of 340 days", 0 },
		{ 40, "", "2027-07-15,x,,leads,1\n2027-08-15,x,,leads,1\n", "2027-08-15",
		  "two, 31 days apart", 0 },
		{ 40, "", "2027-07-15,x,,leads,1\n2027-08-16,x,,leads,1\n", "2026-08-09",
		  "two, 32 days apart", 1 },
		{ 40, "", "2062-07-15,x,,leads,1\n2062-07-16,x,,leads,1\n", "2026-08-09",
		  "two side by side after 36 years", 1 },
		{ 40, "", "2027-07-15,x,,leads,1\n2027-07-16,x,,leads,1\n2062-07-16,x,,leads,1\n",
		  "2027-07-16", "a fresh start, and one that is mistyped", 1 },
		{ 40, "", "2027-07-15,x,,leads,1\n2062-07-15,x,,leads,1\n2062-07-16,x,,leads,1\n",
		  "2026-08-09", "those of 2062 are no company in 2027", 1 },
		{ 40, "",
		  "2027-07-15,x,,leads,1\n2027-07-16,x,,leads,1\n2027-07-17,x,,leads,1\n2027-07-18,x,,leads,1\n",
		  "2027-07-18", "four days are a fresh start", 0 },
		{ 30, "", "2062-07-15,x,,leads,\n", "2026-07-30", "a row without a value is no cell", 0 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();

		print_message("%s\n", cases[i].why);
		k->options.as_of = DAY_NONE;
		intake_file(k, "a.csv", days_and(k, cases[i].n, cases[i].before, cases[i].after));
		intake_source(k, "a.csv");
		assert_true(intake_read(k));
		assert_int_equal(k->result.newest_social, intake_day(cases[i].newest));
		assert_true((intake_finding(k, "K118", 0) != NULL) == (cases[i].n_told > 0));
		assert_null(intake_finding(k, "K118", cases[i].n_told));
		intake_free(k);
	}
}

/* Rows on 15 February and 15 August since 2020, 181 or 184 days apart. One more half-year later is the rhythm, and so is
 * one left out (365 days); 15 February 2028, 549 days after 15 August 2026, is more than twice 184. A first row of 1926 is
 * one gap, and no rhythm. */
static void test_newest_day_of_a_slow_rhythm_is_no_typo(void **state)
{
	static const struct {
		const char *before, *after, *newest;
	} cases[] = {
		{ "", "", "2026-08-15" },
		{ "", "2027-02-15,x,,leads,1\n", "2027-02-15" },
		{ "", "2027-08-15,x,,leads,1\n", "2027-08-15" },
		{ "", "2028-02-15,x,,leads,1\n", "2026-08-15" },
		{ "1926-02-15,x,,leads,1\n", "2062-02-15,x,,leads,1\n", "2026-08-15" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct strbuf b;

		strbuf_init(&b, k->a, 0);
		strbuf_fmt(&b, "%s%s%s", TIDY, cases[i].after, cases[i].before);
		for (int year = 2026; year >= 2020; year--)
			strbuf_fmt(&b, "%d-08-15,x,,leads,1\n%d-02-15,x,,leads,1\n", year, year);
		k->options.as_of = DAY_NONE;
		intake_file(k, "a.csv", str_z(k->a, strbuf_str(&b)));
		intake_source(k, "a.csv");
		assert_true(intake_read(k));
		assert_int_equal(k->result.newest_social, intake_day(cases[i].newest));
		intake_free(k);
	}
}

static void test_far_row_is_named_with_its_date_and_what_to_do(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_file(k, "a.csv", days_and(k, 30, "", ""));
	intake_file(k, "b.csv",
	            TIDY "2026-07-02,web,,leads,1\n2062-07-15,web,,leads,1\n2062-07-15,web,,likes,1\n");
	intake_source(k, "a.csv");
	intake_source(k, "b.csv");
	k->options.as_of = DAY_NONE;
	assert_true(intake_read(k));
	f = intake_finding(k, "K118", 0);
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_true(str_ends(f->at.file, STR("b.csv")));
	assert_int_equal(f->at.line, 3);
	assert_int_equal(f->at.col, 1);
	assert_true(str_is(f->message,
	                   "2062-07-15 is 13134 days after all other social data, so it is taken for "
	                   "mistyped: they reach 2026-07-30"));
	assert_true(str_is(f->remedy, "correct the date, or say --as-of 2062-07-15 if it is right"));
	assert_null(intake_finding(k, "K118", 1));
}

static void test_far_row_that_the_user_means_is_not_named(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", days_and(k, 30, "", "2027-07-15,x,,leads,1\n"));
	intake_source(k, "a.csv");
	k->options.as_of = intake_day("2027-07-15");
	assert_true(intake_read(k));
	assert_null(intake_finding(k, "K118", 0));
}

/* What business sources and windows hold does not move as-of, and is not named. */
static void test_far_row_of_a_business_source_is_not_asked_about(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", days_and(k, 30, "", ""));
	intake_file(k, "b.csv", "date,metric,value\n2026-07-01,revenue,5\n2062-07-01,revenue,5\n");
	intake_source(k, "a.csv");
	intake_source(k, "b.csv")->kind = KIND_BUSINESS;
	k->options.as_of = DAY_NONE;
	assert_true(intake_read(k));
	assert_int_equal(k->result.newest_social, intake_day("2026-07-30"));
	assert_null(intake_finding(k, "K118", 0));
}

/* July was exported again in August, with 7 instead of 1 on its days. The first export has one row of 2062 and is still the
 * older one. */
static void test_far_row_does_not_make_its_file_the_later_one(void **state)
{
	struct intake *k = *state;
	struct strbuf b;

	strbuf_init(&b, k->a, 0);
	strbuf_addz(&b, TIDY);
	for (int i = 0; i < 40; i++)
		strbuf_fmt(&b, "%.*s,x,,leads,7\n", STR_ARG(day_text(k->a, intake_day("2026-07-01") + i)));
	intake_file(k, "a.csv", days_and(k, 30, "", "2062-07-15,x,,leads,1\n"));
	intake_file(k, "b.csv", str_z(k->a, strbuf_str(&b)));
	intake_source(k, "?.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "leads", "x", "2026-07-01"), 7000);
	assert_int_equal(intake_cell(k, "leads", "x", "2062-07-15"), 1000);
	assert_int_equal(k->result.newest_social, intake_day("2026-08-09"));
}

/* A week in a file of its own with a row of 2062 is too little to tell by itself; the source's other days do. */
static void test_far_row_is_judged_over_all_files_of_a_source(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", days_and(k, 6, "", "2062-07-15,x,,leads,1\n"));
	intake_file(k, "b.csv", days_and(k, 40, "", ""));
	intake_file(k, "c.csv", TIDY "2026-07-01,x,,leads,7\n2026-08-20,x,,leads,1\n");
	intake_source(k, "?.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "leads", "x", "2026-07-01"), 7000); /* as c.csv says, the later one */
	assert_int_equal(intake_cell(k, "leads", "x", "2062-07-15"), 1000);
}

/* Quiet days are 0 as far as the exports reach, 30 July, and not on to 2062: another source reaches 9 August. */
static void test_far_row_does_not_make_zeros_of_the_days_before_it(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", days_and(k, 30, "", "2062-07-15,x,,leads,1\n"));
	intake_file(k, "b.csv", days_and(k, 40, "", ""));
	intake_source(k, "a.csv")->is_sparse = true;
	intake_source(k, "b.csv");
	assert_true(intake_read(k));
	assert_true(store_covers(k->st, 0, intake_day("2026-07-30")));
	assert_false(store_covers(k->st, 0, intake_day("2026-07-31")));
	assert_true(store_covers(k->st, 1, intake_day("2026-08-09")));
}

/* Rows of n weeks from Monday 29 June 2026 on: 13 of them are those that begin before the quarter's end. */
static const char *weeks_and(struct intake *k, int n, int shift, const char *after)
{
	struct strbuf b;

	strbuf_init(&b, k->a, 0);
	strbuf_addz(&b, TIDY);
	for (int i = 0; i < n; i++)
		strbuf_fmt(&b, "%.*s,x,,leads,1\n",
		           STR_ARG(day_text(k->a, intake_day("2026-06-29") + 7 * i + shift)));
	strbuf_addz(&b, after);
	return str_z(k->a, strbuf_str(&b));
}

static void by(struct source *s, enum every every, enum dated dated)
{
	s->every = every;
	s->has_dated = true;
	s->dated = dated;
}

/* The 13th week from 29 June on is that of 21 to 27 September: the data do not say that it was over, but that the 12th, to
 * the 20th, was. */
static void test_newest_whole_week_is_gone_by_where_there_are_no_days(void **state)
{
	static const struct {
		int n, shift;
		enum dated dated;
		const char *after, *covers_to, *newest, *why;
		size_t n_told;
	} cases[] = {
		{ 13, 0, DATED_START, "", NULL, "2026-09-20", "Mondays", 0 },
		{ 13, 6, DATED_END, "", NULL, "2026-09-20", "Sundays", 0 },
		{ 13, 7, DATED_NEXT, "", NULL, "2026-09-20", "the Mondays after", 0 },
		{ 13, 6, DATED_END, "2026-09-29,x,,leads,1\n", NULL, "2026-09-20",
		  "cut off on a Tuesday: that week is not seven days after the 13th", 0 },
		{ 1, 6, DATED_END, "2026-07-12,x,,leads,1\n", NULL, "2026-07-05",
		  "the second follows the first", 0 },
		{ 12, 0, DATED_START, "2026-09-21,x,,likes,1\n", NULL, "2026-09-20",
		  "another series of the source has the week that follows", 0 },
		{ 13, 0, DATED_START, "", "2026-09-25", "2026-09-20", "a half week by `covers:`", 0 },
		{ 13, 0, DATED_START, "", "2026-09-27", "2026-09-27", "a whole one by `covers:`", 0 },
		{ 13, 0, DATED_START, "2062-07-10,x,,leads,1\n", NULL, "2026-09-20", "a mistyped year", 1 },
		{ 5, 0, DATED_START, "2062-07-10,x,,leads,1\n", NULL, "2026-07-26", "after five weeks", 1 },
		{ 13, 6, DATED_END, "2026-09-29,x,,leads,1\n2062-07-10,x,,leads,1\n", NULL, "2026-09-20",
		  "both", 1 },
		{ 5, 0, DATED_START, "2026-12-07,x,,leads,1\n", NULL, "2026-08-02", "the week before a pause",
		  0 },
		{ 1, 0, DATED_START, "", NULL, NULL, "a lone week", 0 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct source *s;

		print_message("%s\n", cases[i].why);
		k->options.as_of = DAY_NONE;
		intake_file(k, "a.csv", weeks_and(k, cases[i].n, cases[i].shift, cases[i].after));
		s = intake_source(k, "a.csv");
		by(s, EVERY_WEEK, cases[i].dated);
		if (cases[i].covers_to != NULL) {
			s->has_covers = true;
			s->covers_first = intake_day("2026-06-29");
			s->covers_last = intake_day(cases[i].covers_to);
		}
		assert_true(intake_read(k));
		assert_int_equal(k->result.newest_social,
		                 cases[i].newest != NULL ? intake_day(cases[i].newest) : DAY_NONE);
		assert_int_equal(k->result.newest_every, EVERY_WEEK);
		assert_true((intake_finding(k, "K118", 0) != NULL) == (cases[i].n_told > 0));
		intake_free(k);
	}
}

static void test_newest_goes_by_the_shortest_cadence(void **state)
{
	struct intake *k = *state;

	intake_file(k, "q.csv", TIDY "2026-10-01,x,,shares,1\n");
	intake_file(k, "m.csv", TIDY "2026-10-01,x,,likes,1\n");
	intake_file(k, "w.csv", weeks_and(k, 13, 0, ""));
	by(intake_source(k, "q.csv"), EVERY_QUARTER, DATED_START);
	by(intake_source(k, "m.csv"), EVERY_MONTH, DATED_START);
	by(intake_source(k, "w.csv"), EVERY_WEEK, DATED_START);
	assert_true(intake_read(k));
	assert_int_equal(k->result.newest_social, intake_day("2026-09-20")); /* not 31 October or December */
	assert_int_equal(k->result.newest_reach, intake_day("2026-09-27"));
}

static void test_days_are_gone_by_beside_longer_rows(void **state)
{
	struct intake *k = *state;

	intake_file(k, "d.csv", days_and(k, 30, "", ""));
	intake_file(k, "w.csv", weeks_and(k, 13, 0, "2062-07-10,x,,leads,1\n"));
	intake_source(k, "d.csv");
	by(intake_source(k, "w.csv"), EVERY_WEEK, DATED_START);
	k->options.as_of = DAY_NONE;
	assert_true(intake_read(k));
	assert_int_equal(k->result.newest_social, intake_day("2026-07-30"));
	assert_int_equal(k->result.newest_every, EVERY_DAY);
	assert_null(intake_finding(k, "K118", 0));
}

/* 2062-07-10 is the start of the week to the 16th; 27 September 2026 is 13,076 days before that. */
static void test_far_week_is_named_as_a_week(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_file(k, "w.csv", weeks_and(k, 13, 0, "2062-07-10,x,,leads,1\n"));
	by(intake_source(k, "w.csv"), EVERY_WEEK, DATED_START);
	k->options.as_of = DAY_NONE;
	assert_true(intake_read(k));
	f = intake_finding(k, "K118", 0);
	assert_non_null(f);
	assert_int_equal(f->at.line, 15);
	assert_true(str_is(f->message,
	                   "the week to 2062-07-16 is 13076 days after all other social data, so it is taken "
	                   "for mistyped: they reach 2026-09-27"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_newest_day_is_not_that_of_a_few_far_rows),
		INTAKE_TEST(test_newest_day_of_a_slow_rhythm_is_no_typo),
		INTAKE_TEST(test_newest_whole_week_is_gone_by_where_there_are_no_days),
		INTAKE_TEST(test_newest_goes_by_the_shortest_cadence),
		INTAKE_TEST(test_days_are_gone_by_beside_longer_rows),
		INTAKE_TEST(test_far_week_is_named_as_a_week),
		INTAKE_TEST(test_far_row_is_named_with_its_date_and_what_to_do),
		INTAKE_TEST(test_far_row_that_the_user_means_is_not_named),
		INTAKE_TEST(test_far_row_does_not_make_its_file_the_later_one),
		INTAKE_TEST(test_far_row_does_not_make_zeros_of_the_days_before_it),
		INTAKE_TEST(test_far_row_is_judged_over_all_files_of_a_source),
		INTAKE_TEST(test_far_row_of_a_business_source_is_not_asked_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
