/* test_goal_tree.c - goals from those below them, and laws that hold in any tree of goals. */
#include "judged.h"

#include <math.h>

/* north (weight 2) 100, south (weight 1) 50, own 50/3 at weight 1: (200 + 50 + 50/3) / 4 = 200/3; east has no
 * KPI and is no term. */
static void test_judge_parents_take_children_and_own_kpis(void **state)
{
	WORLD;
	const struct goal_outcome *top;

	world_goal(w, "top", NULL);
	world_goal(w, "north", "top")->weight = 2;
	world_goal(w, "south", "top");
	world_goal(w, "east", "top");
	world_goal(w, "west", "top");
	world_goal(w, "wharf", "west");
	scored(w, "n", "north", 1.2, 5);
	scored(w, "s", "south", 0.9, 1);
	scored(w, "own1", "top", 0.7, 3);
	scored(w, "own2", "top", 0.7, 1);
	world_judge(w);
	top = world_goal_outcome(w, "top");
	assert_true(top->is_rollup);
	assert_near(top->score, 200.0 / 3, 1e-9);
	assert_int_equal(top->n_ledger, 4);
	assert_ptr_equal(top->ledger[0].child, world_goal_outcome(w, "north"));
	assert_near(top->ledger[0].share, 0.5, 1e-12);
	assert_ptr_equal(top->ledger[2].kpi, world_kpi_outcome(w, "own1"));
	assert_near(top->ledger[2].share, 3.0 / 16, 1e-12); /* own block 1/4, of it 3/4 */
	assert_near(ledger_sum(top), top->score, 1e-9);
	assert_int_equal(top->n_children, 2);
	assert_int_equal(top->children_red, 0);
	assert_int_equal(top->evidence_total, 4);
	assert_int_equal(top->evidence_on_target, 1);
	assert_ptr_equal(world_goal_outcome(w, "north")->up, top);
	assert_int_equal(world_goal_outcome(w, "north")->depth, 1);
	assert_int_equal(world_goal_outcome(w, "east")->grey, GREY_NO_KPI);
	assert_non_null(world_finding(w, "K204", "east"));
	/* top, north, south have KPIs; east and wharf should have; west only stands above wharf */
	assert_int_equal(w->o.headline.objectives, 5);
	assert_true(world_goal_outcome(w, "wharf")->is_objective);
	assert_false(world_goal_outcome(w, "west")->is_objective);
}

/* (100 + 100 + 50/3) / 3 = 650/9 by weight; the worst is 50/3, and the hold takes off 50/3 - 650/9 = -500/9. */
static void test_judge_worst_is_the_lowest_term(void **state)
{
	WORLD;
	const struct goal_outcome *g;
	const struct ledger_term *hold;

	world_goal(w, "grow", NULL)->rollup = ROLLUP_WORST;
	scored(w, "a", "grow", 1.2, 1);
	scored(w, "b", "grow", 1.2, 1);
	scored(w, "c", "grow", 0.7, 1);
	world_judge(w);
	g = world_goal_outcome(w, "grow");
	hold = outcome_hold(g);
	assert_near(g->score, 50.0 / 3, 1e-9);
	assert_int_equal(g->status, STATUS_RED);
	assert_int_equal(g->n_ledger, 4);
	assert_non_null(hold);
	assert_near(hold->points, -500.0 / 9, 1e-9);
	assert_ptr_equal(hold->kpi, world_kpi_outcome(w, "c"));
	assert_near(ledger_sum(g), g->score, 1e-9);
	assert_str(g->reason, "held down from 72.22 to 16.67 by c, its lowest part (roll-up: worst)");
}

/* The model's roll-up holds for goals that say none; where all terms are equal nothing is held. */
static void test_judge_rollup_of_the_model_is_the_default(void **state)
{
	WORLD;

	w->model.rules.rollup = ROLLUP_WORST;
	world_goal(w, "held", NULL);
	scored(w, "a", "held", 1.2, 3);
	scored(w, "b", "held", 0.9, 1);
	world_goal(w, "mean", NULL)->rollup = ROLLUP_WEIGHTED;
	scored(w, "c", "mean", 1.2, 3);
	scored(w, "d", "mean", 0.9, 1);
	world_goal(w, "equal", NULL);
	scored(w, "e", "equal", 0.9, 3);
	scored(w, "f", "equal", 0.9, 1);
	world_judge(w);
	assert_near(world_goal_outcome(w, "held")->score, 50, 1e-9);
	assert_near(world_goal_outcome(w, "mean")->score, 87.5, 1e-9);
	assert_null(outcome_hold(world_goal_outcome(w, "mean")));
	assert_near(world_goal_outcome(w, "equal")->score, 50, 1e-9);
	assert_null(outcome_hold(world_goal_outcome(w, "equal")));
}

