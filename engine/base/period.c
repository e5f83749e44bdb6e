/* period.c - fiscal periods: months, quarters, halves and years as a company counts them. */
#include <assert.h>
#include "base/day.h"

const char *const span_names[SPAN__N] = {
	[SPAN_MONTH] = "month",
	[SPAN_QUARTER] = "quarter",
	[SPAN_HALF] = "half",
	[SPAN_YEAR] = "year",
};

static const struct span_rule {
	int months, per_year;
} rules[SPAN__N] = {
	[SPAN_MONTH] = { 1, 12 },
	[SPAN_QUARTER] = { 3, 4 },
	[SPAN_HALF] = { 6, 2 },
	[SPAN_YEAR] = { 12, 1 },
};

/* A month is always the calendar's, whatever the fiscal year. */
static struct fiscal calendar_of(enum span span, struct fiscal f)
{
	assert(f.first_month >= 1 && f.first_month <= 12);
	return span == SPAN_MONTH ? (struct fiscal){ 1, true } : f;
}

/* How many years after the calendar year it starts in a fiscal year is named. */
static int name_shift(struct fiscal f)
{
	return f.named_by_start || f.first_month == 1 ? 0 : 1;
}

static struct period make(enum span span, int year, int index, struct fiscal f)
{
	struct fiscal c = calendar_of(span, f);
	int start = (year - name_shift(c) - 1970) * 12 + c.first_month - 1;
	int month = start + (index - 1) * rules[span].months;
	int next = month + rules[span].months;

	return (struct period){ span, year, index, month_first(month), month_first(next) - 1 };
}

struct period period_of(enum span span, int32_t day, struct fiscal f)
{
	struct fiscal c = calendar_of(span, f);
	int year, month, dom, since;

	day_split(day, &year, &month, &dom);
	since = month - c.first_month; /* months into the fiscal year */
	if (since < 0) {
		since += 12;
		year--;
	}
	return make(span, year + name_shift(c), since / rules[span].months + 1, f);
}

struct period period_step(struct period p, int n, struct fiscal f)
{
	int per = rules[p.span].per_year;
	int at = p.year * per + p.index - 1 + n;

	return make(p.span, at / per, at % per + 1, f);
}

/* All of s as digits, or -1. */
static int number(struct str s)
{
	int v = 0;

	if (s.n == 0 || s.n > 4)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

bool period_parse(struct str s, struct fiscal f, struct period *p)
{
	int year = number(str_sub(s, 0, 4)), index;
	enum span span = SPAN_YEAR;
	int32_t day;

	if (s.n == 4) {
		index = 1;
	} else if (s.n == 7 && s.p[4] == '-') {
		char c = s.p[5];

		span = c == 'Q' || c == 'q' ? SPAN_QUARTER : c == 'H' || c == 'h' ? SPAN_HALF : SPAN_MONTH;
		index = number(str_sub(s, span == SPAN_MONTH ? 5 : 6, 2));
	} else {
		return false;
	}
	if (!day_from(year, 1, 1, &day) || index < 1 || index > rules[span].per_year)
		return false;
	*p = make(span, year, index, f);
	return true;
}

struct str period_text(struct arena *a, struct period p)
{
	switch (p.span) {
	case SPAN_MONTH:
		return str_fmt(a, "%04d-%02d", p.year, p.index);
	case SPAN_QUARTER:
		return str_fmt(a, "%04d-Q%d", p.year, p.index);
	case SPAN_HALF:
		return str_fmt(a, "%04d-H%d", p.year, p.index);
	default:
		return str_fmt(a, "%04d", p.year);
	}
}

struct str period_words(struct arena *a, struct period p)
{
	switch (p.span) {
	case SPAN_MONTH:
		return str_fmt(a, "%s %d", month_name(p.index).p, p.year);
	case SPAN_QUARTER:
		return str_fmt(a, "Q%d %d", p.index, p.year);
	case SPAN_HALF:
		return str_fmt(a, "H%d %d", p.index, p.year);
	default:
		return str_fmt(a, "%d", p.year);
	}
}

bool period_holds(struct period outer, struct period inner)
{
	return outer.first <= inner.first && inner.last <= outer.last;
}

bool period_eq(struct period a, struct period b)
{
	return a.span == b.span && a.year == b.year && a.index == b.index && a.first == b.first
	       && a.last == b.last;
}

int period_days(struct period p)
{
	return p.last - p.first + 1;
}
