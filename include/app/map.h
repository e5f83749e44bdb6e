/* map.h - the map in its forms; for engine/app/map*.c alone. */
#ifndef KPI_APP_MAP_H
#define KPI_APP_MAP_H
#include "app/session.h"

void map_text(const struct session *s, bool is_boxed); /* is_boxed: lines of box-drawing characters */
void map_dot(const struct session *s);                 /* Graphviz */
void map_json(const struct session *s);

/* A KPI that the map shows: the company's own, or one of the library that takes part or is watched. */
bool map_shows(const struct kpi_outcome *k);
/* What became of a metric; NULL: no source gives it. */
const struct metric_state *map_metric(const struct session *s, sym metric);
/* "green", "grey", "watched" */
const char *map_status(const struct kpi_outcome *k);
#endif
