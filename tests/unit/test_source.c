/* test_source.c - sources read into the store: every row accounted for, every mistake at its place. */
#include <string.h>
#include "intake.h"

static void test_source_accounts_for_every_row(void **state)
{
	struct intake *k = *state;
	const struct input *in;

	/* 1 used, 1 refused for its date, 1 for its value, 1 ragged, 1 without a value, 1 blank, 1 empty */
	intake_file(k, "a.csv",
	            TIDY "2026-07-01,x,acme,leads,3\n"
	                 "2026-07-32,x,acme,leads,3\n"
	                 "2026-07-02,x,acme,leads,three\n"
	                 "2026-07-03,x,acme,leads\n"
	                 "2026-07-04,x,acme,leads,-\n"
	                 "\n"
	                 ",,,,\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	in = intake_input(k, "a.csv");
	assert_int_equal(in->rows, 7);
	assert_int_equal(in->rows_used, 1);
	assert_int_equal(in->rows_rejected, 3);
	assert_int_equal(in->left[LEFT_NO_VALUE], 1);
	assert_int_equal(in->left[LEFT_EMPTY], 2);
	assert_int_equal(k->result.rows, 7);
	assert_int_equal(k->result.rows_rejected, 3);
	assert_at(k, "K101", 0, "a.csv", 3, 1);
	assert_at(k, "K102", 0, "a.csv", 4, 25);
	assert_at(k, "K103", 0, "a.csv", 5, 1);
	assert_int_equal(intake_total(k, "leads", "x", "acme"), 3000);
}

/* 3 rejected of 4 are 75 %, over the 50 % that are allowed */
static void test_source_fails_over_the_share_of_rejected_rows(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv",
	            TIDY "2026-07-01,x,,leads,3\n2026-07-02,x,,leads,a\n2026-07-03,x,,leads,b\n"
	                 "2026-07-04,x,,leads,c\n");
	intake_source(k, "a.csv");
	k->options.max_rejected = 0.5;
	assert_false(intake_read(k));
	assert_true(intake_says(k, "K102", "3 of 4 rows were rejected (75 %), more than the 50 %"));
	assert_int_equal(diag_exit_code(k->d), 65);
}

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
	assert_true(str_is(intake_finding(k, "K111", 0)->remedy,
	                   "keep one of the rows, or write same_cell: sum (or last) in the source"));
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
	assert_true(str_is(intake_finding(k, "K112", 0)->at.file, "a.csv"));
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

static void test_source_reads_only_the_metrics_it_asks_for(void **state)
{
	struct intake *k = *state;
	static const struct str wanted[] = { { "lea*", 4 } };
	struct source *s;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,5\n2026-07-01,x,,likes,6\n");
	s = intake_source(k, "a.csv");
	s->metrics = wanted;
	s->n_metrics = 1;
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "leads", "x", NULL), 5000);
	assert_int_equal(intake_cells(k, "likes", "x", NULL), 0);
	assert_int_equal(intake_input(k, "a.csv")->left[LEFT_NOT_WANTED], 1);
}

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

static void test_glob_without_files_stops_the_run_unless_optional(void **state)
{
	struct intake *k = *state;

	intake_source(k, "none/*.csv")->is_optional = true;
	assert_true(intake_read(k));
	intake_source(k, "none2/*.csv");
	assert_false(intake_read(k));
	assert_at(k, "K903", 0, "kpialign.yaml", 2, 1);
	assert_int_equal(diag_exit_code(k->d), 66);
}

static void test_source_says_why_no_format_or_two_fit(void **state)
{
	struct intake *k = *state;
	static const char *const two[] = {
		"format: a\nrecognise: {columns: [Date]}\ndate: {column: Date, forms: [YYYYMMDD]}\n",
		"format: b\nrecognise: {columns: [Views]}\ndate: {column: Date, forms: [YYYYMMDD]}\n",
	};

	intake_formats(k, two, 2);
	intake_file(k, "two.csv", "Date,Views\n20260701,3\n");
	intake_file(k, "none.csv", "Day,Likes\n20260701,3\n");
	intake_file(k, "empty.csv", "");
	intake_source(k, "*.csv");
	assert_false(intake_read(k));
	assert_true(intake_says(k, "K107", "several formats fit: a, b"));
	assert_true(intake_says(k, "K106", "the file is empty"));
	assert_true(
	    intake_says(k, "K106", "no format fits; the nearest is a, but it lacks the column 'date'"));
}

