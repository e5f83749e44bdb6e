/* verdict.c - the colour of a figure against its target, or why there is none. */
#include "core/verdict_sight.h"

#include <math.h>
#include "core/compare.h"
#include "core/judge.h"
#include "core/lift.h"
#include "core/links.h"
#include "core/pairs.h"
#include "core/slice.h"
#include "core/split.h"

static double red_at(const struct sight *s)
{
	return s->f->model->rules.red_at;
}

static struct str number(const struct sight *s, double v)
{
	return s->k->unit == UNIT_RATIO ? num_text_percent(s->a, v) : num_text_double(s->a, v, 9);
}

static bool is_in_band(const struct sight *s, double v)
{
	return score_status(score_value(BETTER_BAND, v, s->t, red_at(s))) == STATUS_GREEN;
}

/* Does a band hold all that a bounded figure may be, or none of it? Green in between two reds must not be red. */
static bool is_on_one_side(const struct sight *s)
{
	const struct figure *fig = s->fig;
	bool is_low_in = is_in_band(s, fig->low), is_high_in = is_in_band(s, fig->high);

	if (is_low_in || is_high_in)
		return is_low_in && is_high_in;
	return fig->high < s->t->low || fig->low > s->t->high;
}

/* A bounded figure has the worse of the scores at its ends, if both have one status. */
static bool score_ends(const struct sight *s, double *worse)
{
	double low = score_value(s->k->better, s->fig->low, s->t, red_at(s));
	double high = score_value(s->k->better, s->fig->high, s->t, red_at(s));

	*worse = low < high ? low : high;
	if (s->k->better == BETTER_BAND && !is_on_one_side(s))
		return false;
	return score_status(low) == score_status(high);
}

static void lift_by_data_of(const struct sight *s, struct verdict *v)
{
	struct lift l = lift_by_data(s->f, s->a, s->k, s->fig, s->p);

	v->lift = l.text;
	v->lift_is_whole = l.is_whole;
}

struct str verdict_with_note(const struct sight *s, struct str reason)
{
	return s->fig->note.n == 0 ? reason
	                           : str_fmt(s->a, "%.*s; %.*s", STR_ARG(reason), STR_ARG(s->fig->note));
}

static bool is_neutral(const struct sight *s)
{
	return s->k->better == BETTER_NEUTRAL;
}

static void say_neutral(const struct sight *s, struct verdict *v)
{
	(void)s;
	v->reason = STR("neutral: shown, never judged");
	v->lift = STR("says which way is better");
}

static bool lacks_target(const struct sight *s)
{
	return !s->t->has && !s->t->is_unpaced && s->k->better != BETTER_NONE_ALLOWED;
}

static bool lacks_data(const struct sight *s)
{
	const struct figure *fig = s->fig;

	return !fig->has && !fig->has_bounds && !fig->cannot_add && !fig->overflow;
}

static void say_no_target(const struct sight *s, struct verdict *v)
{
	struct str period = period_text(s->a, s->p);
	bool has_data = !lacks_data(s);

	v->reason = str_fmt(s->a, "%sno target for %.*s%s%.*s", has_data ? "" : "no data and ",
	                    STR_ARG(period), s->t->how.n > 0 ? ": " : "", STR_ARG(s->t->how));
	v->lift = target_lift(s->f, s->a, s->k, s->p);
	if (!has_data)
		v->lift = str_fmt(s->a, "%.*s, and data", STR_ARG(v->lift));
}

static void say_no_data(const struct sight *s, struct verdict *v)
{
	struct str apart = pairs_apart(s->f, s->a, s->k, s->p);

	v->reason = verdict_with_note(s, str_fmt(s->a, "no value in %.*s", STR_ARG(period_text(s->a, s->p))));
	lift_by_data_of(s, v);
	if (apart.n == 0)
		return;
	v->reason = str_fmt(s->a, "%.*s; %.*s", STR_ARG(v->reason), STR_ARG(apart));
	v->remedy = STR("write what is one account under one name, with its spellings, in `accounts:` of "
	                "kpialign.yaml; rows without an account have it from `account:` at their source");
}

/* A red line on the target, or on its wrong side, leaves nothing to measure by; target.c reports it. */
static bool has_wrong_line(const struct sight *s)
{
	const struct resolved_target *t = s->t;

	switch (s->k->better) {
	case BETTER_HIGHER:
		return !(t->red_line < t->target);
	case BETTER_LOWER:
		return !(t->red_line > t->target);
	case BETTER_BAND:
		return t->low > t->high;
	default:
		return false;
	}
}

