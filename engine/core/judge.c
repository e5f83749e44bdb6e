/* judge.c - objectives and the goals above them: scores from KPIs and children, each with its ledger. */
#include "core/judge.h"

#include <assert.h>
#include <math.h>
#include "core/bridge.h"
#include "core/compare.h"
#include "core/goal_words.h"
#include "core/hold.h"
#include "core/links.h"

#define SLACK 1e-9 /* of a coverage that equals its floor but for rounding */

struct court {
	const struct facts *f;
	struct outcome *o;
	struct arena *a;
	struct standing *all; /* one a goal, in their order */
};

static void block_add(struct block *b, double weight, bool is_scored, double score)
{
	b->all += weight;
	if (!is_scored)
		return;
	if (!(b->scored > 0))
		b->base = score;
	b->scored += weight;
	b->sum += weight * (score - b->base);
}

static double block_mean(const struct block *b)
{
	return fmin(100, fmax(0, b->base + b->sum / b->scored));
}

static double block_coverage(const struct block *b)
{
	return b->all > 0 ? b->scored / b->all : 0;
}

/* The same floor for KPIs under an objective and for children under a parent. */
static bool block_stands(const struct facts *f, const struct block *b)
{
	return b->scored > 0 && block_coverage(b) >= f->model->rules.coverage_floor - SLACK;
}

/* --- the tree of business goals */

static size_t index_above(const struct court *c, const struct goal *g)
{
	const struct goal *up = g->up != NULL ? goals_business(g->up) : NULL;

	return up != NULL ? (size_t)(up - c->f->goals->all) : SIZE_MAX;
}

static void place_goal(struct court *c, size_t i)
{
	const struct goals *goals = c->f->goals;
	struct goal_outcome *g = &c->o->goals[i];
	struct standing *s = &c->all[i];

	g->goal = &goals->all[i];
	g->up = g->goal->up != NULL ? &c->o->goals[g->goal->up - goals->all] : NULL;
	for (const struct goal *up = g->goal->up; up != NULL; up = up->up)
		g->depth++;
	s->up = index_above(c, g->goal);
	for (size_t k = s->up; k != SIZE_MAX; k = index_above(c, &goals->all[k]))
		s->depth++;
	if (s->up != SIZE_MAX && g->goal->kind == KIND_BUSINESS)
		c->all[s->up].has_child = true;
}

/* --- a goal's own KPIs */

static bool is_evidence(const struct kpi_outcome *k)
{
	return k->kpi->role == ROLE_EVIDENCE;
}

static bool counts(const struct kpi_outcome *k, const struct goal *g)
{
	return k->goal == g && k->part == PART_TAKES_PART && k->kpi->role != ROLE_DIAGNOSTIC;
}

/* The evidence KPI that speaks for the goal: scored before taking part before watched, then by weight. */
static bool speaks_louder(const struct kpi_outcome *k, const struct kpi_outcome *than)
{
	int mine = k->has_score && k->part == PART_TAKES_PART ? 3 : (int)k->part, other;

	if (than == NULL)
		return true;
	other = than->has_score && than->part == PART_TAKES_PART ? 3 : (int)than->part;
	return mine != other ? mine > other : k->kpi->weight > than->kpi->weight;
}

static void count_kpi(struct court *c, struct goal_outcome *g, struct standing *s,
                      const struct kpi_outcome *k)
{
	double w = k->kpi->weight;

	if (k->part == PART_AVAILABLE)
		return;
	g->n_kpis++;
	if (is_evidence(k)) {
		g->is_partial = g->is_partial || (k->has_prior_score && !k->has_score);
		if (speaks_louder(k, g->measured_by))
			g->measured_by = k;
	}
	if (!counts(k, g->goal))
		return;
	s->takes_part = true;
	block_add(is_evidence(k) ? &s->own_evidence : &s->own_leading, w, k->has_score, k->score);
	if (!is_evidence(k))
		return;
	g->evidence_total++;
	g->evidence_on_target += k->has_score && k->status == STATUS_GREEN;
	block_add(&s->own_kind[link_kind(c->f, k->kpi)], w, k->has_score, k->score);
}

static void count_own(struct court *c, size_t i)
{
	struct goal_outcome *g = &c->o->goals[i];

	for (size_t k = 0; k < c->o->n_kpis; k++) {
		if (c->o->kpis[k].goal == g->goal)
			count_kpi(c, g, &c->all[i], &c->o->kpis[k]);
	}
	g->is_objective = g->goal->kind == KIND_BUSINESS && (g->n_kpis > 0 || !c->all[i].has_child);
}

/* --- children */

static bool is_term(const struct court *c, size_t child, size_t parent)
{
	return c->all[child].up == parent && c->all[child].takes_part
	       && c->o->goals[child].goal->kind == KIND_BUSINESS;
}

