/* test_stacked.c - several tables in a file, and the lines above a header. */
#include "intake.h"

/* UTF-16 with BOM, sep= line, two titled tables: each title says its metric, one its network. */
static void test_stacked_tables_are_named_by_their_titles(void **state)
{
	static const char text[] =
	    "sep=,\n\"Follows\"\n\"Date\",\"Primary\"\n\"2026-07-01T00:00:00\",\"7\"\n"
	    "\"2026-07-02T01:00:00\",\"\"\n\n\"Instagram follows\"\n\"Date\",\"Primary\"\n"
	    "\"2026-07-01T00:00:00\",\"1\"\n\n\n";
	struct intake *k = *state;
	char wide[2 * sizeof text];
	size_t n = 0;
	const struct input *in;

	wide[n++] = '\xFF';
	wide[n++] = '\xFE';
	for (size_t i = 0; i + 1 < sizeof text; i++) {
		wide[n++] = text[i];
		wide[n++] = '\0';
	}
	intake_bytes(k, "m.csv", wide, n);
	intake_source(k, "m.csv")->channel = intern_text(k->names, STR("facebook"));
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "followers_gained", "facebook", NULL), 7000);
	assert_int_equal(intake_total(k, "followers_gained", "instagram", NULL), 1000);
	in = intake_input(k, "m.csv");
	assert_int_equal(in->rows, 3); /* blank lines, titles and headers are no rows */
	assert_int_equal(in->left[LEFT_NO_VALUE], 1);
}

static void test_a_blank_line_within_a_table_does_not_end_it(void **state)
{
	struct intake *k = *state;

	intake_file(k, "m.csv",
	            "\"Facebook reach\"\nDate,Primary\n2026-07-01,7\n\n2026-07-02,8\n,\n"
	            "\"Age and gender\",\nAge,Women,Men\n18-24,3,4\n");
	intake_source(k, "m.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "reach", "facebook", NULL), 15000);
	assert_int_equal(intake_input(k, "m.csv")->rows, 3);
	assert_int_equal(intake_input(k, "m.csv")->left[LEFT_OTHER_SECTION], 1);
	assert_true(
	    intake_says(k, "K104", "the table 'Age and gender' is left out: it lacks the column 'date'"));
}

static void test_preamble_lines_come_before_the_header(void **state)
{
	struct intake *k = *state;

	intake_file(
	    k, "g.csv",
	    "# ----\r\n# Account: Acme\r\n# \r\n# Start date: 20260701\r\n# End date: 20260702\r\n"
	    "Date,Event count,Total users,Average session duration\r\n20260702,5,2,61.45831645967741\r\n"
	    "20260701,6,3,60.1\r\n");
	intake_source(k, "g.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "events", "web", NULL), 11000);
	assert_int_equal(intake_cell(k, "users", "web", "2026-07-01"), 3000);
	assert_int_equal(intake_input(k, "g.csv")->rows, 2);
	assert_null(intake_finding(k, "K104", 0));
}

static void test_skipped_reports_are_left_out_with_their_reason(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(
	    k, "f.csv",
	    "format: audience\nrecognise: {columns: [Age, Women]}\nskip: it counts people, not days\n",
	    "Age,Women\n18-24,3\n25-34,4\n"));
	assert_int_equal(intake_input(k, "f.csv")->left[LEFT_OTHER_SECTION], 2);
	assert_true(intake_says(k, "K104", "the table is left out: it counts people, not days"));
	assert_int_equal(store_count(k->st), 0);
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
	    intake_read_as(k, "s.csv", SNAPSHOT,
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

	assert_true(intake_read_as(k, "s.csv", SNAPSHOT,
	                           "# Start date: 20260701\nChannel,Views\nDirect,12\n\n"
	                           "# Start date: 20260701\nNth day,Views\n0000,5\n"));
	assert_int_equal(intake_cell(k, "views", "web", "2026-07-01"), 5000);
	assert_int_equal(intake_total(k, "views", "web", NULL), 5000);
}

#define BESIDE                                                           \
	"format: beside\nrecognise: {columns: [Date]}\ntables: beside\n" \
	"date: {column: Date, forms: [YYYY-MM-DD]}\nchannel: {constant: x}\nmetrics: {Views: views, Likes: likes}\n"

/* views 5 + 7 on 1 and 2 July, likes 2 on 9 July alone */
static void test_tables_beside_each_other_are_read_each(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	assert_true(intake_read_as(k, "b.csv", BESIDE,
	                           "Date,Views,,Date,Likes\n2026-07-01,5,,2026-07-09,2\n2026-07-02,7,,,\n"
	                           "2026-07-03,8,,2026-07-10,many\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 20000);
	assert_int_equal(intake_cell(k, "likes", "x", "2026-07-09"), 2000);
	assert_int_equal(intake_cells(k, "likes", "x", NULL), 1);
	f = intake_finding(k, "K102", 0);
	assert_int_equal(f->at.line, 4);
	assert_int_equal(f->at.col, 26); /* "2026-07-03,8,,2026-07-10," is 25 characters */
}

static void test_second_header_tells_columns_alike_apart(void **state)
{
	struct intake *k = *state;

	assert_true(
	    intake_read_as(k, "f.csv",
	                   "format: f\nrecognise: {columns: [\"Date\"]}\nsecond_header: join\n"
	                   "date: {column: Date, forms: [YYYY-MM-DD]}\nchannel: {constant: facebook}\n"
	                   "metrics: {\"Views: Total Count\": views, \"Views: Unique Users\": reach}\n",
	                   "Date,Views,Views\n,Unique Users,Total Count\n2026-07-01,3,5\n"));
	assert_int_equal(intake_total(k, "views", "facebook", NULL), 5000);
	assert_int_equal(intake_total(k, "reach", "facebook", NULL), 3000);
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

	assert_true(intake_read_as(
	    k, "p.csv", PAGE,
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

	assert_true(intake_read_as(k, "p.csv", PAGE, "Date,Daily Likes\n7/1/2026,5\n7/2/2026,6\n"));
	assert_int_equal(intake_total(k, "likes", "facebook", NULL), 11000);
	assert_int_equal(intake_input(k, "p.csv")->rows, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_stacked_tables_are_named_by_their_titles),
		INTAKE_TEST(test_a_blank_line_within_a_table_does_not_end_it),
		INTAKE_TEST(test_preamble_lines_come_before_the_header),
		INTAKE_TEST(test_second_header_tells_columns_alike_apart),
		INTAKE_TEST(test_skipped_reports_are_left_out_with_their_reason),
		INTAKE_TEST(test_tables_beside_each_other_are_read_each),
		INTAKE_TEST(test_stacked_tables_count_days_from_their_own_start),
		INTAKE_TEST(test_any_of_stacked_tables_may_be_the_one),
		INTAKE_TEST(test_prefixes_and_second_headers_tell_columns_apart),
		INTAKE_TEST(test_a_missing_second_header_swallows_no_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
