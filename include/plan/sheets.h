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
	size_t n_kpis;                           /* shown ones, in their order */
	struct str *goal_sheets;                 /* the sheet of o->goals[i]; "" where it has none */
	struct str now, prior, since, last_year; /* "Q3 2026" "Q2 2026" "Q2" "Q3 2025" */
};

bool goal_is_listed(const struct plan *p, const struct goal_outcome *g); /* on Summary */
bool goal_has_sheet(const struct goal_outcome *g);
struct str plan_goal_sheet(const struct plan *p, const struct goal_outcome *g); /* or "" */
struct str plan_currency(const struct plan *p, const struct goal *g);
/* Title, subtitle and the way back, on every sheet but Summary. */
void plan_top(struct plan *p, struct str title, struct str subtitle);
/* The cells that several sheets share, each in its column of the present row. */
void plan_status(struct plan *p, uint32_t col, enum status s, enum grey g, bool is_pace);
void plan_value(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_target(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_last_year(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_gap(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
void plan_change(struct plan *p, uint32_t col, const struct kpi_outcome *k, const struct scale *s);
/* There is a preceding figure to compare with: not across a period that is not over for what adds up. */
bool plan_compares(const struct plan *p, const struct kpi_outcome *k);
/* "Trend, 9 quarters": as many as there are */
struct str plan_trend_heading(const struct plan *p);
void plan_trend(struct plan *p, uint32_t col, const struct kpi_outcome *k);

/* The social metric with the largest count that serves no goal, or NULL. */
const struct metric_state *plan_largest_left(const struct plan *p);
struct str metric_label(const struct plan *p, const struct metric_state *m);

void plan_summary(struct plan *p);
void plan_scorecard(struct plan *p);
void plan_objective(struct plan *p, const struct goal_outcome *g, size_t number);
void plan_alignment(struct plan *p);
void plan_map(struct plan *p);
void plan_definitions(struct plan *p);
void plan_quality(struct plan *p);
void plan_sources(struct plan *p);

/* sentences.c: facts in words (WORKBOOK 10). */
struct str say_headline(struct plan *p);
struct str say_problem(struct plan *p, const struct kpi_outcome *k);
struct str say_win(struct plan *p, const struct kpi_outcome *k);
struct str say_gap(struct plan *p, const struct kpi_outcome *k);
struct str say_message(struct plan *p, const struct goal_outcome *g);
bool kpi_is_win(const struct plan *p, const struct kpi_outcome *k);
#endif
