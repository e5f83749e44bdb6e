/* check_data.h - what `check` can tell of a workspace beyond its model: targets, and what exports feed. */
#ifndef KPI_APP_CHECK_DATA_H
#define KPI_APP_CHECK_DATA_H
#include "app/session.h"
#include "core/advice.h"

/* After session_open: the rows of targets.csv (K308, K309), then, where exports are here, every error that a run would
 * stop at, K204, K206, K207, K619 and K620. Writes nothing and looks at no history. False: diag has an error. */
bool check_data(struct session *s, const struct advised *w);
#endif
