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
	[TIME_SUM] = "sum",         [TIME_MEAN] = "mean", [TIME_FIRST] = "first", [TIME_LAST] = "last",
	[TIME_OPENING] = "opening", [TIME_MAX] = "max",   [TIME_MIN] = "min",     [TIME_NONE] = "none",
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

struct str model_metric_label(const struct model *m, sym name)
{
	const struct metric *metric = model_metric(m, name);

	return metric != NULL && metric->name.n > 0 ? metric->name : intern_str(m->names, name);
}
