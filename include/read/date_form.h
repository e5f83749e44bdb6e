/* date_form.h - how an export writes its dates: patterns such as MM/DD/YYYY. */
#ifndef KPI_READ_DATE_FORM_H
#define KPI_READ_DATE_FORM_H
#include "base/day.h"

/* A pattern is a run of parts; everything else stands for itself, letters (but T and Z) only 'quoted':
 *   YYYY year, MM month in two digits, M in one or two, Mon Jan, Month January, DD and D day of the month
 *   hh and h hour, mm minute, ss second (a fraction may follow), AM AM or PM
 *   zzz Z, UTC, GMT, +0200 or +02:00, Www weekday: Tue or Tuesday
 * Only the date counts: times are checked and dropped, zones are never converted. */
struct date_form;

/* Compile a pattern into the arena. NULL: *wrong says what is wrong with it. */
const struct date_form *date_form_new(struct arena *a, struct str pattern, struct str *wrong);
struct str date_form_text(const struct date_form *f); /* the pattern */
bool date_form_has_year(const struct date_form *f);

enum date_error { DATE_OK, DATE_OTHER_FORM, DATE_NO_SUCH_DAY, DATE_NO_YEAR };

/* Read all of s (trimmed). year: for forms without one, 0 where it is not known. *day is untouched
 * unless DATE_OK. */
enum date_error date_form_read(const struct date_form *f, struct str s, int year, int32_t *day);
#endif
