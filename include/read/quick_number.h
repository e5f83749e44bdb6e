/* quick_number.h - a number of up to eight characters, worked out in one word.
 *
 *   cell   1 2 . 5            how most numbers stand in a file
 *   word   . . . . 1 2 . 5    at the end of eight bytes
 *          0 0 0 0 0 1 2 5    the stop taken out, zeros before it: three steps make a number of that */
#ifndef KPI_READ_QUICK_NUMBER_H
#define KPI_READ_QUICK_NUMBER_H
#include <string.h>
#include "base/num.h"
#include "base/str.h"

enum { QUICK_BYTES = 8, IS_LITTLE = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ };

/* Eight digits, the first of which is the lowest byte: each step makes one number of two beside each other. */
static inline bool quick_digits(uint64_t w, int64_t *v)
{
	uint64_t digits = w - UINT64_C(0x3030303030303030), beyond = w + UINT64_C(0x4646464646464646);

	if ((digits | beyond) & UINT64_C(0x8080808080808080))
		return false;
	w = (digits * 10 + (digits >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
	w = (w * 100 + (w >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
	w = (w * 10000 + (w >> 32)) & UINT64_C(0xFFFFFFFF);
	*v = (int64_t)w;
	return true;
}

/* w has n characters at its end; zeros go before them. */
static inline uint64_t quick_fill(uint64_t w, size_t n)
{
	return w | UINT64_C(0x3030303030303030) >> (n - 1) * 8 >> 8;
}

/* 12.5 as 125, and how many of those stand behind the stop. Nothing without a digit on both sides. Three behind it may be
 * thousands where a comma is the decimal mark. */
static inline bool quick_decimals(uint64_t w, size_t n, int64_t *v, size_t *n_decimals)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t x = w ^ '.' * ones,
		 stops = (x - ones) & ~x & ones << 7; /* the lowest is right: bytes that are 0 in x */
	unsigned at = stops == 0 ? 64 : (unsigned)__builtin_ctzll(stops) & ~7u;
	uint64_t before;

	if (at >= 56 || at == 32 || at <= (QUICK_BYTES - n) * 8)
		return false;
	before = (UINT64_C(1) << at) - 1;
	*n_decimals = QUICK_BYTES - 1 - at / 8;
	return quick_digits(quick_fill((w & before) << 8 | (w & ~(before << 8 | 255)), n - 1), v);
}

/* 1250 or 12.5, in millionths. end: of the memory that s is in; NULL: not known. False: anything else, which may be a number
 * all the same. */
static inline bool quick_number(struct str s, const char *end, int64_t *micro, bool *has_stop)
{
	static const int64_t scale[] = { MICRO, 100000, 10000, 1000, 100, 10, 1 };
	size_t n_decimals = 0;
	uint64_t w;

	if (!IS_LITTLE || s.n - 1 >= QUICK_BYTES || end == NULL || end - s.p < QUICK_BYTES)
		return false;
	memcpy(&w, s.p, sizeof w);
	w <<= (QUICK_BYTES - s.n) * 8;
	if (quick_digits(quick_fill(w, s.n), micro)) {
		*micro *= MICRO;
		return true;
	}
	if (!quick_decimals(w, s.n, micro, &n_decimals))
		return false;
	*micro *= scale[n_decimals];
	*has_stop = true;
	return true;
}
#endif
