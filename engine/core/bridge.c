/* bridge.c - what moved the score of a goal since the reported run of the preceding period. */
#include "core/bridge_walk.h"

#include <assert.h>
#include <math.h>
#include "core/judge.h"
#include "core/links.h"

#define NOTHING 1e-12 /* points that only rounding makes */
#define SLACK   1e-9

/* --- steps */

/* it NULL: all of the goal's own KPIs. */
static struct str label_of(const struct bridge_walk *w, const struct bridge_item *it)
{
	if (it == NULL)
		return STR("its own KPIs");
	if (it->now == NULL)
		return it->id;
	return it->is_goal ? link_goal_name(w->f, it->now->child->goal)
	                   : link_kpi_name(w->f, it->now->kpi->kpi);
}

/* The mean has been changed: what that did is a step, unless it did nothing. */
static struct bridge_step *step(struct bridge_walk *w, enum bridge_part part, const struct bridge_item *it)
{
	double mean = bridge_mean(w), points = mean - w->mean;
	struct bridge_step *s = &w->steps[w->n_steps];

	if (fabs(points) < NOTHING)
		return NULL;
	w->mean = mean;
	w->n_steps++;
	*s = (struct bridge_step){ .part = part,
		                   .id = it != NULL ? it->id : STR_NONE,
		                   .label = label_of(w, it),
		                   .kpi = it != NULL && it->now != NULL ? it->now->kpi : NULL,
		                   .points = points };
	return s;
}

static void say_figures(struct bridge_step *s, bool has_was, double was, bool has_is, double is)
{
	if (s == NULL)
		return;
	s->has_was = has_was;
	s->was = was;
	s->has_is = has_is;
	s->is = is;
}

static const struct past_kpi *kpi_then(const struct bridge_walk *w, const struct bridge_item *it)
{
	return it->is_goal ? NULL : past_kpi(w->run, it->id);
}

static bool is_redefined(const struct bridge_walk *w, const struct bridge_item *it)
{
	const struct past_kpi *then = kpi_then(w, it);

	return then != NULL && it->now != NULL && !str_eq(then->definition, it->now->kpi->definition);
}

static bool is_common(const struct bridge_item *it)
{
	return it->then != NULL && it->now != NULL;
}

/* --- the target: the old value against the new one */

static bool is_same(double a, double b)
{
	return !(a < b) && !(a > b);
}

static bool is_same_target(const struct past_kpi *then, const struct resolved_target *now)
{
	if (then->has_target != (now->has && !now->is_band) || then->has_band != (now->has && now->is_band))
		return false;
	if (then->has_band)
		return is_same(then->target_low, now->low) && is_same(then->target_high, now->high)
		       && is_same(then->tolerance, now->tolerance);
	return !then->has_target
	       || (is_same(then->target, now->target) && is_same(then->red_line, now->red_line));
}

/* False: history holds no value to judge anew. */
static bool judge_anew(const struct bridge_walk *w, const struct past_kpi *then,
                       const struct kpi_outcome *now, double *score)
{
	double red_at = w->f->model->rules.red_at, low, high;
	struct figure was = {
		.has = then->has_value, .value = then->value, .is_exact = then->is_exact, .micro = then->micro
	};

	if (then->has_value) {
		*score = score_figure(now->kpi->better, &was, &now->target, red_at);
		return true;
	}
	low = score_value(now->kpi->better, then->low, &now->target, red_at);
	high = score_value(now->kpi->better, then->high, &now->target, red_at);
	*score = fmin(low, high);
	return then->has_bounds;
}

static struct str target_note(struct arena *a, const struct past_kpi *then, const struct resolved_target *now)
{
	if (now->is_band && is_same(then->target_low, now->low) && is_same(then->target_high, now->high))
		return str_fmt(a, "tolerance %.*s -> %.*s", STR_ARG(num_text_double(a, then->tolerance, 9)),
		               STR_ARG(num_text_double(a, now->tolerance, 9)));
	if (now->is_band)
		return str_fmt(a, "band %.*s to %.*s -> %.*s to %.*s",
		               STR_ARG(num_text_double(a, then->target_low, 9)),
		               STR_ARG(num_text_double(a, then->target_high, 9)),
		               STR_ARG(num_text_double(a, now->low, 9)),
		               STR_ARG(num_text_double(a, now->high, 9)));
	if (is_same(then->target, now->target))
		return str_fmt(a, "red line %.*s -> %.*s", STR_ARG(num_text_double(a, then->red_line, 9)),
		               STR_ARG(num_text_double(a, now->red_line, 9)));
	return str_fmt(a, "target %.*s -> %.*s", STR_ARG(num_text_double(a, then->target, 9)),
	               STR_ARG(num_text_double(a, now->target, 9)));
}

