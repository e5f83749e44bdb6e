/* sheets.h - what the planners of the single sheets share; scorecard.h is the way in. */
#ifndef KPI_PLAN_SHEETS_H
#define KPI_PLAN_SHEETS_H
#include "plan/pen.h"
#include "plan/scorecard.h"
#include "plan/words.h"

struct plan {
	struct pen pen;
	const struct book_facts *b;
	const struct facts *f;
	const struct outcome *o;
	const struct finding *findings;
	size_t n_findings; /* a copy: the planners add findings of their own */
	const struct kpi_outcome **kpis;
	size_t n_kpis;           /* shown ones, in their order */
	struct str *goal_sheets; /* the sheet of o->goals[i]; "" where it has none */
	uint32_t *metric_rows;   /* of Definitions, by the model's metrics; 0: not there */
	uint32_t
	    *alignment_rows; /* of Alignment, by the outcome's metrics; 0: not there, or not yet planned */
	struct str now, prior, since, last_year; /* "Q3 2026" "Q2 2026" "Q2" "Q3 2025" */
};

bool plan_has(const struct plan *p, enum appendix sheet); /* the workspace wants it */
/* It belongs to the part of the company that the book is about. */
bool plan_is_about(const struct plan *p, const struct goal_outcome *g);
const struct headline *plan_headline(const struct plan *p);
bool goal_is_listed(const struct plan *p,
                    const struct goal_outcome *g); /* on Summary, among the objectives */
bool goal_has_sheet(const struct plan *p, const struct goal_outcome *g);
struct str plan_goal_sheet(const struct plan *p, const struct goal_outcome *g); /* or "" */
struct str plan_currency(
    const struct plan *p); /* of figures: the workspace's, whatever a goal's budget is in */
