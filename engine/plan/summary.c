/* summary.c - the one page an executive reads: how we are, what is wrong, what went well, what to decide. */
#include <math.h>
#include "plan/summary.h"
#include "plan/width.h"

enum { STATUS_PIXELS = 86, NAME_PIXELS = 154 };
enum { LOGO_WIDE = 160, LOGO_HIGH = 52 };
/* A sheet of Letter is shorter than one of A4. */
static const double page_points[] = { [PAPER_A4] = 860, [PAPER_LETTER] = 805 };

/* How much of each list there is room for. why: sentences on what sets an objective apart from its heaviest KPI; greys: what
 * would give a colour; has_heads:
 * lists have column headings; is_brief: of strategy only spend and a note. */
struct room {
	size_t problems, wins, strategy, why, greys;
	bool has_heads, is_brief;
};
/* The fullest page first. Words about strategy give way, then column headings and reasons, then wins, and problems
 * last: three problems and three wins are what the page is for. */
static const struct room rooms[] = {
	{ MOST_ITEMS, MOST_ITEMS, MOST_ITEMS, MOST_ITEMS, MOST_ITEMS, true, false },
	{ MOST_ITEMS, MOST_ITEMS, 2, MOST_ITEMS, MOST_ITEMS, true, false },
	{ MOST_ITEMS, MOST_ITEMS, 1, MOST_ITEMS, MOST_ITEMS, true, false },
	{ MOST_ITEMS, MOST_ITEMS, 0, MOST_ITEMS, MOST_ITEMS, true, false },
	{ MOST_ITEMS, MOST_ITEMS, 0, MOST_ITEMS, MOST_ITEMS, false, false },
	{ MOST_ITEMS, MOST_ITEMS, 0, 1, MOST_ITEMS, false, false },
	{ MOST_ITEMS, MOST_ITEMS, 0, 1, MOST_ITEMS, false, true },
	{ MOST_ITEMS, MOST_ITEMS, 0, 0, MOST_ITEMS, false, true },
	{ MOST_ITEMS, MOST_ITEMS, 0, 0, 1, false, true },
	{ MOST_ITEMS, 2, 0, 0, 1, false, true },
	{ MOST_ITEMS, 1, 0, 0, 1, false, true },
	{ 2, 1, 0, 0, 1, false, true },
	{ 1, 1, 0, 0, 1, false, true },
};

static uint32_t status_column(struct plan *p, uint32_t pixels, enum status s, enum grey g, bool is_pace)
{
	return column_for(pixels, status_text(p->pen.a, s, g, is_pace), status_look(s), UINT32_MAX);
}

/* The status columns as wide as their widest word; the objective's column gives way. */
static void set_columns(struct plan *p)
{
	uint32_t pixels[N_COLS] = { STATUS_PIXELS, NAME_PIXELS, 84, 126, STATUS_PIXELS, 62, 62, 66, 84 };
	uint32_t need = STATUS_PIXELS, need_kpi = 78;

	for (size_t i = 0; i < p->o->n_goals; i++) {
		const struct goal_outcome *g = &p->o->goals[i];

		if (goal_is_listed(p, g))
			need = status_column(p, need, g->status, g->grey, g->is_pace);
	}
	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *k = p->kpis[i];

		if (kpi_problem(k) != PROBLEM_NONE || kpi_is_win(p, k))
			need = status_column(p, need, k->status, k->grey, k->is_pace);
		if (k->kpi->role == ROLE_EVIDENCE)
			need_kpi = status_column(p, need_kpi, k->status, k->grey, k->is_pace);
	}
	pixels[STATUS_COL] = need;
	pixels[KPI_STATUS_COL] = need_kpi;
	pixels[NAME_COL] = NAME_PIXELS + STATUS_PIXELS - need;
	pen_sheet(&p->pen, STR("Summary"), pixels, N_COLS);
	p->pen.s->is_one_page = true;
}

/* A logo at the top right, beside title and subtitle; how many columns these have left. */
static uint32_t put_logo(struct plan *p)
{
	const struct picture *logo = &p->f->ws->card.logo;
	const uint32_t *pixels = p->pen.s->col_pixels;
	double scale = logo->bytes.n > 0
	                   ? fmin(1, fmin(LOGO_WIDE / (double)logo->wide, LOGO_HIGH / (double)logo->high))
	                   : 0;
	uint32_t wide = (uint32_t)fmax(1, scale * logo->wide), room = 0, col = N_COLS;

	if (logo->bytes.n == 0)
		return N_COLS;
	while (room < wide)
		room += pixels[--col];
	p->pen.s->logo = (struct logo){ .picture = logo,
		                        .alt = pen_safe(&p->pen, str_fmt(p->pen.a, "Logo of %.*s",
		                                                         STR_ARG(p->pen.book->company))),
		                        .col = col,
		                        .offset = room - wide,
		                        .pixels_wide = wide,
		                        .pixels_high = (uint32_t)fmax(1, scale * logo->high) };
	return col;
}

