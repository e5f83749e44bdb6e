/* goal_report.c - the findings about objectives. */
#include "core/goal_words.h"
#include "core/links.h"

enum { MOST_OFFERS = 3 };

static struct str id_of(const struct facts *f, sym s)
{
	return intern_str(f->model->names, s);
}

/* KPIs of the library that wait for a target and data; evidence only. */
static struct str offers_for(const struct facts *f, const struct outcome *o, struct arena *a,
                             const struct goal *g)
{
	struct strbuf b;
	int n = 0;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < o->n_kpis && n < MOST_OFFERS; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal == g && k->part == PART_AVAILABLE && k->kpi->role == ROLE_EVIDENCE)
			strbuf_fmt(&b, "%s%.*s", n++ > 0 ? ", " : "", STR_ARG(id_of(f, k->kpi->id)));
	}
	return strbuf_str(&b);
}

/* Objectives of the library that no goal has taken and nobody switched off. */
static struct str objectives_left(const struct facts *f, struct arena *a)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < f->model->n_objectives; i++) {
		const struct objective *x = &f->model->objectives[i];

		if (!x->is_mapped && !x->is_off && (f->goals == NULL || goals_find(f->goals, x->id) == NULL))
			strbuf_fmt(&b, "%s%.*s", b.n > 0 ? ", " : "", STR_ARG(id_of(f, x->id)));
	}
	return strbuf_str(&b);
}

static struct str kpi_remedy(const struct facts *f, struct arena *a, struct str offers, struct str id)
{
	struct str left = objectives_left(f, a);

	if (offers.n > 0)
		return str_fmt(a, "give data and a target to one the library has: %.*s", STR_ARG(offers));
	if (left.n == 0)
		return str_fmt(a, "write a KPI with `objective: %.*s`", STR_ARG(id));
	return str_fmt(
	    a,
	    "write a KPI with `objective: %.*s`, or give it the KPIs of one of the library by a line "
	    "`OBJECTIVE: %.*s` under `objectives:` (%.*s)",
	    STR_ARG(id), STR_ARG(id), STR_ARG(left));
}

static void report_no_kpi(const struct facts *f, const struct outcome *o, struct arena *a,
                          const struct goal_outcome *g, struct diag *d)
{
	struct str id = id_of(f, g->goal->id), offers = offers_for(f, o, a, g->goal);

	diag_put(d, SEV_WARNING, "K204", id, g->goal->at, kpi_remedy(f, a, offers, id),
	         "no KPI serves '%.*s'", STR_ARG(link_goal_name(f, g->goal)));
}

static void report_grey(const struct facts *f, struct arena *a, const struct goal_outcome *g,
                        const char *code, struct diag *d)
{
	diag_put(d, SEV_WARNING, code, id_of(f, g->goal->id), g->goal->at,
	         str_fmt(a, "it gets a colour when %.*s", STR_ARG(g->lift)), "'%.*s': %.*s",
	         STR_ARG(link_goal_name(f, g->goal)), STR_ARG(g->reason));
}

static void report_goal(const struct facts *f, const struct outcome *o, struct arena *a,
                        const struct goal_outcome *g, const struct standing *s, struct diag *d)
{
	if (g->goal->kind != KIND_BUSINESS)
		return;
	if (g->grey == GREY_NO_KPI && !s->has_child)
		report_no_kpi(f, o, a, g, d);
	if (g->n_kpis > 0 && !(s->own_evidence.scored > 0) && !(s->is_rollup && g->has_score))
		report_grey(f, a, g, "K205", d);
	if (g->grey == GREY_LOW_COVERAGE)
		report_grey(f, a, g, "K304", d);
	if (g->grey == GREY_CRITICAL)
		report_grey(f, a, g, "K314", d);
	if (s->own_kind[KIND_BUSINESS].scored > 0 && !(s->own_kind[KIND_SOCIAL].scored > 0) && !g->has_social)
		diag_put(d, SEV_NOTE, "K213", id_of(f, g->goal->id), g->goal->at,
		         STR("add an evidence KPI over social metrics, or read its colour as the business's"),
		         "'%.*s' is judged by business figures only: social's part is not measured",
		         STR_ARG(link_goal_name(f, g->goal)));
}

/* Evidence KPIs of different objectives that measure one metric: one success is counted twice. */
static void report_shared(const struct facts *f, const struct outcome *o, struct arena *a, sym metric,
                          struct diag *d)
{
	const struct goal *first = NULL;
	const struct kpi *other = NULL; /* the first of another objective */
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *k = &o->kpis[i];

		if (k->goal == NULL || k->part == PART_AVAILABLE || k->kpi->role != ROLE_EVIDENCE
		    || !link_measures(f->model, k->kpi, metric))
			continue;
		if (other == NULL && first != NULL && k->goal != first)
			other = k->kpi;
		first = first != NULL ? first : k->goal;
		strbuf_fmt(&b, "%s%.*s (%.*s)", b.n > 0 ? ", " : "", STR_ARG(id_of(f, k->kpi->id)),
		           STR_ARG(id_of(f, k->goal->id)));
	}
	if (other != NULL)
		diag_put(d, SEV_NOTE, "K207", id_of(f, metric), other->measure_at,
		         STR("let one objective have it as evidence, and name the others in `supports`"),
		         "%.*s is evidence for several objectives: %.*s", STR_ARG(id_of(f, metric)),
		         STR_ARG(strbuf_str(&b)));
}

void goal_report(const struct facts *f, const struct outcome *o, struct arena *a, const struct standing *all,
                 struct diag *d)
{
	for (size_t i = 0; i < o->n_goals; i++)
		report_goal(f, o, a, &o->goals[i], &all[i], d);
	for (size_t i = 0; i < f->model->n_metrics; i++)
		report_shared(f, o, a, f->model->metrics[i].id, d);
}
