/* save_findings.c - what a run found beside its scores: metrics, totals, changes, findings, the strategy. */
#include "store/save.h"

static struct str place_words(const struct save *s, struct place at)
{
	if (at.file.n == 0 || at.line == 0)
		return at.file;
	return str_fmt(s->scratch, "%.*s:%u:%u", STR_ARG(at.file), at.line, at.col);
}

static void put_metric(const struct save *s, struct query *q, const struct metric_state *m)
{
	query_put_text(q, save_word(s, m->metric));
	query_put_text(q, str_of(kind_names[m->kind]));
	query_put_text(q, str_of(state_names[m->state]));
	query_put_int(q, m->is_partial);
	query_put_text_or_null(q, m->kpi ? save_word(s, m->kpi->id) : STR_NONE);
	save_goal(s, q, m->goal);
	query_put_int(q, (int64_t)m->cells);
	save_day(s, q, m->first_day);
	save_day(s, q, m->last_day);
	query_put_real(q, m->figure.has, m->figure.value);
	query_put_int_or_null(q, m->figure.has && m->figure.is_exact, m->figure.micro);
	query_put_text(q, m->because);
	query_put_text(q, m->ask_instead);
	query_put_text(q, place_words(s, m->at));
}

bool save_metrics(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO metric_state (run_id, n, metric, kind, state, is_partial, kpi, goal, cells, first_day,"
	    " last_day, total, total_micro, because, ask_instead, place)"
	    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->o->n_metrics; i++) {
		save_start_row(s, &q, i);
		put_metric(s, &q, &s->o->metrics[i]);
		query_run(&q);
	}
	return query_close(&q);
}

bool save_totals(const struct save *s)
{
	struct query q;

	query_open(&q, s->db,
	           "INSERT INTO source_total (run_id, n, source, metric, grain, cells, total_micro)"
	           " VALUES (?,?,?,?,?,?,?)",
	           s->d);
	for (size_t i = 0; i < s->o->n_totals; i++) {
		const struct source_total *t = &s->o->totals[i];

		save_start_row(s, &q, i);
		query_put_text(&q, t->source);
		query_put_text(&q, save_word(s, t->metric));
		query_put_text(&q, str_of(grain_names[t->grain]));
		query_put_int(&q, (int64_t)t->cells);
		query_put_int_or_null(&q, !t->overflow, t->micro);
		query_run(&q);
	}
	return query_close(&q);
}

bool save_changes(const struct save *s)
{
	struct query q;

	query_open(&q, s->db,
	           "INSERT INTO change (run_id, n, kind, about, subject, period, before_value, after_value,"
	           " before, after, why, place) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
	           s->d);
	for (size_t i = 0; i < s->o->n_changes; i++) {
		const struct change *c = &s->o->changes[i];

		save_start_row(s, &q, i);
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

bool save_findings(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO finding (run_id, n, code, severity, subject, file, line, col, message, remedy, more)"
	    " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->r->n_findings; i++) {
		const struct finding *f = &s->r->findings[i];

		save_start_row(s, &q, i);
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

bool save_strategy(const struct save *s)
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
