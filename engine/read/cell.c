/* cell.c - one cell of an export: a number, nothing, or damaged. */
#include "read/cell.h"

#include <string.h>

static unsigned char upper(unsigned char c)
{
	return c >= 'a' && c <= 'z' ? (unsigned char)(c - ('a' - 'A')) : c;
}

static unsigned char lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

void cell_style_init(struct cell_style *s, const struct format *f)
{
	memset(s, 0, sizeof *s);
	s->numbers = f->numbers;
	s->missing = f->missing;
	for (size_t i = 0; i < f->missing.n; i++) {
		struct str mark = f->missing.all[i];

		if (mark.n == 0)
			continue;
		s->starts_mark[lower((unsigned char)mark.p[0])] = true;
		s->starts_mark[upper((unsigned char)mark.p[0])] = true;
	}
}

bool cell_is_missing(const struct cell_style *s, struct str trimmed)
{
	if (trimmed.n == 0)
		return true;
	if (!s->starts_mark[(unsigned char)trimmed.p[0]])
		return false;
	for (size_t i = 0; i < s->missing.n; i++)
		if (str_eq_fold(trimmed, s->missing.all[i]))
			return true;
	return false;
}

static size_t digit_run(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

/* 3.apr, 3-Apr, apr.03, #REF!, ######## */
static bool is_damaged(struct str s)
{
	size_t n = digit_run(s);

	if (s.n > 1 && s.p[0] == '#')
		return true;
	if (n >= 1 && n <= 2 && s.n == n + 4 && (s.p[n] == '.' || s.p[n] == '-'))
		return month_by_name(str_sub(s, n + 1, 3)) > 0;
	return s.n >= 5 && s.n <= 6 && (s.p[3] == '.' || s.p[3] == '-') && month_by_name(str_sub(s, 0, 3)) > 0
	       && digit_run(str_sub(s, 4, s.n)) == s.n - 4;
}

bool cell_is_damaged_id(struct str s)
{
	size_t n = digit_run(s), m;

	if (n == 0 || s.n < n + 3)
		return false;
	if (s.p[n] == '.' || s.p[n] == ',')
		n += 1 + digit_run(str_sub(s, n + 1, s.n));
	if (s.n < n + 3 || (s.p[n] != 'E' && s.p[n] != 'e') || s.p[n + 1] != '+')
		return false;
	m = digit_run(str_sub(s, n + 2, s.n));
	return m > 0 && n + 2 + m == s.n;
}

static struct str without_sign(struct str s)
{
	return s.n > 0 && (s.p[0] == '-' || s.p[0] == '+') ? str_sub(s, 1, s.n) : s;
}

struct str cell_amount(struct str s, struct num_style style)
{
	struct str sign = num_currency(s, style);

	if (sign.n == 0)
		return s;
	if (str_starts_fold(s, sign))
		return str_trim(str_sub(s, sign.n, s.n));
	return s.n > sign.n && str_eq_fold(str_sub(s, s.n - sign.n, sign.n), sign)
	           ? str_trim(str_sub(s, 0, s.n - sign.n))
	           : s;
}

bool cell_is_unclear(struct str s)
{
	size_t n, at, groups = 0;
	char mark;

	s = without_sign(s);
	n = digit_run(s);
	if (n == 0 || n > 3 || s.p[0] == '0' || n == s.n)
		return false;
	mark = s.p[n];
	for (at = n; at < s.n; at += 4, groups++)
		if (s.p[at] != mark || digit_run(str_sub(s, at + 1, s.n)) != 3)
			return false;
	return mark == '.' || (mark == ',' && groups == 1);
}

bool cell_has_stop(struct str s)
{
	size_t n, m;

	s = without_sign(s);
	n = digit_run(s);
	while (n > 0 && n < s.n && s.p[n] == ',' && digit_run(str_sub(s, n + 1, s.n)) == 3)
		n += 4;
	if (n == 0 || n >= s.n || s.p[n] != '.')
		return false;
	m = digit_run(str_sub(s, n + 1, s.n));
	return m > 0 && n + 1 + m == s.n && (m != 3 || n > 3 || s.p[0] == '0');
}

bool cell_has_comma(struct str s)
{
	size_t n, m;

	s = without_sign(s);
	n = digit_run(s);
	if (n == 0 || n >= s.n || s.p[n] != ',')
		return false;
	m = digit_run(str_sub(s, n + 1, s.n));
	return m > 0 && m != 3 && (n + 1 + m == s.n || s.p[n + 1 + m] == '%' || s.p[n + 1 + m] == ' ');
}

/* Spreadsheets keep a sign from becoming a formula by an apostrophe: '-2 */
static struct str without_guard(struct str s)
{
	bool is_guarded = s.n > 2 && s.p[0] == '\'' && (s.p[1] == '-' || s.p[1] == '+');

	return is_guarded ? str_sub(s, 1, s.n) : s;
}

enum cell_kind cell_read(const struct cell_style *s, struct str text, int64_t times, int64_t *micro)
{
	int64_t v;
	enum num_error e;

	if (text.n == 0)
		return CELL_MISSING;
	if (text.p[0] < '0' || text.p[0] > '9' || s->starts_mark[(unsigned char)text.p[0]]) {
		text = str_trim(text);
		if (cell_is_missing(s, text))
			return CELL_MISSING;
		text = without_guard(text);
	}
	if (s->may_be_comma && cell_is_unclear(str_trim(text)))
		return CELL_UNCLEAR;
	e = num_parse(text, s->numbers, &v);
	if (e == NUM_NOT_A_NUMBER)
		return is_damaged(str_trim(text)) || cell_is_damaged_id(str_trim(text)) ? CELL_DAMAGED
		                                                                        : CELL_BAD;
	if (e == NUM_TOO_BIG || (times != MICRO && !num_muldiv(v, times, MICRO, &v)))
		return CELL_TOO_BIG;
	*micro = v;
	return CELL_NUMBER;
}
