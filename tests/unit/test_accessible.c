/* test_accessible.c - the book made over: a table a sheet, nothing lost, links and names where their cells went. */
#include "plan/accessible.h"
#include "plan/pen.h"
#include "plan/width.h"
#include "planned.h"

static struct book made_over(struct world *w)
{
	struct book b = plan_it(w);

	book_make_accessible(w->a, &b);
	return b;
}

static void test_each_table_has_its_sheet(void **state)
{
	struct book b = made_over(*state);
	size_t n = 0;

	for (size_t i = 0; i < b.n_sheets; i++) {
		const struct sheet *s = &b.sheets[i];

		assert_true(s->n_tables <= 1);
		assert_int_equal(s->freeze_rows + s->freeze_cols, 0);
		assert_false(s->is_one_page);
		for (size_t k = 0; k < s->n_cells; k++) {
			assert_true(s->cells[k].merge_cols <= 1);
			assert_int_not_equal(s->cells[k].kind, CELL_BLOCKS);
			assert_int_not_equal(s->cells[k].kind, CELL_BLANK);
		}
		n += s->n_tables;
	}
	assert_true(n > 10);
	assert_int_equal(sheet_called(&b, "Summary")->n_tables, 0);
	assert_int_equal(sheet_called(&b, "Summary objectives")->n_tables, 1);
	/* a list under its title keeps its sheet */
	assert_int_equal(sheet_called(&b, "Map")->n_tables, 1);
}

static void test_statuses_are_words(void **state)
{
	struct book b = made_over(*state);
	const struct sheet *s = sheet_called(&b, "Summary objectives");
	const struct table *t = &s->tables[0];

	assert_str(cell_at(s, row_of(s, t, 1, "Be believed"), 0)->text, "Met");
	assert_true(sheet_says(sheet_called(&b, "Summary"), "Met: at or beyond target"));
	/* status, objective, evidence, KPI, its status, value, target, change: no trend */
	assert_int_equal(t->n_cols, 8);
	assert_str(t->headings[7], "Change since Q2");
}

static void test_names_follow_their_cells(void **state)
{
	struct book b = made_over(*state);
	size_t found = 0;

	for (size_t i = 0; i < b.n_names; i++) {
		const struct name_def *n = &b.names[i];
		const struct cell *c = cell_at(&b.sheets[n->sheet], n->row, n->col);

		assert_non_null(c);
		if (str_is(n->name, "kpi_nps"))
			assert_near(c->number, 41, 1e-4);
		else if (str_is(n->name, "score_believed"))
			assert_int_equal(c->kind, CELL_FORMULA);
		else if (str_is(n->name, "social_metrics_that_serve"))
			assert_near(c->number, 4, 1e-9);
		else
			continue;
		found++;
	}
	assert_int_equal(found, 3);
}

/* "Attract good people, wherever in the world they may live" wraps: its link is a formula, and stays one. */
static void test_links_between_prose_and_tables(void **state)
{
	struct world *w = *state;
	struct book b = made_over(w);
	const struct sheet *s = sheet_called(&b, "Be believed");
	size_t led = 0;

	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].kind == CELL_LINK || s->cells[i].kind == CELL_LINK_WRAPS) {
			sheet_called(&b, str_z(w->a, s->cells[i].target));
			led++;
		}
	assert_int_equal(led, 4); /* back, KPIs, ledger, trend */
	s = sheet_called(&b, "Objective 3 ledger");
	assert_str(cell_at(s, 2, 0)->target, "Be believed");
	assert_str(cell_at(s, 0, 0)->text, "Be believed: How the score adds up");
}

static void test_total_rows_have_no_empty_cell(void **state)
{
	struct book b = made_over(*state);
	const struct sheet *s = sheet_called(&b, "Objective 3 ledger");
	const struct table *t = &s->tables[0];

	assert_true(t->has_total && t->fills_total);
	for (uint32_t i = 0; i < t->n_cols; i++)
		assert_true(cell_at(s, t->row + t->n_rows - 1, i)->text.n > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_each_table_has_its_sheet),
		WORLD_TEST(test_statuses_are_words),
		WORLD_TEST(test_names_follow_their_cells),
		WORLD_TEST(test_links_between_prose_and_tables),
		WORLD_TEST(test_total_rows_have_no_empty_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
