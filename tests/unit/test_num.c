/* test_num.c - claims about num.c. */
#include "claim.h"
#include "base/num.h"

struct parse_case {
	const char *text;
	enum num_error error;
	int64_t micro;
};

#define UNTOUCHED INT64_C(-4242)

static void check_cases(const struct parse_case *cases, size_t n, struct num_style style)
{
	for (size_t i = 0; i < n; i++) {
		int64_t micro = UNTOUCHED, want = cases[i].error == NUM_OK ? cases[i].micro : UNTOUCHED;
		enum num_error error = num_parse(str_of(cases[i].text), style, &micro);

		if (error != cases[i].error || micro != want)
			fail_msg("'%s': error %d, %lld instead of error %d, %lld", cases[i].text, (int)error,
			         (long long)micro, (int)cases[i].error, (long long)want);
	}
}

static void test_num_parse_reads_plain_decimals(void **state)
{
	static const struct parse_case cases[] = {
		{ "0", NUM_OK, 0 },
		{ "7", NUM_OK, 7000000 },
		{ "1250", NUM_OK, 1250000000 },
		{ "  12.5\t", NUM_OK, 12500000 },
		{ "\xC2\xA0"
		  "3\xC2\xA0",
		  NUM_OK, 3000000 },
		{ "007", NUM_OK, 7000000 },
		{ ".5", NUM_OK, 500000 },
		{ "0.000001", NUM_OK, 1 },
		{ "999999999999", NUM_OK, INT64_C(999999999999000000) },   /* 12 digits */
		{ "1000000000000", NUM_OK, INT64_C(1000000000000000000) }, /* 13 digits */
		{ "0000000000000000000000005", NUM_OK, 5000000 },          /* zeros are no size */
		{ "-3", NUM_OK, -3000000 },
		{ "+3", NUM_OK, 3000000 },
		{ "\xE2\x88\x92"
		  "3",
		  NUM_OK, -3000000 },
		{ "-0", NUM_OK, 0 },
		{ "", NUM_NOT_A_NUMBER, 0 },
		{ "   ", NUM_NOT_A_NUMBER, 0 },
		{ "-", NUM_NOT_A_NUMBER, 0 },
		{ "--", NUM_NOT_A_NUMBER, 0 },
		{ "--5", NUM_NOT_A_NUMBER, 0 },
		{ "5-", NUM_NOT_A_NUMBER, 0 },
		{ "- 5", NUM_NOT_A_NUMBER, 0 },
		{ "+-5", NUM_NOT_A_NUMBER, 0 },
		{ ".", NUM_NOT_A_NUMBER, 0 },
		{ "5.", NUM_NOT_A_NUMBER, 0 },
		{ "12..5", NUM_NOT_A_NUMBER, 0 },
		{ "1.2.3", NUM_NOT_A_NUMBER, 0 },
		{ "1e5", NUM_NOT_A_NUMBER, 0 },
		{ "0x10", NUM_NOT_A_NUMBER, 0 },
		{ "inf", NUM_NOT_A_NUMBER, 0 },
		{ "nan", NUM_NOT_A_NUMBER, 0 },
		{ "N/A", NUM_NOT_A_NUMBER, 0 },
		{ "1 2", NUM_NOT_A_NUMBER, 0 },
		{ "1:30", NUM_NOT_A_NUMBER, 0 },
		{ "12a", NUM_NOT_A_NUMBER, 0 },
		{ "123456789012x", NUM_NOT_A_NUMBER, 0 },
		{ "\xD9\xA3", NUM_NOT_A_NUMBER, 0 }, /* an Arabic digit three */
	};

	(void)state;
	check_cases(cases, LEN(cases), NUM_PLAIN);
}

