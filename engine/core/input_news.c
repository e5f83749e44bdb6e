/* input_news.c - which files are not as a report read them. */
#include "core/input_news.h"

#include <stdlib.h>

const char *const input_fate_names[INPUT_FATE__N] = {
	[INPUT_CHANGED] = "changed",
	[INPUT_ADDED] = "is new",
	[INPUT_LOST] = "is gone",
};

/* A file by two of its marks. */
struct entry {
	struct str path, digest;
};

/* The files of one run, found by either mark. */
struct shelf {
	struct entry *by_path, *by_digest;
	size_t n;
};

static int cmp_path(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	return str_cmp(a->path, b->path);
}

static int cmp_digest(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	return str_cmp(a->digest, b->digest);
}

static void sort(struct shelf *s)
{
	for (size_t i = 0; i < s->n; i++)
		s->by_digest[i] = s->by_path[i];
	qsort(s->by_path, s->n, sizeof *s->by_path, cmp_path);
	qsort(s->by_digest, s->n, sizeof *s->by_digest, cmp_digest);
}

static struct shelf shelf_of(struct arena *a, size_t n)
{
	return (struct shelf){ ARENA_ARRAY(a, n, struct entry), ARENA_ARRAY(a, n, struct entry), n };
}

/* false: no such file; else its fate, -1 where it is the same. */
static bool look_up(const struct shelf *s, const struct entry *e, int *fate)
{
	const struct entry *same = s->n ? bsearch(e, s->by_path, s->n, sizeof *e, cmp_path) : NULL;

	if (same == NULL && s->n)
		same = bsearch(e, s->by_digest, s->n, sizeof *e, cmp_digest);
	*fate = same == NULL || str_eq(same->digest, e->digest) ? -1 : (int)INPUT_CHANGED;
	return same != NULL;
}

static struct entry entry_of(struct arena *a, const struct input *in)
{
	return (struct entry){ in->path, str_fmt(a, "%016llx%016llx", (unsigned long long)in->digest_hi,
		                                 (unsigned long long)in->digest_lo) };
}

static struct input_news now_news(const struct facts *f, const struct input *in, int fate)
{
	bool is_data = in->role == INPUT_METRICS;

	return (struct input_news){ .fate = (enum input_fate)fate,
		                    .path = in->path,
		                    .role = str_of(input_role_names[in->role]),
		                    .source = is_data && in->source < f->ws->n_sources
		                                  ? f->ws->sources[in->source].files
		                                  : STR_NONE,
		                    .first_day = is_data ? in->first_day : DAY_NONE,
		                    .last_day = is_data ? in->last_day : DAY_NONE };
}

struct input_news *input_news_of(const struct facts *f, struct arena *a, const struct past_run *then,
                                 const struct inputs *now, size_t *n)
{
	struct input_news *all = ARENA_ARRAY(a, then->n_inputs + now->n, struct input_news);
	struct shelf old = shelf_of(a, then->n_inputs), new = shelf_of(a, now->n);
	int fate;

	for (size_t i = 0; i < then->n_inputs; i++)
		old.by_path[i] = (struct entry){ then->inputs[i].path, then->inputs[i].xxh128 };
	for (size_t i = 0; i < now->n; i++)
		new.by_path[i] = entry_of(a, &now->all[i]);
	sort(&old);
	sort(&new);
	*n = 0;
	for (size_t i = 0; i < now->n; i++) {
		struct entry e = entry_of(a, &now->all[i]);

		if (!look_up(&old, &e, &fate))
			fate = INPUT_ADDED;
		if (fate >= 0)
			all[(*n)++] = now_news(f, &now->all[i], fate);
	}
	for (size_t i = 0; i < then->n_inputs; i++) {
		const struct past_input *in = &then->inputs[i];
		struct entry e = { in->path, in->xxh128 };

		if (!look_up(&new, &e, &fate))
			all[(*n)++] = (struct input_news){ INPUT_LOST, in->path,      in->role,
				                           in->source, in->first_day, in->last_day };
	}
	return all;
}
