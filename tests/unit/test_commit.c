/* test_commit.c - claims about the commit order: what stands on the disk after each way to fail or be killed. The
 * workbook is the book's title, written here, so that the order alone is tested. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include "app/commit.h"
#include "out/xlsx.h"
#include "record.h"
#include "sys/file.h"

enum { NOBODY = 65534 };

/* In place of out/xlsx.c. A book without a title cannot be written; half of it is on the disk already. */
bool xlsx_write(const struct book *b, const char *path, const char *tmp, struct diag *d)
{
	FILE *f = fopen(path, "wb");

	assert_true(file_is_folder(tmp));
	assert_non_null(f);
	fprintf(f, "%.*s", STR_ARG(b->title.n > 0 ? b->title : STR("half")));
	assert_int_equal(fclose(f), 0);
	if (b->title.n == 0)
		diag_error(d, "K901", PLACE_NONE, STR_NONE, "no space left");
	return b->title.n > 0;
}

static struct commit *begin(struct record *t, const char *output)
{
	return commit_begin(t->a, record_path(t, "h.db"), record_path(t, output), 0, t->d);
}

/* Write the book to output, all in one. */
static bool commit(struct record *t, const char *output, const char *title)
{
	struct commit *c = begin(t, output);
	struct book b = { .title = str_of(title) };
	bool ok;

	if (c != NULL && strstr(title, "rejects") != NULL)
		commit_rejects(c, record_path(t, "rejected.csv"), STR("file,line\n"));
	ok = c != NULL && commit_write(c, &b, &t->r, t->d);
	commit_end(c);
	return ok;
}

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

/* --- heal */

#define TEMP_A ".out.xlsx.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.tmp"
#define TEMP_B ".out.xlsx.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.tmp"

static void heal(struct record *t)
{
	struct commit *c = begin(t, "elsewhere.xlsx");

	assert_non_null(c);
	commit_end(c);
}

static void test_heal_removes_what_no_run_knows(void **state)
{
	struct record *t = *state;

	record_write(t, TEMP_A, "one"); /* there is no history at all */
	heal(t);
	assert_int_equal(record_files(t, ".tmp"), 0);
	assert_int_equal(record_files(t, ".xlsx"), 0);

	assert_true(commit(t, "out.xlsx", "one"));
	record_write(t, TEMP_B, "one"); /* right bytes, but another run's */
	heal(t);
	assert_int_equal(record_files(t, ".tmp"), 0);
	assert_holds(t, "out.xlsx", "one");
}

static void test_heal_completes_a_whole_scorecard(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one"));
	assert_int_equal(rename(record_path(t, "out.xlsx"), record_path(t, TEMP_A)), 0);
	heal(t);
	assert_holds(t, "out.xlsx", "one");
	assert_int_equal(record_files(t, ".tmp"), 0);
}

static void test_heal_removes_half_a_scorecard(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one"));
	record_write(t, TEMP_A, "on");
	heal(t);
	assert_holds(t, "out.xlsx", "one");
	assert_int_equal(record_files(t, ".tmp"), 0);
}

static void test_heal_leaves_what_a_living_run_holds(void **state)
{
	struct record *t = *state;
	int lock = lock_take(record_path(t, TEMP_B), 0, t->d);

	assert_true(lock >= 0);
	heal(t);
	assert_int_equal(record_files(t, ".tmp"), 1);
	lock_drop(lock);
	heal(t);
	assert_int_equal(record_files(t, ".tmp"), 0);
}

static void test_heal_leaves_files_of_other_names(void **state)
{
	static const char *const names[] = { ".tmp",
		                             "x.tmp",
		                             ".out.xlsx.aaaa.tmp",
		                             "out.xlsx.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.tmp",
		                             "..aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.tmp",
		                             ".out.xlsx.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.tmp",
		                             ".out.xlsxaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.tmp" };
	struct record *t = *state;

	for (size_t i = 0; i < LEN(names); i++)
		record_write(t, names[i], "mine");
	assert_int_equal(mkdir(record_path(t, TEMP_B), 0777), 0);
	record_write(t, "precious.txt", "precious");
	assert_int_equal(symlink("precious.txt", record_path(t, TEMP_A)), 0);
	heal(t);
	for (size_t i = 0; i < LEN(names); i++)
		assert_holds(t, names[i], "mine");
	assert_int_equal(record_files(t, ".xlsx.bbbb"), 1);
	assert_int_equal(record_files(t, ".xlsx.aaaaaaaa"), 2); /* the link and the name without a dot */
	assert_holds(t, "precious.txt", "precious");
}

static void test_heal_says_when_a_whole_scorecard_has_no_place(void **state)
{
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one"));
	assert_int_equal(rename(record_path(t, "out.xlsx"), record_path(t, TEMP_A)), 0);
	assert_int_equal(mkdir(record_path(t, "out.xlsx"), 0777), 0);
	assert_null(begin(t, "elsewhere.xlsx"));
	assert_true(record_says(t, "K901", 73));
	assert_holds(t, TEMP_A, "one"); /* kept until there is */
}

/* --- killed at every step */

#ifdef KPIALIGN_FAULTS
static void killed_at(struct record *t, const char *step, char run, const char *title)
{
	int status = 0;
	pid_t child = fork();

	record_as(t, run, "2026-Q3", false);
	if (child == 0) {
		setenv("KPIALIGN_STOP_AT", step, 1);
		commit(t, "out.xlsx", title);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 99);
}

