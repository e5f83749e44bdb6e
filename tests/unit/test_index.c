/* test_index.c - every structural byte is found, and nothing else, wherever a look of 64 bytes begins or ends. */
#include <string.h>
#include "claim.h"
#include "base/mem.h"
#include "read/index.h"

enum { MOST = 200 };

typedef size_t (*index_fn)(struct str text, size_t from, size_t to, char delimiter, uint32_t *at);
static const index_fn ways[] = { index_text, index_text_narrow, index_text_plain };
enum { N_WAYS = LEN(ways) };

static bool is_mark(char c, char delimiter)
{
	return c == delimiter || c == '"' || c == '\r' || c == '\n';
}

static void assert_finds_all(index_fn find, struct str text, size_t from, size_t to, char delimiter)
{
	uint32_t at[MOST + INDEX_SPARE];
	size_t n = find(text, from, to, delimiter, at), k = 0;

	for (size_t i = from; i < to; i++) {
		if (!is_mark(text.p[i], delimiter))
			continue;
		assert_true(k < n);
		assert_int_equal(at[k++], i);
	}
	assert_int_equal(k, n);
}

/* In memory of its own to the byte, so that the sanitizers see a look beyond its end. */
static void assert_all_of(const char *bytes, size_t n, char delimiter)
{
	char *own = mem_new(n, 1);

	memcpy(own, bytes, n);
	for (size_t w = 0; w < N_WAYS; w++) {
		for (size_t from = 0; from <= n; from += from < 70 ? 1 : 13)
			assert_finds_all(ways[w], (struct str){ own, n }, from, n, delimiter);
		for (size_t to = 0; to <= n; to++)
			assert_finds_all(ways[w], (struct str){ own, n }, to / 2, to, delimiter);
	}
	mem_free(own);
}

static void test_index_finds_every_mark_around_the_edges_of_a_look(void **state)
{
	static const char marks[] = { ',', '"', '\r', '\n' };
	char text[MOST];

	(void)state;
	for (size_t m = 0; m < sizeof marks; m++) {
		for (size_t at = 0; at < 140; at++) { /* one mark, at 63, 64, 127, 128 too */
			memset(text, 'a', sizeof text);
			text[at] = marks[m];
			assert_all_of(text, 141, ',');
		}
	}
	memset(text, ',', sizeof text);
	for (size_t n = 1; n <= MOST; n++) /* nothing but marks */
		assert_all_of(text, n, ',');
}

/* All bytes there are, those above 127 among them; the last look pads with full stops, which may be the delimiter. */
static void test_index_of_any_bytes_is_that_of_a_plain_loop(void **state)
{
	static const char delimiters[] = { ',', ';', '\t', '|', '.' };
	char text[MOST];
	uint32_t x = 5;

	(void)state;
	for (int round = 0; round < 300; round++) {
		size_t n = 1 + lcg(&x) % MOST;
		char delimiter = delimiters[(unsigned)round % sizeof delimiters];

		for (size_t i = 0; i < n; i++)
			text[i] = lcg(&x) % 3 ? (char)(lcg(&x) % 256) : ",;\t|.\"\r\n"[lcg(&x) % 8];
		assert_all_of(text, n, delimiter);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_index_finds_every_mark_around_the_edges_of_a_look),
		cmocka_unit_test(test_index_of_any_bytes_is_that_of_a_plain_loop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
