/* spend_cells.h - which cells are the spend of the period, and which spend is left out of it. */
#ifndef KPI_CORE_SPEND_CELLS_H
#define KPI_CORE_SPEND_CELLS_H
#include "data/outcome.h"

enum spend_fate {
	SPEND_COUNTED,
	SPEND_INCLUDED,  /* of a total: the spend that it includes is counted on this channel and account */
	SPEND_OTHER_DAYS /* of a window or a quarter that lies in the period only in part */
};

struct spend_cells { /* cells of one series; one that is counted in part is here twice */
	uint32_t series;
	enum spend_fate fate;
	sym finer; /* SPEND_INCLUDED: the metric that is counted in its place */
	int32_t from, to;
	bool overflow;
	int64_t micro; /* in the workspace's currency */
};

/* Spend is social metrics of level input in currency that are summed over time. A cell counts in the period as it does
 * for a KPI (slice_days). A total is not added to what it `includes` where that is counted on the same channel and
 * account in the period; rows without a channel or an account may be about any. *n of them, in order of the store. */
const struct spend_cells *spend_cells_list(const struct facts *f, struct arena *a, size_t *n);
/* K217, a note for each metric, channel and account, about spend that is left out. */
void spend_cells_report(const struct facts *f, const struct spend_cells *all, size_t n, struct arena *a,
                        struct diag *d);
#endif
