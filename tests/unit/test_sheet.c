/* test_sheet.c - the workbook as plain data: widths, numbers, names, sentences and the sheets of a small
 * company. */
#include <math.h>
#include <string.h>
#include "plan/scorecard.h"
#include "plan/sheets.h"
#include "plan/width.h"
#include "world.h"

static struct arena *arena_of(void **state)
{
	return ((struct world *)*state)->a;
}

/* --- widths (WORKBOOK 8) */

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
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		print_message("%s\n", cases[i].why);
		assert_int_equal(text_lines(str_of(cases[i].text), LOOK_CELL, cases[i].pixels),
		                 cases[i].lines);
	}
	/* a number never wraps */
	assert_int_equal(text_lines(STR("1 2 3 4 5 6 7 8 9"), LOOK_NUMBER, 20), 1);
	/* 2 lines x 1.32 x 10 + 5 = 31.4, up to 0.75: 31.5 */
	assert_near(lines_points(2, LOOK_CELL), 31.5, 1e-12);
	assert_near(lines_points(500, LOOK_CELL), 409.5, 1e-12);
}

/* --- numbers */

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

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
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

/* --- names and texts that Excel would refuse */

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

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
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
}

static void test_links_double_apostrophes(void **state)
{
	assert_str(link_target(arena_of(state), STR("It's")), "internal:'It''s'!A1");
}

/* --- a small company */

static void fill(struct world *w)
{
	world_goal(w, "company", NULL)->name = STR("The company");
	world_goal(w, "grow", "company")->name = STR("Grow B2B revenue");
	world_goal(w, "believed", "company")->name = STR("Be believed");
	world_goal(w, "people", "company")->name =
	    STR("Attract good people, wherever in the world they may live");
	world_goal(w, "nobody", "company")->name = STR("Nobody measures it");
	/* leads: 350 against 440, red line 352 (0.8 x 440): just past it. deals: 110 against 100 */
	world_scored(w, "leads", "grow", 350, 440)->decision = STR("Move budget to conversations");
	world_scored(w, "deals", "grow", 110, 100)->weight = 3;
	world_scored(w, "nps", "believed", 41, 38);
	world_metric(w, "hires", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "hires", 12);
	world_kpi(w, "hiring", "people", ROLE_EVIDENCE, "hires", NULL)->name = STR("Hires from social");
	world_metric(w, "impressions", KIND_SOCIAL, LEVEL_OUTPUT)->no_goal_because = STR("A by-product");
	world_give(w, "impressions", 920000);
	world_put(w, "twirls", "tiktok", "2026-07-01", 92, 1);
	w->ws.company = STR("Acme & S\u00f6hne");
	world_judge(w);
}

static struct book_facts facts_of(struct world *w)
{
	static const struct inputs none = { 0 };
	struct book_facts b = { .facts = &w->facts,
		                .outcome = &w->o,
		                .inputs = &none,
		                .run_id = STR("0123"),
		                .version = STR("0.1.0") };

	b.findings = diag_list(w->d, &b.n_findings);
	return b;
}

static const struct sheet *sheet_called(const struct book *b, const char *name)
{
	for (size_t i = 0; i < b->n_sheets; i++)
		if (str_is(b->sheets[i].name, name))
			return &b->sheets[i];
	fail_msg("no sheet %s", name);
	return NULL;
}

static const struct cell *cell_at(const struct sheet *s, uint32_t row, uint32_t col)
{
	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].row == row && s->cells[i].col == col)
			return &s->cells[i];
	return NULL;
}

/* The row of a table in which a column says text. */
static uint32_t row_of(const struct sheet *s, const struct table *t, uint32_t col, const char *text)
{
	for (uint32_t r = t->row + 1; r < t->row + t->n_rows; r++)
		if (str_is(cell_at(s, r, col)->text, text))
			return r;
	fail_msg("no row %s", text);
	return 0;
}

