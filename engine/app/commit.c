/* commit.c - scorecard and history change together or not at all. */
#include "app/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "app/heal.h"
#include "app/options.h"
#include "out/xlsx.h"
#include "sys/fault.h"
#include "sys/file.h"

struct commit {
	struct arena *a;
	const char *db, *output;
	int wait;
	int lock;            /* on <db>.lock */
	const char *rejects; /* NULL: nothing was refused */
	struct str rejects_csv;
	const char *latest; /* NULL: no second copy */
	bool is_view;       /* not for history */
};

/* Temporaries of one run, whole and on the disk; NULL: there is none. */
struct temps {
	const char *card, *rejects, *latest;
	int lock, latest_lock;
};

/* A finding about a file, with what the system says. Always false. */
static bool fail(struct diag *d, const char *path, int exit_code, const char *what)
{
	diag_error(d, "K901", ((struct place){ .file = str_of(path) }), STR_NONE, "%s: %s", what,
	           strerror(errno));
	diag_set_exit(d, exit_code);
	return false;
}

/* Also on the disk for good: a new folder is an entry in the one above it. */
static bool need_folder(struct arena *a, const char *file, struct diag *d)
{
	const char *folder = heal_folder_of(a, file);

	if (file_is_folder(folder))
		return true;
	if (!folder_make(folder))
		return fail(d, folder, EXIT_NO_CREATE, "cannot make the folder");
	return folder_sync(folder) || fail(d, folder, EXIT_IO, "cannot make the new folder stay");
}

struct commit *commit_begin(struct arena *a, const char *db, const char *output, int wait, struct diag *d)
{
	struct commit *c = ARENA_NEW(a, struct commit);

	*c = (struct commit){ .a = a, .db = db, .output = output, .wait = wait, .lock = -1 };
	if (!need_folder(a, db, d))
		return NULL;
	c->lock = lock_take(str_z(a, str_fmt(a, "%s.lock", db)), wait, d);
	if (c->lock >= 0 && heal_folder(a, db, output, wait, d))
		return c;
	commit_end(c);
	return NULL;
}

bool commit_aim(struct commit *c, const char *output, struct diag *d)
{
	bool is_same = strcmp(heal_folder_of(c->a, output), heal_folder_of(c->a, c->output)) == 0;

	c->output = output;
	return is_same || heal_folder(c->a, c->db, output, c->wait, d);
}

/* A file of our own, never one that stands there already. The lock on it tells a living run from a dead one. */
static int make_temp(const char *output, const char *temp, struct diag *d)
{
	int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd < 0) {
		fail(d, output, EXIT_NO_CREATE, "cannot write into its folder");
		return -1;
	}
	close(fd);
	return lock_take(temp, 0, d);
}

/* The whole book at temp, on the disk, and its digest. */
static bool write_temp(struct commit *c, const struct book *b, const char *temp, struct run_record *r,
                       struct diag *d)
{
	uint64_t hi, lo, bytes;

	if (!xlsx_write(b, temp, heal_folder_of(c->a, c->output), d))
		return false;
	fault_here("after-temp");
	if (!file_sync(temp))
		return fail(d, temp, EXIT_IO, "cannot make the scorecard stay");
	if (!file_digest(temp, &hi, &lo, &bytes))
		return fail(d, temp, EXIT_IO, "cannot read back");
	r->output_digest = digest_text(c->a, hi, lo);
	fault_here("after-sync");
	return true;
}

/* COMMIT, and the end of SQLite's journal on the disk, before the scorecard gets its name. */
static bool save(struct commit *c, const struct run_record *r, struct diag *d)
{
	struct db *db = db_open_to_save(c->a, str_of(c->db), c->wait, d);
	bool ok = db != NULL && history_save(db, r, d);

	db_close(db);
	return ok;
}

/* Before the scorecard gets its name: where it stands, so does what it left out. */
static bool place_rejects(const struct commit *c, const char *temp, struct diag *d)
{
	if (rename(temp, c->rejects) != 0)
		return fail(d, c->rejects, EXIT_NO_CREATE, "cannot put the rejected cells in their place");
	return folder_sync(c->rejects)
	       || fail(d, c->rejects, EXIT_IO, "cannot make the folder's change stay");
}

/* Last of all: it leads to a scorecard that is there. */
static bool place_latest(const struct commit *c, const char *temp, struct diag *d)
{
	if (rename(temp, c->latest) != 0)
		return fail(d, c->latest, EXIT_NO_CREATE,
		            "cannot put the newest scorecard in its place; the next run tries again");
	fault_here("after-latest");
	return folder_sync(c->latest) || fail(d, c->latest, EXIT_IO, "cannot make the folder's change stay");
}

