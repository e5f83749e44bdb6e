/* summary.h - what a run found, in a few lines for a terminal. */
#ifndef KPI_APP_SUMMARY_H
#define KPI_APP_SUMMARY_H
#include "app/session.h"

struct summary_card {
	const char *path;  /* NULL: none was written */
	bool is_look;      /* history does not keep it */
	struct str stands; /* as-of of the report that stays though this run corrects it; "": none */
};

/* Period and as-of with how they were chosen, the headline, what serves no goal (largest first), objectives that are not
 * met, and where the scorecard is. */
void summary_print(FILE *to, const struct session *s, struct summary_card card);
#endif
