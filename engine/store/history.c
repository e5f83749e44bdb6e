/* history.c - what earlier runs found, read back. */
#include "store/history.h"

#include <string.h>
#include "base/mem.h"
#include "store/load.h"
#include "store/query.h"

static void read_headline(struct query *q, struct past_run *r)
{
	r->social_seen = query_int(q);
	r->serve = query_int(q);
	r->objectives = query_int(q);
	r->measured = query_int(q);
	r->green = query_int(q);
	r->amber = query_int(q);
	r->red = query_int(q);
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
	if (!day_parse_iso(r->as_of, &r->as_of_day))
		r->as_of_day = r->period.last;
	r->reported_on = query_text(q, a);
	r->version = query_text(q, a);
	r->as_of_moved = (int32_t)query_int(q);
	r->model = query_text(q, a);
	r->model_version = query_text(q, a);
	r->company = query_text(q, a);
	r->report = query_int(q);
	read_headline(q, r);
	return true;
}

#define RUN_COLUMNS                                                                                            \
	"run_id, period, first_day, last_day, as_of, reported_on, version, as_of_moved, model, model_version," \
	" company, report, social_seen, serve, objectives, measured, green, amber, red"

/* All runs that the statement gives, without their rows. */
static bool read_runs(struct query *q, struct arena *a, struct fiscal f, struct past *out)
{
	struct past_run *runs = NULL, *kept;
	size_t cap = 0, n = 0;
	bool ok = true;

	while (ok && query_next(q)) {
		mem_reserve(&runs, &cap, n + 1, sizeof *runs);
		runs[n] = (struct past_run){ 0 };
		ok = read_run(q, a, f, &runs[n++]);
	}
	ok = query_close(q) && ok;
	kept = ARENA_ARRAY(a, n, struct past_run);
	for (size_t i = 0; i < n; i++)
		kept[i] = runs[i];
	mem_free(runs);
	*out = ok ? (struct past){ kept, n } : (struct past){ NULL, 0 };
	return ok;
}

/* The lists are the arena's own, just made; past is const for those who judge by it. */
static struct past_run *own(const struct past *p)
{
	return (struct past_run *)p->runs;
}

static bool load_runs(struct db *db, struct arena *a, struct period period, struct fiscal f, struct past *out,
                      struct diag *d)
{
	struct query q;
	bool ok;

	query_open(&q, db,
	           "SELECT " RUN_COLUMNS " FROM current_run WHERE last_day < ?"
	           " ORDER BY first_day, last_day, period",
	           d);
	query_put_text(&q, day_text(a, period.first));
	ok = read_runs(&q, a, f, out);
	for (size_t i = 0; i < out->n && ok; i++)
		ok = load_kpis(db, a, &own(out)[i], d) && load_goals(db, a, &own(out)[i], d)
		     && load_metrics(db, a, &own(out)[i], d) && load_terms(db, a, &own(out)[i], d);
	if (!ok)
		*out = (struct past){ NULL, 0 };
	return ok;
}

/* A run that is a report of its period itself is compared with those before it, so that to run it once more gives the
 * same. */
static bool load_reports(struct db *db, struct arena *a, struct period period, struct fiscal f,
                         struct str run_id, struct past *out, struct diag *d)
{
	struct query q;
	bool ok;

	query_open(&q, db,
	           "SELECT " RUN_COLUMNS " FROM run r WHERE last_day <= ?1 AND report ="
	           " (SELECT max(x.report) FROM run x WHERE x.period = r.period AND x.run_id <> ?2"
	           " AND x.report < coalesce((SELECT y.report FROM run y WHERE y.run_id = ?2"
	           " AND y.period = x.period), 9223372036854775807))"
	           " ORDER BY first_day, last_day, period",
	           d);
	query_put_text(&q, day_text(a, period.last));
	query_put_text(&q, run_id);
	ok = read_runs(&q, a, f, out);
	for (size_t i = 0; i < out->n && ok; i++)
		ok = load_kpis(db, a, &own(out)[i], d) && load_inputs(db, a, &own(out)[i], d)
		     && load_totals(db, a, &own(out)[i], d);
	if (!ok)
		*out = (struct past){ NULL, 0 };
	return ok;
}

