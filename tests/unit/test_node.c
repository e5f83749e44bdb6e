/* test_node.c - claims about the node files: merging trees, and the values of nodes. */
#include "nodes.h"

static void test_node_get_of_anything_but_a_map_is_nothing(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "a: [x]\nb: null\n");

	assert_null(node_get(n, "c"));
	assert_null(node_get(node_get(n, "a"), "x"));
	assert_null(node_get(NULL, "a"));
	assert_null(node_pair(NULL, "a"));
	assert_int_equal(node_get(n, "b")->kind, NODE_NULL);
}

/* --- merging */

static void test_node_merge_lays_maps_key_by_key(void **state)
{
	static const struct {
		const char *under, *over, *want, *want_kept;
	} cases[] = {
		{ "a: 1\nb: 2\n", "b: 3\nc: 4\n", "{a: 1, b: 3, c: 4}", "{a: 1, b: 3, c: 4}" },
		{ "m: {x: {u: 1, l: 2}}\n", "m: {x: {l: 3}}\n", "{m: {x: {u: 1, l: 3}}}",
		  "{m: {x: {u: 1, l: 3}}}" },
		{ "m: {x: 1, y: 2}\n", "m: {x: null}\n", "{m: {y: 2}}", "{m: {x: NULL, y: 2}}" },
		{ "a: 1\n", "b: null\n", "{a: 1}", "{a: 1, b: NULL}" },
		{ "a: 1\n", "m: {x: null, y: 2}\n", "{a: 1, m: {y: 2}}", "{a: 1, m: {x: NULL, y: 2}}" },
		{ "l: [a, b]\n", "l: [c]\n", "{l: [c]}", "{l: [c]}" },
		{ "m: {x: 1}\n", "m: word\n", "{m: word}", "{m: word}" },
		{ "m: word\n", "m: {x: 1}\n", "{m: {x: 1}}", "{m: {x: 1}}" },
		{ "", "a: 1\n", "{a: 1}", "{a: 1}" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct node *under = parse_well(f, cases[i].under),
				  *over = parse_well(f, cases[i].over);

		check_tree(f, node_merge(f->a, under, over, false), cases[i].want);
		check_tree(f, node_merge(f->a, under, over, true), cases[i].want_kept);
	}
}

static void test_node_merge_leaves_its_inputs_alone(void **state)
{
	struct fixture *f = *state;
	struct node *under = parse_well(f, "m: {x: 1, y: 2}\nz: 3\n");
	struct node *over = parse_well(f, "m: {x: null, y: 4}\nz: null\n");

	check_tree(f, node_merge(f->a, under, over, false), "{m: {y: 4}}");
	check_tree(f, under, "{m: {x: 1, y: 2}, z: 3}");
	check_tree(f, over, "{m: {x: NULL, y: 4}, z: NULL}");
}

static void test_node_merge_takes_nothing_for_either(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "a: {b: null, c: 1}\n");

	assert_null(node_merge(f->a, NULL, NULL, false));
	check_tree(f, node_merge(f->a, n, NULL, false), "{a: {b: NULL, c: 1}}");
	check_tree(f, node_merge(f->a, NULL, n, false), "{a: {c: 1}}");
	check_tree(f, node_merge(f->a, NULL, n, true), "{a: {b: NULL, c: 1}}");
}

static void test_node_merge_keeps_places(void **state)
{
	struct fixture *f = *state;
	struct node *under = yaml_parse(f->a, STR("u.yaml"), STR("a: 1\nb: 2\n"), f->d);
	struct node *both = node_merge(f->a, under, parse_well(f, "\n\nb: 3\n"), false);

	assert_true(str_is(node_get(both, "a")->at.file, "u.yaml"));
	check_place(node_pair(both, "b")->key_at, 3, 1, "b: 3");
}

/* --- values */

