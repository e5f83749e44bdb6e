/* reading.c - would two sessions make the same of the exports? */
#include "app/session.h"

static void add_pairs(struct strbuf *b, const struct session *s, const struct name_pair *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(b, "%.*s = %.*s\n", STR_ARG(all[i].spelling),
		           STR_ARG(intern_str(s->names, all[i].name)));
}

static void add_source(struct strbuf *b, const struct source *x)
{
	strbuf_fmt(b, "%.*s\t%.*s\t%u %u %u %d %d %d %d %d", STR_ARG(x->files), STR_ARG(x->format),
	           x->channel, x->account, x->campaign, x->kind, x->every, x->has_dated, x->dated, x->year);
	strbuf_fmt(b, " %.*s %d %d %d %d %d %d %d %d %d %d %d\n", STR_ARG(x->currency), x->has_window,
	           x->window_first, x->window_last, x->has_covers, x->covers_first, x->covers_last,
	           x->is_optional, x->is_sparse, x->same_cell, x->has_day_first, x->is_day_first);
	if (x->has_numbers)
		strbuf_fmt(b, "  numbers %d %d %d\n", x->numbers.decimal, x->numbers.thousands,
		           x->numbers.is_duration);
	for (size_t i = 0; i < x->n_metrics; i++)
		strbuf_fmt(b, "  %.*s\n", STR_ARG(x->metrics[i]));
}

/* All that decides what the exports give, in words: sources, spellings, formats, how metrics add up. */
static struct str reading_of(const struct session *s)
{
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	strbuf_fmt(&b, "%.*s %d %d\n", STR_ARG(s->ws->currency), s->ws->fiscal.first_month,
	           s->ws->fiscal.named_by_start);
	for (size_t i = 0; i < s->ws->n_sources; i++)
		add_source(&b, &s->ws->sources[i]);
	add_pairs(&b, s, s->ws->channels, s->ws->n_channels);
	add_pairs(&b, s, s->ws->account_names, s->ws->n_account_names);
	add_pairs(&b, s, s->model->aliases, s->model->n_aliases);
	for (size_t i = 0; i < s->model->n_metrics; i++) {
		const struct metric *m = &s->model->metrics[i];

		strbuf_fmt(&b, "%u %d %d %d\n", m->id, m->over_time, m->over_parts, m->unit);
	}
	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.all[i].role == INPUT_FORMAT || s->files.all[i].role == INPUT_RATES)
			strbuf_fmt(&b, "%llx%llx\n", (unsigned long long)s->files.all[i].digest_hi,
			           (unsigned long long)s->files.all[i].digest_lo);
	return strbuf_str(&b);
}

bool session_reads_alike(const struct session *a, const struct session *b)
{
	return a->names == b->names && str_eq(reading_of(a), reading_of(b));
}
