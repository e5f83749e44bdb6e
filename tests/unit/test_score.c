/* test_score.c - scores, greys and comparisons of KPIs, worked by hand. */
#include "world.h"

#include <math.h>
#include <string.h>
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

static void test_score_kpi_takes_part_with_a_target_only(void **state)
{
	WORLD;
	struct kpi *k;

	world_goal(w, "grow", NULL);
	world_scored(w, "judged", "grow", 920, 920);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "leads", 92);
	world_kpi(w, "own", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_kpi(w, "own_without_data", "grow", ROLE_EVIDENCE, "shares", NULL);
	k = world_kpi(w, "library_with_data", "grow", ROLE_EVIDENCE, "leads", NULL);
	k->is_library = true;
	k = world_kpi(w, "library_without", "grow", ROLE_EVIDENCE, "shares", NULL);
	k->is_library = true;
	k = world_kpi(w, "library_not_ours", NULL, ROLE_EVIDENCE, "leads", NULL);
	k->is_library = true;
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "judged")->part, PART_TAKES_PART);
	assert_int_equal(world_kpi_outcome(w, "judged")->status, STATUS_GREEN);
	assert_int_equal(world_kpi_outcome(w, "own")->part, PART_WATCHED);
	assert_int_equal(world_kpi_outcome(w, "own")->grey, GREY_NO_TARGET);
	assert_str(world_kpi_outcome(w, "own")->reason, "no target for 2026-Q3");
	assert_str(world_kpi_outcome(w, "own")->lift, "has a target for 2026-Q3");
	assert_int_equal(world_kpi_outcome(w, "own_without_data")->part, PART_IDLE);
	assert_str(world_kpi_outcome(w, "own_without_data")->reason, "no data and no target for 2026-Q3");
	assert_str(world_kpi_outcome(w, "own_without_data")->lift, "has a target for 2026-Q3, and data");
	assert_int_equal(world_kpi_outcome(w, "library_with_data")->part, PART_WATCHED);
	assert_int_equal(world_kpi_outcome(w, "library_without")->part, PART_AVAILABLE);
	assert_int_equal(world_kpi_outcome(w, "library_not_ours")->part, PART_AVAILABLE);
	assert_non_null(world_finding(w, "K301", "own"));
	assert_non_null(world_finding(w, "K301", "library_with_data"));
	assert_null(world_finding(w, "K301", "library_without"));
	assert_null(world_finding(w, "K301", "judged"));
}

static void test_score_none_allowed_needs_no_target_and_neutral_has_no_score(void **state)
{
	WORLD;

	world_goal(w, "safe", NULL);
	world_metric(w, "incidents", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "incidents", 0);
	world_kpi(w, "k_incidents", "safe", ROLE_EVIDENCE, "incidents", NULL)->better = BETTER_NONE_ALLOWED;
	world_scored(w, "mood", "safe", 920, 920)->better = BETTER_NEUTRAL;
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k_incidents")->part, PART_TAKES_PART);
	assert_near(world_kpi_outcome(w, "k_incidents")->score, 100, 0);
	assert_int_equal(world_kpi_outcome(w, "mood")->grey, GREY_NEUTRAL);
	assert_int_equal(world_kpi_outcome(w, "mood")->part, PART_WATCHED);
	assert_near(world_goal_outcome(w, "safe")->coverage, 1, 0); /* the neutral one weighs nothing */
}

static void test_score_of_missing_data_is_grey_not_zero(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "leads", "x", "2026-03-01", 10, 1);
	world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_target(w, "k_leads", "2026-Q3", 10);
	world_judge(w);
	assert_false(world_kpi_outcome(w, "k_leads")->has_score);
	assert_int_equal(world_kpi_outcome(w, "k_leads")->grey, GREY_NO_DATA);
	assert_str(world_kpi_outcome(w, "k_leads")->lift, "is measured again (last: 10 March 2026)");
	assert_non_null(world_finding(w, "K302", "k_leads"));
}

