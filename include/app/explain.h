/* explain.h - one kind of name each; every one prints its part and tells whether the name was of its kind. */
#ifndef KPI_APP_EXPLAIN_H
#define KPI_APP_EXPLAIN_H
#include "app/session.h"

int explain_goal(const struct session *s, sym id); /* 1: printed, 0: no such goal */
int explain_kpi(const struct session *s, sym id);
int explain_metric(const struct session *s, sym id);

/* "  label          text", left out where there is none. */
void explain_line(const char *label, struct str text);
void explain_place(const char *label, struct place at);
#endif
