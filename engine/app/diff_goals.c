/* diff_goals.c - goals that appear, go, get another parent or are written otherwise. */
#include "app/diff.h"

#include <stddef.h>

static const struct goal_text {
	const char *what;
	size_t at;
} goal_texts[] = {
	{ "name", offsetof(struct goal, name) },
	{ "statement", offsetof(struct goal, statement) },
	{ "department", offsetof(struct goal, department) },
	{ "owner", offsetof(struct goal, owner) },
	{ "sponsor", offsetof(struct goal, sponsor) },
	{ "currency", offsetof(struct goal, currency) },
	{ "decides", offsetof(struct goal, decides) },
	{ "executes", offsetof(struct goal, executes) },
	{ "pays", offsetof(struct goal, pays) },
	{ "informed", offsetof(struct goal, informed) },
};

static struct str text_of(const struct goal *g, size_t at)
{
	return *(const struct str *)(const void *)((const char *)g + at);
}

static struct str or_none(struct str s)
{
	return s.n ? s : STR("none");
}

static struct str parent_words(const struct diff *x, const struct goal *g)
{
	return g->parent ? intern_str(x->after->names, g->parent) : STR("none (a root)");
}

static void add(struct strbuf *b, const char *what, struct str before, struct str after)
{
	if (!str_eq(before, after))
		strbuf_fmt(b, "%s%s %.*s -> %.*s", b->n ? "; " : "", what, STR_ARG(or_none(before)),
		           STR_ARG(or_none(after)));
}

static struct str amount_words(struct arena *a, struct amount v)
{
	return v.has ? num_text(a, v.micro) : STR_NONE;
}

static void compare_goal(struct diff *x, const struct goal *p, const struct goal *q)
{
	struct str id = intern_str(x->after->names, q->id);
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	if (p->parent != q->parent)
		diff_head(x, DIFF_GOALS, id, "moves from parent %.*s to %.*s", STR_ARG(parent_words(x, p)),
		          STR_ARG(parent_words(x, q)));
	for (size_t i = 0; i < sizeof goal_texts / sizeof *goal_texts; i++)
		add(&b, goal_texts[i].what, text_of(p, goal_texts[i].at), text_of(q, goal_texts[i].at));
	add(&b, "kind", str_of(kind_names[p->kind]), str_of(kind_names[q->kind]));
	add(&b, "rollup", str_of(rollup_names[p->rollup]), str_of(rollup_names[q->rollup]));
	add(&b, "weight", num_text_double(x->a, p->weight, 15), num_text_double(x->a, q->weight, 15));
	add(&b, "budget", amount_words(x->a, p->budget), amount_words(x->a, q->budget));
	if (b.n)
		diff_head(x, DIFF_GOALS, id, "%.*s", STR_ARG(strbuf_str(&b)));
}

void diff_goals(struct diff *x)
{
	const struct goals *before = x->before->goals, *after = x->after->goals;
	const struct intern *names = x->after->names;

	for (size_t i = 0; i < after->n; i++) {
		const struct goal *q = &after->all[i], *p = goals_find(before, q->id);

		if (p != NULL)
			compare_goal(x, p, q);
		else
			diff_head(x, DIFF_GOALS, intern_str(names, q->id),
			          "appears: %s goal %.*s, parent %.*s", kind_names[q->kind], STR_ARG(q->name),
			          STR_ARG(parent_words(x, q)));
	}
	for (size_t i = 0; i < before->n; i++)
		if (goals_find(after, before->all[i].id) == NULL)
			diff_head(x, DIFF_GOALS, intern_str(names, before->all[i].id), "goes: was %.*s",
			          STR_ARG(before->all[i].name));
}
