/* day.h - civil days, months and fiscal periods; no clock, no zone. */
#ifndef KPI_BASE_DAY_H
#define KPI_BASE_DAY_H
#include "base/str.h"

/* A day is an int32_t: days since 1970-01-01, proleptic Gregorian. Years 1900..2199 are accepted. */
#define DAY_NONE INT32_MIN

bool day_from(int year, int month, int dom, int32_t *day); /* false: no such day */
void day_split(int32_t day, int *year, int *month, int *dom);
bool day_parse_iso(struct str s, int32_t *day);     /* YYYY-MM-DD, all of s */
struct str day_text(struct arena *a, int32_t day);  /* 2026-09-30 */
struct str day_words(struct arena *a, int32_t day); /* 30 September 2026 */
int day_month(int32_t day);                         /* months since 1970-01, the month's number */
int32_t month_first(int month);                     /* first day of month number */
int32_t month_last(int month);
int month_days(int month);
/* English month name or its 3-letter short form (any case), 1..12, or 0. */
int month_by_name(struct str s);
struct str month_name(int month_1_to_12); /* "September" */

struct fiscal {
	int first_month;     /* 1..12: the month a fiscal year starts */
	bool named_by_start; /* a year is named for the calendar year it starts in; else it ends in */
};

enum span { SPAN_MONTH, SPAN_QUARTER, SPAN_HALF, SPAN_YEAR, SPAN__N };
extern const char *const span_names[SPAN__N]; /* "month", "quarter", "half", "year" */

struct period {
	enum span span;
	int year;            /* fiscal year as named (calendar year for a month) */
	int index;           /* 1..12, 1..4, 1..2, 1 */
	int32_t first, last; /* days, both inclusive */
};

/* "2026-09" (calendar month), "2026-Q3", "2026-H2", "2026" (fiscal). */
bool period_parse(struct str s, struct fiscal f, struct period *p);
struct str period_text(struct arena *a, struct period p); /* "2026-Q3" */
/* "Q3 2026", "September 2026", "H2 2026", "2026" */
struct str period_words(struct arena *a, struct period p);
struct period period_of(enum span span, int32_t day, struct fiscal f); /* the one that holds day */
struct period period_step(struct period p, int n, struct fiscal f);    /* n periods later (or earlier) */
bool period_holds(struct period outer, struct period inner);
bool period_eq(struct period a, struct period b);
int period_days(struct period p);
#endif
