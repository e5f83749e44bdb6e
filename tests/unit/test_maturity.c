/* test_maturity.c - claims about stages, practices and indicators. */
#include "world.h"

#include <math.h>
#include "core/formula.h"
#include "core/strategy.h"
#include "plan/strategy_words.h"

/* Three stages: listening is practised; every objective has an owner; there is one strategy. */
struct ladder {
	struct practice practices[2];
	struct need needs[3];
	struct stage stages[3];
	struct answer answers[2];
	struct told told;
};

static const struct expr *test_of(struct world *w, const char *text)
{
	struct formula_error e;
	const struct expr *x = formula_parse(w->a, w->names, str_of(text), &e);

	assert_non_null(x);
	return x;
}

static struct ladder *set_up(struct world *w)
{
	struct ladder *l = ARENA_NEW(w->a, struct ladder);

	l->practices[0] = (struct practice){ .id = world_sym(w, "listening"), .name = STR("Listening") };
	l->practices[1] = (struct practice){ .id = world_sym(w, "one_strategy"),
		                             .name = STR("One strategy"),
		                             .kind = PRACTICE_STEP,
		                             .seen = test_of(w, "social_goals_apart = 0"),
		                             .seen_text = STR("social_goals_apart = 0") };
	l->needs[0] = (struct need){ .practice = world_sym(w, "listening") };
	l->needs[1] = (struct need){ .test = test_of(w, "objectives_with_owner = objectives"),
		                     .test_text = STR("objectives_with_owner = objectives"),
		                     .say = STR("Every objective has an owner") };
	l->needs[2] = (struct need){ .practice = world_sym(w, "one_strategy") };
	for (size_t i = 0; i < 3; i++)
		l->stages[i] = (struct stage){ .name = STR("stage"), .needs = &l->needs[i], .n_needs = 1 };
	l->told = (struct told){ .has_governance = true, .answers = l->answers };
	w->model.practices = l->practices;
	w->model.n_practices = 2;
	w->model.stages = l->stages;
	w->model.n_stages = 3;
	w->facts.told = &l->told;
	return l;
}

static void say(struct world *w, struct ladder *l, const char *practice, enum said said)
{
	l->answers[l->told.n_answers++] = (struct answer){ .practice = world_sym(w, practice), .said = said };
}

static const struct maturity *judge(struct world *w)
{
	world_judge(w);
	return &w->o.strategy.maturity;
}

static void test_maturity_stages_are_reached_one_after_the_other(void **state)
{
	WORLD;
	struct ladder *l = set_up(w);
	struct goal *g = world_goal(w, "grow", NULL);
	const struct maturity *m;

	say(w, l, "listening", SAID_IN_PLACE);
	say(w, l, "one_strategy", SAID_IN_PLACE);
	m = judge(w); /* the third holds, the second does not: 1 of 3 */
	assert_int_equal(m->reached, 1);
	assert_true(m->is_certain);
	assert_int_equal(m->stages[2].holds, TRUTH_YES);
	assert_false(m->stages[2].is_reached);
	assert_str(m->lacks, "Every objective has an owner: grow has no owner");
	g->owner = STR("Head of Sales");
	m = judge(w);
	assert_int_equal(m->reached, 3);
	assert_int_equal(m->lacks.n, 0);
}

/* No answer is not the answer none: the stage is open, not missed. */
static void test_maturity_without_an_answer_is_not_known(void **state)
{
	WORLD;
	struct ladder *l = set_up(w);
	const struct maturity *m;

	world_goal(w, "grow", NULL);
	m = judge(w);
	assert_int_equal(m->reached, 0);
	assert_false(m->is_certain);
	assert_int_equal(m->stages[0].holds, TRUTH_UNKNOWN);
	assert_int_equal(m->practices[0].said, SAID_NOTHING);
	assert_str(m->lacks, "Listening: governance.csv does not say");
	say(w, l, "listening", SAID_PLANNED);
	m = judge(w);
	assert_true(m->is_certain);
	assert_str(m->lacks, "Listening: planned, not in place");
}

