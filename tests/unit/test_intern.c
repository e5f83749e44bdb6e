/* test_intern.c - claims about intern.c. */
#include <stdio.h>
#include "claim.h"
#include "base/intern.h"

static int setup(void **state)
{
	*state = intern_new();
	return 0;
}

static int teardown(void **state)
{
	intern_free(*state);
	return 0;
}

static void test_intern_empty_text_is_0(void **state)
{
	struct intern *t = *state;

	assert_int_equal(intern_count(t), 1);
	assert_int_equal(intern_text(t, STR("")), 0);
	assert_int_equal(intern_text(t, STR_NONE), 0);
	assert_int_equal(intern_count(t), 1);
	assert_int_equal(intern_str(t, 0).n, 0);
	assert_string_equal(intern_str(t, 0).p, "");
}

static void test_intern_equal_text_is_equal_number(void **state)
{
	struct intern *t = *state;
	char other[] = "leads"; /* the same text elsewhere */

	assert_int_equal(intern_text(t, STR("leads")), 1);
	assert_int_equal(intern_text(t, STR("Leads")), 2);
	assert_int_equal(intern_text(t, STR("lead")), 3);
	assert_int_equal(intern_text(t, str_of(other)), 1);
	assert_int_equal(intern_text(t, STR("leads\0")), 4); /* a NUL is a byte like any other */
	assert_int_equal(intern_count(t), 5);
}

static void test_intern_copies_what_it_is_given(void **state)
{
	struct intern *t = *state;
	char text[] = "reach";
	sym i = intern_text(t, str_of(text));

	text[0] = 'b';
	assert_string_equal(intern_str(t, i).p, "reach");
	assert_int_equal(intern_text(t, STR("beach")), i + 1);
}

static void test_intern_has_does_not_add(void **state)
{
	struct intern *t = *state;
	sym i = 77;

	assert_false(intern_has(t, STR("clicks"), &i));
	assert_int_equal(i, 77);
	assert_int_equal(intern_count(t), 1);
	intern_text(t, STR("views"));
	intern_text(t, STR("clicks"));
	assert_true(intern_has(t, STR("clicks"), &i));
	assert_int_equal(i, 2);
	assert_true(intern_has(t, STR(""), &i));
	assert_int_equal(i, 0);
}

/* 200,000 texts of every length 1..20: the table grows ten times, and the first view stays. */
static void test_intern_views_survive_growth(void **state)
{
	enum { N = 200000 };
	struct intern *t = *state;
	const char *first = intern_str(t, intern_text(t, STR("first"))).p;
	char text[40];

	for (int i = 0; i < N; i++) {
		snprintf(text, sizeof text, "%d%.*s", i, i % 15, "xxxxxxxxxxxxxxxxxx");
		assert_int_equal(intern_text(t, str_of(text)), i + 2);
	}
	assert_int_equal(intern_count(t), N + 2);
	for (int i = 0; i < N; i++) {
		sym found = 0;

		snprintf(text, sizeof text, "%d%.*s", i, i % 15, "xxxxxxxxxxxxxxxxxx");
		assert_true(intern_has(t, str_of(text), &found));
		assert_int_equal(found, i + 2);
		assert_string_equal(intern_str(t, found).p, text);
	}
	assert_ptr_equal(intern_str(t, 1).p, first);
	assert_string_equal(first, "first");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_intern_empty_text_is_0, setup, teardown),
		cmocka_unit_test_setup_teardown(test_intern_equal_text_is_equal_number, setup, teardown),
		cmocka_unit_test_setup_teardown(test_intern_copies_what_it_is_given, setup, teardown),
		cmocka_unit_test_setup_teardown(test_intern_has_does_not_add, setup, teardown),
		cmocka_unit_test_setup_teardown(test_intern_views_survive_growth, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