static const char *only_message(struct fixture *f)
{
	const struct finding *one = only_finding(f->d);

	return str_z(f->a,
	             str_fmt(f->a, "%s: %.*s; %.*s", one->code, STR_ARG(one->message), STR_ARG(one->remedy)));
}

static void test_node_str_takes_any_text(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "a: 12\nb: [x]\n");
	struct str s;

	assert_true(node_str(node_get(n, "a"), "unit", &s, f->d));
	assert_true(str_is(s, "12"));
	assert_false(node_str(node_get(n, "b"), "unit", &s, f->d));
	assert_string_equal(only_message(f), "K602: unit must be text, not a list; ");
}

static void test_node_bool_takes_the_plain_words(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "l: [true, yes, false, no]\nq: \"yes\"\nr: True\n");
	bool b;

	for (size_t i = 0; i < 4; i++) {
		assert_true(node_bool(node_get(n, "l")->items[i], "context", &b, f->d));
		assert_int_equal(b, i < 2);
	}
	assert_false(node_bool(node_get(n, "q"), "context", &b, f->d));
	assert_string_equal(only_message(f),
	                    "K602: context must be true or false, not 'yes'; write true or false, "
	                    "without quotes");
	assert_false(node_bool(node_get(n, "r"), "context", &b, f->d));
}

static void test_node_int_keeps_to_its_range(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int want;
	} cases[] = {
		{ "1", true, 1 },    { "12", true, 12 },    { "\"7\"", true, 7 }, { "3.0", true, 3 },
		{ "0", false, 0 },   { "13", false, 0 },    { "1.5", false, 0 },  { "x", false, 0 },
		{ "5%", false, 0 },  { "1,000", false, 0 }, { "1K", false, 0 },   { "null", false, 0 },
		{ "[1]", false, 0 }, { "\"\"", false, 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct node *n = parse(f, str_z(f->a, str_fmt(f->a, "a: %s\n", cases[i].text)));
		size_t before = diag_count(f->d, SEV_ERROR);
		int v = -1;
		bool ok = node_int(node_get(n, "a"), "month", 1, 12, &v, f->d);

		if (ok != cases[i].ok || v != (ok ? cases[i].want : -1)
		    || diag_count(f->d, SEV_ERROR) != before + !ok)
			fail_msg("%s gives %d, %d", cases[i].text, ok, v);
	}
}

static void test_node_int_says_its_range(void **state)
{
	struct fixture *f = *state;
	int v;

	assert_false(node_int(node_get(parse_well(f, "a: 13\n"), "a"), "month", 1, 12, &v, f->d));
	assert_string_equal(only_message(f), "K602: month must be from 1 to 12, not 13; ");
}

static void test_node_double_reads_plain_decimals(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "a: 0.25\nb: -1\nc: .5\nd: 1.5\n");
	double v = 0;

	/* 0.25 and 0.5 are exact in binary */
	assert_true(node_double(node_get(n, "a"), "red_at", 0, 1, &v, f->d) && v >= 0.25 && v <= 0.25);
	assert_true(node_double(node_get(n, "b"), "red_at", -1, 1, &v, f->d) && v >= -1.0 && v <= -1.0);
	assert_true(node_double(node_get(n, "c"), "red_at", 0, 1, &v, f->d) && v >= 0.5 && v <= 0.5);
	assert_false(node_double(node_get(n, "d"), "red_at", 0, 1, &v, f->d));
	assert_string_equal(only_message(f), "K602: red_at must be from 0 to 1, not 1.5; ");
	assert_false(node_double(node_get(parse(f, "a: 80%\n"), "a"), "red_at", 0, 1, &v, f->d));
}

static void test_node_day_is_written_one_way(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "a: 1970-01-02\nb: 2/1/1970\n");
	int32_t day = 0;

	assert_true(node_day(node_get(n, "a"), "on", &day, f->d));
	assert_int_equal(day, 1);
	assert_false(node_day(node_get(n, "b"), "on", &day, f->d));
	assert_string_equal(only_message(f),
	                    "K602: on must be a day, not '2/1/1970'; write it as 2026-09-30");
}

