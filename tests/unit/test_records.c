/* test_records.c - rows that are posts or deals: one record an id, which a later file replaces. */
#include "intake.h"

#define TWEETS \
	"\"Tweet id\",\"Tweet text\",\"time\",\"impressions\",\"engagements\",\"retweets\",\"replies\",\"likes\""

static void test_posts_fold_into_their_day_and_text_may_span_lines(void **state)
{
	struct intake *k = *state;

	intake_file(k, "t.csv",
	            TWEETS
	            "\n\"11\",\"one\ntwo\",\"2026-07-01 23:30 -0700\",\"10.0\",\"1\",\"2\",\"-\",\"3\"\n"
	            "\"12\",\"three\",\"2026-07-01 08:00 +0000\",\"20.0\",\"1\",\"2\",\"-\",\"3\"\n"
	            "\"\",\"none\",\"2026-07-01 08:00 +0000\",\"1\",\"1\",\"2\",\"-\",\"3\"\n"
	            "\"6.49E+17\",\"cut\",\"2026-07-01 08:00 +0000\",\"1\",\"1\",\"2\",\"-\",\"3\"\n");
	intake_source(k, "t.csv");
	assert_true(intake_read(k));
	assert_int_equal(k->result.posts, 2);
	assert_int_equal(intake_cell(k, "impressions", "x", "2026-07-01"), 30000);
	assert_int_equal(intake_cells(k, "comments", "x", NULL), 0);
	assert_int_equal(intake_finding(k, "K120", 0)->at.line, 5);
	assert_int_equal(intake_finding(k, "K108", 0)->at.line, 6);
	assert_int_equal(k->result.newest_social, intake_day("2026-07-01"));
}

/* A later file's record replaces the whole earlier one: 10 goes, 15 comes. */
static void test_posts_of_later_files_replace_earlier_ones(void **state)
{
	struct intake *k = *state;

	intake_file(k, "b.csv",
	            TWEETS "\n\"11\",\"t\",\"2026-07-01 08:00 +0000\",\"10\",\"1\",\"2\",\"1\",\"3\"\n");
	intake_file(k, "a.csv",
	            TWEETS "\n\"11\",\"t\",\"2026-07-01 08:00 +0000\",\"15\",\"1\",\"2\",\"1\",\"3\"\n"
	                   "\"12\",\"t\",\"2026-07-05 08:00 +0000\",\"1\",\"1\",\"2\",\"1\",\"3\"\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	assert_int_equal(k->result.posts, 2);
	assert_int_equal(intake_cell(k, "impressions", "x", "2026-07-01"), 15000);
	assert_non_null(intake_finding(k, "K112", 0));
}

static void test_the_same_post_twice_in_a_file_is_an_error(void **state)
{
	struct intake *k = *state;

	intake_file(k, "b.csv",
	            TWEETS "\n\"11\",\"first\",\"2026-07-01 08:00 +0000\",\"10\",\"1\",\"2\",\"1\",\"3\"\n"
	                   "\"11\",\"second\",\"2026-07-01 08:00 +0000\",\"11\",\"1\",\"2\",\"1\",\"3\"\n");
	intake_source(k, "b.csv");
	assert_false(intake_read(k));
	assert_true(intake_says(k, "K111",
	                        "10 on line 2, 11 here; the rows differ in 'Tweet text', which is not read"));
}

#define POSTS_BESIDE                                                                                         \
	"format: posts\nrecognise: {columns: [Pid, Date]}\ntables: beside\ngrain: post\nid: {column: Pid}\n" \
	"date: {column: Date, forms: [YYYY-MM-DD]}\nchannel: {constant: x}\n"                                \
	"metrics: {Likes: likes, Leads: leads}\n"

/* One post in both tables of a line is given twice there as in two lines, and 5 and 7 are not added to 12. */
static void test_a_post_in_two_tables_of_a_line_is_given_twice(void **state)
{
	struct intake *k = *state;

	assert_false(intake_read_as(k, "p.csv", POSTS_BESIDE,
	                            "Pid,Date,Likes,,Pid,Date,Likes\nP1,2026-07-01,5,,P1,2026-07-01,7\n"));
	assert_true(intake_says(k, "K111", "likes of x on 2026-07-01 is given twice: 5"));
}

/* Likes are the same and the days are not, which is what is told. */
static void test_a_post_given_twice_on_two_days_says_so(void **state)
{
	struct intake *k = *state;

	assert_false(
	    intake_read_as(k, "p.csv", POSTS_BESIDE, "Pid,Date,Likes\nP1,2026-07-01,5\nP1,2026-07-02,5\n"));
	assert_true(intake_says(
	    k, "K111", "likes of x on 2026-07-02 is given twice: 5 on line 2, dated 2026-07-01, 5 here"));
	assert_false(intake_says(k, "K111", "no other column tells the rows apart"));
}

/* 5 once, and 3 */
static void test_a_post_in_two_tables_of_a_line_counts_once(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(k, "p.csv", POSTS_BESIDE,
	                           "Pid,Date,Likes,,Pid,Date,Likes\nP1,2026-07-01,5,,P1,2026-07-01,5\n"
	                           "P2,2026-07-01,3,,,,\n"));
	assert_int_equal(intake_total(k, "likes", "x", NULL), 8000);
}

