/* explain_kpi.c - a KPI: what it is for, what it reads, its value and score. */
#include "app/explain.h"

#include "core/gain.h"
#include "core/noise.h"
#include "core/outlook.h"
#include "plan/words.h"

#define NUM(s, v) STR_ARG(num_text_double((s)->arena, (v), 15))

/* What a ratio could not use, because the other part is missing where it stands (K311). */
static void print_left(const struct session *s, const struct kpi_outcome *k)
{
	const struct figure *f = &k->figure;

	if (!f->has_parts || k->kpi->per == 0 || (f->num_left == 0 && f->den_left == 0))
		return;
	explain_say("left out", "%.*s of %.*s and %.*s of %.*s, where the other is missing (K311)",
	            STR_ARG(num_text(s->arena, f->num_left)),
	            STR_ARG(model_measure_text(s->arena, s->model, k->kpi)),
	            STR_ARG(num_text(s->arena, f->den_left)), STR_ARG(intern_str(s->names, k->kpi->per)));
}

/* What a difference could not use of a stock or its opening (K311). */
static void print_gains_left(const struct session *s, const struct figure *f)
{
	for (size_t i = 0; i < f->n_gains_left; i++) {
		const struct gain_left *left = &f->gains_left[i];

		explain_say("left out", "%.*s of %.*s, %s (K311)", STR_ARG(num_text(s->arena, left->left)),
		            STR_ARG(intern_str(s->names, left->metric)), gain_why(left));
	}
}

static void print_value(const struct session *s, const struct kpi_outcome *k)
{
	const struct figure *f = &k->figure;
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	strbuf_add(&b, explain_figure(s->arena, f));
	if (f->has_parts)
		strbuf_fmt(&b, " = %.*s / %.*s", STR_ARG(num_text(s->arena, f->num)),
		           STR_ARG(num_text(s->arena, f->den)));
	strbuf_fmt(&b, "; %u of %.*s", f->present, STR_ARG(str_count(s->arena, f->expected, "cell")));
	if (f->newest != DAY_NONE)
		strbuf_fmt(&b, ", newest %.*s", STR_ARG(day_text(s->arena, f->newest)));
	explain_line("value", strbuf_str(&b));
	explain_line("note", f->note);
	print_left(s, k);
	print_gains_left(s, f);
	if (k->has_prior)
		explain_say("prior", "%s%.*s", k->prior_is_recomputed ? "~" : "", NUM(s, k->prior));
	if (k->has_last_year)
		explain_say("last year", "%s%.*s", k->last_year_is_recomputed ? "~" : "",
		            NUM(s, k->last_year));
}

/* Where the figure stands in time: ahead on a straight line, and among its months. */
static void print_in_time(const struct session *s, const struct kpi_outcome *k)
{
	const struct noise *n = &k->noise;

	if (k->has_outlook)
		explain_say("outlook", "%.*s at the end of the period, on a straight line from %.*s",
		            NUM(s, k->outlook), STR_ARG(outlook_words(&s->facts, s->arena, k)));
	if (k->part == PART_AVAILABLE)
		return;
	if (!n->has) {
		explain_say("noise",
		            "too few months for a noise mark: %u whole one%s before the period, needed %d%s",
		            n->n_months, n->n_months == 1 ? "" : "s", NOISE_LEAST,
		            n->n_months >= NOISE_LEAST ? " side by side" : "");
		return;
	}
	explain_say("noise", "%u months before the period: mean %.*s, limits %.*s to %.*s", n->n_months,
	            STR_ARG(num_text_double(s->arena, n->mean, 6)),
	            STR_ARG(num_text_double(s->arena, n->low, 6)),
	            STR_ARG(num_text_double(s->arena, n->high, 6)));
	if (n->signal == SIGNAL_NONE)
		explain_line("", STR("no month of the period is outside them: what changed may be noise"));
	else
		explain_say("", "%.*s is a signal: %.*s, %s them", STR_ARG(period_words(s->arena, n->at)),
		            STR_ARG(num_text_double(s->arena, n->value, 6)), signal_names[n->signal]);
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

static int explain_off(const struct session *s, sym id)
{
	const struct kpi_off *off = model_kpi_off(s->model, id);

	if (!off)
		return 0;
	printf("KPI %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)), STR_ARG(off->kpi.name));
	explain_say("switched off", "%.*s", STR_ARG(kpi_off_words(s->arena, s->model, off)));
	print_purpose(&off->kpi);
	explain_place("defined at", off->kpi.at);
	return 1;
}

int explain_kpi(const struct session *s, sym id)
{
	const struct kpi_outcome *k = outcome_kpi(&s->outcome, id);

	if (!k)
		return explain_off(s, id);
	printf("KPI %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)), STR_ARG(k->kpi->name));
	print_purpose(k->kpi);
	explain_say("role", "%s, level %s%.*s, better: %s, weight %.*s, %s", role_names[k->kpi->role],
	            level_names[k->kpi->level], STR_ARG(kpi_claim(s->arena, k->kpi)),
	            better_names[k->kpi->better], NUM(s, k->kpi->weight), part_names[k->part]);
	explain_place("defined at", k->kpi->at);
	explain_chain(s, 0, k);
	explain_rule(s, k);
	print_value(s, k);
	print_in_time(s, k);
	explain_target(s, k);
	explain_score(s, k);
	explain_notes(s, k->kpi->id);
	explain_totals(s, k->kpi->reads, k->kpi->n_reads, &k->kpi->where);
	return 1;
}