static bool is_not_right(const struct sight *s)
{
	return s->fig->overflow || (!s->t->is_unpaced && has_wrong_line(s));
}

static void say_not_right(const struct sight *s, struct verdict *v)
{
	if (s->fig->overflow) {
		v->reason =
		    verdict_with_note(s, STR("its sum is too big to be exact (over 9.2 million million)"));
		v->lift = STR("is given in a bigger unit");
		return;
	}
	v->code = NULL;
	if (s->k->better == BETTER_BAND) {
		v->reason = STR("its band is upside down");
		v->lift = STR("has a low end below its high end");
		return;
	}
	v->reason = str_fmt(s->a, "its red line %.*s is not on the bad side of its target %.*s",
	                    STR_ARG(number(s, s->t->red_line)), STR_ARG(number(s, s->t->target)));
	v->lift =
	    str_fmt(s->a, "has a red line %s its target", s->k->better == BETTER_HIGHER ? "below" : "above");
}

static bool is_stale(const struct sight *s)
{
	return s->fig->is_stale;
}

static void say_stale(const struct sight *s, struct verdict *v)
{
	int32_t to = slice_fresh_to(s->f, s->p), last = lift_last_day(s->f, s->k, s->fig, s->p);

	v->reason =
	    verdict_with_note(s, str_fmt(s->a, "newest data of %.*s, more than two cadences before %.*s",
	                                 STR_ARG(last == DAY_NONE ? STR("no day") : day_words(s->a, last)),
	                                 STR_ARG(day_words(s->a, to))));
	lift_by_data_of(s, v);
	v->remedy = lift_by_cadence(s->f, s->a, s->k);
	if (v->remedy.n == 0)
		v->remedy = lift_by_cover(s->f, s->a, s->k, last, to);
}

static bool is_broken(const struct sight *s)
{
	return s->fig->has_break;
}

static void say_broken(const struct sight *s, struct verdict *v)
{
	const struct series_break *b = compare_break(s->f, s->a, s->k, s->p, s->p);
	struct str day = b != NULL ? day_words(s->a, b->on) : STR("a day inside the period");
	struct str what = b != NULL && b->note.n > 0 ? b->note : s->fig->note;

	v->reason = str_fmt(s->a, "its definition changed on %.*s%s%.*s", STR_ARG(day),
	                    what.n > 0 ? ": " : "", STR_ARG(what));
	v->lift = str_fmt(s->a, "has a whole period after the break of %.*s", STR_ARG(day));
}

static bool has_no_pace(const struct sight *s)
{
	return s->t->is_unpaced;
}

static void say_no_pace(const struct sight *s, struct verdict *v)
{
	struct str period = period_text(s->a, s->p);

	v->reason = str_fmt(s->a, "its target cannot be paced before %.*s is over: %.*s", STR_ARG(period),
	                    STR_ARG(s->t->how));
	v->lift = str_fmt(s->a, "%.*s is over (%.*s)", STR_ARG(period), STR_ARG(day_words(s->a, s->p.last)));
	v->lift_is_whole = true;
	if (split_behaviour(s->f, s->k) == BEHAVES_FLOW)
		v->lift =
		    str_fmt(s->a, "%.*s, or all figures of %.*s come by one cadence and reach the same day",
		            STR_ARG(v->lift), STR_ARG(link_kpi_name(s->f, s->k)));
}

static bool cannot_add(const struct sight *s)
{
	double worse;

	return !s->fig->has && !(s->fig->has_bounds && score_ends(s, &worse));
}

static void say_cannot_add(const struct sight *s, struct verdict *v)
{
	struct str reason = STR("its parts cannot be added");

	if (s->fig->has_bounds)
		reason = str_fmt(s->a, "its parts cannot be added: between %.*s and %.*s, %s",
		                 STR_ARG(number(s, s->fig->low)), STR_ARG(number(s, s->fig->high)),
		                 s->k->better == BETTER_BAND && !is_on_one_side(s)
		                     ? "partly in and partly out of its band"
		                     : "which have different colours");
	v->reason = verdict_with_note(s, reason);
	v->lift = STR("is measured as one figure over all its parts");
}

