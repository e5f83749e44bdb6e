/* export.c - the tables of `kpialign export`: columns and their order are fixed, new ones come last
 * (DESIGN 11). */
#include <string.h>
#include "plan/scorecard.h"
#include "plan/words.h"

/* A table being filled cell by cell. */
struct filler {
	const struct book_facts *b;
	struct arena *a;
	struct str *at;
};

static void put(struct filler *f, struct str s)
{
	*f->at++ = s;
}

static void put_sym(struct filler *f, sym s)
{
	put(f, intern_str(f->b->facts->model->names, s));
}

static void put_count(struct filler *f, uint64_t n)
{
	put(f, str_fmt(f->a, "%llu", (unsigned long long)n));
}

/* Missing is an empty cell, never 0. */
static void put_double(struct filler *f, bool has, double v)
{
	put(f, has ? num_text_double(f->a, v, 15) : STR_NONE);
}

static void put_day(struct filler *f, int32_t day)
{
	put(f, day != DAY_NONE ? day_text(f->a, day) : STR_NONE);
}

static void put_figure(struct filler *f, const struct figure *v)
{
	if (v->has && v->is_exact)
		put(f, num_text(f->a, v->micro));
	else
		put_double(f, v->has, v->value);
}

static size_t count_metrics(const struct book_facts *b)
{
	return b->outcome->n_metrics;
}

static void fill_metrics(struct filler *f)
{
	for (size_t i = 0; i < f->b->outcome->n_metrics; i++) {
		const struct metric_state *m = &f->b->outcome->metrics[i];

		put_sym(f, m->metric);
		put(f, str_of(kind_names[m->kind]));
		put(f, m->cells > 0 ? str_of(state_names[m->state]) : STR("not seen"));
		put_sym(f, m->kpi ? m->kpi->id : 0);
		put_sym(f, m->goal ? m->goal->id : 0);
		put_count(f, m->cells);
		put_day(f, m->first_day);
		put_day(f, m->last_day);
		put_figure(f, &m->figure);
		put(f, m->because);
		put(f, m->ask_instead);
		put(f, place_text(f->a, m->at));
	}
}

static size_t count_kpis(const struct book_facts *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->outcome->n_kpis; i++)
		n += kpi_is_shown(&b->outcome->kpis[i]);
	return n;
}

static struct str reason_of(enum status s, enum grey g, struct str reason)
{
	if (s != STATUS_GREY || reason.n > 0)
		return reason;
	return str_of(grey_names[g]);
}

static void fill_kpis(struct filler *f)
{
	size_t n;
	const struct kpi_outcome **all = kpis_shown(f->a, f->b->outcome, &n);
	struct str period = period_text(f->a, f->b->outcome->period);

	for (size_t i = 0; i < n; i++) {
		const struct kpi_outcome *k = all[i];
		bool has_target = k->target.has && !k->target.is_band;

		put(f, period);
		put_sym(f, k->kpi->id);
		put_sym(f, k->goal ? k->goal->id : 0);
		put(f, str_of(role_names[k->kpi->role]));
		put(f, str_of(level_names[k->kpi->level]));
		put_figure(f, &k->figure);
		put_double(f, has_target, k->target.target);
		put_double(f, has_target, k->target.red_line);
		put_double(f, k->has_score, k->score);
		put(f, str_of(status_names[k->status]));
		put(f, reason_of(k->status, k->grey, k->reason));
		put_double(f, k->has_prior, k->prior);
		put_double(f, true, k->kpi->weight);
		put_double(f, k->has_outlook, k->outlook);
		put(f, k->noise.has ? str_of(signal_names[k->noise.signal]) : STR_NONE);
	}
}

static size_t count_goals(const struct book_facts *b)
{
	return b->outcome->n_goals;
}

/* Only objectives have lamps. */
static void put_lamp(struct filler *f, const struct lamps *l, bool is_on)
{
	put(f, !l->is_lit ? STR_NONE : is_on ? STR("yes") : STR("no"));
}

