/* date_form.c - date patterns compiled to parts, and dates read by them. */
#include "read/date_form.h"

#include <string.h>
#include "read/month_words.h"

enum part {
	PART_LITERAL,
	PART_YEAR,
	PART_MONTH2,
	PART_MONTH,
	PART_MON,
	PART_MONTH_NAME,
	PART_DAY2,
	PART_DAY,
	PART_HOUR2,
	PART_HOUR,
	PART_MINUTE,
	PART_SECOND,
	PART_AM,
	PART_ZONE,
	PART_WEEKDAY,
	PART_NTH,
};

/* Longer words before their beginnings. */
static const struct word {
	const char *text;
	enum part part;
} words[] = {
	{ "YYYY", PART_YEAR }, { "Month", PART_MONTH_NAME }, { "Mon", PART_MON },   { "MM", PART_MONTH2 },
	{ "M", PART_MONTH },   { "DD", PART_DAY2 },          { "D", PART_DAY },     { "hh", PART_HOUR2 },
	{ "h", PART_HOUR },    { "mm", PART_MINUTE },        { "ss", PART_SECOND }, { "AM", PART_AM },
	{ "zzz", PART_ZONE },  { "Www", PART_WEEKDAY },      { "Nth", PART_NTH },
};

/* The digits of the parts that are numbers, and what they may be. */
static const struct digits_rule {
	uint8_t min, max;
	int from, to;
} digits_rules[] = {
	[PART_YEAR] = { 4, 4, 0, 9999 }, [PART_MONTH2] = { 2, 2, 0, 99 }, [PART_MONTH] = { 1, 2, 0, 99 },
	[PART_DAY2] = { 2, 2, 0, 99 },   [PART_DAY] = { 1, 2, 0, 99 },    [PART_HOUR2] = { 2, 2, 0, 24 },
	[PART_HOUR] = { 1, 2, 0, 24 },   [PART_MINUTE] = { 2, 2, 0, 59 }, [PART_SECOND] = { 2, 2, 0, 60 },
	[PART_WEEKDAY] = { 0, 0, 0, 0 }, [PART_NTH] = { 1, 5, 0, 36525 },
};

static const char *const weekdays[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
	                                "Friday", "Saturday", "Sunday" };

enum { MAX_PARTS = 40 };

struct date_form {
	struct str text;
	size_t n;
	bool has_year, is_nth;
	bool has_two_orders; /* day and month in digits, no year before them: 05/08/2026 */
	struct {
		uint8_t part;
		char literal;
	} parts[MAX_PARTS];
};

struct civil {
	int year, month, dom, nth;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const struct word *find_word(struct str s)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(s, str_of(words[i].text)))
			return &words[i];
	return NULL;
}

static bool add_part(struct date_form *f, enum part part, char literal)
{
	if (f->n == MAX_PARTS)
		return false;
	f->parts[f->n].part = (uint8_t)part;
	f->parts[f->n++].literal = literal;
	return true;
}

/* A year at most once, a month and a day exactly once; or the number of a day, alone. */
static bool names_a_day(const struct date_form *f)
{
	int years = 0, months = 0, days = 0, nths = 0;

	for (size_t i = 0; i < f->n; i++) {
		enum part p = f->parts[i].part;

		years += p == PART_YEAR;
		months += p == PART_MONTH2 || p == PART_MONTH || p == PART_MON || p == PART_MONTH_NAME;
		days += p == PART_DAY2 || p == PART_DAY;
		nths += p == PART_NTH;
	}
	if (nths > 0)
		return nths == 1 && years + months + days == 0;
	return years <= 1 && months == 1 && days == 1;
}

/* Who writes the year first writes the month next. */
static bool may_be_swapped(const struct date_form *f)
{
	bool month = false, day = false;

	for (size_t i = 0; i < f->n; i++) {
		enum part p = f->parts[i].part;

		if (p == PART_YEAR && !(month && day))
			return false;
		month = month || p == PART_MONTH2 || p == PART_MONTH;
		day = day || p == PART_DAY2 || p == PART_DAY;
	}
	return month && day;
}

