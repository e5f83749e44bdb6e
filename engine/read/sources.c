/* sources.c - paths as users see them, and the list of the files a run reads. */
#include "read/sources.h"

#include <string.h>

struct input *input_add(struct input_list *l, enum input_role role, struct str shown_path)
{
	struct input *in;

	if (l->n == l->cap) {
		size_t cap = l->cap == 0 ? 16 : l->cap * 2;
		struct input *all = ARENA_ARRAY(l->a, cap, struct input);

		if (l->n > 0)
			memcpy(all, l->all, l->n * sizeof *all);
		l->all = all;
		l->cap = cap;
	}
	in = &l->all[l->n++];
	*in = (struct input){ .role = role, .first_day = DAY_NONE, .last_day = DAY_NONE };
	in->path = str_copy(l->a, shown_path);
	return in;
}

/* "./a" is "a", as long as something follows. */
static struct str without_dot(struct str path)
{
	while (path.n > 2 && path.p[0] == '.' && path.p[1] == '/')
		path = str_sub(path, 2, path.n);
	return path;
}

/* What stands below folder in path; false: path is not below it. */
static bool below(struct str folder, struct str path, struct str *rest)
{
	while (folder.n > 1 && folder.p[folder.n - 1] == '/')
		folder.n--;
	if (folder.n == 0 || path.n < folder.n + 2 || !str_starts(path, folder))
		return false;
	if (folder.p[folder.n - 1] != '/' && path.p[folder.n] != '/')
		return false;
	*rest = str_sub(path, folder.n + (folder.p[folder.n - 1] != '/'), path.n);
	return true;
}

struct str path_shown(struct arena *a, const struct library *lib, struct str path)
{
	struct str root = without_dot(lib->root), clean = without_dot(path), rest;

	if (root.n > 0 && !str_is(root, ".") && !str_is(root, "./") && below(root, clean, &rest))
		return str_copy(a, rest);
	if (below(without_dot(lib->folder), clean, &rest))
		return str_fmt(a, "library:%.*s", STR_ARG(rest));
	return str_copy(a, clean);
}

struct str path_beside(struct arena *a, struct str beside, struct str path)
{
	size_t n = beside.n;

	if (path.n > 0 && path.p[0] == '/')
		return str_copy(a, path);
	while (n > 0 && beside.p[n - 1] != '/')
		n--;
	if (n == 0)
		return str_copy(a, path);
	return str_fmt(a, "%.*s%.*s", STR_ARG(str_sub(beside, 0, n)), STR_ARG(path));
}
