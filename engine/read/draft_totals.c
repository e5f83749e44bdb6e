/* draft_totals.c - the first and the last row of an unknown export, where they look like totals of the others. */
#include "read/cell.h"
#include "read/draft_parts.h"
#include "read/total_words.h"

static bool is_date(struct arena *a, const struct guesses *g, struct str cell)
{
	struct date_given any = { 2024, 0, DAY_NONE };
	struct str wrong;
	int32_t day;

	return date_form_read(date_form_new(a, str_of(g->form[g->date]), &wrong), cell, &any, &day)
	       == DATE_OK;
}

static bool has_number(const struct guesses *g, const struct csv_record *rec)
{
	int64_t micro;

	for (size_t i = 0; i < g->n; i++)
		if (g->of[i] == GUESS_NUMBER && num_parse(rec->fields[i], g->numbers, &micro) == NUM_OK)
			return true;
	return false;
}

/* A dated row has the word, too: it is the name of an account, or of whatever the column holds. */
static bool is_a_name(struct arena *a, const struct sample *s, const struct guesses *g, size_t column,
                      struct str word)
{
	for (size_t i = s->header + 1; i < s->n && g->date >= 0; i++) {
		const struct csv_record *rec = &s->all[i];

		if (rec->n == g->n && str_eq_fold(str_trim(rec->fields[column]), str_trim(word))
		    && is_date(a, g, rec->fields[g->date]))
			return true;
	}
	return false;
}

/* The column that says that the row is a total. One with a date is none, whatever its names are. */
static int telling(struct arena *a, const struct sample *s, const struct guesses *g,
                   const struct csv_record *rec)
{
	if (rec->n != g->n || !has_number(g, rec) || (g->date >= 0 && is_date(a, g, rec->fields[g->date])))
		return -1;
	for (size_t i = 0; i < g->n; i++)
		if (total_words_has(rec->fields[i]) && !is_a_name(a, s, g, i, rec->fields[i]))
			return (int)i;
	return -1;
}

struct draft_total draft_total(struct arena *a, const struct sample *s, const struct guesses *g,
                               const struct csv_record *rec)
{
	int column = telling(a, s, g, rec);

	return (struct draft_total){ column, column < 0 ? STR_NONE : rec->fields[column] };
}
