/* test_model.c - claims about the words and lookups of engine/data/{model,goals,workspace}.c. */
#include "claim.h"
#include "data/goals.h"
#include "data/workspace.h"

struct words {
	const char *what;
	const char *const *all;
	size_t n;
};

/* A word that is missing or stands twice would be read as another one. */
static void test_model_words_have_no_gap_and_no_double(void **state)
{
	static const struct words lists[] = {
		{ "kind", kind_names, KIND__N },
		{ "level", level_names, LEVEL__N },
		{ "unit", unit_names, UNIT__N },
		{ "over_time", over_time_names, TIME__N },
		{ "over_parts", over_parts_names, PARTS__N },
		{ "role", role_names, ROLE__N },
		{ "better", better_names, BETTER__N },
		{ "every", every_names, EVERY__N },
		{ "dated", dated_names, DATED__N },
		{ "same_cell", same_cell_names, SAME_CELL__N },
	};

	(void)state;
	for (size_t i = 0; i < LEN(lists); i++) {
		for (size_t k = 0; k < lists[i].n; k++) {
			if (lists[i].all[k] == NULL || !name_is_id(str_of(lists[i].all[k])))
				fail_msg("%s has no word %zu", lists[i].what, k);
			for (size_t j = 0; j < k; j++)
				assert_string_not_equal(lists[i].all[j], lists[i].all[k]);
		}
	}
	assert_string_equal(level_names[LEVEL_OUTTAKE], "outtake");
	assert_string_equal(better_names[BETTER_NONE_ALLOWED], "none_allowed");
	assert_string_equal(over_time_names[TIME_OPENING], "opening");
}

static void test_model_ids_are_lower_snake_case(void **state)
{
	static const char *const good[] = { "a", "grow_b2b", "x9_", "likes" };
	static const char *const bad[] = { "", "9a", "_a", "Grow", "grow-b2b", "grow b2b", "gr\xC3\xB6w" };

	(void)state;
	for (size_t i = 0; i < LEN(good); i++)
		assert_true(name_is_id(str_of(good[i])));
	for (size_t i = 0; i < LEN(bad); i++)
		assert_false(name_is_id(str_of(bad[i])));
}

static void test_name_pairs_are_found_by_halves(void **state)
{
	static const char *const texts[] = { "a", "ab", "b", "ba", "c" };
	struct name_pair pairs[LEN(texts)];

	(void)state;
	for (size_t i = 0; i < LEN(texts); i++)
		pairs[i] = (struct name_pair){ str_of(texts[i]), (sym)i + 1 };
	for (size_t i = 0; i < LEN(texts); i++)
		assert_ptr_equal(name_pair_find(pairs, LEN(texts), str_of(texts[i])), &pairs[i]);
	assert_null(name_pair_find(pairs, LEN(texts), STR("")));
	assert_null(name_pair_find(pairs, LEN(texts), STR("aa")));
	assert_null(name_pair_find(pairs, LEN(texts), STR("d")));
	assert_null(name_pair_find(pairs, 0, STR("a")));
}

/* company (business) > buzz (social) > fame (social); club is social without a business goal above it */
static void test_goals_business_is_the_nearest_at_or_above(void **state)
{
	struct goal all[4] = { { .id = 1, .kind = KIND_BUSINESS },
		               { .id = 2, .kind = KIND_SOCIAL },
		               { .id = 3, .kind = KIND_SOCIAL },
		               { .id = 4, .kind = KIND_SOCIAL } };
	struct goals g = { all, 4 };

	(void)state;
	all[1].up = &all[0];
	all[2].up = &all[1];
	assert_ptr_equal(goals_find(&g, 3), &all[2]);
	assert_null(goals_find(&g, 9));
	assert_ptr_equal(goals_business(&all[2]), &all[0]);
	assert_ptr_equal(goals_business(&all[0]), &all[0]);
	assert_null(goals_business(&all[3]));
}

/* A name that came into the run after the model was read has no entry: the table ends before it. */
static void test_model_metric_knows_only_the_catalogue(void **state)
{
	static const struct metric likes = { .id = 1, .name = { "Likes", 5 } };
	const struct metric *by_sym[] = { NULL, &likes };
	struct intern *names = intern_new();
	struct model m = { .names = names, .by_sym = by_sym, .n_by_sym = 2 };

	(void)state;
	assert_int_equal(intern_text(names, STR("likes")), 1);
	assert_int_equal(intern_text(names, STR("pokes")), 2);
	assert_ptr_equal(model_metric(&m, 1), &likes);
	assert_null(model_metric(&m, 0));
	assert_null(model_metric(&m, 2));
	assert_true(str_is(model_metric_label(&m, 1), "Likes"));
	assert_true(str_is(model_metric_label(&m, 2), "pokes"));
	intern_free(names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_model_words_have_no_gap_and_no_double),
		cmocka_unit_test(test_model_ids_are_lower_snake_case),
		cmocka_unit_test(test_name_pairs_are_found_by_halves),
		cmocka_unit_test(test_goals_business_is_the_nearest_at_or_above),
		cmocka_unit_test(test_model_metric_knows_only_the_catalogue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
