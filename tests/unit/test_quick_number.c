/* test_quick_number.c - a number of up to eight characters in one word is what num_parse says of it, or none at all. */
#include <string.h>
#include "claim.h"
#include "read/quick_number.h"

static void test_what_is_taken_is_the_number_there(void **state)
{
	static const struct {
		const char *text;
		bool is_taken, has_stop;
		int64_t micro;
	} cells[] = {
		{ "0", true, false, 0 },
		{ "1250", true, false, 1250 * (int64_t)MICRO },
		{ "12345678", true, false, 12345678 * (int64_t)MICRO },
		{ "12.5", true, true, 12500000 },
		{ "0.000001", true, true, 1 },
		{ "12345.67", true, true, 12345670000 },
		{ "1.250", false, false, 0 }, /* or 1250 where a comma is the decimal mark */
		{ "123456789", false, false, 0 },
		{ "", false, false, 0 },
		{ ".", false, false, 0 },
		{ ".5", false, false, 0 },
		{ "5.", false, false, 0 },
		{ "1.2.3", false, false, 0 },
		{ "-3", false, false, 0 },
		{ "1e3", false, false, 0 },
		{ "12/", false, false, 0 },
		{ "12:", false, false, 0 },
		{ "\xFF"
		  "1",
		  false, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cells); i++) {
		char own[24] = { 0 };
		int64_t micro = 0;
		bool has_stop = false;

		memset(own, '7', sizeof own - 1); /* what stands behind a cell is none of it */
		memcpy(own, cells[i].text, strlen(cells[i].text));
		print_message("%s\n", cells[i].text);
		assert_int_equal(quick_number((struct str){ own, strlen(cells[i].text) }, own + sizeof own,
		                              &micro, &has_stop),
		                 cells[i].is_taken);
		if (!cells[i].is_taken)
			continue;
		assert_true(micro == cells[i].micro);
		assert_int_equal(has_stop, cells[i].has_stop);
	}
}

static void test_any_text_is_what_the_parser_says_or_not_taken(void **state)
{
	static const char bytes[] = "0123456789012345678901234567890123456789....,-/: \"\x80\xFF";
	uint32_t x = 1;
	size_t n_taken = 0;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		char own[16];
		struct str s = { own, lcg(&x) % 10 };
		int64_t quick, slow;
		bool has_stop = false;

		for (size_t k = 0; k < sizeof own; k++)
			own[k] = bytes[lcg(&x) % (sizeof bytes - 1)];
		assert_false(quick_number(s, NULL, &quick, &has_stop));
		if (!quick_number(s, own + sizeof own, &quick, &has_stop))
			continue;
		n_taken++;
		assert_int_equal(num_parse(s, NUM_PLAIN, &slow), NUM_OK);
		assert_true(quick == slow);
		assert_int_equal(has_stop, memchr(s.p, '.', s.n) != NULL);
	}
	assert_true(IS_LITTLE ? n_taken > 30000 : n_taken == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_taken_is_the_number_there),
		cmocka_unit_test(test_any_text_is_what_the_parser_says_or_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