static bool sheet_says(const struct sheet *s, const char *text)
{
	for (size_t i = 0; i < s->n_cells; i++)
		if (str_find(s->cells[i].text, str_of(text)) != SIZE_MAX)
			return true;
	return false;
}

static struct book plan_it(struct world *w)
{
	struct book_facts b;
	struct book out;

	fill(w);
	b = facts_of(w);
	assert_true(plan_book(&b, w->a, &out, w->d));
	return out;
}

static void test_book_sheets_stand_in_order(void **state)
{
	struct book b = plan_it(*state);
	static const char *const names[] = { "Summary",      "Scorecard",
		                             "The company",  "Grow B2B revenue",
		                             "Be believed",  "Attract good people, wherever",
		                             "Alignment",    "Map",
		                             "Changes",      "Definitions",
		                             "Data quality", "Sources" };

	assert_int_equal(b.n_sheets, sizeof names / sizeof *names);
	for (size_t i = 0; i < b.n_sheets; i++)
		assert_str(b.sheets[i].name, names[i]);
	assert_str(b.created_iso, "2026-09-30");
}

static void test_summary_headline_counts_what_the_table_lists(void **state)
{
	struct book b = plan_it(*state);
	const struct sheet *s = sheet_called(&b, "Summary");
	const struct table *t = &s->tables[0];

	/* grow: leads score 33.33 - a little, deals 91.67: (1 x 32.6 + 3 x 83.3) / 4, over 66.7: met;
	 * nps: met */
	assert_true(sheet_says(s, "2 of 4 objectives have a measured outcome: 2 met (green)."));
	assert_true(sheet_says(s, "4 of 6 social metrics serve a goal."));
	assert_int_equal(t->n_rows, 1 + 4);
	assert_str(cell_at(s, row_of(s, t, 1, "Grow B2B revenue"), 0)->text, "\u25cf Met");
	assert_str(cell_at(s, row_of(s, t, 1, "Nobody measures it"), 0)->text, "\u25cb No KPI");
	assert_true(sheet_says(s, "leads is 350 against 440 (\u221290, \u221220%)."));
	assert_true(sheet_says(s, "Move budget to conversations"));
	assert_true(sheet_says(s, "Set a target for Hires from social"));
	/* leads, deals, nps and hires serve; impressions do not; twirls are unknown: 4 + 1 + 1 = 6 */
	assert_true(sheet_says(
	    s, "Of 6 social metrics seen 4 serve a goal, 1 serves none, 1 is unknown to the model."));
	assert_true(sheet_says(s, "serving no goal: impressions (920.0 k), twirls (92, unknown)."));
}

static void test_long_names_link_by_formula_so_that_they_wrap(void **state)
{
	struct book b = plan_it(*state);
	const struct sheet *s = sheet_called(&b, "Summary");
	const struct table *t = &s->tables[0];
	const struct cell *short_name = cell_at(s, row_of(s, t, 1, "Be believed"), 1);
	const struct cell *long_name = cell_at(s, t->row + 3, 1);

	assert_int_equal(short_name->kind, CELL_LINK);
	assert_int_equal(short_name->formula.n, 0);
	assert_str(short_name->target, "internal:'Be believed'!A1");
	assert_str(long_name->formula, "=HYPERLINK(\"#'Attract good people, wherever'!A1\","
	                               "\"Attract good people, wherever in the world they may live\")");
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
	assert_int_equal(sheets[0].cells[0].formula.n, 0);
	assert_str(sheets[0].cells[0].text, "rather long, and a_x005F_x000D_b in it");
}

static void test_missing_is_none_and_never_zero(void **state)
{
	struct book b = plan_it(*state);
	const struct sheet *s = sheet_called(&b, "Scorecard");
	uint32_t row = row_of(s, &s->tables[0], 1, "Hires from social");
	const struct cell *target = cell_at(s, row, 5), *value = cell_at(s, row, 6);

	assert_int_equal(target->kind, CELL_TEXT);
	assert_str(target->text, "none");
	assert_int_equal(value->kind, CELL_NUMBER);
	assert_near(value->number, 12, 1e-4);
}

