/* test_yaml.c - claims about the yaml files: what is read, and what is refused. */
#include <string.h>
#include "nodes.h"

static void test_yaml_reads_maps_lists_and_text(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "a: 1\nb: two words\n", "{a: 1, b: two words}" },
		{ "a:\n  b:\n    c: x\n  d: y\n", "{a: {b: {c: x}, d: y}}" },
		{ "a:\n  - x\n  - y: 1\n", "{a: [x, {y: 1}]}" },
		{ "a: [x, {y: 1}]   # why\n", "{a: [x, {y: 1}]}" },
		{ "a: \"x: y\"\nb: 'it''s'\n", "{a: \"x: y\", b: \"it's\"}" },
		{ "a: >\n  x\n  y\nb: |\n  x\n  y\n", "{a: |x y\n|, b: |x\ny\n|}" },
		{ "a: x\n  y\n", "{a: x y}" },
		{ "a: null\nb: \"null\"\nc: ~\nd: Null\n", "{a: NULL, b: \"null\", c: ~, d: Null}" },
		{ "a: \"\"\n", "{a: \"\"}" },
		{ "a: 12:30\nb: x,y\nc: f(a, b)\n", "{a: 12:30, b: x,y, c: f(a, b)}" },
		{ "f: {a: (b - c) / d}\n", "{f: {a: (b - c) / d}}" },
		{ "", "{}" },
		{ "# only a comment\n", "{}" },
		{ "---\n", "{}" },
		{ "---\na: 1\n...\n", "{a: 1}" },
		{ "\xEF\xBB\xBF"
		  "a: 1\r\nb: 2\r\n",
		  "{a: 1, b: 2}" },
		{ "- a\n- b\n", "[a, b]" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(cases); i++)
		check_tree(f, parse_well(f, cases[i].text), cases[i].want);
}

static void test_yaml_nodes_know_their_place(void **state)
{
	struct fixture *f = *state;
	/* an e acute is one column; the BOM none */
	struct node *n = parse_well(f, "\xEF\xBB\xBF"
	                               "\xC3\xA9: \"\xC3\xA9\"\r\n\r\nb:\r\n  - {c: x}\r\n");
	struct node *item = node_get(n, "b")->items[0];

	check_place(n->pairs[0].value->at, 1, 4, "\xC3\xA9: \"\xC3\xA9\"");
	check_place(n->pairs[1].key_at, 3, 1, "b:");
	check_place(node_get(n, "b")->at, 4, 3, "  - {c: x}");
	check_place(item->at, 4, 5, "  - {c: x}");
	check_place(node_pair(item, "c")->key_at, 4, 6, "  - {c: x}");
	check_place(node_get(item, "c")->at, 4, 9, "  - {c: x}");
}

static void test_yaml_keeps_its_own_copy_of_the_text(void **state)
{
	struct fixture *f = *state;
	char text[] = "a: x\n";
	struct node *n = yaml_parse(f->a, STR("m.yaml"), str_of(text), f->d);

	memset(text, '#', sizeof text - 1);
	check_place(node_get(n, "a")->at, 1, 4, "a: x");
}

/* --- what is refused */

struct bad_case {
	const char *text, *code;
	unsigned line, col;
	const char *message, *remedy; /* parts of them */
	bool has_tree;
};

static void check_bad(const struct bad_case *c)
{
	void *state;

	fixture_setup(&state);
	struct fixture *f = state;
	const struct node *n = parse(f, c->text);
	size_t n_found;
	const struct finding *all = diag_list(f->d, &n_found);

	if (n_found != 1 || (n != NULL) != c->has_tree || strcmp(all->code, c->code) != 0
	    || all->at.line != c->line || all->at.col != c->col
	    || str_find(all->message, str_of(c->message)) == SIZE_MAX
	    || str_find(all->remedy, str_of(c->remedy)) == SIZE_MAX)
		fail_msg("'%s': tree %d, %zu findings, %s at %u:%u: %.*s; %.*s", c->text, n != NULL, n_found,
		         n_found > 0 ? all->code : "", n_found > 0 ? (unsigned)all->at.line : 0,
		         n_found > 0 ? (unsigned)all->at.col : 0,
		         STR_ARG(n_found > 0 ? all->message : STR_NONE),
		         STR_ARG(n_found > 0 ? all->remedy : STR_NONE));
	fixture_teardown(&state);
}

