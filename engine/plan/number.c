/* number.c - one scale a KPI: its numbers as Excel formats and as words (WORKBOOK 6). */
#include <assert.h>
#include <math.h>
#include "plan/number.h"

#define MINUS  "\u2212"
#define DAGGER "\u2020"

static const struct unit_row {
	const char *after;  /* what stands behind the number */
	int decimals;       /* at least */
	bool may_have_more; /* one more decimal for small figures that are not whole */
} units[] = {
	[UNIT_COUNT] = { "", 0, true },         [UNIT_PEOPLE] = { "", 0, true },
	[UNIT_CURRENCY] = { "", 0, false }, /* the currency's sign */
	[UNIT_RATIO] = { "%", 1, false },       [UNIT_SECONDS] = { " s", 0, true },
	[UNIT_MINUTES] = { " min", 1, false },  [UNIT_HOURS] = { " h", 1, false },
	[UNIT_DAYS] = { " days", 0, true },     [UNIT_SCORE] = { "", 1, false },
	[UNIT_POINTS] = { " points", 0, true },
};
static_assert(sizeof units / sizeof *units == UNIT__N, "one row per unit");

static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6 };
enum { MOST_DECIMALS = 4, ALL_DECIMALS = 6 /* of a figure in millionths */ };

double number_rounded(double v, int decimals)
{
	double p = powers[decimals], x = fabs(v) * p;

	if (x >= 1e15)
		return v;
	/* Excel rounds the 15-digit decimal, so 0.285 is half, not the little less that the double is. */
	x = floor(x + 0.5 + x * 4e-16);
	return (v < 0 ? -x : x) / p;
}

/* Digits of v >= 0, already rounded, with thousands marks. */
static struct str digits(struct arena *a, double v, int decimals)
{
	char text[40], *end = text + sizeof text, *p = end;
	uint64_t power = (uint64_t)powers[decimals], all, whole;

	if (v >= 1e15 || v * (double)power >= 1e18)
		return num_text_double(a, v, 15);
	all = (uint64_t)floor(v * (double)power + 0.5);
	whole = all / power;
	for (int i = 0; i < decimals; i++, all /= 10)
		*--p = (char)('0' + all % 10);
	if (decimals > 0)
		*--p = '.';
	for (int n = 0; n == 0 || whole > 0; n++, whole /= 10) {
		if (n > 0 && n % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + whole % 10);
	}
	return str_copy(a, (struct str){ p, (size_t)(end - p) });
}

struct str number_words(struct arena *a, double v, int decimals)
{
	double r = number_rounded(v, decimals);
	struct str d = digits(a, fabs(r), decimals);

	return r < 0 ? str_fmt(a, MINUS "%.*s", STR_ARG(d)) : d;
}

struct str number_format(struct arena *a, int decimals)
{
	struct str one = decimals > 0 ? str_fmt(a, "#,##0.%0*d", decimals, 0) : STR("#,##0");

	return str_fmt(a, "%.*s;\"" MINUS "\"%.*s", STR_ARG(one), STR_ARG(one));
}

int number_decimals(double v, int least, int most)
{
	int n = least;

	while (n < most && fabs(number_rounded(v, n) - v) > 1e-9 * fmax(fabs(v), 1))
		n++;
	return n;
}

/* "€", "$", else the code. */
static struct str currency_sign(struct str code)
{
	static const struct {
		const char *code, *sign;
	} signs[] = {
		{ "EUR", "\u20ac" },
		{ "USD", "$" },
		{ "GBP", "\u00a3" },
		{ "JPY", "\u00a5" },
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_eq_fold(code, str_of(signs[i].code)))
			return str_of(signs[i].sign);
	return code;
}

static struct scale scale_currency(struct arena *a, struct str currency, double size)
{
	struct scale s = { .unit = UNIT_CURRENCY };
	struct str sign = currency_sign(currency);
	const char *gap = currency.n > 0 && str_eq(sign, currency) ? " " : "";

