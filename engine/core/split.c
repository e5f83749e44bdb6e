/* split.c - a target for one period made from the targets of others, and for a period that is not over. */
#include "core/split.h"

#include <math.h>

#include "core/flow.h"
#include "core/gone.h"
#include "core/listing.h"
#include "core/rollup.h"
#include "core/season.h"

static const struct span_part {
	const char *words; /* of a year */
	int per_year;
} span_parts[SPAN__N] = {
	[SPAN_MONTH] = { "a twelfth", 12 },
	[SPAN_QUARTER] = { "a quarter", 4 },
	[SPAN_HALF] = { "half", 2 },
	[SPAN_YEAR] = { "all", 1 },
};

static enum behaviour by_rule(enum over_time rule, enum unit unit)
{
	bool is_rate = unit == UNIT_RATIO || unit == UNIT_SCORE;

	switch (rule) {
	case TIME_SUM:
		return BEHAVES_FLOW;
	case TIME_MEAN:
	case TIME_MEDIAN:
		return BEHAVES_SAME;
	case TIME_LAST:
		return is_rate ? BEHAVES_SAME : BEHAVES_STOCK;
	case TIME_FIRST:
	case TIME_OPENING:
	case TIME_NONE:
		return is_rate ? BEHAVES_SAME : BEHAVES_ALONE;
	default:
		return BEHAVES_ALONE;
	}
}

enum behaviour split_behaviour(const struct facts *f, const struct kpi *k)
{
	const struct metric *m = model_metric(f->model, k->measure);

	if (k->formula != NULL)
		return flow_formula(f->model, k->formula) ? BEHAVES_FLOW : BEHAVES_SAME;
	if (k->per != 0)
		return BEHAVES_SAME;
	return m != NULL ? by_rule(m->over_time, m->unit) : BEHAVES_FLOW;
}

/* --- amounts, exact in millionths as long as they can be */

static struct part_of_target exact(int64_t micro)
{
	return (struct part_of_target){
		.has = true, .is_exact = true, .micro = micro, .value = num_double(micro)
	};
}

static struct part_of_target rounded(double value)
{
	return (struct part_of_target){ .has = true, .value = value };
}

/* a x b / c where that is a whole number of millionths. The rest of the rounded quotient is under 2^63, so it is
 * 0 as soon as its low 64 bits are. */
static bool divide(int64_t a, int64_t b, int64_t c, int64_t *out)
{
	return num_muldiv(a, b, c, out) && (uint64_t)a * (uint64_t)b == (uint64_t)*out * (uint64_t)c;
}

static struct part_of_target sum(struct part_of_target a, struct part_of_target b)
{
	int64_t micro;

	if (a.is_exact && b.is_exact && num_add(a.micro, b.micro, &micro))
		return exact(micro);
	return rounded(a.value + b.value);
}

static struct part_of_target negative(struct part_of_target x)
{
	return x.is_exact && x.micro > INT64_MIN ? exact(-x.micro) : rounded(-x.value);
}

static struct part_of_target read_amount(struct amount x)
{
	return x.has ? exact(x.micro) : (struct part_of_target){ 0 };
}

struct draft split_read(const struct target *row)
{
	return (struct draft){
		.target = read_amount(row->target),
		.red_line = read_amount(row->red_line),
		.low = read_amount(row->low),
		.high = read_amount(row->high),
		.tolerance = read_amount(row->tolerance),
		.row = row,
	};
}

struct part_of_target split_gap(const struct facts *f, struct part_of_target x)
{
	double share = 1 - f->model->rules.red_at;
	struct part_of_target size = x.value < 0 ? negative(x) : x;
	int64_t micro;

	if (size.is_exact && divide(size.micro, llround(share * 1e6), MICRO, &micro))
		return exact(micro);
	return rounded(share * size.value);
}

struct part_of_target split_red_line(const struct facts *f, const struct kpi *k, struct part_of_target target)
{
	struct part_of_target gap = split_gap(f, target);

