/* rollup_kpi.c - the figure of a KPI from those of the metrics it reads: a measure, a ratio or a formula. */
#include "core/rollup.h"

#include <math.h>

#include "core/formula.h"
#include "core/gain.h"
#include "core/listing.h"
#include "core/pairs.h"

/* The figure of names[i], one of those that a KPI reads. */
static struct figure roll_named(const struct facts *f, struct arena *a, const struct kpi *k, const sym *names,
                                size_t n, size_t i, struct period p)
{
	struct figure fig = rollup_metric(f, a, names[i], &k->where, p);
	struct gain g = k->formula != NULL ? gain_of(f, names, n, i) : (struct gain){ 0 };

	if (g.stock != 0)
		gain_cut(f, a, g, g.opening == names[i], &k->where, p, &fig);
	return fig;
}

/* What a KPI reads: how complete, fresh and unbroken all its metrics are together. */
static void join_flags(struct figure *out, const struct figure *in)
{
	out->expected += in->expected;
	out->present += in->present;
	out->n_series += in->n_series;
	if (in->newest != DAY_NONE && (out->newest == DAY_NONE || in->newest < out->newest))
		out->newest = in->newest;
	out->is_stale = out->is_stale || in->is_stale;
	out->has_break = out->has_break || in->has_break;
	out->lost_series = out->lost_series || in->lost_series;
	out->fell_silent = out->fell_silent || in->fell_silent;
	out->is_incomplete = out->is_incomplete || in->is_incomplete;
	out->overflow = out->overflow || in->overflow;
	if (out->note.n == 0)
		out->note = in->note;
}

static bool is_opening(const struct facts *f, sym metric)
{
	return slice_rule(model_metric(f->model, metric)) == TIME_OPENING;
}

/* An opening lies before the period: it says how new a figure is only where nothing else does. */
static void join_all(const struct facts *f, const sym *names, const struct figure *all, size_t n,
                     struct figure *out)
{
	bool is_all_openings = true;

	for (size_t i = 0; i < n; i++)
		is_all_openings = is_all_openings && is_opening(f, names[i]);
	for (size_t i = 0; i < n; i++) {
		struct figure one = all[i];

		if (!is_all_openings && is_opening(f, names[i]))
			one.newest = DAY_NONE;
		join_flags(out, &one);
	}
}

/* The earliest of the days that the figures reach in the period; DAY_NONE: they reach none. */
static int32_t common_day(const struct figure *all, size_t n, struct period p)
{
	int32_t day = DAY_NONE;

	for (size_t i = 0; i < n; i++) {
		if (all[i].newest >= p.first && (day == DAY_NONE || all[i].newest < day))
			day = all[i].newest;
	}
	return day;
}

/* While the period is not over its metrics reach different days; what is made of several must speak of one
 * stretch. Rolls them up again to the last day that all of them reach, which is *fig's newest then. */
static void cut_alike(const struct facts *f, struct arena *a, const struct kpi *k, const sym *names, size_t n,
                      struct period p, struct figure *all, struct figure *fig)
{
	struct facts part = *f;
	int32_t day = common_day(all, n, p);

	if (f->as_of >= p.last || day == DAY_NONE)
		return;
	while (day != DAY_NONE && day < part.as_of) {
		part.as_of = day;
		for (size_t i = 0; i < n; i++)
			all[i] = roll_named(&part, a, k, names, n, i, p);
		day = common_day(all, n, p); /* a month's cell may lie after the cut: its month goes too */
	}
	if (!fig->is_stale)
		fig->newest = part.as_of;
}

/* A metric without any cell is expected as often as the fullest of the others: what lacks it is not complete.
 * An opening is one cell. */
static void expect_missing(const struct facts *f, const sym *names, const struct figure *all, size_t n,
                           struct figure *fig)
{
	uint32_t most = 0;

	for (size_t i = 0; i < n; i++)
		most = all[i].expected > most ? all[i].expected : most;
	for (size_t i = 0; i < n; i++) {
		if (all[i].expected == 0 && !all[i].has && !all[i].has_bounds)
			fig->expected += is_opening(f, names[i]) && most > 0 ? 1 : most;
	}
}

static void no_value(const struct facts *f, struct arena *a, sym metric, const char *why, struct figure *fig)
{
	struct str label = model_metric_label(f->model, metric);

	fig->note = str_fmt(a, "%.*s %s", STR_ARG(label), why);
}

/* Metrics that are added: a value where all have one. */
static struct figure add_figures(const struct figure *all, size_t n)
{
	struct figure sum = { .newest = DAY_NONE, .has = true, .is_exact = true };

	for (size_t i = 0; i < n; i++) {
		join_flags(&sum, &all[i]);
		sum.has = sum.has && all[i].has;
		sum.has_bounds = sum.has_bounds || all[i].has_bounds;
		sum.is_exact = sum.is_exact && all[i].is_exact;
		sum.value += all[i].value;
		sum.overflow = sum.overflow || !num_add(sum.micro, all[i].micro, &sum.micro);
	}
	return sum;
}

/* The names without a value: "Impressions and Clicks have no value". */
static void lack(const struct facts *f, struct arena *a, const sym *names, const struct figure *all, size_t n,
                 struct figure *fig)
{
	size_t n_lacking = 0, at = 0;
	struct strbuf b;

