/* nearest.c - "did you mean": the names nearest to what was typed. */
#include "base/str.h"

enum { NAME_MAX_BYTES = 120, OUT_MAX = 16 };

/* Case, and which of the three word marks was typed, are no difference. */
static char same_letter(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + ('a' - 'A'));
	return c == '-' || c == ' ' ? '_' : c;
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* Damerau-Levenshtein in its restricted form (no edit inside a swapped pair); a changed letter costs `change`. Three rows:
 * before = row i-2, above = row i-1, row = row i. Over limit: any number above it. */
static size_t distance(struct str a, struct str b, size_t change, size_t limit)
{
	size_t rows[3][NAME_MAX_BYTES + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	if (a.n > NAME_MAX_BYTES || b.n > NAME_MAX_BYTES)
		return limit + 1;
	if ((a.n > b.n ? a.n - b.n : b.n - a.n) > limit)
		return limit + 1;
	for (size_t j = 0; j <= b.n; j++)
		before[j] = above[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		char x = same_letter(a.p[i - 1]);
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			char y = same_letter(b.p[j - 1]);
			size_t d = min3(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y ? change : 0));

			if (i > 1 && j > 1 && x == same_letter(b.p[j - 2]) && y == same_letter(a.p[i - 2])
			    && before[j - 2] + 1 < d)
				d = before[j - 2] + 1;
			row[j] = d;
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[b.n];
}

size_t str_nearest(struct str typed, const struct str *names, size_t n_names, struct str *out, size_t max)
{
	size_t far[OUT_MAX]; /* distance of each in out */
	size_t limit = 1 + typed.n / 4, n = 0;

	if (max > OUT_MAX)
		max = OUT_MAX;
	for (size_t i = 0; i < n_names; i++) {
		size_t d = distance(typed, names[i], 1, limit), at = 0;

		if (d > limit)
			continue;
		while (at < n && (far[at] < d || (far[at] == d && str_cmp(out[at], names[i]) < 0)))
			at++;
		if (at == max || (at < n && far[at] == d && str_eq(out[at], names[i])))
			continue;
		if (n < max)
			n++;
		for (size_t k = n - 1; k > at; k--) {
			out[k] = out[k - 1];
			far[k] = far[k - 1];
		}
		out[at] = names[i];
		far[at] = d;
	}
	return n;
}

static struct str cut_word(struct str *rest)
{
	size_t n = 0;
	struct str word;

	while (n < rest->n && same_letter(rest->p[n]) != '_')
		n++;
	word = str_sub(*rest, 0, n);
	*rest = n < rest->n ? str_sub(*rest, n + 1, rest->n) : STR_NONE;
	return word;
}

bool str_is_slip(struct str typed, struct str name)
{
	while (typed.n > 0 && name.n > 0) {
		struct str x = cut_word(&typed), y = cut_word(&name);
		size_t n = x.n < y.n ? x.n : y.n, limit = n < 4 ? 0 : n < 8 ? 1 : 2;

		if (distance(x, y, 2, limit) > limit)
			return false;
	}
	return typed.n == 0 && name.n == 0;
}