/* Title, subtitle and the way back, on every sheet but Summary. */
void plan_top(struct plan *p, struct str title, struct str subtitle);
/* The cells that several sheets share, each in its column of the present row. */
void plan_status(struct plan *p, uint32_t col, enum status s, enum grey g, bool is_pace);
void plan_value(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_target(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_last_year(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_gap(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_change(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
struct str plan_better(const struct kpi *k); /* "higher", "none allowed" */
/* A change or gap as scale_change gives it; one that rounds to 0 prints without a sign. */
void plan_signed(struct plan *p, uint32_t col, double change, const struct scale *s, bool is_recomputed);
/* A ratio, or a difference with an opening, whose parts are not both known everywhere (K311): its value carries a dagger,
 * and this is the footnote for those of the list, empty where none is. */
bool plan_leaves_out(const struct kpi_outcome *k);
struct str plan_left_out(struct plan *p, const struct kpi_outcome *const *list, size_t n);
/* There is a preceding figure to compare with: not across a period that is not over for what adds up. */
bool plan_compares(const struct plan *p, const struct kpi_outcome *k);
/* "Trend, 9 quarters": as many as there are */
struct str plan_trend_heading(const struct plan *p);
void plan_trend(struct plan *p, uint32_t col, const struct kpi_outcome *k);

/* ways.c: links between KPIs, definitions and sources. Scorecard and Definitions begin with the KPIs as they are in
 * `kpis`; rows are 0-based. */
enum { LIST_FIRST_ROW = 4, SOURCES_FIRST_ROW = 10 };
void ways_lay(struct plan *p); /* first of all: where the metrics will stand */
const struct metric_state *metric_state_of(const struct plan *p, sym metric); /* or NULL */
void plan_kpi_link(struct plan *p, uint32_t col, size_t i);                   /* kpis[i], to its definition */
void plan_metric_link(struct plan *p, uint32_t col, enum look look, struct str name, sym metric);
void plan_alignment_link(struct plan *p, uint32_t col, struct str name, sym metric);
void plan_place_link(struct plan *p, uint32_t col, struct place at); /* to the file on Sources */

/* leftover.c: social metrics seen in the period that serve no goal, partly linked and unknown ones too,
 * the largest count first. */
const struct metric_state **plan_left_over(const struct plan *p, size_t *n);
struct str plan_size_words(struct plan *p, const struct metric_state *m); /* "779.8 k"; empty: no count */
double metric_size(const struct metric_state *m); /* the upper bound where only bounds are known, else 0 */
struct str metric_label(const struct plan *p, const struct metric_state *m);
/* Social metrics seen in the period, by state; they add up to the headline's social_seen. */
struct state_count {
	size_t metrics[STATE__N], partial; /* partial: unlinked, though some series are linked */
	uint64_t cells[STATE__N], all_cells;
};
struct state_count plan_count_states(const struct plan *p);
struct str say_states(struct plan *p);

void plan_summary(struct plan *p);
void plan_scorecard(struct plan *p);
void plan_objective(struct plan *p, const struct goal_outcome *g, size_t number);
void plan_alignment(struct plan *p);
void plan_series(struct plan *p);
void plan_maturity(struct plan *p); /* only where the model has stages */
/* takers.c: tables of Alignment about spend, channels and departments. */
void plan_takers(struct plan *p);
void plan_map(struct plan *p);
void plan_changes(struct plan *p);
void plan_definitions(struct plan *p);
void plan_quality(struct plan *p);
void plan_sources(struct plan *p);

/* chart.c: the KPI over time, planned at the present row (its heading) + 1, its data in columns data_col.. from
 * the row + 3 on. axis_note: " (the axis starts at 300 k\u20ac)", or empty. False: fewer than two figures. */
bool plan_chart(struct plan *p, const struct kpi_outcome *k, uint32_t data_col, struct str *axis_note);
/* Multiples of step, 1, 2, 2.5, 4 or 5 times a power of ten, around low to high: at most six lines; from 0
 * where that leaves at least half of the height. */
void chart_axis(double low, double high, double *min, double *max, double *step);

/* ledger.c: how the score of the objective adds up; nothing where it has none. */
void plan_ledger(struct plan *p, const struct goal_outcome *g, size_t number);

/* bars.c: on Scorecard, the scores of the objectives, lowest first, below its table (whose first row is `row`): the
 * data stand beside that, in columns that are not shown. Nothing where none has a score. */
void plan_score_bars(struct plan *p, uint32_t row);
/* On Alignment, metrics by state, beside their table, which has just begun and whose rows are so high: n of each,
 * first of those that are linked, partly linked and not. */
void plan_state_bars(struct plan *p, const struct str *names, const size_t *n, size_t n_states,
                     double points);

/* bridge.c: what moved the score since the reported run before, or why that cannot be said; nothing where none was
 * reported. */
void plan_bridge(struct plan *p, const struct goal_outcome *g, size_t number);

/* remarks.c: of the KPIs of a list: where unfinished ones end on a straight line (empty: none does), and which
 * months are more than noise, or that there are too few to say. */
struct str say_outlooks(struct plan *p, const struct kpi_outcome *const *list, size_t n);
struct str say_signals(struct plan *p, const struct kpi_outcome *const *list, size_t n);

/* standing.c: how an objective stands. Its evidence KPIs, its own and those of the goals below it: what is
 * scored, and what is shown without a score (no target, no data, incomplete ..). */
struct evidence {
	uint32_t on_target, scored, unjudged;
};
struct evidence plan_evidence(const struct plan *p, const struct goal_outcome *g);
struct str say_evidence(struct plan *p,
                        const struct goal_outcome *g); /* "2 of 3, 4 not judged", under a heading */
/* "2 of its 3 scored evidence KPIs are on target, 4 more are not judged": a sentence for any counts, without its stop */
struct str evidence_words(struct arena *a, struct evidence e);
/* "of the 6 goals below it 3 met, 2 short, 1 not judged (no KPI)": every business goal of goals.csv whose
 * nearest business goal above is g; empty where there is none */
struct str say_children(struct plan *p, const struct goal_outcome *g);
/* Why its status is not that of its heaviest KPI or of all its parts; empty where it is. */
struct str say_why(struct plan *p, const struct goal_outcome *g);

/* sentences.c: facts in words (WORKBOOK 10). */
struct str say_headline(struct plan *p);
struct str say_problem(struct plan *p, const struct kpi_outcome *k);
struct str say_win(struct plan *p, const struct kpi_outcome *k);
struct str say_gap(struct plan *p, const struct kpi_outcome *k);
struct str say_message(struct plan *p, const struct goal_outcome *g);
bool kpi_is_newly_met(const struct kpi_outcome *k);
bool kpi_is_win(const struct plan *p, const struct kpi_outcome *k);
#endif
