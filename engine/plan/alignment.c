/* alignment.c - Alignment: every metric, the state it is in and why. */
#include <stdlib.h>
#include "core/links.h"
#include "plan/sheets.h"

#define PARTLY "partly linked" /* as the table says it; the state is unlinked */

enum { STATE_COL, METRIC_COL, BECAUSE_COL, INSTEAD_COL, KIND_COL, VALUE_COL, PARTS_COL, N_COLS };

/* The fixed order of the state table, and what each says. */
static const struct state_row {
	enum state state;
	bool is_partly; /* those of the state that are linked on some channels */
	const char *means;
} state_rows[] = {
	{ STATE_LINKED, false, "an evidence or leading KPI measures it" },
	{ STATE_UNLINKED, true, "a KPI measures some of it, not all: see Because" },
	{ STATE_UNLINKED, false, "counted, but no KPI measures any of it: see Because" },
	{ STATE_UNKNOWN, false, "not in the model's catalogue: name it or leave it out" },
	{ STATE_CONTEXT, false, "an input (spend, hours); shown, never an achievement" },
	{ STATE_BANNED, false, "the model forbids it" },
};
/* Rows so high that they leave room for a chart beside them. */
enum { N_ROWS = sizeof state_rows / sizeof *state_rows, STATE_POINTS = 24 };

static struct str subtitle(struct plan *p)
{
	struct arena *a = p->pen.a;
	const struct headline *h = &p->o->headline;
	struct state_count c = plan_count_states(p);
	size_t n_left;
	const struct metric_state **left = plan_left_over(p, &n_left);
	struct strbuf b;

	strbuf_init(&b, a, 0);
	if (h->social_seen == 0)
		return STR("No social metric was seen in the period.");
	if (p->b->scope != NULL)
		strbuf_addz(&b, "Of the whole company: ");
	strbuf_fmt(&b, "%.*s%% of metrics, %.*s%% of cells.",
	           STR_ARG(number_words(a, 100.0 * h->serve / h->social_seen, 0)),
	           STR_ARG(number_words(a, 100.0 * (double)c.cells[STATE_LINKED] / (double)c.all_cells, 0)));
	if (n_left > 0 && plan_size_words(p, left[0]).n > 0)
		strbuf_fmt(&b, " The largest left over is %.*s: %.*s in %.*s.",
		           STR_ARG(metric_label(p, left[0])), STR_ARG(plan_size_words(p, left[0])),
		           STR_ARG(p->now));
	return strbuf_str(&b);
}

/* "19 + 14 + 4 + 5 + 2 = 44" */
static void put_sum(struct plan *p, const size_t *n)
{
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	for (size_t i = 0; i < N_ROWS; i++)
		strbuf_fmt(&b, "%s%zu", i > 0 ? " + " : "", n[i]);
	strbuf_fmt(&b, " = %u: every social metric seen in the period is in exactly one row above.",
	           p->o->headline.social_seen);
	pen_prose(&p->pen, LOOK_SMALL, strbuf_str(&b));
}

static const char *row_name(const struct state_row *r)
{
	return r->is_partly ? PARTLY : state_names[r->state];
}

static size_t row_count(const struct state_row *r, const struct state_count *c)
{
	if (r->is_partly)
		return c->partial;
	return r->state == STATE_UNLINKED ? c->metrics[r->state] - c->partial : c->metrics[r->state];
}

static struct str count_formula(struct arena *a, const char *name)
{
	return str_fmt(a, "=COUNTIFS(alignment[Kind],\"%s\",alignment[State],\"%s\")",
	               kind_names[KIND_SOCIAL], name);
}

/* The headline's share, as a formula that can be followed. */
static void put_index(struct plan *p)
{
	struct arena *a = p->pen.a;
	const struct headline *h = &p->o->headline;
	double share = h->social_seen > 0 ? (double)h->serve / h->social_seen : 0;

	if (h->social_seen == 0)
		return;
	pen_text(&p->pen, STATE_COL, LOOK_STRONG, STR("index"));
	pen_name(&p->pen, METRIC_COL, "", STR("alignment_index"));
	pen_formula(&p->pen, METRIC_COL, LOOK_NUMBER_STRONG,
	            str_fmt(a, "%.*s/SUM(alignment_states[Metrics])",
	                    STR_ARG(count_formula(a, state_names[STATE_LINKED]))),
	            share, STR("0.0%"), str_fmt(a, "%.*s%%", STR_ARG(number_words(a, 100 * share, 1))));
	pen_span(&p->pen, BECAUSE_COL, N_COLS - BECAUSE_COL, LOOK_CELL,
	         STR("the alignment index: social metrics that serve a goal, of all that were seen"));
	p->pen.row++;
}

