/* company.h - a little company for tests of the core: metrics, series, targets and the facts over them. */
#ifndef KPI_TEST_COMPANY_H
#define KPI_TEST_COMPANY_H
#include "claim.h"
#include "data/outcome.h"

struct company {
	struct arena *a;
	struct intern *names;
	struct diag *d;
	struct workspace ws;
	struct model model;
	struct targets targets;
	struct facts f;
	struct source sources[8];
	struct account accounts[4];
	struct metric metrics[16];
	const struct metric *by_sym[256];
	struct target rows[16];
};

struct company *company_new(void); /* 2026-Q3, as of its last day; EUR; calendar years; four sources */
void company_free(struct company *c);
/* For cmocka: *state is a company. */
int company_setup(void **state);
int company_teardown(void **state);
#define COMPANY_TEST(f) cmocka_unit_test_setup_teardown(f, company_setup, company_teardown)
void company_period(struct company *c, const char *period, const char *as_of);
sym company_sym(struct company *c, const char *name);
int32_t company_day(const char *iso);
struct period company_span(const char *period);

struct metric *company_metric(struct company *c, const char *id, enum unit unit, enum over_time over_time,
                              enum over_parts over_parts);

struct cells_of_series {
	const char *metric, *channel, *account, *campaign;
	uint16_t source;
	enum every every; /* EVERY_DEFAULT: day */
	bool is_sparse;
};
/* n cells from a day on, a cadence apart (months: ends of months), in whole units; settles the store. */
void company_put(struct company *c, struct cells_of_series s, const char *first, size_t n,
                 const int64_t *values);
/* The same value n times. */
void company_put_same(struct company *c, struct cells_of_series s, const char *first, size_t n,
                      int64_t value);

/* A row of targets.csv at targets.csv:(rows so far + 2); NULL: missing. */
struct target *company_target(struct company *c, const char *kpi, const char *period, const char *target,
                              const char *red_line);
struct amount company_amount(const char *text);
bool is_near(double a, double b); /* within 1e-9 of the larger */
#endif
