/* scorecard.c - outcome -> book: which sheets there are, what they are called, and that Excel will take
 * them. */
#include <assert.h>
#include <string.h>
#include "plan/scorecard.h"
#include "plan/accessible.h"
#include "plan/sheets.h"
#include "plan/width.h"

static const char *const front[] = { "Summary", "Scorecard" };
enum { N_FRONT = sizeof front / sizeof *front };

static const struct appendix_sheet {
	const char *name;
	void (*plan)(struct plan *p);
} appendix[] = {
	[APPENDIX_ALIGNMENT] = { "Alignment", plan_alignment },
	[APPENDIX_SERIES] = { "Series", plan_series },
	[APPENDIX_MAP] = { "Map", plan_map },
	[APPENDIX_MATURITY] = { "Maturity", plan_maturity },
	[APPENDIX_CHANGES] = { "Changes", plan_changes },
	[APPENDIX_DEFINITIONS] = { "Definitions", plan_definitions },
	[APPENDIX_QUALITY] = { "Data quality", plan_quality },
	[APPENDIX_SOURCES] = { "Sources", plan_sources },
};
static_assert(sizeof appendix / sizeof *appendix == APPENDIX__N, "a planner for each sheet of the appendix");

bool plan_has(const struct plan *p, enum appendix sheet)
{
	if (sheet == APPENDIX_MATURITY && p->f->model->n_stages == 0)
		return false;
	return (p->f->ws->card.appendix >> sheet & 1) != 0;
}

/* Links lead to sheets that are there. */
static void name_gone(struct plan *p)
{
	struct str *gone = ARENA_ARRAY(p->pen.a, APPENDIX__N, struct str);

	p->pen.gone = gone;
	for (int i = 0; i < APPENDIX__N; i++)
		if (!plan_has(p, (enum appendix)i))
			gone[p->pen.n_gone++] = str_of(appendix[i].name);
}

/* A sheet an objective, named after it, unlike all others. */
static size_t name_goal_sheets(struct plan *p)
{
	size_t n = 0, n_goals = p->o->n_goals;
	struct str *taken = ARENA_ARRAY(p->pen.a, n_goals + N_FRONT + APPENDIX__N, struct str);
	size_t n_taken = 0;

	p->goal_sheets = ARENA_ARRAY(p->pen.a, n_goals > 0 ? n_goals : 1, struct str);
	for (size_t i = 0; i < N_FRONT; i++)
		taken[n_taken++] = str_of(front[i]);
	for (size_t i = 0; i < APPENDIX__N; i++)
		taken[n_taken++] = str_of(appendix[i].name);
	for (size_t i = 0; i < n_goals; i++) {
		const struct goal_outcome *g = &p->o->goals[i];

		if (!goal_has_sheet(p, g))
			continue;
		p->goal_sheets[i] =
		    sheet_name_make(p->pen.a, goal_label(p->f->model, g->goal), taken, n_taken);
		taken[n_taken++] = p->goal_sheets[i];
		n++;
	}
	return n;
}

/* Names of tables must differ in the whole book; ours are made to, and this says so if one ever is not. */
static bool tables_differ(const struct book *b, struct diag *d)
{
	bool ok = true;

	for (size_t i = 0; i < b->n_sheets; i++)
		for (size_t t = 0; t < b->sheets[i].n_tables; t++)
			for (size_t k = 0; k <= i; k++)
				for (size_t u = 0; u < (k < i ? b->sheets[k].n_tables : t); u++) {
					struct str name = b->sheets[i].tables[t].name;

					if (!str_eq_fold(name, b->sheets[k].tables[u].name))
						continue;
					diag_put(d, SEV_ERROR, "K901", name, PLACE_NONE,
					         STR("report this as a bug"),
					         "two tables of the workbook are called %.*s", STR_ARG(name));
					ok = false;
				}
	return ok;
}

/* The KPIs of the goals that the book is about: all that decides these, and all that is theirs. */
static void keep_kpis(struct plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_kpis && p->b->scope != NULL; i++)
		if (scope_has_kpi(p->b->scope, p->o, p->kpis[i]))
			p->kpis[n++] = p->kpis[i];
	p->n_kpis = p->b->scope != NULL ? n : p->n_kpis;
}

static void set_words(struct plan *p)
{
	struct arena *a = p->pen.a;
	struct fiscal fiscal = p->f->ws->fiscal;
	static const int steps[] = {
		[SPAN_MONTH] = 12, [SPAN_QUARTER] = 4, [SPAN_HALF] = 2, [SPAN_YEAR] = 1
	};

	p->now = period_words(a, p->o->period);
	p->prior = period_words(a, p->o->prior);
	p->since = period_beside(a, p->o->prior, p->o->period);
	p->last_year = period_words(a, period_step(p->o->period, -steps[p->o->period.span], fiscal));
}

static void set_book(struct plan *p, size_t n_sheets)
{
	struct book *out = p->pen.book;
	struct arena *a = p->pen.a;

	*out = (struct book){ .company = pen_safe(&p->pen, p->f->ws->company), .period = p->now };
	if (p->b->scope != NULL)
		out->company = pen_safe(&p->pen, str_fmt(a, "%.*s, %.*s", STR_ARG(out->company),
		                                         STR_ARG(p->b->scope->name)));
	out->title = str_fmt(a, "%.*s: business scorecard, %.*s", STR_ARG(out->company), STR_ARG(p->now));
	out->accent = p->f->ws->card.accent;
	out->paper = p->f->ws->card.paper;
	out->language = p->f->ws->card.language;
	out->created_iso = day_text(a, p->o->as_of);
	out->sheets = ARENA_ARRAY(a, n_sheets, struct sheet);
}

bool plan_book(const struct book_facts *b, struct arena *a, struct book *out, struct diag *d)
{
	struct plan p = { .pen = { .a = a, .d = d, .book = out }, .b = b, .f = b->facts, .o = b->outcome };
	struct finding *findings = ARENA_ARRAY(a, b->n_findings > 0 ? b->n_findings : 1, struct finding);
	size_t n_goals, number = 0;

	/* a finding of the planners' own would move the caller's list */
	if (b->n_findings > 0)
		memcpy(findings, b->findings, b->n_findings * sizeof *findings);
	p.findings = findings;
	p.n_findings = b->n_findings;
	p.kpis = kpis_shown(a, b->outcome, &p.n_kpis);
	keep_kpis(&p);
	set_words(&p);
	ways_lay(&p);
	n_goals = name_goal_sheets(&p);
	name_gone(&p);
	set_book(&p, n_goals + N_FRONT + APPENDIX__N);
	plan_summary(&p);
	plan_scorecard(&p);
	for (size_t i = 0; i < p.o->n_goals; i++)
		if (p.goal_sheets[i].n > 0)
			plan_objective(&p, &p.o->goals[i], ++number);
	for (int i = 0; i < APPENDIX__N; i++)
		if (plan_has(&p, (enum appendix)i))
			appendix[i].plan(&p);
	for (size_t i = 1; i < out->n_sheets; i++) { /* Summary fitted itself to its page */
		sheet_fit(a, &out->sheets[i], STYLE_BOARD);
		out->sheets[i].is_one_page &= sheet_points(&out->sheets[i]) <= ONE_PAGE_POINTS;
		if (!out->sheets[i].is_one_page)
			sheet_break(a, &out->sheets[i], out->paper);
	}
	if (b->is_accessible)
		book_make_accessible(a, out);
	return tables_differ(out, d);
}
