/* session.c - the stages in front of every command, each one call. */
#include "app/session.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/version.h"
#include "core/after.h"
#include "core/hands.h"
#include "core/departments.h"
#include "core/figures.h"
#include "core/restate.h"
#include "core/strategy.h"
#include "out/progress.h"
#include "sys/crew.h"
#include "sys/file.h"
#include "sys/heap.h"
#include "sys/team.h"

enum {
	HEAP_TO_OPEN = 5 << 20,
	HEAP_TO_READ = 2 << 20
}; /* what a company's settings and its first exports take */

struct str session_library(void)
{
	const char *told = getenv("KPIALIGN_LIBRARY");

	if (told && *told)
		return str_of(told);
	if (file_is_folder(KPIALIGN_DATADIR "/models"))
		return STR(KPIALIGN_DATADIR "/models");
	return STR(KPIALIGN_SOURCE_MODELS);
}

const char *session_path(const struct session *s, struct str relative)
{
	if (str_starts(relative, STR("/")) || str_is(s->lib.root, "."))
		return str_z(s->arena, relative);
	return str_z(s->arena, str_fmt(s->arena, "%.*s/%.*s", STR_ARG(s->lib.root), STR_ARG(relative)));
}

/* The workspace with one path changed to a file as the process sees it. */
static const struct workspace *with_file(struct session *s, struct str file, bool is_goals)
{
	struct workspace *w;

	if (!file.n)
		return s->ws;
	w = ARENA_NEW(s->arena, struct workspace);
	*w = *s->ws;
	w->dir = STR(".");
	*(is_goals ? &w->goals : &w->targets) = file;
	return w;
}

static struct str file_or(struct session *s, struct str file, struct str own)
{
	return file.n || !own.n ? file : str_of(session_path(s, own));
}

/* The same for what the company tells of itself: three files that are read together. */
static const struct workspace *with_told(struct session *s, const struct settings *as)
{
	struct workspace *w = ARENA_NEW(s->arena, struct workspace);

	*w = *s->ws;
	w->dir = STR(".");
	w->governance = file_or(s, as->governance, w->governance);
	w->campaigns = file_or(s, as->campaigns, w->campaigns);
	w->notes = file_or(s, as->notes, w->notes);
	return w;
}

static const struct workspace *read_workspace(struct session *s, const struct settings *as)
{
	if (as->workspace.n)
		return workspace_read_as(s->arena, s->names, s->lib.root, as->workspace, &s->files, s->diag);
	return workspace_read(s->arena, s->names, s->lib.root, &s->files, s->diag);
}

static struct str without_slash(struct str folder)
{
	while (folder.n > 1 && str_ends(folder, STR("/")))
		folder.n--;
	return folder;
}

static bool read_settings(struct session *s, const struct settings *as)
{
	struct arena *a = s->arena;
	struct diag *d = s->diag;
	size_t errors = diag_count(d, SEV_ERROR);
	struct str model_path;

	s->ws = read_workspace(s, as);
	if (!s->ws)
		return false;
	model_path = str_of(session_path(s, s->ws->model));
	s->goals = goals_read(a, s->names, with_file(s, as->goals, true), &s->lib, &s->files, d);
	s->model = model_read(a, s->names, &s->lib, model_path, s->goals, &s->files, d);
	if (s->model)
		s->targets = targets_read(a, s->names, with_file(s, as->targets, false), s->model, &s->lib,
		                          &s->files, d);
	departments_check(s->names, s->ws, s->goals, s->model, d);
	if (s->model)
		s->told = told_read(a, s->names, with_told(s, as), s->model, s->goals, &s->lib, &s->files, d);
	s->rates = rates_read(a, s->names, s->ws, &s->lib, &s->files, d);
	formats_read(a, s->names, &s->lib, model_path, &s->formats, &s->files, d);
	return diag_count(d, SEV_ERROR) == errors && s->goals && s->model && s->targets && s->told
	       && s->rates;
}

bool session_open_as(struct session *s, const struct settings *as, struct intern *names,
                     const struct options *o, struct arena *a, struct diag *d)
{
	bool ok;

	*s = (struct session){ .o = o, .arena = a, .diag = d, .is_guest = names != NULL };
	s->names = names ? names : intern_new();
	s->files.a = a;
	s->lib.root = without_slash(as->folder.n ? as->folder : str_of(o->workspace));
	s->lib.folder = session_library();
	s->lib.stands_in = as->model;
	s->lib.stands_for = as->model_for;
	heap_ready(HEAP_TO_OPEN);
	ok = read_settings(s, as);
	s->lib.root = without_slash(str_of(o->workspace)); /* where exports and history are */
	if (s->ws)
		s->db_path = o->db ? o->db : session_path(s, s->ws->database);
	return ok;
}

