/* test_tally.c - what the numbers of a file come to by their metric's rule. */
#include <stdio.h>
#include "app/tally.h"
#include "base/arena.h"
#include "base/day.h"
#include "claim.h"

/* 5, 994, 1 and 3 on days 1 to 4 of 2026, as the file has them: not in order. */
static const struct {
	int day;
	int64_t value;
} cells[] = { { 2, 994 }, { 1, 5 }, { 4, 3 }, { 3, 1 } };

static int32_t day_of(int n)
{
	int32_t day = 0;

	assert_true(day_from(2026, 1, n, &day));
	return day;
}

static void claim_words(enum over_time rule, enum tell tell, enum merge merge, int times, const char *words)
{
	struct arena *a = arena_new(0);
	struct tally t;

	printf("%s\n", words);
	tally_init(&t, rule, tell, merge);
	for (size_t i = 0; i < LEN(cells); i++)
		for (int k = 0; k < times; k++)
			tally_add(&t, day_of(cells[i].day), (cells[i].value + k) * MICRO);
	assert_str(tally_words(a, &t), words);
	tally_clear(&t);
	arena_free(a);
}

static void test_each_rule_has_its_word_and_its_figure(void **state)
{
	static const struct {
		enum over_time rule;
		const char *words;
	} rules[] = {
		{ TIME_SUM, "sum 1003" },
		{ TIME_MEAN, "mean 250.75" },
		{ TIME_MEDIAN, "median 4" },
		{ TIME_FIRST, "first 5 on 2026-01-01" },
		{ TIME_LAST, "last 3 on 2026-01-04" },
		{ TIME_MAX, "largest 994 on 2026-01-02" },
		{ TIME_MIN, "smallest 1 on 2026-01-03" },
		{ TIME_NONE, "1 to 994 (not rolled up)" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(rules); i++)
		claim_words(rules[i].rule, TELL_BY_RULE, MERGE_LAST, 1, rules[i].words);
	claim_words(TIME_SUM, TELL_OPENING, MERGE_LAST, 1, "opening 3 on 2026-01-04");
}

/* Each twice, the second one more: 5+6, 994+995, 1+2, 3+4 are added to 11, 1989, 3, 7. */
static void test_rows_of_one_day_are_one_cell(void **state)
{
	(void)state;
	claim_words(TIME_LAST, TELL_BY_RULE, MERGE_SUM, 2, "last 7 on 2026-01-04");
	claim_words(TIME_MEAN, TELL_BY_RULE, MERGE_SUM, 2, "mean 502.5");
	claim_words(TIME_MEDIAN, TELL_BY_RULE, MERGE_SUM, 2, "median 9");
	claim_words(TIME_MAX, TELL_BY_RULE, MERGE_LARGEST, 2, "largest 995 on 2026-01-02");
	claim_words(TIME_MIN, TELL_BY_RULE, MERGE_LAST, 2, "smallest 2 on 2026-01-03");
	claim_words(TIME_SUM, TELL_BY_RULE, MERGE_SUM, 2, "sum 2010");
}

static void test_one_cell_that_is_not_rolled_up_is_itself_and_a_sum_may_be_too_big(void **state)
{
	struct arena *a = arena_new(0);
	struct tally t;

	(void)state;
	tally_init(&t, TIME_NONE, TELL_BY_RULE, MERGE_LAST);
	tally_add(&t, day_of(1), 7 * MICRO);
	assert_str(tally_words(a, &t), "7 on 2026-01-01");
	tally_clear(&t);
	tally_init(&t, TIME_SUM, TELL_BY_RULE, MERGE_LAST);
	tally_add(&t, day_of(1), INT64_MAX);
	tally_add(&t, day_of(1), 1);
	assert_str(tally_words(a, &t), "too big to add");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_rule_has_its_word_and_its_figure),
		cmocka_unit_test(test_rows_of_one_day_are_one_cell),
		cmocka_unit_test(test_one_cell_that_is_not_rolled_up_is_itself_and_a_sum_may_be_too_big),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
