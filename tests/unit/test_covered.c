/* test_covered.c - the days that rows stand for, and how far they reach. */
#include "intake.h"

static void test_month_rows_are_kept_on_the_last_day_of_their_month(void **state)
{
	struct intake *k = *state;
	struct source *s;

	intake_file(k, "start.csv", TIDY "2026-02-01,x,,leads,5\n");
	intake_file(k, "end.csv", TIDY "2026-02-28,tiktok,,leads,6\n");
	intake_file(k, "next.csv", TIDY "2026-03-01,web,,leads,7\n");
	intake_source(k, "start.csv")->every = EVERY_MONTH;
	s = intake_source(k, "end.csv");
	s->every = EVERY_MONTH;
	s->has_dated = true;
	s->dated = DATED_END;
	s = intake_source(k, "next.csv");
	s->every = EVERY_MONTH;
	s->has_dated = true;
	s->dated = DATED_NEXT;
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "leads", "x", "2026-02-28"), 5000);
	assert_int_equal(intake_cell(k, "leads", "tiktok", "2026-02-28"), 6000);
	assert_int_equal(intake_cell(k, "leads", "web", "2026-02-28"), 7000);
	assert_int_equal(intake_input(k, "start.csv")->first_day, intake_day("2026-02-01"));
	assert_true(store_covers(k->st, 0, intake_day("2026-02-14")));
	assert_int_equal(k->result.newest_social, DAY_NONE); /* half of February may be missing */
	assert_int_equal(k->result.newest_reach, intake_day("2026-02-28"));
	assert_int_equal(k->result.newest_every, EVERY_MONTH);
}

/* Fiscal years start in January: 2026-02-01 is of the first quarter, 1 January to 31 March. */
static void test_week_and_quarter_rows_stand_for_their_days(void **state)
{
	struct intake *k = *state;

	intake_file(k, "q.csv", TIDY "2026-02-01,x,,leads,5\n");
	intake_file(k, "w.csv", TIDY "2026-02-02,web,,leads,6\n");
	intake_source(k, "q.csv")->every = EVERY_QUARTER;
	intake_source(k, "w.csv")->every = EVERY_WEEK;
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "leads", "x", "2026-03-31"), 5000);
	assert_int_equal(intake_cell(k, "leads", "web", "2026-02-08"), 6000);
	assert_int_equal(intake_input(k, "q.csv")->first_day, intake_day("2026-01-01"));
}

static void test_newest_day_is_of_social_sources_only(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,5\n2026-06-01,x,,leads,6\n");
	intake_file(k, "b.csv", "date,metric,value\n2026-09-01,revenue,5\n");
	intake_source(k, "a.csv");
	intake_source(k, "b.csv")->kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_int_equal(k->result.newest_social, intake_day("2026-07-01"));
	assert_int_equal(intake_total(k, "revenue", NULL, NULL), 5000);
}

static void test_newest_day_is_not_that_of_a_window(void **state)
{
	struct intake *k = *state;
	struct source *s;

	intake_file(k, "a.csv", TIDY "2026-09-25,x,,leads,5\n");
	intake_file(k, "w.csv", TIDY "2026-09-30,x,,reach,500\n");
	intake_source(k, "a.csv");
	s = intake_source(k, "w.csv");
	s->has_window = true;
	s->window_first = intake_day("2026-07-01");
	s->window_last = intake_day("2026-09-30");
	assert_true(intake_read(k));
	assert_int_equal(k->result.newest_social, intake_day("2026-09-25"));
}

/* Used on 2 July, missing by its mark on 10 July; refused on 1 May, 20 July and 25 July. */
static void test_rejected_rows_cover_no_day(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv",
	            TIDY "2026-05-01,x,,leads,\"1,2,3\"\n2026-07-02,x,,leads,3\n2026-07-10,x,,leads,-\n"
	                 "2026-07-20,x,,leads,abc\n2026-07-25,x,,,4\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_input(k, "a.csv")->rows_rejected, 3);
	assert_int_equal(intake_input(k, "a.csv")->first_day, intake_day("2026-07-02"));
	assert_int_equal(intake_input(k, "a.csv")->last_day, intake_day("2026-07-10"));
	assert_true(store_covers(k->st, 0, intake_day("2026-07-10")));
	assert_false(store_covers(k->st, 0, intake_day("2026-07-11")));
	assert_false(store_covers(k->st, 0, intake_day("2026-05-01")));
}

#define PLACES                                                                             \
	"format: places\nrecognise: {columns: [Geography, Views]}\ngrain: window\n"        \
	"id: {column: Geography}\nchannel: {constant: youtube}\nmetrics: {Views: views}\n" \
	"totals: [{column: Geography, equals: Total}]\n"

/* 30 + 12 views of the quarter stand on its last day; the total of 50, with hidden rows, is left out. */
static void test_a_table_without_dates_belongs_to_its_window(void **state)
{
	struct intake *k = *state;
	struct source *s;

	assert_false(intake_read_as(k, "p.csv", PLACES, "Geography,Views\nTotal,50\nUS,30\nDE,12\n"));
	assert_true(intake_says(k, "K115", "the table has no dates"));
	s = &k->sources[0];
	s->has_window = true;
	s->window_first = intake_day("2026-07-01");
	s->window_last = intake_day("2026-09-30");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "views", "youtube", NULL), 42000);
	assert_int_equal(intake_cells(k, "views", "youtube", NULL), 1);
	assert_int_equal(intake_cell(k, "views", "youtube", "2026-09-30"), 42000);
	assert_int_equal(k->result.newest_social, DAY_NONE);
}

#define NAMED                                                                    \
	"format: named\nrecognise: {columns: [Date, Views]}\n"                   \
	"date: {column: Date, forms: [Month D, Nth]}\nmetrics: {Views: views}\n" \
	"from_file: {channel: \"{}_*\", account: \"*_views_{}_2*\", start: \"*_{}_????????.csv\", end: \"*_{}.csv\"}\n"

/* The name says channel, account and window; in it 30 June can only be that of 2026. */
static void test_the_name_of_a_file_says_what_it_does_not(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(k, "tiktok_views_acme_20260601_20260731.csv", NAMED,
	                           "Date,Views\nJune 30,5\n0031,7\n"));
	assert_int_equal(intake_total(k, "views", "tiktok", "acme"), 12000);
	assert_int_equal(intake_cell(k, "views", "tiktok", "2026-06-30"), 5000);
	assert_int_equal(intake_cell(k, "views", "tiktok", "2026-07-02"), 7000); /* 1 June and 31 days */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_month_rows_are_kept_on_the_last_day_of_their_month),
		INTAKE_TEST(test_week_and_quarter_rows_stand_for_their_days),
		INTAKE_TEST(test_newest_day_is_of_social_sources_only),
		INTAKE_TEST(test_newest_day_is_not_that_of_a_window),
		INTAKE_TEST(test_rejected_rows_cover_no_day),
		INTAKE_TEST(test_a_table_without_dates_belongs_to_its_window),
		INTAKE_TEST(test_the_name_of_a_file_says_what_it_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
