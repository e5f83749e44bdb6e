/* weeks.c - how much of a period has gone for figures that come by the week. */
#include "core/weeks.h"

#include "core/cadence.h"
#include "core/parts.h"

static void add_series(const struct facts *f, uint32_t series, struct period p, int32_t day, struct weeks *w,
                       bool *has_other)
{
	const struct series *s = store_series(f->store, series);
	int all, so_far;

	if (store_total(f->store, series, p.first, f->as_of < p.last ? f->as_of : p.last).n == 0)
		return;
	if (s->every != EVERY_WEEK) {
		*has_other = true;
		return;
	}
	all = (int)cadence_count(EVERY_WEEK, s->last_day, p.first, p.last);
	so_far = (int)cadence_count(EVERY_WEEK, s->last_day, p.first, day);
	*has_other = *has_other || (w->has && (w->all != all || w->so_far != so_far));
	*w = (struct weeks){ .has = true, .so_far = so_far, .all = all };
}

struct weeks weeks_of(const struct facts *f, const struct kpi *k, struct period p, int32_t day)
{
	struct weeks w = { .has = false };
	bool has_other = false;

	for (size_t i = 0; i < k->n_reads; i++) {
		struct parts parts = parts_of(f, k->reads[i], &k->where);
		size_t at = 0;
		uint32_t series;

		while (parts_next(&parts, &at, &series))
			add_series(f, series, p, day, &w, &has_other);
	}
	w.is_pure = w.has && !has_other && w.so_far > 0;
	return w;
}
