/* test_csv.c - claims about csv.c and csv_where.c. */
#include <stdlib.h>
#include <string.h>
#include "claim.h"
#include "base/mem.h"
#include "read/csv.h"

struct opened {
	struct arena *a;
	struct diag *d;
	struct decoder *c;
	struct csv *r;
};

static int setup(void **state)
{
	struct opened *f = mem_new(1, sizeof *f);

	f->a = arena_new(0);
	f->d = diag_new();
	*state = f;
	return 0;
}

static void close_csv(struct opened *f)
{
	csv_close(f->r);
	decode_close(f->c);
	f->r = NULL;
	f->c = NULL;
}

static int teardown(void **state)
{
	struct opened *f = *state;

	close_csv(f);
	arena_free(f->a);
	diag_free(f->d);
	mem_free(f);
	return 0;
}

static void open_csv_by(struct opened *f, struct str text, size_t chunk, char delimiter, enum parser parser)
{
	f->c = decode_memory(text, chunk, STR("in.csv"), STR_NONE, f->d);
	assert_non_null(f->c);
	f->r = csv_open(f->c, STR("in.csv"), delimiter, parser);
}

/* Every record as line{cell|cell}, line feeds shown as n and CRs as r. */
static struct str records_of(struct opened *f, struct str text, size_t chunk, char delimiter,
                             enum parser parser)
{
	struct strbuf b;
	struct csv_record rec;

	strbuf_init(&b, f->a, 0);
	open_csv_by(f, text, chunk, delimiter, parser);
	while (csv_next(f->r, &rec, f->d)) {
		strbuf_fmt(&b, "%u{", (unsigned)rec.line);
		for (size_t i = 0; i < rec.n; i++) {
			strbuf_addz(&b, i > 0 ? "|" : "");
			for (size_t k = 0; k < rec.fields[i].n; k++) {
				char c = rec.fields[i].p[k];

				strbuf_addc(&b, c == '\n' ? 'n' : c == '\r' ? 'r' : c);
			}
		}
		strbuf_addc(&b, '}');
	}
	strbuf_addz(&b, csv_failed(f->r) ? "!" : "");
	close_csv(f);
	return strbuf_str(&b);
}

static void test_csv_records_are_what_libcsv_says(void **state)
{
	static const struct {
		const char *text, *want, *why;
		char delimiter;
	} cases[] = {
		{ "A,B\n1,2\n", "1{A|B}2{1|2}", "plain", ',' },
		{ "A,B\r\n1,2", "1{A|B}2{1|2}", "CRLF, last line without its end", ',' },
		{ "A;B,C\n", "1{A|B,C}", "semicolons", ';' },
		{ "A\tB\n", "1{A|B}", "tabs", '\t' },
		{ "\t\n", "1{|}", "two empty cells between tabs", '\t' },
		{ "A\n\n\r\nB\n", "1{A}2{}3{}4{B}", "lines of nothing are records of nothing", ',' },
		{ "\n", "1{}", "one line of nothing", ',' },
		{ "", "", "an empty file", ',' },
		{ ",\n\"\"\n", "1{|}2{}", "empty cells; a quoted nothing is one cell", ',' },
		{ " A , B\t,\" C \"\n", "1{ A | B\t| C }", "nothing is trimmed", ',' },
		{ "  \n", "1{  }", "a line of spaces is a cell", ',' },
		{ "\"a,\"\"b\"\"\",c\n", "1{a,\"b\"|c}", "quotes", ',' },
		{ "\"a\nb\",1\nc,2\n", "1{anb|1}3{c|2}", "a cell over two lines", ',' },
		{ "\"a\r\nb\"\r\nc\r\n", "1{arnb}3{c}", "the line end inside stays as it is", ',' },
		{ "5\" x,1\n", "1{5\" x|1}", "a quote inside an unquoted cell is text", ',' },
		{ "a,\n", "1{a|}", "an empty last cell", ',' },
		{ "a,", "1{a|}", "the same at the end of the file", ',' },
		{ "\"a\"", "1{a}", "a quoted cell at the end of the file", ',' },
		{ "a\rb\nc\n", "1{a}1{b}2{c}", "a lone CR ends a record but no line", ',' },
		{ "\"x\ny\",a\rb,c\n", "1{xny|a}2{b|c}", "the same behind a record of two lines", ',' },
		{ "h\n\"a\",\"\",b\n", "1{h}2{a||b}", "quoted cells behind the first record", ',' },
		{ "h\n\"a,\nb\"\r\n\nc\n", "1{h}2{a,nb}4{}5{c}", "a line feed and a comma in quotes", ',' },
		{ "h\na,\"b\"c\",d\ne\n", "1{h}2{a|b\"c|d}3{e}", "a quote inside a quoted cell is text",
		  ',' },
		{ "h\n\"a\"\"b\",c\n\"d\",e\n", "1{h}2{a\"b|c}3{d|e}", "two quotes, then a plain record",
		  ',' },
		{ "h\na\rb,\"c\nd\"\n\"e\",f\n", "1{h}2{a}2{b|cnd}4{e|f}",
		  "a lone CR, then a cell of two lines", ',' },
		{ "h\n1\"\n\"2\"\n3\n", "1{h}2{1\"}3{2}4{3}", "a quote at the end of a cell is text", ',' },
		{ "a\rb\r", "1{a}2{b}", "CRs end the lines where there are no LFs", ',' },
	};
	struct opened *f = *state;

	for (size_t i = 0; i < LEN(cases); i++)
		for (size_t k = 0; k < 8; k++) {
			struct str got = records_of(f, str_of(cases[i].text), k / 2, cases[i].delimiter,
			                            k % 2 ? PARSER_LIBCSV : PARSER_FAST);

			if (!str_is(got, cases[i].want))
				fail_msg("%s: %.*s instead of %s", cases[i].why, STR_ARG(got), cases[i].want);
		}
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
}

