/* What cells of a batch share, and which line of the file they are from. */
#include "cells.h"

enum { LIKES = 7, SHARES = 8 };

static void add(struct batch *b, sym account, int32_t day, sym metric, uint32_t line)
{
	batch_add(b, &(struct batch_keys){ .channel = 1, .account = account, .day = day }, NULL,
	          (struct batch_cell){ MICRO, metric, line });
}

static void add_post(struct batch *b, uint64_t id, sym metric, uint32_t line)
{
	batch_add(b, &(struct batch_keys){ .channel = 1, .day = 20000 }, &(struct batch_id){ 0, id },
	          (struct batch_cell){ MICRO, metric, line });
}

/* account 2 on day 0: two cells; on day 1: one; account 3: one; account 2 again: one. */
static void test_cells_that_follow_each_other_share_their_keys(void **state)
{
	struct batch b = new_batch(*state);

	add(&b, 2, 20000, LIKES, 2);
	add(&b, 2, 20000, SHARES, 3);
	add(&b, 2, 20001, LIKES, 4);
	add(&b, 3, 20001, LIKES, 5);
	add(&b, 2, 20001, LIKES, 6);
	assert_int_equal(b.n, 5);
	assert_int_equal(b.n_keys, 4);
	assert_int_equal(b.keys[0].n, 2);
	assert_int_equal(b.keys[1].n, 1);
	assert_int_equal(b.keys[1].day, 20001);
	assert_int_equal(b.keys[2].account, 3);
	assert_int_equal(b.keys[3].n, 1);
}

static void test_keys_that_are_closed_are_not_gone_on_with(void **state)
{
	struct batch b = new_batch(*state);

	add(&b, 2, 20000, LIKES, 2);
	batch_close(&b);
	add(&b, 2, 20000, SHARES, 3);
	assert_int_equal(b.n_keys, 2);
	batch_clear(&b);
	add(&b, 2, 20000, LIKES, 2);
	add(&b, 2, 20000, SHARES, 2);
	assert_int_equal(b.n_keys, 1);
}

/* One id in two lines, or in two tables of a line, is said twice; two ids of one line, as an opened and a won deal have them,
 * are two records. */
static void test_records_begin_where_the_reader_says(void **state)
{
	struct batch b = new_batch(*state);

	add_post(&b, 5, LIKES, 2);
	add_post(&b, 5, SHARES, 2);
	batch_close(&b);
	add_post(&b, 5, LIKES, 2);
	batch_close(&b);
	add_post(&b, 6, LIKES, 3);
	assert_int_equal(b.n_keys, 3);
	assert_int_equal(b.keys[0].n, 2);
	assert_int_equal(b.ids[0].lo, 5);
	assert_int_equal(b.ids[1].lo, 5);
	assert_int_equal(b.ids[2].lo, 6);
}

/* Line 0 of the second batch is line 100 of the file; the first counts from line 10 on: 102 is its line 92. */
static void test_appended_cells_are_of_the_same_lines(void **state)
{
	struct batch b = new_batch(*state), more = new_batch(*state);

	b.line = 10;
	add(&b, 2, 20000, LIKES, 1);
	more.line = 100;
	add(&more, 2, 20000, SHARES, 2);
	add(&more, 3, 20000, LIKES, 3);
	batch_append(&b, &more);
	assert_int_equal(b.n, 3);
	assert_int_equal(b.n_keys, 3);
	assert_int_equal(b.cells[0].line, 1);
	assert_int_equal(b.cells[1].line, 92);
	assert_int_equal(b.cells[2].line, 93);
	assert_int_equal(b.keys[2].account, 3);
}

static void test_a_conflict_is_of_a_line_of_the_file(void **state)
{
	struct put_rules rules = { .every = EVERY_DAY };
	struct put_report r = { 0 };
	struct store *st = store_new();
	struct batch b = new_batch(*state);

	b.line = 1000;
	add(&b, 2, 20000, LIKES, 1);
	add(&b, 2, 20000, LIKES, 4);
	b.cells[1].micro = 2 * MICRO;
	store_put(st, &b, &rules, &r);
	assert_int_equal(r.n_conflicts, 1);
	assert_int_equal(r.conflicts[0].line, 1004);
	assert_int_equal(r.conflicts[0].kept, MICRO);
	assert_int_equal(r.conflicts[0].other, 2 * MICRO);
	put_report_clear(&r);
	store_free(st);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_that_follow_each_other_share_their_keys),
		cmocka_unit_test(test_keys_that_are_closed_are_not_gone_on_with),
		cmocka_unit_test(test_records_begin_where_the_reader_says),
		cmocka_unit_test(test_appended_cells_are_of_the_same_lines),
		cmocka_unit_test(test_a_conflict_is_of_a_line_of_the_file),
	};

	return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