static void test_ledger_terms_add_up_to_the_score(void **state)
{
	struct world *w = *state;
	struct book b = plan_it(w);
	const struct sheet *s = sheet_called(&b, "Grow B2B revenue");
	const struct goal_outcome *g = world_goal_outcome(w, "grow");
	double sum = 0;

	for (size_t i = 0; i < s->n_tables; i++) {
		const struct table *t = &s->tables[i];

		if (!t->has_total)
			continue;
		assert_int_equal(t->n_rows, 1 + 2 + 1);
		for (uint32_t r = t->row + 1; r < t->row + t->n_rows - 1; r++)
			sum += cell_at(s, r, 7)->number;
		assert_near(sum, g->score, 1e-9);
		assert_near(cell_at(s, t->row + t->n_rows - 1, 7)->number, g->score, 0);
		assert_str(cell_at(s, t->row + t->n_rows - 1, 7)->formula,
		           "=SUBTOTAL(109,objective_2_ledger[Points])");
		return;
	}
	fail_msg("no ledger");
}

static void test_alignment_rows_are_all_metrics(void **state)
{
	struct world *w = *state;
	struct book b = plan_it(w);
	const struct sheet *s = sheet_called(&b, "Alignment");
	const struct table *t = &s->tables[1];

	assert_int_equal(t->n_rows - 1, w->o.n_metrics);
	/* unlinked before unknown before linked */
	assert_str(cell_at(s, t->row + 1, 1)->text, "impressions");
	assert_str(cell_at(s, t->row + 2, 1)->text, "twirls");
	assert_str(cell_at(s, t->row + 3, 0)->text, "linked");
	assert_true(sheet_says(s, "4 + 1 + 1 + 0 + 0 = 6"));
}

/* What Excel needs of every table: a data row, unique names and headings, heading cells that say the
 * same, no gap. */
static void test_tables_are_whole(void **state)
{
	struct book b = plan_it(*state);
	size_t n = 0;

	for (size_t i = 0; i < b.n_sheets; i++) {
		const struct sheet *s = &b.sheets[i];

		for (size_t k = 0; k < s->n_tables; k++, n++) {
			const struct table *t = &s->tables[k];

			assert_true(t->n_rows >= 2);
			for (uint32_t c = 0; c < t->n_cols; c++) {
				assert_true(str_eq(cell_at(s, t->row, c)->text, t->headings[c]));
				for (uint32_t o = 0; o < c; o++)
					assert_false(str_eq_fold(t->headings[o], t->headings[c]));
				for (uint32_t r = t->row; r < t->row + t->n_rows; r++)
					assert_non_null(cell_at(s, r, c));
			}
		}
	}
	assert_true(n >= 11);
}

static void test_no_cell_is_written_twice(void **state)
{
	struct book b = plan_it(*state);

	for (size_t i = 0; i < b.n_sheets; i++) {
		const struct sheet *s = &b.sheets[i];

		for (size_t k = 0; k < s->n_cells; k++)
			assert_ptr_equal(cell_at(s, s->cells[k].row, s->cells[k].col), &s->cells[k]);
	}
}

static void test_words_before_the_end_speak_of_pace(void **state)
{
	struct world *w = *state;
	struct book_facts b;
	struct book out;

	w->facts.as_of = world_day("2026-09-15");
	fill(w);
	b = facts_of(w);
	assert_true(plan_book(&b, w->a, &out, w->d));
	assert_true(sheet_says(sheet_called(&out, "Summary"), "on pace (green)"));
	assert_false(sheet_says(sheet_called(&out, "Summary"), " met (green)"));
}