	if (k->better != BETTER_HIGHER && k->better != BETTER_LOWER)
		return target;
	return sum(target, k->better == BETTER_HIGHER ? negative(gap) : gap);
}

static struct share share_of(int part, int whole)
{
	return (struct share){ true, part, whole, part, whole };
}

static void scale_part(struct part_of_target *x, const struct share *s)
{
	int64_t micro;

	if (!x->has)
		return;
	if (x->is_exact && s->is_exact && divide(x->micro, s->micro_part, s->micro_whole, &micro))
		*x = exact(micro);
	else
		*x = rounded(x->value * s->part / s->whole);
}

static void scale(struct draft *t, struct share s)
{
	scale_part(&t->target, &s);
	scale_part(&t->red_line, &s);
	scale_part(&t->low, &s);
	scale_part(&t->high, &s);
	scale_part(&t->tolerance, &s);
}

/* --- flows */

static void split_flow(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                       struct draft *t)
{
	struct str year = period_words(a, season_year(f, p, 0));
	struct share share;
	struct str why = season_share(f, a, k, p, &share);

	if (why.n == 0) {
		t->how = str_fmt(a, "%.*s%% of %.*s's target, the share that last year's %s had",
		                 STR_ARG(num_text_double(a, 100 * share.part / share.whole, 3)),
		                 STR_ARG(year), span_names[p.span]);
	} else {
		share = share_of(1, span_parts[p.span].per_year);
		t->how = str_fmt(a, "%s of %.*s's target, split evenly as %.*s", span_parts[p.span].words,
		                 STR_ARG(year), STR_ARG(why));
	}
	scale(t, share);
}

/* --- stocks: a straight line from last year's last value */

struct line {
	double start;
	int32_t from, to;
}; /* start on day from; the target on day to */

static bool line_from(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                      int32_t to, struct line *line)
{
	struct period last_year = season_year(f, p, 1);
	struct figure fig = rollup_kpi(f, a, k, last_year);

	*line = (struct line){ fig.value, last_year.last, to };
	return fig.has && !fig.is_stale && !fig.lost_series;
}

static double on_line(const struct line *l, double target, int32_t day)
{
	return l->start + (target - l->start) * (day - l->from) / (l->to - l->from);
}

/* The target, and red line, low and high that the row gives, on their lines: at its end the row's own figures. */
static void move_along(const struct line *l, int32_t day, struct draft *t)
{
	struct part_of_target *const all[] = { &t->target, &t->red_line, &t->low, &t->high };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i]->has && day != l->to)
			*all[i] = rounded(on_line(l, all[i]->value, day));
	}
}

/* The newest day with data in the period, or as-of where it has none yet. */
static int32_t own_last_day(const struct facts *f, struct arena *a, const struct kpi *k, struct period p)
{
	int32_t newest = rollup_kpi(f, a, k, p).newest;

	return newest != DAY_NONE && newest >= p.first ? newest : f->as_of;
}

static bool split_stock(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                        struct draft *t)
{
	struct period year = season_year(f, p, 0);
	int32_t day = f->as_of >= p.last || f->as_of < p.first ? p.last : own_last_day(f, a, k, p);
	struct str words = period_words(a, year);
	struct line line;

	if (!line_from(f, a, k, p, year.last, &line)) {
		t->how =
		    str_fmt(a, "none from %.*s's target: last year has no last value to draw a line from",
		            STR_ARG(words));
		return false;
	}
	move_along(&line, day, t);
	t->how = str_fmt(a, "on %.*s, on a straight line from last year's last value to %.*s's target",
	                 STR_ARG(day_words(a, day)), STR_ARG(words));
	return true;
}

