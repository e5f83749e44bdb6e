/* test_heap.c - claims about heap.c. */
#include "claim.h"

#define _DEFAULT_SOURCE 1 /* MADV_POPULATE_WRITE */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include "sys/heap.h"

enum { BLOCK = 1 << 20, PAGES = BLOCK / 4096 };

/* Page faults that the kernel has counted for this process. */
static long n_faults(void)
{
	struct rusage u;

	assert_int_equal(getrusage(RUSAGE_SELF, &u), 0);
	return u.ru_minflt;
}

static long faults_of_a_block(void)
{
	long before = n_faults();
	volatile char *p = malloc(BLOCK);

	assert_non_null(p);
	for (size_t i = 0; i < BLOCK; i += 512)
		p[i] = 1;
	free((void *)(uintptr_t)p);
	return n_faults() - before;
}

/* A sanitizer has a heap of its own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define IS_WATCHED 1
#endif
#endif

/* A kernel before 5.14 cannot be asked. */
static bool can_be_asked(void)
{
#if defined(IS_WATCHED) || !defined(MADV_POPULATE_WRITE)
	return false;
#else
	void *p = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	bool ok = p != MAP_FAILED && madvise(p, BLOCK, MADV_POPULATE_WRITE) == 0;

	if (p != MAP_FAILED)
		munmap(p, BLOCK);
	return ok;
#endif
}

/* So does valgrind. */
static bool is_replaced(void)
{
	const char *before = getenv("LD_PRELOAD");

	return before != NULL && strstr(before, "vgpreload") != NULL;
}

static void test_heap_ready_spares_the_faults(void **state)
{
	long cold, warm, again;

	(void)state;
	if (is_replaced() || !can_be_asked()) {
		printf("skipped: the heap here is another's, or cannot be asked\n");
		return;
	}
	cold = faults_of_a_block();
	heap_ready(2 * (size_t)BLOCK);
	warm = faults_of_a_block();
	again = faults_of_a_block();
	assert_true(cold >= PAGES);
	assert_true(warm < PAGES / 8);
	assert_true(again < PAGES / 8); /* what is freed is kept */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_heap_ready_spares_the_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
