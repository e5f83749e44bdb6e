/* spend.c - what the money spent on social serves, campaign by campaign. */
#include <stdlib.h>
#include "core/cadence.h"
#include "core/links.h"
#include "core/slice.h"
#include "core/spend_cells.h"
#include "core/strategy.h"

/* Parts while they are added up. Sums are wide, so that none of them depends on an order. */
struct gathered {
	struct spend_part part;
	struct str key; /* of a campaign that is not in campaigns.csv: its name as it is compared */
	wide_sum micro, outside;
};

struct gatherer {
	const struct facts *f;
	struct arena *a;
	struct gathered *all;
	size_t n;
	bool overflow;
};

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
	struct str key = snake.n > 0 ? snake : spelling; /* a name of signs alone is a name */
	const struct campaign *c = told_campaign(g->f->told, g->a, spelling);
	struct gathered *new = &g->all[g->n];

	for (size_t i = 0; i < g->n; i++) {
		struct gathered *x = &g->all[i];

		if (x->part.campaign == c && (c != NULL || str_eq(x->key, key)))
			return x;
	}
	g->n++;
	new->key = key;
	new->part = (struct spend_part){ .name = c != NULL ? c->name : spelling, .campaign = c };
	classify(g, &new->part);
	return new;
}

/* Of the cells, those that speak of no day on which the campaign runs. */
static wide_sum outside_dates(const struct gatherer *g, const struct spend_cells *cells,
                              const struct campaign *c)
{
	enum every every = store_series(g->f->store, cells->series)->every;
	bool is_window = slice_has_window(g->f, cells->series);
	wide_sum sum = 0;
	struct cell_walk w;
	int32_t day;
	int64_t micro;

	store_walk(&w, g->f->store, cells->series, cells->from, cells->to);
	while (store_next(&w, &day, &micro)) {
		int32_t first = is_window ? cells->from : cadence_first(every, day);

		if ((c->start != DAY_NONE && day < c->start) || (c->end != DAY_NONE && first > c->end))
			sum += micro;
	}
	return sum;
}

static void add_cells(struct gatherer *g, const struct spend_cells *c)
{
	struct gathered *x = part_of(g, store_series(g->f->store, c->series)->campaign);

	g->overflow = g->overflow || c->overflow;
	x->micro += c->micro;
	if (x->part.campaign != NULL)
		x->outside += outside_dates(g, c, x->part.campaign);
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
	size_t n = 0;

	for (size_t i = 0; i < t->n_campaigns; i++)
		if (str_is_slip(name, t->campaigns[i].name)) /* Spring 25 is not Spring 26 */
			names[n++] = t->campaigns[i].name;
	if (str_nearest(name, names, n, &near, 1) == 0)
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

/* --- by channel, and as shares */

struct channel_sum {
	sym channel;
	bool overflow;
	wide_sum micro;
};

static struct channel_sum *sum_of(struct channel_sum *all, size_t *n, sym channel)
{
	for (size_t i = 0; i < *n; i++)
		if (all[i].channel == channel)
			return &all[i];
	all[*n] = (struct channel_sum){ .channel = channel };
	return &all[(*n)++];
}

static void settle_channels(const struct facts *f, const struct spend_cells *cells, size_t n_cells,
                            struct arena *a, struct spend *out)
{
	struct channel_sum *sums = ARENA_ARRAY(a, n_cells + 1, struct channel_sum);
	struct channel_spend *all = ARENA_ARRAY(a, n_cells + 1, struct channel_spend);
	size_t n = 0, n_all = 0;

	for (size_t i = 0; i < n_cells; i++) {
		struct channel_sum *x;

		if (cells[i].fate != SPEND_COUNTED)
			continue;
		x = sum_of(sums, &n, store_series(f->store, cells[i].series)->channel);
		x->overflow = x->overflow || cells[i].overflow;
		x->micro += cells[i].micro;
	}
	for (size_t i = 0; i < n; i++) {
		all[n_all].channel = sums[i].channel;
		n_all += wide_fits(sums[i].micro, &all[n_all].micro) && !sums[i].overflow;
	}
	out->channels = all;
	out->n_channels = n_all;
}

bool spend_has_shares(const struct spend *s)
{
	bool has = s->is_judged && !s->overflow && s->all > 0;

	for (int i = 0; i < SERVES__N; i++)
		has = has && s->by[i] >= 0;
	return has;
}

bool spend_of_channel(const struct spend *s, sym channel, int64_t *micro)
{
	for (size_t i = 0; i < s->n_channels; i++) {
		if (s->channels[i].channel != channel)
			continue;
		*micro = s->channels[i].micro;
		return true;
	}
	return false;
}

void strategy_spend(const struct facts *f, struct outcome *o, struct arena *a, struct diag *d)
{
	struct gatherer g = { .f = f, .a = a };
	struct spend *out = &o->strategy.spend;
	size_t n;
	const struct spend_cells *cells = spend_cells_list(f, a, &n);

	out->is_judged = f->told != NULL && f->told->has_campaigns;
	g.all = ARENA_ARRAY(a, n + 1, struct gathered);
	for (size_t i = 0; i < n; i++)
		if (cells[i].fate == SPEND_COUNTED)
			add_cells(&g, &cells[i]);
	settle(&g, out);
	settle_channels(f, cells, n, a, out);
	report(&g, out, d);
	spend_cells_report(f, cells, n, a, d);
}
