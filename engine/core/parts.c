/* parts.c - finding the series that a figure is made of. */
#include "core/parts.h"
#include "core/rollup.h"

static bool passes(const struct str *globs, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_glob(globs[i], name))
			return true;
	}
	return n == 0;
}

bool where_passes(const struct where *w, const struct intern *names, sym channel, sym account, sym campaign)
{
	return passes(w->channels, w->n_channels, intern_str(names, channel))
	       && passes(w->accounts, w->n_accounts, intern_str(names, account))
	       && passes(w->campaigns, w->n_campaigns, intern_str(names, campaign));
}

/* The first place in order whose metric sorts at (or, is_after, after) the text. */
static size_t bound(const struct facts *f, const uint32_t *order, size_t n, struct str metric, bool is_after)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		sym name = store_series(f->store, order[mid])->metric;
		int c = str_cmp(intern_str(f->model->names, name), metric);

		if (c < 0 || (c == 0 && is_after))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct parts parts_of(const struct facts *f, sym metric, const struct where *w)
{
	size_t n;
	const uint32_t *order = store_sorted(f->store, f->model->names, &n);
	const struct metric *def = model_metric(f->model, metric);
	sym counted = def != NULL && def->opening_of != 0 ? def->opening_of : metric;
	struct str text = intern_str(f->model->names, counted);
	size_t first = bound(f, order, n, text, false), end = bound(f, order, n, text, true);
	bool is_all = w == NULL || w->n_channels + w->n_accounts + w->n_campaigns == 0;

	return (struct parts){ f, def, is_all ? NULL : w, order + first, end - first };
}

bool parts_next(const struct parts *p, size_t *at, uint32_t *series)
{
	while (*at < p->n) {
		uint32_t i = p->order[(*at)++];
		const struct series *s = store_series(p->f->store, i);

		if (!s->is_owner)
			continue;
		if (p->where != NULL
		    && !where_passes(p->where, p->f->model->names, s->channel, s->account, s->campaign))
			continue;
		*series = i;
		return true;
	}
	return false;
}

const uint32_t *rollup_series(const struct facts *f, struct arena *a, sym metric, size_t *n)
{
	struct parts p = parts_of(f, metric, NULL);
	uint32_t *own = ARENA_ARRAY(a, p.n, uint32_t), series;

	*n = 0;
	for (size_t at = 0; parts_next(&p, &at, &series);)
		own[(*n)++] = series;
	return own;
}

struct str parts_label(const struct facts *f, struct arena *a, uint32_t series)
{
	const struct series *s = store_series(f->store, series);
	const sym names[] = { s->channel, s->account, s->campaign };
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i] == 0)
			continue;
		if (b.n > 0)
			strbuf_addc(&b, ' ');
		strbuf_add(&b, intern_str(f->model->names, names[i]));
	}
	return b.n > 0 ? strbuf_str(&b) : intern_str(f->model->names, s->metric);
}
