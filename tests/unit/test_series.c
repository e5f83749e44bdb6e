/* test_series.c - the store keeps every cell it is given, whatever the order. */
#include <string.h>
#include "cells.h"

static void test_total_is_of_the_days_asked_for_only(void **state)
{
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	struct span_total t;

	add_cell(&b, 7, ymd(2026, 6, 30), 1 * MICRO);
	add_cell(&b, 7, ymd(2026, 7, 1), 10 * MICRO);
	add_cell(&b, 7, ymd(2026, 9, 30), 100 * MICRO);
	add_cell(&b, 7, ymd(2026, 10, 1), 1000 * MICRO);
	store_put(st, &b, &PLAIN, &r);
	t = store_total(st, 0, ymd(2026, 7, 1), ymd(2026, 9, 30));
	assert_int_equal(t.n, 2);
	assert_int_equal(t.sum, 110 * MICRO); /* 10 + 100 */
	assert_int_equal(t.first, 10 * MICRO);
	assert_int_equal(t.last, 100 * MICRO);
	assert_int_equal(t.first_day, ymd(2026, 7, 1));
	assert_int_equal(r.cells_new, 4);
	assert_int_equal(store_series(st, 0)->first_day, ymd(2026, 6, 30));
	assert_int_equal(store_series(st, 0)->last_day, ymd(2026, 10, 1));
	store_free(st);
}

/* 20,000 cells of 50 series in random order, against a plain table. */
static void test_random_order_gives_the_same_cells_as_a_plain_table(void **state)
{
	enum { SERIES = 50, DAYS = 400 };
	static int64_t table[SERIES][DAYS];
	static bool there[SERIES][DAYS];
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	uint32_t x = 42;
	uint64_t distinct = 0;

	memset(there, 0, sizeof there);
	for (int i = 0; i < 20000; i++) {
		uint32_t s = lcg(&x) % SERIES, d = lcg(&x) % DAYS;
		int64_t v = (int64_t)lcg(&x) - 8000000;

		if (there[s][d])
			continue;
		there[s][d] = true;
		table[s][d] = v;
		distinct++;
		if (b.n == BATCH_ROWS) {
			store_put(st, &b, &PLAIN, &r);
			batch_clear(&b);
		}
		add_cell(&b, 100 + s, 20000 + (int32_t)d, v);
	}
	store_put(st, &b, &PLAIN, &r);
	assert_int_equal(r.cells_new, distinct);
	assert_int_equal(r.cells_conflict, 0);
	assert_int_equal(store_count(st), SERIES);
	for (size_t i = 0; i < SERIES; i++) {
		uint32_t s = store_series(st, i)->metric - 100;
		struct cell_walk w;
		int32_t day, at = 20000;
		int64_t v;

		store_walk(&w, st, i, 20000, 20000 + DAYS - 1);
		while (store_next(&w, &day, &v)) {
			for (; at < day; at++)
				assert_false(there[s][at - 20000]);
			assert_true(there[s][day - 20000]);
			assert_int_equal(v, table[s][day - 20000]);
			at = day + 1;
		}
		for (; at < 20000 + DAYS; at++)
			assert_false(there[s][at - 20000]);
	}
	store_free(st);
}

/* first_day, last_day and n_cells are of all rows put so far, however often they are asked for in between. */
static void test_what_a_series_says_of_its_cells_is_never_old(void **state)
{
	static const struct {
		int32_t day, first, last;
		uint32_t n;
	} steps[] = { { 20000, 20000, 20000, 1 }, { 20040, 20000, 20040, 2 },
		      { 20040, 20000, 20040, 2 }, /* again */
		      { 19500, 19500, 20040, 3 }, /* an earlier month */
		      { 20045, 19500, 20045, 4 }, { 19499, 19499, 20045, 5 } };
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };

	for (size_t i = 0; i < LEN(steps); i++) {
		const struct series *s;

		batch_clear(&b);
		add_cell(&b, 7, steps[i].day, 1);
		add_cell(&b, 8 + (sym)i, 20000, 1);
		store_put(st, &b, &PLAIN, &r);
		s = store_series(st, 0);
		assert_int_equal(s->first_day, steps[i].first);
		assert_int_equal(s->last_day, steps[i].last);
		assert_int_equal(s->n_cells, steps[i].n);
		s = store_series(st, store_count(st) - 1);
		assert_int_equal(s->n_cells, 1);
		assert_int_equal(s->first_day, 20000);
		assert_int_equal(store_total(st, 0, 0, 30000).n, steps[i].n);
	}
	store_free(st);
}

