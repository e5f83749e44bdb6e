/* test_sources.c - paths as users see them, and the list of files. */
#include <stdio.h>
#include "claim.h"
#include "base/day.h"
#include "read/sources.h"

static void test_paths_are_shown_without_the_workspace(void **state)
{
	static const struct {
		const char *root, *library, *path, *shown;
	} cases[] = {
		{ "ws", "/lib", "ws/exports/a.csv", "exports/a.csv" },
		{ "ws/", "/lib", "ws/a.csv", "a.csv" },
		{ "./ws", "/lib", "ws/a.csv", "a.csv" },
		{ ".", "/lib", "./a.csv", "a.csv" },
		{ "", "/lib", "exports/a.csv", "exports/a.csv" },
		{ "ws", "/lib", "ws2/a.csv", "ws2/a.csv" }, /* beside the workspace, not in it */
		{ "ws", "/lib", "/lib/formats/x.yaml", "library:formats/x.yaml" },
		{ "ws", "", "/other/a.csv", "/other/a.csv" },
		{ "/", "", "/other/a.csv", "other/a.csv" },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct library lib = { .root = str_of(cases[i].root), .folder = str_of(cases[i].library) };

		printf("%s in %s\n", cases[i].path, cases[i].root);
		assert_string_equal(str_z(*state, path_shown(*state, &lib, str_of(cases[i].path))),
		                    cases[i].shown);
	}
}

static void test_paths_beside_a_file_stand_in_its_folder(void **state)
{
	struct arena *a = *state;

	assert_string_equal(str_z(a, path_beside(a, STR("ws/models/acme.yaml"), STR("formats"))),
	                    "ws/models/formats");
	assert_string_equal(str_z(a, path_beside(a, STR("acme.yaml"), STR("formats"))), "formats");
	assert_string_equal(str_z(a, path_beside(a, STR(""), STR("formats"))), "formats");
	assert_string_equal(str_z(a, path_beside(a, STR("ws/acme.yaml"), STR("/lib/x.yaml"))), "/lib/x.yaml");
}

static void test_inputs_keep_their_order_as_the_list_grows(void **state)
{
	struct input_list l = { .a = *state };

	for (int i = 0; i < 100; i++)
		input_add(&l, i % 2 == 0 ? INPUT_MODEL : INPUT_METRICS, str_fmt(*state, "f%d", i))->bytes =
		    (uint64_t)i;
	assert_int_equal(l.n, 100);
	for (size_t i = 0; i < 100; i++) {
		assert_int_equal(l.all[i].bytes, i);
		assert_true(str_eq(l.all[i].path, str_fmt(*state, "f%zu", i)));
		assert_int_equal(l.all[i].first_day, DAY_NONE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(test_paths_are_shown_without_the_workspace),
		ARENA_TEST(test_paths_beside_a_file_stand_in_its_folder),
		ARENA_TEST(test_inputs_keep_their_order_as_the_list_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
