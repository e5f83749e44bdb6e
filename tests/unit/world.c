/* world.c - a small company built by hand, for tests of the core. */
#include "world.h"

#include <math.h>
#include <string.h>
#include "base/mem.h"
#include "core/strategy.h"
#include "data/series.h"

static const struct fiscal calendar = { .first_month = 1 };

sym world_sym(struct world *w, const char *z)
{
	return intern_text(w->names, str_of(z));
}

int32_t world_day(const char *iso)
{
	int32_t day = 0;

	assert_true(day_parse_iso(str_of(iso), &day));
	return day;
}

struct period world_period(const char *text)
{
	struct period p = { 0 };

	assert_true(period_parse(str_of(text), calendar, &p));
	return p;
}

int world_setup(void **state)
{
	struct world *w = mem_new(1, sizeof *w);

	w->a = arena_new(0);
	w->names = intern_new();
	intern_text(w->names, STR_NONE);
	w->d = diag_new();
	w->sources[0] = (struct source){ .kind = KIND_SOCIAL, .every = EVERY_DAY };
	w->sources[1] = (struct source){ .kind = KIND_BUSINESS, .every = EVERY_DAY };
	w->ws =
	    (struct workspace){ .company = STR("Acme"),
		                .card = { .appendix = ((1u << APPENDIX__N) - 1) & ~(1u << APPENDIX_SERIES) },
		                .currency = STR("EUR"),
		                .fiscal = calendar,
		                .sources = w->sources,
		                .n_sources = 2 };
	w->model.names = w->names;
	w->model.metrics = w->metrics;
	w->model.kpis = w->kpis;
	w->model.rules = (struct score_rules){ .red_at = 0.8,
		                               .coverage_floor = 0.6,
		                               .completeness_floor = 0.9,
		                               .min_base = 30,
		                               .own_weight = 1 };
	w->goals.all = w->all_goals;
	w->targets.all = w->rows;
	w->past.runs = w->runs;
	w->facts = (struct facts){ .ws = &w->ws,
		                   .model = &w->model,
		                   .goals = &w->goals,
		                   .targets = &w->targets,
		                   .store = store_new(),
		                   .past = &w->past,
		                   .period = world_period("2026-Q3"),
		                   .prior = world_period("2026-Q2"),
		                   .as_of = world_day("2026-09-30") };
	store_begin_file(w->facts.store);
	*state = w;
	return 0;
}

int world_teardown(void **state)
{
	struct world *w = *state;

	store_free(w->facts.store);
	diag_free(w->d);
	intern_free(w->names);
	arena_free(w->a);
	mem_free(w);
	return 0;
}

struct metric *world_metric(struct world *w, const char *id, enum kind kind, enum level level)
{
	struct metric *m = &w->metrics[w->model.n_metrics++];

	assert_true(w->model.n_metrics <= WORLD_MAX);
	*m = (struct metric){ .id = world_sym(w, id),
		              .kind = kind,
		              .unit = UNIT_COUNT,
		              .level = level,
		              .over_time = TIME_SUM,
		              .over_parts = PARTS_SUM };
	m->at = (struct place){ STR("model.yaml"), (uint32_t)w->model.n_metrics, 3, STR_NONE };
	return m;
}

static struct goal *find_goal(struct world *w, const char *id)
{
	for (size_t i = 0; i < w->goals.n; i++) {
		if (w->all_goals[i].id == world_sym(w, id))
			return &w->all_goals[i];
	}
	return NULL;
}

struct goal *world_goal(struct world *w, const char *id, const char *parent)
{
	struct goal *g = &w->all_goals[w->goals.n++], *up = parent != NULL ? find_goal(w, parent) : NULL;

	assert_true(w->goals.n <= WORLD_MAX);
	*g = (struct goal){ .id = world_sym(w, id),
		            .kind = KIND_BUSINESS,
		            .weight = 1,
		            .up = up,
		            .parent = up != NULL ? up->id : 0 };
	g->at = (struct place){ STR("goals.csv"), (uint32_t)w->goals.n + 1, 1, STR_NONE };
	return g;
}

