/* score.c - every KPI's figure, target and score, or its grey, and the findings about them. */
#include "core/judge.h"

#include <math.h>
#include "core/compare.h"
#include "core/earlier.h"
#include "core/gain.h"
#include "core/links.h"
#include "core/outlook.h"
#include "core/rollup.h"
#include "core/slice.h"
#include "core/verdict.h"

#define THIRD (100.0 / 3) /* red line; twice it is the target */
#define NEAR  1e-12       /* of the size of a boundary: what is nearer to it stands on it */
#define MUCH  0.1         /* share of a ratio's side left out that is more than a remark */
#define UNDER (1 - 1e-15) /* times a boundary's score: just under it */

static double clamp(double s)
{
	return s < 0 ? 0 : s > 100 ? 100 : s;
}

/* Something to judge, or to judge by. */
struct point {
	double value;
	bool is_exact;
	int64_t micro;
};

/* Below (-1), on (0) or above (1) a boundary; exactly where both are exact, else but for rounding. */
static int side_of(struct point v, struct point at, double scale)
{
	if (v.is_exact && at.is_exact)
		return (v.micro > at.micro) - (v.micro < at.micro);
	if (fabs(v.value - at.value) <= NEAR * scale)
		return 0;
	return v.value > at.value ? 1 : -1;
}

/* A score on the side of its boundaries that the value is on; 1 is the good side. */
static double fit(double score, int target_side, int red_side)
{
	if (red_side < 0)
		return fmin(score, THIRD * UNDER);
	if (red_side == 0)
		return THIRD;
	if (target_side < 0)
		return fmin(fmax(score, THIRD), 2 * THIRD * UNDER);
	return target_side == 0 ? 2 * THIRD : fmax(score, 2 * THIRD);
}

static double score_line(struct point v, const struct resolved_target *t, bool is_higher)
{
	struct point target = { t->target, t->is_exact, t->micro.target };
	struct point red_line = { t->red_line, t->is_exact, t->micro.red_line };
	double span = t->target - t->red_line, scale = fmax(fabs(t->target), fabs(t->red_line));
	int sign = is_higher ? 1 : -1, on_target = sign * side_of(v, target, scale);

	if (!(fabs(span) > 0)) /* K308: callers keep it out */
		return on_target >= 0 ? 100 : 0;
	return fit(clamp(THIRD * (1 + (v.value - t->red_line) / span)), on_target,
	           sign * side_of(v, red_line, scale));
}

/* Where a band's red begins: w beyond an edge. */
static struct point beyond(double edge, bool is_exact, int64_t edge_micro, double w, int64_t w_micro)
{
	struct point at = { .value = edge + w };

	at.is_exact = is_exact && num_add(edge_micro, w_micro, &at.micro);
	return at;
}

static double score_outside(struct point v, const struct resolved_target *t, double red_at, bool is_low)
{
	double size = fmax(fabs(t->low), fabs(t->high));
	bool has_w = t->tolerance > 0;
	double w = has_w ? t->tolerance : (1 - red_at) * size,
	       out = is_low ? t->low - v.value : v.value - t->high;
	struct point red = is_low
	                       ? beyond(t->low, t->is_exact && has_w, t->micro.low, -w, -t->micro.tolerance)
	                       : beyond(t->high, t->is_exact && has_w, t->micro.high, w, t->micro.tolerance);

	if (!(w > 0))
		return 0;
	return fit(clamp(2 * THIRD - THIRD * (out / w)), -1, (is_low ? 1 : -1) * side_of(v, red, size + w));
}

/* On the band's edge 200/3, in its middle 100, w outside it 100/3. */
static double score_band(struct point v, const struct resolved_target *t, double red_at)
{
	double half = (t->high - t->low) / 2, mid = t->low + half, scale = fmax(fabs(t->low), fabs(t->high));
	int low = side_of(v, (struct point){ t->low, t->is_exact, t->micro.low }, scale);
	int high = side_of(v, (struct point){ t->high, t->is_exact, t->micro.high }, scale);

	if (low < 0 || high > 0)
		return score_outside(v, t, red_at, low < 0);
	return half > 0 ? 2 * THIRD + THIRD * (1 - fmin(1, fabs(v.value - mid) / half)) : 100;
}

