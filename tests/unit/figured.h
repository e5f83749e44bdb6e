/* figured.h - figures, ratios, formulas and targets of a little company, for tests that work them by hand. */
#ifndef KPI_TEST_FIGURED_H
#define KPI_TEST_FIGURED_H
#include "company.h"
#include "core/judge.h"
#include "core/rollup.h"

struct figure metric_in(struct company *c, const char *metric, const char *period);
struct figure metric_now(struct company *c, const char *metric); /* in the company's period */
#define assert_value(fig, v)                           \
	do {                                           \
		struct figure fig_ = (fig);            \
		assert_true(fig_.has);                 \
		assert_false(fig_.has_bounds);         \
		assert_true(is_near(fig_.value, (v))); \
	} while (0)
#define assert_bounds(fig, l, h)                      \
	do {                                          \
		struct figure fig_ = (fig);           \
		assert_false(fig_.has);               \
		assert_true(fig_.has_bounds);         \
		assert_true(is_near(fig_.low, (l)));  \
		assert_true(is_near(fig_.high, (h))); \
	} while (0)

/* A KPI "ratio" of two metrics; one called "formula". */
struct kpi ratio_of(struct company *c, const char *measure, const char *per);
struct kpi formula_of(struct company *c, const char *text);

/* A KPI "k" of one new metric "m" with this rule. */
struct kpi kpi_of(struct company *c, enum unit unit, enum over_time rule, enum better better);
/* Months of a metric of a channel, finance's way; of "m". */
void put_month(struct company *c, const char *metric, const char *channel, const char *first, size_t n,
               const int64_t *values);
void put_months(struct company *c, const char *first, size_t n, const int64_t *values);
struct resolved_target resolve(struct company *c, const struct kpi *k, const char *period);
#define assert_target(t, want, red)                       \
	do {                                              \
		struct resolved_target t_ = (t);          \
		assert_true(t_.has);                      \
		assert_true(is_near(t_.target, (want)));  \
		assert_true(is_near(t_.red_line, (red))); \
	} while (0)
#endif