struct kpi *world_kpi(struct world *w, const char *id, const char *goal, enum role role, const char *measure,
                      const char *per)
{
	struct kpi *k = &w->kpis[w->model.n_kpis++];
	sym *reads = ARENA_ARRAY(w->a, 2, sym);

	assert_true(w->model.n_kpis <= WORLD_MAX);
	*k = (struct kpi){ .id = world_sym(w, id),
		           .role = role,
		           .level = LEVEL_OUTCOME,
		           .better = BETTER_HIGHER,
		           .weight = 1,
		           .unit = per != NULL ? UNIT_RATIO : UNIT_COUNT };
	k->objective = k->goal = goal != NULL ? world_sym(w, goal) : 0;
	k->measure = reads[k->n_reads++] = world_sym(w, measure);
	if (per != NULL)
		k->per = reads[k->n_reads++] = world_sym(w, per);
	k->reads = reads;
	k->at = (struct place){ STR("model.yaml"), 100 + (uint32_t)w->model.n_kpis, 3, STR_NONE };
	return k;
}

static struct amount amount(double v)
{
	return (struct amount){ true, llround(v * 1e6) };
}

struct target *world_target(struct world *w, const char *kpi, const char *period, double target)
{
	struct target *t = &w->rows[w->targets.n++];

	assert_true(w->targets.n <= WORLD_MAX);
	*t = (struct target){ .kpi = world_sym(w, kpi),
		              .period = world_period(period),
		              .target = amount(target) };
	t->at = (struct place){ STR("targets.csv"), (uint32_t)w->targets.n + 1, 1, STR_NONE };
	return t;
}

static enum kind kind_of(struct world *w, const char *metric)
{
	for (size_t i = 0; i < w->model.n_metrics; i++) {
		if (w->metrics[i].id == world_sym(w, metric))
			return w->metrics[i].kind;
	}
	return KIND_SOCIAL;
}

void world_put(struct world *w, const char *metric, const char *channel, const char *from, int n,
               double value)
{
	world_put_for(w, metric, channel, "", from, n, value);
}

void world_put_for(struct world *w, const char *metric, const char *channel, const char *campaign,
                   const char *from, int n, double value)
{
	struct put_rules rules = { .source = kind_of(w, metric) == KIND_BUSINESS, .every = EVERY_DAY };
	struct put_report report = { 0 };
	struct batch b = { 0 };
	int32_t day = world_day(from);

	batch_init(&b, w->a);
	for (int i = 0; i < n; i++) {
		struct batch_keys keys = { .channel = world_sym(w, channel),
			                   .campaign = world_sym(w, campaign),
			                   .day = day + i };

		batch_add(&b, &keys, NULL,
		          (struct batch_cell){ llround(value * 1e6), world_sym(w, metric), (uint32_t)i + 2 });
	}
	store_put(w->facts.store, &b, &rules, &report);
	store_cover(w->facts.store, rules.source, day, day + n - 1);
	assert_int_equal(report.cells_conflict, 0);
}

struct metric *world_money(struct world *w, const char *id)
{
	struct metric *m = world_metric(w, id, KIND_SOCIAL, LEVEL_INPUT);

	m->unit = UNIT_CURRENCY;
	return m;
}

struct campaign *world_campaign(struct world *w, const char *name, const char *goal)
{
	struct campaign *c = &w->campaigns[w->told.n_campaigns++];

	assert_true(w->told.n_campaigns <= LEN(w->campaigns));
	w->told.campaigns = w->campaigns;
	w->told.has_campaigns = true;
	w->facts.told = &w->told;
	*c = (struct campaign){ .name = str_of(name), .start = DAY_NONE, .end = DAY_NONE };
	c->at = c->objective_at = c->dates_at =
	    (struct place){ STR("campaigns.csv"), (uint32_t)w->told.n_campaigns + 1, 1, STR_NONE };
	if (goal != NULL) {
		c->objective = world_sym(w, goal);
		c->goal = goals_find(&w->goals, c->objective);
		assert_non_null(c->goal);
	}
	return c;
}

void world_give(struct world *w, const char *metric, double total)
{
	world_put(w, metric, "x", "2026-07-01", 92, total / 92);
}

struct kpi *world_scored(struct world *w, const char *id, const char *goal, double value, double target)
{
	const char *metric = str_z(w->a, str_fmt(w->a, "m_%s", id));

	world_metric(w, metric, KIND_SOCIAL, LEVEL_OUTCOME);
	world_give(w, metric, value);
	world_target(w, id, "2026-Q3", target);
	return world_kpi(w, id, goal, ROLE_EVIDENCE, metric, NULL);
}

static void settle(struct world *w)
{
	const struct metric **by_sym;

	w->model.n_by_sym = intern_count(w->names);
	by_sym = ARENA_ARRAY(w->a, w->model.n_by_sym, const struct metric *);
	for (size_t i = 0; i < w->model.n_metrics; i++)
		by_sym[w->metrics[i].id] = &w->metrics[i];
	w->model.by_sym = by_sym;
	store_settle(w->facts.store, NULL);
}

