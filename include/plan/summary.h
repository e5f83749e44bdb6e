/* summary.h - Summary's columns, and the lists of KPIs that stand below its table. */
#ifndef KPI_PLAN_SUMMARY_H
#define KPI_PLAN_SUMMARY_H
#include "plan/sheets.h"

enum summary_col {
	STATUS_COL,
	NAME_COL,
	EVIDENCE_COL,
	KPI_COL,
	KPI_STATUS_COL,
	VALUE_COL,
	TARGET_COL,
	CHANGE_COL,
	TREND_COL,
	N_COLS
};
enum { MOST_ITEMS = 3 }; /* of a list, before "2 more on Scorecard" */

/* summary_objectives.c */
void summary_objectives(struct plan *p);
void summary_parents(struct plan *p);
void summary_why(struct plan *p, size_t room); /* at most so many reasons, the others counted */
/* which say nothing of social, and what gives grey ones a colour; at most so many of these, the others counted */
void summary_grey(struct plan *p, size_t most);
void summary_alignment(struct plan *p);
/* summary_foot.c */
void summary_strategy(struct plan *p, size_t most, bool is_brief);
void summary_data(struct plan *p);
void summary_foot(struct plan *p);

/* Amounts that were refused because their currency has no rate or no name (K312). */
uint64_t amounts_refused(const struct finding *all, size_t n);

/* news.c. Problems in their order: class, then weight, then the order of Scorecard. */
const struct kpi_outcome **news_problems(const struct plan *p, size_t *n);
/* At most `room` of each, and how many more there are, by name. has_heads: columns have headings of their own. */
void news_put_problems(struct plan *p, const struct kpi_outcome **list, size_t n, size_t room,
                       bool has_heads);
void news_put_wins(struct plan *p, size_t room, bool has_heads);
void news_put_decisions(struct plan *p, const struct kpi_outcome **list, size_t n_list, bool has_heads);
#endif