static void fill_objectives(struct filler *f)
{
	struct str period = period_text(f->a, f->b->outcome->period);

	for (size_t i = 0; i < f->b->outcome->n_goals; i++) {
		const struct goal_outcome *g = &f->b->outcome->goals[i];

		put(f, period);
		put_sym(f, g->goal->id);
		put_sym(f, g->goal->parent);
		put_double(f, g->has_score, g->score);
		put_double(f, g->has_coverage, g->coverage);
		put_double(f, g->has_leading, g->leading);
		put(f, str_of(status_names[g->status]));
		put(f, reason_of(g->status, g->grey, g->reason));
		put_lamp(f, &f->b->outcome->strategy.lamps[i], f->b->outcome->strategy.lamps[i].strategy);
		put_lamp(f, &f->b->outcome->strategy.lamps[i], f->b->outcome->strategy.lamps[i].governance);
		put_lamp(f, &f->b->outcome->strategy.lamps[i], f->b->outcome->strategy.lamps[i].funding);
	}
}

static size_t count_parts(const struct book_facts *b)
{
	const struct spend *s = &b->outcome->strategy.spend;

	return s->overflow ? 0 : s->n;
}

static void fill_campaigns(struct filler *f)
{
	const struct spend *s = &f->b->outcome->strategy.spend;
	struct str period = period_text(f->a, f->b->outcome->period);

	for (size_t i = 0; i < count_parts(f->b); i++) {
		const struct spend_part *x = &s->parts[i];

		put(f, period);
		put(f, x->name);
		put_sym(f, x->campaign ? x->campaign->objective : 0);
		put_sym(f, x->goal ? x->goal->id : 0);
		put(f, s->is_judged ? str_of(serves_names[x->serves]) : STR_NONE);
		put(f, num_text(f->a, x->micro));
		put(f, num_text(f->a, x->outside));
		put(f, x->because);
	}
}

static size_t count_needs(const struct book_facts *b)
{
	const struct maturity *m = &b->outcome->strategy.maturity;
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += m->stages[i].stage->n_needs;
	return n;
}

static void put_need(struct filler *f, const struct stage_part *s, const struct need_part *n)
{
	static const char *const truths[TRUTH__N] = { "", "no", "yes" }; /* not known is an empty cell */

	put(f, period_text(f->a, f->b->outcome->period));
	put_sym(f, s->stage->id);
	put(f, s->is_reached ? STR("yes") : STR("no"));
	put(f, n->words);
	put(f, str_of(truths[n->holds]));
	put(f, n->is_said ? STR("said") : STR("seen"));
	put(f, n->because);
}

static void fill_maturity(struct filler *f)
{
	const struct maturity *m = &f->b->outcome->strategy.maturity;

	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->stages[i].stage->n_needs; k++)
			put_need(f, &m->stages[i], &m->stages[i].needs[k]);
}

static size_t count_findings(const struct book_facts *b)
{
	return b->n_findings;
}

static void fill_findings(struct filler *f)
{
	for (size_t i = 0; i < f->b->n_findings; i++) {
		const struct finding *x = &f->b->findings[i];

		put(f, str_of(x->code));
		put(f, str_of(severity_names[x->severity]));
		put(f, x->subject);
		put(f, place_text(f->a, x->at));
		put(f, x->more == 0 ? x->message
		                    : str_fmt(f->a, "%.*s (and %llu more like it)", STR_ARG(x->message),
		                              (unsigned long long)x->more));
		put(f, x->remedy);
	}
}

static size_t count_inputs(const struct book_facts *b)
{
	return b->inputs->n;
}

