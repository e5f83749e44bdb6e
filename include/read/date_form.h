/* date_form.h - how an export writes its dates: patterns such as MM/DD/YYYY. */
#ifndef KPI_READ_DATE_FORM_H
#define KPI_READ_DATE_FORM_H
#include "base/day.h"

/* A pattern is a run of parts; everything else stands for itself, letters (but T and Z) only 'quoted':
 *   YYYY year, MM month in two digits, M in one or two, Mon Jan, Month January (in the languages of
 *   month_words.h), DD and D day of the month, Nth days since the file's first day: 0000 is that day itself
 *   hh and h hour, mm minute, ss second (a fraction may follow), AM AM or PM
 *   zzz Z, UTC, GMT, +0200 or +02:00, Www weekday: Tue or Tuesday
 * Only the date counts: times are checked and dropped, zones are never converted. */
struct date_form;

/* Compile a pattern into the arena. NULL: *wrong says what is wrong with it. */
const struct date_form *date_form_new(struct arena *a, struct str pattern, struct str *wrong);
struct str date_form_text(const struct date_form *f); /* the pattern */
bool date_form_has_year(const struct date_form *f);
/* Day and month stand in digits, and no year before them: 05/08/2026 may be read either way. */
bool date_form_has_two_orders(const struct date_form *f);

enum date_error { DATE_OK, DATE_OTHER_FORM, DATE_NO_SUCH_DAY, DATE_NO_YEAR, DATE_NO_START };

/* What the source or the file says beside the cell, for forms that do not name a day on their own. */
struct date_given {
	int year; /* 0: not known */
	int32_t first,
	    last; /* the file's days; DAY_NONE: not known. Without a year both give it, if only one fits */
};

/* Read all of s (trimmed). *day is untouched unless DATE_OK. */
enum date_error date_form_read(const struct date_form *f, struct str s, const struct date_given *given,
                               int32_t *day);
/* The same with day and month changed over: 05/08/2026 by MM/DD/YYYY is 5 August. DATE_OTHER_FORM where a form has no
 * two orders: it names the month, or begins with the year. */
enum date_error date_form_read_swapped(const struct date_form *f, struct str s,
                                       const struct date_given *given, int32_t *day);
bool date_form_is_month_first(const struct date_form *f); /* of a form that has two orders */
#endif