/* Leads in all of Q2 against those of Q3: no comparison while Q3 runs, one when it is over. */
static void test_unfinished_sums_are_not_compared(void **state)
{
	static const struct {
		const char *as_of;
		enum cell_kind change;
	} cases[] = { { "2026-09-15", CELL_TEXT }, { "2026-09-30", CELL_NUMBER } };
	struct world *w = *state;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 350, 440);
	world_put(w, "m_leads", "x", "2026-04-01", 91, 5);
	for (size_t i = 0; i < 2; i++) {
		struct book_facts f;
		struct book b;
		const struct sheet *s;

		w->facts.as_of = world_day(cases[i].as_of);
		world_judge(w);
		f = facts_of(w);
		assert_true(plan_book(&f, w->a, &b, w->d));
		s = sheet_called(&b, "Scorecard");
		assert_int_equal(cell_at(s, s->tables[0].row + 1, 9)->kind, cases[i].change);
		assert_int_equal(sheet_says(&b.sheets[0], " since Q2."), i == 1);
	}
}

static void test_summary_fits_its_page_with_many_problems(void **state)
{
	struct world *w = *state;
	struct book b;
	struct book_facts f;
	double points = 0;

	fill(w);
	for (int i = 0; i < 5; i++) {
		const char *goal = str_z(w->a, str_fmt(w->a, "g%d", i)),
			   *kpi = str_z(w->a, str_fmt(w->a, "k%d", i));

		world_goal(w, goal, "company");
		world_scored(w, kpi, goal, 10, 100);
	}
	world_judge(w);
	f = facts_of(w);
	assert_true(plan_book(&f, w->a, &b, w->d));
	for (size_t i = 0; i < b.sheets[0].n_rows; i++)
		points += b.sheets[0].row_points[i];
	print_message("%.2f points\n", points);
	assert_true(points <= 860);
	assert_true(sheet_says(&b.sheets[0], "more on Scorecard"));
}

static struct book plan_world(struct world *w)
{
	struct book_facts f;
	struct book b;

	world_judge(w);
	f = facts_of(w);
	assert_true(plan_book(&f, w->a, &b, w->d));
	return b;
}

/* No goal is lost: one with nothing but goals without KPIs below it is named above them, without a link. */
static void test_summary_names_goals_that_no_kpi_reaches(void **state)
{
	struct world *w = *state;
	const struct sheet *s;
	struct book b;

	world_goal(w, "company", NULL)->name = STR("The company");
	world_goal(w, "grow", "company")->name = STR("Grow");
	world_goal(w, "service", "company")->name = STR("Solve problems");
	world_goal(w, "desk", "service")->name = STR("Answer at once");
	w->all_goals[3].owner = STR("Head of Service");
	world_scored(w, "leads", "grow", 120, 100);
	b = plan_world(w);
	s = sheet_called(&b, "Summary");
	assert_true(sheet_says(s, "1 of 2 objectives has a measured outcome"));
	assert_int_equal(s->tables[0].n_rows, 1 + 2);
	assert_true(
	    sheet_says(s, "Above them: Solve problems, no KPI: of 1 goal below it 1 not judged (no KPI)"));
	assert_true(
	    sheet_says(s, "Answer at once (Head of Service; below Solve problems) gets a colour when"));
}

/* Red lines at 80% of the target. Revenue 70 of 100: 100/3 x (1 + (70 - 80) / 20) = 16.67, weight 3;
 * leads and enquiries 120 of 100: 100, weights 1 and 2. (3 x 16.67 + 3 x 100) / 6 = 58.3: short. */
static void fill_revenue(struct world *w)
{
	world_goal(w, "company", NULL)->name = STR("The company");
	world_goal(w, "grow", "company")->name = STR("Grow");
	world_goal(w, "idle", "company")->name = STR("Idle");
	world_scored(w, "revenue", "grow", 70, 100)->weight = 3;
	world_scored(w, "leads", "grow", 120, 100);
	world_scored(w, "enquiries", "grow", 120, 100)->weight = 2;
	world_metric(w, "calls", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "calls", 12);
	world_kpi(w, "calls_made", "grow", ROLE_EVIDENCE, "calls", NULL);
}

