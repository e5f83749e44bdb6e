/* strategy.h - is there one strategy: money, lamps, channels, departments and maturity, after goals are judged. */
#ifndef KPI_CORE_STRATEGY_H
#define KPI_CORE_STRATEGY_H
#include "data/outcome.h"

/* Fills o->strategy from all that was judged. Findings K209 K210 K211 K214 K215 K216 K217. */
void judge_strategy(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d);

/* Its parts, in this order. */
/* spend.c: spend by campaign, exact: what the parts and what the classes add up to is all spend. Spend is social
 * metrics of level input in currency that are summed over time; what counts in the period and what is left out (K217) is
 * spend_cells.h's to say. */
void strategy_spend(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d);
/* The spend of the period on a channel. False: there is none, or it does not fit. */
bool spend_of_channel(const struct spend *s, sym channel, int64_t *micro);
/* Can parts of the spend be told as shares? Not where it is not judged, does not fit, or is 0 or less, as a whole or
 * in one of its classes: refunds. */
bool spend_has_shares(const struct spend *s);
/* lamps.c */
void strategy_lamps(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d);
/* takers.c: channels and departments that take part, and those that do not. */
void strategy_takers(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d);
/* campaign_lags.c */
void strategy_lags(const struct facts *f, const struct outcome *o, struct arena *a, struct diag *d);
/* maturity.c: stages and practices; reports nothing. */
void strategy_maturity(const struct facts *f, struct outcome *o, struct arena *a);

/* indicators.c: the value of an indicator of data/model.h. False: it is not known here. */
bool indicator_value(const struct facts *f, const struct outcome *o, struct str name, double *value);
/* shows.c: what of the data makes a test come out as it does, naming the goals concerned: "Solve customer problems has
 * no sponsor; social metrics that serve a goal: 14 of 35"; may be empty. In the arena. */
struct str test_shows(const struct facts *f, const struct outcome *o, struct arena *a,
                      const struct expr *test);
/* Of a test that has no value: what is not known. */
struct str test_unknown(const struct facts *f, const struct outcome *o, struct arena *a,
                        const struct expr *test);
/* A KPI that links something: no diagnostic, with a business goal, in use. */
bool kpi_links(const struct kpi_outcome *k);
/* Whose it is: its own department, else its objective's; may be empty. */
struct str kpi_department(const struct kpi_outcome *k);
#endif
