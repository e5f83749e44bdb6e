/* diff_maturity.c - practices and stages of maturity that appear, go or are described otherwise. */
#include "app/diff.h"

static void compare_text(struct diff *x, struct str what, const char *key, struct str before,
                         struct str after)
{
	struct str none = STR("none");

	if (!str_eq(before, after))
		diff_head(x, DIFF_MATURITY, what, "%s %.*s -> %.*s", key, STR_ARG(before.n ? before : none),
		          STR_ARG(after.n ? after : none));
}

static void compare_definition(struct diff *x, struct str what, struct str before, struct str after)
{
	if (!str_eq(before, after))
		diff_head(x, DIFF_MATURITY, what, "definition: worded otherwise");
}

/* --- practices */

static const struct practice *find_practice(const struct model *m, sym id)
{
	for (size_t i = 0; i < m->n_practices; i++)
		if (m->practices[i].id == id)
			return &m->practices[i];
	return NULL;
}

static void compare_practice(struct diff *x, const struct practice *p, const struct practice *q)
{
	struct str what = str_fmt(x->a, "practice %.*s", STR_ARG(intern_str(x->after->names, q->id)));

	compare_text(x, what, "name", p->name, q->name);
	compare_text(x, what, "kind", str_of(practice_kind_names[p->kind]),
	             str_of(practice_kind_names[q->kind]));
	compare_text(x, what, "seen", p->seen_text, q->seen_text);
	compare_text(x, what, "say", p->say, q->say);
	compare_definition(x, what, p->definition, q->definition);
}

static void compare_practices(struct diff *x, const struct model *before, const struct model *after)
{
	for (size_t i = 0; i < after->n_practices; i++) {
		const struct practice *q = &after->practices[i], *p = find_practice(before, q->id);

		if (p != NULL)
			compare_practice(x, p, q);
		else
			diff_head(x, DIFF_MATURITY,
			          str_fmt(x->a, "practice %.*s", STR_ARG(intern_str(after->names, q->id))),
			          "new");
	}
	for (size_t i = 0; i < before->n_practices; i++)
		if (find_practice(after, before->practices[i].id) == NULL)
			diff_head(x, DIFF_MATURITY,
			          str_fmt(x->a, "practice %.*s",
			                  STR_ARG(intern_str(before->names, before->practices[i].id))),
			          "goes");
}

/* --- stages */

static size_t find_stage(const struct model *m, sym id)
{
	for (size_t i = 0; i < m->n_stages; i++)
		if (m->stages[i].id == id)
			return i;
	return SIZE_MAX;
}

/* "policy; objectives > 0 (There are goals)" */
static struct str needs_words(const struct diff *x, const struct stage *s)
{
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	for (size_t i = 0; i < s->n_needs; i++) {
		const struct need *n = &s->needs[i];

		strbuf_fmt(&b, "%s%.*s", i > 0 ? "; " : "",
		           STR_ARG(n->practice != 0 ? intern_str(x->after->names, n->practice)
		                                    : n->test_text));
		if (n->say.n > 0)
			strbuf_fmt(&b, " (%.*s)", STR_ARG(n->say));
	}
	return strbuf_str(&b);
}

static void compare_stages(struct diff *x, const struct model *before, const struct model *after)
{
	for (size_t i = 0; i < after->n_stages; i++) {
		const struct stage *q = &after->stages[i];
		struct str what = str_fmt(x->a, "stage %.*s", STR_ARG(intern_str(after->names, q->id)));
		size_t at = find_stage(before, q->id);

		if (at == SIZE_MAX) {
			diff_head(x, DIFF_MATURITY, what, "new, number %zu of %zu", i + 1, after->n_stages);
			continue;
		}
		if (at != i)
			diff_head(x, DIFF_MATURITY, what, "number %zu -> %zu", at + 1, i + 1);
		compare_text(x, what, "name", before->stages[at].name, q->name);
		compare_text(x, what, "needs", needs_words(x, &before->stages[at]), needs_words(x, q));
		compare_definition(x, what, before->stages[at].definition, q->definition);
	}
	for (size_t i = 0; i < before->n_stages; i++)
		if (find_stage(after, before->stages[i].id) == SIZE_MAX)
			diff_head(x, DIFF_MATURITY,
			          str_fmt(x->a, "stage %.*s",
			                  STR_ARG(intern_str(before->names, before->stages[i].id))),
			          "goes");
}

/* What is reached, as the sheet Maturity has it. */
static struct str reached_words(const struct session *s)
{
	const struct maturity *m = &s->outcome.strategy.maturity;

	if (m->n == 0)
		return STR("no stages");
	return str_fmt(s->arena, "%s%zu of %.*s", m->is_certain ? "" : "at least ", m->reached,
	               STR_ARG(str_count(s->arena, m->n, "stage")));
}

void diff_maturity(struct diff *x)
{
	const struct model *before = x->before->model, *after = x->after->model;

	compare_text(x, STR("reached"), "stages", reached_words(x->before), reached_words(x->after));
	compare_practices(x, before, after);
	compare_stages(x, before, after);
}
