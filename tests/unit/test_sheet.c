/* test_sheet.c - the sheets of a small company as plain data: tables, links, names, ledgers. */
#include <math.h>
#include "core/formula.h"
#include "plan/sheets.h"
#include "planned.h"

static void test_book_sheets_stand_in_order(void **state)
{
	struct book b = plan_it(*state);
	static const char *const names[] = { "Summary",      "Scorecard",
		                             "The company",  "Grow B2B revenue",
		                             "Be believed",  "Attract good people, wherever",
		                             "Alignment",    "Map",
		                             "Changes",      "Definitions",
		                             "Data quality", "Sources" };

	assert_int_equal(b.n_sheets, LEN(names));
	for (size_t i = 0; i < b.n_sheets; i++)
		assert_str(b.sheets[i].name, names[i]);
	assert_str(b.created_iso, "2026-09-30");
}

/* 100 on 30 June and 140 on 30 September; another channel begins in the period with 60, which are no gain: 60 of 200
 * are left out, 30 %: a warning, and a mark on the sheet. */
static void test_what_a_gain_leaves_out_is_told(void **state)
{
	WORLD;
	struct formula_error err = { 0 };
	struct metric *stock, *before;
	const struct finding *told;
	const struct sheet *s;
	struct kpi *k;
	struct book b;

	world_goal(w, "grow", NULL)->name = STR("Grow");
	stock = world_metric(w, "fans", KIND_SOCIAL, LEVEL_OUTCOME);
	stock->over_time = TIME_LAST;
	before = world_metric(w, "fans_before", KIND_SOCIAL, LEVEL_OUTCOME);
	before->over_time = TIME_OPENING;
	before->opening_of = stock->id;
	k = world_kpi(w, "net_fans", "grow", ROLE_EVIDENCE, "fans", "fans_before");
	k->name = STR("Net fans");
	k->unit = UNIT_COUNT;
	k->measure = k->per = 0;
	k->formula = formula_parse(w->a, w->names, STR("fans - fans_before"), &err);
	world_target(w, "net_fans", "2026-Q3", 50);
	world_put(w, "fans", "x", "2026-06-30", 92, 100);
	world_put(w, "fans", "x", "2026-09-30", 1, 140);
	world_put(w, "fans", "web", "2026-09-01", 30, 60);
	b = plan_world(w);
	assert_near(world_kpi_outcome(w, "net_fans")->figure.value, 40, 1e-9);
	told = world_finding(w, "K311", "net_fans");
	assert_non_null(told);
	assert_int_equal(told->severity, SEV_WARNING);
	assert_str(told->message,
	           "net_fans leaves out 30% of fans, where nothing is known from before the period");
	assert_true(sheet_says(sheet_called(&b, "Grow"),
	                       "\u2020 Worked out where both parts are known: Net fans without 30% of fans, "
	                       "where nothing is known from before the period."));
	s = sheet_called(&b, "Scorecard");
	assert_int_not_equal(str_find(cell_at(s, row_of(s, &s->tables[0], 1, "Net fans"), 6)->format,
	                              STR("\u2020")),
	                     SIZE_MAX);
}

static void test_long_names_link_by_formula_so_that_they_wrap(void **state)
{
	struct world *w = *state;
	struct book b = plan_it(w);
	const struct sheet *s = sheet_called(&b, "Summary");
	const struct table *t = &s->tables[0];
	const struct cell *short_name = cell_at(s, row_of(s, t, 1, "Be believed"), 1);
	const struct cell *long_name = cell_at(s, t->row + 3, 1);

	assert_int_equal(short_name->kind, CELL_LINK);
	assert_str(short_name->target, "Be believed");
	assert_int_equal(long_name->kind, CELL_LINK_WRAPS);
	assert_str(link_formula(w->a, long_name->target, long_name->at, long_name->text),
	           "=HYPERLINK(\"#'Attract good people, wherever'!A1\","
	           "\"Attract good people, wherever in the world they may live\")");
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
		assert_str(
		    cell_at(s, t->row + 1, 7)->formula,
		    "=objective_2_ledger[[#This Row],[KPI score]]*objective_2_ledger[[#This Row],[Weight]]"
		    "/SUM(objective_2_ledger[Weight])");
		assert_int_equal(cell_at(s, t->row + 1, 5)->kind, CELL_FORMULA);
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
	const struct table *t = &s->tables[s->n_tables - 1];

	assert_int_equal(t->n_rows - 1, w->o.n_metrics);
	/* unlinked before unknown before linked */
	assert_str(cell_at(s, t->row + 1, 1)->text, "impressions");
	assert_str(cell_at(s, t->row + 2, 1)->text, "twirls");
	assert_str(cell_at(s, t->row + 3, 0)->text, "linked");
	assert_true(sheet_says(s, "4 + 0 + 1 + 1 + 0 + 0 = 6"));
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

static void test_names_lead_to_values(void **state)
{
	struct world *w = *state;
	struct book b;
	size_t found = 0;

	planned_revenue(w);
	b = plan_world(w);
	for (size_t i = 0; i < b.n_names; i++) {
		if (str_is(b.names[i].name, "kpi_revenue")) {
			/* title, subtitle, way back, headings, so the first KPI stands in row 5 */
			assert_str(name_formula(w->a, &b, &b.names[i]), "='Scorecard'!$G$5");
			assert_near(cell_at(sheet_called(&b, "Scorecard"), 4, 6)->number, 70, 1e-4);
			found++;
		}
		found += str_is(b.names[i].name, "score_grow")
		         || str_is(b.names[i].name, "social_metrics_that_serve");
	}
	assert_int_equal(found, 3);
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

/* The workspace counts in euros, whatever the goal's budget is in: 70 euros are not 70 dollars. */
static void test_figures_are_not_in_the_currency_of_a_budget(void **state)
{
	struct world *w = *state;
	struct goal *g;
	struct kpi *k;
	struct book b;
	size_t n_euros = 0;

	planned_revenue(w);
	g = &w->all_goals[1];
	g->currency = STR("USD");
	g->budget = (struct amount){ true, 9000 * MICRO };
	k = &w->kpis[0];
	k->unit = UNIT_CURRENCY;
	b = plan_world(w);
	assert_true(sheet_says(sheet_called(&b, "Grow"), "budget 9,000 $"));
	for (size_t i = 0; i < b.n_sheets; i++)
		for (size_t c = 0; c < b.sheets[i].n_cells; c++) {
			assert_true(str_find(b.sheets[i].cells[c].format, STR("$\"")) == SIZE_MAX);
			n_euros += str_find(b.sheets[i].cells[c].format, STR("\u20ac")) != SIZE_MAX;
		}
	assert_true(n_euros > 3); /* value and target on Summary and Scorecard */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_figures_are_not_in_the_currency_of_a_budget),
		WORLD_TEST(test_book_sheets_stand_in_order),
		WORLD_TEST(test_long_names_link_by_formula_so_that_they_wrap),
		WORLD_TEST(test_what_a_gain_leaves_out_is_told),
		WORLD_TEST(test_missing_is_none_and_never_zero),
		WORLD_TEST(test_ledger_terms_add_up_to_the_score),
		WORLD_TEST(test_alignment_rows_are_all_metrics),
		WORLD_TEST(test_tables_are_whole),
		WORLD_TEST(test_no_cell_is_written_twice),
		WORLD_TEST(test_incomplete_kpis_have_no_gap),
		WORLD_TEST(test_metrics_of_a_stray_social_goal_say_so),
		WORLD_TEST(test_footer_has_the_whole_name),
		WORLD_TEST(test_names_lead_to_values),
		WORLD_TEST(test_dump_says_every_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
