/* diff_tables.c - rows of targets.csv that appear, go or say something else. */
#include "app/diff.h"

#include <stddef.h>

static const struct target *find_target(const struct targets *t, const struct target *like)
{
	for (size_t i = 0; t != NULL && i < t->n; i++)
		if (t->all[i].kpi == like->kpi && period_eq(t->all[i].period, like->period))
			return &t->all[i];
	return NULL;
}

static const struct target_figure {
	const char *what;
	size_t at;
} target_figures[] = {
	{ "target", offsetof(struct target, target) },
	{ "red line", offsetof(struct target, red_line) },
	{ "low", offsetof(struct target, low) },
	{ "high", offsetof(struct target, high) },
	{ "tolerance", offsetof(struct target, tolerance) },
};

static struct str amount_words(struct arena *a, const struct target *t, size_t at)
{
	const struct amount *v = (const struct amount *)(const void *)((const char *)t + at);

	return v->has ? num_text(a, v->micro) : STR("none");
}

/* "target 250 -> 300; red line none -> 200"; before NULL: "target 300". */
static struct str target_words(struct arena *a, const struct target *before, const struct target *after)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < sizeof target_figures / sizeof *target_figures; i++) {
		struct str now = amount_words(a, after, target_figures[i].at);
		struct str was = before ? amount_words(a, before, target_figures[i].at) : STR("none");

		if (str_eq(now, was))
			continue;
		strbuf_fmt(&b, "%s%s %.*s%s%.*s", b.n ? "; " : "", target_figures[i].what,
		           STR_ARG(before ? was : STR_NONE), before ? " -> " : "", STR_ARG(now));
	}
	return strbuf_str(&b);
}

static struct str target_name(const struct diff *x, const struct target *t)
{
	return str_fmt(x->a, "%.*s %.*s", STR_ARG(intern_str(x->after->names, t->kpi)),
	               STR_ARG(period_text(x->a, t->period)));
}

void diff_targets(struct diff *x)
{
	const struct targets *before = x->before->targets, *after = x->after->targets;

	for (size_t i = 0; i < after->n; i++) {
		const struct target *q = &after->all[i], *p = find_target(before, q);
		struct str words = target_words(x->a, p, q);

		if (words.n)
			diff_head(x, DIFF_TARGETS, target_name(x, q), "%s%.*s", p ? "" : "new, ",
			          STR_ARG(words));
	}
	for (size_t i = 0; i < before->n; i++)
		if (find_target(after, &before->all[i]) == NULL)
			diff_head(x, DIFF_TARGETS, target_name(x, &before->all[i]), "goes: was %.*s",
			          STR_ARG(target_words(x->a, NULL, &before->all[i])));
}
