/* test_source.c - sources read into the store: every row accounted for, every mistake at its place. */
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
	assert_str(intake_input(k, "two.csv")->format, "second");
	intake_source(k, "two.csv")->format = STR("secnd");
	assert_false(intake_read(k));
	assert_str(intake_finding(k, "K603", 0)->remedy, "did you mean second");
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
	assert_true(intake_read_as(k, "f.csv", DAILY, str_z(k->a, strbuf_str(&b))));
	assert_int_equal(rejects_count(r), 32);
	csv = rejects_csv(k->a, r);
	assert_true(
	    str_starts(csv, STR("file,line,column,text,code,reason\nf.csv,3,Date,2026-07-01x,K101,")));
	assert_says(csv, "\nf.csv,4,Views,\"'=1,\"\"2\",K102,");
	assert_says(csv, "\nf.csv,34,Views,bad,K102,'bad' in 'Views' is not a number\n");
	rejects_free(r);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_source_accounts_for_every_row),
		INTAKE_TEST(test_source_fails_over_the_share_of_rejected_rows),
		INTAKE_TEST(test_source_reads_only_the_metrics_it_asks_for),
		INTAKE_TEST(test_glob_without_files_stops_the_run_unless_optional),
		INTAKE_TEST(test_source_says_why_no_format_or_two_fit),
		INTAKE_TEST(test_source_may_name_its_format),
		INTAKE_TEST(test_channels_come_from_row_then_source_then_format),
		INTAKE_TEST(test_missing_channel_is_said_once_a_file),
		INTAKE_TEST(test_list_of_rejected_cells_among_exports_is_left_out),
		INTAKE_TEST(test_columns_named_by_signs_keep_their_names),
		INTAKE_TEST(test_currency_other_than_the_workspace_is_not_added),
		INTAKE_TEST(test_currency_of_wide_rows_holds_back_their_money_only),
		INTAKE_TEST(test_currency_of_a_format_holds_where_no_column_says_it),
		INTAKE_TEST(test_rejects_hold_every_refused_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