static void test_heaviest_kpi_carries_its_own_status(void **state)
{
	struct world *w = *state;
	struct book b;
	const struct sheet *s;
	uint32_t row;

	fill_revenue(w);
	b = plan_world(w);
	s = sheet_called(&b, "Summary");
	row = row_of(s, &s->tables[0], 1, "Grow");
	assert_str(cell_at(s, row, 0)->text, "\u25b2 Short");
	assert_str(cell_at(s, row, 3)->text, "revenue");
	assert_str(cell_at(s, row, 4)->text, "\u25a0 Missed");
	assert_int_equal(cell_at(s, row, 4)->look, LOOK_RED);
	assert_true(sheet_says(
	    s, "Grow is short, not missed like revenue: its other 2 scored KPIs, both on target, lift it."));
	assert_true(sheet_says(sheet_called(&b, "Grow"), "not missed like revenue"));
}

/* Three scored, two of them on target; calls has no target and is shown. */
static void test_evidence_without_score_is_counted_apart(void **state)
{
	struct world *w = *state;
	struct book b;
	const struct sheet *s;

	fill_revenue(w);
	b = plan_world(w);
	s = sheet_called(&b, "Summary");
	assert_str(cell_at(s, row_of(s, &s->tables[0], 1, "Grow"), 2)->text, "2 of 3, 1 not judged");
	assert_true(sheet_says(sheet_called(&b, "Grow"),
	                       "2 of 3 scored evidence KPIs on target, 1 not judged \u00b7 no owner named "
	                       "\u00b7 no sponsor named \u00b7 no budget named"));
}

/* Idle takes no part in the score of the company, and is below it all the same. */
static void test_goals_below_are_all_counted(void **state)
{
	struct world *w = *state;
	struct book b;

	fill_revenue(w);
	b = plan_world(w);
	assert_true(sheet_says(sheet_called(&b, "Summary"),
	                       "of the 2 goals below it 1 short, 1 not judged (no KPI)"));
	assert_true(sheet_says(sheet_called(&b, "The company"),
	                       "Of the 2 goals below it 1 short, 1 not judged (no KPI)."));
}

/* 58.3 and 100, weights 1 and 3: (58.3 + 300) / 4 = 89.6: met, though a half is short. */
static void test_a_met_company_says_what_is_short(void **state)
{
	struct world *w = *state;
	struct book b;

	fill_revenue(w);
	world_goal(w, "other", "company")->weight = 3;
	world_scored(w, "visits", "other", 120, 100);
	b = plan_world(w);
	assert_true(
	    sheet_says(sheet_called(&b, "Summary"),
	               "The company is met although 1 of its 2 judged parts is worse: the mean of their "
	               "scores by weight is 89.6, and 66.7 or more is met."));
}

/* 90 of 100 with the red line at 80: short. No history, so it is not falling. */
static void test_short_evidence_is_a_problem(void **state)
{
	struct world *w = *state;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 90, 100);
	b = plan_world(w);
	assert_true(sheet_says(&b.sheets[0], "leads is 90 against 100 (\u221210, \u221210%)."));
	assert_false(sheet_says(&b.sheets[0], "No problems"));
}

static void test_first_run_says_why_there_is_no_win(void **state)
{
	struct world *w = *state;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	b = plan_world(w);
	assert_true(sheet_says(
	    &b.sheets[0], "1 evidence KPI is met; none newly, as there is no earlier run to compare with."));
}

/* 46 of 92 days: 0.5 is under 0.9; what half of the days bring is not short of the target. */
static void test_incomplete_kpis_have_no_gap(void **state)
{
	struct world *w = *state;
	struct book b;
	const struct sheet *s;
	const struct kpi_outcome *k;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "leads", "x", "2026-07-01", 30, 1);
	world_put(w, "leads", "x", "2026-09-15", 16, 1);
	world_kpi(w, "leads_all", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_target(w, "leads_all", "2026-Q3", 100);
	b = plan_world(w);
	k = world_kpi_outcome(w, "leads_all");
	assert_int_equal(k->grey, GREY_INCOMPLETE);
	assert_true(k->figure.has);
	s = sheet_called(&b, "Scorecard");
	assert_int_equal(cell_at(s, s->tables[0].row + 1, 6)->kind, CELL_NUMBER);
	assert_str(cell_at(s, s->tables[0].row + 1, 7)->text, "\u2013");
	s = sheet_called(&b, "grow");
	assert_str(cell_at(s, s->tables[0].row + 1, 6)->text, "\u2013");
	assert_str(cell_at(s, s->tables[0].row + 1, 7)->text, "\u2013");
	assert_str(cell_at(s, s->tables[0].row + 1, 8)->text, "higher");
}

