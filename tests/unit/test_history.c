/* test_history.c - claims about what history keeps of runs and gives back. */
#include <stdio.h>
#include <string.h>
#include "record.h"

static const struct fiscal calendar = { .first_month = 1 };

/* Everything that history holds, table by table. */
static const char *const everything[] = {
	"SELECT * FROM run ORDER BY run_id",
	"SELECT * FROM input ORDER BY run_id, n",
	"SELECT * FROM goal ORDER BY run_id, n",
	"SELECT * FROM kpi_value ORDER BY run_id, n",
	"SELECT * FROM objective_score ORDER BY run_id, n",
	"SELECT * FROM ledger ORDER BY run_id, n",
	"SELECT * FROM strategy ORDER BY run_id, n",
	"SELECT * FROM metric_state ORDER BY run_id, n",
	"SELECT * FROM source_total ORDER BY run_id, n",
	"SELECT * FROM change ORDER BY run_id, n",
	"SELECT * FROM finding ORDER BY run_id, n",
};

static struct db *open_db(struct record *t)
{
	struct db *db = db_open(t->a, str_of(record_path(t, "h.db")), false, 0, t->d);

	assert_non_null(db);
	return db;
}

static void save(struct record *t)
{
	struct db *db = open_db(t);

	assert_true(history_save(db, &t->r, t->d));
	db_close(db);
}

static void save_as(struct record *t, char letter, const char *period, bool is_reported)
{
	record_as(t, letter, period, is_reported);
	save(t);
}

static struct past load(struct record *t, const char *period, struct fiscal f)
{
	struct db *db = open_db(t);
	struct past past;

	assert_true(history_load(db, t->a, record_period(period), f, &past, t->d));
	db_close(db);
	return past;
}

static struct str dump(struct record *t)
{
	struct strbuf b;

	strbuf_init(&b, t->a, 0);
	for (size_t i = 0; i < LEN(everything); i++) {
		strbuf_add(&b, record_ask(t, everything[i]));
		strbuf_addc(&b, '\n');
	}
	return strbuf_str(&b);
}

