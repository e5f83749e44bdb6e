/* test_history_past.c - what history gives back: earlier runs, reports, and its views. */
#include <string.h>
#include "record.h"

static void test_history_loads_the_latest_report_else_the_draft(void **state)
{
	struct record *t = *state;
	struct past past;

	record_save_as(t, 'a', "2026-Q1", true);
	record_save_as(t, 'b', "2026-Q1", true);
	record_save_as(t, 'a', "2026-Q1", false); /* run again: the restatement stays the latest */
	record_save_as(t, 'c', "2026-Q1", false);
	record_save_as(t, 'd', "2026-Q2", false);
	past = record_load(t, "2026-Q3", record_calendar);
	assert_int_equal(past.n, 2);
	assert_int_equal(past.runs[0].run_id.p[0], 'b');
	assert_int_equal(past.runs[1].run_id.p[0], 'd');
}

/* Months, quarters and years stand side by side; oldest first. What did not end before the period is not past. */
static void test_history_loads_only_periods_that_ended_before(void **state)
{
	static const char *const periods[] = { "2026-Q4", "2026-09", "2025",   "2026-Q3",
		                               "2026",    "2026-Q2", "2026-06" };
	static const char *const want[] = { "2025", "2026-Q2", "2026-06" };
	struct record *t = *state;
	struct past past;

	for (size_t i = 0; i < LEN(periods); i++)
		record_save_as(t, (char)('a' + i), periods[i], true);
	past = record_load(t, "2026-Q3", record_calendar);
	assert_int_equal(past.n, 3);
	for (size_t i = 0; i < past.n; i++)
		assert_true(period_eq(past.runs[i].period, record_period(want[i])));
}

/* 2026-Q2 of calendar years is April to June. Where fiscal years start in February, 2026-Q2 is other days. */
static void test_history_of_another_fiscal_year_is_not_this_period(void **state)
{
	const struct fiscal february = { .first_month = 2 };
	struct record *t = *state;
	struct period q2;
	struct past past;

	record_save_as(t, 'a', "2026-Q2", true);
	assert_true(period_parse(STR("2026-Q2"), february, &q2));
	past = record_load(t, "2026-Q4", february);
	assert_int_equal(past.n, 1);
	assert_null(past_of(&past, q2));
	assert_non_null(past_of(&past, record_period("2026-Q2")));
}

static void test_history_knows_runs_and_reports(void **state)
{
	struct record *t = *state;
	struct known_run run;
	struct db *db;

	record_save_as(t, 'a', "2026-Q2", true);
	record_save_as(t, 'b', "2026-Q2", true);
	record_save_as(t, 'c', "2026-Q3", false);
	db = record_open(t);
	assert_true(history_known(db, t->a, STR("cccccccccccccccccccccccccccccccc"), &run, t->d));
	assert_true(run.found && !run.is_reported);
	assert_str(run.output, "acme-2026-Q3.xlsx");
	assert_str(run.output_digest, "00000000000000000000000000000001");
	assert_true(history_known(db, t->a, STR("dddddddddddddddddddddddddddddddd"), &run, t->d));
	assert_false(run.found);
	assert_true(history_reported(db, t->a, record_period("2026-Q2"), &run, t->d));
	assert_true(run.found && run.is_reported && run.run_id.p[0] == 'b');
	assert_str(run.reported_on, "2026-06-30");
	assert_true(history_reported(db, t->a, record_period("2026-Q3"), &run, t->d));
	assert_false(run.found);
	db_close(db);
}

static struct past reports(struct record *t, char letter, const char *period)
{
	char id[33] = { 0 };
	struct db *db = record_open(t);
	struct past past;

	memset(id, letter, 32);
	assert_true(
	    history_reports(db, t->a, record_period(period), record_calendar, str_of(id), &past, t->d));
	db_close(db);
	return past;
}

static void test_history_reports_come_with_what_they_were_made_of(void **state)
{
	struct record *t = *state;
	struct past past;

	record_save_as(t, 'a', "2026-Q2", true);
	past = reports(t, 'z', "2026-Q3");
	assert_int_equal(past.n, 1);
	assert_int_equal(past.runs[0].as_of_day, record_period("2026-Q2").last);
	assert_str(past.runs[0].version, "0.1.0");
	assert_str(past.runs[0].model_version, "2026.3");
	assert_true(past.runs[0].kpis[0].is_exact && past.runs[0].kpis[0].micro == 42 * MICRO);
	assert_true(past.runs[0].kpis[0].has_red_line && past.runs[0].kpis[0].red_line == 40);
	assert_str(past.runs[0].kpis[0].part, "takes part");
	assert_false(past.runs[0].kpis[1].is_exact);
	assert_int_equal(past.runs[0].n_inputs, 2);
	assert_str(past.runs[0].inputs[1].path, "data/social.csv");
	assert_str(past.runs[0].inputs[1].source, "data/social*.csv");
	assert_str(past.runs[0].inputs[0].source, "");
	assert_int_equal(past.runs[0].n_totals, 1);
	assert_str(past.runs[0].totals[0].grain, "post");
	assert_true(past.runs[0].totals[0].has_micro && past.runs[0].totals[0].micro == 42 * MICRO);
}

