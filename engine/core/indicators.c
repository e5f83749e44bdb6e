/* indicators.c - what a test of maturity may name, counted from an outcome. */
#include <stddef.h>
#include "core/objective_marks.h"
#include "core/strategy.h"

struct counts {
	double objectives;
	double kpis, kpis_with_target, kpis_with_owner, kpis_with_decision, kpis_scored;
	double social_goals, social_goals_apart;
	double departments, departments_with_kpi;
	double metrics, metrics_linked, metrics_unlinked, metrics_unknown, alignment;
	double channels, channels_linked, campaigns, campaigns_with_objective, spend_aligned;
	double practices, practices_in_place, periods_reported;
	bool has_alignment, has_campaigns, has_spend, has_answers;
};

static void count_goals(const struct facts *f, const struct outcome *o, struct counts *c)
{
	(void)f;
	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal *g = o->goals[i].goal;

		c->social_goals += g->kind == KIND_SOCIAL;
		c->social_goals_apart += g->kind == KIND_SOCIAL && goals_business(g) == NULL;
	}
	c->objectives = o->headline.objectives;
}

static void count_kpis(const struct facts *f, const struct outcome *o, struct counts *c)
{
	(void)f;
	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->part == PART_AVAILABLE)
			continue;
		c->kpis++;
		c->kpis_with_target += outcome_has_target(k) || k->kpi->better == BETTER_NONE_ALLOWED;
		c->kpis_with_owner += k->kpi->owner.n > 0;
		c->kpis_with_decision += k->kpi->decision.n > 0;
		c->kpis_scored += k->has_score;
	}
}

/* Partly linked metrics are among the unlinked, as in the headline. */
static void count_metrics(const struct facts *f, const struct outcome *o, struct counts *c)
{
	(void)f;
	for (size_t i = 0; i < o->n_metrics; i++) {
		const struct metric_state *m = &o->metrics[i];

		if (m->kind != KIND_SOCIAL || m->cells == 0)
			continue;
		c->metrics_unlinked += m->state == STATE_UNLINKED;
		c->metrics_unknown += m->state == STATE_UNKNOWN;
	}
	c->metrics = o->headline.social_seen;
	c->metrics_linked = o->headline.serve;
	c->has_alignment = o->headline.social_seen > 0;
	c->alignment = c->has_alignment ? c->metrics_linked / c->metrics : 0;
}

static void count_takers(const struct facts *f, const struct outcome *o, struct counts *c)
{
	const struct strategy *s = &o->strategy;

	(void)f;
	for (size_t i = 0; i < s->n_departments; i++) {
		c->departments += !s->departments[i].is_unlisted;
		c->departments_with_kpi += s->departments[i].kpis > 0 && !s->departments[i].is_unlisted;
	}
	for (size_t i = 0; i < s->n_channels; i++)
		c->channels_linked += s->channels[i].linked > 0;
	c->channels = (double)s->n_channels;
}

/* A name of the exports, as the campaign that it is: of campaigns.csv, else by its spelling. */
struct seen {
	const struct campaign *campaign;
	struct str key;
};

static void see_campaign(const struct facts *f, struct arena *a, sym name, struct seen *all, size_t *n)
{
	struct str spelling = intern_str(f->model->names, name), snake = str_snake(a, spelling);
	struct seen x = { told_campaign(f->told, a, spelling), snake.n > 0 ? snake : spelling };

	for (size_t i = 0; i < *n; i++)
		if (all[i].campaign == x.campaign && (x.campaign != NULL || str_eq(all[i].key, x.key)))
			return;
	all[(*n)++] = x;
}