/* Said to be in place, and a social goal stands apart: said and seen are both kept, and it does not count. */
static void test_maturity_what_the_data_contradict_does_not_count(void **state)
{
	WORLD;
	struct ladder *l = set_up(w);
	const struct maturity *m;

	world_goal(w, "grow", NULL)->owner = STR("Head of Sales");
	world_goal(w, "fame", NULL)->kind = KIND_SOCIAL;
	say(w, l, "listening", SAID_IN_PLACE);
	say(w, l, "one_strategy", SAID_IN_PLACE);
	m = judge(w);
	assert_int_equal(m->reached, 2);
	assert_int_equal(m->practices[1].said, SAID_IN_PLACE);
	assert_int_equal(m->practices[1].seen, TRUTH_NO);
	assert_true(m->practices[1].is_contradicted);
	assert_int_equal(m->practices[0].seen, TRUTH_UNKNOWN); /* listening cannot be seen in figures */
	assert_str(
	    m->lacks,
	    "One strategy: said to be in place, but the data show otherwise: social goals without a business goal "
	    "above them: 1 of 1 (fame)");
	assert_true(m->stages[2].needs[0].is_contradicted);
}

/* A cause of failure that is said not to be there, and is seen: that is the contradiction, not the other way round. */
static void test_maturity_a_cause_is_contradicted_where_it_is_seen(void **state)
{
	WORLD;
	struct ladder *l = set_up(w);
	const struct practice_part *cause;
	struct goal *g = world_goal(w, "grow", NULL);

	l->practices[1].kind = PRACTICE_CAUSE;
	l->practices[1].seen = test_of(w, "objectives_with_owner < objectives");
	say(w, l, "one_strategy", SAID_NONE);
	cause = &judge(w)->practices[1];
	assert_int_equal(cause->seen, TRUTH_YES);
	assert_true(cause->is_contradicted);
	assert_str(cause->shows, "grow has no owner");
	g->owner = STR("Head of Sales");
	cause = &judge(w)->practices[1];
	assert_false(cause->is_contradicted);
	assert_int_equal(cause->shows.n, 0);
}

/* What the data show of a test: only the sides that decide it, goals by name, counts of how many. grow has an owner,
 * trust has none; no one has a sponsor; of 2 social metrics none serves a goal; nothing is known of spend. */
static void test_shows_names_what_decides(void **state)
{
	WORLD;
	static const struct {
		const char *test, *shows;
	} cases[] = {
		{ "objectives_with_owner = objectives", "trust has no owner" },
		{ "objectives_with_sponsor = objectives", "grow and trust have no sponsor" },
		{ "objectives > 0 and objectives_with_owner = objectives", "trust has no owner" },
		{ "objectives_with_owner < objectives or metrics < 0", "trust has no owner" },
		{ "not (2 * metrics_linked < metrics)", "social metrics that serve a goal: 0 of 2" },
		{ "metrics_linked > 1 and objectives_with_owner = objectives",
		  "social metrics that serve a goal: 0 of 2; trust has no owner" },
		{ "alignment >= 0.5", "share of the social metrics that serve a goal: 0%" },
		{ "objectives_with_owner = objectives or metrics_linked > 100", "trust has no owner" },
		{ "metrics_linked > 100 or objectives_with_owner = objectives", "trust has no owner" },
		{ "metrics_linked > 1 or metrics_linked > 2", "social metrics that serve a goal: 0 of 2" },
		{ "metrics_linked >= 3 or metrics_linked > 2",
		  "social metrics that serve a goal: 0 of 2; social metrics that serve a goal: 0 of 2" },
		{ "objectives > 5", "objectives in goals.csv: 2" },
		{ "objectives_green >= 1", "grow and trust are not judged" },
		{ "objectives_red > 0", "" },
	};
	size_t n_odd = 0;

	world_goal(w, "grow", NULL)->owner = STR("Head of Sales");
	world_goal(w, "trust", NULL);
	world_give(w, "odd", 92);
	world_give(w, "even", 92);
	judge(w);
	for (size_t i = 0; i < LEN(cases); i++)
		assert_str(test_shows(&w->facts, &w->o, w->a, test_of(w, cases[i].test)), cases[i].shows);
	assert_str(test_unknown(&w->facts, &w->o, w->a, test_of(w, "spend_aligned > 0 or metrics > 1")),
	           "not known: share of the spend that serves a business goal");
	for (size_t i = 0; i < n_indicators; i++) { /* each indicator has words, or a goal to name */
		struct str name = str_of(indicators[i].name);
		const char *text = str_fmt(w->a, "%s = 77", indicators[i].name).p;
		double v;

		if (indicator_value(&w->facts, &w->o, name, &v) && !str_starts(name, STR("objectives_")))
			n_odd += test_shows(&w->facts, &w->o, w->a, test_of(w, text)).n == 0;
	}
	assert_int_equal(n_odd, 0);
}