static void test_num_parse_wants_groups_of_three(void **state)
{
	static const struct parse_case plain[] = {
		{ "1,250", NUM_OK, 1250000000 },     { "12,345,678.9", NUM_OK, INT64_C(12345678900000) },
		{ "1,25", NUM_NOT_A_NUMBER, 0 },     { "1,2500", NUM_NOT_A_NUMBER, 0 },
		{ "1250,000", NUM_NOT_A_NUMBER, 0 }, { ",250", NUM_NOT_A_NUMBER, 0 },
		{ "1,,250", NUM_NOT_A_NUMBER, 0 },   { "1,250,", NUM_NOT_A_NUMBER, 0 },
		{ "1,00,000", NUM_NOT_A_NUMBER, 0 }, { "1.250,000", NUM_NOT_A_NUMBER, 0 },
		{ "1 250", NUM_NOT_A_NUMBER, 0 },
	};
	static const struct parse_case german[] = {
		{ "1.250,5", NUM_OK, 1250500000 },
		{ "1.250", NUM_OK, 1250000000 },
		{ "12,5", NUM_OK, 12500000 },
		{ "12.5", NUM_NOT_A_NUMBER, 0 },
	};
	static const struct parse_case french[] = {
		{ "1 250,5", NUM_OK, 1250500000 },
		{ "1\xC2\xA0"
		  "250",
		  NUM_OK, 1250000000 },
		{ "1\xE2\x80\xAF"
		  "250\xE2\x80\xAF"
		  "000 \xE2\x82\xAC",
		  NUM_OK, INT64_C(1250000000000) },
		{ "12 %", NUM_OK, 120000 },
		{ "1 25", NUM_NOT_A_NUMBER, 0 },
	};
	static const struct parse_case swiss[] = {
		{ "CHF 1'250.50", NUM_OK, 1250500000 },
		{ "1\xE2\x80\x99"
		  "250",
		  NUM_OK, 1250000000 },
	};
	static const struct parse_case none[] = {
		{ "1250.5", NUM_OK, 1250500000 },
		{ "1,250", NUM_NOT_A_NUMBER, 0 },
	};

	(void)state;
	check_cases(plain, LEN(plain), NUM_PLAIN);
	check_cases(german, LEN(german), (struct num_style){ ',', '.', false });
	check_cases(french, LEN(french), (struct num_style){ ',', ' ', false });
	check_cases(swiss, LEN(swiss), (struct num_style){ '.', '\'', false });
	check_cases(none, LEN(none), (struct num_style){ '.', 0, false });
}

static void test_num_parse_takes_one_of_each_mark(void **state)
{
	static const struct parse_case cases[] = {
		{ "$5", NUM_OK, 5000000 },
		{ "-$5", NUM_OK, -5000000 },
		{ "$-5", NUM_OK, -5000000 },
		{ "($5)", NUM_OK, -5000000 },
		{ "$(5)", NUM_OK, -5000000 },
		{ "(1,250.50)", NUM_OK, -1250500000 },
		{ "(5 EUR)", NUM_OK, -5000000 },
		{ "\xE2\x82\xAC 5", NUM_OK, 5000000 },
		{ "5\xC2\xA0\xE2\x82\xAC", NUM_OK, 5000000 },
		{ "\xC2\xA3"
		  "5",
		  NUM_OK, 5000000 },
		{ "\xC2\xA5"
		  "5",
		  NUM_OK, 5000000 },
		{ "USD 5", NUM_OK, 5000000 },
		{ "5 chf", NUM_OK, 5000000 },
		{ "5GBP", NUM_OK, 5000000 },
		{ "5%", NUM_OK, 50000 },
		{ "-12.5 %", NUM_OK, -125000 },
		{ "(5%)", NUM_OK, -50000 },
		{ "1.2K", NUM_OK, 1200000000 },
		{ "1.2 k", NUM_OK, 1200000000 },
		{ "3M", NUM_OK, INT64_C(3000000000000) },
		{ "2b", NUM_OK, INT64_C(2000000000000000) },
		{ "$1.2M", NUM_OK, INT64_C(1200000000000) },
		{ "1.2M EUR", NUM_OK, INT64_C(1200000000000) },
		{ "5%%", NUM_NOT_A_NUMBER, 0 },
		{ "5K%", NUM_NOT_A_NUMBER, 0 },
		{ "5KM", NUM_NOT_A_NUMBER, 0 },
		{ "K", NUM_NOT_A_NUMBER, 0 },
		{ "%5", NUM_NOT_A_NUMBER, 0 },
		{ "$5%", NUM_NOT_A_NUMBER, 0 },
		{ "$5 EUR", NUM_NOT_A_NUMBER, 0 },
		{ "$$5", NUM_NOT_A_NUMBER, 0 },
		{ "$", NUM_NOT_A_NUMBER, 0 },
		{ "-$-5", NUM_NOT_A_NUMBER, 0 },
		{ "(-5)", NUM_NOT_A_NUMBER, 0 },
		{ "-(5)", NUM_NOT_A_NUMBER, 0 },
		{ "(5", NUM_NOT_A_NUMBER, 0 },
		{ "5)", NUM_NOT_A_NUMBER, 0 },
		{ "((5))", NUM_NOT_A_NUMBER, 0 },
		{ "()", NUM_NOT_A_NUMBER, 0 },
		{ "5 EURO", NUM_NOT_A_NUMBER, 0 },
		{ "5 people", NUM_NOT_A_NUMBER, 0 },
	};

	(void)state;
	check_cases(cases, LEN(cases), NUM_PLAIN);
}