/* What a record does not say is no 0. */
static void test_a_post_given_twice_has_no_value_rather_than_0(void **state)
{
	struct intake *k = *state;

	assert_false(intake_read_as(k, "p.csv", POSTS_BESIDE,
	                            "Pid,Date,Likes,Leads\nP1,2026-07-01,5,\nP1,2026-07-01,,7\n"));
	assert_true(
	    intake_says(k, "K111", "leads of x on 2026-07-01 is given twice: no value on line 2, 7 here"));
}

#define DEALS                                                                                \
	"format: deals\nrecognise: {columns: [Deal, Stage, Opened, Closed, Amount]}\n"       \
	"grain: event\nid: {column: Deal}\ndate: {column: Opened, forms: [M/D/YYYY]}\n"      \
	"events:\n"                                                                          \
	"  - {metric: deals_opened}\n"                                                       \
	"  - {metric: deals_won, when: {Stage: Won}, date: {column: Closed}}\n"              \
	"  - {metric: deals_lost, when: {Stage: [Lost, Dropped]}, date: {column: Closed}}\n" \
	"  - {metric: won_value, when: {Stage: Won}, date: {column: Closed}, value: {column: Amount}}\n"
#define DEALS_HEAD "Deal,Stage,Opened,Closed,Amount\n"

/* Three deals opened on 1 July and one on 2 July; a and b won on 5 July for 100 + 250, c dropped on 6 July, d is open. */
static void test_a_deal_counts_on_the_day_of_each_event(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(k, "d.csv", DEALS,
	                           DEALS_HEAD "a,Won,7/1/2026,7/5/2026,100\nb,won,7/1/2026,7/5/2026,250\n"
	                                      "c,Dropped,7/1/2026,7/6/2026,0\nd,Engaging,7/2/2026,,\n"));
	assert_int_equal(intake_cell(k, "deals_opened", "", "2026-07-01"), 3000);
	assert_int_equal(intake_total(k, "deals_opened", "", NULL), 4000);
	assert_int_equal(intake_cell(k, "deals_won", "", "2026-07-05"), 2000);
	assert_int_equal(intake_cell(k, "won_value", "", "2026-07-05"), 350000);
	assert_int_equal(intake_total(k, "deals_lost", "", NULL), 1000);
	assert_int_equal(intake_cells(k, "deals_lost", "", NULL), 1);
	assert_int_equal(intake_input(k, "d.csv")->rows_used, 4);
	assert_int_equal(intake_input(k, "d.csv")->first_day, intake_day("2026-07-01"));
	assert_int_equal(intake_input(k, "d.csv")->last_day, intake_day("2026-07-06"));
}

