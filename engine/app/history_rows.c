/* history_rows.c - history for other programs: a row a run, and a row a goal and KPI of each current one. */
#include "app/history.h"

#include "base/num.h"
#include "out/json.h"
#include "out/text.h"

static const char *const columns[] = { "period", "span", "as_of", "reported_on", "report", "kind",
	                               "id",     "name", "value", "target",      "score",  "status" };
enum { N_COLUMNS = sizeof columns / sizeof *columns };

struct row {
	const struct past_run *run;
	const char *kind;
	struct str id, name, status;
	bool has_value, has_target, has_score;
	double value, target, score;
};

/* All rows in order, one call each. */
static void walk(const struct past *all, struct str of, void (*put)(void *ctx, const struct row *r),
                 void *ctx)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct past_run *r = &all->runs[i];
		struct row run = { .run = r, .kind = "run", .id = r->run_id, .name = r->company };

		if (of.n == 0)
			put(ctx, &run);
		for (size_t k = 0; k < r->n_goals; k++) {
			const struct past_goal *g = &r->goals[k];
			struct row row = { r,
				           "goal",
				           g->goal,
				           g->name,
				           g->status,
				           .has_score = g->has_score,
				           .score = g->score };

			if (of.n == 0 || str_eq(of, g->goal))
				put(ctx, &row);
		}
		for (size_t k = 0; k < r->n_kpis; k++) {
			const struct past_kpi *p = &r->kpis[k];
			struct row row = { r,         "kpi",        p->kpi,        STR_NONE,
				           p->status, p->has_value, p->has_target, p->has_score,
				           p->value,  p->target,    p->score };

			if (!str_is(p->part, "available") && (of.n == 0 || str_eq(of, p->kpi)))
				put(ctx, &row);
		}
	}
}

static struct str number(struct arena *a, bool has, double v)
{
	return has ? num_text_double(a, v, 15) : STR_NONE;
}

static void put_csv(void *ctx, const struct row *r)
{
	struct arena *a = ctx;
	const struct str cells[N_COLUMNS] = { period_text(a, r->run->period),
		                              str_of(span_names[r->run->period.span]),
		                              r->run->as_of,
		                              r->run->reported_on,
		                              str_fmt(a, "%lld", (long long)r->run->report),
		                              str_of(r->kind),
		                              r->id,
		                              r->name,
		                              number(a, r->has_value, r->value),
		                              number(a, r->has_target, r->target),
		                              number(a, r->has_score, r->score),
		                              r->status };

	for (size_t i = 0; i < N_COLUMNS; i++)
		csv_cell(stdout, cells[i], i == 6 || i == 7, i + 1 == N_COLUMNS);
}

void history_csv(struct arena *a, const struct past *all, struct str of)
{
	for (size_t i = 0; i < N_COLUMNS; i++)
		csv_cell(stdout, str_of(columns[i]), false, i + 1 == N_COLUMNS);
	walk(all, of, put_csv, a);
}

struct writer {
	struct arena *a;
	struct json j;
};

static void put_json(void *ctx, const struct row *r)
{
	struct writer *w = ctx;

	json_open(&w->j, NULL, '{');
	json_text(&w->j, "period", period_text(w->a, r->run->period));
	json_text(&w->j, "span", str_of(span_names[r->run->period.span]));
	json_text(&w->j, "as_of", r->run->as_of);
	json_text(&w->j, "reported_on", r->run->reported_on);
	json_count(&w->j, "report", (uint64_t)r->run->report);
	json_text(&w->j, "kind", str_of(r->kind));
	json_text(&w->j, "id", r->id);
	json_text(&w->j, "name", r->name);
	json_number(&w->j, "value", r->has_value, r->value);
	json_number(&w->j, "target", r->has_target, r->target);
	json_number(&w->j, "score", r->has_score, r->score);
	json_text(&w->j, "status", r->status);
	json_close(&w->j, '}');
}

void history_json(struct arena *a, const struct past *all, struct str of)
{
	struct writer w = { a, { .to = stdout } };

	json_open(&w.j, NULL, '[');
	walk(all, of, put_json, &w);
	json_close(&w.j, ']');
}