static void move_targets(struct bridge_walk *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct bridge_item *it = &w->items[i];
		const struct past_kpi *then = kpi_then(w, it);
		const struct resolved_target *t;
		struct bridge_step *s;

		if (!is_common(it) || then == NULL || is_redefined(w, it))
			continue;
		t = &it->now->kpi->target;
		if (is_same_target(then, t) || !judge_anew(w, then, it->now->kpi, &it->score))
			continue;
		s = step(w, BRIDGE_TARGET, it);
		say_figures(s, then->has_target, then->target, !t->is_band, t->target);
		if (s != NULL)
			s->note = target_note(w->a, then, t);
	}
}

/* --- weights, comings and goings */

static void move_weights(struct bridge_walk *w)
{
	double own = w->own_weight;
	struct bridge_step *s;

	for (size_t i = 0; i < w->n; i++) {
		struct bridge_item *it = &w->items[i];
		double was;

		if (!is_common(it))
			continue;
		was = it->weight;
		it->weight = bridge_weight_now(it);
		say_figures(step(w, BRIDGE_WEIGHT, it), true, was, true, it->weight);
	}
	w->own_weight = w->f->model->rules.own_weight;
	s = step(w, BRIDGE_WEIGHT, NULL);
	say_figures(s, true, own, true, w->own_weight);
	if (s != NULL)
		s->note = STR("own_weight of the model");
}

static void let_in(struct bridge_walk *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct bridge_item *it = &w->items[i];

		if (it->then != NULL)
			continue;
		it->is_in = true;
		it->weight = bridge_weight_now(it);
		it->score = it->now->score;
		say_figures(step(w, BRIDGE_APPEARED, it), false, 0, true, it->score);
	}
}

static const struct kpi_outcome *find_kpi(const struct outcome *o, const struct intern *names, struct str id)
{
	for (size_t i = 0; i < o->n_kpis; i++) {
		if (str_eq(intern_str(names, o->kpis[i].kpi->id), id))
			return &o->kpis[i];
	}
	return NULL;
}

/* Why it is not scored for this goal any more. */
static struct str gone_note(const struct bridge_walk *w, const struct outcome *o,
                            const struct bridge_item *it)
{
	const struct intern *names = w->f->model->names;
	const struct kpi_outcome *k = it->is_goal ? NULL : find_kpi(o, names, it->id);

	if (it->is_goal)
		return STR("no score now, or no longer below it");
	if (k == NULL)
		return STR("no longer in the model");
	if (k->goal != w->g->goal)
		return k->goal == NULL
		           ? STR("serves no goal now")
		           : str_fmt(w->a, "serves %.*s now", STR_ARG(link_goal_name(w->f, k->goal)));
	if (k->kpi->role != ROLE_EVIDENCE)
		return str_fmt(w->a, "its role is %s now", role_names[k->kpi->role]);
	return k->has_score ? STR("left out of the score") : k->reason;
}

static void let_go(struct bridge_walk *w, const struct outcome *o)
{
	for (size_t i = 0; i < w->n; i++) {
		struct bridge_item *it = &w->items[i];
		struct bridge_step *s;

		if (it->now != NULL)
			continue;
		it->is_in = false;
		s = step(w, BRIDGE_WENT, it);
		say_figures(s, true, it->score, false, 0);
		if (s != NULL)
			s->note = gone_note(w, o, it);
	}
}

/* --- definitions and values */

static void redefine(struct bridge_walk *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct bridge_item *it = &w->items[i];
		struct bridge_step *s;

		if (!is_common(it) || !is_redefined(w, it))
			continue;
		it->score = it->now->score;
		s = step(w, BRIDGE_DEFINITION, it);
		say_figures(s, true, it->then->score, true, it->score);
		if (s != NULL)
			s->note =
			    STR("it measures something else now, so its target and value are not told apart");
	}
}

