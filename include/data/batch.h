/* batch.h - rows on their way from a file to the store, as columns. */
#ifndef KPI_DATA_BATCH_H
#define KPI_DATA_BATCH_H
#include "base/intern.h"

enum grain { GRAIN_DAY, GRAIN_POST, GRAIN_EVENT, GRAIN_WINDOW, GRAIN__N };
extern const char *const grain_names[GRAIN__N]; /* day post event window */

#define BATCH_ROWS 4096

struct batch {                                      /* cell i = element i of every column        */
	size_t n;                                   /* <= BATCH_ROWS                             */
	sym *channel, *account, *campaign, *metric; /* interned       */
	int32_t *day;                               /* days since 1970-01-01                     */
	int64_t *micro;                             /* value x 1,000,000                         */
	uint32_t *line;                             /* 1-based line where the cell's record starts */
	uint64_t *id_hi, *id_lo;                    /* post grain: 128-bit digest of the id; else unused */
};

/* Columns for BATCH_ROWS cells in the arena. */
void batch_init(struct batch *b, struct arena *a);
/* The same but for the ids, which day grain does not have. */
void batch_init_days(struct batch *b, struct arena *a);
/* Cells at .. at + n of a batch of day grain, as a batch that borrows its columns. */
struct batch batch_part(const struct batch *b, size_t at, size_t n);
/* Adds cells at .. at + n of `from` to b, which has room for them. Not their ids. */
void batch_append(struct batch *b, const struct batch *from, size_t at, size_t n);
#endif
