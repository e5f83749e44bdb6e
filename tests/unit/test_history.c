/* test_history.c - claims about what history keeps of a run, and of runs of one period. */
#include <stdio.h>
#include "record.h"

static void test_history_gives_back_what_was_saved(void **state)
{
	struct record *t = *state;
	const struct past_run *r;
	struct past past;

	record_save_as(t, 'a', "2026-Q2", true);
	past = record_load(t, "2026-Q3", record_calendar);
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

	record_save_as(t, 'a', "2026-Q2", false);
	assert_asks(t,
	            "SELECT objective, value, value_micro, low, target, score, newest_day FROM kpi_value"
	            " WHERE kpi = 'trial_share'",
	            "(null)|(null)|(null)|(null)|(null)|(null)|(null)");
	assert_asks(t, "SELECT budget_micro, parent FROM goal WHERE goal = 'grow'", "(null)|(null)");
	assert_asks(t, "SELECT first_day FROM input WHERE role = 'goals'", "(null)");
	past = record_load(t, "2026-Q3", record_calendar);
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
	record_save(t);
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

	record_save(t);
	/* 10 rows = 7 used + 1 rejected + 2 left out (a total row and an empty one) */
	assert_asks(
	    t,
	    "SELECT n, path, bytes, xxh128, rows, rows_used, rows_rejected, rows_left_out, first_day, last_day"
	    " FROM input WHERE role = 'metrics'",
	    "2|data/social.csv|4096|00000000000000ff0000000000000000|10|7|1|2|2026-07-01|2026-09-30");
	assert_asks(t, "SELECT n, code, severity, subject, line, message FROM finding",
	            "1|K201|warning|impressions|(null)|impressions serves no goal");
}

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

static void test_history_saved_twice_is_the_same(void **state)
{
	struct record *t = *state;
	struct str once;

	record_save_as(t, 'a', "2026-Q3", true);
	once = dump(t);
	record_save(t);
	assert_true(str_eq(dump(t), once));
	record_save_as(t, 'a', "2026-Q3", false); /* run again without --report: it stays reported */
	assert_true(str_eq(dump(t), once));
	assert_true(once.n > 500);
}

static void test_history_order_of_saving_does_not_matter(void **state)
{
	struct record *t = *state;
	struct str one;

	record_save_as(t, 'a', "2026-Q2", true);
	record_save_as(t, 'b', "2026-Q3", true);
	one = dump(t);
	remove(record_path(t, "h.db"));
	record_save_as(t, 'b', "2026-Q3", true);
	record_save_as(t, 'a', "2026-Q2", true);
	assert_true(str_eq(dump(t), one));
}

static void test_history_keeps_the_newest_draft_only(void **state)
{
	struct record *t = *state;

	record_save_as(t, 'a', "2026-Q2", false);
	record_save_as(t, 'b', "2026-Q3", false);
	record_save_as(t, 'c', "2026-Q3", false);
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

	record_save_as(t, 'a', "2026-Q3", true);
	record_save_as(t, 'b', "2026-Q3", false);
	record_save_as(t, 'c', "2026-Q3", true); /* a restatement; the draft goes */
	record_save_as(t, 'd', "2026-Q3", false);
	assert_asks(t, "SELECT substr(run_id, 1, 1), report FROM run ORDER BY 1", "a|1\nc|2\nd|(null)");
}

static void test_history_draft_becomes_the_report(void **state)
{
	struct record *t = *state;

	record_save_as(t, 'a', "2026-Q3", false);
	record_save_as(t, 'a', "2026-Q3", true);
	assert_asks(t, "SELECT report, reported_on FROM run", "1|2026-09-30");
}

static void test_history_copy_of_a_report_does_not_move_it(void **state)
{
	struct record *t = *state;

	record_save_as(t, 'a', "2026-Q3", true);
	t->r.output = STR("copy.xlsx");
	record_save(t);
	assert_asks(t, "SELECT output FROM run", "acme-2026-Q3.xlsx");
	t->r.output_digest = STR("00000000000000000000000000000002"); /* other bytes: not a copy */
	record_save(t);
	assert_asks(t, "SELECT output, output_digest FROM run", "copy.xlsx|00000000000000000000000000000002");
}

/* The same KPI twice breaks the key of kpi_value, in the middle of the transaction. */
static void test_history_failed_save_changes_nothing(void **state)
{
	struct record *t = *state;
	struct str before;
	struct db *db;

	record_save_as(t, 'a', "2026-Q3", false);
	before = dump(t);
	record_as(t, 'b', "2026-Q3", false);
	t->kpi[1].id = t->kpi[0].id;
	db = record_open(t);
	assert_false(history_save(db, &t->r, t->d));
	assert_true(record_says(t, "K902", 74));
	db_close(db);
	assert_true(str_eq(dump(t), before));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RECORD_TEST(test_history_gives_back_what_was_saved),
		RECORD_TEST(test_history_keeps_missing_as_missing),
		RECORD_TEST(test_history_keeps_exact_amounts_as_millionths),
		RECORD_TEST(test_history_keeps_every_input_with_its_rows),
		RECORD_TEST(test_history_saved_twice_is_the_same),
		RECORD_TEST(test_history_order_of_saving_does_not_matter),
		RECORD_TEST(test_history_keeps_the_newest_draft_only),
		RECORD_TEST(test_history_never_deletes_a_report),
		RECORD_TEST(test_history_draft_becomes_the_report),
		RECORD_TEST(test_history_copy_of_a_report_does_not_move_it),
		RECORD_TEST(test_history_failed_save_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
