/* test_judge.c - an objective from its own KPIs: its score, its colour, what it says of them, and the headline. */
#include "judged.h"

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
		WORLD_TEST(test_judge_a_grey_critical_kpi_greys_its_goal),
		WORLD_TEST(test_judge_a_critical_kpi_without_target_greys_its_goal),
		WORLD_TEST(test_judge_lost_evidence_marks_the_objective_partial),
		WORLD_TEST(test_judge_goal_without_kpis_is_offered_the_library_s),
		WORLD_TEST(test_judge_evidence_for_two_objectives_is_k207),
		WORLD_TEST(test_judge_headline_counts_what_serves_a_measured_goal),
		WORLD_TEST(test_judge_goal_prior_is_as_reported),
		WORLD_TEST(test_judge_budget_in_another_currency_is_k312),
		WORLD_TEST(test_grey_reasons_tell_of_kpis_that_stand_ready),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
