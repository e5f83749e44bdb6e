/* date_order.c - 05/08/2026: do the dates of a source show whether the day or the month stands first? */
#include "read/date_order.h"

#include <string.h>

static void widen(int32_t *first, int32_t *last, int32_t day, bool is_new)
{
	*first = is_new || day < *first ? day : *first;
	*last = is_new || day > *last ? day : *last;
}

void date_order_see(struct date_order *o, const struct date_form *f, struct str text,
                    const struct date_given *given, bool is_swapped, int32_t day)
{
	int32_t other;
	enum date_error e;

	if (o->is_shown)
		return;
	e = is_swapped ? date_form_read(f, text, given, &other)
	               : date_form_read_swapped(f, text, given, &other);
	if (e == DATE_OTHER_FORM)
		return;
	o->is_shown = e != DATE_OK;
	if (o->is_shown || other == day)
		return;
	widen(&o->first, &o->last, day, !o->is_met);
	widen(&o->other_first, &o->other_last, other, !o->is_met);
	if (o->is_met)
		return;
	text = utf8_head(str_trim(text), sizeof o->text / 4 * 3);
	memcpy(o->text, text.p, text.n < sizeof o->text ? text.n : sizeof o->text - 1);
	o->day = day;
	o->is_month_first = date_form_is_month_first(f) != is_swapped;
	o->is_met = true;
}

void date_order_note(const struct date_order *o, const struct source *s, struct diag *d)
{
	bool is_likelier;
	struct arena *a;

	if (o->is_shown || !o->is_met || s->has_day_first)
		return;
	is_likelier = o->other_last - o->other_first <= o->last - o->first;
	a = arena_new(0);
	diag_put(d, is_likelier ? SEV_WARNING : SEV_NOTE, "K101", s->files, s->at,
	         str_fmt(a,
	                 "write day_first: %s in the source if that is wrong, day_first: %s if it is right",
	                 o->is_month_first ? "true" : "false", o->is_month_first ? "false" : "true"),
	         "no date of %.*s shows whether the day or the month stands first: %s was read as %.*s",
	         STR_ARG(s->files), o->text, STR_ARG(day_text(a, o->day)));
	arena_free(a);
}