static void test_metrics_of_a_stray_social_goal_say_so(void **state)
{
	struct world *w = *state;
	struct book b;
	struct goal *fame = world_goal(w, "fame", NULL);

	fame->kind = KIND_SOCIAL;
	fame->name = STR("Win the hashtag");
	world_metric(w, "visits", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "visits", 12);
	world_kpi(w, "visits_all", "fame", ROLE_LEADING, "visits", NULL)->name = STR("Visits");
	b = plan_world(w);
	assert_true(
	    sheet_says(sheet_called(&b, "Alignment"),
	               "Visits measures it for Win the hashtag, a social goal without a business goal"));
}

static void test_footer_has_the_whole_name(void **state)
{
	struct book b = plan_it(*state);
	const struct sheet *s = sheet_called(&b, "Attract good people, wherever");

	assert_true(str_find(s->footer, STR("Attract good people, wherever in the world they may live"))
	            != SIZE_MAX);
}

/* Six lines at most, from a multiple of the step that is not above the lowest figure. */
static void test_axes_have_round_steps(void **state)
{
	static const struct {
		const char *why;
		double low, high, min, max, step;
	} cases[] = {
		/* 20,000 would take six steps, from 340,000 to 460,000 */
		{ "revenue", 352000, 452000, 350000, 475000, 25000 },
		{ "low ones start at 0", 3, 9, 0, 10, 2 },
		{ "negative ones end at 0", -9, -3, -10, 0, 2 },
		{ "both signs", -40, 60, -40, 60, 20 },
		{ "ratios", 0.402, 0.449, 0.40, 0.45, 0.01 },
		{ "all equal: a tenth to each side", 100, 100, 90, 110, 5 },
		{ "nothing at all", 0, 0, 0, 1, 0.2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double min, max, step, low = cases[i].low, high = cases[i].high;

		print_message("%s\n", cases[i].why);
		chart_axis(low, high, &min, &max, &step);
		assert_near(min, cases[i].min, 1e-9);
		assert_near(max, cases[i].max, 1e-9);
		assert_near(step, cases[i].step, 1e-9);
	}
}

static void test_chart_draws_what_the_table_says(void **state)
{
	struct world *w = *state;
	const struct sheet *s;
	const struct chart *c;
	const struct table *t;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 350, 440);
	world_put(w, "m_leads", "x", "2026-04-01", 91, 5); /* Q2: 455 */
	b = plan_world(w);
	s = sheet_called(&b, "grow");
	assert_int_equal(s->n_charts, 1);
	c = &s->charts[0];
	t = &s->tables[s->n_tables - 1];
	assert_int_equal(t->row, c->row + 1);
	assert_int_equal(c->data_row, t->row + 1);
	assert_int_equal(c->n_points, t->n_rows - 1);
	assert_true(c->data_col >= s->n_cols && c->data_col == s->hidden_first);
	/* 350 - 455 = -105, 350 - 440 = -90 */
	assert_str(c->title, "leads fell to 350, 90 short of target");
	assert_str(c->lines[0].label, "Actual 350");
	assert_str(c->lines[1].label, "Target 440");
	assert_true(c->lines[1].is_above && !c->lines[0].is_above);
	for (uint32_t i = 0; i < c->n_points; i++) {
		const struct cell *shown = cell_at(s, c->data_row + i, 2);
		const struct cell *drawn = cell_at(s, c->data_row + i, c->data_col + 1);

		assert_int_equal(drawn != NULL, shown->kind == CELL_NUMBER);
		if (drawn != NULL)
			assert_near(drawn->number, shown->number, 0);
	}
}

