/* source_find.c - which files a source has, and of which format each of them is. */
#include "read/source_files.h"

#include "read/format_def.h"
#include "sys/file.h"

enum { EXIT_NO_INPUT = 66 };

/* The start of the file; all of it, where it is small, is kept. */
static struct str take_head(struct sources *s, struct planned *p)
{
	size_t n = 0, room = p->bytes > HELD_MOST ? REJECTS_HEAD : HELD_MOST + 1;
	struct str head = { s->head, 0 };

	if (!file_head(p->path, s->head, room, &n)) /* who reads it will say so */
		return head;
	head.n = n;
	if (n <= HELD_MOST && n < room && n <= HELD_IN_ALL - arena_used(s->held)) {
		p->held = str_copy(s->held, head);
		p->is_held = true;
		p->bytes = n;
	}
	return head;
}

/* What runs have refused is no export, though it lies among them: not read, so that it does not change the run
 * either. */
static bool is_export(struct sources *s, const struct file_found *f, struct planned *p)
{
	*p = (struct planned){ .first = DAY_NONE, .last = DAY_NONE, .bytes = f->bytes };
	p->path = str_z(s->a, f->path);
	p->shown = path_shown(s->a, s->lib, f->path);
	if (!rejects_is_list(take_head(s, p)))
		return true;
	diag_put(s->d, SEV_NOTE, "K104", p->shown, source_place(p->shown), STR_NONE,
	         "is the list of what a run rejected, no export, and is left out");
	return false;
}

bool source_find(struct sources *s, size_t i)
{
	const struct source *src = &s->w->sources[i];
	struct file_found *found;
	size_t n_found, n = 0;

	if (!file_find(s->a, s->lib->root, src->files, &found, &n_found, s->d))
		return false;
	s->plans[i] = ARENA_ARRAY(s->a, n_found + 1, struct planned);
	for (size_t k = 0; k < n_found; k++)
		n += is_export(s, &found[k], &s->plans[i][n]);
	s->n_plans[i] = n;
	for (size_t k = 0; k < n; k++)
		s->total += s->plans[i][k].bytes * (n > 1 ? 2 : 1);
	if (n > 0 || src->is_optional)
		return true;
	diag_put(s->d, SEV_ERROR, "K903", src->files, src->at,
	         STR("correct the path, or write optional: true if the files may be absent"),
	         "no file matches %.*s", STR_ARG(src->files));
	diag_set_exit(s->d, EXIT_NO_INPUT);
	return false;
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
	size_t n_places = source_places(s, i);
	struct detector *detector;
	struct formats fs;
	bool ok = true;

	if (!candidates(s, &s->w->sources[i], &fs))
		return false;
	if (n_places > 1)
		source_detect_all(s, i, &fs, n_places);
	detector = detector_new(s->a, &fs);
	for (size_t k = 0; k < s->n_plans[i]; k++) {
		struct planned *p = &s->plans[i][k];

		if (p->fit.found.n_fits == 0
		    && !detector_fit(detector, p->path, p->is_held ? &p->held : NULL, p->shown, &p->fit,
		                     s->d)) {
			ok = false;
			continue;
		}
		p->is_known = p->fit.found.n_fits == 1;
		if (!p->is_known)
			report_misfit(s, p);
		ok = ok && p->is_known;
	}
	detector_free(detector);
	return ok;
}
