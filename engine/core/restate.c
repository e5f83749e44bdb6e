/* restate.c - reported periods computed again: what was restated, matured, moved, redefined or lost. */
#include "core/restate.h"

#include <math.h>
#include "core/compare.h"
#include "core/judge.h"
#include "core/links.h"
#include "core/rollup.h"
#include "core/verdict.h"

#define SAME 1e-9 /* of the size of a figure that is not exact */

struct clerk {
	const struct facts *f; /* of now */
	const struct inputs *inputs;
	struct outcome *o;
	struct arena *a;
	struct diag *d;
	struct str *met; /* KPIs and files that a newer report has spoken of */
	size_t n_met, cap_met;
};

void change_add(struct outcome *o, struct arena *a, const struct change *c)
{
	if ((o->n_changes & (o->n_changes - 1)) == 0) { /* full at every power of two */
		struct change *more = ARENA_ARRAY(a, o->n_changes > 0 ? 2 * o->n_changes : 1, struct change);

		for (size_t i = 0; i < o->n_changes; i++)
			more[i] = o->changes[i];
		o->changes = more;
	}
	o->changes[o->n_changes] = *c;
	o->changes[o->n_changes].was = str_copy(a, c->was);
	o->changes[o->n_changes].is = str_copy(a, c->is);
	o->changes[o->n_changes++].why = str_copy(a, c->why);
}

static struct str period_of_report(const struct review *r)
{
	return period_text(r->a, r->then->period);
}

static bool is_near(double a, double b)
{
	return fabs(a - b) <= SAME * fmax(fabs(a), fabs(b));
}

/* --- a figure */

static bool figure_stands(const struct past_kpi *then, const struct figure *now)
{
	if (then->has_value != now->has || then->has_bounds != now->has_bounds)
		return false;
	if (then->has_value && then->is_exact && now->is_exact)
		return then->micro == now->micro;
	if (then->has_value)
		return is_near(then->value, now->value);
	return !then->has_bounds || (is_near(then->low, now->low) && is_near(then->high, now->high));
}

static struct str bounds_words(struct arena *a, bool has_bounds, double low, double high)
{
	return has_bounds ? str_fmt(a, "%.*s to %.*s", STR_ARG(num_text_double(a, low, 12)),
	                            STR_ARG(num_text_double(a, high, 12)))
	                  : STR("no value");
}

static void figure_words(struct arena *a, const struct past_kpi *then, const struct figure *now,
                         struct change *c)
{
	if (then->has_value && now->has)
		restate_pair(a, then->value, now->value, &c->was, &c->is);
	if (!then->has_value || !now->has) {
		c->was = then->has_value ? num_text_double(a, then->value, 12)
		                         : bounds_words(a, then->has_bounds, then->low, then->high);
		c->is = now->has ? num_text_double(a, now->value, 12)
		                 : bounds_words(a, now->has_bounds, now->low, now->high);
	}
	if (then->has_value && then->is_exact)
		c->was = num_text(a, then->micro);
	if (now->has && now->is_exact)
		c->is = num_text(a, now->micro);
}

/* "; it was amber then, it would be green now" */
static struct str add_status(const struct review *r, const struct past_kpi *then, enum status now,
                             struct str why)
{
	enum status was;

	if (!str_is(then->part, part_names[PART_TAKES_PART]) || !compare_status(then->status, &was)
	    || was == now)
		return why;
	return str_fmt(r->a, "%.*s; %s when it was reported, now %s", STR_ARG(why), status_names[was],
	               status_names[now]);
}

static void judge_figure(struct clerk *k, const struct review *r, const struct past_kpi *then,
                         const struct kpi *kpi, const struct figure *now, enum status status)
{
	bool grew = restate_is_growth(r, kpi);
	struct change c = { .kind = grew ? CHANGE_MATURED : CHANGE_RESTATED,
		            .about = ABOUT_KPI,
		            .period = r->then->period,
		            .subject = then->kpi,
		            .unit = kpi->unit,
		            .has_before = then->has_value,
		            .has_after = now->has,
		            .before = then->value,
		            .after = now->value,
		            .at = kpi->at };
	struct place at = kpi->at;
	struct str file = STR_NONE;

	figure_words(r->a, then, now, &c);
	c.why = add_status(r, then, status, grew ? STR("its posts grew") : restate_why(r, kpi, &file));
	change_add(k->o, k->a, &c);
	if (file.n > 0)
		at = (struct place){ .file = file };
	if (!grew)
		diag_put(k->d, SEV_WARNING, "K401", c.subject, at,
		         STR("see which is right; --restate writes a corrected scorecard of that period"),
		         "%.*s: %.*s was reported for %.*s, it is %.*s now: %.*s", STR_ARG(c.subject),
		         STR_ARG(c.was), STR_ARG(period_of_report(r)), STR_ARG(c.is), STR_ARG(c.why));
}

/* --- a target */