static void move_values(struct bridge_walk *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct bridge_item *it = &w->items[i];
		const struct past_kpi *then = kpi_then(w, it);
		struct bridge_step *s;

		if (!is_common(it) || is_redefined(w, it))
			continue;
		it->score = it->now->score;
		s = step(w, BRIDGE_VALUE, it);
		if (then == NULL)
			say_figures(s, true, it->then->score, true, it->now->score);
		else
			say_figures(s, then->has_value, then->value, it->now->kpi->figure.has,
			            it->now->kpi->figure.value);
	}
}

/* What the roll-up takes off, then and now, is compared as such. */
static void move_hold(struct bridge_walk *w, double held, const struct ledger_term *hold)
{
	double points = (hold != NULL ? hold->points : 0) - held;
	struct bridge_step *s = &w->steps[w->n_steps];

	if (fabs(points) < NOTHING)
		return;
	w->n_steps++;
	*s = (struct bridge_step){ .part = BRIDGE_ROLLUP, .points = points };
	s->label = str_fmt(w->a, "the roll-up, %s", rollup_names[w->g->rollup]);
	say_figures(s, true, held, true, hold != NULL ? hold->points : 0);
	s->note = hold == NULL
	              ? STR("nothing holds it down now")
	              : str_fmt(w->a, "held down by %.*s",
	                        STR_ARG(hold->kpi != NULL ? link_kpi_name(w->f, hold->kpi->kpi)
	                                                  : link_goal_name(w->f, hold->child->goal)));
}

/* --- the whole */

static bool has_terms(const struct past_run *run, struct str goal)
{
	for (size_t i = 0; i < run->n_terms; i++) {
		if (str_eq(run->terms[i].goal, goal))
			return true;
	}
	return false;
}

/* Why none can be drawn; empty: it can. */
static struct str why_not(const struct facts *f, struct arena *a, const struct goal_outcome *g,
                          const struct past_run *run)
{
	struct str period = period_words(a, f->prior), id = intern_str(f->model->names, g->goal->id);
	const struct past_goal *then = past_goal(run, id);

	if (run == NULL || run->reported_on.n == 0)
		return str_fmt(a, "%.*s was not reported", STR_ARG(period));
	if (!g->has_score)
		return STR("it has no score now");
	if (then == NULL)
		return str_fmt(a, "it was no goal in %.*s", STR_ARG(period));
	if (!then->has_score)
		return str_fmt(a, "it had no score in %.*s: %.*s", STR_ARG(period), STR_ARG(then->reason));
	if (g->is_pace)
		return STR("the period is not over: its targets are those of the days so far");
	if (!has_terms(run, id))
		return str_fmt(a, "%.*s was reported by a version of kpialign that kept no ledger",
		               STR_ARG(period));
	return STR_NONE;
}

static void check_sum(const struct bridge *b)
{
	double sum = b->from;

	for (size_t i = 0; i < b->n_steps; i++)
		sum += b->steps[i].points;
	assert(fabs(sum - b->to) <= SLACK);
	(void)sum;
}

void bridge_draw(const struct facts *f, const struct outcome *o, struct arena *a, struct goal_outcome *g)
{
	const struct past_run *run = f->past != NULL ? past_of(f->past, f->prior) : NULL;
	struct str id = intern_str(f->model->names, g->goal->id);
	struct bridge_walk w = { .f = f, .a = a, .g = g, .run = run };
	double held;

	g->bridge = (struct bridge){ .why_not = why_not(f, a, g, run) };
	if (g->bridge.why_not.n > 0)
		return;
	bridge_list_items(&w, id);
	w.own_weight = bridge_own_weight_then(&w);
	held = bridge_held_then(&w, id);
	w.mean = bridge_mean(&w);
	g->bridge.from = past_goal(run, id)->score;
	g->bridge.to = g->score;
	if (fabs(w.mean + held - g->bridge.from) > SLACK) {
		g->bridge.why_not = STR("its ledger in history does not add up to its score there");
		return;
	}
	w.steps = ARENA_ARRAY(a, 4 * w.n + 2, struct bridge_step); /* own weight and roll-up have no item */
	move_targets(&w);
	move_weights(&w);
	let_in(&w);
	let_go(&w, o);
	redefine(&w);
	move_values(&w);
	move_hold(&w, held, outcome_hold(g));
	g->bridge.has = true;
	g->bridge.steps = w.steps;
	g->bridge.n_steps = w.n_steps;
	check_sum(&g->bridge);
}