	if (size >= 1e6) {
		s.shift = 6;
		s.decimals = size >= 1e8 ? 1 : 2;
	} else if (size >= 1e4) {
		s.shift = 3;
		s.decimals = size >= 1e5 ? 0 : 1;
	} else {
		s.decimals = size >= 1e3 ? 0 : 2;
	}
	s.after = str_fmt(a, "%s%s%s%.*s", s.shift > 0 || sign.n > 0 ? " " : "",
	                  s.shift == 6   ? "M"
	                  : s.shift == 3 ? "k"
	                                 : "",
	                  s.shift > 0 ? gap : "", STR_ARG(sign));
	return s;
}

struct scale scale_of(struct arena *a, enum unit unit, struct str currency, double largest, bool is_short)
{
	const struct unit_row *u = &units[unit];
	double size = fabs(largest);
	struct scale s = { .unit = unit, .decimals = u->decimals, .after = str_of(u->after) };

	if (unit == UNIT_CURRENCY)
		return scale_currency(a, currency, size);
	if (u->may_have_more && size < 100 && floor(size) < size)
		s.decimals = 1;
	if (unit == UNIT_RATIO && size > 0 && size < 0.01)
		s.decimals = 2;
	if (is_short && (unit == UNIT_COUNT || unit == UNIT_PEOPLE) && size >= 1e4) {
		s.shift = size >= 1e6 ? 6 : 3;
		s.decimals = 1;
		s.after = size >= 1e6 ? STR(" M") : STR(" k");
	}
	return s;
}

static double shown(const struct scale *s, double v)
{
	return (s->unit == UNIT_RATIO ? v * 100 : v) / powers[s->shift];
}

struct scale scale_for_step(const struct scale *s, double step)
{
	struct scale wide = *s;
	double x = shown(s, step);

	while (wide.decimals < MOST_DECIMALS && fabs(number_rounded(x, wide.decimals) - x) > 1e-6 * fabs(x))
		wide.decimals++;
	return wide;
}

/* Do two figures that differ print the same? */
static bool hides(const struct scale *s, double v, double limit)
{
	double x = number_rounded(shown(s, v), s->decimals), y = number_rounded(shown(s, limit), s->decimals);

	return v < limit || v > limit ? !(x < y || x > y) : false;
}

/* The figure and what it is judged by. */
static bool hides_boundary(const struct scale *s, const struct kpi_outcome *k)
{
	const struct resolved_target *t = &k->target;
	double v = k->figure.value;

	return t->is_band ? hides(s, v, t->low) || hides(s, v, t->high)
	                  : hides(s, v, t->target) || hides(s, v, t->red_line);
}

static double largest_of(const struct kpi_outcome *k)
{
	double size = 0;

	if (k->figure.has)
		size = fmax(size, fabs(k->figure.value));
	if (k->figure.has_bounds)
		size = fmax(size, fmax(fabs(k->figure.low), fabs(k->figure.high)));
	if (k->target.has && !k->target.is_band)
		size = fmax(size, fabs(k->target.target));
	if (k->target.has && k->target.is_band)
		size = fmax(size, fabs(k->target.high));
	if (size <= 0 && k->has_prior)
		size = fabs(k->prior);
	if (size <= 0 && k->has_last_year)
		size = fabs(k->last_year);
	return size;
}

struct scale scale_kpi(struct arena *a, const struct kpi_outcome *k, struct str currency, bool is_short)
{
	struct scale s = scale_of(a, k->kpi->unit, currency, largest_of(k), is_short);

	if (!k->figure.has || !k->target.has)
		return s;
	while (s.decimals < MOST_DECIMALS && hides_boundary(&s, k))
		s.decimals++;
	return s;
}

struct scale scale_sentence(struct arena *a, const struct kpi_outcome *k, struct str currency)
{
	struct scale s = scale_kpi(a, k, currency, true);

	if (!k->figure.has || !k->target.has)
		return s;
	if (s.shift > 0 && hides_boundary(&s, k)) /* 999,999.50 €, not 1.0000 M€ */
		s = scale_of(a, k->kpi->unit, currency, 1, false);
	while (s.decimals < ALL_DECIMALS && hides_boundary(&s, k))
		s.decimals++;
	return s;
}

