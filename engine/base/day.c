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

/* Years are counted from 1 March, so that the leap day is the last of its year; an era is the
 * 400 years (146097 days) after which the calendar repeats. 719468 days lie between 0000-03-01
 * and 1970-01-01. (Howard Hinnant, "chrono-compatible low-level date algorithms".) */
static int32_t civil_to_day(int year, int month, int dom)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int in_era = y - era * 400;
	int in_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dom - 1;
	int days = in_era * 365 + in_era / 4 - in_era / 100 + in_year;

	return era * 146097 + days - 719468;
}

bool day_from(int year, int month, int dom, int32_t *day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
		return false;
	if (dom < 1 || dom > days_in(year, month))
		return false;
	*day = civil_to_day(year, month, dom);
	return true;
}

void day_split(int32_t day, int *year, int *month, int *dom)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int days = (int)(z - era * 146097);
	int in_era = (days - days / 1460 + days / 36524 - days / 146096) / 365;
	int in_year = days - (365 * in_era + in_era / 4 - in_era / 100);
	int m = (5 * in_year + 2) / 153;

	*dom = in_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = in_era + (int)era * 400 + (*month <= 2);
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
	int year = 1970 + (month >= 0 ? month : month - 11) / 12;

	return civil_to_day(year, month - (year - 1970) * 12 + 1, 1);
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
