/* company.c - a little company for tests of the core. */
#include "company.h"

#include <assert.h>
#include <math.h>

static const struct fiscal calendar = { 1, false };

struct company *company_new(void)
{
	struct arena *a = arena_new(0);
	struct company *c = ARENA_NEW(a, struct company);

	c->a = a;
	c->names = intern_new();
	c->d = diag_new();
	intern_text(c->names, STR_NONE);
	c->ws = (struct workspace){
		.currency = STR("EUR"),
		.fiscal = calendar,
		.sources = c->sources,
		.n_sources = 4,
		.accounts = c->accounts,
	};
	c->model = (struct model){
		.names = c->names,
		.metrics = c->metrics,
		.by_sym = c->by_sym,
		.n_by_sym = 256,
		.rules = { .red_at = 0.8,
		           .coverage_floor = 0.6,
		           .completeness_floor = 0.9,
		           .min_base = 30,
		           .own_weight = 1 },
	};
	c->targets.all = c->rows;
	c->f =
	    (struct facts){ .ws = &c->ws, .model = &c->model, .targets = &c->targets, .store = store_new() };
	company_period(c, "2026-Q3", "2026-09-30");
	return c;
}

void company_free(struct company *c)
{
	store_free(c->f.store);
	intern_free(c->names);
	diag_free(c->d);
	arena_free(c->a);
}

int company_setup(void **state)
{
	*state = company_new();
	return 0;
}

int company_teardown(void **state)
{
	company_free(*state);
	return 0;
}

struct period company_span(const char *period)
{
	struct period p = { 0 };
	bool ok = period_parse(str_of(period), calendar, &p);

	assert(ok);
	(void)ok;
	return p;
}

int32_t company_day(const char *iso)
{
	int32_t day = 0;
	bool ok = day_parse_iso(str_of(iso), &day);

	assert(ok);
	(void)ok;
	return day;
}

void company_period(struct company *c, const char *period, const char *as_of)
{
	c->f.period = company_span(period);
	c->f.prior = period_step(c->f.period, -1, calendar);
	c->f.as_of = company_day(as_of);
}

sym company_sym(struct company *c, const char *name)
{
	return name != NULL ? intern_text(c->names, str_of(name)) : 0;
}

struct metric *company_metric(struct company *c, const char *id, enum unit unit, enum over_time over_time,
                              enum over_parts over_parts)
{
	struct metric *m = &c->metrics[c->model.n_metrics++];

	assert(c->model.n_metrics <= sizeof c->metrics / sizeof *c->metrics);
	*m = (struct metric){
		.id = company_sym(c, id),
		.unit = unit,
		.over_time = over_time,
		.over_parts = over_parts,
		.level = LEVEL_OUTCOME,
	};
	assert(m->id < 256);
	c->by_sym[m->id] = m;
	return m;
}

static int32_t next_day(enum every every, int32_t day)
{
	int month = day_month(day);

	switch (every) {
	case EVERY_WEEK:
		return day + 7;
	case EVERY_MONTH:
		return month_last(month + 1);
	case EVERY_QUARTER:
		return month_last(month + 3);
	default:
		return day + 1;
	}
}

void company_put(struct company *c, struct cells_of_series s, const char *first, size_t n,
                 const int64_t *values)
{
	struct put_rules rules = { .source = s.source,
		                   .every = s.every != EVERY_DEFAULT ? s.every : EVERY_DAY,
		                   .is_sparse = s.is_sparse };
	struct put_report report = { 0 };
	int32_t day = company_day(first);
	struct batch b;

	batch_init(&b, c->a);
	store_begin_file(c->f.store);
	for (size_t i = 0; i < n; i++, day = next_day(rules.every, day)) {
		struct batch_keys keys = { .channel = company_sym(c, s.channel),
			                   .account = company_sym(c, s.account),
			                   .campaign = company_sym(c, s.campaign),
			                   .day = day };

		batch_add(&b, &keys, NULL,
		          (struct batch_cell){ values[i] * MICRO, company_sym(c, s.metric),
		                               (uint32_t)i + 2 });
	}
	store_put(c->f.store, &b, &rules, &report);
	assert(report.n_conflicts == 0);
	store_settle(c->f.store, c->f.ws);
}

void company_put_same(struct company *c, struct cells_of_series s, const char *first, size_t n, int64_t value)
{
	int64_t *values = ARENA_ARRAY(c->a, n, int64_t);

	for (size_t i = 0; i < n; i++)
		values[i] = value;
	company_put(c, s, first, n, values);
}

struct amount company_amount(const char *text)
{
	struct amount x = { .has = text != NULL };

	if (text != NULL) {
		enum num_error e = num_parse(str_of(text), NUM_PLAIN, &x.micro);

		assert(e == NUM_OK);
		(void)e;
	}
	return x;
}

struct target *company_target(struct company *c, const char *kpi, const char *period, const char *target,
                              const char *red_line)
{
	struct target *t = &c->rows[c->targets.n++];

	assert(c->targets.n <= sizeof c->rows / sizeof *c->rows);
	*t = (struct target){
		.kpi = company_sym(c, kpi),
		.period = company_span(period),
		.target = company_amount(target),
		.red_line = company_amount(red_line),
		.at = { .file = STR("targets.csv"), .line = (uint32_t)c->targets.n + 1, .col = 1 },
	};
	return t;
}

bool is_near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}
