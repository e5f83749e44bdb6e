/* history.c - what the runs so far found: read from the database alone. */
#include "app/history.h"

#include "app/run.h"
#include "app/terminal.h"
#include "read/workspace_file.h"
#include "store/history.h"
#include "sys/clock.h"
#include "sys/file.h"

struct asked {
	const struct options *o;
	struct arena *a;
	struct diag *d;
	struct fiscal fiscal;
	struct str db;
};

/* Where the history is: --db, else what kpialign.yaml says. */
static bool find_database(struct asked *q)
{
	struct intern *names;
	struct input_list files = { .a = q->a };
	const struct workspace *ws;

	q->fiscal = (struct fiscal){ .first_month = 1 };
	q->db = str_of(q->o->db);
	if (q->o->db)
		return true;
	names = intern_new();
	ws = workspace_read(q->a, names, str_of(q->o->workspace), &files, q->d);
	if (ws) {
		q->fiscal = ws->fiscal;
		q->db = workspace_path(q->a, ws, ws->database);
	}
	intern_free(names);
	return ws != NULL;
}

static bool none_yet(const struct asked *q)
{
	diag_put(q->d, SEV_ERROR, "K902", STR_NONE, (struct place){ .file = q->db },
	         STR("`kpialign run` begins it"), "there is no history yet");
	diag_set_exit(q->d, EXIT_NO_INPUT);
	return false;
}

static bool load(const struct asked *q, struct past *all)
{
	struct db *db;
	bool ok;

	if (!file_exists(str_z(q->a, q->db)))
		return none_yet(q);
	db = db_open(q->a, q->db, true, q->o->wait, q->d);
	ok = db != NULL && history_all(db, q->a, q->fiscal, all, q->d);
	db_close(db);
	return ok && (all->n > 0 || none_yet(q));
}

static bool is_known(const struct past *all, struct str id)
{
	for (size_t i = 0; i < all->n; i++) {
		if (past_kpi(&all->runs[i], id) != NULL)
			return true;
		for (size_t k = 0; k < all->runs[i].n_goals; k++)
			if (str_eq(all->runs[i].goals[k].goal, id))
				return true;
	}
	return false;
}

static bool check_name(const struct asked *q, const struct past *all)
{
	const struct past_run *newest = &all->runs[all->n - 1];
	struct str *names = ARENA_ARRAY(q->a, newest->n_kpis + newest->n_goals, struct str), near[1],
		   of = str_of(q->o->of);
	size_t n = 0;

	if (of.n == 0 || is_known(all, of))
		return true;
	for (size_t i = 0; i < newest->n_goals; i++)
		names[n++] = newest->goals[i].goal;
	for (size_t i = 0; i < newest->n_kpis; i++)
		names[n++] = newest->kpis[i].kpi;
	diag_put(q->d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE,
	         str_nearest(of, names, n, near, 1) ? str_fmt(q->a, "did you mean '%.*s'?", STR_ARG(near[0]))
	                                            : STR("write the id of a goal or KPI"),
	         "history has no goal or KPI '%.*s'", STR_ARG(of));
	diag_set_exit(q->d, EXIT_USAGE);
	return false;
}

/* The newest reported run, else the newest run, by its as-of day. */
static const struct past_run *newest_of(const struct past *all)
{
	const struct past_run *best = &all->runs[0];

	for (size_t i = 1; i < all->n; i++) {
		const struct past_run *r = &all->runs[i];
		bool is_report = r->report > 0, was_report = best->report > 0;

		if (is_report != was_report ? is_report : r->as_of_day >= best->as_of_day)
			best = r;
	}
	return best;
}

/* Silent while it is fresh; for cron. */
static int tell_stale(const struct asked *q, const struct past *all)
{
	const struct past_run *r = newest_of(all);
	int32_t age = clock_today() - r->as_of_day;

	if (age <= q->o->stale_days)
		return EXIT_DONE;
	if (!q->o->is_quiet)
		fprintf(stderr, "--stale: %.*s, %s as of %.*s, is %.*s old\n",
		        STR_ARG(period_text(q->a, r->period)), r->report > 0 ? "reported" : "a draft",
		        STR_ARG(r->as_of), STR_ARG(str_count(q->a, (uint64_t)age, "day")));
	return EXIT_MATCHED;
}

static void show(const struct asked *q, const struct past *all)
{
	struct history_look look = { terminal_is_utf8(), terminal_has_colour(), str_of(q->o->of) };

	if (q->o->form == FORM_JSON)
		history_json(q->a, all, look.of);
	else if (q->o->form == FORM_CSV)
		history_csv(q->a, all, look.of);
	else
		history_text(q->a, all, &look);
}

int history_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct asked q = { .o = o, .a = a, .d = d };
	struct past all;

	if (!find_database(&q) || !load(&q, &all) || !check_name(&q, &all))
		return diag_exit_code(d);
	if (o->has_stale)
		return tell_stale(&q, &all);
	show(&q, &all);
	return EXIT_DONE;
}
