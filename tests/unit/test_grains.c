/* test_grains.c - rows that are deals, parts of a window, or stand beside each other; names taken from files. */
#include "intake.h"

/* One file of one source, read through the only format given. */
static bool read_file(struct intake *k, const char *format, const char *name, const char *text)
{
	const char *const one[] = { format };

	intake_formats(k, one, 1);
	intake_file(k, name, text);
	intake_source(k, name);
	return intake_read(k);
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

	assert_true(read_file(k, DEALS, "d.csv",
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

	assert_true(
	    read_file(k, DEALS, "d.csv", DEALS_HEAD "a,Won,7/1/2026,soon,100\nb,Won,7/1/2026,7/5/2026,x\n"));
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

#define PLACES                                                                             \
	"format: places\nrecognise: {columns: [Geography, Views]}\ngrain: window\n"        \
	"id: {column: Geography}\nchannel: {constant: youtube}\nmetrics: {Views: views}\n" \
	"totals: [{column: Geography, equals: Total}]\n"

/* 30 + 12 views of the quarter stand on its last day; the total of 50, with hidden rows, is left out. */
static void test_a_table_without_dates_belongs_to_its_window(void **state)
{
	struct intake *k = *state;
	struct source *s;

	assert_false(read_file(k, PLACES, "p.csv", "Geography,Views\nTotal,50\nUS,30\nDE,12\n"));
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

#define BESIDE                                                           \
	"format: beside\nrecognise: {columns: [Date]}\ntables: beside\n" \
	"date: {column: Date, forms: [YYYY-MM-DD]}\nchannel: {constant: x}\nmetrics: {Views: views, Likes: likes}\n"

/* views 5 + 7 on 1 and 2 July, likes 2 on 9 July alone */
static void test_tables_beside_each_other_are_read_each(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	assert_true(read_file(k, BESIDE, "b.csv",
	                      "Date,Views,,Date,Likes\n2026-07-01,5,,2026-07-09,2\n2026-07-02,7,,,\n"
	                      "2026-07-03,8,,2026-07-10,many\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 20000);
	assert_int_equal(intake_cell(k, "likes", "x", "2026-07-09"), 2000);
	assert_int_equal(intake_cells(k, "likes", "x", NULL), 1);
	f = intake_finding(k, "K102", 0);
	assert_int_equal(f->at.line, 4);
	assert_int_equal(f->at.col, 26); /* "2026-07-03,8,,2026-07-10," is 25 characters */
}

#define NAMED                                                                    \
	"format: named\nrecognise: {columns: [Date, Views]}\n"                   \
	"date: {column: Date, forms: [Month D, Nth]}\nmetrics: {Views: views}\n" \
	"from_file: {channel: \"{}_*\", account: \"*_views_{}_2*\", start: \"*_{}_????????.csv\", end: \"*_{}.csv\"}\n"

/* The name says channel, account and window; in it 30 June can only be that of 2026. */
static void test_the_name_of_a_file_says_what_it_does_not(void **state)
{
	struct intake *k = *state;

	assert_true(read_file(k, NAMED, "tiktok_views_acme_20260601_20260731.csv",
	                      "Date,Views\nJune 30,5\n0031,7\n"));
	assert_int_equal(intake_total(k, "views", "tiktok", "acme"), 12000);
	assert_int_equal(intake_cell(k, "views", "tiktok", "2026-06-30"), 5000);
	assert_int_equal(intake_cell(k, "views", "tiktok", "2026-07-02"), 7000); /* 1 June and 31 days */
}

#define SNAPSHOT                                                                                \
	"format: snapshot\nrecognise: {columns: [Nth day]}\ntables: stacked\npreamble: \"#\"\n" \
	"date: {column: Nth day, forms: [Nth]}\nchannel: {constant: web}\n"                     \
	"file_days: {start: \"# Start date:\", end: \"# End date:\"}\nmetrics: {Views: views, Users: users}\n"

/* Each of the stacked tables counts from a start of its own; the one by channel is no series. */
static void test_stacked_tables_count_days_from_their_own_start(void **state)
{
	struct intake *k = *state;

	assert_true(
	    read_file(k, SNAPSHOT, "s.csv",
	              "# Start date: 20260701\n# End date: 20260731\nNth day,Views\n0000,5\n0002,7\n\n"
	              "# Start date: 20260701\nChannel,Views\nDirect,12\n\n"
	              "# ---\n# Start date: 20260801\nNth day,Users\n0001,3\n"));
	assert_int_equal(intake_cell(k, "views", "web", "2026-07-01"), 5000);
	assert_int_equal(intake_cell(k, "views", "web", "2026-07-03"), 7000);
	assert_int_equal(intake_total(k, "views", "web", NULL), 12000);
	assert_int_equal(intake_cell(k, "users", "web", "2026-08-02"), 3000);
	assert_int_equal(intake_input(k, "s.csv")->left[LEFT_OTHER_SECTION], 1);
}

/* The first table need not be the one that the format describes. */
static void test_any_of_stacked_tables_may_be_the_one(void **state)
{
	struct intake *k = *state;

	assert_true(read_file(k, SNAPSHOT, "s.csv",
	                      "# Start date: 20260701\nChannel,Views\nDirect,12\n\n"
	                      "# Start date: 20260701\nNth day,Views\n0000,5\n"));
	assert_int_equal(intake_cell(k, "views", "web", "2026-07-01"), 5000);
	assert_int_equal(intake_total(k, "views", "web", NULL), 5000);
}

#define PAGE                                                                                  \
	"format: page\nrecognise: {columns: [Date]}\nsecond_header: apart\n"                  \
	"date: {column: Date, forms: [M/D/YYYY]}\nchannel: {constant: facebook}\n"            \
	"metrics: {\"Daily *\": \"*\", \"Daily Clicks: unique*\": people_clicking}\n"         \
	"ignore: {\"Weekly *\": rolling, \"28 Days *\": rolling, \"Daily * by *\": a part}\n" \
	"footers: [\"Exported *\"]\n"

/* Of two columns of one name the second header tells which is which; prefixes tell the window. */
static void test_prefixes_and_second_headers_tell_columns_apart(void **state)
{
	struct intake *k = *state;

	assert_true(
	    read_file(k, PAGE, "p.csv",
	              "Date,Daily Clicks,Daily Clicks,Weekly Clicks,Daily Clicks by type,Daily Likes\n"
	              ",all of them,unique people,rolling,parts,what it says\n"
	              "7/1/2026,5,4,30,2,9\n7/2/2026,6,5,31,2,8\nExported by us,,,,,\n7/3/2026,1,1,1,1,1\n"));
	assert_int_equal(intake_total(k, "clicks:_all_of_them", "facebook", NULL), INT64_MIN);
	assert_int_equal(intake_total(k, "people_clicking", "facebook", NULL), 9000);
	assert_int_equal(intake_total(k, "likes", "facebook", NULL), 17000);
	assert_int_equal(intake_total(k, "weekly_clicks", "facebook", NULL), INT64_MIN);
	assert_int_equal(intake_input(k, "p.csv")->left[LEFT_OTHER_SECTION],
	                 2); /* the footer and what follows */
}

/* Saved again, the file may have lost its second header: the row in its place is not lost. */
static void test_a_missing_second_header_swallows_no_row(void **state)
{
	struct intake *k = *state;

	assert_true(read_file(k, PAGE, "p.csv", "Date,Daily Likes\n7/1/2026,5\n7/2/2026,6\n"));
	assert_int_equal(intake_total(k, "likes", "facebook", NULL), 11000);
	assert_int_equal(intake_input(k, "p.csv")->rows, 2);
}

#define POSTS_BESIDE                                                                                         \
	"format: posts\nrecognise: {columns: [Pid, Date]}\ntables: beside\ngrain: post\nid: {column: Pid}\n" \
	"date: {column: Date, forms: [YYYY-MM-DD]}\nchannel: {constant: x}\n"                                \
	"metrics: {Likes: likes, Leads: leads}\n"

/* One post in both tables of a line is given twice there as in two lines, and 5 and 7 are not added to 12. */
static void test_a_post_in_two_tables_of_a_line_is_given_twice(void **state)
{
	struct intake *k = *state;

	assert_false(read_file(k, POSTS_BESIDE, "p.csv",
	                       "Pid,Date,Likes,,Pid,Date,Likes\nP1,2026-07-01,5,,P1,2026-07-01,7\n"));
	assert_true(intake_says(k, "K111", "likes of x on 2026-07-01 is given twice: 5"));
}

/* Likes are the same and the days are not, which is what is told. */
static void test_a_post_given_twice_on_two_days_says_so(void **state)
{
	struct intake *k = *state;

	assert_false(
	    read_file(k, POSTS_BESIDE, "p.csv", "Pid,Date,Likes\nP1,2026-07-01,5\nP1,2026-07-02,5\n"));
	assert_true(intake_says(
	    k, "K111", "likes of x on 2026-07-02 is given twice: 5 on line 2, dated 2026-07-01, 5 here"));
	assert_false(intake_says(k, "K111", "no other column tells the rows apart"));
}

/* 5 once, and 3 */
static void test_a_post_in_two_tables_of_a_line_counts_once(void **state)
{
	struct intake *k = *state;

	assert_true(read_file(k, POSTS_BESIDE, "p.csv",
	                      "Pid,Date,Likes,,Pid,Date,Likes\nP1,2026-07-01,5,,P1,2026-07-01,5\n"
	                      "P2,2026-07-01,3,,,,\n"));
	assert_int_equal(intake_total(k, "likes", "x", NULL), 8000);
}

/* What a record does not say is no 0. */
static void test_a_post_given_twice_has_no_value_rather_than_0(void **state)
{
	struct intake *k = *state;

	assert_false(read_file(k, POSTS_BESIDE, "p.csv",
	                       "Pid,Date,Likes,Leads\nP1,2026-07-01,5,\nP1,2026-07-01,,7\n"));
	assert_true(
	    intake_says(k, "K111", "leads of x on 2026-07-01 is given twice: no value on line 2, 7 here"));
}

#define DAILY                                                                                             \
	"format: daily\nrecognise: {columns: [Date, Views]}\ndate: {column: Date, forms: [YYYY-MM-DD]}\n" \
	"channel: {constant: x}\nmetrics: {Views: views}\n"

/* 48.000 beside semicolons is 48 or 48000: refused until somebody says which. 5 and 0.250 are only what they are. */
static void test_a_thousands_point_is_never_a_decimal_in_silence(void **state)
{
	struct intake *k = *state;

	assert_true(
	    read_file(k, DAILY, "f.csv",
	              "Date;Views\n2026-07-01;48.000\n2026-07-02;5\n2026-07-03;0.250\n2026-07-04;1,250\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 5250);
	assert_true(intake_says(k, "K102", "'48.000' in 'Views' could be 48 or 48000"));
	assert_int_equal(intake_input(k, "f.csv")->rows_rejected, 2);
}

static void test_numbers_of_a_source_beat_those_of_the_format(void **state)
{
	struct intake *k = *state;
	const char *const one[] = { DAILY };
	struct source *s;

	intake_formats(k, one, 1);
	intake_file(k, "f.csv", "Date;Views\n2026-07-01;48.000\n2026-07-02;3,5\n");
	s = intake_source(k, "f.csv");
	s->has_numbers = true;
	s->numbers = (struct num_style){ ',', '.', false };
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "views", "x", NULL), 48003500); /* 48000 + 3.5, in thousandths */
}

/* A comma that can only be decimal, after 48.000 was read as 48: the file is not to be trusted. */
static void test_a_decimal_comma_below_makes_the_number_above_an_error(void **state)
{
	struct intake *k = *state;

	assert_false(read_file(k, DAILY, "f.csv",
	                       "Date,Views\n2026-07-01,48.000\n2026-07-02,\"3,5\"\n2026-07-03,1\n"));
	assert_true(intake_says(k, "K102", "has a decimal comma, so the number on line 2 could be another"));
}

static void test_a_guarded_sign_is_a_sign(void **state)
{
	struct intake *k = *state;

	assert_true(read_file(k, DAILY, "f.csv", "Date,Views\n2026-07-01,'-2\n2026-07-02,'+5\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 3000);
}

static void test_a_renamed_column_is_named_with_the_missing_one(void **state)
{
	struct intake *k = *state;
	const struct finding *f = NULL;

	assert_true(
	    read_file(k,
	              "format: t\nrecognise: {columns: [Date]}\ndate: {column: Date, forms: [YYYY-MM-DD]}\n"
	              "channel: {constant: x}\nmetrics: {Views: views, Post impressions: impressions}\n",
	              "f.csv", "Date,Views,Post impressions total\n2026-07-01,5,6\n"));
	assert_true(intake_says(k, "K202",
	                        "'Post impressions total' is new, and 'post impressions', which gives "
	                        "impressions, is missing"));
	f = intake_finding(k, "K202", 0);
	assert_true(str_find(f->remedy, STR("impressions: {aliases: [\"Post impressions total\"]}"))
	            != SIZE_MAX);
}

/* Every refused cell, however many a finding names: 30 bad ones and one formula. */
static void test_rejects_hold_every_refused_cell(void **state)
{
	struct intake *k = *state;
	struct rejects *r = rejects_new();
	struct strbuf b;
	struct str csv;

	strbuf_init(&b, k->a, 0);
	strbuf_addz(&b, "Date,Views\n2026-07-01,5\n2026-07-01x,7\n2026-07-02,\"=1,\"\"2\"\n");
	for (int i = 0; i < 30; i++)
		strbuf_addz(&b, "2026-07-03,bad\n");
	k->options.rejects = r;
	assert_true(read_file(k, DAILY, "f.csv", str_z(k->a, strbuf_str(&b))));
	assert_int_equal(rejects_count(r), 32);
	csv = rejects_csv(k->a, r);
	assert_true(
	    str_starts(csv, STR("file,line,column,text,code,reason\nf.csv,3,Date,2026-07-01x,K101,")));
	assert_true(str_find(csv, STR("\nf.csv,4,Views,\"'=1,\"\"2\",K102,")) != SIZE_MAX);
	assert_true(str_find(csv, STR("\nf.csv,34,Views,bad,K102,'bad' in 'Views' is not a number\n"))
	            != SIZE_MAX);
	rejects_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_a_deal_counts_on_the_day_of_each_event),
		INTAKE_TEST(test_a_later_file_takes_back_what_a_deal_was),
		INTAKE_TEST(test_a_bad_date_of_an_event_is_refused_where_it_stands),
		INTAKE_TEST(test_events_without_ids_must_not_overlap),
		INTAKE_TEST(test_a_table_without_dates_belongs_to_its_window),
		INTAKE_TEST(test_tables_beside_each_other_are_read_each),
		INTAKE_TEST(test_a_post_in_two_tables_of_a_line_is_given_twice),
		INTAKE_TEST(test_a_post_given_twice_on_two_days_says_so),
		INTAKE_TEST(test_a_post_in_two_tables_of_a_line_counts_once),
		INTAKE_TEST(test_a_post_given_twice_has_no_value_rather_than_0),
		INTAKE_TEST(test_the_name_of_a_file_says_what_it_does_not),
		INTAKE_TEST(test_stacked_tables_count_days_from_their_own_start),
		INTAKE_TEST(test_any_of_stacked_tables_may_be_the_one),
		INTAKE_TEST(test_prefixes_and_second_headers_tell_columns_apart),
		INTAKE_TEST(test_a_missing_second_header_swallows_no_row),
		INTAKE_TEST(test_a_thousands_point_is_never_a_decimal_in_silence),
		INTAKE_TEST(test_numbers_of_a_source_beat_those_of_the_format),
		INTAKE_TEST(test_a_decimal_comma_below_makes_the_number_above_an_error),
		INTAKE_TEST(test_a_guarded_sign_is_a_sign),
		INTAKE_TEST(test_a_renamed_column_is_named_with_the_missing_one),
		INTAKE_TEST(test_rejects_hold_every_refused_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
