/* test_format.c - format files: what they may say, and what they mean. */
#include <stdio.h>
#include "intake.h"
#include "read/format_def.h"

#define HEAD "format: f\nrecognise: {columns: [Date, Views]}\n"
#define DAY  "date: {column: Date, forms: [YYYY-MM-DD]}\n"

static const struct format *parse(struct fixture *x, const char *text)
{
	return format_parse(x->a, STR("f.yaml"), str_of(text), x->d);
}

static void test_format_refuses_at_the_place_of_the_mistake(void **state)
{
	static const struct {
		const char *text, *code;
		uint32_t line;
		const char *words;
	} cases[] = {
		{ HEAD DAY "colums: 3\n", "K601", 4, "colums" },
		{ HEAD "date: {column: Date, forms: [yyyy-mm-dd]}\n", "K602", 3, "'y' is no part of a date" },
		{ HEAD "date: {column: Date}\n", "K602", 1, "a date" },
		{ HEAD DAY "grain: hour\n", "K602", 4, "hour" },
		{ HEAD "grain: event\n", "K602", 1, "a date" },
		{ HEAD DAY "events: [{metric: wins}]\n", "K602", 1, "grain: event for its events" },
		{ HEAD DAY "grain: event\nevents: [{when: {Stage: Won}}]\n", "K602", 5, "names no metric" },
		{ HEAD DAY "grain: event\nevents: [{metric: wins, value: many}]\n", "K602", 5,
		  "no value of an event" },
		{ HEAD DAY "from_file: {account: report_*.csv}\n", "K602", 4, "takes nothing" },
		{ HEAD DAY "grain: post\n", "K602", 1, "the id" },
		{ HEAD DAY "value: {column: v}\n", "K602", 1, "both metric and value" },
		{ HEAD DAY "delimiter: \"x\"\n", "K602", 4, "'x' is no delimiter" },
		{ HEAD DAY "numbers: {decimal: \",\", thousands: \",\"}\n", "K602", 4, "two marks" },
		{ HEAD DAY "metrics: {Views: {metric: views, times: 0}}\n", "K602", 4, "'0' is no factor" },
		{ HEAD DAY "totals: [{column: Date}]\n", "K602", 4, "column and equals" },
		{ "recognise: {columns: [Date]}\n" DAY, "K602", 1, "a name" },
		{ "format: f\n" DAY, "K602", 1, "columns to be recognised by" },
		{ "format: My Format\nrecognise: {columns: [Date]}\n" DAY, "K602", 1, "lower snake case" },
	};
	struct fixture *x = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct diag *d = diag_new();
		const struct finding *f;
		size_t n;

		printf("%s\n", cases[i].text);
		assert_null(format_parse(x->a, STR("f.yaml"), str_of(cases[i].text), d));
		f = diag_list(d, &n);
		assert_int_equal(n, 1);
		assert_string_equal(f->code, cases[i].code);
		assert_int_equal(f->at.line, cases[i].line);
		assert_true(str_find(f->message, str_of(cases[i].words)) != SIZE_MAX);
		diag_free(d);
	}
}

static void test_format_rules_put_exact_names_before_patterns(void **state)
{
	struct fixture *x = *state;
	const struct format *f =
	    parse(x, HEAD DAY "metrics:\n  Sent (Total): messages_sent\n  Watch  Time (hours): "
	                      "{metric: watch_seconds, times: 3600}\n"
	                      "ignore: {\"Sent *\": a part, \"* rate\": a ratio}\n");
	size_t rank;
	const struct column_rule *r;

	assert_non_null(f);
	r = format_rule(f, header_key(x->a, STR(" SENT (total)")), &rank);
	assert_non_null(r);
	assert_true(str_is(r->metric, "messages_sent"));
	assert_int_equal(rank, 0);
	r = format_rule(f, header_key(x->a, STR("Sent posts (X)")), &rank);
	assert_true(r->metric.n == 0 && str_is(r->reason, "a part"));
	r = format_rule(f, header_key(x->a, STR("watch\xC2\xA0time (hours)")), &rank);
	assert_true(str_is(r->metric, "watch_seconds"));
	assert_int_equal(r->times, 3600 * MICRO);
	assert_null(format_rule(f, STR("views"), &rank));
}

