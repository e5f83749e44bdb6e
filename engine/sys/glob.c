/* glob.c - the files a pattern names, in natural order. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/mem.h"
#include "sys/file.h"

enum { MAX_DEPTH = 64 }; /* folders below each other under one `**` */

struct search {
	struct arena *a;
	struct diag *d;
	struct file_found *all; /* on the heap while it grows */
	size_t n, cap;
	bool ok;
};

static void walk(struct search *s, struct str folder, struct str rest, int depth);

static bool has_glob(struct str s)
{
	return s.n > 0 && (memchr(s.p, '*', s.n) != NULL || memchr(s.p, '?', s.n) != NULL);
}

static bool is_hidden(struct str name)
{
	return name.n > 0 && name.p[0] == '.';
}

static struct str join(struct arena *a, struct str folder, struct str name)
{
	if (folder.n == 0)
		return str_copy(a, name);
	if (folder.p[folder.n - 1] == '/')
		return str_fmt(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(name));
	return str_fmt(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
}

static void add_file(struct search *s, struct str path)
{
	struct stat st;

	if (stat(str_z(s->a, path), &st) != 0 || !S_ISREG(st.st_mode))
		return;
	mem_reserve(&s->all, &s->cap, s->n + 1, sizeof *s->all);
	s->all[s->n++] = (struct file_found){ path, st.st_size > 0 ? (uint64_t)st.st_size : 0 };
}

/* A link to a folder may lead back up, so `**` takes only real ones. */
static bool is_real_folder(struct search *s, struct str path)
{
	struct stat st;

	return lstat(str_z(s->a, path), &st) == 0 && S_ISDIR(st.st_mode);
}

/* A folder that is not there holds nothing; one that cannot be read may hold what was asked for. */
static DIR *open_folder(struct search *s, struct str folder)
{
	DIR *dir = opendir(folder.n > 0 ? str_z(s->a, folder) : ".");

	if (dir == NULL && errno != ENOENT && errno != ENOTDIR) {
		diag_error(s->d, "K901", ((struct place){ .file = folder.n > 0 ? folder : STR(".") }),
		           STR_NONE, "cannot read the folder: %s", strerror(errno));
		s->ok = false;
	}
	return dir;
}

/* One name of the folder against the first part of the pattern; rest is what stands behind that part. */
static void visit(struct search *s, struct str folder, struct str name, struct str part, struct str rest,
                  int depth)
{
	bool is_deep = str_is(part, "**");

	if (str_is(name, ".") || str_is(name, "..") || (is_hidden(name) && !is_hidden(part)))
		return;
	if (!is_deep && !str_glob(part, name))
		return;
	struct str path = join(s->a, folder, name);
	if (!is_deep && rest.n == 0)
		add_file(s, path);
	else if (!is_deep)
		walk(s, path, rest, depth);
	else if (depth < MAX_DEPTH && is_real_folder(s, path))
		walk(s, path, join(s->a, part, rest), depth + 1);
}

static void walk_folder(struct search *s, struct str folder, struct str part, struct str rest, int depth)
{
	DIR *dir = open_folder(s, folder);
	const struct dirent *e;

	if (dir == NULL)
		return;
	errno = 0;
	while ((e = readdir(dir)) != NULL) {
		visit(s, folder, str_copy(s->a, str_of(e->d_name)), part, rest, depth);
		errno = 0;
	}
	if (errno != 0) {
		diag_error(s->d, "K901", (struct place){ .file = folder }, STR_NONE,
		           "cannot read the folder: %s", strerror(errno));
		s->ok = false;
	}
	closedir(dir);
}

/* Everything below folder that matches rest, a pattern without a leading slash. */
static void walk(struct search *s, struct str folder, struct str rest, int depth)
{
	struct str part = str_cut(&rest, '/');

	while (rest.n > 0 && rest.p[0] == '/')
		rest = str_sub(rest, 1, rest.n);
	if (str_is(part, "**")) {
		rest = rest.n > 0 ? rest : STR("*");
		walk(s, folder, rest, depth); /* `**` is also no folder at all */
	}
	if (has_glob(part))
		walk_folder(s, folder, part, rest, depth);
	else if (rest.n > 0)
		walk(s, join(s->a, folder, part), rest, depth);
	else
		add_file(s, join(s->a, folder, part));
}

static int cmp_path(const void *a, const void *b)
{
	const struct file_found *x = a, *y = b;

	return str_cmp_natural(x->path, y->path);
}

/* Two `**` can lead to the same file. */
static void sort_unique(struct search *s)
{
	size_t n = 0;

	if (s->n > 1)
		qsort(s->all, s->n, sizeof *s->all, cmp_path);
	for (size_t i = 0; i < s->n; i++)
		if (n == 0 || !str_eq(s->all[n - 1].path, s->all[i].path))
			s->all[n++] = s->all[i];
	s->n = n;
}

bool file_find(struct arena *a, struct str root, struct str pattern, struct file_found **out, size_t *n,
               struct diag *d)
{
	struct search s = { .a = a, .d = d, .ok = true };
	struct str folder = str_is(root, ".") ? STR_NONE : root;

	if (pattern.n > 0 && pattern.p[0] == '/')
		folder = STR("/");
	while (pattern.n > 0 && pattern.p[0] == '/')
		pattern = str_sub(pattern, 1, pattern.n);
	if (has_glob(pattern))
		add_file(&s, join(a, folder, pattern));
	if (pattern.n > 0 && s.n == 0)
		walk(&s, folder, pattern, 0);
	sort_unique(&s);
	*out = ARENA_ARRAY(a, s.n, struct file_found);
	if (s.n > 0)
		memcpy(*out, s.all, s.n * sizeof **out);
	*n = s.n;
	mem_free(s.all);
	return s.ok;
}

bool file_glob(struct arena *a, struct str root, struct str pattern, struct str **out, size_t *n,
               struct diag *d)
{
	struct file_found *found;
	bool ok = file_find(a, root, pattern, &found, n, d);

	*out = ARENA_ARRAY(a, *n, struct str);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = found[i].path;
	return ok;
}
