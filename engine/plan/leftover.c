/* leftover.c - the social metrics that serve no goal, largest first, and how all of them add up. */
#include <stdlib.h>
#include "plan/sheets.h"

struct str metric_label(const struct plan *p, const struct metric_state *m)
{
	if (m->def != NULL && m->def->name.n > 0)
		return m->def->name;
	return intern_str(p->f->model->names, m->metric);
}

double metric_size(const struct metric_state *m)
{
	return m->figure.has ? m->figure.value : m->figure.has_bounds ? m->figure.high : 0;
}

/* Only counts can be laid side by side; money, ratios and what is not known come after them. */
static bool is_count(const struct metric_state *m)
{
	bool counts = m->def == NULL || m->def->unit == UNIT_COUNT || m->def->unit == UNIT_PEOPLE;

	return counts && (m->figure.has || m->figure.has_bounds);
}

/* Outcome's order is by the metric's text, so addresses settle ties the same way each time. */
static int by_size(const void *x, const void *y)
{
	const struct metric_state *a = *(const struct metric_state *const *)x;
	const struct metric_state *b = *(const struct metric_state *const *)y;

	if (is_count(a) != is_count(b))
		return is_count(a) ? -1 : 1;
	if (metric_size(a) < metric_size(b) || metric_size(a) > metric_size(b))
		return metric_size(a) > metric_size(b) ? -1 : 1;
	return a < b ? -1 : a > b;
}

const struct metric_state **plan_left_over(const struct plan *p, size_t *n)
{
	size_t all = p->o->n_metrics;
	const struct metric_state **list =
	    ARENA_ARRAY(p->pen.a, all > 0 ? all : 1, const struct metric_state *);

	*n = 0;
	for (size_t i = 0; i < all; i++) {
		const struct metric_state *m = &p->o->metrics[i];

		if (m->kind == KIND_SOCIAL && m->cells > 0
		    && (m->state == STATE_UNLINKED || m->state == STATE_UNKNOWN))
			list[(*n)++] = m;
	}
	qsort(list, *n, sizeof *list, by_size);
	return list;
}

struct str plan_size_words(struct plan *p, const struct metric_state *m)
{
	struct arena *a = p->pen.a;
	struct scale s;

	if (!is_count(m))
		return STR_NONE;
	s = scale_of(a, UNIT_COUNT, STR_NONE, metric_size(m), true);
	if (m->figure.has)
		return scale_words(a, &s, m->figure.value);
	return str_fmt(a, "at most %.*s", STR_ARG(scale_words(a, &s, m->figure.high)));
}

struct state_count plan_count_states(const struct plan *p)
{
	struct state_count c = { 0 };

	for (size_t i = 0; i < p->o->n_metrics; i++) {
		const struct metric_state *m = &p->o->metrics[i];

		if (m->kind != KIND_SOCIAL || m->cells == 0)
			continue;
		c.metrics[m->state]++;
		c.cells[m->state] += m->cells;
		c.all_cells += m->cells;
		c.partial += m->is_partial;
	}
	return c;
}

/* "Of 35 social metrics seen 14 serve a goal, 2 serve one in part, 15 serve none, 1 is unknown to the model; 3 are
 * context: .." */
struct str say_states(struct plan *p)
{
	struct state_count c = plan_count_states(p);
	const struct headline *h = &p->o->headline;
	size_t unknown = c.metrics[STATE_UNKNOWN], banned = c.metrics[STATE_BANNED],
	       context = c.metrics[STATE_CONTEXT], none = c.metrics[STATE_UNLINKED] - c.partial;
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	if (h->social_seen == 0)
		return STR("No social metric was seen in the period.");
	strbuf_fmt(&b, "Of %u social metric%s seen %u serve%s a goal", h->social_seen,
	           h->social_seen == 1 ? "" : "s", h->serve, h->serve == 1 ? "s" : "");
	if (c.partial > 0)
		strbuf_fmt(&b, ", %zu serve%s one in part", c.partial, c.partial == 1 ? "s" : "");
	strbuf_fmt(&b, ", %zu serve%s none", none, none == 1 ? "s" : "");
	if (unknown > 0)
		strbuf_fmt(&b, ", %zu %s unknown to the model", unknown, unknown == 1 ? "is" : "are");
	if (banned > 0)
		strbuf_fmt(&b, ", %zu %s banned", banned, banned == 1 ? "is" : "are");
	if (context > 0)
		strbuf_fmt(&b, "; %zu %s context: inputs and bases, never an achievement", context,
		           context == 1 ? "is" : "are");
	strbuf_addc(&b, '.');
	return strbuf_str(&b);
}
