/* summary_foot.c - the lower part of Summary: is there one strategy, what the company notes, what data are missing, and
 * the way to the other sheets. */
#include "core/noise.h"
#include "plan/strategy_words.h"
#include "plan/summary.h"

static void add_line(struct strbuf *b, struct str line)
{
	if (line.n > 0)
		strbuf_fmt(b, "%s%.*s", b->n > 0 ? "\n" : "", STR_ARG(line));
}

static struct str note_line(struct plan *p, const struct note *n)
{
	const struct goal *g = goals_find(p->f->goals, n->about);
	const struct kpi *k = model_kpi(p->f->model, n->about);
	struct str label = g != NULL   ? goal_label(p->f->model, g)
	                   : k != NULL ? kpi_label(p->f->model, k)
	                               : STR_NONE;

	return str_fmt(p->pen.a, "Note on %.*s: %.*s", STR_ARG(label), STR_ARG(note_words(p->pen.a, n)));
}

/* The top of a tree that the part stands in. */
static bool is_top_of_part(const struct plan *p, const struct goal *top)
{
	for (size_t i = 0; i < p->o->n_goals && top->up == NULL; i++) {
		const struct goal *g = p->o->goals[i].goal;

		while (g != NULL && g != top)
			g = g->up;
		if (g == top && p->b->scope->goals[i])
			return true;
	}
	return false;
}

/* A part of the company is told what is said of its own goals and KPIs, and of the whole that it belongs to. */
static bool is_noted(const struct plan *p, const struct note *n)
{
	const struct scope *s = p->b->scope;
	const struct goal *g = goals_find(p->f->goals, n->about);
	const struct kpi_outcome *k = outcome_kpi(p->o, n->about);

	if (!note_is_of(n, p->o->period))
		return false;
	return s == NULL || (g != NULL && (scope_has(s, p->o, g) || is_top_of_part(p, g)))
	       || (k != NULL && scope_has_kpi(s, p->o, k));
}

/* What the company itself remarks; at most so many notes, the others counted. */
static void add_notes(struct plan *p, struct strbuf *b, size_t most)
{
	const struct told *t = p->f->told;
	bool has_sheets = plan_headline(p)->objectives > 0;
	size_t n = 0;

	for (size_t i = 0; t != NULL && i < t->n_notes; i++)
		if (is_noted(p, &t->notes[i]) && n++ < most)
			add_line(b, note_line(p, &t->notes[i]));
	if (n > most)
		add_line(b, str_fmt(p->pen.a, "%zu more note%s %s%.*s.", n - most, n - most == 1 ? "" : "s",
		                    has_sheets ? "on the objectives' sheets" : "in ",
		                    STR_ARG(has_sheets ? STR_NONE : p->f->ws->notes)));
}

/* Spend, lamps and maturity, a line each, then notes, all in one row; most: of goals, needs and notes by name. Where
 * the page has no room for it, 0: no heading, small, and the rest stands on Alignment, Maturity and the
 * objectives' sheets; is_brief: spend and one note alone. */
void summary_strategy(struct plan *p, size_t most, bool is_brief)
{
	struct arena *a = p->pen.a;
	const struct told *t = p->f->told;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	add_line(&b, say_spend(a, p->f, p->o));
	if (!is_brief)
		add_line(&b, say_lamps(a, p->f, p->o, most));
	if (!is_brief && t != NULL && t->has_governance)
		add_line(&b, say_maturity(a, p->o, most > 0 ? most : 1));
	add_notes(p, &b, most > 0 ? most : 1);
	if (b.n == 0)
		return;
	if (most > 0)
		pen_prose(&p->pen, LOOK_SECTION, STR("One strategy"));
	pen_prose(&p->pen, most > 0 ? LOOK_PLAIN : LOOK_SMALL, strbuf_str(&b));
}

uint64_t amounts_refused(const struct finding *all, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (all[i].severity == SEV_REJECTED && str_eq(str_of(all[i].code), STR("K312")))
			sum += 1 + all[i].more;
	return sum;
}