bool session_open(struct session *s, const struct options *o, struct arena *a, struct diag *d)
{
	struct settings none = { 0 };

	return session_open_as(s, &none, NULL, o, a, d);
}

static bool refuse_period(struct session *s, struct str why, struct str remedy)
{
	diag_put(s->diag, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, remedy, "%.*s", STR_ARG(why));
	diag_set_exit(s->diag, EXIT_USAGE);
	return false;
}

/* The period of --period; nothing can be said of one that has not begun. */
static bool take_period(struct session *s)
{
	struct outcome *out = &s->outcome;
	struct arena *a = s->arena;

	out->period_how = STR("--period");
	if (!period_parse(str_of(s->o->period), s->ws->fiscal, &out->period))
		return refuse_period(s, str_fmt(a, "'%s' is no period", s->o->period),
		                     STR("write 2026-Q3, 2026-09, 2026-H2 or 2026"));
	return out->period.first <= out->as_of
	       || refuse_period(
		   s,
		   str_fmt(a, "%.*s begins on %.*s, after the day to go by: %.*s (%.*s)",
	                   STR_ARG(period_text(a, out->period)), STR_ARG(day_text(a, out->period.first)),
	                   STR_ARG(day_text(a, out->as_of)), STR_ARG(out->as_of_how)),
		   str_fmt(a, "write %.*s or one before it, or a later day with --as-of",
	                   STR_ARG(period_text(a, period_of(out->period.span, out->as_of, s->ws->fiscal)))));
}

/* There is no day to go by. */
static bool refuse_as_of(struct session *s)
{
	struct arena *a = s->arena;
	int32_t day = s->read.newest_reach;
	const char *every = every_names[s->read.newest_every];

	if (day == DAY_NONE)
		diag_put(s->diag, SEV_ERROR, "K302", STR_NONE, PLACE_NONE,
		         STR("check the `sources:` of kpialign.yaml, or say --as-of"),
		         "no source gives a day of social data to go by");
	else
		diag_put(
		    s->diag, SEV_ERROR, "K302", STR_NONE, PLACE_NONE,
		    str_fmt(
			a,
			"say --as-of %.*s if it was, else a day before; --as-of \"$(date -I)\" is right where "
			"exports are made for the run",
			STR_ARG(day_text(a, day))),
		    "social data are by the %s alone, and whether the newest, to %.*s, was over when it was "
		    "exported they do not say",
		    every, STR_ARG(day_words(a, day)));
	return false;
}

static bool choose_period(struct session *s)
{
	const struct options *o = s->o;
	struct outcome *out = &s->outcome;

	if (!when_as_of(o->has_as_of, o->as_of, s->read.newest_social, s->read.newest_every, &out->as_of,
	                &out->as_of_how))
		return refuse_as_of(s);
	out->period = when_period(s->ws->fiscal, out->as_of, o->has_as_of, &out->period_how);
	if (o->period && !take_period(s))
		return false;
	if (!o->has_as_of)
		out->as_of_moved = when_close(s->arena, out->period, &out->as_of, &out->as_of_how);
	out->prior = period_step(out->period, -1, s->ws->fiscal);
	return true;
}

static size_t threads_of(const struct session *s)
{
	return s->o->n_threads > 0 ? s->o->n_threads : crew_cores();
}

bool session_read(struct session *s)
{
	struct progress *bar = progress_start(s->o->is_quiet);
	struct read_options ro = { .parser = s->o->parser,
		                   .n_threads = threads_of(s),
		                   .max_rejected = s->o->max_rejected,
		                   .progress = progress_tell,
		                   .progress_ctx = bar,
		                   .as_of = s->o->has_as_of ? s->o->as_of : DAY_NONE };
	bool ok;

	heap_ready(HEAP_TO_READ);
	s->store = store_new();
	s->rejects = rejects_new();
	ro.rejects = s->rejects;
	ro.rates = s->rates;
	ok = sources_read(s->arena, s->names, s->ws, s->model, &s->formats, &s->lib, &ro, s->store, &s->files,
	                  &s->read, s->diag);
	progress_end(bar);
	if (!ok && (s->read.newest_social != DAY_NONE || s->o->has_as_of))
		choose_period(s); /* for the path of what was rejected */
	return ok && choose_period(s);
}

