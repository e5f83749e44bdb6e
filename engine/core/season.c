/* season.c - the share that a period had of last year, where the season can be trusted. */
#include "core/season.h"

#include "core/rollup.h"

struct period season_year(const struct facts *f, struct period p, int years_back)
{
	return period_step(period_of(SPAN_YEAR, p.first, f->ws->fiscal), -years_back, f->ws->fiscal);
}

static bool has_month(const struct facts *f, struct arena *a, const struct kpi *k, int32_t day)
{
	return rollup_kpi(f, a, k, period_of(SPAN_MONTH, day, f->ws->fiscal)).has;
}

/* The year's figure, if all of the year is there under one definition. */
static bool full_year(const struct facts *f, struct arena *a, const struct kpi *k, struct period year,
                      struct figure *fig)
{
	*fig = rollup_kpi(f, a, k, year);
	return fig->has && !fig->is_incomplete && !fig->is_stale && !fig->has_break && year.last <= f->as_of
	       && has_month(f, a, k, year.first) && has_month(f, a, k, year.last);
}

/* Why a figure is no share of its year's; NULL: it is one. A target of 0 for a period cannot be judged, and one below 0 or
 * above the year's is no plan. */
static const char *no_share(const struct figure *part, const struct figure *whole)
{
	if (!part->has)
		return "has no figure";
	if (part->value == 0)
		return "was 0";
	if (part->value < 0)
		return "was below 0";
	if (part->value > whole->value)
		return "was above its whole year";
	return NULL;
}

struct str season_share(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                        struct share *share)
{
	static const int per_year[SPAN__N] = {
		[SPAN_MONTH] = 12, [SPAN_QUARTER] = 4, [SPAN_HALF] = 2, [SPAN_YEAR] = 1
	};
	struct period then = period_step(p, -per_year[p.span], f->ws->fiscal);
	struct figure whole, before, fig;
	const char *why;

	if (!full_year(f, a, k, season_year(f, p, 1), &whole)
	    || !full_year(f, a, k, season_year(f, p, 2), &before))
		return STR("there are no two full, comparable years before");
	fig = rollup_kpi(f, a, k, then);
	why = no_share(&fig, &whole);
	if (why != NULL)
		return str_fmt(a, "last year's %s %s", span_names[p.span], why);
	*share =
	    (struct share){ fig.is_exact && whole.is_exact, fig.micro, whole.micro, fig.value, whole.value };
	return STR_NONE;
}
