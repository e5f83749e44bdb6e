/* test_export.c - the tables of `kpialign export`: fixed columns, missing is empty, values in full. */
#include <string.h>
#include "plan/scorecard.h"
#include "world.h"

/* Leads 350 of 440, red line 352: score 100/3 x (1 + (350 - 352) / 88) = 32.5757..; hires without a
 * target; twirls unknown. */
static void fill(struct world *w)
{
	struct kpi *library;

	world_goal(w, "grow", NULL);
	world_goal(w, "people", NULL);
	world_scored(w, "leads", "grow", 350, 440);
	world_metric(w, "hires", KIND_BUSINESS, LEVEL_OUTCOME);
	world_give(w, "hires", 12);
	world_kpi(w, "hiring", "people", ROLE_EVIDENCE, "hires", NULL);
	library = world_kpi(w, "unused", NULL, ROLE_LEADING, "hires", NULL);
	library->is_library = true;
	world_put(w, "twirls", "tiktok", "2026-07-01", 2, 1.5);
	world_judge(w);
}

static struct export_table export_it(struct world *w, const struct inputs *inputs, const char *name)
{
	static const struct inputs none = { 0 };
	struct book_facts b = { .facts = &w->facts, .outcome = &w->o, .inputs = inputs ? inputs : &none };
	struct export_table t = { 0 };

	b.findings = diag_list(w->d, &b.n_findings);
	assert_true(plan_export(&b, w->a, str_of(name), &t));
	return t;
}

static struct str cell(const struct export_table *t, size_t row, const char *column)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (strcmp(t->columns[i], column) == 0)
			return t->cells[row * t->n_columns + i];
	fail_msg("no column %s", column);
	return STR_NONE;
}

static struct str columns_of(struct world *w, const struct export_table *t)
{
	struct strbuf b;

	strbuf_init(&b, w->a, 0);
	for (size_t i = 0; i < t->n_columns; i++)
		strbuf_fmt(&b, "%s%s", i > 0 ? "," : "", t->columns[i]);
	return strbuf_str(&b);
}

static void test_export_columns_are_those_of_the_manual(void **state)
{
	static const char *const columns[][2] = {
		{ "metrics",
		  "metric,kind,state,kpi,objective,cells,first_day,last_day,total,because,ask_instead,"
		  "place" },
		{ "kpis",
		  "period,kpi,objective,role,level,value,target,red_line,score,status,reason,prior,weight,outlook,signal" },
		{ "objectives",
		  "period,objective,parent,score,coverage,leading,status,reason,strategy,governance,funding" },
		{ "findings", "code,severity,subject,place,message,remedy" },
		{ "inputs",
		  "path,role,format,source,bytes,digest,rows,used,rejected,left_total_row,left_same_file,"
		  "left_not_wanted,left_no_value,left_other_section,left_empty,cells_used,cells_missing,"
		  "cells_rejected,cells_ignored,first_day,last_day" },
		{ "campaigns", "period,campaign,objective,serves_goal,serves,spend,outside_dates,because" },
		{ "maturity", "period,stage,reached,needs,holds,basis,because" },
	};
	struct world *w = *state;

	fill(w);
	assert_int_equal(n_export_names, 1 + LEN(columns));
	assert_string_equal(export_names[0], "series");
	for (size_t i = 0; i < LEN(columns); i++) {
		struct export_table t = export_it(w, NULL, columns[i][0]);

		assert_string_equal(export_names[i + 1], columns[i][0]);
		assert_str(columns_of(w, &t), columns[i][1]);
	}
}

static void test_export_does_not_know_series_or_others(void **state)
{
	struct world *w = *state;
	struct book_facts b = { .facts = &w->facts, .outcome = &w->o };
	struct export_table t;

	assert_false(plan_export(&b, w->a, STR("series"), &t));
	assert_false(plan_export(&b, w->a, STR("kpi"), &t));
}

static void test_kpis_missing_is_empty_and_library_ones_unused_are_silent(void **state)
{
	struct world *w = *state;
	struct export_table t;

	fill(w);
	t = export_it(w, NULL, "kpis");
	assert_int_equal(t.n_rows, 2);
	assert_str(cell(&t, 0, "kpi"), "leads");
	assert_str(cell(&t, 0, "period"), "2026-Q3");
	assert_str(cell(&t, 0, "target"), "440");
	assert_str(cell(&t, 0, "red_line"), "352");
	assert_str(cell(&t, 0, "status"), "red");
	assert_str(cell(&t, 0, "reason"), "");
	assert_str(cell(&t, 0, "prior"), "");
	/* 350 / 92 = 3.804348 (to a millionth) x 92 = 350.000016; 100/3 x (1 + (350.000016 - 352) / 88)
	 * = 32.5757636.. */
	assert_str(cell(&t, 0, "value"), "350.000016");
	assert_true(str_starts(cell(&t, 0, "score"), STR("32.57576")));
	assert_str(cell(&t, 1, "kpi"), "hiring");
	assert_str(cell(&t, 1, "target"), "");
	assert_str(cell(&t, 1, "score"), "");
	assert_str(cell(&t, 1, "status"), "grey");
	assert_true(cell(&t, 1, "reason").n > 0);
}

