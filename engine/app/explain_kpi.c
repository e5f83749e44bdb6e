/* explain_kpi.c - a KPI: what it is for, what it reads, its value and score. */
#include "app/explain.h"

#include "plan/words.h"

#define NUM(s, v) STR_ARG(num_text_double((s)->arena, (v), 15))

static void print_value(const struct session *s, const struct kpi_outcome *k)
{
	const struct figure *f = &k->figure;
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	strbuf_add(&b, explain_figure(s->arena, f));
	if (f->has_parts)
		strbuf_fmt(&b, " = %.*s / %.*s", STR_ARG(num_text(s->arena, f->num)),
		           STR_ARG(num_text(s->arena, f->den)));
	strbuf_fmt(&b, "; %u of %u cells", f->present, f->expected);
	if (f->newest != DAY_NONE)
		strbuf_fmt(&b, ", newest %.*s", STR_ARG(day_text(s->arena, f->newest)));
	explain_line("value", strbuf_str(&b));
	explain_line("note", f->note);
	if (k->has_prior)
		explain_say("prior", "%s%.*s", k->prior_is_recomputed ? "~" : "", NUM(s, k->prior));
	if (k->has_last_year)
		explain_say("last year", "%s%.*s", k->last_year_is_recomputed ? "~" : "",
		            NUM(s, k->last_year));
}

static void print_purpose(const struct kpi *k)
{
	explain_line("definition", k->definition);
	explain_line("why", k->why);
	explain_line("traps", k->traps);
	explain_line("source", k->source);
	explain_line("owner", k->owner);
	explain_line("department", k->department);
	explain_line("decision", k->decision);
}

int explain_kpi(const struct session *s, sym id)
{
	const struct kpi_outcome *k = outcome_kpi(&s->outcome, id);

	if (!k)
		return 0;
	printf("KPI %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)), STR_ARG(k->kpi->name));
	print_purpose(k->kpi);
	explain_say("role", "%s, level %s, better: %s, weight %.*s, %s", role_names[k->kpi->role],
	            level_names[k->kpi->level], better_names[k->kpi->better], NUM(s, k->kpi->weight),
	            part_names[k->part]);
	explain_place("defined at", k->kpi->at);
	explain_chain(s, 0, k);
	explain_rule(s, k);
	print_value(s, k);
	explain_target(s, k);
	explain_score(s, k);
	explain_totals(s, k->kpi->reads, k->kpi->n_reads, &k->kpi->where);
	return 1;
}
