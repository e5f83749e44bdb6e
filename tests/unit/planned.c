/* planned.c - a small company, and its book. */
#include "planned.h"

void planned_fill(struct world *w)
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

struct book_facts planned_facts(struct world *w)
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

const struct sheet *sheet_called(const struct book *b, const char *name)
{
	for (size_t i = 0; i < b->n_sheets; i++)
		if (str_is(b->sheets[i].name, name))
			return &b->sheets[i];
	fail_msg("no sheet %s", name);
	return NULL;
}

const struct cell *cell_at(const struct sheet *s, uint32_t row, uint32_t col)
{
	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].row == row && s->cells[i].col == col)
			return &s->cells[i];
	return NULL;
}

/* The row of a table in which a column says text. */
uint32_t row_of(const struct sheet *s, const struct table *t, uint32_t col, const char *text)
{
	for (uint32_t r = t->row + 1; r < t->row + t->n_rows; r++)
		if (str_is(cell_at(s, r, col)->text, text))
			return r;
	fail_msg("no row %s", text);
	return 0;
}

bool sheet_says(const struct sheet *s, const char *text)
{
	for (size_t i = 0; i < s->n_cells; i++)
		if (str_find(s->cells[i].text, str_of(text)) != SIZE_MAX)
			return true;
	return false;
}

struct book plan_it(struct world *w)
{
	struct book_facts b;
	struct book out;

	planned_fill(w);
	b = planned_facts(w);
	assert_true(plan_book(&b, w->a, &out, w->d));
	return out;
}

struct book plan_world(struct world *w)
{
	struct book_facts f;
	struct book b;

	world_judge(w);
	f = planned_facts(w);
	assert_true(plan_book(&f, w->a, &b, w->d));
	return b;
}

/* Red lines at 80% of the target. Revenue 70 of 100: 100/3 x (1 + (70 - 80) / 20) = 16.67, weight 3;
 * leads and enquiries 120 of 100: 100, weights 1 and 2. (3 x 16.67 + 3 x 100) / 6 = 58.3: short. */
void planned_revenue(struct world *w)
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
