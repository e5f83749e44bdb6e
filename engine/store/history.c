/* history.c - what earlier runs found, read back. */
#include "store/history.h"

#include "base/mem.h"
#include "store/query.h"

/* How many rows a run has in a table; sql counts them. */
static size_t count_rows(struct db *db, const char *sql, struct str run_id, struct diag *d)
{
	struct query q;
	size_t n;

	query_open(&q, db, sql, d);
	query_put_text(&q, run_id);
	n = query_next(&q) ? (size_t)query_int(&q) : 0;
	return query_close(&q) ? n : 0;
}

static void read_figure(struct query *q, struct past_kpi *k)
{
	k->has_value = query_real(q, &k->value);
	k->is_exact = query_int_or_null(q, &k->micro);
	k->has_bounds = query_real(q, &k->low);
	query_real(q, &k->high);
	k->has_parts = query_int_or_null(q, &k->num);
	query_int_or_null(q, &k->den);
	k->expected = query_int(q);
	k->present = query_int(q);
}

/* In the order of the columns that load_kpis asks for. */
static void read_kpi(struct query *q, struct arena *a, struct past_kpi *k)
{
	k->kpi = query_text(q, a);
	k->objective = query_text(q, a);
	k->role = query_text(q, a);
	k->part = query_text(q, a);
	k->unit = query_text(q, a);
	k->status = query_text(q, a);
	k->reason = query_text(q, a);
	query_real(q, &k->weight);
	k->definition = query_text(q, a);
	k->has_score = query_real(q, &k->score);
	read_figure(q, k);
	k->has_target = query_real(q, &k->target);
	k->has_red_line = query_real(q, &k->red_line);
	k->has_band = query_real(q, &k->target_low);
	query_real(q, &k->target_high);
	k->has_tolerance = query_real(q, &k->tolerance);
}

static bool load_kpis(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM kpi_value WHERE run_id = ?", r->run_id, d);
	struct past_kpi *all = ARENA_ARRAY(a, n, struct past_kpi);
	struct query q;

	query_open(
	    &q, db,
	    "SELECT kpi, objective, role, part, unit, status, reason, weight, definition, score, value,"
	    " value_micro, low, high, num_micro, den_micro, cells_expected, cells_present, target, red_line,"
	    " target_low, target_high, tolerance FROM kpi_value WHERE run_id = ? ORDER BY n",
	    d);
	query_put_text(&q, r->run_id);
	while (r->n_kpis < n && query_next(&q))
		read_kpi(&q, a, &all[r->n_kpis++]);
	r->kpis = all;
	return query_close(&q);
}

static bool load_goals(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM objective_score WHERE run_id = ?", r->run_id, d);
	struct past_goal *all = ARENA_ARRAY(a, n, struct past_goal);
	struct query q;

	query_open(&q, db,
	           "SELECT goal, status, reason, score FROM objective_score WHERE run_id = ? ORDER BY n", d);
	query_put_text(&q, r->run_id);
	while (r->n_goals < n && query_next(&q)) {
		struct past_goal *g = &all[r->n_goals++];

		g->goal = query_text(&q, a);
		g->status = query_text(&q, a);
		g->reason = query_text(&q, a);
		g->has_score = query_real(&q, &g->score);
	}
	r->goals = all;
	return query_close(&q);
}

static bool load_metrics(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM metric_state WHERE run_id = ?", r->run_id, d);
	struct past_metric *all = ARENA_ARRAY(a, n, struct past_metric);
	struct query q;

	query_open(&q, db, "SELECT metric, kind, state, cells FROM metric_state WHERE run_id = ? ORDER BY n",
	           d);
	query_put_text(&q, r->run_id);
	while (r->n_metrics < n && query_next(&q)) {
		struct past_metric *m = &all[r->n_metrics++];

		m->metric = query_text(&q, a);
		m->kind = query_text(&q, a);
		m->state = query_text(&q, a);
		m->cells = query_int(&q);
	}
	r->metrics = all;
	return query_close(&q);
}

