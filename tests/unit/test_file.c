/* test_file.c - claims about file.c, glob.c, digest.c and lock.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "claim.h"
#include "base/mem.h"
#include "sys/file.h"

struct scratch {
	struct arena *a;
	struct diag *d;
	char root[64];
};

static int setup(void **state)
{
	struct scratch *f = mem_new(1, sizeof *f);

	f->a = arena_new(0);
	f->d = diag_new();
	memcpy(f->root, "/tmp/kpialign-test-XXXXXX", sizeof "/tmp/kpialign-test-XXXXXX");
	*state = f;
	return mkdtemp(f->root) != NULL ? 0 : -1;
}

static const char *path_of(struct scratch *f, const char *name)
{
	return str_fmt(f->a, "%s/%s%c", f->root, name, '\0').p;
}

static void make_file(struct scratch *f, const char *name, const char *text)
{
	char *path = ARENA_ARRAY(f->a, 4096, char);
	FILE *out;

	snprintf(path, 4096, "%s/%s", f->root, name);
	*strrchr(path, '/') = '\0';
	assert_true(folder_make(path));
	out = fopen(path_of(f, name), "wb");
	assert_non_null(out);
	fputs(text, out);
	assert_int_equal(fclose(out), 0);
}

/* Everything these tests make lies in a few known places, folders last. */
static int teardown(void **state)
{
	static const char *const made[] = {
		"one.csv",
		"f10.csv",
		"f2.csv",
		"F3.CSV",
		".hidden.csv",
		"a*b.csv",
		"axb.csv",
		"x/one.csv",
		"x/y/one.csv",
		"x/y/two.txt",
		"x/.git/one.csv",
		"x/loop",
		"lock",
		"x/.git",
		"x/y/folder.csv",
		"x/y",
		"x",
		"p/q/r",
		"p/q",
		"p",
	};
	struct scratch *f = *state;

	for (size_t i = 0; i < LEN(made); i++)
		if (unlink(path_of(f, made[i])) != 0)
			rmdir(path_of(f, made[i]));
	rmdir(f->root);
	arena_free(f->a);
	diag_free(f->d);
	mem_free(f);
	return 0;
}

/* --- whole files */

static void test_file_slurp_gives_all_bytes_up_to_the_limit(void **state)
{
	struct scratch *f = *state;
	struct str s;

	make_file(f, "one.csv", "abc");
	assert_true(file_slurp(f->a, path_of(f, "one.csv"), STR("one.csv"), 3, &s, f->d));
	assert_true(str_is(s, "abc"));
	assert_false(file_slurp(f->a, path_of(f, "one.csv"), STR("one.csv"), 2, &s, f->d));
	assert_true(diag_has(f->d, "K109"));
	assert_false(diag_has(f->d, "K901"));
}

static void test_file_slurp_reads_more_than_one_buffer(void **state)
{
	struct scratch *f = *state;
	size_t n = 300000;
	char *text = ARENA_ARRAY(f->a, n + 1, char);
	struct str s;

	for (size_t i = 0; i < n; i++)
		text[i] = (char)('a' + i % 23);
	make_file(f, "one.csv", text);
	assert_true(file_slurp(f->a, path_of(f, "one.csv"), STR("one.csv"), 1u << 20, &s, f->d));
	assert_int_equal(s.n, n);
	assert_memory_equal(s.p, text, n);
}

static void test_file_slurp_says_why_not(void **state)
{
	struct scratch *f = *state;
	struct str s;
	size_t n;

	assert_false(file_slurp(f->a, path_of(f, "none.csv"), STR("none.csv"), 10, &s, f->d));
	assert_false(file_slurp(f->a, f->root, STR("root"), 10, &s, f->d));
	assert_string_equal(diag_list(f->d, &n)[0].code, "K901");
	assert_true(str_is(diag_list(f->d, &n)[0].at.file, "none.csv"));
	assert_string_equal(diag_list(f->d, &n)[1].code, "K901");
	assert_int_equal(n, 2);
	assert_int_equal(diag_exit_code(f->d), 74);
}

static void test_file_head_gives_what_there_is_up_to_its_room(void **state)
{
	struct scratch *f = *state;
	char p[4];
	size_t got;

	make_file(f, "six", "abcdef");
	make_file(f, "two", "ab");
	assert_true(file_head(path_of(f, "six"), p, sizeof p, &got));
	assert_int_equal(got, 4);
	assert_memory_equal(p, "abcd", 4);
	assert_true(file_head(path_of(f, "two"), p, sizeof p, &got));
	assert_int_equal(got, 2);
	assert_false(file_head(path_of(f, "none"), p, sizeof p, &got));
	assert_false(file_head(f->root, p, sizeof p, &got)); /* opens, but cannot be read */
}

