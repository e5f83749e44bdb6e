/* store.h - inside of struct store, for the files of data/ that share it; everyone else uses series.h. */
#ifndef KPI_DATA_STORE_H
#define KPI_DATA_STORE_H
#include "data/groups.h"
#include "data/pages.h"
#include "data/series.h"

struct month_dir { /* of one month: pages by series, PAGE_BLOCK in a block; NULL: none of them has a cell */
	struct page **blocks;
	size_t n, cap;
};

struct day_span {
	int32_t first, last;
};
struct cover {
	struct day_span *spans;
	size_t n, cap;
}; /* sorted, apart from each other */

/* keep.c: months that are added up already, of some series. Chunks are small enough to be of memory that was freed before:
 * pages that the kernel gives anew cost more than what is worked out here. */
enum { KEPT_BITS = 15, KEPT_CHUNK = 1 << KEPT_BITS /* months */ };
struct kept_chunk {
	int64_t sum[KEPT_CHUNK];
	uint32_t mask[KEPT_CHUNK]; /* as in its page */
};
struct kept_row {
	uint32_t at;      /* in the chunks, which no row goes over the end of; KEPT_NOT */
	int16_t first, n; /* of its months, those that were asked for */
};
#define KEPT_NOT UINT32_MAX
struct kept {
	struct kept *older;    /* other series or other months */
	int from, to;          /* months that were asked for: all cells of its series in them stand here */
	struct kept_row *rows; /* by series */
	size_t n_rows;
	struct kept_chunk **chunks;
	size_t n_chunks, cap_chunks;
	uint32_t used; /* of the last chunk */
};

/* meet.c: one more conflict, to be filled in; NULL: so many are kept already that it is only counted. */
struct put_conflict *put_report_conflict(struct put_report *r);

struct store {
	struct series *list; /* first_day, last_day and n_cells: see is_counted */
	size_t n, cap;
	struct groups groups; /* series by key */
	struct month_dir *months;
	size_t n_months, cap_months; /* month-major */
	struct pages pages;
	uint32_t epoch; /* the current file */
	struct cover *covers;
	size_t n_covers, cap_covers;     /* by source */
	struct store *far_sum, *far_min; /* store_far: series by the same keys; NULL until there is one */
	struct store
	    *before; /* what the current file replaced, where same_cell may change it again; or NULL */
	struct store
	    *carry;       /* of cells that do not fit: how often 2^64 (millionths) is to be added; or NULL */
	size_t n_carried; /* cells of carry that are not 0 */
	uint32_t *sorted;
	size_t n_sorted;   /* store_sorted's answer; stale when n_sorted != n */
	bool *is_counted;  /* the list knows of all cells: counted when first asked for, as rows are many */
	struct kept *kept; /* the newest; NULL: nothing is */
};

/* The series of `st` with the key of `like`; false: none. */
bool store_find(const struct store *st, const struct series *like, size_t *i);
/* The index of the series with this key, added when it is new. */
uint32_t store_add(struct store *st, const struct series *key);
/* The pages of a month, made when they are not there. Valid until another month is touched. */
struct month_dir *store_month(struct store *st, int month);
/* The page of series i in a month, maybe without a cell, or NULL. */
const struct page *store_page(const struct store *st, size_t i, int month);
/* Write the cell of a day in the series with the key of `like`; both are made where they are not there. */
void store_set(struct store *st, const struct series *like, int32_t day, int64_t micro);

/* What is kept of series i in the n months from first on; NULL: not all of them. */
const struct kept_row *store_kept(const struct store *st, size_t i, int first, int n, const struct kept **in);
void store_add_block(struct store *st, struct month_dir *dir, size_t block);

/* The page of a series in its month, made when it is not there. */
static inline struct page *store_touch_page(struct store *st, struct month_dir *dir, uint32_t series)
{
	size_t block = series / PAGE_BLOCK;

	if (block >= dir->n || dir->blocks[block] == NULL)
		store_add_block(st, dir, block);
	return &dir->blocks[block][series % PAGE_BLOCK];
}

/* meet.c: a cell is given that is there already: what it is now is changed to what it is then. */
struct meeting {
	struct store *st;
	const struct series *series;
	const struct batch_keys *keys;
	const struct batch_cell *given;
	uint32_t line; /* of the file, where its record starts */
	const struct put_rules *rules;
	struct put_report *r;
};
void store_meet(const struct meeting *m, bool same_file, int64_t *cell);
#endif
