/* row_date.c - the days that a row's date stands for, or what to write where it is none. */
#include "read/reading.h"

#include <string.h>
#include "read/yaml_quote.h"

enum { MOST_SHOWN = 60 }; /* characters of a cell */

/* A row that stands for a week, month or quarter, as the source or format says it is dated. */
static void spread_day(const struct reading *r, int32_t day, int32_t *first, int32_t *last)
{
	int back = r->dated == DATED_NEXT;
	struct period p;

	switch (r->rules.every) {
	case EVERY_WEEK:
		*first = r->dated == DATED_START ? day : r->dated == DATED_END ? day - 6 : day - 7;
		*last = *first + 6;
		return;
	case EVERY_MONTH:
		*first = month_first(day_month(day) - back);
		*last = month_last(day_month(day) - back);
		return;
	case EVERY_QUARTER:
		p = period_step(period_of(SPAN_QUARTER, day, r->x->w->fiscal), -back, r->x->w->fiscal);
		*first = p.first;
		*last = p.last;
		return;
	default:
		*first = *last = day;
	}
}

/* Does the source have the day and month of a form the other way round? */
static bool swaps(const struct reading *r, const struct date_form *f)
{
	const struct source *s = r->job->source;

	return s->has_day_first && date_form_has_two_orders(f)
	       && s->is_day_first == date_form_is_month_first(f);
}

/* The forms in their order: the first that reads it, else the most telling mistake. */
static enum date_error parse_date(const struct reading *r, struct str text, struct date_order *order,
                                  int32_t *day)
{
	enum date_error worst = DATE_OTHER_FORM;

	for (size_t i = 0; i < r->f->n_date_forms; i++) {
		const struct date_form *f = r->f->date_forms[i];
		bool is_swapped = swaps(r, f);
		enum date_error e = is_swapped ? date_form_read_swapped(f, text, &r->given, day)
		                               : date_form_read(f, text, &r->given, day);

		if (e == DATE_OK && !r->is_quiet && !format_is_own(r->f))
			date_order_see(order, f, text, &r->given, is_swapped, *day);
		if (e == DATE_OK)
			return e;
		if (e != DATE_OTHER_FORM)
			worst = e;
	}
	return worst;
}

enum date_error row_days(const struct reading *r, struct str text, struct date_order *order, int32_t *first,
                         int32_t *last)
{
	int32_t day;
	enum date_error e = parse_date(r, text, order, &day);

	if (e == DATE_OK)
		spread_day(r, day, first, last);
	return e;
}

enum date_error row_date(struct reading *r, struct str text, int32_t *first, int32_t *last)
{
	enum date_error e;

	if (text.n == r->n_date_text && text.n > 0 && memcmp(text.p, r->date_text, text.n) == 0) {
		*first = r->date_first;
		*last = r->date_last;
		return DATE_OK;
	}
	e = row_days(r, text, &r->x->order, first, last);
	if (e == DATE_OK && text.n <= sizeof r->date_text) {
		memcpy(r->date_text, text.p, text.n);
		r->n_date_text = text.n;
		r->date_first = *first;
		r->date_last = *last;
	}
	return e;
}

/* "YYYY-MM-DD or MM/DD/YYYY" */
static struct str say_forms(const struct reading *r)
{
	struct strbuf b;

	strbuf_init(&b, r->x->scratch, 400);
	for (size_t i = 0; i < r->f->n_date_forms; i++) {
		strbuf_addz(&b, i > 0 ? " or " : "");
		strbuf_add(&b, date_form_text(r->f->date_forms[i]));
	}
	return strbuf_str(&b);
}

/* 13/08/2026 in a file whose format has the month first. */
static struct str day_remedy(const struct reading *r, struct str text)
{
	int32_t day;

	for (size_t i = 0; i < r->f->n_date_forms && !r->job->source->has_day_first; i++)
		if (date_form_read_swapped(r->f->date_forms[i], text, &r->given, &day) == DATE_OK)
			return date_form_is_month_first(r->f->date_forms[i])
			           ? STR("write day_first: true in the source if the day stands first")
			           : STR("write day_first: false in the source if the month stands first");
	return STR("write a day of the calendar, from 1900 to 2199");
}

/* The cell has text without a digit, and `equals:` can have all of it. An empty one would name every row without a date. */
static bool may_name_total(struct str cell)
{
	for (size_t i = 0; i < cell.n; i++)
		if ((cell.p[i] >= '0' && cell.p[i] <= '9') || (unsigned char)cell.p[i] < ' ')
			return false;
	return cell.n > 0 && utf8_head(cell, MOST_SHOWN).n == cell.n;
}

/* What else than a date may be meant. */
static struct str date_remedy(const struct reading *r, size_t at, struct str cell)
{
	struct arena *a = r->x->scratch;
	struct str form = say_forms(r);

	if (!may_name_total(cell))
		return str_fmt(a, "write it as %.*s", STR_ARG(form));
	return str_fmt(a,
	               "write it as %.*s; if this is a total row, write totals: [{column: %.*s, equals: "
	               "%.*s}] in the format %.*s%s",
	               STR_ARG(form), STR_ARG(yaml_quoted(a, r->columns->all[at].name)),
	               STR_ARG(yaml_quoted(a, cell)), STR_ARG(r->f->name), format_copy_words(r->f));
}

void row_refuse_date(struct reading *r, const struct csv_record *rec, size_t at, enum date_error e)
{
	struct str cell = str_trim(rec->fields[at]), text = utf8_head(cell, MOST_SHOWN);

	if (r->is_quiet)
		return;
	switch (e) {
	case DATE_NO_YEAR:
		row_reject(r, rec, at, "K115", STR("write year: 2026 (the right one) in the source"),
		           "the date '%.*s' has no year", STR_ARG(text));
		break;
	case DATE_NO_START:
		row_reject(r, rec, at, "K115",
		           STR("write window: 2026-07-01..2026-09-30 (the right one) in the source"),
		           "'%.*s' counts from the file's first day, which nothing names", STR_ARG(text));
		break;
	case DATE_NO_SUCH_DAY:
		row_reject(r, rec, at, "K101", day_remedy(r, text), "there is no day '%.*s'", STR_ARG(text));
		break;
	default:
		if (text.n == 0)
			row_reject(r, rec, at, "K101", date_remedy(r, at, cell), "the row has no date");
		else
			row_reject(r, rec, at, "K101", date_remedy(r, at, cell),
			           "'%.*s' is not a date as the format %.*s has it", STR_ARG(text),
			           STR_ARG(r->f->name));
	}
}
