/* test_cell.c - what a cell of an export holds. */
#include <stdio.h>
#include "claim.h"
#include "read/cell.h"
#include "read/columns.h"

static struct cell_style style_of(struct num_style numbers, const struct str *marks, size_t n)
{
	struct format f = { .numbers = numbers, .missing = { marks, n } };
	struct cell_style s;

	cell_style_init(&s, &f);
	return s;
}

static void test_cell_tells_missing_from_zero_and_from_bad(void **state)
{
	static const struct {
		const char *text;
		enum cell_kind kind;
		int64_t micro;
	} cells[] = {
		{ "0", CELL_NUMBER, 0 },
		{ "", CELL_MISSING, 0 },
		{ " ", CELL_MISSING, 0 },
		{ "-", CELL_MISSING, 0 },
		{ "n/A", CELL_MISSING, 0 },
		{ "-1", CELL_NUMBER, -MICRO },
		{ "1,250", CELL_NUMBER, 1250 * MICRO },
		{ " 4397.0 ", CELL_NUMBER, 4397 * MICRO },
		{ "29.41%", CELL_NUMBER, 294100 },
		{ "none", CELL_BAD, 0 },
		{ "12..5", CELL_BAD, 0 },
		{ "17841446494080465", CELL_TOO_BIG, 0 },
		{ "3.apr", CELL_DAMAGED, 0 },
		{ "3-Apr", CELL_DAMAGED, 0 },
		{ "Apr-03", CELL_DAMAGED, 0 },
		{ "#REF!", CELL_DAMAGED, 0 },
		{ "########", CELL_DAMAGED, 0 },
		{ "6.49E+17", CELL_DAMAGED, 0 },
	};
	const struct str marks[] = { STR("-"), STR("N/A") };
	struct cell_style s = style_of(NUM_PLAIN, marks, 2);

	(void)state;
	for (size_t i = 0; i < LEN(cells); i++) {
		int64_t micro = 99;

		printf("'%s'\n", cells[i].text);
		assert_int_equal(cell_read(&s, str_of(cells[i].text), MICRO, &micro), cells[i].kind);
		assert_int_equal(micro, cells[i].kind == CELL_NUMBER ? cells[i].micro : 99);
	}
}

/* 1.5 hours x 3600 = 5400 seconds */
static void test_cell_is_multiplied_by_the_formats_factor(void **state)
{
	struct cell_style s = style_of(NUM_PLAIN, NULL, 0);
	int64_t micro = 0;

	(void)state;
	assert_int_equal(cell_read(&s, STR("1.5"), 3600 * MICRO, &micro), CELL_NUMBER);
	assert_int_equal(micro, 5400 * MICRO);
	assert_int_equal(cell_read(&s, STR("9000000000000"), 3600 * MICRO, &micro), CELL_TOO_BIG);
}

static void test_cell_marks_that_begin_with_a_digit_are_missing(void **state)
{
	const struct str marks[] = { STR("-1"), STR("9999") };
	struct cell_style s = style_of(NUM_PLAIN, marks, 2);
	int64_t micro = 0;

	(void)state;
	assert_int_equal(cell_read(&s, STR("-1"), MICRO, &micro), CELL_MISSING);
	assert_int_equal(cell_read(&s, STR("9999"), MICRO, &micro), CELL_MISSING);
	assert_int_equal(cell_read(&s, STR("-10"), MICRO, &micro), CELL_NUMBER);
	assert_int_equal(micro, -10 * MICRO);
}

static void test_cell_reads_the_mark_the_format_declares(void **state)
{
	struct cell_style s = style_of((struct num_style){ ',', '.', true }, NULL, 0);
	int64_t micro = 0;

	(void)state;
	assert_int_equal(cell_read(&s, STR("2.345"), MICRO, &micro), CELL_NUMBER);
	assert_int_equal(micro, 2345 * MICRO);
	assert_int_equal(cell_read(&s, STR("0:04:34"), MICRO, &micro), CELL_NUMBER);
	assert_int_equal(micro, 274 * MICRO); /* 4 x 60 + 34 */
}

static void test_cell_knows_ids_that_a_spreadsheet_rounded(void **state)
{
	(void)state;
	assert_true(cell_is_damaged_id(STR("6.49E+17")));
	assert_true(cell_is_damaged_id(STR("6,49E+17")));
	assert_true(cell_is_damaged_id(STR("1e+9")));
	assert_false(cell_is_damaged_id(STR("1388176326570414080")));
	assert_false(cell_is_damaged_id(STR("6E+")));
	assert_false(cell_is_damaged_id(STR("")));
	assert_false(cell_is_damaged_id(STR("DHWRIh_CLiR")));
}

/* Sure means: the column is settled the same way if all values to come are numbers, and if none is. */
static void test_column_is_sure_where_no_value_to_come_matters(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 8 * 8 * 8; i++) {
		struct column_sample v = { i / 64, i / 8 % 8 };
		unsigned more = i % 8;
		struct column_sample most = { v.numbers + more, v.others },
				     least = { v.numbers, v.others + more };
		struct column now = { .name = STR("n") }, up = now, down = now;
		bool is_alike;

		now.use = up.use = down.use = USE_UNDECIDED;
		is_alike = column_decide(&now, &v) && column_decide(&up, &most)
		           && column_decide(&down, &least) && now.use == up.use && now.use == down.use;
		now.use = USE_UNDECIDED;
		if (column_is_sure(&now, &v, more))
			assert_true(is_alike);
		assert_true(column_is_sure(&now, &v, more) || v.numbers <= v.others + more);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cell_tells_missing_from_zero_and_from_bad),
		cmocka_unit_test(test_cell_is_multiplied_by_the_formats_factor),
		cmocka_unit_test(test_cell_marks_that_begin_with_a_digit_are_missing),
		cmocka_unit_test(test_cell_reads_the_mark_the_format_declares),
		cmocka_unit_test(test_column_is_sure_where_no_value_to_come_matters),
		cmocka_unit_test(test_cell_knows_ids_that_a_spreadsheet_rounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
