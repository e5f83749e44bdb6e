/* test_bridge.c - what moved a score since the reported run before, worked by hand. */
#include "world.h"

#include <math.h>

/* A KPI of 2026-Q3 with this share of a target of 92; of 2026-Q2 (91 days, target 91) it had another. By share:
 * 1 is 200/3, 1.2 is 100, 0.9 is 50, 0.8 is 100/3, 0.7 is 50/3. */
static struct kpi *moved(struct world *w, const char *id, const char *goal, double then, double now)
{
	struct kpi *k = world_scored(w, id, goal, 92 * now, 92);

	world_put(w, str_z(w->a, str_fmt(w->a, "m_%s", id)), "x", "2026-04-01", 91, then);
	world_target(w, id, "2026-Q2", 91);
	return k;
}

static const struct bridge *judge_bridge(struct world *w, const char *goal)
{
	world_judge(w);
	return &world_goal_outcome(w, goal)->bridge;
}

/* The steps, and that they add up. */
static void steps_are(const struct bridge *b, const struct bridge_step *want, size_t n, int line)
{
	double sum = b->from;

	_assert_true(b->has, "b->has", __FILE__, line);
	_assert_int_equal(b->n_steps, n, __FILE__, line);
	for (size_t i = 0; i < n; i++) {
		_assert_int_equal(b->steps[i].part, want[i].part, __FILE__, line);
		_assert_true(str_eq(b->steps[i].id, want[i].id), want[i].id.p, __FILE__, line);
		claim_near(b->steps[i].points, want[i].points, 1e-9, __FILE__, line);
		sum += b->steps[i].points;
	}
	claim_near(sum, b->to, 1e-9, __FILE__, line);
}
#define STEPS(b, ...)                                             \
	steps_are(b, (const struct bridge_step[]){ __VA_ARGS__ }, \
	          LEN(((const struct bridge_step[]){ __VA_ARGS__ })), __LINE__)
#define STEP(what, name, much)                                  \
	{                                                       \
		.part = what, .id = STR(name), .points = (much) \
	}

/* a (weight 1): 91 of 91 is 200/3; then 101.2 of 110, which is 0.92 of it: red line 88, 100/3 (1 + 13.2/22) =
 * 160/3. The old value 91 against 110 with 88: 100/3 (1 + 3/22) = 2500/66, so the target step is 2500/66 - 200/3 =
 * -950/33, and the value step 160/3 - 2500/66 = 510/33. */
static void test_bridge_parts_target_from_value(void **state)
{
	WORLD;
	const struct bridge *b;

	world_goal(w, "grow", NULL);
	moved(w, "a", "grow", 1, 1.1);
	world_report_q2(w);
	w->rows[0].target = (struct amount){ true, 110 * MICRO };
	b = judge_bridge(w, "grow");
	assert_near(b->from, 200.0 / 3, 1e-9);
	assert_near(b->to, 160.0 / 3, 1e-9);
	STEPS(b, STEP(BRIDGE_TARGET, "a", -950.0 / 33), STEP(BRIDGE_VALUE, "a", 510.0 / 33));
	assert_str(b->steps[0].note, "target 91 -> 110");
	assert_true(b->steps[1].has_was && b->steps[1].has_is);
	assert_near(b->steps[1].was, 91, 0);
	assert_near(b->steps[1].is, 101.2, 1e-9);
}

/* From a 100 and b 50, weights 1, = 75. The target of b goes from 91 to 92: its old 81.9 against 92 and 73.6 scores
 * m = 100/3 (1 + 8.3/18.4). Its weight 1 -> 3: (100 + 3 m) / 4. c appears with 50/3: (100 + 3 m + 50/3) / 5. a, whose
 * target moves nothing any more, goes: (3 m + 50/3) / 4. b rises to 200/3: (200 + 50/3) / 4. */
static void test_bridge_weights_comings_and_goings(void **state)
{
	WORLD;
	const struct bridge *b;
	double b_mid = 100.0 / 3 * (1 + 8.3 / 18.4), from = 75, target = (100 + b_mid) / 2;
	double weight = (100 + 3 * b_mid) / 4, came = (100 + 3 * b_mid + 50.0 / 3) / 5;
	double went = (3 * b_mid + 50.0 / 3) / 4, to = (200 + 50.0 / 3) / 4;

	world_goal(w, "grow", NULL);
	moved(w, "a", "grow", 1.2, 1.2);
	moved(w, "b", "grow", 0.9, 1);
	world_report_q2(w);
	world_scored(w, "c", "grow", 92 * 0.7, 92);
	w->kpis[0].role = ROLE_LEADING;
	w->kpis[1].weight = 3;
	b = judge_bridge(w, "grow");
	assert_near(b->from, from, 1e-9);
	assert_near(b->to, to, 1e-9);
	STEPS(b, STEP(BRIDGE_TARGET, "b", target - from), STEP(BRIDGE_WEIGHT, "b", weight - target),
	      STEP(BRIDGE_APPEARED, "c", came - weight), STEP(BRIDGE_WENT, "a", went - came),
	      STEP(BRIDGE_VALUE, "b", to - went));
	assert_str(b->steps[3].note, "its role is leading now");
}

