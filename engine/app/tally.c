/* tally.c - what some numbers of a file come to by their metric's rule. */
#include "app/tally.h"

#include <stdlib.h>
#include "base/day.h"
#include "base/mem.h"
#include "base/num.h"

void tally_init(struct tally *t, enum over_time rule, enum tell tell, enum merge merge)
{
	*t = (struct tally){ .rule = rule, .tell = tell, .merge = merge };
}

void tally_clear(struct tally *t)
{
	mem_free(t->cells);
	t->cells = NULL;
	t->n_cells = t->cap = 0;
}

void tally_add(struct tally *t, int32_t day, int64_t micro)
{
	t->n++;
	if (t->rule == TIME_SUM && t->tell == TELL_BY_RULE) {
		t->overflow = t->overflow || !num_add(t->sum, micro, &t->sum);
		return;
	}
	mem_reserve(&t->cells, &t->cap, t->n_cells + 1, sizeof *t->cells);
	t->cells[t->n_cells] = (struct tally_cell){ day, micro, t->n_cells };
	t->n_cells++;
}

static int cmp_day(const void *a, const void *b)
{
	const struct tally_cell *x = a, *y = b;

	return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
	                        : (x->nth > y->nth) - (x->nth < y->nth);
}

static int cmp_value(const void *a, const void *b)
{
	const struct tally_cell *x = a, *y = b;

	return (x->micro > y->micro) - (x->micro < y->micro);
}

/* One cell a day, in the order of days. */
static void merge_days(struct tally *t)
{
	size_t n = 0;

	qsort(t->cells, t->n_cells, sizeof *t->cells, cmp_day);
	for (size_t i = 0; i < t->n_cells; i++) {
		const struct tally_cell *c = &t->cells[i];
		struct tally_cell *last = n > 0 ? &t->cells[n - 1] : NULL;

		if (last == NULL || last->day != c->day)
			t->cells[n++] = *c;
		else if (t->merge == MERGE_SUM)
			t->overflow = !num_add(last->micro, c->micro, &last->micro) || t->overflow;
		else if (t->merge == MERGE_LAST || c->micro > last->micro)
			last->micro = c->micro;
	}
	t->n_cells = n;
	for (size_t i = 0; i < n; i++)
		t->cells[i].nth = i;
}

static struct str on_day(struct arena *a, const char *what, const struct tally_cell *c)
{
	return str_fmt(a, "%s%.*s on %.*s", what, STR_ARG(num_text(a, c->micro)),
	               STR_ARG(day_text(a, c->day)));
}

/* The first of the cells that are as large, or as small. */
static const struct tally_cell *extreme(const struct tally *t, bool is_largest)
{
	const struct tally_cell *best = &t->cells[0];

	for (size_t i = 1; i < t->n_cells; i++)
		if (is_largest ? t->cells[i].micro > best->micro : t->cells[i].micro < best->micro)
			best = &t->cells[i];
	return best;
}

static struct str mean_words(struct arena *a, const struct tally *t)
{
	int64_t sum = 0;

	for (size_t i = 0; i < t->n_cells; i++)
		if (!num_add(sum, t->cells[i].micro, &sum))
			return STR("too big to add");
	return str_fmt(a, "mean %.*s", STR_ARG(num_text_double(a, num_double(sum) / (double)t->n_cells, 15)));
}

static struct str median_words(struct arena *a, struct tally *t)
{
	const struct tally_cell *low, *high;

	qsort(t->cells, t->n_cells, sizeof *t->cells, cmp_value);
	low = &t->cells[(t->n_cells - 1) / 2];
	high = &t->cells[t->n_cells / 2];
	if (low->micro == high->micro)
		return str_fmt(a, "median %.*s", STR_ARG(num_text(a, low->micro)));
	return str_fmt(
	    a, "median %.*s",
	    STR_ARG(num_text_double(a, num_double(low->micro) / 2 + num_double(high->micro) / 2, 15)));
}

/* Cells that no rule makes one. */
static struct str range_words(struct arena *a, const struct tally *t)
{
	if (t->n_cells == 1)
		return on_day(a, "", &t->cells[0]);
	return str_fmt(a, "%.*s to %.*s (not rolled up)", STR_ARG(num_text(a, extreme(t, false)->micro)),
	               STR_ARG(num_text(a, extreme(t, true)->micro)));
}

struct str tally_words(struct arena *a, struct tally *t)
{
	bool is_opening = t->tell == TELL_OPENING;

	if (t->rule != TIME_SUM || is_opening)
		merge_days(t);
	if (t->overflow)
		return STR("too big to add");
	if (is_opening)
		return on_day(a, "opening ", &t->cells[t->n_cells - 1]);
	switch (t->rule) {
	case TIME_SUM:
		return str_fmt(a, "sum %.*s", STR_ARG(num_text(a, t->sum)));
	case TIME_MEAN:
		return mean_words(a, t);
	case TIME_MEDIAN:
		return median_words(a, t);
	case TIME_FIRST:
		return on_day(a, "first ", &t->cells[0]);
	case TIME_MAX:
		return on_day(a, "largest ", extreme(t, true));
	case TIME_MIN:
		return on_day(a, "smallest ", extreme(t, false));
	case TIME_NONE:
		return range_words(a, t);
	default:
		return on_day(a, "last ", &t->cells[t->n_cells - 1]);
	}
}