/* A ratio over counted people, too few of them to say. */
static bool has_small_base(const struct sight *s)
{
	const struct metric *per = s->k->per != 0 ? model_metric(s->f->model, s->k->per) : NULL;

	return s->fig->has_parts && per != NULL && per->unit == UNIT_PEOPLE && s->k->unit == UNIT_RATIO
	       && num_double(s->fig->den) < s->f->model->rules.min_base;
}

void verdict_wilson(double num, double n, double *low, double *high)
{
	const double z = 1.959963984540054; /* 97.5 % point of the normal */
	double p = num / n, mid = (p + z * z / (2 * n)) / (1 + z * z / n);
	double half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));

	*low = fmax(0, mid - half);
	*high = fmin(1, mid + half);
}

static void say_small_base(const struct sight *s, struct verdict *v)
{
	double num = num_double(s->fig->num), den = num_double(s->fig->den),
	       min = s->f->model->rules.min_base;
	struct str base = num_text_double(s->a, den, 9), least = num_text_double(s->a, min, 9);
	double low, high;

	v->reason = str_fmt(s->a, "a base of %.*s people, under %.*s", STR_ARG(base), STR_ARG(least));
	v->lift = str_fmt(s->a, "has a base of at least %.*s people", STR_ARG(least));
	if (den <= 0 || num < 0 || num > den) /* a balance such as promoters less detractors is no share */
		return;
	verdict_wilson(num, den, &low, &high);
	v->reason = str_fmt(s->a, "%.*s: %.*s of %.*s is %.*s, 95%% interval %.*s to %.*s",
	                    STR_ARG(v->reason), STR_ARG(num_text_double(s->a, num, 9)), STR_ARG(base),
	                    STR_ARG(num_text_percent(s->a, num / den)), STR_ARG(num_text_percent(s->a, low)),
	                    STR_ARG(num_text_percent(s->a, high)));
}

/* The greys in order of precedence: the first that applies is the reason. What can never be judged comes
 * first, then what is absent, then what is wrong with what is there, then what cannot be said for sure. */
static const struct rule {
	enum grey grey;
	const char *code;
	enum severity severity;
	bool (*applies)(const struct sight *s);
	void (*say)(const struct sight *s, struct verdict *v);
} rules[] = {
	{ GREY_NEUTRAL, NULL, SEV_NOTE, is_neutral, say_neutral },
	{ GREY_NO_TARGET, "K301", SEV_NOTE, lacks_target, say_no_target },
	{ GREY_NO_DATA, "K302", SEV_WARNING, lacks_data, say_no_data },
	{ GREY_NOT_RIGHT, "K307", SEV_ERROR, is_not_right, say_not_right },
	{ GREY_STALE, "K303", SEV_WARNING, is_stale, say_stale },
	{ GREY_INCOMPLETE, "K310", SEV_WARNING, verdict_is_incomplete, verdict_say_incomplete },
	{ GREY_BREAK, "K305", SEV_WARNING, is_broken, say_broken },
	{ GREY_NO_PACE, "K315", SEV_NOTE, has_no_pace, say_no_pace },
	{ GREY_CANNOT_ADD, "K306", SEV_WARNING, cannot_add, say_cannot_add },
	{ GREY_SMALL_BASE, "K313", SEV_WARNING, has_small_base, say_small_base },
};

static struct verdict colour(const struct sight *s)
{
	struct verdict v = { .has_score = true };

	if (s->fig->has) {
		v.score = score_figure(s->k->better, s->fig, s->t, red_at(s));
	} else {
		score_ends(s, &v.score);
		v.code = "K306";
		v.severity = SEV_NOTE;
		v.reason =
		    str_fmt(s->a, "its parts cannot be added: between %.*s and %.*s, the worse end is scored",
		            STR_ARG(number(s, s->fig->low)), STR_ARG(number(s, s->fig->high)));
	}
	v.status = score_status(v.score);
	return v;
}

struct verdict verdict_of(const struct facts *f, struct arena *a, const struct kpi *k,
                          const struct figure *fig, const struct resolved_target *t, struct period p)
{
	struct sight s = { f, a, k, fig, t, p };

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct rule *r = &rules[i];
		struct verdict v = {
			.status = STATUS_GREY, .grey = r->grey, .code = r->code, .severity = r->severity
		};

		if (!r->applies(&s))
			continue;
		r->say(&s, &v);
		return v;
	}
	return colour(&s);
}