static void test_yaml_names_what_a_model_must_not_use(void **state)
{
	static const struct bad_case cases[] = {
		{ "account: *acme\n", "K607", 1, 10, "aliases (*acme)", "\"*acme\"", true },
		{ "files: *.csv\n", "K607", 1, 8, "starts with * is an alias", "in quotes", false },
		{ "- *\n", "K607", 1, 3, "starts with * is an alias", "in quotes", false },
		{ "a: &x b\n", "K607", 1, 4, "anchors (&x)", "in quotes", true },
		{ "a: &x [b]\n", "K607", 1, 4, "anchors (&x)", "in quotes", true },
		{ "a: & b\n", "K607", 1, 4, "starts with & is an anchor", "in quotes", false },
		{ "a: !!int 5\n", "K607", 1, 4, "tags", "take the tag out", true },
		{ "a: !x {b: 1}\n", "K607", 1, 4, "tags (!x)", "take the tag out", true },
		{ "%TAG ! x:\n---\na: 1\n", "K607", 1, 1, "%TAG", "take the line out", true },
		{ "<<: {a: 1}\n", "K607", 1, 1, "<<", "extends", true },
		{ "a: 1\nb: 2\na: 3\n", "K601", 3, 1, "'a' is given twice: here and in line 1", "keep one",
		  true },
		{ "a: 1\n---\nb: 2\n", "K602", 2, 1, "second document", "a file of its own", false },
		{ "a: 1\n...\nb: 2\n", "K602", 3, 1, "behind the end of the document", "one document",
		  false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		check_bad(&cases[i]);
}

static void test_yaml_explains_the_usual_slips(void **state)
{
	static const struct bad_case cases[] = {
		{ "key:\nb: 1\n", "K602", 1, 1, "'key' has no value", "null for none", true },
		{ "a:\n  key:\n", "K602", 2, 3, "'key' has no value", "null for none", true },
		{ "color: #fff\n", "K602", 1, 1, "# starts a comment", "in quotes", true },
		{ "a:\n  -\n  - b\n", "K602", 2, 4, "a list item has no value", "take the `-` out", true },
		{ "{formula: max(a, b)}\n", "K602", 1, 11, "a comma ends the text", "\"max(a, b)\"", true },
		{ "k: {f: max(a, min(b, c)), w: 2}\n", "K602", 1, 8, "a comma ends", "\"max(a, min(b, c))\"",
		  true },
		{ "a: [x, f(1, 2), y]\n", "K602", 1, 8, "a comma ends the text", "\"f(1, 2)\"", true },
		{ "a:1\n", "K602", 1, 1, "a space is missing", "write a: 1", false },
		{ "a:1\nb: 2\n", "K602", 1, 2, "a space is missing", "write a: 1", false },
		{ "x:\n  b: 1\n  unit:count\n  c: 2\n", "K602", 3, 7, "a space is missing", "unit: count",
		  false },
		{ "a: {b:1}\n", "K602", 1, 5, "a space is missing", "write b: 1", true },
		{ "why: a: b\n", "K602", 1, 7, "a second colon", "why: \"a: b\"", false },
		{ "  why: say \"x\": b\n", "K602", 1, 15, "a second colon", "one pair of quotes", false },
		{ "a:\n\tb: 1\n", "K602", 2, 1, "a tab", "use spaces", false },
		{ "a:\n  b: 1\n \tc: 1\n", "K602", 3, 2, "a tab", "use spaces", false },
		{ "a: @x\n", "K602", 1, 4, "starts with @", "in quotes", false },
		{ "a: `x`\n", "K602", 1, 4, "starts with `", "in quotes", false },
		{ "a: %x\n", "K602", 1, 4, "starts with %", "in quotes", false },
		{ "a: 1\n  b: 2\n", "K602", 2, 4, "deeper than line 1", "in column 1", false },
		{ "a:\n  b: 2\n c: 3\n", "K602", 3, 2, "starts in column 2, where no line above it does",
		  "column 3, as line 2 does, or in column 1, as line 1", false },
		{ "a:\n  - b\n  c: 1\n", "K602", 3, 3, "does not start with `- `", "start it with", false },
		{ "a:\n  c: 1\n  - b\n", "K602", 3, 3, "a list item stands among keys", "indent the list",
		  false },
		{ "a: [1, 2\nb: 3\n", "K602", 1, 4, "the [ that opens here", "close it", false },
		{ "a: {x: 1\nb: 3\n", "K602", 1, 4, "the { that opens here", "close it", false },
		{ "a: \"x\nb: 1\n", "K602", 1, 4, "the quote that opens here", "close it", false },
		{ "a: \"x\\d\"\n", "K602", 1, 6, "a backslash", "single quotes", false },
		{ "a: \"x\" y\n", "K602", 1, 8, "nothing may follow", "one pair of quotes", false },
		{ "a: 1\nfoo\n", "K602", 2, 1, "neither `key: value`", "a colon is missing", false },
		{ "foo\nbar: 1\n", "K602", 1, 1, "neither `key: value`", "a colon is missing", false },
		{ "a: - b\n", "K602", 1, 4, "a list cannot start behind a key", "[a, b]", false },
		{ "a: ,x\n", "K602", 1, 4, "a sign that needs quotes", "in quotes", false },
		{ "a: |x\n  b\n", "K602", 1, 5, "must start on the next line", "indented", false },
		{ ": b\n", "K602", 1, 1, "no key before this colon", "write the key", false },
		{ "? [a]\n: b\n", "K602", 1, 3, "a key must be text", "key: value", false },
		{ "just words\n", "K602", 1, 1, "holds no key", "key: value", false },
		{ "null\n", "K602", 1, 1, "holds no key", "key: value", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		check_bad(&cases[i]);
}

static void test_yaml_checks_bytes_first(void **state)
{
	static const struct bad_case cases[] = {
		{ "a: 1\nb: \xC3\xA9\xE9\n", "K105", 2, 5, "byte 0xE9 is not UTF-8", "save the file as UTF-8",
		  false },
		{ "\xFF\xFE"
		  "a",
		  "K105", 0, 0, "UTF-16", "save the file as UTF-8", false },
		{ "a: 1\nb: x\x07\n", "K105", 2, 5, "a control character", "delete it", false },
		{ "a: \x7F\x7F\n", "K105", 1, 4, "a control character", "and the 1 other like it", false },
		/* libyaml would take it for a line end, and then b for a key */
		{ "a: x\xE2\x80\xA8"
		  "b: y\n",
		  "K105", 1, 5, "U+2028", "delete it", false },
		{ "a: \xC2\x85\n", "K105", 1, 4, "U+0085", "delete it", false },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(cases); i++)
		check_bad(&cases[i]);
	assert_null(yaml_parse(f->a, STR("m.yaml"), (struct str){ "a: b\0c\n", 7 }, f->d));
	assert_true(diag_has(f->d, "K105"));
}

/* All that does not end the file comes in one pass, and the tree with it. */
/* Bytes are looked at eight at a time: wherever they stand, those that no editor shows are found, and no others. */
static void test_yaml_finds_what_is_unseen_wherever_it_stands(void **state)
{
	static const char *const unseen[] = { "\x01",     "\x1F",         "\x7F",
		                              "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF" };
	static const char *const seen[] = { "~", "\t", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80" };
	static const char before[] = "yyyyyyyy yyyyyyyy yyyyyyyyyyyyyyyyyyyyyyyy";
	struct fixture *f = *state;

	for (size_t at = 0; at < 40; at++) {
		for (size_t i = 0; i < LEN(unseen); i++) {
			struct diag *d = diag_new();
			struct str text =
			    str_fmt(f->a, "a: \"%.*s%sxxxxxxxxx\"\n", (int)at, before, unseen[i]);

			assert_null(yaml_parse(f->a, STR("m.yaml"), text, d));
			assert_true(diag_has(d, "K105"));
			diag_free(d);
		}
		for (size_t i = 0; i < LEN(seen); i++)
			parse_well(f,
			           str_z(f->a, str_fmt(f->a, "a: \"%.*s%sxx\"\n", (int)at, before, seen[i])));
	}
}

/* In a map of few keys and in one of many the second of two is named, with the line of the first. */
static void test_yaml_names_a_key_given_twice_however_large_the_map(void **state)
{
	struct fixture *f = *state;

	for (size_t n = 1; n < 70; n++) {
		struct diag *d = diag_new();
		struct strbuf b;
		size_t n_said;

		strbuf_init(&b, f->a, 0);
		for (size_t i = 0; i < n; i++)
			strbuf_fmt(&b, "k%zu: 1\n", i);
		assert_non_null(yaml_parse(f->a, STR("m.yaml"), strbuf_str(&b), d));
		assert_int_equal(diag_count(d, SEV_ERROR), 0);
		strbuf_fmt(&b, "k%zu: 2\n", n / 2);
		assert_non_null(yaml_parse(f->a, STR("m.yaml"), strbuf_str(&b), d));
		assert_int_equal(diag_count(d, SEV_ERROR), 1);
		assert_true(str_ends(diag_list(d, &n_said)[0].message,
		                     str_fmt(f->a, "here and in line %zu", n / 2 + 1)));
		diag_free(d);
	}
}

/* What stands in the file as it is, and what does not: escapes, folds, doubled quotes, letters before it. */
static void test_yaml_gives_the_text_that_is_meant(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "a: plain text\n", "plain text" },
		{ "a: plain\n  text\n", "plain text" },
		{ "a: \"quoted\"\n", "quoted" },
		{ "a: \"q\\\"uoted\"\n", "q\"uoted" },
		{ "a: \"\\x41A\"\n", "AA" },
		{ "a: 'it''s'\n", "it's" },
		{ "a: |\n  two\n  lines\n", "two\nlines\n" },
		{ "a: >\n  two\n  lines\n", "two lines\n" },
		{ "\"\xC3\xA9\": {b: \xC3\xA9}\na: \xC3\xA9t\xC3\xA9\n", "\xC3\xA9t\xC3\xA9" },
		{ "{\xC3\xA9\xC3\xA9\xC3\xA9: aaaaaaaa, a: aaaa}\n", "aaaa" },
		{ "a: \"\"\n", "" },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		assert_true(str_is(node_get(parse_well(*state, cases[i].text), "a")->text, cases[i].want));
}

static void test_yaml_reports_every_mistake_that_is_no_syntax(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse(f, "a: *x\nb:\na: 2\nc: {<<: y}\n");
	size_t n_found;
	const struct finding *all = diag_list(f->d, &n_found);

	assert_int_equal(n_found, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(all[i].at.line, i + 1);
	check_tree(f, n, "{a: *x, b: NULL, a: 2, c: {<<: y}}");
}

static struct str brackets(struct fixture *f, size_t n)
{
	char *p = ARENA_ARRAY(f->a, 2 * n, char);

	memset(p, '[', n);
	memset(p + n, ']', n);
	return (struct str){ p, 2 * n };
}

static void test_yaml_goes_64_levels_deep_and_no_deeper(void **state)
{
	struct fixture *f = *state;
	size_t n;

	assert_non_null(yaml_parse(f->a, STR("m.yaml"), brackets(f, 64), f->d));
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
	assert_null(yaml_parse(f->a, STR("m.yaml"), brackets(f, 65), f->d));
	assert_string_equal(diag_list(f->d, &n)[0].code, "K602");
	assert_int_equal(diag_list(f->d, &n)[0].at.col, 65);
	assert_null(yaml_parse(f->a, STR("m.yaml"), brackets(f, 100000), f->d));
}

static void test_yaml_takes_a_megabyte_and_no_more(void **state)
{
	struct fixture *f = *state;
	size_t n = 1u << 20;
	char *p = ARENA_ARRAY(f->a, n + 1, char);

	memset(p, '#', n + 1);
	assert_non_null(yaml_parse(f->a, STR("m.yaml"), (struct str){ p, n }, f->d));
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
	assert_null(yaml_parse(f->a, STR("m.yaml"), (struct str){ p, n + 1 }, f->d));
	assert_true(diag_has(f->d, "K602"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(test_yaml_reads_maps_lists_and_text),
		FIXTURE_TEST(test_yaml_nodes_know_their_place),
		FIXTURE_TEST(test_yaml_keeps_its_own_copy_of_the_text),
		FIXTURE_TEST(test_yaml_names_what_a_model_must_not_use),
		FIXTURE_TEST(test_yaml_explains_the_usual_slips),
		FIXTURE_TEST(test_yaml_checks_bytes_first),
		FIXTURE_TEST(test_yaml_finds_what_is_unseen_wherever_it_stands),
		FIXTURE_TEST(test_yaml_names_a_key_given_twice_however_large_the_map),
		FIXTURE_TEST(test_yaml_gives_the_text_that_is_meant),
		FIXTURE_TEST(test_yaml_reports_every_mistake_that_is_no_syntax),
		FIXTURE_TEST(test_yaml_goes_64_levels_deep_and_no_deeper),
		FIXTURE_TEST(test_yaml_takes_a_megabyte_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
