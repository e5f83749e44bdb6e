/* test_summary_words.c - claims about the sentences of Summary, in each state that they may be in. */
#include "plan/strategy_words.h"
#include "planned.h"

static struct kpi_outcome *kpi_of(struct world *w, const char *id)
{
	for (size_t i = 0; i < w->o.n_kpis; i++)
		if (w->o.kpis[i].kpi->id == world_sym(w, id))
			return (struct kpi_outcome *)&w->o.kpis[i];
	fail_msg("no KPI %s", id);
	return NULL;
}

/* The book of what was judged, Summary alone. */
static const struct sheet *summary_of(struct world *w)
{
	struct book *book = ARENA_NEW(w->a, struct book);
	struct book_facts b = planned_facts(w);

	assert_true(plan_book(&b, w->a, book, w->d));
	return &book->sheets[0];
}

static bool summary_says(struct world *w, const char *text)
{
	const struct sheet *s = summary_of(w);

	if (sheet_says(s, text))
		return true;
	for (size_t i = 0; i < s->n_cells; i++)
		print_message("%.*s\n", STR_ARG(s->cells[i].text));
	return false;
}
#define assert_summary(w, text) assert_true(summary_says(w, text))

static void test_headline_counts_none_one_and_many(void **state)
{
	struct world *w = *state;

	world_judge(w);
	assert_summary(w, "There is no objective to judge.\nNo social metric was seen.");
	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	world_judge(w);
	assert_summary(
	    w,
	    "1 of 1 objective has a measured outcome: 1 met (green).\n1 of 1 social metric serves a goal.");
}

/* Of metrics that serve a goal: how many serve one with scored evidence; 100% is 1 of 1, then calls serve trust,
 * which nothing scores: 1 of 2. */
