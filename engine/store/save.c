/* save.c - one run into history, in one transaction. */
#include "store/save.h"

#include "sys/fault.h"
#include "sys/file.h"

struct str save_word(const struct save *s, sym id)
{
	return intern_str(s->names, id);
}

void save_day(const struct save *s, struct query *q, int32_t day)
{
	query_put_text_or_null(q, day == DAY_NONE ? STR_NONE : day_text(s->scratch, day));
}

void save_goal(const struct save *s, struct query *q, const struct goal *g)
{
	query_put_text_or_null(q, g ? save_word(s, g->id) : STR_NONE);
}

void save_start_row(const struct save *s, struct query *q, size_t n)
{
	arena_reset(s->scratch);
	query_put_text(q, s->r->run_id);
	query_put_int(q, (int64_t)n + 1);
}

/* What history held of the run itself; a report's number and day outlive a rerun. */
struct before {
	bool found;
	int64_t report; /* 0: a draft, or not there */
	struct str reported_on, output, digest;
};

static bool look_up(const struct save *s, struct arena *a, struct before *b)
{
	struct query q;

	*b = (struct before){ 0 };
	query_open(&q, s->db, "SELECT report, reported_on, output, output_digest FROM run WHERE run_id = ?",
	           s->d);
	query_put_text(&q, s->r->run_id);
	b->found = query_next(&q);
	if (b->found) {
		b->report = query_int(&q);
		b->reported_on = query_text(&q, a);
		b->output = query_text(&q, a);
		b->digest = query_text(&q, a);
	}
	if (!query_close(&q))
		return false;
	if (b->report > 0 || !s->r->is_reported)
		return true;
	query_open(&q, s->db, "SELECT coalesce(max(report), 0) + 1 FROM run WHERE period = ?", s->d);
	query_put_text(&q, period_text(a, s->o->period));
	b->report = query_next(&q) ? query_int(&q) : 0;
	b->reported_on = s->r->reported_on.n > 0 ? s->r->reported_on : day_text(a, s->o->as_of);
	return query_close(&q);
}

/* Reported runs other than this one are never touched. */
static bool make_room(const struct save *s)
{
	struct query q;

	query_open(&q, s->db, "DELETE FROM run WHERE run_id = ? OR (period = ? AND report IS NULL)", s->d);
	query_put_text(&q, s->r->run_id);
	query_put_text(&q, period_text(s->scratch, s->o->period));
	query_run(&q);
	return query_close(&q);
}