static void test_num_parse_rounds_half_to_even(void **state)
{
	static const struct parse_case cases[] = {
		{ "0.0000005", NUM_OK, 0 }, /* exactly half: 0 is even */
		{ "0.0000015", NUM_OK, 2 }, /* half: 1 is odd, so 2 */
		{ "0.0000025", NUM_OK, 2 },
		{ "0.00000250000000000000000001", NUM_OK, 3 }, /* more than half, however little */
		{ "0.0000024999999999999999999999999999999999", NUM_OK, 2 },
		{ "-0.0000015", NUM_OK, -2 },
		{ "0.9999995", NUM_OK, 1000000 }, /* 999999 is odd: carries */
		{ "0.00005%", NUM_OK, 0 },        /* 0.5 millionths */
		{ "0.00015%", NUM_OK, 2 },        /* 1.5 */
		{ "0.00025%", NUM_OK, 2 },        /* 2.5 */
		{ "33.33333%", NUM_OK, 333333 },  /* 333333.3 */
		{ "0.0000000005K", NUM_OK, 0 },   /* 0.5 again, of a thousand */
		{ "0.0000000015K", NUM_OK, 2 },
		{ "1.2345678K", NUM_OK, 1234567800 }, /* nothing is rounded before K is applied */
		{ "0.000000000000001B", NUM_OK, 1 },
		{ "0.0000000000000005B", NUM_OK, 0 },
		{ "0.0000000000000015B", NUM_OK, 2 },
	};

	(void)state;
	check_cases(cases, LEN(cases), NUM_PLAIN);
}

/* INT64_MAX is 9223372036854775807: 9223372036854.775807 as an amount. */
static void test_num_parse_says_too_big(void **state)
{
	static const struct parse_case cases[] = {
		{ "9223372036854.775807", NUM_OK, INT64_MAX },
		{ "9,223,372,036,854.775807", NUM_OK, INT64_MAX },
		{ "9223372036854.775808", NUM_TOO_BIG, 0 },
		{ "9223372036854.7758074", NUM_OK, INT64_MAX },
		{ "9223372036854.7758075", NUM_TOO_BIG, 0 }, /* half above an odd one rounds up */
		{ "-9223372036854.775808", NUM_OK, INT64_MIN },
		{ "-9223372036854.775809", NUM_TOO_BIG, 0 },
		{ "922337203685477.5807%", NUM_OK, INT64_MAX },
		{ "9223.372036854775807B", NUM_OK, INT64_MAX },
		{ "9223.372036854775808B", NUM_TOO_BIG, 0 },
		{ "9223372036854", NUM_OK, INT64_C(9223372036854000000) },
		{ "9223372036855", NUM_TOO_BIG, 0 },      /* 13 digits can be too big */
		{ "999999999999999999", NUM_TOO_BIG, 0 }, /* 18 digits */
		{ "999999999999999999B", NUM_TOO_BIG, 0 },
		{ "1234567890123456789", NUM_TOO_BIG, 0 }, /* 19 */
		{ "1234567890123456789012345678901234567890123456789", NUM_TOO_BIG, 0 },
		{ "1234567890123456789x", NUM_NOT_A_NUMBER, 0 },
	};

	(void)state;
	check_cases(cases, LEN(cases), NUM_PLAIN);
}

static void test_num_parse_reads_durations_as_seconds(void **state)
{
	static const struct parse_case cases[] = {
		{ "0:07", NUM_OK, 7000000 },
		{ "01:30", NUM_OK, 90000000 },              /* 60 + 30 */
		{ "90:00", NUM_OK, INT64_C(5400000000) },   /* 90 x 60 */
		{ "1:02:03", NUM_OK, INT64_C(3723000000) }, /* 3600 + 120 + 3 */
		{ "100:00:00", NUM_OK, INT64_C(360000000000) },
		{ "12.5", NUM_OK, 12500000 }, /* seconds */
		{ "1:2", NUM_NOT_A_NUMBER, 0 },
		{ "1:60", NUM_NOT_A_NUMBER, 0 },
		{ "1:60:00", NUM_NOT_A_NUMBER, 0 },
		{ ":30", NUM_NOT_A_NUMBER, 0 },
		{ "1:", NUM_NOT_A_NUMBER, 0 },
		{ "1:02:03:04", NUM_NOT_A_NUMBER, 0 },
		{ "-1:00", NUM_NOT_A_NUMBER, 0 },
		{ "9999999999999:00", NUM_TOO_BIG, 0 },
		{ "9999999999999999999999:00", NUM_TOO_BIG, 0 },
	};

	(void)state;
	check_cases(cases, LEN(cases), (struct num_style){ '.', ',', true });
}

