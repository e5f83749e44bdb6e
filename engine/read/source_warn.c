/* source_warn.c - what one file of a source says about the others. */
#include "read/source_files.h"

enum { MOST_DOUBTFUL = 20 /* files of a source that are warned about by name (K101) */ };

/* Files of one source mostly come from one program: where one of them has decimal commas, 48.000 in another may be
 * 48000. Within a file row_cells.c sees to it. */
static void warn_of_commas(struct sources *s, size_t i)
{
	const struct planned *all = s->plans[i], *comma = NULL;

	for (size_t k = 0; k < s->n_plans[i] && comma == NULL; k++)
		comma = all[k].comma_line > 0 ? &all[k] : NULL;
	for (size_t k = 0; k < s->n_plans[i] && comma != NULL; k++)
		if (all[k].unclear_line > 0 && all[k].comma_line == 0)
			diag_put(
			    s->d, SEV_WARNING, "K102", all[k].shown,
			    (struct place){ all[k].shown, all[k].unclear_line, 0, STR_NONE },
			    STR("say numbers: {decimal: \",\", thousands: \".\"} in the format or source, or "
			        "{decimal: \".\"} in the source"),
			    "a number here could be another: %.*s has a decimal comma on line %u",
			    STR_ARG(comma->shown), comma->comma_line);
}

/* One clear file does not vouch for another: files of a source need not come from one hand. from..to: the days of those
 * that show their order. */
static void warn_of_order(struct sources *s, size_t i)
{
	const struct source *src = &s->w->sources[i];
	const struct planned *all = s->plans[i];
	size_t n = s->n_plans[i], n_doubtful = 0, n_told = 0;
	int32_t from = DAY_NONE, to = DAY_NONE;
	struct date_order together = { .is_shown = false };

	for (size_t k = 0; k < n; k++) {
		date_order_join(&together, &all[k].order);
		if (!all[k].order.is_shown || all[k].first == DAY_NONE)
			continue;
		from = from == DAY_NONE || all[k].first < from ? all[k].first : from;
		to = to == DAY_NONE || all[k].last > to ? all[k].last : to;
	}
	if (src->has_day_first || date_order_note(&together, src, s->d))
		return;
	for (size_t k = 0; k < n; k++)
		n_doubtful += date_order_is_doubtful(&all[k].order, from, to);
	for (size_t k = 0; k < n && n_told < MOST_DOUBTFUL; k++) {
		if (!date_order_is_doubtful(&all[k].order, from, to))
			continue;
		n_told++;
		date_order_warn(&all[k].order, src, all[k].shown,
		                n_told == MOST_DOUBTFUL ? n_doubtful - n_told : 0, s->d);
	}
}

void source_warn(struct sources *s, size_t i)
{
	warn_of_commas(s, i);
	warn_of_order(s, i);
}
