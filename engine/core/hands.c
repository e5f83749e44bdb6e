/* hands.c - jobs of judging for several threads, and what they work out ahead. */
#include "core/hands.h"

enum { WORTH_IT = 100000, PLACES_MOST = 8 }; /* steps: a thread takes its time to start */

size_t hands_places(const struct facts *f, size_t n_jobs, uint64_t steps)
{
	size_t n = f->hands.run != NULL && steps >= WORTH_IT ? f->hands.n_places : 1;

	n = n < PLACES_MOST ? n : PLACES_MOST;
	n = n < n_jobs ? n : n_jobs;
	return n > 1 ? n : 1;
}

void hands_run(const struct facts *f, size_t n_places, size_t n_jobs,
               void (*fn)(void *ctx, size_t place, size_t job), void *ctx)
{
	if (n_places > 1) {
		f->hands.run(n_places, n_jobs, fn, ctx);
		return;
	}
	for (size_t i = 0; i < n_jobs; i++)
		fn(ctx, 0, i);
}

static void keep_part(void *ctx, size_t place, size_t part)
{
	(void)place;
	store_keep_part(ctx, part);
}

void hands_keep(const struct facts *f, const uint32_t *series, size_t n, int32_t from, int32_t to)
{
	size_t n_parts = store_keep(f->store, series, n, from, to);
	uint64_t months = n * (uint64_t)(day_month(to) - day_month(from) + 1);

	hands_run(f, hands_places(f, n_parts, months), n_parts, keep_part, f->store);
}

void hands_keep_period(const struct facts *f)
{
	size_t n;
	const uint32_t *all = store_sorted(f->store, f->model->names, &n);

	hands_keep(f, all, n, f->prior.first, f->period.last);
}
