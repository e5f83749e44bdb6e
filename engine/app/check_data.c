/* check_data.c - what `check` can tell of a workspace by its targets and exports: what `run` would stop at, and what
 * no export feeds. Nothing is written. */
#include "app/check_data.h"

#include "core/advice.h"
#include "core/judge.h"
#include "sys/file.h"

/* What a run says of the model, its catalogue and the goals when the data is there; all else is about the figures of a period. */
static const char *const about_model[] = { "K202", "K204", "K206", "K207" };

/* What reading warns of where a line of kpialign.yaml would settle it: the order of dates, decimal marks, a mistyped
 * year, the currency. */
static const char *const about_settings[] = { "K101", "K102", "K118", "K312" };

static bool is_one_of(const char *code, const char *const *codes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(str_of(code), codes[i]))
			return true;
	return false;
}

/* A goal has a KPI that has no data in this very period, or an objective of the library that sounds like it (K617):
 * then K204 is not the news. */
static bool is_served(const struct advised *w, const struct finding *f, const struct finding *told, size_t n)
{
	sym goal;

	for (size_t i = 0; i < n; i++)
		if (str_is(str_of(told[i].code), "K617") && told[i].at.line == f->at.line)
			return true;
	for (size_t i = 0; intern_has(w->model->names, f->subject, &goal) && i < w->model->n_kpis; i++)
		if (w->model->kpis[i].goal == goal && advice_uses(w, &w->model->kpis[i]))
			return true;
	return false;
}

/* Of cells given twice the first alone is an error; -v names the others. */
static bool is_further_conflict(const struct finding *f)
{
	return f->severity == SEV_NOTE && str_is(str_of(f->code), "K111") && f->at.line > 0;
}

static bool is_for_check(const struct advised *w, const struct finding *f, struct diag *to)
{
	size_t n;
	const struct finding *told = diag_list(to, &n);

	if (str_is(str_of(f->code), "K204") && is_served(w, f, told, n))
		return false;
	if (f->severity == SEV_WARNING
	    && is_one_of(f->code, about_settings, sizeof about_settings / sizeof *about_settings))
		return true;
	return f->severity == SEV_ERROR
	       || is_one_of(f->code, about_model, sizeof about_model / sizeof *about_model);
}

static void pass_on(const struct advised *w, bool is_verbose, struct diag *from, struct diag *to)
{
	size_t n;
	const struct finding *all = diag_list(from, &n);

	for (size_t i = 0; i < n; i++)
		if (is_for_check(w, &all[i], to) || (is_verbose && is_further_conflict(&all[i])))
			diag_repeat(to, &all[i]);
}

/* Are there files for every source that needs some? Where no source has any, the exports are not here at all, and
 * the model can still be checked without them. */
static bool has_files(struct session *s)
{
	const struct workspace *w = s->ws;
	size_t n_found = 0, n_missing = 0;

	for (size_t i = 0; i < w->n_sources; i++) {
		struct str *paths;
		size_t n = 0;

		if (!file_glob(s->arena, s->lib.root, w->sources[i].files, &paths, &n, s->diag))
			return false;
		n_found += n > 0;
		n_missing += n == 0 && !w->sources[i].is_optional;
	}
	if (n_found == 0 && n_missing > 0)
		diag_put(s->diag, SEV_WARNING, "K903", STR_NONE, w->sources[0].at,
		         STR("put them where `files:` says, and check again"),
		         "no export of any source is here, so what they feed was not checked");
	return n_found > 0;
}

static void look_at_data(struct session *s, const struct advised *w)
{
	struct diag *loud = s->diag, *quiet = diag_new();
	size_t errors = diag_count(loud, SEV_ERROR);

	s->diag = quiet;
	s->db_path = ""; /* what was reported before is no matter of the model */
	if (session_read(s)) {
		advice_feeds(w, s->store, s->arena, loud);
		if (errors == 0)
			session_judge(s);
	}
	s->diag = loud;
	pass_on(w, s->o->verbose > 0, quiet, loud);
	if (diag_count(quiet, SEV_ERROR) > 0 && errors == 0)
		diag_set_exit(loud, diag_exit_code(quiet));
	diag_free(quiet);
}

bool check_data(struct session *s, const struct advised *w)
{
	struct facts f = { .ws = s->ws, .model = s->model, .goals = s->goals, .targets = s->targets };

	targets_check(&f, s->arena, s->diag);
	if (has_files(s))
		look_at_data(s, w);
	return diag_count(s->diag, SEV_ERROR) == 0;
}
