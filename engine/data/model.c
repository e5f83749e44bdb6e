/* model.c - the words of the model language, and finding things in a model. */
#include "data/model.h"

const char *const kind_names[KIND__N] = { [KIND_SOCIAL] = "social", [KIND_BUSINESS] = "business" };

const char *const level_names[LEVEL__N] = {
	[LEVEL_NONE] = "none",     [LEVEL_INPUT] = "input",     [LEVEL_ACTIVITY] = "activity",
	[LEVEL_OUTPUT] = "output", [LEVEL_OUTTAKE] = "outtake", [LEVEL_OUTCOME] = "outcome",
	[LEVEL_IMPACT] = "impact",
};

const char *const unit_names[UNIT__N] = {
	[UNIT_COUNT] = "count",   [UNIT_PEOPLE] = "people",   [UNIT_CURRENCY] = "currency",
	[UNIT_RATIO] = "ratio",   [UNIT_SECONDS] = "seconds", [UNIT_MINUTES] = "minutes",
	[UNIT_HOURS] = "hours",   [UNIT_DAYS] = "days",       [UNIT_SCORE] = "score",
	[UNIT_POINTS] = "points",
};

const char *const over_time_names[TIME__N] = {
	[TIME_SUM] = "sum",     [TIME_MEAN] = "mean", [TIME_MEDIAN] = "median",
	[TIME_FIRST] = "first", [TIME_LAST] = "last", [TIME_OPENING] = "opening",
	[TIME_MAX] = "max",     [TIME_MIN] = "min",   [TIME_NONE] = "none",
};

const char *const over_parts_names[PARTS__N] = { [PARTS_SUM] = "sum", [PARTS_NONE] = "none" };

const char *const role_names[ROLE__N] = {
	[ROLE_EVIDENCE] = "evidence",
	[ROLE_LEADING] = "leading",
	[ROLE_DIAGNOSTIC] = "diagnostic",
};

const char *const better_names[BETTER__N] = {
	[BETTER_HIGHER] = "higher",
	[BETTER_LOWER] = "lower",
	[BETTER_BAND] = "band",
	[BETTER_NEUTRAL] = "neutral",
	[BETTER_NONE_ALLOWED] = "none_allowed",
};

const char *const rollup_names[ROLLUP__N] = {
	[ROLLUP_DEFAULT] = "",
	[ROLLUP_WEIGHTED] = "weighted",
	[ROLLUP_WORST] = "worst",
	[ROLLUP_CRITICAL] = "critical",
};

const char *const practice_kind_names[PRACTICE__N] = {
	[PRACTICE_STEP] = "step",
	[PRACTICE_CAUSE] = "cause",
	[PRACTICE_TASK] = "task",
};

/* clang-format off */
const struct indicator indicators[] = {
	{ "objectives", "business goals that KPIs serve or should" },
	{ "objectives_with_kpi", "of these, with a KPI" },
	{ "objectives_with_evidence", "with an evidence KPI" },
	{ "objectives_measured", "with an evidence KPI that is scored" },
	{ "objectives_with_target", "with a target for the period" },
	{ "objectives_with_owner", "with an owner" },
	{ "objectives_with_sponsor", "with a sponsor" },
	{ "objectives_with_budget", "with a budget" },
	{ "objectives_green", "met" },
	{ "objectives_red", "missed" },
	{ "kpis", "KPIs that the company uses" },
	{ "kpis_with_target", "of these, with a target for the period" },
	{ "kpis_with_owner", "with an owner" },
	{ "kpis_with_decision", "with a decision that hangs on them" },
	{ "kpis_scored", "with a score" },
	{ "social_goals", "goals of kind social" },
	{ "social_goals_apart", "of these, without a business goal above them" },
	{ "departments", "departments of the workspace" },
	{ "departments_with_kpi", "of these, with a KPI of their own" },
	{ "metrics", "social metrics seen in the period" },
	{ "metrics_linked", "of these, linked to a goal" },
	{ "metrics_unlinked", "that serve no goal" },
	{ "metrics_unknown", "that the catalogue does not know" },
	{ "alignment", "share of the social metrics that serve a goal, 0 to 1" },
	{ "channels", "channels seen in the period" },
	{ "channels_linked", "of these, with a linked metric" },
	{ "campaigns", "campaigns seen in the period, each once under all its names" },
	{ "campaigns_with_objective", "of these, those that campaigns.csv gives an objective" },
	{ "spend_aligned", "share of the spend that serves a business goal, 0 to 1; not known where refunds leave a part of it below 0" },
	{ "practices", "practices of the model" },
	{ "practices_in_place", "of these, in place; without those that the data contradict" },
	{ "periods_reported", "periods with a reported run" },
};
/* clang-format on */
const size_t n_indicators = sizeof indicators / sizeof *indicators;

