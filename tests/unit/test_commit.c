/* test_commit.c - claims about the commit order: what stands on the disk after each way to fail. */
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include "commits.h"

static void test_commit_leaves_scorecard_and_run_together(void **state)
{
	struct record *t = *state;
	uint64_t hi, lo, bytes;

	assert_true(commit(t, "out.xlsx", "one"));
	assert_holds(t, "out.xlsx", "one");
	assert_true(file_digest(record_path(t, "out.xlsx"), &hi, &lo, &bytes));
	assert_true(str_eq(record_ask(t, "SELECT output_digest FROM run"), digest_text(t->a, hi, lo)));
	assert_asks(t, "SELECT output FROM run", "acme-2026-Q3.xlsx"); /* as the record says it */
	assert_int_equal(record_files(t, ".tmp"), 0);
}

static void test_commit_leaves_rejects_beside_the_scorecard(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one with rejects"));
	assert_holds(t, "rejected.csv", "file,line\n");
	assert_int_equal(record_files(t, ".tmp"), 0);
	record_as(t, 'b', "2026-Q3", false);
	assert_true(commit(t, "out.xlsx", "two")); /* rejects nothing, and leaves what is there */
	assert_holds(t, "rejected.csv", "file,line\n");
}

static void test_commit_replaces_an_earlier_scorecard(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one"));
	record_as(t, 'b', "2026-Q3", false);
	assert_true(commit(t, "out.xlsx", "two"));
	assert_holds(t, "out.xlsx", "two");
	assert_asks(t, "SELECT substr(run_id, 1, 1) FROM run", "b");
}

static void test_commit_makes_the_folder_of_the_scorecard(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "cards/out.xlsx", "one"));
	assert_holds(t, "cards/out.xlsx", "one");
	assert_int_equal(remove(record_path(t, "cards/out.xlsx")), 0);
}

static void test_commit_of_a_failed_workbook_changes_nothing(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one"));
	record_as(t, 'b', "2026-Q3", false);
	assert_false(commit(t, "out.xlsx", ""));
	assert_true(record_says(t, "K901", 74));
	assert_holds(t, "out.xlsx", "one");
	assert_asks(t, "SELECT substr(run_id, 1, 1) FROM run", "a");
	assert_int_equal(record_files(t, ".tmp"), 0);
}

static void test_commit_of_a_refused_save_changes_nothing(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one"));
	record_as(t, 'b', "2026-Q3", false);
	t->kpi[1].id = t->kpi[0].id; /* the same KPI twice: the table refuses it */
	assert_false(commit(t, "out.xlsx", "two"));
	assert_true(record_says(t, "K902", 74));
	assert_holds(t, "out.xlsx", "one");
	assert_asks(t, "SELECT substr(run_id, 1, 1) FROM run", "a");
	assert_int_equal(record_files(t, ".tmp"), 0);
}

/* Nothing but a file of the ordinary kind is ever replaced. */
static void test_commit_target_must_be_an_ordinary_file(void **state)
{
	static const char *const targets[] = { "folder", "fifo", "link", "dangling", "folder/" };
	struct record *t = *state;

	record_write(t, "precious.txt", "precious");
	assert_int_equal(mkdir(record_path(t, "folder"), 0777), 0);
	assert_int_equal(mkfifo(record_path(t, "fifo"), 0666), 0);
	assert_int_equal(symlink("precious.txt", record_path(t, "link")), 0);
	assert_int_equal(symlink("nowhere", record_path(t, "dangling")), 0);
	for (size_t i = 0; i < LEN(targets); i++) {
		assert_false(commit(t, targets[i], "one"));
		assert_true(record_says(t, "K901", 73));
		diag_free(t->d);
		t->d = diag_new();
	}
	assert_holds(t, "precious.txt", "precious");
	assert_int_equal(record_files(t, ".tmp"), 0);
	assert_int_equal(record_files(t, "nowhere"), 0);
	assert_holds(t, "h.db", "(none)");
}

static void test_commit_waits_for_no_one_when_told_so(void **state)
{
	struct record *t = *state;
	struct commit *c = begin(t, "out.xlsx");

	assert_non_null(c);
	assert_null(begin(t, "other.xlsx"));
	assert_true(record_says(t, "K905", 75));
	commit_end(c);
	assert_true(commit(t, "out.xlsx", "one"));
}

static void test_commit_leaves_a_text_file_named_as_the_history(void **state)
{
	struct record *t = *state;

	record_write(t, "h.db", "not a database, but somebody's notes\n");
	assert_false(commit(t, "out.xlsx", "one"));
	assert_true(record_says(t, "K902", 74));
	assert_holds(t, "h.db", "not a database, but somebody's notes\n");
	assert_int_equal(record_files(t, ".xlsx"), 0);
}

enum { NOBODY = 65534 };

/* Run in a child, as an ordinary user where the tests run as root; gives its exit code. */
static int in_child(struct record *t, int (*job)(struct record *t))
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		if (getuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
			_exit(98);
		_exit(job(t));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The state is kept where it may be written, the scorecard's folder is closed. */
static int commit_into_closed_folder(struct record *t)
{
	bool ok = commit(t, "closed/out.xlsx", "one");

	return ok ? 0 : diag_exit_code(t->d);
}

static int commit_beside_closed_history(struct record *t)
{
	struct commit *c =
	    commit_begin(t->a, record_path(t, "closed/h.db"), record_path(t, "out.xlsx"), 0, t->d);

	commit_end(c);
	return c != NULL ? 0 : diag_exit_code(t->d);
}

static void test_commit_into_a_read_only_folder_is_73(void **state)
{
	struct record *t = *state;

	assert_int_equal(chmod(t->dir, 0777), 0);
	assert_int_equal(mkdir(record_path(t, "closed"), 0555), 0);
	assert_int_equal(in_child(t, commit_into_closed_folder), 73);
	assert_int_equal(in_child(t, commit_beside_closed_history), 73);
}

static void test_commit_aimed_elsewhere_writes_there_only(void **state)
{
	struct record *t = *state;
	struct commit *c = begin(t, "out.xlsx");
	struct book b = { .title = STR("restated") };

	assert_non_null(c);
	assert_true(commit_aim(c, record_path(t, "out-r2.xlsx"), t->d));
	assert_true(commit_write(c, &b, &t->r, t->d));
	commit_end(c);
	assert_holds(t, "out-r2.xlsx", "restated");
	assert_holds(t, "out.xlsx", "(none)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RECORD_TEST(test_commit_leaves_scorecard_and_run_together),
		RECORD_TEST(test_commit_replaces_an_earlier_scorecard),
		RECORD_TEST(test_commit_leaves_rejects_beside_the_scorecard),
		RECORD_TEST(test_commit_makes_the_folder_of_the_scorecard),
		RECORD_TEST(test_commit_of_a_failed_workbook_changes_nothing),
		RECORD_TEST(test_commit_of_a_refused_save_changes_nothing),
		RECORD_TEST(test_commit_target_must_be_an_ordinary_file),
		RECORD_TEST(test_commit_waits_for_no_one_when_told_so),
		RECORD_TEST(test_commit_leaves_a_text_file_named_as_the_history),
		RECORD_TEST(test_commit_into_a_read_only_folder_is_73),
		RECORD_TEST(test_commit_aimed_elsewhere_writes_there_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
