/* networks.h - names that most people use for one network, met as several channels. */
#ifndef KPI_READ_NETWORKS_H
#define KPI_READ_NETWORKS_H
#include "data/series.h"
#include "data/workspace.h"

/* After all is read: K117, a warning for each network of which two channels or more have cells, where the workspace does
 * not list them as channels of their own. */
void networks_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                   const struct store *st, struct diag *d);
#endif