bool name_is_id(struct str s)
{
	if (s.n == 0 || s.p[0] < 'a' || s.p[0] > 'z')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
			return false;
	}
	return true;
}

const struct metric *model_metric(const struct model *m, sym name)
{
	return name < m->n_by_sym ? m->by_sym[name] : NULL;
}

const struct name_pair *name_pair_find(const struct name_pair *pairs, size_t n, struct str spelling)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(pairs[mid].spelling, spelling);

		if (c == 0)
			return &pairs[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

sym model_metric_name(const struct model *m, struct arena *scratch, struct str spelling)
{
	struct str snake = str_snake(scratch, spelling);
	const struct name_pair *pair = name_pair_find(m->aliases, m->n_aliases, snake);

	return pair != NULL ? pair->name : intern_text(m->names, snake);
}

const struct kpi *model_kpi(const struct model *m, sym id)
{
	for (size_t i = 0; i < m->n_kpis; i++)
		if (m->kpis[i].id == id)
			return &m->kpis[i];
	return NULL;
}

bool kpi_claims_more(const struct kpi *k)
{
	return k->reaches != LEVEL_NONE && k->reaches < LEVEL_OUTCOME && k->level > k->reaches;
}

const struct kpi_off *model_kpi_off(const struct model *m, sym id)
{
	for (size_t i = 0; i < m->n_off; i++)
		if (m->off[i].kpi.id == id)
			return &m->off[i];
	return NULL;
}

const struct objective *model_objective(const struct model *m, sym id)
{
	for (size_t i = 0; i < m->n_objectives; i++)
		if (m->objectives[i].id == id)
			return &m->objectives[i];
	return NULL;
}

bool model_can_ask(const struct model *m, struct str instead)
{
	const struct objective *o = NULL;
	const struct kpi *k;
	sym id;

	if (!intern_has(m->names, instead, &id))
		return true;
	k = model_kpi(m, id);
	if (k != NULL)
		o = model_objective(m, k->objective);
	return model_kpi_off(m, id) == NULL && (o == NULL || !o->is_off);
}

struct str kpi_off_words(struct arena *a, const struct model *m, const struct kpi_off *off)
{
	return str_fmt(a, "it reads '%.*s', which is banned at %.*s:%u",
	               STR_ARG(intern_str(m->names, off->metric)), STR_ARG(off->ban.file),
	               (unsigned)off->ban.line);
}

const sym *model_measures(const struct kpi *k, size_t *n)
{
	*n = k->n_measures > 1 ? k->n_measures : 1;
	return k->n_measures > 1 ? k->measures : &k->measure;
}

struct str model_measure_text(struct arena *a, const struct model *m, const struct kpi *k)
{
	struct strbuf b;

	if (k->n_measures < 2)
		return intern_str(m->names, k->measure);
	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < k->n_measures; i++) {
		strbuf_addz(&b, i > 0 ? " + " : "");
		strbuf_add(&b, intern_str(m->names, k->measures[i]));
	}
	return strbuf_str(&b);
}

struct str model_metric_label(const struct model *m, sym name)
{
	const struct metric *metric = model_metric(m, name);

	return metric != NULL && metric->name.n > 0 ? metric->name : intern_str(m->names, name);
}
