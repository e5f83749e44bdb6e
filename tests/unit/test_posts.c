/* test_posts.c - one record an id, folded into days. */
#include <string.h>
#include "cells.h"

enum { LIKES = 7, SHARES = 8, LEADS = 9 };
static const struct put_rules rules = {
	.source = 0, .every = EVERY_DAY, .grain = GRAIN_POST, .is_sparse = true
};

static void add(struct batch *b, uint64_t id, sym metric, int32_t day, int64_t micro)
{
	if (b->n_keys > 0 && b->ids[b->n_keys - 1].lo != id)
		batch_close(b);
	batch_add(b, &(struct batch_keys){ .channel = 1, .account = 2, .day = day },
	          &(struct batch_id){ 1, id }, (struct batch_cell){ micro, metric, (uint32_t)(id * 10) });
}

static int64_t cell(struct store *st, sym metric, int32_t day)
{
	int64_t v = -1;

	for (size_t i = 0; i < store_count(st); i++)
		if (store_series(st, i)->metric == metric && store_get(st, i, day, &v))
			return v;
	return -1;
}

static void test_posts_of_one_day_add_up(void **state)
{
	struct posts *p = posts_new();
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	add(&b, 1, LIKES, 20000, 3);
	add(&b, 1, SHARES, 20000, 1);
	add(&b, 2, LIKES, 20000, 4);
	add(&b, 3, LIKES, 20001, 9);
	posts_put(p, &b, &rules, &r);
	assert_int_equal(posts_count(p), 3);
	assert_true(posts_fold(p, st, NULL));
	assert_int_equal(cell(st, LIKES, 20000), 7); /* 3 + 4 */
	assert_int_equal(cell(st, SHARES, 20000), 1);
	assert_int_equal(cell(st, LIKES, 20001), 9);
	assert_true(store_series(st, 0)->is_sparse);
	posts_free(p);
	store_free(st);
}

/* Reach of three posts: the day holds the fullest, and nobody adds them. */
static void test_people_of_several_posts_are_not_added(void **state)
{
	enum { REACH = 3, PLAYS };
	const struct metric reach = {
		.id = REACH, .unit = UNIT_PEOPLE, .over_time = TIME_NONE, .over_parts = PARTS_NONE
	};
	const struct metric plays = { .id = PLAYS, .over_time = TIME_SUM, .over_parts = PARTS_NONE };
	const struct metric *by_sym[] = { NULL, NULL, NULL, &reach, &plays };
	const struct model model = { .by_sym = by_sym, .n_by_sym = 5 };
	struct posts *p = posts_new();
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	struct far_end far;
	size_t at;

	add(&b, 1, REACH, 20000, 30);
	add(&b, 2, REACH, 20000, 70);
	add(&b, 3, REACH, 20000, 50);
	add(&b, 4, LIKES, 20000, 5);
	add(&b, 5, PLAYS, 20000, 6);
	add(&b, 6, PLAYS, 20000, 7);
	posts_put(p, &b, &rules, &r);
	assert_true(posts_fold(p, st, &model));
	assert_int_equal(cell(st, PLAYS, 20000), 13); /* one channel's plays add over time: 6 + 7 */
	assert_int_equal(cell(st, REACH, 20000), 70);
	assert_int_equal(cell(st, LIKES, 20000), 5);
	for (size_t i = 0; i < store_count(st); i++) {
		bool is_reach = store_series(st, i)->metric == REACH;

		assert_int_equal(store_far(st, i, 20000, 20000, &far), is_reach);
		assert_false(store_far(st, i, 20001, 20009, &far));
	}
	for (at = 0; store_series(st, at)->metric != REACH;)
		at++;
	assert_true(store_far(st, at, 20000, 20000, &far));
	assert_int_equal(far.sum, 150); /* 30 + 70 + 50: at most so many */
	assert_int_equal(far.min, 30);
	posts_free(p);
	store_free(st);
}

static void test_later_file_replaces_the_whole_record(void **state)
{
	struct posts *p = posts_new();
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	add(&b, 1, LIKES, 20000, 3);
	add(&b, 1, SHARES, 20000, 1);
	posts_put(p, &b, &rules, &r);
	posts_begin_file(p);
	batch_clear(&b);
	memset(&r, 0, sizeof r);
	add(&b, 1, LIKES, 20000, 5); /* no shares any more: the old 1 must go */
	posts_put(p, &b, &rules, &r);
	assert_int_equal(r.cells_replaced, 2);
	assert_int_equal(r.cells_differed, 2);
	assert_int_equal(r.sum_before, 4);
	assert_int_equal(r.sum_after, 5);
	assert_true(posts_fold(p, st, NULL));
	assert_int_equal(cell(st, LIKES, 20000), 5);
	assert_int_equal(cell(st, SHARES, 20000), -1);
	posts_free(p);
	store_free(st);
}

static void test_same_id_twice_in_a_file_is_a_note_when_equal_else_a_conflict(void **state)
{
	struct posts *p = posts_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	add(&b, 1, LIKES, 20000, 3);
	posts_put(p, &b, &rules, &r);
	posts_put(p, &b, &rules, &r); /* equal */
	assert_int_equal(r.cells_same_file_equal, 1);
	assert_int_equal(r.cells_conflict, 0);
	b.cells[0].micro = 4;
	b.cells[0].line = 99;
	posts_put(p, &b, &rules, &r);
	assert_int_equal(r.cells_conflict, 1);
	assert_int_equal(r.conflicts[0].line, 99);
	assert_int_equal(r.conflicts[0].first_line, 10);
	assert_int_equal(r.conflicts[0].kept, 3);
	assert_int_equal(r.conflicts[0].other, 4);
	put_report_clear(&r);
	posts_free(p);
}