static double score_point(enum better better, struct point v, const struct resolved_target *t, double red_at)
{
	switch (better) {
	case BETTER_HIGHER:
	case BETTER_LOWER:
		return score_line(v, t, better == BETTER_HIGHER);
	case BETTER_BAND:
		return score_band(v, t, red_at);
	case BETTER_NONE_ALLOWED:
		return fabs(v.value) > 0 ? 0 : 100;
	default:
		return 0; /* neutral is never scored */
	}
}

double score_value(enum better better, double value, const struct resolved_target *t, double red_at)
{
	return score_point(better, (struct point){ .value = value }, t, red_at);
}

double score_figure(enum better better, const struct figure *fig, const struct resolved_target *t,
                    double red_at)
{
	return score_point(better, (struct point){ fig->value, fig->is_exact, fig->micro }, t, red_at);
}

double score_settle(double mean)
{
	static const double lines[] = { THIRD, 2 * THIRD };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (fabs(mean - lines[i]) < 1e-10)
			return lines[i];
	return mean;
}

enum status score_status(double score)
{
	return score >= 2 * THIRD ? STATUS_GREEN : score >= THIRD ? STATUS_AMBER : STATUS_RED;
}

static bool has_data(const struct figure *fig)
{
	return fig->has || fig->has_bounds || fig->cannot_add || fig->overflow;
}

/* A library KPI that no goal of the company takes, or that has neither target nor data, stays silent. */
static enum part part_of(const struct kpi_outcome *o)
{
	bool is_ours = !o->kpi->is_library || (has_data(&o->figure) && o->own_goal != NULL);
	enum part shown = has_data(&o->figure) ? PART_WATCHED : PART_IDLE;

	if (o->kpi->better == BETTER_NEUTRAL)
		return outcome_has_target(o) ? PART_WATCHED : is_ours ? shown : PART_AVAILABLE;
	if (outcome_has_target(o) || (o->kpi->better == BETTER_NONE_ALLOWED && is_ours))
		return PART_TAKES_PART;
	return is_ours ? shown : PART_AVAILABLE;
}

static void take_verdict(struct kpi_outcome *o, const struct verdict *v)
{
	o->has_score = v->has_score;
	o->score = v->score;
	o->status = v->status;
	o->grey = v->grey;
	o->reason = v->reason;
	o->lift = v->lift;
	o->lift_is_whole = v->lift_is_whole;
}

static void report_verdict(const struct facts *f, struct arena *a, const struct kpi_outcome *o,
                           const struct verdict *v, struct diag *d)
{
	struct str id = intern_str(f->model->names, o->kpi->id), remedy = v->remedy;
	bool is_of_target = v->grey == GREY_NO_TARGET || v->grey == GREY_NO_PACE;
	bool has_row = is_of_target && o->target.at.file.n > 0;

	if (v->code == NULL || (is_of_target && o->kpi->role == ROLE_DIAGNOSTIC))
		return;
	if (v->lift.n > 0 && remedy.n == 0)
		remedy = str_fmt(a, "it gets a colour when %s%.*s", v->lift_is_whole ? "" : "it ",
		                 STR_ARG(v->lift));
	diag_put(d, v->severity, v->code, id, has_row ? o->target.at : o->kpi->at, remedy, "%.*s: %.*s",
	         STR_ARG(id), STR_ARG(v->reason));
}

/* An overflow is an error even where another grey comes first. */
static void report_overflow(const struct facts *f, const struct kpi_outcome *o, struct diag *d)
{
	struct str id = intern_str(f->model->names, o->kpi->id);

	diag_put(d, SEV_ERROR, "K307", id, o->kpi->at, STR("give its metric in a bigger unit"),
	         "%.*s: its sum is too big to be exact", STR_ARG(id));
}

static double left_share(int64_t left, int64_t used)
{
	double l = num_double(left), all = l + fabs(num_double(used));

	return all > 0 ? l / all : 0;
}

/* Much of what is left out may have moved the figure. */
static enum severity severity_of(double share)
{
	return share > MUCH ? SEV_WARNING : SEV_NOTE;
}

