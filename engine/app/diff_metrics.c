/* diff_metrics.c - metrics that change state or goal, with the reason, and catalogue entries that change. */
#include "app/diff.h"

static const struct metric_state *state_of(const struct session *s, sym id)
{
	for (size_t i = 0; i < s->outcome.n_metrics; i++)
		if (s->outcome.metrics[i].metric == id)
			return &s->outcome.metrics[i];
	return NULL;
}

static bool is_seen(const struct metric_state *m)
{
	return m != NULL && m->cells > 0;
}

static bool is_linked(const struct metric_state *m)
{
	return is_seen(m) && m->state == STATE_LINKED;
}

/* "linked (leads_social -> revenue)", "unlinked on some channels", "not in the data" */
static struct str state_words(const struct diff *x, const struct metric_state *m)
{
	const struct intern *names = x->after->names;

	if (m == NULL)
		return STR("not in the data");
	if (!is_seen(m))
		return STR("not seen this period");
	if (m->state == STATE_LINKED && m->kpi != NULL && m->goal != NULL)
		return str_fmt(x->a, "linked (%.*s -> %.*s)", STR_ARG(intern_str(names, m->kpi->id)),
		               STR_ARG(intern_str(names, m->goal->id)));
	if (m->is_partial)
		return str_fmt(x->a, "partly linked (%.*s)", STR_ARG(m->parts));
	return str_of(state_names[m->state]);
}

static void say_reason(struct diff *x, const struct metric_state *m)
{
	struct str place = diff_place(x, m->at);

	if (m->because.n)
		diff_detail(x, DIFF_METRICS, "%.*s%s%.*s%s", STR_ARG(m->because), place.n ? " (" : "",
		            STR_ARG(place), place.n ? ")" : "");
	if (m->state != STATE_LINKED && m->ask_instead.n)
		diff_detail(x, DIFF_METRICS, "ask instead: %.*s", STR_ARG(m->ask_instead));
	if (m->state != STATE_LINKED && m->base_of.n)
		diff_detail(x, DIFF_METRICS, "also the base of %.*s", STR_ARG(m->base_of));
}

static void compare_state(struct diff *x, sym id)
{
	const struct metric_state *before = state_of(x->before, id), *after = state_of(x->after, id);
	struct str was = state_words(x, before), is = state_words(x, after);

	if (is_linked(before) && !is_linked(after))
		x->lost_goal++;
	if (str_eq(was, is))
		return;
	diff_head(x, DIFF_METRICS, intern_str(x->after->names, id), "%.*s -> %.*s", STR_ARG(was),
	          STR_ARG(is));
	if (is_seen(after))
		say_reason(x, after);
}

static void say_words(struct strbuf *b, const char *what, const char *before, const char *after)
{
	if (before != after) /* both are of the same table */
		strbuf_fmt(b, "%s%s %s -> %s", b->n ? "; " : "", what, before, after);
}

static void say_texts(struct strbuf *b, const char *what, struct str before, struct str after)
{
	if (before.n == 0 && after.n > 0)
		strbuf_fmt(b, "%snow %s", b->n ? "; " : "", what);
	else if (before.n > 0 && after.n == 0)
		strbuf_fmt(b, "%sno longer %s", b->n ? "; " : "", what);
	else if (!str_eq(before, after))
		strbuf_fmt(b, "%s%s, for another reason", b->n ? "; " : "", what);
}

static struct str or_none(struct str s)
{
	return s.n > 0 ? s : STR("none");
}

static void say_text(struct strbuf *b, const char *what, struct str before, struct str after)
{
	if (!str_eq(before, after))
		strbuf_fmt(b, "%s%s %.*s -> %.*s", b->n ? "; " : "", what, STR_ARG(or_none(before)),
		           STR_ARG(or_none(after)));
}

/* Long texts: that they changed is enough. */
static void say_wording(struct strbuf *b, const char *what, struct str before, struct str after)
{
	if (!str_eq(before, after))
		strbuf_fmt(b, "%s%s: %s", b->n ? "; " : "", what,
		           before.n == 0  ? "written now"
		           : after.n == 0 ? "taken out"
		                          : "worded otherwise");
}

/* "2025-04-21 instagram: replaced by views; ..": for a comparison. */
static struct str break_words(const struct diff *x, const struct metric *m)
{
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	for (size_t i = 0; i < m->n_breaks; i++)
		strbuf_fmt(&b, "%s%.*s %.*s: %.*s", i ? "; " : "", STR_ARG(day_text(x->a, m->breaks[i].on)),
		           STR_ARG(intern_str(x->after->names, m->breaks[i].channel)),
		           STR_ARG(m->breaks[i].note));
	return strbuf_str(&b);
}