/* Another measure under the same name: 200/3 to 50 is one step, and no target or value step is drawn. */
static void test_bridge_a_new_definition_is_its_own_step(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	moved(w, "a", "grow", 1, 0.9);
	world_report_q2(w);
	w->kpis[0].where = (struct where){ .channels = (const struct str[]){ STR("x") }, .n_channels = 1 };
	STEPS(judge_bridge(w, "grow"), STEP(BRIDGE_DEFINITION, "a", 50 - 200.0 / 3));
}

/* Nothing in common: a goes, b comes; the score is never of nothing. 100 -> (100 + 50)/2 -> 50. */
static void test_bridge_when_all_is_new(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_goal(w, "keep", NULL);
	moved(w, "a", "grow", 1.2, 1.2);
	world_report_q2(w);
	world_scored(w, "b", "grow", 92 * 0.9, 92);
	w->kpis[0].goal = world_sym(w, "keep");
	STEPS(judge_bridge(w, "grow"), STEP(BRIDGE_APPEARED, "b", -25), STEP(BRIDGE_WENT, "a", -25));
	assert_str(world_goal_outcome(w, "grow")->bridge.steps[1].note, "serves keep now");
	assert_str(world_goal_outcome(w, "keep")->bridge.why_not,
	           "it had no score in Q2 2026: no KPI serves it");
}

/* north 100 -> 50 and south 50 at weights 1 and 1: 75 -> 50; the goal below explains its own score. */
static void test_bridge_of_a_parent_is_by_child(void **state)
{
	WORLD;

	world_goal(w, "top", NULL);
	world_goal(w, "north", "top");
	world_goal(w, "south", "top");
	moved(w, "n", "north", 1.2, 0.9);
	moved(w, "s", "south", 0.9, 0.9);
	world_report_q2(w);
	STEPS(judge_bridge(w, "top"), STEP(BRIDGE_VALUE, "north", -25));
	assert_null(world_goal_outcome(w, "top")->bridge.steps[0].kpi);
}

/* The same share of its target in both quarters: a mean, against 1. */
static struct kpi *steady(struct world *w, const char *id, const char *goal, double share)
{
	struct kpi *k = moved(w, id, goal, share, share);

	w->metrics[w->model.n_metrics - 1].over_time = TIME_MEAN;
	for (size_t i = w->targets.n - 2; i < w->targets.n; i++)
		w->rows[i].target = (struct amount){ true, MICRO };
	return k;
}

/* A parent's own a (weight 2, 100) and b (weight 1, 50) are one term of 1 beside north, 50: ((2 x 100 + 50)/3 + 50)/2 =
 * 200/3. b has no target now: a alone is the term, (100 + 50)/2 = 75. Nobody changed a weight. */
static void test_bridge_a_sibling_that_goes_changes_no_weight(void **state)
{
	WORLD;

	world_goal(w, "top", NULL);
	world_goal(w, "north", "top");
	steady(w, "a", "top", 1.2)->weight = 2;
	steady(w, "b", "top", 0.9);
	steady(w, "n", "north", 0.9);
	world_report_q2(w);
	w->kpis[1].role = ROLE_LEADING;
	STEPS(judge_bridge(w, "top"), STEP(BRIDGE_WENT, "b", 75 - 200.0 / 3));
}

/* a (3, 100) and b (1, 50) are 87.5; then north, 50, comes beside them: (87.5 + 50)/2 = 68.75. In the ledger a and b
 * weigh 3/4 and 1/4 now. */
static void test_bridge_a_first_goal_below_changes_no_weight(void **state)
{
	WORLD;

	world_goal(w, "top", NULL);
	world_goal(w, "north", "top");
	steady(w, "a", "top", 1.2)->weight = 3;
	steady(w, "b", "top", 0.9);
	world_report_q2(w);
	steady(w, "n", "north", 0.9);
	STEPS(judge_bridge(w, "top"), STEP(BRIDGE_APPEARED, "north", 68.75 - 87.5));
}

