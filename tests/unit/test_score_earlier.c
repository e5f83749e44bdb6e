/* test_score_earlier.c - KPIs beside their earlier periods: what is compared, breaks, and pace. */
#include "world.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_score_series_break_is_grey_and_stops_comparison),
		WORLD_TEST(test_score_before_the_end_is_pace),
		WORLD_TEST(test_score_prior_is_recomputed_and_marked),
		WORLD_TEST(test_score_a_part_of_a_period_is_no_prior),
		WORLD_TEST(test_score_prior_as_reported_under_the_same_definition_only),
		WORLD_TEST(test_score_a_break_after_as_of_hides_nothing_yet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
