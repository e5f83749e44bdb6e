/* run.c - the main job: read, judge, plan, commit. */
#include "app/run.h"

#include <string.h>

#include "app/commit.h"
#include "app/part.h"
#include "app/reported.h"
#include "app/session.h"
#include "app/summary.h"
#include "base/version.h"
#include "out/text.h"
#include "sys/file.h"
#include "sys/heap.h"
#include "app/fail_on.h"

enum { HEAP_FOR_BOOK = 2 << 20 };

/* {company} and {period} in a name; a company's name becomes a plain file name. suffix: before .xlsx, else last. */
static struct str fill_name(const struct session *s, struct str name, const char *suffix)
{
	struct str rest = name, company = str_snake(s->arena, s->ws->company);
	struct str period = period_text(s->arena, s->outcome.period);
	struct strbuf b;

	if (*suffix && !str_ends(name, STR(".xlsx")))
		rest = name = str_fmt(s->arena, "%.*s%s", STR_ARG(name), suffix);
	strbuf_init(&b, s->arena, 4096);
	while (rest.n) {
		if (str_starts(rest, STR("{company}"))) {
			strbuf_add(&b, company);
			rest = str_sub(rest, 9, SIZE_MAX);
		} else if (str_starts(rest, STR("{period}"))) {
			strbuf_add(&b, period);
			rest = str_sub(rest, 8, SIZE_MAX);
		} else {
			if (*suffix && str_is(rest, ".xlsx"))
				strbuf_addz(&b, suffix);
			strbuf_addc(&b, rest.p[0]);
			rest = str_sub(rest, 1, SIZE_MAX);
		}
	}
	return strbuf_str(&b);
}

static struct str output_name(const struct session *s, const char *suffix)
{
	return fill_name(s, s->ws->output, suffix);
}

/* Of the company, or a view of its run, which history does not keep: of a part of it (--for), or for other eyes
 * (--accessible). */
struct target_file {
	const char *path; /* as the process sees it */
	struct str shown; /* as history keeps it */
	bool is_done;     /* nothing to do: reported already, and not named, or only to be reported */
	bool is_reported; /* the run is the reported one, now or before */
	struct str reported_on;
	struct str stands; /* as-of of the report that a draft of its correction leaves as it is; "": none */
	bool is_view, is_part;
	bool is_look; /* the scorecard elsewhere, to look at it; not for history either */
	struct scope scope;
};

static struct target_file target_of(const struct session *s, const char *suffix)
{
	struct target_file t = { 0 };

	t.shown = s->o->out ? str_of(s->o->out) : output_name(s, suffix);
	t.path = s->o->out ? s->o->out : session_path(s, t.shown);
	t.is_look = s->o->out && !s->o->is_report;
	t.is_reported = s->o->is_report;
	t.reported_on = s->o->is_report ? day_text(s->arena, s->outcome.as_of) : STR_NONE;
	return t;
}

static bool refuse(struct session *s, const char *what, const char *why, const char *remedy)
{
	diag_put(s->diag, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, str_of(remedy), "%s %s", what, why);
	diag_set_exit(s->diag, EXIT_USAGE);
	return false;
}

/* The same file, there already or yet to be made. */
static bool is_there(const char *a, const char *b)
{
	return strcmp(a, b) == 0 || file_is_same(a, b);
}

/* Nothing that this run reads or keeps may be written over by it. A path that names nothing yet is none of the files
 * that were read, so they are not looked up. */
static bool is_free(struct session *s, const char *path, const char *option)
{
	bool taken = is_there(path, s->db_path), is_made = file_exists(path);

	for (size_t i = 0; i < s->files.n && is_made && !taken; i++)
		taken = !str_starts(s->files.all[i].path, STR("library:"))
		        && is_there(path, session_path(s, s->files.all[i].path));
	return !taken
	       || refuse(s, option, "would write over a file that this run reads or keeps",
	                 "name a file of its own");
}