static void test_file_exists_tells_files_from_folders(void **state)
{
	struct scratch *f = *state;

	make_file(f, "one.csv", "");
	assert_true(file_exists(path_of(f, "one.csv")));
	assert_false(file_is_folder(path_of(f, "one.csv")));
	assert_true(file_is_folder(f->root));
	assert_false(file_exists(path_of(f, "two.csv")));
}

static void test_folder_make_makes_all_that_is_missing(void **state)
{
	struct scratch *f = *state;

	assert_true(folder_make(path_of(f, "p//q/r/")));
	assert_true(file_is_folder(path_of(f, "p/q/r")));
	assert_true(folder_make(path_of(f, "p/q/r")));
	make_file(f, "one.csv", "");
	assert_false(folder_make(path_of(f, "one.csv/p")));
	assert_false(folder_make(path_of(f, "one.csv")));
	assert_false(folder_make(""));
}

static void test_file_sync_needs_the_file(void **state)
{
	struct scratch *f = *state;

	make_file(f, "one.csv", "x");
	assert_true(file_sync(path_of(f, "one.csv")));
	assert_true(folder_sync(path_of(f, "one.csv")));
	assert_true(folder_sync("name.csv"));
	assert_false(file_sync(path_of(f, "none.csv")));
	assert_false(folder_sync(path_of(f, "none/one.csv")));
}

/* --- globs */

static void test_file_find_says_how_many_bytes(void **state)
{
	struct scratch *f = *state;
	struct file_found *all;
	size_t n;

	make_file(f, "a10.csv", "");
	make_file(f, "a9.csv", "abc");
	assert_true(file_find(f->a, str_of(f->root), STR("a*.csv"), &all, &n, f->d));
	assert_int_equal(n, 2);
	assert_true(str_is(str_sub(all[0].path, strlen(f->root), all[0].path.n), "/a9.csv"));
	assert_int_equal(all[0].bytes, 3);
	assert_int_equal(all[1].bytes, 0);
}

/* What matched, without the root, one blank between. */
static struct str matches(struct scratch *f, const char *pattern)
{
	struct strbuf b;
	struct str *all;
	size_t n, n_root = strlen(f->root) + 1;

	strbuf_init(&b, f->a, 0);
	assert_true(file_glob(f->a, str_of(f->root), str_of(pattern), &all, &n, f->d));
	for (size_t i = 0; i < n; i++) {
		assert_true(str_starts(all[i], str_of(f->root)));
		strbuf_addz(&b, i > 0 ? " " : "");
		strbuf_add(&b, str_sub(all[i], n_root, all[i].n));
	}
	return strbuf_str(&b);
}

static void make_tree(struct scratch *f)
{
	static const char *const names[] = {
		"f10.csv", "f2.csv",    "F3.CSV",      ".hidden.csv", "a*b.csv",
		"axb.csv", "x/one.csv", "x/y/one.csv", "x/y/two.txt", "x/.git/one.csv",
	};

	for (size_t i = 0; i < LEN(names); i++)
		make_file(f, names[i], "");
	assert_true(folder_make(path_of(f, "x/y/folder.csv")));
	assert_int_equal(symlink("..", path_of(f, "x/loop")), 0);
}

static void test_glob_finds_files_in_natural_order(void **state)
{
	static const struct {
		const char *pattern, *want;
	} cases[] = {
		{ "f*.csv", "f2.csv f10.csv" },
		{ "f?.csv", "f2.csv" },
		{ "f2.csv", "f2.csv" },
		{ "./f2.csv", "./f2.csv" },
		{ "none.csv", "" },
		{ "none/*.csv", "" },
		{ "f2.csv/*.csv", "" },
		{ "x/*.csv", "x/one.csv" },
		{ "*/one.csv", "x/one.csv" },
		{ "x/y", "" },                               /* a folder */
		{ "x/y/*", "x/y/one.csv x/y/two.txt" },      /* folder.csv is one too */
		{ "x/**/one.csv", "x/one.csv x/y/one.csv" }, /* not through x/loop, not in x/.git */
		{ "**/one.csv", "x/one.csv x/y/one.csv" },
		{ "**/**/one.csv", "x/one.csv x/y/one.csv" }, /* each once */
		{ "x/**", "x/one.csv x/y/one.csv x/y/two.txt" },
		{ "x/.git/*", "x/.git/one.csv" },
		{ ".h*", ".hidden.csv" },
		{ "a*b.csv", "a*b.csv" }, /* itself, where there is such a file */
		{ "a?b.csv", "a*b.csv axb.csv" },
		{ "", "" },
	};
	struct scratch *f = *state;

	make_tree(f);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str got = matches(f, cases[i].pattern);

		if (!str_is(got, cases[i].want))
			fail_msg("'%s': '%.*s' instead of '%s'", cases[i].pattern, STR_ARG(got),
			         cases[i].want);
	}
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
}

