/* sentences.c - facts in words: fact, comparison, then one consequence the data hold (WORKBOOK 10). */
#include <math.h>
#include "core/noise.h"
#include "plan/sheets.h"
#include "plan/strategy_words.h"

enum { MOST_SOCIAL = 3 /* goals by name */ };

/* ": 2 met (green), 1 missed (red)", zeros left out. */
static void add_counts(struct plan *p, struct strbuf *b)
{
	const struct headline *h = plan_headline(p);
	const uint32_t counts[] = {
		[STATUS_GREEN] = h->green, [STATUS_AMBER] = h->amber, [STATUS_RED] = h->red
	};
	bool is_pace = p->o->as_of < p->o->period.last;
	const char *mark = ": ";

	for (int s = STATUS_GREEN; s <= STATUS_RED; s++) {
		if (counts[s] == 0)
			continue;
		strbuf_fmt(b, "%s%u %.*s (%s)", mark, counts[s],
		           STR_ARG(status_lower(p->pen.a, (enum status)s, GREY_NOT, is_pace)),
		           status_names[s]);
		mark = ", ";
	}
}

struct str say_headline(struct plan *p)
{
	const struct headline *h = plan_headline(p);
	const struct scope *scope = p->b->scope;
	struct str under =
	    scope != NULL ? say_counts_under(p->pen.a, p->f, p->o, scope, MOST_SOCIAL) : STR_NONE;
	bool is_social = under.n > 0 && h->objectives == 0;
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	if (!is_social) {
		strbuf_add(&b, say_measured(p->pen.a, h));
		add_counts(p, &b);
		strbuf_addz(&b, under.n > 0 ? ". " : ".");
	}
	strbuf_add(&b, under);
	if (scope != NULL && h->social_seen > 0)
		strbuf_fmt(&b, "\n%u of the company\u2019s %u social metric%s %s %s", h->serve,
		           h->social_seen, h->social_seen == 1 ? "" : "s", h->serve == 1 ? "serves" : "serve",
		           is_social ? "it" : "one of them");
	else
		strbuf_fmt(&b, "\n%.*s", STR_ARG(say_serve(p->pen.a, h)));
	if (h->has_prior)
		strbuf_fmt(&b, " (was %u of %u)", h->prior_serve, h->prior_seen);
	strbuf_addc(&b, '.');
	return strbuf_str(&b);
}

static struct str target_words(struct plan *p, const struct kpi_outcome *k, const struct scale *s)
{
	if (k->target.is_band)
		return scale_range_words(p->pen.a, s, k->target.low, k->target.high);
	return scale_words(p->pen.a, s, k->target.target);
}

struct str say_gap(struct plan *p, const struct kpi_outcome *k)
{
	struct scale s = scale_sentence(p->pen.a, k, plan_currency(p));
	double from, to;

	if (!kpi_gap(k, &from, &to))
		return k->target.has          ? STR("no value")
		       : k->target.is_unpaced ? STR("no pace")
		                              : STR("no target");
	return scale_change_words(p->pen.a, &s, scale_change(&s, from, to));
}

/* "(−88 k€, −20%)"; a ratio's gap is in points already. */
static void add_gap(struct plan *p, struct strbuf *b, const struct kpi_outcome *k, const struct scale *s)
{
	struct arena *a = p->pen.a;
	double from, to;

	if (!kpi_gap(k, &from, &to))
		return;
	strbuf_fmt(b, " (%.*s", STR_ARG(scale_change_words(a, s, scale_change(s, from, to))));
	if (s->unit != UNIT_RATIO && fabs(from) > 0 && fabs((to - from) / from) < 10) {
		struct scale percent = { .unit = UNIT_COUNT, .after = STR("%") };

		strbuf_fmt(b, ", %.*s",
		           STR_ARG(scale_change_words(a, &percent, (to - from) / fabs(from) * 100)));
	}
	strbuf_addc(b, ')');
}