	for (size_t i = 0; i < n; i++)
		n_lacking += !all[i].has && !all[i].has_bounds && !all[i].overflow;
	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n; i++) {
		if (all[i].has || all[i].has_bounds || all[i].overflow)
			continue;
		fig->lacks = fig->lacks == 0 ? names[i] : fig->lacks;
		listing_add(&b, model_metric_label(f->model, names[i]), at++, n_lacking);
	}
	if (n_lacking > 0)
		fig->note =
		    str_fmt(a, "%.*s %s no value", STR_ARG(strbuf_str(&b)), n_lacking > 1 ? "have" : "has");
}

/* Parts are missing, or they never meet: then each is missing where the others are. */
static void lacks_part(const struct facts *f, struct arena *a, const sym *names, const struct figure *parts,
                       size_t n, struct figure *fig)
{
	uint32_t expected = 0;

	for (size_t i = 0; i < n; i++) {
		expected += parts[i].expected;
		if (parts[i].n_series > 0)
			continue;
		lack(f, a, names, parts, n, fig);
		return;
	}
	fig->lacks = names[n - 1];
	no_value(f, a, fig->lacks, "has no value where the other has one", fig);
	if (fig->present >= fig->expected)
		fig->expected += expected;
}

static struct figure ratio(const struct facts *f, struct arena *a, const struct kpi *k, struct period p)
{
	sym names[MEASURES_MAX + 1];
	struct figure parts[MEASURES_MAX + 1], over, fig = { .newest = DAY_NONE };
	size_t n;
	const sym *measures = model_measures(k, &n);
	struct side_series sides[MEASURES_MAX + 1] = { { 0 } };
	bool are_totals = pairs_are_totals(f, k);
	struct quotient q;

	for (size_t i = 0; i <= n; i++) {
		names[i] = i < n ? measures[i] : k->per;
		parts[i] = rollup_listed(f, a, names[i], &k->where, p, are_totals ? NULL : &sides[i]);
	}
	join_all(f, names, parts, n + 1, &fig);
	expect_missing(f, names, parts, n + 1, &fig);
	if (are_totals)
		cut_alike(f, a, k, names, n + 1, p, parts, &fig);
	over = n > 1 ? add_figures(parts, n) : parts[0];
	q = are_totals ? pairs_totals(&over, &parts[n]) : pairs_quotient(f, k, p, sides);
	for (size_t i = 0; i <= n; i++)
		mem_free(sides[i].all);
	fig.num_left = q.num_left;
	fig.den_left = q.den_left;
	fig.overflow = fig.overflow || q.overflow;
	fig.cannot_add = q.cannot_add && !fig.overflow;
	if (fig.cannot_add) {
		no_value(f, a, q.cannot_add_num ? k->measure : k->per, "cannot be added up to one value",
		         &fig);
	} else if (!fig.overflow && q.has_num && q.has_den) {
		fig.has_parts = true;
		fig.num = q.num;
		fig.den = q.den;
		fig.has = q.den_value != 0;
		fig.value = fig.has ? q.num_value / q.den_value : 0;
		if (!fig.has)
			no_value(f, a, k->per, "is 0, and nothing can be divided by it", &fig);
	} else if (!fig.overflow) {
		lacks_part(f, a, names, parts, n + 1, &fig);
	}
	return fig;
}

/* The figures of the names in a formula. */
struct known {
	const sym *names;
	const struct figure *figures;
	size_t n;
};

static bool look_up(void *ctx, sym name, double *value)
{
	const struct known *k = ctx;

	for (size_t i = 0; i < k->n; i++) {
		if (k->names[i] == name && k->figures[i].has) {
			*value = k->figures[i].value;
			return true;
		}
	}
	return false;
}

static struct figure formula(const struct facts *f, struct arena *a, const struct kpi *k, struct period p)
{
	struct figure fig = { .newest = DAY_NONE };
	size_t n;
	const sym *names = formula_names(a, k->formula, &n);
	struct figure *all = ARENA_ARRAY(a, n, struct figure);
	struct known known = { names, all, n };
	enum formula_result r;

	for (size_t i = 0; i < n; i++)
		all[i] = roll_named(f, a, k, names, n, i, p);
	join_all(f, names, all, n, &fig);
	expect_missing(f, names, all, n, &fig);
	cut_alike(f, a, k, names, n, p, all, &fig);
	for (size_t i = 0; i < n && !fig.cannot_add && !fig.overflow; i++) {
		fig.cannot_add = all[i].has_bounds;
		if (all[i].has_bounds)
			no_value(f, a, names[i], "cannot be added up to one value", &fig);
	}
	if (fig.cannot_add || fig.overflow)
		return fig;
	lack(f, a, names, all, n, &fig);
	r = formula_eval(k->formula, look_up, &known, &fig.value);
	fig.has = r == FORMULA_OK && isfinite(fig.value);
	gain_tell(f, a, names, all, n, &fig);
	if (r == FORMULA_DIV_ZERO)
		fig.note = STR("the formula divides by 0");
	return fig;
}

struct figure rollup_kpi(const struct facts *f, struct arena *a, const struct kpi *k, struct period p)
{
	if (k->formula != NULL)
		return formula(f, a, k, p);
	return k->per != 0 ? ratio(f, a, k, p) : rollup_metric(f, a, k->measure, &k->where, p);
}
