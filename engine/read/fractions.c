/* fractions.c - a count like 1.054, and whether its source shows what the marks of its numbers mean. */
#include "read/fractions.h"

#include "base/num.h"

void fractions_begin(struct fractions *f)
{
	f->shows_stop = f->is_met = false;
	f->n_comma_unclear = f->n_comma_clear = 0;
}

void fractions_meet(struct fractions *f, sym metric, bool is_money, char decimal, struct str text,
                    int64_t micro, struct place at)
{
	if (f->is_met)
		return;
	f->is_met = true;
	f->metric = metric;
	f->is_money = is_money;
	f->decimal = decimal;
	f->micro = micro;
	f->text = str_copy(f->a, text);
	f->at = place_copy(f->a, at);
}

void fractions_note(const struct fractions *f, const struct intern *names, struct diag *d)
{
	struct arena *a;
	struct str name;

	if (!f->is_met || (f->decimal == '.' ? f->shows_stop : f->n_comma_unclear <= f->n_comma_clear))
		return;
	a = arena_new(0);
	name = intern_str(names, f->metric);
	diag_put(
	    d, SEV_WARNING, "K102", name, f->at,
	    f->decimal == '.'
		? STR("write numbers: {decimal: \",\", thousands: \".\"} in the source if the mark stands "
	              "for thousands, or numbers: {decimal: \".\"} if not")
		: STR("write numbers: {decimal: \".\", thousands: \",\"} in the source if the mark stands "
	              "for thousands, or numbers: {decimal: \",\", thousands: none} if not"),
	    "%.*s is %s, and '%.*s' is read as %.*s", STR_ARG(name), f->is_money ? "money" : "a count",
	    STR_ARG(f->text), STR_ARG(num_text(a, f->micro)));
	arena_free(a);
}
