/* test_same_cell.c - a cell that is given again: in its file, by a later file, by another source. */
#include <string.h>
#include "intake.h"

static void test_source_names_the_columns_that_tell_two_rows_apart(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv",
	            "date,channel,account,metric,value,region,note\n"
	            "2026-07-01,x,acme,leads,3,north,same\n"
	            "2026-07-02,x,acme,leads,9,north,same\n"
	            "2026-07-01,x,acme,leads,4,south,same\n");
	intake_source(k, "a.csv");
	assert_false(intake_read(k));
	assert_true(
	    intake_says(k, "K111",
	                "leads of x, acme on 2026-07-01 is given twice: 3 on line 2, 4 here; the rows "
	                "differ in 'region', which is not read"));
	assert_at(k, "K111", 0, "a.csv", 4, 25);
}

/* Days 1..2 of 600 accounts twice: 1,200 cells, the first an error, 999 more as notes. A region is none of the names that a
 * row has, so no key is said for it. */
static void test_source_counts_all_cells_given_twice(void **state)
{
	struct intake *k = *state;
	struct strbuf b;

	strbuf_init(&b, k->a, 0);
	strbuf_addz(&b, "date,channel,account,metric,value,region\n");
	for (int i = 0; i < 2400; i++)
		strbuf_fmt(&b, "2026-07-0%d,x,a%d,leads,%d,%s\n", 1 + i % 2, i / 2 % 600, i,
		           i < 1200 ? "north" : "south");
	intake_file(k, "a.csv", str_z(k->a, strbuf_str(&b)));
	intake_source(k, "a.csv");
	assert_false(intake_read(k));
	assert_int_equal(diag_count(k->d, SEV_ERROR), 1);
	assert_int_equal(diag_count(k->d, SEV_NOTE), 999 + 1); /* K104: region is not used */
	assert_true(
	    intake_says(k, "K111",
	                "0 on line 2, 1200 here; the rows differ in 'region', which is not read; 1199 "
	                "more cells of this file are given twice with another value (-v names the "
	                "first of them)"));
	assert_str(intake_finding(k, "K111", 0)->remedy,
	           "keep one of the rows, or write same_cell: sum (or last) in the source");
}

#define SHOP "format: shop\nrecognise: {columns: [Day, Clicks]}\ndate: {column: Day, forms: [YYYY-MM-DD]}\n"

/* Rows twice a day, told apart by one column: the key that its name is, if any. */
static void test_source_says_which_key_tells_cells_apart(void **state)
{
	static const struct {
		const char *why, *header, *format;
		int days;
		const char *remedy;
	} cases[] = {
		{ "a name of its own", "Network", "", 2,
		  "to keep them apart write `channel: {column: \"Network\"}` in the format 'shop'; to add" },
		{ "no name of a row", "Country", "", 2, "keep one of the rows, or write" },
		{ "another page", "Landing page", "", 2, "keep one of the rows, or write" },
		{ "the key is taken", "Ad network", "channel: {column: Region}\n", 2,
		  "keep one of the rows, or write" },
		{ "the second of two that tell", "Country,Profile name", "", 2,
		  "to keep them apart write `account: {column: \"Profile name\"}`" },
		{ "quotes", "\"The \"\"campaign\"\"\"", "", 2,
		  "to keep them apart write `campaign: {column: \"The \\\"campaign\\\"\"}` in" },
		{ "ignored", "Campaign", "ignore: {Campaign: not needed}\n", 2,
		  "in the format 'shop', and take the column out of its `ignore`; to add" },
		{ "all looked at", "Network", "", 20, "to keep them apart write `channel: " },
		{ "more than are looked at", "Network", "", 21,
		  "to keep the first 20 apart write `channel: " },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		bool is_two = strchr(cases[i].header, ',') != NULL;
		const char *one[1];
		struct strbuf b;
		struct str remedy;

		one[0] = str_z(k->a, str_fmt(k->a, SHOP "metrics: {Clicks: clicks}\n%s", cases[i].format));
		intake_formats(k, one, 1);
		strbuf_init(&b, k->a, 0);
		strbuf_fmt(&b, "Day,Region,Clicks,%s\n", cases[i].header);
		for (int r = 0; r < 2 * cases[i].days; r++)
			strbuf_fmt(&b, "%.*s,x,%d,%s%s\n",
			           STR_ARG(day_text(k->a, intake_day("2026-07-01") + r / 2)), r,
			           r % 2 ? "de" : "fr",
			           !is_two ? ""
			           : r % 2 ? ",a"
			                   : ",b");
		intake_file(k, "a.csv", str_z(k->a, strbuf_str(&b)));
		intake_source(k, "a.csv")->channel = intern_text(k->names, STR("x"));
		assert_false(intake_read(k));
		remedy = intake_finding(k, "K111", 0)->remedy;
		print_message("%s: %.*s\n", cases[i].why, STR_ARG(remedy));
		assert_true(str_find(remedy, str_of(cases[i].remedy)) != SIZE_MAX);
		assert_true(intake_says(k, "K111", "; the rows differ in '"));
		intake_free(k);
	}
}

