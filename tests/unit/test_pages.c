/* test_pages.c - a page keeps its cells whatever its slot, and slots are used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "data/pages.h"

static void put(struct pages *p, struct page *g, unsigned dom0, int64_t v)
{
	*page_insert(p, g, dom0) = v;
}

/* Forwards, backwards and from the middle: each way, a page grows from one cell to 31. */
static void test_a_page_grows_from_one_cell_to_a_full_month(void **state)
{
	static const struct {
		unsigned first, step;
		const char *why;
	} cases[] = { { 0, 1, "by day" }, { 30, 30, "newest first" }, { 15, 12, "here and there" } };

	(void)state;
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		struct pages p = { 0 };
		struct page *g = pages_new(&p);
		unsigned dom0 = cases[c].first;

		printf("%s\n", cases[c].why);
		assert_null(page_cells(&p, g));
		for (unsigned n = 1; n <= 31; n++, dom0 = (dom0 + cases[c].step) % 31) {
			assert_null(page_cell(&p, g, dom0));
			put(&p, g, dom0, 100 + dom0);
			assert_int_equal(bits_count(g->mask), n);
			for (unsigned d = 0; d < 31; d++) {
				const int64_t *cell = page_cell(&p, g, d);

				assert_int_equal(cell != NULL, g->mask >> d & 1u);
				assert_true(cell == NULL || *cell == 100 + d);
			}
		}
		for (unsigned d = 0; d < 31; d++)
			assert_int_equal(page_cells(&p, g)[d], 100 + d);
		pages_clear(&p);
	}
}

static void test_a_good_guess_spares_a_page_to_grow(void **state)
{
	struct pages p = { 0 };
	struct page *g = pages_new(&p);
	uint32_t slot;

	(void)state;
	for (unsigned guess = 1; guess <= 31; guess++, g++) {
		if (guess % PAGE_BLOCK == 0)
			g = pages_new(&p);
		page_start(&p, g, guess);
		slot = g->slot;
		assert_int_equal(g->mask, 0);
		for (unsigned d = 0; d < guess; d++)
			put(&p, g, d, d);
		assert_int_equal(g->slot, slot);
	}
	pages_clear(&p);
}

/* A guess too high keeps its slot; one too low grows out of it with all its cells. */
static void test_a_bad_guess_loses_no_cell(void **state)
{
	struct pages p = { 0 };
	struct page *g = pages_new(&p);
	uint32_t slot;

	(void)state;
	page_start(&p, g, 3); /* holds 4 */
	slot = g->slot;
	for (unsigned d = 0; d < 4; d++)
		put(&p, g, d, 10 + d);
	assert_int_equal(g->slot, slot);
	put(&p, g, 4, 14);
	assert_int_not_equal(g->slot, slot);
	for (unsigned d = 0; d < 5; d++)
		assert_int_equal(*page_cell(&p, g, d), 10 + d);
	page_start(&p, g + 1, 31);
	put(&p, g + 1, 30, 7);
	assert_int_equal(*page_cell(&p, g + 1, 30), 7);
	pages_clear(&p);
}

static void test_a_slot_left_is_used_again(void **state)
{
	struct pages p = { 0 };
	struct page *g = pages_new(&p);
	uint32_t left;

	(void)state;
	put(&p, &g[0], 0, 1);
	left = g[0].slot;
	put(&p, &g[0], 1, 2); /* grows out of it */
	put(&p, &g[1], 0, 3);
	assert_int_equal(g[1].slot, left);
	assert_int_equal(*page_cell(&p, &g[0], 0), 1);
	assert_int_equal(*page_cell(&p, &g[0], 1), 2);
	assert_int_equal(*page_cell(&p, &g[1], 0), 3);
	pages_clear(&p);
}

/* More than fits in the small first chunks: 20,000 pages of 16 cells, all in all, are 2.5 MB. */
static void test_cells_stay_apart_over_all_chunks(void **state)
{
	enum { PAGES = 20000 };
	static struct page *page[PAGES];
	struct pages p = { 0 };

	(void)state;
	for (size_t i = 0; i < PAGES; i++) {
		page[i] = i % PAGE_BLOCK == 0 ? pages_new(&p) : page[i - 1] + 1;
		assert_int_equal(page[i]->mask, 0);
	}
	for (unsigned d = 0; d < 31; d++)
		for (size_t i = 0; i < PAGES; i++)
			if (i % 31 >= d)
				put(&p, page[i], d, (int64_t)(i * 31 + d));
	for (size_t i = 0; i < PAGES; i++)
		for (unsigned d = 0; d <= i % 31; d++)
			assert_int_equal(*page_cell(&p, page[i], d), i * 31 + d);
	pages_clear(&p);
}

static void test_room_is_in_a_row_and_never_given_twice(void **state)
{
	enum { TAKES = 3000, STEPS = 512 };
	static int64_t *at[TAKES];
	struct room r = { 0 };

	(void)state;
	for (int i = 0; i < TAKES; i++) {
		at[i] = room_at(&r, room_take(&r, STEPS));
		for (int k = 0; k < STEPS; k++)
			at[i][k] = i;
	}
	assert_true(r.n > 6); /* 3000 x 4 KB are 12 MB: the small chunks and some large ones */
	for (int i = 0; i < TAKES; i++)
		for (int k = 0; k < STEPS; k++)
			assert_int_equal(at[i][k], i);
	room_clear(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_page_grows_from_one_cell_to_a_full_month),
		cmocka_unit_test(test_a_good_guess_spares_a_page_to_grow),
		cmocka_unit_test(test_a_bad_guess_loses_no_cell),
		cmocka_unit_test(test_a_slot_left_is_used_again),
		cmocka_unit_test(test_cells_stay_apart_over_all_chunks),
		cmocka_unit_test(test_room_is_in_a_row_and_never_given_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
