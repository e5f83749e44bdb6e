/* words.h - statuses, periods and gaps in the words of the scorecard. */
#ifndef KPI_PLAN_WORDS_H
#define KPI_PLAN_WORDS_H
#include "plan/number.h"
#include "plan/sheet.h"

/* "Met", "On pace", "No target" */
struct str status_word(enum status s, enum grey g, bool is_pace);
/* With its symbol: "\u25cf Met" */
struct str status_text(struct arena *a, enum status s, enum grey g, bool is_pace);
/* "met", "on pace", inside a sentence */
struct str status_lower(struct arena *a, enum status s, enum grey g, bool is_pace);
enum look status_look(enum status s);
extern const char *const status_symbols[STATUS__N];

/* The name of a period beside another of the same year: "Q2", else "Q4 2025". */
struct str period_beside(struct arena *a, struct period p, struct period other);
struct str kpi_label(const struct model *m, const struct kpi *k);
struct str goal_label(const struct model *m, const struct goal *g);
/* "leads", "engagements / impressions", "(margin - cost) / cost" */
struct str kpi_rule(struct arena *a, const struct model *m, const struct kpi *k);
/* " as claimed: its metrics reach no further than activity" where the model says a level above them (K621); else
 * empty. To follow the level. */
struct str kpi_claim(struct arena *a, const struct kpi *k);
/* "models/acme.yaml:41:3", or "" */
struct str place_text(struct arena *a, struct place at);

/* How far a judged value is from its target: signed value - target; from the nearer edge of a band, 0
 * inside. False for what is not judged: half a quarter is not short of a whole one. */
bool kpi_gap(const struct kpi_outcome *k, double *from, double *to);
/* red, falling amber, newly grey, other amber evidence: what Problems lists, in that order of class;
 * PROBLEM_NONE otherwise. */
enum problem { PROBLEM_RED, PROBLEM_FALLING, PROBLEM_GREY, PROBLEM_SHORT, PROBLEM_NONE };
enum problem kpi_problem(const struct kpi_outcome *k);
bool kpi_is_shown(
    const struct kpi_outcome *k); /* takes part or is watched: on Scorecard and in `export kpis` */
/* Shown KPIs in the order of Scorecard: goals.csv, then evidence, leading, diagnostic, then the model's
 * order. */
const struct kpi_outcome **kpis_shown(struct arena *a, const struct outcome *o, size_t *n);
#endif
