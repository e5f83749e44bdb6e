/* workspace_parts.h - the pieces of kpialign.yaml; for engine/read/workspace_*.c alone. */
#ifndef KPI_READ_WORKSPACE_PARTS_H
#define KPI_READ_WORKSPACE_PARTS_H
#include "data/workspace.h"
#include "read/language.h"
#include "read/sources.h"

/* What language_workspace.c fills in and a reader looks at again. */
struct workspace_text {
	struct workspace w;
	int named_by; /* end, start */
};
struct account_text {
	int32_t closed;
	const struct str *spellings;
	size_t n_spellings;
};
struct source_text {
	struct source s;
	struct str channel, account, campaign, window, covers;
};
struct card_text {
	struct card c;
	struct str accent;
	const struct str *sheets;
	size_t n_sheets;
};

/* workspace_card.c: `scorecard:`; a logo is one more input. w->company is settled. */
void workspace_card_read(const struct tools *r, const struct node *n, struct workspace *w,
                         struct input_list *files);
/* workspace_names.c: `channels:` and `accounts:` */
void workspace_channels_read(const struct tools *r, const struct node *n, struct workspace *w);
void workspace_accounts_read(const struct tools *r, const struct node *n, struct workspace *w);
/* workspace_sources.c: `sources:`; after the two above, whose names it uses. */
void workspace_sources_read(const struct tools *r, const struct node *n, struct workspace *w);
#endif
