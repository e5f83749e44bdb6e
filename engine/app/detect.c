/* detect.c - which format a file has, and why. */
#include <stdio.h>

#include "app/run.h"
#include "app/session.h"
#include "read/draft.h"
#include "read/workspace_file.h"
#include "sys/file.h"

static bool print_detection(const char *path, const struct detection *found)
{
	for (size_t i = 0; i < found->n_fits; i++)
		printf("%s: %.*s (%.*s)\n", path, STR_ARG(format_name(found->fits[i])),
		       STR_ARG(found->why[i]));
	if (found->n_fits == 0) {
		printf("%s: no format fits", path);
		if (found->nearest)
			printf("; nearest %.*s: %.*s", STR_ARG(format_name(found->nearest)),
			       STR_ARG(found->differs));
		printf("\n");
	} else if (found->n_fits > 1) {
		printf("%s: %zu formats fit; name one with `format:` at the source\n", path, found->n_fits);
	}
	return found->n_fits == 1;
}

static bool print_draft(struct arena *a, const char *path, struct diag *d)
{
	struct str yaml;

	if (!format_draft(a, path, str_of(path), &yaml, d))
		return false;
	fwrite(yaml.p, 1, yaml.n, stdout);
	return true;
}

enum { LEVELS = 16 };

static bool is_workspace(struct arena *a, struct str folder)
{
	return file_exists(str_z(a, str_fmt(a, "%.*s/kpialign.yaml", STR_ARG(folder))));
}

/* The workspace that a file is in: the nearest folder above it that is one. "." where none is: a format may be tried out
 * before there is a workspace, and in one a download that lies elsewhere. */
static struct str workspace_of(struct arena *a, struct str path)
{
	struct str up = STR("..");

	for (size_t n = path.n; n > 1; n--)
		if (path.p[n - 1] == '/' && is_workspace(a, str_sub(path, 0, n - 1)))
			return str_sub(path, 0, n - 1);
	for (int i = 0; i < LEVELS && !str_starts(path, STR("/")) && !is_workspace(a, STR(".")); i++) {
		if (is_workspace(a, up))
			return up;
		up = str_fmt(a, "%.*s/..", STR_ARG(up));
	}
	return STR(".");
}

/* Formats of the workspace stand beside its model; what else is wrong with it is for `check` to say. */
static bool read_formats(struct arena *a, struct str root, struct formats *out, struct diag *d)
{
	struct intern *names = intern_new();
	struct input_list files = { .a = a };
	struct library lib = { .root = root, .folder = session_library() };
	struct diag *quiet = diag_new();
	const struct workspace *w =
	    is_workspace(a, root) ? workspace_read(a, names, root, &files, quiet) : NULL;
	struct str model = w != NULL ? w->model : STR("models/x.yaml");
	bool ok;

	if (!str_is(root, ".") && !str_starts(model, STR("/")))
		model = str_fmt(a, "%.*s/%.*s", STR_ARG(root), STR_ARG(model));
	ok = formats_read(a, names, &lib, model, out, &files, d);
	diag_free(quiet);
	intern_free(names);
	return ok;
}

/* The formats of the file at hand, which mostly are those of the file before. */
static bool formats_of(struct arena *a, const char *path, struct str *root, struct formats *formats,
                       struct diag *d)
{
	struct str its = workspace_of(a, str_of(path));

	if (root->n > 0 && str_eq(its, *root))
		return true;
	*root = its;
	return read_formats(a, its, formats, d);
}

int detect_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct formats formats = { 0 };
	struct str root = STR_NONE;
	bool all = true, ok = true;

	for (size_t i = 0; ok && i < o->n_files; i++) {
		struct detection found = { 0 };

		if (!file_exists(o->files[i])) {
			diag_put(d, SEV_ERROR, "K903", str_of(o->files[i]), PLACE_NONE, STR("check the path"),
			         "there is no file %s", o->files[i]);
			diag_set_exit(d, EXIT_NO_INPUT);
			all = false;
			continue;
		}
		if (o->wants_draft) {
			all = print_draft(a, o->files[i], d) && all;
			continue;
		}
		ok = formats_of(a, o->files[i], &root, &formats, d);
		if (!ok || !format_detect(a, &formats, o->files[i], str_of(o->files[i]), &found, d)) {
			all = false;
			continue;
		}
		all = print_detection(o->files[i], &found) && all;
	}
	if (diag_count(d, SEV_ERROR))
		return diag_exit_code(d);
	return all ? EXIT_DONE : EXIT_BAD_DATA;
}
