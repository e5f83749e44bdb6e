/* test_map.c - every metric in exactly one state, and why. */
#include "world.h"

#include <math.h>

static void test_map_linked_by_evidence_and_leading_not_by_diagnostic(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_metric(w, "clicks", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_metric(w, "posts", KIND_SOCIAL, LEVEL_ACTIVITY);
	world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_kpi(w, "k_clicks", "grow", ROLE_LEADING, "clicks", NULL);
	world_kpi(w, "k_posts", "grow", ROLE_DIAGNOSTIC, "posts", NULL);
	world_give(w, "leads", 92);
	world_give(w, "clicks", 92);
	world_give(w, "posts", 92);
	world_map(w);
	assert_int_equal(world_state(w, "leads")->state, STATE_LINKED);
	assert_str(world_state(w, "leads")->because, "measured by k_leads, which serves grow");
	assert_int_equal(world_state(w, "clicks")->state, STATE_LINKED);
	assert_int_equal(world_state(w, "posts")->state, STATE_UNLINKED);
	assert_str(world_state(w, "posts")->because, "only a diagnostic KPI measures it: k_posts");
	assert_int_equal(w->o.headline.social_seen, 3);
	assert_int_equal(w->o.headline.serve, 2);
}

static void test_map_metric_below_the_line_stays_unlinked_and_says_so(void **state)
{
	WORLD;
	struct metric *m;

	world_goal(w, "grow", NULL);
	m = world_metric(w, "impressions", KIND_SOCIAL, LEVEL_OUTPUT);
	m->no_goal_because = STR("a by-product");
	m->ask_instead = STR("leads_social");
	m->no_goal_at = (struct place){ STR("model.yaml"), 7, 5, STR_NONE };
	world_metric(w, "link_clicks", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_kpi(w, "ctr", "grow", ROLE_LEADING, "link_clicks", "impressions");
	world_give(w, "impressions", 92);
	world_give(w, "link_clicks", 92);
	world_map(w);
	assert_int_equal(world_state(w, "impressions")->state, STATE_UNLINKED);
	assert_str(world_state(w, "impressions")->base_of, "ctr");
	assert_str(world_state(w, "impressions")->because, "a by-product");
	assert_str(world_state(w, "impressions")->ask_instead, "leads_social");
	assert_int_equal(world_state(w, "link_clicks")->state, STATE_LINKED);
	assert_non_null(world_finding(w, "K201", "impressions"));
	assert_int_equal(world_finding(w, "K201", "impressions")->at.line, 7);
	assert_str(world_finding(w, "K201", "impressions")->remedy, "ask instead for leads_social");
	assert_null(world_finding(w, "K201", "link_clicks"));
}

static void test_map_cost_per_lead_measures_leads_and_never_the_input(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_metric(w, "spend", KIND_SOCIAL, LEVEL_INPUT);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_kpi(w, "cost_per_lead", "grow", ROLE_EVIDENCE, "spend", "leads");
	world_give(w, "spend", 92);
	world_give(w, "leads", 92);
	world_map(w);
	assert_int_equal(world_state(w, "leads")->state, STATE_LINKED);
	assert_int_equal(world_state(w, "leads")->base_of.n, 0);
	assert_int_equal(world_state(w, "spend")->state, STATE_CONTEXT);
}

static void test_map_banned_and_unknown_come_before_any_link(void **state)
{
	WORLD;
	struct metric *m;
	struct name_pair aliases[1];

	world_goal(w, "grow", NULL);
	m = world_metric(w, "media_value", KIND_SOCIAL, LEVEL_OUTPUT);
	m->banned_because = STR("no value");
	world_metric(w, "impressions", KIND_SOCIAL, LEVEL_OUTPUT);
	world_kpi(w, "k_value", "grow", ROLE_LEADING, "media_value", NULL);
	world_kpi(w, "k_odd", "grow", ROLE_LEADING, "impresions", NULL);
	aliases[0] = (struct name_pair){ STR("post_impressions"), world_sym(w, "impressions") };
	w->model.aliases = aliases;
	w->model.n_aliases = 1;
	world_give(w, "media_value", 92);
	world_give(w, "impresions", 92);
	world_map(w);
	assert_int_equal(world_state(w, "media_value")->state, STATE_BANNED);
	assert_non_null(world_finding(w, "K208", "media_value"));
	assert_int_equal(world_state(w, "impresions")->state, STATE_UNKNOWN);
	assert_str(world_state(w, "impresions")->because, "not in the model; nearest: impressions");
	assert_str(world_finding(w, "K202", "impresions")->remedy,
	           "if it is impressions, add to the model's metrics: impressions: {aliases: [impresions]}; "
	           "else give it an entry of its own");
	assert_int_equal(w->o.headline.social_seen, 2);
	assert_int_equal(w->o.headline.serve, 0);
}

/* linkedin has 92 cells and serves, x has 10 and does not: all 102 cells count as unlinked. */
static void test_map_partly_linked_counts_as_unlinked(void **state)
{
	WORLD;
	static const struct str channels[] = { { "linked*", 7 } };
	struct kpi *k;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	k = world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	k->where.channels = channels;
	k->where.n_channels = 1;
	world_put(w, "leads", "linkedin", "2026-07-01", 92, 1);
	world_put(w, "leads", "x", "2026-07-01", 10, 1);
	world_map(w);
	assert_int_equal(world_state(w, "leads")->state, STATE_UNLINKED);
	assert_true(world_state(w, "leads")->is_partial);
	assert_str(world_state(w, "leads")->parts, "linkedin: k_leads; x: nothing");
	assert_int_equal(world_state(w, "leads")->n_series, 2);
	assert_int_equal(w->o.series[0].state, STATE_LINKED);
	assert_int_equal(w->o.series[1].state, STATE_UNLINKED);
	assert_int_equal(w->o.headline.cells_state[STATE_UNLINKED], 102);
	assert_non_null(world_finding(w, "K212", "leads"));
	assert_null(world_finding(w, "K201", "leads"));
}

/* The x series has cells last quarter only: what is not seen does not count against the metric. */
static void test_map_series_not_seen_this_period_do_not_split_a_metric(void **state)
{
	WORLD;
	static const struct str channels[] = { { "linkedin", 8 } };
	struct kpi *k;

	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	k = world_kpi(w, "k_leads", "grow", ROLE_EVIDENCE, "leads", NULL);
	k->where.channels = channels;
	k->where.n_channels = 1;
	world_put(w, "leads", "linkedin", "2026-07-01", 92, 1);
	world_put(w, "leads", "x", "2026-05-01", 10, 1);
	world_map(w);
	assert_int_equal(world_state(w, "leads")->state, STATE_LINKED);
	assert_int_equal(world_state(w, "leads")->prior_cells, 10);
}

static void test_map_social_goal_counts_under_its_business_ancestor(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_goal(w, "fans", "grow")->kind = KIND_SOCIAL;
	world_goal(w, "buzz", NULL)->kind = KIND_SOCIAL;
	world_metric(w, "mentions", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_metric(w, "shares", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_kpi(w, "k_mentions", "fans", ROLE_LEADING, "mentions", NULL);
	world_kpi(w, "k_shares", "buzz", ROLE_LEADING, "shares", NULL);
	world_give(w, "mentions", 92);
	world_give(w, "shares", 92);
	world_map(w);
	assert_int_equal(world_state(w, "mentions")->state, STATE_LINKED);
	assert_ptr_equal(world_state(w, "mentions")->goal, &w->all_goals[0]);
	assert_int_equal(world_state(w, "shares")->state, STATE_UNLINKED);
	assert_str(world_state(w, "shares")->because, "measured by k_shares, which serves no business goal");
	assert_non_null(world_finding(w, "K206", "buzz"));
	assert_null(world_finding(w, "K206", "fans"));
}

static void test_map_business_metrics_no_kpi_uses_stay_outside_the_headline(void **state)
{
	WORLD;
	struct kpi *k;

	world_goal(w, "grow", NULL);
	world_metric(w, "revenue", KIND_BUSINESS, LEVEL_IMPACT);
	world_metric(w, "returns", KIND_BUSINESS, LEVEL_OUTCOME);
	world_metric(w, "offers", KIND_BUSINESS, LEVEL_OUTCOME);
	world_kpi(w, "k_revenue", "grow", ROLE_EVIDENCE, "revenue", NULL);
	k = world_kpi(w, "k_returns", NULL, ROLE_EVIDENCE, "returns", NULL);
	k->is_library = true; /* a library KPI of an objective that is not ours uses nothing */
	world_kpi(w, "k_offers", "grow", ROLE_EVIDENCE, "revenue", "offers");
	world_give(w, "revenue", 92);
	world_give(w, "returns", 92);
	world_give(w, "offers", 92);
	world_map(w);
	assert_int_equal(world_state(w, "revenue")->state, STATE_LINKED);
	assert_int_equal(world_state(w, "returns")->state, STATE_UNUSED);
	assert_int_equal(world_state(w, "offers")->state, STATE_UNLINKED);
	assert_int_equal(w->o.headline.social_seen, 0);
	assert_int_equal(w->o.headline.metrics_seen, 3);
}

static void test_map_metric_that_stopped_is_k302(void **state)
{
	WORLD;

	world_metric(w, "saves", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_metric(w, "old", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_put(w, "saves", "x", "2026-06-01", 30, 1);
	world_put(w, "old", "x", "2025-06-01", 30, 1);
	world_map(w);
	assert_int_equal(world_state(w, "saves")->cells, 0);
	assert_int_equal(world_state(w, "saves")->prior_cells, 30);
	assert_int_equal(world_state(w, "saves")->last_day, world_day("2026-06-30"));
	assert_non_null(world_finding(w, "K302", "saves"));
	assert_null(world_finding(w, "K302", "old"));
	assert_int_equal(w->o.headline.metrics_seen, 0);
}

static void test_map_cells_after_as_of_are_not_seen(void **state)
{
	WORLD;

	world_metric(w, "saves", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_put(w, "saves", "x", "2026-07-01", 92, 1);
	w->facts.as_of = world_day("2026-07-10");
	world_map(w);
	assert_int_equal(world_state(w, "saves")->cells, 10); /* 1 to 10 July */
	assert_int_equal(w->o.headline.cells_seen, 10);
}

static void test_map_prior_headline_is_that_of_the_reported_run_only(void **state)
{
	WORLD;
	const struct past_metric metrics[] = {
		{ STR("a"), STR("social"), STR("linked"), 5 },
		{ STR("b"), STR("social"), STR("unlinked"), 5 },
		{ STR("c"), STR("social"), STR("linked"), 0 },   /* not seen then */
		{ STR("d"), STR("business"), STR("linked"), 5 }, /* outside the headline */
	};

	w->runs[0] = (struct past_run){ .period = w->facts.prior, .metrics = metrics, .n_metrics = 4 };
	w->past.n = 1;
	world_map(w);
	assert_false(w->o.headline.has_prior); /* a draft */
	w->runs[0].reported_on = STR("2026-07-05");
	world_map(w);
	assert_true(w->o.headline.has_prior);
	assert_int_equal(w->o.headline.prior_seen, 2);
	assert_int_equal(w->o.headline.prior_serve, 1);
}

/* Random models: the states add up to all that was seen, and never more is linked than measured. */
static void test_map_states_add_up_over_random_worlds(void **state)
{
	uint32_t seed = 7;

	for (int round = 0; round < 40; round++) {
		struct world *w;
		uint64_t cells = 0, given = 0;
		uint32_t metrics = 0;

		world_teardown(state);
		world_setup(state);
		w = *state;
		world_goal(w, "grow", NULL);
		for (int i = 0; i < 12; i++) {
			char name[8] = { 'm', (char)('a' + i), 0 }, kpi[8] = { 'k', (char)('a' + i), 0 };
			uint32_t r = seed = seed * 1664525u + 1013904223u;
			int n = (int)(r >> 8 & 63);

			if (r >> 14 & 3)
				world_metric(w, name, (enum kind)(r >> 16 & 1),
				             (enum level)((r >> 17) % LEVEL__N));
			if (r >> 20 & 1)
				world_kpi(w, kpi, r >> 21 & 1 ? "grow" : NULL,
				          (enum role)((r >> 22) % ROLE__N), name, r >> 24 & 1 ? "ma" : NULL);
			world_put(w, name, "x", "2026-07-05", n, 1);
			world_put(w, name, "y", "2026-06-20", n / 2,
			          1); /* days after 30 June count: n / 2 - 11 */
			given += (uint64_t)n + (uint64_t)(n / 2 > 11 ? n / 2 - 11 : 0);
		}
		world_map(w);
		for (int s = 0; s < STATE__N; s++) {
			cells += w->o.headline.cells_state[s];
			metrics += w->o.headline.n_state[s];
		}
		assert_int_equal(cells, given);
		assert_int_equal(metrics, w->o.headline.metrics_seen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_map_linked_by_evidence_and_leading_not_by_diagnostic),
		WORLD_TEST(test_map_metric_below_the_line_stays_unlinked_and_says_so),
		WORLD_TEST(test_map_cost_per_lead_measures_leads_and_never_the_input),
		WORLD_TEST(test_map_banned_and_unknown_come_before_any_link),
		WORLD_TEST(test_map_partly_linked_counts_as_unlinked),
		WORLD_TEST(test_map_series_not_seen_this_period_do_not_split_a_metric),
		WORLD_TEST(test_map_social_goal_counts_under_its_business_ancestor),
		WORLD_TEST(test_map_business_metrics_no_kpi_uses_stay_outside_the_headline),
		WORLD_TEST(test_map_metric_that_stopped_is_k302),
		WORLD_TEST(test_map_cells_after_as_of_are_not_seen),
		WORLD_TEST(test_map_prior_headline_is_that_of_the_reported_run_only),
		WORLD_TEST(test_map_states_add_up_over_random_worlds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
