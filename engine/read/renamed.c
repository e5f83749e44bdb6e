/* renamed.c - a metric that a platform has renamed: the missing column and the new one, named together. */
#include "read/reading.h"

static bool is_new(const struct reading *r, const struct column *c)
{
	return c->use == USE_METRIC && c->rank >= r->f->n_rules && model_metric(r->x->m, c->metric) == NULL;
}

static bool is_read(const struct columns *c, sym metric)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->all[i].metric == metric
		    && (c->all[i].use == USE_METRIC || c->all[i].use == USE_UNDECIDED))
			return true;
	return false;
}

/* The first words of several: "post" of "post impressions". */
static bool has_word(struct str text, struct str word)
{
	struct str rest = text;

	while (rest.n > 0)
		if (str_eq(str_cut(&rest, ' '), word))
			return true;
	return false;
}

static size_t shared_words(struct str a, struct str b)
{
	struct str rest = a;
	size_t n = 0;

	while (rest.n > 0)
		n += has_word(b, str_cut(&rest, ' '));
	return n;
}

/* The mapped column, missing with its metric, that is most like the new one: nearly spelt alike, or sharing words;
 * or the only one there is. */
static const struct column_rule *like(const struct reading *r, const struct columns *c, struct str key,
                                      bool is_only_new)
{
	const struct column_rule *best = NULL, *any = NULL;
	size_t most = 0, n_missing = 0;

	for (size_t i = 0; i < r->f->n_rules; i++) {
		const struct column_rule *rule = &r->f->rules[i];
		bool is_plain = rule->metric.n > 0 && str_find(rule->key, STR("*")) == SIZE_MAX;
		struct str near;
		size_t score;

		if (!is_plain || is_read(c, name_cache_get(r->x->metrics, rule->metric)))
			continue;
		n_missing++;
		any = rule;
		score = 2 * shared_words(key, rule->key)
		        + (str_nearest(key, &rule->key, 1, &near, 1) > 0 ? 3 : 0);
		if (score > most) {
			most = score;
			best = rule;
		}
	}
	return best != NULL ? best : is_only_new && n_missing == 1 ? any : NULL;
}

static void note_pair(struct reading *r, const struct column *c, const struct column_rule *rule)
{
	struct arena *a = r->x->scratch;
	struct str metric = intern_str(r->x->names, name_cache_get(r->x->metrics, rule->metric));

	diag_put(r->x->d, SEV_WARNING, "K202", intern_str(r->x->names, c->metric),
	         (struct place){ r->job->shown, 0, 0, STR_NONE },
	         str_fmt(a,
	                 "if they are the same, write in the model: metrics: {%.*s: {aliases: [\"%.*s\"]}}",
	                 STR_ARG(metric), STR_ARG(c->name)),
	         "the column '%.*s' is new, and '%.*s', which gives %.*s, is missing", STR_ARG(c->name),
	         STR_ARG(rule->key), STR_ARG(metric));
	arena_reset(a);
}

void renamed_note(struct reading *r)
{
	for (size_t b = 0; b < r->n_blocks; b++) {
		const struct columns *c = r->blocks[b];
		size_t n_new = 0;

		for (size_t i = 0; i < c->n; i++)
			n_new += is_new(r, &c->all[i]);
		for (size_t i = 0; i < c->n && n_new > 0; i++) {
			const struct column_rule *rule =
			    is_new(r, &c->all[i]) ? like(r, c, c->all[i].key, n_new == 1) : NULL;

			if (rule != NULL)
				note_pair(r, &c->all[i], rule);
		}
	}
}
