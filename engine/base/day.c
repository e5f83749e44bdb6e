/* day.c - civil days and months. */
#include "base/day.h"

#include <assert.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static const char *const month_names[] = {
	"January", "February", "March",     "April",   "May",      "June",
	"July",    "August",   "September", "October", "November", "December",
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Years are counted from 1 March, so that the leap day is the last of its year, and from far enough back that
 * all is unsigned: ERAS times the 400 years (146097 days) after which the calendar repeats before 0000-03-01,
 * which is 719468 days before 1970-01-01. */
enum { ERAS = 14704, MARCHES = 1970 * 12 - 2 + ERAS * 4800 };
static const int64_t days_before = 719468 + (int64_t)ERAS * 146097;

/* The first day of a month: 153 days are the five months from March on. */
static int32_t first_of(int month)
{
	uint64_t n = (uint64_t)((int64_t)month + MARCHES), year = n / 12, in_year = n % 12;
	uint64_t days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * in_year + 2) / 5;

	return (int32_t)((int64_t)days - days_before);
}

bool day_from(int year, int month, int dom, int32_t *day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
		return false;
	if (dom < 1 || dom > days_in(year, month))
		return false;
	*day = first_of((year - 1970) * 12 + month - 1) + dom - 1;
	return true;
}

/* Quotients and rests of years and months by one multiplication each. (Cassio Neri and Lorenz Schneider, "Euclidean
 * affine functions and their application to calendar algorithms", 2022.) */
void day_split(int32_t day, int *year, int *month, int *dom)
{
	uint64_t quarters = 4 * (uint64_t)(day + days_before) + 3, century = quarters / 146097;
	uint64_t in_century = quarters % 146097 | 3, years = in_century * 2939745;
	uint32_t in_year = (uint32_t)years / 2939745 / 4, months = 2141 * in_year + 197913;
	bool is_next = in_year >= 306; /* January and February */

	*year = (int)((int64_t)(century * 100 + (years >> 32)) - ERAS * 400 + is_next);
	*month = (int)(months >> 16) - 12 * is_next;
	*dom = (int)((months & 0xFFFF) / 2141) + 1;
}

/* n digits at p as a number, or -1. */
static int digits(const char *p, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

bool day_parse_iso(struct str s, int32_t *day)
{
	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	return day_from(digits(s.p, 4), digits(s.p + 5, 2), digits(s.p + 8, 2), day);
}

struct str day_text(struct arena *a, int32_t day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return str_fmt(a, "%04d-%02d-%02d", y, m, d);
}

struct str day_words(struct arena *a, int32_t day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return str_fmt(a, "%d %s %d", d, month_names[m - 1], y);
}

int day_month(int32_t day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return (y - 1970) * 12 + m - 1;
}

int32_t month_first(int month)
{
	return first_of(month);
}

int32_t month_last(int month)
{
	return month_first(month + 1) - 1;
}

int month_days(int month)
{
	return month_first(month + 1) - month_first(month);
}

int month_by_name(struct str s)
{
	for (int m = 1; m <= 12; m++) {
		struct str name = str_of(month_names[m - 1]);

		if (str_eq_fold(s, name) || (s.n == 3 && str_starts_fold(name, s)))
			return m;
	}
	return 0;
}

struct str month_name(int month_1_to_12)
{
	assert(month_1_to_12 >= 1 && month_1_to_12 <= 12);
	return str_of(month_names[month_1_to_12 - 1]);
}
