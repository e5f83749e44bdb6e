/* changes.c - Changes: what is not as it was reported, and what is not as it was in the period before. */
#include <math.h>
#include "plan/sheets.h"

enum { WHAT_COL, OF_COL, PERIOD_COL, THEN_COL, NOW_COL, WHY_COL, N_COLS };

static const char *const titles[CHANGE__N] = {
	[CHANGE_RESTATED] = "Restated",
	[CHANGE_TARGET] = "Target moved",
	[CHANGE_DEFINITION] = "Definition",
	[CHANGE_MATURED] = "Matured",
	[CHANGE_INPUT_GONE] = "File gone",
	[CHANGE_MODEL] = "Model",
	[CHANGE_STATUS] = "Status",
	[CHANGE_NEW] = "New",
	[CHANGE_GONE] = "Gone",
	[CHANGE_STATE] = "Alignment",
};

static bool is_of_report(const struct change *c)
{
	return c->kind < CHANGE_MODEL;
}

/* What people call it, else its id. */
static struct str label_of(const struct plan *p, const struct change *c)
{
	const struct model *m = p->f->model;
	sym id;

	if (c->about == ABOUT_INPUT || c->about == ABOUT_MODEL || !intern_has(m->names, c->subject, &id))
		return c->subject;
	if (c->about == ABOUT_KPI)
		return model_kpi(m, id) ? kpi_label(m, model_kpi(m, id)) : c->subject;
	if (c->about == ABOUT_GOAL)
		return goals_find(p->f->goals, id) ? goal_label(m, goals_find(p->f->goals, id)) : c->subject;
	return model_metric_label(m, id);
}

/* A status of the page's words; what is no status, as it is. */
static struct str in_words(struct plan *p, const struct change *c, struct str s, bool is_pace)
{
	for (int i = 0; c->kind == CHANGE_STATUS && i < STATUS__N; i++)
		if (str_is(s, status_names[i]))
			return status_text(p->pen.a, (enum status)i, GREY_NOT, is_pace);
	return s;
}

static void put_side(struct plan *p, uint32_t col, const struct scale *s, bool has, double v,
                     struct str words)
{
	if (s != NULL && has)
		pen_number(&p->pen, col, LOOK_NUMBER, v, scale_format(p->pen.a, s, false),
		           scale_words(p->pen.a, s, v));
	else
		pen_text(&p->pen, col, words.n > 0 ? LOOK_CELL : LOOK_MUTED, words);
}

/* A scale that tells the two apart. */
static struct scale scale_of_change(struct plan *p, const struct change *c)
{
	double size = fmax(fabs(c->before), fabs(c->after)), step = fabs(c->after - c->before);
	struct scale s = scale_of(p->pen.a, c->unit, p->f->ws->currency,
	                          c->unit == UNIT_CURRENCY ? fmin(size, 1000) : size, false);

	return c->has_before && c->has_after && step > 0 ? scale_for_step(&s, step) : s;
}

/* "452 k\u20ac then, 352 k\u20ac now", or of a goal its scores; else what the change says itself. */
static struct str why_status(struct plan *p, const struct change *c)
{
	struct arena *a = p->pen.a;
	const struct kpi_outcome *k;
	const struct goal_outcome *g;
	struct scale s;
	sym id;

	if (c->kind != CHANGE_STATUS || !intern_has(p->f->model->names, c->subject, &id))
		return c->why;
	k = c->about == ABOUT_KPI ? outcome_kpi(p->o, id) : NULL;
	g = c->about == ABOUT_GOAL ? outcome_goal(p->o, id) : NULL;
	if (k != NULL && k->reason.n == 0 && k->has_prior && k->figure.has) {
		s = scale_kpi(a, k, plan_currency(p), false);
		return str_fmt(a, "%s%.*s then%s, %.*s now", k->prior_is_recomputed ? "~ " : "",
		               STR_ARG(scale_words(a, &s, k->prior)),
		               k->prior_status == STATUS_GREY ? " and not judged" : "",
		               STR_ARG(scale_words(a, &s, k->figure.value)));
	}
	if (g != NULL && g->has_score && g->has_prior_score)
		return str_fmt(a, "score %.*s then, %.*s now%s%.*s",
		               STR_ARG(number_words(a, g->prior_score, 1)),
		               STR_ARG(number_words(a, g->score, 1)), c->why.n > 0 ? "; " : "",
		               STR_ARG(c->why));
	return c->why;
}

