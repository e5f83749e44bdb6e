/* map_json.c - the map for other programs. */
#include "app/map.h"

#include "out/json.h"
#include "plan/words.h"

static void put_sym(struct json *j, const struct session *s, const char *key, sym id)
{
	json_text(j, key, intern_str(s->names, id));
}

static struct str reason_of(enum status s, enum grey g, struct str reason)
{
	return s != STATUS_GREY || reason.n ? reason : str_of(grey_names[g]);
}

static void put_goal(struct json *j, const struct session *s, const struct goal_outcome *g)
{
	json_open(j, NULL, '{');
	put_sym(j, s, "goal", g->goal->id);
	json_text(j, "name", g->goal->name);
	put_sym(j, s, "parent", g->goal->parent);
	json_text(j, "kind", str_of(kind_names[g->goal->kind]));
	json_text(j, "status", str_of(status_names[g->status]));
	json_text(j, "reason", reason_of(g->status, g->grey, g->reason));
	json_number(j, "score", g->has_score, g->score);
	json_text(j, "place", place_text(s->arena, g->goal->at));
	json_close(j, '}');
}

static void put_kpi(struct json *j, const struct session *s, const struct kpi_outcome *k)
{
	json_open(j, NULL, '{');
	put_sym(j, s, "kpi", k->kpi->id);
	json_text(j, "name", k->kpi->name);
	put_sym(j, s, "goal", k->own_goal ? k->own_goal->id : 0);
	put_sym(j, s, "counts_under", k->goal ? k->goal->id : 0);
	json_text(j, "role", str_of(role_names[k->kpi->role]));
	json_text(j, "level", str_of(level_names[k->kpi->level]));
	json_text(j, "rule", kpi_rule(s->arena, s->model, k->kpi));
	json_open(j, "reads", '[');
	for (size_t i = 0; i < k->kpi->n_reads; i++)
		put_sym(j, s, NULL, k->kpi->reads[i]);
	json_close(j, ']');
	json_number(j, "value", k->figure.has, k->figure.value);
	json_number(j, "score", k->has_score, k->score);
	json_text(j, "part", str_of(part_names[k->part]));
	json_text(j, "status", str_of(status_names[k->part == PART_TAKES_PART ? k->status : STATUS_GREY]));
	json_text(j, "reason",
	          k->part == PART_TAKES_PART ? reason_of(k->status, k->grey, k->reason) : STR("no target"));
	json_text(j, "place", place_text(s->arena, k->kpi->at));
	json_close(j, '}');
}

static void put_series(struct json *j, const struct session *s, const struct series_state *e)
{
	const struct series *one = store_series(s->store, e->series);

	json_open(j, NULL, '{');
	put_sym(j, s, "channel", one->channel);
	put_sym(j, s, "account", one->account);
	put_sym(j, s, "campaign", one->campaign);
	json_text(j, "state", str_of(state_names[e->state]));
	put_sym(j, s, "kpi", e->kpi ? e->kpi->id : 0);
	put_sym(j, s, "goal", e->goal ? e->goal->id : 0);
	json_count(j, "cells", e->cells);
	json_close(j, '}');
}

static void put_metric(struct json *j, const struct session *s, const struct metric_state *m)
{
	json_open(j, NULL, '{');
	put_sym(j, s, "metric", m->metric);
	json_text(j, "kind", str_of(kind_names[m->kind]));
	json_text(j, "state", m->cells ? str_of(state_names[m->state]) : STR("not seen"));
	json_flag(j, "partly_linked", m->is_partial);
	put_sym(j, s, "kpi", m->kpi ? m->kpi->id : 0);
	put_sym(j, s, "goal", m->goal ? m->goal->id : 0);
	json_text(j, "because", m->because);
	json_text(j, "ask_instead", m->ask_instead);
	json_text(j, "base_of", m->base_of);
	json_count(j, "cells", m->cells);
	json_number(j, "total", m->figure.has, m->figure.value);
	json_text(j, "place", place_text(s->arena, m->at));
	json_open(j, "series", '[');
	for (size_t i = 0; i < m->n_series; i++)
		put_series(j, s, &s->outcome.series[m->first_series + i]);
	json_close(j, ']');
	json_close(j, '}');
}

static void put_headline(struct json *j, const struct headline *h)
{
	json_open(j, "headline", '{');
	json_count(j, "social_metrics", h->social_seen);
	json_count(j, "serve_a_goal", h->serve);
	json_count(j, "serve_a_measured_goal", h->serve_measured);
	json_count(j, "objectives", h->objectives);
	json_count(j, "measured", h->measured);
	json_count(j, "green", h->green);
	json_count(j, "amber", h->amber);
	json_count(j, "red", h->red);
	json_close(j, '}');
}

void map_json(const struct session *s)
{
	const struct outcome *o = &s->outcome;
	struct json j = { .to = stdout };

	json_open(&j, NULL, '{');
	json_text(&j, "company", s->ws->company);
	json_text(&j, "period", period_text(s->arena, o->period));
	json_text(&j, "as_of", day_text(s->arena, o->as_of));
	put_headline(&j, &o->headline);
	json_open(&j, "goals", '[');
	for (size_t i = 0; i < o->n_goals; i++)
		put_goal(&j, s, &o->goals[i]);
	json_close(&j, ']');
	json_open(&j, "kpis", '[');
	for (size_t i = 0; i < o->n_kpis; i++)
		if (map_shows(&o->kpis[i]))
			put_kpi(&j, s, &o->kpis[i]);
	json_close(&j, ']');
	json_open(&j, "metrics", '[');
	for (size_t i = 0; i < o->n_metrics; i++)
		put_metric(&j, s, &o->metrics[i]);
	json_close(&j, ']');
	json_close(&j, '}');
}
