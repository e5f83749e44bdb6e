/* words.c - statuses, periods and rules in the words of the scorecard. */
#include <assert.h>
#include <string.h>
#include "plan/words.h"

const char *const status_symbols[] = {
	[STATUS_GREEN] = "\u25cf",
	[STATUS_AMBER] = "\u25b2",
	[STATUS_RED] = "\u25a0",
	[STATUS_GREY] = "\u25cb",
};
static_assert(sizeof status_symbols / sizeof *status_symbols == STATUS__N, "one symbol per status");

static const char *const final_words[] = {
	[STATUS_GREEN] = "Met",
	[STATUS_AMBER] = "Short",
	[STATUS_RED] = "Missed",
	[STATUS_GREY] = "Not judged",
};
static const char *const pace_words[] = {
	[STATUS_GREEN] = "On pace",
	[STATUS_AMBER] = "Behind pace",
	[STATUS_RED] = "Far behind",
	[STATUS_GREY] = "Not judged",
};
static_assert(sizeof final_words / sizeof *final_words == STATUS__N, "one word per status");
static_assert(sizeof pace_words / sizeof *pace_words == STATUS__N, "one word per status");

static const char *const grey_words[] = {
	[GREY_NOT] = "Not judged",        [GREY_NO_TARGET] = "No target",
	[GREY_NO_DATA] = "No data",       [GREY_INCOMPLETE] = "Incomplete",
	[GREY_STALE] = "Stale",           [GREY_BREAK] = "Break",
	[GREY_CANNOT_ADD] = "Cannot add", [GREY_SMALL_BASE] = "Small base",
	[GREY_NO_PACE] = "No pace",       [GREY_LOW_COVERAGE] = "Low coverage",
	[GREY_NO_OUTCOME] = "No outcome", [GREY_NEUTRAL] = "Not scored",
	[GREY_NOT_RIGHT] = "Not usable",  [GREY_NO_KPI] = "No KPI",
	[GREY_CRITICAL] = "Critical KPI",
};
static_assert(sizeof grey_words / sizeof *grey_words == GREY__N, "one word per reason");

static const enum look looks[] = {
	[STATUS_GREEN] = LOOK_GREEN,
	[STATUS_AMBER] = LOOK_AMBER,
	[STATUS_RED] = LOOK_RED,
	[STATUS_GREY] = LOOK_GREY,
};
static_assert(sizeof looks / sizeof *looks == STATUS__N, "one look per status");

struct str status_word(enum status s, enum grey g, bool is_pace)
{
	if (s == STATUS_GREY)
		return str_of(grey_words[g]);
	return str_of(is_pace ? pace_words[s] : final_words[s]);
}

struct str status_text(struct arena *a, enum status s, enum grey g, bool is_pace)
{
	struct str word = status_word(s, g, is_pace);

	return str_fmt(a, "%s %.*s", status_symbols[s], STR_ARG(word));
}

struct str status_lower(struct arena *a, enum status s, enum grey g, bool is_pace)
{
	struct str word = status_word(s, g, is_pace);

	return s == STATUS_GREY && g == GREY_NO_KPI ? STR("no KPI") : str_lower(a, word);
}

enum look status_look(enum status s)
{
	return looks[s];
}

struct str period_beside(struct arena *a, struct period p, struct period other)
{
	struct str words = period_words(a, p), year = str_fmt(a, " %d", p.year);

	if (p.span != SPAN_YEAR && p.year == other.year && str_ends(words, year))
		words.n -= year.n;
	return words;
}

struct str kpi_label(const struct model *m, const struct kpi *k)
{
	return k->name.n > 0 ? k->name : intern_str(m->names, k->id);
}

struct str goal_label(const struct model *m, const struct goal *g)
{
	return g->name.n > 0 ? g->name : intern_str(m->names, g->id);
}

struct str kpi_rule(struct arena *a, const struct model *m, const struct kpi *k)
{
	struct str measure = model_measure_text(a, m, k);

	if (k->formula_text.n > 0)
		return k->formula_text;
	if (k->per == 0)
		return measure;
	return str_fmt(a, "%.*s / %.*s", STR_ARG(measure), STR_ARG(intern_str(m->names, k->per)));
}

struct str kpi_claim(struct arena *a, const struct kpi *k)
{
	if (!kpi_claims_more(k))
		return STR_NONE;
	return str_fmt(a, " as claimed: its metrics reach no further than %s", level_names[k->reaches]);
}

struct str place_text(struct arena *a, struct place at)
{
	if (at.file.n == 0 || at.line == 0)
		return at.file;
	if (at.col == 0)
		return str_fmt(a, "%.*s:%u", STR_ARG(at.file), at.line);
	return str_fmt(a, "%.*s:%u:%u", STR_ARG(at.file), at.line, at.col);
}

bool kpi_gap(const struct kpi_outcome *k, double *from, double *to)
{
	const struct resolved_target *t = &k->target;

	if (!k->figure.has || !t->has || k->status == STATUS_GREY)
		return false;
	*to = k->figure.value;
	*from = t->target;
	if (t->is_band)
		*from = *to < t->low ? t->low : *to > t->high ? t->high : *to;
	return true;
}

enum problem kpi_problem(const struct kpi_outcome *k)
{
	if (k->part != PART_TAKES_PART || k->goal == NULL || k->kpi->role == ROLE_DIAGNOSTIC)
		return PROBLEM_NONE;
	if (k->status == STATUS_RED)
		return PROBLEM_RED;
	if (k->status == STATUS_AMBER && k->has_score && k->has_prior_score && k->score < k->prior_score)
		return PROBLEM_FALLING;
	if (k->status == STATUS_GREY && k->grey != GREY_NEUTRAL && k->has_prior_status
	    && k->prior_status != STATUS_GREY)
		return PROBLEM_GREY;
	if (k->status == STATUS_AMBER && k->kpi->role == ROLE_EVIDENCE)
		return PROBLEM_SHORT;
	return PROBLEM_NONE;
}

bool kpi_is_shown(const struct kpi_outcome *k)
{
	return k->part != PART_AVAILABLE;
}

const struct kpi_outcome **kpis_shown(struct arena *a, const struct outcome *o, size_t *n)
{
	const struct kpi_outcome **list =
	    ARENA_ARRAY(a, o->n_kpis > 0 ? o->n_kpis : 1, const struct kpi_outcome *);

	*n = 0;
	for (size_t g = 0; g <= o->n_goals; g++) /* after the last goal those that serve none */
		for (int role = 0; role < ROLE__N; role++)
			for (size_t i = 0; i < o->n_kpis; i++) {
				const struct kpi_outcome *k = &o->kpis[i];
				const struct goal *goal = g < o->n_goals ? o->goals[g].goal : NULL;

				if (k->goal == goal && (int)k->kpi->role == role && kpi_is_shown(k))
					list[(*n)++] = k;
			}
	return list;
}
