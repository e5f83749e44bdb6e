/* cadence.c - how often a series should have a cell, and which days a cell speaks of. */
#include "core/cadence.h"

static int floor_div(int a, int b)
{
	return a / b - (a % b < 0);
}

/* Whole cadences are months for month and quarter, else days; DAY is what an unsaid cadence is taken for. */
static const struct step {
	int days, months;
} steps[EVERY__N] = {
	[EVERY_DEFAULT] = { 1, 0 }, [EVERY_DAY] = { 1, 0 },     [EVERY_WEEK] = { 7, 0 },
	[EVERY_MONTH] = { 0, 1 },   [EVERY_QUARTER] = { 0, 3 },
};

/* Numbers n with lo <= n <= hi that leave the same rest by `by` as known. */
static uint32_t count_alike(int known, int by, int lo, int hi)
{
	return lo > hi ? 0 : (uint32_t)(floor_div(hi - known, by) - floor_div(lo - 1 - known, by));
}

uint32_t cadence_count(enum every every, int32_t known, int32_t from, int32_t to)
{
	struct step s = steps[every];
	int hi;

	if (from > to)
		return 0;
	if (s.months == 0)
		return count_alike(known, s.days, from, to);
	hi = day_month(to);
	if (month_last(hi) > to)
		hi--;
	return count_alike(day_month(known), s.months, day_month(from), hi);
}

int32_t cadence_before(enum every every, int n, int32_t day)
{
	struct step s = steps[every];
	int month, to;
	int32_t at;

	if (s.months == 0)
		return day - n * s.days;
	month = day_month(day);
	to = month - n * s.months;
	if (day == month_last(month))
		return month_last(to);
	at = month_first(to) + (day - month_first(month));
	return at < month_last(to) ? at : month_last(to);
}

int32_t cadence_end(enum every every, int32_t known, int32_t day)
{
	struct step s = steps[every];
	int month, phase;

	if (s.months == 0)
		return known + s.days * -floor_div(known - day, s.days);
	month = day_month(day);
	phase = day_month(known) - month;
	return month_last(month + phase - s.months * floor_div(phase, s.months));
}

int32_t cadence_first(enum every every, int32_t day)
{
	struct step s = steps[every];

	return s.months > 0 ? month_first(day_month(day) - (s.months - 1)) : day - (s.days - 1);
}
