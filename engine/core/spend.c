/* spend.c - what the money spent on social serves, campaign by campaign. */
#include <stdlib.h>
#include "core/cadence.h"
#include "core/links.h"
#include "core/strategy.h"

/* Parts while they are added up. Sums are wide, so that none of them depends on an order. */
struct gathered {
	struct spend_part part;
	struct str snake; /* of a campaign that is not in campaigns.csv */
	wide_sum micro, outside;
};

struct gatherer {
	const struct facts *f;
	struct arena *a;
	int32_t last; /* min(period end, as-of) */
	struct gathered *all;
	size_t n;
	bool overflow;
};

/* --- what is spend */

static bool is_spend(const struct metric *m)
{
	return m != NULL && m->kind == KIND_SOCIAL && m->level == LEVEL_INPUT && m->unit == UNIT_CURRENCY
	       && m->over_time == TIME_SUM && m->opening_of == 0;
}

static int32_t last_day(const struct facts *f)
{
	return f->as_of < f->period.last ? f->as_of : f->period.last;
}

static bool is_seen(const struct facts *f, sym metric)
{
	for (size_t i = 0; i < store_count(f->store); i++) {
		const struct series *s = store_series(f->store, i);

		if (s->metric == metric && s->is_owner && f->period.first <= last_day(f)
		    && store_total(f->store, i, f->period.first, last_day(f)).n > 0)
			return true;
	}
	return false;
}

/* A total that holds other spend metrics would count them twice; the finer ones name campaigns. */
static bool holds_seen(const struct facts *f, const struct metric *m)
{
	for (size_t i = 0; i < m->n_includes; i++)
		if (m->includes[i] != m->id && is_spend(model_metric(f->model, m->includes[i]))
		    && is_seen(f, m->includes[i]))
			return true;
	return false;
}

static bool is_spend_series(const struct facts *f, const struct series *s)
{
	const struct metric *m = model_metric(f->model, s->metric);

	return s->is_owner && s->n_cells > 0 && is_spend(m) && !holds_seen(f, m);
}

bool spend_of_channel(const struct facts *f, sym channel, int64_t *micro)
{
	wide_sum sum = 0;
	bool any = false;

	for (size_t i = 0; i < store_count(f->store) && f->period.first <= last_day(f); i++) {
		const struct series *s = store_series(f->store, i);
		struct span_total t;

		if (s->channel != channel || !is_spend_series(f, s))
			continue;
		t = store_total(f->store, i, f->period.first, last_day(f));
		if (t.overflow)
			return false;
		any = any || t.n > 0;
		sum += t.sum;
	}
	return any && wide_fits(sum, micro);
}

/* --- by campaign */

/* What a campaign of this spelling serves, in words. */
static void classify(const struct gatherer *g, struct spend_part *p)
{
	const struct goal *goal = p->campaign != NULL ? p->campaign->goal : NULL;
	bool is_judged = g->f->told != NULL && g->f->told->has_campaigns;

	p->goal = goal != NULL ? goals_business(goal) : NULL;
	if (p->name.n == 0) {
		p->serves = SERVES_UNASSIGNED;
		p->because = STR("its rows name no campaign");
	} else if (p->goal != NULL) {
		p->serves = SERVES_GOAL;
		p->because = p->goal == goal ? STR("campaigns.csv names its objective")
		                             : str_fmt(g->a, "for %.*s, under this goal",
		                                       STR_ARG(link_goal_name(g->f, goal)));
	} else if (goal != NULL) {
		p->serves = SERVES_SOCIAL_ONLY;
		p->because = str_fmt(g->a, "for %.*s, a social goal without a business goal above it",
		                     STR_ARG(link_goal_name(g->f, goal)));
	} else {
		p->serves = SERVES_NOTHING;
		p->because = p->campaign != NULL ? STR("campaigns.csv names no objective")
		             : is_judged         ? STR("it is not in campaigns.csv")
		                                 : STR("there is no campaigns.csv");
	}
}

static struct gathered *part_of(struct gatherer *g, sym campaign)
{
	struct str spelling = intern_str(g->f->model->names, campaign), snake = str_snake(g->a, spelling);
	const struct campaign *c = told_campaign(g->f->told, g->a, spelling);
	struct gathered *new = &g->all[g->n];

	for (size_t i = 0; i < g->n; i++) {
		struct gathered *x = &g->all[i];

		if (x->part.campaign == c && (c != NULL || str_eq(x->snake, snake)))
			return x;
	}
	g->n++;
	new->snake = snake;
	new->part = (struct spend_part){ .name = c != NULL     ? c->name
		                                 : snake.n > 0 ? spelling
		                                               : STR_NONE,
		                         .campaign = c };
	classify(g, &new->part);
	return new;
}

/* Of a series' cells, those that speak of no day on which the campaign runs. */
static wide_sum outside_dates(const struct gatherer *g, size_t series, const struct campaign *c)
{
	enum every every = store_series(g->f->store, series)->every;
	wide_sum sum = 0;
	struct cell_walk w;
	int32_t day;
	int64_t micro;

	store_walk(&w, g->f->store, series, g->f->period.first, g->last);
	while (store_next(&w, &day, &micro))
		if ((c->start != DAY_NONE && day < c->start)
		    || (c->end != DAY_NONE && cadence_first(every, day) > c->end))
			sum += micro;
	return sum;
}

static void add_series(struct gatherer *g, size_t i)
{
	const struct series *s = store_series(g->f->store, i);
	struct gathered *x;
	struct span_total t;

	if (!is_spend_series(g->f, s))
		return;
	t = store_total(g->f->store, i, g->f->period.first, g->last);
	if (t.n == 0)
		return;
	g->overflow = g->overflow || t.overflow;
	x = part_of(g, s->campaign);
	x->micro += t.overflow ? 0 : t.sum;
	if (x->part.campaign != NULL)
		x->outside += outside_dates(g, i, x->part.campaign);
}