/* Of 92 days the 62 to 31 August are there, the newest 30 days old: stale comes before incomplete. */
static void test_score_greys_have_one_order(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "leads", "x", "2026-07-01", 62, 1);
	world_metric(w, "clicks", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "clicks", "x", "2026-07-01", 62, 1);
	world_put(w, "clicks", "x", "2026-09-24", 7, 1); /* 69 of 92 = 75 % */
	world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_kpi(w, "k_clicks", "grow", ROLE_EVIDENCE, "clicks", NULL);
	world_target(w, "k_leads", "2026-Q3", 10);
	world_target(w, "k_clicks", "2026-Q3", 10);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k_leads")->grey, GREY_STALE);
	assert_true(world_kpi_outcome(w, "k_leads")->figure.is_incomplete);
	assert_non_null(world_finding(w, "K303", "k_leads"));
	assert_int_equal(world_kpi_outcome(w, "k_clicks")->grey, GREY_INCOMPLETE);
	assert_str(world_kpi_outcome(w, "k_clicks")->reason,
	           "69 of 92 expected cells are there (75%, needed 90%)");
	assert_str(world_kpi_outcome(w, "k_clicks")->lift, "has at least 83 of its 92 cells");
	assert_non_null(world_finding(w, "K310", "k_clicks"));
	assert_true(world_kpi_outcome(w, "k_clicks")->figure.has); /* shown, not scored */
}

static void test_score_series_break_is_grey_and_stops_comparison(void **state)
{
	WORLD;
	static struct series_break inside, between, before;
	struct metric *m;

	inside = (struct series_break){ .on = world_day("2026-08-01"), .note = STR("views instead") };
	between = (struct series_break){ .on = world_day("2026-07-01") };
	before = (struct series_break){ .on = world_day("2026-04-01") };
	world_goal(w, "grow", NULL);
	world_scored(w, "broken", "grow", 920, 920);
	m = &w->metrics[w->model.n_metrics - 1];
	m->breaks = &inside;
	m->n_breaks = 1;
	world_put(w, "m_broken", "x", "2026-04-01", 91, 5);
	world_scored(w, "anew", "grow", 920, 920);
	m = &w->metrics[w->model.n_metrics - 1];
	m->breaks = &between;
	m->n_breaks = 1;
	world_put(w, "m_anew", "x", "2026-04-01", 91, 5);
	world_scored(w, "long_ago", "grow", 920, 920);
	m = &w->metrics[w->model.n_metrics - 1];
	m->breaks = &before;
	m->n_breaks = 1;
	world_put(w, "m_long_ago", "x", "2026-04-01", 91, 5);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "broken")->grey, GREY_BREAK);
	assert_str(world_kpi_outcome(w, "broken")->reason,
	           "its definition changed on 1 August 2026: views instead");
	assert_non_null(world_finding(w, "K305", "broken"));
	assert_false(world_kpi_outcome(w, "broken")->has_prior);
	assert_int_equal(world_kpi_outcome(w, "anew")->status, STATUS_GREEN);
	assert_false(world_kpi_outcome(w, "anew")->has_prior); /* the break is the line between them */
	assert_false(world_kpi_outcome(w, "anew")->trend[0].has);
	assert_true(world_kpi_outcome(w, "anew")->trend[1].has);
	assert_true(world_kpi_outcome(w, "long_ago")->has_prior); /* all of Q2 is of the new definition */
}

