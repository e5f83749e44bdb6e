/* save_scores.c - KPIs, objectives and ledgers of a run into history. */
#include "store/save.h"

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
	save_day(s, q, f->newest);
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
	query_put_text(q, save_word(s, k->kpi->id));
	save_goal(s, q, k->goal);
	save_goal(s, q, k->own_goal != k->goal ? k->own_goal : NULL);
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

bool save_kpis(const struct save *s)
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
		save_start_row(s, &q, i);
		put_kpi(s, &q, &s->o->kpis[i]);
		query_run(&q);
	}
	return query_close(&q);
}

static void put_goal_outcome(const struct save *s, struct query *q, const struct goal_outcome *g)
{
	query_put_text(q, save_word(s, g->goal->id));
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

bool save_scores(const struct save *s)
{
	struct query q;

	query_open(
	    &q, s->db,
	    "INSERT INTO objective_score (run_id, n, goal, is_objective, score, coverage, leading,"
	    " leading_coverage, business, social, evidence_on_target, evidence_total, is_partial, status, grey,"
	    " reason) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    s->d);
	for (size_t i = 0; i < s->o->n_goals; i++) {
		save_start_row(s, &q, i);
		put_goal_outcome(s, &q, &s->o->goals[i]);
		query_run(&q);
	}
	return query_close(&q);
}

static void put_term(const struct save *s, struct query *q, const struct goal_outcome *g,
                     const struct ledger_term *t)
{
	query_put_text(q, save_word(s, g->goal->id));
	query_put_text(q, save_word(s, t->kpi ? t->kpi->kpi->id : t->child->goal->id));
	query_put_int(q, t->child != NULL);
	query_put_int(q, t->is_hold);
	query_put_real(q, true, t->weight);
	query_put_real(q, true, t->score);
	query_put_real(q, true, t->points);
}

bool save_ledgers(const struct save *s)
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
			save_start_row(s, &q, n++);
			put_term(s, &q, g, &g->ledger[k]);
			query_run(&q);
		}
	}
	return query_close(&q);
}