static void put_states(struct plan *p)
{
	const struct column columns[] = { { STR("State"), false },
		                          { STR("Metrics"), true },
		                          { STR("What it means"), false } };
	size_t n[N_ROWS];
	struct str names[N_ROWS];
	struct state_count c = plan_count_states(p);

	pen_table(&p->pen, STR("alignment_states"), columns, 3, false);
	for (size_t i = 0; i < N_ROWS; i++) {
		const struct state_row *r = &state_rows[i];
		bool is_linked = r->state == STATE_LINKED;

		n[i] = row_count(r, &c);
		names[i] = str_of(row_name(r));
		pen_high(&p->pen, STATE_POINTS);
		pen_text(&p->pen, STATE_COL, is_linked ? LOOK_STRONG : LOOK_CELL, names[i]);
		pen_formula(&p->pen, METRIC_COL, is_linked ? LOOK_NUMBER_STRONG : LOOK_NUMBER,
		            count_formula(p->pen.a, row_name(r)), (double)n[i], STR("#,##0"),
		            number_words(p->pen.a, (double)n[i], 0));
		pen_text(&p->pen, BECAUSE_COL, LOOK_CELL, str_of(r->means));
		p->pen.row++;
	}
	pen_table_end(&p->pen);
	plan_state_bars(p, names, n, N_ROWS, STATE_POINTS);
	put_index(p);
	put_sum(p, n);
}

/* Lost since last period first; then social by state, then business, then what was not seen. */
static int rank(const struct metric_state *m)
{
	static const int order[] = {
		[STATE_UNLINKED] = 1, [STATE_UNKNOWN] = 2, [STATE_BANNED] = 3,
		[STATE_CONTEXT] = 4,  [STATE_LINKED] = 5,  [STATE_UNUSED] = 6,
	};
	int base = m->kind == KIND_SOCIAL ? 0 : 10;

	if (m->cells == 0)
		return m->prior_cells > 0 ? 0 : 30 + base;
	return base + order[m->state];
}

/* Outcome's order is by the metric's text, so addresses settle ties the same way each time. */
static int by_rank(const void *x, const void *y)
{
	const struct metric_state *a = *(const struct metric_state *const *)x;
	const struct metric_state *b = *(const struct metric_state *const *)y;

	if (rank(a) != rank(b))
		return rank(a) < rank(b) ? -1 : 1;
	if (metric_size(a) < metric_size(b) || metric_size(a) > metric_size(b))
		return metric_size(a) > metric_size(b) ? -1 : 1;
	return a < b ? -1 : a > b;
}

static struct str channels(struct plan *p, const struct metric_state *m)
{
	const struct intern *names = p->f->model->names;
	struct strbuf b;
	sym last = 0;

	strbuf_init(&b, p->pen.a, 0);
	for (size_t i = 0; i < m->n_series; i++) {
		sym c = store_series(p->f->store, p->o->series[m->first_series + i].series)->channel;

		if (c == last || c == 0)
			continue;
		strbuf_fmt(&b, "%s%.*s", b.n > 0 ? ", " : "", STR_ARG(intern_str(names, c)));
		last = c;
	}
	return strbuf_str(&b);
}

/* The KPI that would link the metric, were there a business goal above its social one; or NULL. */
static const struct kpi_outcome *astray(const struct plan *p, sym metric)
{
	for (size_t i = 0; i < p->o->n_kpis; i++) {
		const struct kpi_outcome *k = &p->o->kpis[i];

		if (k->goal == NULL && k->own_goal != NULL && k->kpi->role != ROLE_DIAGNOSTIC
		    && link_measures(p->f->model, k->kpi, metric))
			return k;
	}
	return NULL;
}

static struct str because(struct plan *p, const struct metric_state *m)
{
	const struct kpi_outcome *k;
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	if (m->is_partial && m->parts.n > 0)
		strbuf_fmt(&b, "Partly linked: %.*s", STR_ARG(m->parts));
	else if (m->state == STATE_UNLINKED && (k = astray(p, m->metric)) != NULL)
		strbuf_fmt(&b,
		           "%.*s measures it for %.*s, a social goal without a business goal above it: that "
		           "serves nothing%s%.*s",
		           STR_ARG(kpi_label(p->f->model, k->kpi)),
		           STR_ARG(goal_label(p->f->model, k->own_goal)), m->because.n > 0 ? ". " : "",
		           STR_ARG(m->because));
	else
		strbuf_add(&b, m->because);
	if (m->base_of.n > 0)
		strbuf_fmt(&b, "; also the base of %.*s", STR_ARG(m->base_of));
	return strbuf_str(&b);
}

/* The KPI's name where the model names a KPI, else its words. */
static struct str ask_instead(struct plan *p, const struct metric_state *m)
{
	const struct kpi *k;
	sym id;

	if (m->state == STATE_UNKNOWN)
		return STR("name it in the model");
	if (m->state == STATE_LINKED || m->state == STATE_UNUSED || m->state == STATE_CONTEXT)
		return STR_NONE;
	if (m->ask_instead.n == 0)
		return STR("none named");
	k = intern_has(p->f->model->names, m->ask_instead, &id) ? model_kpi(p->f->model, id) : NULL;
	return k ? kpi_label(p->f->model, k) : m->ask_instead;
}