/* `#,##0.0," k"`: the part of an Excel format for one sign; sign stands quoted before it. */
static void add_section(struct strbuf *b, const struct scale *s, struct str after, bool is_percent,
                        const char *sign)
{
	if (sign[0] != '\0')
		strbuf_fmt(b, "\"%s\"", sign);
	strbuf_addz(b, "#,##0");
	for (int i = 0; i < s->decimals; i++)
		strbuf_addz(b, i == 0 ? ".0" : "0");
	for (int i = 0; i < s->shift; i += 3)
		strbuf_addc(b, ',');
	if (is_percent)
		strbuf_addc(b, '%');
	else if (after.n > 0) {
		strbuf_addc(b, '"');
		for (size_t i = 0; i < after.n; i++)
			if (after.p[i] != '"')
				strbuf_addc(b, after.p[i]);
		strbuf_addc(b, '"');
	}
}

struct str scale_format(struct arena *a, const struct scale *s, bool is_recomputed)
{
	struct strbuf b;
	bool is_percent = s->unit == UNIT_RATIO;
	const char *mark = s->is_marked ? "\"" DAGGER "\"" : "";

	strbuf_init(&b, a, 0);
	add_section(&b, s, s->after, is_percent, is_recomputed ? "~ " : "");
	strbuf_fmt(&b, "%s;", mark);
	add_section(&b, s, s->after, is_percent, is_recomputed ? "~ " MINUS : MINUS);
	strbuf_addz(&b, mark);
	return strbuf_str(&b);
}

/* What stands behind a change: points of a percentage. */
static struct str change_after(const struct scale *s)
{
	return s->unit == UNIT_RATIO ? STR(" pp") : s->after;
}

struct str scale_change_format(struct arena *a, const struct scale *s, bool is_recomputed)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	add_section(&b, s, change_after(s), false, is_recomputed ? "~ +" : "+");
	strbuf_addc(&b, ';');
	add_section(&b, s, change_after(s), false, is_recomputed ? "~ " MINUS : MINUS);
	strbuf_addc(&b, ';');
	add_section(&b, s, change_after(s), false, is_recomputed ? "~ " : "");
	return strbuf_str(&b);
}

struct str scale_still_format(struct arena *a, const struct scale *s, bool is_recomputed)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (int i = 0; i < 2; i++) {
		if (i > 0)
			strbuf_addc(&b, ';');
		add_section(&b, s, change_after(s), false, is_recomputed ? "~ " : "");
	}
	return strbuf_str(&b);
}

struct str scale_words(struct arena *a, const struct scale *s, double v)
{
	struct str n = number_words(a, shown(s, v), s->decimals);

	return str_fmt(a, "%.*s%.*s%s", STR_ARG(n), STR_ARG(s->after), s->is_marked ? DAGGER : "");
}

double scale_change(const struct scale *s, double from, double to)
{
	return s->unit == UNIT_RATIO ? (to - from) * 100 : to - from;
}

bool scale_shows(const struct scale *s, double change)
{
	return fabs(number_rounded(change / powers[s->shift], s->decimals)) > 0;
}

struct str scale_change_plain(struct arena *a, const struct scale *s, double change)
{
	struct str n = number_words(a, fabs(change) / powers[s->shift], s->decimals), after = change_after(s);

	return str_fmt(a, "%.*s%.*s", STR_ARG(n), STR_ARG(after));
}

struct str scale_change_words(struct arena *a, const struct scale *s, double change)
{
	struct str plain = scale_change_plain(a, s, change);
	double r = number_rounded(change / powers[s->shift], s->decimals);

	return str_fmt(a, "%s%.*s", r > 0 ? "+" : r < 0 ? MINUS : "", STR_ARG(plain));
}

struct str scale_range_words(struct arena *a, const struct scale *s, double low, double high)
{
	struct str from = scale_words(a, s, low), to = scale_words(a, s, high);

	if (s->after.n > 0 && from.n > s->after.n)
		from.n -= s->after.n;
	return str_fmt(a, "%.*s to %.*s", STR_ARG(from), STR_ARG(to));
}