/* " and fell 41 k€ since Q2": how is " and" or ", though it" */
static void add_change(struct plan *p, struct strbuf *b, const struct kpi_outcome *k, const struct scale *s,
                       const char *how)
{
	double change;

	if (!plan_compares(p, k))
		return;
	change = scale_change(s, k->prior, k->figure.value);
	if (scale_shows(s, change))
		strbuf_fmt(b, "%s %s %.*s since %.*s", how, change < 0 ? "fell" : "rose",
		           STR_ARG(scale_change_plain(p->pen.a, s, change)), STR_ARG(p->since));
	else
		strbuf_fmt(b, ", about as in %.*s", STR_ARG(p->since));
}

/* "Leads is 1,150 against 1,025 (+125, +12%)"; before the end "is 300 so far against 350"; of what may not be, that it
 * may not. */
static void add_figure(struct plan *p, struct strbuf *b, const struct kpi_outcome *k, const struct scale *s)
{
	strbuf_fmt(b, "%.*s is %.*s%s", STR_ARG(kpi_label(p->f->model, k->kpi)),
	           STR_ARG(k->figure.has ? scale_words(p->pen.a, s, k->figure.value)
	                                 : scale_range_words(p->pen.a, s, k->figure.low, k->figure.high)),
	           k->is_pace ? " so far" : "");
	if (k->target.has)
		strbuf_fmt(b, " against %.*s", STR_ARG(target_words(p, k, s)));
	else if (k->kpi->better == BETTER_NONE_ALLOWED)
		strbuf_addz(b, ", where none is allowed");
	add_gap(p, b, k, s);
}

struct str say_problem(struct plan *p, const struct kpi_outcome *k)
{
	struct arena *a = p->pen.a;
	struct scale s = scale_sentence(a, k, plan_currency(p));
	struct str reason = k->reason;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	if (k->status == STATUS_GREY) {
		if (reason.n == 0)
			reason = status_lower(a, k->status, k->grey, false);
		strbuf_fmt(&b, "%.*s is not judged: %.*s; it was %.*s in %.*s.",
		           STR_ARG(kpi_label(p->f->model, k->kpi)), STR_ARG(reason),
		           STR_ARG(status_lower(a, k->prior_status, GREY_NOT, false)), STR_ARG(p->since));
		return strbuf_str(&b);
	}
	add_figure(p, &b, k, &s);
	add_change(p, &b, k, &s, " and");
	strbuf_addc(&b, '.');
	return strbuf_str(&b);
}

/* It was judged before, and was not met: a target that is set for the first time makes no win of what was so already. */
bool kpi_is_newly_met(const struct kpi_outcome *k)
{
	return k->status == STATUS_GREEN && k->has_prior_status
	       && (k->prior_status == STATUS_AMBER || k->prior_status == STATUS_RED);
}

/* Met evidence that is newly so or beyond the noise of its months; an objective of which only business figures are
 * known is no win (DESIGN 8). */
bool kpi_is_win(const struct plan *p, const struct kpi_outcome *k)
{
	const struct goal_outcome *g = k->goal ? outcome_goal(p->o, k->goal->id) : NULL;

	return k->part == PART_TAKES_PART && k->kpi->role == ROLE_EVIDENCE && k->status == STATUS_GREEN
	       && (kpi_is_newly_met(k) || noise_is_good(k)) && g != NULL && g->has_social;
}

/* It moved since the period before to the side that is worse: met, but a win only with that said. */
static bool is_worse_than_before(const struct plan *p, const struct kpi_outcome *k)
{
	double change;

	if (!plan_compares(p, k))
		return false;
	change = k->figure.value - k->prior;
	return (k->kpi->better == BETTER_HIGHER && change < 0)
	       || (k->kpi->better == BETTER_LOWER && change > 0);
}

struct str say_win(struct plan *p, const struct kpi_outcome *k)
{
	struct arena *a = p->pen.a;
	struct scale s = scale_sentence(a, k, plan_currency(p));
	struct strbuf b;

