/* test_width.c - how wide a text prints, and a number in the scale of its KPI (WORKBOOK 6 and 8). */
#include "plan/width.h"
#include "plan/number.h"
#include "world.h"

static struct arena *arena_of(void **state)
{
	return ((struct world *)*state)->a;
}

static void test_width_is_the_sum_over_characters(void **state)
{
	(void)state;
	/* "Met": M 17 + e 10 + t 7 = 34 tenths at 11 points */
	assert_near(text_units(STR("Met"), 11, false), 3.4, 1e-12);
	/* the same in bold at 22 points: 3.4 x 2 x 1.03 */
	assert_near(text_units(STR("Met"), 22, true), 7.004, 1e-12);
	/* e 10 + combining acute 0, then two wide characters 20 each, then a block 14 */
	assert_near(text_units(STR("e\u0301\u4e2d\u6587\u2588"), 11, false), 6.4, 1e-12);
	/* every ASCII character has some width */
	for (char c = 0x20; c < 0x7F; c++)
		assert_true(text_units((struct str){ &c, 1 }, 11, false) >= 0.4);
}

static void test_lines_are_placed_greedily(void **state)
{
	static const struct {
		const char *why, *text;
		uint32_t pixels, lines;
	} cases[] = {
		{ "empty text takes a line", "", 100, 1 },
		/* 10 digits are 10 units of Calibri 11, at size 10: 9.09; room (100 - 8 - 9) / 7.43 =
		 * 11.17 */
		{ "fits", "0123456789", 100, 1 },
		/* two of them with a space: 9.09 + 0.45 + 9.09 > 11.17 */
		{ "second word on a second line", "0123456789 0123456789", 100, 2 },
		/* a word of 20 digits is 18.18 units: cut once */
		{ "a longer word is cut", "01234567890123456789", 100, 2 },
		{ "a line break starts a line", "a\nb\nc", 100, 3 },
		/* cut as one word 21.4 units: 2 lines; broken after the slash 1 + 19.5 / 11.17: 3 lines */
		{ "a path may break after its slash", "012/012345678901234567890", 100, 3 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		print_message("%s\n", cases[i].why);
		assert_int_equal(text_lines(str_of(cases[i].text), LOOK_CELL, cases[i].pixels),
		                 cases[i].lines);
	}
	/* a number never wraps */
	assert_int_equal(text_lines(STR("1 2 3 4 5 6 7 8 9"), LOOK_NUMBER, 20), 1);
	/* 2 lines x 1.32 x 10 + 5 = 31.4, up to 0.75: 31.5 */
	assert_near(lines_points(2, LOOK_CELL, STYLE_BOARD), 31.5, 1e-12);
	assert_near(lines_points(500, LOOK_CELL, STYLE_BOARD), 409.5, 1e-12);
}

static void test_numbers_keep_one_scale(void **state)
{
	struct arena *a = arena_of(state);
	static const struct {
		const char *why;
		enum unit unit;
		double value;
		bool is_short;
		const char *words, *format;
	} cases[] = {
		{ "counts in full", UNIT_COUNT, 12413220, false, "12,413,220", "#,##0;\"\u2212\"#,##0" },
		{ "counts on Summary", UNIT_COUNT, 12413220, true, "12.4 M",
		  "#,##0.0,,\" M\";\"\u2212\"#,##0.0,,\" M\"" },
		{ "thousands on Summary", UNIT_COUNT, 58230, true, "58.2 k",
		  "#,##0.0,\" k\";\"\u2212\"#,##0.0,\" k\"" },
		{ "small on Summary", UNIT_COUNT, 642, true, "642", "#,##0;\"\u2212\"#,##0" },
		{ "cost per lead", UNIT_CURRENCY, 38.2, false, "38.20 \u20ac",
		  "#,##0.00\" \u20ac\";\"\u2212\"#,##0.00\" \u20ac\"" },
		{ "thousands of money", UNIT_CURRENCY, 352000, false, "352 k\u20ac",
		  "#,##0,\" k\u20ac\";\"\u2212\"#,##0,\" k\u20ac\"" },
		{ "millions of money", UNIT_CURRENCY, 1740000, false, "1.74 M\u20ac",
		  "#,##0.00,,\" M\u20ac\";\"\u2212\"#,##0.00,,\" M\u20ac\"" },
		{ "loss", UNIT_CURRENCY, -352000, false, "\u2212352 k\u20ac", NULL },
		{ "ratio", UNIT_RATIO, 0.178, false, "17.8%", "#,##0.0%;\"\u2212\"#,##0.0%" },
		{ "days", UNIT_DAYS, 44, false, "44 days", NULL },
		{ "half up as Excel does, though the double is below", UNIT_POINTS, 0.25, false, "0.3 points",
		  NULL },
		{ "zero has no sign", UNIT_COUNT, -0.0, false, "0", NULL },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct scale s = scale_of(a, cases[i].unit, STR("EUR"), cases[i].value, cases[i].is_short);

		print_message("%s\n", cases[i].why);
		assert_str(scale_words(a, &s, cases[i].value), cases[i].words);
		if (cases[i].format)
			assert_str(scale_format(a, &s, false), cases[i].format);
	}
}

static void test_other_currencies_show_their_code(void **state)
{
	struct arena *a = arena_of(state);
	struct scale s = scale_of(a, UNIT_CURRENCY, STR("CHF"), 352000, false);

	assert_str(scale_words(a, &s, 352000), "352 k CHF");
	s = scale_of(a, UNIT_CURRENCY, STR("CHF"), 35, false);
	assert_str(scale_words(a, &s, 35), "35.00 CHF");
	s = scale_of(a, UNIT_CURRENCY, STR_NONE, 35, false); /* none named: no blank for it */
	assert_str(scale_words(a, &s, 35), "35.00");
	s = scale_of(a, UNIT_CURRENCY, STR_NONE, 352000, false);
	assert_str(scale_words(a, &s, 352000), "352 k");
}

static void test_changes_are_signed_and_ratios_in_points(void **state)
{
	struct arena *a = arena_of(state);
	struct scale ratio = scale_of(a, UNIT_RATIO, STR("EUR"), 0.178, false);
	struct scale money = scale_of(a, UNIT_CURRENCY, STR("EUR"), 440000, false);

	/* 17.8% against 19.0% */
	assert_near(scale_change(&ratio, 0.19, 0.178), -1.2, 1e-12);
	assert_str(scale_change_words(a, &ratio, -1.2), "\u22121.2 pp");
	assert_str(scale_change_words(a, &ratio, 0.6), "+0.6 pp");
	assert_str(scale_change_words(a, &ratio, 0), "0.0 pp");
	assert_str(scale_change_words(a, &money, -88000), "\u221288 k\u20ac");
	assert_str(scale_change_plain(a, &money, -41000), "41 k\u20ac");
	/* what rounds to 0 has no sign, whatever the cell holds */
	assert_str(scale_change_words(a, &ratio, -0.04), "0.0 pp");
	assert_str(scale_still_format(a, &ratio, false), "#,##0.0\" pp\";#,##0.0\" pp\"");
	assert_str(scale_still_format(a, &ratio, true), "\"~ \"#,##0.0\" pp\";\"~ \"#,##0.0\" pp\"");
	ratio.is_marked = true;
	assert_str(scale_words(a, &ratio, 0.178), "17.8%\u2020");
	assert_str(scale_format(a, &ratio, false), "#,##0.0%\"\u2020\";\"\u2212\"#,##0.0%\"\u2020\"");
	ratio.is_marked = false;
	assert_str(scale_change_format(a, &ratio, true),
	           "\"~ +\"#,##0.0\" pp\";\"~ \u2212\"#,##0.0\" pp\";\"~ \"#,##0.0\" pp\"");
}

static void test_rounding_never_hides_a_boundary(void **state)
{
	struct arena *a = arena_of(state);
	struct kpi kpi = { .unit = UNIT_RATIO };
	struct kpi_outcome k = { .kpi = &kpi,
		                 .figure = { .has = true, .value = 0.18996 },
		                 .target = { .has = true, .target = 0.19, .red_line = 0.152 } };
	struct scale s = scale_kpi(a, &k, STR("EUR"), false);

	/* 18.996% prints as 19.0% and 19.00%, the target itself; 18.996% does not */
	assert_int_equal(s.decimals, 3);
	assert_str(scale_words(a, &s, 0.18996), "18.996%");
	k.figure.value = 0.19;
	s = scale_kpi(a, &k, STR("EUR"), false);
	assert_int_equal(s.decimals, 1);
}

/* Where four decimals of millions or thousands do not tell a figure from its target, whole amounts do. */
static void test_a_figure_and_a_target_that_differ_print_apart(void **state)
{
	static const struct {
		enum unit unit;
		double value, target;
		const char *shown, *target_shown;
	} all[] = {
		{ UNIT_CURRENCY, 999999.5, 1000000, "999,999.50 \u20ac", "1,000,000.00 \u20ac" },
		{ UNIT_CURRENCY, 999999.999, 1000000, "999,999.999 \u20ac", "1,000,000.000 \u20ac" },
		{ UNIT_COUNT, 1999999, 2000000, "1,999,999", "2,000,000" },
		{ UNIT_RATIO, 0.1899999, 0.19, "18.99999%", "19.00000%" },
	};
	struct arena *a = arena_of(state);

	for (size_t i = 0; i < LEN(all); i++) {
		struct kpi kpi = { .unit = all[i].unit };
		struct kpi_outcome k = { .kpi = &kpi,
			                 .figure = { .has = true, .value = all[i].value },
			                 .target = { .has = true, .target = all[i].target } };
		struct scale s = scale_sentence(a, &k, STR("EUR"));

		assert_str(scale_words(a, &s, all[i].value), all[i].shown);
		assert_str(scale_words(a, &s, all[i].target), all[i].target_shown);
	}
}

/* A4 landscape holds 516 points of sheets up to 1036 pixels wide: parts of 300, 200, 100 and 600 under their headings. 300 + 200
 * fit, 100 more do not, and 600 fit no page, so they begin where they are: 100 of 516 are used. The last 200 would follow
 * (100 + 600) mod 516 = 184. */
static void test_pages_break_before_headings(void **state)
{
	struct arena *a = arena_of(state);
	static const double points[] = { 100, 200, 200, 100, 300, 300, 200 };
	static const uint32_t headings[] = { 0, 2, 3, 4, 6 };
	enum { ROWS = LEN(points), HEADINGS = LEN(headings) };
	double rows[ROWS];
	struct cell cells[HEADINGS];
	struct sheet s = { .cells = cells, .n_cells = HEADINGS, .row_points = rows, .n_rows = ROWS };

	for (size_t i = 0; i < ROWS; i++)
		rows[i] = points[i];
	for (size_t i = 0; i < HEADINGS; i++)
		cells[i] = (struct cell){ .row = headings[i], .look = LOOK_SECTION };
	s.is_landscape = true;
	s.n_cols = 1;
	s.col_pixels[0] = 1036;
	sheet_break(a, &s, PAPER_A4);
	assert_int_equal(s.n_breaks, 1);
	assert_int_equal(s.breaks[0], 3);
	/* twice as wide is half as high: 1032 points, and 100 + 200 + 200 + 100 + 600 = 1200 are too many */
	s.col_pixels[0] = 2072;
	s.n_breaks = 0;
	sheet_break(a, &s, PAPER_A4);
	assert_int_equal(s.n_breaks, 1);
	assert_int_equal(s.breaks[0], 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width_is_the_sum_over_characters),
		cmocka_unit_test(test_lines_are_placed_greedily),
		WORLD_TEST(test_numbers_keep_one_scale),
		WORLD_TEST(test_other_currencies_show_their_code),
		WORLD_TEST(test_changes_are_signed_and_ratios_in_points),
		WORLD_TEST(test_rounding_never_hides_a_boundary),
		WORLD_TEST(test_a_figure_and_a_target_that_differ_print_apart),
		WORLD_TEST(test_pages_break_before_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
