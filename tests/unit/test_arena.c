/* test_arena.c - claims about mem.c and arena.c. */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "claim.h"
#include "base/arena.h"
#include "base/mem.h"

static void test_arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena *a = *state;

	for (size_t n = 0; n < 3000; n += 7) {
		unsigned char *p = ARENA_ARRAY(a, n, unsigned char);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, n); /* the next one must not see this */
	}
}

static void test_arena_blocks_do_not_overlap(void **state)
{
	enum { N = 2000 };
	unsigned char *p[N];

	for (size_t i = 0; i < N; i++) {
		p[i] = ARENA_ARRAY(*state, i + 1, unsigned char);
		memset(p[i], (int)(i % 251), i + 1);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k <= i; k++)
			assert_int_equal(p[i][k], i % 251);
}

static void test_arena_counts_what_was_asked_for(void **state)
{
	struct arena *a = *state;

	ARENA_ARRAY(a, 3, char); /* 3 + 10 x 8 = 83, whatever the padding */
	ARENA_ARRAY(a, 10, int64_t);
	assert_int_equal(arena_used(a), 83);
	arena_reset(a);
	assert_int_equal(arena_used(a), 0);
}

/* Blocks that are not zeroed stand between others and count like them. */
static void test_arena_take_is_a_block_like_any(void **state)
{
	struct arena *a = *state;
	size_t used = arena_used(a);
	char *p = arena_take(a, 3, 5), *q = ARENA_ARRAY(a, 4, char);

	memset(p, 'x', 15);
	assert_int_equal(arena_used(a) - used, 19);
	assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
	assert_memory_equal(q, "\0\0\0", 4);
}

static void test_arena_is_zeroed_again_after_reset(void **state)
{
	struct arena *a = *state;

	for (int round = 0; round < 5; round++) {
		unsigned char *p = ARENA_ARRAY(a, 100000, unsigned char);

		for (size_t i = 0; i < 100000; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xFF, 100000);
		arena_reset(a);
	}
}

static void test_arena_small_blocks_go_on_after_a_big_one(void **state)
{
	struct arena *a = *state;
	char *x = ARENA_ARRAY(a, 16, char), *big = ARENA_ARRAY(a, 50 << 20, char);
	char *y = ARENA_ARRAY(a, 16, char);

	big[(50 << 20) - 1] = 1;
	assert_ptr_equal(y, x + 16); /* the big one has a chunk of its own */
}

static void test_mem_reserve_doubles_and_keeps_what_is_there(void **state)
{
	int *col = NULL;
	size_t cap = 0, cap_before;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		mem_reserve(&col, &cap, (size_t)i + 1, sizeof *col);
		col[i] = i;
	}
	cap_before = cap;
	mem_reserve(&col, &cap, 10, sizeof *col); /* never shrinks */
	assert_int_equal(cap, cap_before);
	assert_int_equal(cap, 1024); /* 16 doubled six times */
	for (int i = 0; i < 1000; i++)
		assert_int_equal(col[i], i);
	mem_free(col);
}

/* What a child that runs f ends with; *text is what it said on stderr. */
static int exit_of(void (*f)(void), char *text, size_t cap)
{
	int ends[2], status = 0;
	size_t at = 0;
	ssize_t n;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		f();
		_exit(0);
	}
	close(ends[1]);
	while (at < cap - 1 && (n = read(ends[0], text + at, cap - 1 - at)) > 0)
		at += (size_t)n;
	text[at] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void pass_the_limit(void)
{
	struct arena *a = arena_new(100);

	ARENA_ARRAY(a, 60, char);
	ARENA_ARRAY(a, 41, char);
}

static void reach_the_limit(void)
{
	struct arena *a = arena_new(100);

	ARENA_ARRAY(a, 60, char);
	ARENA_ARRAY(a, 40, char);
	arena_free(a);
}

static void overflow_arena(void)
{
	struct arena *a = arena_new(0);

	arena_alloc(a, SIZE_MAX / 8, 16);
}

static void overflow_resize(void)
{
	mem_resize(NULL, SIZE_MAX / 8, 16);
}

static void test_no_memory_is_k901_and_exit_74(void **state)
{
	static const struct {
		void (*f)(void);
		int code;
		const char *text;
	} cases[] = {
		{ reach_the_limit, 0, "" },
		{ pass_the_limit, 74, "error K901: out of memory, 41 bytes wanted; " },
		{ overflow_arena, 74, "error K901: out of memory, 18446744073709551615 bytes" },
		{ overflow_resize, 74, "error K901: out of memory, 18446744073709551615 bytes" },
	};
	char text[200] = "";

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		print_message("case %zu\n", i);
		assert_int_equal(exit_of(cases[i].f, text, sizeof text), cases[i].code);
		assert_memory_equal(text, cases[i].text, strlen(cases[i].text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(test_arena_gives_zeroed_aligned_memory),
		ARENA_TEST(test_arena_blocks_do_not_overlap),
		ARENA_TEST(test_arena_counts_what_was_asked_for),
		ARENA_TEST(test_arena_take_is_a_block_like_any),
		ARENA_TEST(test_arena_is_zeroed_again_after_reset),
		ARENA_TEST(test_arena_small_blocks_go_on_after_a_big_one),
		cmocka_unit_test(test_mem_reserve_doubles_and_keeps_what_is_there),
		cmocka_unit_test(test_no_memory_is_k901_and_exit_74),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
