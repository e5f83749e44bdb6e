/* reported.h - what a run says that finds its period reported already. */
#ifndef KPI_APP_REPORTED_H
#define KPI_APP_REPORTED_H
#include "app/session.h"
/* Of a judged session. On stdout, where the summary would be printed: the headline as it was reported, that there is nothing
 * to do, and the scorecard (card: its path, or NULL). On stderr, on a terminal or where the summary or the period is asked for: a
 * line where a file or a figure is not as reported, which file, and how to correct it; where a report is asked for, wherever a
 * figure is not. Else silent: cron is not woken. */
void reported_print(const struct session *s, const char *card);
#endif
