/* load.c - the rows of one earlier run, table by table. */
#include "store/load.h"

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

static void read_kpi(struct query *q, struct arena *a, struct past_kpi *k)
{
	k->kpi = query_text(q, a);
	k->objective = query_text(q, a);
	k->role = query_text(q, a);
	k->part = query_text(q, a);
	k->unit = query_text(q, a);
	k->status = query_text(q, a);
	k->reason = query_text(q, a);
	k->definition = query_text(q, a);
	query_real(q, &k->weight);
	k->has_score = query_real(q, &k->score);
}

static void read_figure(struct query *q, struct past_kpi *k)
{
	k->has_value = query_real(q, &k->value);
	k->is_exact = query_int_or_null(q, &k->micro);
	k->has_bounds = query_real(q, &k->low);
	k->has_bounds = query_real(q, &k->high) && k->has_bounds;
	k->has_parts = query_int_or_null(q, &k->num);
	k->has_parts = query_int_or_null(q, &k->den) && k->has_parts;
	k->expected = query_int(q);
	k->present = query_int(q);
}

static void read_target(struct query *q, struct past_kpi *k)
{
	k->has_target = query_real(q, &k->target);
	k->has_red_line = query_real(q, &k->red_line);
	k->has_band = query_real(q, &k->target_low);
	k->has_band = query_real(q, &k->target_high) && k->has_band;
	k->has_tolerance = query_real(q, &k->tolerance);
}

bool load_kpis(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM kpi_value WHERE run_id = ?", r->run_id, d);
	struct past_kpi *all = ARENA_ARRAY(a, n, struct past_kpi);
	struct query q;

	query_open(&q, db,
	           "SELECT kpi, objective, role, part, unit, status, reason, definition, weight, score,"
	           " value, value_micro, low, high, num_micro, den_micro, cells_expected, cells_present,"
	           " target, red_line, target_low, target_high, tolerance"
	           " FROM kpi_value WHERE run_id = ? ORDER BY n",
	           d);
	query_put_text(&q, r->run_id);
	while (r->n_kpis < n && query_next(&q)) {
		struct past_kpi *k = &all[r->n_kpis++];

		read_kpi(&q, a, k);
		read_figure(&q, k);
		read_target(&q, k);
	}
	r->kpis = all;
	return query_close(&q);
}

bool load_goals(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM objective_score WHERE run_id = ?", r->run_id, d);
	struct past_goal *all = ARENA_ARRAY(a, n, struct past_goal);
	struct query q;

	query_open(&q, db,
	           "SELECT s.goal, g.name, s.status, s.reason, s.is_objective, s.score FROM objective_score s"
	           " JOIN goal g USING (run_id, goal) WHERE s.run_id = ? ORDER BY s.n",
	           d);
	query_put_text(&q, r->run_id);
	while (r->n_goals < n && query_next(&q)) {
		struct past_goal *g = &all[r->n_goals++];

		g->goal = query_text(&q, a);
		g->name = query_text(&q, a);
		g->status = query_text(&q, a);
		g->reason = query_text(&q, a);
		g->is_objective = query_int(&q) != 0;
		g->has_score = query_real(&q, &g->score);
	}
	r->goals = all;
	return query_close(&q);
}

bool load_metrics(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
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

bool load_terms(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
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

static int32_t read_day(struct query *q, struct arena *a)
{
	int32_t day;

	return day_parse_iso(query_text(q, a), &day) ? day : DAY_NONE;
}

bool load_inputs(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM input WHERE run_id = ?", r->run_id, d);
	struct past_input *all = ARENA_ARRAY(a, n, struct past_input);
	struct query q;

	query_open(
	    &q, db,
	    "SELECT role, path, xxh128, source, first_day, last_day FROM input WHERE run_id = ? ORDER BY n",
	    d);
	query_put_text(&q, r->run_id);
	while (r->n_inputs < n && query_next(&q)) {
		struct past_input *in = &all[r->n_inputs++];

		in->role = query_text(&q, a);
		in->path = query_text(&q, a);
		in->xxh128 = query_text(&q, a);
		in->source = query_text(&q, a);
		in->first_day = read_day(&q, a);
		in->last_day = read_day(&q, a);
	}
	r->inputs = all;
	return query_close(&q);
}

bool load_totals(struct db *db, struct arena *a, struct past_run *r, struct diag *d)
{
	size_t n = count_rows(db, "SELECT count(*) FROM source_total WHERE run_id = ?", r->run_id, d);
	struct past_total *all = ARENA_ARRAY(a, n, struct past_total);
	struct query q;

	query_open(&q, db,
	           "SELECT source, metric, grain, cells, total_micro FROM source_total WHERE run_id = ?"
	           " ORDER BY metric, n",
	           d);
	query_put_text(&q, r->run_id);
	while (r->n_totals < n && query_next(&q)) {
		struct past_total *t = &all[r->n_totals++];

		t->source = query_text(&q, a);
		t->metric = query_text(&q, a);
		t->grain = query_text(&q, a);
		t->cells = query_int(&q);
		t->has_micro = query_int_or_null(&q, &t->micro);
	}
	r->totals = all;
	return query_close(&q);
}
