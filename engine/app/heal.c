/* heal.c - the temporaries of a commit: their names, and what becomes of those that a killed run left. */
#include "app/heal.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "app/options.h"
#include "base/mem.h"
#include "store/history.h"
#include "sys/file.h"

enum { ID_DIGITS = 32 };

const char *heal_folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/" : str_z(a, (struct str){ path, (size_t)(slash - path) });
}

static struct str base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash == NULL ? path : slash + 1);
}

const char *heal_temp_path(struct arena *a, const char *output, struct str run_id)
{
	struct str name = base_name(output), path = str_of(output);

	return str_z(a, str_fmt(a, "%.*s.%.*s.%.*s.tmp", STR_ARG(str_sub(path, 0, path.n - name.n)),
	                        STR_ARG(name), STR_ARG(run_id)));
}

bool heal_target_is_free(const char *path, struct diag *d)
{
	const char *what = NULL;
	struct stat s;

	if (base_name(path).n == 0)
		what = "this names a folder, not a file";
	else if (lstat(path, &s) != 0)
		what = errno == ENOENT ? NULL : strerror(errno);
	else if (S_ISDIR(s.st_mode))
		what = "a folder stands where the scorecard goes";
	else if (S_ISLNK(s.st_mode))
		what = "a symbolic link stands where the scorecard goes";
	else if (!S_ISREG(s.st_mode))
		what = "what stands where the scorecard goes is no ordinary file";
	if (what == NULL)
		return true;
	diag_error(d, "K901", ((struct place){ .file = str_of(path) }),
	           STR("move it away, or write elsewhere with --out"), "%s", what);
	diag_set_exit(d, EXIT_NO_CREATE);
	return false;
}

struct heal {
	struct arena *a;
	const char *folder;
	struct db *db; /* NULL: there is none, and so no run is known */
	struct diag *d;
};

/* ".name.run id.tmp" */
static bool split_temp(struct str file, struct str *name, struct str *run_id)
{
	struct str rest = file;

	if (!str_starts(rest, STR(".")) || !str_ends(rest, STR(".tmp")) || rest.n < ID_DIGITS + 7)
		return false;
	*name = str_sub(rest, 1, rest.n - ID_DIGITS - 6);
	*run_id = str_sub(rest, rest.n - ID_DIGITS - 4, ID_DIGITS);
	for (size_t i = 0; i < ID_DIGITS; i++) {
		if (strchr("0123456789abcdef", run_id->p[i]) == NULL)
			return false;
	}
	return file.p[1 + name->n] == '.';
}

static const char *path_in(const struct heal *h, struct str name)
{
	return str_z(h->a, str_fmt(h->a, "%s/%.*s", h->folder, STR_ARG(name)));
}

static bool fail(const struct heal *h, const char *path, const char *what)
{
	diag_error(h->d, "K901", ((struct place){ .file = str_of(path) }), STR_NONE, "%s: %s", what,
	           strerror(errno));
	return false;
}

/* Is path the whole scorecard of a run that history knows, or the list of what that run rejected? The list has this
 * name only once it is whole. */
static bool is_complete(const struct heal *h, const char *path, struct str name, struct str run_id, bool *out)
{
	struct known_run run = { 0 };
	uint64_t hi, lo, bytes;

	*out = false;
	if (h->db == NULL)
		return true;
	if (!history_known(h->db, h->a, run_id, &run, h->d))
		return false;
	if (!run.found)
		return true;
	if (!str_eq(name, base_name(str_z(h->a, run.output)))) {
		*out = str_ends(name, STR(".csv"));
		if (*out)
			return true;
	}
	if (!file_digest(path, &hi, &lo, &bytes))
		return fail(h, path, "cannot read what an interrupted run left");
	*out = str_eq(digest_text(h->a, hi, lo), run.output_digest);
	return true;
}

static bool heal_one(const struct heal *h, const char *path, struct str name, struct str run_id)
{
	const char *target = path_in(h, name);
	bool complete;

	if (!is_complete(h, path, name, run_id, &complete))
		return false;
	if (!complete) {
		unlink(
		    path); /* where that is forbidden it is another user's, whose own next run removes it */
		return true;
	}
	if (!heal_target_is_free(target, h->d))
		return false;
	if (rename(path, target) != 0)
		return fail(h, target, "cannot put the scorecard of an interrupted run in its place");
	return folder_sync(target) || fail(h, target, "cannot make the folder's change stay");
}

/* A living run holds a lock on its temporary; a dead one's is free. */
static bool meet(const struct heal *h, struct str file)
{
	const char *path = path_in(h, file);
	struct str name, run_id;
	struct diag *quiet;
	struct stat s;
	bool ok;
	int lock;

	if (!split_temp(file, &name, &run_id) || lstat(path, &s) != 0 || !S_ISREG(s.st_mode))
		return true;
	quiet = diag_new();
	lock = lock_take(path, 0, quiet);
	diag_free(quiet);
	if (lock < 0)
		return true;
	ok = heal_one(h, path, name, run_id);
	lock_drop(lock);
	return ok;
}

/* The names are read before the first is changed: readdir need not cope with that. */
static bool list_temps(const struct heal *h, struct str **names, size_t *n)
{
	DIR *dir = opendir(h->folder);
	struct str name, run_id;
	const struct dirent *e;
	size_t cap = 0;

	*names = NULL;
	*n = 0;
	if (dir == NULL && errno == ENOENT)
		return true;
	if (dir == NULL) {
		diag_set_exit(h->d, EXIT_NO_CREATE);
		return fail(h, h->folder, "cannot look into the folder of the scorecard");
	}
	while ((e = readdir(dir)) != NULL) {
		if (!split_temp(str_of(e->d_name), &name, &run_id))
			continue;
		mem_reserve(names, &cap, *n + 1, sizeof **names);
		(*names)[(*n)++] = str_copy(h->a, str_of(e->d_name));
	}
	closedir(dir);
	return true;
}

bool heal_folder(struct arena *a, const char *db, const char *output, int wait, struct diag *d)
{
	struct heal h = { .a = a, .folder = heal_folder_of(a, output), .d = d };
	struct str *names;
	size_t n;
	bool ok = list_temps(&h, &names, &n);

	/* opened even when nothing waits for it: that rolls back what a killed run left inside it */
	if (ok && file_exists(db)) {
		h.db = db_open(a, str_of(db), false, wait, d);
		ok = h.db != NULL;
	}
	for (size_t i = 0; i < n && ok; i++)
		ok = meet(&h, names[i]);
	db_close(h.db);
	mem_free(names);
	return ok;
}
