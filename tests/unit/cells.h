/* cells.h - batches of cells as a reader would hand them on, for tests of the store. */
#ifndef KPI_TEST_CELLS_H
#define KPI_TEST_CELLS_H
#include "claim.h"
#include "data/series.h"

#define PLAIN ((struct put_rules){ .source = 0, .every = EVERY_DAY })

struct batch new_batch(struct arena *a);
/* One more cell of channel 1 and account 2, on a line of its own from 2 on. */
void add_cell(struct batch *b, sym metric, int32_t day, int64_t micro);
int32_t ymd(int y, int m, int d);
#endif