static void test_num_add_size_takes_no_sign_and_holds(void **state)
{
	(void)state;
	assert_int_equal(num_add_size(5, -3), 8);
	assert_int_equal(num_add_size(5, 3), 8);
	assert_int_equal(num_add_size(INT64_MAX - 3, 3), INT64_MAX);
	assert_int_equal(num_add_size(INT64_MAX, INT64_MAX), INT64_MAX);
	assert_int_equal(num_add_size(0, INT64_MIN), INT64_MAX);
}

static void test_num_add_refuses_overflow(void **state)
{
	int64_t sum = UNTOUCHED;

	(void)state;
	assert_false(num_add(INT64_MAX, 1, &sum));
	assert_false(num_add(INT64_MIN, -1, &sum));
	assert_true(sum == UNTOUCHED);
	assert_true(num_add(INT64_MAX, INT64_MIN, &sum));
	assert_true(sum == -1);
}

static void test_num_muldiv_is_exact_and_half_even(void **state)
{
	static const struct {
		int64_t a, b, c;
		bool fits;
		int64_t out;
	} cases[] = {
		{ 10, 3, 4, true, 8 }, /* 7.5 -> 8 */
		{ 5, 1, 2, true, 2 },  /* 2.5 -> 2 */
		{ 7, 1, 2, true, 4 },  /* 3.5 -> 4 */
		{ -5, 1, 2, true, -2 },
		{ 7, -1, 2, true, -4 },
		{ 7, 1, -2, true, -4 },
		{ -7, -1, -2, true, -4 },
		{ -7, 1, -2, true, 4 },
		{ 1, 1, 3, true, 0 },
		{ 2, 1, 3, true, 1 },
		{ 0, -5, 3, true, 0 },
		{ -1, 1, 3, true, 0 },
		{ INT64_MAX, INT64_MAX, INT64_MAX, true, INT64_MAX },
		{ INT64_MIN, INT64_MIN, INT64_MIN, true, INT64_MIN },
		{ INT64_MIN, 1, 1, true, INT64_MIN },
		{ INT64_MIN, -1, 1, false, 0 },
		{ INT64_MIN, 1, -1, false, 0 },
		{ INT64_MAX, 2, 1, false, 0 },
		{ INT64_MAX, 2, 4, true, INT64_C(4611686018427387904) }, /* ...903.5, odd, up */
		{ 1, 1, INT64_MIN, true, 0 },
		{ INT64_C(4611686018427387904), 1, INT64_MIN, true, 0 }, /* -0.5 -> 0 */
		{ 1, 1, 0, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		int64_t out = UNTOUCHED;
		bool fits = num_muldiv(cases[i].a, cases[i].b, cases[i].c, &out);

		if (fits != cases[i].fits || out != (fits ? cases[i].out : UNTOUCHED))
			fail_msg("case %zu: %d, %lld", i, (int)fits, (long long)out);
	}
}

static void test_num_double_is_the_amount(void **state)
{
	(void)state;
	assert_true(num_double(12500000) == 12.5);
	assert_true(num_double(-1) == -1e-6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_num_parse_reads_plain_decimals),
		cmocka_unit_test(test_num_parse_wants_groups_of_three),
		cmocka_unit_test(test_num_parse_takes_one_of_each_mark),
		cmocka_unit_test(test_num_parse_rounds_half_to_even),
		cmocka_unit_test(test_num_parse_says_too_big),
		cmocka_unit_test(test_num_parse_reads_durations_as_seconds),
		cmocka_unit_test(test_num_add_refuses_overflow),
		cmocka_unit_test(test_num_add_size_takes_no_sign_and_holds),
		cmocka_unit_test(test_num_muldiv_is_exact_and_half_even),
		cmocka_unit_test(test_num_double_is_the_amount),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
