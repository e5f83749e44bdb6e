/* test_str.c - claims about text: str.c, strbuf.c and utf8.c. */
#include <string.h>
#include "claim.h"
#include "base/str.h"

static void test_str_sub_is_clamped(void **state)
{
	struct str s = STR("leads");

	(void)state;
	assert_str(str_sub(s, 1, 3), "ead");
	assert_str(str_sub(s, 3, 99), "ds");
	assert_str(str_sub(s, 3, SIZE_MAX), "ds");
	assert_str(str_sub(s, 99, 1), "");
	assert_str(str_sub(STR_NONE, 1, 1), "");
	assert_null(str_of(NULL).p);
}

static void test_str_count_is_plural_but_for_one(void **state)
{
	assert_str(str_count(*state, 0, "cell"), "0 cells");
	assert_str(str_count(*state, 1, "cell"), "1 cell");
	assert_str(str_count(*state, UINT64_MAX, "more row"), "18446744073709551615 more rows");
}

static void test_str_trim_takes_white_space_and_nbsp(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "", "" },
		{ " \t\r\n\v\f ", "" },
		{ "a", "a" },
		{ "  a b  ", "a b" },
		{ "\xC2\xA0 1\xC2\xA0"
		  "250 \xC2\xA0",
		  "1\xC2\xA0"
		  "250" },
		{ "\xC3\xA0", "\xC3\xA0" }, /* a with grave ends in A0 as well, and stays whole */
		{ "\xC2\xA0\xC2\xA0", "" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		assert_str(str_trim(str_of(cases[i].in)), cases[i].out);
	assert_int_equal(str_trim(STR_NONE).n, 0);
}

static void test_str_compares_bytes(void **state)
{
	(void)state;
	assert_true(str_eq(STR_NONE, STR("")));
	assert_false(str_eq(STR("a"), STR("a\0")));
	assert_true(str_eq_fold(STR("LinkedIn"), STR("linkedIN")));
	assert_false(str_eq_fold(STR("x"), STR("xy")));
	assert_false(str_eq_fold(STR("@"), STR("`"))); /* one bit apart like A and a, yet no letters */
	assert_int_equal(str_cmp(STR("a"), STR("b")), -1);
	assert_int_equal(str_cmp(STR("b"), STR("a")), 1);
	assert_int_equal(str_cmp(STR("a"), STR("ab")), -1);
	assert_int_equal(str_cmp(STR_NONE, STR("")), 0);
	assert_int_equal(str_cmp(STR("\xC3"), STR("z")), 1); /* as unsigned bytes */
}

/* Each comes before all that follow it; of equal values (01 and 1) the bytes decide. */
static void test_str_cmp_natural_is_a_total_order(void **state)
{
	static const char *const order[] = {
		"",
		"0",
		"00",
		"01",
		"1",
		"1a",
		"2",
		"9",
		"10",
		"99999999999999999999998",
		"99999999999999999999999",
		"f",
		"f1",
		"f02",
		"f2",
		"f2a",
		"f2a1",
		"f2b",
		"f10",
		"fa",
		"g1-2",
		"g1-10",
		"g2-1",
	};

	(void)state;
	for (size_t i = 0; i < LEN(order); i++) {
		for (size_t k = 0; k < LEN(order); k++) {
			struct str a = str_of(order[i]), b = str_of(order[k]);
			int want = (i > k) - (i < k);

			if (str_cmp_natural(a, b) != want)
				fail_msg("'%s' and '%s': %d", order[i], order[k], str_cmp_natural(a, b));
		}
	}
}

/* A browser names the second download of table.csv "table (1).csv"; a dot in a folder is no ending. */
static void test_str_cmp_path_puts_a_second_download_after_the_first(void **state)
{
	static const char *const order[] = {
		"a.b/table",      "table.csv",   "table (1).csv", "table (2).csv",
		"table (10).csv", "table 2.csv", "table2.csv",
	};

	(void)state;
	for (size_t i = 0; i + 1 < LEN(order); i++)
		if (str_cmp_path(str_of(order[i]), str_of(order[i + 1])) >= 0)
			fail_msg("'%s' should come before '%s'", order[i], order[i + 1]);
	assert_int_equal(str_cmp_path(STR("a.csv"), STR("a.csv")), 0);
	assert_true(str_cmp_path(STR("a.csv"), STR("a.txt")) < 0);
}

