/* summary.c - what a run found, in a few lines for a terminal. */
#include "app/summary.h"

#include <stdlib.h>
#include <unistd.h>
#include "plan/strategy_words.h"
#include "plan/summary.h"

enum { NAMED = 6 };

static void print_choices(FILE *to, const struct session *s)
{
	const struct outcome *o = &s->outcome;

	fprintf(to, "%.*s, %.*s (%.*s), as of %.*s (%.*s)\n", STR_ARG(s->ws->company),
	        STR_ARG(period_words(s->arena, o->period)), STR_ARG(o->period_how),
	        STR_ARG(day_text(s->arena, o->as_of)), STR_ARG(o->as_of_how));
}

static void print_headline(FILE *to, const struct session *s)
{
	const struct headline *h = &s->outcome.headline;
	bool is_pace = s->outcome.as_of < s->outcome.period.last;
	const char *sep = "";

	fprintf(to, "%.*s: ", STR_ARG(say_measured(s->arena, h)));
	if (h->green) {
		fprintf(to, "%u %s (green)", h->green, is_pace ? "on pace" : "met");
		sep = ", ";
	}
	if (h->amber) {
		fprintf(to, "%s%u %s (amber)", sep, h->amber, is_pace ? "behind pace" : "short");
		sep = ", ";
	}
	if (h->red)
		fprintf(to, "%s%u %s (red)", sep, h->red, is_pace ? "far behind" : "missed");
	if (!h->green && !h->amber && !h->red)
		fprintf(to, "none");
	fprintf(to, "\n%.*s", STR_ARG(say_serve(s->arena, h)));
	if (h->has_prior)
		fprintf(to, " (was %u of %u)", h->prior_serve, h->prior_seen);
	fprintf(to, "\n");
}

/* "Missed (red): Win dealers": the objectives of one status, a line; greys say why. */
static void print_status(FILE *to, const struct session *s, enum status status, const char *title)
{
	const struct outcome *o = &s->outcome;
	const char *sep = title;

	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal_outcome *g = &o->goals[i];

		if (g->status != status || !g->is_objective)
			continue;
		fprintf(to, "%s%.*s", sep, STR_ARG(g->goal->name));
		if (status == STATUS_GREY)
			fprintf(to, " (%s)", grey_names[g->grey]);
		sep = ", ";
	}
	if (sep != title)
		fprintf(to, "\n");
}

static void print_objectives(FILE *to, const struct session *s)
{
	bool is_pace = s->outcome.as_of < s->outcome.period.last;

	print_status(to, s, STATUS_RED, is_pace ? "Far behind: " : "Missed: ");
	print_status(to, s, STATUS_AMBER, is_pace ? "Behind pace: " : "Short: ");
	print_status(to, s, STATUS_GREY, "No colour: ");
}

static int by_cells(const void *a, const void *b)
{
	const struct metric_state *x = *(const struct metric_state *const *)a,
				  *y = *(const struct metric_state *const *)b;

	if (x->cells != y->cells)
		return x->cells < y->cells ? 1 : -1;
	return x < y ? -1 : x > y;
}

/* Social metrics seen that serve nothing; those with most data first. */
static void print_left_over(FILE *to, const struct session *s)
{
	const struct outcome *o = &s->outcome;
	const struct metric_state **left =
	    ARENA_ARRAY(s->arena, o->n_metrics + 1, const struct metric_state *);
	size_t n = 0;

	for (size_t i = 0; i < o->n_metrics; i++) {
		const struct metric_state *m = &o->metrics[i];

		if (m->cells && m->kind == KIND_SOCIAL
		    && (m->state == STATE_UNLINKED || m->state == STATE_UNKNOWN))
			left[n++] = m;
	}
	qsort(left, n, sizeof(struct metric_state *), by_cells);
	if (n)
		fprintf(to, "Serving no goal:");
	for (size_t i = 0; i < n && i < NAMED; i++)
		fprintf(to, "%s %.*s", i ? "," : "", STR_ARG(model_metric_label(s->model, left[i]->metric)));
	if (n > NAMED)
		fprintf(to, " and %zu more", n - NAMED);
	if (n)
		fprintf(to, "\n");
}