static bool target_stands(const struct past_kpi *then, const struct resolved_target *now)
{
	if ((then->has_target || then->has_band) != now->has)
		return false;
	if (!now->has)
		return true;
	if (then->has_band != now->is_band)
		return false;
	if (now->is_band)
		return is_near(then->target_low, now->low) && is_near(then->target_high, now->high)
		       && is_near(then->tolerance, now->tolerance);
	return is_near(then->target, now->target)
	       && (!then->has_red_line || is_near(then->red_line, now->red_line));
}

static struct str target_words(struct arena *a, bool has, bool is_band, double x, double y)
{
	struct str one = num_text_double(a, x, 12), two = num_text_double(a, y, 12);

	if (!has)
		return STR("none");
	return is_band ? str_fmt(a, "%.*s to %.*s", STR_ARG(one), STR_ARG(two))
	               : str_fmt(a, "%.*s (red line %.*s)", STR_ARG(one), STR_ARG(two));
}

/* A report made before its period ended may still see its target move: that is told, and is no finding. */
static void judge_target(struct clerk *k, const struct review *r, const struct past_kpi *then,
                         const struct kpi *kpi, const struct resolved_target *now, enum status status)
{
	bool had = then->has_target || then->has_band, was_over = r->then->as_of_day >= r->then->period.last;
	struct change c = { .kind = CHANGE_TARGET,
		            .about = ABOUT_KPI,
		            .period = r->then->period,
		            .subject = then->kpi,
		            .unit = kpi->unit,
		            .has_before = then->has_target,
		            .has_after = now->has && !now->is_band,
		            .before = then->target,
		            .after = now->target,
		            .at = now->has && now->at.file.n > 0 ? now->at : k->f->ws->targets_at };

	c.was = target_words(r->a, had, then->has_band, then->has_band ? then->target_low : then->target,
	                     then->has_band ? then->target_high : then->red_line);
	c.is = target_words(r->a, now->has, now->is_band, now->is_band ? now->low : now->target,
	                    now->is_band ? now->high : now->red_line);
	c.why = add_status(r, then, status, now->how.n > 0 ? now->how : STR("its row changed"));
	change_add(k->o, k->a, &c);
	if (was_over)
		diag_put(k->d, SEV_WARNING, "K402", c.subject, c.at,
		         STR("say why in notes.csv, or put the target back"),
		         "%.*s: its target of %.*s was %.*s when the period was reported, it is %.*s now",
		         STR_ARG(c.subject), STR_ARG(period_of_report(r)), STR_ARG(c.was), STR_ARG(c.is));
}

/* --- a KPI of a report */

/* Its days have the same name in the fiscal years of now. */
static bool is_same_calendar(const struct facts *f, struct period p)
{
	return p.span == SPAN_MONTH || period_eq(period_of(p.span, p.first, f->ws->fiscal), p);
}

static void judge_kpi(struct clerk *k, const struct review *r, const struct past_kpi *then,
                      const struct kpi *kpi)
{
	struct arena *scratch = arena_new(0);
	struct period p = r->then->period;
	struct figure now = rollup_kpi(&r->f, scratch, kpi, p);
	struct resolved_target t = target_resolve(&r->f, scratch, kpi, p, NULL);
	struct verdict v = verdict_of(&r->f, scratch, kpi, &now, &t, p);

	if (!figure_stands(then, &now))
		judge_figure(k, r, then, kpi, &now, v.status);
	if (is_same_calendar(k->f, p) && !target_stands(then, &t))
		judge_target(k, r, then, kpi, &t, v.status);
	arena_free(scratch);
}

/* A newer report has spoken of this already; else it has now. */
static bool is_met(struct clerk *k, struct str what)
{
	for (size_t i = 0; i < k->n_met; i++)
		if (str_eq(k->met[i], what))
			return true;
	k->met[k->n_met++] = what;
	return false;
}

/* --- a definition */

static void redefine(struct clerk *k, const struct review *r, const struct past_kpi *then, enum severity sev,
                     struct place at, struct str was, struct str is, struct str what)
{
	struct change c = { .kind = CHANGE_DEFINITION,
		            .about = ABOUT_KPI,
		            .period = r->then->period,
		            .subject = then->kpi,
		            .was = was,
		            .is = is,
		            .why = what,
		            .at = at };

	change_add(k->o, k->a, &c);
	diag_put(k->d, sev, "K403", then->kpi, at, STR_NONE, "%.*s: changed since %.*s was reported: %.*s",
	         STR_ARG(then->kpi), STR_ARG(period_of_report(r)), STR_ARG(what));
}

/* Its place among the goals, its part and its weight: figures stay comparable, scores do not. */
static struct str standing_of(const struct review *r, struct str goal, struct str role, double weight)
{
	goal = goal.n > 0 ? goal : STR("none");
	return str_fmt(r->a, "goal %.*s; role %.*s; weight %.*s", STR_ARG(goal), STR_ARG(role),
	               STR_ARG(num_text_double(r->a, weight, 6)));
}

