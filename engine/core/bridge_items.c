/* bridge_items.c - who was a term of a score then, who is one now, and the mean as it stands on the way. */
#include "core/bridge_walk.h"

/* What is left of its weight in a mean with goals: a KPI's is its part of own_weight. Where no goal is in the mean
 * the KPIs are all of it, and own_weight tells nothing. */
static double own_scale(const struct bridge_walk *w)
{
	double all = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (w->items[i].is_in && !w->items[i].is_goal)
			all += w->items[i].weight;
	}
	return all > 0 ? w->own_weight / all : 0;
}

/* Around the first score, so that the mean of equal scores is that score to the last bit. */
double bridge_mean(const struct bridge_walk *w)
{
	double all = 0, sum = 0, base = 0, scale = own_scale(w);

	for (size_t i = 0; i < w->n; i++) {
		const struct bridge_item *it = &w->items[i];
		double weight = it->is_goal ? it->weight : scale * it->weight;

		if (!it->is_in)
			continue;
		base = all > 0 ? base : it->score;
		all += weight;
		sum += weight * (it->score - base);
	}
	return all > 0 ? base + sum / all : 0;
}

static struct str id_now(const struct bridge_walk *w, const struct ledger_term *t)
{
	return intern_str(w->f->model->names, t->kpi != NULL ? t->kpi->kpi->id : t->child->goal->id);
}

static struct bridge_item *item_of(struct bridge_walk *w, struct str id, bool is_goal)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->items[i].is_goal == is_goal && str_eq(w->items[i].id, id))
			return &w->items[i];
	}
	w->items[w->n] = (struct bridge_item){ .id = id, .is_goal = is_goal };
	return &w->items[w->n++];
}

/* As it was given then; a ledger has the share of own_weight. */
static double weight_then(const struct bridge_walk *w, const struct past_term *t)
{
	const struct past_kpi *k = t->is_goal ? NULL : past_kpi(w->run, t->term);

	return k != NULL ? k->weight : t->weight;
}

double bridge_weight_now(const struct bridge_item *it)
{
	return it->is_goal ? it->now->weight : it->now->kpi->kpi->weight;
}

double bridge_own_weight_then(const struct bridge_walk *w)
{
	double own = 0;
	bool has_goal = false;

	for (size_t i = 0; i < w->n; i++) {
		if (w->items[i].then == NULL)
			continue;
		has_goal = has_goal || w->items[i].is_goal;
		own += w->items[i].is_goal ? 0 : w->items[i].then->weight;
	}
	return has_goal && own > 0 ? own : w->f->model->rules.own_weight;
}

void bridge_list_items(struct bridge_walk *w, struct str goal)
{
	w->items = ARENA_ARRAY(w->a, w->g->n_ledger + w->run->n_terms, struct bridge_item);
	for (size_t i = 0; i < w->g->n_ledger; i++) {
		const struct ledger_term *t = &w->g->ledger[i];

		if (!t->is_hold)
			item_of(w, id_now(w, t), t->child != NULL)->now = t;
	}
	for (size_t i = 0; i < w->run->n_terms; i++) {
		const struct past_term *t = &w->run->terms[i];
		struct bridge_item *it;

		if (!str_eq(t->goal, goal) || t->is_hold)
			continue;
		it = item_of(w, t->term, t->is_goal);
		it->then = t;
		it->is_in = true;
		it->weight = weight_then(w, t);
		it->score = t->score;
	}
}

double bridge_held_then(const struct bridge_walk *w, struct str goal)
{
	for (size_t i = 0; i < w->run->n_terms; i++) {
		if (w->run->terms[i].is_hold && str_eq(w->run->terms[i].goal, goal))
			return w->run->terms[i].points;
	}
	return 0;
}
