/* test_diag.c - claims about diag.c and caret.c. */
#include <string.h>
#include "claim.h"
#include "base/diag.h"

static struct place at(const char *file, uint32_t line, uint32_t col)
{
	return (struct place){ str_of(file), line, col, STR_NONE };
}

static void check_format(struct arena *a, const struct finding *f, const char *want)
{
	struct strbuf out;

	strbuf_init(&out, a, 0);
	diag_format(&out, f);
	if (!str_is(strbuf_str(&out), want))
		fail_msg("'%.*s' instead of '%s'", STR_ARG(strbuf_str(&out)), want);
}

static void test_diag_owns_copies_of_all_text(void **state)
{
	struct fixture *f = *state;
	char file[] = "m.csv", source[] = "a,b", remedy[] = "write 1", subject[] = "leads", word[] = "x";
	struct place p = { str_of(file), 2, 3, str_of(source) };
	const struct finding *list;
	size_t n;

	diag_put(f->d, SEV_ERROR, "K102", str_of(subject), p, str_of(remedy), "'%s' is not a number", word);
	memset(file, '!', 5);
	memset(source, '!', 3);
	memset(remedy, '!', 7);
	memset(subject, '!', 5);
	word[0] = '!';
	list = diag_list(f->d, &n);
	assert_int_equal(n, 1);
	assert_true(str_is(list[0].subject, "leads"));
	check_format(f->a, list,
	             "m.csv:2:3: error K102: 'x' is not a number; write 1\n"
	             "a,b\n"
	             "  ^\n");
}

static void test_diag_without_findings_is_empty(void **state)
{
	struct fixture *f = *state;
	size_t n = 9;

	diag_list(f->d, &n);
	assert_int_equal(n, 0);
	assert_int_equal(diag_exit_code(f->d), 0);
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
	assert_false(diag_has(f->d, "K102"));
	diag_free(NULL);
}

static void test_diag_sorts_by_file_line_column_code_then_arrival(void **state)
{
	static const struct {
		const char *file;
		uint32_t line, col;
		const char *code, *message;
	} order[] = {
		{ "f2.csv", 0, 0, "K106", "whole file" }, { "f2.csv", 3, 0, "K103", "whole line" },
		{ "f2.csv", 3, 1, "K101", "a" },          { "f2.csv", 3, 1, "K102", "first" },
		{ "f2.csv", 3, 1, "K102", "again" },      { "f2.csv", 3, 2, "K101", "b" },
		{ "f2.csv", 20, 1, "K101", "c" },         { "f10.csv", 1, 1, "K101", "d" },
		{ "", 0, 0, "K205", "no place" },         { "", 0, 0, "K301", "no place" },
	};
	/* "first" (3) arrives before "again" (4); all else is shuffled */
	static const size_t arrival[] = { 9, 3, 7, 5, 0, 8, 4, 2, 6, 1 };
	struct fixture *f = *state;
	const struct finding *list;
	size_t n;

	for (size_t i = 0; i < LEN(arrival); i++) {
		size_t k = arrival[i];

		diag_put(f->d, k % 2 == 0 ? SEV_NOTE : SEV_ERROR, order[k].code, STR_NONE,
		         at(order[k].file, order[k].line, order[k].col), STR_NONE, "%s", order[k].message);
		diag_list(f->d, &n); /* listing in between changes nothing */
		assert_int_equal(n, i + 1);
	}
	list = diag_list(f->d, &n);
	assert_int_equal(n, LEN(order));
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(list[i].code, order[i].code);
		assert_true(str_is(list[i].message, order[i].message));
	}
}

/* 25 rejections of K102 in a.csv: 20 kept, 5 more. Each other code, file or severity has its own 20. */
static void test_diag_keeps_20_bad_ones_and_counts_the_rest(void **state)
{
	struct fixture *f = *state;
	const struct finding *list;
	size_t n;

	for (uint32_t i = 1; i <= 25; i++)
		diag_reject(f->d, "K102", at("a.csv", i, 1), STR_NONE, "bad");
	for (uint32_t i = 1; i <= 20; i++)
		diag_reject(f->d, "K102", at("b.csv", i, 1), STR_NONE, "bad");
	diag_error(f->d, "K102", at("a.csv", 90, 1), STR_NONE, "worse");
	list = diag_list(f->d, &n);
	assert_int_equal(n, 41);
	assert_int_equal(diag_count(f->d, SEV_REJECTED), 45);
	assert_int_equal(diag_count(f->d, SEV_ERROR), 1);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(list[i].more, i == 19 ? 5 : 0);
	check_format(f->a, &list[19],
	             "a.csv:20:1: rejected K102: bad\n"
	             "a.csv: 5 more K102 like this\n");
	diag_reject(f->d, "K102", at("a.csv", 26, 1), STR_NONE, "bad");
	list = diag_list(f->d, &n);
	assert_int_equal(list[19].more, 6); /* counted after a listing, too */
}

