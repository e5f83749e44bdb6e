/* restate_why.c - why a reported figure is another now: which files changed, and whether posts only grew. */
#include "core/listing.h"
#include "core/parts.h"
#include "core/restate.h"

enum { NAMED = 3 };

/* --- what a KPI is fed by */

static bool reads(const struct review *r, const struct kpi *k, sym metric)
{
	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *m = model_metric(r->f.model, k->reads[i]);

		if (k->reads[i] == metric || (m != NULL && m->opening_of != 0 && m->opening_of == metric))
			return true;
	}
	return false;
}

static bool is_fed_by(const struct review *r, const struct kpi *k, sym metric, struct str source)
{
	struct parts parts = parts_of(&r->f, metric, &k->where);
	uint32_t series;

	for (size_t at = 0; parts_next(&parts, &at, &series);)
		if (str_eq(r->f.ws->sources[store_series(r->f.store, series)->source].files, source))
			return true;
	return false;
}

/* Does what the source gave of the metric concern the KPI? What it gives no more might have. */
static bool concerns(const struct review *r, const struct kpi *k, const struct total_move *m)
{
	return m->metric != 0 && reads(r, k, m->metric) && (!m->has || is_fed_by(r, k, m->metric, m->source));
}

bool restate_is_growth(const struct review *r, const struct kpi *k)
{
	bool grew = false;

	for (size_t i = 0; i < r->n_moves; i++) {
		if (!concerns(r, k, &r->moves[i]))
			continue;
		if (!r->moves[i].is_growth)
			return false;
		grew = true;
	}
	return grew;
}

/* --- the files that may have done it, the likeliest rule that finds any */

static bool is_source_of(const struct review *r, const struct kpi *k, struct str source)
{
	for (size_t i = 0; i < k->n_reads; i++)
		if (is_fed_by(r, k, k->reads[i], source))
			return true;
	for (size_t i = 0; i < r->n_moves; i++)
		if (str_eq(r->moves[i].source, source) && concerns(r, k, &r->moves[i]))
			return true;
	return false;
}

static bool is_data_of(const struct review *r, const struct kpi *k, const struct input_news *in)
{
	return str_is(in->role, input_role_names[INPUT_METRICS])
	       && (in->source.n == 0 || is_source_of(r, k, in->source));
}

static bool is_data_then(const struct review *r, const struct kpi *k, const struct input_news *in)
{
	return in->first_day != DAY_NONE && in->first_day <= r->then->period.last
	       && in->last_day >= r->then->period.first && is_data_of(r, k, in);
}

/* Goals and targets change no value. */
static bool is_setting(const struct review *r, const struct kpi *k, const struct input_news *in)
{
	static const enum input_role roles[] = { INPUT_WORKSPACE, INPUT_MODEL, INPUT_FORMAT, INPUT_OTHER };

	(void)r;
	(void)k;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_is(in->role, input_role_names[roles[i]]))
			return true;
	return false;
}

static bool (*const rules[])(const struct review *r, const struct kpi *k, const struct input_news *in) = {
	is_data_then,
	is_data_of,
	is_setting,
};

/* Which file did it: those of the first rule that any file fits. */
static struct str name_files(const struct review *r, const struct kpi *k, struct str *file)
{
	struct strbuf b;

	strbuf_init(&b, r->a, 0);
	for (size_t rule = 0; rule < sizeof rules / sizeof *rules && b.n == 0; rule++) {
		size_t n = 0;

		for (size_t i = 0; i < r->n_news; i++) {
			const struct input_news *in = &r->news[i];

			if (!rules[rule](r, k, in))
				continue;
			if (n == 0)
				*file = in->fate == INPUT_LOST ? STR_NONE : in->path;
			if (n++ < NAMED)
				strbuf_fmt(&b, "%s%.*s %s", n > 1 ? ", " : "", STR_ARG(in->path),
				           input_fate_names[in->fate]);
		}
		if (n > NAMED)
			strbuf_fmt(&b, " and %zu more", n - NAMED);
	}
	return strbuf_str(&b);
}

/* --- words */

static struct str sum_words(const struct review *r, bool has, int64_t micro)
{
	return has ? num_text(r->a, micro) : STR("nothing");
}

static void add_move(const struct review *r, struct strbuf *b, const struct total_move *m)
{
	strbuf_fmt(b, "%.*s %.*s -> %.*s", STR_ARG(m->name), STR_ARG(sum_words(r, m->had, m->was)),
	           STR_ARG(sum_words(r, m->has, m->is)));
}

/* " (revenue 90000 -> 90500)": the first sum behind it that moved. */
static void add_sum(const struct review *r, const struct kpi *k, struct strbuf *b)
{
	for (size_t i = 0; i < r->n_moves; i++) {
		const struct total_move *m = &r->moves[i];

		if (m->is_growth || !concerns(r, k, m))
			continue;
		strbuf_addz(b, " (");
		add_move(r, b, m);
		strbuf_addc(b, ')');
		return;
	}
}

struct str restate_why(const struct review *r, const struct kpi *k, struct str *file)
{
	struct strbuf b;
	struct str files;

	*file = STR_NONE;
	files = name_files(r, k, file);
	strbuf_init(&b, r->a, 0);
	if (files.n > 0)
		strbuf_add(&b, files);
	else
		strbuf_fmt(&b, "no file changed; the report was made by kpialign %.*s",
		           STR_ARG(r->then->version));
	add_sum(r, k, &b);
	return strbuf_str(&b);
}

struct str restate_growth_words(const struct review *r, struct str source)
{
	struct strbuf b;
	size_t n = 0;

	strbuf_init(&b, r->a, 0);
	for (size_t i = 0; i < r->n_moves; i++) {
		if (!r->moves[i].is_growth || !str_eq(r->moves[i].source, source))
			continue;
		if (n++ >= NAMED)
			continue;
		strbuf_addz(&b, n > 1 ? ", " : "");
		add_move(r, &b, &r->moves[i]);
	}
	if (n > NAMED)
		strbuf_fmt(&b, " and %zu more", n - NAMED);
	return strbuf_str(&b);
}
