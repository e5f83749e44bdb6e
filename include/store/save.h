/* save.h - what the files that save a run share: the run at hand, and how each of its rows begins. */
#ifndef KPI_STORE_SAVE_H
#define KPI_STORE_SAVE_H
#include "store/history.h"
#include "store/query.h"

/* What the rows of a run are made from. */
struct save {
	struct db *db;
	const struct run_record *r;
	const struct outcome *o;
	const struct intern *names;
	struct arena *scratch; /* of the row at hand */
	struct diag *d;
};

/* Every row of a run's own tables starts with its id and its number. */
void save_start_row(const struct save *s, struct query *q, size_t n);
void save_day(const struct save *s, struct query *q, int32_t day);           /* NULL for DAY_NONE */
void save_goal(const struct save *s, struct query *q, const struct goal *g); /* its id, or NULL */
struct str save_word(const struct save *s, sym id);

/* save_scores.c; each within the transaction, false with a finding where SQLite refused. */
bool save_kpis(const struct save *s);
bool save_scores(const struct save *s);
bool save_ledgers(const struct save *s);
/* save_findings.c */
bool save_metrics(const struct save *s);
bool save_totals(const struct save *s);
bool save_changes(const struct save *s);
bool save_findings(const struct save *s);
bool save_strategy(const struct save *s);
#endif
