/* test_db.c - claims about opening the history: what is made, what is refused, what is left alone. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "record.h"
#include "store/db.h"
#include "store/schema.h"

static struct db *open_db(struct record *t, bool read_only)
{
	return db_open(t->a, str_of(record_path(t, "h.db")), read_only, 0, t->d);
}

static void make(struct record *t)
{
	struct db *db = open_db(t, false);

	assert_non_null(db);
	db_close(db);
}

/* Both ways of opening are refused with K902 and 74, and the file keeps its bytes. */
static void assert_refused(struct record *t)
{
	struct str before = record_read(t, "h.db");

	for (int read_only = 0; read_only < 2; read_only++) {
		assert_null(open_db(t, read_only));
		assert_true(record_says(t, "K902", 74));
		diag_free(t->d);
		t->d = diag_new();
	}
	assert_true(str_eq(record_read(t, "h.db"), before));
	assert_int_equal(record_files(t, "h.db"), 1); /* no journal beside it */
}

static void test_db_new_file_is_marked_as_ours(void **state)
{
	struct record *t = *state;

	make(t);
	assert_asks(t, "PRAGMA user_version", str_z(t->a, str_fmt(t->a, "%zu", schema_n_steps)));
	assert_asks(t, "PRAGMA application_id", "1802529121"); /* 0x6b706961 */
	assert_asks(t, "PRAGMA journal_mode", "delete");
}

static void test_db_opened_to_save_gets_its_layout_with_the_first_run(void **state)
{
	struct record *t = *state;
	struct db *db = db_open_to_save(t->a, str_of(record_path(t, "h.db")), 0, t->d);

	assert_non_null(db);
	assert_int_equal(record_read(t, "h.db").n, 0); /* nothing is on the disk yet */
	assert_true(db_begin(db, true, t->d));
	assert_false(db_end(db, false, t->d));
	assert_int_equal(record_read(t, "h.db").n, 0); /* no run, no layout */
	assert_true(history_save(db, &t->r, t->d));
	db_close(db);
	assert_asks(t, "PRAGMA user_version", str_z(t->a, str_fmt(t->a, "%zu", schema_n_steps)));
	assert_asks(t, "SELECT count(*) FROM run", "1");
}

static void test_db_tables_are_strict_and_follow_their_run(void **state)
{
	struct record *t = *state;

	make(t);
	assert_asks(
	    t,
	    "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_list WHERE type = 'table' AND strict"
	    " ORDER BY name)",
	    "change,finding,goal,input,kpi_value,ledger,metric_state,objective_score,run,source_total,strategy");
	assert_asks(
	    t,
	    "SELECT group_concat(m.name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'run'"
	    " ORDER BY name) m WHERE NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) f"
	    " WHERE f.\"table\" = 'run' AND f.on_delete = 'CASCADE')",
	    "(null)");
}

/* A file as the first program of all left it: one run, one KPI. */
static void make_layout_1(struct record *t)
{
	record_write(t, "h.db", "");
	for (size_t i = 0; i < schema_steps[0].n; i++)
		record_ask(t, schema_steps[0].sql[i]);
	record_ask(t, "PRAGMA application_id = 1802529121");
	record_ask(t, "PRAGMA user_version = 1");
	record_ask(
	    t,
	    "INSERT INTO run VALUES ('r1', '0.1.0', 'Acme', '2026-Q2', 'quarter', '2026-04-01', '2026-06-30',"
	    " '2026-06-30', '--as-of', '--period', 1, '2026-06-30', 'a.xlsx', 'd', 3, 2, 0, 2, 0, 0, 0, 0)");
	record_ask(t,
	           "INSERT INTO input VALUES ('r1', 1, 'metrics', 'a.csv', 9, 'd', 'tidy', 0, 1, 1, 0, 0, 1,"
	           " 0, 0, 0, '2026-04-01', '2026-06-30')");
	record_ask(
	    t,
	    "INSERT INTO kpi_value (run_id, n, kpi, role, level, better, unit, weight, part, value,"
	    " cells_expected, cells_present, status, grey, reason, definition) VALUES ('r1', 1, 'leads',"
	    " 'evidence', 'outcome', 'higher', 'count', 1, 'watched', 42.5, 91, 91, 'grey', '', '', 'd1')");
}

static void test_db_older_layout_is_migrated_and_keeps_its_rows(void **state)
{
	struct record *t = *state;
	struct past past;
	struct str before;
	struct db *db;

	make_layout_1(t);
	before = record_read(t, "h.db");
	db = open_db(t, true); /* who may only read gets a migrated copy */
	assert_non_null(db);
	assert_true(history_reports(db, t->a, record_period("2026-Q3"), (struct fiscal){ .first_month = 1 },
	                            STR("z"), &past, t->d));
	assert_int_equal(past.n, 1);
	assert_int_equal(past.runs[0].n_totals, 0);
	assert_true(past.runs[0].kpis[0].value == 42.5);
	db_close(db);
	assert_true(str_eq(record_read(t, "h.db"), before));
	make(t);
	assert_asks(t, "PRAGMA user_version", str_z(t->a, str_fmt(t->a, "%zu", schema_n_steps)));
	assert_asks(t, "SELECT run_id, period, report, model, as_of_moved FROM run", "r1|2026-Q2|1||0");
	assert_asks(t, "SELECT path, last_day, source FROM input", "a.csv|2026-06-30|");
	assert_asks(t, "SELECT kpi, value, definition FROM scorecard JOIN kpi_value USING (kpi, value)",
	            "leads|42.5|d1");
	assert_asks(t, "SELECT count(*) FROM ledger", "0");
	assert_asks(t, "SELECT count(*) FROM strategy", "0");
}

