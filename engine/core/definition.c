/* definition.c - what a KPI measures, as one line that changes only when its meaning does. */
#include "core/formula.h"
#include "core/judge.h"

static void add_sym(struct strbuf *b, const struct facts *f, sym name)
{
	strbuf_add(b, intern_str(f->model->names, name));
}

/* The globs in order of their text, each once: the order in which they are written changes nothing. */
static void add_globs(struct strbuf *b, const char *what, const struct str *globs, size_t n)
{
	const struct str *last = NULL;

	if (n == 0)
		return;
	strbuf_fmt(b, "; %s", what);
	for (;;) {
		const struct str *next = NULL;

		for (size_t i = 0; i < n; i++) {
			if ((last == NULL || str_cmp(globs[i], *last) > 0)
			    && (next == NULL || str_cmp(globs[i], *next) < 0))
				next = &globs[i];
		}
		if (next == NULL)
			return;
		strbuf_fmt(b, " '%.*s'", STR_ARG(*next));
		last = next;
	}
}

/* How a metric that the KPI reads is rolled up. */
static void add_metric(struct strbuf *b, const struct facts *f, sym name)
{
	const struct metric *m = model_metric(f->model, name);

	strbuf_addz(b, "; ");
	add_sym(b, f, name);
	if (m == NULL)
		strbuf_addz(b, " unknown");
	else
		strbuf_fmt(b, " %s over_time %s over_parts %s", unit_names[m->unit],
		           over_time_names[m->over_time], over_parts_names[m->over_parts]);
	if (m != NULL && m->opening_of != 0) {
		strbuf_addz(b, " of ");
		add_sym(b, f, m->opening_of);
	}
}

static void add_formula_metrics(struct strbuf *b, const struct facts *f, struct arena *a,
                                const struct expr *e)
{
	size_t n;
	const sym *names = formula_names(a, e, &n);

	for (size_t i = 0; i < n; i++)
		add_metric(b, f, names[i]);
}

struct str kpi_definition(const struct facts *f, struct arena *a, const struct kpi *k)
{
	const sym *measures;
	struct strbuf b;
	size_t n;

	strbuf_init(&b, a, 0);
	if (k->formula != NULL) {
		strbuf_addz(&b, "formula ");
		strbuf_add(&b, formula_text(a, f->model->names, k->formula));
	} else {
		strbuf_addz(&b, "measure ");
		strbuf_add(&b, model_measure_text(a, f->model, k));
	}
	if (k->per != 0) {
		strbuf_addz(&b, "; per ");
		add_sym(&b, f, k->per);
	}
	add_globs(&b, "channel", k->where.channels, k->where.n_channels);
	add_globs(&b, "account", k->where.accounts, k->where.n_accounts);
	add_globs(&b, "campaign", k->where.campaigns, k->where.n_campaigns);
	strbuf_fmt(&b, "; better %s; unit %s", better_names[k->better], unit_names[k->unit]);
	if (k->formula != NULL) {
		add_formula_metrics(&b, f, a, k->formula);
		return strbuf_str(&b);
	}
	measures = model_measures(k, &n);
	for (size_t i = 0; i < n; i++)
		add_metric(&b, f, measures[i]);
	if (k->per != 0)
		add_metric(&b, f, k->per);
	return strbuf_str(&b);
}
