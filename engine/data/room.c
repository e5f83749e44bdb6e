/* room.c - memory in chunks that never move. */
#include "data/room.h"

#include <assert.h>

#include "base/mem.h"

enum { FIRST_CHUNK = 1 << 12 /* steps: 32 KB */ };

void room_clear(struct room *r)
{
	for (size_t i = 0; i < r->n; i++)
		mem_free(r->chunks[i]);
	mem_free(r->chunks);
	mem_free(r->next);
}

static void add_chunk(struct room *r)
{
	if (r->n >= UINT32_MAX >> ROOM_BITS) /* 32 GB: no number is left */
		mem_exhausted(SIZE_MAX);
	r->size = r->n == 0 ? FIRST_CHUNK : r->size < ROOM_CHUNK ? r->size * 8 : ROOM_CHUNK;
	r->used = 0;
	mem_reserve(&r->chunks, &r->cap, r->n + 1, sizeof *r->chunks);
	r->chunks[r->n++] = r->next != NULL ? r->next : mem_large(r->size * sizeof **r->chunks);
	r->next = NULL;
}

void *room_next(struct room *r)
{
	if (r->next != NULL || r->size < ROOM_CHUNK || r->used < r->size / 2)
		return NULL;
	r->next = mem_large(ROOM_CHUNK * sizeof **r->chunks);
	return r->next;
}

uint32_t room_take(struct room *r, uint32_t steps)
{
	uint32_t i;

	assert(steps <= FIRST_CHUNK / 8);
	if (r->size - r->used < steps)
		add_chunk(r);
	i = (uint32_t)(r->n - 1) << ROOM_BITS | r->used;
	r->used += steps;
	return i;
}
