/* told_file.c - what a company tells of itself, file by file. */
#include "read/told_parts.h"
#include "read/workspace_file.h"

bool told_open(struct told_build *b, struct rows *rs, struct str path, enum input_role role)
{
	struct str full = workspace_path(b->r.a, b->w, path);

	rs->r = b->r;
	rs->fiscal = b->w->fiscal;
	return path.n > 0 && rows_open(rs, full, path_shown(b->r.a, b->lib, full), role, b->files);
}

const struct told *told_read(struct arena *a, struct intern *names, const struct workspace *w,
                             const struct model *m, const struct goals *goals, const struct library *lib,
                             struct input_list *files, struct diag *d)
{
	struct told_build b = { .r = { a, names, d },
		                .w = w,
		                .m = m,
		                .goals = goals,
		                .lib = lib,
		                .files = files,
		                .told = ARENA_NEW(a, struct told) };
	size_t errors = diag_count(d, SEV_ERROR);

	told_governance_read(&b);
	told_campaigns_read(&b);
	told_notes_read(&b);
	return diag_count(d, SEV_ERROR) == errors ? b.told : NULL;
}
