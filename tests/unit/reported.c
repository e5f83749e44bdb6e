/* reported.c - 2026-Q2 as a report said it. */
#include "reported.h"

#include "core/restate.h"

void put_grain(struct world *w, enum grain grain, const char *metric, const char *from, int n, double value)
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

static struct past_total total(const char *metric, const char *grain, double v)
{
	return (struct past_total){ STR("social/*.csv"), str_of(metric), str_of(grain), 91, true,
		                    (int64_t)(v * 1e6) };
}

int reported_setup(void **state)
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
	put_grain(w, GRAIN_DAY, "leads", "2026-04-01", 183, 3);
	put_grain(w, GRAIN_POST, "likes", "2026-04-01", 183, 1);
	put_grain(w, GRAIN_POST, "views", "2026-04-01", 183, 10);
	*state = r;
	return 0;
}

int reported_teardown(void **state)
{
	struct report *r = *state;
	void *w = r->w;

	return world_teardown(&w);
}

void report_q2(struct report *r)
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

void restate_as_is(struct report *r)
{
	restate_reports(&r->w->facts, &r->inputs, &r->w->o, r->w->a, r->w->d);
}

void restate(struct report *r)
{
	world_judge(r->w);
	if (r->past.n == 0)
		report_q2(r);
	restate_as_is(r);
}

const struct change *only(const struct report *r, enum change_kind kind, const char *subject)
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
