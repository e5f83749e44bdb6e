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
#if defined __x86_64__ && defined __SSE2__
#include <immintrin.h>
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

static inline __attribute__((always_inline)) uint64_t write_first(uint64_t mask, uint32_t from, uint32_t *at)
{
	*at = from + (uint32_t)__builtin_ctzll(mask | TOP);
	return mask & (mask - 1);
}

/* The n bits of a mask, eight at a time, whether there are as many or not: what is written too much is written over, and a
 * loop that stops at the last bit would be guessed wrong at most looks. Made anew for each kind of processor that calls it. */
static inline __attribute__((always_inline)) uint32_t *write_bits(uint64_t mask, unsigned n, uint32_t from,
                                                                  uint32_t *end)
{
	for (unsigned done = 0; done < n; done += AT_ONCE)
		for (uint32_t *at = end + done, *stop = at + AT_ONCE; at < stop; at += 4) {
			mask = write_first(mask, from, at);
			mask = write_first(mask, from, at + 1);
			mask = write_first(mask, from, at + 2);
			mask = write_first(mask, from, at + 3);
		}
	return end + n;
}

static inline size_t index_by(mask_fn mask_of, struct str text, size_t from, size_t to, char delimiter,
                              uint32_t *at)
{
	uint32_t *end = at;
	uint64_t mask;

	for (; from + LOOK <= to; from += LOOK) {
		mask = mask_of(text.p + from, delimiter);
		end = write_bits(mask, count_bits(mask), (uint32_t)from, end);
	}
	if (from < to) {
		mask = last_mask(mask_of, text.p + from, to - from, delimiter);
		end = write_bits(mask, count_bits(mask), (uint32_t)from, end);
	}
	return (size_t)(end - at);
}

size_t index_text_plain(struct str text, size_t from, size_t to, char delimiter, uint32_t *at)
{
	return index_by(mask_plain, text, from, to, delimiter, at);
}

/* What every processor of its kind can do. */
size_t index_text_narrow(struct str text, size_t from, size_t to, char delimiter, uint32_t *at)
{
#ifdef __SSE2__
	return index_by(mask_fast, text, from, to, delimiter, at);
#else
	return index_text_plain(text, from, to, delimiter, at);
#endif
}

#if defined __x86_64__ && defined __SSE2__
#define WIDE __attribute__((target("avx2,bmi,popcnt")))

/* A byte is a mark of its own if it is what `own` has for its low half (0x22, 0x0D and 0x0A differ in that). The entries of
 * other halves are bytes of another half, which so equal none that asks for them; beyond ASCII a look gives 0. */
static WIDE inline uint64_t marks_wide(const char *p, __m256i own, __m256i delimiter)
{
	__m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i is_own = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(own, v), v);

	return (uint64_t)(unsigned)_mm256_movemask_epi8(
	    _mm256_or_si256(is_own, _mm256_cmpeq_epi8(v, delimiter)));
}

/* Whole looks from *from on, which is behind them then. */
static WIDE uint32_t *index_wide(struct str text, size_t *from, size_t to, char delimiter, uint32_t *end)
{
	const __m256i d = _mm256_set1_epi8(delimiter),
		      own = _mm256_broadcastsi128_si256(
			  _mm_setr_epi8(1, 0, '"', 0, 0, 0, 0, 0, 0, 0, '\n', 0, 0, '\r', 0, 0));

	for (; *from + LOOK <= to; *from += LOOK) {
		const char *p = text.p + *from;

		uint64_t mask = marks_wide(p, own, d) | marks_wide(p + 32, own, d) << 32;

		end = write_bits(mask, (unsigned)_mm_popcnt_u64(mask), (uint32_t)*from, end);
	}
	return end;
}

static bool is_wide(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
	       && __builtin_cpu_supports("popcnt");
}
#endif

size_t index_text(struct str text, size_t from, size_t to, char delimiter, uint32_t *at)
{
	uint32_t *end = at;

#if defined __x86_64__ && defined __SSE2__
	if (is_wide())
		end = index_wide(text, &from, to, delimiter, at);
#endif
	return (size_t)(end - at) + index_text_narrow(text, from, to, delimiter, end);
}