bool split_year(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                struct draft *draft)
{
	switch (split_behaviour(f, k)) {
	case BEHAVES_FLOW:
		split_flow(f, a, k, p, draft);
		return true;
	case BEHAVES_SAME:
		draft->how = str_fmt(a, "the same figure as %.*s's target",
		                     STR_ARG(period_words(a, season_year(f, p, 0))));
		return true;
	case BEHAVES_STOCK:
		return split_stock(f, a, k, p, draft);
	default:
		draft->how = STR("none: what does not add over time has no share of a year's target");
		return false;
	}
}

/* --- months to a quarter */

static void add(struct part_of_target *all, struct part_of_target x, bool is_first)
{
	bool has = x.has && (is_first || all->has);

	*all = is_first ? x : sum(*all, x);
	all->has = has;
}

/* "targets.csv:3, 4 and 5" */
static struct str rows_words(struct arena *a, const struct target *const months[3])
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "%.*s:", STR_ARG(months[0]->at.file));
	for (size_t i = 0; i < 3; i++)
		listing_add(&b, str_fmt(a, "%u", (unsigned)months[i]->at.line), i, 3);
	return strbuf_str(&b);
}

bool split_months(const struct facts *f, struct arena *a, const struct kpi *k,
                  const struct target *const months[3], struct draft *out)
{
	enum behaviour b = split_behaviour(f, k);
	bool has_red_line = false;

	*out = (struct draft){ .row = months[2] };
	if (b == BEHAVES_STOCK && months[2] != NULL) {
		*out = split_read(months[2]);
		out->how = str_fmt(a, "%.*s's target", STR_ARG(period_words(a, months[2]->period)));
		return true;
	}
	if (b != BEHAVES_FLOW || months[0] == NULL || months[1] == NULL || months[2] == NULL)
		return false;
	for (int i = 0; i < 3; i++)
		has_red_line = has_red_line || months[i]->red_line.has;
	for (int i = 0; i < 3; i++) {
		struct draft m = split_read(months[i]);

		if (has_red_line && !m.red_line.has && m.target.has)
			m.red_line = split_red_line(f, k, m.target);
		add(&out->target, m.target, i == 0);
		add(&out->red_line, m.red_line, i == 0);
		add(&out->low, m.low, i == 0);
		add(&out->high, m.high, i == 0);
		add(&out->tolerance, m.tolerance, i == 0);
	}
	out->how = str_fmt(a, "the targets of its three months added (%.*s)", STR_ARG(rows_words(a, months)));
	return true;
}

/* --- periods that are not over */

static void add_how(struct arena *a, struct draft *t, struct str more)
{
	t->how = t->how.n > 0 ? str_fmt(a, "%.*s; %.*s", STR_ARG(t->how), STR_ARG(more)) : more;
}

static bool pace_flow(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                      int32_t day, struct draft *draft)
{
	struct gone g = gone_of(f, k, p, day);

	if (g.unknown != GONE_KNOWN) {
		draft->how = str_of(gone_unknown_words[g.unknown]);
		return false;
	}
	scale(draft, share_of(g.so_far, g.all));
	add_how(a, draft, str_fmt(a, "for %d of %d %s", g.so_far, g.all, g.what));
	return true;
}

bool split_pace(const struct facts *f, struct arena *a, const struct kpi *k, struct period p, bool from_year,
                struct draft *draft)
{
	enum behaviour b = split_behaviour(f, k);
	int32_t day;
	struct line line;

	if (b == BEHAVES_ALONE) {
		draft->how = STR("what does not add over time has no share of it");
		return false;
	}
	if (b == BEHAVES_SAME || f->as_of < p.first || (b == BEHAVES_STOCK && from_year))
		return true;
	day = own_last_day(f, a, k, p);
	if (b == BEHAVES_FLOW)
		return pace_flow(f, a, k, p, day, draft);
	if (line_from(f, a, k, p, p.last, &line)) {
		move_along(&line, day, draft);
		add_how(a, draft,
		        str_fmt(a, "on %.*s, on a straight line from last year's last value",
		                STR_ARG(day_words(a, day))));
	} else {
		add_how(a, draft, STR("in full: last year has no last value to draw a line from"));
	}
	return true;
}
