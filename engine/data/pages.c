/* pages.c - packed month pages in pools by size class. */
#include "data/pages.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

#define CHUNK 4096u /* elements a chunk */

static const unsigned class_room[PAGE_CLASSES] = { 1, 2, 4, 8, 16, 31 };

/* The usual bit trick: sums of 1, 2, 4 bits, then bytes (no instruction or library call assumed). */
unsigned bits_count(uint32_t v)
{
	v -= (v >> 1) & 0x55555555u;
	v = (v & 0x33333333u) + ((v >> 2) & 0x33333333u);
	return (((v + (v >> 4)) & 0x0F0F0F0Fu) * 0x01010101u) >> 24;
}

static unsigned class_of(unsigned n_cells)
{
	static const unsigned char of[32] = { 0, 0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4,
		                              4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 };
	assert(n_cells < 32);
	return of[n_cells];
}

static void *pool_at(const struct pool *p, uint32_t i)
{
	return p->chunks[i / CHUNK] + (size_t)(i % CHUNK) * p->size;
}

static uint32_t pool_take(struct pool *p)
{
	uint32_t i = p->n;

	if (p->n_freed > 0)
		return p->freed[--p->n_freed];
	if (i / CHUNK == p->n_chunks) {
		mem_reserve(&p->chunks, &p->cap_chunks, p->n_chunks + 1, sizeof *p->chunks);
		p->chunks[p->n_chunks++] = mem_new(CHUNK, p->size);
	}
	assert(p->n < UINT32_MAX - 1);
	p->n++;
	return i;
}

static void pool_give(struct pool *p, uint32_t i)
{
	mem_reserve(&p->freed, &p->cap_freed, p->n_freed + 1, sizeof *p->freed);
	p->freed[p->n_freed++] = i;
}

static void pool_clear(struct pool *p)
{
	for (size_t i = 0; i < p->n_chunks; i++)
		mem_free(p->chunks[i]);
	mem_free(p->chunks);
	mem_free(p->freed);
}

void pages_init(struct pages *p)
{
	memset(p, 0, sizeof *p);
	p->pages.size = sizeof(struct page);
	for (unsigned c = 0; c < PAGE_CLASSES; c++)
		p->cells[c].size = class_room[c] * sizeof(int64_t);
}

void pages_clear(struct pages *p)
{
	pool_clear(&p->pages);
	for (unsigned c = 0; c < PAGE_CLASSES; c++)
		pool_clear(&p->cells[c]);
}

uint32_t pages_new(struct pages *p)
{
	uint32_t i = pool_take(&p->pages);

	memset(pool_at(&p->pages, i), 0, sizeof(struct page));
	return i;
}

struct page *pages_at(const struct pages *p, uint32_t page)
{
	return pool_at(&p->pages, page);
}

static int64_t *slot_of(const struct pages *p, const struct page *g)
{
	return pool_at(&p->cells[class_of(bits_count(g->mask))], g->slot);
}

const int64_t *page_cells(const struct pages *p, const struct page *g)
{
	return g->mask ? slot_of(p, g) : NULL;
}

void pages_call(const struct pages *p, const struct page *g)
{
	unsigned n = bits_count(g->mask);
	const int64_t *cells = n > 0 ? pool_at(&p->cells[class_of(n)], g->slot) : NULL;

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
	return slot_of(p, g) + bits_count(g->mask & (bit - 1));
}

int64_t *page_insert(struct pages *p, struct page *g, unsigned dom0)
{
	uint32_t bit = 1u << dom0;
	unsigned n = bits_count(g->mask);
	unsigned at = g->mask < bit ? n : bits_count(g->mask & (bit - 1)); /* rows most often come by day */
	unsigned from = class_of(n), to = class_of(n + 1);
	int64_t *cells;

	assert(dom0 < 31 && !(g->mask & bit));
	if (n == 0) {
		g->slot = pool_take(&p->cells[to]);
	} else if (from != to) {
		uint32_t slot = pool_take(&p->cells[to]);

		memcpy(pool_at(&p->cells[to], slot), pool_at(&p->cells[from], g->slot), n * sizeof *cells);
		pool_give(&p->cells[from], g->slot);
		g->slot = slot;
	}
	g->mask |= bit;
	cells = pool_at(&p->cells[to], g->slot);
	if (at < n)
		memmove(cells + at + 1, cells + at, (n - at) * sizeof *cells);
	return cells + at;
}
