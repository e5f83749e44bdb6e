/* date_order.h - 05/08/2026: do the dates of a source show whether the day or the month stands first? */
#ifndef KPI_READ_DATE_ORDER_H
#define KPI_READ_DATE_ORDER_H
#include "base/diag.h"
#include "data/workspace.h"
#include "read/date_form.h"

struct date_order {          /* of one source; all zero: nothing seen yet */
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
/* K101, once a source, where no date shows the order and nobody said it: a warning where the other order puts the
 * dates as near to each other or nearer, which is how the days of an export lie; else a note. */
void date_order_note(const struct date_order *o, const struct source *s, struct diag *d);
#endif
