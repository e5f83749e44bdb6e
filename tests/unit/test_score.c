/* test_score.c - the score of a figure against a line or a band, worked by hand. */
#include "world.h"

#include <math.h>
#include "core/verdict.h"

static struct resolved_target line(double target, double red)
{
	return (struct resolved_target){ .has = true, .target = target, .red_line = red };
}

static struct resolved_target band(double low, double high, double tolerance)
{
	return (struct resolved_target){
		.has = true, .is_band = true, .low = low, .high = high, .tolerance = tolerance
	};
}

static void test_score_of_lines_and_bands(void **state)
{
	static const struct {
		const char *why;
		enum better better;
		double value, a, b, tolerance, want; /* a, b: target and red line, or low and high */
	} cases[] = {
		{ "on the target", BETTER_HIGHER, 100, 100, 80, 0, 200.0 / 3 },
		{ "on the red line", BETTER_HIGHER, 80, 100, 80, 0, 100.0 / 3 },
		{ "half way between: 100/3 x 1.5", BETTER_HIGHER, 90, 100, 80, 0, 50 },
		{ "as far beyond as the red line is below", BETTER_HIGHER, 120, 100, 80, 0, 100 },
		{ "far beyond is 100", BETTER_HIGHER, 1e9, 100, 80, 0, 100 },
		{ "one span below the red line is 0", BETTER_HIGHER, 60, 100, 80, 0, 0 },
		{ "far below is 0", BETTER_HIGHER, -1e9, 100, 80, 0, 0 },
		{ "negative target, R = -12", BETTER_HIGHER, -11, -10, -12, 0, 50 },
		{ "lower: 5 days against 4, R = 6", BETTER_LOWER, 5, 4, 6, 0, 50 },
		{ "lower: 2 days is 100", BETTER_LOWER, 2, 4, 6, 0, 100 },
		{ "band: the middle", BETTER_BAND, 15, 10, 20, 2, 100 },
		{ "band: the edge", BETTER_BAND, 10, 10, 20, 2, 200.0 / 3 },
		{ "band: half way in: 200/3 + 100/3 x 0.5", BETTER_BAND, 17.5, 10, 20, 2, 250.0 / 3 },
		{ "band: w/2 outside: 200/3 - 100/6", BETTER_BAND, 21, 10, 20, 2, 50 },
		{ "band: 2w outside is 0", BETTER_BAND, 6, 10, 20, 2, 0 },
		{ "band: default w = 0.2 x 20 = 4, so 2 out is 50", BETTER_BAND, 8, 10, 20, 0, 50 },
		{ "band of one point: on it", BETTER_BAND, 10, 10, 10, 2, 100 },
		{ "none allowed: none", BETTER_NONE_ALLOWED, 0, 0, 0, 0, 100 },
		{ "none allowed: one", BETTER_NONE_ALLOWED, 1, 0, 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct resolved_target t = cases[i].better == BETTER_BAND
		                               ? band(cases[i].a, cases[i].b, cases[i].tolerance)
		                               : line(cases[i].a, cases[i].b);

		print_message("%s\n", cases[i].why);
		assert_near(score_value(cases[i].better, cases[i].value, &t, 0.8), cases[i].want, 1e-9);
	}
}

static void test_score_statuses_are_half_open(void **state)
{
	struct resolved_target t = line(100, 80), b = band(0.1, 0.3, 0);

	(void)state;
	assert_int_equal(score_status(score_value(BETTER_HIGHER, 100, &t, 0.8)), STATUS_GREEN);
	assert_int_equal(score_status(score_value(BETTER_HIGHER, 99.999999, &t, 0.8)), STATUS_AMBER);
	assert_int_equal(score_status(score_value(BETTER_HIGHER, 80, &t, 0.8)), STATUS_AMBER);
	assert_int_equal(score_status(score_value(BETTER_HIGHER, 79.999999, &t, 0.8)), STATUS_RED);
	/* 0.2 - 0.1 and (0.3 - 0.1) / 2 differ in the last bit: the edge is in the band all the same */
	assert_int_equal(score_status(score_value(BETTER_BAND, 0.1, &b, 0.8)), STATUS_GREEN);
	assert_int_equal(score_status(score_value(BETTER_BAND, 0.3, &b, 0.8)), STATUS_GREEN);
}

static struct resolved_target exact_line(int64_t target, int64_t red)
{
	return (struct resolved_target){ .has = true,
		                         .is_exact = true,
		                         .target = num_double(target),
		                         .red_line = num_double(red),
		                         .micro = { .target = target, .red_line = red } };
}

/* On a boundary is the better side, one millionth off it is the worse one, however big the figures: near
 * 9e12 units doubles are 0.002 apart. */
static void test_score_exact_figures_are_compared_exactly(void **state)
{
	static const int64_t targets[] = { 3000000, 100000, 2, INT64_C(9000000000000000005), -3000000 };

	(void)state;
	for (size_t i = 0; i < LEN(targets); i++) {
		int64_t t = targets[i], red = t - (t < 10 && t > 0 ? 1 : 600000);
		struct resolved_target up = exact_line(t, red), down = exact_line(red, t);
		const struct {
			int64_t micro;
			enum status status;
		} cases[] = { { t, STATUS_GREEN }, { red, STATUS_AMBER }, { red - 1, STATUS_RED } };

		for (size_t k = 0; k < 3; k++) {
			struct figure fig = { .has = true,
				              .is_exact = true,
				              .micro = cases[k].micro,
				              .value = num_double(cases[k].micro) };

			assert_int_equal(score_status(score_figure(BETTER_HIGHER, &fig, &up, 0.8)),
			                 cases[k].status);
			fig.micro = red + (t - fig.micro); /* mirrored */
			fig.value = num_double(fig.micro);
			assert_int_equal(score_status(score_figure(BETTER_LOWER, &fig, &down, 0.8)),
			                 cases[k].status);
		}
		if (t - red > 1) {
			struct figure fig = { .has = true, .is_exact = true, .micro = t - 1 };

			fig.value = num_double(t - 1);
			assert_int_equal(score_status(score_figure(BETTER_HIGHER, &fig, &up, 0.8)),
			                 STATUS_AMBER);
		}
	}
}

/* 0.8 x 3 is 2.4000000000000004, 1 - 0.9 is 0.09999999999999998: on the line but for rounding. */
static void test_score_rounding_does_not_move_a_figure_over_a_line(void **state)
{
	struct resolved_target t = line(3, 2.4), tenth = line(0.1, 0.05), b = band(0.2, 0.3, 0.1);

	(void)state;
	assert_int_equal(score_status(score_value(BETTER_HIGHER, 3 - 0.2 * 3, &t, 0.8)), STATUS_AMBER);
	assert_near(score_value(BETTER_HIGHER, 0.8 * 3, &t, 0.8), 100.0 / 3, 0);
	assert_int_equal(score_status(score_value(BETTER_HIGHER, 1 - 0.9, &tenth, 0.8)), STATUS_GREEN);
	assert_int_equal(score_status(score_value(BETTER_HIGHER, 0.1 - 1e-9, &tenth, 0.8)), STATUS_AMBER);
	/* w beyond the edge is the band's red line: 0.3 + 0.1, and 0.2 - 0.1 = 0.1 */
	assert_int_equal(score_status(score_value(BETTER_BAND, 0.4, &b, 0.8)), STATUS_AMBER);
	assert_int_equal(score_status(score_value(BETTER_BAND, 0.1, &b, 0.8)), STATUS_AMBER);
	assert_int_equal(score_status(score_value(BETTER_BAND, 0.4 + 1e-9, &b, 0.8)), STATUS_RED);
	assert_int_equal(score_status(score_value(BETTER_BAND, 0.1 + 0.2, &b, 0.8)), STATUS_GREEN);
}

static double random_amount(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return ((double)(*seed >> 11) / 9007199254740992.0 - 0.5) * pow(10, (double)(*seed % 9));
}

/* At default red lines R = T -+ 0.2 |T|: all signs, both directions. */
static void test_score_of_a_better_value_is_never_lower(void **state)
{
	uint64_t seed = 42;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		double target = random_amount(&seed), v = random_amount(&seed), u = random_amount(&seed);
		double low = v < u ? v : u, high = v < u ? u : v, s_low, s_high;
		struct resolved_target up = line(target, target - 0.2 * fabs(target));
		struct resolved_target down = line(target, target + 0.2 * fabs(target));

		s_low = score_value(BETTER_HIGHER, low, &up, 0.8);
		s_high = score_value(BETTER_HIGHER, high, &up, 0.8);
		assert_true(0 <= s_low && s_low <= s_high && s_high <= 100);
		s_low = score_value(BETTER_LOWER, low, &down, 0.8);
		s_high = score_value(BETTER_LOWER, high, &down, 0.8);
		assert_true(0 <= s_high && s_high <= s_low && s_low <= 100);
	}
}