static void say_breaks(const struct diff *x, struct strbuf *b, const struct metric *p, const struct metric *q)
{
	if (p->n_breaks != q->n_breaks)
		strbuf_fmt(b, "%sseries breaks %zu -> %zu", b->n ? "; " : "", p->n_breaks, q->n_breaks);
	else if (!str_eq(break_words(x, p), break_words(x, q)))
		strbuf_fmt(b, "%sseries breaks: another day, channel or note", b->n ? "; " : "");
}

/* Aliases are compared as a whole: what they change in the data shows as metrics that appear or go. */
static bool same_aliases(const struct metric *p, const struct metric *q)
{
	if (p->n_aliases != q->n_aliases)
		return false;
	for (size_t i = 0; i < p->n_aliases; i++)
		if (!str_eq(p->aliases[i], q->aliases[i]))
			return false;
	return true;
}

static void compare_entry(struct diff *x, const struct metric *p, const struct metric *q)
{
	const struct metric_state *after = state_of(x->after, q->id);
	bool is_told = is_seen(after) && after->state == STATE_BANNED; /* as its state, with the reason */
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	say_text(&b, "name", p->name, q->name);
	say_words(&b, "kind", kind_names[p->kind], kind_names[q->kind]);
	say_words(&b, "unit", unit_names[p->unit], unit_names[q->unit]);
	say_words(&b, "level", level_names[p->level], level_names[q->level]);
	say_words(&b, "over time", over_time_names[p->over_time], over_time_names[q->over_time]);
	say_words(&b, "over channels", over_parts_names[p->over_parts], over_parts_names[q->over_parts]);
	say_words(&b, "context", p->is_context ? "yes" : "no", q->is_context ? "yes" : "no");
	say_texts(&b, "without a goal", p->no_goal_because, q->no_goal_because);
	if (!is_told || p->banned_because.n > 0)
		say_texts(&b, "banned", p->banned_because, q->banned_because);
	say_text(&b, "ask instead", p->ask_instead, q->ask_instead);
	if (!same_aliases(p, q))
		strbuf_fmt(&b, "%sother aliases", b.n ? "; " : "");
	say_text(&b, "opening of", intern_str(x->after->names, p->opening_of),
	         intern_str(x->after->names, q->opening_of));
	say_text(&b, "includes", diff_ids(x, p->includes, p->n_includes),
	         diff_ids(x, q->includes, q->n_includes));
	say_breaks(x, &b, p, q);
	say_wording(&b, "definition", p->definition, q->definition);
	say_wording(&b, "traps", p->traps, q->traps);
	say_wording(&b, "source", p->source, q->source);
	if (b.n)
		diff_head(x, DIFF_METRICS, intern_str(x->after->names, q->id), "is defined otherwise: %.*s",
		          STR_ARG(strbuf_str(&b)));
}

/* Entries of the catalogue: those that change, and those of the company's own that appear or go. */
static void compare_catalogue(struct diff *x)
{
	const struct model *before = x->before->model, *after = x->after->model;

	for (size_t i = 0; i < after->n_metrics; i++) {
		const struct metric *q = &after->metrics[i], *p = model_metric(before, q->id);

		if (p != NULL)
			compare_entry(x, p, q);
		else if (!q->is_library)
			diff_head(x, DIFF_METRICS, intern_str(after->names, q->id),
			          "new in the catalogue (%.*s)", STR_ARG(diff_place(x, q->at)));
	}
	for (size_t i = 0; i < before->n_metrics; i++) {
		const struct metric *p = &before->metrics[i];

		if (!p->is_library && model_metric(after, p->id) == NULL)
			diff_head(x, DIFF_METRICS, intern_str(before->names, p->id),
			          "gone from the catalogue");
	}
}

/* Metrics of both sides in the order of names, each once: both lists are sorted. */
void diff_metrics(struct diff *x)
{
	const struct outcome *p = &x->before->outcome, *q = &x->after->outcome;
	size_t i = 0, k = 0;

	while (i < p->n_metrics || k < q->n_metrics) {
		const struct intern *names = x->after->names;
		int order = i == p->n_metrics   ? 1
		            : k == q->n_metrics ? -1
		                                : str_cmp(intern_str(names, p->metrics[i].metric),
		                                          intern_str(names, q->metrics[k].metric));

		compare_state(x, order <= 0 ? p->metrics[i].metric : q->metrics[k].metric);
		i += order <= 0;
		k += order >= 0;
	}
	compare_catalogue(x);
}