/* grow: (3 x 100 + 1 x 50) / 4 = 87.5, held to 50 by its critical b. top, critical too: children grow 50 and
 * else 50/3 make 100/3, which is under b's 50: not held. above: own 100 and top 100/3 make 200/3, held to 50 by b
 * two goals below. wide: as weighted, its child's critical KPI holds nothing. */
static void test_judge_critical_holds_its_goal_and_those_above(void **state)
{
	WORLD;
	const struct goal_outcome *above;

	world_goal(w, "wide", NULL);
	world_goal(w, "above", "wide")->rollup = ROLLUP_CRITICAL;
	world_goal(w, "top", "above")->rollup = ROLLUP_CRITICAL;
	world_goal(w, "grow", "top")->rollup = ROLLUP_CRITICAL;
	world_goal(w, "else", "top");
	scored(w, "a", "grow", 1.2, 3);
	scored(w, "b", "grow", 0.9, 1)->is_critical = true;
	scored(w, "c", "else", 0.7, 1);
	scored(w, "own", "above", 1.2, 1);
	scored(w, "lead", "grow", 0.7, 1)->role = ROLE_LEADING; /* no evidence: holds nothing */
	w->kpis[4].is_critical = true;
	world_judge(w);
	above = world_goal_outcome(w, "above");
	assert_near(world_goal_outcome(w, "grow")->score, 50, 1e-9);
	assert_near(world_goal_outcome(w, "top")->score, 100.0 / 3, 1e-9);
	assert_null(outcome_hold(world_goal_outcome(w, "top")));
	assert_near(above->score, 50, 1e-9);
	assert_ptr_equal(outcome_hold(above)->kpi, world_kpi_outcome(w, "b"));
	assert_near(ledger_sum(above), above->score, 1e-9);
	assert_near(world_goal_outcome(w, "wide")->score, 50, 1e-9);
	assert_null(outcome_hold(world_goal_outcome(w, "wide")));
}

/* south was red in the reported Q2 and has no data now: top, the worst of north and south, is better only for that. */
static void test_judge_a_goal_that_went_grey_marks_those_above_partial(void **state)
{
	WORLD;
	const struct past_goal then[] = {
		{ .goal = STR("top"), .status = STR("red"), .has_score = true },
		{ .goal = STR("north"), .status = STR("green"), .has_score = true, .score = 100 },
		{ .goal = STR("south"), .status = STR("red"), .has_score = true },
	};

	world_goal(w, "top", NULL)->rollup = ROLLUP_WORST;
	world_goal(w, "north", "top")->weight = 3;
	world_goal(w, "south", "top");
	scored(w, "a", "north", 1.2, 1);
	no_target(w, "b", "south", 1);
	w->runs[0] = (struct past_run){ .period = world_period("2026-Q2"),
		                        .reported_on = STR("2026-07-03"),
		                        .goals = then,
		                        .n_goals = 3 };
	w->past.n = 1;
	world_judge(w);
	assert_near(world_goal_outcome(w, "top")->score, 100, 1e-9);
	assert_true(world_goal_outcome(w, "top")->is_partial);
	assert_str(world_goal_outcome(w, "top")->reason, "partial: south had a score last period");
	assert_false(world_goal_outcome(w, "north")->is_partial);
}

/* Floors as ever: 1 of 3 is scored. */
static void test_judge_worst_needs_the_coverage_too(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL)->rollup = ROLLUP_WORST;
	scored(w, "a", "grow", 1.2, 1);
	no_data(w, "b", "grow", 2);
	world_judge(w);
	assert_int_equal(world_goal_outcome(w, "grow")->grey, GREY_LOW_COVERAGE);
}

static void test_judge_parent_of_grey_children_is_grey(void **state)
{
	WORLD;
	const struct goal_outcome *top;

	world_goal(w, "top", NULL);
	world_goal(w, "north", "top");
	world_goal(w, "south", "top");
	scored(w, "n", "north", 0.7, 1);
	no_data(w, "s", "south", 1);
	world_judge(w);
	top = world_goal_outcome(w, "top");
	assert_near(top->coverage, 0.5, 0);
	assert_int_equal(top->grey, GREY_LOW_COVERAGE);
	assert_str(top->lift, "south has a colour");
	assert_int_equal(top->children_red, 1);
	assert_int_equal(top->children_grey, 1);
}

static void test_judge_social_goal_never_has_a_colour(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_goal(w, "fans", "grow")->kind = KIND_SOCIAL;
	scored(w, "a", "fans", 1.2, 1);
	world_judge(w);
	assert_int_equal(world_goal_outcome(w, "fans")->status, STATUS_GREY);
	assert_false(world_goal_outcome(w, "fans")->is_objective);
	assert_near(world_goal_outcome(w, "grow")->score, 100, 1e-9);
	assert_false(world_goal_outcome(w, "grow")->is_rollup);
	assert_int_equal(w->o.headline.objectives, 1);
	assert_ptr_equal(world_kpi_outcome(w, "a")->goal, &w->all_goals[0]);
	assert_ptr_equal(world_kpi_outcome(w, "a")->own_goal, &w->all_goals[1]);
}

