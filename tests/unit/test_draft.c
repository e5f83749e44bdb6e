/* test_draft.c - a format drafted from a file reads that file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "intake.h"
#include "read/draft.h"

static int setup(void **state)
{
	*state = intake_new();
	return 0;
}

static int teardown(void **state)
{
	intake_free(*state);
	return 0;
}

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
		cmocka_unit_test_setup_teardown(test_a_draft_reads_the_file_it_was_made_of, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_draft_of_posts_has_their_ids, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_file_without_a_table_gets_no_draft, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
