/* links.h - which KPIs read, measure and link a metric (DESIGN 7). */
#ifndef KPI_CORE_LINKS_H
#define KPI_CORE_LINKS_H
#include "data/outcome.h"

/* The goal that a KPI names, perhaps a social one; NULL: its objective is not in goals.csv. */
const struct goal *link_own_goal(const struct facts *f, const struct kpi *k);
/* The business goal a KPI counts under: its own, or the nearest above a social one; NULL: none. */
const struct goal *link_goal(const struct facts *f, const struct kpi *k);

/* A KPI measures the names in measure and formula, in per only when measure is an input; never an input. */
bool link_measures(const struct model *m, const struct kpi *k, sym metric);
/* The metric stands only below the line of the KPI: "also the base of ctr". */
bool link_is_base(const struct model *m, const struct kpi *k, sym metric);
bool link_reads(const struct kpi *k, sym metric);
/* It measures the metric, changes states (it is no diagnostic) and serves a business goal. */
bool link_joins(const struct facts *f, const struct kpi *k, sym metric);
/* Kind of what a KPI measures: social as soon as one metric is; of what it reads where it measures none. */
enum kind link_kind(const struct facts *f, const struct kpi *k);

/* How people call a KPI or goal: its name, else its id. */
struct str link_kpi_name(const struct facts *f, const struct kpi *k);
struct str link_goal_name(const struct facts *f, const struct goal *g);
#endif