/* A report that is not the newest any more stays as it is; the same inputs cannot be reported twice. */
static bool meet_known(struct session *s, const struct known_run *known, const struct target_file *t)
{
	return !known->is_reported || t->is_look
	       || refuse(s, str_z(s->arena, known->output),
	                 "was reported from these very inputs before; it is in history as it was",
	                 "look at them again with --out FILE, without --report");
}

/* A reported period is not run again by accident (DESIGN 9). */
static bool meet_reported(struct session *s, const struct known_run *reported, struct target_file *t)
{
	if (str_eq(reported->run_id, s->run_id)) { /* the very same run: finish or rewrite its file */
		t->is_reported = true;
		t->reported_on = reported->reported_on;
		t->shown = s->o->out ? t->shown : reported->output;
		t->path = s->o->out ? t->path : session_path(s, t->shown);
		return true;
	}
	if (s->o->out && is_there(session_path(s, reported->output), t->path))
		return refuse(s, s->o->out, "is the scorecard that was reported",
		              "write elsewhere with --out");
	if (s->o->out && !s->o->is_restate && !s->o->is_report)
		return true;
	if (s->o->is_restate) {
		char suffix[24];

		snprintf(suffix, sizeof suffix, "-r%lld", (long long)reported->report + 1);
		*t = target_of(s, suffix);
		t->stands = s->o->is_report ? STR_NONE : reported->reported_on;
		return true;
	}
	if (!s->o->period || (s->o->is_report && !s->o->out)) {
		t->is_done = true;
		t->shown = reported->output;
		t->path = session_path(s, t->shown);
		return true;
	}
	diag_put(
	    s->diag, SEV_ERROR, "K904", STR_NONE, PLACE_NONE,
	    STR("add --restate --report to correct it by a scorecard beside it, --restate alone for a draft of "
	        "that, or --out FILE to look only"),
	    "%.*s was reported as of %.*s", STR_ARG(period_text(s->arena, s->outcome.period)),
	    STR_ARG(reported->reported_on));
	diag_set_exit(s->diag, EXIT_USAGE);
	return false;
}

/* A name without {period} leads to the scorecard of another period, and --out anywhere: a reported scorecard stays but for
 * the very same run, which is no view. */
static bool keeps_reported(struct session *s, struct db *db, const struct target_file *t)
{
	struct known_run *all;
	size_t n;

	if (t->is_done || s->o->is_dry_run)
		return true;
	if (!history_outputs(db, s->arena, &all, &n, s->diag))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct str output = all[i].output;

		if ((t->is_view || t->is_look || !str_eq(all[i].run_id, s->run_id))
		    && (str_eq(output, t->shown) || is_there(session_path(s, output), t->path)
		        || is_there(str_z(s->arena, output), t->path)))
			return refuse(s, str_z(s->arena, t->shown),
			              str_z(s->arena, str_fmt(s->arena, "is the scorecard reported for %.*s",
			                                      STR_ARG(all[i].period))),
			              s->o->out
			                  ? "write elsewhere with --out"
			                  : "write {period} into `output:` of kpialign.yaml, or another "
			                    "name with --out");
	}
	return true;
}

static bool look_for_reported(struct session *s, struct target_file *t)
{
	struct known_run reported = { 0 }, known = { 0 };
	struct db *db;
	bool ok;

	if (!file_exists(s->db_path))
		return true;
	db = db_open(s->arena, str_of(s->db_path), true, s->o->wait, s->diag);
	if (!db)
		return false;
	ok = history_reported(db, s->arena, s->outcome.period, &reported, s->diag)
	     && history_known(db, s->arena, s->run_id, &known, s->diag)
	     && (!reported.found || meet_reported(s, &reported, t))
	     && (t->is_done || !known.found || str_eq(known.run_id, reported.run_id)
	         || meet_known(s, &known, t))
	     && keeps_reported(s, db, t);
	db_close(db);
	return ok;
}

