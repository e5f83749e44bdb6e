/* after.c - cells dated after as-of: left out of everything, and counted. */
#include "core/after.h"

void after_as_of(const struct facts *f, struct diag *d)
{
	struct arena *scratch = arena_new(0);
	uint64_t *cells = ARENA_ARRAY(scratch, f->ws->n_sources + 1, uint64_t);
	int32_t *newest = ARENA_ARRAY(scratch, f->ws->n_sources + 1, int32_t);

	for (size_t i = 0; i < store_count(f->store); i++) {
		const struct series *s = store_series(f->store, i);

		if (s->last_day == DAY_NONE || s->last_day <= f->as_of || s->source >= f->ws->n_sources)
			continue;
		cells[s->source] += store_days(f->store, i, f->as_of + 1, s->last_day).n;
		newest[s->source] = s->last_day > newest[s->source] ? s->last_day : newest[s->source];
	}
	for (size_t i = 0; i < f->ws->n_sources; i++) {
		const struct source *src = &f->ws->sources[i];

		if (cells[i])
			diag_put(d, SEV_NOTE, "K118", src->files, src->at,
			         STR("say a later --as-of to use them"),
			         "%llu cell%s of %.*s dated after %.*s (up to %.*s) %s not used",
			         (unsigned long long)cells[i], cells[i] == 1 ? "" : "s", STR_ARG(src->files),
			         STR_ARG(day_text(scratch, f->as_of)), STR_ARG(day_text(scratch, newest[i])),
			         cells[i] == 1 ? "is" : "are");
	}
	arena_free(scratch);
}