/* a 100 and north 50, 75; own_weight 3: (3 x 100 + 50)/4 = 87.5. Of a and b, 100 and 50 at 1 and 1, b weighs 3 next. */
static void test_bridge_weights_of_own_kpis_are_those_given(void **state)
{
	WORLD;
	const struct bridge *b;

	world_goal(w, "top", NULL);
	world_goal(w, "north", "top");
	steady(w, "a", "top", 1.2);
	steady(w, "n", "north", 0.9);
	world_report_q2(w);
	w->model.rules.own_weight = 3;
	b = judge_bridge(w, "top");
	STEPS(b, STEP(BRIDGE_WEIGHT, "", 12.5));
	assert_str(b->steps[0].label, "its own KPIs");
	assert_near(b->steps[0].was, 1, 1e-12);
	assert_near(b->steps[0].is, 3, 1e-12);
	w->model.rules.own_weight = 1;
	steady(w, "b", "top", 0.9);
	world_report_q2(w);
	w->kpis[2].weight = 3; /* (100 + 3 x 50)/4 = 62.5 for 75, beside north 50 */
	b = judge_bridge(w, "top");
	STEPS(b, STEP(BRIDGE_WEIGHT, "b", -6.25));
	assert_near(b->steps[0].was, 1, 0);
	assert_near(b->steps[0].is, 3, 0);
}

/* 11 against 5 to 10 without a tolerance: at red_at 0.8 a third is lost over 0.2 x 10 = 2, 200/3 - 100/3 x 1/2 = 50;
 * at 0.5 over 5, 200/3 - 100/3 x 1/5 = 60. */
static void test_bridge_names_the_tolerance_of_a_band(void **state)
{
	WORLD;
	const struct bridge *b;
	struct kpi *k;

	world_goal(w, "grow", NULL);
	k = moved(w, "a", "grow", 11, 11);
	k->better = BETTER_BAND;
	w->metrics[0].over_time = TIME_MEAN;
	for (size_t i = 0; i < 2; i++) {
		w->rows[i].target = (struct amount){ 0 };
		w->rows[i].low = (struct amount){ true, 5 * MICRO };
		w->rows[i].high = (struct amount){ true, 10 * MICRO };
	}
	world_report_q2(w);
	w->model.rules.red_at = 0.5;
	b = judge_bridge(w, "grow");
	STEPS(b, STEP(BRIDGE_TARGET, "a", 10));
	assert_str(b->steps[0].note, "tolerance 2 -> 5");
	w->rows[0].high = w->rows[1].high = (struct amount){ true, 12 * MICRO };
	assert_str(judge_bridge(w, "grow")->steps[0].note, "band 5 to 10 -> 5 to 12");
}

/* Then a 100 and b, 81.9 against 92 and 73.6, m = 100/3 (1 + 8.3/18.4): the mean is held down to m. Now b is 50/3. */
static void test_bridge_says_what_the_rollup_takes(void **state)
{
	WORLD;
	double m = 100.0 / 3 * (1 + 8.3 / 18.4);

	world_goal(w, "grow", NULL)->rollup = ROLLUP_WORST;
	moved(w, "a", "grow", 1.3, 1.3);
	moved(w, "b", "grow", 0.9, 0.7);
	w->rows[1].target = w->rows[3].target = (struct amount){ true, 92 * MICRO }; /* of Q2 */
	world_report_q2(w);
	STEPS(judge_bridge(w, "grow"), STEP(BRIDGE_VALUE, "b", (50.0 / 3 - m) / 2),
	      STEP(BRIDGE_ROLLUP, "", (50.0 / 3 - 100) / 2 - (m - 100) / 2));
	assert_str(world_goal_outcome(w, "grow")->bridge.steps[1].note, "held down by b");
}

static void test_bridge_says_why_there_is_none(void **state)
{
	WORLD;
	const struct bridge *b;

	world_goal(w, "grow", NULL);
	moved(w, "a", "grow", 1, 1);
	b = judge_bridge(w, "grow");
	assert_false(b->has);
	assert_str(b->why_not, "Q2 2026 was not reported");
	world_report_q2(w);
	w->runs[0].reported_on = STR_NONE; /* a draft */
	assert_str(judge_bridge(w, "grow")->why_not, "Q2 2026 was not reported");
	w->runs[0].reported_on = STR("2026-07-03");
	w->runs[0].n_terms = 0;
	assert_str(judge_bridge(w, "grow")->why_not,
	           "Q2 2026 was reported by a version of kpialign that kept no ledger");
	w->runs[0].n_terms = 1;
	w->facts.as_of = world_day("2026-09-29");
	assert_str(judge_bridge(w, "grow")->why_not,
	           "the period is not over: its targets are those of the days so far");
	w->facts.as_of = world_day("2026-09-30");
	assert_true(judge_bridge(w, "grow")->has);
}

