/* test_restate.c - claims about reported periods that are computed again. 2026-Q2 has 91 days. */
#include "world.h"
#include "core/restate.h"

/* Like world_put, for cells of a grain: one a day, of `n` days. */
static void put(struct world *w, enum grain grain, const char *metric, const char *from, int n, double value)
{
	struct put_rules rules = { .every = EVERY_DAY, .grain = grain };
	struct put_report report = { 0 };
	struct batch b = { 0 };
	int32_t day = world_day(from);

	batch_init(&b, w->a);
	for (int i = 0; i < n; i++)
		batch_add(&b, &(struct batch_keys){ .channel = world_sym(w, "x"), .day = day + i }, NULL,
		          (struct batch_cell){ (int64_t)(value * 1e6), world_sym(w, metric), 0 });
	store_begin_file(w->facts.store); /* what is there is replaced */
	store_put(w->facts.store, &b, &rules, &report);
}

/* leads: 3 a day, so 273 in Q2 and 276 in Q3; likes per view: 91 / 910; a report of Q2 as it then was. */
struct report {
	struct world *w;
	struct past past;
	struct past_run run;
	struct past_kpi kpis[3];
	struct past_input files[4];
	struct past_total totals[8];
	struct input input[4];
	struct inputs inputs;
};

static struct past_total total(const char *metric, const char *grain, double v)
{
	return (struct past_total){ STR("social/*.csv"), str_of(metric), str_of(grain), 91, true,
		                    (int64_t)(v * 1e6) };
}

static int setup(void **state)
{
	struct world *w;
	struct report *r;

	world_setup(state);
	w = *state;
	r = ARENA_NEW(w->a, struct report);
	r->w = w;
	w->sources[0].files = STR("social/*.csv");
	w->sources[1].files = STR("finance/*.csv");
	world_goal(w, "grow", NULL);
	world_metric(w, "leads", KIND_SOCIAL, LEVEL_OUTCOME);
	world_metric(w, "likes", KIND_SOCIAL, LEVEL_OUTTAKE);
	world_metric(w, "views", KIND_SOCIAL, LEVEL_OUTPUT);
	world_kpi(w, "leads_social", "grow", ROLE_EVIDENCE, "leads", NULL);
	world_kpi(w, "like_rate", "grow", ROLE_LEADING, "likes", "views");
	world_target(w, "leads_social", "2026-Q2", 300);
	world_target(w, "leads_social", "2026-Q3", 300);
	put(w, GRAIN_DAY, "leads", "2026-04-01", 183, 3);
	put(w, GRAIN_POST, "likes", "2026-04-01", 183, 1);
	put(w, GRAIN_POST, "views", "2026-04-01", 183, 10);
	*state = r;
	return 0;
}

static int teardown(void **state)
{
	struct report *r = *state;
	void *w = r->w;

	return world_teardown(&w);
}

/* What Q2's report said, before anything is changed: 273 of 300 (red line 240), a rate of 91 / 910. */
static void report_q2(struct report *r)
{
	struct world *w = r->w;

	r->kpis[0] = (struct past_kpi){ .kpi = STR("leads_social"),
		                        .objective = STR("grow"),
		                        .role = STR("evidence"),
		                        .part = STR("takes part"),
		                        .status = STR("amber"),
		                        .has_value = true,
		                        .value = 273,
		                        .is_exact = true,
		                        .micro = 273 * MICRO,
		                        .has_target = true,
		                        .target = 300,
		                        .has_red_line = true,
		                        .red_line = 240,
		                        .weight = 1,
		                        .definition = kpi_definition(&w->facts, w->a, &w->kpis[0]) };
	r->kpis[1] = (struct past_kpi){ .kpi = STR("like_rate"),
		                        .objective = STR("grow"),
		                        .role = STR("leading"),
		                        .part = STR("watched"),
		                        .status = STR("grey"),
		                        .has_value = true,
		                        .value = 0.1,
		                        .weight = 1,
		                        .definition = kpi_definition(&w->facts, w->a, &w->kpis[1]) };
	r->totals[0] = total("leads", "day", 273);
	r->totals[1] = total("likes", "post", 91);
	r->totals[2] = total("views", "post", 910);
	r->files[0] = (struct past_input){
		STR("metrics"),      STR("social/q2.csv"),    STR("00000000000000000000000000000001"),
		STR("social/*.csv"), world_day("2026-04-01"), world_day("2026-06-30")
	};
	r->input[0] = (struct input){ .role = INPUT_METRICS,
		                      .path = STR("social/q2.csv"),
		                      .digest_lo = 1,
		                      .first_day = world_day("2026-04-01"),
		                      .last_day = world_day("2026-06-30") };
	r->inputs = (struct inputs){ r->input, 1 };
	r->run = (struct past_run){ .period = world_period("2026-Q2"),
		                    .version = STR("0.1.0"),
		                    .reported_on = STR("2026-06-30"),
		                    .as_of_day = world_day("2026-06-30"),
		                    .kpis = r->kpis,
		                    .n_kpis = 2,
		                    .inputs = r->files,
		                    .n_inputs = 1,
		                    .totals = r->totals,
		                    .n_totals = 3 };
	r->past = (struct past){ &r->run, 1 };
	w->facts.reports = &r->past;
}

