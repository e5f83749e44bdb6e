/* history_tracks.c - the runs of history, sorted by what they are about. */
#include "app/history.h"

struct weaver {
	struct arena *a;
	const struct past *all;
	enum span span;
	struct str of;
	struct track *tracks;
	size_t n, cap;
};

static bool counts(const struct weaver *w, const struct past_run *r)
{
	return r->is_current && r->period.span == w->span;
}

/* The track of this id; made where there is none. NULL: it was not asked for. */
static struct track *find(struct weaver *w, bool is_goal, struct str id)
{
	struct track *more;

	if (w->of.n > 0 && !str_eq(w->of, id))
		return NULL;
	for (size_t i = 0; i < w->n; i++)
		if (w->tracks[i].is_goal == is_goal && str_eq(w->tracks[i].id, id))
			return &w->tracks[i];
	if (w->n == w->cap) {
		w->cap = w->cap > 0 ? 2 * w->cap : 16;
		more = ARENA_ARRAY(w->a, w->cap, struct track);
		for (size_t i = 0; i < w->n; i++)
			more[i] = w->tracks[i];
		w->tracks = more;
	}
	w->tracks[w->n] = (struct track){ .id = id, .name = id, .is_goal = is_goal };
	w->tracks[w->n].points = ARENA_ARRAY(w->a, w->all->n, struct track_point);
	return &w->tracks[w->n++];
}

static void add_goals(struct weaver *w, const struct past_run *r)
{
	for (size_t i = 0; i < r->n_goals; i++) {
		const struct past_goal *g = &r->goals[i];
		struct track *t = g->is_objective ? find(w, true, g->goal) : NULL;

		if (t == NULL)
			continue;
		t->name = g->name.n > 0 ? g->name : g->goal;
		t->points[t->n++] = (struct track_point){ .run = r,
			                                  .status = g->status,
			                                  .has_value = g->has_score,
			                                  .value = g->score,
			                                  .has_score = g->has_score,
			                                  .score = g->score };
	}
}

/* From another definition on, what was before does not compare. */
static void forget(struct track *t)
{
	for (size_t i = 0; i < t->n; i++)
		t->points[i].has_value = false;
}

static void add_kpis(struct weaver *w, const struct past_run *r)
{
	for (size_t i = 0; i < r->n_kpis; i++) {
		const struct past_kpi *k = &r->kpis[i], *before = NULL;
		struct track *t = str_is(k->part, "available") ? NULL : find(w, false, k->kpi);

		if (t == NULL)
			continue;
		if (t->n > 0)
			before = past_kpi(t->points[t->n - 1].run, k->kpi);
		if (before != NULL && !str_eq(before->definition, k->definition))
			forget(t);
		t->points[t->n++] = (struct track_point){ .run = r,
			                                  .status = k->status,
			                                  .has_value = k->has_value,
			                                  .value = k->value,
			                                  .has_score = k->has_score,
			                                  .score = k->score };
	}
}

struct track *tracks_of(struct arena *a, const struct past *all, enum span span, struct str of, size_t *n)
{
	struct weaver w = { .a = a, .all = all, .span = span, .of = of };

	for (size_t i = 0; i < all->n; i++)
		if (counts(&w, &all->runs[i]))
			add_goals(&w, &all->runs[i]);
	for (size_t i = 0; i < all->n; i++)
		if (counts(&w, &all->runs[i]))
			add_kpis(&w, &all->runs[i]);
	*n = w.n;
	return w.tracks;
}