/* Where the company tells what it needs: spend by campaigns.csv, maturity by governance.csv. */
static void print_strategy(FILE *to, const struct session *s)
{
	struct str spend = s->told->has_campaigns ? say_spend(s->arena, &s->facts, &s->outcome) : STR_NONE;
	struct str maturity = s->told->has_governance ? say_maturity(s->arena, &s->outcome, 2) : STR_NONE;

	if (spend.n)
		fprintf(to, "%.*s\n", STR_ARG(spend));
	if (maturity.n)
		fprintf(to, "%.*s\n", STR_ARG(maturity));
}

/* What is not as it was reported; of sources that grew, the KPIs that read them. */
static void print_changes(FILE *to, const struct session *s)
{
	static const struct {
		enum change_kind kind;
		const char *one, *many;
	} words[] = {
		{ CHANGE_RESTATED, "figure restated", "figures restated" },
		{ CHANGE_MATURED, "figure matured", "figures matured" },
		{ CHANGE_TARGET, "target moved", "targets moved" },
		{ CHANGE_DEFINITION, "KPI defined anew", "KPIs defined anew" },
		{ CHANGE_INPUT_GONE, "file gone", "files gone" },
	};
	const char *sep = "Not as reported: ";

	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		size_t n = 0;

		for (size_t i = 0; i < s->outcome.n_changes; i++) {
			const struct change *c = &s->outcome.changes[i];

			n += c->kind == words[w].kind
			     && (c->about == ABOUT_KPI || c->kind == CHANGE_INPUT_GONE);
		}
		if (n == 0)
			continue;
		fprintf(to, "%s%zu %s", sep, n, n == 1 ? words[w].one : words[w].many);
		sep = ", ";
	}
	if (sep[0] == ',')
		fprintf(to, " (sheet Changes)\n");
}

static void print_findings(FILE *to, const struct session *s)
{
	size_t rejected = diag_count(s->diag, SEV_REJECTED), warnings = diag_count(s->diag, SEV_WARNING),
	       notes = diag_count(s->diag, SEV_NOTE);

	size_t n;
	const struct finding *all = diag_list(s->diag, &n);
	uint64_t amounts = amounts_refused(all, n);

	fprintf(to, "%.*s read, %llu rejected", STR_ARG(str_count(s->arena, s->read.rows, "row")),
	        (unsigned long long)s->read.rows_rejected);
	if (amounts > 0)
		fprintf(to, " (%llu amount%s for want of a rate or currency)", (unsigned long long)amounts,
		        amounts == 1 ? "" : "s");
	fprintf(to, "; %zu warning%s, %zu note%s%s\n", warnings, warnings == 1 ? "" : "s", notes,
	        notes == 1 ? "" : "s",
	        s->o->verbose || warnings + notes + rejected == 0 ? "" : " (-v shows them)");
}

/* A correction is a draft until it is reported. */
static void print_stands(FILE *to, const struct session *s, struct str stands)
{
	struct str period = period_text(s->arena, s->outcome.period);

	if (stands.n > 0)
		fprintf(
		    to,
		    "Draft: what was reported for %.*s as of %.*s still speaks for it, in history and in later "
		    "scorecards;\n    add --report to make this its correction\n",
		    STR_ARG(period), STR_ARG(stands));
}

void summary_print(FILE *to, const struct session *s, struct summary_card card)
{
	if (s->o->is_quiet || (!s->o->verbose && !s->o->wants_summary && !isatty(fileno(to))))
		return;
	print_choices(to, s);
	if (s->o->part)
		fprintf(to, "The whole company's figures; those of %s are in its scorecard\n", s->o->part);
	print_headline(to, s);
	print_objectives(to, s);
	print_left_over(to, s);
	print_strategy(to, s);
	print_changes(to, s);
	print_findings(to, s);
	print_stands(to, s, card.stands);
	if (card.path)
		fprintf(to, "Scorecard: %s%s\n", card.path,
		        card.is_look ? " (a look: history does not keep it)" : "");
}
