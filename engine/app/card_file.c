/* card_file.c - the file that a run's scorecard goes to: its name, and whether it may be written. */
#include "app/card_file.h"

#include <string.h>

#include "app/part.h"
#include "sys/file.h"

/* suffix: before .xlsx, else last. */
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

struct str card_file_name(const struct session *s, struct str name)
{
	return fill_name(s, name, "");
}

static struct str output_name(const struct session *s, const char *suffix)
{
	return fill_name(s, s->ws->output, suffix);
}

static struct card_file named(const struct session *s, const char *suffix)
{
	struct card_file card = { 0 };

	card.shown = s->o->out ? str_of(s->o->out) : output_name(s, suffix);
	card.path = s->o->out ? s->o->out : session_path(s, card.shown);
	card.is_look = s->o->out && !s->o->is_report;
	card.is_reported = s->o->is_report;
	card.reported_on = s->o->is_report ? day_text(s->arena, s->outcome.as_of) : STR_NONE;
	return card;
}

struct card_file card_file_of(const struct session *s)
{
	return named(s, "");
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

bool card_file_is_free(struct session *s, const struct card_file *card)
{
	return is_free(s, card->path, "--out");
}

bool card_file_lets_write(struct session *s, const struct card_file *card, const char *path,
                          const char *option)
{
	if (is_there(path, card->path))
		return refuse(s, option, "names the scorecard itself", "name a file of its own");
	return is_free(s, path, option);
}

bool card_file_may_report(struct session *s)
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

/* A report that is not the newest any more stays as it is; the same inputs cannot be reported twice. */
static bool meet_known(struct session *s, const struct known_run *known, const struct card_file *card)
{
	return !known->is_reported || card->is_look
	       || refuse(s, str_z(s->arena, known->output),
	                 "was reported from these very inputs before; it is in history as it was",
	                 "look at them again with --out FILE, without --report");
}

/* A reported period is not run again by accident (DESIGN 9). */
static bool meet_reported(struct session *s, const struct known_run *reported, struct card_file *card)
{
	if (str_eq(reported->run_id, s->run_id)) { /* the very same run: finish or rewrite its file */
		card->is_reported = true;
		card->reported_on = reported->reported_on;
		card->shown = s->o->out ? card->shown : reported->output;
		card->path = s->o->out ? card->path : session_path(s, card->shown);
		return true;
	}
	if (s->o->out && is_there(session_path(s, reported->output), card->path))
		return refuse(s, s->o->out, "is the scorecard that was reported",
		              "write elsewhere with --out");
	if (s->o->out && !s->o->is_restate && !s->o->is_report)
		return true;
	if (s->o->is_restate) {
		char suffix[24];

		snprintf(suffix, sizeof suffix, "-r%lld", (long long)reported->report + 1);
		*card = named(s, suffix);
		card->stands = s->o->is_report ? STR_NONE : reported->reported_on;
		return true;
	}
	if (!s->o->period || (s->o->is_report && !s->o->out)) {
		card->is_done = true;
		card->shown = reported->output;
		card->path = session_path(s, card->shown);
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
static bool keeps_reported(struct session *s, struct db *db, const struct card_file *card)
{
	struct known_run *all;
	size_t n;

	if (card->is_done || s->o->is_dry_run)
		return true;
	if (!history_outputs(db, s->arena, &all, &n, s->diag))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct str output = all[i].output;

		if ((card->is_view || card->is_look || !str_eq(all[i].run_id, s->run_id))
		    && (str_eq(output, card->shown) || is_there(session_path(s, output), card->path)
		        || is_there(str_z(s->arena, output), card->path)))
			return refuse(s, str_z(s->arena, card->shown),
			              str_z(s->arena, str_fmt(s->arena, "is the scorecard reported for %.*s",
			                                      STR_ARG(all[i].period))),
			              s->o->out
			                  ? "write elsewhere with --out"
			                  : "write {period} into `output:` of kpialign.yaml, or another "
			                    "name with --out");
	}
	return true;
}

static bool look_for_reported(struct session *s, struct card_file *card)
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
	     && (!reported.found || meet_reported(s, &reported, card))
	     && (card->is_done || !known.found || str_eq(known.run_id, reported.run_id)
	         || meet_known(s, &known, card))
	     && keeps_reported(s, db, card);
	db_close(db);
	return ok;
}

/* What a view of a run says is reported where the run was. */
static bool look_for_known(struct session *s, struct card_file *card)
{
	struct known_run known = { 0 };
	struct db *db;
	bool ok;

	if (!file_exists(s->db_path))
		return true;
	db = db_open(s->arena, str_of(s->db_path), true, s->o->wait, s->diag);
	ok = db != NULL && history_known(db, s->arena, s->run_id, &known, s->diag)
	     && keeps_reported(s, db, card);
	db_close(db);
	card->is_reported = known.is_reported;
	card->reported_on = known.reported_on;
	return ok;
}

static bool meet_view(struct session *s, struct card_file *card)
{
	struct str suffix = STR_NONE;

	*card = (struct card_file){ .is_view = true, .is_part = s->o->part != NULL };
	if (card->is_part && !part_find(s, str_of(s->o->part), &card->scope, &suffix))
		return false;
	if (s->o->is_accessible)
		suffix = str_fmt(s->arena, "%.*s-accessible", STR_ARG(suffix));
	card->shown = s->o->out ? str_of(s->o->out) : output_name(s, str_z(s->arena, suffix));
	card->path = s->o->out ? s->o->out : session_path(s, card->shown);
	return look_for_known(s, card);
}

bool card_file_meet(struct session *s, struct card_file *card)
{
	return s->o->part || s->o->is_accessible ? meet_view(s, card) : look_for_reported(s, card);
}
