/* workspace_parts.h - the pieces of kpialign.yaml; for engine/read/workspace_*.c alone. */
#ifndef KPI_READ_WORKSPACE_PARTS_H
#define KPI_READ_WORKSPACE_PARTS_H
#include "data/workspace.h"
#include "read/keys.h"

/* workspace_names.c: `channels:` and `accounts:` */
void workspace_channels_read(const struct tools *r, const struct node *n, struct workspace *w);
void workspace_accounts_read(const struct tools *r, const struct node *n, struct workspace *w);
/* workspace_sources.c: `sources:`; after the two above, whose names it uses. */
void workspace_sources_read(const struct tools *r, const struct node *n, struct workspace *w);
#endif
