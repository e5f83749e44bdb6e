/* reasons.h - the words of the mapping: why a metric is in its state, and the findings about it. */
#ifndef KPI_CORE_REASONS_H
#define KPI_CORE_REASONS_H
#include "data/outcome.h"

/* Why a KPI links a metric: "measured by leads_social, which serves grow_b2b". */
struct str reason_linked(const struct facts *f, struct arena *a, const struct kpi *k);
/* Why a metric of a state other than linked is in it; for unknown ones the nearest names. */
struct str reason_not_linked(const struct facts *f, struct arena *a, const struct metric_state *m);
/* The ids of the KPIs that stand on the metric without measuring it: "ctr, engagement_rate"; may be empty. */
struct str reason_base_of(const struct facts *f, struct arena *a, sym metric);
/* Which channels serve what: "linkedin: leads_social; x: nothing" (accounts too where a channel is split). */
struct str reason_parts(const struct facts *f, struct arena *a, const struct series_state *s, size_t n);

/* All findings about the mapped metrics (K302 first; K201 K202 K208 K212) and about social goals (K206). */
void reason_report(const struct facts *f, const struct outcome *o, struct arena *a, struct diag *d);
#endif