/* Months in any order, each with other days than those beside it: what is guessed from one never shows in another. */
static void test_months_unlike_their_neighbours_keep_their_cells(void **state)
{
	static const int orders[][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 2, 0 }, { 0, 2, 1 } };
	static const int days[3] = { 31, 1, 29 }; /* January, February and March 2025 */

	for (size_t o = 0; o < LEN(orders); o++) {
		struct store *st = store_new();
		struct batch b = new_batch(*state);
		struct put_report r = { 0 };

		for (int k = 0; k < 3; k++)
			for (int d = 0; d < days[orders[o][k]]; d++)
				add_cell(&b, 7, ymd(2025, orders[o][k] + 1, d + 1), orders[o][k] * 100 + d);
		store_put(st, &b, &PLAIN, &r);
		assert_int_equal(r.cells_new, 61);
		for (int k = 0; k < 3; k++) {
			struct span_total t = store_total(st, 0, ymd(2025, k + 1, 1), month_last(660 + k));

			assert_int_equal(t.n, days[k]);
			assert_int_equal(t.first, k * 100);
			assert_int_equal(t.last, k * 100 + days[k] - 1);
			assert_int_equal(t.sum, k * 100 * days[k] + days[k] * (days[k] - 1) / 2);
		}
		store_free(st);
	}
}

/* What store_total and store_newest should say of from..to, a day at a time. */
static struct span_total count_up(const bool *there, const int64_t *value, int n_days, int32_t first,
                                  int32_t from, int32_t to)
{
	struct span_total t = { .first_day = DAY_NONE, .last_day = DAY_NONE };

	for (int d = 0; d < n_days; d++) {
		if (!there[d] || first + d < from || first + d > to)
			continue;
		if (t.n++ == 0) {
			t.first_day = first + d;
			t.first = t.max = t.min = value[d];
		}
		t.last_day = first + d;
		t.last = value[d];
		t.sum += value[d];
		t.max = value[d] > t.max ? value[d] : t.max;
		t.min = value[d] < t.min ? value[d] : t.min;
	}
	return t;
}

static void assert_same_total(const struct span_total *t, const struct span_total *want)
{
	assert_int_equal(t->n, want->n);
	assert_false(t->overflow);
	assert_int_equal(t->sum, want->sum);
	assert_int_equal(t->first_day, want->first_day);
	assert_int_equal(t->last_day, want->last_day);
	if (want->n == 0)
		return;
	assert_int_equal(t->first, want->first);
	assert_int_equal(t->last, want->last);
	assert_int_equal(t->max, want->max);
	assert_int_equal(t->min, want->min);
}

