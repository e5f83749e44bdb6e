/* part.h - the part of the company that --for names. */
#ifndef KPI_APP_PART_H
#define KPI_APP_PART_H
#include "app/session.h"

/* "goal:ID" or "department:NAME" of a judged session; suffix: for the name of its file, "-goal-win_dealers". False: K904,
 * exit 64, with the nearest names. */
bool part_find(struct session *s, struct str part, struct scope *out, struct str *suffix);
#endif