static void test_diag_keeps_1000_notes(void **state)
{
	struct fixture *f = *state;
	const struct finding *list;
	size_t n;

	for (uint32_t i = 1; i <= 1003; i++) {
		diag_put(f->d, SEV_NOTE, "K111", STR_NONE, at("a.csv", i, 1), STR_NONE, "n");
		diag_put(f->d, SEV_WARNING, "K303", STR_NONE, PLACE_NONE, STR_NONE, "w%u", (unsigned)i);
	}
	list = diag_list(f->d, &n);
	assert_int_equal(n, 2000);
	assert_int_equal(diag_count(f->d, SEV_NOTE), 1003);
	assert_int_equal(diag_count(f->d, SEV_WARNING), 1003);
	assert_int_equal(list[999].more, 3);
	assert_int_equal(list[1999].more, 3);
	check_format(f->a, &list[1999], "warning K303: w1000\n3 more K303 like this\n");
}

static void test_diag_exit_is_the_first_errors_class(void **state)
{
	static const struct {
		const char *first, *second;
		int code;
	} cases[] = {
		{ "K102", "K601", 65 }, { "K601", "K102", 78 }, { "K901", "K102", 74 },
		{ "K203", "K901", 65 }, { "K309", "K601", 65 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct diag *d = diag_new();

		diag_reject(d, "K901", PLACE_NONE, STR_NONE, "a rejection is no error");
		assert_int_equal(diag_exit_code(d), 0);
		diag_error(d, cases[i].first, PLACE_NONE, STR_NONE, "one");
		diag_error(d, cases[i].second, PLACE_NONE, STR_NONE, "two");
		assert_int_equal(diag_exit_code(d), cases[i].code);
		diag_set_exit(d, 75);
		assert_int_equal(diag_exit_code(d), 75);
		diag_free(d);
	}
}

static void test_diag_has_every_code_that_was_put(void **state)
{
	struct fixture *f = *state;

	diag_put(f->d, SEV_NOTE, "K118", STR_NONE, PLACE_NONE, STR_NONE, "x");
	assert_true(diag_has(f->d, "K118"));
	assert_false(diag_has(f->d, "K11"));
	assert_false(diag_has(f->d, "K119"));
}

static void test_diag_format_shows_only_what_is_known(void **state)
{
	static const struct {
		struct finding f;
		const char *text;
	} cases[] = {
		{ { .code = "K201", .severity = SEV_WARNING, .message = { "serves no goal", 14 } },
		  "warning K201: serves no goal\n" },
		{ { .code = "K106",
		    .severity = SEV_ERROR,
		    .at = { { "a.csv", 5 }, 0, 0, { NULL, 0 } },
		    .message = { "no format", 9 } },
		  "a.csv: error K106: no format\n" },
		{ { .code = "K103",
		    .severity = SEV_NOTE,
		    .at = { { "a.csv", 5 }, 7, 0, { "x,y", 3 } },
		    .message = { "ragged", 6 },
		    .remedy = { "add a cell", 10 } },
		  "a.csv:7: note K103: ragged; add a cell\nx,y\n" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(cases); i++)
		check_format(f->a, &cases[i].f, cases[i].text);
}

static void check_caret(struct arena *a, const char *source, uint32_t col, const char *lines)
{
	struct finding f = { .code = "K102", .severity = SEV_ERROR, .message = STR("m") };
	struct str all = str_fmt(a, "f:1:%u: error K102: m\n%s", (unsigned)col, lines);

	f.at = (struct place){ STR("f"), 1, col, str_of(source) };
	check_format(a, &f, str_z(a, all));
}

static void test_caret_stands_under_the_code_point(void **state)
{
	struct arena *a = ((struct fixture *)*state)->a;

	check_caret(a, "abc", 1, "abc\n^\n");
	check_caret(a, "abc", 3, "abc\n  ^\n");
	check_caret(a, "abc", 4, "abc\n   ^\n");  /* just behind the end */
	check_caret(a, "abc", 99, "abc\n   ^\n"); /* never farther */
	check_caret(a, "\xC3\xA4\xE2\x82\xAC,x", 4, "\xC3\xA4\xE2\x82\xAC,x\n   ^\n");
	check_caret(a, "a\tb\tc", 5, "a\tb\tc\n \t \t^\n"); /* tabs stay tabs */
	check_caret(a, "\tx", 1, "\tx\n^\n");
}

static void test_caret_shows_no_control_characters(void **state)
{
	struct fixture *f = *state;

	check_caret(f->a, "a\x1B[31mb\x07", 7, "a?[31mb?\n      ^\n");
	check_caret(f->a, "\xE9z\xC2\x9B.", 2, "?z?.\n ^\n"); /* not UTF-8; a C1 control */
	diag_error(f->d, "K102", at("x\x1B.csv", 1, 1), STR("a\nb"), "'\x1B[2J\xFF'");
	check_format(f->a, diag_list(f->d, &(size_t){ 0 }), "x?.csv:1:1: error K102: '?[2J?'; a\nb\n");
}

/* 26 letters over and over; characters 1..n of it. */
static const char *letters(struct arena *a, size_t n)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n; i++)
		strbuf_addc(&b, (char)('a' + i % 26));
	return str_z(a, strbuf_str(&b));
}

