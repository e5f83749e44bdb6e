/* test_process.c - other programs, and folders that are gone afterwards. */
#include <unistd.h>
#include "claim.h"
#include "sys/file.h"
#include "sys/process.h"
#include "sys/temp.h"

struct bench {
	struct arena *a;
	struct diag *d;
};

static int set_up(void **state)
{
	static struct bench b;

	b = (struct bench){ arena_new(0), diag_new() };
	*state = &b;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;

	diag_free(b->d);
	arena_free(b->a);
	return 0;
}

static void test_process_keeps_both_outputs_and_the_code(void **state)
{
	struct bench *b = *state;
	const char *const argv[] = { "sh", "-c", "echo out; echo err >&2; cat; exit 3", NULL };
	struct process p = { 0 };

	assert_true(process_run(b->a, argv, 1000, &p, b->d)); /* cat ends at once: nothing is on its input */
	assert_int_equal(p.code, 3);
	assert_true(str_is(p.out, "out\n"));
	assert_true(str_is(p.err, "err\n"));
}

/* More than a pipe holds on both outputs, in turn: neither waits for the other to be read. */
static void test_process_reads_both_outputs_at_once(void **state)
{
	struct bench *b = *state;
	const char *const argv[] = { "sh", "-c",
		                     "dd if=/dev/zero bs=1000 count=300 >&2 2>/dev/null; "
		                     "dd if=/dev/zero bs=1000 count=300 2>/dev/null",
		                     NULL };
	struct process p = { 0 };

	assert_true(process_run(b->a, argv, 1 << 20, &p, b->d));
	assert_int_equal(p.code, 0);
	assert_int_equal(p.out.n, 300000);
}

static void test_process_names_a_program_that_is_not_there(void **state)
{
	struct bench *b = *state;
	const char *const argv[] = { "no-such-program-of-ours", NULL };
	struct process p = { 0 };
	size_t n;

	assert_false(process_run(b->a, argv, 1000, &p, b->d));
	assert_true(diag_has(b->d, "K901"));
	assert_true(str_starts(diag_list(b->d, &n)[0].message, STR("cannot run no-such-program-of-ours: ")));
}

static void test_process_refuses_more_than_asked_for(void **state)
{
	struct bench *b = *state;
	const char *const argv[] = { "sh", "-c", "echo 1234567890", NULL };
	struct process p = { 0 };

	assert_false(process_run(b->a, argv, 10, &p, b->d)); /* 11 with the line end */
	assert_true(process_run(b->a, argv, 11, &p, b->d));
}

static void test_process_tells_a_signal_from_a_code(void **state)
{
	struct bench *b = *state;
	const char *const argv[] = { "sh", "-c", "kill -9 $$", NULL };
	struct process p = { 0 };

	assert_true(process_run(b->a, argv, 10, &p, b->d));
	assert_int_equal(p.code, 128 + 9);
}

static void test_temp_folder_goes_with_all_in_it_and_nothing_else(void **state)
{
	struct bench *b = *state;
	const char *keep = temp_folder(b->a, b->d), *folder = temp_folder(b->a, b->d);
	const char *file = str_z(b->a, str_fmt(b->a, "%s/file", keep));
	const char *deep = str_z(b->a, str_fmt(b->a, "%s/a/b/c", folder));

	assert_non_null(keep);
	assert_non_null(folder);
	assert_true(file_put_new(file, STR("file"), STR("x"), b->d));
	assert_true(folder_make(deep));
	assert_int_equal(symlink(keep, str_z(b->a, str_fmt(b->a, "%s/link", deep))), 0);
	assert_true(temp_remove(folder));
	assert_false(file_exists(folder));
	assert_true(file_exists(file)); /* the link was removed, not followed */
	assert_true(temp_remove(keep));
	assert_true(temp_remove(keep)); /* nothing is left of it, which is what was asked for */
}

static void test_file_put_new_never_overwrites(void **state)
{
	struct bench *b = *state;
	const char *folder = temp_folder(b->a, b->d);
	const char *path = str_z(b->a, str_fmt(b->a, "%s/file", folder));
	struct str text;

	assert_true(file_put_new(path, STR("file"), STR("first"), b->d));
	assert_false(file_put_new(path, STR("file"), STR("second"), b->d));
	assert_int_equal(diag_exit_code(b->d), 73);
	assert_true(file_slurp(b->a, path, STR("file"), 100, &text, b->d));
	assert_true(str_is(text, "first"));
	temp_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_process_keeps_both_outputs_and_the_code, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(test_process_reads_both_outputs_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_process_names_a_program_that_is_not_there, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(test_process_refuses_more_than_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_process_tells_a_signal_from_a_code, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_temp_folder_goes_with_all_in_it_and_nothing_else, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(test_file_put_new_never_overwrites, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
