/* room.h - memory in chunks that never move, handed out in steps of 8 bytes and known by a number of 32 bits. */
#ifndef KPI_DATA_ROOM_H
#define KPI_DATA_ROOM_H
#include <stddef.h>
#include <stdint.h>

/* The upper bits of a number say which chunk, the lower ones where in it. Chunks are small at first, so that a small
 * store stays small, and huge pages in the end, so that a large one seldom waits for the system. */
enum { ROOM_BITS = 18, ROOM_CHUNK = 1 << ROOM_BITS /* steps: 2 MB */ };

struct room {
	int64_t **chunks;
	size_t n, cap;
	uint32_t used, size; /* of the last chunk, steps */
	int64_t *next;       /* the chunk to come, where room_next was asked for it; or NULL */
};

void room_clear(struct room *r);
/* So many steps in a row, <= 512; not zeroed. */
uint32_t room_take(struct room *r, uint32_t steps);

/* The full chunk that will be wanted next, when the last one is half used and nobody was told of it yet; else NULL. */
void *room_next(struct room *r);

static inline void *room_at(const struct room *r, uint32_t i)
{
	return r->chunks[i >> ROOM_BITS] + (i & (ROOM_CHUNK - 1));
}
#endif
