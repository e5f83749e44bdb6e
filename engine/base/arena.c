/* arena.c - memory that is freed all at once, with a limit. */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>
#include "base/mem.h"

enum { ALIGN = _Alignof(max_align_t), FIRST_CHUNK = 4096, LAST_CHUNK = 4 << 20 };

/* Chunks hang from the newest one:  arena -> newest -> older -> oldest.
 * Only the newest is filled further. */
struct chunk {
	struct chunk *older;
	size_t cap, used;
	max_align_t data[];
};

struct arena {
	struct chunk *newest;
	size_t limit, used;
	size_t next_cap;
};

struct arena *arena_new(size_t limit)
{
	struct arena *a = mem_new(1, sizeof *a);

	a->limit = limit;
	a->next_cap = FIRST_CHUNK;
	return a;
}

static void free_chunks(struct chunk *c)
{
	while (c != NULL) {
		struct chunk *older = c->older;

		mem_free(c);
		c = older;
	}
}

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	free_chunks(a->newest);
	mem_free(a);
}

/* In builds for tests, text that outlives its arena's reset is seen to. */
static void spoil(struct chunk *c)
{
#ifdef KPIALIGN_FAULTS
	memset(c->data, '#', c->used);
#else
	(void)c;
#endif
}

/* The newest chunk is kept: an arena that is reset in a loop settles on one chunk. */
void arena_reset(struct arena *a)
{
	if (a->newest != NULL) {
		free_chunks(a->newest->older);
		spoil(a->newest);
		a->newest->older = NULL;
		a->newest->used = 0;
	}
	a->used = 0;
}

static struct chunk *new_chunk(size_t cap)
{
	struct chunk *c;

	if (cap > SIZE_MAX - sizeof *c)
		mem_exhausted(cap);
	c = mem_resize(NULL, 1, sizeof *c + cap);
	c->older = NULL;
	c->cap = cap;
	c->used = 0;
	return c;
}

/* Room for bytes (already rounded up): in the newest chunk, in a new one, or, when it is too
 * big for a normal chunk, in one of its own that leaves the newest to be filled further. */
static void *take(struct arena *a, size_t bytes)
{
	struct chunk *c = a->newest;

	if (c == NULL || c->cap - c->used < bytes) {
		if (bytes > a->next_cap / 4 && c != NULL) {
			c = new_chunk(bytes);
			c->older = a->newest->older;
			a->newest->older = c;
		} else {
			c = new_chunk(bytes > a->next_cap ? bytes : a->next_cap);
			c->older = a->newest;
			a->newest = c;
			if (a->next_cap < LAST_CHUNK)
				a->next_cap *= 2;
		}
	}
	c->used += bytes;
	return (char *)c->data + (c->used - bytes);
}

/* *bytes: what was taken, rounded up. */
static void *take_checked(struct arena *a, size_t n, size_t size, size_t *bytes)
{
	size_t wanted;

	if (size != 0 && n > (SIZE_MAX - ALIGN) / size)
		mem_exhausted(SIZE_MAX);
	wanted = n * size;
	if (a->limit != 0 && wanted > a->limit - a->used)
		mem_exhausted(wanted);
	*bytes = wanted == 0 ? ALIGN : (wanted + ALIGN - 1) / ALIGN * ALIGN;
	a->used += wanted;
	return take(a, *bytes);
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes;
	void *p = take_checked(a, n, size, &bytes);

	return memset(p, 0, bytes);
}

void *arena_take(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	return take_checked(a, n, size, &bytes);
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}
