/* test_since.c - what is new since the period before. */
#include "reported.h"
#include "core/restate.h"

/* Q2 is no report but has been run: leads were unlinked then, model version 1 of today's 2. */
static void test_since_tells_states_statuses_and_the_model(void **state)
{
	struct report *r = *state;
	struct world *w = r->w;
	struct past_metric metrics[] = { { STR("leads"), STR("social"), STR("unlinked"), 91 } };
	struct past_goal goals[] = { { .goal = STR("grow"), .status = STR("red") } };

	w->model.id = STR("acme");
	w->model.version = STR("2");
	world_metric(w, "shares", KIND_SOCIAL, LEVEL_OUTPUT);
	put_grain(w, GRAIN_DAY, "shares", "2026-07-01", 92, 1);
	w->runs[0] = (struct past_run){ .period = world_period("2026-Q2"),
		                        .reported_on = STR("2026-06-30"),
		                        .model = STR("acme"),
		                        .model_version = STR("1"),
		                        .goals = goals,
		                        .n_goals = 1,
		                        .metrics = metrics,
		                        .n_metrics = 1 };
	w->past.n = 1;
	world_judge(w);
	since_prior(&w->facts, &w->o, w->a);
	assert_str(only(r, CHANGE_MODEL, "acme")->is, "acme 2");
	assert_str(only(r, CHANGE_STATE, "leads")->was, "unlinked");
	assert_str(only(r, CHANGE_STATE, "leads")->is, "linked");
	assert_str(only(r, CHANGE_STATUS, "grow")->was, "red");
	assert_str(only(r, CHANGE_STATUS, "grow")->is, "amber"); /* 276 of 300 */
	assert_str(only(r, CHANGE_NEW, "shares")->is, "unlinked");
}

/* Where the period before has no cell, everything would be new. */
static void test_since_begins_in_silence(void **state)
{
	struct report *r = *state;

	r->w->facts.period = world_period("2026-Q2");
	r->w->facts.prior = world_period("2026-Q1");
	world_judge(r->w);
	since_prior(&r->w->facts, &r->w->o, r->w->a);
	assert_int_equal(r->w->o.n_changes, 0);
}

/* The month before is reported, and the quarter before was not run: a quarter is compared with no month. */
static void test_since_compares_periods_of_one_length(void **state)
{
	static const char *const periods[] = { "2026-06", "2026-H1", "2026-Q1", "2025-Q3" };
	struct report *r = *state;
	struct world *w = r->w;
	struct past_metric metrics[] = { { STR("leads"), STR("social"), STR("unlinked"), 30 } };
	struct past_goal goals[] = { { .goal = STR("grow"), .status = STR("red") } };

	w->model.id = STR("acme");
	w->model.version = STR("2");
	for (size_t i = 0; i < 4; i++)
		w->runs[i] = (struct past_run){ .period = world_period(periods[i]),
			                        .reported_on = STR("2026-07-01"),
			                        .model = STR("acme"),
			                        .model_version = STR("1"),
			                        .goals = goals,
			                        .n_goals = 1,
			                        .metrics = metrics,
			                        .n_metrics = 1 };
	w->past.n = 4;
	world_judge(w);
	since_prior(&w->facts, &w->o, w->a);
	assert_false(world_goal_outcome(w, "grow")->has_prior);
	for (size_t i = 0; i < w->o.n_changes; i++)
		assert_true(period_eq(w->o.changes[i].period, world_period("2026-Q2"))
		            && w->o.changes[i].kind != CHANGE_MODEL && w->o.changes[i].kind != CHANGE_STATE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPORTED_TEST(test_since_tells_states_statuses_and_the_model),
		REPORTED_TEST(test_since_begins_in_silence),
		REPORTED_TEST(test_since_compares_periods_of_one_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
