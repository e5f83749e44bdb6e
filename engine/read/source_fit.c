/* source_fit.c - may the files of a source stand beside each other? */
#include "read/source_files.h"

#include "read/format_def.h"

/* The first of the files before p that speaks of a day of it. */
static const struct planned *overlapped(const struct planned *all, const struct planned *p)
{
	for (const struct planned *q = all; q < p; q++)
		if (q->same_as == NULL && q->span.last != DAY_NONE && q->span.last >= p->span.first
		    && q->span.first <= p->span.last)
			return q;
	return NULL;
}

/* Rows without an id cannot be told from those of another file that speaks of the same days. */
static bool check_overlap(struct sources *s, size_t i)
{
	const struct planned *all = s->plans[i], *other;
	int32_t last = DAY_NONE; /* of those before: mostly a file starts after it */
	bool ok = true;

	for (size_t k = 0; k < s->n_plans[i]; k++) {
		const struct planned *p = &all[k];
		const struct format *f = p->is_known ? p->fit.found.fits[0] : NULL;
		bool has_no_id = f != NULL && f->grain == GRAIN_EVENT && f->id.columns.n == 0;

		if (has_no_id && p->same_as == NULL && p->span.first != DAY_NONE && p->span.first <= last
		    && (other = overlapped(all, p)) != NULL) {
			diag_error(
			    s->d, "K120", source_place(p->shown),
			    STR("export each day once, or export the ids and name them with id: in the format"),
			    "its rows have no id, and %.*s speaks of the same days", STR_ARG(other->shown));
			ok = false;
		}
		if (p->same_as == NULL && p->span.last > last)
			last = p->span.last;
	}
	return ok;
}

static bool fills_days(const struct source *src, const struct format *f)
{
	return src->is_sparse || f->is_sparse || f->grain == GRAIN_EVENT;
}

/* A source covers its files' first to last day, and where a day without a row is 0 the days of one export would be
 * zeros of the other. */
static bool check_formats(struct sources *s, size_t i)
{
	const struct planned *all = s->plans[i], *first = NULL;
	const struct source *src = &s->w->sources[i];

	for (size_t k = 0; k < s->n_plans[i]; k++) {
		const struct planned *p = &all[k];
		const struct format *f = p->is_known ? p->fit.found.fits[0] : NULL, *g;

		if (f == NULL)
			continue;
		first = first == NULL ? p : first;
		g = first->fit.found.fits[0];
		if (f == g || src->has_covers || (!fills_days(src, f) && !fills_days(src, g)))
			continue;
		diag_error(
		    s->d, "K107", source_place(p->shown), STR("give each of them a source of its own"),
		    "is of format %.*s, and %.*s of the same source is of %.*s: days without a row are 0, "
		    "and the days of one would be zeros of the other",
		    STR_ARG(format_name(f)), STR_ARG(first->shown), STR_ARG(format_name(g)));
		return false;
	}
	return true;
}

bool source_fits(struct sources *s, size_t i)
{
	return check_formats(s, i) && check_overlap(s, i);
}
