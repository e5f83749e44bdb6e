/* test_decode.c - claims about decode.c and bytes.c. */
#include <stdio.h>
#include <string.h>
#include "claim.h"
#include "base/mem.h"
#include "read/decode.h"

/* All lines, each as <...>, with CR and LF shown as r and n. */
static struct str lines_of(struct fixture *f, struct str bytes, size_t chunk, const char *encoding)
{
	struct decoder *c = decode_memory(bytes, chunk, STR("in.csv"), str_of(encoding), f->d);
	struct strbuf b;
	struct str line;

	strbuf_init(&b, f->a, 0);
	if (c == NULL)
		return STR("NULL");
	while (decode_line(c, &line, f->d)) {
		strbuf_addc(&b, '<');
		for (size_t i = 0; i < line.n; i++)
			strbuf_addc(&b, line.p[i] == '\n' ? 'n' : line.p[i] == '\r' ? 'r' : line.p[i]);
		strbuf_addc(&b, '>');
	}
	if (decode_failed(c))
		strbuf_addz(&b, "!");
	decode_close(c);
	return strbuf_str(&b);
}

static void lines_are(struct fixture *f, struct str bytes, const char *encoding, const char *want, int line)
{
	static const size_t chunks[] = { 0, 1, 2, 3, 5, 7 };

	for (size_t i = 0; i < LEN(chunks); i++) {
		print_message("chunks of %zu\n", chunks[i]);
		claim_str(lines_of(f, bytes, chunks[i], encoding), want, __FILE__, line);
	}
	_assert_int_equal(diag_count(f->d, SEV_ERROR), 0, __FILE__, line);
}
#define check_lines(f, bytes, encoding, want) lines_are(f, bytes, encoding, want, __LINE__)

static void test_decode_gives_lines_with_their_ends(void **state)
{
	check_lines(*state, STR("A,B\n1,2\n"), "", "<A,Bn><1,2n>");
	check_lines(*state, STR("A,B\r\n1,2\r\n"), "", "<A,Brn><1,2rn>");
	check_lines(*state, STR("A,B\n\nC"), "", "<A,Bn><n><C>");
	check_lines(*state, STR(""), "", "");
	check_lines(*state, STR("A"), "UTF-8", "<A>");
}

static void test_decode_ends_lines_at_cr_only_without_lf(void **state)
{
	check_lines(*state, STR("A\rB\r"), "", "<Ar><Br>");
	check_lines(*state, STR("A\r\rB"), "", "<Ar><r><B>");
	check_lines(*state, STR("A\rB\nC"), "", "<ArBn><C>");
}

/* The first 64 KB have CRs and no LF, so a later CRLF is one end, not two. */
static void test_decode_takes_crlf_as_one_end_among_crs(void **state)
{
	struct fixture *f = *state;
	char *p = ARENA_ARRAY(f->a, 70000, char);
	struct str got;

	memset(p, 'x', 70000);
	p[10] = '\r';
	memcpy(p + 69990, "\r\ny\r", 4);
	got = lines_of(f, (struct str){ p, 69994 }, 0, "");
	assert_true(str_ends(got, STR("xrn><yr>")));
	assert_true(str_starts(got, STR("<xxxxxxxxxxr><x")));
}

static void test_decode_drops_byte_order_marks(void **state)
{
	check_lines(*state,
	            STR("\xEF\xBB\xBF"
	                "A\n"),
	            "", "<An>");
	check_lines(*state,
	            STR("\xEF\xBB\xBF"
	                "A\n"),
	            "cp1252", "<An>");
	check_lines(*state, STR("\xEF\xBB\xBF"), "", "");
	/* U+00E9 is E9 00, U+1F600 the surrogates D83D DE00 */
	check_lines(*state,
	            STR("\xFF\xFE"
	                "A\0\xE9\0\n\0\x3D\xD8\x00\xDE"),
	            "", "<A\xC3\xA9n><\xF0\x9F\x98\x80>");
	check_lines(*state,
	            STR("\xFE\xFF"
	                "\0A\0\n"),
	            "", "<An>");
}

static void test_decode_converts_declared_encodings(void **state)
{
	/* E9 is U+00E9 and 80 the euro sign U+20AC */
	check_lines(*state, STR("caf\xE9,\x80\n"), "cp1252", "<caf\xC3\xA9,\xE2\x82\xACn>");
	/* CP1258 keeps a letter back, for the accent that may follow it: it must come out at the end */
	check_lines(*state, STR("xa"), "CP1258", "<xa>");
}