static void test_str_finds_starts_and_ends(void **state)
{
	(void)state;
	assert_true(str_starts(STR("acme-eu"), STR("acme-")));
	assert_false(str_starts(STR("acme"), STR("acme-")));
	assert_true(str_starts(STR("a"), STR("")));
	assert_true(str_starts_fold(STR("Acme-EU"), STR("acme-e")));
	assert_true(str_ends(STR("a.csv"), STR(".csv")));
	assert_false(str_ends(STR("csv"), STR(".csv")));
	assert_int_equal(str_find(STR("aab"), STR("ab")), 1);
	assert_int_equal(str_find(STR("ababac"), STR("abac")), 2);
	assert_int_equal(str_find(STR("abc"), STR("")), 0);
	assert_true(str_find(STR("abc"), STR("abcd")) == SIZE_MAX);
	assert_true(str_find(STR("abc"), STR("cb")) == SIZE_MAX);
	assert_true(str_find(STR_NONE, STR("a")) == SIZE_MAX);
}

static void test_str_glob_knows_star_and_question_mark(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool fits;
	} cases[] = {
		{ "", "", true },
		{ "", "a", false },
		{ "*", "", true },
		{ "*", "abc", true },
		{ "acme-*", "acme-", true },
		{ "acme-*", "acme", false },
		{ "?", "", false },
		{ "?", "a", true },
		{ "a?c", "abc", true },
		{ "*b", "abab", true },
		{ "*ab*ba", "abba", true },
		{ "*ab*ba", "aba", false },
		{ "a*b*c", "aXbYbZc", true },
		{ "a*b*c", "aXcYb", false },
		{ "[a]", "a", false },
		{ "[a]", "[a]", true },
		{ "**", "x", true },
		{ "A", "a", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		if (str_glob(str_of(cases[i].pattern), str_of(cases[i].text)) != cases[i].fits)
			fail_msg("'%s' over '%s'", cases[i].pattern, cases[i].text);
}

static void test_str_cut_walks_every_part_once(void **state)
{
	struct str rest = STR("a;;b;");
	static const char *const parts[] = { "a", "", "b", "" };

	(void)state;
	for (size_t i = 0; i < LEN(parts); i++) {
		assert_non_null(rest.p);
		assert_str(str_cut(&rest, ';'), parts[i]);
	}
	assert_null(rest.p);
	assert_str(str_cut(&rest, ';'), "");
}

static void test_str_copies_live_on(void **state)
{
	char text[] = "ab\0c";
	struct str s = { text, 4 }, copy = str_copy(*state, s);
	const char *z = str_z(*state, s);

	memset(text, 'x', 4);
	assert_memory_equal(copy.p, "ab\0c", 4);
	assert_memory_equal(z, "ab\0c", 5); /* and a NUL behind it */
	assert_string_equal(str_z(*state, STR_NONE), "");
}

/* 255 and 256 stand around the size of the small buffer that is tried first. */
static void test_str_fmt_takes_any_length(void **state)
{
	static const size_t sizes[] = { 0, 1, 254, 255, 256, 257, 5000 };
	char text[5000];

	memset(text, 'k', sizeof text);
	for (size_t i = 0; i < LEN(sizes); i++) {
		struct str s = str_fmt(*state, "%.*s|%d", (int)sizes[i], text, 7);

		assert_int_equal(s.n, sizes[i] + 2);
		assert_memory_equal(s.p, text, sizes[i]);
		assert_memory_equal(s.p + sizes[i], "|7", 3);
	}
}

static void test_str_snake_makes_ids(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "Post Link-Clicks ", "post_link_clicks" },
		{ "(%) CTR", "ctr" },
		{ "CTR (%)", "ctr" },
		{ "  --  ", "" },
		{ "already_snake", "already_snake" },
		{ "a__b", "a_b" },
		{ "3-second views", "3_second_views" },
		{ "Ums\xC3\xA4tze\xC2\xA0"
		  "Netto",
		  "ums\xC3\xA4tze_netto" },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		assert_str(str_snake(*state, str_of(cases[i].in)), cases[i].out);
	assert_str(str_lower(*state, STR("AZ az \xC3\x84")), "az az \xC3\x84");
}

