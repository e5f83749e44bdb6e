/* summary_objectives.c - Summary's table of objectives, the goals above them, and why they stand as they do. */
#include "core/listing.h"
#include "plan/summary.h"
#include "plan/width.h"

/* What judges an objective: its heaviest evidence KPI. */
static void put_measured_by(struct plan *p, const struct kpi_outcome *k)
{
	struct scale s;

	if (k == NULL) {
		pen_text(&p->pen, KPI_COL, LOOK_MUTED, STR("none"));
		pen_text(&p->pen, KPI_STATUS_COL, LOOK_MUTED, STR_NONE);
		for (uint32_t i = VALUE_COL; i <= CHANGE_COL; i++)
			pen_dash(&p->pen, i);
		pen_text(&p->pen, TREND_COL, LOOK_MUTED, STR_NONE);
		return;
	}
	s = scale_kpi(p->pen.a, k, plan_currency(p), true);
	pen_text(&p->pen, KPI_COL, LOOK_CELL, kpi_label(p->f->model, k->kpi));
	plan_status(p, KPI_STATUS_COL, k->status, k->grey, k->is_pace);
	plan_value(p, VALUE_COL, k, &s);
	plan_target(p, TARGET_COL, k, &s);
	plan_change(p, CHANGE_COL, k, &s);
	plan_trend(p, TREND_COL, k);
}

static void put_objective(struct plan *p, const struct goal_outcome *g)
{
	struct str sheet = plan_goal_sheet(p, g), name = goal_label(p->f->model, g->goal);

	plan_status(p, STATUS_COL, g->status, g->grey, g->is_pace);
	if (sheet.n > 0)
		pen_link(&p->pen, NAME_COL, LOOK_GOAL, name, sheet);
	else
		pen_text(&p->pen, NAME_COL, LOOK_STRONG, name);
	pen_text(&p->pen, EVIDENCE_COL, LOOK_CELL, say_evidence(p, g));
	put_measured_by(p, g->measured_by);
	p->pen.row++;
}

void summary_objectives(struct plan *p)
{
	struct arena *a = p->pen.a;
	const struct column columns[N_COLS] = {
		[STATUS_COL] = { STR("Status"), false },
		[NAME_COL] = { STR("Objective"), false },
		[EVIDENCE_COL] = { STR("Evidence on target"), false },
		[KPI_COL] = { STR("Measured by: heaviest KPI"), false },
		[KPI_STATUS_COL] = { STR("Its own status"), false },
		[VALUE_COL] = { p->now, true },
		[TARGET_COL] = { STR("Target"), true },
		[CHANGE_COL] = { str_fmt(a, "Change since %.*s", STR_ARG(p->since)), true },
		[TREND_COL] = { plan_trend_heading(p), false },
	};

	pen_prose(&p->pen, LOOK_SECTION, STR("Objectives"));
	pen_table(&p->pen, STR("summary_objectives"), columns, N_COLS, false);
	for (size_t i = 0; i < p->o->n_goals; i++)
		if (goal_is_listed(p, &p->o->goals[i]))
			put_objective(p, &p->o->goals[i]);
	pen_table_end(&p->pen);
}

/* A link never wraps: a text that is wider than the page is prose, as is that of a goal without a sheet. */
static void put_parent(struct plan *p, const struct goal_outcome *g, struct str text)
{
	uint32_t page = 0;

	for (uint32_t i = 0; i < N_COLS; i++)
		page += p->pen.s->col_pixels[i];
	if (text_pixels(text, LOOK_BACK) > page || !goal_has_sheet(p, g)) {
		pen_prose(&p->pen, LOOK_SMALL, text);
		return;
	}
	pen_link(&p->pen, STATUS_COL, LOOK_BACK, text, plan_goal_sheet(p, g));
	p->pen.row++;
}

/* Goals that stand above objectives. Those without a sheet of their own are nowhere else: all are named. */
void summary_parents(struct plan *p)
{
	struct arena *a = p->pen.a;
	size_t n = 0;

	for (size_t i = 0; i < p->o->n_goals; i++) {
		const struct goal_outcome *g = &p->o->goals[i];
		struct str word = status_lower(a, g->status, g->grey, g->is_pace);

		if (g->is_objective || g->goal->kind != KIND_BUSINESS || !plan_is_about(p, g)
		    || (goal_has_sheet(p, g) && n++ >= MOST_ITEMS))
			continue;
		put_parent(p, g,
		           str_fmt(a, "Above them: %.*s, %.*s: %.*s",
		                   STR_ARG(goal_label(p->f->model, g->goal)), STR_ARG(word),
		                   STR_ARG(say_children(p, g))));
	}
	if (n > MOST_ITEMS)
		pen_prose(&p->pen, LOOK_SMALL,
		          str_fmt(a, "%.*s above them, each on its own sheet.",
		                  STR_ARG(str_count(a, n - MOST_ITEMS, "more goal"))));
}

