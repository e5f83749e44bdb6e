/* index.c - the structural bytes of a text, 64 at a look.
 *
 *   text   2 0 2 6 - 0 7 - 0 1 , x , " a , b " \n        64 bytes
 *   mask   0 0 0 0 0 0 0 0 0 0 1 0 1 1 0 1 0 1 1         a bit a byte: is it one of four?
 *   at     10 12 13 15 17 18                             the bits that are set, one after the other
 *
 * Most bytes are none of the four, so whoever goes on from here looks at one byte in eight. */
#include "read/index.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { LOOK = 64, AT_ONCE = INDEX_SPARE };
#define TOP (UINT64_C(1) << 63) /* so that there is always a bit to find */

#ifdef __SSE2__
/* One bit for each of 16 bytes. */
static inline uint64_t marks(const char *p, __m128i delimiter)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i cells = _mm_or_si128(_mm_cmpeq_epi8(v, delimiter), _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	__m128i lines =
	    _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')));

	return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(cells, lines));
}

static inline uint64_t mask_fast(const char *p, char delimiter)
{
	__m128i d = _mm_set1_epi8(delimiter);

	return marks(p, d) | marks(p + 16, d) << 16 | marks(p + 32, d) << 32 | marks(p + 48, d) << 48;
}
#endif

/* The same a byte at a time, for every other processor. */
static inline uint64_t mask_plain(const char *p, char delimiter)
{
	uint64_t mask = 0;

	for (unsigned i = 0; i < LOOK; i++)
		mask |= (uint64_t)(p[i] == delimiter || p[i] == '"' || p[i] == '\r' || p[i] == '\n') << i;
	return mask;
}

typedef uint64_t (*mask_fn)(const char *p, char delimiter);

/* The last look may see less than 64 bytes of the text. */
static inline uint64_t last_mask(mask_fn mask_of, const char *p, size_t n, char delimiter)
{
	char padded[LOOK];

	memset(padded, '.', sizeof padded);
	memcpy(padded, p, n);
	return mask_of(padded, delimiter) & ((UINT64_C(1) << n) - 1); /* should `.` be the delimiter */
}

static inline unsigned count_bits(uint64_t v)
{
	v -= v >> 1 & UINT64_C(0x5555555555555555);
	v = (v & UINT64_C(0x3333333333333333)) + (v >> 2 & UINT64_C(0x3333333333333333));
	return (unsigned)(((v + (v >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F)) * UINT64_C(0x0101010101010101)
	                  >> 56);
}

/* Eight at a time, whether there are as many or not: what is written too much is written over, and a loop that stops at
 * the last bit would be guessed wrong at most looks. */
static inline uint32_t *write_bits(uint64_t mask, uint32_t from, uint32_t *end)
{
	unsigned n = count_bits(mask);

	for (unsigned done = 0; done < n; done += AT_ONCE)
		for (unsigned i = 0; i < AT_ONCE; i++, mask &= mask - 1)
			end[done + i] = from + (uint32_t)__builtin_ctzll(mask | TOP);
	return end + n;
}

static inline size_t index_by(mask_fn mask_of, struct str text, size_t from, size_t to, char delimiter,
                              uint32_t *at)
{
	uint32_t *end = at;

	for (; from + LOOK <= to; from += LOOK)
		end = write_bits(mask_of(text.p + from, delimiter), (uint32_t)from, end);
	if (from < to)
		end =
		    write_bits(last_mask(mask_of, text.p + from, to - from, delimiter), (uint32_t)from, end);
	return (size_t)(end - at);
}

size_t index_text_plain(struct str text, size_t from, size_t to, char delimiter, uint32_t *at)
{
	return index_by(mask_plain, text, from, to, delimiter, at);
}

size_t index_text(struct str text, size_t from, size_t to, char delimiter, uint32_t *at)
{
#ifdef __SSE2__
	return index_by(mask_fast, text, from, to, delimiter, at);
#else
	return index_text_plain(text, from, to, delimiter, at);
#endif
}
