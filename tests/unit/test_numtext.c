/* test_numtext.c - claims about numtext.c. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include "claim.h"
#include "base/num.h"

static void check_text(struct str s, const char *want)
{
	if (!str_is(s, want))
		fail_msg("'%.*s' instead of '%s'", STR_ARG(s), want);
}

static void test_num_text_is_the_shortest_decimal(void **state)
{
	static const struct {
		int64_t micro;
		const char *text;
	} cases[] = {
		{ 0, "0" },
		{ 1250000000, "1250" },
		{ 12500000, "12.5" },
		{ -1, "-0.000001" },
		{ 100, "0.0001" },
		{ -1000000, "-1" },
		{ 10000000, "10" },
		{ 1000001, "1.000001" },
		{ INT64_MAX, "9223372036854.775807" },
		{ INT64_MIN, "-9223372036854.775808" },
	};
	struct arena *a = arena_new(0);

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		int64_t back;

		check_text(num_text(a, cases[i].micro), cases[i].text);
		assert_int_equal(num_parse(str_of(cases[i].text), NUM_PLAIN, &back), NUM_OK);
		assert_true(back == cases[i].micro);
	}
	arena_free(a);
}

static void test_num_text_double_never_shows_an_exponent(void **state)
{
	static const struct {
		double v;
		int digits;
		const char *text;
	} cases[] = {
		{ 0.0, 6, "0" },
		{ -0.0, 6, "0" },
		{ 0.5, 6, "0.5" },
		{ -12.25, 6, "-12.25" },
		{ 66.0 + 2.0 / 3, 4, "66.67" },
		{ 100, 1, "100" },
		{ 123456789, 3, "123000000" },
		{ 999.9996, 6, "1000" },
		{ 0.00012345, 3, "0.000123" },
		{ 1e-10, 5, "0.0000000001" },
		{ 1e21, 17, "1000000000000000000000" },
		{ 0.1, 17, "0.10000000000000001" },
		{ 0.1, 99, "0.10000000000000001" },
		{ 1.5, 0, "2" },
		{ 10.25, 3, "10.2" }, /* exactly half of a last 2: even stays */
		{ 1e15 + 0.5, 17, "1000000000000000.5" },
	};
	struct arena *a = arena_new(0);

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		check_text(num_text_double(a, cases[i].v, cases[i].digits), cases[i].text);
	assert_int_equal(num_text_double(a, DBL_MAX, 17).n, 309);
	assert_true(str_starts(num_text_double(a, DBL_MIN, 3), STR("0.0000000")));
	check_text(num_text_double(a, NAN, 6), "nan");
	check_text(num_text_double(a, -INFINITY, 6), "-inf");
	arena_free(a);
}

/* 17 digits hold every double: reading them back gives the same one. */
static void test_num_text_double_keeps_every_double(void **state)
{
	struct arena *a = arena_new(0);
	uint64_t seed = 42;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		double v;

		seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		v = ldexp((double)(int64_t)seed, (int)(seed >> 60) * 8 - 120);
		assert_true(strtod(str_z(a, num_text_double(a, v, 17)), NULL) == v);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_num_text_is_the_shortest_decimal),
		cmocka_unit_test(test_num_text_double_never_shows_an_exponent),
		cmocka_unit_test(test_num_text_double_keeps_every_double),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