/* Of four one is met, one is missed, and two have no colour, which is not to have failed. */
static void test_shows_unjudged_objectives_apart(void **state)
{
	WORLD;

	world_goal(w, "met", NULL);
	world_goal(w, "missed", NULL);
	world_goal(w, "bare", NULL);
	world_goal(w, "empty", NULL);
	world_scored(w, "high", "met", 110, 100);
	world_scored(w, "low", "missed", 1, 100);
	judge(w);
	assert_str(test_shows(&w->facts, &w->o, w->a, test_of(w, "objectives_green = objectives")),
	           "missed is not met; bare and empty are not judged");
}

/* Five goals without an owner: three by name. */
static void test_shows_names_three_goals_of_many(void **state)
{
	WORLD;
	static const char *const names[] = { "a", "b", "c", "d", "e" };

	for (size_t i = 0; i < 5; i++)
		world_goal(w, names[i], NULL);
	judge(w);
	assert_str(test_shows(&w->facts, &w->o, w->a, test_of(w, "objectives_with_owner = objectives")),
	           "a, b, c and 2 more have no owner");
}

static double value_of(struct world *w, const char *name)
{
	double v = NAN;

	assert_true(indicator_value(&w->facts, &w->o, str_of(name), &v));
	return v;
}

/* 0 of 0 objectives have an owner, which is all of them and says nothing. */
static void test_maturity_without_objectives_is_not_reached(void **state)
{
	WORLD;
	struct ladder *l = set_up(w);
	const struct maturity *m;

	world_goal(w, "fame", NULL)->kind = KIND_SOCIAL;
	say(w, l, "listening", SAID_IN_PLACE);
	w->model.stages = &l->stages[1]; /* objectives_with_owner = objectives */
	w->model.n_stages = 1;
	m = judge(w);
	assert_int_equal(m->stages[0].needs[0].holds, TRUTH_YES);
	assert_int_equal(m->reached, 0);
	assert_true(m->is_certain);
	assert_str(m->lacks, "An objective: goals.csv has none to serve");
	assert_str(
	    say_maturity(w->a, &w->o, 2),
	    "Maturity: no stage is reached. For the next stage, stage, it lacks: an objective to serve.");
}

/* Said of both; a social goal apart contradicts one: 1. While practices are seen the number is not known. */
static void test_indicators_leave_out_practices_that_the_data_contradict(void **state)
{
	WORLD;
	struct ladder *l = set_up(w);

	world_goal(w, "grow", NULL);
	say(w, l, "listening", SAID_IN_PLACE);
	say(w, l, "one_strategy", SAID_IN_PLACE);
	judge(w);
	assert_true(value_of(w, "practices_in_place") == 2);
	world_goal(w, "fame", NULL)->kind = KIND_SOCIAL;
	w->o = (struct outcome){ 0 };
	judge(w);
	assert_true(value_of(w, "practices_in_place") == 1);
	l->practices[0].seen = test_of(w, "practices_in_place >= 0");
	w->o = (struct outcome){ 0 };
	assert_int_equal(judge(w)->practices[0].seen, TRUTH_UNKNOWN);
}

/* Exports write the campaign three ways, and a second one that is in no file: 2 campaigns, 1 with an objective. That
 * campaigns.csv has one more, of another quarter, is no matter. Of 10 spent for a goal, -8 unaligned: no share; with
 * 10 more unaligned 2 of 12 do not serve: 10 / 12. */
static void test_indicators_count_campaigns_once_and_shares_of_spend(void **state)
{
	WORLD;
	static const struct str alias[] = { { "SS26", 4 } };
	struct campaign all[] = { { .name = STR("Spring Sale"), .aliases = { alias, 1 } },
		                  { .name = STR("Autumn") } };
	struct told told = { .has_campaigns = true, .campaigns = all, .n_campaigns = 2 };
	struct metric *m = world_metric(w, "spend", KIND_SOCIAL, LEVEL_INPUT);
	double v;

	m->unit = UNIT_CURRENCY;
	world_goal(w, "grow", NULL);
	for (size_t i = 0; i < 2; i++) {
		all[i].start = all[i].end = DAY_NONE;
		all[i].objective = world_sym(w, "grow");
		all[i].goal = &w->all_goals[0];
	}
	w->facts.told = &told;
	world_put_for(w, "spend", "x", "Spring Sale", "2026-08-01", 1, 5);
	world_put_for(w, "spend", "x", "spring-sale", "2026-08-01", 1, 3);
	world_put_for(w, "spend", "x", "SS26", "2026-08-01", 1, 2);
	world_put_for(w, "spend", "x", "WM26", "2026-08-01", 1, -8);
	judge(w);
	assert_true(value_of(w, "campaigns") == 2);
	assert_true(value_of(w, "campaigns_with_objective") == 1);
	assert_false(indicator_value(&w->facts, &w->o, STR("spend_aligned"), &v));
	world_put_for(w, "spend", "x", "WM26", "2026-08-02", 1, 10);
	judge(w);
	assert_near(value_of(w, "spend_aligned"), 10.0 / 12, 1e-12);
}

