/* ways.c - links between a KPI, its definition and the file that says it, and back. */
#include <assert.h>
#include "plan/sheets.h"

static const char *const definitions = "Definitions";

static bool reads(const struct plan *p, sym metric)
{
	for (size_t i = 0; i < p->n_kpis; i++)
		for (size_t r = 0; r < p->kpis[i]->kpi->n_reads; r++)
			if (p->kpis[i]->kpi->reads[r] == metric)
				return true;
	return false;
}

static bool is_seen(const struct plan *p, sym metric)
{
	return metric_state_of(p, metric) != NULL;
}

void ways_lay(struct plan *p)
{
	const struct model *m = p->f->model;
	uint32_t row = LIST_FIRST_ROW + (uint32_t)p->n_kpis;
	size_t n = m->n_metrics, n_states = p->o->n_metrics;

	p->metric_rows = ARENA_ARRAY(p->pen.a, n > 0 ? n : 1, uint32_t);
	p->alignment_rows = ARENA_ARRAY(p->pen.a, n_states > 0 ? n_states : 1, uint32_t);
	for (size_t i = 0; i < n; i++)
		p->metric_rows[i] = reads(p, m->metrics[i].id) || is_seen(p, m->metrics[i].id) ? row++ : 0;
}

const struct metric_state *metric_state_of(const struct plan *p, sym metric)
{
	for (size_t i = 0; i < p->o->n_metrics; i++)
		if (p->o->metrics[i].metric == metric)
			return &p->o->metrics[i];
	return NULL;
}

void plan_kpi_link(struct plan *p, uint32_t col, size_t i)
{
	const struct kpi *k = p->kpis[i]->kpi;

	pen_link_row(&p->pen, col, k->role == ROLE_EVIDENCE ? LOOK_LINK_STRONG : LOOK_LINK,
	             kpi_label(p->f->model, k), str_of(definitions), LIST_FIRST_ROW + (uint32_t)i);
}

void plan_metric_link(struct plan *p, uint32_t col, enum look look, struct str name, sym metric)
{
	const struct metric *m = model_metric(p->f->model, metric);
	uint32_t row = m != NULL ? p->metric_rows[m - p->f->model->metrics] : 0;

	pen_link_row(&p->pen, col, look, name, row > 0 ? str_of(definitions) : STR_NONE, row);
}

void plan_alignment_link(struct plan *p, uint32_t col, struct str name, sym metric)
{
	const struct metric_state *m = metric_state_of(p, metric);
	uint32_t row = m != NULL ? p->alignment_rows[m - p->o->metrics] : 0;

	pen_link_row(&p->pen, col, LOOK_LINK_STRONG, name, row > 0 ? STR("Alignment") : STR_NONE, row);
}

void plan_place_link(struct plan *p, uint32_t col, struct place at)
{
	struct str text = place_text(p->pen.a, at);

	for (size_t i = 0; i < p->b->inputs->n && text.n > 0; i++)
		if (str_eq(p->b->inputs->all[i].path, at.file)) {
			pen_link_row(&p->pen, col, LOOK_LINK, text, STR("Sources"),
			             SOURCES_FIRST_ROW + (uint32_t)i);
			return;
		}
	pen_text(&p->pen, col, LOOK_MUTED, text);
}