static void judge_definition(struct clerk *k, const struct review *r, const struct past_kpi *then,
                             const struct kpi *kpi, struct str now)
{
	const struct goal *goal = link_goal(k->f, kpi);
	struct str was = standing_of(r, then->objective, then->role, then->weight);
	struct str is = standing_of(r, goal ? intern_str(k->f->model->names, goal->id) : STR_NONE,
	                            str_of(role_names[kpi->role]), kpi->weight);

	if (!str_eq(then->definition, now))
		redefine(k, r, then, SEV_WARNING, kpi->measure_at.line > 0 ? kpi->measure_at : kpi->at,
		         then->definition, now, restate_definition(r->a, then->definition, now));
	if (!str_eq(was, is))
		redefine(k, r, then, SEV_NOTE, kpi->at, was, is, restate_definition(r->a, was, is));
}

static void meet_kpi(struct clerk *k, const struct review *r, const struct past_kpi *then)
{
	bool is_first = !is_met(k, then->kpi);
	const struct kpi *kpi = NULL;
	struct str now;
	sym id;

	if (intern_has(k->f->model->names, then->kpi, &id))
		kpi = model_kpi(k->f->model, id);
	if (kpi == NULL) {
		if (is_first)
			redefine(k, r, then, SEV_WARNING, k->f->ws->model_at, then->definition, STR_NONE,
			         STR("the model has it no more"));
		return;
	}
	now = kpi_definition(k->f, r->a, kpi);
	if (is_first)
		judge_definition(k, r, then, kpi, now);
	if (str_eq(then->definition, now))
		judge_kpi(k, r, then, kpi);
}

/* --- sources and files */

static void tell_growth(struct clerk *k, const struct review *r, struct str source)
{
	struct str words = restate_growth_words(r, source);
	struct change c = { .kind = CHANGE_MATURED,
		            .about = ABOUT_INPUT,
		            .period = r->then->period,
		            .subject = source,
		            .why = words };

	for (size_t i = 0; i < k->f->ws->n_sources && c.at.line == 0; i++)
		if (str_eq(k->f->ws->sources[i].files, source))
			c.at = k->f->ws->sources[i].at;
	change_add(k->o, k->a, &c);
	diag_put(k->d, SEV_NOTE, "K404", source, c.at, STR_NONE,
	         "%.*s: its posts of %.*s have grown since that was reported: %.*s", STR_ARG(source),
	         STR_ARG(period_of_report(r)), STR_ARG(words));
}

/* A line a source. */
static void tell_growths(struct clerk *k, const struct review *r)
{
	for (size_t i = 0; i < r->n_moves; i++) {
		bool is_first = r->moves[i].is_growth;

		for (size_t j = 0; j < i && is_first; j++)
			is_first = !(r->moves[j].is_growth && str_eq(r->moves[j].source, r->moves[i].source));
		if (is_first)
			tell_growth(k, r, r->moves[i].source);
	}
}

/* Files of the library come with the program. */
static void tell_lost(struct clerk *k, const struct review *r)
{
	for (size_t i = 0; i < r->n_news; i++) {
		const struct input_news *in = &r->news[i];
		struct change c = { .kind = CHANGE_INPUT_GONE,
			            .about = ABOUT_INPUT,
			            .period = r->then->period,
			            .subject = in->path,
			            .was = in->role,
			            .at = { .file = in->path } };

		if (in->fate != INPUT_LOST || str_starts(in->path, STR("library:")) || is_met(k, in->path))
			continue;
		change_add(k->o, k->a, &c);
		diag_put(
		    k->d, SEV_WARNING, "K405", in->path, c.at,
		    STR("bring it back, or the reported figures cannot be made again"),
		    "the run that reported %.*s read this file; it is gone, or no source reads it any more",
		    STR_ARG(period_of_report(r)));
	}
}

/* --- a report */

static void review_report(struct clerk *k, const struct past_run *then)
{
	struct review r = { .f = *k->f, .then = then, .a = arena_new(0) };
	struct source_total *totals;
	size_t n;

	r.f.period = then->period;
	r.f.prior = period_step(then->period, -1, k->f->ws->fiscal);
	r.f.as_of = then->as_of_day;
	r.f.as_of_moved = then->as_of_moved;
	r.news = input_news_of(k->f, r.a, then, k->inputs, &r.n_news);
	if (then->n_totals > 0) {
		totals = totals_of(&r.f, r.a, then->period, &n);
		r.moves = totals_compare(k->f, r.a, then, totals, n, &r.n_moves);
	}
	for (size_t i = 0; i < then->n_kpis; i++)
		if (!str_is(then->kpis[i].part, part_names[PART_AVAILABLE]))
			meet_kpi(k, &r, &then->kpis[i]);
	tell_growths(k, &r);
	tell_lost(k, &r);
	arena_free(r.a);
}

void restate_reports(const struct facts *f, const struct inputs *inputs, struct outcome *o, struct arena *a,
                     struct diag *d)
{
	const struct past *reports = f->reports;
	struct clerk k = { .f = f, .inputs = inputs, .o = o, .a = a, .d = d };

	for (size_t i = 0; reports != NULL && i < reports->n; i++)
		k.cap_met += reports->runs[i].n_kpis + reports->runs[i].n_inputs;
	k.met = ARENA_ARRAY(a, k.cap_met, struct str);
	for (size_t i = reports != NULL ? reports->n : 0; i > 0; i--) {
		review_report(&k, &reports->runs[i - 1]);
		o->n_reports++;
	}
}
