/* world.h - a small company built by hand, for tests of the core: fiscal year = calendar year, period 2026-Q3
 * (92 days), as-of its last day. Build goals, metrics, KPIs, targets and cells, then world_judge. */
#ifndef KPI_TEST_WORLD_H
#define KPI_TEST_WORLD_H
#include "claim.h"
#include "core/judge.h"

enum { WORLD_MAX = 64 };

struct world {
	struct arena *a;
	struct intern *names;
	struct diag *d;
	struct source sources[2]; /* 0 social, 1 business */
	struct workspace ws;
	struct metric metrics[WORLD_MAX];
	struct kpi kpis[WORLD_MAX];
	struct goal all_goals[WORLD_MAX];
	struct target rows[WORLD_MAX];
	struct past_run runs[4];
	struct campaign campaigns[8];
	struct told told;
	struct model model;
	struct goals goals;
	struct targets targets;
	struct past past;
	struct facts facts;
	struct outcome o;
};

/* For cmocka: *state is the world. */
int world_setup(void **state);
int world_teardown(void **state);
#define WORLD_TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
#define WORLD         struct world *w = *state /* the first line of such a test */

sym world_sym(struct world *w, const char *z);
int32_t world_day(const char *iso);
struct period world_period(const char *text);

/* The pointers stay valid; change what a test needs before world_judge. */
/* A count that is summed. */
struct metric *world_metric(struct world *w, const char *id, enum kind kind, enum level level);
/* A business goal of weight 1. */
struct goal *world_goal(struct world *w, const char *id, const char *parent);
/* One of the company's own, higher is better, weight 1. */
struct kpi *world_kpi(struct world *w, const char *id, const char *goal, enum role role, const char *measure,
                      const char *per);
struct target *world_target(struct world *w, const char *kpi, const char *period, double target);
/* The same value on each of n days from a day on. */
void world_put(struct world *w, const char *metric, const char *channel, const char *from, int n,
               double value);
/* The same for a campaign; "": none. */
void world_put_for(struct world *w, const char *metric, const char *channel, const char *campaign,
                   const char *from, int n, double value);
/* A metric that is money spent. */
struct metric *world_money(struct world *w, const char *id);
/* A row of campaigns.csv; goal NULL: it names none. */
struct campaign *world_campaign(struct world *w, const char *name, const char *goal);
/* So that the KPI has this total in 2026-Q3: one cell a day of value / 92. */
void world_give(struct world *w, const char *metric, double total);
/* An evidence KPI of this id over a metric of its own (m_<id>) that has this value and target; returns it. */
struct kpi *world_scored(struct world *w, const char *id, const char *goal, double value, double target);

void world_map(struct world *w);   /* settle, then map_metrics */
void world_judge(struct world *w); /* all the verbs */
/* Judge 2026-Q2, and keep it as history would, reported; then it is 2026-Q3 again. */
void world_report_q2(struct world *w);

const struct metric_state *world_state(const struct world *w, const char *metric);
const struct kpi_outcome *world_kpi_outcome(const struct world *w, const char *kpi);
const struct goal_outcome *world_goal_outcome(const struct world *w, const char *goal);
/* The first finding of a code about a subject; NULL: none. */
const struct finding *world_finding(const struct world *w, const char *code, const char *subject);
#endif