static const char *const goal_ids[] = { "g0", "g1", "g2", "g3" };

static void build_random(struct world *w, uint32_t *seed)
{
	for (uint32_t i = 0; i < 4; i++) {
		struct goal *g = world_goal(w, goal_ids[i], i > 0 ? goal_ids[lcg(seed) % i] : NULL);

		g->weight = 1 + lcg(seed) % 3;
	}
	for (int i = 0; i < 10; i++) {
		char id[4] = { 'k', (char)('a' + i), 0 };
		struct kpi *k = moved(w, str_z(w->a, str_of(id)), goal_ids[lcg(seed) % 4],
		                      (double)(lcg(seed) % 160) / 100, (double)(lcg(seed) % 160) / 100);

		k->weight = 1 + lcg(seed) % 4;
		k->is_critical = lcg(seed) % 4 == 0;
	}
}

/* Whatever a strategist may change between two periods. */
static void change_random(struct world *w, uint32_t *seed)
{
	w->model.rules.own_weight = 1 + lcg(seed) % 2;
	for (size_t i = 0; i < w->goals.n; i++) {
		w->all_goals[i].rollup = (enum rollup)(lcg(seed) % ROLLUP__N);
		w->all_goals[i].weight = 1 + lcg(seed) % 3;
	}
	for (size_t i = 0; i < w->model.n_kpis; i++) {
		struct kpi *k = &w->kpis[i];

		if (lcg(seed) % 3 == 0)
			k->weight = 1 + lcg(seed) % 5;
		if (lcg(seed) % 4 == 0)
			k->role = (enum role)(lcg(seed) % ROLE__N);
		if (lcg(seed) % 5 == 0)
			k->goal = world_sym(w, goal_ids[lcg(seed) % 4]);
		if (lcg(seed) % 5 == 0)
			k->unit = UNIT_POINTS; /* another definition */
		if (lcg(seed) % 3 == 0)
			w->rows[2 * i].target.micro += (int64_t)(lcg(seed) % 40) * MICRO;
	}
}

/* A bridge adds up, or says why there is none. */
static void test_bridge_adds_up_over_random_changes(void **state)
{
	uint32_t drawn = 0;

	for (uint32_t round = 0; round < 60; round++) {
		uint32_t seed = round;
		struct world *w;

		world_teardown(state);
		world_setup(state);
		w = *state;
		build_random(w, &seed);
		for (size_t i = 0; i < w->goals.n; i++)
			w->all_goals[i].rollup = (enum rollup)(lcg(&seed) % ROLLUP__N);
		world_report_q2(w);
		change_random(w, &seed);
		world_judge(w);
		for (size_t i = 0; i < w->o.n_goals; i++) {
			const struct bridge *b = &w->o.goals[i].bridge;
			double sum = b->from;

			assert_true(b->has == (b->why_not.n == 0));
			for (size_t k = 0; k < b->n_steps; k++)
				sum += b->steps[k].points;
			if (!b->has)
				continue;
			drawn++;
			assert_near(
			    b->from,
			    past_goal(&w->runs[0], intern_str(w->names, w->o.goals[i].goal->id))->score, 0);
			assert_near(sum, w->o.goals[i].score, 1e-9);
		}
	}
	assert_true(drawn > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_bridge_parts_target_from_value),
		WORLD_TEST(test_bridge_weights_comings_and_goings),
		WORLD_TEST(test_bridge_a_new_definition_is_its_own_step),
		WORLD_TEST(test_bridge_when_all_is_new),
		WORLD_TEST(test_bridge_of_a_parent_is_by_child),
		WORLD_TEST(test_bridge_a_sibling_that_goes_changes_no_weight),
		WORLD_TEST(test_bridge_a_first_goal_below_changes_no_weight),
		WORLD_TEST(test_bridge_weights_of_own_kpis_are_those_given),
		WORLD_TEST(test_bridge_names_the_tolerance_of_a_band),
		WORLD_TEST(test_bridge_says_what_the_rollup_takes),
		WORLD_TEST(test_bridge_says_why_there_is_none),
		WORLD_TEST(test_bridge_adds_up_over_random_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
