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
static int make_temp(const struct commit *c, const char *temp, struct diag *d)
{
	int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd < 0) {
		fail(d, c->output, EXIT_NO_CREATE, "cannot write into its folder");
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
	struct db *db = db_open(c->a, str_of(c->db), false, c->wait, d);
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

/* From here on the run is known: what fails now, the next run's heal completes. */
static bool put_in_place(const struct commit *c, const char *temp, const char *rejects, struct diag *d)
{
	fault_here("after-commit");
	if (!folder_sync(c->db))
		return fail(d, c->db, EXIT_IO, "cannot make the history stay");
	if (rejects != NULL && !place_rejects(c, rejects, d))
		return false;
	if (rename(temp, c->output) != 0)
		return fail(d, c->output, EXIT_NO_CREATE,
		            "cannot put the scorecard in its place; the next run tries again");
	fault_here("after-rename");
	return folder_sync(c->output) || fail(d, c->output, EXIT_IO, "cannot make the folder's change stay");
}

void commit_rejects(struct commit *c, const char *path, struct str csv)
{
	c->rejects = path;
	c->rejects_csv = csv;
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

bool commit_write(struct commit *c, const struct book *b, struct run_record *record, struct diag *d)
{
	const char *temp = heal_temp_path(c->a, c->output, record->run_id), *rejects = NULL;
	bool is_known = false, ok = false;
	int lock;

	if (!need_folder(c->a, c->output, d))
		return false;
	lock = make_temp(c, temp, d);
	if (lock < 0)
		return false;
	if (write_temp(c, b, temp, record, d) && heal_target_is_free(c->output, d)
	    && (c->rejects == NULL || (rejects = write_rejects(c, record->run_id, d)) != NULL)
	    && save(c, record, d)) {
		is_known = true;
		ok = put_in_place(c, temp, rejects, d);
	}
	if (!is_known)
		unlink(temp);
	if (!is_known && rejects != NULL)
		unlink(rejects);
	lock_drop(lock);
	return ok;
}

void commit_end(struct commit *c)
{
	if (c == NULL)
		return;
	lock_drop(c->lock);
	c->lock = -1;
}