static void count_child(struct court *c, size_t i, size_t child)
{
	struct goal_outcome *g = &c->o->goals[i];
	const struct goal_outcome *ch = &c->o->goals[child];
	struct standing *s = &c->all[i];
	double w = ch->goal->weight;

	s->takes_part = s->is_rollup = true;
	block_add(&s->evidence, w, ch->has_score, ch->score);
	if (c->all[child].leading.all > 0)
		block_add(&s->leading, w, ch->has_leading, ch->leading);
	if (ch->has_business)
		block_add(&s->kind[KIND_BUSINESS], w, true, ch->business);
	if (ch->has_social)
		block_add(&s->kind[KIND_SOCIAL], w, true, ch->social);
	g->n_children++;
	g->children_red += ch->status == STATUS_RED;
	g->children_grey += ch->status == STATUS_GREY;
	g->evidence_total += ch->evidence_total;
	g->evidence_on_target += ch->evidence_on_target;
}

/* A parent's own KPIs are one term beside its children. */
static void add_own(const struct facts *f, struct block *to, const struct block *own)
{
	if (own->all > 0)
		block_add(to, f->model->rules.own_weight, block_stands(f, own),
		          own->scored > 0 ? block_mean(own) : 0);
}

static void count_children(struct court *c, size_t i)
{
	struct standing *s = &c->all[i];

	for (size_t k = 0; k < c->o->n_goals; k++) {
		if (c->all[k].up == i && goal_lost(&c->o->goals[k]))
			c->o->goals[i].is_partial = true;
		if (is_term(c, k, i))
			count_child(c, i, k);
	}
	if (!s->is_rollup) {
		s->evidence = s->own_evidence;
		s->leading = s->own_leading;
		s->kind[KIND_BUSINESS] = s->own_kind[KIND_BUSINESS];
		s->kind[KIND_SOCIAL] = s->own_kind[KIND_SOCIAL];
		return;
	}
	add_own(c->f, &s->evidence, &s->own_evidence);
	add_own(c->f, &s->leading, &s->own_leading);
	for (int k = 0; k < KIND__N; k++) {
		if (s->own_kind[k].scored > 0)
			block_add(&s->kind[k], c->f->model->rules.own_weight, true,
			          block_mean(&s->own_kind[k]));
	}
}

/* --- score and ledger */

static void add_term(struct court *c, struct goal_outcome *g, struct ledger_term *t,
                     const struct kpi_outcome *kpi, const struct goal_outcome *child, double weight)
{
	double score = kpi != NULL ? kpi->score : child->score, all = c->all[g - c->o->goals].evidence.scored;

	*t = (struct ledger_term){ .kpi = kpi,
		                   .child = child,
		                   .weight = weight,
		                   .share = weight / all,
		                   .score = score,
		                   .points = weight / all * score };
	g->n_ledger++;
}

static bool adds_up(const struct goal_outcome *g)
{
	double sum = 0;

	for (size_t i = 0; i < g->n_ledger; i++)
		sum += g->ledger[i].points;
	return fabs(sum - g->score) <= 1e-9;
}

/* What the roll-up takes off the mean is the last term. */
static void hold_down(const struct court *c, struct goal_outcome *g, struct ledger_term *last)
{
	struct ledger_term by = { 0 };

	if (!hold_find(c->o, g, &by) || by.score >= g->score)
		return;
	*last = (struct ledger_term){ .kpi = by.kpi,
		                      .child = by.child,
		                      .score = by.score,
		                      .points = by.score - g->score,
		                      .is_hold = true };
	g->n_ledger++;
	g->score = by.score;
}

/* Scored children first, then own evidence KPIs; those share own_weight under a parent. */
static void write_ledger(struct court *c, size_t i)
{
	struct goal_outcome *g = &c->o->goals[i];
	const struct standing *s = &c->all[i];
	struct ledger_term *t = ARENA_ARRAY(c->a, c->o->n_goals + c->o->n_kpis + 1, struct ledger_term);
	double scale = 1;

	if (s->is_rollup && s->own_evidence.scored > 0)
		scale = c->f->model->rules.own_weight / s->own_evidence.scored;
	for (size_t k = 0; k < c->o->n_goals && s->is_rollup; k++) {
		if (is_term(c, k, i) && c->o->goals[k].has_score)
			add_term(c, g, &t[g->n_ledger], NULL, &c->o->goals[k], c->o->goals[k].goal->weight);
	}
	for (size_t k = 0; k < c->o->n_kpis && (!s->is_rollup || block_stands(c->f, &s->own_evidence)); k++) {
		const struct kpi_outcome *ko = &c->o->kpis[k];

		if (counts(ko, g->goal) && is_evidence(ko) && ko->has_score)
			add_term(c, g, &t[g->n_ledger], ko, NULL, scale * ko->kpi->weight);
	}
	g->ledger = t;
	hold_down(c, g, &t[g->n_ledger]);
	assert(adds_up(g));
}

