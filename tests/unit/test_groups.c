/* test_groups.c - a key finds its own series, whatever shares its place. */
#include "claim.h"
#include "data/groups.h"
#include "data/store.h"

static uint32_t find(const struct groups *g, struct group k)
{
	return groups_find(g, &k, group_hash(&k));
}

static uint32_t add(struct groups *g, struct group k)
{
	return groups_add(g, &k, group_hash(&k));
}

static void test_groups_that_differ_in_one_name_are_others(void **state)
{
	static const struct group keys[] = {
		{ .channel = 1, .account = 2, .campaign = 3, .file = 4 },
		{ .channel = 2, .account = 2, .campaign = 3, .file = 4 },
		{ .channel = 1, .account = 1, .campaign = 3, .file = 4 },
		{ .channel = 1, .account = 2, .campaign = 0, .file = 4 },
		{ .channel = 1, .account = 2, .campaign = 3, .file = 0 },
		{ .channel = 2, .account = 1, .campaign = 3, .file = 4 }, /* two names change places */
		{ .channel = 1, .account = 3, .campaign = 2, .file = 4 },
	};
	enum { N = LEN(keys) };
	struct groups g = { 0 };

	(void)state;
	assert_int_equal(find(&g, keys[0]), GROUP_NONE);
	for (uint32_t i = 0; i < N; i++) {
		assert_int_equal(find(&g, keys[i]), GROUP_NONE);
		assert_int_equal(add(&g, keys[i]), i);
	}
	for (uint32_t i = 0; i < N; i++) {
		assert_int_equal(add(&g, keys[i]), i);
		assert_int_equal(find(&g, keys[i]), i);
	}
	assert_int_equal(g.n, N);
	groups_clear(&g);
}

/* Colliding: all groups are looked for from the same slot on. */
static void test_groups_of_one_hash_are_kept_apart(void **state)
{
	enum { N = 1000 };
	struct groups g = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 100; i++) /* the table is made anew by true hashes at 128 */
		assert_int_equal(groups_add(&g, &(struct group){ .account = i }, 7), i);
	for (uint32_t i = 0; i < 100; i++)
		assert_int_equal(groups_find(&g, &(struct group){ .account = i }, 7), i);
	assert_int_equal(groups_find(&g, &(struct group){ .account = 100 }, 7), GROUP_NONE);
	groups_clear(&g);

	g = (struct groups){ 0 };
	for (uint32_t i = 0; i < N; i++)
		assert_int_equal(add(&g, (struct group){ .account = i }), i);
	for (uint32_t i = 0; i < N; i++)
		assert_int_equal(find(&g, (struct group){ .account = i }), i);
	groups_clear(&g);
}

/* Names in a row, names that all belong at one place (multiples of 1024), and the largest there is. */
static void test_a_group_holds_any_metrics(void **state)
{
	static const sym steps[] = { 1, 1024, 3, 0x10000 };

	(void)state;
	for (size_t k = 0; k < LEN(steps); k++) {
		struct groups g = { 0 };
		struct group *one;

		add(&g, (struct group){ .account = 1 });
		one = &g.list[0];
		for (uint32_t i = 0; i < 300; i++) {
			assert_int_equal(group_place(one, i * steps[k])->series, 0);
			group_add(one, i * steps[k], 1000 + i);
			assert_true(one->n <= one->mask); /* a place is free: a search ends */
		}
		group_add(one, UINT32_MAX, 9);
		for (uint32_t i = 0; i < 300; i++)
			assert_int_equal(group_place(one, i * steps[k])->series, 1000 + i + 1);
		assert_int_equal(group_place(one, UINT32_MAX)->series, 10);
		assert_int_equal(group_place(one, 300 * steps[k])->series, 0);
		groups_clear(&g);
	}
}

static void test_series_are_numbered_as_they_are_met(void **state)
{
	struct store *st = store_new();
	struct series key = { .channel = 1, .account = 2 };
	size_t at = 99;

	(void)state;
	for (sym m = 0; m < 200; m++) {
		key.metric = m * 7919; /* far beyond any table by number */
		key.campaign = m % 3;
		assert_false(store_find(st, &key, &at));
		assert_int_equal(store_add(st, &key), m);
	}
	for (sym m = 0; m < 200; m++) {
		key.metric = m * 7919;
		key.campaign = m % 3;
		assert_true(store_find(st, &key, &at));
		assert_int_equal(at, m);
		assert_int_equal(store_add(st, &key), m);
		key.campaign = m % 3 + 1; /* the metric is of another group */
		assert_false(store_find(st, &key, &at));
	}
	key.metric = 0;
	key.campaign = 0;
	key.grain = GRAIN_POST;
	assert_false(store_find(st, &key, &at));
	assert_int_equal(store_count(st), 200);
	store_free(st);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups_that_differ_in_one_name_are_others),
		cmocka_unit_test(test_groups_of_one_hash_are_kept_apart),
		cmocka_unit_test(test_a_group_holds_any_metrics),
		cmocka_unit_test(test_series_are_numbered_as_they_are_met),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