static void test_db_makes_its_folder(void **state)
{
	struct record *t = *state;
	struct db *db = db_open(t->a, str_of(record_path(t, "state/h.db")), false, 0, t->d);

	assert_non_null(db);
	db_close(db);
	assert_int_equal(remove(record_path(t, "state/h.db")), 0);
}

static void test_db_opened_again_keeps_its_bytes(void **state)
{
	struct record *t = *state;
	struct str before;

	make(t);
	before = record_read(t, "h.db");
	make(t);
	db_close(open_db(t, true));
	assert_true(str_eq(record_read(t, "h.db"), before));
}

static void test_db_read_only_makes_no_file(void **state)
{
	struct record *t = *state;

	assert_null(open_db(t, true));
	assert_true(record_says(t, "K902", 74));
	assert_int_equal(record_files(t, "h.db"), 0);
}

static void test_db_text_file_is_refused(void **state)
{
	struct record *t = *state;

	record_write(t, "h.db", "date,metric,value\n2026-07-01,leads,3\n");
	assert_refused(t);
}

static void test_db_newer_layout_is_refused(void **state)
{
	struct record *t = *state;

	make(t);
	record_ask(t, "PRAGMA user_version = 99");
	assert_asks(t, "PRAGMA user_version", "99");
	assert_refused(t);
}

static void test_db_of_another_program_is_refused(void **state)
{
	struct record *t = *state;

	record_write(t, "h.db", "");
	record_ask(t, "CREATE TABLE bookmarks (url TEXT)");
	assert_refused(t);
}

static void test_db_that_is_a_folder_is_refused(void **state)
{
	struct record *t = *state;

	assert_int_equal(mkdir(record_path(t, "h.db"), 0777), 0);
	assert_null(open_db(t, false));
	assert_true(record_says(t, "K902", 73));
}

/* A run killed before its first step leaves an empty file: to a reader an empty history. */
static void test_db_empty_file_reads_as_empty_history(void **state)
{
	struct record *t = *state;
	struct past past = { NULL, 9 };
	struct db *db;

	record_write(t, "h.db", "");
	db = open_db(t, true);
	assert_non_null(db);
	assert_true(history_load(db, t->a, record_period("2026-Q3"), (struct fiscal){ .first_month = 1 },
	                         &past, t->d));
	assert_int_equal(past.n, 0);
	db_close(db);
	assert_int_equal(record_read(t, "h.db").n, 0);
	make(t);
	assert_asks(t, "PRAGMA user_version", str_z(t->a, str_fmt(t->a, "%zu", schema_n_steps)));
}

static void test_db_held_by_another_is_said_with_75(void **state)
{
	struct record *t = *state;
	sqlite3 *other;

	make(t);
	assert_int_equal(sqlite3_open(record_path(t, "h.db"), &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	assert_null(open_db(t, true));
	assert_true(record_says(t, "K905", 75));
	sqlite3_close(other);
}

static void die_in_transaction(struct record *t)
{
	sqlite3 *h;

	if (sqlite3_open(record_path(t, "h.db"), &h) == SQLITE_OK
	    && sqlite3_exec(
		   h,
		   "PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM run;"
		   "CREATE TABLE filler AS WITH RECURSIVE c(i) AS"
		   " (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 5000) SELECT randomblob(200) FROM c",
		   NULL, NULL, NULL)
	           == SQLITE_OK)
		kill(getpid(), SIGKILL);
	_exit(1);
}

/* A cache of one page makes SQLite write into the file long before COMMIT; the journal holds what was there. */
static void test_db_killed_transaction_is_rolled_back_even_for_a_reader(void **state)
{
	struct record *t = *state;
	struct known_run run;
	struct db *db;
	pid_t child;
	int status;

	db = open_db(t, false);
	assert_true(history_save(db, &t->r, t->d));
	db_close(db);
	child = fork();
	if (child == 0)
		die_in_transaction(t);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_true(record_read(t, "h.db-journal").n > 512);

	db = open_db(t, true);
	assert_non_null(db);
	assert_true(history_known(db, t->a, t->r.run_id, &run, t->d));
	assert_true(run.found);
	db_close(db);
	assert_int_equal(record_files(t, "journal"), 0);
	assert_asks(t, "PRAGMA integrity_check", "ok");
	assert_asks(t, "SELECT count(*) FROM sqlite_schema WHERE name = 'filler'", "0");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		RECORD_TEST(test_db_new_file_is_marked_as_ours),
		RECORD_TEST(test_db_tables_are_strict_and_follow_their_run),
		RECORD_TEST(test_db_older_layout_is_migrated_and_keeps_its_rows),
		RECORD_TEST(test_db_makes_its_folder),
		RECORD_TEST(test_db_opened_to_save_gets_its_layout_with_the_first_run),
		RECORD_TEST(test_db_opened_again_keeps_its_bytes),
		RECORD_TEST(test_db_read_only_makes_no_file),
		RECORD_TEST(test_db_text_file_is_refused),
		RECORD_TEST(test_db_newer_layout_is_refused),
		RECORD_TEST(test_db_of_another_program_is_refused),
		RECORD_TEST(test_db_that_is_a_folder_is_refused),
		RECORD_TEST(test_db_empty_file_reads_as_empty_history),
		RECORD_TEST(test_db_held_by_another_is_said_with_75),
		RECORD_TEST(test_db_killed_transaction_is_rolled_back_even_for_a_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
