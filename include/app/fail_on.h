/* fail_on.h - --fail-on: whether a finished run ends with 1, and why. */
#ifndef KPI_APP_FAIL_ON_H
#define KPI_APP_FAIL_ON_H
#include <stdio.h>
#include "app/session.h"

/* Whether anything that --fail-on lists is there; a line for each on `to` (NULL: none). Cron mails lines, not codes. */
bool fail_on_matches(const struct session *s, FILE *to);
/* A status that lost its colour or fell; what was grey before cannot get worse. */
bool fail_on_got_worse(enum status before, enum status now);
#endif
