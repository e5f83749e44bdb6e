/* links.c - which KPIs read, measure and link a metric. */
#include "core/links.h"

const struct goal *link_own_goal(const struct facts *f, const struct kpi *k)
{
	return k->goal != 0 && f->goals != NULL ? goals_find(f->goals, k->goal) : NULL;
}

const struct goal *link_goal(const struct facts *f, const struct kpi *k)
{
	const struct goal *own = link_own_goal(f, k);

	return own != NULL ? goals_business(own) : NULL;
}

static bool is_input(const struct model *m, sym metric)
{
	const struct metric *def = model_metric(m, metric);

	return def != NULL && def->level == LEVEL_INPUT;
}

bool link_reads(const struct kpi *k, sym metric)
{
	for (size_t i = 0; i < k->n_reads; i++) {
		if (k->reads[i] == metric)
			return true;
	}
	return false;
}

static bool is_all_input(const struct model *m, const struct kpi *k)
{
	size_t n;
	const sym *measures = model_measures(k, &n);

	for (size_t i = 0; i < n; i++)
		if (!is_input(m, measures[i]))
			return false;
	return true;
}

bool link_measures(const struct model *m, const struct kpi *k, sym metric)
{
	const sym *measures;
	size_t n;

	if (metric == 0 || is_input(m, metric))
		return false;
	if (k->formula != NULL)
		return link_reads(k, metric);
	measures = model_measures(k, &n);
	for (size_t i = 0; i < n; i++)
		if (measures[i] == metric)
			return true;
	return k->per == metric && is_all_input(m, k);
}

bool link_is_base(const struct model *m, const struct kpi *k, sym metric)
{
	const struct metric *per = model_metric(m, k->per);

	if (metric != 0 && per != NULL && per->opening_of == metric && !link_measures(m, k, metric))
		return true;
	return metric != 0 && k->per == metric && !link_measures(m, k, metric);
}

bool link_joins(const struct facts *f, const struct kpi *k, sym metric)
{
	return k->role != ROLE_DIAGNOSTIC && link_measures(f->model, k, metric) && link_goal(f, k) != NULL;
}

enum kind link_kind(const struct facts *f, const struct kpi *k)
{
	bool measures = false, reads_social = false;

	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *def = model_metric(f->model, k->reads[i]);
		bool is_social = def == NULL || def->kind == KIND_SOCIAL;

		reads_social = reads_social || is_social;
		if (!link_measures(f->model, k, k->reads[i]))
			continue;
		if (is_social)
			return KIND_SOCIAL;
		measures = true;
	}
	return !measures && reads_social ? KIND_SOCIAL : KIND_BUSINESS;
}

struct str link_kpi_name(const struct facts *f, const struct kpi *k)
{
	return k->name.n > 0 ? k->name : intern_str(f->model->names, k->id);
}

struct str link_goal_name(const struct facts *f, const struct goal *g)
{
	return g->name.n > 0 ? g->name : intern_str(f->model->names, g->id);
}