static void test_caret_windows_a_long_line(void **state)
{
	struct arena *a = ((struct fixture *)*state)->a;
	const char *s = letters(a, 300);
	static const struct {
		uint32_t col;
		int from;   /* characters left out before the window of 100 */
		int blanks; /* before the caret, the "..." included */
		const char *head, *tail;
	} cases[] = {
		{ 1, 0, 0, "", "..." },        { 51, 0, 50, "", "..." },
		{ 52, 1, 53, "...", "..." }, /* 51 characters before it, 50 of them shown */
		{ 150, 99, 53, "...", "..." }, { 250, 199, 53, "...", "..." },
		{ 251, 200, 53, "...", "" },   { 300, 200, 102, "...", "" },
		{ 301, 200, 103, "...", "" },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str lines = str_fmt(a, "%s%.100s%s\n%*s^\n", cases[i].head, s + cases[i].from,
		                           cases[i].tail, cases[i].blanks, "");

		check_caret(a, s, cases[i].col, str_z(a, lines));
	}
	s = letters(a, 100); /* 100 is not long */
	check_caret(a, s, 100, str_z(a, str_fmt(a, "%s\n%*s^\n", s, 99, "")));
}

static void test_severity_names_are_all_there(void **state)
{
	(void)state;
	for (int i = 0; i < SEV__N; i++)
		assert_non_null(severity_names[i]);
	assert_string_equal(severity_names[SEV_REJECTED], "rejected");
}

/* 25 of K102 and one of K103 into a diag that has one of K102 already: 19 more are kept, 6 more counted. */
static void test_diag_repeats_a_finding_with_all_it_stands_for(void **state)
{
	struct diag *from = diag_new(), *to = diag_new();
	struct place at = { STR("a.csv"), 1, 0, STR_NONE };
	const struct finding *list;
	size_t n;

	(void)state;
	diag_put(to, SEV_ERROR, "K102", STR_NONE, at, STR_NONE, "first");
	for (int i = 0; i < 25; i++)
		diag_put(from, SEV_ERROR, "K102", STR_NONE, at, STR("mend it"), "x%d", i);
	diag_put(from, SEV_ERROR, "K103", STR_NONE, at, STR_NONE, "y");
	list = diag_list(from, &n);
	for (size_t i = 0; i < n; i++)
		diag_repeat(to, &list[i]);
	assert_int_equal(diag_count(to, SEV_ERROR), 27);
	list = diag_list(to, &n);
	assert_int_equal(n, 21);
	assert_int_equal(list[19].more, 6);
	assert_true(str_is(list[19].message, "x18"));
	assert_true(str_is(list[19].remedy, "mend it"));
	assert_int_equal(list[20].more, 0);
	diag_free(from);
	diag_free(to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(test_diag_owns_copies_of_all_text),
		FIXTURE_TEST(test_diag_without_findings_is_empty),
		FIXTURE_TEST(test_diag_sorts_by_file_line_column_code_then_arrival),
		FIXTURE_TEST(test_diag_keeps_20_bad_ones_and_counts_the_rest),
		FIXTURE_TEST(test_diag_keeps_1000_notes),
		FIXTURE_TEST(test_diag_repeats_a_finding_with_all_it_stands_for),
		FIXTURE_TEST(test_diag_exit_is_the_first_errors_class),
		FIXTURE_TEST(test_diag_has_every_code_that_was_put),
		FIXTURE_TEST(test_diag_format_shows_only_what_is_known),
		FIXTURE_TEST(test_caret_stands_under_the_code_point),
		FIXTURE_TEST(test_caret_shows_no_control_characters),
		FIXTURE_TEST(test_caret_windows_a_long_line),
		FIXTURE_TEST(test_severity_names_are_all_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
