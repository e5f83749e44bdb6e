/* strategy_words.c - is there one strategy, in words. */
#include "plan/strategy_words.h"
#include "core/judge.h"
#include "core/strategy.h"

enum { MOST_CAMPAIGNS = 4 };

static struct str money(struct arena *a, const struct facts *f, int64_t micro)
{
	double v = num_double(micro);
	struct scale s = scale_of(a, UNIT_CURRENCY, f->ws->currency, v, true);

	return scale_words(a, &s, v);
}

struct str say_measured(struct arena *a, const struct headline *h)
{
	if (h->objectives == 0)
		return STR("There is no objective to judge");
	return str_fmt(a, "%u of %u objective%s %s a measured outcome", h->measured, h->objectives,
	               h->objectives == 1 ? "" : "s", h->measured == 1 ? "has" : "have");
}

struct str say_serve(struct arena *a, const struct headline *h)
{
	if (h->social_seen == 0)
		return STR("No social metric was seen");
	return str_fmt(a, "%u of %u social metric%s %s a goal", h->serve, h->social_seen,
	               h->social_seen == 1 ? "" : "s", h->serve == 1 ? "serves" : "serve");
}

/* Of a social goal that counts under none of the goals at hand; with none above it in the same part. */
static bool counts_elsewhere(const struct outcome *o, const struct scope *s, const struct goal *g)
{
	const struct goal *above = goals_business(g);

	if (g->kind == KIND_BUSINESS || (g->up != NULL && scope_has(s, o, g->up)))
		return false;
	return above == NULL || !scope_has(s, o, above);
}

struct str say_counts_under(struct arena *a, const struct facts *f, const struct outcome *o,
                            const struct scope *s, size_t most)
{
	struct strbuf b;
	size_t n = 0;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal *g = o->goals[i].goal, *above = goals_business(g);

		if (!s->goals[i] || !counts_elsewhere(o, s, g) || n++ >= most)
			continue;
		strbuf_fmt(&b, "%s%.*s is a social goal, which is not judged itself: ", n > 1 ? " " : "",
		           STR_ARG(goal_label(f->model, g)));
		if (above != NULL)
			strbuf_fmt(&b, "its KPIs count under %.*s.", STR_ARG(goal_label(f->model, above)));
		else
			strbuf_addz(&b, "its KPIs count under none, as no business goal stands above it.");
	}
	if (n > most)
		strbuf_fmt(&b, " So are %zu more.", n - most);
	return strbuf_str(&b);
}

/* --- spend */

/* "4.2 k€ serve none (Brand film, wm26 and 2 more)" */
static void add_class(struct arena *a, const struct facts *f, const struct spend *s, enum serves class,
                      const char *what, struct strbuf *b)
{
	size_t n = 0;

	if (s->by[class] == 0)
		return;
	strbuf_fmt(b, "%s%.*s %s", b->n > 0 ? ", " : "", STR_ARG(money(a, f, s->by[class])), what);
	for (size_t i = 0; i < s->n; i++) {
		if (s->parts[i].serves != class || s->parts[i].name.n == 0)
			continue;
		if (n < MOST_CAMPAIGNS)
			strbuf_fmt(b, "%s%.*s", n == 0 ? " (" : ", ", STR_ARG(s->parts[i].name));
		n++;
	}
	if (n > MOST_CAMPAIGNS)
		strbuf_fmt(b, " and %zu more", n - MOST_CAMPAIGNS);
	strbuf_addz(b, n > 0 ? ")" : "");
}

struct str say_spend(struct arena *a, const struct facts *f, const struct outcome *o)
{
	const struct spend *s = &o->strategy.spend;
	struct strbuf b;
	struct str share = STR_NONE;

	if (!s->has)
		return STR_NONE;
	if (s->overflow)
		return STR("The spend is too big to be exact.");
	if (!s->is_judged)
		return str_fmt(a, "Nobody says what %.*s of spend serves: there is no campaigns.csv.",
		               STR_ARG(money(a, f, s->all)));
	if (spend_has_shares(s))
		share = str_fmt(
		    a, " (%.*s%%)",
		    STR_ARG(number_words(a, 100 * num_double(s->by[SERVES_GOAL]) / num_double(s->all), 0)));
	else if (s->all > 0)
		share = STR(" (no share: refunds leave a part below 0)");
	strbuf_init(&b, a, 0);
	add_class(a, f, s, SERVES_NOTHING, "serves none", &b);
	add_class(a, f, s, SERVES_SOCIAL_ONLY, "serves a social goal only", &b);
	add_class(a, f, s, SERVES_UNASSIGNED, "names no campaign", &b);
	return str_fmt(a, "%.*s of %.*s of spend%.*s serves a business goal%s%.*s.",
	               STR_ARG(money(a, f, s->by[SERVES_GOAL])), STR_ARG(money(a, f, s->all)), STR_ARG(share),
	               b.n > 0 ? "; " : "", STR_ARG(strbuf_str(&b)));
}

struct str goal_spend_words(struct arena *a, const struct facts *f, const struct outcome *o,
                            const struct goal *g)
{
	const struct spend *s = &o->strategy.spend;
	wide_sum sum = 0;
	struct strbuf b;
	int64_t micro;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < s->n && !s->overflow; i++) {
		if (s->parts[i].goal != g)
			continue;
		sum += s->parts[i].micro;
		strbuf_fmt(&b, "%s%.*s", b.n > 0 ? ", " : "", STR_ARG(s->parts[i].name));
	}
	if (b.n == 0 || !wide_fits(sum, &micro))
		return STR_NONE;
	return str_fmt(a, "%.*s of spend in the period: %.*s", STR_ARG(money(a, f, micro)),
	               STR_ARG(strbuf_str(&b)));
}

