/* campaign_lags.c - campaigns that end before what they are for can move. */
#include "core/links.h"
#include "core/strategy.h"

/* The leading KPI of a goal that moves longest ahead of it, or NULL. */
static const struct kpi *slowest(const struct outcome *o, const struct goal *g)
{
	const struct kpi *most = NULL;

	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal == g && k->kpi->role == ROLE_LEADING && kpi_links(k)
		    && (most == NULL || k->kpi->lag_months > most->lag_months))
			most = k->kpi;
	}
	return most;
}

/* The same day of the month so many months later, or the last of that month. */
static int32_t months_after(int32_t day, int months)
{
	int month = day_month(day);
	int32_t at = month_first(month + months) + (day - month_first(month));

	return at < month_last(month + months) ? at : month_last(month + months);
}

static bool is_in_period(const struct facts *f, const struct campaign *c)
{
	return c->start != DAY_NONE && c->end != DAY_NONE && c->start <= f->period.last
	       && c->end >= f->period.first;
}

void strategy_lags(const struct facts *f, const struct outcome *o, struct arena *a, struct diag *d)
{
	for (size_t i = 0; f->told != NULL && i < f->told->n_campaigns; i++) {
		const struct campaign *c = &f->told->campaigns[i];
		const struct goal *g = c->goal != NULL ? goals_business(c->goal) : NULL;
		const struct kpi *k = g != NULL && is_in_period(f, c) ? slowest(o, g) : NULL;

		if (k == NULL || c->end + 1 >= months_after(c->start, k->lag_months))
			continue;
		diag_put(
		    d, SEV_WARNING, "K216", c->name, c->dates_at,
		    STR("wait before judging it, or run it longer"),
		    "'%.*s' runs from %.*s to %.*s, less than the %d month%s that %.*s moves ahead of '%.*s'",
		    STR_ARG(c->name), STR_ARG(day_text(a, c->start)), STR_ARG(day_text(a, c->end)),
		    k->lag_months, k->lag_months == 1 ? "" : "s", STR_ARG(intern_str(f->model->names, k->id)),
		    STR_ARG(link_goal_name(f, g)));
	}
}
