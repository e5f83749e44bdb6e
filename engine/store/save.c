/* save.c - one run into history, in one transaction. */
#include "store/history.h"

#include "store/query.h"
#include "sys/fault.h"
#include "sys/file.h"

/* What the rows of a run are made from. */
struct save {
	struct db *db;
	const struct run_record *r;
	const struct outcome *o;
	const struct intern *names;
	struct arena *scratch; /* of the row at hand */
	struct diag *d;
};

static struct str word(const struct save *s, sym id)
{
	return intern_str(s->names, id);
}

static void put_day(const struct save *s, struct query *q, int32_t day)
{
	query_put_text_or_null(q, day == DAY_NONE ? STR_NONE : day_text(s->scratch, day));
}

/* The goal's id, or NULL. */
static void put_goal(const struct save *s, struct query *q, const struct goal *g)
{
	query_put_text_or_null(q, g ? word(s, g->id) : STR_NONE);
}

/* Every row of a run's own tables starts with its id and its number. */
static void start_row(const struct save *s, struct query *q, size_t n)
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
	put_day(s, &q, o->period.first);
	put_day(s, &q, o->period.last);
	put_day(s, &q, o->as_of);
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
	put_day(s, q, has_days ? in->first_day : DAY_NONE);
	put_day(s, q, has_days ? in->last_day : DAY_NONE);
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
		start_row(s, &q, i);
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

		start_row(s, &q, i);
		query_put_text(&q, word(s, g->id));
		query_put_text(&q, g->name);
		query_put_text_or_null(&q, word(s, g->parent));
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

static void put_figure(const struct save *s, struct query *q, const struct figure *f)
{
	query_put_real(q, f->has, f->value);
	query_put_int_or_null(q, f->has && f->is_exact, f->micro);
	query_put_real(q, f->has_bounds, f->low);
	query_put_real(q, f->has_bounds, f->high);
	query_put_int_or_null(q, f->has_parts, f->num);
	query_put_int_or_null(q, f->has_parts, f->den);
	query_put_int(q, f->expected);
	query_put_int(q, f->present);
	put_day(s, q, f->newest);
}

static void put_target(struct query *q, const struct resolved_target *t)
{
	query_put_real(q, t->has && !t->is_band, t->target);
	query_put_real(q, t->has && !t->is_band, t->red_line);
	query_put_real(q, t->has && t->is_band, t->low);
	query_put_real(q, t->has && t->is_band, t->high);
	query_put_real(q, t->has && t->is_band, t->tolerance);
}

static void put_kpi(const struct save *s, struct query *q, const struct kpi_outcome *k)
{
	query_put_text(q, word(s, k->kpi->id));
	put_goal(s, q, k->goal);
	put_goal(s, q, k->own_goal != k->goal ? k->own_goal : NULL);
	query_put_text(q, str_of(role_names[k->kpi->role]));
	query_put_text(q, str_of(level_names[k->kpi->level]));
	query_put_text(q, str_of(better_names[k->kpi->better]));
	query_put_text(q, str_of(unit_names[k->kpi->unit]));
	query_put_real(q, true, k->kpi->weight);
	query_put_text(q, str_of(part_names[k->part]));
	put_figure(s, q, &k->figure);
	put_target(q, &k->target);
	query_put_real(q, k->has_score, k->score);
	query_put_text(q, str_of(status_names[k->status]));
	query_put_text(q, str_of(grey_names[k->grey]));
	query_put_text(q, k->reason);
	query_put_text(q, k->definition);
}

static bool save_kpis(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO kpi_value (run_id, n, kpi, objective, own_goal, role, level, better, unit, weight, part,"
	    " value, value_micro, low, high, num_micro, den_micro, cells_expected, cells_present, newest_day,"
	    " target, red_line, target_low, target_high, tolerance, score, status, grey, reason, definition)"
	    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->o->n_kpis; i++) {
		start_row(s, &q, i);
		put_kpi(s, &q, &s->o->kpis[i]);
		query_run(&q);
	}
	return query_close(&q);
}

static void put_goal_outcome(const struct save *s, struct query *q, const struct goal_outcome *g)
{
	query_put_text(q, word(s, g->goal->id));
	query_put_int(q, g->is_objective);
	query_put_real(q, g->has_score, g->score);
	query_put_real(q, g->has_coverage, g->coverage);
	query_put_real(q, g->has_leading, g->leading);
	query_put_real(q, g->has_leading, g->leading_coverage);
	query_put_real(q, g->has_business, g->business);
	query_put_real(q, g->has_social, g->social);
	query_put_int(q, g->evidence_on_target);
	query_put_int(q, g->evidence_total);
	query_put_int(q, g->is_partial);
	query_put_text(q, str_of(status_names[g->status]));
	query_put_text(q, str_of(grey_names[g->grey]));
	query_put_text(q, g->reason);
}

static bool save_scores(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO objective_score (run_id, n, goal, is_objective, score, coverage, leading,"
	    " leading_coverage, business, social, evidence_on_target, evidence_total, is_partial, status, grey,"
	    " reason) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->o->n_goals; i++) {
		start_row(s, &q, i);
		put_goal_outcome(s, &q, &s->o->goals[i]);
		query_run(&q);
	}
	return query_close(&q);
}

static void put_term(const struct save *s, struct query *q, const struct goal_outcome *g,
                     const struct ledger_term *t)
{
	query_put_text(q, word(s, g->goal->id));
	query_put_text(q, word(s, t->kpi ? t->kpi->kpi->id : t->child->goal->id));
	query_put_int(q, t->child != NULL);
	query_put_int(q, t->is_hold);
	query_put_real(q, true, t->weight);
	query_put_real(q, true, t->score);
	query_put_real(q, true, t->points);
}