static bool save_run(const struct save *s, const struct before *b)
{
	const struct outcome *o = s->o;
	const struct headline *h = &o->headline;
	const uint32_t counts[] = { h->social_seen, h->serve, h->serve_measured, h->objectives,
		                    h->measured,    h->green, h->amber,          h->red };
	/* a copy of a reported scorecard, written elsewhere, does not move the scorecard */
	bool is_copy =
	    b->found && b->reported_on.n > 0 && b->output.n > 0 && str_eq(b->digest, s->r->output_digest);
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO run (run_id, version, company, period, span, first_day, last_day, as_of, as_of_how,"
	    " period_how, report, reported_on, output, output_digest, social_seen, serve, serve_measured,"
	    " objectives, measured, green, amber, red, as_of_moved, model, model_version)"
	    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	query_put_text(&q, s->r->run_id);
	query_put_text(&q, s->r->version);
	query_put_text(&q, s->r->company);
	query_put_text(&q, period_text(s->scratch, o->period));
	query_put_text(&q, str_of(span_names[o->period.span]));
	save_day(s, &q, o->period.first);
	save_day(s, &q, o->period.last);
	save_day(s, &q, o->as_of);
	query_put_text(&q, o->as_of_how);
	query_put_text(&q, o->period_how);
	query_put_int_or_null(&q, b->report > 0, b->report);
	query_put_text_or_null(&q, b->report > 0 ? b->reported_on : STR_NONE);
	query_put_text(&q, is_copy ? b->output : s->r->output);
	query_put_text(&q, s->r->output_digest);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		query_put_int(&q, counts[i]);
	query_put_int(&q, o->as_of_moved);
	query_put_text(&q, s->r->facts->model->id);
	query_put_text(&q, s->r->facts->model->version);
	query_run(&q);
	return query_close(&q);
}

static void put_input(const struct save *s, struct query *q, const struct input *in)
{
	const struct workspace *ws = s->r->facts->ws;
	uint64_t left = 0;

	for (size_t i = 0; i < LEFT__N; i++)
		left += in->left[i];
	const uint64_t counts[] = {
		in->rows,       in->rows_used,     in->rows_rejected,  left,
		in->cells_used, in->cells_missing, in->cells_rejected, in->cells_ignored
	};
	bool has_days = in->role == INPUT_METRICS;

	query_put_text(q, str_of(input_role_names[in->role]));
	query_put_text(q, in->path);
	query_put_int(q, (int64_t)in->bytes);
	query_put_text(q, digest_text(s->scratch, in->digest_hi, in->digest_lo));
	query_put_text(q, in->format);
	query_put_int(q, in->is_copy);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		query_put_int(q, (int64_t)counts[i]);
	save_day(s, q, has_days ? in->first_day : DAY_NONE);
	save_day(s, q, has_days ? in->last_day : DAY_NONE);
	query_put_text(q, has_days && in->source < ws->n_sources ? ws->sources[in->source].files : STR_NONE);
}

static bool save_inputs(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO input (run_id, n, role, path, bytes, xxh128, format, is_copy, rows, rows_used,"
	    " rows_rejected, rows_left_out, cells_used, cells_missing, cells_rejected, cells_ignored,"
	    " first_day, last_day, source) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->r->inputs->n; i++) {
		save_start_row(s, &q, i);
		put_input(s, &q, &s->r->inputs->all[i]);
		query_run(&q);
	}
	return query_close(&q);
}

static bool save_goals(const struct save *s)
{
	const struct goals *goals = s->r->facts->goals;
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO goal (run_id, n, goal, name, parent, kind, department, owner, sponsor, budget_micro,"
	    " currency, weight) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < goals->n; i++) {
		const struct goal *g = &goals->all[i];

		save_start_row(s, &q, i);
		query_put_text(&q, save_word(s, g->id));
		query_put_text(&q, g->name);
		query_put_text_or_null(&q, save_word(s, g->parent));
		query_put_text(&q, str_of(kind_names[g->kind]));
		query_put_text(&q, g->department);
		query_put_text(&q, g->owner);
		query_put_text(&q, g->sponsor);
		query_put_int_or_null(&q, g->budget.has, g->budget.micro);
		query_put_text(&q, g->currency);
		query_put_real(&q, true, g->weight);
		query_run(&q);
	}
	return query_close(&q);
}

/* Inside the transaction. */
static bool save_all(const struct save *s, struct arena *a)
{
	struct before b;

	fault_here("after-begin");
	bool ok = look_up(s, a, &b) && make_room(s) && save_run(s, &b) && save_inputs(s) && save_goals(s)
	          && save_kpis(s) && save_scores(s) && save_ledgers(s) && save_metrics(s) && save_totals(s)
	          && save_changes(s) && save_findings(s) && save_strategy(s);
	fault_here("before-commit");
	return ok;
}

bool history_save(struct db *db, const struct run_record *r, struct diag *d)
{
	struct save s = { .db = db,
		          .r = r,
		          .o = r->outcome,
		          .names = r->facts->model->names,
		          .scratch = arena_new(0),
		          .d = d };
	struct arena *a = arena_new(0);
	bool ok = db_begin(db, true, d) && db_end(db, save_all(&s, a), d);

	arena_free(s.scratch);
	arena_free(a);
	return ok;
}