const struct date_form *date_form_new(struct arena *a, struct str pattern, struct str *wrong)
{
	struct date_form *f = ARENA_NEW(a, struct date_form);
	bool is_quoted = false, fits = true;

	f->text = str_copy(a, pattern);
	for (size_t i = 0; i < pattern.n && fits;) {
		const struct word *w = is_quoted ? NULL : find_word(str_sub(pattern, i, pattern.n));
		char c = pattern.p[i];

		if (w != NULL) {
			fits = add_part(f, w->part, 0);
			f->has_year = f->has_year || w->part == PART_YEAR || w->part == PART_NTH;
			f->is_nth = f->is_nth || w->part == PART_NTH;
			i += strlen(w->text);
			continue;
		}
		i++;
		if (c == '\'') {
			is_quoted = !is_quoted;
		} else if (!is_quoted && is_letter(c) && c != 'T' && c != 'Z') {
			*wrong = str_fmt(a, "'%c' is no part of a date", c);
			return NULL;
		} else {
			fits = add_part(f, PART_LITERAL, c);
		}
	}
	if (!fits || !names_a_day(f)) {
		*wrong = fits ? STR("a date needs one month and one day, and at most one year")
		              : STR("it is too long");
		return NULL;
	}
	f->has_two_orders = may_be_swapped(f);
	return f;
}

struct str date_form_text(const struct date_form *f)
{
	return f->text;
}

bool date_form_has_year(const struct date_form *f)
{
	return f->has_year;
}

bool date_form_has_two_orders(const struct date_form *f)
{
	return f->has_two_orders;
}

static size_t digit_run(struct str s, size_t max)
{
	size_t n = 0;

	while (n < s.n && n < max && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

static bool take_number(struct str *s, enum part part, int *v)
{
	const struct digits_rule *rule = &digits_rules[part];
	size_t n = digit_run(*s, rule->max);

	if (n < rule->min)
		return false;
	*v = 0;
	for (size_t i = 0; i < n; i++)
		*v = *v * 10 + (s->p[i] - '0');
	*s = str_sub(*s, n, s->n);
	return *v >= rule->from && *v <= rule->to;
}

static struct str letter_run(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_letter(s.p[n]))
		n++;
	return str_sub(s, 0, n);
}

static bool take_month_name(struct str *s, bool is_long, int *month)
{
	size_t n;

	*month = month_word(*s, !is_long, &n);
	*s = str_sub(*s, n, s->n);
	return *month > 0;
}

static bool take_weekday(struct str *s)
{
	struct str name = letter_run(*s);

	for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++)
		if (name.n >= 3 && str_starts_fold(str_of(weekdays[i]), name)) {
			*s = str_sub(*s, name.n, s->n);
			return true;
		}
	return false;
}

static bool take_word(struct str *s, const char *const *any, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts_fold(*s, str_of(any[i]))) {
			*s = str_sub(*s, strlen(any[i]), s->n);
			return true;
		}
	return false;
}

/* Z, UTC, GMT, +0200, +02:00 or +02. */
static bool take_zone(struct str *s)
{
	static const char *const names[] = { "UTC", "GMT", "Z" };
	size_t n;

	if (take_word(s, names, 3))
		return true;
	if (s->n < 3 || (s->p[0] != '+' && s->p[0] != '-') || digit_run(str_sub(*s, 1, 2), 2) != 2)
		return false;
	n = 3;
	if (s->n >= 6 && s->p[3] == ':' && digit_run(str_sub(*s, 4, 2), 2) == 2)
		n = 6;
	else if (digit_run(str_sub(*s, 3, 2), 2) == 2)
		n = 5;
	*s = str_sub(*s, n, s->n);
	return true;
}