static bool save_ledgers(const struct save *s)
{
	struct query q;
	size_t n = 0;

	query_open(&q, s->db,
	           "INSERT INTO ledger (run_id, n, goal, term, is_goal, is_hold, weight, score, points)"
	           " VALUES (?,?,?,?,?,?,?,?,?)",
	           s->d);
	for (size_t i = 0; i < s->o->n_goals; i++) {
		const struct goal_outcome *g = &s->o->goals[i];

		for (size_t k = 0; k < g->n_ledger; k++) {
			start_row(s, &q, n++);
			put_term(s, &q, g, &g->ledger[k]);
			query_run(&q);
		}
	}
	return query_close(&q);
}

static struct str place_words(const struct save *s, struct place at)
{
	if (at.file.n == 0 || at.line == 0)
		return at.file;
	return str_fmt(s->scratch, "%.*s:%u:%u", STR_ARG(at.file), at.line, at.col);
}

static void put_metric(const struct save *s, struct query *q, const struct metric_state *m)
{
	query_put_text(q, word(s, m->metric));
	query_put_text(q, str_of(kind_names[m->kind]));
	query_put_text(q, str_of(state_names[m->state]));
	query_put_int(q, m->is_partial);
	query_put_text_or_null(q, m->kpi ? word(s, m->kpi->id) : STR_NONE);
	put_goal(s, q, m->goal);
	query_put_int(q, (int64_t)m->cells);
	put_day(s, q, m->first_day);
	put_day(s, q, m->last_day);
	query_put_real(q, m->figure.has, m->figure.value);
	query_put_int_or_null(q, m->figure.has && m->figure.is_exact, m->figure.micro);
	query_put_text(q, m->because);
	query_put_text(q, m->ask_instead);
	query_put_text(q, place_words(s, m->at));
}

static bool save_metrics(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO metric_state (run_id, n, metric, kind, state, is_partial, kpi, goal, cells, first_day,"
	    " last_day, total, total_micro, because, ask_instead, place)"
	    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->o->n_metrics; i++) {
		start_row(s, &q, i);
		put_metric(s, &q, &s->o->metrics[i]);
		query_run(&q);
	}
	return query_close(&q);
}

static bool save_totals(const struct save *s)
{
	struct query q;

	query_open(&q, s->db,
	           "INSERT INTO source_total (run_id, n, source, metric, grain, cells, total_micro)"
	           " VALUES (?,?,?,?,?,?,?)",
	           s->d);
	for (size_t i = 0; i < s->o->n_totals; i++) {
		const struct source_total *t = &s->o->totals[i];

		start_row(s, &q, i);
		query_put_text(&q, t->source);
		query_put_text(&q, word(s, t->metric));
		query_put_text(&q, str_of(grain_names[t->grain]));
		query_put_int(&q, (int64_t)t->cells);
		query_put_int_or_null(&q, !t->overflow, t->micro);
		query_run(&q);
	}
	return query_close(&q);
}

static bool save_changes(const struct save *s)
{
	struct query q;

	query_open(&q, s->db,
	           "INSERT INTO change (run_id, n, kind, about, subject, period, before_value, after_value,"
	           " before, after, why, place) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
	           s->d);
	for (size_t i = 0; i < s->o->n_changes; i++) {
		const struct change *c = &s->o->changes[i];

		start_row(s, &q, i);
		query_put_text(&q, str_of(change_names[c->kind]));
		query_put_text(&q, str_of(about_names[c->about]));
		query_put_text(&q, c->subject);
		query_put_text(&q, period_text(s->scratch, c->period));
		query_put_real(&q, c->has_before, c->before);
		query_put_real(&q, c->has_after, c->after);
		query_put_text(&q, c->was);
		query_put_text(&q, c->is);
		query_put_text(&q, c->why);
		query_put_text(&q, place_words(s, c->at));
		query_run(&q);
	}
	return query_close(&q);
}

static bool save_findings(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO finding (run_id, n, code, severity, subject, file, line, col, message, remedy, more)"
	    " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->r->n_findings; i++) {
		const struct finding *f = &s->r->findings[i];

		start_row(s, &q, i);
		query_put_text(&q, str_of(f->code));
		query_put_text(&q, str_of(severity_names[f->severity]));
		query_put_text(&q, f->subject);
		query_put_text(&q, f->at.file);
		query_put_int_or_null(&q, f->at.line > 0, f->at.line);
		query_put_int_or_null(&q, f->at.col > 0, f->at.col);
		query_put_text(&q, f->message);
		query_put_text(&q, f->remedy);
		query_put_int(&q, (int64_t)f->more);
		query_run(&q);
	}
	return query_close(&q);
}

static bool save_strategy(const struct save *s)
{
	const struct spend *x = &s->o->strategy.spend;
	const struct maturity *m = &s->o->strategy.maturity;
	bool has = x->has && !x->overflow;
	struct query q;

	query_open(&q, s->db,
	           "INSERT INTO strategy (run_id, n, spend_micro, aligned_micro, social_only_micro,"
	           " unaligned_micro, unassigned_micro, stage, stages_reached, stages)"
	           " VALUES (?,?,?,?,?,?,?,?,?,?)",
	           s->d);
	query_put_text(&q, s->r->run_id);
	query_put_int(&q, 0);
	query_put_int_or_null(&q, has, x->all);
	for (int i = 0; i < SERVES__N; i++)
		query_put_int_or_null(&q, has && x->is_judged, x->by[i]);
	query_put_text_or_null(&q, m->reached > 0 ? intern_str(s->names, m->stages[m->reached - 1].stage->id)
	                                          : STR_NONE);
	query_put_int(&q, (int64_t)m->reached);
	query_put_int(&q, (int64_t)m->n);
	query_run(&q);
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
