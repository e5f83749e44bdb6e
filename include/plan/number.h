/* number.h - one scale a KPI: its numbers as Excel formats and as words. */
#ifndef KPI_PLAN_NUMBER_H
#define KPI_PLAN_NUMBER_H
#include "data/outcome.h"

struct scale {
	enum unit unit;
	int shift; /* 0, 3 or 6: shown in ones, thousands, millions */
	int decimals;
	struct str after; /* " k\u20ac", "%", " days"; for a change of a ratio " pp" stands in */
	bool is_marked;   /* a dagger behind the value: what it leaves out stands in a footnote */
};

/* For values about as large as `largest`. currency: the code, "EUR". is_short: counts from 10,000 in k,
 * from a million in M. */
struct scale scale_of(struct arena *a, enum unit unit, struct str currency, double largest, bool is_short);
/* The scale of a KPI, with more decimals (up to 4) where rounding would put its value on the wrong side
 * of its target or red line. */
struct scale scale_kpi(struct arena *a, const struct kpi_outcome *k, struct str currency, bool is_short);
/* The same where there is room for as many digits as tell the value from its target: "999,999.50 €", not "1.0000 M€". */
struct scale scale_sentence(struct arena *a, const struct kpi_outcome *k, struct str currency);

/* The same with as many decimals (up to 4) as multiples of step need to be told apart. */
struct scale scale_for_step(const struct scale *s, double step);

struct str scale_format(struct arena *a, const struct scale *s,
                        bool is_recomputed); /* recomputed ones are marked ~ */
struct str scale_words(struct arena *a, const struct scale *s, double v);
/* A change or gap: signed, a ratio's in points. scale_change gives the number for the cell. */
double scale_change(const struct scale *s, double from, double to);
struct str scale_change_format(struct arena *a, const struct scale *s, bool is_recomputed);
/* The format of a change that rounds to 0: no sign, whatever the cell holds. */
struct str scale_still_format(struct arena *a, const struct scale *s, bool is_recomputed);
struct str scale_change_words(struct arena *a, const struct scale *s, double change);
bool scale_shows(const struct scale *s, double change); /* it does not round to 0 */
struct str scale_change_plain(struct arena *a, const struct scale *s, double change); /* without its sign */
/* "38 to 42" for figures that are only known to lie between, and for bands. */
struct str scale_range_words(struct arena *a, const struct scale *s, double low, double high);

/* 12,413,220 and 12.50 with a real minus; rounds half away from zero as Excel does. */
struct str number_words(struct arena *a, double v, int decimals);
struct str number_format(struct arena *a, int decimals); /* #,##0.00 with a real minus */
/* As many decimals as v has, from least to most. */
int number_decimals(double v, int least, int most);
double number_rounded(double v, int decimals);
#endif