static void test_source_may_name_its_format(void **state)
{
	struct intake *k = *state;
	static const char *const two[] = {
		"format: first\nrecognise: {columns: [Date]}\ndate: {column: Date, forms: [YYYYMMDD]}\n",
		"format: second\nrecognise: {columns: [Views]}\ndate: {column: Date, forms: [YYYYMMDD]}\n",
	};

	intake_formats(k, two, 2);
	intake_file(k, "two.csv", "Date,Views\n20260701,3\n");
	intake_source(k, "two.csv")->format = STR("second");
	assert_true(intake_read(k));
	assert_true(str_is(intake_input(k, "two.csv")->format, "second"));
	intake_source(k, "two.csv")->format = STR("secnd");
	assert_false(intake_read(k));
	assert_true(str_is(intake_finding(k, "K603", 0)->remedy, "did you mean second"));
}

static void test_channels_come_from_row_then_source_then_format(void **state)
{
	struct intake *k = *state;

	intake_file(k, "t.csv", TIDY "2026-07-01,X,,leads,1\n2026-07-02,,,leads,2\n");
	intake_file(k, "l.csv",
	            "Date,Impressions (total),Clicks (total),Reactions (total),Comments (total),"
	            "Shares (total)\n2026-07-01,5,4,3,2,1\n");
	intake_source(k, "t.csv")->channel = intern_text(k->names, STR("tiktok"));
	intake_source(k, "l.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "leads", "x", NULL), 1000);
	assert_int_equal(intake_total(k, "leads", "tiktok", NULL), 2000);
	assert_int_equal(intake_total(k, "impressions", "linkedin", NULL), 5000);
	assert_null(intake_finding(k, "K117", 0));
}

static void test_missing_channel_is_said_once_a_file(void **state)
{
	struct intake *k = *state;

	intake_file(k, "t.csv", TIDY "2026-07-01,,,leads,1\n2026-07-02,,,leads,2\n");
	intake_file(k, "b.csv", TIDY "2026-07-01,,,revenue,1\n");
	intake_source(k, "t.csv");
	intake_source(k, "b.csv")->kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_at(k, "K117", 0, "t.csv", 2, 1);
	assert_null(intake_finding(k, "K117", 1));
	assert_int_equal(intake_total(k, "leads", NULL, NULL), 3000);
}

static void test_list_of_rejected_cells_among_exports_is_left_out(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,1\n");
	intake_file(k, "rejected.csv", "file,line,column,text,code,reason\na.csv,2,value,12..5,K102,bad\n");
	intake_source(k, "*.csv");
	assert_true(intake_read(k));
	assert_at(k, "K104", 0, "rejected.csv", 0, 0);
	for (size_t i = 0; i < k->files.n; i++)
		assert_false(str_is(k->files.all[i].path, "rejected.csv"));
	assert_int_equal(intake_total(k, "leads", "x", NULL), 1000);
}

/* 1,5 in one file says that its program writes decimal commas: 48.000 in the other may be 48000. Neither is sure. */
static void test_decimal_comma_of_one_file_warns_for_the_others(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,48.000\n2026-07-02,x,,leads,7\n");
	intake_file(k, "b.csv", TIDY "2026-07-03,x,,leads,\"1,5\"\n2026-07-04,x,,leads,7\n");
	intake_file(k, "c.csv", TIDY "2026-07-05,x,,leads,7\n");
	intake_source(k, "?.csv");
	assert_true(intake_read(k));
	assert_at(k, "K102", 0, "a.csv", 2, 0);
	assert_int_equal(intake_finding(k, "K102", 0)->severity, SEV_WARNING);
	assert_true(str_is(intake_finding(k, "K102", 0)->message,
	                   "a number here could be another: b.csv has a decimal comma on line 2"));
	assert_at(k, "K102", 1, "b.csv", 2, 21);
	assert_null(intake_finding(k, "K102", 2));
}

static struct metric *count_of(struct intake *k, const char *metric)
{
	intake_currency(k, metric);
	k->metrics[k->model.n_metrics - 1].unit = UNIT_COUNT;
	return &k->metrics[k->model.n_metrics - 1];
}

/* In a file with commas between cells 1.054 is read as a decimal; of a count it more likely means 1054. */
static void test_count_with_three_decimals_is_told_once_a_source(void **state)
{
	static const struct {
		const char *value, *metric, *why;
		enum unit unit;
		enum over_time over_time;
		bool is_settled, is_told;
	} cases[] = {
		{ "1.054", "leads", "a count", UNIT_COUNT, TIME_SUM, false, true },
		{ "48.000", "leads", "a count that may be 48000", UNIT_COUNT, TIME_SUM, false, true },
		{ "1.054", "leads", "people", UNIT_PEOPLE, TIME_NONE, false, true },
		{ "1.05", "leads", "no mark of thousands stands there", UNIT_COUNT, TIME_SUM, false, false },
		{ "0.054", "leads", "nor behind a 0", UNIT_COUNT, TIME_SUM, false, false },
		{ "\"1,054\"", "leads", "a mark of thousands", UNIT_COUNT, TIME_SUM, false, false },
		{ "1.054", "leads", "a score has decimals", UNIT_SCORE, TIME_MEAN, false, false },
		{ "1.054", "leads", "a mean of counts too", UNIT_COUNT, TIME_MEAN, false, false },
		{ "1.054", "leads", "the source says so", UNIT_COUNT, TIME_SUM, true, false },
		{ "1.054", "leads", "money", UNIT_CURRENCY, TIME_SUM, false, true },
		{ "1.054 EUR", "leads", "money with its sign", UNIT_CURRENCY, TIME_SUM, false, true },
		{ "12.50", "leads", "cents", UNIT_CURRENCY, TIME_SUM, false, false },
		{ "1.054", "leads", "a mean price", UNIT_CURRENCY, TIME_MEAN, false, false },
		{ "1.054", "other", "nobody knows what it counts", UNIT_COUNT, TIME_SUM, false, false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct metric *m = count_of(k, "leads");
		struct source *s;
		const struct finding *f;

		print_message("%s: %s\n", cases[i].value, cases[i].why);
		m->unit = cases[i].unit;
		m->over_time = cases[i].over_time;
		intake_file(k, "a.csv",
		            str_z(k->a, str_fmt(k->a, TIDY "2026-07-01,x,,%s,7\n2026-07-02,x,,%s,%s\n",
		                                cases[i].metric, cases[i].metric, cases[i].value)));
		intake_file(k, "b.csv",
		            str_z(k->a, str_fmt(k->a, TIDY "2026-07-03,x,,%s,%s\n", cases[i].metric,
		                                cases[i].value)));
		s = intake_source(k, "?.csv");
		s->has_numbers = cases[i].is_settled;
		s->numbers = NUM_PLAIN;
		assert_true(intake_read(k));
		f = intake_finding(k, "K102", 0);
		assert_true((f != NULL) == cases[i].is_told);
		assert_null(intake_finding(k, "K102", 1));
		if (f != NULL) {
			assert_at(k, "K102", 0, "a.csv", 3, 21);
			assert_int_equal(f->severity, SEV_WARNING);
		}
		intake_free(k);
	}
}

/* One number of the source that has a decimal full stop settles what it means, before or after, in this file or the next;
 * 1,054 beside it does not: then 1.054 may be the thousands. */
static void test_count_with_three_decimals_is_settled_by_other_numbers(void **state)
{
	static const struct {
		const char *other;
		bool is_told;
	} cases[] = {
		{ "1.5", false },      { "0.125", false }, { "\"1,054.5\"", false }, { "1054.125", false },
		{ "\"1,054\"", true }, { "15", true },     { "2.500", true },        { "1.2K", true },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		for (int is_later = 0; is_later <= 1; is_later++) {
			struct intake *k = intake_new();

			print_message("%s\n", cases[i].other);
			count_of(k, "leads");
			intake_file(k, is_later ? "a.csv" : "b.csv",
			            TIDY "2026-07-01,x,,leads,1.054\n2026-07-02,x,,leads,7\n");
			intake_file(k, is_later ? "b.csv" : "a.csv",
			            str_z(k->a,
			                  str_fmt(k->a, TIDY "2026-07-03,x,,other,%s\n", cases[i].other)));
			intake_source(k, "?.csv");
			assert_true(intake_read(k));
			assert_int_equal(intake_finding(k, "K102", 0) != NULL, cases[i].is_told);
			intake_free(k);
		}
}

/* A cell that is a number by the other marks is refused with the setting that reads it. */
static void test_number_of_the_other_marks_names_the_setting(void **state)
{
	static const struct {
		const char *value, *remedy;
		char decimal;
	} cases[] = {
		{ "1.054.203", "say numbers: {decimal: \",\", thousands: \".\"} in the format or source",
		  '.' },
		{ "12,5", "say numbers: {decimal: \",\", thousands: \".\"} in the format or source", '.' },
		{ "12..5", "write 1250 or 12.5, or leave the cell empty", '.' },
		{ "12.5", "correct the cell: numbers: {decimal: \",\"} is declared", ',' },
		{ "12,,5", "write 1250 or 12,5, or leave the cell empty", ',' },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct source *s;

		intake_file(k, "a.csv",
		            str_z(k->a,
		                  str_fmt(k->a, TIDY "2026-07-01,x,,leads,\"%s\"\n2026-07-02,x,,leads,7\n",
		                          cases[i].value)));
		s = intake_source(k, "a.csv");
		if (cases[i].decimal == ',') {
			s->has_numbers = true;
			s->numbers = (struct num_style){ ',', '.', false };
		}
		assert_true(intake_read(k));
		assert_string_equal(str_z(k->a, intake_finding(k, "K102", 0)->remedy), cases[i].remedy);
		intake_free(k);
	}
}

#define ADS                                                                                           \
	"format: ads\nrecognise: {columns: [Day, Spend]}\ndate: {column: Day, forms: [YYYY-MM-DD]}\n" \
	"channel: {constant: linkedin}\nmetrics: {Spend: cost, Leads: leads}\n"

/* '#' and '%' have no letter to make a name of, and still are two metrics; nothing is read under no name. */
static void test_columns_named_by_signs_keep_their_names(void **state)
{
	struct intake *k = *state;
	static const char *const ads[] = { ADS };

	intake_formats(k, ads, 1);
	intake_file(k, "a.csv", "Day,Spend,#,%\n2026-07-01,1,2,3\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "#", "linkedin", NULL), 2000);
	assert_int_equal(intake_total(k, "%", "linkedin", NULL), 3000);
	assert_int_equal(store_count(k->st), 3);
}

static void test_currency_other_than_the_workspace_is_not_added(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "revenue");
	intake_file(k, "a.csv",
	            "date,channel,account,metric,value,currency\n2026-07-01,x,,revenue,1,EUR\n"
	            "2026-07-02,x,,revenue,2,USD\n2026-07-03,x,,revenue,4,\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "revenue", "x", NULL), 5000);
	assert_at(k, "K312", 0, "a.csv", 3, 25);
}

/* 10 + 40 in EUR and without a word; the 20 USD are left out, the leads of their row are not: 1 + 2 + 4. */
static void test_currency_of_wide_rows_holds_back_their_money_only(void **state)
{
	struct intake *k = *state;
	static const char *const ads[] = { ADS "currency: {column: Currency}\n" };

	intake_currency(k, "cost");
	intake_formats(k, ads, 1);
	intake_file(k, "a.csv",
	            "Day,Spend,Leads,Currency\n2026-07-01,10,1,EUR\n2026-07-02,20,2,USD\n2026-07-03,40,4,\n"
	            "2026-07-04,,8,USD\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "cost", "linkedin", NULL), 50000);
	assert_int_equal(intake_total(k, "leads", "linkedin", NULL), 15000);
	assert_at(k, "K312", 0, "a.csv", 3, 12);
	assert_null(intake_finding(k, "K312", 1)); /* no amount, nothing to hold back */
	assert_int_equal(intake_input(k, "a.csv")->rows_rejected, 1);
	assert_int_equal(intake_input(k, "a.csv")->cells_rejected, 1);
}

static void test_currency_of_a_format_holds_where_no_column_says_it(void **state)
{
	struct intake *k = *state;
	static const char *const ads[] = { ADS "currency: {constant: USD}\n" };

	intake_currency(k, "cost");
	intake_formats(k, ads, 1);
	intake_file(k, "a.csv", "Day,Spend,Leads\n2026-07-01,10,1\n2026-07-02,20,2\n");
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	assert_int_equal(intake_cells(k, "cost", "linkedin", NULL), 0);
	assert_int_equal(intake_total(k, "leads", "linkedin", NULL), 3000);
	assert_at(k, "K312", 1, "a.csv", 3, 12);
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
		INTAKE_TEST(test_source_accounts_for_every_row),
		INTAKE_TEST(test_source_fails_over_the_share_of_rejected_rows),
		INTAKE_TEST(test_source_names_the_columns_that_tell_two_rows_apart),
		INTAKE_TEST(test_source_counts_all_cells_given_twice),
		cmocka_unit_test(test_source_says_which_key_tells_cells_apart),
		INTAKE_TEST(test_source_counts_equal_cells_once),
		INTAKE_TEST(test_source_adds_or_takes_the_last_where_it_says_so),
		INTAKE_TEST(test_later_covered_days_replace_whatever_the_names),
		INTAKE_TEST(test_files_that_end_alike_go_by_natural_order),
		INTAKE_TEST(test_byte_identical_files_are_read_once),
		INTAKE_TEST(test_first_source_owns_a_series_and_the_other_is_compared),
		INTAKE_TEST(test_source_reads_only_the_metrics_it_asks_for),
		INTAKE_TEST(test_month_rows_are_kept_on_the_last_day_of_their_month),
		INTAKE_TEST(test_week_and_quarter_rows_stand_for_their_days),
		INTAKE_TEST(test_newest_day_is_of_social_sources_only),
		INTAKE_TEST(test_glob_without_files_stops_the_run_unless_optional),
		INTAKE_TEST(test_source_says_why_no_format_or_two_fit),
		INTAKE_TEST(test_source_may_name_its_format),
		INTAKE_TEST(test_channels_come_from_row_then_source_then_format),
		INTAKE_TEST(test_missing_channel_is_said_once_a_file),
		INTAKE_TEST(test_list_of_rejected_cells_among_exports_is_left_out),
		INTAKE_TEST(test_columns_named_by_signs_keep_their_names),
		cmocka_unit_test(test_count_with_three_decimals_is_told_once_a_source),
		cmocka_unit_test(test_count_with_three_decimals_is_settled_by_other_numbers),
		cmocka_unit_test(test_number_of_the_other_marks_names_the_setting),
		INTAKE_TEST(test_decimal_comma_of_one_file_warns_for_the_others),
		INTAKE_TEST(test_currency_other_than_the_workspace_is_not_added),
		INTAKE_TEST(test_currency_of_wide_rows_holds_back_their_money_only),
		INTAKE_TEST(test_currency_of_a_format_holds_where_no_column_says_it),
		INTAKE_TEST(test_newest_day_is_not_that_of_a_window),
		INTAKE_TEST(test_rejected_rows_cover_no_day),
		INTAKE_TEST(test_rejected_rows_do_not_order_files),
		INTAKE_TEST(test_cells_behind_the_first_say_how_later_rows_are_read),
		INTAKE_TEST(test_rejected_rows_of_wide_tables_do_not_order_files),
		INTAKE_TEST(test_re_download_is_told_by_the_sums_of_its_cells),
		INTAKE_TEST(test_re_download_says_where_its_sums_are_too_big),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