/* Campaigns seen in the series with cells in the period, each once under all its names; and which of these serve. */
static void count_campaigns(const struct facts *f, const struct outcome *o, struct counts *c)
{
	struct arena *scratch = arena_new(0);
	struct seen *seen = ARENA_ARRAY(scratch, o->n_series + 1, struct seen);
	size_t n = 0;
	sym last = 0;

	for (size_t i = 0; i < o->n_series; i++) {
		sym campaign = store_series(f->store, o->series[i].series)->campaign;

		if (campaign != 0 && campaign != last)
			see_campaign(f, scratch, campaign, seen, &n);
		last = campaign;
	}
	c->campaigns = (double)n;
	c->has_campaigns = f->told != NULL && f->told->has_campaigns;
	for (size_t i = 0; i < n; i++)
		c->campaigns_with_objective += seen[i].campaign != NULL && seen[i].campaign->objective != 0;
	arena_free(scratch);
}

static void count_spend(const struct facts *f, const struct outcome *o, struct counts *c)
{
	const struct spend *s = &o->strategy.spend;

	(void)f;
	c->has_spend = spend_has_shares(s);
	if (c->has_spend)
		c->spend_aligned = num_double(s->by[SERVES_GOAL]) / num_double(s->all);
}

/* Those that the data contradict do not count: until it is known which these are, neither is the number. */
static void count_practices(const struct facts *f, const struct outcome *o, struct counts *c)
{
	const struct maturity *m = &o->strategy.maturity;

	c->practices = (double)f->model->n_practices;
	c->has_answers = f->told != NULL && f->told->has_governance && m->practices != NULL;
	for (size_t i = 0; c->has_answers && i < m->n_practices; i++)
		c->practices_in_place +=
		    m->practices[i].said == SAID_IN_PLACE && !m->practices[i].is_contradicted;
	for (size_t i = 0; f->past != NULL && i < f->past->n; i++)
		c->periods_reported += f->past->runs[i].reported_on.n > 0;
}

/* Each with what counts it: how many goals there are takes no walk over all series.
 * has: SIZE_MAX where it is always known. */
#define KNOWN(by, name)                                            \
	{                                                          \
#name, by, offsetof(struct counts, name), SIZE_MAX \
	}
#define WHERE(by, name, has)                                                           \
	{                                                                              \
#name, by, offsetof(struct counts, name), offsetof(struct counts, has) \
	}
static const struct counted {
	const char *name;
	void (*count)(const struct facts *f, const struct outcome *o, struct counts *c);
	size_t at, has;
} counted[] = {
	KNOWN(count_goals, objectives),
	KNOWN(count_kpis, kpis),
	KNOWN(count_kpis, kpis_with_target),
	KNOWN(count_kpis, kpis_with_owner),
	KNOWN(count_kpis, kpis_with_decision),
	KNOWN(count_kpis, kpis_scored),
	KNOWN(count_goals, social_goals),
	KNOWN(count_goals, social_goals_apart),
	KNOWN(count_takers, departments),
	KNOWN(count_takers, departments_with_kpi),
	KNOWN(count_metrics, metrics),
	KNOWN(count_metrics, metrics_linked),
	KNOWN(count_metrics, metrics_unlinked),
	KNOWN(count_metrics, metrics_unknown),
	WHERE(count_metrics, alignment, has_alignment),
	KNOWN(count_takers, channels),
	KNOWN(count_takers, channels_linked),
	KNOWN(count_campaigns, campaigns),
	WHERE(count_campaigns, campaigns_with_objective, has_campaigns),
	WHERE(count_spend, spend_aligned, has_spend),
	KNOWN(count_practices, practices),
	WHERE(count_practices, practices_in_place, has_answers),
	KNOWN(count_practices, periods_reported),
};

bool indicator_value(const struct facts *f, const struct outcome *o, struct str name, double *value)
{
	struct counts c = { 0 };
	const char *base = (const char *)&c;

	if (objective_mark(name)) {
		*value = objective_mark_count(o, name);
		return true;
	}
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		if (!str_is(name, counted[i].name))
			continue;
		counted[i].count(f, o, &c);
		if (counted[i].has != SIZE_MAX && !*(const bool *)(base + counted[i].has))
			return false;
		*value = *(const double *)(const void *)(base + counted[i].at);
		return true;
	}
	return false;
}
