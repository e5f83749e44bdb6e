/* test_pages.c - a page keeps its cells whatever its slot, and slots are used again. */
#include <stdio.h>
#include "claim.h"
#include "data/pages.h"

static void put(struct pages *p, struct page *g, unsigned dom0, int64_t v)
{
	page_set(p, g, dom0, v);
}

static void assert_cell(const struct pages *p, const struct page *g, unsigned dom0, int64_t v)
{
	int64_t is;

	assert_true(page_get(p, g, dom0, &is));
	assert_int_equal(is, v);
}

/* Forwards, backwards and from the middle: each way, a page grows from one cell to 31. */
static void test_a_page_grows_from_one_cell_to_a_full_month(void **state)
{
	static const struct {
		unsigned first, step;
		const char *why;
	} cases[] = { { 0, 1, "by day" }, { 30, 30, "newest first" }, { 15, 12, "here and there" } };

	(void)state;
	for (size_t c = 0; c < LEN(cases); c++) {
		struct pages p = { 0 };
		struct page *g = pages_new(&p);
		unsigned dom0 = cases[c].first;

		printf("%s\n", cases[c].why);
		for (unsigned n = 1; n <= 31; n++, dom0 = (dom0 + cases[c].step) % 31) {
			int64_t none;

			assert_false(page_get(&p, g, dom0, &none));
			put(&p, g, dom0, 100 + dom0);
			assert_int_equal(bits_count(g->mask), n);
			for (unsigned d = 0; d < 31; d++) {
				if (g->mask >> d & 1u)
					assert_cell(&p, g, d, 100 + d);
				else
					assert_false(page_get(&p, g, d, &none));
			}
		}
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
		page_start(&p, g, guess, UNIT_MILLIONTH);
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
	page_start(&p, g, 3, UNIT_MILLIONTH); /* holds 4 */
	slot = g->slot;
	for (unsigned d = 0; d < 4; d++)
		put(&p, g, d, 10 + d);
	assert_int_equal(g->slot, slot);
	put(&p, g, 4, 14);
	assert_int_not_equal(g->slot, slot);
	for (unsigned d = 0; d < 5; d++)
		assert_cell(&p, g, d, 10 + d);
	page_start(&p, g + 1, 31, UNIT_MILLIONTH);
	put(&p, g + 1, 30, 7);
	assert_cell(&p, g + 1, 30, 7);
	pages_clear(&p);
}

/* Values at the edges of what 4 bytes hold, put in any order: none changes, and the page is as wide as the widest. */
static void test_cells_are_as_wide_as_they_must_be(void **state)
{
	const int64_t one = 1000000, cent = 10000;
	const struct {
		int64_t v;
		enum cell_unit unit; /* of a page of it alone */
	} cases[] = {
		{ 0, UNIT_ONE },
		{ -one, UNIT_ONE },
		{ INT32_MAX * one, UNIT_ONE },
		{ INT32_MIN * one, UNIT_ONE },
		{ (INT32_MAX + INT64_C(1)) * one, UNIT_MILLIONTH },
		{ (INT32_MIN - INT64_C(1)) * one, UNIT_MILLIONTH },
		{ cent, UNIT_HUNDREDTH },
		{ -99 * cent, UNIT_HUNDREDTH },
		{ INT32_MAX * cent, UNIT_HUNDREDTH },
		{ INT32_MIN * cent, UNIT_HUNDREDTH },
		{ (INT32_MAX + INT64_C(1)) * cent, UNIT_MILLIONTH },
		{ 1, UNIT_MILLIONTH },
		{ -1, UNIT_MILLIONTH },
		{ cent + 1, UNIT_MILLIONTH },
		{ INT64_MAX, UNIT_MILLIONTH },
		{ INT64_MIN, UNIT_MILLIONTH },
	};
	enum { N = LEN(cases) };
	struct pages p = { 0 };

	(void)state;
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++) {
			struct page *g = pages_new(&p);
			int64_t read[31];

			put(&p, &g[0], 3, cases[i].v);
			assert_int_equal(g[0].unit, cases[i].unit);
			put(&p, &g[0], 9, 2 * one);
			put(&p, &g[0], 1, cases[k].v); /* before the others */
			assert_cell(&p, &g[0], 1, cases[k].v);
			assert_cell(&p, &g[0], 3, cases[i].v);
			assert_cell(&p, &g[0], 9, 2 * one);
			assert_int_equal(page_read(&p, &g[0], 1u << 3 | 1u << 9, read), 2);
			assert_int_equal(read[0], cases[i].v);
			assert_int_equal(read[1], 2 * one);
			assert_true(page_sum(&p, &g[0], g[0].mask)
			            == (wide_sum)cases[i].v + cases[k].v + 2 * one);
			put(&p, &g[0], 3, cases[k].v); /* a cell that is there takes what it must */
			assert_cell(&p, &g[0], 3, cases[k].v);
			assert_cell(&p, &g[0], 9, 2 * one);
		}
	pages_clear(&p);
}