static const char *const levels[] = { "input", "activity", "output", "outtake", "outcome", "impact" };

static void test_node_enum_suggests_the_nearest(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "a: outcome\nb: outcom\n");
	int i = -1;

	assert_true(node_enum(node_get(n, "a"), "level", levels, LEN(levels), &i, f->d));
	assert_int_equal(i, 4);
	assert_false(node_enum(node_get(n, "b"), "level", levels, LEN(levels), &i, f->d));
	assert_string_equal(only_message(f),
	                    "K602: level cannot be 'outcom'; did you mean outcome? it can be one of "
	                    "input, activity, output, outtake, outcome, impact");
	assert_false(node_enum(n, "level", levels, LEN(levels), &i, f->d));
}

static void test_node_texts_takes_one_or_many(void **state)
{
	struct fixture *f = *state;
	struct node *n = parse_well(f, "a: x\nb: [x, \"y z\"]\nc: [x, [y]]\nd: {x: 1}\ne: []\n");
	const struct str *texts;
	size_t count;

	assert_true(node_texts(node_get(n, "a"), "aliases", f->a, &texts, &count, f->d));
	assert_true(count == 1 && str_is(texts[0], "x"));
	assert_true(node_texts(node_get(n, "b"), "aliases", f->a, &texts, &count, f->d));
	assert_true(count == 2 && str_is(texts[1], "y z"));
	assert_true(node_texts(node_get(n, "e"), "aliases", f->a, &texts, &count, f->d));
	assert_int_equal(count, 0);
	assert_false(node_texts(node_get(n, "c"), "aliases", f->a, &texts, &count, f->d));
	assert_string_equal(only_message(f), "K602: aliases must be text, not a list; ");
	assert_false(node_texts(node_get(n, "d"), "aliases", f->a, &texts, &count, f->d));
}

static void test_node_keys_names_every_stranger(void **state)
{
	static const char *const keys[] = { "name", "unit" };
	struct fixture *f = *state;
	struct node *n = parse_well(f, "name: x\nunits: y\ncolour: z\n");
	size_t count;

	assert_false(node_keys(n, "a metric", keys, 2, f->d));
	const struct finding *all = diag_list(f->d, &count);
	assert_int_equal(count, 2);
	assert_string_equal(all[0].code, "K601");
	check_place(all[0].at, 2, 1, "units: y");
	assert_true(str_is(all[0].message, "a metric has no key 'units'"));
	assert_true(str_is(all[0].remedy, "did you mean unit? it can be one of name, unit"));
	assert_true(str_is(all[1].remedy, "it can be one of name, unit"));
	assert_true(node_keys(parse(f, "unit: x\n"), "a metric", keys, 2, f->d));
	assert_false(node_keys(parse(f, "- x\n"), "a metric", keys, 2, f->d));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(test_node_get_of_anything_but_a_map_is_nothing),
		FIXTURE_TEST(test_node_merge_lays_maps_key_by_key),
		FIXTURE_TEST(test_node_merge_leaves_its_inputs_alone),
		FIXTURE_TEST(test_node_merge_takes_nothing_for_either),
		FIXTURE_TEST(test_node_merge_keeps_places),
		FIXTURE_TEST(test_node_str_takes_any_text),
		FIXTURE_TEST(test_node_bool_takes_the_plain_words),
		FIXTURE_TEST(test_node_int_keeps_to_its_range),
		FIXTURE_TEST(test_node_int_says_its_range),
		FIXTURE_TEST(test_node_double_reads_plain_decimals),
		FIXTURE_TEST(test_node_day_is_written_one_way),
		FIXTURE_TEST(test_node_enum_suggests_the_nearest),
		FIXTURE_TEST(test_node_texts_takes_one_or_many),
		FIXTURE_TEST(test_node_keys_names_every_stranger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
