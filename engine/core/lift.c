/* lift.c - what would give a KPI without a colour one. */
#include "core/lift.h"

#include "core/listing.h"
#include "core/parts.h"
#include "core/rollup.h"
#include "core/slice.h"

int32_t lift_last_day(const struct facts *f, const struct kpi *k, const struct figure *fig, struct period p)
{
	int32_t to = slice_to(f, p), newest = fig->newest;

	for (size_t i = 0; i < k->n_reads && fig->newest == DAY_NONE; i++) {
		struct parts parts = parts_of(f, k->reads[i], NULL);
		uint32_t series;

		for (size_t at = 0; parts_next(&parts, &at, &series);) {
			const struct series *s = store_series(f->store, series);

			if (s->n_cells > 0 && s->last_day <= to && s->last_day > newest)
				newest = s->last_day;
		}
	}
	return newest;
}

static struct str again_after(struct arena *a, int32_t last)
{
	return last == DAY_NONE ? STR("is measured")
	                        : str_fmt(a, "is measured again (last: %.*s)", STR_ARG(day_words(a, last)));
}

/* Is what there is of the metric tables of days that touch the period and are not it? */
static bool has_other_window(const struct facts *f, const struct kpi *k, sym metric, struct period p)
{
	const struct metric *m = model_metric(f->model, metric);
	struct parts parts = parts_of(f, metric, &k->where);
	uint32_t series;

	if (m == NULL || m->opening_of != 0 || m->over_time == TIME_OPENING)
		return false;
	for (size_t at = 0; parts_next(&parts, &at, &series);) {
		const struct series *s = store_series(f->store, series);
		const struct source *src;

		if (!slice_has_window(f, series))
			continue;
		src = &f->ws->sources[s->source];
		if (src->window_first <= p.last && src->window_last >= p.first
		    && (src->window_first != p.first || src->window_last != p.last))
			return true;
	}
	return false;
}

/* The metric of the KPI that has no value but such tables; 0: none. */
static sym in_other_windows(const struct facts *f, struct arena *a, const struct kpi *k, struct period p)
{
	for (size_t i = 0; i < k->n_reads; i++)
		if (has_other_window(f, k, k->reads[i], p)
		    && !rollup_metric(f, a, k->reads[i], &k->where, p).has)
			return k->reads[i];
	return 0;
}

/* One metric, which perhaps is only measured somewhere else. */
static struct str by_one(const struct facts *f, struct arena *a, sym metric, const struct figure *fig,
                         struct period p)
{
	struct str name = model_metric_label(f->model, metric);

	if (fig->newest >= p.first)
		return str_fmt(a, "%.*s is measured where the rest of it is", STR_ARG(name));
	return str_fmt(a, "%.*s %.*s", STR_ARG(name), STR_ARG(again_after(a, fig->newest)));
}

static struct str last_words(struct arena *a, struct str name, int32_t last)
{
	return last == DAY_NONE ? name
	                        : str_fmt(a, "%.*s (last: %.*s)", STR_ARG(name), STR_ARG(day_words(a, last)));
}

struct lift lift_by_data(const struct facts *f, struct arena *a, const struct kpi *k,
                         const struct figure *fig, struct period p)
{
	struct str *lacking = ARENA_ARRAY(a, k->n_reads, struct str);
	struct figure one;
	struct strbuf b;
	sym windowed;
	size_t n = 0;

	windowed = fig->has ? 0 : in_other_windows(f, a, k, p);
	if (windowed != 0)
		return (struct lift){
			str_fmt(a,
			        "%.*s is exported for %.*s as a whole, or by day: each `window:` "
			        "counts for its own days alone",
			        STR_ARG(model_metric_label(f->model, windowed)), STR_ARG(period_text(a, p))),
			true
		};
	if (fig->lacks == 0)
		return (struct lift){ again_after(a, lift_last_day(f, k, fig, p)), false };
	for (size_t i = 0; i < k->n_reads; i++) {
		one = rollup_metric(f, a, k->reads[i], &k->where, p);
		if (!one.has && !one.has_bounds)
			lacking[n++] = last_words(a, model_metric_label(f->model, k->reads[i]), one.newest);
	}
	one = rollup_metric(f, a, fig->lacks, &k->where, p);
	if (n < 2)
		return (struct lift){ by_one(f, a, fig->lacks, &one, p), true };
	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n; i++)
		listing_add(&b, lacking[i], i, n);
	strbuf_addz(&b, " are measured");
	return (struct lift){ strbuf_str(&b), true };
}