bool session_read_beside(struct session *s, const struct session *other)
{
	if (!session_reads_alike(s, other))
		return session_read(s);
	s->store = other->store;
	s->is_borrowed = true;
	s->read = other->read;
	for (size_t i = 0; i < other->files.n; i++)
		if (other->files.all[i].role == INPUT_METRICS)
			*input_add(&s->files, INPUT_METRICS, STR_NONE) = other->files.all[i];
	return choose_period(s);
}

/* Everything that was read, the choices and the program's version make the run: not where the results go. */
static struct str digest_of_run(struct session *s)
{
	struct strbuf b;
	uint64_t hi, lo;
	struct str text;

	strbuf_init(&b, s->arena, 0);
	strbuf_fmt(&b, "kpialign %s\nperiod %.*s\nas-of %.*s\n", KPIALIGN_VERSION,
	           STR_ARG(period_text(s->arena, s->outcome.period)),
	           STR_ARG(day_text(s->arena, s->outcome.as_of)));
	if (s->outcome.as_of_moved > 0)
		strbuf_fmt(&b, "moved %d\n", (int)s->outcome.as_of_moved);
	for (size_t i = 0; i < s->files.n; i++) {
		const struct input *in = &s->files.all[i];

		strbuf_fmt(&b, "%s %.*s %016llx%016llx\n", input_role_names[in->role], STR_ARG(in->path),
		           (unsigned long long)in->digest_hi, (unsigned long long)in->digest_lo);
	}
	text = strbuf_str(&b);
	digest_bytes(text.p, text.n, &hi, &lo);
	return digest_text(s->arena, hi, lo);
}

/* History as it was before this run; a missing database is an empty one. */
static bool look_back(struct session *s)
{
	struct db *db;
	bool ok;

	if (!file_exists(s->db_path))
		return true;
	db = db_open(s->arena, str_of(s->db_path), true, s->o->wait, s->diag);
	if (!db)
		return false;
	ok = history_load(db, s->arena, s->outcome.period, s->ws->fiscal, &s->past, s->diag)
	     && history_reports(db, s->arena, s->outcome.period, s->ws->fiscal, s->run_id, &s->reports,
	                        s->diag);
	db_close(db);
	return ok;
}

bool session_judge(struct session *s)
{
	size_t errors = diag_count(s->diag, SEV_ERROR);

	s->run_id = digest_of_run(s);
	if (!look_back(s))
		return false;
	s->inputs = (struct inputs){ s->files.all, s->files.n };
	s->facts = (struct facts){ .ws = s->ws,
		                   .model = s->model,
		                   .goals = s->goals,
		                   .targets = s->targets,
		                   .told = s->told,
		                   .store = s->store,
		                   .past = &s->past,
		                   .reports = &s->reports,
		                   .period = s->outcome.period,
		                   .prior = s->outcome.prior,
		                   .as_of = s->outcome.as_of,
		                   .as_of_moved = s->outcome.as_of_moved,
		                   .figures = figures_new(),
		                   .hands = { threads_of(s), team_run } };
	hands_keep_period(&s->facts);
	after_as_of(&s->facts, s->diag);
	meanings_note(&s->facts, s->names, s->read.meanings, s->read.n_meanings, s->diag);
	map_metrics(&s->facts, &s->outcome, s->arena, s->diag);
	score_kpis(&s->facts, &s->outcome, s->arena, s->diag);
	judge_goals(&s->facts, &s->outcome, s->arena, s->diag);
	judge_strategy(&s->facts, &s->outcome, s->arena, s->diag);
	s->outcome.totals = totals_of(&s->facts, s->arena, s->outcome.period, &s->outcome.n_totals);
	store_forget(s->store);
	restate_reports(&s->facts, &s->inputs, &s->outcome, s->arena, s->diag);
	since_prior(&s->facts, &s->outcome, s->arena);
	figures_free(s->facts.figures);
	s->facts.figures = NULL;
	return diag_count(s->diag, SEV_ERROR) == errors;
}

struct book_facts session_book_facts(struct session *s)
{
	struct book_facts b = { .facts = &s->facts,
		                .outcome = &s->outcome,
		                .inputs = &s->inputs,
		                .run_id = s->run_id,
		                .version = STR(KPIALIGN_VERSION),
		                .is_accessible = s->o->is_accessible };

	b.findings = diag_list(s->diag, &b.n_findings);
	return b;
}

void session_close(struct session *s)
{
	if (!s->is_borrowed)
		store_free(s->store);
	rejects_free(s->rejects);
	if (s->names && !s->is_guest)
		intern_free(s->names);
	s->rejects = NULL;
	s->store = NULL;
	s->names = NULL;
}
