/* test_judge.c - objectives from KPIs, parents from children, ledgers and the headline. */
#include "world.h"

#include <math.h>

/* By share of the target: 1 is 200/3; 1.1 is 100/3 x (1 + 0.3/0.2) = 250/3; 1.2 is 100; 0.9 is 50;
 * 0.8 is 100/3; 0.7 is 50/3. */
static struct kpi *scored(struct world *w, const char *id, const char *goal, double share, double weight)
{
	struct kpi *k = world_scored(w, id, goal, 92 * share, 92);

	k->weight = weight;
	return k;
}

static struct kpi *no_target(struct world *w, const char *id, const char *goal, double weight)
{
	struct kpi *k = scored(w, id, goal, 1, weight);

	w->targets.n--;
	return k;
}

/* A KPI that takes part and has no data. */
static struct kpi *no_data(struct world *w, const char *id, const char *goal, double weight)
{
	struct kpi *k = world_kpi(w, id, goal, ROLE_EVIDENCE, "nothing", NULL);

	world_target(w, id, "2026-Q3", 92);
	k->weight = weight;
	return k;
}

static double ledger_sum(const struct goal_outcome *g)
{
	double sum = 0;

	for (size_t i = 0; i < g->n_ledger; i++) {
		if (!g->ledger[i].is_hold)
			assert_near(g->ledger[i].points, g->ledger[i].share * g->ledger[i].score, 1e-12);
		sum += g->ledger[i].points;
	}
	return sum;
}

/* (3 x 100 + 1 x 50) / 4 = 87.5; the leading 50/3 stands apart. */
static void test_judge_score_is_the_weighted_mean_of_evidence(void **state)
{
	WORLD;
	const struct goal_outcome *g;

	world_goal(w, "grow", NULL);
	scored(w, "a", "grow", 1.2, 3);
	scored(w, "b", "grow", 0.9, 1);
	scored(w, "c", "grow", 0.7, 5)->role = ROLE_LEADING;
	scored(w, "d", "grow", 0.7, 9)->role = ROLE_DIAGNOSTIC;
	world_judge(w);
	g = world_goal_outcome(w, "grow");
	assert_near(g->score, 87.5, 1e-9);
	assert_int_equal(g->status, STATUS_GREEN);
	assert_near(g->leading, 50.0 / 3, 1e-9);
	assert_near(g->coverage, 1, 0);
	assert_int_equal(g->n_ledger, 2);
	assert_near(g->ledger[0].share, 0.75, 1e-12);
	assert_near(g->ledger[0].points, 75, 1e-9);
	assert_near(ledger_sum(g), g->score, 1e-9);
	assert_int_equal(g->evidence_on_target, 1);
	assert_int_equal(g->evidence_total, 2);
	assert_ptr_equal(g->measured_by, world_kpi_outcome(w, "a"));
	assert_true(g->is_objective);
	assert_int_equal(g->n_kpis, 4);
}

static void test_judge_only_evidence_gives_a_colour(void **state)
{
	WORLD;
	const struct goal_outcome *g;

	world_goal(w, "grow", NULL);
	scored(w, "a", "grow", 1.2, 1)->role = ROLE_LEADING;
	no_target(w, "b", "grow", 1);
	world_judge(w);
	g = world_goal_outcome(w, "grow");
	assert_int_equal(g->status, STATUS_GREY);
	assert_int_equal(g->grey, GREY_NO_OUTCOME);
	assert_false(g->has_score);
	assert_true(g->has_leading);
	assert_str(g->lift, "b has a target for 2026-Q3");
	assert_non_null(world_finding(w, "K205", "grow"));
	assert_null(world_finding(w, "K304", "grow"));
	assert_int_equal(w->o.headline.objectives, 1);
	assert_int_equal(w->o.headline.measured, 0);
}

/* Weight 3 of 5 is scored: exactly the floor of 60 %; 2.9 of 4.9 is 59 %. 0.4 + 1 + 0.7 of 3.5 is 60 % too,
 * and a little less in doubles. */