	strbuf_init(&b, a, 0);
	add_figure(p, &b, k, &s);
	if (kpi_is_newly_met(k))
		strbuf_fmt(&b, ", newly %.*s", STR_ARG(status_lower(a, k->status, GREY_NOT, k->is_pace)));
	if (is_worse_than_before(p, k))
		add_change(p, &b, k, &s, ", though it");
	if (noise_is_good(k))
		strbuf_fmt(&b, "; %.*s was %s its usual range", STR_ARG(period_words(a, k->noise.at)),
		           k->noise.signal == SIGNAL_ABOVE ? "above" : "below");
	strbuf_addc(&b, '.');
	return strbuf_str(&b);
}

/* What the term adds to an objective that is met, or costs one that is not. */
static double pull_of(const struct goal_outcome *g, const struct ledger_term *t)
{
	return t->weight * (g->status == STATUS_GREEN ? t->score : 100 - t->score);
}

static const struct ledger_term *deciding_term(const struct goal_outcome *g)
{
	const struct ledger_term *best = NULL;

	for (size_t i = 0; i < g->n_ledger; i++)
		if (!best || pull_of(g, &g->ledger[i]) > pull_of(g, best))
			best = &g->ledger[i];
	return best;
}

/* " and is 88 k€ short of its target", " and is 40 € above it" where lower is better */
static void add_distance(struct plan *p, struct strbuf *b, const struct kpi_outcome *k)
{
	struct scale s = scale_sentence(p->pen.a, k, plan_currency(p));
	double from, to;

	if (k->status == STATUS_GREEN)
		strbuf_addz(b, " and is on target");
	else if (kpi_gap(k, &from, &to))
		strbuf_fmt(b, " and is %.*s %s its %s",
		           STR_ARG(scale_change_plain(p->pen.a, &s, scale_change(&s, from, to))),
		           from > to           ? "short of"
		           : k->target.is_band ? "beyond"
		                               : "above",
		           k->target.is_band ? "range" : "target");
}

static void add_deciding(struct plan *p, struct strbuf *b, const struct goal_outcome *g,
                         const struct ledger_term *t)
{
	struct arena *a = p->pen.a;
	double all = 0;
	struct str name;

	for (size_t i = 0; i < g->n_ledger; i++)
		all += g->ledger[i].weight;
	name = t->kpi ? kpi_label(p->f->model, t->kpi->kpi) : goal_label(p->f->model, t->child->goal);
	if (g->n_ledger == 1)
		strbuf_fmt(b, "%.*s alone makes the score", STR_ARG(name));
	else
		strbuf_fmt(b, "%.*s %s: it carries %.*s of %.*s parts of the weight", STR_ARG(name),
		           g->status == STATUS_GREEN ? "adds most to the score" : "costs the score most",
		           STR_ARG(num_text_double(a, t->weight, 6)), STR_ARG(num_text_double(a, all, 6)));
	if (t->kpi != NULL)
		add_distance(p, b, t->kpi);
	strbuf_addc(b, '.');
}

struct str say_message(struct plan *p, const struct goal_outcome *g)
{
	struct arena *a = p->pen.a;
	const struct ledger_term *t = deciding_term(g);
	uint32_t leading = 0, leading_met = 0;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	if (g->status == STATUS_GREY)
		strbuf_fmt(&b, "No colour: %.*s.",
		           STR_ARG(g->reason.n > 0 ? g->reason : status_lower(a, g->status, g->grey, false)));
	else if (t != NULL && outcome_hold(g) == NULL)
		add_deciding(p, &b, g, t);
	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *k = p->kpis[i];
		bool counts = k->goal == g->goal && k->kpi->role == ROLE_LEADING && k->has_score;

		leading += counts;
		leading_met += counts && k->status == STATUS_GREEN;
	}
	if (leading > 0)
		strbuf_fmt(&b, " Of its leading KPIs %u of %u %s on target.", leading_met, leading,
		           leading_met == 1 ? "is" : "are");
	if (g->status != STATUS_GREY && g->reason.n > 0)
		strbuf_fmt(&b, " Note: %.*s.", STR_ARG(g->reason));
	if (b.n == 0)
		strbuf_addz(&b, "Nothing is judged yet.");
	return str_trim(strbuf_str(&b));
}
