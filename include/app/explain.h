/* explain.h - where a name comes from, on lines of 80 columns; for engine/app/explain*.c alone. */
#ifndef KPI_APP_EXPLAIN_H
#define KPI_APP_EXPLAIN_H
#include "app/session.h"

/* One kind of name each; 1: printed, 0: the name is of another kind. */
int explain_goal(const struct session *s, sym id);
int explain_objective(const struct session *s, sym id); /* of the library, where it is no goal's id too */
int explain_kpi(const struct session *s, sym id);
int explain_metric(const struct session *s, sym id);
int explain_key(struct arena *a, struct str name); /* a key of the model, the workspace or a format */

/* "  label          text", wrapped; nothing where there is no text. */
void explain_line(const char *label, struct str text);
void explain_say(const char *label, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void explain_item(unsigned indent, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void explain_place(const char *label, struct place at);
/* "    models/acme.yaml:41:3   objective: grow_b2b": a place and what its line says. */
void explain_source(const struct session *s, struct place at);

/* explain_chain.c: from a KPI up to the root goal, with the line that makes each link. metric 0: from the KPI
 * on. */
void explain_chain(const struct session *s, sym metric, const struct kpi_outcome *k);
/* explain_adds.c: how a metric rolls up over time and parts, and why; how a KPI is made of its metrics. */
void explain_adds(const struct session *s, const struct metric *m);
void explain_rule(const struct session *s, const struct kpi_outcome *k);
/* explain_goal.c: what notes.csv says of a goal or KPI in the period. */
void explain_notes(const struct session *s, sym about);
/* explain_score.c: target, and the score with its arithmetic worked. */
void explain_target(const struct session *s, const struct kpi_outcome *k);
void explain_score(const struct session *s, const struct kpi_outcome *k);
/* explain_totals.c: what each file says of these metrics in the period, by channel and account; with --rows
 * down to the rows. w NULL: everywhere. */
void explain_totals(const struct session *s, const sym *metrics, size_t n, const struct where *w);

/* A value as `export` prints it; "none", or "between 3 and 5" where there is no single one. */
struct str explain_figure(struct arena *a, const struct figure *f);
#endif
