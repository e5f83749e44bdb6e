/* test_used_cells.c - which of the numbers that files give are in the store. */
#include <stdio.h>
#include "claim.h"
#include "read/used_cells.h"

struct told { /* a number of a file, and what is to become of it */
	size_t file;
	uint32_t line;
	int32_t day;
	uint64_t id; /* of a post; 0: a cell of a day */
	sym metric;
	enum cell_fate fate;
	size_t by_file;
	uint32_t by_line;
};

static struct export_cell cell_of(const struct told *t, size_t nth, const struct put_rules *rules)
{
	return (struct export_cell){ .line = t->line,
		                     .nth = nth,
		                     .day = t->day,
		                     .channel = 1,
		                     .account = 2,
		                     .metric = t->metric,
		                     .id = { .lo = t->id },
		                     .rules = rules };
}

static void claim_fates(const struct told *all, size_t n, enum grain grain, enum same_cell same_cell)
{
	struct put_rules rules = { .source = 3, .every = EVERY_DAY, .grain = grain, .same_cell = same_cell };
	struct used_cells *u = used_cells_new();

	for (size_t i = 0; i < n; i++) {
		struct export_cell c = cell_of(&all[i], i, &rules);

		used_cells_note(u, all[i].file, &c);
	}
	for (size_t i = 0; i < n; i++) {
		struct export_cell c = cell_of(&all[i], i, &rules);
		struct cell_use use = used_cells_ask(u, all[i].file, &c);

		printf("file %zu line %u\n", all[i].file, all[i].line);
		assert_int_equal(use.fate, all[i].fate);
		if (use.fate == CELL_USED)
			continue;
		assert_int_equal(use.file, all[i].by_file);
		assert_int_equal(use.line, all[i].by_line);
	}
	used_cells_free(u);
}

static void test_a_later_file_replaces_what_it_gives_again_and_nothing_else(void **state)
{
	static const struct told all[] = {
		{ 1, 2, 10, 0, 7, CELL_USED, 0, 0 },     { 1, 3, 11, 0, 7, CELL_REPLACED, 2, 2 },
		{ 1, 3, 11, 0, 8, CELL_USED, 0, 0 },     { 2, 2, 11, 0, 7, CELL_USED, 0, 0 },
		{ 2, 3, 12, 0, 7, CELL_REPLACED, 3, 9 }, { 3, 9, 12, 0, 7, CELL_USED, 0, 0 },
	};

	(void)state;
	claim_fates(all, LEN(all), GRAIN_DAY, SAME_CELL_REFUSE);
}

static void test_what_a_file_says_twice_counts_once_or_is_added_or_is_the_last(void **state)
{
	static const struct told once[] = { { 1, 2, 10, 0, 7, CELL_USED, 0, 0 },
		                            { 1, 5, 10, 0, 7, CELL_REPEATED, 1, 2 } };
	static const struct told added[] = { { 1, 2, 10, 0, 7, CELL_REPLACED, 2, 4 },
		                             { 2, 4, 10, 0, 7, CELL_USED, 0, 0 },
		                             { 2, 5, 10, 0, 7, CELL_USED, 0, 0 } };
	static const struct told last[] = { { 1, 2, 10, 0, 7, CELL_REPLACED, 2, 5 },
		                            { 2, 4, 10, 0, 7, CELL_REPLACED, 2, 5 },
		                            { 2, 5, 10, 0, 7, CELL_USED, 0, 0 } };

	(void)state;
	claim_fates(once, LEN(once), GRAIN_DAY, SAME_CELL_REFUSE);
	claim_fates(added, LEN(added), GRAIN_DAY, SAME_CELL_SUM);
	claim_fates(last, LEN(last), GRAIN_DAY, SAME_CELL_LAST);
}

/* A post is replaced with all it had, on whatever day and of whatever metric: meet it by its id. */
static void test_a_record_is_replaced_whole(void **state)
{
	static const struct told all[] = {
		{ 1, 2, 10, 50, 7, CELL_REPLACED, 2, 2 }, { 1, 2, 10, 50, 8, CELL_REPLACED, 2, 2 },
		{ 1, 3, 10, 51, 7, CELL_USED, 0, 0 },     { 1, 4, 10, 52, 7, CELL_REPLACED, 2, 3 },
		{ 2, 2, 11, 50, 7, CELL_USED, 0, 0 },     { 2, 3, 0, 52, 0, CELL_USED, 0, 0 },
	};
	/* a deal that is not won yet has no value; won on a later line it has */
	static const struct told later[] = { { 1, 2, 0, 50, 0, CELL_REPEATED, 1, 5 },
		                             { 1, 5, 10, 50, 7, CELL_USED, 0, 0 } };
	static const struct told twice[] = { { 1, 2, 10, 50, 7, CELL_USED, 0, 0 },
		                             { 1, 3, 10, 50, 7, CELL_REPEATED, 1, 2 } };

	(void)state;
	claim_fates(all, LEN(all), GRAIN_POST, SAME_CELL_REFUSE);
	claim_fates(twice, LEN(twice), GRAIN_EVENT, SAME_CELL_SUM);
	claim_fates(later, LEN(later), GRAIN_EVENT, SAME_CELL_REFUSE);
}

static void test_many_cells_each_have_their_own_place(void **state)
{
	struct put_rules rules = { .same_cell = SAME_CELL_REFUSE };
	struct used_cells *u = used_cells_new();

	(void)state;
	for (uint32_t file = 1; file <= 2; file++)
		for (uint32_t i = 0; i < 5000; i += file) {
			struct told t = { .line = i, .day = (int32_t)i, .metric = i % 3 };
			struct export_cell c = cell_of(&t, i, &rules);

			used_cells_note(u, file, &c);
		}
	for (uint32_t i = 0; i < 5000; i++) {
		struct told t = { .line = i, .day = (int32_t)i, .metric = i % 3 };
		struct export_cell c = cell_of(&t, i, &rules);

		assert_int_equal(used_cells_ask(u, 1, &c).fate, i % 2 == 0 ? CELL_REPLACED : CELL_USED);
	}
	used_cells_free(u);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_later_file_replaces_what_it_gives_again_and_nothing_else),
		cmocka_unit_test(test_what_a_file_says_twice_counts_once_or_is_added_or_is_the_last),
		cmocka_unit_test(test_a_record_is_replaced_whole),
		cmocka_unit_test(test_many_cells_each_have_their_own_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