/* Business result (1 x 100 + 1 x 50) / 2 = 75; social contribution 50/3. */
static void test_judge_business_result_and_social_contribution_stand_apart(void **state)
{
	WORLD;

	world_goal(w, "both", NULL);
	scored(w, "a", "both", 1.2, 1);
	w->metrics[0].kind = KIND_BUSINESS;
	scored(w, "b", "both", 0.9, 1);
	w->metrics[1].kind = KIND_BUSINESS;
	scored(w, "c", "both", 0.7, 1);
	world_goal(w, "alone", NULL);
	scored(w, "d", "alone", 1.2, 1);
	w->metrics[3].kind = KIND_BUSINESS;
	world_judge(w);
	assert_near(world_goal_outcome(w, "both")->business, 75, 1e-9);
	assert_near(world_goal_outcome(w, "both")->social, 50.0 / 3, 1e-9);
	assert_null(world_finding(w, "K213", "both"));
	assert_true(world_goal_outcome(w, "alone")->has_business);
	assert_false(world_goal_outcome(w, "alone")->has_social);
	assert_str(world_goal_outcome(w, "alone")->reason, "social's part not measured");
	assert_non_null(world_finding(w, "K213", "alone"));
}

static const char *const goal_ids[] = { "g0", "g1", "g2", "g3", "g4", "g5" };

/* Six goals in a random tree, twelve random KPIs. The scores and statuses go to *before. */
static void build_random(struct world *w, uint32_t *seed)
{
	for (uint32_t i = 0; i < 6; i++) {
		struct goal *g = world_goal(w, goal_ids[i], i > 0 ? goal_ids[lcg(seed) % i] : NULL);

		g->weight = 1 + lcg(seed) % 3;
		g->kind = lcg(seed) % 6 == 0 ? KIND_SOCIAL : KIND_BUSINESS;
		g->rollup = (enum rollup)(lcg(seed) % ROLLUP__N);
	}
	for (int i = 0; i < 12; i++) {
		char id[4] = { 'k', (char)('a' + i), 0 };
		const char *goal = goal_ids[lcg(seed) % 6];
		double weight = 1 + lcg(seed) % 4;
		struct kpi *k = lcg(seed) % 5 == 0 ? no_data(w, str_z(w->a, str_of(id)), goal, weight)
		                                   : scored(w, str_z(w->a, str_of(id)), goal,
		                                            (double)(lcg(seed) % 160) / 100, weight);

		k->role = (enum role)(lcg(seed) % ROLE__N);
		k->is_critical = lcg(seed) % 4 == 0;
	}
}

static void check_laws(const struct world *w)
{
	for (size_t i = 0; i < w->o.n_goals; i++) {
		const struct goal_outcome *g = &w->o.goals[i];

		assert_true(g->has_score == (g->status != STATUS_GREY));
		assert_true(g->has_score == (g->grey == GREY_NOT));
		assert_true(g->has_score || (g->reason.n > 0 && g->lift.n > 0));
		if (!g->has_score)
			continue;
		assert_true(g->score >= 0 && g->score <= 100);
		assert_true(g->evidence_total > 0); /* no evidence, no colour */
		assert_true(g->coverage >= 0.6 - 1e-9);
		assert_near(ledger_sum(g), g->score, 1e-9);
	}
}

static void test_judge_laws_over_random_trees(void **state)
{
	for (uint32_t round = 0; round < 40; round++) {
		enum status before[6];
		uint32_t seed = round;
		struct world *w;

		world_teardown(state);
		world_setup(state);
		w = *state;
		build_random(w, &seed);
		world_judge(w);
		check_laws(w);
		for (int i = 0; i < 6; i++)
			before[i] = w->o.goals[i].status;
		world_goal(w, "empty", goal_ids[lcg(&seed) % 6]);
		world_judge(w);
		for (int i = 0; i < 6; i++) /* an empty goal greys nothing */
			assert_int_equal(w->o.goals[i].status, before[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_judge_parents_take_children_and_own_kpis),
		WORLD_TEST(test_judge_worst_is_the_lowest_term),
		WORLD_TEST(test_judge_rollup_of_the_model_is_the_default),
		WORLD_TEST(test_judge_critical_holds_its_goal_and_those_above),
		WORLD_TEST(test_judge_a_goal_that_went_grey_marks_those_above_partial),
		WORLD_TEST(test_judge_worst_needs_the_coverage_too),
		WORLD_TEST(test_judge_parent_of_grey_children_is_grey),
		WORLD_TEST(test_judge_social_goal_never_has_a_colour),
		WORLD_TEST(test_judge_business_result_and_social_contribution_stand_apart),
		WORLD_TEST(test_judge_laws_over_random_trees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
