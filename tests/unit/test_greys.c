/* test_greys.c - every grey there is: its reason, and what would give a colour. */
#include "world.h"

#include <string.h>

static const char *m_of(struct world *w, const char *id)
{
	return str_z(w->a, str_fmt(w->a, "m_%s", id));
}

/* Evidence over a metric of its own with a value a day from a day on, and a target of 92 for the quarter. */
static struct kpi *kpi(struct world *w, const char *id, const char *goal, const char *from, int days)
{
	world_metric(w, m_of(w, id), KIND_SOCIAL, LEVEL_OUTCOME);
	if (days > 0)
		world_put(w, m_of(w, id), "x", from, days, 1);
	world_target(w, id, "2026-Q3", 92);
	return world_kpi(w, id, goal, ROLE_EVIDENCE, m_of(w, id), NULL);
}

static struct metric *last_metric(struct world *w)
{
	return &w->metrics[w->model.n_metrics - 1];
}

/* 28 and 30 people on two channels: between 30 and 58; the target 40 stands between, its red line 32 too. */
static void people(struct world *w)
{
	struct kpi *k = kpi(w, "people", "odd", "2026-07-01", 0);
	struct metric *m = last_metric(w);

	(void)k;
	m->unit = UNIT_PEOPLE;
	m->over_time = TIME_LAST;
	m->over_parts = PARTS_NONE;
	w->rows[w->targets.n - 1].target = (struct amount){ true, 40 * MICRO };
	world_put(w, "m_people", "x", "2026-07-01", 92, 28);
	world_put(w, "m_people", "y", "2026-07-01", 92, 30);
}