/* 8 of 20, z = 1.96: mid = (0.4 + 3.8415/40) / (1 + 3.8415/20) = 0.49604/1.19207 = 0.41612;
 * half = 1.96/1.19207 x sqrt(0.24/20 + 3.8415/1600) = 1.64417 x 0.12001 = 0.19731. */
static void test_score_wilson_interval(void **state)
{
	double low, high;

	(void)state;
	verdict_wilson(8, 20, &low, &high);
	assert_near(low, 0.2188, 1e-4);
	assert_near(high, 0.6134, 1e-4);
	verdict_wilson(0, 10, &low, &high);
	assert_near(low, 0, 1e-12);
	assert_near(high, 0.2775, 1e-4); /* z2/(n + z2) = 3.8415/13.8415 */
}

/* Weights 2 and 1, scores 100 and 0: (2 x 100 + 0) / 3 = 200/3, which is the target's line, so green. */
static void test_score_a_mean_on_the_line_is_on_it(void **state)
{
	(void)state;
	assert_int_equal(score_status(score_settle((2.0 / 3) * 100 + (1.0 / 3) * 0)), STATUS_GREEN);
	assert_int_equal(score_status(score_settle(66.66666666666666)), STATUS_GREEN);
	assert_int_equal(score_status(score_settle(33.33333333333333)), STATUS_AMBER);
	assert_int_equal(score_status(score_settle(66.6666)), STATUS_AMBER);
	assert_int_equal(score_status(score_settle(33.3333)), STATUS_RED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_score_a_mean_on_the_line_is_on_it),
		cmocka_unit_test(test_score_of_lines_and_bands),
		cmocka_unit_test(test_score_statuses_are_half_open),
		cmocka_unit_test(test_score_of_a_better_value_is_never_lower),
		cmocka_unit_test(test_score_wilson_interval),
		cmocka_unit_test(test_score_exact_figures_are_compared_exactly),
		cmocka_unit_test(test_score_rounding_does_not_move_a_figure_over_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