static bool take_second(struct str *s)
{
	int v;

	if (!take_number(s, PART_SECOND, &v))
		return false;
	if (s->n > 1 && s->p[0] == '.' && digit_run(str_sub(*s, 1, 1), 1) == 1)
		*s = str_sub(*s, 1 + digit_run(str_sub(*s, 1, s->n), s->n), s->n);
	return true;
}

static bool take_part(struct str *s, enum part part, char literal, struct civil *c)
{
	static const char *const halves[] = { "AM", "PM" };
	int v;

	switch (part) {
	case PART_LITERAL:
		if (s->n == 0 || s->p[0] != literal)
			return false;
		*s = str_sub(*s, 1, s->n);
		return true;
	case PART_YEAR:
		return take_number(s, part, &c->year);
	case PART_MONTH2:
	case PART_MONTH:
		return take_number(s, part, &c->month);
	case PART_MON:
		return take_month_name(s, false, &c->month);
	case PART_MONTH_NAME:
		return take_month_name(s, true, &c->month);
	case PART_DAY2:
	case PART_DAY:
		return take_number(s, part, &c->dom);
	case PART_HOUR2:
	case PART_HOUR:
	case PART_MINUTE:
		return take_number(s, part, &v);
	case PART_SECOND:
		return take_second(s);
	case PART_AM:
		return take_word(s, halves, 2);
	case PART_ZONE:
		return take_zone(s);
	case PART_WEEKDAY:
		return take_weekday(s);
	case PART_NTH:
		return take_number(s, part, &c->nth);
	}
	return false;
}

/* The only year in which the day lies between the file's first and last; 0: none, or more than one. */
static int year_within(const struct date_given *g, const struct civil *c)
{
	int from, to, found = 0, spare;
	int32_t day;

	if (g->first == DAY_NONE || g->last == DAY_NONE)
		return 0;
	day_split(g->first, &from, &spare, &spare);
	day_split(g->last, &to, &spare, &spare);
	for (int year = from; year <= to; year++) {
		if (!day_from(year, c->month, c->dom, &day) || day < g->first || day > g->last)
			continue;
		if (found != 0)
			return 0;
		found = year;
	}
	return found;
}

static enum date_error nth_day(const struct date_given *g, int nth, int32_t *day)
{
	if (g->first == DAY_NONE)
		return DATE_NO_START;
	if (g->last != DAY_NONE && g->first + nth > g->last)
		return DATE_NO_SUCH_DAY;
	*day = g->first + nth;
	return DATE_OK;
}

static enum date_error read_in_order(const struct date_form *f, struct str s, const struct date_given *given,
                                     bool is_swapped, int32_t *day)
{
	struct civil c = { 0, 0, 0, 0 };
	int year, spare;

	s = str_trim(s);
	for (size_t i = 0; i < f->n; i++)
		if (!take_part(&s, f->parts[i].part, f->parts[i].literal, &c))
			return DATE_OTHER_FORM;
	if (s.n > 0)
		return DATE_OTHER_FORM;
	if (f->is_nth)
		return nth_day(given, c.nth, day);
	if (is_swapped) {
		spare = c.month;
		c.month = c.dom;
		c.dom = spare;
	}
	year = f->has_year ? c.year : given->year != 0 ? given->year : year_within(given, &c);
	if (year == 0 && !f->has_year)
		return DATE_NO_YEAR;
	return day_from(year, c.month, c.dom, day) ? DATE_OK : DATE_NO_SUCH_DAY;
}

enum date_error date_form_read(const struct date_form *f, struct str s, const struct date_given *given,
                               int32_t *day)
{
	return read_in_order(f, s, given, false, day);
}

enum date_error date_form_read_swapped(const struct date_form *f, struct str s,
                                       const struct date_given *given, int32_t *day)
{
	return f->has_two_orders ? read_in_order(f, s, given, true, day) : DATE_OTHER_FORM;
}

bool date_form_is_month_first(const struct date_form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		enum part p = f->parts[i].part;

		if (p == PART_MONTH2 || p == PART_MONTH)
			return true;
		if (p == PART_DAY2 || p == PART_DAY)
			return false;
	}
	return false;
}
