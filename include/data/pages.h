/* pages.h - packed month pages: the cells of one series in one month. */
#ifndef KPI_DATA_PAGES_H
#define KPI_DATA_PAGES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A page holds the cells of a month packed in day order; mask says which days are there:
 *
 *   mask    0000 0000 0000 0000 0001 0000 0000 1010     days 2, 4 and 13
 *   cells   [ day 2 ][ day 4 ][ day 13 ][ room ]         in a slot of 1, 2, 4, 8, 16 or 31
 *
 * The slot's size follows from the number of cells, so it need not be kept. */
struct page {
	uint32_t mask;    /* bit d-1: day d has a cell */
	uint32_t written; /* of those, written while `epoch` was the current file */
	uint32_t epoch;
	uint32_t slot; /* in the pool of its size class */
};

#define PAGE_CLASSES 6

/* Fixed-size elements in chunks that never move. Freed ones are listed beside them, not in them: they lie cold in
 * memory, and to take one would wait for it. */
struct pool {
	char **chunks;
	size_t n_chunks, cap_chunks;
	size_t size; /* of an element, bytes */
	uint32_t n;  /* elements handed out, freed ones included */
	uint32_t *freed;
	size_t n_freed, cap_freed;
};

struct pages {
	struct pool pages;
	struct pool cells[PAGE_CLASSES];
};

void pages_init(struct pages *p);
void pages_clear(struct pages *p);
uint32_t pages_new(struct pages *p); /* an empty page's number */
struct page *pages_at(const struct pages *p, uint32_t page);

/* The cell of a day (0-based in its month), or NULL: missing. Valid until the next pages_insert. */
int64_t *page_cell(const struct pages *p, const struct page *g, unsigned dom0);
/* Room for a day that has no cell yet; the caller writes it. */
int64_t *page_insert(struct pages *p, struct page *g, unsigned dom0);
/* All cells of the page in day order, NULL when it has none. */
const int64_t *page_cells(const struct pages *p, const struct page *g);

/* The cells of the page will be asked for soon. */
void pages_call(const struct pages *p, const struct page *g);

unsigned bits_count(uint32_t mask);
#endif