/* From here on the run is known: what fails now, the next run's heal completes. */
static bool put_in_place(const struct commit *c, const struct temps *t, struct diag *d)
{
	fault_here("after-commit");
	if (!c->is_view && !folder_sync(c->db))
		return fail(d, c->db, EXIT_IO, "cannot make the history stay");
	if (t->rejects != NULL && !place_rejects(c, t->rejects, d))
		return false;
	if (rename(t->card, c->output) != 0)
		return fail(d, c->output, EXIT_NO_CREATE,
		            "cannot put the scorecard in its place; the next run tries again");
	fault_here("after-rename");
	if (!folder_sync(c->output))
		return fail(d, c->output, EXIT_IO, "cannot make the folder's change stay");
	return t->latest == NULL || place_latest(c, t->latest, d);
}

void commit_rejects(struct commit *c, const char *path, struct str csv)
{
	c->rejects = path;
	c->rejects_csv = csv;
}

void commit_view(struct commit *c)
{
	c->is_view = true;
}

bool commit_heal(const struct commit *c, const char *path, struct diag *d)
{
	return strcmp(heal_folder_of(c->a, path), heal_folder_of(c->a, c->output)) == 0
	       || heal_folder(c->a, c->db, path, c->wait, d);
}

void commit_latest(struct commit *c, const char *path)
{
	c->latest = path;
}

/* The refused cells in a file of their own, whole and on the disk before it has the name that heal_folder looks for.
 * NULL: diag says why. */
static const char *write_rejects(struct commit *c, struct str run_id, struct diag *d)
{
	const char *temp = heal_temp_path(c->a, c->rejects, run_id);
	const char *part = str_z(c->a, str_fmt(c->a, "%s.part", temp));

	unlink(part); /* of a killed run */
	if (!need_folder(c->a, c->rejects, d) || !heal_target_is_free(c->rejects, d)
	    || !file_put_new(part, str_of(c->rejects), c->rejects_csv, d))
		return NULL;
	if (!file_sync(part) || rename(part, temp) != 0) {
		fail(d, c->rejects, EXIT_IO, "cannot make the rejected cells stay");
		unlink(part);
		return NULL;
	}
	return temp;
}

bool commit_rejects_only(struct commit *c, const char *path, struct str csv, struct diag *d)
{
	const char *part = str_z(c->a, str_fmt(c->a, "%s.part", heal_temp_path(c->a, path, STR("failed"))));
	bool ok;

	unlink(part); /* of a killed run */
	if (!need_folder(c->a, path, d) || !heal_target_is_free(path, d)
	    || !file_put_new(part, str_of(path), csv, d))
		return false;
	ok = file_sync(part) && rename(part, path) == 0 && folder_sync(path);
	if (!ok) {
		fail(d, path, EXIT_IO, "cannot make the rejected cells stay");
		unlink(part);
	}
	return ok;
}

/* A second copy under a name of its own, not a link: Windows does not follow one on a share. */
static bool write_latest(struct commit *c, struct temps *t, struct str run_id, struct diag *d)
{
	const char *temp;

	if (c->latest == NULL)
		return true;
	if (!need_folder(c->a, c->latest, d) || !heal_target_is_free(c->latest, d))
		return false;
	temp = heal_temp_path(c->a, c->latest, run_id);
	t->latest_lock = make_temp(c->latest, temp, d);
	if (t->latest_lock < 0)
		return false;
	t->latest = temp;
	return (file_copy(t->card, temp) && file_sync(temp))
	       || fail(d, c->latest, EXIT_IO, "cannot copy the scorecard");
}

static bool write_temps(struct commit *c, const struct book *b, struct run_record *r, struct temps *t,
                        struct diag *d)
{
	if (!write_temp(c, b, t->card, r, d) || !heal_target_is_free(c->output, d)
	    || !write_latest(c, t, r->run_id, d))
		return false;
	if (c->rejects != NULL)
		t->rejects = write_rejects(c, r->run_id, d);
	return c->rejects == NULL || t->rejects != NULL;
}

static void unlink_temps(const struct temps *t)
{
	const char *const all[] = { t->card, t->rejects, t->latest };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] != NULL)
			unlink(all[i]);
}

bool commit_write(struct commit *c, const struct book *b, struct run_record *record, struct diag *d)
{
	struct temps t = { .card = heal_temp_path(c->a, c->output, record->run_id), .latest_lock = -1 };
	bool is_known = false, ok = false;

	if (!need_folder(c->a, c->output, d))
		return false;
	t.lock = make_temp(c->output, t.card, d);
	if (t.lock < 0)
		return false;
	if (write_temps(c, b, record, &t, d) && (c->is_view || save(c, record, d))) {
		is_known = true;
		ok = put_in_place(c, &t, d);
	}
	if (!is_known)
		unlink_temps(&t);
	lock_drop(t.lock);
	lock_drop(t.latest_lock);
	return ok;
}

void commit_end(struct commit *c)
{
	if (c == NULL)
		return;
	lock_drop(c->lock);
	c->lock = -1;
}