static void test_judge_coverage_has_a_floor(void **state)
{
	WORLD;

	world_goal(w, "at", NULL);
	world_goal(w, "under", NULL);
	world_goal(w, "sum", NULL);
	scored(w, "a", "at", 1, 3);
	no_data(w, "b", "at", 2);
	scored(w, "e", "sum", 1, 0.4);
	scored(w, "f", "sum", 1, 1);
	scored(w, "g", "sum", 1, 0.7);
	no_data(w, "h", "sum", 0.6);
	no_data(w, "i", "sum", 0.8);
	scored(w, "c", "under", 1, 2.9);
	no_data(w, "d", "under", 2);
	world_judge(w);
	assert_near(world_goal_outcome(w, "at")->coverage, 0.6, 1e-12);
	assert_int_equal(world_goal_outcome(w, "at")->status, STATUS_GREEN);
	assert_true(world_goal_outcome(w, "sum")->coverage < 0.6);
	assert_int_equal(world_goal_outcome(w, "sum")->status, STATUS_GREEN);
	assert_int_equal(world_goal_outcome(w, "under")->grey, GREY_LOW_COVERAGE);
	assert_false(world_goal_outcome(w, "under")->has_score);
	assert_int_equal(world_goal_outcome(w, "under")->n_ledger, 0);
	assert_str(world_goal_outcome(w, "under")->reason,
	           "only 59.2% of its evidence weight is scored (2.9 of 4.9), under 60%");
	assert_str(world_goal_outcome(w, "under")->lift, "d is measured");
	assert_non_null(world_finding(w, "K304", "under"));
	assert_null(world_finding(w, "K304", "at"));
}

/* A watched KPI has no target and weighs nothing. */
static void test_judge_watched_kpis_do_not_count(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	scored(w, "a", "grow", 1, 1);
	no_target(w, "b", "grow", 100);
	world_judge(w);
	assert_near(world_goal_outcome(w, "grow")->coverage, 1, 0);
	assert_int_equal(world_goal_outcome(w, "grow")->status, STATUS_GREEN);
}

/* 0.1 x 200/3 / 0.1 need not be 200/3 in doubles; the mean is taken around the first score. */
static void test_judge_one_kpi_on_target_is_green_whatever_its_weight(void **state)
{
	WORLD;

	world_goal(w, "top", NULL);
	world_goal(w, "grow", "top")->weight = 0.7;
	for (double weight = 0.1; weight < 3; weight += 0.1) {
		w->model.n_kpis = w->model.n_metrics = w->targets.n = 0;
		store_free(w->facts.store);
		w->facts.store = store_new();
		store_begin_file(w->facts.store);
		scored(w, "a", "grow", 1, weight);
		scored(w, "b", "grow", 1, weight / 3);
		world_judge(w);
		assert_int_equal(world_goal_outcome(w, "grow")->status, STATUS_GREEN);
		assert_int_equal(world_goal_outcome(w, "top")->status, STATUS_GREEN);
	}
}

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

static void test_judge_a_grey_critical_kpi_greys_its_goal(void **state)
{
	WORLD;
	const struct goal_outcome *g;

	world_goal(w, "grow", NULL)->rollup = ROLLUP_CRITICAL;
	scored(w, "a", "grow", 1.2, 9);
	no_data(w, "b", "grow", 1)->is_critical = true;
	world_goal(w, "plain", NULL);
	scored(w, "d", "plain", 1.2, 9);
	no_data(w, "e", "plain", 1)->is_critical = true;
	world_judge(w);
	g = world_goal_outcome(w, "grow");
	assert_int_equal(g->status, STATUS_GREY);
	assert_int_equal(g->grey, GREY_CRITICAL);
	assert_str(g->reason, "its critical KPI b is not judged: no value in 2026-Q3");
	assert_str(g->lift, "b is measured");
	assert_non_null(world_finding(w, "K314", "grow"));
	assert_int_equal(world_goal_outcome(w, "plain")->status, STATUS_GREEN);
}