static void test_commit_killed_at_any_step_is_old_or_new_after_heal(void **state)
{
	static const struct {
		const char *step;
		const char *at_once, *card,
		    *run; /* the scorecard right after the kill; both after the heal */
	} cases[] = {
		{ "after-temp", "one", "one", "a" },   { "after-sync", "one", "one", "a" },
		{ "after-begin", "one", "one", "a" },  { "before-commit", "one", "one", "a" },
		{ "after-commit", "one", "two", "b" }, { "after-rename", "two", "two", "b" },
	};
	struct record *t = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		print_message("%s\n", cases[i].step);
		remove(record_path(t, "h.db"));
		record_as(t, 'a', "2026-Q3", false);
		assert_true(commit(t, "out.xlsx", "one"));
		killed_at(t, cases[i].step, 'b', "two");
		assert_holds(t, "out.xlsx", cases[i].at_once);
		heal(t);
		assert_holds(t, "out.xlsx", cases[i].card);
		assert_asks(t, "SELECT substr(run_id, 1, 1) FROM run", cases[i].run);
		assert_int_equal(record_files(t, ".tmp"), 0);
	}
}

/* Where the scorecard stands after the heal, so do its rejects; where it does not, they do not either. */
static void test_commit_killed_at_any_step_keeps_rejects_with_their_scorecard(void **state)
{
	static const struct {
		const char *step, *rejects;
	} cases[] = {
		{ "after-temp", "(none)" },        { "after-sync", "(none)" },
		{ "before-commit", "(none)" },     { "after-commit", "file,line\n" },
		{ "after-rename", "file,line\n" },
	};
	struct record *t = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		print_message("%s\n", cases[i].step);
		remove(record_path(t, "h.db"));
		remove(record_path(t, "rejected.csv"));
		record_as(t, 'a', "2026-Q3", false);
		assert_true(commit(t, "out.xlsx", "one"));
		killed_at(t, cases[i].step, 'b', "two with rejects");
		heal(t);
		assert_holds(t, "rejected.csv", cases[i].rejects);
		assert_int_equal(record_files(t, ".tmp"), 0);
	}
}

static void test_commit_killed_before_there_was_a_history_leaves_nothing(void **state)
{
	static const char *const steps[] = { "after-temp", "after-sync", "after-begin", "before-commit" };
	struct record *t = *state;

	for (size_t i = 0; i < LEN(steps); i++) {
		print_message("%s\n", steps[i]);
		killed_at(t, steps[i], 'a', "one");
		heal(t);
		assert_int_equal(record_files(t, ".xlsx"), 0);
	}
	assert_asks(t, "SELECT count(*) FROM run", "0");
	assert_true(commit(t, "out.xlsx", "one"));
	assert_int_equal(record_files(t, "journal"), 0);
}

/* The same run again, of which the scorecard stands: at no step is it lost. */
static void test_commit_killed_while_run_again_keeps_the_scorecard(void **state)
{
	static const char *const steps[] = { "after-temp",    "after-sync",   "after-begin",
		                             "before-commit", "after-commit", "after-rename" };
	struct record *t = *state;

	assert_true(commit(t, "out.xlsx", "one"));
	for (size_t i = 0; i < LEN(steps); i++) {
		print_message("%s\n", steps[i]);
		killed_at(t, steps[i], 'a', "one");
		assert_holds(t, "out.xlsx", "one");
		heal(t);
		assert_holds(t, "out.xlsx", "one");
		assert_asks(t, "SELECT substr(run_id, 1, 1) FROM run", "a");
		assert_int_equal(record_files(t, ".tmp"), 0);
	}
}
#else
static void skip_kills(void **state)
{
	(void)state;
	print_message("skipped: kills are tested in the debug and san builds\n");
	skip();
}
#define test_commit_killed_at_any_step_is_old_or_new_after_heal           skip_kills
#define test_commit_killed_at_any_step_keeps_rejects_with_their_scorecard skip_kills
#define test_commit_killed_before_there_was_a_history_leaves_nothing      skip_kills
#define test_commit_killed_while_run_again_keeps_the_scorecard            skip_kills
#endif

int main(void)
{
	static const struct CMUnitTest tests[] = {
		RECORD_TEST(test_commit_leaves_scorecard_and_run_together),
		RECORD_TEST(test_commit_replaces_an_earlier_scorecard),
		RECORD_TEST(test_commit_leaves_rejects_beside_the_scorecard),
		RECORD_TEST(test_commit_killed_at_any_step_keeps_rejects_with_their_scorecard),
		RECORD_TEST(test_commit_makes_the_folder_of_the_scorecard),
		RECORD_TEST(test_commit_of_a_failed_workbook_changes_nothing),
		RECORD_TEST(test_commit_of_a_refused_save_changes_nothing),
		RECORD_TEST(test_commit_target_must_be_an_ordinary_file),
		RECORD_TEST(test_commit_waits_for_no_one_when_told_so),
		RECORD_TEST(test_commit_leaves_a_text_file_named_as_the_history),
		RECORD_TEST(test_commit_into_a_read_only_folder_is_73),
		RECORD_TEST(test_commit_aimed_elsewhere_writes_there_only),
		RECORD_TEST(test_heal_removes_what_no_run_knows),
		RECORD_TEST(test_heal_completes_a_whole_scorecard),
		RECORD_TEST(test_heal_removes_half_a_scorecard),
		RECORD_TEST(test_heal_leaves_what_a_living_run_holds),
		RECORD_TEST(test_heal_leaves_files_of_other_names),
		RECORD_TEST(test_heal_says_when_a_whole_scorecard_has_no_place),
		RECORD_TEST(test_commit_killed_at_any_step_is_old_or_new_after_heal),
		RECORD_TEST(test_commit_killed_before_there_was_a_history_leaves_nothing),
		RECORD_TEST(test_commit_killed_while_run_again_keeps_the_scorecard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