static void test_glob_takes_absolute_patterns_as_they_are(void **state)
{
	struct scratch *f = *state;
	struct str *all;
	size_t n;

	make_file(f, "f2.csv", "");
	assert_true(file_glob(f->a, STR("/nonexistent"), str_of(path_of(f, "f*.csv")), &all, &n, f->d));
	assert_int_equal(n, 1);
	assert_true(str_is(all[0], path_of(f, "f2.csv")));
}

static void test_glob_puts_no_dot_in_front(void **state)
{
	struct scratch *f = *state;
	char here[4096];
	struct str *all;
	size_t n;

	make_file(f, "f2.csv", "");
	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(chdir(f->root), 0);
	bool ok = file_glob(f->a, STR("."), STR("*.csv"), &all, &n, f->d);
	assert_int_equal(chdir(here), 0);
	assert_true(ok);
	assert_int_equal(n, 1);
	assert_true(str_is(all[0], "f2.csv"));
}

/* --- digests: printf abc | xxh128sum, printf '' | xxh128sum */

static void test_digest_is_the_one_of_xxh128sum(void **state)
{
	struct scratch *f = *state;
	uint64_t hi, lo, n;

	make_file(f, "one.csv", "abc");
	assert_true(file_digest(path_of(f, "one.csv"), &hi, &lo, &n));
	assert_true(str_is(digest_text(f->a, hi, lo), "06b05ab6733a618578af5f94892f3950"));
	assert_int_equal(n, 3);
	digest_bytes("", 0, &hi, &lo);
	assert_true(str_is(digest_text(f->a, hi, lo), "99aa06d3014798d86001c324468d497f"));
	assert_false(file_digest(path_of(f, "none.csv"), &hi, &lo, &n));
	assert_false(file_digest(f->root, &hi, &lo, &n));
	assert_true(str_is(digest_text(f->a, 1, 2), "00000000000000010000000000000002"));
}

/* --- locks */

static void test_lock_is_held_by_one_at_a_time(void **state)
{
	struct scratch *f = *state;
	const char *path = path_of(f, "lock");
	int first = lock_take(path, 0, f->d);
	size_t n;

	assert_true(first >= 0);
	assert_int_equal(lock_take(path, 0, f->d), -1);
	assert_string_equal(diag_list(f->d, &n)[0].code, "K905");
	assert_int_equal(diag_exit_code(f->d), 75);
	lock_drop(first);
	first = lock_take(path, 0, f->d);
	assert_true(first >= 0);
	lock_drop(first);
	lock_drop(-1);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void test_lock_waits_as_long_as_it_may(void **state)
{
	struct scratch *f = *state;
	int first = lock_take(path_of(f, "lock"), 0, f->d);
	double before = seconds();

	assert_int_equal(lock_take(path_of(f, "lock"), 1, f->d), -1);
	assert_true(seconds() - before >= 0.99);
	lock_drop(first);
}

static void test_lock_that_cannot_be_made_is_73(void **state)
{
	struct scratch *f = *state;

	assert_int_equal(lock_take(path_of(f, "none/lock"), 0, f->d), -1);
	assert_true(diag_has(f->d, "K901"));
	assert_int_equal(diag_exit_code(f->d), 73);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_file_slurp_gives_all_bytes_up_to_the_limit, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_file_slurp_reads_more_than_one_buffer, setup, teardown),
		cmocka_unit_test_setup_teardown(test_file_slurp_says_why_not, setup, teardown),
		cmocka_unit_test_setup_teardown(test_file_head_gives_what_there_is_up_to_its_room, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_file_exists_tells_files_from_folders, setup, teardown),
		cmocka_unit_test_setup_teardown(test_folder_make_makes_all_that_is_missing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_file_sync_needs_the_file, setup, teardown),
		cmocka_unit_test_setup_teardown(test_glob_finds_files_in_natural_order, setup, teardown),
		cmocka_unit_test_setup_teardown(test_glob_takes_absolute_patterns_as_they_are, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_file_find_says_how_many_bytes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_glob_puts_no_dot_in_front, setup, teardown),
		cmocka_unit_test_setup_teardown(test_digest_is_the_one_of_xxh128sum, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lock_is_held_by_one_at_a_time, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lock_waits_as_long_as_it_may, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lock_that_cannot_be_made_is_73, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
