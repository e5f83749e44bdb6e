/* arena.h - memory that is freed all at once. */
#ifndef KPI_BASE_ARENA_H
#define KPI_BASE_ARENA_H
#include <stddef.h>

struct arena;

/* A new arena that may hand out at most limit bytes (0: no limit). Caller frees it. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *a);  /* everything it handed out dies too; accepts NULL */
void arena_reset(struct arena *a); /* the same, but the arena stays usable */

/* n zeroed elements of size bytes, aligned for any type; never NULL (mem.h). n * size is checked. */
void *arena_alloc(struct arena *a, size_t n, size_t size);
/* The same, but not zeroed: for what is filled at once. */
void *arena_take(struct arena *a, size_t n, size_t size);
size_t arena_used(const struct arena *a); /* bytes handed out since new or reset */

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_alloc((a), (n), sizeof(type)))
#endif
