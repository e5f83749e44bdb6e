/* test_strategy.c - claims about lamps, channels, departments and lags. */
#include "world.h"

#define EUR(n) (INT64_C(n) * MICRO)

static const struct strategy *judge(struct world *w)
{
	world_judge(w);
	return &w->o.strategy;
}

static void test_lamps_say_what_an_objective_lacks(void **state)
{
	WORLD;
	struct goal *grow = world_goal(w, "grow", NULL), *trust = world_goal(w, "trust", NULL);
	const struct lamps *l;

	world_scored(w, "k_grow", "grow", 90, 100);
	grow->owner = STR("Head of Sales");
	grow->sponsor = STR("Chair");
	grow->budget = (struct amount){ true, EUR(1) };
	trust->owner = STR("Brand Director");
	world_metric(w, "talk", KIND_SOCIAL, LEVEL_OUTCOME);
	world_kpi(w, "k_talk", "trust", ROLE_EVIDENCE, "talk", NULL);
	world_give(w, "talk", 92);
	l = judge(w)->lamps;
	assert_true(l[0].is_lit && l[0].strategy && l[0].governance && l[0].funding);
	assert_int_equal(l[0].lacks.n, 0);
	assert_true(l[1].is_lit && !l[1].strategy && !l[1].governance && !l[1].funding);
	assert_str(l[1].lacks, "no target on an evidence KPI, no sponsor and no budget");
	assert_null(world_finding(w, "K211", "grow"));
	assert_int_equal(world_finding(w, "K211", "trust")->at.line, 3);
	assert_str(world_finding(w, "K211", "trust")->message,
	           "'trust' has no target on an evidence KPI, no sponsor and no budget");
}

/* A goal above objectives has no lamps; without any evidence KPI the missing target is K205's to say. */
static void test_lamps_are_of_objectives_only(void **state)
{
	WORLD;
	struct goal *all = world_goal(w, "company", NULL), *grow = world_goal(w, "grow", "company");

	(void)all;
	grow->owner = grow->sponsor = STR("A head");
	grow->budget = (struct amount){ true, 0 };
	world_goal(w, "fame", NULL)->kind = KIND_SOCIAL;
	judge(w);
	assert_false(w->o.strategy.lamps[0].is_lit);
	assert_true(w->o.strategy.lamps[1].is_lit && !w->o.strategy.lamps[1].strategy);
	assert_false(w->o.strategy.lamps[2].is_lit);
	assert_null(world_finding(w, "K211", "company"));
	assert_null(world_finding(w, "K211", "grow"));
	assert_null(world_finding(w, "K211", "fame"));
}

