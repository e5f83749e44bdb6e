/* objective_sheet.c - one objective: its KPIs, and the figures of its heaviest KPI over time. */
#include <math.h>
#include "plan/sheets.h"
#include "plan/strategy_words.h"

enum { STATUS_COL, NAME_COL, BETTER_COL = 8, N_COLS };
/* the chart's data stand in columns that are not shown */
enum { DATA_COL = N_COLS, DATA_COLS = 3, CHART_POINTS = 198 };

static void put_top(struct plan *p, const struct goal_outcome *g)
{
	struct arena *a = p->pen.a;
	struct str name = goal_label(p->f->model, g->goal), currency = g->goal->currency;
	struct str owner = g->goal->owner, sponsor = g->goal->sponsor;
	struct str why = say_why(p, g), children = say_children(p, g);
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "%.*s \u00b7 %s%.*s \u00b7 %s%.*s \u00b7 ",
	           STR_ARG(evidence_words(a, plan_evidence(p, g))),
	           owner.n > 0 ? "owner: " : "no owner named", STR_ARG(owner),
	           sponsor.n > 0 ? "sponsor: " : "no sponsor named", STR_ARG(sponsor));
	if (g->goal->budget.has) {
		double budget = num_double(g->goal->budget.micro);
		struct scale s = scale_of(a, UNIT_CURRENCY, currency, budget, true);

		strbuf_fmt(&b, "budget %.*s", STR_ARG(scale_words(a, &s, budget)));
	} else {
		strbuf_addz(&b, "no budget named");
	}
	if (g->goal->up != NULL)
		strbuf_fmt(&b, " \u00b7 part of %.*s", STR_ARG(goal_label(p->f->model, g->goal->up)));
	plan_top(p,
	         g->has_score && g->status != STATUS_GREY
	             ? str_fmt(a, "%.*s: %.*s, score %.*s", STR_ARG(name),
	                       STR_ARG(status_lower(a, g->status, g->grey, g->is_pace)),
	                       STR_ARG(number_words(a, g->score, 1)))
	             : str_fmt(a, "%.*s: %.*s", STR_ARG(name),
	                       STR_ARG(status_lower(a, g->status, g->grey, g->is_pace))),
	         strbuf_str(&b));
	pen_prose(&p->pen, LOOK_HEADLINE, say_message(p, g));
	if (why.n > 0 && outcome_hold(g) == NULL) /* of a held score the message says it */
		pen_prose(&p->pen, LOOK_PLAIN, why);
	if (g->goal->statement.n > 0)
		pen_prose(&p->pen, LOOK_PLAIN, g->goal->statement);
	if (g->status == STATUS_GREY && g->lift.n > 0)
		pen_prose(&p->pen, LOOK_SMALL, str_fmt(a, "It gets a colour when %.*s.", STR_ARG(g->lift)));
	if (children.n > 0)
		pen_prose(&p->pen, LOOK_PLAIN,
		          str_fmt(a, "O%.*s.", STR_ARG(str_sub(children, 1, children.n))));
}

/* What the objective stands on, who does what for it, what was spent, and what is remarked. */
static void put_standing(struct plan *p, const struct goal_outcome *g)
{
	struct arena *a = p->pen.a;
	const struct lamps *l = &p->o->strategy.lamps[g - p->o->goals];
	const struct told *t = p->f->told;
	struct str who = goal_who_words(a, g->goal), spend = goal_spend_words(a, p->f, p->o, g->goal);

	if (l->is_lit)
		pen_prose(&p->pen, LOOK_SMALL, str_fmt(a, "It stands on %.*s.", STR_ARG(lamps_words(a, l))));
	if (who.n > 0)
		pen_prose(&p->pen, LOOK_SMALL, str_fmt(a, "Who %.*s.", STR_ARG(who)));
	if (spend.n > 0)
		pen_prose(&p->pen, LOOK_SMALL, str_fmt(a, "%.*s.", STR_ARG(spend)));
	for (size_t i = 0; t != NULL && i < t->n_notes; i++)
		if (note_is_about(p->o, &t->notes[i], g->goal)) {
			const struct kpi *k = model_kpi(p->f->model, t->notes[i].about);

			pen_prose(&p->pen, LOOK_PLAIN,
			          str_fmt(a, "Note%s%.*s: %.*s", k != NULL ? " on " : "",
			                  STR_ARG(k != NULL ? kpi_label(p->f->model, k) : STR_NONE),
			                  STR_ARG(note_words(a, &t->notes[i]))));
		}
}