static void test_history_gives_back_what_was_saved(void **state)
{
	struct record *t = *state;
	const struct past_run *r;
	struct past past;

	save_as(t, 'a', "2026-Q2", true);
	past = load(t, "2026-Q3", calendar);
	assert_int_equal(past.n, 1);
	r = past_of(&past, record_period("2026-Q2"));
	assert_non_null(r);
	assert_str(r->run_id, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	assert_str(r->as_of, "2026-06-30");
	assert_str(r->reported_on, "2026-06-30");
	assert_int_equal(r->n_kpis, 2);
	assert_str(r->kpis[0].kpi, "leads_social");
	assert_str(r->kpis[0].objective, "revenue");
	assert_str(r->kpis[0].role, "evidence");
	assert_str(r->kpis[0].status, "amber");
	assert_str(r->kpis[0].definition, "d1");
	assert_true(r->kpis[0].has_value && r->kpis[0].value == 42);
	assert_true(r->kpis[0].has_target && r->kpis[0].target == 50);
	assert_true(r->kpis[0].has_score && r->kpis[0].score == 40);
	assert_true(r->kpis[0].weight == 2);
	assert_true(r->kpis[0].is_exact && r->kpis[0].micro == 42 * MICRO);
	assert_true(r->kpis[0].has_red_line && r->kpis[0].red_line == 40);
	assert_false(r->kpis[0].has_band || r->kpis[0].has_tolerance || r->kpis[0].has_bounds);
	assert_str(r->kpis[1].part, "available");
	assert_int_equal(r->n_terms, 2);
	assert_str(r->terms[0].goal, "revenue");
	assert_str(r->terms[0].term, "leads_social");
	assert_true(r->terms[0].weight == 2 && r->terms[0].score == 40 && r->terms[0].points == 45);
	assert_false(r->terms[0].is_goal || r->terms[0].is_hold);
	assert_true(r->terms[1].is_hold && r->terms[1].points == -5);
	assert_int_equal(r->n_goals, 2);
	assert_str(r->goals[0].goal, "grow");
	assert_false(r->goals[0].has_score);
	assert_true(r->goals[1].has_score && r->goals[1].score == 40);
	assert_int_equal(r->n_metrics, 2);
	assert_str(r->metrics[0].metric, "impressions");
	assert_str(r->metrics[0].kind, "social");
	assert_str(r->metrics[0].state, "unlinked");
	assert_int_equal(r->metrics[0].cells, 92);
}

static void test_history_keeps_missing_as_missing(void **state)
{
	struct record *t = *state;
	struct past past;

	save_as(t, 'a', "2026-Q2", false);
	assert_asks(t,
	            "SELECT objective, value, value_micro, low, target, score, newest_day FROM kpi_value"
	            " WHERE kpi = 'trial_share'",
	            "(null)|(null)|(null)|(null)|(null)|(null)|(null)");
	assert_asks(t, "SELECT budget_micro, parent FROM goal WHERE goal = 'grow'", "(null)|(null)");
	assert_asks(t, "SELECT first_day FROM input WHERE role = 'goals'", "(null)");
	past = load(t, "2026-Q3", calendar);
	assert_false(past.runs[0].kpis[1].has_value);
	assert_false(past.runs[0].kpis[1].has_target);
	assert_false(past.runs[0].kpis[1].has_score);
	assert_int_equal(past.runs[0].reported_on.n, 0);
}

static void test_history_keeps_exact_amounts_as_millionths(void **state)
{
	struct record *t = *state;

	/* one millionth more than a double of this size can tell: 2^53 + 1 */
	t->kpi_outcome[0].figure.micro = INT64_C(9007199254740993);
	save(t);
	assert_asks(t, "SELECT value_micro FROM kpi_value WHERE kpi = 'leads_social'", "9007199254740993");
	assert_asks(t, "SELECT budget_micro FROM goal WHERE goal = 'revenue'", "100000000000");
	assert_asks(
	    t,
	    "SELECT typeof(value), typeof(score), typeof(target) FROM kpi_value WHERE kpi = 'leads_social'",
	    "real|real|real");
}

static void test_history_keeps_every_input_with_its_rows(void **state)
{
	struct record *t = *state;

	save(t);
	/* 10 rows = 7 used + 1 rejected + 2 left out (a total row and an empty one) */
	assert_asks(
	    t,
	    "SELECT n, path, bytes, xxh128, rows, rows_used, rows_rejected, rows_left_out, first_day, last_day"
	    " FROM input WHERE role = 'metrics'",
	    "2|data/social.csv|4096|00000000000000ff0000000000000000|10|7|1|2|2026-07-01|2026-09-30");
	assert_asks(t, "SELECT n, code, severity, subject, line, message FROM finding",
	            "1|K201|warning|impressions|(null)|impressions serves no goal");
}

static void test_history_saved_twice_is_the_same(void **state)
{
	struct record *t = *state;
	struct str once;

	save_as(t, 'a', "2026-Q3", true);
	once = dump(t);
	save(t);
	assert_true(str_eq(dump(t), once));
	save_as(t, 'a', "2026-Q3", false); /* run again without --report: it stays reported */
	assert_true(str_eq(dump(t), once));
	assert_true(once.n > 500);
}

static void test_history_order_of_saving_does_not_matter(void **state)
{
	struct record *t = *state;
	struct str one;

	save_as(t, 'a', "2026-Q2", true);
	save_as(t, 'b', "2026-Q3", true);
	one = dump(t);
	remove(record_path(t, "h.db"));
	save_as(t, 'b', "2026-Q3", true);
	save_as(t, 'a', "2026-Q2", true);
	assert_true(str_eq(dump(t), one));
}

static void test_history_keeps_the_newest_draft_only(void **state)
{
	struct record *t = *state;

	save_as(t, 'a', "2026-Q2", false);
	save_as(t, 'b', "2026-Q3", false);
	save_as(t, 'c', "2026-Q3", false);
	assert_asks(t, "SELECT substr(run_id, 1, 1), period FROM run ORDER BY 1", "a|2026-Q2\nc|2026-Q3");
	/* the rows of a run go with it */
	assert_asks(
	    t,
	    "SELECT count(DISTINCT run_id) FROM (SELECT run_id FROM input UNION ALL SELECT run_id FROM goal"
	    " UNION ALL SELECT run_id FROM kpi_value UNION ALL SELECT run_id FROM objective_score"
	    " UNION ALL SELECT run_id FROM metric_state UNION ALL SELECT run_id FROM source_total"
	    " UNION ALL SELECT run_id FROM change UNION ALL SELECT run_id FROM finding)",
	    "2");
}

static void test_history_never_deletes_a_report(void **state)
{
	struct record *t = *state;

	save_as(t, 'a', "2026-Q3", true);
	save_as(t, 'b', "2026-Q3", false);
	save_as(t, 'c', "2026-Q3", true); /* a restatement; the draft goes */
	save_as(t, 'd', "2026-Q3", false);
	assert_asks(t, "SELECT substr(run_id, 1, 1), report FROM run ORDER BY 1", "a|1\nc|2\nd|(null)");
}

static void test_history_draft_becomes_the_report(void **state)
{
	struct record *t = *state;

	save_as(t, 'a', "2026-Q3", false);
	save_as(t, 'a', "2026-Q3", true);
	assert_asks(t, "SELECT report, reported_on FROM run", "1|2026-09-30");
}

static void test_history_loads_the_latest_report_else_the_draft(void **state)
{
	struct record *t = *state;
	struct past past;

	save_as(t, 'a', "2026-Q1", true);
	save_as(t, 'b', "2026-Q1", true);
	save_as(t, 'a', "2026-Q1", false); /* run again: the restatement stays the latest */
	save_as(t, 'c', "2026-Q1", false);
	save_as(t, 'd', "2026-Q2", false);
	past = load(t, "2026-Q3", calendar);
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
		save_as(t, (char)('a' + i), periods[i], true);
	past = load(t, "2026-Q3", calendar);
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

	save_as(t, 'a', "2026-Q2", true);
	assert_true(period_parse(STR("2026-Q2"), february, &q2));
	past = load(t, "2026-Q4", february);
	assert_int_equal(past.n, 1);
	assert_null(past_of(&past, q2));
	assert_non_null(past_of(&past, record_period("2026-Q2")));
}

static void test_history_knows_runs_and_reports(void **state)
{
	struct record *t = *state;
	struct known_run run;
	struct db *db;

	save_as(t, 'a', "2026-Q2", true);
	save_as(t, 'b', "2026-Q2", true);
	save_as(t, 'c', "2026-Q3", false);
	db = open_db(t);
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

static void test_history_copy_of_a_report_does_not_move_it(void **state)
{
	struct record *t = *state;

	save_as(t, 'a', "2026-Q3", true);
	t->r.output = STR("copy.xlsx");
	save(t);
	assert_asks(t, "SELECT output FROM run", "acme-2026-Q3.xlsx");
	t->r.output_digest = STR("00000000000000000000000000000002"); /* other bytes: not a copy */
	save(t);
	assert_asks(t, "SELECT output, output_digest FROM run", "copy.xlsx|00000000000000000000000000000002");
}

static struct past reports(struct record *t, char letter, const char *period)
{
	char id[33] = { 0 };
	struct db *db = open_db(t);
	struct past past;

	memset(id, letter, 32);
	assert_true(history_reports(db, t->a, record_period(period), calendar, str_of(id), &past, t->d));
	db_close(db);
	return past;
}

static void test_history_reports_come_with_what_they_were_made_of(void **state)
{
	struct record *t = *state;
	struct past past;

	save_as(t, 'a', "2026-Q2", true);
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

	save_as(t, 'a', "2026-Q1", true);
	save_as(t, 'b', "2026-Q2", true);
	save_as(t, 'c', "2026-Q2", true);
	save_as(t, 'd', "2026-Q3", false);
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

	save_as(t, 'a', "2026-Q3", true);
	assert_asks(
	    t,
	    "SELECT run_period, kind, about, subject, period, before_value, after_value, why, place FROM changes",
	    "2026-Q3|restated|kpi|leads_social|2026-Q2|40.0|41.0|data/social.csv changed|models/acme.yaml:50:3");
}

/* The same KPI twice breaks the key of kpi_value, in the middle of the transaction. */
static void test_history_failed_save_changes_nothing(void **state)
{
	struct record *t = *state;
	struct str before;
	struct db *db;

	save_as(t, 'a', "2026-Q3", false);
	before = dump(t);
	record_as(t, 'b', "2026-Q3", false);
	t->kpi[1].id = t->kpi[0].id;
	db = open_db(t);
	assert_false(history_save(db, &t->r, t->d));
	assert_true(record_says(t, "K902", 74));
	db_close(db);
	assert_true(str_eq(dump(t), before));
}

static void test_history_view_scorecard_has_a_row_a_kpi(void **state)
{
	struct record *t = *state;

	save_as(t, 'a', "2026-Q3", true);
	save_as(t, 'b', "2026-Q3", false); /* a later draft does not speak for a reported period */
	assert_asks(
	    t, "SELECT period, is_reported, objective_name, kpi, value, target, score, status FROM scorecard",
	    "2026-Q3|1|Win customers|leads_social|42.0|50.0|40.0|amber\n"
	    "2026-Q3|1|(null)|trial_share|(null)|(null)|(null)|grey");
}

static void test_history_view_unlinked_names_what_serves_no_goal(void **state)
{
	struct record *t = *state;

	save(t);
	assert_asks(
	    t, "SELECT period, metric, state, cells, total, because, place FROM unlinked",
	    "2026-Q3|impressions|unlinked|92|12413220.0|Exposure is a by-product|models/acme.yaml:41:3");
	t->metric_state[0].cells = 0; /* not seen this period */
	save(t);
	assert_asks(t, "SELECT count(*) FROM unlinked", "0");
}

static void test_history_view_trend_says_where_a_kpi_was_redefined(void **state)
{
	struct record *t = *state;

	save_as(t, 'c', "2026-Q3", false);
	save_as(t, 'a', "2026-Q1", true);
	t->kpi_outcome[0].definition = STR("d0");
	t->kpi_outcome[0].figure.value = 30;
	save_as(t, 'b', "2026-Q2", true);
	/* d1, d0, d1 again: both changes are marked */
	assert_asks(t, "SELECT period, value, is_redefined FROM trend WHERE kpi = 'leads_social'",
	            "2026-Q1|42.0|0\n2026-Q2|30.0|1\n2026-Q3|42.0|1");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		RECORD_TEST(test_history_gives_back_what_was_saved),
		RECORD_TEST(test_history_keeps_missing_as_missing),
		RECORD_TEST(test_history_keeps_exact_amounts_as_millionths),
		RECORD_TEST(test_history_keeps_every_input_with_its_rows),
		RECORD_TEST(test_history_saved_twice_is_the_same),
		RECORD_TEST(test_history_order_of_saving_does_not_matter),
		RECORD_TEST(test_history_keeps_the_newest_draft_only),
		RECORD_TEST(test_history_never_deletes_a_report),
		RECORD_TEST(test_history_draft_becomes_the_report),
		RECORD_TEST(test_history_loads_the_latest_report_else_the_draft),
		RECORD_TEST(test_history_loads_only_periods_that_ended_before),
		RECORD_TEST(test_history_of_another_fiscal_year_is_not_this_period),
		RECORD_TEST(test_history_knows_runs_and_reports),
		RECORD_TEST(test_history_copy_of_a_report_does_not_move_it),
		RECORD_TEST(test_history_reports_come_with_what_they_were_made_of),
		RECORD_TEST(test_history_reports_are_the_latest_before_the_run),
		RECORD_TEST(test_history_view_changes_says_what_was_restated),
		RECORD_TEST(test_history_failed_save_changes_nothing),
		RECORD_TEST(test_history_view_scorecard_has_a_row_a_kpi),
		RECORD_TEST(test_history_view_unlinked_names_what_serves_no_goal),
		RECORD_TEST(test_history_view_trend_says_where_a_kpi_was_redefined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