static void put_value(struct plan *p, const struct metric_state *m)
{
	struct arena *a = p->pen.a;
	const struct figure *f = &m->figure;
	struct scale s =
	    scale_of(a, m->def ? m->def->unit : UNIT_COUNT, p->f->ws->currency, metric_size(m), false);

	if (s.unit == UNIT_CURRENCY) /* in full: length shows size */
		s = scale_of(a, UNIT_CURRENCY, p->f->ws->currency, 1000, false);
	if (f->has)
		pen_number(&p->pen, VALUE_COL, LOOK_NUMBER, f->value, scale_format(a, &s, false),
		           scale_words(a, &s, f->value));
	else if (f->has_bounds)
		pen_text(&p->pen, VALUE_COL, LOOK_NUMBER_MUTED, scale_range_words(a, &s, f->low, f->high));
	else
		pen_none(&p->pen, VALUE_COL);
}

static void put_metric(struct plan *p, const struct metric_state *m)
{
	struct arena *a = p->pen.a;
	struct str why = because(p, m), parts = channels(p, m), ask = ask_instead(p, m);
	bool has_ask =
	    ask.n > 0 && m->state != STATE_LINKED && m->state != STATE_UNUSED && m->state != STATE_CONTEXT;

	if (m->cells == 0)
		why = m->prior_cells > 0
		          ? str_fmt(a, "Had %.*s in %.*s and has none now",
		                    STR_ARG(str_count(a, m->prior_cells, "cell")), STR_ARG(p->prior))
		          : str_fmt(a, "Not seen in %.*s; last on %.*s", STR_ARG(p->now),
		                    STR_ARG(m->last_day != DAY_NONE ? day_words(a, m->last_day)
		                                                    : STR("no day")));
	pen_text(&p->pen, STATE_COL, LOOK_CELL,
	         m->cells == 0   ? STR("not seen")
	         : m->is_partial ? STR(PARTLY)
	                         : str_of(state_names[m->state]));
	p->alignment_rows[m - p->o->metrics] = p->pen.row;
	plan_metric_link(p, METRIC_COL, LOOK_LINK_STRONG, metric_label(p, m), m->metric);
	pen_text(&p->pen, BECAUSE_COL, why.n > 0 ? LOOK_CELL : LOOK_MUTED, why);
	pen_text(&p->pen, INSTEAD_COL, has_ask ? LOOK_CELL : LOOK_MUTED, ask);
	pen_text(&p->pen, KIND_COL, LOOK_CELL, str_of(kind_names[m->kind]));
	put_value(p, m);
	pen_text(&p->pen, PARTS_COL, parts.n > 0 ? LOOK_CELL : LOOK_MUTED, parts);
	p->pen.row++;
}

static void put_metrics(struct plan *p)
{
	const struct column columns[N_COLS] = {
		[STATE_COL] = { STR("State"), false },     [METRIC_COL] = { STR("Metric"), false },
		[BECAUSE_COL] = { STR("Because"), false }, [INSTEAD_COL] = { STR("Measure instead"), false },
		[KIND_COL] = { STR("Kind"), false },       [VALUE_COL] = { p->now, true },
		[PARTS_COL] = { STR("Channels"), false },
	};
	size_t n = p->o->n_metrics;
	const struct metric_state **list = ARENA_ARRAY(p->pen.a, n > 0 ? n : 1, const struct metric_state *);

	for (size_t i = 0; i < n; i++)
		list[i] = &p->o->metrics[i];
	qsort(list, n, sizeof *list, by_rank);
	pen_prose(&p->pen, LOOK_SECTION, STR("Every metric"));
	p->pen.s->has_repeat = true;
	p->pen.s->repeat_first = p->pen.s->repeat_last = p->pen.row;
	pen_expect(&p->pen, n);
	pen_table(&p->pen, STR("alignment"), columns, N_COLS, true);
	for (size_t i = 0; i < n; i++)
		put_metric(p, list[i]);
	pen_table_end(&p->pen);
}

void plan_alignment(struct plan *p)
{
	struct arena *a = p->pen.a;
	const uint32_t pixels[N_COLS] = { 86, 176, 306, 176, 66, 84, 164 };
	const struct headline *h = &p->o->headline;
	struct str title = str_fmt(a, "Alignment: %u of %.*s %s a goal", h->serve,
	                           STR_ARG(str_count(a, h->social_seen, "social metric")),
	                           h->serve == 1 ? "serves" : "serve");

	if (h->has_prior)
		title = str_fmt(a, "%.*s (was %u of %u)", STR_ARG(title), h->prior_serve, h->prior_seen);
	pen_sheet(&p->pen, STR("Alignment"), pixels, N_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, title, subtitle(p));
	put_states(p);
	plan_takers(p);
	put_metrics(p); /* last: its headings are repeated on every page after it */
}
