/* mem.c - the one place that asks the C library for memory. */
#define _DEFAULT_SOURCE 1 /* madvise, which POSIX does not know */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { EXIT_MACHINE = 74, FIRST_CAP = 16, HUGE_PAGE = 1 << 21, CACHE_LINE = 64 };

/* No stdio here, which may want memory of its own, and one write, so that the line stays whole. */
_Noreturn void mem_exhausted(size_t wanted)
{
	static const char head[] = "error K901: out of memory, ";
	static const char tail[] = " bytes wanted; use a larger machine or fewer files a run\n";
	char line[sizeof head + 24 + sizeof tail];
	char *p = line + sizeof line - (sizeof tail - 1);
	ssize_t said;

	memcpy(p, tail, sizeof tail - 1);
	do {
		*--p = (char)('0' + wanted % 10);
		wanted /= 10;
	} while (wanted > 0);
	p -= sizeof head - 1;
	memcpy(p, head, sizeof head - 1);
	said = write(STDERR_FILENO, p, (size_t)(line + sizeof line - p));
	(void)said; /* if it fails, nobody can be told */
	_exit(EXIT_MACHINE);
}

void *mem_new(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		mem_exhausted(size != 0 && n > SIZE_MAX / size ? SIZE_MAX : n * size);
	return p;
}

/* The system is told, not asked: where it has no huge pages to give, plain ones do. */
void *mem_large(size_t bytes)
{
	size_t align = bytes >= HUGE_PAGE ? HUGE_PAGE : CACHE_LINE;
	void *p = NULL;

	if (posix_memalign(&p, align, bytes > 0 ? bytes : 1) != 0)
		mem_exhausted(bytes);
#ifdef MADV_HUGEPAGE
	if (bytes >= HUGE_PAGE)
		(void)madvise(p, bytes / HUGE_PAGE * HUGE_PAGE, MADV_HUGEPAGE);
#endif
	return p;
}

void mem_ready(void *p, size_t bytes)
{
#ifdef MADV_POPULATE_WRITE
	(void)madvise(p, bytes, MADV_POPULATE_WRITE); /* a system that does not know it does without */
#else
	(void)p;
	(void)bytes;
#endif
}

void *mem_resize(void *p, size_t n, size_t size)
{
	size_t bytes;

	if (size != 0 && n > SIZE_MAX / size)
		mem_exhausted(SIZE_MAX);
	bytes = n * size;
	p = realloc(p, bytes > 0 ? bytes : 1);
	if (p == NULL)
		mem_exhausted(bytes);
	return p;
}

void mem_free(void *p)
{
	free(p);
}

void mem_reserve(void *col, size_t *cap, size_t need, size_t size)
{
	size_t want = *cap > 0 ? *cap : FIRST_CAP;
	void *p;

	if (need <= *cap)
		return;
	while (want < need)
		want = want > SIZE_MAX / 2 ? need : want * 2;
	memcpy(&p, col, sizeof p); /* col is a T **: read and written bytewise, whatever T is */
	p = mem_resize(p, want, size);
	memcpy(col, &p, sizeof p);
	*cap = want;
}