/* Reach of 60 on x and 50 on y: the people are between 60 and 110. */
static void test_score_bounds_count_by_the_worse_end_if_both_agree(void **state)
{
	WORLD;
	struct metric *m;

	world_goal(w, "grow", NULL);
	m = world_metric(w, "reach", KIND_SOCIAL, LEVEL_OUTCOME);
	m->unit = UNIT_PEOPLE;
	m->over_time = TIME_LAST;
	m->over_parts = PARTS_NONE;
	world_put(w, "reach", "x", "2026-07-01", 92, 60);
	world_put(w, "reach", "y", "2026-07-01", 92, 50);
	world_kpi(w, "sure", "grow", ROLE_EVIDENCE, "reach", NULL);
	world_kpi(w, "unsure", "grow", ROLE_EVIDENCE, "reach", NULL);
	world_target(w, "sure", "2026-Q3", 50)->red_line = (struct amount){ true, 30 * MICRO };
	world_target(w, "unsure", "2026-Q3", 100)->red_line = (struct amount){ true, 80 * MICRO };
	world_judge(w);
	/* at 60: 100/3 x (1 + 30/20) = 83.33; at 110: 100; both green */
	assert_true(world_kpi_outcome(w, "sure")->figure.has_bounds);
	assert_near(world_kpi_outcome(w, "sure")->score, 250.0 / 3, 1e-9);
	assert_int_equal(world_kpi_outcome(w, "sure")->status, STATUS_GREEN);
	/* at 60: 0, red; at 110: 83.33, green */
	assert_int_equal(world_kpi_outcome(w, "unsure")->grey, GREY_CANNOT_ADD);
	assert_str(world_kpi_outcome(w, "unsure")->reason,
	           "its parts cannot be added: between 60 and 110, which have different colours");
	assert_int_equal(world_finding(w, "K306", "sure")->severity, SEV_NOTE);
	assert_int_equal(world_finding(w, "K306", "unsure")->severity, SEV_WARNING);
}

/* 3 x 0.8 = 2.4 is the default red line of a target of 3, either way up. */
static void test_score_kpi_on_its_default_red_line_is_amber(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "m", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_LAST;
	world_put(w, "m", "x", "2026-07-01", 92, 2.4);
	world_metric(w, "n", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_LAST;
	world_put(w, "n", "x", "2026-07-01", 92, 3.6);
	world_kpi(w, "high", "grow", ROLE_EVIDENCE, "m", NULL);
	world_kpi(w, "low", "grow", ROLE_EVIDENCE, "n", NULL)->better = BETTER_LOWER;
	world_target(w, "high", "2026-Q3", 3);
	world_target(w, "low", "2026-Q3", 3);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "high")->status, STATUS_AMBER);
	assert_int_equal(world_kpi_outcome(w, "low")->status, STATUS_AMBER);
	assert_near(world_kpi_outcome(w, "high")->score, 100.0 / 3, 0);
}

/* Reach of 60 on x and 50 on y is between 60 and 110. A band from 70 to 100 has both ends outside, and green
 * between them; one from 60 to 110 holds all of it; one from 200 to 300 lies above all of it. */
static void test_score_bounds_across_a_band_have_no_colour(void **state)
{
	static const struct {
		const char *id;
		double low, high;
		enum status status;
	} cases[] = {
		{ "across", 70, 100, STATUS_GREY },  { "in", 60, 110, STATUS_GREEN },
		{ "below", 200, 300, STATUS_RED },   { "above", 5, 10, STATUS_RED },
		{ "half_in", 70, 120, STATUS_GREY },
	};
	WORLD;
	struct metric *m;

	world_goal(w, "grow", NULL);
	m = world_metric(w, "reach", KIND_SOCIAL, LEVEL_OUTCOME);
	m->unit = UNIT_PEOPLE;
	m->over_time = TIME_LAST;
	m->over_parts = PARTS_NONE;
	world_put(w, "reach", "x", "2026-07-01", 92, 60);
	world_put(w, "reach", "y", "2026-07-01", 92, 50);
	for (size_t i = 0; i < LEN(cases); i++) {
		struct target *t = world_target(w, cases[i].id, "2026-Q3", 0);

		t->target.has = false;
		t->low = (struct amount){ true, llround(cases[i].low * 1e6) };
		t->high = (struct amount){ true, llround(cases[i].high * 1e6) };
		t->tolerance = (struct amount){ true, MICRO };
		world_kpi(w, cases[i].id, "grow", ROLE_EVIDENCE, "reach", NULL)->better = BETTER_BAND;
	}
	world_judge(w);
	for (size_t i = 0; i < LEN(cases); i++)
		assert_int_equal(world_kpi_outcome(w, cases[i].id)->status, cases[i].status);
	assert_int_equal(world_kpi_outcome(w, "across")->grey, GREY_CANNOT_ADD);
	assert_str(world_kpi_outcome(w, "across")->reason,
	           "its parts cannot be added: between 60 and 110, partly in and partly out of its band");
	assert_int_equal(world_finding(w, "K306", "across")->severity, SEV_WARNING);
}