/* 2^31 hundredths are whole: a page of hundredths has no room for them, one of wholes does. */
static void test_a_page_of_both_units_goes_to_millionths_only_if_it_must(void **state)
{
	struct pages p = { 0 };
	struct page *g = pages_new(&p);

	(void)state;
	put(&p, g, 0, 5000000);
	assert_int_equal(g->unit, UNIT_ONE);
	put(&p, g, 1, 5010000); /* 5 and 5.01: both are hundredths */
	assert_int_equal(g->unit, UNIT_HUNDREDTH);
	put(&p, g + 1, 0, INT64_C(30000000) * 1000000);
	put(&p, g + 1, 1, 5010000); /* 30 million are too many hundredths */
	assert_int_equal(g[1].unit, UNIT_MILLIONTH);
	assert_cell(&p, g + 1, 0, INT64_C(30000000) * 1000000);
	assert_cell(&p, g + 1, 1, 5010000);
	pages_clear(&p);
}

static void test_whole_cells_take_half_the_slot(void **state)
{
	struct pages p = { 0 };
	struct page *g = pages_new(&p);

	(void)state;
	for (unsigned d = 0; d < 31; d++) {
		put(&p, &g[0], d, 1000000);
		put(&p, &g[1], d, 1);
	}
	assert_int_equal(g[0].size, 7); /* 31 halves: 16 steps */
	assert_int_equal(g[1].size, 9); /* 31 steps */
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
	assert_cell(&p, &g[0], 0, 1);
	assert_cell(&p, &g[0], 1, 2);
	assert_cell(&p, &g[1], 0, 3);
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
			assert_cell(&p, page[i], d, (int64_t)(i * 31 + d));
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

/* Chunks of 32 KB and 256 KB come first: of the first full one, told when half of it is taken, the next is known. */
static void test_room_knows_its_next_chunk_once_and_uses_it(void **state)
{
	enum { STEPS = 512 };
	struct room r = { 0 };
	void *next = NULL;
	uint32_t last = 0;

	(void)state;
	while (next == NULL && r.n < 4) {
		last = room_take(&r, STEPS);
		next = room_next(&r);
	}
	assert_int_equal(r.size, ROOM_CHUNK);
	assert_int_equal(r.used, ROOM_CHUNK / 2);
	assert_int_equal(last % ROOM_CHUNK, ROOM_CHUNK / 2 - STEPS);
	assert_null(room_next(&r));
	for (size_t n = r.n; r.n == n;)
		last = room_take(&r, STEPS);
	assert_ptr_equal(room_at(&r, last), next);
	assert_null(room_next(&r)); /* of the new one half is not taken yet */
	room_clear(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_page_grows_from_one_cell_to_a_full_month),
		cmocka_unit_test(test_a_good_guess_spares_a_page_to_grow),
		cmocka_unit_test(test_a_bad_guess_loses_no_cell),
		cmocka_unit_test(test_cells_are_as_wide_as_they_must_be),
		cmocka_unit_test(test_a_page_of_both_units_goes_to_millionths_only_if_it_must),
		cmocka_unit_test(test_whole_cells_take_half_the_slot),
		cmocka_unit_test(test_a_slot_left_is_used_again),
		cmocka_unit_test(test_cells_stay_apart_over_all_chunks),
		cmocka_unit_test(test_room_is_in_a_row_and_never_given_twice),
		cmocka_unit_test(test_room_knows_its_next_chunk_once_and_uses_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