static void put_change(struct plan *p, const struct change *c)
{
	bool is_figure = c->kind == CHANGE_RESTATED || c->kind == CHANGE_MATURED,
	     is_kpi = c->about == ABOUT_KPI;
	struct scale s = scale_of_change(p, c);
	const struct scale *scale = is_figure && is_kpi ? &s : NULL;
	struct str place = place_text(p->pen.a, c->at), why = why_status(p, c);

	why = why.n > 0 ? why : place;

	if (c->kind == CHANGE_DEFINITION || c->kind == CHANGE_TARGET)
		why = str_fmt(p->pen.a, "%.*s (%.*s)", STR_ARG(c->why), STR_ARG(place));
	pen_text(&p->pen, WHAT_COL, LOOK_STRONG, str_of(titles[c->kind]));
	pen_text(&p->pen, OF_COL, LOOK_CELL, label_of(p, c));
	pen_text(&p->pen, PERIOD_COL, LOOK_CELL, period_words(p->pen.a, c->period));
	put_side(p, THEN_COL, scale, c->has_before, c->before,
	         c->kind == CHANGE_DEFINITION ? STR_NONE : in_words(p, c, c->was, false));
	put_side(p, NOW_COL, scale, c->has_after, c->after,
	         c->kind == CHANGE_DEFINITION ? STR_NONE
	                                      : in_words(p, c, c->is, p->o->as_of < p->o->period.last));
	pen_text(&p->pen, WHY_COL, why.n > 0 ? LOOK_CELL : LOOK_MUTED, why);
	p->pen.row++;
}

/* The changes of one half as a table, or words where it has none. */
static void put_half(struct plan *p, struct str title, struct str name, bool of_reports, struct str then,
                     struct str none)
{
	const struct column columns[N_COLS] = {
		[WHAT_COL] = { STR("What"), false },     [OF_COL] = { STR("Of"), false },
		[PERIOD_COL] = { STR("Period"), false }, [THEN_COL] = { then, false },
		[NOW_COL] = { STR("Now"), false },       [WHY_COL] = { STR("Why, or where"), false },
	};
	size_t n = 0;

	pen_prose(&p->pen, LOOK_SECTION, title);
	for (size_t i = 0; i < p->o->n_changes; i++)
		n += is_of_report(&p->o->changes[i]) == of_reports;
	if (n == 0) {
		pen_prose(&p->pen, LOOK_PLAIN, none);
		return;
	}
	pen_table(&p->pen, name, columns, N_COLS, true);
	for (size_t i = 0; i < p->o->n_changes; i++)
		if (is_of_report(&p->o->changes[i]) == of_reports)
			put_change(p, &p->o->changes[i]);
	pen_table_end(&p->pen);
}

static struct str none_reported(const struct plan *p)
{
	if (p->o->n_reports == 0)
		return STR("No period has been reported before, so nothing could be computed again.");
	return STR("Everything is as it was reported: figures, targets, definitions and files.");
}

/* A period is compared with the one before of the same length, and with no other. */
static struct str none_since(const struct plan *p)
{
	if (p->f->past == NULL || past_of(p->f->past, p->f->prior) == NULL)
		return str_fmt(
		    p->pen.a,
		    "%.*s was not run: all that can be compared with it is computed from today\u2019s "
		    "files, and that is as it was.",
		    STR_ARG(p->prior));
	return STR("Model, statuses, KPIs and metrics are as they were.");
}

void plan_changes(struct plan *p)
{
	const uint32_t pixels[N_COLS] = { 100, 210, 90, 140, 140, 380 };
	struct arena *a = p->pen.a;
	size_t n = p->o->n_reports;

	pen_sheet(&p->pen, STR("Changes"), pixels, N_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, STR("Changes: what is not as it was"),
	         str_fmt(a,
	                 "%zu reported period%s computed again from the files of this run, "
	                 "each as of its own day",
	                 n, n == 1 ? " was" : "s were"));
	put_half(p, STR("Since it was reported"), STR("changes_reported"), true, STR("As reported"),
	         none_reported(p));
	put_half(p, str_fmt(a, "Since %.*s", STR_ARG(p->prior)), STR("changes_since"), false,
	         str_fmt(a, "In %.*s", STR_ARG(p->prior)), none_since(p));
}
