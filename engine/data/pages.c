/* pages.c - packed month pages and the slots of their cells. */
#include "data/pages.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

static const unsigned char class_room[] = { 0, 1, 2, 4, 6, 8, 12, 16, 24, 31 };
static_assert(sizeof class_room == PAGE_CLASSES, "a room each");

/* The usual bit trick: sums of 1, 2, 4 bits, then bytes (no instruction or library call assumed). */
unsigned bits_count(uint32_t v)
{
	v -= (v >> 1) & 0x55555555u;
	v = (v & 0x33333333u) + ((v >> 2) & 0x33333333u);
	return (((v + (v >> 4)) & 0x0F0F0F0Fu) * 0x01010101u) >> 24;
}

/* The smallest that holds so many. */
static unsigned class_of(unsigned n_cells)
{
	static const unsigned char of[32] = { 1, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7,
		                              7, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9 };
	assert(n_cells < 32);
	return of[n_cells];
}

void pages_clear(struct pages *p)
{
	room_clear(&p->pages);
	room_clear(&p->cells);
	for (unsigned c = 0; c < PAGE_CLASSES; c++)
		mem_free(p->freed[c].slots);
}

struct page *pages_new(struct pages *p)
{
	size_t bytes = PAGE_BLOCK * sizeof(struct page);
	struct page *block = room_at(&p->pages, room_take(&p->pages, (uint32_t)(bytes / sizeof(int64_t))));

	memset(block, 0, bytes);
	return block;
}

static uint32_t take_slot(struct pages *p, unsigned size)
{
	struct freed *f = &p->freed[size];

	if (f->n == 0)
		return room_take(&p->cells, class_room[size]);
	if (f->n > 4)
		__builtin_prefetch(room_at(&p->cells, f->slots[f->n - 4]), 1);
	return f->slots[--f->n];
}

static void give_slot(struct pages *p, unsigned size, uint32_t slot)
{
	struct freed *f = &p->freed[size];

	mem_reserve(&f->slots, &f->cap, f->n + 1, sizeof *f->slots);
	f->slots[f->n++] = slot;
}

void pages_call(const struct pages *p, const struct page *g)
{
	const int64_t *cells = page_cells(p, g);
	unsigned n = bits_count(g->mask);

	if (n == 0)
		return;
	__builtin_prefetch(cells, 1);
	__builtin_prefetch(cells + n, 1); /* where the next day goes */
}

int64_t *page_cell(const struct pages *p, const struct page *g, unsigned dom0)
{
	uint32_t bit = 1u << dom0;

	if (!(g->mask & bit))
		return NULL;
	return page_cells(p, g) + bits_count(g->mask & (bit - 1));
}

void page_start(struct pages *p, struct page *g, unsigned n_cells)
{
	unsigned size = class_of(n_cells);

	assert(g->size == 0);
	g->slot = take_slot(p, size);
	g->size = size & 0xF;
}

/* Out of a full slot of n cells into the next larger one. */
static void grow(struct pages *p, struct page *g, unsigned n)
{
	unsigned from = g->size, to = class_of(n + 1);
	uint32_t slot = take_slot(p, to);

	memcpy(room_at(&p->cells, slot), room_at(&p->cells, g->slot), n * sizeof(int64_t));
	give_slot(p, from, g->slot);
	g->slot = slot;
	g->size = to & 0xF;
}

int64_t *page_insert(struct pages *p, struct page *g, unsigned dom0)
{
	uint32_t bit = 1u << dom0;
	unsigned n = bits_count(g->mask);
	unsigned at = g->mask < bit ? n : bits_count(g->mask & (bit - 1)); /* rows most often come by day */
	int64_t *cells;

	assert(dom0 < 31 && !(g->mask & bit));
	if (g->size == 0)
		page_start(p, g, 1);
	else if (n == class_room[g->size])
		grow(p, g, n);
	g->mask |= bit;
	cells = page_cells(p, g);
	if (at < n)
		memmove(cells + at + 1, cells + at, (n - at) * sizeof *cells);
	return cells + at;
}