static void test_source_counts_equal_cells_once(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,3\n2026-07-01,x,,leads,3\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "leads", "x", NULL), 3000);
	assert_int_equal(intake_finding(k, "K111", 0)->severity, SEV_NOTE);
}

static void test_source_adds_or_takes_the_last_where_it_says_so(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,3\n2026-07-01,x,,leads,4\n");
	intake_file(k, "b.csv", TIDY "2026-07-01,tiktok,,leads,3\n2026-07-01,tiktok,,leads,4\n");
	intake_source(k, "a.csv")->same_cell = SAME_CELL_SUM;
	intake_source(k, "b.csv")->same_cell = SAME_CELL_LAST;
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "leads", "x", NULL), 7000);
	assert_int_equal(intake_total(k, "leads", "tiktok", NULL), 4000);
}

/* z ends before a, so a replaces the day they share although its name comes first. 3 + 10 = 13 before and
 * 5 + 10 = 15 after; the day that only z has stays. */
static void test_later_covered_days_replace_whatever_the_names(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv",
	            TIDY "2026-07-02,x,,leads,5\n2026-07-03,x,,leads,10\n2026-07-09,x,,leads,1\n");
	intake_file(k, "z.csv",
	            TIDY "2026-07-01,x,,leads,7\n2026-07-02,x,,leads,3\n2026-07-03,x,,leads,10\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "leads", "x", "2026-07-02"), 5000);
	assert_int_equal(intake_total(k, "leads", "x", NULL), 23000);
	assert_true(intake_says(k, "K112",
	                        "2 cells of earlier files replaced, 1 of them by another value: 13 in all "
	                        "before, 15 now"));
	assert_str(intake_finding(k, "K112", 0)->at.file, "a.csv");
}

