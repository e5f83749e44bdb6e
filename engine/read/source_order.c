/* source_order.c - the first of two readings: which file replaces which, and which are copies. */
#include "read/source_files.h"

#include <stdlib.h>
#include "base/mem.h"
#include "read/newest.h"

static int cmp_planned(const void *a, const void *b)
{
	const struct planned *x = a, *y = b;

	if (x->span.newest != y->span.newest)
		return x->span.newest < y->span.newest ? -1 : 1;
	return str_cmp_path(x->shown, y->shown);
}

static int cmp_content(const void *a, const void *b)
{
	const struct planned *x = *(struct planned *const *)a, *y = *(struct planned *const *)b;

	if (x->span.newest != y->span.newest)
		return x->span.newest < y->span.newest ? -1 : 1;
	if (x->span.bytes != y->span.bytes)
		return x->span.bytes < y->span.bytes ? -1 : 1;
	if (x->span.digest_hi != y->span.digest_hi)
		return x->span.digest_hi < y->span.digest_hi ? -1 : 1;
	if (x->span.digest_lo != y->span.digest_lo)
		return x->span.digest_lo < y->span.digest_lo ? -1 : 1;
	return x < y ? -1 : x > y;
}

static bool is_copy(const struct planned *a, const struct planned *b)
{
	return a->span.bytes > 0 && a->span.newest == b->span.newest && a->span.bytes == b->span.bytes
	       && a->span.digest_hi == b->span.digest_hi && a->span.digest_lo == b->span.digest_lo;
}

/* Of files that are the same the first in order is read. */
static void mark_copies(struct planned *all, size_t n)
{
	struct planned **by_content = mem_new(n, sizeof(struct planned *)), *first = NULL;

	for (size_t k = 0; k < n; k++)
		by_content[k] = &all[k];
	qsort(by_content, n, sizeof *by_content, cmp_content);
	for (size_t k = 0; k < n; k++) {
		if (first != NULL && is_copy(first, by_content[k]))
			by_content[k]->same_as = first;
		else
			first = by_content[k];
	}
	mem_free(by_content);
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

/* One file after the other. */
static void scan_files(struct sources *s, size_t i, struct day_set *days)
{
	for (size_t k = 0; k < s->n_plans[i]; k++) {
		struct planned *p = &s->plans[i][k];

		if (p->is_known) {
			struct export_job job = source_job(s, i, p);

			s->at_hand = p->shown;
			export_scan(&s->x, &job, days, &p->span);
		}
		s->done += p->bytes;
		source_tick(s, 0);
	}
}

/* The first reading: digest, rows and covered days of each file; then the order in which later replaces
 * earlier. */
void source_order(struct sources *s, size_t i)
{
	struct planned *all = s->plans[i];
	size_t n = s->n_plans[i], n_places = source_places(s, i);
	struct arena *a;
	struct day_set *days;

	if (n < 2)
		return;
	a = arena_new(0);
	days = day_set_new(a);
	if (n_places > 1)
		source_scan_all(s, i, days, n_places);
	else
		scan_files(s, i, days);
	find_newest(s, i, days);
	arena_free(a);
	qsort(all, n, sizeof *all, cmp_planned);
	mark_copies(all, n);
}