/* grow: a 100, b without a target and critical. To take a target away lifts no hold, of its goal or of those above. */
static void test_judge_a_critical_kpi_without_target_greys_its_goal(void **state)
{
	WORLD;
	const struct goal_outcome *g;

	world_goal(w, "top", NULL)->rollup = ROLLUP_CRITICAL;
	world_goal(w, "grow", "top")->rollup = ROLLUP_CRITICAL;
	scored(w, "a", "grow", 1.2, 9);
	no_target(w, "b", "grow", 1)->is_critical = true;
	world_goal(w, "plain", "top");
	scored(w, "c", "plain", 1.2, 9);
	no_target(w, "d", "plain", 1);
	world_judge(w);
	g = world_goal_outcome(w, "grow");
	assert_int_equal(g->grey, GREY_CRITICAL);
	assert_str(g->reason, "its critical KPI b is not judged: no target for 2026-Q3");
	assert_non_null(world_finding(w, "K314", "grow"));
	assert_int_equal(world_goal_outcome(w, "top")->grey, GREY_CRITICAL);
	assert_int_equal(world_goal_outcome(w, "plain")->status, STATUS_GREEN);
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

/* b had 92 of 92 in Q2 and has no data now. */
static void test_judge_lost_evidence_marks_the_objective_partial(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	scored(w, "a", "grow", 1, 3);
	no_data(w, "b", "grow", 1);
	w->kpis[1].measure = world_sym(w, "was");
	w->kpis[1].reads = &w->kpis[1].measure;
	world_metric(w, "was", KIND_SOCIAL, LEVEL_OUTCOME);
	world_put(w, "was", "x", "2026-04-01", 91, 1);
	world_target(w, "b", "2026-Q2", 91);
	world_goal(w, "whole", NULL); /* scored then and now */
	scored(w, "c", "whole", 1, 1);
	world_put(w, "m_c", "x", "2026-04-01", 91, 1);
	world_target(w, "c", "2026-Q2", 91);
	world_judge(w);
	assert_true(world_goal_outcome(w, "grow")->is_partial);
	assert_int_equal(world_goal_outcome(w, "grow")->status, STATUS_GREEN);
	assert_str(world_goal_outcome(w, "grow")->reason, "partial: b had a score last period");
	assert_true(world_kpi_outcome(w, "c")->has_prior_score);
	assert_false(world_goal_outcome(w, "whole")->is_partial);
}

/* A library objective that no goal has taken is the short way; one that is mapped or switched off is none. */
static void test_judge_goal_without_kpis_is_offered_the_library_s(void **state)
{
	struct objective objectives[3] = { { 0 } };
	WORLD;

	objectives[0].id = world_sym(w, "belonging");
	objectives[1].id = world_sym(w, "credibility");
	objectives[1].is_off = true;
	objectives[2].id = world_sym(w, "talent");
	objectives[2].is_mapped = true;
	world_goal(w, "grow", NULL);
	world_judge(w);
	assert_str(world_finding(w, "K204", "grow")->remedy, "write a KPI with `objective: grow`");
	w->model.objectives = objectives;
	w->model.n_objectives = 3;
	diag_free(w->d);
	w->d = diag_new();
	world_judge(w);
	assert_str(world_finding(w, "K204", "grow")->remedy,
	           "write a KPI with `objective: grow`, or give it the KPIs of one of the library by a line "
	           "`OBJECTIVE: grow` under `objectives:` (belonging)");
}

static void test_judge_evidence_for_two_objectives_is_k207(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_goal(w, "keep", NULL);
	scored(w, "a", "grow", 1, 1);
	world_kpi(w, "b", "keep", ROLE_EVIDENCE, "m_a", NULL);
	scored(w, "c", "grow", 1, 1);
	world_kpi(w, "d", "keep", ROLE_LEADING, "m_c", NULL);
	world_kpi(w, "e", "grow", ROLE_EVIDENCE, "m_c", NULL); /* the same objective twice */
	world_judge(w);
	assert_str(world_finding(w, "K207", "m_a")->message,
	           "m_a is evidence for several objectives: a (grow), b (keep)");
	assert_null(world_finding(w, "K207", "m_c"));
}

/* grow is measured, keep has a leading KPI only: 2 metrics serve, 1 of them a measured goal. */
static void test_judge_headline_counts_what_serves_a_measured_goal(void **state)
{
	WORLD;
	const struct headline *h = &w->o.headline;

	world_goal(w, "grow", NULL);
	world_goal(w, "keep", NULL);
	world_goal(w, "empty", NULL);
	scored(w, "a", "grow", 0.9, 1);
	scored(w, "b", "keep", 1, 1)->role = ROLE_LEADING;
	world_metric(w, "likes", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_give(w, "likes", 92);
	world_judge(w);
	assert_int_equal(h->social_seen, 3);
	assert_int_equal(h->serve, 2);
	assert_int_equal(h->serve_measured, 1);
	assert_int_equal(h->objectives, 3);
	assert_int_equal(h->measured, 1);
	assert_int_equal(h->amber, 1);
	assert_int_equal(h->green + h->red, 0);
}

static void test_judge_goal_prior_is_as_reported(void **state)
{
	WORLD;
	struct past_goal was = {
		.goal = STR("grow"), .status = STR("green"), .has_score = true, .score = 70
	};

	world_goal(w, "grow", NULL);
	scored(w, "a", "grow", 0.9, 1);
	w->runs[0] = (struct past_run){ .period = w->facts.prior, .goals = &was, .n_goals = 1 };
	w->past.n = 1;
	world_judge(w);
	assert_false(world_goal_outcome(w, "grow")->has_prior);
	w->runs[0].reported_on = STR("2026-07-05");
	world_judge(w);
	assert_true(world_goal_outcome(w, "grow")->has_prior);
	assert_int_equal(world_goal_outcome(w, "grow")->prior_status, STATUS_GREEN);
	assert_near(world_goal_outcome(w, "grow")->prior_score, 70, 0);
}

static void test_judge_budget_in_another_currency_is_k312(void **state)
{
	WORLD;
	struct goal *g = world_goal(w, "grow", NULL);

	g->budget = (struct amount){ true, MICRO };
	g->currency = STR("USD");
	g = world_goal(w, "keep", NULL);
	g->budget = (struct amount){ true, MICRO };
	g->currency = STR("EUR");
	world_judge(w);
	assert_non_null(world_finding(w, "K312", "grow"));
	assert_null(world_finding(w, "K312", "keep"));
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

/* calls has data and no role of evidence; leads is evidence of the library that nothing feeds: that is no want of evidence
 * KPIs. Above them no KPI has a target, which is no want of KPIs. */
static void test_grey_reasons_tell_of_kpis_that_stand_ready(void **state)
{
	struct world *w = *state;

	world_goal(w, "company", NULL);
	world_goal(w, "grow", "company");
	world_metric(w, "calls", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, "calls", 92);
	world_kpi(w, "calls_made", "grow", ROLE_LEADING, "calls", NULL);
	world_judge(w);
	assert_str(world_goal_outcome(w, "grow")->reason,
	           "no outcome evidence: no KPI of it is of role evidence");
	assert_str(world_goal_outcome(w, "company")->reason, "no KPI below it has a target");
	assert_int_equal(world_goal_outcome(w, "company")->grey, GREY_NO_OUTCOME);
	world_kpi(w, "leads_won", "grow", ROLE_EVIDENCE, "leads", NULL)->is_library = true;
	world_judge(w);
	assert_str(world_goal_outcome(w, "grow")->reason,
	           "no outcome evidence: its evidence KPIs have neither data nor a target");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_judge_score_is_the_weighted_mean_of_evidence),
		WORLD_TEST(test_judge_only_evidence_gives_a_colour),
		WORLD_TEST(test_judge_coverage_has_a_floor),
		WORLD_TEST(test_judge_watched_kpis_do_not_count),
		WORLD_TEST(test_judge_one_kpi_on_target_is_green_whatever_its_weight),
		WORLD_TEST(test_judge_parents_take_children_and_own_kpis),
		WORLD_TEST(test_judge_worst_is_the_lowest_term),
		WORLD_TEST(test_judge_rollup_of_the_model_is_the_default),
		WORLD_TEST(test_judge_critical_holds_its_goal_and_those_above),
		WORLD_TEST(test_judge_a_grey_critical_kpi_greys_its_goal),
		WORLD_TEST(test_judge_a_critical_kpi_without_target_greys_its_goal),
		WORLD_TEST(test_judge_a_goal_that_went_grey_marks_those_above_partial),
		WORLD_TEST(test_judge_worst_needs_the_coverage_too),
		WORLD_TEST(test_judge_parent_of_grey_children_is_grey),
		WORLD_TEST(test_judge_social_goal_never_has_a_colour),
		WORLD_TEST(test_judge_business_result_and_social_contribution_stand_apart),
		WORLD_TEST(test_judge_lost_evidence_marks_the_objective_partial),
		WORLD_TEST(test_judge_goal_without_kpis_is_offered_the_library_s),
		WORLD_TEST(test_judge_evidence_for_two_objectives_is_k207),
		WORLD_TEST(test_judge_headline_counts_what_serves_a_measured_goal),
		WORLD_TEST(test_judge_goal_prior_is_as_reported),
		WORLD_TEST(test_judge_budget_in_another_currency_is_k312),
		WORLD_TEST(test_grey_reasons_tell_of_kpis_that_stand_ready),
		WORLD_TEST(test_judge_laws_over_random_trees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
