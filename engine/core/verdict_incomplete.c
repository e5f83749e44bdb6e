/* verdict_incomplete.c - a figure of too few cells: which part of it lacks them, and what would complete it. */
#include "core/verdict_sight.h"

#include <math.h>
#include "core/lift.h"
#include "core/parts.h"
#include "core/rollup.h"

/* Cells there of cells expected. */
static double share_there(const struct figure *fig)
{
	return fig->expected > 0 ? (double)fig->present / fig->expected : 1;
}

bool verdict_is_incomplete(const struct sight *s)
{
	return s->fig->is_incomplete || s->fig->lost_series;
}

/* The metric of a ratio or formula that has the smallest share of its cells; the KPI's own figure where it reads
 * only one (metric 0). */
static struct figure worst_part(const struct sight *s, sym *metric)
{
	struct figure worst = *s->fig;

	*metric = 0;
	for (size_t i = 0; i < s->k->n_reads && s->k->n_reads > 1; i++) {
		struct figure fig = rollup_metric(s->f, s->a, s->k->reads[i], &s->k->where, s->p);

		if (!fig.is_incomplete || (*metric != 0 && share_there(&fig) >= share_there(&worst)))
			continue;
		worst = fig;
		*metric = s->k->reads[i];
	}
	return worst;
}

/* The day that a part begins within the period; DAY_NONE: it does not. */
static int32_t begin_of(const struct sight *s, sym metric)
{
	sym only = metric == 0 && s->k->n_reads > 0 ? s->k->reads[0] : metric;
	struct parts parts = parts_of(s->f, only, &s->k->where);

	return only != 0 ? completeness_begin(&parts, s->p) : DAY_NONE;
}

/* "Leads begins on 1 September 2026: ", as far as it applies. */
static struct str head_of(const struct sight *s, struct str name, int32_t begin)
{
	if (begin == DAY_NONE)
		return name.n > 0 ? str_fmt(s->a, "%.*s: ", STR_ARG(name)) : STR_NONE;
	return str_fmt(s->a, "%.*s%sbegins on %.*s: ", STR_ARG(name), name.n > 0 ? " " : "",
	               STR_ARG(day_words(s->a, begin)));
}

/* How many there are of all, after the head. */
static void say_few(const struct sight *s, struct str head, unsigned there, unsigned all, const char *what,
                    struct verdict *v)
{
	double floor_share = s->f->model->rules.completeness_floor;

	v->reason = verdict_with_note(s, str_fmt(s->a, "%.*s%u of %.*s %s there (%.*s, needed %.*s)",
	                                         STR_ARG(head), there, STR_ARG(str_count(s->a, all, what)),
	                                         there == 1 || all == 1 ? "is" : "are",
	                                         STR_ARG(num_text_percent(s->a, (double)there / all)),
	                                         STR_ARG(num_text_percent(s->a, floor_share))));
}

static struct str enough_cells(const struct sight *s, unsigned expected)
{
	unsigned least = (unsigned)ceil(s->f->model->rules.completeness_floor * expected - 1e-9);

	if (expected == 1)
		return STR("has its one cell");
	return least == expected ? str_fmt(s->a, "has all of its %u cells", expected)
	                         : str_fmt(s->a, "has at least %u of its %u cells", least, expected);
}

void verdict_say_incomplete(const struct sight *s, struct verdict *v)
{
	sym metric;
	struct figure fig = worst_part(s, &metric);
	struct str name = metric != 0 ? model_metric_label(s->f->model, metric) : STR_NONE;
	int32_t begin = begin_of(s, metric), to = slice_to(s->f, s->p);
	struct str head = head_of(s, name, begin);

	v->remedy = lift_by_cadence(s->f, s->a, s->k);
	v->lift_is_whole = metric != 0;
	if (share_there(&fig) < s->f->model->rules.completeness_floor) {
		say_few(s, head, fig.present, fig.expected, "expected cell", v);
		v->lift = enough_cells(s, fig.expected);
	} else if (completeness_is_late(s->f, s->p, begin)) {
		say_few(s, head, (unsigned)(to - begin + 1), (unsigned)(to - s->p.first + 1), "day", v);
		v->lift = str_fmt(s->a, "has data from %.*s on", STR_ARG(day_words(s->a, s->p.first)));
	} else {
		v->reason = verdict_with_note(
		    s, s->fig->fell_silent
			   ? STR("a part that carried 5% or more of it fell silent before the end")
			   : STR("a part that carried 5% or more last period has no data"));
		v->lift = STR("has data of every part again");
		v->lift_is_whole = false;
	}
	if (v->lift_is_whole)
		v->lift = str_fmt(s->a, "%.*s %.*s", STR_ARG(name), STR_ARG(v->lift));
}