void world_map(struct world *w)
{
	settle(w);
	map_metrics(&w->facts, &w->o, w->a, w->d);
}

void world_judge(struct world *w)
{
	world_map(w);
	score_kpis(&w->facts, &w->o, w->a, w->d);
	judge_goals(&w->facts, &w->o, w->a, w->d);
	judge_strategy(&w->facts, &w->o, w->a, w->d);
}

void world_report_q2(struct world *w)
{
	struct past_kpi *kpis = ARENA_ARRAY(w->a, w->model.n_kpis, struct past_kpi);
	struct past_goal *goals = ARENA_ARRAY(w->a, w->goals.n, struct past_goal);
	struct past_term *terms = ARENA_ARRAY(w->a, WORLD_MAX, struct past_term);
	struct past_run *r = &w->runs[0];

	w->facts.period = world_period("2026-Q2");
	w->facts.prior = world_period("2026-Q1");
	world_judge(w);
	*r = (struct past_run){ .period = w->facts.period, .reported_on = STR("2026-07-03") };
	r->kpis = kpis;
	r->goals = goals;
	r->terms = terms;
	for (size_t i = 0; i < w->o.n_kpis; i++) {
		const struct kpi_outcome *k = &w->o.kpis[i];

		kpis[r->n_kpis++] = (struct past_kpi){ .kpi = intern_str(w->names, k->kpi->id),
			                               .has_value = k->figure.has,
			                               .value = k->figure.value,
			                               .is_exact = k->figure.is_exact,
			                               .micro = k->figure.micro,
			                               .has_target = k->target.has && !k->target.is_band,
			                               .target = k->target.target,
			                               .has_red_line = k->target.has,
			                               .red_line = k->target.red_line,
			                               .has_band = k->target.is_band,
			                               .target_low = k->target.low,
			                               .target_high = k->target.high,
			                               .has_tolerance = k->target.is_band,
			                               .tolerance = k->target.tolerance,
			                               .has_score = k->has_score,
			                               .score = k->score,
			                               .weight = k->kpi->weight,
			                               .definition = k->definition };
	}
	for (size_t i = 0; i < w->o.n_goals; i++) {
		const struct goal_outcome *g = &w->o.goals[i];

		goals[r->n_goals++] = (struct past_goal){ .goal = intern_str(w->names, g->goal->id),
			                                  .status = str_of(status_names[g->status]),
			                                  .reason = g->reason,
			                                  .has_score = g->has_score,
			                                  .score = g->score };
		for (size_t k = 0; k < g->n_ledger; k++) {
			const struct ledger_term *t = &g->ledger[k];

			terms[r->n_terms++] = (struct past_term){
				.goal = intern_str(w->names, g->goal->id),
				.term = intern_str(w->names,
				                   t->kpi != NULL ? t->kpi->kpi->id : t->child->goal->id),
				.is_goal = t->child != NULL,
				.is_hold = t->is_hold,
				.weight = t->weight,
				.score = t->score,
				.points = t->points,
			};
		}
	}
	w->past.n = 1;
	w->facts.period = world_period("2026-Q3");
	w->facts.prior = world_period("2026-Q2");
}

const struct metric_state *world_state(const struct world *w, const char *metric)
{
	for (size_t i = 0; i < w->o.n_metrics; i++) {
		if (str_is(intern_str(w->names, w->o.metrics[i].metric), metric))
			return &w->o.metrics[i];
	}
	fail_msg("no metric %s", metric);
	return NULL;
}

const struct kpi_outcome *world_kpi_outcome(const struct world *w, const char *kpi)
{
	for (size_t i = 0; i < w->o.n_kpis; i++) {
		if (str_is(intern_str(w->names, w->o.kpis[i].kpi->id), kpi))
			return &w->o.kpis[i];
	}
	fail_msg("no KPI %s", kpi);
	return NULL;
}

const struct goal_outcome *world_goal_outcome(const struct world *w, const char *goal)
{
	for (size_t i = 0; i < w->o.n_goals; i++) {
		if (str_is(intern_str(w->names, w->o.goals[i].goal->id), goal))
			return &w->o.goals[i];
	}
	fail_msg("no goal %s", goal);
	return NULL;
}

const struct finding *world_finding(const struct world *w, const char *code, const char *subject)
{
	size_t n;
	const struct finding *all = diag_list(w->d, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].code, code) == 0 && str_is(all[i].subject, subject))
			return &all[i];
	}
	return NULL;
}
