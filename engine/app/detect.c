/* detect.c - which format a file has, and why. */
#include <stdio.h>

#include "app/run.h"
#include "app/session.h"
#include "read/draft.h"
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

int detect_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct intern *names = intern_new();
	struct input_list files = { .a = a };
	struct library lib = { .root = STR("."), .folder = session_library() };
	struct formats formats = { 0 };
	bool all = true,
	     ok = o->wants_draft || formats_read(a, names, &lib, STR("models/x.yaml"), &formats, &files, d);

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
		if (!format_detect(a, &formats, o->files[i], str_of(o->files[i]), &found, d)) {
			all = false;
			continue;
		}
		all = print_detection(o->files[i], &found) && all;
	}
	intern_free(names);
	if (diag_count(d, SEV_ERROR))
		return diag_exit_code(d);
	return all ? EXIT_DONE : EXIT_BAD_DATA;
}