static void fill_inputs(struct filler *f)
{
	for (size_t i = 0; i < f->b->inputs->n; i++) {
		const struct input *in = &f->b->inputs->all[i];
		bool is_data = in->role == INPUT_METRICS;
		const struct workspace *ws = f->b->facts->ws;

		put(f, in->path);
		put(f, str_of(input_role_names[in->role]));
		put(f, in->format);
		put(f, is_data && in->source < ws->n_sources ? ws->sources[in->source].files : STR_NONE);
		put_count(f, in->bytes);
		put(f, str_fmt(f->a, "%016llx%016llx", (unsigned long long)in->digest_hi,
		               (unsigned long long)in->digest_lo));
		put_count(f, in->rows);
		put_count(f, in->rows_used);
		put_count(f, in->rows_rejected);
		for (int r = 0; r < LEFT__N; r++)
			put_count(f, in->left[r]);
		put_count(f, in->cells_used);
		put_count(f, in->cells_missing);
		put_count(f, in->cells_rejected);
		put_count(f, in->cells_ignored);
		put_day(f, is_data ? in->first_day : DAY_NONE);
		put_day(f, is_data ? in->last_day : DAY_NONE);
	}
}

static const char *const metric_columns[] = { "metric",    "kind",    "state",       "kpi",
	                                      "objective", "cells",   "first_day",   "last_day",
	                                      "total",     "because", "ask_instead", "place" };
static const char *const kpi_columns[] = { "period", "kpi",    "objective", "role",    "level",
	                                   "value",  "target", "red_line",  "score",   "status",
	                                   "reason", "prior",  "weight",    "outlook", "signal" };
static const char *const objective_columns[] = { "period",   "objective",  "parent", "score",
	                                         "coverage", "leading",    "status", "reason",
	                                         "strategy", "governance", "funding" };
static const char *const campaign_columns[] = { "period", "campaign", "objective",     "serves_goal",
	                                        "serves", "spend",    "outside_dates", "because" };
static const char *const maturity_columns[] = { "period", "stage", "reached", "needs",
	                                        "holds",  "basis", "because" };
static const char *const finding_columns[] = { "code", "severity", "subject", "place", "message", "remedy" };
static const char *const input_columns[] = { "path",           "role",
	                                     "format",         "source",
	                                     "bytes",          "digest",
	                                     "rows",           "used",
	                                     "rejected",       "left_total_row",
	                                     "left_same_file", "left_not_wanted",
	                                     "left_no_value",  "left_other_section",
	                                     "left_empty",     "cells_used",
	                                     "cells_missing",  "cells_rejected",
	                                     "cells_ignored",  "first_day",
	                                     "last_day" };

#define COLUMNS(list) (list), sizeof(list) / sizeof *(list)
static const struct export_row {
	const char *name;
	const char *const *columns;
	size_t n_columns;
	size_t (*count)(const struct book_facts *b);
	void (*fill)(struct filler *f);
} exports[] = {
	{ "metrics", COLUMNS(metric_columns), count_metrics, fill_metrics },
	{ "kpis", COLUMNS(kpi_columns), count_kpis, fill_kpis },
	{ "objectives", COLUMNS(objective_columns), count_goals, fill_objectives },
	{ "findings", COLUMNS(finding_columns), count_findings, fill_findings },
	{ "inputs", COLUMNS(input_columns), count_inputs, fill_inputs },
	{ "campaigns", COLUMNS(campaign_columns), count_parts, fill_campaigns },
	{ "maturity", COLUMNS(maturity_columns), count_needs, fill_maturity },
};

/* series is the app's: it prints the store. */
const char *const export_names[] = { "series",   "metrics", "kpis",      "objectives",
	                             "findings", "inputs",  "campaigns", "maturity" };
const size_t n_export_names = sizeof export_names / sizeof *export_names;

bool plan_export(const struct book_facts *b, struct arena *a, struct str table, struct export_table *out)
{
	for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
		const struct export_row *e = &exports[i];
		struct filler f = { .b = b, .a = a };

		if (!str_is(table, e->name))
			continue;
		*out = (struct export_table){ .columns = e->columns,
			                      .n_columns = e->n_columns,
			                      .n_rows = e->count(b) };
		out->cells = ARENA_ARRAY(a, out->n_rows * e->n_columns + 1, struct str);
		f.at = out->cells;
		e->fill(&f);
		return true;
	}
	return false;
}