static void open_csv(struct opened *f, struct str text, size_t chunk, char delimiter)
{
	open_csv_by(f, text, chunk, delimiter, PARSER_FAST);
}

/* Records of 1 to 40 digits between quoted ones: marks fall on every side of the seams of 64 bytes. */
static void test_csv_seams_of_the_index_do_not_show(void **state)
{
	static const size_t pieces[] = { 1, 63, 64, 65, 1000 };
	struct opened *f = *state;
	struct strbuf b;
	struct csv_record rec;

	strbuf_init(&b, f->a, 0);
	strbuf_addz(&b, "h\n");
	for (size_t i = 0; i < 400; i++)
		strbuf_fmt(&b, "%0*zu,\"%zu,\n\"%s", (int)(i % 40) + 1, i, i, i % 3 ? "\n" : ",\r\n");
	for (size_t k = 0; k < LEN(pieces); k++) {
		open_csv(f, strbuf_str(&b), 0, ',');
		csv_set_piece(f->r, pieces[k]);
		assert_true(csv_next(f->r, &rec, f->d));
		for (size_t i = 0; i < 400; i++) {
			assert_true(csv_next(f->r, &rec, f->d));
			assert_int_equal(rec.line, 2 + 2 * i); /* a heading, then two lines each */
			assert_int_equal(rec.n, i % 3 ? 2 : 3);
			assert_true(str_eq(rec.fields[1], str_fmt(f->a, "%zu,\n", i)));
			assert_true(str_eq(rec.fields[0], str_fmt(f->a, "%0*zu", (int)(i % 40) + 1, i)));
		}
		assert_false(csv_next(f->r, &rec, f->d));
		assert_false(csv_failed(f->r));
		close_csv(f);
	}
}

static void test_csv_quoted_nothing_is_a_cell(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;

	open_csv(f, STR("\"\"\n\n"), 0, ',');
	assert_true(csv_next(f->r, &rec, f->d));
	assert_int_equal(rec.n, 1);
	assert_true(csv_next(f->r, &rec, f->d));
	assert_int_equal(rec.n, 0);
}

static void test_csv_place_counts_characters_and_lines(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;

	/* two bytes are one character; the quote of "x is where its cell starts; z stands in the third line,
	 * behind y" and a comma */
	open_csv(f, STR("h\n\xC3\xA9\xC3\xA9,\"x\ny\",z\n1,2\n"), 0, ',');
	assert_true(csv_next(f->r, &rec, f->d) && csv_next(f->r, &rec, f->d));
	assert_source(csv_place(f->r, f->a, &rec, 0), "in.csv", 2, 1, "\xC3\xA9\xC3\xA9,\"x");
	assert_source(csv_place(f->r, f->a, &rec, 1), "in.csv", 2, 4, "\xC3\xA9\xC3\xA9,\"x");
	assert_source(csv_place(f->r, f->a, &rec, 2), "in.csv", 3, 4, "y\",z");
	assert_source(csv_place(f->r, f->a, &rec, 3), "in.csv", 3, 5, "y\",z"); /* where a fourth would be */
	assert_true(csv_next(f->r, &rec, f->d));
	assert_source(csv_place(f->r, f->a, &rec, 1), "in.csv", 4, 3, "1,2");
}

static void test_csv_place_holds_behind_lone_crs(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;

	open_csv(f, STR("h\nab\rc,d\n"), 0, ',');
	for (int i = 0; i < 3; i++)
		assert_true(csv_next(f->r, &rec, f->d));
	/* a b CR c , d: d is the sixth character of line 2 */
	assert_source(csv_place(f->r, f->a, &rec, 1), "in.csv", 2, 6, "ab\rc,d");
	assert_source(csv_place(f->r, f->a, &rec, 0), "in.csv", 2, 4, "ab\rc,d");
}

