/* explain_kpi.c - a KPI: the chain to its goal, its value and the arithmetic of its score. */
#include <stdio.h>

#include "app/explain.h"
#include "base/num.h"

#define NUM(s, v) STR_ARG(num_text_double((s)->arena, (v), 12))

static void print_chain(const struct session *s, const struct kpi_outcome *k)
{
	const struct goal *g = k->own_goal;

	printf("  %-14s %.*s", "objective", STR_ARG(intern_str(s->names, k->kpi->objective)));
	for (; g; g = g->up)
		printf(" -> %.*s", STR_ARG(g->name));
	printf("%s\n", k->own_goal ? "" : " (no such goal: it links nothing)");
	explain_place("named at", k->kpi->objective_at);
}

static void print_measure(const struct session *s, const struct kpi *k)
{
	if (k->formula)
		printf("  %-14s %.*s\n", "formula", STR_ARG(k->formula_text));
	else if (k->per)
		printf("  %-14s %.*s per %.*s (sum over sum)\n", "measure",
		       STR_ARG(intern_str(s->names, k->measure)), STR_ARG(intern_str(s->names, k->per)));
	else
		printf("  %-14s %.*s\n", "measure", STR_ARG(intern_str(s->names, k->measure)));
	explain_place("written at", k->measure_at);
}

static void print_value(const struct session *s, const struct kpi_outcome *k)
{
	const struct figure *f = &k->figure;

	if (f->has)
		printf("  %-14s %.*s", "value", NUM(s, f->value));
	else if (f->has_bounds)
		printf("  %-14s between %.*s and %.*s", "value", NUM(s, f->low), NUM(s, f->high));
	else
		printf("  %-14s none", "value");
	if (f->has_parts)
		printf(" = %.*s / %.*s", STR_ARG(num_text(s->arena, f->num)),
		       STR_ARG(num_text(s->arena, f->den)));
	printf("; %u of %u cells", f->present, f->expected);
	if (f->newest != DAY_NONE)
		printf(", newest %.*s", STR_ARG(day_text(s->arena, f->newest)));
	printf("\n");
	if (k->has_prior)
		printf("  %-14s %s%.*s\n", "prior", k->prior_is_recomputed ? "~" : "", NUM(s, k->prior));
	if (k->has_last_year)
		printf("  %-14s %s%.*s\n", "last year", k->last_year_is_recomputed ? "~" : "",
		       NUM(s, k->last_year));
}

static void print_target(const struct session *s, const struct resolved_target *t)
{
	if (!t->has)
		return;
	if (t->is_band)
		printf("  %-14s %.*s to %.*s\n", "band", NUM(s, t->low), NUM(s, t->high));
	else
		printf("  %-14s %.*s, red line %.*s\n", "target", NUM(s, t->target), NUM(s, t->red_line));
	explain_line("how", t->how);
	explain_place("from", t->at);
}

/* The worked formula of DESIGN 8, clamping included. */
static void print_score(const struct session *s, const struct kpi_outcome *k)
{
	const struct resolved_target *t = &k->target;

	if (!k->has_score) {
		printf("  %-14s grey: %.*s\n", "status",
		       STR_ARG(k->reason.n ? k->reason : str_of(grey_names[k->grey])));
		explain_line("colour when", k->lift);
		return;
	}
	if (t->is_band || k->kpi->better == BETTER_NONE_ALLOWED || !k->figure.has)
		printf("  %-14s %.*s\n", "score", NUM(s, k->score));
	else
		printf("  %-14s 100/3 x (1 + (%.*s - %.*s) / (%.*s - %.*s)) = %.*s%s\n", "score",
		       NUM(s, k->figure.value), NUM(s, t->red_line), NUM(s, t->target), NUM(s, t->red_line),
		       NUM(s, k->score), k->score <= 0 || k->score >= 100 ? " (held to 0..100)" : "");
	printf("  %-14s %s (green from 66.67, amber from 33.33)\n", "status", status_names[k->status]);
}

int explain_kpi(const struct session *s, sym id)
{
	const struct kpi_outcome *k = outcome_kpi(&s->outcome, id);

	if (!k)
		return 0;
	printf("KPI %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)), STR_ARG(k->kpi->name));
	explain_line("definition", k->kpi->definition);
	explain_line("why", k->kpi->why);
	printf("  %-14s %s, level %s, better: %s, weight %.*s, %s\n", "role", role_names[k->kpi->role],
	       level_names[k->kpi->level], better_names[k->kpi->better], NUM(s, k->kpi->weight),
	       part_names[k->part]);
	explain_place("defined at", k->kpi->at);
	print_chain(s, k);
	print_measure(s, k->kpi);
	print_value(s, k);
	print_target(s, &k->target);
	print_score(s, k);
	return 1;
}

static void print_ledger(const struct session *s, const struct goal_outcome *g)
{
	double sum = 0;

	for (size_t i = 0; i < g->n_ledger; i++) {
		const struct ledger_term *t = &g->ledger[i];
		sym id = t->kpi ? t->kpi->kpi->id : t->child->goal->id;

		printf("    %.*s: weight %.*s, share %.*s x score %.*s = %.*s\n",
		       STR_ARG(intern_str(s->names, id)), NUM(s, t->weight), NUM(s, t->share),
		       NUM(s, t->score), NUM(s, t->points));
		sum += t->points;
	}
	if (g->n_ledger)
		printf("    sum %.*s\n", NUM(s, sum));
}

int explain_goal(const struct session *s, sym id)
{
	const struct goal_outcome *g = outcome_goal(&s->outcome, id);

	if (!g)
		return 0;
	printf("goal %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)), STR_ARG(g->goal->name));
	explain_line("statement", g->goal->statement);
	explain_line("owner", g->goal->owner);
	explain_line("sponsor", g->goal->sponsor);
	explain_place("defined at", g->goal->at);
	printf("  %-14s %s%s%.*s\n", "status", status_names[g->status], g->reason.n ? ": " : "",
	       STR_ARG(g->reason));
	explain_line("colour when", g->lift);
	if (g->has_coverage)
		printf("  %-14s %.*s%% of the evidence weight is scored\n", "coverage",
		       STR_ARG(num_text_double(s->arena, 100 * g->coverage, 4)));
	if (g->has_score) {
		printf("  %-14s %.*s, made of\n", "score", NUM(s, g->score));
		print_ledger(s, g);
	}
	if (g->has_leading)
		printf("  %-14s %.*s (leading KPIs, apart)\n", "leading", NUM(s, g->leading));
	printf("  KPIs:\n");
	for (size_t i = 0; i < s->outcome.n_kpis; i++)
		if (s->outcome.kpis[i].goal == g->goal)
			printf("    %s %.*s: %s\n", role_names[s->outcome.kpis[i].kpi->role],
			       STR_ARG(intern_str(s->names, s->outcome.kpis[i].kpi->id)),
			       s->outcome.kpis[i].part == PART_TAKES_PART
			           ? status_names[s->outcome.kpis[i].status]
			           : part_names[s->outcome.kpis[i].part]);
	return 1;
}