/* A period's runs stand together, its reports in their order, its draft last. */
static void mark_current(struct past *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct past_run *r = &own(all)[i], *next = i + 1 < all->n ? &own(all)[i + 1] : NULL;
		bool is_last = next == NULL || !period_eq(next->period, r->period);

		r->is_current = r->report > 0 ? is_last || next->report == 0
		                              : i == 0 || !period_eq(own(all)[i - 1].period, r->period);
	}
}

static bool load_all(struct db *db, struct arena *a, struct fiscal f, struct past *out, struct diag *d)
{
	struct query q;
	bool ok;

	query_open(&q, db,
	           "SELECT " RUN_COLUMNS
	           " FROM run ORDER BY first_day, last_day, period, report IS NULL, report",
	           d);
	ok = read_runs(&q, a, f, out);
	mark_current(out);
	for (size_t i = 0; i < out->n && ok; i++)
		if (out->runs[i].is_current)
			ok = load_kpis(db, a, &own(out)[i], d) && load_goals(db, a, &own(out)[i], d);
	if (!ok)
		*out = (struct past){ NULL, 0 };
	return ok;
}

bool history_all(struct db *db, struct arena *a, struct fiscal f, struct past *out, struct diag *d)
{
	*out = (struct past){ NULL, 0 };
	return db_begin(db, false, d) && db_end(db, load_all(db, a, f, out, d), d);
}

bool history_load(struct db *db, struct arena *a, struct period period, struct fiscal f, struct past *out,
                  struct diag *d)
{
	*out = (struct past){ NULL, 0 };
	/* one transaction, so that all is read as of one moment */
	return db_begin(db, false, d) && db_end(db, load_runs(db, a, period, f, out, d), d);
}

bool history_reports(struct db *db, struct arena *a, struct period period, struct fiscal f, struct str run_id,
                     struct past *out, struct diag *d)
{
	*out = (struct past){ NULL, 0 };
	return db_begin(db, false, d) && db_end(db, load_reports(db, a, period, f, run_id, out, d), d);
}

#define KNOWN_COLUMNS "run_id, period, report, reported_on, output, output_digest"

static bool read_known(struct query *q, struct arena *a, struct known_run *out)
{
	*out = (struct known_run){ .found = query_next(q) };
	if (out->found) {
		out->run_id = query_text(q, a);
		out->period = query_text(q, a);
		out->report = query_int(q);
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

	query_open(&q, db, "SELECT " KNOWN_COLUMNS " FROM run WHERE run_id = ?", d);
	query_put_text(&q, run_id);
	return read_known(&q, a, out);
}

bool history_reported(struct db *db, struct arena *a, struct period p, struct known_run *out, struct diag *d)
{
	struct query q;

	query_open(&q, db,
	           "SELECT " KNOWN_COLUMNS " FROM run"
	           " WHERE period = ? AND report IS NOT NULL ORDER BY report DESC LIMIT 1",
	           d);
	query_put_text(&q, period_text(a, p));
	return read_known(&q, a, out);
}

bool history_later(struct db *db, struct arena *a, struct period p, struct known_run *out, struct diag *d)
{
	struct query q;

	query_open(&q, db,
	           "SELECT " KNOWN_COLUMNS " FROM run"
	           " WHERE last_day > ? ORDER BY last_day DESC, run_id LIMIT 1",
	           d);
	query_put_text(&q, day_text(a, p.last));
	return read_known(&q, a, out);
}

bool history_outputs(struct db *db, struct arena *a, struct known_run **out, size_t *n, struct diag *d)
{
	struct query q;
	size_t cap = 0;
	struct known_run *all = NULL;

	*n = 0;
	query_open(&q, db,
	           "SELECT run_id, period, output FROM run WHERE report IS NOT NULL"
	           " ORDER BY last_day DESC, report DESC",
	           d);
	while (query_next(&q)) {
		mem_reserve(&all, &cap, *n + 1, sizeof *all);
		all[*n] = (struct known_run){ .found = true, .is_reported = true };
		all[*n].run_id = query_text(&q, a);
		all[*n].period = query_text(&q, a);
		all[(*n)++].output = query_text(&q, a);
	}
	*out = ARENA_ARRAY(a, *n + 1, struct known_run);
	if (*n > 0)
		memcpy(*out, all, *n * sizeof *all);
	mem_free(all);
	return query_close(&q);
}
