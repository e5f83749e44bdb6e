/* advice_feeds.c - KPIs that the company uses and that its exports cannot feed: nobody gives the metric, or no
 * series is of the channel, account or campaign that a `where:` names. */
#include "core/advice.h"

#include "core/listing.h"
#include "core/rollup.h"

enum { NAMES_SHOWN = 6 };

struct feeds {
	const struct advised *w;
	const struct store *st;
	struct arena *a;
	struct diag *d;
	struct str *given; /* names of metrics that have a cell; one may come several times */
	size_t n_given;
};

static struct str name_of(const struct feeds *f, sym name)
{
	return intern_str(f->w->model->names, name);
}

/* What is counted: the opening of a stock is a stock's. */
static sym counted(const struct feeds *f, sym metric)
{
	const struct metric *def = model_metric(f->w->model, metric);

	return def != NULL && def->opening_of != 0 ? def->opening_of : metric;
}

/* where NULL: anywhere. */
static bool is_fed(const struct feeds *f, sym metric, const struct where *w)
{
	for (size_t i = 0; i < store_count(f->st); i++) {
		const struct series *s = store_series(f->st, i);

		if (s->metric == counted(f, metric) && s->n_cells > 0
		    && (w == NULL
		        || where_passes(w, f->w->model->names, s->channel, s->account, s->campaign)))
			return true;
	}
	return false;
}

/* --- a metric that nobody gives */

/* The line the company wrote: of a library KPI that is its target. */
static struct place line_of(const struct feeds *f, const struct kpi *k)
{
	const struct targets *t = f->w->targets;

	for (size_t i = 0; k->is_library && t != NULL && i < t->n; i++)
		if (t->all[i].kpi == k->id)
			return t->all[i].at;
	return k->measure_at;
}

/* Of the names that are given the nearest to the metric's own, or to one of its spellings. */
static bool find_near(const struct feeds *f, sym metric, struct str *near)
{
	const struct metric *m = model_metric(f->w->model, metric);

	if (str_nearest(name_of(f, metric), f->given, f->n_given, near, 1) > 0)
		return true;
	for (size_t i = 0; m != NULL && i < m->n_aliases; i++)
		if (str_nearest(str_snake(f->a, m->aliases[i]), f->given, f->n_given, near, 1) > 0)
			return true;
	return false;
}

static struct str remedy(const struct feeds *f, const struct kpi *k, sym missing, bool is_elsewhere)
{
	struct str near, id = name_of(f, missing);
	sym other;

	if (is_elsewhere)
		return STR("widen its `where:`");
	if (!find_near(f, missing, &near))
		return str_fmt(f->a, "give it with a source%s",
		               k->is_library ? ", or take the target away" : ", or measure something else");
	if (intern_has(f->w->model->names, near, &other) && model_metric(f->w->model, other) != NULL)
		return str_fmt(f->a, "the nearest that is given is '%.*s'", STR_ARG(near));
	return str_fmt(f->a,
	               "the nearest that is given is '%.*s'; if it is the same, write in the model's metrics "
	               "`%.*s: {aliases: [%.*s]}`",
	               STR_ARG(near), STR_ARG(id), STR_ARG(near));
}

/* What is missing, each once. */
static size_t list_missing(const struct feeds *f, const struct kpi *k, const struct where *w, sym *out)
{
	size_t n = 0;

	for (size_t i = 0; i < k->n_reads; i++) {
		sym metric = counted(f, k->reads[i]);
		size_t at = 0;

		while (at < n && out[at] != metric)
			at++;
		if (at == n && !is_fed(f, metric, w))
			out[n++] = metric;
	}
	return n;
}

static void check_metrics(const struct feeds *f, const struct kpi *k, const struct where *w)
{
	sym *missing = ARENA_ARRAY(f->a, k->n_reads, sym);
	size_t n = list_missing(f, k, w, missing);
	struct strbuf b;

	strbuf_init(&b, f->a, 0);
	for (size_t i = 0; i < n; i++)
		listing_add(&b, str_fmt(f->a, "'%.*s'", STR_ARG(name_of(f, missing[i]))), i, n);
	if (n > 0)
		diag_put(f->d, SEV_WARNING, "K619", name_of(f, k->id), line_of(f, k),
		         remedy(f, k, missing[0], w != NULL),
		         "KPI '%.*s' has nothing to go by: no source gives %.*s%s",
		         STR_ARG(name_of(f, k->id)), STR_ARG(strbuf_str(&b)),
		         w != NULL ? " where it looks" : "");
}

