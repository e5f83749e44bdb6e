/* bars.c - bar charts: the scores of the objectives, and the social metrics by state (WORKBOOK 11). */
#include "plan/sheets.h"

enum { MOST_BARS = 24, NAME_CHARS = 44, HEAD_PIXELS = 84, BAR_PIXELS = 22 };
/* Over its table Scorecard has no room; one row of up to 409 points holds the chart, so that no page cuts it. */
enum { SCORE_PIXELS = 860, STATE_COL = 3 };
enum { LINKED = 0x12395B, OTHER = 0x7D8996 };

/* --- scores of the objectives */

/* Fill and ink of a status, as its cells have them; met and grey are pale, so each bar has an outline. */
static void set_colours(struct chart_bar *b, enum status s)
{
	const struct look_rule *r = &look_rules[status_look(s)];

	b->fill = r->fill != 0 ? r->fill : 0xFFFFFF;
	b->ink = s == STATUS_RED ? r->fill : r->ink;
}

static bool is_drawn(const struct plan *p, const struct goal_outcome *g)
{
	return goal_is_listed(p, g) && g->has_score;
}

/* Objectives with a score, the lowest first. */
static const struct goal_outcome **by_score(const struct plan *p, size_t *n)
{
	const struct goal_outcome **list =
	    ARENA_ARRAY(p->pen.a, p->o->n_goals + 1, const struct goal_outcome *);

	*n = 0;
	for (size_t i = 0; i < p->o->n_goals; i++) {
		const struct goal_outcome *g = &p->o->goals[i];
		size_t at = *n;

		if (!is_drawn(p, g))
			continue;
		for (; at > 0 && list[at - 1]->score > g->score; at--)
			list[at] = list[at - 1];
		list[at] = g;
		++*n;
	}
	return list;
}

static struct str short_name(struct plan *p, struct str name)
{
	return utf8_count(name) > NAME_CHARS
	           ? str_fmt(p->pen.a, "%.*s\u2026", STR_ARG(utf8_head(name, NAME_CHARS)))
	           : name;
}

/* "2 of 5 scored objectives are short of target; Be known scores lowest, 56.0" */
static struct str say_scores(struct plan *p, const struct goal_outcome **list, size_t n)
{
	struct arena *a = p->pen.a;
	bool is_pace = p->o->as_of < p->o->period.last;
	size_t n_behind = 0, n_judged = 0;
	struct str lowest = str_fmt(a, "%.*s scores lowest, %.*s",
	                            STR_ARG(short_name(p, goal_label(p->f->model, list[0]->goal))),
	                            STR_ARG(number_words(a, list[0]->score, 1)));

	for (size_t i = 0; i < n; i++) {
		n_judged += list[i]->status != STATUS_GREY;
		n_behind += list[i]->status == STATUS_AMBER || list[i]->status == STATUS_RED;
	}
	if (n == 1)
		return str_fmt(a, "%.*s scores %.*s: %.*s",
		               STR_ARG(short_name(p, goal_label(p->f->model, list[0]->goal))),
		               STR_ARG(number_words(a, list[0]->score, 1)),
		               STR_ARG(status_lower(a, list[0]->status, list[0]->grey, list[0]->is_pace)));
	if (n_judged == 0)
		return str_fmt(a, "No score gives a colour yet; %.*s", STR_ARG(lowest));
	if (n_behind == 0)
		return str_fmt(a, "Every judged objective is %s; %.*s", is_pace ? "on pace" : "on target",
		               STR_ARG(lowest));
	return str_fmt(a, "%zu of %zu judged objectives %s %s; %.*s", n_behind, n_judged,
	               n_behind == 1 ? "is" : "are", is_pace ? "behind pace" : "short of target",
	               STR_ARG(lowest));
}

static void put_scores(struct plan *p, const struct goal_outcome **list, size_t n, uint32_t row,
                       struct chart_bar *bars)
{
	struct arena *a = p->pen.a;
	uint32_t at = p->pen.row, col = p->pen.s->n_cols;

	for (size_t i = 0; i < n; i++) {
		const struct goal_outcome *g = list[i];
		struct str score = number_words(a, g->score, 1);

		p->pen.row = row + (uint32_t)i;
		pen_text(&p->pen, col, LOOK_DATA, short_name(p, goal_label(p->f->model, g->goal)));
		pen_number(&p->pen, col + 1, LOOK_NUMBER, g->score, STR("0.0"), score);
		bars[i].label = str_fmt(a, "%.*s  %.*s", STR_ARG(score),
		                        STR_ARG(status_word(g->status, g->grey, g->is_pace)));
		set_colours(&bars[i], g->status);
	}
	p->pen.row = at;
}

