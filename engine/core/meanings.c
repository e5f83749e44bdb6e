/* meanings.c - one figure, several definitions: who counts what as engagements. */
#include "core/meanings.h"

static const struct meaning *meaning_of(const struct meaning *all, size_t n, const struct series *s)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].source == s->source && all[i].metric == s->metric)
			return &all[i];
	return NULL;
}

static bool is_in_period(const struct facts *f, const struct series *s)
{
	return s->is_owner && s->n_cells > 0 && s->first_day <= f->period.last
	       && s->last_day >= f->period.first;
}

static bool adds_up(const struct facts *f, sym metric)
{
	const struct metric *m = model_metric(f->model, metric);

	return m == NULL || m->over_parts == PARTS_SUM;
}

/* "all clicks and expands (x), with clicks (linkedin)": each meaning once, with the first channel that has it. */
static size_t say_meanings(const struct facts *f, const struct intern *names, const struct meaning *all,
                           size_t n, sym metric, struct strbuf *b)
{
	size_t n_told = 0;

	for (size_t i = 0; i < store_count(f->store); i++) {
		const struct series *s = store_series(f->store, i);
		const struct meaning *m =
		    s->metric == metric && is_in_period(f, s) ? meaning_of(all, n, s) : NULL;
		struct str channel = intern_str(names, s->channel);

		if (m == NULL || str_find(strbuf_str(b), m->text) != SIZE_MAX)
			continue;
		strbuf_fmt(b, "%s%.*s%s%.*s%s", n_told++ > 0 ? ", " : "", STR_ARG(m->text),
		           channel.n > 0 ? " (" : "", STR_ARG(channel), channel.n > 0 ? ")" : "");
	}
	return n_told;
}

void meanings_note(const struct facts *f, const struct intern *names, const struct meaning *all, size_t n,
                   struct diag *d)
{
	struct arena *scratch = arena_new(0);

	for (size_t i = 0; i < n; i++) {
		struct strbuf b;
		size_t before = 0;

		while (before < i && all[before].metric != all[i].metric)
			before++;
		if (before < i || !adds_up(f, all[i].metric))
			continue;
		strbuf_init(&b, scratch, 2000);
		if (say_meanings(f, names, all, n, all[i].metric, &b) > 1)
			diag_put(d, SEV_NOTE, "K116", intern_str(names, all[i].metric), PLACE_NONE,
			         STR("keep the channels apart with where: {channel: [..]}"),
			         "%.*s adds up what is counted differently: %.*s",
			         STR_ARG(intern_str(names, all[i].metric)), STR_ARG(strbuf_str(&b)));
	}
	arena_free(scratch);
}
