/* pages.h - packed month pages: the cells of one series in one month. */
#ifndef KPI_DATA_PAGES_H
#define KPI_DATA_PAGES_H
#include <stdbool.h>

#include "data/room.h"

/* A page holds the cells of a month packed in day order; mask says which days are there:
 *
 *   mask    0000 0000 0000 0000 0001 0000 0000 1010     days 2, 4 and 13
 *   cells   [ day 2 ][ day 4 ][ day 13 ][ room ]         in a slot of 1, 2, 4, 6, 8, 12, 16, 24 or 31
 */
struct page {             /* all zero: empty, without a slot */
	uint32_t mask;    /* bit d-1: day d has a cell */
	uint32_t written; /* of those, written while `epoch` was the current file */
	uint32_t epoch : 28;
	uint32_t size : 4; /* class of the slot; 0: none */
	uint32_t slot;     /* in pages.cells */
};

#define PAGE_EPOCHS  (1u << 28)
#define PAGE_CLASSES 10

/* Freed slots of one class. They are listed beside the cells, not in them: they lie cold in memory, and to take one
 * would wait for it. */
struct freed {
	uint32_t *slots;
	size_t n, cap;
};

struct pages {
	struct room pages, cells;
	struct freed freed[PAGE_CLASSES];
};

void pages_clear(struct pages *p); /* all zero is an empty one */

/* Pages of neighbours lie next to each other. */
enum { PAGE_BLOCK = 16 };
struct page *pages_new(struct pages *p); /* PAGE_BLOCK empty ones, which stay where they are */

/* The cell of a day (0-based in its month), or NULL: missing. Valid until the next page_insert. */
int64_t *page_cell(const struct pages *p, const struct page *g, unsigned dom0);
/* Give an empty page a slot for so many cells: a guess, which spares it to grow. */
void page_start(struct pages *p, struct page *g, unsigned n_cells);
/* Room for a day that has no cell yet; the caller writes it. */
int64_t *page_insert(struct pages *p, struct page *g, unsigned dom0);

unsigned bits_count(uint32_t mask);

static inline int bits_lowest(uint32_t mask) /* of one that is not 0 */
{
	return __builtin_ctz(mask);
}

static inline int bits_highest(uint32_t mask)
{
	return 31 - __builtin_clz(mask);
}

/* All cells of the page in day order, NULL when it has none. */
static inline int64_t *page_cells(const struct pages *p, const struct page *g)
{
	return g->size > 0 ? room_at(&p->cells, g->slot) : NULL;
}

/* The cells of the page will be asked for soon. */
void pages_call(const struct pages *p, const struct page *g);
#endif
