/* pages.h - packed month pages: the cells of one series in one month. */
#ifndef KPI_DATA_PAGES_H
#define KPI_DATA_PAGES_H
#include <stdbool.h>

#include "data/room.h"
#include "data/wide.h"

/* A page holds the cells of a month packed in day order; mask says which days are there:
 *
 *   mask    0000 0000 0000 0000 0001 0000 0000 1010     days 2, 4 and 13
 *   cells   [ day 2 ][ day 4 ][ day 13 ][ room ]         in a slot of 1, 2, 4, 6, 8, 12, 16, 24 or 31 steps
 *
 * A cell takes half a step, 4 bytes, where all values of the page are whole, or all are hundredths, and small enough.
 * Counts and money are; so most of a store is half as large, and half as far to go through. The first value that is
 * neither makes the page's cells anew, a step each. */
enum cell_unit { UNIT_ONE, UNIT_HUNDREDTH, UNIT_MILLIONTH }; /* the larger, the more values are a multiple */

struct page {             /* all zero: empty, without a slot */
	uint32_t mask;    /* bit d-1: day d has a cell */
	uint32_t written; /* of those, written while `epoch` was the current file */
	uint32_t epoch : 26;
	uint32_t unit : 2; /* enum cell_unit: what a cell counts */
	uint32_t size : 4; /* class of the slot; 0: none */
	uint32_t slot;     /* in pages.cells */
};

#define PAGE_EPOCHS  (1u << 26)
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

/* The cell of a day (0-based in its month), in millionths; false: missing. */
bool page_get(const struct pages *p, const struct page *g, unsigned dom0, int64_t *micro);
/* Write a cell, there already or not. */
void page_set(struct pages *p, struct page *g, unsigned dom0, int64_t micro);
/* Give an empty page a slot for so many cells: a guess, which spares it to grow. */
void page_start(struct pages *p, struct page *g, unsigned n_cells, enum cell_unit unit);
/* The cells of some days in their order, into out (31 at most); all of the days have one. How many. */
unsigned page_read(const struct pages *p, const struct page *g, uint32_t days, int64_t *out);
/* What they add up to. */
wide_sum page_sum(const struct pages *p, const struct page *g, uint32_t days);

/* The usual bit trick: sums of 1, 2, 4 bits, then bytes (no instruction or library call assumed). */
static inline unsigned bits_count(uint32_t v)
{
	v -= (v >> 1) & 0x55555555u;
	v = (v & 0x33333333u) + ((v >> 2) & 0x33333333u);
	return (((v + (v >> 4)) & 0x0F0F0F0Fu) * 0x01010101u) >> 24;
}

static inline int bits_lowest(uint32_t mask) /* of one that is not 0 */
{
	return __builtin_ctz(mask);
}

static inline int bits_highest(uint32_t mask)
{
	return 31 - __builtin_clz(mask);
}

/* The cells of the page will be asked for soon. */
void pages_call(const struct pages *p, const struct page *g);
#endif
