/* summary.c - the one page an executive reads: how we are, what is wrong, what went well, what to decide. */
#include <math.h>
#include "plan/summary.h"
#include "plan/strategy_words.h"
#include "plan/width.h"

enum { STATUS_PIXELS = 86, NAME_PIXELS = 154 };
enum { MOST_LEFT = 8 /* metrics named that serve no goal */, LOGO_WIDE = 160, LOGO_HIGH = 52 };
/* A sheet of Letter is shorter than one of A4. */
static const double page_points[] = { [PAPER_A4] = 860, [PAPER_LETTER] = 805 };

/* How much of each list there is room for; why: sentences on what sets an objective apart from its heaviest KPI. */
struct room {
	size_t problems, wins, strategy, why;
};
/* The fullest page first. Words about strategy give way, then wins and reasons, and problems last. */
static const struct room rooms[] = {
	{ MOST_ITEMS, MOST_ITEMS, MOST_ITEMS, MOST_ITEMS },
	{ MOST_ITEMS, MOST_ITEMS, 2, MOST_ITEMS },
	{ MOST_ITEMS, MOST_ITEMS, 1, MOST_ITEMS },
	{ MOST_ITEMS, MOST_ITEMS, 0, MOST_ITEMS },
	{ MOST_ITEMS, 2, 0, 2 },
	{ MOST_ITEMS, 2, 0, 1 },
	{ MOST_ITEMS, 1, 0, 1 },
	{ MOST_ITEMS, 1, 0, 0 },
	{ 2, 1, 0, 0 },
	{ 1, 1, 0, 0 },
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
	pen_skip(&p->pen, 6);
	pen_prose(&p->pen, LOOK_HEADLINE, say_headline(p));
}

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
	s = scale_kpi(p->pen.a, k, plan_currency(p, k->goal), true);
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
	pen_text(&p->pen, EVIDENCE_COL, LOOK_CELL, say_evidence(p, g, ""));
	put_measured_by(p, g->measured_by);
	p->pen.row++;
}

static void put_objectives(struct plan *p)
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
static void put_parents(struct plan *p)
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
		          str_fmt(a, "%zu more goals above them, each on its own sheet.", n - MOST_ITEMS));
}

/* Why objectives and those above them are better or worse than what they are measured by. */
static void put_why(struct plan *p, size_t room)
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
	if (n > room)
		strbuf_fmt(&b, "%s%zu %s from %s heaviest KPI; %s sheet%s why.", b.n > 0 ? "\n" : "",
		           n - room,
		           room == 0       ? n == 1 ? "objective differs" : "objectives differ"
		           : n - room == 1 ? "more differs"
		                           : "more differ",
		           n - room == 1 ? "its" : "their", n - room == 1 ? "its" : "their",
		           n - room == 1 ? " says" : "s say");
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

/* What would give the grey ones a colour. */
static void put_grey(struct plan *p)
{
	struct strbuf b;
	size_t n = 0;

	strbuf_init(&b, p->pen.a, 0);
	for (size_t i = 0; i < p->o->n_goals; i++) {
		const struct goal_outcome *g = &p->o->goals[i];

		if (!goal_is_listed(p, g) || g->status != STATUS_GREY || g->lift.n == 0 || n++ >= MOST_ITEMS)
			continue;
		strbuf_fmt(&b, "%s%.*s", b.n > 0 ? " " : "", STR_ARG(goal_label(p->f->model, g->goal)));
		add_whose(p, &b, g);
		strbuf_fmt(&b, " gets a colour when %.*s.", STR_ARG(g->lift));
	}
	if (n > MOST_ITEMS)
		strbuf_fmt(&b, " %zu more have no colour; their sheets say what is missing.", n - MOST_ITEMS);
	if (b.n > 0)
		pen_prose(&p->pen, LOOK_SMALL, strbuf_str(&b));
}

static void put_share(struct plan *p, struct str label, uint32_t serve, uint32_t seen, bool is_now,
                      struct str more)
{
	struct arena *a = p->pen.a;
	double share = seen > 0 ? 100.0 * serve / seen : 0;

	pen_text(&p->pen, STATUS_COL, is_now ? LOOK_STRONG : LOOK_CELL, label);
	pen_bar(&p->pen, NAME_COL, is_now, (double)serve, (double)seen, str_fmt(a, "#,##0\" of %u\"", seen),
	        str_fmt(a, "%u of %u", serve, seen));
	if (is_now)
		pen_name(&p->pen, NAME_COL, "", STR("social_metrics_that_serve"));
	pen_span(&p->pen, EVIDENCE_COL, N_COLS - EVIDENCE_COL, LOOK_CELL,
	         seen > 0 ? str_fmt(a, "%.*s%% of the social metrics seen%.*s",
	                            STR_ARG(number_words(a, share, 0)), STR_ARG(more))
	                  : STR("no social metric was seen"));
	p->pen.row++;
}

