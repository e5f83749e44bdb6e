/* schema.c - the tables of history, their views for analysts, and the steps between versions. */
#include "store/schema.h"

/* Of all tables: days are ISO text; amounts known exactly are integer millionths (_micro); scores and values
 * are REAL; NULL is missing, '' is no text; n is the order of the run's own lists. Nothing depends on a
 * clock or on rowids, so the same inputs give the same rows. */

/* A period has at most one draft (report NULL), and reports counted 1, 2, .. as it was restated. */
static const char table_run[] = "CREATE TABLE run ("
				" run_id TEXT NOT NULL PRIMARY KEY,"
				" version TEXT NOT NULL," /* of the program */
				" company TEXT NOT NULL,"
				" period TEXT NOT NULL,"
				" span TEXT NOT NULL,"
				" first_day TEXT NOT NULL,"
				" last_day TEXT NOT NULL,"
				" as_of TEXT NOT NULL,"
				" as_of_how TEXT NOT NULL,"
				" period_how TEXT NOT NULL,"
				" report INTEGER CHECK (report > 0),"
				" reported_on TEXT CHECK ((reported_on IS NULL) = (report IS NULL)),"
				" output TEXT NOT NULL,"
				" output_digest TEXT NOT NULL," /* XXH3-128 of the .xlsx */
				" social_seen INTEGER NOT NULL,"
				" serve INTEGER NOT NULL,"
				" serve_measured INTEGER NOT NULL,"
				" objectives INTEGER NOT NULL,"
				" measured INTEGER NOT NULL,"
				" green INTEGER NOT NULL,"
				" amber INTEGER NOT NULL,"
				" red INTEGER NOT NULL,"
				" UNIQUE (period, report)"
				") STRICT, WITHOUT ROWID";
static const char one_draft[] = "CREATE UNIQUE INDEX one_draft ON run (period) WHERE report IS NULL";

#define OF_RUN " run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE, n INTEGER NOT NULL,"

static const char table_input[] = "CREATE TABLE input (" OF_RUN " role TEXT NOT NULL,"
				  " path TEXT NOT NULL,"
				  " bytes INTEGER NOT NULL,"
				  " xxh128 TEXT NOT NULL,"
				  " format TEXT NOT NULL,"
				  " is_copy INTEGER NOT NULL,"
				  " rows INTEGER NOT NULL," /* = used + rejected + left out on purpose */
				  " rows_used INTEGER NOT NULL,"
				  " rows_rejected INTEGER NOT NULL,"
				  " rows_left_out INTEGER NOT NULL,"
				  " cells_used INTEGER NOT NULL,"
				  " cells_missing INTEGER NOT NULL,"
				  " cells_rejected INTEGER NOT NULL,"
				  " cells_ignored INTEGER NOT NULL,"
				  " first_day TEXT,"
				  " last_day TEXT,"
				  " PRIMARY KEY (run_id, n)"
				  ") STRICT, WITHOUT ROWID";

static const char table_goal[] = "CREATE TABLE goal (" OF_RUN " goal TEXT NOT NULL,"
				 " name TEXT NOT NULL,"
				 " parent TEXT,"
				 " kind TEXT NOT NULL,"
				 " department TEXT NOT NULL,"
				 " owner TEXT NOT NULL,"
				 " sponsor TEXT NOT NULL,"
				 " budget_micro INTEGER,"
				 " currency TEXT NOT NULL,"
				 " weight REAL NOT NULL,"
				 " PRIMARY KEY (run_id, goal)"
				 ") STRICT, WITHOUT ROWID";

static const char table_kpi_value[] = "CREATE TABLE kpi_value (" OF_RUN " kpi TEXT NOT NULL,"
				      " objective TEXT," /* goal it counts under; NULL: it links nothing */
				      " own_goal TEXT,"  /* goal it names, where that is another one */
				      " role TEXT NOT NULL,"
				      " level TEXT NOT NULL,"
				      " better TEXT NOT NULL,"
				      " unit TEXT NOT NULL,"
				      " weight REAL NOT NULL,"
				      " part TEXT NOT NULL,"
				      " value REAL,"
				      " value_micro INTEGER," /* where the value is exact */
				      " low REAL,"            /* where it is only known to lie between */
				      " high REAL,"
				      " num_micro INTEGER," /* a ratio's sums */
				      " den_micro INTEGER,"
				      " cells_expected INTEGER NOT NULL,"
				      " cells_present INTEGER NOT NULL,"
				      " newest_day TEXT,"
				      " target REAL,"
				      " red_line REAL,"
				      " target_low REAL,"
				      " target_high REAL,"
				      " tolerance REAL,"
				      " score REAL,"
				      " status TEXT NOT NULL,"
				      " grey TEXT NOT NULL,"   /* why there is no colour, in short; '' */
				      " reason TEXT NOT NULL," /* the same with figures */
				      " definition TEXT NOT NULL,"
				      " PRIMARY KEY (run_id, kpi)"
				      ") STRICT, WITHOUT ROWID";

