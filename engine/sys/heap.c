/* heap.c - pages of the heap asked for at once. */
#define _DEFAULT_SOURCE 1 /* madvise, which POSIX does not know */
#include "sys/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>

enum { MAPPED_FROM = 1 << 20, KEPT_FREE = 16 << 20 };

/* Blocks of this size and more are mapped one by one and given back when freed; the end of the heap is given back only when
 * much of it is free. */
static void keep_freed(size_t mapped_from)
{
	mallopt(M_MMAP_THRESHOLD, (int)mapped_from);
	mallopt(M_TRIM_THRESHOLD, KEPT_FREE);
	mallopt(M_ARENA_MAX, 1);
}
#else
enum { MAPPED_FROM = 0 };
static void keep_freed(size_t mapped_from)
{
	(void)mapped_from;
}
#endif

/* gcc's sanitizers keep what was freed from whoever asks next, to see who still uses it. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { NEVER_REUSED = 1 };
#else
enum { NEVER_REUSED = 0 };
#endif

void heap_ready(size_t bytes)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first;
	void *p;

	if (NEVER_REUSED)
		return;
	keep_freed(bytes + (size_t)page); /* of the heap, for this once */
	p = malloc(bytes);
	keep_freed(MAPPED_FROM);
	if (p == NULL)
		return;
	first = ((uintptr_t)p + page - 1) / page * page;
#ifdef MADV_POPULATE_WRITE /* Linux 5.14 */
	madvise((void *)first, (uintptr_t)p + bytes - first, MADV_POPULATE_WRITE);
#endif
	free(p);
}