/* Why objectives and those above them are better or worse than what they are measured by. */
void summary_why(struct plan *p, size_t room)
{
	struct strbuf b;
	size_t n = 0;

	strbuf_init(&b, p->pen.a, 0);
	for (size_t i = 0; i < p->o->n_goals; i++) {
		const struct goal_outcome *g = &p->o->goals[i];
		struct str why = goal_has_sheet(p, g) ? say_why(p, g) : STR_NONE;

		if (why.n > 0 && n++ < room)
			strbuf_fmt(&b, "%s%.*s", b.n > 0 ? "\n" : "", STR_ARG(why));
	}
	if (n > room && room > 0) /* where there is room for none, the sheets say it */
		strbuf_fmt(
		    &b,
		    "%s%zu more %s another status than %s heaviest KPI or most of %s parts; %s sheet%s why.",
		    b.n > 0 ? "\n" : "", n - room, n - room == 1 ? "has" : "have",
		    n - room == 1 ? "its" : "their", n - room == 1 ? "its" : "their",
		    n - room == 1 ? "its" : "their", n - room == 1 ? " says" : "s say");
	if (b.n > 0)
		pen_prose(&p->pen, LOOK_SMALL, strbuf_str(&b));
}

/* " (Head of Service; below Solve rider problems)": of an objective without a sheet, where this stands. */
static void add_whose(const struct plan *p, struct strbuf *b, const struct goal_outcome *g)
{
	const struct goal *up = g->goal->up;
	const char *mark = " (";

	if (goal_has_sheet(p, g) || (g->goal->owner.n == 0 && up == NULL))
		return;
	if (g->goal->owner.n > 0) {
		strbuf_fmt(b, "%s%.*s", mark, STR_ARG(g->goal->owner));
		mark = "; ";
	}
	if (up != NULL)
		strbuf_fmt(b, "%sbelow %.*s", mark, STR_ARG(goal_label(p->f->model, up)));
	strbuf_addc(b, ')');
}

static bool rests_on_business(const struct goal_outcome *g)
{
	return g->status != STATUS_GREY && g->has_business && !g->has_social;
}

/* "Attract good people and People belong rest on business figures alone": met or not, they say nothing of social. */
static struct str name_business(struct plan *p)
{
	size_t n = 0, i = 0;
	struct strbuf b;

	for (size_t k = 0; k < p->o->n_goals; k++)
		n += goal_is_listed(p, &p->o->goals[k]) && rests_on_business(&p->o->goals[k]);
	strbuf_init(&b, p->pen.a, 0);
	for (size_t k = 0; k < p->o->n_goals && i < MOST_ITEMS; k++) {
		const struct goal_outcome *g = &p->o->goals[k];

		if (!goal_is_listed(p, g) || !rests_on_business(g))
			continue;
		listing_add(&b, goal_label(p->f->model, g->goal), i++, n > MOST_ITEMS ? MOST_ITEMS + 1 : n);
	}
	if (n > MOST_ITEMS)
		strbuf_fmt(&b, " and %zu more", n - MOST_ITEMS);
	if (n > 0)
		strbuf_fmt(&b, " rest%s on business figures alone: social\u2019s part is not measured.",
		           n == 1 ? "s" : "");
	return strbuf_str(&b);
}

static bool is_grey(const struct plan *p, const struct goal_outcome *g, bool has_sheet)
{
	return goal_is_listed(p, g) && g->status == STATUS_GREY && g->lift.n > 0
	       && goal_has_sheet(p, g) == has_sheet;
}

/* Which ones say nothing of social, and what would give the grey ones a colour: first those without a sheet, which say
 * it nowhere else. */
void summary_grey(struct plan *p, size_t most)
{
	struct strbuf b;
	size_t n = 0;

	strbuf_init(&b, p->pen.a, 0);
	strbuf_add(&b, name_business(p));
	for (size_t i = 0; i < 2 * p->o->n_goals; i++) {
		const struct goal_outcome *g = &p->o->goals[i % p->o->n_goals];

		if (!is_grey(p, g, i >= p->o->n_goals) || n++ >= most)
			continue;
		if (b.n > 0)
			strbuf_addc(&b, n == 1 ? '\n' : ' ');
		strbuf_add(&b, goal_label(p->f->model, g->goal));
		add_whose(p, &b, g);
		strbuf_fmt(&b, " gets a colour when %.*s.", STR_ARG(g->lift));
	}
	if (n > most)
		strbuf_fmt(&b, " %zu more ha%s no colour; %s sheet%s what is missing.", n - most,
		           n - most == 1 ? "s" : "ve", n - most == 1 ? "its" : "their",
		           n - most == 1 ? " says" : "s say");
	if (b.n > 0)
		pen_prose(&p->pen, LOOK_SMALL, strbuf_str(&b));
}