/* --- maturity */

/* "Executive sponsor (Solve customer problems has no sponsor), Education": what the company says is there, and the
 * data show otherwise, with what they show. */
static void add_needs(const struct stage_part *s, size_t most, struct strbuf *b)
{
	size_t n = 0, all = 0;

	for (size_t i = 0; i < s->stage->n_needs; i++)
		all += s->needs[i].holds != TRUTH_YES;
	for (size_t i = 0; i < s->stage->n_needs && n < most; i++) {
		const struct need_part *x = &s->needs[i];

		if (x->holds == TRUTH_YES)
			continue;
		strbuf_fmt(b, "%s%.*s", n++ > 0 ? ", " : "", STR_ARG(x->name));
		if (x->is_contradicted && x->shows.n > 0)
			strbuf_fmt(b, " (%.*s)", STR_ARG(x->shows));
	}
	if (all > n)
		strbuf_fmt(b, " and %zu more", all - n);
	if (all == 0) /* whatever is asked of all objectives holds of none */
		strbuf_addz(b, "an objective to serve");
}

struct str say_maturity(struct arena *a, const struct outcome *o, size_t most)
{
	const struct maturity *m = &o->strategy.maturity;
	struct strbuf b;

	if (m->n == 0)
		return STR_NONE;
	strbuf_init(&b, a, 0);
	if (m->reached > 0)
		strbuf_fmt(&b, "Maturity: %s%.*s, stage %zu of %zu", m->is_certain ? "" : "at least ",
		           STR_ARG(m->stages[m->reached - 1].stage->name), m->reached, m->n);
	else
		strbuf_fmt(&b, "Maturity: %s", m->is_certain ? "no stage is reached" : "not known");
	if (m->reached < m->n) {
		strbuf_fmt(
		    &b, ". For the next stage, %.*s, it lacks: ", STR_ARG(m->stages[m->reached].stage->name));
		add_needs(&m->stages[m->reached], most, &b);
	}
	strbuf_addz(&b, ".");
	return strbuf_str(&b);
}

/* --- lamps, people, notes */

struct str say_lamps(struct arena *a, const struct facts *f, const struct outcome *o, size_t most)
{
	size_t n = 0, full = 0, named = 0;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < o->n_goals; i++) {
		const struct lamps *l = &o->strategy.lamps[i];

		if (!l->is_lit)
			continue;
		n++;
		full += l->lacks.n == 0;
		if (l->lacks.n > 0 && named++ < most)
			strbuf_fmt(&b, "%s%.*s has %.*s", named > 1 ? "; " : " ",
			           STR_ARG(goal_label(f->model, o->goals[i].goal)), STR_ARG(l->lacks));
	}
	if (named > most && most > 0)
		strbuf_fmt(&b, "; and %zu more", named - most);
	if (n == 0)
		return STR_NONE;
	return str_fmt(a, "%zu of %zu objective%s %s a target, an owner and sponsor, and a budget.%.*s%s",
	               full, n, n == 1 ? "" : "s", full == 1 ? "has" : "have", STR_ARG(strbuf_str(&b)),
	               b.n > 0 ? "." : "");
}

struct str lamps_words(struct arena *a, const struct lamps *l)
{
	return str_fmt(a, "strategy: %s \u00b7 governance: %s \u00b7 funding: %s%s%.*s%s",
	               l->strategy ? "yes" : "no", l->governance ? "yes" : "no", l->funding ? "yes" : "no",
	               l->lacks.n > 0 ? " (" : "", STR_ARG(l->lacks), l->lacks.n > 0 ? ")" : "");
}

struct str goal_who_words(struct arena *a, const struct goal *g)
{
	const struct {
		const char *what;
		struct str who;
	} parts[] = { { "decides", g->decides },
		      { "executes", g->executes },
		      { "pays", g->pays },
		      { "is informed", g->informed } };
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].who.n > 0)
			strbuf_fmt(&b, "%s%s: %.*s", b.n > 0 ? " \u00b7 " : "", parts[i].what,
			           STR_ARG(parts[i].who));
	return strbuf_str(&b);
}

static struct str score_words(struct arena *a, double score, bool is_pace)
{
	struct str word = status_lower(a, score_status(score), GREY_NOT, is_pace);

	return str_fmt(a, "%.*s (%.*s)", STR_ARG(number_words(a, score, 1)), STR_ARG(word));
}

struct str goal_kinds_words(struct arena *a, const struct goal_outcome *g)
{
	struct str business = score_words(a, g->business, g->is_pace),
		   social = score_words(a, g->social, g->is_pace);

	if (g->has_business && g->has_social)
		return str_fmt(a, "By kind of metrics: business result %.*s, social contribution %.*s.",
		               STR_ARG(business), STR_ARG(social));
	if (g->has_business)
		return str_fmt(
		    a, "It rests on business figures alone, %.*s: social\u2019s part is not measured.",
		    STR_ARG(business));
	if (g->has_social)
		return str_fmt(a, "It rests on social figures alone, %.*s: no business result is scored.",
		               STR_ARG(social));
	return STR_NONE;
}

struct str note_words(struct arena *a, const struct note *n)
{
	return str_fmt(a, "%.*s%s%.*s%s", STR_ARG(n->text), n->by.n > 0 ? " (" : "", STR_ARG(n->by),
	               n->by.n > 0 ? ")" : "");
}

bool note_is_about(const struct outcome *o, const struct note *n, const struct goal *g)
{
	const struct kpi_outcome *k = outcome_kpi(o, n->about);

	return note_is_of(n, o->period) && (n->about == g->id || (k != NULL && k->goal == g));
}