static void test_strbuf_grows_and_stops_at_its_maximum(void **state)
{
	struct strbuf b;

	strbuf_init(&b, *state, 0);
	assert_int_equal(strbuf_str(&b).n, 0);
	for (int i = 0; i < 1000; i++)
		strbuf_fmt(&b, "%d,", i % 10);
	strbuf_addc(&b, '!');
	assert_int_equal(strbuf_str(&b).n, 2001);
	assert_str(str_sub(strbuf_str(&b), 1994, 7), "7,8,9,!");
	assert_false(b.cut);

	strbuf_init(&b, *state, 5);
	strbuf_addz(&b, "abc");
	assert_false(b.cut);
	strbuf_add(&b, STR("defg"));
	assert_true(b.cut);
	strbuf_addc(&b, 'h');
	assert_str(strbuf_str(&b), "abcde");
}

static void test_utf8_bad_names_the_first_wrong_byte(void **state)
{
	static const struct {
		const char *text;
		size_t bad;
		const char *why;
	} cases[] = {
		{ "", SIZE_MAX, "nothing" },
		{ "plain ASCII text, longer than eight bytes", SIZE_MAX, "ASCII" },
		{ "\xC2\xA0\xE2\x82\xAC\xF0\x9F\x98\x80", SIZE_MAX, "two, three and four bytes" },
		{ "\xF4\x8F\xBF\xBF\xEF\xBF\xBF\xED\x9F\xBF\xEE\x80\x80", SIZE_MAX, "the edges" },
		{ "12345678\x80", 8, "a tail without a lead" },
		{ "\xC0\x80", 0, "overlong NUL" },
		{ "a\xE0\x9F\xBF", 1, "overlong, three bytes" },
		{ "\xF0\x8F\xBF\xBF", 0, "overlong, four bytes" },
		{ "ab\xED\xA0\x80", 2, "a surrogate" },
		{ "\xF4\x90\x80\x80", 0, "above U+10FFFF" },
		{ "\xF5\x80\x80\x80", 0, "no such lead" },
		{ "ok\xE2\x82", 2, "cut off at the end" },
		{ "\xE2\x82"
		  "abc",
		  0, "cut off before a letter" },
		{ "caf\xE9 au lait", 3, "Latin-1" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		if (utf8_bad(str_of(cases[i].text)) != cases[i].bad)
			fail_msg("%s: %zu", cases[i].why, utf8_bad(str_of(cases[i].text)));
}

static void test_utf8_counts_and_cuts_code_points(void **state)
{
	struct str s = STR("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z");

	(void)state;
	assert_int_equal(utf8_count(s), 5);
	assert_int_equal(utf8_head(s, 0).n, 0);
	assert_int_equal(utf8_head(s, 2).n, 3);
	assert_int_equal(utf8_head(s, 4).n, 10);
	assert_int_equal(utf8_head(s, 9).n, 11);
	assert_int_equal(utf8_step(STR("\xE2\x82\xAC"
	                               "a")),
	                 3);
	assert_int_equal(utf8_step(str_sub(STR("\xE2\x82\xAC"), 0, 2)),
	                 0); /* what lies behind is not looked at */
	assert_int_equal(utf8_step(STR("")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_str_sub_is_clamped),
		ARENA_TEST(test_str_count_is_plural_but_for_one),
		cmocka_unit_test(test_str_trim_takes_white_space_and_nbsp),
		cmocka_unit_test(test_str_compares_bytes),
		cmocka_unit_test(test_str_cmp_natural_is_a_total_order),
		cmocka_unit_test(test_str_cmp_path_puts_a_second_download_after_the_first),
		cmocka_unit_test(test_str_finds_starts_and_ends),
		cmocka_unit_test(test_str_glob_knows_star_and_question_mark),
		cmocka_unit_test(test_str_cut_walks_every_part_once),
		ARENA_TEST(test_str_copies_live_on),
		ARENA_TEST(test_str_fmt_takes_any_length),
		ARENA_TEST(test_str_snake_makes_ids),
		ARENA_TEST(test_strbuf_grows_and_stops_at_its_maximum),
		cmocka_unit_test(test_utf8_bad_names_the_first_wrong_byte),
		cmocka_unit_test(test_utf8_counts_and_cuts_code_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
