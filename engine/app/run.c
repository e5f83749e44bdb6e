/* run.c - the main job: read, judge, plan, commit. */
#include "app/run.h"

#include "app/card_file.h"
#include "app/commit.h"
#include "app/fail_on.h"
#include "app/reported.h"
#include "app/summary.h"
#include "base/version.h"
#include "out/text.h"
#include "sys/file.h"
#include "sys/heap.h"

enum { HEAP_FOR_BOOK = 2 << 20 };

static bool commit(struct session *s, struct commit *c, const struct card_file *card, const struct book *book)
{
	struct run_record r = { .run_id = s->run_id,
		                .version = STR(KPIALIGN_VERSION),
		                .company = s->ws->company,
		                .output = card->shown,
		                .is_reported = card->is_reported,
		                .reported_on = card->reported_on,
		                .outcome = &s->outcome,
		                .facts = &s->facts,
		                .inputs = &s->inputs };

	r.findings = diag_list(s->diag, &r.n_findings);
	return commit_write(c, book, &r, s->diag);
}

static bool plan(struct session *s, const struct card_file *card, struct book *book)
{
	struct book_facts f = session_book_facts(s);

	heap_ready(HEAP_FOR_BOOK);
	f.is_reported = card->is_reported;
	f.reported_on = card->reported_on;
	f.scope = card->is_part ? &card->scope : NULL;
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
static const char *rejects_path(const struct session *s, const struct card_file *card)
{
	struct str beside = path_beside(s->arena, str_of(card->path), STR("rejected.csv"));

	return s->o->rejects ? s->o->rejects : str_z(s->arena, beside);
}

static bool add_rejects(struct session *s, struct commit *c, const struct card_file *card)
{
	const char *path = rejects_path(s, card);

	if (s->o->rejects && !commit_heal(c, path, s->diag))
		return false;
	/* an old list does not stand beside a scorecard that refused nothing */
	if (rejects_count(s->rejects) == 0 && !file_exists(path))
		return true;
	commit_rejects(c, path, rejects_csv(s->arena, s->rejects));
	return card_file_lets_write(s, card, path, "--rejects");
}

/* A run that fails over its exports leaves no scorecard, but the list of what it refused: whoever mends them needs it
 * most then. */
static void list_rejects(struct session *s)
{
	struct card_file card = card_file_of(s);
	const char *path = rejects_path(s, &card);
	size_t n = rejects_count(s->rejects);
	struct commit *c;

	if (n == 0 || s->o->is_dry_run || !card_file_lets_write(s, &card, path, "--rejects"))
		return;
	c = commit_begin(s->arena, s->db_path, card.path, s->o->wait, s->diag);
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
static bool add_latest(struct session *s, struct commit *c, const struct card_file *card)
{
	const char *path;
	bool is_new;

	if (s->ws->card.latest.n == 0)
		return true;
	path = session_path(s, card_file_name(s, s->ws->card.latest));
	if (!commit_heal(c, path, s->diag) || !is_newest(s, &is_new))
		return false;
	if (s->o->out || card->is_view || !is_new)
		return true;
	commit_latest(c, path);
	return card_file_lets_write(s, card, path, "`latest`");
}

/* From a judged session to files; the lock is held. */
static bool finish(struct session *s, struct commit *c, struct card_file *card)
{
	struct book book = { 0 };

	if (!plan(s, card, &book))
		return false;
	if (s->o->is_dry_run) {
		dump(s, &book);
		return true;
	}
	if (card->is_view || card->is_look)
		commit_view(c);
	if (!card_file_is_free(s, card) || (!card->is_view && !add_rejects(s, c, card)))
		return false;
	return commit_aim(c, card->path, s->diag) && add_latest(s, c, card) && commit(s, c, card, &book);
}

static bool run(struct session *s, struct card_file *card)
{
	struct commit *c = NULL;
	bool ok;

	if (!card_file_may_report(s))
		return false;
	if (!session_read(s)) {
		list_rejects(s);
		return false;
	}
	*card = card_file_of(s);
	if (!s->o->is_dry_run) {
		c = commit_begin(s->arena, s->db_path, card->path, s->o->wait, s->diag);
		if (!c)
			return false;
	}
	ok = session_judge(s) && card_file_meet(s, card) && (card->is_done || finish(s, c, card));
	commit_end(c);
	return ok;
}

int run_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	struct card_file card = { 0 };
	bool ok = session_open(&s, o, a, d) && run(&s, &card);
	int code = 0;

	if (ok && card.is_done)
		reported_print(&s, card.path);
	else if (ok)
		summary_print(stdout, &s,
		              (struct summary_card){ .path = o->is_dry_run ? NULL : card.path,
		                                     .is_look = card.is_view || card.is_look,
		                                     .stands = card.stands });
	if (ok && !card.is_done && fail_on_matches(&s, o->is_quiet ? NULL : stderr))
		code = EXIT_MATCHED;
	session_close(&s);
	return ok ? code : diag_exit_code(d);
}