static bool supports(const struct kpi *k, sym goal)
{
	for (size_t i = 0; i < k->n_supports; i++)
		if (k->supports[i] == goal)
			return true;
	return false;
}

static void put_gap_percent(struct plan *p, uint32_t col, const struct kpi_outcome *k)
{
	double from, to, share;
	bool shows;

	if (!kpi_gap(k, &from, &to) || !(fabs(from) > 0)) {
		pen_dash(&p->pen, col);
		return;
	}
	share = (to - from) / fabs(from);
	shows = fabs(number_rounded(share * 100, 0)) > 0;
	pen_number(&p->pen, col, LOOK_NUMBER, share,
	           shows ? STR("\"+\"#,##0%;\"\u2212\"#,##0%;0%") : STR("0%;0%"),
	           str_fmt(p->pen.a, "%s%.*s%%", shows && share > 0 ? "+" : "",
	                   STR_ARG(number_words(p->pen.a, share * 100, 0))));
}

/* prior, plan, actual from left to right */
static void put_kpi(struct plan *p, size_t i, struct str role)
{
	const struct kpi_outcome *k = p->kpis[i];
	struct scale s = scale_kpi(p->pen.a, k, plan_currency(p), false);

	plan_status(p, STATUS_COL, k->status, k->grey, k->is_pace);
	plan_kpi_link(p, NAME_COL, i);
	pen_text(&p->pen, 2, LOOK_CELL, role);
	plan_last_year(p, 3, k, &s);
	plan_target(p, 4, k, &s);
	plan_value(p, 5, k, &s);
	plan_gap(p, 6, k, &s);
	put_gap_percent(p, 7, k);
	pen_text(&p->pen, BETTER_COL, LOOK_CELL, plan_better(k->kpi));
	p->pen.row++;
}

static void put_kpis(struct plan *p, const struct goal_outcome *g, size_t number)
{
	struct arena *a = p->pen.a;
	const struct column columns[N_COLS] = {
		{ STR("Status"), false }, { STR("KPI"), false },   { STR("Role"), false },
		{ p->last_year, true },   { STR("Target"), true }, { p->now, true },
		{ STR("Gap"), true },     { STR("Gap, %"), true }, { STR("Better"), false },
	};
	const struct kpi_outcome **list =
	    ARENA_ARRAY(a, p->n_kpis > 0 ? p->n_kpis : 1, const struct kpi_outcome *);
	struct str below[3];
	size_t n = 0;

	for (size_t i = 0; i < p->n_kpis; i++)
		if (p->kpis[i]->goal == g->goal || supports(p->kpis[i]->kpi, g->goal->id))
			list[n++] = p->kpis[i];
	if (n == 0)
		return;
	pen_prose(&p->pen, LOOK_SECTION, STR("KPIs"));
	pen_table(&p->pen, str_fmt(a, "objective_%zu_kpis", number), columns, N_COLS, false);
	for (size_t i = 0; i < p->n_kpis; i++)
		if (p->kpis[i]->goal == g->goal)
			put_kpi(p, i, str_of(role_names[p->kpis[i]->kpi->role]));
	for (size_t i = 0; i < p->n_kpis; i++)
		if (p->kpis[i]->goal != g->goal && supports(p->kpis[i]->kpi, g->goal->id))
			put_kpi(p, i, STR("supports"));
	pen_table_end(&p->pen);
	pen_prose(
	    &p->pen, LOOK_SMALL,
	    STR("Gap is actual less target, where the KPI is judged: a minus is bad where higher is better "
	        "and good where lower is."));
	below[0] = say_outlooks(p, list, n);
	below[1] = say_signals(p, list, n);
	below[2] = plan_left_out(p, list, n);
	for (size_t i = 0; i < sizeof below / sizeof *below; i++)
		if (below[i].n > 0)
			pen_prose(&p->pen, LOOK_SMALL, below[i]);
}

/* As reported, if history holds this very figure under the same definition. */
static struct str origin(const struct plan *p, const struct kpi_outcome *k, const struct trend_point *t)
{
	const struct past_run *run = p->f->past ? past_of(p->f->past, t->period) : NULL;
	const struct past_kpi *was = run ? past_kpi(run, intern_str(p->f->model->names, k->kpi->id)) : NULL;

