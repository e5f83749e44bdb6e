/* mem.h - memory that is there or ends the program. */
#ifndef KPI_BASE_MEM_H
#define KPI_BASE_MEM_H
#include <stddef.h>

/* Out of memory is no value to pass around: mem_* and the arenas never return NULL.
 * When nothing is left they write one line (K901) to stderr and end the process with
 * code 74, which the commit order survives at any point (docs/decisions). */
_Noreturn void mem_exhausted(size_t wanted);

/* n zeroed elements of size bytes on the heap; n * size is checked. Caller frees with mem_free. */
void *mem_new(size_t n, size_t size);
/* Bytes for long use by one owner: aligned for cache lines, in huge pages where they fill some and the system has them
 * (each costs one fault for 2 MB); not zeroed. Caller frees with mem_free. */
void *mem_large(size_t bytes);
/* The system makes the pages of large memory ready now, not one by one when they are first written. Any thread may ask for it,
 * while another already writes there. */
void mem_ready(void *p, size_t bytes);
/* p made to hold n elements of size bytes (p may be NULL); new bytes are not zeroed. */
void *mem_resize(void *p, size_t n, size_t size);
void mem_free(void *p);

/* Make room for at least `need` elements in the heap column *col whose capacity is *cap: doubles.
 * Used as: mem_reserve(&a, &cap, n + 1, sizeof *a). */
void mem_reserve(void *col, size_t *cap, size_t need, size_t size);

/* The line of memory at p will be written soon, and another processor may have it. __builtin_prefetch asks for a line to
 * read on any x86-64, after which the write asks again; this instruction is known to all of them, if only to do nothing. */
static inline void mem_call_to_write(const void *p)
{
#ifdef __x86_64__
	__asm__ volatile("prefetchw %0" : : "m"(*(const char *)p));
#else
	__builtin_prefetch(p, 1);
#endif
}
#endif