static void restate(struct report *r)
{
	world_judge(r->w);
	if (r->past.n == 0)
		report_q2(r);
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
}

static const struct change *only(const struct report *r, enum change_kind kind, const char *subject)
{
	const struct change *found = NULL;

	for (size_t i = 0; i < r->w->o.n_changes; i++) {
		const struct change *c = &r->w->o.changes[i];

		if (c->kind == kind && str_is(c->subject, subject))
			found = c;
	}
	if (found == NULL)
		fail_msg("no %s of %s", change_names[kind], subject);
	return found;
}

static void test_restate_finds_nothing_where_nothing_changed(void **state)
{
	struct report *r = *state;

	restate(r);
	assert_int_equal(r->w->o.n_changes, 0);
	assert_int_equal(r->w->o.n_reports, 1);
	assert_false(diag_has(r->w->d, "K401"));
}

/* One cell of the 91 is 4 now: 90 x 3 + 4 = 274. An exact figure is compared to the millionth. */
static void test_restate_compares_exact_figures_exactly(void **state)
{
	struct report *r = *state;
	const struct change *c;
	const struct finding *f;

	put(r->w, GRAIN_DAY, "leads", "2026-05-10", 1, 4);
	world_judge(r->w);
	report_q2(r);
	r->input[0].digest_lo = 2;
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	c = only(r, CHANGE_RESTATED, "leads_social");
	assert_true(c->before == 273 && c->after == 274);
	assert_str(c->was, "273");
	assert_str(c->is, "274");
	assert_str(c->why, "social/q2.csv changed (leads 273 -> 274)");
	f = world_finding(r->w, "K401", "leads_social");
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_str(f->at.file, "social/q2.csv");
}

static void test_restate_sees_a_millionth_of_an_exact_figure(void **state)
{
	struct report *r = *state;

	put(r->w, GRAIN_DAY, "leads", "2026-05-10", 1, 3.000001);
	restate(r);
	assert_str(only(r, CHANGE_RESTATED, "leads_social")->is, "273.000001");
}

/* 0.1 and 0.1 x (1 + 2e-10): the same; x (1 + 2e-9): not. */
static void test_restate_lets_rounding_pass_for_other_figures(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[1].value = 0.1 * (1 + 2e-10);
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_int_equal(r->w->o.n_changes, 0);
	r->kpis[1].value = 0.1 * (1 + 2e-9);
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_int_equal(r->w->o.n_changes, 1);
}

/* A post of May has 5 more likes: 96 / 910. Both metrics come from posts, none has more of them. */
static void test_restate_growth_of_posts_is_matured(void **state)
{
	struct report *r = *state;
	const struct finding *f;

	put(r->w, GRAIN_POST, "likes", "2026-05-10", 1, 6);
	restate(r);
	assert_near(only(r, CHANGE_MATURED, "like_rate")->after, 96.0 / 910, 1e-12);
	assert_false(diag_has(r->w->d, "K401"));
	f = world_finding(r->w, "K404", "social/*.csv");
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_NOTE);
	assert_str(only(r, CHANGE_MATURED, "social/*.csv")->why, "likes 91 -> 96");
}