/* What a ratio leaves out because the other part is missing there. */
static void report_pairs(const struct facts *f, struct arena *a, const struct kpi_outcome *o, struct diag *d)
{
	const struct figure *g = &o->figure;
	struct str id = intern_str(f->model->names, o->kpi->id);
	double num = left_share(g->num_left, g->num), den = left_share(g->den_left, g->den);

	if (!g->has_parts || o->kpi->per == 0 || (g->num_left == 0 && g->den_left == 0))
		return;
	diag_put(d, severity_of(fmax(num, den)), "K311", id, o->kpi->at,
	         STR("see which channel, account or month lacks one of the two"),
	         "%.*s leaves out %.*s%% of %.*s and %.*s%% of %.*s, where the other is missing", STR_ARG(id),
	         STR_ARG(num_text_double(a, 100 * num, 3)), STR_ARG(model_measure_text(a, f->model, o->kpi)),
	         STR_ARG(num_text_double(a, 100 * den, 3)),
	         STR_ARG(intern_str(f->model->names, o->kpi->per)));
}

/* What a difference leaves out of a stock or its opening because the other is missing there. */
static void report_gains(const struct facts *f, struct arena *a, const struct kpi_outcome *o, struct diag *d)
{
	struct str id = intern_str(f->model->names, o->kpi->id);
	bool any_stock = false;
	double most = 0;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < o->figure.n_gains_left; i++) {
		const struct gain_left *left = &o->figure.gains_left[i];
		double share = left_share(left->left, left->used);

		strbuf_fmt(&b, "%s%.*s%% of %.*s, %s", i > 0 ? ", and " : "",
		           STR_ARG(num_text_double(a, 100 * share, 3)),
		           STR_ARG(intern_str(f->model->names, left->metric)), gain_why(left));
		most = fmax(most, share);
		any_stock = any_stock || !left->is_opening;
	}
	if (b.n == 0)
		return;
	diag_put(d, severity_of(most), "K311", id, o->kpi->at,
	         any_stock ? STR("give figures of the days before the period, unless the account is new")
	                   : STR("give its newest figures, unless it is closed"),
	         "%.*s leaves out %.*s", STR_ARG(id), STR_ARG(strbuf_str(&b)));
}

static void score_kpi(const struct facts *f, struct kpi_outcome *o, struct arena *a, struct diag *d)
{
	const struct kpi *k = o->kpi;
	struct verdict v;

	o->own_goal = link_own_goal(f, k);
	o->goal = link_goal(f, k);
	o->definition = kpi_definition(f, a, k);
	o->figure = rollup_kpi(f, a, k, f->period);
	o->target = target_resolve(f, a, k, f->period, d);
	o->part = part_of(o);
	if (o->part == PART_AVAILABLE
	    && compare_was_scored(f, o)) /* what was reported does not vanish in silence */
		o->part = has_data(&o->figure) ? PART_WATCHED : PART_IDLE;
	o->is_pace = f->as_of < f->period.last;
	o->has_outlook = outlook_of(f, a, k, &o->figure, &o->outlook);
	v = verdict_of(f, a, k, &o->figure, &o->target, f->period);
	take_verdict(o, &v);
	if (o->part == PART_AVAILABLE)
		return;
	report_verdict(f, a, o, &v, d);
	if (o->figure.overflow && v.grey != GREY_NOT_RIGHT)
		report_overflow(f, o, d);
	report_pairs(f, a, o, d);
	report_gains(f, a, o, d);
}

/* Money of another currency is not added; nothing here can exchange it yet. */
static void report_currencies(const struct facts *f, struct diag *d)
{
	for (size_t i = 0; f->goals != NULL && i < f->goals->n; i++) {
		const struct goal *g = &f->goals->all[i];

		if (!g->budget.has || g->currency.n == 0 || f->ws->currency.n == 0
		    || str_eq_fold(g->currency, f->ws->currency))
			continue;
		diag_put(
		    d, SEV_NOTE, "K312", intern_str(f->model->names, g->id), g->at,
		    STR("write the budget in the company's currency"),
		    "the budget of '%.*s' is in %.*s, not in the company's %.*s; it is not added to others",
		    STR_ARG(link_goal_name(f, g)), STR_ARG(g->currency), STR_ARG(f->ws->currency));
	}
}

void score_kpis(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	o->n_kpis = f->model->n_kpis;
	o->kpis = ARENA_ARRAY(a, o->n_kpis, struct kpi_outcome);
	for (size_t i = 0; i < o->n_kpis; i++) {
		o->kpis[i].kpi = &f->model->kpis[i];
		score_kpi(f, &o->kpis[i], a, d);
	}
	earlier_kpis(f, o);
	report_currencies(f, d);
}
