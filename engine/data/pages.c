/* pages.c - packed month pages and the slots of their cells. */
#include "data/pages.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

static const unsigned char class_room[] = { 0, 1, 2, 4, 6, 8, 12, 16, 24, 31 };
static_assert(sizeof class_room == PAGE_CLASSES, "a room each");
static const int64_t unit_micro[] = { [UNIT_ONE] = 1000000, [UNIT_HUNDREDTH] = 10000, [UNIT_MILLIONTH] = 1 };

static bool is_narrow(unsigned unit)
{
	return unit != UNIT_MILLIONTH;
}

/* The smallest class that holds so many cells. */
static unsigned class_of(unsigned n_cells, unsigned unit)
{
	static const unsigned char of[32] = { 1, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7,
		                              7, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9 };
	assert(n_cells < 32);
	return of[is_narrow(unit) ? (n_cells + 1) / 2 : n_cells];
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

/* Cells as they lie: one of the two is used, as the page's unit says. */
struct view {
	int32_t *narrow;
	int64_t *wide;
	int64_t micro; /* of a narrow one */
};

static struct view view_of(const struct pages *p, const struct page *g, unsigned from)
{
	void *cells = room_at(&p->cells, g->slot);

	return is_narrow(g->unit)
	           ? (struct view){ .narrow = (int32_t *)cells + from, .micro = unit_micro[g->unit] }
	           : (struct view){ .wide = (int64_t *)cells + from };
}

/* Where the first of the days stands. */
static unsigned place_of(const struct page *g, uint32_t days)
{
	return bits_count(g->mask & ((days & -days) - 1));
}

/* How many units a value is, rounded: the divisors are constants here, which spares the processor to divide. */
static int64_t units_in(unsigned unit, int64_t micro)
{
	return unit == UNIT_ONE ? micro / 1000000 : unit == UNIT_HUNDREDTH ? micro / 10000 : micro;
}

static bool fits(unsigned unit, int64_t micro)
{
	int64_t n = units_in(unit, micro);

	return !is_narrow(unit) || (n * unit_micro[unit] == micro && n == (int32_t)n);
}

static enum cell_unit unit_of(int64_t micro)
{
	return fits(UNIT_ONE, micro)         ? UNIT_ONE
	       : fits(UNIT_HUNDREDTH, micro) ? UNIT_HUNDREDTH
	                                     : UNIT_MILLIONTH;
}

static void write_cell(struct pages *p, const struct page *g, unsigned at, int64_t micro)
{
	struct view v = view_of(p, g, at);

	if (v.narrow != NULL)
		*v.narrow = (int32_t)units_in(g->unit, micro);
	else
		*v.wide = micro;
}

void pages_call(const struct pages *p, const struct page *g)
{
	unsigned n = bits_count(g->mask);
	const char *cells;

	if (n == 0)
		return;
	cells = room_at(&p->cells, g->slot);
	__builtin_prefetch(cells, 1);
	__builtin_prefetch(cells + n * (is_narrow(g->unit) ? 4 : 8), 1); /* where the next day goes */
}

bool page_get(const struct pages *p, const struct page *g, unsigned dom0, int64_t *micro)
{
	uint32_t day = UINT32_C(1) << dom0;

	if (g->mask & day)
		page_read(p, g, day, micro);
	return g->mask & day;
}

unsigned page_read(const struct pages *p, const struct page *g, uint32_t days, int64_t *out)
{
	unsigned n = bits_count(days);
	struct view v;

	assert((days & ~g->mask) == 0);
	if (n == 0)
		return 0;
	v = view_of(p, g, place_of(g, days));
	for (unsigned i = 0; i < n; i++)
		out[i] = v.narrow != NULL ? v.narrow[i] * v.micro : v.wide[i];
	return n;
}

wide_sum page_sum(const struct pages *p, const struct page *g, uint32_t days)
{
	unsigned n = bits_count(days);
	wide_sum sum = 0;
	int64_t narrow = 0; /* 31 of 32 bits fit */
	struct view v;

	assert((days & ~g->mask) == 0);
	if (n == 0)
		return 0;
	v = view_of(p, g, place_of(g, days));
	if (v.narrow != NULL) {
		for (unsigned i = 0; i < n; i++)
			narrow += v.narrow[i];
		return (wide_sum)narrow * v.micro;
	}
	for (unsigned i = 0; i < n; i++)
		sum += v.wide[i];
	return sum;
}

void page_start(struct pages *p, struct page *g, unsigned n_cells, enum cell_unit unit)
{
	unsigned size = class_of(n_cells, unit);

	assert(g->size == 0);
	g->slot = take_slot(p, size);
	g->size = size & 0xF;
	g->unit = unit & 0x3;
}

/* Out of a full slot of n cells into the next larger one. */
static void grow(struct pages *p, struct page *g, unsigned n)
{
	unsigned from = g->size, to = class_of(n + 1, g->unit);
	uint32_t slot = take_slot(p, to);

	memcpy(room_at(&p->cells, slot), room_at(&p->cells, g->slot), class_room[from] * sizeof(int64_t));
	give_slot(p, from, g->slot);
	g->slot = slot;
	g->size = to & 0xF;
}

/* The cells of the page anew, in a unit of which this value and all of them are multiples. */
static void widen(struct pages *p, struct page *g, int64_t micro)
{
	int64_t cells[31];
	unsigned n = page_read(p, g, g->mask, cells);
	enum cell_unit unit = unit_of(micro);

	for (unsigned i = 0; i < n; i++)
		while (!fits(unit, cells[i]))
			unit++;
	while (!fits(unit, micro))
		unit++;
	give_slot(p, g->size, g->slot);
	g->size = 0;
	page_start(p, g, n + 1 < 31 ? n + 1 : 31, unit);
	for (unsigned i = 0; i < n; i++)
		write_cell(p, g, i, cells[i]);
}

/* Room for a cell between those of the days around it; where it stands. */
static unsigned open_day(struct pages *p, struct page *g, uint32_t day)
{
	unsigned n = bits_count(g->mask);
	unsigned at = g->mask < day ? n : place_of(g, day); /* rows most often come by day */
	struct view v;

	if (n == class_room[g->size] * (is_narrow(g->unit) ? 2u : 1u))
		grow(p, g, n);
	g->mask |= day;
	if (at == n)
		return at;
	v = view_of(p, g, at);
	if (v.narrow != NULL)
		memmove(v.narrow + 1, v.narrow, (n - at) * sizeof *v.narrow);
	else
		memmove(v.wide + 1, v.wide, (n - at) * sizeof *v.wide);
	return at;
}

/* Most rows: a whole value behind all that the page has, and there is room. */
static inline bool append_whole(struct pages *p, struct page *g, uint32_t day, int64_t micro)
{
	int64_t whole = micro / 1000000;
	unsigned n = bits_count(g->mask);

	if (g->unit != UNIT_ONE || g->mask >= day || n >= class_room[g->size] * 2u || whole != (int32_t)whole
	    || whole * 1000000 != micro)
		return false;
	((int32_t *)room_at(&p->cells, g->slot))[n] = (int32_t)whole;
	g->mask |= day;
	return true;
}

void page_set(struct pages *p, struct page *g, unsigned dom0, int64_t micro)
{
	uint32_t day = UINT32_C(1) << dom0;

	assert(dom0 < 31);
	if (append_whole(p, g, day, micro))
		return;
	if (g->size == 0)
		page_start(p, g, 1, unit_of(micro));
	if (!fits(g->unit, micro))
		widen(p, g, micro);
	write_cell(p, g, g->mask & day ? place_of(g, day) : open_day(p, g, day), micro);
}