static size_t count_own(const struct plan *p, enum change_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < p->o->n_changes; i++) {
		const struct change *c = &p->o->changes[i];

		n += c->kind == kind && c->about == ABOUT_KPI && period_eq(c->period, p->o->period);
	}
	return n;
}

static struct str say_figures(struct plan *p, size_t n, const char *what)
{
	return n == 0 ? STR_NONE : str_fmt(p->pen.a, ", %zu figure%s %s", n, n == 1 ? "" : "s", what);
}

/* "Correction 2 of the report of 2026-09-30: ..": the run is another report of its period, or would be one; "": the
 * first. The number is that of its file's -r2. */
static struct str say_correction(struct plan *p)
{
	const struct past_run *first = p->f->reports ? past_of(p->f->reports, p->o->period) : NULL;
	struct arena *a = p->pen.a;
	size_t restated = count_own(p, CHANGE_RESTATED), matured = count_own(p, CHANGE_MATURED);
	struct str what;

	if (first == NULL || first->report == 0)
		return STR_NONE;
	what = restated + matured == 0
	           ? STR(", no figure restated")
	           : str_fmt(a, "%.*s%.*s (sheet Changes)", STR_ARG(say_figures(p, restated, "restated")),
	                     STR_ARG(say_figures(p, matured, "matured")));
	return str_fmt(a, "Correction %lld of the report of %.*s: %.*s", (long long)first->report + 1,
	               STR_ARG(first->reported_on), STR_ARG(str_sub(what, 2, SIZE_MAX)));
}

static void put_correction(struct plan *p, uint32_t n)
{
	struct str words = say_correction(p);

	if (words.n == 0)
		return;
	pen_span(&p->pen, 0, n, LOOK_SUBTITLE, words);
	p->pen.row++;
}

static void put_top(struct plan *p)
{
	uint32_t n = put_logo(p);
	struct arena *a = p->pen.a;
	const struct book_facts *b = p->b;
	struct str first = day_words(a, p->o->period.first), last = day_words(a, p->o->period.last);

	pen_span(&p->pen, 0, n, LOOK_TITLE, p->pen.book->title);
	p->pen.row++;
	pen_span(&p->pen, 0, n, LOOK_SUBTITLE,
	         b->is_reported ? str_fmt(a, "%.*s to %.*s \u00b7 data through %.*s \u00b7 reported %.*s",
	                                  STR_ARG(first), STR_ARG(last), STR_ARG(day_words(a, p->o->as_of)),
	                                  STR_ARG(b->reported_on))
	                        : str_fmt(a, "%.*s to %.*s \u00b7 data through %.*s \u00b7 draft",
	                                  STR_ARG(first), STR_ARG(last), STR_ARG(day_words(a, p->o->as_of))));
	p->pen.row++;
	put_correction(p, n);
	pen_skip(&p->pen, 6);
	pen_prose(&p->pen, LOOK_HEADLINE, say_headline(p));
}

void plan_summary(struct plan *p)
{
	size_t n;
	double points;
	size_t n_names = p->pen.book->n_names;
	const struct kpi_outcome **list = news_problems(p, &n);

	for (size_t i = 0;; i++) {
		const struct room *room = &rooms[i];

		set_columns(p);
		put_top(p);
		summary_objectives(p);
		summary_parents(p);
		summary_why(p, room->why);
		summary_grey(p, room->greys);
		news_put_problems(p, list, n, room->problems, room->has_heads);
		news_put_wins(p, room->wins, room->has_heads);
		news_put_decisions(p, list, n, room->has_heads);
		summary_alignment(p);
		summary_strategy(p, room->strategy, room->is_brief);
		summary_data(p);
		summary_foot(p);
		sheet_fit(p->pen.a, p->pen.s, STYLE_BOARD);
		points = sheet_points(p->pen.s);
		if (points <= page_points[p->pen.book->paper] || i + 1 == sizeof rooms / sizeof *rooms
		    || p->b->is_accessible) /* which is as long as it needs to be */
			break;
		p->pen.book->n_sheets--;
		p->pen.book->n_names = n_names;
	}
	/* dozens of objectives: two pages that can be read, not one that cannot */
	p->pen.s->is_one_page = points <= ONE_PAGE_POINTS;
}