/* Q1 and Q2 are reported, Q2 is restated by c, Q3 has a draft. */
static void test_history_reports_are_the_latest_before_the_run(void **state)
{
	struct record *t = *state;
	struct past past;

	record_save_as(t, 'a', "2026-Q1", true);
	record_save_as(t, 'b', "2026-Q2", true);
	record_save_as(t, 'c', "2026-Q2", true);
	record_save_as(t, 'd', "2026-Q3", false);
	past = reports(t, 'd', "2026-Q3"); /* the draft itself is none */
	assert_int_equal(past.n, 2);
	assert_int_equal(past.runs[0].run_id.p[0], 'a');
	assert_int_equal(past.runs[1].run_id.p[0], 'c');
	past = reports(t, 'z', "2026-Q2"); /* another run of a reported period is compared with its report */
	assert_int_equal(past.n, 2);
	assert_int_equal(past.runs[1].run_id.p[0], 'c');
	past = reports(t, 'c', "2026-Q2"); /* the restatement run again: as when it was made */
	assert_int_equal(past.runs[1].run_id.p[0], 'b');
	past = reports(t, 'b', "2026-Q2");
	assert_int_equal(past.n, 1);
	past = reports(t, 'z', "2026-Q1"); /* later periods do not speak */
	assert_int_equal(past.n, 1);
}

static void test_history_view_changes_says_what_was_restated(void **state)
{
	struct record *t = *state;

	record_save_as(t, 'a', "2026-Q3", true);
	assert_asks(
	    t,
	    "SELECT run_period, kind, about, subject, period, before_value, after_value, why, place FROM changes",
	    "2026-Q3|restated|kpi|leads_social|2026-Q2|40.0|41.0|data/social.csv changed|models/acme.yaml:50:3");
}

static void test_history_view_scorecard_has_a_row_a_kpi(void **state)
{
	struct record *t = *state;

	record_save_as(t, 'a', "2026-Q3", true);
	record_save_as(t, 'b', "2026-Q3", false); /* a later draft does not speak for a reported period */
	assert_asks(
	    t, "SELECT period, is_reported, objective_name, kpi, value, target, score, status FROM scorecard",
	    "2026-Q3|1|Win customers|leads_social|42.0|50.0|40.0|amber\n"
	    "2026-Q3|1|(null)|trial_share|(null)|(null)|(null)|grey");
}

static void test_history_view_unlinked_names_what_serves_no_goal(void **state)
{
	struct record *t = *state;

	record_save(t);
	assert_asks(
	    t, "SELECT period, metric, state, cells, total, because, place FROM unlinked",
	    "2026-Q3|impressions|unlinked|92|12413220.0|Exposure is a by-product|models/acme.yaml:41:3");
	t->metric_state[0].cells = 0; /* not seen this period */
	record_save(t);
	assert_asks(t, "SELECT count(*) FROM unlinked", "0");
}

static void test_history_view_trend_says_where_a_kpi_was_redefined(void **state)
{
	struct record *t = *state;

	record_save_as(t, 'c', "2026-Q3", false);
	record_save_as(t, 'a', "2026-Q1", true);
	t->kpi_outcome[0].definition = STR("d0");
	t->kpi_outcome[0].figure.value = 30;
	record_save_as(t, 'b', "2026-Q2", true);
	/* d1, d0, d1 again: both changes are marked */
	assert_asks(t, "SELECT period, value, is_redefined FROM trend WHERE kpi = 'leads_social'",
	            "2026-Q1|42.0|0\n2026-Q2|30.0|1\n2026-Q3|42.0|1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RECORD_TEST(test_history_loads_the_latest_report_else_the_draft),
		RECORD_TEST(test_history_loads_only_periods_that_ended_before),
		RECORD_TEST(test_history_of_another_fiscal_year_is_not_this_period),
		RECORD_TEST(test_history_knows_runs_and_reports),
		RECORD_TEST(test_history_reports_come_with_what_they_were_made_of),
		RECORD_TEST(test_history_reports_are_the_latest_before_the_run),
		RECORD_TEST(test_history_view_changes_says_what_was_restated),
		RECORD_TEST(test_history_view_scorecard_has_a_row_a_kpi),
		RECORD_TEST(test_history_view_unlinked_names_what_serves_no_goal),
		RECORD_TEST(test_history_view_trend_says_where_a_kpi_was_redefined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