/* --- a where that names what is in no data */

enum side { SIDE_CHANNEL, SIDE_ACCOUNT, SIDE_CAMPAIGN, SIDE__N };
static const char *const side_names[SIDE__N] = {
	[SIDE_CHANNEL] = "channel",
	[SIDE_ACCOUNT] = "account",
	[SIDE_CAMPAIGN] = "campaign",
};

static struct str name_at(const struct feeds *f, const struct series *s, enum side side)
{
	return name_of(f, side == SIDE_CHANNEL   ? s->channel
	                  : side == SIDE_ACCOUNT ? s->account
	                                         : s->campaign);
}

static bool holds(const struct str *names, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(names[i], name))
			return true;
	return false;
}

/* Every channel, account or campaign of series with cells, once. */
static struct str *list_names(const struct feeds *f, enum side side, size_t *n)
{
	struct str *names = ARENA_ARRAY(f->a, store_count(f->st), struct str);

	*n = 0;
	for (size_t i = 0; i < store_count(f->st); i++) {
		const struct series *s = store_series(f->st, i);
		struct str name = name_at(f, s, side);

		if (s->n_cells > 0 && name.n > 0 && !holds(names, *n, name))
			names[(*n)++] = name;
	}
	return names;
}

static struct str near_names(const struct feeds *f, struct str glob, const struct str *names, size_t n)
{
	struct str near;
	struct strbuf b;

	if (n == 0)
		return STR("take it out");
	if (str_nearest(glob, names, n, &near, 1) > 0)
		return str_fmt(f->a, "did you mean '%.*s'?", STR_ARG(near));
	strbuf_init(&b, f->a, 0);
	strbuf_addz(&b, n > 1 ? "there are " : "the only one is ");
	for (size_t i = 0; i < n && i < NAMES_SHOWN; i++)
		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(names[i]));
	if (n > NAMES_SHOWN)
		strbuf_fmt(&b, " and %zu more", n - NAMES_SHOWN);
	return strbuf_str(&b);
}

/* False: one of the globs fits nothing. */
static bool check_globs(const struct feeds *f, const struct kpi *k, enum side side, const struct str *globs,
                        size_t n_globs, struct place at)
{
	size_t n = 0;
	struct str *names = n_globs > 0 ? list_names(f, side, &n) : NULL;
	bool ok = true;

	for (size_t i = 0; i < n_globs; i++) {
		size_t fits = 0;

		while (fits < n && !str_glob(globs[i], names[fits]))
			fits++;
		if (fits < n)
			continue;
		ok = false;
		diag_put(f->d, SEV_WARNING, "K620", name_of(f, k->id), at, near_names(f, globs[i], names, n),
		         "KPI '%.*s' counts %s '%.*s', and no data is of it", STR_ARG(name_of(f, k->id)),
		         side_names[side], STR_ARG(globs[i]));
	}
	return ok;
}

static void check_kpi(const struct feeds *f, const struct kpi *k)
{
	const struct where *w = &k->where;
	bool ok = check_globs(f, k, SIDE_CHANNEL, w->channels, w->n_channels, w->channels_at);

	ok = check_globs(f, k, SIDE_ACCOUNT, w->accounts, w->n_accounts, w->accounts_at) && ok;
	ok = check_globs(f, k, SIDE_CAMPAIGN, w->campaigns, w->n_campaigns, w->campaigns_at) && ok;
	for (size_t i = 0; i < k->n_reads && ok; i++)
		ok = is_fed(f, k->reads[i], NULL);
	check_metrics(f, k, ok && w->n_channels + w->n_accounts + w->n_campaigns > 0 ? w : NULL);
}

void advice_feeds(const struct advised *w, const struct store *st, struct arena *a, struct diag *d)
{
	struct feeds f = { .w = w, .st = st, .a = a, .d = d };

	f.given = ARENA_ARRAY(a, store_count(st), struct str);
	for (size_t i = 0; i < store_count(st); i++)
		if (store_series(st, i)->n_cells > 0)
			f.given[f.n_given++] = name_of(&f, store_series(st, i)->metric);
	for (size_t i = 0; i < w->model->n_kpis; i++)
		if (advice_uses(w, &w->model->kpis[i]))
			check_kpi(&f, &w->model->kpis[i]);
}