static void test_names_lead_to_values(void **state)
{
	struct world *w = *state;
	struct book b;
	size_t found = 0;

	fill_revenue(w);
	b = plan_world(w);
	for (size_t i = 0; i < b.n_names; i++) {
		if (str_is(b.names[i].name, "kpi_revenue")) {
			/* title, subtitle, way back, headings, so the first KPI stands in row 5 */
			assert_str(b.names[i].formula, "='Scorecard'!$G$5");
			assert_near(cell_at(sheet_called(&b, "Scorecard"), 4, 6)->number, 70, 1e-4);
			found++;
		}
		found += str_is(b.names[i].name, "score_grow")
		         || str_is(b.names[i].name, "social_metrics_that_serve");
	}
	assert_int_equal(found, 3);
}

static void test_one_figure_makes_no_chart(void **state)
{
	struct world *w = *state;
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 350, 440);
	b = plan_world(w);
	assert_int_equal(sheet_called(&b, "grow")->n_charts, 0);
}

static void test_dump_says_every_cell(void **state)
{
	struct world *w = *state;
	struct book b = plan_it(w);
	struct strbuf out;

	strbuf_init(&out, w->a, 0);
	book_dump(&out, &b);
	assert_true(
	    str_find(strbuf_str(&out), STR("\nA1 text title: Acme & S\u00f6hne: business scorecard, Q3 2026"))
	    != SIZE_MAX);
	assert_true(str_find(strbuf_str(&out), STR("\ntable summary_objectives A6:I10 Status | Objective"))
	            != SIZE_MAX);
}

#define WORLD(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width_is_the_sum_over_characters),
		cmocka_unit_test(test_lines_are_placed_greedily),
		WORLD(test_numbers_keep_one_scale),
		WORLD(test_other_currencies_show_their_code),
		WORLD(test_changes_are_signed_and_ratios_in_points),
		WORLD(test_rounding_never_hides_a_boundary),
		WORLD(test_sheet_names_are_legal_and_unlike),
		WORLD(test_long_twins_stay_within_31),
		WORLD(test_texts_are_made_safe_and_said),
		WORLD(test_footer_doubles_ampersands_and_fits),
		WORLD(test_links_double_apostrophes),
		WORLD(test_book_sheets_stand_in_order),
		WORLD(test_summary_headline_counts_what_the_table_lists),
		WORLD(test_summary_names_goals_that_no_kpi_reaches),
		WORLD(test_long_names_link_by_formula_so_that_they_wrap),
		WORLD(test_texts_made_safe_are_no_formulas),
		WORLD(test_missing_is_none_and_never_zero),
		WORLD(test_ledger_terms_add_up_to_the_score),
		WORLD(test_alignment_rows_are_all_metrics),
		WORLD(test_tables_are_whole),
		WORLD(test_no_cell_is_written_twice),
		WORLD(test_words_before_the_end_speak_of_pace),
		WORLD(test_unfinished_sums_are_not_compared),
		WORLD(test_summary_fits_its_page_with_many_problems),
		WORLD(test_heaviest_kpi_carries_its_own_status),
		WORLD(test_evidence_without_score_is_counted_apart),
		WORLD(test_goals_below_are_all_counted),
		WORLD(test_a_met_company_says_what_is_short),
		WORLD(test_short_evidence_is_a_problem),
		WORLD(test_first_run_says_why_there_is_no_win),
		WORLD(test_incomplete_kpis_have_no_gap),
		WORLD(test_metrics_of_a_stray_social_goal_say_so),
		WORLD(test_footer_has_the_whole_name),
		cmocka_unit_test(test_axes_have_round_steps),
		WORLD(test_chart_draws_what_the_table_says),
		WORLD(test_one_figure_makes_no_chart),
		WORLD(test_names_lead_to_values),
		WORLD(test_dump_says_every_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