static int by_class(const void *x, const void *y)
{
	const struct spend_part *a = x, *b = y;

	if (a->serves != b->serves)
		return a->serves < b->serves ? -1 : 1;
	if (a->micro != b->micro)
		return a->micro > b->micro ? -1 : 1;
	return str_cmp(a->name, b->name);
}

static void settle(struct gatherer *g, struct spend *out)
{
	struct spend_part *parts = ARENA_ARRAY(g->a, g->n + 1, struct spend_part);
	wide_sum all = 0, by[SERVES__N] = { 0 };

	for (size_t i = 0; i < g->n; i++) {
		struct gathered *x = &g->all[i];

		g->overflow = !wide_fits(x->micro, &x->part.micro) || g->overflow;
		g->overflow = !wide_fits(x->outside, &x->part.outside) || g->overflow;
		all += x->micro;
		by[x->part.serves] += x->micro;
		parts[i] = x->part;
	}
	for (int s = 0; s < SERVES__N; s++)
		g->overflow = !wide_fits(by[s], &out->by[s]) || g->overflow;
	out->overflow = !wide_fits(all, &out->all) || g->overflow;
	qsort(parts, g->n, sizeof *parts, by_class);
	out->parts = parts;
	out->n = g->n;
	out->has = g->n > 0;
}

/* --- findings */

static struct str money(const struct gatherer *g, int64_t micro)
{
	struct str currency = g->f->ws->currency;

	return str_fmt(g->a, "%.*s%s%.*s", STR_ARG(num_text(g->a, micro)), currency.n > 0 ? " " : "",
	               STR_ARG(currency));
}

static struct str near_campaign(const struct gatherer *g, struct str name)
{
	const struct told *t = g->f->told;
	struct str *names = ARENA_ARRAY(g->a, t->n_campaigns + 1, struct str), near;

	for (size_t i = 0; i < t->n_campaigns; i++)
		names[i] = t->campaigns[i].name;
	if (str_nearest(name, names, t->n_campaigns, &near, 1) == 0)
		return STR("add a row for it to campaigns.csv, with its objective");
	return str_fmt(g->a,
	               "if it is '%.*s', add it to the aliases of that row; else give it a row of its own",
	               STR_ARG(near));
}

static void report_part(const struct gatherer *g, const struct spend_part *p, struct diag *d)
{
	struct place at = p->campaign != NULL ? p->campaign->objective_at : PLACE_NONE;
	struct str remedy = STR("name the campaign in the export, or export spend by campaign");

	if (p->serves == SERVES_GOAL || p->micro == 0)
		return;
	if (p->campaign != NULL && p->serves == SERVES_NOTHING)
		remedy = STR("name the goal it serves in `objective`, or stop spending");
	else if (p->serves == SERVES_SOCIAL_ONLY)
		remedy =
		    STR("give the goal a business goal as its parent, or the campaign another objective");
	else if (p->serves == SERVES_NOTHING)
		remedy = near_campaign(g, p->name);
	diag_put(d, SEV_WARNING, "K209", p->name, at, remedy, "%.*s of spend%s%.*s%s no business goal: %.*s",
	         STR_ARG(money(g, p->micro)), p->name.n > 0 ? " for '" : "", STR_ARG(p->name),
	         p->name.n > 0 ? "' serves" : " serve", STR_ARG(p->because));
}

static void report_outside(const struct gatherer *g, const struct spend_part *p, struct diag *d)
{
	const struct campaign *c = p->campaign;
	struct str from, to;

	if (c == NULL || p->outside == 0)
		return;
	from = c->start != DAY_NONE ? day_text(g->a, c->start) : STR("its beginning");
	to = c->end != DAY_NONE ? day_text(g->a, c->end) : STR("today");
	diag_put(d, SEV_NOTE, "K209", p->name, c->dates_at,
	         STR("correct its dates, or see what was paid for"),
	         "%.*s of spend for '%.*s' lies outside its dates, %.*s to %.*s",
	         STR_ARG(money(g, p->outside)), STR_ARG(p->name), STR_ARG(from), STR_ARG(to));
}

static void report(const struct gatherer *g, const struct spend *s, struct diag *d)
{
	if (!s->has)
		return;
	if (s->overflow) {
		diag_put(d, SEV_WARNING, "K307", STR("spend"), PLACE_NONE,
		         STR("see whether the values are in the right unit"),
		         "the spend of %.*s is too big to be exact",
		         STR_ARG(period_text(g->a, g->f->period)));
		return;
	}
	if (!s->is_judged) {
		diag_put(d, SEV_NOTE, "K209", STR_NONE, g->f->ws->at,
		         STR("add `campaigns: campaigns.csv`, with the objective of each campaign"),
		         "nobody says what %.*s of spend serves", STR_ARG(money(g, s->all)));
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		report_part(g, &s->parts[i], d);
		report_outside(g, &s->parts[i], d);
	}
}

void strategy_spend(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	struct gatherer g = { .f = f, .a = a, .last = last_day(f) };
	struct spend *out = &o->strategy.spend;

	out->is_judged = f->told != NULL && f->told->has_campaigns;
	g.all = ARENA_ARRAY(a, store_count(f->store) + 1, struct gathered);
	for (size_t i = 0; i < store_count(f->store) && f->period.first <= g.last; i++)
		add_series(&g, i);
	settle(&g, out);
	report(&g, out, d);
}