/* Likes 3 and shares 1, then likes 3 alone, then leads 7 instead: what differs first is named, and no value is none. */
static void test_a_record_given_twice_names_the_value_that_differs(void **state)
{
	struct posts *p = posts_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	add(&b, 1, LIKES, 20000, 3);
	add(&b, 1, SHARES, 20000, 1);
	batch_close(&b);
	add(&b, 1, LIKES, 20000, 3);
	batch_close(&b);
	add(&b, 1, LIKES, 20000, 3);
	add(&b, 1, LEADS, 20000, 7);
	posts_put(p, &b, &rules, &r);
	assert_int_equal(r.cells_conflict, 2);
	assert_int_equal(r.conflicts[0].metric, SHARES);
	assert_true(r.conflicts[0].has_kept);
	assert_int_equal(r.conflicts[0].kept, 1);
	assert_false(r.conflicts[0].has_other);
	assert_int_equal(r.conflicts[1].metric, LEADS);
	assert_false(r.conflicts[1].has_kept);
	assert_true(r.conflicts[1].has_other);
	assert_int_equal(r.conflicts[1].other, 7);
	put_report_clear(&r);
	posts_free(p);
}

static void test_folded_posts_do_not_meet_the_daily_cells_of_the_same_source(void **state)
{
	struct posts *p = posts_new();
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	struct put_rules daily = { .source = 0, .every = EVERY_DAY };
	int64_t v;

	add(&b, 1, LIKES, 20000, 3);
	store_put(st, &b, &daily, &r);
	posts_put(p, &b, &rules, &r);
	assert_true(posts_fold(p, st, NULL));
	store_settle(st, NULL);
	assert_int_equal(store_count(st), 2); /* two grains: two series, the first owns */
	assert_true(store_series(st, 0)->is_owner != store_series(st, 1)->is_owner);
	assert_true(store_get(st, 0, 20000, &v));
	assert_int_equal(v, 3);
	posts_free(p);
	store_free(st);
}

/* The later file says 5 and then 3 of a post that had 3 likes and 1 share: likes are as they were, the share is
 * gone. 3 + 1 = 4 before, 3 after. */
static void test_replaced_records_are_compared_by_what_they_become(void **state)
{
	struct put_rules last = { .every = EVERY_DAY, .grain = GRAIN_POST, .same_cell = SAME_CELL_LAST };
	struct posts *p = posts_new();
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	add(&b, 1, LIKES, 20000, 3);
	add(&b, 1, SHARES, 20000, 1);
	posts_put(p, &b, &last, &r);
	posts_begin_file(p);
	memset(&r, 0, sizeof r);
	batch_clear(&b);
	add(&b, 1, LIKES, 20000, 5);
	posts_put(p, &b, &last, &r);
	batch_clear(&b);
	add(&b, 1, LIKES, 20000, 3);
	posts_put(p, &b, &last, &r);
	assert_int_equal(r.cells_replaced, 2);
	assert_int_equal(r.cells_differed, 1); /* the share */
	assert_true(r.sum_before == 4 && r.sum_after == 3);
	assert_true(posts_fold(p, st, NULL));
	assert_int_equal(cell(st, LIKES, 20000), 3);
	assert_int_equal(cell(st, SHARES, 20000), -1);
	posts_free(p);
	store_free(st);
}

/* big + big - big = big on one day, although big + big does not fit; big + big alone is an overflow. */
static void test_posts_of_one_day_add_up_in_any_order(void **state)
{
	static const int64_t big = INT64_C(9000000000000) * MICRO;

	for (size_t n = 2; n <= 3; n++) {
		struct posts *p = posts_new();
		struct store *st = store_new();
		struct batch b = new_batch(*state);
		struct put_report r = { 0 };

		add(&b, 1, LIKES, 20000, big);
		add(&b, 2, LIKES, 20000, big);
		if (n == 3)
			add(&b, 3, LIKES, 20000, -big);
		posts_put(p, &b, &rules, &r);
		assert_int_equal(posts_fold(p, st, NULL), n == 3);
		if (n == 3)
			assert_true(cell(st, LIKES, 20000) == big);
		posts_free(p);
		store_free(st);
	}
}

/* Every set of 12 metrics is a shape: 4,095 posts, each metric stands in 2^11 of them, with the value 1. */
static void test_posts_of_many_shapes_keep_their_metrics_apart(void **state)
{
	struct posts *p = posts_new();
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	for (uint64_t round = 0; round < 2; round++)
		for (uint64_t id = 1; id < 4096; id++) {
			batch_clear(&b);
			for (sym m = 0; m < 12; m++)
				if (id >> m & 1)
					add(&b, id + round * 5000, m + 1, 20000, 1);
			posts_put(p, &b, &rules, &r);
		}
	assert_int_equal(posts_count(p), 8190);
	assert_true(posts_fold(p, st, NULL));
	for (sym m = 0; m < 12; m++)
		assert_int_equal(cell(st, m + 1, 20000), 4096); /* 2 rounds of 2^11 */
	posts_free(p);
	store_free(st);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_posts_of_one_day_add_up),
		cmocka_unit_test(test_people_of_several_posts_are_not_added),
		cmocka_unit_test(test_later_file_replaces_the_whole_record),
		cmocka_unit_test(test_same_id_twice_in_a_file_is_a_note_when_equal_else_a_conflict),
		cmocka_unit_test(test_a_record_given_twice_names_the_value_that_differs),
		cmocka_unit_test(test_folded_posts_do_not_meet_the_daily_cells_of_the_same_source),
		cmocka_unit_test(test_replaced_records_are_compared_by_what_they_become),
		cmocka_unit_test(test_posts_of_one_day_add_up_in_any_order),
		cmocka_unit_test(test_posts_of_many_shapes_keep_their_metrics_apart),
	};

	return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