static const char table_objective_score[] =
    "CREATE TABLE objective_score (" OF_RUN " goal TEXT NOT NULL,"
    " is_objective INTEGER NOT NULL,"
    " score REAL," /* of its evidence */
    " coverage REAL,"
    " leading REAL,"
    " leading_coverage REAL,"
    " business REAL,"
    " social REAL,"
    " evidence_on_target INTEGER NOT NULL,"
    " evidence_total INTEGER NOT NULL,"
    " is_partial INTEGER NOT NULL,"
    " status TEXT NOT NULL,"
    " grey TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " PRIMARY KEY (run_id, goal),"
    " FOREIGN KEY (run_id, goal) REFERENCES goal (run_id, goal) ON DELETE CASCADE"
    ") STRICT, WITHOUT ROWID";

static const char table_metric_state[] = "CREATE TABLE metric_state (" OF_RUN " metric TEXT NOT NULL,"
					 " kind TEXT NOT NULL,"
					 " state TEXT NOT NULL,"
					 " is_partial INTEGER NOT NULL,"
					 " kpi TEXT,"
					 " goal TEXT,"
					 " cells INTEGER NOT NULL," /* in the period; 0: not seen */
					 " first_day TEXT,"
					 " last_day TEXT,"
					 " total REAL,"
					 " total_micro INTEGER," /* where it is exact */
					 " because TEXT NOT NULL,"
					 " ask_instead TEXT NOT NULL,"
					 " place TEXT NOT NULL," /* model line that decided */
					 " PRIMARY KEY (run_id, metric)"
					 ") STRICT, WITHOUT ROWID";

static const char table_finding[] = "CREATE TABLE finding (" OF_RUN " code TEXT NOT NULL,"
				    " severity TEXT NOT NULL,"
				    " subject TEXT NOT NULL,"
				    " file TEXT NOT NULL,"
				    " line INTEGER,"
				    " col INTEGER,"
				    " message TEXT NOT NULL,"
				    " remedy TEXT NOT NULL,"
				    " more INTEGER NOT NULL," /* how many of its kind followed */
				    " PRIMARY KEY (run_id, n)"
				    ") STRICT, WITHOUT ROWID";

/* The run that speaks for each period: its latest report, else its draft. */
static const char view_current_run[] =
    "CREATE VIEW current_run AS SELECT r.*, r.report IS NOT NULL AS is_reported FROM run r"
    " WHERE r.report = (SELECT max(x.report) FROM run x WHERE x.period = r.period)"
    " OR (r.report IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM run x WHERE x.period = r.period AND x.report IS NOT NULL))";

/* A row a KPI and period. Try: SELECT * FROM scorecard WHERE period = '2026-Q3' AND status = 'red'; */
static const char view_scorecard[] =
    "CREATE VIEW scorecard AS SELECT r.period, r.is_reported, g.name AS objective_name, k.objective, k.kpi,"
    " k.role, k.level, k.part, k.unit, k.value, k.low, k.high, k.target, k.red_line, k.score, k.status,"
    " k.reason, k.weight"
    " FROM current_run r JOIN kpi_value k USING (run_id)"
    " LEFT JOIN goal g ON g.run_id = k.run_id AND g.goal = k.objective"
    " ORDER BY r.first_day, r.last_day, k.n";

/* A row a metric seen in the period that serves no goal. Try: SELECT metric, because FROM unlinked; */
static const char view_unlinked[] =
    "CREATE VIEW unlinked AS SELECT r.period, r.is_reported, m.metric, m.kind, m.state, m.is_partial,"
    " m.cells, m.total, m.because, m.ask_instead, m.place"
    " FROM current_run r JOIN metric_state m USING (run_id)"
    " WHERE m.cells > 0 AND m.state IN ('unlinked', 'unknown')"
    " ORDER BY r.first_day, r.last_day, m.n";

/* A KPI's values in order of time, months beside months and quarters beside quarters. is_redefined: in the
 * row before it measured something else, so the two do not compare. Try: SELECT period, value FROM trend
 * WHERE kpi = 'leads_social'; */
static const char view_trend[] =
    "CREATE VIEW trend AS SELECT k.kpi, r.span, r.period, r.first_day, r.last_day, r.is_reported, k.value,"
    " k.target, k.score, k.status,"
    " k.definition <> lag(k.definition, 1, k.definition) OVER w AS is_redefined"
    " FROM current_run r JOIN kpi_value k USING (run_id)"
    " WINDOW w AS (PARTITION BY k.kpi, r.span ORDER BY r.first_day, r.period)"
    " ORDER BY k.kpi, r.span, r.first_day, r.period";