/* What shrinks has not matured: 91 - 1 = 90. */
static void test_restate_posts_that_lost_are_restated(void **state)
{
	struct report *r = *state;

	put(r->w, GRAIN_POST, "likes", "2026-05-10", 1, 0);
	restate(r);
	assert_near(only(r, CHANGE_RESTATED, "like_rate")->after, 90.0 / 910, 1e-12);
	assert_false(diag_has(r->w->d, "K404"));
}

/* The report was made on 30 June; that it had more cells since, on days after, is none of its business. */
static void test_restate_computes_as_of_the_report(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->run.as_of_day = world_day("2026-05-31"); /* 61 days: 183, at the pace of 201.1 of 300 */
	r->kpis[0].value = 183;
	r->kpis[0].micro = 183 * MICRO;
	r->kpis[0].target = 300.0 * 61 / 91;
	r->kpis[0].red_line = 240.0 * 61 / 91;
	r->run.n_totals = 0;
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_int_equal(r->w->o.n_changes, 0);
}

static void test_restate_tells_a_target_that_moved_after_its_period(void **state)
{
	struct report *r = *state;
	const struct change *c;

	r->w->rows[0].target.micro = 280 * MICRO;
	restate(r);
	c = only(r, CHANGE_TARGET, "leads_social");
	assert_str(c->was, "300 (red line 240)");
	assert_str(c->is, "280 (red line 224)"); /* 0.8 x 280 */
	assert_int_equal(c->at.line, 2);
	assert_non_null(world_finding(r->w, "K402", "leads_social"));
}

/* While the period ran its target could be set; that it moved is told, and nothing is wrong with it. */
static void test_restate_target_of_an_unfinished_report_is_no_finding(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->run.as_of_day = world_day("2026-06-29");
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_true(only(r, CHANGE_TARGET, "leads_social")->after < 300); /* 300 x 90 / 91 */
	assert_false(diag_has(r->w->d, "K402"));
}

static void test_restate_another_definition_is_not_compared(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[0].definition = STR("measure likes; better higher; unit count");
	r->kpis[0].value = 1;
	r->kpis[0].micro = MICRO;
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_non_null(world_finding(r->w, "K403", "leads_social"));
	assert_false(diag_has(r->w->d, "K401"));
	assert_str(only(r, CHANGE_DEFINITION, "leads_social")->why,
	           "measure likes, now measure leads; now also leads count over_time sum over_parts sum");
}

static void test_restate_a_kpi_that_is_gone_changed_its_definition(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[0].kpi = STR("leads_old");
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_str(only(r, CHANGE_DEFINITION, "leads_old")->why, "the model has it no more");
}

static void test_restate_moving_to_another_goal_is_a_note(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->kpis[0].objective = STR("shrink");
	r->kpis[0].weight = 3;
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_int_equal(world_finding(r->w, "K403", "leads_social")->severity, SEV_NOTE);
	assert_str(only(r, CHANGE_DEFINITION, "leads_social")->why,
	           "goal shrink, now goal grow; weight 3, now weight 1");
}

static void test_restate_tells_a_file_that_is_gone_and_not_one_renamed(void **state)
{
	struct report *r = *state;

	world_judge(r->w);
	report_q2(r);
	r->files[1] = r->files[0];
	r->files[1].path = STR("social/gone.csv");
	r->files[1].xxh128 = STR("00000000000000000000000000000009");
	r->files[2] = r->files[1];
	r->files[2].path = STR("library:formats/gone.yaml"); /* comes with the program */
	r->run.n_inputs = 3;
	r->input[0].path = STR("social/renamed.csv"); /* the bytes of q2.csv */
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_int_equal(r->w->o.n_changes, 1);
	assert_non_null(world_finding(r->w, "K405", "social/gone.csv"));
}

/* Two reports of quarters that read the same lost file: one line, of the newer. */
static void test_restate_tells_a_lost_file_once(void **state)
{
	struct report *r = *state;
	struct past_run runs[2];

	world_judge(r->w);
	report_q2(r);
	r->files[0].path = STR("social/gone.csv");
	r->files[0].xxh128 = STR("00000000000000000000000000000009");
	runs[0] = runs[1] = r->run;
	runs[0].period = world_period("2026-06");
	runs[0].n_kpis = runs[0].n_totals = 0;
	r->past = (struct past){ runs, 2 };
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
	assert_int_equal(r->w->o.n_reports, 2);
	assert_true(period_eq(only(r, CHANGE_INPUT_GONE, "social/gone.csv")->period, r->run.period));
	assert_int_equal(r->w->o.n_changes, 1);
}

