/* remarks.c - what stands below a table of KPIs: where they end on a straight line, and what is more than noise. */
#include "core/noise.h"
#include "core/outlook.h"
#include "plan/sheets.h"

/* "Leads 1,240 (target 1,200)" */
static void add_outlook(struct plan *p, struct strbuf *b, const struct kpi_outcome *k)
{
	struct scale s = scale_kpi(p->pen.a, k, plan_currency(p), true);

	strbuf_fmt(b, "%s%.*s %.*s from %.*s", b->n > 0 ? "; " : "", STR_ARG(kpi_label(p->f->model, k->kpi)),
	           STR_ARG(scale_words(p->pen.a, &s, k->outlook)), STR_ARG(outlook_words(p->f, p->pen.a, k)));
}

struct str say_outlooks(struct plan *p, const struct kpi_outcome *const *list, size_t n)
{
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	for (size_t i = 0; i < n; i++)
		if (list[i]->has_outlook)
			add_outlook(p, &b, list[i]);
	if (b.n == 0)
		return STR_NONE;
	return str_fmt(
	    p->pen.a,
	    "Where a straight line from the period so far ends, in full against the whole period's "
	    "target: %.*s.",
	    STR_ARG(strbuf_str(&b)));
}

/* "Leads: 412 in August 2026, above 280 to 390" */
static void add_signal(struct plan *p, struct strbuf *b, const struct kpi_outcome *k)
{
	struct arena *a = p->pen.a;
	struct scale s = scale_kpi(a, k, plan_currency(p), true);

	strbuf_fmt(b, "%s%.*s: %.*s in %.*s, %s %.*s", b->n > 0 ? "; " : "",
	           STR_ARG(kpi_label(p->f->model, k->kpi)), STR_ARG(scale_words(a, &s, k->noise.value)),
	           STR_ARG(period_words(a, k->noise.at)), signal_names[k->noise.signal],
	           STR_ARG(scale_range_words(a, &s, k->noise.low, k->noise.high)));
}

struct str say_signals(struct plan *p, const struct kpi_outcome *const *list, size_t n)
{
	struct arena *a = p->pen.a;
	size_t n_marked = 0, n_few = 0;
	struct str few = STR_NONE;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n; i++) {
		n_marked += list[i]->noise.has;
		n_few += !list[i]->noise.has;
		if (list[i]->noise.has && list[i]->noise.signal != SIGNAL_NONE)
			add_signal(p, &b, list[i]);
	}
	if (n_few > 0)
		few = str_fmt(a, " Too few months to know a usual range: %zu of %.*s.", n_few,
		              STR_ARG(str_count(a, n, "KPI")));
	if (n_marked == 0)
		return str_trim(few);
	if (b.n == 0)
		return str_fmt(a, "No month of the period is outside the usual range of those before it.%.*s",
		               STR_ARG(few));
	return str_fmt(a, "Outside the usual range of the months before: %.*s.%.*s", STR_ARG(strbuf_str(&b)),
	               STR_ARG(few));
}
