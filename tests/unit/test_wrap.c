/* test_wrap.c - text broken between words. */
#include "claim.h"
#include "base/wrap.h"

#define NINE "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"

static void assert_wrapped(const char *first, unsigned indent, const char *text, const char *expected)
{
	struct arena *a = arena_new(0);
	struct strbuf b;

	strbuf_init(&b, a, 0);
	wrap_text(&b, str_of(first), indent, str_of(text));
	if (!str_eq(strbuf_str(&b), str_of(expected)))
		print_error("got [%.*s]\nwant [%s]\n", STR_ARG(strbuf_str(&b)), expected);
	assert_true(str_eq(strbuf_str(&b), str_of(expected)));
	arena_free(a);
}

static void test_wrap_short_text_stands_at_its_indent(void **state)
{
	(void)state;
	assert_wrapped("  owner", 10, "Head of Sales", "  owner   Head of Sales\n");
	assert_wrapped("  a_long_name:", 4, "red", "  a_long_name: red\n"); /* a blank, and on */
	assert_wrapped("", 2, "two words", "  two words\n");
	assert_wrapped("alone", 9, "", "alone\n");
}

/* 4 columns of indent, 69 of seven words with their blanks, a blank, and 6 columns: 80, all there are. */
static void test_wrap_breaks_before_column_81(void **state)
{
	(void)state;
	assert_wrapped("", 4, "123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456",
	               "    123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456\n");
	assert_wrapped(
	    "", 4, "123456789 123456789 123456789 123456789 123456789 123456789 123456789 1234567",
	    "    123456789 123456789 123456789 123456789 123456789 123456789 123456789\n    1234567\n");
}

static void test_wrap_counts_code_points_and_keeps_long_words_whole(void **state)
{
	(void)state;
	/* eight words of 9 characters, of two bytes each, and seven blanks: 79 columns, one line */
	assert_wrapped("", 0, NINE " " NINE " " NINE " " NINE " " NINE " " NINE " " NINE " " NINE,
	               NINE " " NINE " " NINE " " NINE " " NINE " " NINE " " NINE " " NINE "\n");
	assert_wrapped(
	    "", 2,
	    "a "
	    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c",
	    "  a\n"
	    "  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
	    "  c\n");
}

static void test_wrap_keeps_line_feeds_and_shows_no_controls(void **state)
{
	(void)state;
	assert_wrapped("x", 3, "one\ntwo", "x  one\n   two\n");
	assert_wrapped("", 0, "a\x1b[31mb\tc", "a?[31mb?c\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap_short_text_stands_at_its_indent),
		cmocka_unit_test(test_wrap_breaks_before_column_81),
		cmocka_unit_test(test_wrap_counts_code_points_and_keeps_long_words_whole),
		cmocka_unit_test(test_wrap_keeps_line_feeds_and_shows_no_controls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
