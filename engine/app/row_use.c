/* row_use.c - what became of a row that explain shows: used, or why not. */
#include "app/row_use.h"

#include <stdlib.h>

static const char *const why_all[USE__N] = {
	[USE_REPLACED] = "replaced by later files",
	[USE_REPEATED] = "given before",
	[USE_OTHER_SOURCE] = "another source gives it",
	[USE_OTHER_WINDOW] = "its window is not the period",
};
static const char *const why_some[USE__N] = {
	[USE_REPLACED] = "replaced",
	[USE_REPEATED] = "given before",
	[USE_OTHER_SOURCE] = "given by another source",
	[USE_OTHER_WINDOW] = "of another window",
};

static int cmp_sym(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int cmp_series(const void *a, const void *b)
{
	const struct series *x = *(const struct series *const *)a, *y = *(const struct series *const *)b;
	int c = cmp_sym(x->source, y->source);

	c = c != 0 ? c : cmp_sym(x->metric, y->metric);
	c = c != 0 ? c : cmp_sym(x->channel, y->channel);
	c = c != 0 ? c : cmp_sym(x->account, y->account);
	c = c != 0 ? c : cmp_sym(x->campaign, y->campaign);
	c = c != 0 ? c : cmp_sym(x->grain, y->grain);
	return c != 0 ? c : cmp_sym(x->every, y->every);
}

/* Where another source owns the series of a name, what this one's files say of it is left out (K119). */
void row_uses_init(struct row_uses *u, const struct session *s)
{
	size_t n = store_count(s->store);

	*u = (struct row_uses){ .s = s, .cells = used_cells_new() };
	u->others = ARENA_ARRAY(s->arena, n + 1, const struct series *);
	for (size_t i = 0; i < n; i++)
		if (!store_series(s->store, i)->is_owner)
			u->others[u->n_others++] = store_series(s->store, i);
	if (u->n_others > 0)
		qsort(u->others, u->n_others, sizeof(const struct series *), cmp_series);
}

void row_uses_free(struct row_uses *u)
{
	used_cells_free(u->cells);
}

void row_uses_note(struct row_uses *u, size_t nth, const struct export_cell *c)
{
	used_cells_note(u->cells, nth, c);
}

static bool is_left_out(const struct row_uses *u, const struct export_cell *c)
{
	struct series one = { .source = c->rules->source,
		              .metric = c->metric,
		              .channel = c->channel,
		              .account = c->account,
		              .campaign = c->campaign,
		              .grain = c->rules->grain,
		              .every = c->rules->every };
	const struct series *key = &one;

	return u->n_others > 0
	       && bsearch(&key, u->others, u->n_others, sizeof(const struct series *), cmp_series) != NULL;
}

/* Is the file a table of days that are not the period, or of an opening not those up to the day before it? It counts for
 * its own alone. */
static bool is_other_window(const struct row_uses *u, size_t nth, int32_t day)
{
	const struct source *src = &u->s->ws->sources[u->s->files.all[nth].source];
	struct period p = u->s->outcome.period;

	if (!src->has_window)
		return false;
	return day < p.first ? src->window_last != p.first - 1
	                     : src->window_first != p.first || src->window_last != p.last;
}

enum use row_uses_ask(const struct row_uses *u, size_t nth, const struct export_cell *c, struct cell_use *is)
{
	*is = used_cells_ask(u->cells, nth, c);
	if (is_left_out(u, c))
		return USE_OTHER_SOURCE;
	if (is_other_window(u, nth, c->day))
		return USE_OTHER_WINDOW;
	return (enum use)is->fate;
}

struct str row_use_words(const struct row_uses *u, enum use use, const struct cell_use *is)
{
	struct arena *a = u->s->arena;

	if (use == USE_YES)
		return STR_NONE;
	if (use == USE_REPLACED)
		return str_fmt(a, "; not used, replaced by %.*s:%u", STR_ARG(u->s->files.all[is->file].path),
		               is->line);
	if (use == USE_REPEATED)
		return str_fmt(a, "; not used, given before on line %u", is->line);
	return str_fmt(a, "; not used, %s", why_all[use]);
}

struct str row_use_counts(struct arena *a, const uint64_t n[USE__N], struct str used)
{
	struct strbuf b;
	int n_whys = 0, why = 0;

	strbuf_init(&b, a, 0);
	for (int u = USE_YES + 1; u < USE__N; u++) {
		if (n[u] == 0)
			continue;
		strbuf_fmt(&b, "%s%llu %s", n_whys > 0 ? ", " : "", (unsigned long long)n[u], why_some[u]);
		why = u;
		n_whys++;
	}
	if (n_whys == 0)
		return STR_NONE;
	if (n[USE_YES] > 0)
		return str_fmt(a, "; used: %.*s (%.*s)", STR_ARG(used), STR_ARG(strbuf_str(&b)));
	if (n_whys > 1)
		return str_fmt(a, "; not used (%.*s)", STR_ARG(strbuf_str(&b)));
	return str_fmt(a, "; not used, %s", why_all[why]);
}
