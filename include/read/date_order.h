/* date_order.h - 05/08/2026: do the dates of a file, or of a source, show whether the day or the month stands first? */
#ifndef KPI_READ_DATE_ORDER_H
#define KPI_READ_DATE_ORDER_H
#include "base/diag.h"
#include "data/workspace.h"
#include "read/date_form.h"

struct date_order {          /* of one file; all zero: nothing seen yet */
	bool is_shown;       /* a date that only the order taken can read, as 08/13/2026 by the month first */
	bool is_met;         /* a date that means another day the other way round */
	int32_t first, last; /* of the dates as taken */
	int32_t other_first, other_last; /* and the other way round */
	char text[24];                   /* the first date of the two meanings */
	int32_t day;
	bool is_month_first; /* as it was taken */
};

/* A date that form f read as `day`, swapped: day and month changed over. */
void date_order_see(struct date_order *o, const struct date_form *f, struct str text,
                    const struct date_given *given, bool is_swapped, int32_t day);
/* What the dates of the files of a source show together. */
void date_order_join(struct date_order *all, const struct date_order *one);
/* Would the dates of a file lie otherwise as those of an export do: nearer to each other or, where that is the same,
 * taken more than a month away from the source's other files from..to (DAY_NONE: there are none to go by) and nearer to
 * them the other way round? False where they show their order. */
bool date_order_is_doubtful(const struct date_order *o, int32_t from, int32_t to);
/* K101, once a source, where no date of any file shows the order and nobody said it: a warning where the other order puts
 * the dates as near to each other or nearer; else a note. True: that warning was given, and speaks for every file. */
bool date_order_note(const struct date_order *all, const struct source *s, struct diag *d);
/* K101 at a doubtful file of a source whose other files go by the order taken. more: files like it that have no finding
 * of their own. */
void date_order_warn(const struct date_order *o, const struct source *s, struct str shown, size_t more,
                     struct diag *d);
#endif