/* 1 April to 30 June: 91 cells of 3 and of 10. */
static void test_totals_are_by_source_metric_and_grain(void **state)
{
	struct report *r = *state;
	struct source_total *t;
	size_t n;

	world_judge(r->w);
	t = totals_of(&r->w->facts, r->w->a, world_period("2026-Q2"), &n);
	assert_int_equal(n, 3);
	assert_int_equal(t[0].metric, world_sym(r->w, "leads"));
	assert_int_equal(t[0].grain, GRAIN_DAY);
	assert_true(t[0].cells == 91 && t[0].micro == 273 * MICRO);
	assert_int_equal(t[2].grain, GRAIN_POST);
	assert_true(t[2].micro == 910 * MICRO);
	assert_str(t[2].source, "social/*.csv");
}

/* A source that gives what another gave: what it had is gone, what it has is new; neither has grown. */
static void test_totals_of_another_source_are_no_growth(void **state)
{
	struct report *r = *state;
	struct source_total *now;
	struct total_move *moves;
	size_t n_now, n;

	world_judge(r->w);
	report_q2(r);
	r->totals[1].source = STR("old/*.csv");
	now = totals_of(&r->w->facts, r->w->a, world_period("2026-Q2"), &n_now);
	moves = totals_compare(&r->w->facts, r->w->a, &r->run, now, n_now, &n);
	assert_int_equal(n, 2);
	assert_true(moves[0].had && !moves[0].has && !moves[0].is_growth);
	assert_true(!moves[1].had && moves[1].has && !moves[1].is_growth);
	assert_true(moves[1].is == 91 * MICRO);
}

static void test_words_of_two_figures_tell_them_apart(void **state)
{
	struct report *r = *state;
	struct str was, is;

	restate_pair(r->w->a, 0.1234561, 0.1234562, &was, &is);
	assert_str(was, "0.1234561");
	assert_str(is, "0.1234562");
	restate_pair(r->w->a, 1.0 / 3, 0.5, &was, &is);
	assert_str(was, "0.333333");
}

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
	put(w, GRAIN_DAY, "shares", "2026-07-01", 92, 1);
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
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_restate_finds_nothing_where_nothing_changed, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_restate_compares_exact_figures_exactly, setup, teardown),
		cmocka_unit_test_setup_teardown(test_restate_sees_a_millionth_of_an_exact_figure, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_restate_lets_rounding_pass_for_other_figures, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_restate_growth_of_posts_is_matured, setup, teardown),
		cmocka_unit_test_setup_teardown(test_restate_posts_that_lost_are_restated, setup, teardown),
		cmocka_unit_test_setup_teardown(test_restate_computes_as_of_the_report, setup, teardown),
		cmocka_unit_test_setup_teardown(test_restate_tells_a_target_that_moved_after_its_period,
		                                setup, teardown),
		cmocka_unit_test_setup_teardown(test_restate_target_of_an_unfinished_report_is_no_finding,
		                                setup, teardown),
		cmocka_unit_test_setup_teardown(test_restate_another_definition_is_not_compared, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_restate_a_kpi_that_is_gone_changed_its_definition, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_restate_moving_to_another_goal_is_a_note, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_restate_tells_a_file_that_is_gone_and_not_one_renamed,
		                                setup, teardown),
		cmocka_unit_test_setup_teardown(test_restate_tells_a_lost_file_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_totals_are_by_source_metric_and_grain, setup, teardown),
		cmocka_unit_test_setup_teardown(test_totals_of_another_source_are_no_growth, setup, teardown),
		cmocka_unit_test_setup_teardown(test_words_of_two_figures_tell_them_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(test_since_tells_states_statuses_and_the_model, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_since_begins_in_silence, setup, teardown),
		cmocka_unit_test_setup_teardown(test_since_compares_periods_of_one_length, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
