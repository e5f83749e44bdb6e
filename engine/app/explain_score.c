/* explain_score.c - the target of a KPI, and its score with the arithmetic worked (DESIGN 8). */
#include "app/explain.h"

#include <math.h>

#define NUM(s, v) STR_ARG(num_text_double((s)->arena, (v), 15))

void explain_target(const struct session *s, const struct kpi_outcome *k)
{
	const struct resolved_target *t = &k->target;

	if (!t->has) {
		if (k->kpi->better != BETTER_NONE_ALLOWED && k->kpi->better != BETTER_NEUTRAL)
			explain_say("target", t->is_unpaced ? "none before %.*s is over" : "none for %.*s",
			            STR_ARG(period_text(s->arena, s->outcome.period)));
		if (t->is_unpaced)
			explain_place("from", t->at);
		return;
	}
	if (t->is_band && t->tolerance > 0)
		explain_say("band", "%.*s to %.*s, tolerance %.*s", NUM(s, t->low), NUM(s, t->high),
		            NUM(s, t->tolerance));
	else if (t->is_band)
		explain_say("band", "%.*s to %.*s", NUM(s, t->low), NUM(s, t->high));
	else
		explain_say("target", "%.*s, red line %.*s", NUM(s, t->target), NUM(s, t->red_line));
	explain_line("how", t->how);
	explain_place("from", t->at);
}

/* " = 123.4, held to 100" where the arithmetic leaves 0..100. */
static struct str result(const struct session *s, double raw, double score)
{
	if (fabs(raw - score) <= 1e-9 * fmax(1, fabs(score)))
		return str_fmt(s->arena, "= %.*s", NUM(s, score));
	return str_fmt(s->arena, "= %.*s, held to %.*s", NUM(s, raw), NUM(s, score));
}

static void line_score(const struct session *s, const struct kpi_outcome *k, double v, double score)
{
	const struct resolved_target *t = &k->target;
	double raw = 100.0 / 3 * (1 + (v - t->red_line) / (t->target - t->red_line));

	explain_say("score", "100/3 x (1 + (%.*s - %.*s) / (%.*s - %.*s)) %.*s", NUM(s, v),
	            NUM(s, t->red_line), NUM(s, t->target), NUM(s, t->red_line),
	            STR_ARG(result(s, raw, score)));
	if (k->kpi->better == BETTER_LOWER)
		explain_line(
		    "",
		    STR("(value - red line) / (target - red line); lower is better: the red line is above "
		        "the target"));
	else
		explain_line(
		    "", STR("(value - red line) / (target - red line): 33.33 on the red line, 66.67 on the "
		            "target"));
}

/* What one step outside the band costs: the tolerance, or the default of the model. */
static double band_width(const struct session *s, const struct resolved_target *t)
{
	double larger = fmax(fabs(t->low), fabs(t->high));

	return t->tolerance > 0 ? t->tolerance : (1 - s->model->rules.red_at) * larger;
}

static void band_score(const struct session *s, const struct kpi_outcome *k, double v, double score)
{
	const struct resolved_target *t = &k->target;
	double out = v < t->low ? t->low - v : v > t->high ? v - t->high : 0;
	double half = (t->high - t->low) / 2, middle = t->low + half, width = band_width(s, t);

	if (out > 0 && width > 0) {
		explain_say("score", "200/3 - 100/3 x %.*s / %.*s %.*s", NUM(s, out), NUM(s, width),
		            STR_ARG(result(s, 200.0 / 3 - 100.0 / 3 * out / width, score)));
		explain_line(
		    "",
		    t->tolerance > 0
			? STR("distance outside the band / tolerance")
			: STR("distance outside the band / (1 - red_at) x the larger end: no tolerance is "
		              "given"));
	} else if (half > 0 && out <= 0) {
		explain_say("score", "200/3 + 100/3 x (1 - |%.*s - %.*s| / %.*s) %.*s", NUM(s, v),
		            NUM(s, middle), NUM(s, half),
		            STR_ARG(result(s, 200.0 / 3 + 100.0 / 3 * (1 - fabs(v - middle) / half), score)));
		explain_line("", STR("inside the band: 1 - distance from its middle / half its width"));
	} else {
		explain_say("score", "%.*s: the band is a single value, %s", NUM(s, score),
		            out > 0 ? "missed" : "met");
	}
}

static void one_score(const struct session *s, const struct kpi_outcome *k, double v, double score)
{
	if (k->kpi->better == BETTER_NONE_ALLOWED)
		explain_say("score", "%.*s: none is allowed, so 0 scores 100 and anything else 0",
		            NUM(s, score));
	else if (k->target.is_band)
		band_score(s, k, v, score);
	else if (fabs(k->target.target - k->target.red_line) > 0)
		line_score(s, k, v, score);
	else
		explain_say("score", "%.*s", NUM(s, score));
}

/* A figure that lies between bounds was judged at both ends; the worse score counts. */
static void bounds_score(const struct session *s, const struct kpi_outcome *k)
{
	const struct figure *f = &k->figure;
	double red_at = s->model->rules.red_at;
	double low = score_value(k->kpi->better, f->low, &k->target, red_at);
	double high = score_value(k->kpi->better, f->high, &k->target, red_at);

	explain_say("bounds", "%.*s scores %.*s, %.*s scores %.*s; both are %s, and the worse counts",
	            NUM(s, f->low), NUM(s, low), NUM(s, f->high), NUM(s, high), status_names[k->status]);
	one_score(s, k, low <= high ? f->low : f->high, k->score);
}

void explain_score(const struct session *s, const struct kpi_outcome *k)
{
	if (!k->has_score) {
		explain_say("status", "grey: %.*s",
		            STR_ARG(k->reason.n ? k->reason : str_of(grey_names[k->grey])));
		if (k->lift.n)
			explain_say("colour when", "%s%.*s", k->lift_is_whole ? "" : "it ", STR_ARG(k->lift));
		return;
	}
	if (k->figure.has)
		one_score(s, k, k->figure.value, k->score);
	else
		bounds_score(s, k);
	explain_say("status", "%s (green from 66.67, amber from 33.33)", status_names[k->status]);
}