void plan_score_bars(struct plan *p, uint32_t row)
{
	struct arena *a = p->pen.a;
	size_t n, all;
	const struct goal_outcome **list = by_score(p, &all);
	struct chart c = { .row = p->pen.row,
		           .pixels_wide = SCORE_PIXELS,
		           .data_row = row,
		           .data_col = p->pen.s->n_cols,
		           .max = 100,
		           .step = 100.0 / 3,
		           .format = STR("0"),
		           .scale = STR("Score: 33 on the red line, 67 on target, 100 as far beyond it") };
	struct chart_bar *bars;

	n = all < MOST_BARS ? all : MOST_BARS;
	if (n == 0)
		return;
	bars = ARENA_ARRAY(a, n, struct chart_bar);
	put_scores(p, list, n, row, bars);
	c.n_points = (uint32_t)n;
	c.bars = bars;
	if (n < all)
		c.scale = str_fmt(a, "The %zu lowest of %zu. %.*s", n, all, STR_ARG(c.scale));
	c.pixels_high = HEAD_PIXELS + BAR_PIXELS * (uint32_t)n;
	c.title = pen_safe(&p->pen, say_scores(p, list, all));
	c.alt =
	    str_fmt(a,
	            "Bar chart of the scores of %zu %s, lowest first. %.*s. Lines at 33, the red line, and "
	            "67, the target. Each score stands on the objective's sheet.",
	            n, n == 1 ? "objective" : "objectives", STR_ARG(c.title));
	pen_chart(&p->pen, &c);
	p->pen.s->hidden_first = p->pen.s->n_cols;
	p->pen.s->n_hidden = 2;
	pen_skip(&p->pen, (double)c.pixels_high * 0.75 + 6);
}

/* --- metrics by state */

enum { SERVE, PARTLY, NONE }; /* the first states */

/* "40% of social metrics serve a goal, 6% partly, 43% not": one line of the chart */
static struct str say_shares(struct arena *a, const size_t *n, double all)
{
	struct str share[NONE + 1];

	for (size_t i = 0; i <= NONE; i++)
		share[i] = number_words(a, 100 * (double)n[i] / all, 0);
	if (n[PARTLY] == 0)
		return str_fmt(a, "%.*s%% of social metrics serve a goal, %.*s%% serve none",
		               STR_ARG(share[SERVE]), STR_ARG(share[NONE]));
	return str_fmt(a, "%.*s%% of social metrics serve a goal, %.*s%% partly, %.*s%% not",
	               STR_ARG(share[SERVE]), STR_ARG(share[PARTLY]), STR_ARG(share[NONE]));
}

void plan_state_bars(struct plan *p, const struct str *names, const size_t *n, size_t n_states, double points)
{
	struct arena *a = p->pen.a;
	const struct table *t = &p->pen.s->tables[p->pen.s->n_tables - 1];
	struct chart_bar *bars = ARENA_ARRAY(a, n_states, struct chart_bar);
	struct chart c = {
		.row = t->row, .col = STATE_COL, .data_row = t->row + 1, .n_points = (uint32_t)n_states
	};
	double all = (double)p->o->headline.social_seen, most = 0;
	struct strbuf says;

	for (uint32_t i = STATE_COL; i < p->pen.s->n_cols; i++)
		c.pixels_wide += p->pen.s->col_pixels[i];
	strbuf_init(&says, a, 0);
	for (size_t i = 0; i < n_states; i++) {
		bars[i] = (struct chart_bar){ number_words(a, (double)n[i], 0), i == 0 ? LINKED : OTHER,
			                      i == 0 ? LINKED : OTHER };
		most = (double)n[i] > most ? (double)n[i] : most;
		strbuf_fmt(&says, "%s%.*s %zu", i > 0 ? ", " : "", STR_ARG(names[i]), n[i]);
	}
	if (!(all > 0))
		return;
	chart_axis(0, most, &c.min, &c.max, &c.step);
	c.bars = bars;
	c.format = STR("#,##0");
	c.pixels_high = (uint32_t)(points * (double)n_states / 0.75);
	c.title = say_shares(a, n, all);
	c.alt =
	    str_fmt(a,
	            "Bar chart of social metrics by state. %.*s: %.*s. The table beside it has all values.",
	            STR_ARG(c.title), STR_ARG(strbuf_str(&says)));
	pen_chart(&p->pen, &c);
}