/* As it was reported; a goal's score is not recomputed. */
static void fill_prior(const struct facts *f, struct goal_outcome *g)
{
	const struct past_run *run = f->past != NULL ? past_of(f->past, f->prior) : NULL;
	struct str id = intern_str(f->model->names, g->goal->id);

	if (run == NULL || run->reported_on.n == 0)
		return;
	for (size_t i = 0; i < run->n_goals; i++) {
		const struct past_goal *p = &run->goals[i];

		if (!str_eq(p->goal, id))
			continue;
		g->has_prior = compare_status(p->status, &g->prior_status);
		g->has_prior_score = p->has_score;
		g->prior_score = p->score;
	}
}

/* Only evidence gives an objective its colour, and only over the floor; a social goal never has one. */
static void judge_goal(struct court *c, size_t i)
{
	struct goal_outcome *g = &c->o->goals[i];
	struct standing *s = &c->all[i];

	count_own(c, i);
	count_children(c, i);
	g->is_rollup = s->is_rollup;
	g->is_pace = c->f->as_of < c->f->period.last;
	g->has_coverage = s->evidence.all > 0;
	g->coverage = block_coverage(&s->evidence);
	g->leading_coverage = block_coverage(&s->leading);
	g->has_leading = block_stands(c->f, &s->leading);
	g->leading = g->has_leading ? block_mean(&s->leading) : 0;
	g->has_business = s->kind[KIND_BUSINESS].scored > 0;
	g->business = g->has_business ? block_mean(&s->kind[KIND_BUSINESS]) : 0;
	g->has_social = s->kind[KIND_SOCIAL].scored > 0;
	g->social = g->has_social ? block_mean(&s->kind[KIND_SOCIAL]) : 0;
	g->rollup = goals_rollup(g->goal, &c->f->model->rules);
	g->has_score =
	    g->goal->kind == KIND_BUSINESS && block_stands(c->f, &s->evidence) && hold_blind(c->o, g) == NULL;
	g->status = STATUS_GREY;
	if (g->has_score) {
		g->score = score_settle(block_mean(&s->evidence));
		write_ledger(c, i);
		g->status = score_status(g->score);
	}
	fill_prior(c->f, g);
	goal_words(c->f, c->o, c->a, s, g);
}

/* --- the headline */

/* Does a KPI link the metric to a goal with a scored evidence KPI? */
static bool is_measured(const struct court *c, sym metric)
{
	for (size_t i = 0; i < c->o->n_kpis; i++) {
		const struct kpi_outcome *k = &c->o->kpis[i];

		if (k->goal != NULL && c->all[k->goal - c->f->goals->all].evidence.scored > 0
		    && link_joins(c->f, k->kpi, metric))
			return true;
	}
	return false;
}

static void complete_headline(const struct court *c, struct headline *h)
{
	h->serve_measured = h->objectives = h->measured = h->green = h->amber = h->red = 0;
	for (size_t i = 0; i < c->o->n_metrics; i++) {
		const struct metric_state *m = &c->o->metrics[i];

		h->serve_measured += m->kind == KIND_SOCIAL && m->cells > 0 && m->state == STATE_LINKED
		                     && is_measured(c, m->metric);
	}
	for (size_t i = 0; i < c->o->n_goals; i++) {
		const struct goal_outcome *g = &c->o->goals[i];

		if (!g->is_objective)
			continue;
		h->objectives++;
		h->measured += g->status != STATUS_GREY;
		h->green += g->status == STATUS_GREEN;
		h->amber += g->status == STATUS_AMBER;
		h->red += g->status == STATUS_RED;
	}
}

void judge_goals(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	struct court c = { .f = f, .o = o, .a = a };
	uint32_t deepest = 0;

	o->n_goals = f->goals != NULL ? f->goals->n : 0;
	o->goals = ARENA_ARRAY(a, o->n_goals, struct goal_outcome);
	c.all = ARENA_ARRAY(a, o->n_goals, struct standing);
	for (size_t i = 0; i < o->n_goals; i++) {
		place_goal(&c, i);
		deepest = c.all[i].depth > deepest ? c.all[i].depth : deepest;
	}
	for (uint32_t depth = deepest + 1; depth-- > 0;) { /* children before their parents */
		for (size_t i = 0; i < o->n_goals; i++) {
			if (c.all[i].depth == depth)
				judge_goal(&c, i);
		}
	}
	for (size_t i = 0; i < o->n_goals; i++)
		bridge_draw(f, o, a, &o->goals[i]);
	complete_headline(&c, &o->headline);
	goal_report(f, o, a, c.all, d);
}