static void test_files_that_end_alike_go_by_natural_order(void **state)
{
	struct intake *k = *state;

	intake_file(k, "f10.csv", TIDY "2026-07-01,x,,leads,10\n");
	intake_file(k, "f9.csv", TIDY "2026-07-01,x,,leads,9\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "leads", "x", NULL), 10000);
}

static void test_byte_identical_files_are_read_once(void **state)
{
	struct intake *k = *state;
	const struct input *in;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,1\n2026-07-02,x,,leads,2\n");
	intake_file(k, "copy.csv", TIDY "2026-07-01,x,,leads,1\n2026-07-02,x,,leads,2\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	in = intake_input(k, "copy.csv");
	assert_true(in->is_copy);
	assert_int_equal(in->rows, 2);
	assert_int_equal(in->left[LEFT_SAME_FILE], 2);
	assert_true(in->digest_hi == intake_input(k, "a.csv")->digest_hi && in->digest_hi != 0);
	assert_true(intake_says(k, "K113", "the same as a.csv"));
	assert_null(intake_finding(k, "K112", 0));
}

/* Shared days 1 and 2: 3 + 4 = 7 against 5 + 6 = 11. */
static void test_first_source_owns_a_series_and_the_other_is_compared(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,acme,leads,5\n2026-07-02,x,acme,leads,6\n");
	intake_file(k, "b.csv",
	            TIDY "2026-07-01,x,acme,leads,3\n2026-07-02,x,acme,leads,4\n2026-07-03,x,acme,leads,9\n");
	intake_source(k, "a.csv");
	intake_source(k, "b.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "leads", "x", "acme"), 11000);
	assert_true(intake_says(k, "K119", "on the 2 days that both have it says 7, the one used 11"));
	assert_int_equal(intake_finding(k, "K119", 0)->at.line, 2);
	assert_null(intake_finding(k, "K119", 1));
}

/* a ends on 2 July and b on 5 July, so b's 2 replaces a's 1 on the day they share: what stands in a on 30 July
 * is no number. The same for a wide table whose column is in no format. */
static void test_rejected_rows_do_not_order_files(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv",
	            TIDY "2026-07-01,x,,leads,1\n2026-07-02,x,,leads,4\n2026-07-30,x,,leads,abc\n");
	intake_file(k, "b.csv", TIDY "2026-07-01,x,,leads,2\n2026-07-05,x,,leads,8\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "leads", "x", "2026-07-01"), 2000);
	assert_int_equal(intake_total(k, "leads", "x", NULL), 14000);
}

#define ADS                                                                                           \
	"format: ads\nrecognise: {columns: [Day, Spend]}\ndate: {column: Day, forms: [YYYY-MM-DD]}\n" \
	"channel: {constant: linkedin}\nmetrics: {Spend: cost, Leads: leads}\n"

static void test_rejected_rows_of_wide_tables_do_not_order_files(void **state)
{
	struct intake *k = *state;
	static const char *const ads[] = { ADS };

	intake_formats(k, ads, 1);
	intake_file(k, "a.csv", "Day,Spend,Saves\n2026-07-01,1,1\n2026-07-02,4,1\n2026-07-30,abc,abc\n");
	intake_file(k, "b.csv", "Day,Spend,Saves\n2026-07-01,2,2\n2026-07-05,8,2\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_cell(k, "cost", "linkedin", "2026-07-01"), 2000);
	assert_int_equal(intake_cell(k, "saves", "linkedin", "2026-07-01"), 2000);
	assert_int_equal(intake_input(k, "a.csv")->last_day, intake_day("2026-07-02"));
}

/* After 3,5, which stands behind a 7, those like 48.000 are not sure: a ends on 1 July, and b's 9 replaces the 7. */
static void test_cells_behind_the_first_say_how_later_rows_are_read(void **state)
{
	struct intake *k = *state;
	static const char *const ads[] = { ADS };

	intake_formats(k, ads, 1);
	intake_file(
	    k, "a.csv",
	    "Day,Spend,Saves\n2026-07-01,7,\"3,5\"\n2026-07-04,48.000,1.000\n2026-07-05,49.000,2.000\n");
	intake_file(k, "b.csv", "Day,Spend,Saves\n2026-07-01,9,2\n2026-07-03,8,2\n");
	intake_source(k, "*.csv");
	intake_read(k);
	assert_int_equal(intake_cell(k, "cost", "linkedin", "2026-07-01"), 9000);
	assert_int_equal(intake_input(k, "a.csv")->last_day, intake_day("2026-07-01"));
}

/* Day 1: 1 + 2 = 3 in a, 10 + 20 = 30 in b. Day 2 stands in a only, day 3 in b only. */
static void test_re_download_is_told_by_the_sums_of_its_cells(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,1\n2026-07-01,x,,leads,2\n2026-07-02,x,,leads,2\n");
	intake_file(k, "b.csv",
	            TIDY "2026-07-01,x,,leads,10\n2026-07-01,x,,leads,20\n2026-07-03,x,,leads,5\n");
	intake_source(k, "*.csv")->same_cell = SAME_CELL_SUM;
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "leads", "x", NULL), 37000);
	assert_true(
	    intake_says(k, "K112",
	                "1 cell of earlier files replaced, 1 of them by another value: 3 in all before, "
	                "30 now"));
}

/* 9,000,000,000,000 in each of two cells is more than an amount can hold, so their sum is not told. */
static void test_re_download_says_where_its_sums_are_too_big(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,1\n2026-07-02,x,,leads,2\n");
	intake_file(k, "b.csv",
	            TIDY "2026-07-01,x,,leads,9000000000000\n2026-07-02,x,,leads,9000000000000\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	assert_true(intake_says(k, "K112", "3 in all before, too much to add up now"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_source_names_the_columns_that_tell_two_rows_apart),
		INTAKE_TEST(test_source_counts_all_cells_given_twice),
		cmocka_unit_test(test_source_says_which_key_tells_cells_apart),
		INTAKE_TEST(test_source_counts_equal_cells_once),
		INTAKE_TEST(test_source_adds_or_takes_the_last_where_it_says_so),
		INTAKE_TEST(test_later_covered_days_replace_whatever_the_names),
		INTAKE_TEST(test_files_that_end_alike_go_by_natural_order),
		INTAKE_TEST(test_byte_identical_files_are_read_once),
		INTAKE_TEST(test_first_source_owns_a_series_and_the_other_is_compared),
		INTAKE_TEST(test_rejected_rows_do_not_order_files),
		INTAKE_TEST(test_cells_behind_the_first_say_how_later_rows_are_read),
		INTAKE_TEST(test_rejected_rows_of_wide_tables_do_not_order_files),
		INTAKE_TEST(test_re_download_is_told_by_the_sums_of_its_cells),
		INTAKE_TEST(test_re_download_says_where_its_sums_are_too_big),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
