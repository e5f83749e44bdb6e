/* heap.c - pages of the heap asked for at once. */
#define _DEFAULT_SOURCE 1 /* madvise, which POSIX does not know */
#include "sys/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>

enum { MAPPED_FROM = 1 << 20, KEPT_FREE = 4 << 20 };

/* Blocks of this size and more are mapped one by one and given back when freed, so their pages would be new each
 * time; the end of the heap is given back only when this much of it is free. */
static void keep_freed(void)
{
	mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
	mallopt(M_TRIM_THRESHOLD, KEPT_FREE);
}
#else
static void keep_freed(void)
{
}
#endif

void heap_ready(size_t bytes)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first;
	void *p;

	keep_freed();
	p = malloc(bytes);
	if (p == NULL)
		return;
	first = ((uintptr_t)p + page - 1) / page * page;
#ifdef MADV_POPULATE_WRITE /* Linux 5.14 */
	madvise((void *)first, (uintptr_t)p + bytes - first, MADV_POPULATE_WRITE);
#endif
	free(p);
}
