/* test_rows.c - rows of a wide table: which columns are metrics, which rows are left out, what is refused. */
#include <stdio.h>
#include "intake.h"

#define SPROUT "\"Date\",\"Network\",\"Profile\",\"Impressions\",\"Engagements\",\"Audience\""

static void test_sprout_marks_empty_as_missing_and_keeps_negatives(void **state)
{
	struct intake *k = *state;
	const struct input *in;

	intake_file(k, "s.csv",
	            SPROUT "\r\n\"07-01-2026\",\"X\",\"'@acme\",\"1,250\",\"-2\",\"\"\r\n"
	                   "\"07-02-2026\",\"X\",\"'@acme\",\"0\",\"\",\"6,369\"\r\n");
	intake_source(k, "s.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "impressions", "x", NULL), 1250000);
	assert_int_equal(intake_cells(k, "impressions", "x", NULL), 2); /* 0 is a value */
	assert_int_equal(intake_total(k, "engagements", "x", NULL), -2000);
	assert_int_equal(intake_cells(k, "engagements", "x", NULL), 1);
	assert_int_equal(intake_total(k, "followers", "x", NULL), 6369000);
	in = intake_input(k, "s.csv");
	assert_int_equal(in->cells_used, 4);
	assert_int_equal(in->cells_missing, 2);
}

static void test_a_guarded_sign_is_a_sign(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(k, "f.csv", DAILY, "Date,Views\n2026-07-01,'-2\n2026-07-02,'+5\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 3000);
}

/* Numbers are metrics under their own names, text is named once; a column without any value is neither. */
static void test_unmapped_columns_are_metrics_if_they_are_numbers(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(k, "f.csv", DAILY "ignore: {Rate: a ratio}\n",
	                           "Date,Views,Story Taps,Mood,Rate,Later,Mixed,Id\n"
	                           "2026-07-01,1,4,good,0.5,,7,17841446494080465\n"
	                           "2026-07-02,2,5,bad,0.5,,x,17841446494080466\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 3000);
	assert_int_equal(intake_total(k, "story_taps", "x", NULL), 9000);
	assert_int_equal(intake_cells(k, "rate", "x", NULL), 0);
	assert_int_equal(intake_cells(k, "mixed", "x", NULL), 0);
	assert_int_equal(intake_cells(k, "later", "x", NULL), 0);
	assert_true(intake_says(k, "K104", "the columns hold text: 'Mood', 'Mixed', 'Id'"));
	assert_null(intake_finding(k, "K104", 1));
}

/* So many days of a column, the first of its cells alike and the rest alike. */
static bool read_mystery(struct intake *k, int n, int n_first, const char *first, const char *rest)
{
	static char text[1 << 14];
	size_t used = (size_t)snprintf(text, sizeof text, "Date,Views,Mystery\n");

	for (int i = 0; i < n; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "2026-%02d-%02d,1,%s\n", i / 28 + 1,
		                         i % 28 + 1, i < n_first ? first : rest);
	assert_true(used < sizeof text);
	return intake_read_as(k, "f.csv", DAILY, text);
}

/* 100 texts and 100 numbers are no majority, and what follows has no say. */
static void test_the_first_200_rows_say_what_a_column_holds(void **state)
{
	struct intake *k = *state;

	assert_true(read_mystery(k, 300, 100, "abc", "7"));
	assert_true(intake_says(k, "K104", "the column holds text: 'Mystery'"));
	assert_int_equal(intake_cells(k, "mystery", "x", NULL), 0);
	assert_int_equal(intake_input(k, "f.csv")->rows_rejected, 0);
}

static void test_99_texts_among_200_rows_are_refused(void **state)
{
	struct intake *k = *state;

	assert_true(read_mystery(k, 200, 99, "abc", "7"));
	assert_int_equal(intake_total(k, "mystery", "x", NULL), 101 * 7000);
	assert_int_equal(intake_input(k, "f.csv")->rows_rejected, 99);
}

/* Where none of them has a value, the first that comes says it; until then its cells are those of no metric. */
static void test_a_column_empty_for_200_rows_is_what_its_first_value_is(void **state)
{
	struct intake *k = *state;

	assert_true(read_mystery(k, 300, 200, "", "7"));
	assert_int_equal(intake_cells(k, "mystery", "x", NULL), 100);
	assert_int_equal(intake_input(k, "f.csv")->cells_missing, 0);
}

/* 4 numbers and one odd cell: 7 + 7 + 7 + 7 = 28. One of two is not more than half. */
static void test_a_column_of_mostly_numbers_is_a_metric(void **state)
{
	struct intake *k = *state;
	static const char *const ads[] = {
		"format: ads\nrecognise: {columns: [Day, Spend]}\ndate: {column: Day, forms: [YYYY-MM-DD]}\n"
		"channel: {constant: linkedin}\nmetrics: {Spend: cost}\n"
	};

	intake_formats(k, ads, 1);
	intake_file(k, "a.csv",
	            "Day,Spend,Saves,Zone,Late\n2026-07-01,1,null,3,\n2026-07-02,1,7,north,\n"
	            "2026-07-03,1,7,-,a\n2026-07-04,1,7,,5\n2026-07-05,1,7,,6\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "saves", "linkedin", NULL), 28000);
	assert_int_equal(intake_total(k, "late", "linkedin", NULL), 11000); /* 5 + 6; 'a' is one of three */
	assert_int_equal(intake_finding(k, "K102", 0)->at.line, 2);
	assert_int_equal(intake_finding(k, "K102", 1)->at.line, 4);
	assert_true(intake_says(k, "K102", "'null' in 'Saves' is not a number"));
	assert_true(intake_says(k, "K104", "the column holds text: 'Zone'"));
}

static void test_one_of_several_columns_for_a_metric_is_read(void **state)
{
	struct intake *k = *state;

	/* the format's first line wins over the order of the file; of two headers alike the left one is read */
	assert_true(intake_read_as(k, "f.csv", DAILY "", "Date,Views,Views\n2026-07-01,1,4\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 1000);
	assert_true(intake_says(k, "K104", "column 3, 'Views', is not used: views is read from column 2"));
}

static void test_format_order_chooses_among_columns(void **state)
{
	struct intake *k = *state;

	intake_file(
	    k, "l.csv",
	    "Date,Impressions (total),Clicks (total),Reactions (total),Comments (total),Shares (total),"
	    "Unique impressions (organic),Unique impressions (total)\n2026-07-01,5,4,3,2,1,60,70\n");
	intake_source(k, "l.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "reach", "linkedin", NULL), 70000);
	assert_true(intake_says(k, "K104",
	                        "column 7, 'Unique impressions (organic)', is not used: reach is read from "
	                        "column 8"));
}

static void test_a_renamed_column_is_named_with_the_missing_one(void **state)
{
	struct intake *k = *state;
	const struct finding *f = NULL;

	assert_true(intake_read_as(
	    k, "f.csv",
	    "format: t\nrecognise: {columns: [Date]}\ndate: {column: Date, forms: [YYYY-MM-DD]}\n"
	    "channel: {constant: x}\nmetrics: {Views: views, Post impressions: impressions}\n",
	    "Date,Views,Post impressions total\n2026-07-01,5,6\n"));
	assert_true(intake_says(k, "K202",
	                        "'Post impressions total' is new, and 'post impressions', which gives "
	                        "impressions, is missing"));
	f = intake_finding(k, "K202", 0);
	assert_says(f->remedy, "impressions: {aliases: [\"Post impressions total\"]}");
}

/* Six rows of the native form, of which the format names no total: three say that they are one, in the date or, where that is
 * empty, in their first text; one may have lost its date, and one has nothing but a value. */
static void test_row_without_a_date_that_says_total_is_left_out(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_file(k, "a.csv",
	            "date,channel,account,metric,value\n2026-07-01,x,Total,likes,1\nGrand Total,,,,9\n"
	            ",x,,likes,5\n,,,,7\n,total:,,likes,8\nSUMME,x,,likes,6\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "likes", "x", NULL), 1000);
	assert_int_equal(intake_input(k, "a.csv")->rows, 6);
	assert_int_equal(intake_input(k, "a.csv")->left[LEFT_TOTAL_ROW], 3);
	assert_int_equal(intake_input(k, "a.csv")->rows_rejected, 2);
	f = intake_finding(k, "K114", 0);
	assert_non_null(f);
	assert_int_equal(f->at.line, 3);
	f = intake_finding(k, "K101", 0);
	assert_non_null(f);
	assert_int_equal(f->at.line, 4);
	assert_str(f->remedy, "write it as YYYY-MM-DD"); /* `equals: ""` would name every such row */
}

/* What K101 says to write is YAML, whatever stands in the cell, and leaves that row out; a cell that is not shown whole, or has
 * a line end, gets none. */
static void test_the_totals_that_k101_names_can_be_written(void **state)
{
	static const struct {
		const char *cell, *says;
	} cases[] = {
		{ "\"Say \"\"x\"\"\"", "totals: [{column: \"The \\\"Day\\\"\", equals: \"Say \\\"x\\\"\"}]" },
		{ "a\\b: {c}", "totals: [{column: \"The \\\"Day\\\"\", equals: \"a\\\\b: {c}\"}]" },
		{ "123456789", NULL },
		{ "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffg", NULL },
		{ "\"All\ntime\"", NULL },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		const char *head = "format: t\nrecognise: {columns: ['The \"Day\"']}\n"
				   "date: {column: 'The \"Day\"', forms: [YYYY-MM-DD]}\n"
				   "channel: {constant: x}\nmetrics: {Views: views}\n";
		const char *csv = str_z(k->a, str_fmt(k->a, "\"The \"\"Day\"\"\",Views\n2026-07-01,3\n%s,9\n",
		                                      cases[i].cell));
		struct str remedy;

		assert_true(intake_read_as(k, "f.csv", head, csv));
		remedy = intake_finding(k, "K101", 0)->remedy;
		print_message("%.*s\n", STR_ARG(remedy));
		if (cases[i].says == NULL) {
			assert_str(remedy, "write it as YYYY-MM-DD");
		} else {
			assert_true(
			    str_ends(remedy, str_fmt(k->a, "write %s in the format t", cases[i].says)));
			k->ws.n_sources = 0;
			assert_true(intake_read_as(
			    k, "f.csv", str_z(k->a, str_fmt(k->a, "%s%s\n", head, cases[i].says)), csv));
			assert_true(intake_says(k, "K114", "1 total row is left out"));
		}
		intake_free(k);
	}
}

static void test_total_rows_are_left_out_and_counted(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(k, "f.csv", DAILY "totals: [{column: Date, equals: Total}]\n",
	                           "Date,Views\nTotal,7\n2026-07-01,3\n2026-07-02,4\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 7000);
	assert_int_equal(intake_input(k, "f.csv")->left[LEFT_TOTAL_ROW], 1);
	assert_true(intake_says(k, "K114", "1 total row is left out"));
}

static void test_damaged_cells_are_refused_and_never_read(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(k, "f.csv", DAILY,
	                           "Date,Views\n2026-07-01,3.apr\n2026-07-02,4\n2026-07-03,#REF!\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 4000);
	assert_int_equal(intake_finding(k, "K108", 0)->at.line, 2);
	assert_int_equal(intake_finding(k, "K108", 0)->at.col, 12);
	assert_int_equal(intake_input(k, "f.csv")->rows_rejected, 2);
}

#define YEARLESS                                                                                   \
	"format: t\nrecognise: {columns: [Date, Views]}\ndate: {column: Date, forms: [Month D]}\n" \
	"channel: {constant: tiktok}\nmetrics: {Views: views}\n"

static void test_dates_without_a_year_need_one_from_the_source(void **state)
{
	struct intake *k = *state;

	/* no row of the file is used, which is an error of its own */
	assert_false(intake_read_as(k, "f.csv", YEARLESS, "Date,Views\nApril 12,3\n"));
	assert_true(intake_says(k, "K102", "no row of the file is used, and 1 of 1 were rejected"));
	assert_int_equal(intake_cells(k, "views", "tiktok", NULL), 0);
	assert_int_equal(intake_finding(k, "K115", 0)->at.line, 2);
	k->ws.n_sources = 0;
	intake_source(k, "f.csv");
	k->sources[0].year = 2026;
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "views", "tiktok", "2026-04-12"), 3000);
}

static void test_rows_may_end_in_empty_fields_but_not_in_others(void **state)
{
	struct intake *k = *state;

	assert_true(
	    intake_read_as(k, "f.csv", DAILY, "Date,Views\n2026-07-01,3,,\n2026-07-02,4,,x\n2026-07-03\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 3000);
	assert_int_equal(intake_input(k, "f.csv")->rows_rejected, 2);
	assert_true(intake_says(k, "K103", "the row has 4 fields, the header 2"));
	assert_true(intake_says(k, "K103", "the row has 1 field, the header 2"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_sprout_marks_empty_as_missing_and_keeps_negatives),
		INTAKE_TEST(test_unmapped_columns_are_metrics_if_they_are_numbers),
		INTAKE_TEST(test_the_first_200_rows_say_what_a_column_holds),
		cmocka_unit_test(test_the_totals_that_k101_names_can_be_written),
		INTAKE_TEST(test_row_without_a_date_that_says_total_is_left_out),
		INTAKE_TEST(test_99_texts_among_200_rows_are_refused),
		INTAKE_TEST(test_a_column_empty_for_200_rows_is_what_its_first_value_is),
		INTAKE_TEST(test_one_of_several_columns_for_a_metric_is_read),
		INTAKE_TEST(test_format_order_chooses_among_columns),
		INTAKE_TEST(test_damaged_cells_are_refused_and_never_read),
		INTAKE_TEST(test_total_rows_are_left_out_and_counted),
		INTAKE_TEST(test_dates_without_a_year_need_one_from_the_source),
		INTAKE_TEST(test_rows_may_end_in_empty_fields_but_not_in_others),
		INTAKE_TEST(test_a_column_of_mostly_numbers_is_a_metric),
		INTAKE_TEST(test_a_guarded_sign_is_a_sign),
		INTAKE_TEST(test_a_renamed_column_is_named_with_the_missing_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
