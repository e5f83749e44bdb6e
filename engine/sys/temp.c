/* temp.c - a folder for the time of one command. */
#include "sys/temp.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_NO_CREATE = 73, DEEPEST = 64 };

const char *temp_folder(struct arena *a, struct diag *d)
{
	const char *under = getenv("TMPDIR");
	struct str name = str_fmt(a, "%s/kpialign-XXXXXX", under && *under ? under : "/tmp");
	char *path = arena_alloc(a, name.n + 1, 1);

	memcpy(path, name.p, name.n);
	if (mkdtemp(path))
		return path;
	diag_error(d, "K901", ((struct place){ .file = name }),
	           STR("set TMPDIR to a folder you may write in"), "cannot make a temporary folder: %s",
	           strerror(errno));
	diag_set_exit(d, EXIT_NO_CREATE);
	return NULL;
}

static bool remove_below(struct arena *a, const char *folder, int depth);

static bool remove_one(struct arena *a, const char *path, int depth)
{
	struct stat s;

	if (lstat(path, &s) != 0)
		return errno == ENOENT;
	if (!S_ISDIR(s.st_mode))
		return unlink(path) == 0;
	return remove_below(a, path, depth + 1) && rmdir(path) == 0;
}

static bool remove_below(struct arena *a, const char *folder, int depth)
{
	DIR *dir = depth < DEEPEST ? opendir(folder) : NULL;
	struct dirent *e;
	bool ok = dir != NULL;

	while (dir && (e = readdir(dir))) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		ok = remove_one(a, str_z(a, str_fmt(a, "%s/%s", folder, e->d_name)), depth) && ok;
	}
	if (dir)
		closedir(dir);
	return ok;
}

bool temp_remove(const char *folder)
{
	struct arena *a = arena_new(0);
	bool ok = remove_one(a, folder, 0);

	arena_free(a);
	return ok;
}
