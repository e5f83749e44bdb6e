/* history.h - memory between runs: a SQLite file of runs, one transaction each. */
#ifndef KPI_STORE_HISTORY_H
#define KPI_STORE_HISTORY_H
#include "data/outcome.h"

struct db;
/* Open (creating folder and file unless read_only) and migrate; a read-only one of an older layout is
 * migrated as a copy in memory. Waits up to `wait` seconds for other processes. NULL: K902 or K901 (exit 73
 * where nothing can be made there, else 74), K905 (exit 75) where another process holds it. A file that is
 * not ours, or that a newer program wrote, is left as it is. */
struct db *db_open(struct arena *a, struct str path, bool read_only, int wait, struct diag *d);
/* To write, for history_save: a new file gets its layout in the transaction that saves, so that the disk is waited for
 * once. Until then nothing can be read from it. */
struct db *db_open_to_save(struct arena *a, struct str path, int wait, struct diag *d);
void db_close(struct db *db); /* accepts NULL */

/* Of every period that ended before `period` began: its latest report, else its draft. */
bool history_load(struct db *db, struct arena *a, struct period period, struct fiscal f, struct past *out,
                  struct diag *d);

/* The reports that the run run_id of a period is compared with: the latest of each period that ended with it or before,
 * but neither that run itself nor a later report of its own period. With their KPIs, inputs and totals only. */
bool history_reports(struct db *db, struct arena *a, struct period period, struct fiscal f, struct str run_id,
                     struct past *out, struct diag *d);

/* Every run, oldest period first, reports before a draft; KPIs and goals of those that are current only. */
bool history_all(struct db *db, struct arena *a, struct fiscal f, struct past *out, struct diag *d);

struct run_record {
	struct str run_id, version, company, output /* workspace-relative */, output_digest;
	bool is_reported;
	struct str reported_on; /* as-of day of the run, ISO; "" for a draft */
	const struct outcome *outcome;
	const struct facts *facts;
	const struct inputs *inputs;
	const struct finding *findings;
	size_t n_findings;
};

/* What history holds of a run id or of a period's latest report. */
struct known_run {
	bool found, is_reported;
	struct str run_id, period, reported_on, output, output_digest;
	int64_t report; /* its number among the reports of its period; 0: a draft */
};
bool history_known(struct db *db, struct arena *a, struct str run_id, struct known_run *out, struct diag *d);
bool history_reported(struct db *db, struct arena *a, struct period p, struct known_run *out, struct diag *d);
/* A run of a period that ends after p does, if there is one. */
bool history_later(struct db *db, struct arena *a, struct period p, struct known_run *out, struct diag *d);
/* Run id, period and scorecard of every reported run, the newest period first. */
bool history_outputs(struct db *db, struct arena *a, struct known_run **out, size_t *n, struct diag *d);

/* BEGIN IMMEDIATE .. COMMIT: the run replaces one of the same id and any other draft of its period. A run
 * that was reported stays so; its output stays too while the digest does (a copy was written elsewhere). On
 * false the history is as it was. */
bool history_save(struct db *db, const struct run_record *r, struct diag *d);
#endif