static void test_indicators_all_have_a_value_or_are_not_known(void **state)
{
	WORLD;
	size_t unknown = 0;

	judge(w);
	for (size_t i = 0; i < n_indicators; i++) {
		double v = NAN;
		bool has = indicator_value(&w->facts, &w->o, str_of(indicators[i].name), &v);

		assert_true(has == !isnan(v)); /* a name that nothing counts would be here, too */
		unknown += !has;
	}
	assert_int_equal(unknown,
	                 4); /* alignment, campaigns_with_objective, spend_aligned, practices_in_place */
}

static void test_indicators_count_what_they_say(void **state)
{
	WORLD;
	struct ladder *l = set_up(w);
	struct goal *g = world_goal(w, "grow", NULL);

	world_goal(w, "trust", NULL);
	world_goal(w, "fame", NULL)->kind = KIND_SOCIAL;
	g->owner = STR("Head of Sales");
	g->department = STR("sales");
	world_scored(w, "k", "grow", 100, 100)->owner = STR("Head of Sales");
	world_metric(w, "likes", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_give(w, "likes", 92);
	world_give(w, "odd", 92);
	say(w, l, "listening", SAID_IN_PLACE);
	judge(w);
	assert_near(value_of(w, "objectives"), 2, 0);
	assert_near(value_of(w, "objectives_with_kpi"), 1, 0);
	assert_near(value_of(w, "objectives_with_evidence"), 1, 0);
	assert_near(value_of(w, "objectives_measured"), 1, 0);
	assert_near(value_of(w, "objectives_with_target"), 1, 0);
	assert_near(value_of(w, "objectives_with_owner"), 1, 0);
	assert_near(value_of(w, "objectives_with_budget"), 0, 0);
	assert_near(value_of(w, "objectives_green"), 1, 0);
	assert_near(value_of(w, "kpis"), 1, 0);
	assert_near(value_of(w, "kpis_with_owner"), 1, 0);
	assert_near(value_of(w, "kpis_with_decision"), 0, 0);
	assert_near(value_of(w, "social_goals"), 1, 0);
	assert_near(value_of(w, "social_goals_apart"), 1, 0);
	assert_near(value_of(w, "departments_with_kpi"), 1, 0);
	assert_near(value_of(w, "metrics"), 3, 0);
	assert_near(value_of(w, "metrics_linked"), 1, 0);
	assert_near(value_of(w, "metrics_unlinked"), 1, 0);
	assert_near(value_of(w, "metrics_unknown"), 1, 0);
	assert_near(value_of(w, "alignment"), 1.0 / 3, 1e-15);
	assert_near(value_of(w, "channels"), 1, 0);
	assert_near(value_of(w, "practices"), 2, 0);
	assert_near(value_of(w, "practices_in_place"), 1, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_maturity_stages_are_reached_one_after_the_other),
		WORLD_TEST(test_maturity_without_an_answer_is_not_known),
		WORLD_TEST(test_maturity_what_the_data_contradict_does_not_count),
		WORLD_TEST(test_maturity_without_objectives_is_not_reached),
		WORLD_TEST(test_maturity_a_cause_is_contradicted_where_it_is_seen),
		WORLD_TEST(test_shows_names_what_decides),
		WORLD_TEST(test_shows_names_three_goals_of_many),
		WORLD_TEST(test_shows_unjudged_objectives_apart),
		WORLD_TEST(test_indicators_leave_out_practices_that_the_data_contradict),
		WORLD_TEST(test_indicators_count_campaigns_once_and_shares_of_spend),
		WORLD_TEST(test_indicators_all_have_a_value_or_are_not_known),
		WORLD_TEST(test_indicators_count_what_they_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
