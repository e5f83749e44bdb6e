/* numtext.c - numbers as plain decimals: never an exponent, never a thousands mark. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/num.h"

enum { DIGITS_MAX = 17 };

struct str num_text(struct arena *a, int64_t micro)
{
	uint64_t m = micro < 0 ? 0 - (uint64_t)micro : (uint64_t)micro;
	uint64_t part = m % (uint64_t)MICRO, whole = m / (uint64_t)MICRO;
	char text[32];
	size_t at = sizeof text;
	bool has_part = false;

	for (int i = 0; i < 6; i++, part /= 10) {
		has_part = has_part || part % 10 != 0;
		if (has_part)
			text[--at] = (char)('0' + part % 10);
	}
	if (has_part)
		text[--at] = '.';
	do {
		text[--at] = (char)('0' + whole % 10);
		whole /= 10;
	} while (whole > 0);
	if (micro < 0)
		text[--at] = '-';
	return str_copy(a, (struct str){ text + at, sizeof text - at });
}

/* printf rounds correctly, so its scientific form gives the digits: "d.ddde-dd". Only digits are
 * taken from it: the mark between them is the locale's. Returns the power of ten of the first. */
static int decimal_digits(double v, int digits, char *out, int *n_out)
{
	char text[40];
	const char *p = text;
	int n = 0;

	snprintf(text, sizeof text, "%.*e", digits - 1, v);
	for (; *p != 'e'; p++)
		if (*p >= '0' && *p <= '9')
			out[n++] = *p;
	while (n > 1 && out[n - 1] == '0')
		n--;
	*n_out = n;
	return (int)strtol(p + 1, NULL, 10);
}

struct str num_text_double(struct arena *a, double v, int digits)
{
	char d[DIGITS_MAX + 1];
	struct strbuf b;
	int n, power;

	if (isnan(v) || isinf(v))
		return isnan(v) ? STR("nan") : v > 0 ? STR("inf") : STR("-inf");
	digits = digits < 1 ? 1 : digits > DIGITS_MAX ? DIGITS_MAX : digits;
	power = decimal_digits(fabs(v), digits, d, &n);
	strbuf_init(&b, a, 0);
	if (v < 0)
		strbuf_addc(&b, '-');
	if (power < 0) {
		strbuf_addz(&b, "0.");
		for (int i = -1; i > power; i--)
			strbuf_addc(&b, '0');
	}
	for (int i = 0; i < n || i <= power; i++) {
		if (i > 0 && i == power + 1)
			strbuf_addc(&b, '.');
		strbuf_addc(&b, i < n ? d[i] : '0');
	}
	return strbuf_str(&b);
}

struct str num_text_percent(struct arena *a, double share)
{
	return str_fmt(a, "%.*s%%", STR_ARG(num_text_double(a, share * 100, 3)));
}