/* Rows that were refused are in no figure above. */
static void add_refused(struct plan *p, struct strbuf *b)
{
	uint64_t rows = 0, refused = 0, amounts = amounts_refused(p->findings, p->n_findings);
	const struct inputs *all = p->b->inputs;

	for (size_t i = 0; i < all->n; i++) {
		rows += all->all[i].rows;
		refused += all->all[i].rows_rejected;
	}
	if (refused == 0)
		return;
	strbuf_fmt(b, " %llu of %.*s %s refused", (unsigned long long)refused,
	           STR_ARG(str_count(p->pen.a, rows, "row")), refused == 1 ? "was" : "were");
	if (amounts > 0)
		strbuf_fmt(b, ", with %llu amount%s for want of a rate or currency",
		           (unsigned long long)amounts, amounts == 1 ? "" : "s");
	strbuf_addz(b, plan_has(p, APPENDIX_QUALITY) ? " (sheet Data quality)." : ".");
}

/* Data through; which KPIs lack data, and how many rows were refused. */
void summary_data(struct plan *p)
{
	struct strbuf b;
	size_t n = 0, more = 0;

	strbuf_init(&b, p->pen.a, 0);
	strbuf_fmt(&b, "Data through %.*s. Missing: ", STR_ARG(day_words(p->pen.a, p->o->as_of)));
	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *k = p->kpis[i];
		bool lacks = k->grey == GREY_NO_DATA || k->grey == GREY_STALE || k->grey == GREY_INCOMPLETE;

		if (!lacks || k->part != PART_TAKES_PART)
			continue;
		if (n >= 4) {
			more++;
			continue;
		}
		strbuf_fmt(&b, "%s%.*s (%.*s)", n++ > 0 ? ", " : "", STR_ARG(kpi_label(p->f->model, k->kpi)),
		           STR_ARG(status_lower(p->pen.a, k->status, k->grey, false)));
	}
	if (more > 0)
		strbuf_fmt(&b, " and %zu more on Scorecard", more);
	strbuf_addz(&b, n == 0 ? "nothing that a target waits for." : ".");
	add_refused(p, &b);
	pen_prose(&p->pen, LOOK_SMALL, strbuf_str(&b));
}

/* A win is told by the limits of its months. */
static bool speaks_of_range(const struct plan *p)
{
	for (size_t i = 0; i < p->n_kpis; i++)
		if (kpi_is_win(p, p->kpis[i]) && noise_is_good(p->kpis[i]))
			return true;
	return false;
}

void summary_foot(struct plan *p)
{
	struct arena *a = p->pen.a;
	bool is_pace = p->o->as_of < p->o->period.last;
	struct str met = status_word(STATUS_GREEN, GREY_NOT, is_pace);
	struct str amber = status_word(STATUS_AMBER, GREY_NOT, is_pace),
		   red = status_word(STATUS_RED, GREY_NOT, is_pace);

	pen_prose(&p->pen, LOOK_LEGEND,
	          str_fmt(a,
	                  "\u25cf %.*s: at or beyond target.  \u25b2 %.*s: between red line and target.  "
	                  "\u25a0 %.*s: past the red line.  \u25cb Not judged, with the reason.  "
	                  "~ recomputed, not as reported.%s%s",
	                  STR_ARG(met), STR_ARG(amber), STR_ARG(red),
	                  speaks_of_range(p) ? "  Usual range: as far as the months before vary." : "",
	                  p->b->is_accessible
	                      ? ""
	                      : "  Trend: each KPI on its own scale, lowest to highest; \u2591 no data."));
	pen_link(&p->pen, STATUS_COL, LOOK_BACK, STR("Scorecard"), STR("Scorecard"));
	if (plan_has(p, APPENDIX_ALIGNMENT))
		pen_link(&p->pen, NAME_COL, LOOK_BACK, STR("Alignment: every metric"), STR("Alignment"));
	if (plan_has(p, APPENDIX_QUALITY))
		pen_link(&p->pen, KPI_COL, LOOK_BACK, STR("Data quality: findings"), STR("Data quality"));
	if (plan_has(p, APPENDIX_SOURCES))
		pen_link(&p->pen, VALUE_COL, LOOK_BACK, STR("Sources: every file"), STR("Sources"));
	p->pen.row++;
}
