/* test_limits.c - what Excel would refuse: names of sheets, characters, long texts, footers, links. */
#include "plan/pen.h"
#include "world.h"

static struct arena *arena_of(void **state)
{
	return ((struct world *)*state)->a;
}

static void test_sheet_names_are_legal_and_unlike(void **state)
{
	struct arena *a = arena_of(state);
	const struct str taken[] = { STR("Summary"), STR("Grow") };
	static const struct {
		const char *wish, *name;
	} cases[] = {
		{ "Be believed", "Be believed" },
		{ "summary", "summary 2" },
		{ "History", "History 2" },
		{ "GROW", "GROW 2" },
		{ "a/b\\c:d*e?f[g]", "a-b-c-d-e-f-g-" },
		{ "'quoted'", "quoted" },
		{ "a_x000D_b", "a-x000D_b" },
		{ "''", "Objective" },
		{ "  ", "Objective" },
		{ "Win the trust of every buyer in Europe", "Win the trust of every buyer in" },
		/* 30 characters, then an emoji, which is two of Excel's */
		{ "012345678901234567890123456789\U0001F600", "012345678901234567890123456789" },
		{ "012345678901234567890123456789'x", "012345678901234567890123456789" },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str name = sheet_name_make(a, str_of(cases[i].wish), taken, 2);

		print_message("%s\n", cases[i].wish);
		assert_str(name, cases[i].name);
	}
}

static void test_long_twins_stay_within_31(void **state)
{
	struct arena *a = arena_of(state);
	struct str taken[12];

	for (size_t i = 0; i < 12; i++) {
		taken[i] = sheet_name_make(a, STR("Win the trust of every buyer in Europe"), taken, i);
		assert_true(utf8_count(taken[i]) <= 31);
		for (size_t k = 0; k < i; k++)
			assert_false(str_eq_fold(taken[i], taken[k]));
	}
	/* 31 characters less the four of " 12" and its space: "Win the trust of every buyer", its blank
	 * trimmed */
	assert_str(taken[11], "Win the trust of every buyer 12");
}

static void test_texts_are_made_safe_and_said(void **state)
{
	struct world *w = *state;
	struct pen p = { .a = w->a, .d = w->d };
	struct strbuf b;
	struct str long_text;

	assert_str(pen_safe(&p, STR("=1+1")), "=1+1"); /* a text cell: no harm */
	assert_str(pen_safe(&p, STR("a_x000D_b_xyz_")), "a_x005F_x000D_b_xyz_");
	assert_str(pen_safe(&p, STR("a\r\nb\rc\td")), "a\nb\nc d");
	assert_int_equal(diag_count(w->d, SEV_WARNING), 0);
	assert_str(pen_safe(&p, STR("a\xff"
	                            "b\x01")),
	           "a\ufffdb\ufffd");
	assert_str(pen_safe(&p, STR("a\xef\xbf\xbf")), "a\ufffd");
	assert_true(diag_has(w->d, "K105"));
	assert_false(diag_has(w->d, "K109"));
	strbuf_init(&b, w->a, 0);
	for (int i = 0; i < 40000; i++)
		strbuf_addz(&b, "\u00e9");
	long_text = pen_safe(&p, strbuf_str(&b));
	assert_true(utf8_count(long_text) <= 32767);
	assert_true(utf8_count(long_text) > 32700);
	assert_true(diag_has(w->d, "K109"));
}

/* =HYPERLINK would show the code that keeps Excel from decoding _x000D_ in a cell. */
static void test_texts_made_safe_are_no_formulas(void **state)
{
	struct world *w = *state;
	struct sheet sheets[1];
	struct book b = { .sheets = sheets };
	struct pen p = { .a = w->a, .d = w->d, .book = &b };
	const uint32_t pixels[] = { 60 };

	pen_sheet(&p, STR("one"), pixels, 1);
	pen_link(&p, 0, LOOK_GOAL, STR("rather long, and a_x000D_b in it"), STR("two"));
	assert_int_equal(sheets[0].cells[0].kind, CELL_TEXT);
	assert_int_equal(sheets[0].cells[0].target.n, 0);
	assert_str(sheets[0].cells[0].text, "rather long, and a_x005F_x000D_b in it");
}

static void test_footer_doubles_ampersands_and_fits(void **state)
{
	struct arena *a = arena_of(state);
	struct strbuf b;

	assert_str(footer_make(a, STR("3M & Co"), STR("R&D")),
	           "&L&8&\"Calibri,Regular\"3M && Co&R&8&\"Calibri,Regular\"R&&D \u00b7 page &P of &N");
	strbuf_init(&b, a, 0);
	for (int i = 0; i < 400; i++)
		strbuf_addz(&b, "&");
	assert_true(footer_make(a, strbuf_str(&b), STR("Summary")).n <= 255);
	/* both sides stand on one line of a page */
	b.n = 0;
	for (int i = 0; i < 200; i++)
		strbuf_addc(&b, 'x');
	/* 104 characters, two dots, two fonts of 22 and the page */
	assert_int_equal(utf8_count(footer_make(a, strbuf_str(&b), strbuf_str(&b))), 104 + 2 + 44 + 16);
}

static void test_links_double_apostrophes(void **state)
{
	assert_str(link_target(arena_of(state), STR("It's"), 0), "internal:'It''s'!A1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_sheet_names_are_legal_and_unlike),
		WORLD_TEST(test_long_twins_stay_within_31),
		WORLD_TEST(test_texts_are_made_safe_and_said),
		WORLD_TEST(test_texts_made_safe_are_no_formulas),
		WORLD_TEST(test_footer_doubles_ampersands_and_fits),
		WORLD_TEST(test_links_double_apostrophes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
