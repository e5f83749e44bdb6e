/* test_draft.c - a format drafted from a file reads that file. */
#include <stdio.h>
#include "intake.h"
#include "read/draft.h"

/* The draft of the file, as the only format, reads it. */
static struct str draft_and_read(struct intake *k, const char *name, const char *text)
{
	struct str yaml;
	const char *one[1];

	intake_file(k, name, text);
	assert_true(format_draft(k->a, str_z(k->a, str_fmt(k->a, "%s/%s", k->folder, name)), str_of(name),
	                         &yaml, k->d));
	printf("%.*s\n", STR_ARG(yaml));
	one[0] = str_z(k->a, yaml);
	intake_formats(k, one, 1);
	intake_source(k, name);
	assert_true(intake_read(k));
	return yaml;
}

/* A title line, a blank one, semicolons, German dates and numbers: 1250 + 48000 = 49250 views, 3 + 4 clicks. */
static void test_a_draft_reads_the_file_it_was_made_of(void **state)
{
	struct intake *k = *state;
	struct str yaml =
	    draft_and_read(k, "bericht.csv",
	                   "Report for;Acme\n\nDatum;Aufrufe;Klicks;Rate (%);Kommentar\n"
	                   "12. März 2026;1.250;3;2,5;gut\n13. März 2026;48.000;4;1,5;\"na \"\"ja\"\"\"\n");

	assert_int_equal(intake_total(k, "aufrufe", "", NULL), 49250000);
	assert_int_equal(intake_total(k, "klicks", "", NULL), 7000);
	assert_int_equal(intake_cell(k, "klicks", "", "2026-03-13"), 4000);
	assert_true(str_find(yaml, STR("# guess")) != SIZE_MAX);
	assert_true(str_find(yaml, STR("\"Rate (%)\": a ratio")) != SIZE_MAX);
}

/* Ids make it a table of posts, and nothing of the texts becomes a metric. */
static void test_a_draft_of_posts_has_their_ids(void **state)
{
	struct intake *k = *state;
	struct str yaml = draft_and_read(k, "2026 posts.csv",
	                                 "\xEF\xBB\xBFPost ID,Network,Text,Published,Likes\n"
	                                 "17841446494080465,Mastodon,\"hello, you\",03/04/2026 09:48,5\n"
	                                 "17841446494080466,Mastodon,bye,03/05/2026 10:00,6\n");

	assert_true(str_find(yaml, STR("format: export_2026_posts\n")) != SIZE_MAX);
	assert_true(str_find(yaml, STR("could also be \"DD/MM/YYYY hh:mm\"")) != SIZE_MAX);
	assert_int_equal(intake_total(k, "likes", "mastodon", NULL), 11000);
	assert_int_equal(k->result.posts, 2);
}

/* 130 days of one click, and the total far behind the first rows that are looked at. A row without a date that does not say
 * Total is refused (K101), and no rule of the draft leaves it, or others without a date, out. */
static void test_a_draft_names_the_total_row_at_the_end(void **state)
{
	static const struct {
		const char *first, *last, *says;
	} cases[] = {
		{ "", "Total,,130,9\n",
		  "totals:\n  - {column: \"Day\", equals: \"Total\"}   # guess: the last row" },
		{ "", ",,130,9\n\n", NULL },
		{ ",,130,9\n", "", NULL },
		{ "", "2026-02-31,,130,9\n", NULL },
		{ "", "All time,,130,9\n", NULL },
		{ "", ",Grand total,130,9\n",
		  "totals:\n  - {column: \"Campaign\", equals: \"Grand total\"}   # guess: the last row" },
		{ "Total,,130,9\n", "",
		  "totals:\n  - {column: \"Day\", equals: \"Total\"}   # guess: the first row" },
		{ "", "", NULL },
		{ "", "made by a tool,,,\n", NULL },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct strbuf b;
		struct str yaml;

		strbuf_init(&b, k->a, 0);
		strbuf_fmt(&b, "Day,Campaign,Clicks,Shares\n%s", cases[i].first);
		for (int day = 0; day < 130; day++)
			strbuf_fmt(&b, "%.*s,Spring,1,2\n",
			           STR_ARG(day_text(k->a, intake_day("2026-03-01") + day)));
		strbuf_addz(&b, cases[i].last);
		yaml = draft_and_read(k, "t.csv", str_z(k->a, strbuf_str(&b)));
		assert_int_equal(intake_total(k, "clicks", "", NULL), 130000);
		assert_true(cases[i].says == NULL ? str_find(yaml, STR("totals:")) == SIZE_MAX
		                                  : str_find(yaml, str_of(cases[i].says)) != SIZE_MAX);
		assert_true(str_find(yaml, STR("campaign: {column: \"Campaign\"}   # guess\n")) != SIZE_MAX);
		assert_true(cases[i].says == NULL || intake_finding(k, "K114", 0) != NULL);
		intake_free(k);
	}
}

