/* num.h - numbers as people type them in CSV cells; exact amounts in millionths. */
#ifndef KPI_BASE_NUM_H
#define KPI_BASE_NUM_H
#include "base/str.h"

#define MICRO INT64_C(1000000)

struct num_style {
	char decimal;     /* '.' or ',' */
	char thousands;   /* ',' '.' ' ' '\'' or 0 for none; groups must be of three digits; ' ' stands for
	                     * U+00A0 and U+202F too, '\'' for U+2019 */
	bool is_duration; /* also h:mm:ss and mm:ss, as seconds */
};
#define NUM_PLAIN ((struct num_style){ '.', ',', false })

enum num_error { NUM_OK, NUM_NOT_A_NUMBER, NUM_TOO_BIG };

/* Read s (trimmed) as millionths: "1,250" gives 1250000000. Allowed around the digits: one sign (+ - or
 * U+2212, or accounting parentheses), one currency sign (EUR USD GBP JPY CHF signs or codes) before or after,
 * one of % (value/100), K, M, B (case-insensitive; thousand, million, billion) after. Decimals beyond six
 * (after % and K/M/B are applied) round half-even. ".5" is a number, "5." is none. No exponent, inf, nan,
 * hex or locale. *micro is untouched unless NUM_OK. */
enum num_error num_parse(struct str s, struct num_style style, int64_t *micro);

/* The currency sign ($, U+20AC, U+00A3, U+00A5) or code (in capitals) in a number that num_parse reads; "": none. */
struct str num_currency(struct str s, struct num_style style);

/* Checked: false on overflow, *sum untouched. */
bool num_add(int64_t a, int64_t b, int64_t *sum);
/* sum + |v|, held to INT64_MAX; sum is not negative. */
int64_t num_add_size(int64_t sum, int64_t v);
/* a * b / c without intermediate overflow, half-even; false when the result does not fit or c is 0. */
bool num_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out);

double num_double(int64_t micro); /* micro / 1e6 */
/* The shortest plain decimal, no thousands marks: 1250000000 gives "1250", -1 "-0.000001". */
struct str num_text(struct arena *a, int64_t micro);
/* A double for people and CSV: at most `digits` (taken as 1..17) significant digits, plain notation, no
 * trailing zeros; "-0" is "0". NaN and infinity, which no result should hold, are "nan", "inf", "-inf". */
struct str num_text_double(struct arena *a, double v, int digits);
/* A share in three digits: 0.29412 gives "29.4%". */
struct str num_text_percent(struct arena *a, double share);
#endif