/* The later file says that a was lost after all, b is open again, and d is won: 1 won of 40, 1 lost, 4 opened. */
static void test_a_later_file_takes_back_what_a_deal_was(void **state)
{
	struct intake *k = *state;
	const char *const one[] = { DEALS };

	intake_formats(k, one, 1);
	intake_file(k, "d1.csv",
	            DEALS_HEAD "a,Won,7/1/2026,7/5/2026,100\nb,Won,7/1/2026,7/5/2026,250\n"
	                       "c,Dropped,7/1/2026,7/6/2026,0\nd,Engaging,7/2/2026,,\n");
	intake_file(k, "d2.csv",
	            DEALS_HEAD
	            "a,Lost,7/1/2026,7/8/2026,0\nb,Engaging,7/1/2026,,\nd,Won,7/2/2026,7/9/2026,40\n"
	            "c,Engaging,7/1/2026,,\n");
	intake_source(k, "d*.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "deals_opened", "", NULL), 4000);
	assert_int_equal(intake_total(k, "deals_won", "", NULL), 1000);
	assert_int_equal(intake_total(k, "won_value", "", NULL), 40000);
	assert_int_equal(intake_total(k, "deals_lost", "", NULL), 1000);
	assert_int_equal(intake_cell(k, "deals_lost", "", "2026-07-08"), 1000);
}

static void test_a_bad_date_of_an_event_is_refused_where_it_stands(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	assert_true(intake_read_as(k, "d.csv", DEALS,
	                           DEALS_HEAD "a,Won,7/1/2026,soon,100\nb,Won,7/1/2026,7/5/2026,x\n"));
	f = intake_finding(k, "K101", 0);
	assert_non_null(f);
	assert_int_equal(f->at.line, 2);
	assert_int_equal(f->at.col, 16); /* "a,Won,7/1/2026," is 15 characters */
	assert_int_equal(intake_finding(k, "K102", 0)->at.line, 3);
	assert_int_equal(intake_total(k, "deals_opened", "", NULL), 2000);
	assert_int_equal(intake_total(k, "deals_won", "", NULL), 1000);
	assert_int_equal(intake_input(k, "d.csv")->rows_rejected, 2);
}

#define CALLS                                                                 \
	"format: calls\nrecognise: {columns: [Day, Outcome]}\ngrain: event\n" \
	"date: {column: Day, forms: [YYYY-MM-DD]}\nevents: [{metric: calls}]\nignore: {Outcome: not asked for}\n"

/* Rows without an id count each, so two files may not speak of the same days. */
static void test_events_without_ids_must_not_overlap(void **state)
{
	struct intake *k = *state;
	const char *const one[] = { CALLS };

	intake_formats(k, one, 1);
	intake_file(k, "c1.csv", "Day,Outcome\n2026-07-01,x\n2026-07-01,x\n2026-07-02,x\n");
	intake_file(k, "c2.csv", "Day,Outcome\n2026-07-03,x\n2026-07-04,x\n");
	intake_source(k, "c*.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "calls", "", NULL), 5000);
	assert_int_equal(intake_cell(k, "calls", "", "2026-07-01"), 2000);
	intake_file(k, "c3.csv", "Day,Outcome\n2026-07-04,y\n2026-07-05,y\n");
	assert_false(intake_read(k));
	assert_true(intake_says(k, "K120", "c2.csv speaks of the same days"));
}

/* More cells than a batch holds, each day's row in one piece: 9000 rows of 3. */
static void test_rows_fill_any_number_of_batches(void **state)
{
	struct intake *k = *state;
	struct strbuf b;

	strbuf_init(&b, k->a, 0);
	strbuf_addz(&b, TWEETS "\n");
	for (int i = 0; i < 9000; i++)
		strbuf_fmt(&b, "\"%d\",\"t\",\"2026-07-%02d 08:00 +0000\",\"1\",\"2\",\"-\",\"-\",\"3\"\n", i,
		           i % 30 + 1);
	intake_bytes(k, "t.csv", b.p, b.n);
	intake_source(k, "t.csv");
	assert_true(intake_read(k));
	assert_int_equal(k->result.posts, 9000);
	assert_int_equal(intake_total(k, "impressions", "x", NULL), 9000000);
	assert_int_equal(intake_total(k, "likes", "x", NULL), 27000000);
	assert_int_equal(intake_input(k, "t.csv")->cells_used, 27000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_posts_fold_into_their_day_and_text_may_span_lines),
		INTAKE_TEST(test_posts_of_later_files_replace_earlier_ones),
		INTAKE_TEST(test_the_same_post_twice_in_a_file_is_an_error),
		INTAKE_TEST(test_a_deal_counts_on_the_day_of_each_event),
		INTAKE_TEST(test_a_later_file_takes_back_what_a_deal_was),
		INTAKE_TEST(test_a_bad_date_of_an_event_is_refused_where_it_stands),
		INTAKE_TEST(test_events_without_ids_must_not_overlap),
		INTAKE_TEST(test_a_post_in_two_tables_of_a_line_is_given_twice),
		INTAKE_TEST(test_a_post_given_twice_on_two_days_says_so),
		INTAKE_TEST(test_a_post_in_two_tables_of_a_line_counts_once),
		INTAKE_TEST(test_a_post_given_twice_has_no_value_rather_than_0),
		INTAKE_TEST(test_rows_fill_any_number_of_batches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