/* Of 46 days up to 15 August none is of the definition that begins on 25 September. */
static void test_score_a_break_after_as_of_hides_nothing_yet(void **state)
{
	WORLD;
	static struct series_break later;

	later = (struct series_break){ .on = world_day("2026-09-25") };
	world_goal(w, "grow", NULL);
	world_scored(w, "views", "grow", 920, 920);
	w->metrics[0].breaks = &later;
	w->metrics[0].n_breaks = 1;
	world_put(w, "m_views", "x", "2026-04-01", 91, 5);
	w->facts.as_of = world_day("2026-08-15");
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "views")->status, STATUS_GREEN);
	assert_true(world_kpi_outcome(w, "views")->has_prior);
	w->facts.as_of = world_day("2026-09-30");
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "views")->grey, GREY_BREAK);
	assert_false(world_kpi_outcome(w, "views")->has_prior);
}

static void test_score_a_ratio_waits_for_the_metric_it_lacks(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "likes", KIND_SOCIAL, LEVEL_OUTCOME);
	world_metric(w, "impressions", KIND_SOCIAL, LEVEL_OUTCOME)->name = STR("Impressions");
	world_metric(w, "visits", KIND_SOCIAL, LEVEL_OUTCOME)->name = STR("Visits");
	world_metric(w, "orders", KIND_SOCIAL, LEVEL_OUTCOME)->name = STR("Orders");
	world_put(w, "likes", "x", "2026-07-01", 92, 1);
	world_put(w, "visits", "x", "2026-03-01", 31, 1);
	world_put(w, "orders", "y", "2026-07-01", 31, 1);
	world_put(w, "orders", "x", "2026-06-01", 30, 1);
	world_kpi(w, "never", "grow", ROLE_EVIDENCE, "likes", "impressions");
	world_kpi(w, "once", "grow", ROLE_EVIDENCE, "likes", "visits");
	world_kpi(w, "elsewhere", "grow", ROLE_EVIDENCE, "likes", "orders");
	world_target(w, "never", "2026-Q3", 1);
	world_target(w, "once", "2026-Q3", 1);
	world_target(w, "elsewhere", "2026-Q3", 1);
	world_judge(w);
	assert_str(world_kpi_outcome(w, "never")->lift, "Impressions is measured");
	assert_str(world_finding(w, "K302", "never")->remedy,
	           "it gets a colour when Impressions is measured");
	assert_str(world_kpi_outcome(w, "once")->lift, "Visits is measured again (last: 31 March 2026)");
	assert_str(world_kpi_outcome(w, "elsewhere")->lift, "Orders is measured where the rest of it is");
	assert_str(world_goal_outcome(w, "grow")->lift, "Impressions is measured");
}

/* 23 of 29 (a single cell each, on the last day): under 30 people. Wilson of 23/29: 61.6 % to 90.2 %. */
static void test_score_small_base_prints_base_and_interval(void **state)
{
	WORLD;
	struct metric *m;

	world_goal(w, "grow", NULL);
	for (int i = 0; i < 2; i++) {
		m = world_metric(w, i ? "respondents" : "agree", KIND_SOCIAL, LEVEL_OUTCOME);
		m->unit = UNIT_PEOPLE;
		m->over_time = TIME_LAST;
	}
	world_put(w, "agree", "x", "2026-09-30", 1, 23);
	world_put(w, "respondents", "x", "2026-09-30", 1, 29);
	world_kpi(w, "trust", "grow", ROLE_EVIDENCE, "agree", "respondents");
	world_target(w, "trust", "2026-Q3", 0.7);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "trust")->grey, GREY_SMALL_BASE);
	assert_str(world_kpi_outcome(w, "trust")->reason,
	           "a base of 29 people, under 30: 23 of 29 is 79.3%, 95% interval 61.6% to 90.2%");
	assert_non_null(world_finding(w, "K313", "trust"));
}