static const char *const first[] = {
	table_run,          one_draft,       table_input,
	table_goal,         table_kpi_value, table_objective_score,
	table_metric_state, table_finding,   view_current_run,
	view_scorecard,     view_unlinked,   view_trend,
};

/* How each score adds up, since 2: of one goal the points of its rows are its score. A hold is what a roll-up takes off
 * the mean. Try: SELECT goal, sum(points) FROM ledger WHERE run_id = .. GROUP BY goal; */
static const char table_ledger[] = "CREATE TABLE ledger (" OF_RUN " goal TEXT NOT NULL,"
				   " term TEXT NOT NULL," /* a KPI, or a goal below */
				   " is_goal INTEGER NOT NULL,"
				   " is_hold INTEGER NOT NULL,"
				   " weight REAL NOT NULL,"
				   " score REAL NOT NULL,"
				   " points REAL NOT NULL,"
				   " PRIMARY KEY (run_id, n)"
				   ") STRICT, WITHOUT ROWID";

static const char *const second[] = { table_ledger };

/* What money served and how far the company was, since 3. Amounts are NULL where there was no spend, or no
 * campaigns.csv to judge it by (then all but spend_micro); they add up to spend_micro. */
static const char table_strategy[] = "CREATE TABLE strategy (" OF_RUN " spend_micro INTEGER,"
				     " aligned_micro INTEGER,"
				     " social_only_micro INTEGER,"
				     " unaligned_micro INTEGER,"
				     " unassigned_micro INTEGER,"
				     " stage TEXT," /* of maturity; NULL: none is reached */
				     " stages_reached INTEGER NOT NULL,"
				     " stages INTEGER NOT NULL,"
				     " PRIMARY KEY (run_id, n)"
				     ") STRICT, WITHOUT ROWID";

static const char *const third[] = { table_strategy };

/* What a later run needs to tell what was restated, what only matured, and what else is not as it was. Runs of
 * layouts 1 to 3 have none of it. */
static const char run_moved[] =
    "ALTER TABLE run ADD COLUMN as_of_moved INTEGER NOT NULL DEFAULT 0"; /* days */
static const char run_model[] = "ALTER TABLE run ADD COLUMN model TEXT NOT NULL DEFAULT ''";
static const char run_model_version[] = "ALTER TABLE run ADD COLUMN model_version TEXT NOT NULL DEFAULT ''";
static const char input_source[] =
    "ALTER TABLE input ADD COLUMN source TEXT NOT NULL DEFAULT ''"; /* `files:` of its source */

/* What a source gave of a metric in the period of the run. */
static const char table_source_total[] =
    "CREATE TABLE source_total (" OF_RUN " source TEXT NOT NULL," /* its `files:` */
    " metric TEXT NOT NULL,"
    " grain TEXT NOT NULL," /* day, post, event, window */
    " cells INTEGER NOT NULL,"
    " total_micro INTEGER," /* NULL: it does not fit */
    " PRIMARY KEY (run_id, n)"
    ") STRICT, WITHOUT ROWID";

/* What the run found to be not as it was. */
static const char table_change[] =
    "CREATE TABLE change (" OF_RUN " kind TEXT NOT NULL," /* restated, target moved, .. */
    " about TEXT NOT NULL,"                               /* kpi, goal, metric, input, model */
    " subject TEXT NOT NULL,"
    " period TEXT NOT NULL," /* the reported one, or the one before the run's */
    " before_value REAL,"
    " after_value REAL,"
    " before TEXT NOT NULL," /* the two in words */
    " after TEXT NOT NULL,"
    " why TEXT NOT NULL,"
    " place TEXT NOT NULL,"
    " PRIMARY KEY (run_id, n)"
    ") STRICT, WITHOUT ROWID";

/* A row a change, by the run that speaks for each period. Try: SELECT * FROM changes WHERE kind = 'restated'; */
static const char view_changes[] =
    "CREATE VIEW changes AS SELECT r.period AS run_period, r.as_of, r.is_reported, c.kind, c.about, c.subject,"
    " c.period, c.before_value, c.after_value, c.before, c.after, c.why, c.place"
    " FROM current_run r JOIN change c USING (run_id)"
    " ORDER BY r.first_day, r.last_day, r.period, c.n";

static const char *const fourth[] = {
	run_moved, run_model, run_model_version, input_source, table_source_total, table_change, view_changes,
};

const struct schema_step schema_steps[] = {
	[0] = { first, sizeof first / sizeof *first },
	[1] = { second, sizeof second / sizeof *second },
	[2] = { third, sizeof third / sizeof *third },
	[3] = { fourth, sizeof fourth / sizeof *fourth },
};
const size_t schema_n_steps = sizeof schema_steps / sizeof *schema_steps;
