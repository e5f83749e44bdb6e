/* parts.c - the cells that several sheets share, so that one figure looks the same everywhere. */
#include <math.h>
#include <string.h>
#include "core/split.h"
#include "plan/sheets.h"

struct str plan_goal_sheet(const struct plan *p, const struct goal_outcome *g)
{
	return p->goal_sheets[g - p->o->goals];
}

struct str plan_currency(const struct plan *p, const struct goal *g)
{
	return g != NULL && g->currency.n > 0 ? g->currency : p->f->ws->currency;
}

/* Objectives: business goals that KPIs serve, and those at the leaves that one should. The headline
 * counts the same. */
bool goal_is_listed(const struct plan *p, const struct goal_outcome *g)
{
	if (g->goal->kind != KIND_BUSINESS || g->is_objective)
		return g->is_objective;
	for (size_t i = 0; i < p->o->n_goals; i++) {
		const struct goal *below = p->o->goals[i].goal;

		if (below->kind == KIND_BUSINESS && below->up != NULL && goals_business(below->up) == g->goal)
			return false;
	}
	return true;
}

bool goal_has_sheet(const struct goal_outcome *g)
{
	return g->goal->kind == KIND_BUSINESS && (g->is_objective || g->is_rollup);
}

void plan_top(struct plan *p, struct str title, struct str subtitle)
{
	pen_prose(&p->pen, LOOK_TITLE, title);
	pen_prose(&p->pen, LOOK_SUBTITLE, subtitle);
	pen_link(&p->pen, 0, LOOK_BACK, STR("Back to Summary"), STR("Summary"));
	p->pen.row++;
}

void plan_status(struct plan *p, uint32_t col, enum status s, enum grey g, bool is_pace)
{
	pen_text(&p->pen, col, status_look(s), status_text(p->pen.a, s, g, is_pace));
}

void plan_value(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	struct arena *a = p->pen.a;
	enum look look = k->status == STATUS_GREY ? LOOK_NUMBER_MUTED : LOOK_NUMBER_STRONG;

	if (k->figure.has)
		pen_number(&p->pen, col, look, k->figure.value, scale_format(a, s, false),
		           scale_words(a, s, k->figure.value));
	else if (k->figure.has_bounds)
		pen_text(&p->pen, col, LOOK_NUMBER_MUTED,
		         scale_range_words(a, s, k->figure.low, k->figure.high));
	else
		pen_none(&p->pen, col);
}

void plan_target(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	struct arena *a = p->pen.a;

	if (!k->target.has)
		pen_none(&p->pen, col);
	else if (k->target.is_band)
		pen_text(&p->pen, col, LOOK_NUMBER_MUTED,
		         scale_range_words(a, s, k->target.low, k->target.high));
	else
		pen_number(&p->pen, col, LOOK_NUMBER_MUTED, k->target.target, scale_format(a, s, false),
		           scale_words(a, s, k->target.target));
}

void plan_last_year(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	struct arena *a = p->pen.a;
	bool is_new = k->last_year_is_recomputed;

	if (!k->has_last_year)
		pen_none(&p->pen, col);
	else
		pen_number(&p->pen, col, LOOK_NUMBER_MUTED, k->last_year, scale_format(a, s, is_new),
		           str_fmt(a, "%s%.*s", is_new ? "~ " : "",
		                   STR_ARG(scale_words(a, s, k->last_year))));
}

void plan_gap(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	struct arena *a = p->pen.a;
	double from, to, gap;

	if (!kpi_gap(k, &from, &to)) {
		pen_none(&p->pen, col);
		return;
	}
	gap = scale_change(s, from, to);
	pen_number(&p->pen, col, LOOK_NUMBER, gap, scale_change_format(a, s, false),
	           scale_change_words(a, s, gap));
}

/* Leads of six weeks are not fewer than those of a whole quarter. */
bool plan_compares(const struct plan *p, const struct kpi_outcome *k)
{
	if (!k->has_prior || !k->figure.has)
		return false;
	return p->o->as_of >= p->o->period.last || split_behaviour(p->f, k->kpi) != BEHAVES_FLOW;
}

void plan_change(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	struct arena *a = p->pen.a;
	double change;

	if (!plan_compares(p, k)) {
		pen_none(&p->pen, col);
		return;
	}
	change = scale_change(s, k->prior, k->figure.value);
	pen_number(&p->pen, col, LOOK_NUMBER, change, scale_change_format(a, s, k->prior_is_recomputed),
	           str_fmt(a, "%s%.*s", k->prior_is_recomputed ? "~ " : "",
	                   STR_ARG(scale_change_words(a, s, change))));
}

struct str plan_trend_heading(const struct plan *p)
{
	const char *span = span_names[p->o->period.span];
	size_t most = 0;

	for (size_t i = 0; i < p->n_kpis; i++)
		most = p->kpis[i]->n_trend > most ? p->kpis[i]->n_trend : most;
	if (most == 0)
		return STR("Trend");
	return str_fmt(p->pen.a, "Trend, %zu %s%s", most, span, most > 1 ? "s" : "");
}

/* One block a period on the KPI's own scale, lowest to highest; all equal is the middle, missing is
 * shaded. */
void plan_trend(struct plan *p, uint32_t col, const struct kpi_outcome *k)
{
	static const char *const blocks[] = { "\u2581", "\u2582", "\u2583", "\u2584",
		                              "\u2585", "\u2586", "\u2587", "\u2588" };
	double low = 0, high = 0;
	bool any = false;
	struct strbuf b;

	for (size_t i = 0; i < k->n_trend; i++) {
		if (!k->trend[i].has)
			continue;
		low = any ? fmin(low, k->trend[i].value) : k->trend[i].value;
		high = any ? fmax(high, k->trend[i].value) : k->trend[i].value;
		any = true;
	}
	if (!any) {
		pen_text(&p->pen, col, LOOK_MUTED, STR_NONE);
		return;
	}
	strbuf_init(&b, p->pen.a, 0);
	for (size_t i = 0; i < k->n_trend; i++) {
		double share = high > low ? (k->trend[i].value - low) / (high - low) : 3.0 / 7;

		strbuf_addz(&b, k->trend[i].has ? blocks[(size_t)floor(7 * share + 0.5)] : "\u2591");
	}
	pen_blocks(&p->pen, col, strbuf_str(&b), b.n - 3); /* each block is three bytes */
}

struct str metric_label(const struct plan *p, const struct metric_state *m)
{
	if (m->def != NULL && m->def->name.n > 0)
		return m->def->name;
	return intern_str(p->f->model->names, m->metric);
}

const struct metric_state *plan_largest_left(const struct plan *p)
{
	const struct metric_state *best = NULL;

	for (size_t i = 0; i < p->o->n_metrics; i++) {
		const struct metric_state *m = &p->o->metrics[i];
		bool is_count = m->def == NULL || m->def->unit == UNIT_COUNT || m->def->unit == UNIT_PEOPLE;

		if (m->kind != KIND_SOCIAL || m->cells == 0 || !m->figure.has || !is_count
		    || (m->state != STATE_UNLINKED && m->state != STATE_UNKNOWN))
			continue;
		if (best == NULL || m->figure.value > best->figure.value)
			best = m;
	}
	return best;
}