static void test_score_wrong_red_line_is_grey(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_scored(w, "equal", "grow", 920, 920);
	w->rows[w->targets.n - 1].red_line = (struct amount){ true, 920 * MICRO };
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "equal")->grey, GREY_NOT_RIGHT);
	assert_str(world_kpi_outcome(w, "equal")->reason,
	           "its red line 920 is not on the bad side of its target 920");
}

static void test_score_overflow_is_an_error(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "huge", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "huge", "x", "2026-07-01", 92, 9e11); /* 92 x 9e11 is over 9.2e12 */
	world_kpi(w, "k_huge", "grow", ROLE_EVIDENCE, "huge", NULL);
	world_target(w, "k_huge", "2026-Q3", 10);
	world_judge(w);
	assert_int_equal(world_kpi_outcome(w, "k_huge")->grey, GREY_NOT_RIGHT);
	assert_int_equal(world_finding(w, "K307", "k_huge")->severity, SEV_ERROR);
	assert_int_equal(world_finding(w, "K307", "huge")->severity, SEV_ERROR);
}

static void test_score_before_the_end_is_pace(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 920, 920);
	w->facts.as_of = world_day("2026-08-15");
	world_judge(w);
	assert_true(world_kpi_outcome(w, "leads")->is_pace);
	assert_true(world_goal_outcome(w, "grow")->is_pace);
	/* 46 of 92 days: 460 against 460, so still on the target */
	assert_near(world_kpi_outcome(w, "leads")->figure.value, 460, 1e-9);
	assert_near(world_kpi_outcome(w, "leads")->score, 200.0 / 3, 1e-6);
}

/* Q2 has 91 days of 5 = 455, Q3 2025 92 days of 4 = 368. */
static void test_score_prior_is_recomputed_and_marked(void **state)
{
	WORLD;
	const struct kpi_outcome *k;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 920, 920);
	world_target(w, "leads", "2026-Q2", 455);
	world_put(w, "m_leads", "x", "2026-04-01", 91, 5);
	world_put(w, "m_leads", "x", "2025-07-01", 92, 4);
	world_judge(w);
	k = world_kpi_outcome(w, "leads");
	assert_true(k->has_prior && k->prior_is_recomputed);
	assert_near(k->prior, 455, 1e-9);
	assert_true(k->has_prior_score);
	assert_near(k->prior_score, 200.0 / 3, 1e-9);
	assert_true(k->has_last_year && k->last_year_is_recomputed);
	assert_near(k->last_year, 368, 1e-9);
	/* from 2025-Q3, the first with data, to 2026-Q3 */
	assert_int_equal(k->n_trend, 5);
	assert_true(period_eq(k->trend[0].period, world_period("2025-Q3")));
	assert_near(k->trend[0].value, 368, 1e-9);
	assert_false(k->trend[1].has);
	assert_near(k->trend[3].target, 455, 1e-9);
	assert_near(k->trend[4].value, 920, 1e-9);
}

/* Leads begin on 1 March 2026: the first quarter has 31 of its 90 days, the second all 91. */
static void test_score_a_part_of_a_period_is_no_prior(void **state)
{
	WORLD;
	const struct kpi_outcome *k;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 920, 920);
	world_put(w, "m_leads", "x", "2026-03-01", 31 + 91, 5);
	world_judge(w);
	k = world_kpi_outcome(w, "leads");
	assert_true(k->has_prior);
	assert_near(k->prior, 455, 1e-9);
	assert_int_equal(k->n_trend, 3);
	assert_false(k->trend[0].has);
	assert_true(k->trend[1].has && k->trend[2].has);
	w->facts.period = w->facts.prior;
	w->facts.prior = world_period("2026-Q1");
	w->facts.as_of = world_day("2026-06-30");
	world_judge(w);
	assert_false(world_kpi_outcome(w, "leads")->has_prior);
}

/* 9 of 92 days of likes are without impressions: 9.78 %, a remark. 10 of 92: 10.9 %, a warning. Months pair as a
 * whole, so they are September's, for which impressions are missing. */
