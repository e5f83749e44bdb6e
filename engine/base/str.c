/* str.c - text as a view: compared, searched, cut and copied. */
#include "base/str.h"

#include <stdio.h>
#include <string.h>
#include "base/mem.h"

struct str str_of(const char *z)
{
	return z == NULL ? STR_NONE : (struct str){ z, strlen(z) };
}

struct str str_sub(struct str s, size_t from, size_t n)
{
	if (from > s.n)
		from = s.n;
	if (n > s.n - from)
		n = s.n - from;
	return s.p == NULL ? STR_NONE : (struct str){ s.p + from, n };
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_nbsp(const char *p)
{
	return p[0] == '\xC2' && p[1] == '\xA0';
}

struct str str_trim(struct str s)
{
	for (;;) {
		size_t cut = 0;

		if (s.n >= 1 && is_space(s.p[0]))
			cut = 1;
		else if (s.n >= 2 && is_nbsp(s.p))
			cut = 2;
		if (cut == 0)
			break;
		s.p += cut;
		s.n -= cut;
	}
	for (;;) {
		if (s.n >= 1 && is_space(s.p[s.n - 1]))
			s.n -= 1;
		else if (s.n >= 2 && is_nbsp(s.p + s.n - 2))
			s.n -= 2;
		else
			return s;
	}
}

bool str_eq_fold(struct str a, struct str b)
{
	return a.n == b.n && str_starts_fold(a, b);
}

bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c < 0 ? -1 : 1;
	return (a.n > b.n) - (a.n < b.n);
}

/* The digit run at the start of *s, without leading zeros; *s moves past it. */
static struct str take_digits(struct str *s)
{
	struct str run;
	size_t n = 0, zeros = 0;

	while (n < s->n && is_digit(s->p[n]))
		n++;
	while (zeros < n && s->p[zeros] == '0')
		zeros++;
	run = str_sub(*s, zeros, n - zeros);
	*s = str_sub(*s, n, s->n);
	return run;
}

int str_cmp_natural(struct str a, struct str b)
{
	struct str x = a, y = b;

	while (x.n > 0 && y.n > 0) {
		if (is_digit(x.p[0]) && is_digit(y.p[0])) {
			struct str m = take_digits(&x), n = take_digits(&y);
			int c = m.n != n.n ? (m.n < n.n ? -1 : 1) : str_cmp(m, n);

			if (c != 0)
				return c;
		} else {
			if (x.p[0] != y.p[0])
				return (unsigned char)x.p[0] < (unsigned char)y.p[0] ? -1 : 1;
			x = str_sub(x, 1, x.n);
			y = str_sub(y, 1, y.n);
		}
	}
	if (x.n != 0 || y.n != 0)
		return x.n == 0 ? -1 : 1;
	return str_cmp(a, b); /* "f02" and "f2": equal by value, still not the same text */
}

static struct str without_ending(struct str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '.' && path.p[n - 1] != '/')
		n--;
	return n > 0 && path.p[n - 1] == '.' ? str_sub(path, 0, n - 1) : path;
}

int str_cmp_path(struct str a, struct str b)
{
	int c = str_cmp_natural(without_ending(a), without_ending(b));

	return c != 0 ? c : str_cmp_natural(a, b);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_starts_fold(struct str s, struct str prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (fold(s.p[i]) != fold(prefix.p[i]))
			return false;
	return true;
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, suffix.n), suffix);
}

size_t str_find(struct str s, struct str what)
{
	size_t at = 0;

	if (what.n == 0)
		return 0;
	while (s.n - at >= what.n) {
		const char *hit = memchr(s.p + at, what.p[0], s.n - at - what.n + 1);

		if (hit == NULL)
			break;
		at = (size_t)(hit - s.p);
		if (memcmp(hit, what.p, what.n) == 0)
			return at;
		at++;
	}
	return SIZE_MAX;
}

/* Only the last `*` is ever retried: what earlier ones took can stay as short as it was. */
bool str_glob(struct str pattern, struct str s)
{
	size_t p = 0, i = 0, star = SIZE_MAX, retry = 0;

	while (i < s.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = p++;
			retry = i;
		} else if (p < pattern.n && (pattern.p[p] == '?' || pattern.p[p] == s.p[i])) {
			p++;
			i++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			i = ++retry;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

struct str str_cut(struct str *rest, char mark)
{
	struct str s = *rest;
	const char *hit = s.n == 0 ? NULL : memchr(s.p, mark, s.n);

	if (hit == NULL) {
		*rest = STR_NONE;
		return s;
	}
	*rest = str_sub(s, (size_t)(hit - s.p) + 1, s.n);
	return str_sub(s, 0, (size_t)(hit - s.p));
}

const char *str_z(struct arena *a, struct str s)
{
	char *p;

	if (s.n == SIZE_MAX)
		mem_exhausted(s.n);
	p = arena_take(a, s.n + 1, 1);
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str str_copy(struct arena *a, struct str s)
{
	return s.n == 0 ? STR("") : (struct str){ str_z(a, s), s.n };
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
	struct str s;
	va_list ap;

	va_start(ap, fmt);
	s = str_vfmt(a, fmt, ap);
	va_end(ap);
	return s;
}

struct str str_count(struct arena *a, uint64_t n, const char *one)
{
	return str_fmt(a, "%llu %s%s", (unsigned long long)n, one, n == 1 ? "" : "s");
}

/* Formatted once into a small buffer; only longer text pays for a second pass. */
struct str str_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	char small[256];
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof small, fmt, ap);
	if (n < 0) /* over 2 GB, or a format that is our mistake */
		mem_exhausted(SIZE_MAX);
	p = ARENA_ARRAY(a, (size_t)n + 1, char);
	if ((size_t)n < sizeof small)
		memcpy(p, small, (size_t)n);
	else
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){ p, (size_t)n };
}

struct str str_lower(struct arena *a, struct str s)
{
	char *p = ARENA_ARRAY(a, s.n + 1, char);

	for (size_t i = 0; i < s.n; i++)
		p[i] = fold(s.p[i]);
	return (struct str){ p, s.n };
}

static bool is_word(char c)
{
	return is_digit(c) || (fold(c) >= 'a' && fold(c) <= 'z') || (unsigned char)c >= 0x80;
}

struct str str_snake(struct arena *a, struct str s)
{
	char *p = ARENA_ARRAY(a, s.n + 1, char);
	size_t n = 0;
	bool is_gap = false;

	for (size_t i = 0; i < s.n; i++) {
		if (i + 1 < s.n && is_nbsp(s.p + i)) {
			is_gap = true;
			i++;
		} else if (!is_word(s.p[i])) {
			is_gap = true;
		} else {
			if (is_gap && n > 0)
				p[n++] = '_';
			is_gap = false;
			p[n++] = fold(s.p[i]);
		}
	}
	return (struct str){ p, n };
}