/* Names that are words for a total, of rows with a date each: 130 days of 1 and of 2 clicks. */
static void test_a_draft_takes_no_dated_row_for_a_total(void **state)
{
	static const char *const headers[] = { "Day,Account,Clicks", "Day,Campaign,Clicks", "Day,Type,Clicks",
		                               "Day,Post,Clicks" };

	(void)state;
	for (size_t i = 0; i < 2 * (LEN(headers)); i++) {
		struct intake *k = intake_new();
		bool is_first = i % 2 == 0, is_footed = i >= 4;
		struct strbuf b;
		struct str yaml;

		strbuf_init(&b, k->a, 0);
		strbuf_fmt(&b, "%s\n", headers[i / 2]);
		for (int day = 0; day < 130; day++) {
			struct str text = day_text(k->a, intake_day("2026-03-01") + day);

			strbuf_fmt(&b, "%.*s,%s,1\n%.*s,%s,2\n", STR_ARG(text), is_first ? "Total" : "Shell",
			           STR_ARG(text), is_first ? "Shell" : "Total");
		}
		strbuf_addz(&b, is_footed ? ",Total,390\n" : "");
		intake_file(k, "t.csv", str_z(k->a, strbuf_str(&b)));
		assert_true(format_draft(k->a, str_z(k->a, str_fmt(k->a, "%s/t.csv", k->folder)),
		                         STR("t.csv"), &yaml, k->d));
		print_message("%.*s\n", STR_ARG(yaml));
		assert_true(str_find(yaml, STR("totals")) == SIZE_MAX);
		intake_free(k);
	}
}

/* The metric of a long table is called total: 60 days of 1 and of 2. */
static void test_a_draft_reads_a_metric_named_total(void **state)
{
	struct intake *k = *state;
	struct strbuf b;
	struct str yaml;

	strbuf_init(&b, k->a, 0);
	strbuf_addz(&b, "Date,Metric,Value\n");
	for (int day = 0; day < 60; day++) {
		struct str text = day_text(k->a, intake_day("2026-03-01") + day);

		strbuf_fmt(&b, "%.*s,clicks,1\n%.*s,total,2\n", STR_ARG(text), STR_ARG(text));
	}
	yaml = draft_and_read(k, "t.csv", str_z(k->a, strbuf_str(&b)));
	assert_true(str_find(yaml, STR("totals")) == SIZE_MAX);
	assert_int_equal(intake_total(k, "clicks", "", NULL), 60000);
	assert_int_equal(intake_total(k, "total", "", NULL), 120000);
}

static void test_a_file_without_a_table_gets_no_draft(void **state)
{
	struct intake *k = *state;
	struct str yaml;

	intake_file(k, "n.csv", "just\nsome\nlines\n");
	assert_false(
	    format_draft(k->a, str_z(k->a, str_fmt(k->a, "%s/n.csv", k->folder)), STR("n.csv"), &yaml, k->d));
	assert_non_null(intake_finding(k, "K106", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_a_draft_reads_the_file_it_was_made_of),
		INTAKE_TEST(test_a_draft_of_posts_has_their_ids),
		INTAKE_TEST(test_a_draft_names_the_total_row_at_the_end),
		cmocka_unit_test(test_a_draft_takes_no_dated_row_for_a_total),
		INTAKE_TEST(test_a_draft_reads_a_metric_named_total),
		INTAKE_TEST(test_a_file_without_a_table_gets_no_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
