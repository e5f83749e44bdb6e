/* test_put.c - a cell that is put again: a conflict, a replacement, or a term of a sum. */
#include <string.h>
#include "cells.h"

static void test_second_value_in_one_file_is_a_conflict_and_in_a_later_file_a_replacement(void **state)
{
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	int64_t v = 0;

	add_cell(&b, 7, 20000, 5);
	add_cell(&b, 7, 20000, 5); /* same value: a note */
	add_cell(&b, 7, 20000, 6); /* another: K111, the first stays */
	store_put(st, &b, &PLAIN, &r);
	assert_int_equal(r.cells_same_file_equal, 1);
	assert_int_equal(r.cells_conflict, 1);
	assert_int_equal(r.conflicts[0].kept, 5);
	assert_int_equal(r.conflicts[0].other, 6);
	assert_int_equal(r.conflicts[0].line, 4);
	put_report_clear(&r);
	assert_true(store_get(st, 0, 20000, &v));
	assert_int_equal(v, 5);

	store_begin_file(st);
	memset(&r, 0, sizeof r);
	batch_clear(&b);
	add_cell(&b, 7, 20000, 9);
	store_put(st, &b, &PLAIN, &r);
	assert_int_equal(r.cells_replaced, 1);
	assert_int_equal(r.cells_differed, 1);
	assert_int_equal(r.sum_before, 5);
	assert_int_equal(r.sum_after, 9);
	assert_true(store_get(st, 0, 20000, &v));
	assert_int_equal(v, 9);
	store_free(st);
}

static void test_same_cell_sum_adds_and_reports_overflow(void **state)
{
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	struct put_rules sum = { .every = EVERY_DAY, .same_cell = SAME_CELL_SUM };
	int64_t v = 0;

	add_cell(&b, 7, 20000, 5);
	add_cell(&b, 7, 20000, 6);
	store_put(st, &b, &sum, &r);
	assert_true(store_get(st, 0, 20000, &v));
	assert_int_equal(v, 11);
	assert_false(r.overflow);
	batch_clear(&b);
	add_cell(&b, 7, 20000, INT64_MAX);
	store_put(st, &b, &sum, &r);
	assert_true(r.overflow);
	store_free(st);
}

/* A later file gives 1 and 2 for a cell that held 3: the cell is 3 again, so nothing differs. */
static void test_replaced_cells_are_compared_by_what_they_become(void **state)
{
	static const struct {
		enum same_cell rule;
		int64_t first, second;
		uint64_t differed;
		int64_t before, after;
		const char *why;
	} cases[] = {
		{ SAME_CELL_SUM, 1, 2, 0, 3, 3, "1 + 2 = 3" },
		{ SAME_CELL_SUM, 3, 2, 1, 3, 5, "3 + 2 = 5" },
		{ SAME_CELL_LAST, 7, 3, 0, 3, 3, "the last is 3" },
		{ SAME_CELL_LAST, 3, 7, 1, 3, 7, "the last is 7" },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct store *st = store_new();
		struct batch b = new_batch(*state);
		struct put_report r = { 0 };
		struct put_rules rules = { .every = EVERY_DAY, .same_cell = cases[i].rule };

		add_cell(&b, 7, 20000, 3);
		add_cell(&b, 7, 20001, 1);
		store_put(st, &b, &rules, &r);
		store_begin_file(st);
		memset(&r, 0, sizeof r);
		batch_clear(&b);
		add_cell(&b, 7, 20000, cases[i].first);
		add_cell(&b, 7, 20000, cases[i].second);
		store_put(st, &b, &rules, &r);
		if (r.cells_replaced != 1 || r.cells_differed != cases[i].differed
		    || r.sum_before != cases[i].before || r.sum_after != cases[i].after)
			fail_msg("%s", cases[i].why);
		store_free(st);
	}
}

/* big + big - big = big, in any order, although big + big does not fit. */
static void test_sums_that_fit_are_exact_in_any_order(void **state)
{
	static const int64_t big = INT64_C(9000000000000) * MICRO;
	static const int signs[3][3] = { { 1, 1, -1 }, { 1, -1, 1 }, { -1, 1, 1 } };
	struct put_rules sum = { .every = EVERY_DAY, .same_cell = SAME_CELL_SUM };

	for (size_t i = 0; i < 3; i++) {
		struct store *st = store_new();
		struct batch b = new_batch(*state);
		struct put_report r = { 0 };
		struct span_total t;
		int64_t v = 0;

		for (int32_t k = 0; k < 3; k++) {
			add_cell(&b, 7, 20000 + k, signs[i][k] * big);
			add_cell(&b, 8, 20000, signs[i][k] * big);
		}
		store_put(st, &b, &sum, &r);
		t = store_total(st, 0, 20000, 20002);
		assert_false(t.overflow);
		assert_true(t.sum == big);
		assert_false(r.overflow);
		assert_true(store_get(st, 1, 20000, &v));
		assert_true(v == big);
		store_free(st);
	}
}

static void test_sums_that_do_not_fit_are_said_to_overflow(void **state)
{
	static const int64_t big = INT64_C(9000000000000) * MICRO;
	struct put_rules sum = { .every = EVERY_DAY, .same_cell = SAME_CELL_SUM };
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	for (int32_t k = 0; k < 3; k++) {
		add_cell(&b, 7, 20000 + k, big);
		add_cell(&b, 8, 20000, -big);
	}
	store_put(st, &b, &sum, &r);
	assert_true(store_total(st, 0, 20000, 20002).overflow);
	assert_true(r.overflow); /* -3 big */
	store_begin_file(st);
	memset(&r, 0, sizeof r);
	batch_clear(&b);
	add_cell(&b, 7, 20000, 1);
	store_put(st, &b, &sum, &r);
	assert_false(r.overflow); /* each file answers for itself */
	store_free(st);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_second_value_in_one_file_is_a_conflict_and_in_a_later_file_a_replacement),
		cmocka_unit_test(test_same_cell_sum_adds_and_reports_overflow),
		cmocka_unit_test(test_replaced_cells_are_compared_by_what_they_become),
		cmocka_unit_test(test_sums_that_fit_are_exact_in_any_order),
		cmocka_unit_test(test_sums_that_do_not_fit_are_said_to_overflow),
	};

	return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
