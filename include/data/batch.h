/* batch.h - rows on their way from a file to the store. */
#ifndef KPI_DATA_BATCH_H
#define KPI_DATA_BATCH_H
#include <stdbool.h>

#include "base/intern.h"
#include "base/mem.h"

enum grain { GRAIN_DAY, GRAIN_POST, GRAIN_EVENT, GRAIN_WINDOW, GRAIN__N };
extern const char *const grain_names[GRAIN__N]; /* day post event window */

#define BATCH_ROWS 4096
enum { BATCH_SPARE = 64 }; /* cells behind the last, which nobody fills */

/* Cells are written by one thread and read by another, so what they share stands once for all that follow each other:
 *
 *   keys     x, acme, 2026-07-01: 3 cells      x, acme, 2026-07-02: 2 cells
 *   cells    likes 4, shares 1, leads 12       likes 7, leads 9                                                  */
struct batch_keys {
	sym channel, account, campaign; /* interned */
	int32_t day;                    /* days since 1970-01-01 */
	uint32_t n;                     /* cells */
};
struct batch_cell {
	int64_t micro; /* value x 1,000,000 */
	sym metric;    /* interned */
	uint32_t line; /* where the cell's record starts, from the batch's line 0 on */
};
struct batch_id { /* of a record of post grain: a 128-bit digest */
	uint64_t hi, lo;
};

struct batch {
	size_t n;        /* cells, <= BATCH_ROWS */
	size_t n_keys;   /* <= n */
	size_t n_closed; /* keys that the next cell does not go on with */
	uint32_t line;   /* of the file: its 1-based line that is line 0 here */
	struct batch_cell *cells;
	struct batch_keys *keys;
	struct batch_id *ids; /* of keys, in post grain */
};

/* Room for BATCH_ROWS cells in the arena. */
void batch_init(struct batch *b, struct arena *a);
/* The same but for the ids, which day grain does not have. */
void batch_init_days(struct batch *b, struct arena *a);
void batch_clear(struct batch *b);
/* Adds a cell; there is room. The number of cells in *k does not matter. Of post grain, *id is that of the record, and
 * batch_close was called where it began; of day grain it is NULL. */
void batch_add(struct batch *b, const struct batch_keys *k, const struct batch_id *id,
               struct batch_cell cell);
/* Adds all cells of `from`, a batch of day grain, to b, which has room for them. */
void batch_append(struct batch *b, const struct batch *from);

/* What is added from here on shares no keys with what is there: a record of post grain begins, or a piece. */
static inline void batch_close(struct batch *b)
{
	b->n_closed = b->n_keys;
}

/* Some cells after this one are on their way to be written. */
static inline void batch_call(struct batch_cell *cell)
{
	mem_call_to_write(cell + BATCH_SPARE);
}

/* The keys are those of the cells added next: the last ones go on if they say the same. Their cells are counted by who
 * adds them. */
static inline struct batch_keys *batch_open(struct batch *b, const struct batch_keys *k)
{
	struct batch_keys *last = b->keys + b->n_keys;

	if (b->n_keys > b->n_closed && last[-1].account == k->account && last[-1].channel == k->channel
	    && last[-1].campaign == k->campaign && last[-1].day == k->day)
		return last - 1;
	b->n_keys++;
	mem_call_to_write(last + BATCH_SPARE);
	*last = *k;
	last->n = 0;
	return last;
}
#endif