/* "Impressions (779.8 k), Saves (831, partly linked) and 9 more on Alignment" */
static struct str name_left(struct plan *p)
{
	size_t n;
	const struct metric_state **list = plan_left_over(p, &n);
	struct arena *a = p->pen.a;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n && i < MOST_LEFT; i++) {
		struct str size = plan_size_words(p, list[i]);
		const char *more = list[i]->is_partial               ? "partly linked"
		                   : list[i]->state == STATE_UNKNOWN ? "unknown"
		                                                     : "";

		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(metric_label(p, list[i])));
		if (size.n > 0 || more[0] != '\0')
			strbuf_fmt(&b, " (%.*s%s%s)", STR_ARG(size),
			           size.n > 0 && more[0] != '\0' ? ", " : "", more);
	}
	if (n > MOST_LEFT)
		strbuf_fmt(&b, " and %zu more%s", n - MOST_LEFT,
		           plan_has(p, APPENDIX_ALIGNMENT) ? " on Alignment" : "");
	return strbuf_str(&b);
}

/* What of the company's metrics serves the part that the book is about. */
static void put_part(struct plan *p)
{
	const struct headline *h = plan_headline(p);

	pen_prose(&p->pen, LOOK_SECTION, STR("Social metrics that serve one of these goals"));
	put_share(p, p->now, h->serve, h->social_seen, true, STR(" in the whole company"));
}

static void put_alignment(struct plan *p)
{
	struct arena *a = p->pen.a;
	const struct headline *h = &p->o->headline;
	struct str left = name_left(p), measured = STR_NONE;

	if (p->b->scope != NULL) {
		put_part(p);
		return;
	}
	if (h->serve > 0 && h->serve_measured == h->serve)
		measured = STR("; every one of them a goal whose outcome is measured");
	else if (h->serve > 0)
		measured = str_fmt(a, "; %u of them a goal whose outcome is measured", h->serve_measured);
	pen_prose(&p->pen, LOOK_SECTION, STR("Social metrics that serve a goal"));
	put_share(p, p->now, h->serve, h->social_seen, true, measured);
	if (h->has_prior)
		put_share(p, p->prior, h->prior_serve, h->prior_seen, false, STR_NONE);
	pen_prose(&p->pen, LOOK_SMALL, say_states(p));
	if (left.n > 0)
		pen_prose(&p->pen, LOOK_PLAIN,
		          str_fmt(a, "Counted, and serving no goal: %.*s.", STR_ARG(left)));
}

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

/* What the company itself remarks; at most so many notes, the others counted. */
static void add_notes(struct plan *p, struct strbuf *b, size_t most)
{
	const struct told *t = p->f->told;
	size_t n = 0;

	for (size_t i = 0; t != NULL && i < t->n_notes; i++)
		if (note_is_of(&t->notes[i], p->o->period) && n++ < most)
			add_line(b, note_line(p, &t->notes[i]));
	if (n > most)
		add_line(b, str_fmt(p->pen.a, "%zu more note%s on the objectives' sheets.", n - most,
		                    n - most == 1 ? "" : "s"));
}

/* Spend, lamps and maturity, a line each, then notes, all in one row; most: of goals, needs and notes by name. Where
 * the page has no room for it, 0: no heading, small, and the rest stands on Alignment, Maturity and the
 * objectives' sheets. */
static void put_strategy(struct plan *p, size_t most)
{
	struct arena *a = p->pen.a;
	const struct told *t = p->f->told;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	add_line(&b, say_spend(a, p->f, p->o));
	add_line(&b, say_lamps(a, p->f, p->o, most));
	if (t != NULL && t->has_governance)
		add_line(&b, say_maturity(a, p->o, most > 0 ? most : 1));
	add_notes(p, &b, most > 0 ? most : 1);
	if (b.n == 0)
		return;
	if (most > 0)
		pen_prose(&p->pen, LOOK_SECTION, STR("One strategy"));
	pen_prose(&p->pen, most > 0 ? LOOK_PLAIN : LOOK_SMALL, strbuf_str(&b));
}

/* Data through; which KPIs lack data. */
static void put_data(struct plan *p)
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
	pen_prose(&p->pen, LOOK_SMALL, strbuf_str(&b));
}

static void put_foot(struct plan *p)
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
	                  "~ recomputed, not as reported.%s",
	                  STR_ARG(met), STR_ARG(amber), STR_ARG(red),
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
		put_objectives(p);
		put_parents(p);
		put_why(p, room->why);
		put_grey(p);
		news_put_problems(p, list, n, room->problems);
		news_put_wins(p, room->wins);
		news_put_decisions(p, list, n);
		put_alignment(p);
		put_strategy(p, room->strategy);
		put_data(p);
		put_foot(p);
		sheet_fit(p->pen.a, p->pen.s, STYLE_BOARD);
		points = sheet_points(p->pen.s);
		if (points <= page_points[p->pen.book->paper] || i + 1 == sizeof rooms / sizeof *rooms)
			break;
		p->pen.book->n_sheets--;
		p->pen.book->n_names = n_names;
	}
	/* dozens of objectives: two pages that can be read, not one that cannot */
	p->pen.s->is_one_page = points <= ONE_PAGE_POINTS;
}