static void test_decode_names_the_encoding(void **state)
{
	static const struct {
		struct str bytes;
		const char *declared, *want;
	} cases[] = {
		{ { "A", 1 }, "", "UTF-8" },
		{ { "\xEF\xBB\xBF"
		    "A",
		    4 },
		  "",
		  "UTF-8 with BOM" },
		{ { "\xFF\xFE"
		    "A\0",
		    4 },
		  "cp1252",
		  "UTF-16LE" },
		{ { "\xFE\xFF\0A", 4 }, "", "UTF-16BE" },
		{ { "A", 1 }, "cp1252", "cp1252" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct decoder *c =
		    decode_memory(cases[i].bytes, 0, STR("x"), str_of(cases[i].declared), f->d);

		assert_non_null(c);
		assert_string_equal(decode_encoding(c), cases[i].want);
		decode_close(c);
	}
}

static void test_decode_keeps_characters_whole_at_every_seam(void **state)
{
	struct fixture *f = *state;
	struct str text = STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\n\xC3\xA9\r\n\xF0\x9F\x98\x80");

	for (size_t chunk = 1; chunk <= text.n; chunk++)
		assert_true(str_is(lines_of(f, text, chunk, ""),
		                   "<a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80n><\xC3\xA9rn><\xF0\x9F\x98\x80>"));
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
}

/* --- what is refused */

struct bad_case {
	struct str bytes;
	const char *encoding, *lines; /* what comes before it */
	uint32_t line, col;
	const char *message; /* a part of it */
};

static void check_bad(const struct bad_case *c, size_t chunk)
{
	void *state;

	fixture_setup(&state);
	struct fixture *f = state;
	struct str got = lines_of(f, c->bytes, chunk, c->encoding);
	size_t n;
	const struct finding *all = diag_list(f->d, &n);

	if (!str_is(got, c->lines) || n != 1 || strcmp(all[0].code, "K105") != 0 || all[0].at.line != c->line
	    || all[0].at.col != c->col || str_find(all[0].message, str_of(c->message)) == SIZE_MAX)
		fail_msg("'%s', chunk %zu: %.*s, %zu findings, %u:%u %.*s", c->message, chunk, STR_ARG(got),
		         n, n > 0 ? (unsigned)all[0].at.line : 0, n > 0 ? (unsigned)all[0].at.col : 0,
		         STR_ARG(n > 0 ? all[0].message : STR_NONE));
	fixture_teardown(&state);
}

static void test_decode_names_the_bad_byte_and_its_place(void **state)
{
	static const struct bad_case cases[] = {
		/* line 2: a, the two bytes of an e acute, then E9: the fourth byte, the third character */
		{ { "x\na\xC3\xA9\xE9,b\nc\n", 11 },
		  "",
		  "<xn>!",
		  2,
		  3,
		  "byte 0xE9 (byte 4 of the line) is not UTF-8" },
		{ { "ab\xE2\x82", 4 }, "", "!", 1, 3, "byte 0xE2 (byte 3 of the line) is not UTF-8" },
		{ { "ab\xE2\x82\nc", 6 }, "", "!", 1, 3, "byte 0xE2 (byte 3 of the line)" },
		{ { "\xC0\xAF", 2 }, "", "!", 1, 1, "byte 0xC0" },     /* overlong */
		{ { "\xED\xA0\x80", 3 }, "", "!", 1, 1, "byte 0xED" }, /* a surrogate */
		{ { "a\nb\0c\n", 6 }, "", "<an>!", 2, 2, "byte 0x00 (byte 2 of the line) is not text" },
		/* 81 means nothing in cp1252: the fourth byte of the file */
		{ { "a\nb\x81\n", 5 },
		  "cp1252",
		  "<an>!",
		  2,
		  2,
		  "byte 0x81 (byte 4 of the file) is no cp1252" },
		{ { "\xFF\xFE"
		    "A\0B",
		    5 },
		  "",
		  "!",
		  1,
		  2,
		  "ends in the middle of a UTF-16LE character" },
		/* a low surrogate without a high one */
		{ { "\xFF\xFE"
		    "A\0\x00\xDC",
		    6 },
		  "",
		  "!",
		  1,
		  2,
		  "is no UTF-16LE" },
		{ { "\xFF\xFE"
		    "A\0\0\0",
		    6 },
		  "",
		  "!",
		  1,
		  2,
		  "byte 0x00" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		for (size_t chunk = 0; chunk < 6; chunk++)
			check_bad(&cases[i], chunk);
}

static void test_decode_refuses_encodings_it_does_not_know(void **state)
{
	static const char *const names[] = { "klingon", "cp1252//IGNORE", "cp1252//TRANSLIT", "a b" };
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(names); i++) {
		assert_null(decode_memory(STR("A"), 0, STR("x"), str_of(names[i]), f->d));
		assert_int_equal(diag_count(f->d, SEV_ERROR), i + 1);
	}
	assert_true(diag_has(f->d, "K105"));
}

static void test_decode_says_what_cannot_be_opened_or_read(void **state)
{
	struct fixture *f = *state;
	struct decoder *c = decode_open("/nonexistent/in.csv", STR("in.csv"), STR_NONE, f->d);
	size_t n;

	assert_null(c);
	assert_int_equal(diag_count(f->d, SEV_ERROR), 1);
	assert_null(decode_open("/", STR("folder"), STR_NONE, f->d)); /* opens, but cannot be read */
	assert_string_equal(diag_list(f->d, &n)[0].code, "K901");
	assert_int_equal(n, 2);
}

static void test_decode_gives_long_lines_whole(void **state)
{
	struct fixture *f = *state;
	size_t n = 1000 * 1000;
	char *p = ARENA_ARRAY(f->a, n + 3, char);
	struct decoder *c;
	struct str line;

	memset(p, 'x', n);
	memcpy(p + n, "\ny\n", 3);
	c = decode_memory((struct str){ p, n + 3 }, 0, STR("x"), STR_NONE, f->d);
	assert_true(decode_line(c, &line, f->d));
	assert_int_equal(line.n, n + 1);
	assert_true(decode_line(c, &line, f->d));
	assert_true(str_is(line, "y\n"));
	assert_int_equal(decode_line_number(c), 2);
	assert_false(decode_line(c, &line, f->d));
	decode_close(c);
}

/* The limit is 16 MB with the line end: 16777216 bytes pass, one more does not. */
static void test_decode_refuses_lines_over_16_mb(void **state)
{
	struct fixture *f = *state;
	size_t n = 16777216;
	char *p = ARENA_ARRAY(f->a, n + 3, char);
	struct str line;
	struct decoder *c;

	memset(p, 'x', n + 3);
	p[0] = '\n';
	p[n] = '\n';
	c = decode_memory((struct str){ p, n + 1 }, 0, STR("x"), STR_NONE, f->d);
	assert_true(decode_line(c, &line, f->d) && decode_line(c, &line, f->d));
	assert_int_equal(line.n, n);
	decode_close(c);
	p[n] = 'x';
	c = decode_memory((struct str){ p, n + 3 }, 0, STR("x"), STR_NONE, f->d);
	assert_true(decode_line(c, &line, f->d));
	assert_false(decode_line(c, &line, f->d));
	assert_true(decode_failed(c));
	assert_true(diag_has(f->d, "K109"));
	assert_int_equal(diag_list(f->d, &n)[0].at.line, 2);
	decode_close(c);
}

/* A few kilobytes at a time or as much as there is: the lines are the same, whatever ends them, and wherever that is. */
static void test_decode_head_gives_the_lines_of_the_whole(void **state)
{
	enum { N = 150000 };
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	static const size_t lengths[] = { 1, 100, 4095, 4096, 4097, 9000, 70000 };
	struct fixture *f = *state;
	char *p = mem_new(N, 1);

	for (size_t i = 0; i < LEN(lengths) * 3; i++) {
		const char *end = ends[i % 3];
		struct decoder *whole, *head;
		struct str text = { p, N }, x, y;
		bool more;

		for (size_t k = 0; k < N; k++)
			p[k] = (char)('a' + k % 7);
		for (size_t k = lengths[i / 3]; k + 2 < N; k += lengths[i / 3] + 2)
			memcpy(p + k, end, strlen(end));
		whole = decode_held(&text, "", STR("x"), STR_NONE, f->d);
		head = decode_head(&text, "", STR("x"), STR_NONE, f->d);
		do {
			more = decode_line(whole, &x, f->d);
			assert_int_equal(decode_line(head, &y, f->d), more);
			assert_true(!more || str_eq(x, y));
			assert_int_equal(decode_line_end(whole), decode_line_end(head));
		} while (more);
		assert_int_equal(decode_bytes(whole), decode_bytes(head));
		decode_close(whole);
		decode_close(head);
	}
	mem_free(p);
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
}

/* printf abc | xxh128sum: 06b05ab6733a618578af5f94892f3950 */
static void test_decode_digests_the_raw_bytes(void **state)
{
	struct fixture *f = *state;
	struct decoder *c = decode_memory(STR("abc"), 2, STR("x"), STR("cp1252"), f->d);
	uint64_t hi, lo, n;
	struct str line;

	while (decode_line(c, &line, f->d))
		assert_true(str_is(line, "abc"));
	decode_digest(c, &hi, &lo, &n);
	decode_close(c);
	assert_true(hi == UINT64_C(0x06b05ab6733a6185));
	assert_true(lo == UINT64_C(0x78af5f94892f3950));
	assert_int_equal(n, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(test_decode_gives_lines_with_their_ends),
		FIXTURE_TEST(test_decode_ends_lines_at_cr_only_without_lf),
		FIXTURE_TEST(test_decode_takes_crlf_as_one_end_among_crs),
		FIXTURE_TEST(test_decode_drops_byte_order_marks),
		FIXTURE_TEST(test_decode_converts_declared_encodings),
		FIXTURE_TEST(test_decode_names_the_encoding),
		FIXTURE_TEST(test_decode_keeps_characters_whole_at_every_seam),
		FIXTURE_TEST(test_decode_names_the_bad_byte_and_its_place),
		FIXTURE_TEST(test_decode_refuses_encodings_it_does_not_know),
		FIXTURE_TEST(test_decode_says_what_cannot_be_opened_or_read),
		FIXTURE_TEST(test_decode_gives_long_lines_whole),
		FIXTURE_TEST(test_decode_refuses_lines_over_16_mb),
		FIXTURE_TEST(test_decode_head_gives_the_lines_of_the_whole),
		FIXTURE_TEST(test_decode_digests_the_raw_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
