/* test_heal.c - claims about what is left by a run that was killed, at each step of its commit, and healed by the next. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include "commits.h"

static void heal(struct record *t)
{
	struct commit *c = begin(t, "elsewhere.xlsx");

	assert_non_null(c);
	commit_end(c);
}

#define TEMP_A ".out.xlsx.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.tmp"
#define TEMP_B ".out.xlsx.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.tmp"

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
	const struct CMUnitTest tests[] = {
		RECORD_TEST(test_commit_killed_at_any_step_keeps_rejects_with_their_scorecard),
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
