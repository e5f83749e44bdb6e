/* judge.h - the verbs of the core, in the order run.c calls them. */
#ifndef KPI_CORE_JUDGE_H
#define KPI_CORE_JUDGE_H
#include "data/outcome.h"

/* when.c: as-of and period where the user did not say. day_newest: newest day of a day- or post-grain social source, or,
 * where `every` is weeks, the end of the newest whole one. DESIGN 11: as-of defaults to day_newest; the period to the newest
 * complete quarter (as-of at or after its last day, or, with the default as-of, in its last 7 days: of weeks, none that ends
 * in the quarter is missing then). *how gets the words for the summary line. False: no data to go by (K302). */
bool when_as_of(bool given, int32_t as_of, int32_t day_newest, enum every every, int32_t *out,
                struct str *how);
struct period when_period(struct fiscal f, int32_t as_of, bool as_of_given, struct str *how);
/* A default as-of in the last 7 days of the period moves on to the period's last day, so that the period is over. The days
 * it moved by: data need be no fresher than it was. */
int32_t when_close(struct arena *a, struct period p, int32_t *as_of, struct str *how);

/* map.c: every metric into exactly one state, with its reason (DESIGN 7); fills metrics, series, the counts of the headline.
 * Findings K201 K202 K203 K204 K206 K208 K212 K302. */
void map_metrics(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d);

/* score.c: figures, targets, scores and greys of every KPI (DESIGN 4, 8). Findings K301 K303 K305-K313. */
void score_kpis(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d);

/* judge.c: objectives: evidence and leading apart, coverage, outcome gate, parents, ledgers; completes the headline
 * (serve_measured, objectives). Findings K204 K205 K207 K213 K304. */
void judge_goals(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d);

/* The score of a value against a target (DESIGN 8), unclamped inputs checked by the caller. A value that equals the target or
 * red line but for rounding is on it; a figure and a target that are both exact are compared exactly. */
double score_value(enum better better, double value, const struct resolved_target *t, double red_at);
double score_figure(enum better better, const struct figure *fig, const struct resolved_target *t,
                    double red_at);
enum status score_status(double score);
/* A weighted mean of scores, put on the line (100/3, 200/3) that only rounding keeps it from. */
double score_settle(double mean);
/* target.c: the target of a KPI for a period by the table of DESIGN 4; reports K308, K309. */
struct resolved_target target_resolve(const struct facts *f, struct arena *a, const struct kpi *k,
                                      struct period p, struct diag *d);
/* K308 and K309 of every row, whatever its period. Of the facts only model and targets are looked at. */
void targets_check(const struct facts *f, struct arena *a, struct diag *d);
/* What a KPI without a target waits for: "has a target for 2026-Q3", "has targets for 2026-07 and 2026-08 too". */
struct str target_lift(const struct facts *f, struct arena *a, const struct kpi *k, struct period p);
/* One line of words that a definition digest is made of: measure, where, better, roll-up rules, units. */
struct str kpi_definition(const struct facts *f, struct arena *a, const struct kpi *k);
#endif