/* What a view of a run says is reported where the run was. */
static bool look_for_known(struct session *s, struct target_file *t)
{
	struct known_run known = { 0 };
	struct db *db;
	bool ok;

	if (!file_exists(s->db_path))
		return true;
	db = db_open(s->arena, str_of(s->db_path), true, s->o->wait, s->diag);
	ok =
	    db != NULL && history_known(db, s->arena, s->run_id, &known, s->diag) && keeps_reported(s, db, t);
	db_close(db);
	t->is_reported = known.is_reported;
	t->reported_on = known.reported_on;
	return ok;
}

static bool meet_view(struct session *s, struct target_file *t)
{
	struct str suffix = STR_NONE;

	*t = (struct target_file){ .is_view = true, .is_part = s->o->part != NULL };
	if (t->is_part && !part_find(s, str_of(s->o->part), &t->scope, &suffix))
		return false;
	if (s->o->is_accessible)
		suffix = str_fmt(s->arena, "%.*s-accessible", STR_ARG(suffix));
	t->shown = s->o->out ? str_of(s->o->out) : output_name(s, str_z(s->arena, suffix));
	t->path = s->o->out ? s->o->out : session_path(s, t->shown);
	return look_for_known(s, t);
}

/* What there is of the period already, and where this goes. */
static bool meet(struct session *s, struct target_file *t)
{
	return s->o->part || s->o->is_accessible ? meet_view(s, t) : look_for_reported(s, t);
}

static bool commit(struct session *s, struct commit *c, const struct target_file *t, const struct book *book)
{
	struct run_record r = { .run_id = s->run_id,
		                .version = STR(KPIALIGN_VERSION),
		                .company = s->ws->company,
		                .output = t->shown,
		                .is_reported = t->is_reported,
		                .reported_on = t->reported_on,
		                .outcome = &s->outcome,
		                .facts = &s->facts,
		                .inputs = &s->inputs };

	r.findings = diag_list(s->diag, &r.n_findings);
	return commit_write(c, book, &r, s->diag);
}

static bool plan(struct session *s, const struct target_file *t, struct book *book)
{
	struct book_facts f = session_book_facts(s);

	heap_ready(HEAP_FOR_BOOK);
	f.is_reported = t->is_reported;
	f.reported_on = t->reported_on;
	f.scope = t->is_part ? &t->scope : NULL;
	return plan_book(&f, s->arena, book, s->diag);
}

static void dump(const struct session *s, const struct book *book)
{
	struct strbuf b;
	struct str text;

	if (s->o->verbose < 1)
		return;
	strbuf_init(&b, s->arena, 256u << 20);
	book_dump(&b, book);
	text = strbuf_str(&b);
	fwrite(text.p, 1, text.n, stdout);
}

/* rejected.csv stands beside the scorecard unless --rejects says where. */
static const char *rejects_path(const struct session *s, const struct target_file *t)
{
	struct str beside = path_beside(s->arena, str_of(t->path), STR("rejected.csv"));

	return s->o->rejects ? s->o->rejects : str_z(s->arena, beside);
}

static bool may_list_at(struct session *s, const char *path, const struct target_file *t)
{
	if (is_there(path, t->path))
		return refuse(s, "--rejects", "names the scorecard itself", "name a file of its own");
	return is_free(s, path, "--rejects");
}

static bool add_rejects(struct session *s, struct commit *c, const struct target_file *t)
{
	const char *path = rejects_path(s, t);

	if (s->o->rejects && !commit_heal(c, path, s->diag))
		return false;
	/* an old list does not stand beside a scorecard that refused nothing */
	if (rejects_count(s->rejects) == 0 && !file_exists(path))
		return true;
	commit_rejects(c, path, rejects_csv(s->arena, s->rejects));
	return may_list_at(s, path, t);
}

/* A run that fails over its exports leaves no scorecard, but the list of what it refused: whoever mends them needs it
 * most then. */