/* x: leads linked, likes not: 1 of 2 serves. tiktok: 0 of 1, so K214. ads: spend only, which no goal is asked of. */
static void test_channels_that_serve_nothing_are_named(void **state)
{
	WORLD;
	const struct strategy *s;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_metric(w, "likes", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_money(w, "spend");
	world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_put(w, "leads", "x", "2026-07-01", 92, 1);
	world_put(w, "likes", "x", "2026-07-01", 92, 1);
	world_put(w, "likes", "tiktok", "2026-07-01", 92, 1);
	world_put(w, "spend", "ads", "2026-07-01", 2, 10);
	s = judge(w);
	assert_int_equal(s->n_channels, 3);
	assert_str(intern_str(w->names, s->channels[0].channel), "ads");
	assert_true(s->channels[0].has_spend && s->channels[0].spend == EUR(20)
	            && s->channels[0].metrics == 0);
	assert_str(intern_str(w->names, s->channels[2].channel), "x");
	assert_int_equal(s->channels[2].metrics, 2);
	assert_int_equal(s->channels[2].linked, 1);
	assert_str(s->channels[2].goals, "grow");
	assert_false(s->channels[2].has_spend);
	assert_str(world_finding(w, "K214", "tiktok")->message,
	           "channel tiktok serves no objective: its 1 metric is not linked");
	assert_null(world_finding(w, "K214", "x"));
	assert_null(world_finding(w, "K214", "ads"));
}

static void owned(struct world *w, const char *kpi, const char *department)
{
	world_scored(w, kpi, "grow", 1, 1)->department = str_of(department);
}

/* 3 of 5 is 60%, which is not over 60%; 4 of 6 is 67%, which is. */
static void test_bolted_on_is_over_sixty_percent(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	owned(w, "a", "marketing");
	owned(w, "b", "marketing");
	owned(w, "c", "marketing");
	owned(w, "d", "sales");
	owned(w, "e", "service");
	judge(w);
	assert_null(world_finding(w, "K210", "marketing"));
	owned(w, "f", "marketing");
	judge(w);
	assert_str(world_finding(w, "K210", "marketing")->message,
	           "social is bolted on: marketing owns 4 of the 6 KPIs that link, more than 60%");
}

/* 2 of 4 is 50%, but two departments are fewer than three. A KPI without one is its objective's. */
static void test_bolted_on_is_fewer_than_three_departments(void **state)
{
	WORLD;
	struct goal *g = world_goal(w, "grow", NULL);

	owned(w, "a", "marketing");
	owned(w, "b", "marketing");
	owned(w, "c", "");
	owned(w, "d", "");
	judge(w);
	assert_int_equal(w->o.strategy.linked_kpis, 4);
	assert_non_null(world_finding(w, "K210", "marketing")); /* 2 of the 4, and the only one known */
	g->department = STR("Sales");
	diag_free(w->d);
	w->d = diag_new();
	judge(w);
	assert_str(world_finding(w, "K210", "Sales")->message,
	           "social is bolted on: only Sales and marketing own KPIs that link");
}

/* Four KPIs of three names, one of which may be a slip of another: no department is taken away on a guess. Where the
 * workspace lists two, the third is none. */
static void test_bolted_on_does_not_count_an_unlisted_department(void **state)
{
	const struct str listed[] = { STR("marketing"), STR("sales") };
	WORLD;

	world_goal(w, "grow", NULL);
	owned(w, "a", "marketing");
	owned(w, "b", "sales");
	owned(w, "c", "MARKETING");
	owned(w, "d", "marketting");
	judge(w);
	assert_null(world_finding(w, "K210", "marketing"));
	w->ws.departments = listed;
	w->ws.n_departments = 2;
	diag_free(w->d);
	w->d = diag_new();
	judge(w);
	assert_str(world_finding(w, "K210", "marketing")->message,
	           "social is bolted on: only marketing and sales own KPIs that link");
}

/* Where no department is named nothing is known of it, and nothing said. */
static void test_bolted_on_needs_a_department_somewhere(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	owned(w, "a", "");
	judge(w);
	assert_false(diag_has(w->d, "K210"));
}

static void test_fully_aligned_is_a_note_and_nothing_seen_is_not(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	judge(w);
	assert_false(diag_has(w->d, "K215"));
	world_scored(w, "a", "grow", 1, 1);
	judge(w);
	assert_str(world_finding(w, "K215", "")->message,
	           "all social metrics seen in 2026-Q3 (1) serve a goal: aligned on paper");
	world_metric(w, "likes", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_give(w, "likes", 92);
	diag_free(w->d);
	w->d = diag_new();
	judge(w);
	assert_false(diag_has(w->d, "K215"));
}

/* Default 3 months: 1 July to 30 September is three whole months, one day less is not. */
static void test_campaign_shorter_than_the_lag(void **state)
{
	WORLD;
	struct campaign *c;
	struct kpi *k;

	world_goal(w, "grow", NULL);
	world_metric(w, "clicks", KIND_SOCIAL, LEVEL_OUTTAKE);
	k = world_kpi(w, "k_clicks", "grow", ROLE_LEADING, "clicks", NULL);
	world_give(w, "clicks", 92);
	c = world_campaign(w, "Autumn", "grow");
	c->start = world_day("2026-07-01");
	c->end = world_day("2026-09-30");
	k->lag_months = 3;
	judge(w);
	assert_false(diag_has(w->d, "K216"));
	c->end--;
	judge(w);
	assert_str(
	    world_finding(w, "K216", "Autumn")->message,
	    "'Autumn' runs from 2026-07-01 to 2026-09-29, less than the 3 months that k_clicks moves ahead "
	    "of 'grow'");
	diag_free(w->d);
	w->d = diag_new();
	k->lag_months = 2;
	judge(w);
	assert_false(diag_has(w->d, "K216"));
	k->lag_months = 3;
	k->role = ROLE_EVIDENCE; /* nothing leads: there is no lag to speak of */
	judge(w);
	assert_false(diag_has(w->d, "K216"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_lamps_say_what_an_objective_lacks),
		WORLD_TEST(test_lamps_are_of_objectives_only),
		WORLD_TEST(test_channels_that_serve_nothing_are_named),
		WORLD_TEST(test_bolted_on_is_over_sixty_percent),
		WORLD_TEST(test_bolted_on_is_fewer_than_three_departments),
		WORLD_TEST(test_bolted_on_does_not_count_an_unlisted_department),
		WORLD_TEST(test_bolted_on_needs_a_department_somewhere),
		WORLD_TEST(test_fully_aligned_is_a_note_and_nothing_seen_is_not),
		WORLD_TEST(test_campaign_shorter_than_the_lag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