/* 5 of 20 people asked. */
static void small_base(struct world *w)
{
	struct kpi *k;

	world_metric(w, "yes", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_LAST;
	world_metric(w, "asked", KIND_SOCIAL, LEVEL_OUTCOME)->over_time = TIME_LAST;
	last_metric(w)->unit = UNIT_PEOPLE;
	world_put(w, "yes", "x", "2026-07-01", 92, 5);
	world_put(w, "asked", "x", "2026-07-01", 92, 20);
	world_target(w, "small", "2026-Q3", 0.2);
	k = world_kpi(w, "small", "odd", ROLE_EVIDENCE, "yes", "asked");
	k->unit = UNIT_RATIO;
}

static void build(struct world *w)
{
	static struct series_break b;

	world_goal(w, "odd", NULL);
	kpi(w, "untargeted", "odd", "2026-07-01", 92);
	w->targets.n--;
	kpi(w, "empty", "odd", "2026-07-01", 0);
	kpi(w, "half", "odd", "2026-08-15", 47);
	kpi(w, "old", "odd", "2026-07-01", 60);
	kpi(w, "changed", "odd", "2026-07-01", 92);
	b = (struct series_break){ .on = world_day("2026-08-01"), .note = STR("now without bots") };
	last_metric(w)->breaks = &b;
	last_metric(w)->n_breaks = 1;
	people(w);
	small_base(w);
	kpi(w, "neutral", "odd", "2026-07-01", 92)->better = BETTER_NEUTRAL;
	kpi(w, "wrong", "odd", "2026-07-01", 92);
	w->rows[w->targets.n - 1].red_line = (struct amount){ true, 95 * MICRO };
	world_goal(w, "low", NULL);
	kpi(w, "scored", "low", "2026-07-01", 92);
	kpi(w, "missing", "low", "2026-07-01", 0)->weight = 2;
	world_goal(w, "blind", NULL)->rollup = ROLLUP_CRITICAL;
	kpi(w, "fine", "blind", "2026-07-01", 92)->weight = 9;
	kpi(w, "vital", "blind", "2026-07-01", 0)->is_critical = true;
	world_goal(w, "bare", NULL);
	world_goal(w, "ours", NULL)->kind = KIND_SOCIAL;
}

static const struct expected {
	const char *kpi, *goal; /* one of them */
	enum grey grey;
	const char *reason, *lift;
} greys[] = {
	{ "untargeted", NULL, GREY_NO_TARGET, "no target for 2026-Q3", "has a target for 2026-Q3" },
	{ "empty", NULL, GREY_NO_DATA, "no value in 2026-Q3", "is measured" },
	{ "half", NULL, GREY_INCOMPLETE,
	  "begins on 15 August 2026: 47 of 92 expected cells are there (51.1%, needed 90%)",
	  "has at least 83 of its 92 cells" },
	{ "old", NULL, GREY_STALE,
	  "newest data of 29 August 2026, more than two cadences before 30 September 2026",
	  "is measured again (last: 29 August 2026)" },
	{ "changed", NULL, GREY_BREAK, "its definition changed on 1 August 2026: now without bots",
	  "has a whole period after the break of 1 August 2026" },
	{ "people", NULL, GREY_CANNOT_ADD,
	  "its parts cannot be added: between 30 and 58, which have different colours",
	  "is measured as one figure over all its parts" },
	{ "small", NULL, GREY_SMALL_BASE,
	  "a base of 20 people, under 30: 5 of 20 is 25%, 95% interval 11.2% to 46.9%",
	  "has a base of at least 30 people" },
	{ "neutral", NULL, GREY_NEUTRAL, "neutral: shown, never judged", "says which way is better" },
	{ "wrong", NULL, GREY_NOT_RIGHT, "its red line 95 is not on the bad side of its target 92",
	  "has a red line below its target" },
	{ NULL, "odd", GREY_NO_OUTCOME, "no outcome evidence: none of its 7 evidence KPIs has a score",
	  "empty is measured" },
	{ NULL, "low", GREY_LOW_COVERAGE, "only 33.3% of its evidence weight is scored (1 of 3), under 60%",
	  "missing is measured" },
	{ NULL, "blind", GREY_CRITICAL, "its critical KPI vital is not judged: no value in 2026-Q3",
	  "vital is measured" },
	{ NULL, "bare", GREY_NO_KPI, "no KPI serves it", "a KPI with data and a target serves it" },
	{ NULL, "ours", GREY_NEUTRAL, "a social goal with no business goal above it: its KPIs serve nothing",
	  "a business goal is named as its parent" },
};

static void test_greys_each_says_why_and_what_would_lift_it(void **state)
{
	WORLD;
	bool met[GREY__N] = { [GREY_NOT] = true, [GREY_NO_PACE] = true /* the next test */ };

	build(w);
	world_judge(w);
	for (size_t i = 0; i < LEN(greys); i++) {
		const struct expected *e = &greys[i];
		const struct kpi_outcome *k = e->kpi != NULL ? world_kpi_outcome(w, e->kpi) : NULL;
		const struct goal_outcome *g = e->goal != NULL ? world_goal_outcome(w, e->goal) : NULL;

		print_message("%s\n", e->reason);
		assert_int_equal(k != NULL ? k->status : g->status, STATUS_GREY);
		assert_int_equal(k != NULL ? k->grey : g->grey, e->grey);
		assert_str(k != NULL ? k->reason : g->reason, e->reason);
		assert_str(k != NULL ? k->lift : g->lift, e->lift);
		assert_true(strlen(grey_names[e->grey]) > 0);
		met[e->grey] = true;
	}
	for (int i = 0; i < GREY__N; i++) /* none is forgotten here */
		assert_true(met[i]);
}

/* A most or least has no share of the quarter's target by 15 August; the KPI weighs as much as the other, which has 46 of
 * 46: half of the weight is scored, under 60 %. It is no red, and its objective no green without it. */
static void test_greys_target_without_a_pace_takes_part(void **state)
{
	static const enum rollup rollups[] = { ROLLUP_WEIGHTED, ROLLUP_WORST };

	for (size_t i = 0; i < 2; i++) {
		WORLD;
		const struct kpi_outcome *k;
		const struct goal_outcome *g;

		world_goal(w, "grow", NULL)->rollup = rollups[i];
		kpi(w, "sum", "grow", "2026-07-01", 46);
		kpi(w, "most", "grow", "2026-07-01", 46);
		last_metric(w)->over_time = TIME_MAX;
		w->facts.as_of = world_day("2026-08-15");
		world_judge(w);
		k = world_kpi_outcome(w, "most");
		g = world_goal_outcome(w, "grow");
		assert_int_equal(k->part, PART_TAKES_PART);
		assert_int_equal(k->grey, GREY_NO_PACE);
		assert_str(k->reason,
		           "its target cannot be paced before 2026-Q3 is over: what does not add over time "
		           "has no share of it");
		assert_str(k->lift, "2026-Q3 is over (30 September 2026)");
		assert_int_equal(world_kpi_outcome(w, "sum")->status, STATUS_GREEN);
		assert_near(g->coverage, 0.5, 1e-12);
		assert_int_equal(g->status, STATUS_GREY);
		assert_int_equal(g->grey, GREY_LOW_COVERAGE);
		assert_non_null(world_finding(w, "K315", "most"));
		world_teardown(state);
		world_setup(state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_greys_each_says_why_and_what_would_lift_it),
		WORLD_TEST(test_greys_target_without_a_pace_takes_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
