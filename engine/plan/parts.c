/* parts.c - the cells that several sheets share, so that one figure looks the same everywhere. */
#include <math.h>
#include <string.h>
#include "core/gain.h"
#include "core/split.h"
#include "plan/sheets.h"

struct str plan_goal_sheet(const struct plan *p, const struct goal_outcome *g)
{
	return p->goal_sheets[g - p->o->goals];
}

struct str plan_currency(const struct plan *p)
{
	return p->f->ws->currency;
}

bool plan_is_about(const struct plan *p, const struct goal_outcome *g)
{
	return p->b->scope == NULL || p->b->scope->goals[g - p->o->goals];
}

const struct headline *plan_headline(const struct plan *p)
{
	return p->b->scope != NULL ? &p->b->scope->headline : &p->o->headline;
}

bool goal_is_listed(const struct plan *p, const struct goal_outcome *g)
{
	return plan_is_about(p, g) && g->is_objective;
}

bool goal_has_sheet(const struct plan *p, const struct goal_outcome *g)
{
	return plan_is_about(p, g) && g->goal->kind == KIND_BUSINESS && (g->n_kpis > 0 || g->is_rollup);
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

struct str plan_better(const struct kpi *k)
{
	return k->better == BETTER_NONE_ALLOWED ? STR("none allowed") : str_of(better_names[k->better]);
}

bool plan_leaves_out(const struct kpi_outcome *k)
{
	const struct figure *g = &k->figure;
	bool leaves_pairs = g->has_parts && k->kpi->per != 0 && (g->num_left != 0 || g->den_left != 0);

	return g->has && (leaves_pairs || g->n_gains_left > 0);
}

/* The percentage of a part that had no counterpart; "under 1%" so that little is not nothing. */
static struct str left_words(struct arena *a, int64_t left, int64_t used)
{
	double l = fabs(num_double(left)), share = 100 * l / (l + fabs(num_double(used)));

	return share < 1 ? STR("under 1%") : str_fmt(a, "%.*s%%", STR_ARG(number_words(a, share, 0)));
}

static void add_left(struct plan *p, struct strbuf *b, const struct kpi_outcome *k)
{
	const struct figure *g = &k->figure;
	struct arena *a = p->pen.a;

	strbuf_fmt(b, "%s%.*s without ", b->n > 0 ? "; " : "\u2020 Worked out where both parts are known: ",
	           STR_ARG(kpi_label(p->f->model, k->kpi)));
	if (g->num_left != 0)
		strbuf_fmt(b, "%.*s of %.*s", STR_ARG(left_words(a, g->num_left, g->num)),
		           STR_ARG(model_metric_label(p->f->model, k->kpi->measure)));
	if (g->den_left != 0)
		strbuf_fmt(b, "%s%.*s of %.*s", g->num_left != 0 ? " and " : "",
		           STR_ARG(left_words(a, g->den_left, g->den)),
		           STR_ARG(model_metric_label(p->f->model, k->kpi->per)));
	for (size_t i = 0; i < g->n_gains_left; i++) {
		const struct gain_left *left = &g->gains_left[i];

		strbuf_fmt(b, "%s%.*s of %.*s, %s", i > 0 ? ", and " : "",
		           STR_ARG(left_words(a, left->left, left->used)),
		           STR_ARG(model_metric_label(p->f->model, left->metric)), gain_why(left));
	}
}

struct str plan_left_out(struct plan *p, const struct kpi_outcome *const *list, size_t n)
{
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	for (size_t i = 0; i < n; i++)
		if (plan_leaves_out(list[i]))
			add_left(p, &b, list[i]);
	if (b.n > 0)
		strbuf_addc(&b, '.');
	return strbuf_str(&b);
}

void plan_value(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	struct arena *a = p->pen.a;
	enum look look = k->status == STATUS_GREY ? LOOK_NUMBER_MUTED : LOOK_NUMBER_STRONG;
	struct scale marked = *s;

	marked.is_marked = plan_leaves_out(k);
	if (k->figure.has)
		pen_number(&p->pen, col, look, k->figure.value, scale_format(a, &marked, false),
		           scale_words(a, &marked, k->figure.value));
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

void plan_signed(struct plan *p, uint32_t col, double change, const struct scale *s, bool is_recomputed)
{
	struct arena *a = p->pen.a;
	struct str words = scale_change_words(a, s, change);

	pen_number(&p->pen, col, LOOK_NUMBER, change,
	           scale_shows(s, change) ? scale_change_format(a, s, is_recomputed)
	                                  : scale_still_format(a, s, is_recomputed),
	           str_fmt(a, "%s%.*s", is_recomputed ? "~ " : "", STR_ARG(words)));
}

void plan_gap(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	double from, to;

	if (kpi_gap(k, &from, &to))
		plan_signed(p, col, scale_change(s, from, to), s, false);
	else
		pen_dash(&p->pen, col);
}

/* Leads of six weeks are not fewer than those of a whole quarter, and half the cells are not fewer than
 * all of them. */
bool plan_compares(const struct plan *p, const struct kpi_outcome *k)
{
	if (!k->has_prior || !k->figure.has || k->grey == GREY_INCOMPLETE || k->grey == GREY_STALE)
		return false;
	return p->o->as_of >= p->o->period.last || split_behaviour(p->f, k->kpi) != BEHAVES_FLOW;
}

void plan_change(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s)
{
	if (plan_compares(p, k))
		plan_signed(p, col, scale_change(s, k->prior, k->figure.value), s, k->prior_is_recomputed);
	else
		pen_dash(&p->pen, col);
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