/* Every stretch of 100 days, which begin and end within months of 31, 28 and 31 days; full ones and ones with gaps. */
static void test_totals_of_every_stretch_are_those_of_its_days(void **state)
{
	enum { DAYS = 100 };
	int32_t first = ymd(2025, 12, 20);
	uint32_t x = 7;

	for (uint32_t keep = 1; keep <= 4; keep++) { /* of 4 days */
		bool there[DAYS] = { false };
		int64_t value[DAYS];
		struct store *st = store_new();
		struct batch b = new_batch(*state);
		struct put_report r = { 0 };

		for (int d = 0; d < DAYS; d++) {
			there[d] = lcg(&x) % 4 < keep;
			value[d] = (int64_t)(lcg(&x) % 2000) - 1000;
			if (there[d])
				add_cell(&b, 7, first + d, value[d]);
		}
		store_put(st, &b, &PLAIN, &r);
		for (int32_t from = first - 40; from < first + DAYS + 40; from++) {
			for (int32_t to = from - 1; to < first + DAYS + 40; to++) {
				struct span_total want = count_up(there, value, DAYS, first, from, to),
						  got = store_total(st, 0, from, to);
				struct span_days days = store_days(st, 0, from, to);

				store_call(st, &(uint32_t){ 0 }, 1, from, to);
				assert_same_total(&got, &want);
				assert_int_equal(days.n, want.n);
				assert_int_equal(days.first, want.first_day);
				assert_int_equal(days.last, want.last_day);
				assert_int_equal(store_newest(st, 0, from, to), want.last_day);
			}
		}
		store_free(st);
	}
}

static void test_first_source_owns_a_series_that_two_give(void **state)
{
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	struct put_rules second = { .source = 1, .every = EVERY_DAY };

	add_cell(&b, 7, 20000, 1);
	store_put(st, &b, &second, &r); /* read first, but later in the workspace */
	store_put(st, &b, &PLAIN, &r);
	batch_clear(&b);
	add_cell(&b, 8, 20000, 1);
	store_put(st, &b, &second, &r);
	store_settle(st, NULL);
	assert_int_equal(store_count(st), 3);
	assert_false(store_series(st, 0)->is_owner);
	assert_true(store_series(st, 1)->is_owner);
	assert_true(store_series(st, 2)->is_owner);
	store_free(st);
}

static void test_sorted_is_by_text_not_by_arrival(void **state)
{
	struct intern *names = intern_new();
	sym zebra = intern_text(names, STR("zebra")), apple = intern_text(names, STR("apple"));
	struct store *st = store_new();
	struct batch b = new_batch(*state);
	struct put_report r = { 0 };
	const uint32_t *order;
	size_t n;

	intern_text(names, STR("filler"));
	add_cell(&b, zebra, 20000, 1);
	add_cell(&b, apple, 20000, 1);
	store_put(st, &b, &PLAIN, &r);
	order = store_sorted(st, names, &n);
	assert_int_equal(n, 2);
	assert_int_equal(store_series(st, order[0])->metric, apple);
	assert_int_equal(store_series(st, order[1])->metric, zebra);
	store_free(st);
	intern_free(names);
}

static void test_covered_days_merge_and_never_count_twice(void **state)
{
	struct store *st = store_new();

	(void)state;
	store_cover(st, 3, 100, 110);
	store_cover(st, 3, 105, 120); /* overlaps: 100..120 is 21 days */
	store_cover(st, 3, 130, 139); /* apart: 10 days */
	assert_int_equal(store_covered_days(st, 3, 0, 1000), 31);
	assert_true(store_covers(st, 3, 120));
	assert_false(store_covers(st, 3, 121));
	store_cover(st, 3, 121, 129); /* closes the gap: 100..139 */
	assert_int_equal(store_covered_days(st, 3, 0, 1000), 40);
	assert_int_equal(store_covered_days(st, 3, 138, 1000), 2);
	assert_int_equal(store_covered_days(st, 0, 0, 1000), 0);
	assert_int_equal(store_covered_days(st, 9, 0, 1000), 0);
	store_free(st);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_total_is_of_the_days_asked_for_only),
		cmocka_unit_test(test_random_order_gives_the_same_cells_as_a_plain_table),
		cmocka_unit_test(test_what_a_series_says_of_its_cells_is_never_old),
		cmocka_unit_test(test_months_unlike_their_neighbours_keep_their_cells),
		cmocka_unit_test(test_totals_of_every_stretch_are_those_of_its_days),
		cmocka_unit_test(test_first_source_owns_a_series_that_two_give),
		cmocka_unit_test(test_sorted_is_by_text_not_by_arrival),
		cmocka_unit_test(test_covered_days_merge_and_never_count_twice),
	};

	return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