static void test_format_title_names_channel_and_metric(void **state)
{
	static const struct {
		const char *title, *channel, *metric;
	} cases[] = {
		{ "Follows", "", "followers_gained" },
		{ "Instagram follows", "instagram", "followers_gained" },
		{ "FACEBOOK  Reach", "facebook", "reach" },
		{ "Instagram", "", "instagram" },
		{ "Instagram story taps", "instagram", "story taps" }, /* unknown: under its own name */
	};
	struct fixture *x = *state;
	const struct format *f =
	    parse(x, HEAD DAY "titles:\n  channels: {Facebook: facebook, Instagram: instagram}\n"
	                      "  metrics: {Follows: followers_gained, Reach: reach}\n");

	assert_non_null(f);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str channel, metric;

		printf("%s\n", cases[i].title);
		format_read_title(f, x->a, str_of(cases[i].title), &channel, &metric);
		assert_string_equal(str_z(x->a, channel), cases[i].channel);
		assert_string_equal(str_z(x->a, metric), cases[i].metric);
	}
}

static void test_format_defaults_are_comma_point_and_first_line(void **state)
{
	const struct format *f = parse(*state, HEAD DAY);

	assert_non_null(f);
	assert_true(str_is(f->delimiters, ",;\t"));
	assert_int_equal(f->header, 1);
	assert_int_equal(f->numbers.decimal, '.');
	assert_int_equal(f->grain, GRAIN_DAY);
	assert_true(str_is(format_title(f), "f"));
}

/* With decimal: "," and nothing said of thousands, 2.345 is 2345 and no mark is taken twice. */
static void test_format_decimal_comma_makes_thousands_points(void **state)
{
	const struct format *f = parse(*state, HEAD DAY "numbers: {decimal: \",\"}\n");

	assert_non_null(f);
	assert_int_equal(f->numbers.decimal, ',');
	assert_int_equal(f->numbers.thousands, '.');
}

static void test_formats_of_the_library_all_parse(void **state)
{
	struct intake *k = intake_new(); /* aborts when one does not */
	size_t n_files = 0;

	(void)state;
	for (size_t i = 0; i < k->files.n; i++)
		n_files += k->files.all[i].role == INPUT_FORMAT && k->files.all[i].bytes > 0;
	assert_true(k->formats.n >= 9);
	assert_int_equal(n_files, k->formats.n);
	intake_free(k);
}

static void test_formats_beside_the_model_go_before_the_library(void **state)
{
	struct intake *k = intake_new();
	size_t n = k->formats.n, n_ours = 0;
	struct formats fs;

	(void)state;
	intake_file(k, "formats/ours.yaml",
	            "format: tidy\ntitle: ours\nrecognise: {columns: [D]}\n"
	            "date: {column: D, forms: [YYYYMMDD]}\n");
	intake_file(k, "formats/more.yaml",
	            "format: more\nrecognise: {columns: [D]}\n"
	            "date: {column: D, forms: [YYYYMMDD]}\n");
	assert_true(formats_read(k->a, k->names, &k->lib, str_fmt(k->a, "%s/m.yaml", k->folder), &fs,
	                         &k->files, k->d));
	assert_int_equal(fs.n, n + 1); /* more is new, tidy takes the place of the library's */
	for (size_t i = 0; i < fs.n; i++)
		n_ours += str_is(format_name(fs.all[i]), "tidy") && str_is(format_title(fs.all[i]), "ours");
	assert_int_equal(n_ours, 1);
	assert_true(str_is(k->files.all[n].path, "formats/more.yaml"));
	intake_free(k);
}

static void test_formats_of_one_folder_have_names_of_their_own(void **state)
{
	struct intake *k = intake_new();
	struct formats fs;

	(void)state;
	for (int i = 0; i < 2; i++)
		intake_file(
		    k, i == 0 ? "formats/a.yaml" : "formats/b.yaml",
		    "format: same\nrecognise: {columns: [D]}\ndate: {column: D, forms: [YYYYMMDD]}\n");
	assert_false(formats_read(k->a, k->names, &k->lib, str_fmt(k->a, "%s/m.yaml", k->folder), &fs,
	                          &k->files, k->d));
	assert_true(intake_says(k, "K601", "the format 'same' is also in formats/a.yaml"));
	intake_free(k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(test_format_refuses_at_the_place_of_the_mistake),
		FIXTURE_TEST(test_format_rules_put_exact_names_before_patterns),
		FIXTURE_TEST(test_format_title_names_channel_and_metric),
		FIXTURE_TEST(test_format_defaults_are_comma_point_and_first_line),
		FIXTURE_TEST(test_format_decimal_comma_makes_thousands_points),
		cmocka_unit_test(test_formats_of_the_library_all_parse),
		cmocka_unit_test(test_formats_beside_the_model_go_before_the_library),
		cmocka_unit_test(test_formats_of_one_folder_have_names_of_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
