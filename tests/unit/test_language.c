/* test_language.c - claims about the tables of engine/read/language_*.c and format_file.c. */
#include <string.h>
#include "claim.h"
#include "read/language.h"

static const char *const kinds[] = { "model", "workspace", "format" };

/* Calls check for every table of the three kinds of file. */
static void walk(const struct key_table *t, void (*check)(const struct key_table *t))
{
	check(t);
	for (size_t i = 0; i < t->n; i++)
		if (t->keys[i].below != NULL)
			walk(t->keys[i].below, check);
}

static void walk_all(void (*check)(const struct key_table *t))
{
	for (size_t i = 0; i < LEN(kinds); i++) {
		assert_non_null(language_of(str_of(kinds[i])));
		walk(language_of(str_of(kinds[i])), check);
	}
}

static void check_rows(const struct key_table *t)
{
	assert_true(t->n > 0 && t->what != NULL);
	for (size_t i = 0; i < t->n; i++) {
		const struct map_key *k = &t->keys[i];

		if (k->name == NULL || k->help == NULL || strlen(k->help) < 5)
			fail_msg("%s: row %zu says too little", t->what, i);
		for (size_t j = 0; j < i; j++)
			if (strcmp(t->keys[j].name, k->name) == 0)
				fail_msg("%s: '%s' is there twice", t->what, k->name);
		if ((k->type == KEY_WORD) != (k->words != NULL))
			fail_msg("%s: '%s' has the wrong words", t->what, k->name);
		for (int w = k->first_word; w < k->n_words; w++)
			if (k->words[w] == NULL)
				fail_msg("%s: a word of '%s' is missing", t->what, k->name);
		if ((k->type == KEY_MAP || k->type == KEY_MAPS || k->type == KEY_ENTRIES) && k->below == NULL)
			fail_msg("%s: nothing is below '%s'", t->what, k->name);
	}
}

static void test_language_every_key_is_said_once_and_explained(void **state)
{
	(void)state;
	walk_all(check_rows);
}

static void check_mistaken(const struct key_table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct str rest = str_of(t->keys[i].mistaken);

		while (rest.n > 0) {
			struct str word = str_cut(&rest, ' ');

			for (size_t j = 0; j < t->n; j++)
				if (str_is(word, t->keys[j].name))
					fail_msg("%s: '%s' is a key itself", t->what, t->keys[j].name);
		}
	}
}

static void test_language_a_word_that_is_a_key_is_no_mistake(void **state)
{
	(void)state;
	walk_all(check_mistaken);
}

static void test_language_finds_a_key_wherever_it_stands(void **state)
{
	struct key_found found[8];
	size_t n = language_find(STR("channel"), found, 8);

	(void)state;
	/* a metric's break, a KPI's where, a source, then places of a format */
	assert_true(n >= 4);
	assert_string_equal(found[0].file, "model");
	assert_string_equal(found[0].what, "a break");
	assert_string_equal(found[1].what, "where");
	assert_string_equal(found[2].file, "workspace");
	assert_string_equal(found[3].file, "format");
	assert_int_equal(language_find(STR("nothing"), found, 8), 0);
	assert_int_equal(language_find(STR("channel"), found, 2), 2);
}

static void test_language_says_what_a_value_may_be(void **state)
{
	struct arena *a = arena_new(0);
	struct key_found role, month;

	(void)state;
	assert_int_equal(language_find(STR("role"), &role, 1), 1);
	assert_int_equal(language_find(STR("fiscal_year_starts"), &month, 1), 1);
	assert_true(str_is(language_value_words(a, role.key), "one of evidence, leading, diagnostic"));
	assert_true(str_is(language_value_words(a, month.key), "a whole number from 1 to 12"));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_language_every_key_is_said_once_and_explained),
		cmocka_unit_test(test_language_a_word_that_is_a_key_is_no_mistake),
		cmocka_unit_test(test_language_finds_a_key_wherever_it_stands),
		cmocka_unit_test(test_language_says_what_a_value_may_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