static void test_alignment_says_how_many_goals_are_measured(void **state)
{
	struct world *w = *state;

	world_goal(w, "grow", NULL);
	world_goal(w, "trust", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	world_judge(w);
	assert_summary(w, "100% of the social metrics seen; it serves a goal with scored evidence");
	world_metric(w, "calls", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_give(w, "calls", 12);
	world_kpi(w, "calls_made", "trust", ROLE_LEADING, "calls", NULL);
	world_judge(w);
	assert_summary(w, "100% of the social metrics seen; 1 of the 2 serves a goal with scored evidence");
	world_scored(w, "sales", "grow", 120, 100);
	world_judge(w);
	assert_summary(w, "; 2 of the 3 serve a goal with scored evidence");
	world_scored(w, "faith", "trust", 120, 100);
	world_judge(w);
	assert_summary(w, "; each of the 4 serves a goal with scored evidence");
}

static void test_metrics_whose_goal_nothing_measures(void **state)
{
	struct world *w = *state;

	world_goal(w, "trust", NULL);
	world_metric(w, "calls", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_give(w, "calls", 12);
	world_kpi(w, "calls_made", "trust", ROLE_LEADING, "calls", NULL);
	world_judge(w);
	assert_summary(w, "; it does not serve a goal with scored evidence");
}

/* Why met evidence is no win: each state of what is known of before and of its months. */
static void test_no_win_says_why(void **state)
{
	struct world *w = *state;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	world_scored(w, "sales", "grow", 120, 100);
	world_judge(w);
	assert_summary(w,
	               "2 evidence KPIs are met; none newly, as there is no earlier status to compare with.");
	kpi_of(w, "leads")->has_prior_status = true;
	kpi_of(w, "leads")->prior_status = STATUS_GREEN;
	assert_summary(w, "; none newly, as 1 was so before, and of the rest there is no earlier status.");
	kpi_of(w, "sales")->has_prior_status = true;
	kpi_of(w, "sales")->prior_status = STATUS_GREEN;
	assert_summary(w, "2 evidence KPIs are met; none newly, as each was so before.");
	kpi_of(w, "sales")->noise =
	    (struct noise){ .has = true, .signal = SIGNAL_BELOW, .at = world_period("2026-07") };
	assert_summary(w, "as each was so before, and no month is better than its usual range.");
}

/* On business figures alone nothing is a win, and it says that rather than that nothing is new. */
static void test_no_win_on_business_figures_says_so(void **state)
{
	struct world *w = *state;

	world_goal(w, "grow", NULL);
	world_scored(w, "sales", "grow", 120, 100);
	for (size_t i = 0; i < w->model.n_metrics; i++)
		w->metrics[i].kind = KIND_BUSINESS;
	world_judge(w);
	kpi_of(w, "sales")->has_prior_status = true;
	kpi_of(w, "sales")->prior_status = STATUS_RED;
	assert_summary(
	    w, "1 evidence KPI is met, some newly; but their objectives rest on business figures alone: "
	       "social\u2019s part is not measured.");
}

/* A target that is set for the first time makes no win of what was so already. */
static void test_first_judged_is_not_newly_met(void **state)
{
	struct world *w = *state;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	world_judge(w);
	kpi_of(w, "leads")->has_prior_status = true;
	kpi_of(w, "leads")->prior_status = STATUS_GREY;
	assert_summary(w, "1 evidence KPI is met; not newly, as there is no earlier status to compare with.");
	kpi_of(w, "leads")->prior_status = STATUS_RED;
	assert_summary(w, "leads is 120 against 100 (+20, +20%), newly met.");
}

/* 120 of 100 with the red line at 80 is 100, 70 is 16.7: a goal that social carries and business misses says both. */
static void test_evidence_is_told_by_kind(void **state)
{
	struct world *w = *state;
	struct arena *a = w->a;

	world_goal(w, "grow", NULL);
	world_goal(w, "people", NULL);
	world_goal(w, "known", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	world_scored(w, "sales", "grow", 70, 100);
	world_scored(w, "staff", "people", 120, 100);
	world_scored(w, "fame", "known", 120, 100);
	for (size_t i = 0; i < w->model.n_metrics; i++)
		if (w->metrics[i].id == world_sym(w, "m_sales")
		    || w->metrics[i].id == world_sym(w, "m_staff"))
			w->metrics[i].kind = KIND_BUSINESS;
	world_judge(w);
	assert_str(goal_kinds_words(a, world_goal_outcome(w, "grow")),
	           "By kind of metrics: business result 16.7 (missed), social contribution 100.0 (met).");
	assert_str(goal_kinds_words(a, world_goal_outcome(w, "people")),
	           "It rests on business figures alone, 100.0 (met): social\u2019s part is not measured.");
	assert_str(goal_kinds_words(a, world_goal_outcome(w, "known")),
	           "It rests on social figures alone, 100.0 (met): no business result is scored.");
	assert_summary(w, "people rests on business figures alone: social\u2019s part is not measured.");
}

/* The period before was reported, without a score: its sheet says why nothing is bridged; where none was reported, no
 * word of it. */
static void test_a_sheet_says_why_there_is_no_bridge(void **state)
{
	struct world *w = *state;
	struct past_goal goals[] = {
		{ .goal = STR("grow"), .status = STR("grey"), .reason = STR("no data") }
	};
	struct book b;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	b = plan_world(w);
	assert_false(sheet_says(sheet_called(&b, "grow"), "cannot be said"));
	w->runs[0] = (struct past_run){ .period = world_period("2026-Q2"),
		                        .reported_on = STR("2026-06-30"),
		                        .goals = goals,
		                        .n_goals = 1 };
	w->past.n = 1;
	b = plan_world(w);
	assert_true(sheet_says(sheet_called(&b, "grow"),
	                       "What moved the score since Q2 cannot be said: it had no score in "
	                       "Q2 2026: no data."));
}

/* Another report of the run's own period was there first: which, and how many of its figures are others now; those of
 * another period, and lines about files, are none of them. */
static void test_a_correction_says_so(void **state)
{
	struct world *w = *state;
	struct past_run run = { .period = world_period("2026-Q2"),
		                .reported_on = STR("2026-06-30"),
		                .report = 1 };
	struct past reports = { &run, 1 };
	struct change c[] = {
		{ .kind = CHANGE_RESTATED, .about = ABOUT_KPI, .period = world_period("2026-Q3") },
		{ .kind = CHANGE_RESTATED, .about = ABOUT_KPI, .period = world_period("2026-Q2") },
		{ .kind = CHANGE_RESTATED, .about = ABOUT_KPI, .period = world_period("2026-Q3") },
		{ .kind = CHANGE_MATURED, .about = ABOUT_KPI, .period = world_period("2026-Q3") },
		{ .kind = CHANGE_MATURED, .about = ABOUT_INPUT, .period = world_period("2026-Q3") },
	};

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	world_judge(w);
	w->facts.reports = &reports;
	assert_false(sheet_says(summary_of(w), "Correction")); /* the report of another period is none */
	run = (struct past_run){ .period = world_period("2026-Q3"),
		                 .reported_on = STR("2026-09-30"),
		                 .report = 1 };
	assert_summary(w, "Correction 2 of the report of 2026-09-30: no figure restated");
	w->o.changes = c;
	w->o.n_changes = LEN(c);
	run.report = 2;
	assert_summary(
	    w,
	    "Correction 3 of the report of 2026-09-30: 2 figures restated, 1 figure matured (sheet Changes)");
}

/* Wins by weight; each says what it rests on, and that it fell where it did. */
static void test_wins_say_what_they_rest_on(void **state)
{
	struct world *w = *state;
	struct kpi_outcome *k;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 120, 100);
	world_scored(w, "sales", "grow", 120, 100)->weight = 3;
	world_judge(w);
	k = kpi_of(w, "leads");
	k->noise = (struct noise){ .has = true, .signal = SIGNAL_ABOVE, .at = world_period("2026-07") };
	assert_summary(w, "leads is 120 against 100 (+20, +20%); July 2026 was above its usual range.");
	assert_summary(w, "Usual range: as far as the months before vary.");
	k->has_prior = true;
	k->prior = 150;
	assert_summary(
	    w, "leads is 120 against 100 (+20, +20%), though it fell 30 since Q2; July 2026 was above");
	k->noise.has = false;
	k->noise.signal = SIGNAL_NONE;
	k->has_prior = false;
	k->has_prior_status = true;
	k->prior_status = STATUS_AMBER;
	assert_summary(w, "leads is 120 against 100 (+20, +20%), newly met.");
	assert_false(sheet_says(summary_of(w), "sual range"));
}

/* The heaviest first, whatever the order of the model. */
static void test_wins_stand_by_weight(void **state)
{
	static const char *const ids[] = { "first", "second", "third", "fourth" };
	struct world *w = *state;
	const struct sheet *s;

	world_goal(w, "grow", NULL);
	for (size_t i = 0; i < 4; i++)
		world_scored(w, ids[i], "grow", 120, 100)->weight = 1 + (double)i;
	world_judge(w);
	for (size_t i = 0; i < 4; i++) {
		kpi_of(w, ids[i])->has_prior_status = true;
		kpi_of(w, ids[i])->prior_status = STATUS_RED;
	}
	s = summary_of(w);
	assert_true(sheet_says(s, "fourth is 120") && sheet_says(s, "third is 120"));
	assert_true(sheet_says(s, "1 more on Scorecard: first (met)."));
}

static void test_a_thing_that_may_not_be_says_so(void **state)
{
	struct world *w = *state;
	struct kpi *k;

	world_goal(w, "safe", NULL);
	k = world_scored(w, "breaches", "safe", 92, 0);
	k->better = BETTER_NONE_ALLOWED;
	w->targets.n = 0;
	world_judge(w);
	assert_summary(w, "breaches is 92, where none is allowed.");
	assert_summary(w, "None: for what is missed or falling no decision is written down.");
}

static void test_before_the_end_a_figure_is_so_far(void **state)
{
	struct world *w = *state;

	w->facts.as_of = world_day("2026-08-15");
	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 46, 100);
	world_judge(w);
	assert_summary(w, "leads is 23 so far against 50");
}

static void test_nothing_missed_asks_no_decision(void **state)
{
	struct world *w = *state;

	world_goal(w, "grow", NULL);
	world_scored(w, "leads", "grow", 90, 100);
	world_judge(w);
	assert_summary(w, "No decision is asked.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_headline_counts_none_one_and_many),
		WORLD_TEST(test_alignment_says_how_many_goals_are_measured),
		WORLD_TEST(test_metrics_whose_goal_nothing_measures),
		WORLD_TEST(test_no_win_says_why),
		WORLD_TEST(test_no_win_on_business_figures_says_so),
		WORLD_TEST(test_first_judged_is_not_newly_met),
		WORLD_TEST(test_evidence_is_told_by_kind),
		WORLD_TEST(test_a_sheet_says_why_there_is_no_bridge),
		WORLD_TEST(test_a_correction_says_so),
		WORLD_TEST(test_wins_say_what_they_rest_on),
		WORLD_TEST(test_wins_stand_by_weight),
		WORLD_TEST(test_a_thing_that_may_not_be_says_so),
		WORLD_TEST(test_before_the_end_a_figure_is_so_far),
		WORLD_TEST(test_nothing_missed_asks_no_decision),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