static void list_rejects(struct session *s)
{
	struct target_file t = target_of(s, "");
	const char *path = rejects_path(s, &t);
	size_t n = rejects_count(s->rejects);
	struct commit *c;

	if (n == 0 || s->o->is_dry_run || !may_list_at(s, path, &t))
		return;
	c = commit_begin(s->arena, s->db_path, t.path, s->o->wait, s->diag);
	if (c && commit_rejects_only(c, path, rejects_csv(s->arena, s->rejects), s->diag))
		diag_put(s->diag, SEV_WARNING, "K102", STR_NONE, (struct place){ .file = str_of(path) },
		         STR_NONE, "lists all that was rejected: %zu cell%s or row%s", n, n == 1 ? "" : "s",
		         n == 1 ? "" : "s");
	commit_end(c);
}

/* Has history a run of a later period? */
static bool is_newest(struct session *s, bool *out)
{
	struct known_run later = { 0 };
	struct db *db;
	bool ok;

	*out = true;
	if (!file_exists(s->db_path))
		return true;
	db = db_open(s->arena, str_of(s->db_path), true, s->o->wait, s->diag);
	ok = db != NULL && history_later(db, s->arena, s->outcome.period, &later, s->diag);
	db_close(db);
	*out = !later.found;
	return ok;
}

/* The second name moves with the newest period alone, and not for a look elsewhere. */
static bool add_latest(struct session *s, struct commit *c, const struct target_file *t)
{
	const char *path;
	bool is_new;

	if (s->ws->card.latest.n == 0)
		return true;
	path = session_path(s, fill_name(s, s->ws->card.latest, ""));
	if (!commit_heal(c, path, s->diag) || !is_newest(s, &is_new))
		return false;
	if (s->o->out || t->is_view || !is_new)
		return true;
	if (is_there(path, t->path))
		return refuse(s, "`latest`", "names the scorecard itself", "name a file of its own");
	commit_latest(c, path);
	return is_free(s, path, "`latest`");
}

/* From a judged session to files; the lock is held. */
static bool finish(struct session *s, struct commit *c, struct target_file *t)
{
	struct book book = { 0 };

	if (!plan(s, t, &book))
		return false;
	if (s->o->is_dry_run) {
		dump(s, &book);
		return true;
	}
	if (t->is_view || t->is_look)
		commit_view(c);
	if (!is_free(s, t->path, "--out") || (!t->is_view && !add_rejects(s, c, t)))
		return false;
	return commit_aim(c, t->path, s->diag) && add_latest(s, c, t) && commit(s, c, t, &book);
}

/* What is reported is the whole company's, and the board's book. */
static bool may_report(struct session *s)
{
	const char *option = s->o->is_report ? "--report" : "--restate";

	if (!s->o->is_report && !s->o->is_restate)
		return true;
	if (s->o->part)
		return refuse(s, option, "is about the whole company",
		              "leave out --for: its parts are reported with it");
	return !s->o->is_accessible
	       || refuse(
		   s, option, "is about the scorecard itself",
		   "run without --accessible, then once more with it alone: that one is reported with it");
}

static bool run(struct session *s, struct target_file *t)
{
	struct commit *c = NULL;
	bool ok;

	if (!may_report(s))
		return false;
	if (!session_read(s)) {
		list_rejects(s);
		return false;
	}
	*t = target_of(s, "");
	if (!s->o->is_dry_run) {
		c = commit_begin(s->arena, s->db_path, t->path, s->o->wait, s->diag);
		if (!c)
			return false;
	}
	ok = session_judge(s) && meet(s, t) && (t->is_done || finish(s, c, t));
	commit_end(c);
	return ok;
}

int run_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	struct target_file t = { 0 };
	bool ok = session_open(&s, o, a, d) && run(&s, &t);
	int code = 0;

	if (ok && t.is_done)
		reported_print(&s, t.path);
	else if (ok)
		summary_print(stdout, &s,
		              (struct summary_card){ .path = o->is_dry_run ? NULL : t.path,
		                                     .is_look = t.is_view || t.is_look,
		                                     .stands = t.stands });
	if (ok && !t.is_done && fail_on_matches(&s, o->is_quiet ? NULL : stderr))
		code = EXIT_MATCHED;
	session_close(&s);
	return ok ? code : diag_exit_code(d);
}
