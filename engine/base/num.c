/* num.c - strict decimals, as people type them, to exact millionths. */
#include "base/num.h"

#include <string.h>

enum { MICRO_DIGITS = 6, PERCENT = -2 };

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

/* The number as found: sign, whole part, and the digits after the mark where they stand.
 * shift: powers of ten that the suffix stands for (PERCENT for %, 3 6 9 for K M B). */
struct parts {
	uint64_t whole;
	bool is_too_big; /* more than 18 whole digits */
	struct str decimals;
	bool is_negative, has_paren;
	const char *currency; /* as in the table below; NULL: none */
	int shift;
};

/* $, U+20AC, U+00A3, U+00A5, and the codes. */
static const char *const currencies[] = {
	"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "EUR", "USD", "GBP", "JPY", "CHF",
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* If s starts with z (any case), move past it. */
static bool skip(struct str *s, const char *z)
{
	struct str what = str_of(z);

	if (s->n == 0 || ((s->p[0] ^ z[0]) & ~0x20) != 0) /* most are told apart by their first byte */
		return false;
	if (!str_starts_fold(*s, what))
		return false;
	*s = str_sub(*s, what.n, s->n);
	return true;
}

static void skip_spaces(struct str *s)
{
	while (skip(s, " ") || skip(s, "\xC2\xA0") || skip(s, "\xE2\x80\xAF"))
		;
}

/* What is skipped, as the table has it, or NULL. */
static const char *skip_currency(struct str *s)
{
	for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
		if (skip(s, currencies[i]))
			return currencies[i];
	return NULL;
}

/* Length of the thousands mark at the start of s, 0 for none. Where the style says a space or an
 * apostrophe, the typographic ones (U+00A0, U+202F, U+2019) mean the same. */
static size_t group_mark(struct str s, struct num_style style)
{
	if (s.n == 0 || style.thousands == 0 || style.thousands == style.decimal)
		return 0;
	if (s.p[0] == style.thousands)
		return 1;
	if (style.thousands == ' ')
		return str_starts(s, STR("\xC2\xA0")) ? 2 : str_starts(s, STR("\xE2\x80\xAF")) ? 3 : 0;
	return style.thousands == '\'' && str_starts(s, STR("\xE2\x80\x99")) ? 3 : 0;
}

static size_t digit_run(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n;
}

static void add_whole(struct parts *v, struct str run)
{
	for (size_t i = 0; i < run.n; i++) {
		if (v->whole >= UINT64_C(100000000000000000)) /* the next digit would be the 19th */
			v->is_too_big = true;
		else
			v->whole = v->whole * 10 + (uint64_t)(run.p[i] - '0');
	}
}

/* Whole digits in groups, then decimals. False: no digits, or groups of the wrong size. */
static bool take_digits(struct str *s, struct num_style style, struct parts *v)
{
	size_t n = digit_run(*s), n_first = n, mark, next;

	add_whole(v, str_sub(*s, 0, n));
	*s = str_sub(*s, n, s->n);
	while ((mark = group_mark(*s, style)) > 0 && (next = digit_run(str_sub(*s, mark, s->n))) > 0) {
		if (next != 3 || n_first == 0 || n_first > 3)
			return false;
		add_whole(v, str_sub(*s, mark, next));
		*s = str_sub(*s, mark + next, s->n);
	}
	if (s->n == 0 || s->p[0] != style.decimal)
		return n_first > 0;
	n = digit_run(str_sub(*s, 1, s->n));
	v->decimals = str_sub(*s, 1, n);
	*s = str_sub(*s, n + 1, s->n);
	return n > 0;
}

/* %, K, M or B, with a space before it or not. */
static bool skip_suffix(struct str *s, int *shift)
{
	struct str t = *s;

	skip_spaces(&t);
	if (skip(&t, "%"))
		*shift = PERCENT;
	else if (skip(&t, "K"))
		*shift = 3;
	else if (skip(&t, "M"))
		*shift = 6;
	else if (skip(&t, "B"))
		*shift = 9;
	else
		return false;
	*s = t;
	return true;
}

static bool skip_sign(struct str *s, bool *is_negative)
{
	if (skip(s, "+"))
		return true;
	if (!skip(s, "-") && !skip(s, "\xE2\x88\x92"))
		return false;
	*is_negative = true;
	return true;
}

/* What may stand before the digits: [sign] [currency], and [sign] again if there was none, or a
 * parenthesis, which is a sign. */
static void take_head(struct str *s, struct parts *v)
{
	bool has_sign = skip_sign(s, &v->is_negative);

	v->currency = skip_currency(s);
	if (v->currency != NULL)
		skip_spaces(s);
	if (!has_sign && skip(s, "("))
		has_sign = v->has_paren = v->is_negative = true;
	if (v->has_paren && v->currency == NULL && (v->currency = skip_currency(s)) != NULL)
		skip_spaces(s);
	if (!has_sign)
		skip_sign(s, &v->is_negative);
}

/* What may stand after them: [suffix] [currency] [parenthesis]. */
static bool take_tail(struct str *s, struct parts *v)
{
	struct str t;

	skip_suffix(s, &v->shift);
	t = *s;
	skip_spaces(&t);
	if (v->currency == NULL && (v->currency = skip_currency(&t)) != NULL)
		*s = t;
	if (v->has_paren && !skip(s, ")"))
		return false;
	return s->n == 0 && !(v->currency != NULL && v->shift == PERCENT);
}

static bool take_parts(struct str s, struct num_style style, struct parts *v)
{
	if (s.n > 0 && !is_digit(s.p[0]))
		take_head(&s, v);
	return take_digits(&s, style, v) && (s.n == 0 ? !v->has_paren : take_tail(&s, v));
}

/* Is what follows the kept digits more than half, or exactly half of a kept value that is odd? */
static bool rounds_up(struct str rest, bool is_odd)
{
	if (rest.n == 0 || rest.p[0] < '5')
		return false;
	if (rest.p[0] > '5')
		return true;
	for (size_t i = 1; i < rest.n; i++)
		if (rest.p[i] != '0')
			return true;
	return is_odd;
}

static bool fit_sign(uwide m, bool is_negative, int64_t *out)
{
	uint64_t most = (uint64_t)INT64_MAX + is_negative;

	if (m > most)
		return false;
	*out = is_negative ? (int64_t) - (wide)m : (int64_t)m;
	return true;
}

/* whole.decimals x 10^(6 + shift): at most 18 + 15 digits, which 128 bits hold. */
static enum num_error to_micro(const struct parts *v, int64_t *micro)
{
	size_t keep = (size_t)(MICRO_DIGITS + v->shift);
	uwide m = v->whole;

	if (v->is_too_big)
		return NUM_TOO_BIG;
	for (size_t i = 0; i < keep; i++)
		m = m * 10 + (i < v->decimals.n ? (unsigned)(v->decimals.p[i] - '0') : 0);
	if (v->decimals.n > keep)
		m += rounds_up(str_sub(v->decimals, keep, v->decimals.n), m % 2 != 0);
	return fit_sign(m, v->is_negative, micro) ? NUM_OK : NUM_TOO_BIG;
}

/* h:mm:ss or mm:ss: every part after the first has two digits and is below 60. */
static enum num_error parse_duration(struct str s, int64_t *micro)
{
	struct parts v = { 0 };
	struct str head = str_cut(&s, ':');
	uwide seconds;
	int n = 1;

	if (head.n == 0 || digit_run(head) != head.n || s.p == NULL)
		return NUM_NOT_A_NUMBER;
	add_whole(&v, head);
	seconds = v.whole;
	while (s.p != NULL) {
		struct str part = str_cut(&s, ':');

		if (++n > 3 || part.n != 2 || digit_run(part) != 2 || part.p[0] > '5')
			return NUM_NOT_A_NUMBER;
		seconds = seconds * 60 + (unsigned)((part.p[0] - '0') * 10 + (part.p[1] - '0'));
	}
	return !v.is_too_big && fit_sign(seconds * (uwide)MICRO, false, micro) ? NUM_OK : NUM_TOO_BIG;
}

enum num_error num_parse(struct str s, struct num_style style, int64_t *micro)
{
	struct parts v = { 0 };
	int64_t plain = 0;
	size_t n = 0;

	/* Nearly every cell is a few digits and nothing else. */
	for (; n < s.n && n < 12 && is_digit(s.p[n]); n++)
		plain = plain * 10 + (s.p[n] - '0');
	if (n > 0 && n == s.n) {
		*micro = plain * MICRO;
		return NUM_OK;
	}
	s = str_trim(s);
	if (style.is_duration && s.n > 0 && memchr(s.p, ':', s.n) != NULL)
		return parse_duration(s, micro);
	if (!take_parts(s, style, &v))
		return NUM_NOT_A_NUMBER;
	return to_micro(&v, micro);
}

struct str num_currency(struct str s, struct num_style style)
{
	struct parts v = { 0 };

	s = str_trim(s);
	if (s.n == 0 || (is_digit(s.p[0]) && is_digit(s.p[s.n - 1]))) /* as nearly all are */
		return STR_NONE;
	return take_parts(s, style, &v) && v.currency != NULL ? str_of(v.currency) : STR_NONE;
}

bool num_add(int64_t a, int64_t b, int64_t *sum)
{
	int64_t s;

	if (__builtin_add_overflow(a, b, &s))
		return false;
	*sum = s;
	return true;
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

int64_t num_add_size(int64_t sum, int64_t v)
{
	uint64_t all = (uint64_t)sum + magnitude(v); /* at most 2^63 - 1 + 2^63 */

	return all < INT64_MAX ? (int64_t)all : INT64_MAX;
}

bool num_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out)
{
	uint64_t by = magnitude(c), rest;
	uwide m, q;

	if (c == 0)
		return false;
	m = (uwide)magnitude(a) * magnitude(b);
	q = m / by;
	rest = (uint64_t)(m % by);
	if (rest > by - rest || (rest == by - rest && q % 2 != 0))
		q++;
	return fit_sign(q, ((a < 0) != (b < 0)) != (c < 0), out);
}

double num_double(int64_t micro)
{
	return (double)micro / 1e6;
}