static void test_score_much_left_out_of_a_ratio_is_a_warning(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	for (int i = 0; i < 2; i++) {
		const char *likes = i == 0 ? "few" : "many", *views = i == 0 ? "few_views" : "many_views";

		world_metric(w, likes, KIND_SOCIAL, LEVEL_OUTCOME);
		world_metric(w, views, KIND_SOCIAL, LEVEL_OUTPUT);
		world_put(w, likes, "x", "2026-07-01", 62, 83 - i); /* July and August: 83 or 82 a day */
		world_put(w, likes, "x", "2026-09-01", 30,
		          (9 + i) * 62 / 30.0); /* and 9 or 10 of 92 of all */
		world_put(w, views, "x", "2026-07-01", 62, 1000);
		world_kpi(w, i == 0 ? "k_few" : "k_many", "grow", ROLE_EVIDENCE, likes, views);
	}
	world_judge(w);
	assert_int_equal(world_finding(w, "K311", "k_few")->severity, SEV_NOTE);
	assert_int_equal(world_finding(w, "K311", "k_many")->severity, SEV_WARNING);
	assert_non_null(strstr(str_z(w->a, world_finding(w, "K311", "k_few")->message), "9.78% of few"));
}

static void test_score_prior_as_reported_under_the_same_definition_only(void **state)
{
	WORLD;
	struct past_kpi was = { .kpi = STR("leads"),
		                .status = STR("amber"),
		                .has_value = true,
		                .value = 450,
		                .has_score = true,
		                .score = 60,
		                .has_target = true,
		                .target = 500 };
	const struct kpi_outcome *k;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 920, 920);
	world_put(w, "m_leads", "x", "2026-04-01", 91, 5);
	world_judge(w);
	was.definition = world_kpi_outcome(w, "leads")->definition;
	w->runs[0] = (struct past_run){
		.period = w->facts.prior, .reported_on = STR("2026-07-05"), .kpis = &was, .n_kpis = 1
	};
	w->past.n = 1;
	world_judge(w);
	k = world_kpi_outcome(w, "leads");
	assert_true(k->has_prior && !k->prior_is_recomputed);
	assert_near(k->prior, 450, 0);
	assert_true(k->has_prior_status && k->prior_status == STATUS_AMBER);
	assert_near(k->trend[0].target, 500, 0);
	was.definition = STR("something else");
	world_judge(w);
	k = world_kpi_outcome(w, "leads");
	assert_true(k->has_prior && k->prior_is_recomputed);
	assert_near(k->prior, 455, 1e-9);
	was.definition = k->definition;
	w->runs[0].reported_on = STR_NONE; /* a draft was reported to nobody */
	world_judge(w);
	assert_true(world_kpi_outcome(w, "leads")->prior_is_recomputed);
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
		WORLD_TEST(test_score_kpi_takes_part_with_a_target_only),
		WORLD_TEST(test_score_none_allowed_needs_no_target_and_neutral_has_no_score),
		WORLD_TEST(test_score_of_missing_data_is_grey_not_zero),
		WORLD_TEST(test_score_greys_have_one_order),
		WORLD_TEST(test_score_series_break_is_grey_and_stops_comparison),
		WORLD_TEST(test_score_bounds_count_by_the_worse_end_if_both_agree),
		WORLD_TEST(test_score_small_base_prints_base_and_interval),
		WORLD_TEST(test_score_wrong_red_line_is_grey),
		WORLD_TEST(test_score_overflow_is_an_error),
		WORLD_TEST(test_score_before_the_end_is_pace),
		WORLD_TEST(test_score_prior_is_recomputed_and_marked),
		WORLD_TEST(test_score_a_part_of_a_period_is_no_prior),
		WORLD_TEST(test_score_much_left_out_of_a_ratio_is_a_warning),
		WORLD_TEST(test_score_prior_as_reported_under_the_same_definition_only),
		cmocka_unit_test(test_score_exact_figures_are_compared_exactly),
		cmocka_unit_test(test_score_rounding_does_not_move_a_figure_over_a_line),
		WORLD_TEST(test_score_kpi_on_its_default_red_line_is_amber),
		WORLD_TEST(test_score_bounds_across_a_band_have_no_colour),
		WORLD_TEST(test_score_a_break_after_as_of_hides_nothing_yet),
		WORLD_TEST(test_score_a_ratio_waits_for_the_metric_it_lacks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