static void test_objectives_carry_score_and_reason(void **state)
{
	struct world *w = *state;
	struct export_table t;

	fill(w);
	t = export_it(w, NULL, "objectives");
	assert_int_equal(t.n_rows, 2);
	assert_str(cell(&t, 0, "objective"), "grow");
	assert_str(cell(&t, 0, "coverage"), "1");
	assert_str(cell(&t, 0, "leading"), "");
	assert_str(cell(&t, 0, "status"), "red");
	assert_str(cell(&t, 1, "score"), "");
	assert_str(cell(&t, 1, "status"), "grey");
	assert_true(cell(&t, 1, "reason").n > 0);
}

static void test_metrics_give_totals_exactly_and_days(void **state)
{
	struct world *w = *state;
	struct export_table t;

	fill(w);
	t = export_it(w, NULL, "metrics");
	assert_int_equal(t.n_rows, 3); /* hires, m_leads, twirls */
	assert_str(cell(&t, 2, "metric"), "twirls");
	assert_str(cell(&t, 2, "state"), "unknown");
	assert_str(cell(&t, 2, "kpi"), "");
	assert_str(cell(&t, 2, "cells"), "2");
	assert_str(cell(&t, 2, "first_day"), "2026-07-01");
	assert_str(cell(&t, 2, "last_day"), "2026-07-02");
	assert_str(cell(&t, 2, "total"), "3");
	assert_str(cell(&t, 1, "state"), "linked");
	assert_str(cell(&t, 1, "objective"), "grow");
}

static void test_findings_say_how_many_more(void **state)
{
	struct world *w = *state;
	struct finding one = { .code = "K101",
		               .severity = SEV_REJECTED,
		               .at = { STR("a.csv"), 4, 7, STR_NONE },
		               .message = STR("'x' is not a date"),
		               .remedy = STR("write 2026-09-30"),
		               .more = 3 };
	struct inputs none = { 0 };
	struct book_facts b = {
		.facts = &w->facts, .outcome = &w->o, .inputs = &none, .findings = &one, .n_findings = 1
	};
	struct export_table t;

	assert_true(plan_export(&b, w->a, STR("findings"), &t));
	assert_str(cell(&t, 0, "code"), "K101");
	assert_str(cell(&t, 0, "severity"), "rejected");
	assert_str(cell(&t, 0, "place"), "a.csv:4:7");
	assert_str(cell(&t, 0, "message"), "'x' is not a date (and 3 more like it)");
}

static void test_inputs_account_for_every_row(void **state)
{
	struct world *w = *state;
	struct input files[] = {
		{ .role = INPUT_MODEL,
		  .path = STR("models/acme.yaml"),
		  .bytes = 10,
		  .first_day = 0,
		  .last_day = 0 },
		{ .role = INPUT_METRICS,
		  .path = STR("x.csv"),
		  .format = STR("tidy"),
		  .rows = 10,
		  .rows_used = 6,
		  .rows_rejected = 1,
		  .left = { [LEFT_TOTAL_ROW] = 2, [LEFT_EMPTY] = 1 },
		  .digest_hi = 1,
		  .digest_lo = 0xAB,
		  .first_day = world_day("2026-07-01"),
		  .last_day = DAY_NONE },
	};
	struct inputs all = { files, 2 };
	struct export_table t;

	w->sources[0].files = STR("*.csv");
	t = export_it(w, &all, "inputs");
	assert_str(cell(&t, 0, "role"), "model");
	assert_str(cell(&t, 0, "source"), "");
	assert_str(cell(&t, 0, "first_day"), "");
	assert_str(cell(&t, 1, "source"), "*.csv");
	assert_str(cell(&t, 1, "digest"), "000000000000000100000000000000ab");
	assert_str(cell(&t, 1, "rows"), "10");
	assert_str(cell(&t, 1, "left_total_row"), "2");
	assert_str(cell(&t, 1, "left_empty"), "1");
	assert_str(cell(&t, 1, "first_day"), "2026-07-01");
	assert_str(cell(&t, 1, "last_day"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_export_columns_are_those_of_the_manual),
		WORLD_TEST(test_export_does_not_know_series_or_others),
		WORLD_TEST(test_kpis_missing_is_empty_and_library_ones_unused_are_silent),
		WORLD_TEST(test_objectives_carry_score_and_reason),
		WORLD_TEST(test_metrics_give_totals_exactly_and_days),
		WORLD_TEST(test_findings_say_how_many_more),
		WORLD_TEST(test_inputs_account_for_every_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
