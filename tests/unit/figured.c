/* figured.c - figures, ratios, formulas and targets of a little company. */
#include "figured.h"

#include "core/formula.h"

struct figure metric_in(struct company *c, const char *metric, const char *period)
{
	return rollup_metric(&c->f, c->a, company_sym(c, metric), NULL, company_span(period));
}

struct figure metric_now(struct company *c, const char *metric)
{
	return rollup_metric(&c->f, c->a, company_sym(c, metric), NULL, c->f.period);
}

struct kpi ratio_of(struct company *c, const char *measure, const char *per)
{
	return (struct kpi){ .id = company_sym(c, "ratio"),
		             .measure = company_sym(c, measure),
		             .per = company_sym(c, per) };
}

struct kpi formula_of(struct company *c, const char *text)
{
	struct formula_error err = { 0 };
	struct kpi k = { .id = company_sym(c, "formula"),
		         .formula = formula_parse(c->a, c->names, str_of(text), &err) };

	assert_non_null(k.formula);
	return k;
}

struct kpi kpi_of(struct company *c, enum unit unit, enum over_time rule, enum better better)
{
	sym *reads = ARENA_NEW(c->a, sym);

	company_metric(c, "m", unit, rule, PARTS_SUM);
	*reads = company_sym(c, "m");
	return (struct kpi){
		.id = company_sym(c, "k"), .measure = *reads, .reads = reads, .n_reads = 1, .better = better
	};
}

void put_month(struct company *c, const char *metric, const char *channel, const char *first, size_t n,
               const int64_t *values)
{
	company_put(c, (struct cells_of_series){ .metric = metric, .channel = channel, .every = EVERY_MONTH },
	            first, n, values);
}

void put_months(struct company *c, const char *first, size_t n, const int64_t *values)
{
	put_month(c, "m", NULL, first, n, values);
}

struct resolved_target resolve(struct company *c, const struct kpi *k, const char *period)
{
	return target_resolve(&c->f, c->a, k, company_span(period), c->d);
}
