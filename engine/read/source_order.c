/* source_order.c - the first of two readings: which file replaces which, and which are copies. */
#include "read/source_files.h"

#include <stdlib.h>
#include "read/newest.h"

static int cmp_planned(const void *a, const void *b)
{
	const struct planned *x = a, *y = b;

	if (x->span.newest != y->span.newest)
		return x->span.newest < y->span.newest ? -1 : 1;
	return str_cmp_path(x->shown, y->shown);
}

static bool is_copy(const struct planned *a, const struct planned *b)
{
	return a->span.bytes > 0 && a->span.bytes == b->span.bytes && a->span.digest_hi == b->span.digest_hi
	       && a->span.digest_lo == b->span.digest_lo;
}

/* What is mistyped is judged over all files, however their rows are split; the later file has the later of the others. */
static void find_newest(struct sources *s, size_t i, const struct day_set *days)
{
	int32_t lone = day_set_lone(days);

	for (size_t k = 0; k < s->n_plans[i] && lone != DAY_NONE && lone > s->o->as_of; k++) {
		struct export_span *span = &s->plans[i][k].span;

		for (size_t n = 0; n < span->n_late && span->newest >= lone; n++)
			span->newest = span->late[n] < lone ? span->late[n] : span->newest;
	}
}

/* The first reading: digest, rows and covered days of each file; then the order in which later replaces
 * earlier. */
void source_order(struct sources *s, size_t i)
{
	struct planned *all = s->plans[i];
	size_t n = s->n_plans[i];
	struct arena *a;
	struct day_set *days;

	if (n < 2)
		return;
	a = arena_new(0);
	days = day_set_new(a);
	for (size_t k = 0; k < n; k++) {
		if (all[k].is_known) {
			struct export_job job = source_job(s, i, &all[k]);

			s->at_hand = all[k].shown;
			export_scan(&s->x, &job, days, &all[k].span);
		}
		s->done += all[k].bytes;
		source_tick(s, 0);
	}
	find_newest(s, i, days);
	arena_free(a);
	qsort(all, n, sizeof *all, cmp_planned);
	for (size_t k = 1; k < n; k++)
		for (size_t m = k;
		     m-- > 0 && all[m].span.newest == all[k].span.newest && all[k].same_as == NULL;)
			if (all[k].is_known && all[m].same_as == NULL && is_copy(&all[m], &all[k]))
				all[k].same_as = &all[m];
}
