/* utf8.c - UTF-8 checked and counted. */
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include "base/str.h"

/* What the first byte asks of the sequence (Unicode 15, table 3-7): its length, and the range
 * of the second byte, which is what keeps out overlong forms, surrogates and above U+10FFFF. */
static const struct lead {
	unsigned char from, to, n, lo, hi;
} leads[] = {
	{ 0x00, 0x7F, 1, 0x00, 0x00 }, { 0xC2, 0xDF, 2, 0x80, 0xBF }, { 0xE0, 0xE0, 3, 0xA0, 0xBF },
	{ 0xE1, 0xEC, 3, 0x80, 0xBF }, { 0xED, 0xED, 3, 0x80, 0x9F }, { 0xEE, 0xEF, 3, 0x80, 0xBF },
	{ 0xF0, 0xF0, 4, 0x90, 0xBF }, { 0xF1, 0xF3, 4, 0x80, 0xBF }, { 0xF4, 0xF4, 4, 0x80, 0x8F },
};

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

size_t utf8_step(struct str s)
{
	unsigned char c;

	if (s.n == 0)
		return 0;
	c = (unsigned char)s.p[0];
	if (c < 0x80)
		return 1;
	for (size_t i = 1; i < sizeof leads / sizeof *leads; i++) {
		const struct lead *l = &leads[i];

		if (c < l->from || c > l->to)
			continue;
		if (s.n < l->n || (unsigned char)s.p[1] < l->lo || (unsigned char)s.p[1] > l->hi)
			return 0;
		for (size_t k = 2; k < l->n; k++)
			if (!is_tail(s.p[k]))
				return 0;
		return l->n;
	}
	return 0;
}

enum { LOOK = 32 };

/* Are the LOOK bytes at p all ASCII? Most text is. */
#ifdef __SSE2__
static bool is_ascii(const char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i w = _mm_loadu_si128((const __m128i *)(const void *)(p + 16));

	return _mm_movemask_epi8(_mm_or_si128(v, w)) == 0;
}
#else
static bool is_ascii(const char *p)
{
	uint64_t v[LOOK / 8];

	memcpy(v, p, LOOK);
	return ((v[0] | v[1] | v[2] | v[3]) & UINT64_C(0x8080808080808080)) == 0;
}
#endif

size_t utf8_bad(struct str s)
{
	size_t at = 0, n;

	while (at < s.n) {
		if (s.n - at >= LOOK && is_ascii(s.p + at)) {
			at += LOOK;
			continue;
		}
		n = utf8_step(str_sub(s, at, 4));
		if (n == 0)
			return at;
		at += n;
	}
	return SIZE_MAX;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += !is_tail(s.p[i]);
	return n;
}

struct str utf8_head(struct str s, size_t n)
{
	size_t at = 0;

	while (at < s.n) {
		if (!is_tail(s.p[at]) && n-- == 0)
			break;
		at++;
	}
	return str_sub(s, 0, at);
}