/* Mean days from cell to cell by which a cadence is known; the shorter ones come first. */
static const struct rhythm {
	enum every every;
	double least, most;
} rhythms[] = {
	{ EVERY_WEEK, 6.5, 7.5 },
	{ EVERY_MONTH, 27.5, 31.5 },
	{ EVERY_QUARTER, 89.5, 92.5 },
};

/* A week is dated at its start unless the source says otherwise, and shifted by six days where that is wrong. */
static struct str dated_words(struct arena *a, enum every every, int32_t day)
{
	static const char *const weekdays[] = { "Thursday", "Friday",  "Saturday", "Sunday",
		                                "Monday",   "Tuesday", "Wednesday" }; /* from 1970-01-01 on */

	return every != EVERY_WEEK
	           ? STR_NONE
	           : str_fmt(a, ", and `dated: end` if its date (a %s) is the week's last day",
	                     weekdays[(day % 7 + 7) % 7]);
}

/* The cadence that the cells of a series keep, where it is longer than the one it is said to have. */
static enum every kept_by(const struct series *s)
{
	double gap = s->n_cells < 2 ? 0 : (double)(s->last_day - s->first_day) / (s->n_cells - 1);

	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms && !s->is_sparse; i++) {
		if (rhythms[i].every > s->every && gap >= rhythms[i].least && gap <= rhythms[i].most)
			return rhythms[i].every;
	}
	return EVERY_DEFAULT;
}

struct str lift_by_cadence(const struct facts *f, struct arena *a, const struct kpi *k)
{
	for (size_t i = 0; i < k->n_reads; i++) {
		struct parts parts = parts_of(f, k->reads[i], &k->where);
		uint32_t series;

		for (size_t at = 0; parts_next(&parts, &at, &series);) {
			const struct series *s = store_series(f->store, series);
			enum every every = kept_by(s);

			if (every == EVERY_DEFAULT || s->source >= f->ws->n_sources)
				continue;
			return str_fmt(a, "one row a %s? write `every: %s` at the source %.*s%.*s",
			               every_names[every], every_names[every],
			               STR_ARG(f->ws->sources[s->source].files),
			               STR_ARG(dated_words(a, every, s->last_day)));
		}
	}
	return STR_NONE;
}

/* Quiet days are 0 as far as the files are known to speak of them; here nothing is known after the last day of the KPI's
 * data. A source that is known again later has a gap, which only an export can fill. */
static bool is_quiet(const struct facts *f, const struct series *s, int32_t last)
{
	const struct metric *m = model_metric(f->model, s->metric);

	return s->is_sparse && s->n_cells > 0 && s->source < f->ws->n_sources && m != NULL
	       && (m->over_time == TIME_SUM || m->over_time == TIME_MEAN)
	       && store_covered_days(f->store, s->source, last + 1, f->as_of) == 0;
}

struct str lift_by_cover(const struct facts *f, struct arena *a, const struct kpi *k, int32_t last,
                         int32_t to)
{
	for (size_t i = 0; i < k->n_reads && last != DAY_NONE; i++) {
		struct parts parts = parts_of(f, k->reads[i], &k->where);
		uint32_t series;

		for (size_t at = 0; parts_next(&parts, &at, &series);) {
			const struct series *s = store_series(f->store, series);

			if (is_quiet(f, s, last))
				return str_fmt(
				    a,
				    "nothing since? let `covers:` of the source %.*s go from the first day of its "
				    "files to %.*s",
				    STR_ARG(f->ws->sources[s->source].files), STR_ARG(day_text(a, to)));
		}
	}
	return STR_NONE;
}