	if (!t->has)
		return STR("no figure");
	if (period_eq(t->period, p->o->period))
		return p->o->as_of < t->period.last ? STR("this run, so far") : STR("this run");
	if (was != NULL && run->reported_on.n > 0 && was->has_value && str_eq(was->definition, k->definition)
	    && fabs(was->value - t->value) <= 1e-12 * fabs(t->value))
		return STR("as reported");
	return STR("~ recomputed");
}

static void put_point(struct plan *p, const struct kpi_outcome *k, const struct trend_point *t,
                      const struct scale *s)
{
	struct arena *a = p->pen.a;
	bool is_now = period_eq(t->period, p->o->period);

	pen_text(&p->pen, 0, LOOK_CELL, period_words(a, t->period));
	pen_text(&p->pen, 1, LOOK_CELL, origin(p, k, t));
	if (t->has)
		pen_number(&p->pen, 2, is_now ? LOOK_NUMBER_STRONG : LOOK_NUMBER, t->value,
		           scale_format(a, s, false), scale_words(a, s, t->value));
	else
		pen_none(&p->pen, 2);
	if (t->has_target)
		pen_number(&p->pen, 3, LOOK_NUMBER_MUTED, t->target, scale_format(a, s, false),
		           scale_words(a, s, t->target));
	else
		pen_none(&p->pen, 3);
	if (t->has && t->has_target) {
		plan_signed(p, 4, scale_change(s, t->target, t->value), s, false);
	} else {
		pen_dash(&p->pen, 4);
	}
	p->pen.row++;
}

/* Empty where there is no figure: a gap in the line. */
static void put_chart_data(struct plan *p, const struct trend_point *t, const struct scale *s)
{
	struct arena *a = p->pen.a;

	pen_text(&p->pen, DATA_COL, LOOK_DATA, period_words(a, t->period));
	if (t->has)
		pen_number(&p->pen, DATA_COL + 1, LOOK_NUMBER, t->value, scale_format(a, s, false),
		           scale_words(a, s, t->value));
	if (t->has_target)
		pen_number(&p->pen, DATA_COL + 2, LOOK_NUMBER, t->target, scale_format(a, s, false),
		           scale_words(a, s, t->target));
}

static void put_trend(struct plan *p, const struct goal_outcome *g, size_t number)
{
	struct arena *a = p->pen.a;
	const struct kpi_outcome *k = g->measured_by;
	const char *span = span_names[p->o->period.span];
	const struct column columns[] = {
		{ str_fmt(a, "%c%s", span[0] - 'a' + 'A', span + 1), false },
		{ STR("Figure"), false },
		{ STR("Actual"), true },
		{ STR("Target"), true },
		{ STR("Gap"), true },
	};
	struct str note;
	struct scale s;
	bool has_chart;

	if (k == NULL || k->n_trend == 0)
		return;
	s = scale_kpi(a, k, plan_currency(p), false);
	has_chart = plan_chart(p, k, DATA_COL, &note);
	pen_prose(&p->pen, LOOK_SECTION,
	          str_fmt(a, "%.*s, actual against target, %.*s%.*s", STR_ARG(kpi_label(p->f->model, k->kpi)),
	                  STR_ARG(str_count(a, k->n_trend, span)), STR_ARG(note)));
	if (has_chart) {
		pen_skip(&p->pen, CHART_POINTS);
		p->pen.s->hidden_first = DATA_COL;
		p->pen.s->n_hidden = DATA_COLS;
	}
	pen_table(&p->pen, str_fmt(a, "objective_%zu_trend", number), columns,
	          sizeof columns / sizeof *columns, false);
	for (size_t i = 0; i < k->n_trend; i++) {
		if (has_chart)
			put_chart_data(p, &k->trend[i], &s);
		put_point(p, k, &k->trend[i], &s);
	}
	pen_table_end(&p->pen);
}

void plan_objective(struct plan *p, const struct goal_outcome *g, size_t number)
{
	const uint32_t pixels[N_COLS] = { 104, 180, 66, 70, 70, 74, 70, 58, 58 };

	pen_sheet(&p->pen, plan_goal_sheet(p, g), pixels, N_COLS);
	p->pen.s->is_one_page = true;
	pen_footer(&p->pen, goal_label(p->f->model, g->goal));
	put_top(p, g);
	put_standing(p, g);
	put_kpis(p, g, number);
	plan_ledger(p, g, number);
	plan_bridge(p, g, number);
	put_trend(p, g, number);
}
