/* takers.c - the channels and departments that take part, and those that do not. */
#include <stdlib.h>
#include "core/departments.h"
#include "core/links.h"
#include "core/listing.h"
#include "core/strategy.h"

enum {
	PERCENT_MOST = 60, /* of the KPIs that link, for one department (DESIGN 8) */
	DEPARTMENTS_LEAST = 3
};

/* --- channels */

struct channels {
	const struct facts *f;
	const struct outcome *o;
	struct arena *a;
	struct channel_part *all;
	size_t n;
};

/* Valid until the next one is looked for. */
static struct channel_part *find_channel(struct channels *c, sym channel)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->all[i].channel == channel)
			return &c->all[i];
	if (c->n > 0 && (c->n & (c->n - 1)) == 0) { /* full at every power of two */
		struct channel_part *more = ARENA_ARRAY(c->a, 2 * c->n, struct channel_part);

		for (size_t i = 0; i < c->n; i++)
			more[i] = c->all[i];
		c->all = more;
	}
	c->all[c->n] = (struct channel_part){ .channel = channel };
	return &c->all[c->n++];
}

/* A metric counts once a channel: its series stand next to each other there. */
static void add_metric(struct channels *c, const struct metric_state *m)
{
	sym last = 0;
	bool is_linked = false;

	for (size_t i = 0; i < m->n_series; i++) {
		const struct series_state *s = &c->o->series[m->first_series + i];
		sym channel = store_series(c->f->store, s->series)->channel;
		struct channel_part *x = channel != 0 ? find_channel(c, channel) : NULL;

		if (x == NULL || s->state == STATE_CONTEXT)
			continue;
		if (channel != last) {
			x->metrics++;
			is_linked = false;
		}
		x->linked += s->state == STATE_LINKED && !is_linked;
		is_linked = is_linked || s->state == STATE_LINKED;
		last = channel;
	}
}

static bool serves(const struct channels *c, sym channel, const struct goal *g)
{
	for (size_t i = 0; i < c->o->n_series; i++) {
		const struct series_state *s = &c->o->series[i];

		if (s->state == STATE_LINKED && s->goal == g
		    && store_series(c->f->store, s->series)->channel == channel)
			return true;
	}
	return false;
}

static struct str goals_of(const struct channels *c, sym channel)
{
	struct strbuf b;

	strbuf_init(&b, c->a, 0);
	for (size_t i = 0; c->f->goals != NULL && i < c->f->goals->n; i++) {
		const struct goal *g = &c->f->goals->all[i];

		if (serves(c, channel, g))
			strbuf_fmt(&b, "%s%.*s", b.n > 0 ? ", " : "", STR_ARG(link_goal_name(c->f, g)));
	}
	return strbuf_str(&b);
}

static void report_channel(const struct channels *c, const struct channel_part *x, struct diag *d)
{
	struct str name = intern_str(c->f->model->names, x->channel);

	if (x->metrics > 0 && x->linked == 0)
		diag_put(d, SEV_WARNING, "K214", name, PLACE_NONE,
		         STR("link one of its metrics to a goal, or leave the channel"),
		         x->metrics == 1
		             ? "channel %.*s serves no objective: its %u metric is not linked"
		             : "channel %.*s serves no objective: none of its %u metrics is linked",
		         STR_ARG(name), x->metrics);
}

static void list_channels(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	struct channels c = { .f = f, .o = o, .a = a, .all = ARENA_NEW(a, struct channel_part) };

	for (size_t i = 0; i < o->n_metrics; i++)
		if (o->metrics[i].kind == KIND_SOCIAL && o->metrics[i].cells > 0)
			add_metric(&c, &o->metrics[i]);
	/* few: sorted by name as they stand */
	for (size_t i = 1; i < c.n; i++)
		for (size_t k = i; k > 0
		                   && str_cmp(intern_str(f->model->names, c.all[k].channel),
		                              intern_str(f->model->names, c.all[k - 1].channel))
		                          < 0;
		     k--) {
			struct channel_part swap = c.all[k];

			c.all[k] = c.all[k - 1];
			c.all[k - 1] = swap;
		}
	for (size_t i = 0; i < c.n; i++) {
		c.all[i].goals = goals_of(&c, c.all[i].channel);
		c.all[i].has_spend = spend_of_channel(&o->strategy.spend, c.all[i].channel, &c.all[i].spend);
		report_channel(&c, &c.all[i], d);
	}
	o->strategy.channels = c.all;
	o->strategy.n_channels = c.n;
}

/* --- departments */

struct departments {
	struct department_part *all;
	size_t n;
};

static struct department_part *find_department(struct departments *t, struct str name)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_eq_fold(t->all[i].name, name))
			return &t->all[i];
	t->all[t->n] = (struct department_part){ .name = name };
	return &t->all[t->n++];
}

static struct str owners(struct arena *a, const struct departments *t, size_t n)
{
	struct strbuf b;
	size_t k = 0;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].kpis > 0 && !t->all[i].is_unlisted)
			listing_add(&b, t->all[i].name, k++, n);
	return strbuf_str(&b);
}

/* Where no department is named at all nothing is known, and nothing said. */
static void report_departments(const struct departments *t, uint32_t linked, struct arena *a, struct diag *d)
{
	struct str remedy = STR("give KPIs to the departments they serve: `department:` in the model");
	const struct department_part *most = NULL;
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		n += t->all[i].kpis > 0 && !t->all[i].is_unlisted;
		if (most == NULL || t->all[i].kpis > most->kpis)
			most = &t->all[i];
	}
	if (n == 0)
		return;
	if (100 * (uint64_t)most->kpis > PERCENT_MOST * (uint64_t)linked)
		diag_put(d, SEV_WARNING, "K210", most->name, PLACE_NONE, remedy,
		         "social is bolted on: %.*s owns %u of the %u KPIs that link, more than 60%%",
		         STR_ARG(most->name), most->kpis, linked);
	else if (n < DEPARTMENTS_LEAST)
		diag_put(d, SEV_WARNING, "K210", most->name, PLACE_NONE, remedy,
		         "social is bolted on: only %.*s own%s KPIs that link", STR_ARG(owners(a, t, n)),
		         n == 1 ? "s" : "");
}

static void list_departments(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	struct departments t = { .n = 0 };

	t.all = ARENA_ARRAY(a, f->ws->n_departments + o->n_kpis + o->n_goals + 1, struct department_part);
	for (size_t i = 0; i < f->ws->n_departments; i++)
		find_department(&t, f->ws->departments[i]);
	for (size_t i = 0; i < o->n_goals; i++)
		if (o->strategy.lamps[i].is_lit && o->goals[i].goal->department.n > 0)
			find_department(&t, o->goals[i].goal->department)->objectives++;
	for (size_t i = 0; i < o->n_kpis; i++) {
		if (!kpi_links(&o->kpis[i]))
			continue;
		o->strategy.linked_kpis++;
		if (kpi_department(&o->kpis[i]).n > 0)
			find_department(&t, kpi_department(&o->kpis[i]))->kpis++;
	}
	for (size_t i = 0; i < t.n; i++)
		t.all[i].is_unlisted = department_is_unlisted(f->ws, t.all[i].name);
	report_departments(&t, o->strategy.linked_kpis, a, d);
	o->strategy.departments = t.all;
	o->strategy.n_departments = t.n;
}

void strategy_takers(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	list_channels(f, o, a, d);
	list_departments(f, o, a, d);
}
