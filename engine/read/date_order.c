/* date_order.c - 05/08/2026: do the dates of a file, or of a source, show whether the day or the month stands first? */
#include "read/date_order.h"

#include <string.h>

enum { FAR = 31 /* days from file to file, as exports by the month have */ };

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

void date_order_join(struct date_order *all, const struct date_order *one)
{
	bool is_shown = all->is_shown || one->is_shown;

	if (!all->is_met && one->is_met) {
		*all = *one;
	} else if (one->is_met) {
		widen(&all->first, &all->last, one->first, false);
		widen(&all->first, &all->last, one->last, false);
		widen(&all->other_first, &all->other_last, one->other_first, false);
		widen(&all->other_first, &all->other_last, one->other_last, false);
	}
	all->is_shown = is_shown;
}

/* Days between first..last and from..to. */
static int32_t away(int32_t first, int32_t last, int32_t from, int32_t to)
{
	return first > to ? first - to : from > last ? from - last : 0;
}

bool date_order_is_doubtful(const struct date_order *o, int32_t from, int32_t to)
{
	int32_t as_taken = o->last - o->first, otherwise = o->other_last - o->other_first, far;

	if (o->is_shown || !o->is_met)
		return false;
	if (as_taken != otherwise)
		return otherwise < as_taken;
	if (from == DAY_NONE)
		return false;
	far = away(o->first, o->last, from, to);
	return far > FAR && away(o->other_first, o->other_last, from, to) < far;
}

bool date_order_note(const struct date_order *all, const struct source *s, struct diag *d)
{
	bool is_likelier;
	struct arena *a;

	if (all->is_shown || !all->is_met || s->has_day_first)
		return false;
	is_likelier = all->other_last - all->other_first <= all->last - all->first;
	a = arena_new(0);
	diag_put(d, is_likelier ? SEV_WARNING : SEV_NOTE, "K101", s->files, s->at,
	         str_fmt(a,
	                 "write day_first: %s in the source if that is wrong, day_first: %s if it is right",
	                 all->is_month_first ? "true" : "false", all->is_month_first ? "false" : "true"),
	         "no date of %.*s shows whether the day or the month stands first: %s was read as %.*s",
	         STR_ARG(s->files), all->text, STR_ARG(day_text(a, all->day)));
	arena_free(a);
	return is_likelier;
}

void date_order_warn(const struct date_order *o, const struct source *s, struct str shown, size_t more,
                     struct diag *d)
{
	const char *taken = o->is_month_first ? "false" : "true",
		   *other = o->is_month_first ? "true" : "false";
	struct arena *a = arena_new(0);
	struct str also = more == 0 ? STR_NONE
	                            : str_fmt(a, "; so do those of %zu more file%s of %.*s", more,
	                                      more == 1 ? "" : "s", STR_ARG(s->files));

	diag_put(
	    d, SEV_WARNING, "K101", shown, (struct place){ shown, 0, 0, STR_NONE },
	    str_fmt(a,
	            "give the file a source of its own with day_first: %s if that is wrong, write "
	            "day_first: %s in its source if it is right",
	            other, taken),
	    "%s was read as %.*s, but the dates of this file, none of which shows its order, lie nearer to each "
	    "other or to the other files with the %s first%.*s",
	    o->text, STR_ARG(day_text(a, o->day)), o->is_month_first ? "day" : "month", STR_ARG(also));
	arena_free(a);
}
