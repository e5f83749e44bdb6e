/* source_find.c - which files a source has, and of which format each of them is. */
#include "read/source_files.h"

#include <sys/stat.h>
#include "read/format_def.h"
#include "sys/file.h"

enum { EXIT_NO_INPUT = 66 };

static uint64_t size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_size > 0 ? (uint64_t)st.st_size : 0;
}

/* What runs have refused is no export, though it lies among them: not read, so that it does not change the run either. */
static size_t without_lists(struct sources *s, struct str *paths, size_t n)
{
	size_t kept = 0;

	for (size_t k = 0; k < n; k++) {
		struct str shown = path_shown(s->a, s->lib, paths[k]);

		if (!rejects_is_list(str_z(s->a, paths[k])))
			paths[kept++] = paths[k];
		else
			diag_put(s->d, SEV_NOTE, "K104", shown, source_place(shown), STR_NONE,
			         "is the list of what a run rejected, no export, and is left out");
	}
	return kept;
}

/* The files of source i, in natural order. */
bool source_find(struct sources *s, size_t i)
{
	const struct source *src = &s->w->sources[i];
	struct str *paths;
	size_t n;

	if (!file_glob(s->a, s->lib->root, src->files, &paths, &n, s->d))
		return false;
	n = without_lists(s, paths, n);
	if (n == 0 && !src->is_optional) {
		diag_put(s->d, SEV_ERROR, "K903", src->files, src->at,
		         STR("correct the path, or write optional: true if the files may be absent"),
		         "no file matches %.*s", STR_ARG(src->files));
		diag_set_exit(s->d, EXIT_NO_INPUT);
		return false;
	}
	s->plans[i] = ARENA_ARRAY(s->a, n + 1, struct planned);
	s->n_plans[i] = n;
	for (size_t k = 0; k < n; k++) {
		struct planned *p = &s->plans[i][k];

		p->first = p->last = DAY_NONE;
		p->path = str_z(s->a, paths[k]);
		p->shown = path_shown(s->a, s->lib, paths[k]);
		p->bytes = size_of(p->path);
		s->total += p->bytes * (n > 1 ? 2 : 1);
	}
	return true;
}

static const struct format *named_format(const struct sources *s, struct str name)
{
	for (size_t i = 0; i < s->fs->n; i++)
		if (str_eq(format_name(s->fs->all[i]), name))
			return s->fs->all[i];
	return NULL;
}

/* The formats a source may have: the one it names, or all. */
static bool candidates(struct sources *s, const struct source *src, struct formats *out)
{
	const struct format **one = ARENA_ARRAY(s->a, 1, const struct format *);
	struct str *names, near = STR_NONE;

	*out = *s->fs;
	if (src->format.n == 0)
		return true;
	*one = named_format(s, src->format);
	*out = (struct formats){ one, 1 };
	if (*one != NULL)
		return true;
	names = ARENA_ARRAY(s->a, s->fs->n, struct str);
	for (size_t i = 0; i < s->fs->n; i++)
		names[i] = format_name(s->fs->all[i]);
	str_nearest(src->format, names, s->fs->n, &near, 1);
	diag_error(s->d, "K603", src->at,
	           near.n > 0 ? str_fmt(s->a, "did you mean %.*s", STR_ARG(near))
	                      : STR("leave out format: to have it recognised"),
	           "there is no format '%.*s'", STR_ARG(src->format));
	return false;
}

static void report_misfit(struct sources *s, const struct planned *p)
{
	const struct detection *f = &p->fit.found;

	if (f->n_fits > 1) {
		struct strbuf b;

		strbuf_init(&b, s->a, 400);
		for (size_t i = 0; i < f->n_fits; i++)
			strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(format_name(f->fits[i])));
		diag_error(s->d, "K107", source_place(p->shown),
		           STR("write format: (one of them) in the source"), "several formats fit: %.*s",
		           STR_ARG(strbuf_str(&b)));
	} else if (p->bytes == 0) {
		diag_error(s->d, "K106", source_place(p->shown),
		           STR("export it again, or take it out of the source"), "the file is empty");
	} else if (f->nearest != NULL) {
		diag_error(s->d, "K106", source_place(p->shown),
		           STR("describe the export in a file of formats/, or take it out of the source"),
		           "no format fits; the nearest is %.*s, but %.*s", STR_ARG(format_name(f->nearest)),
		           STR_ARG(f->differs));
	} else {
		diag_error(s->d, "K106", source_place(p->shown),
		           STR("describe the export in a file of formats/"),
		           "no format fits, and none is known");
	}
}

bool source_detect(struct sources *s, size_t i)
{
	struct formats fs;
	bool ok = true;

	if (!candidates(s, &s->w->sources[i], &fs))
		return false;
	for (size_t k = 0; k < s->n_plans[i]; k++) {
		struct planned *p = &s->plans[i][k];

		if (!detect_fit(s->a, &fs, p->path, p->shown, &p->fit, s->d)) {
			ok = false;
			continue;
		}
		p->is_known = p->fit.found.n_fits == 1;
		if (!p->is_known)
			report_misfit(s, p);
		ok = ok && p->is_known;
	}
	return ok;
}