static void test_csv_place_counts_crs_where_they_end_lines(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;

	open_csv(f, STR("h\r\"a\rb\",c\r"), 0, ',');
	assert_true(csv_next(f->r, &rec, f->d) && csv_next(f->r, &rec, f->d));
	assert_source(csv_place(f->r, f->a, &rec, 1), "in.csv", 3, 4, "b\",c");
}

static void test_csv_delimiter_changes_from_the_next_record_on(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;

	open_csv(f, STR("sep=;\na;b,c\n"), 0, ',');
	assert_true(csv_next(f->r, &rec, f->d));
	csv_set_delimiter(f->r, ';');
	assert_int_equal(rec.n, 1);
	assert_true(csv_next(f->r, &rec, f->d));
	assert_int_equal(rec.n, 2);
	assert_true(str_is(rec.fields[1], "b,c"));
	assert_source(csv_place(f->r, f->a, &rec, 1), "in.csv", 2, 3, "a;b,c");
}

static void test_csv_raw_is_the_record_as_it_stands(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;

	open_csv(f, STR("h\r\n\"a\r\nb\",c\r\nx\r\n"), 3, ',');
	assert_true(csv_next(f->r, &rec, f->d) && csv_next(f->r, &rec, f->d));
	assert_true(str_is(rec.raw, "\"a\r\nb\",c\r\n"));
	assert_int_equal(rec.from, 0);
}

/* --- what is refused */

static void test_csv_names_the_quote_that_never_closes(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;
	const struct finding *e;

	open_csv(f, STR("h,i\na,\"b\nc,d\ne,f\n"), 0, ',');
	assert_true(csv_next(f->r, &rec, f->d));
	assert_false(csv_next(f->r, &rec, f->d));
	assert_true(csv_failed(f->r));
	e = only_finding(f->d);
	assert_string_equal(e->code, "K121");
	assert_source(e->at, "in.csv", 2, 3, "a,\"b");
	assert_false(csv_next(f->r, &rec, f->d));
	only_finding(f->d);
}

/* Lines of 1 MB behind an open quote: the 17th makes it more than 16 MB. Under valgrind that alone takes longer than every
 * other test of this file; the sanitizers see it. */
static void test_csv_gives_up_on_a_quote_open_for_16_mb(void **state)
{
	struct opened *f = *state;
	size_t n = 17u << 20;
	char *p = ARENA_ARRAY(f->a, n, char);
	struct csv_record rec;
	const struct finding *e;

	if (getenv("KPIALIGN_UNDER_VALGRIND") != NULL)
		skip();
	memset(p, 'x', n);
	for (size_t i = 0; i < n; i += 1u << 20)
		p[i + (1u << 20) - 1] = '\n';
	memcpy(p, "a,\"", 3);
	open_csv(f, (struct str){ p, n }, 0, ',');
	assert_false(csv_next(f->r, &rec, f->d));
	e = only_finding(f->d);
	assert_string_equal(e->code, "K109");
	assert_int_equal(e->at.line, 1);
	assert_int_equal(e->at.col, 3);
}

/* 100,000 cells pass, one more does not. */
static void test_csv_limits_the_cells_of_a_record(void **state)
{
	struct opened *f = *state;
	size_t n = 100000;
	char *p = ARENA_ARRAY(f->a, n + 1, char);
	struct csv_record rec;

	memset(p, ',', n + 1);
	p[n - 1] = '\n'; /* 99,999 commas: 100,000 cells */
	open_csv(f, (struct str){ p, n }, 0, ',');
	assert_true(csv_next(f->r, &rec, f->d));
	assert_int_equal(rec.n, n);
	close_csv(f);
	p[n - 1] = ',';
	p[n] = '\n';
	open_csv(f, (struct str){ p, n + 1 }, 0, ',');
	assert_false(csv_next(f->r, &rec, f->d));
	assert_string_equal(only_finding(f->d)->code, "K109");
}

static void test_csv_fails_where_decoding_does(void **state)
{
	struct opened *f = *state;
	struct csv_record rec;

	open_csv(f, STR("a\n\xFF\n"), 0, ',');
	assert_true(csv_next(f->r, &rec, f->d));
	assert_false(csv_next(f->r, &rec, f->d));
	assert_true(csv_failed(f->r));
	assert_string_equal(only_finding(f->d)->code, "K105");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_csv_records_are_what_libcsv_says),
		TEST(test_csv_seams_of_the_index_do_not_show),
		TEST(test_csv_quoted_nothing_is_a_cell),
		TEST(test_csv_place_counts_characters_and_lines),
		TEST(test_csv_place_holds_behind_lone_crs),
		TEST(test_csv_place_counts_crs_where_they_end_lines),
		TEST(test_csv_delimiter_changes_from_the_next_record_on),
		TEST(test_csv_raw_is_the_record_as_it_stands),
		TEST(test_csv_names_the_quote_that_never_closes),
		TEST(test_csv_gives_up_on_a_quote_open_for_16_mb),
		TEST(test_csv_limits_the_cells_of_a_record),
		TEST(test_csv_fails_where_decoding_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