static bool load_terms(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM ledger WHERE run_id = ?", r->run_id, d);
	struct past_term *all = ARENA_ARRAY(a, n, struct past_term);
	struct query q;

	query_open(&q, db,
	           "SELECT goal, term, is_goal, is_hold, weight, score, points FROM ledger WHERE run_id = ?"
	           " ORDER BY n",
	           d);
	query_put_text(&q, r->run_id);
	while (r->n_terms < n && query_next(&q)) {
		struct past_term *t = &all[r->n_terms++];

		t->goal = query_text(&q, a);
		t->term = query_text(&q, a);
		t->is_goal = query_int(&q) != 0;
		t->is_hold = query_int(&q) != 0;
		query_real(&q, &t->weight);
		query_real(&q, &t->score);
		query_real(&q, &t->points);
	}
	r->terms = all;
	return query_close(&q);
}

/* The days are those of the run: where the fiscal year began in another month then, the period is no period
 * of now, and past_of does not find it. */
static bool read_run(struct query *q, struct arena *a, struct fiscal f, struct past_run *r)
{
	r->run_id = query_text(q, a);
	if (!period_parse(query_text(q, a), f, &r->period)
	    || !day_parse_iso(query_text(q, a), &r->period.first)
	    || !day_parse_iso(query_text(q, a), &r->period.last)) {
		diag_error(q->d, "K902", ((struct place){ .file = q->db->path }), STR_NONE,
		           "the history is damaged: run %.*s has no period that can be read",
		           STR_ARG(r->run_id));
		return false;
	}
	r->as_of = query_text(q, a);
	r->reported_on = query_text(q, a);
	return true;
}

static bool load_runs(struct db *db, struct arena *a, struct period period, struct fiscal f, struct past *out,
                      struct diag *d)
{
	struct past_run *runs = NULL, *kept;
	size_t cap = 0, n = 0;
	struct query q;
	bool ok = true;

	query_open(&q, db,
	           "SELECT run_id, period, first_day, last_day, as_of, reported_on FROM current_run"
	           " WHERE last_day < ? ORDER BY first_day, last_day, period",
	           d);
	query_put_text(&q, day_text(a, period.first));
	while (ok && query_next(&q)) {
		mem_reserve(&runs, &cap, n + 1, sizeof *runs);
		runs[n] = (struct past_run){ 0 };
		ok = read_run(&q, a, f, &runs[n++]);
	}
	ok = query_close(&q) && ok;
	kept = ARENA_ARRAY(a, n, struct past_run);
	for (size_t i = 0; i < n && ok; i++) {
		kept[i] = runs[i];
		ok = load_kpis(db, a, &kept[i], d) && load_goals(db, a, &kept[i], d)
		     && load_metrics(db, a, &kept[i], d) && load_terms(db, a, &kept[i], d);
	}
	mem_free(runs);
	*out = ok ? (struct past){ kept, n } : (struct past){ NULL, 0 };
	return ok;
}

bool history_load(struct db *db, struct arena *a, struct period period, struct fiscal f, struct past *out,
                  struct diag *d)
{
	*out = (struct past){ NULL, 0 };
	/* one transaction, so that all is read as of one moment */
	return db_begin(db, false, d) && db_end(db, load_runs(db, a, period, f, out, d), d);
}

static bool read_known(struct query *q, struct arena *a, struct known_run *out)
{
	*out = (struct known_run){ .found = query_next(q) };
	if (out->found) {
		out->run_id = query_text(q, a);
		out->reported_on = query_text(q, a);
		out->is_reported = out->reported_on.n > 0;
		out->output = query_text(q, a);
		out->output_digest = query_text(q, a);
	}
	return query_close(q);
}

bool history_known(struct db *db, struct arena *a, struct str run_id, struct known_run *out, struct diag *d)
{
	struct query q;

	query_open(&q, db, "SELECT run_id, reported_on, output, output_digest FROM run WHERE run_id = ?", d);
	query_put_text(&q, run_id);
	return read_known(&q, a, out);
}

bool history_reported(struct db *db, struct arena *a, struct period p, struct known_run *out, struct diag *d)
{
	struct query q;

	query_open(&q, db,
	           "SELECT run_id, reported_on, output, output_digest FROM run"
	           " WHERE period = ? AND report IS NOT NULL ORDER BY report DESC LIMIT 1",
	           d);
	query_put_text(&q, period_text(a, p));
	return read_known(&q, a, out);
}

bool history_later(struct db *db, struct arena *a, struct period p, struct known_run *out, struct diag *d)
{
	struct query q;

	query_open(&q, db,
	           "SELECT run_id, reported_on, output, output_digest FROM run"
	           " WHERE last_day > ? ORDER BY last_day DESC, run_id LIMIT 1",
	           d);
	query_put_text(&q, day_text(a, p.last));
	return read_known(&q, a, out);
}
