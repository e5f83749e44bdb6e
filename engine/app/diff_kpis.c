/* diff_kpis.c - KPIs that appear, go, move to another objective or are defined otherwise. */
#include "app/diff.h"

#include "plan/words.h"

/* Library KPIs that the company does not use are silent on both sides. */
static const struct kpi_outcome *shown(const struct session *s, sym id)
{
	const struct kpi_outcome *k = outcome_kpi(&s->outcome, id);

	return k != NULL && (kpi_is_shown(k) || !k->kpi->is_library) ? k : NULL;
}

static struct str goal_words(const struct diff *x, const struct kpi_outcome *k)
{
	const struct intern *names = x->after->names;

	if (k->own_goal == NULL)
		return str_fmt(x->a, "%.*s, which is no goal", STR_ARG(intern_str(names, k->kpi->objective)));
	if (k->goal != k->own_goal && k->goal != NULL)
		return str_fmt(x->a, "%.*s, a social goal counted under %.*s",
		               STR_ARG(intern_str(names, k->own_goal->id)),
		               STR_ARG(intern_str(names, k->goal->id)));
	return intern_str(names, k->own_goal->id);
}

static void add_globs(struct strbuf *b, const char *what, const struct str *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(b, "%s%.*s", i ? ", " : what, STR_ARG(all[i]));
}

static struct str where_words(const struct diff *x, const struct where *w)
{
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	add_globs(&b, " channel ", w->channels, w->n_channels);
	add_globs(&b, " account ", w->accounts, w->n_accounts);
	add_globs(&b, " campaign ", w->campaigns, w->n_campaigns);
	return b.n ? str_sub(strbuf_str(&b), 1, b.n) : STR("everywhere");
}

static void say(struct strbuf *b, const char *what, struct str before, struct str after)
{
	if (!str_eq(before, after))
		strbuf_fmt(b, "%s%s %.*s -> %.*s", b->n ? "; " : "", what,
		           STR_ARG(before.n ? before : STR("none")), STR_ARG(after.n ? after : STR("none")));
}

/* Long texts: that they changed is enough. */
static void say_wording(struct strbuf *b, const char *what, struct str before, struct str after)
{
	if (!str_eq(before, after))
		strbuf_fmt(b, "%s%s: %s", b->n ? "; " : "", what,
		           !before.n  ? "written now"
		           : !after.n ? "taken out"
		                      : "worded otherwise");
}

static void say_definition(struct diff *x, struct strbuf *b, const struct kpi *p, const struct kpi *q)
{
	say(b, "role", str_of(role_names[p->role]), str_of(role_names[q->role]));
	say(b, "level", str_of(level_names[p->level]), str_of(level_names[q->level]));
	say(b, "measures", kpi_rule(x->a, x->before->model, p), kpi_rule(x->a, x->after->model, q));
	say(b, "where", where_words(x, &p->where), where_words(x, &q->where));
	say(b, "better", str_of(better_names[p->better]), str_of(better_names[q->better]));
	say(b, "unit", str_of(unit_names[p->unit]), str_of(unit_names[q->unit]));
	say(b, "weight", num_text_double(x->a, p->weight, 15), num_text_double(x->a, q->weight, 15));
	say(b, "lag_months", str_fmt(x->a, "%d", p->lag_months), str_fmt(x->a, "%d", q->lag_months));
	say(b, "supports", diff_ids(x, p->supports, p->n_supports), diff_ids(x, q->supports, q->n_supports));
	say(b, "critical", p->is_critical ? STR("yes") : STR("no"), q->is_critical ? STR("yes") : STR("no"));
	say(b, "name", p->name, q->name);
	say(b, "aliases", diff_texts(x, p->aliases, p->n_aliases), diff_texts(x, q->aliases, q->n_aliases));
	say(b, "owner", p->owner, q->owner);
	say(b, "department", p->department, q->department);
	say_wording(b, "definition", p->definition, q->definition);
	say_wording(b, "decision", p->decision, q->decision);
	say_wording(b, "why", p->why, q->why);
	say_wording(b, "traps", p->traps, q->traps);
	say_wording(b, "source", p->source, q->source);
}

static void compare_kpi(struct diff *x, const struct kpi_outcome *p, const struct kpi_outcome *q)
{
	struct str id = intern_str(x->after->names, q->kpi->id);
	struct str was = goal_words(x, p), is = goal_words(x, q);
	struct strbuf b;

	if (!str_eq(was, is))
		diff_head(x, DIFF_KPIS, id, "moves from %.*s to %.*s (%.*s)", STR_ARG(was), STR_ARG(is),
		          STR_ARG(diff_place(x, q->kpi->objective_at)));
	strbuf_init(&b, x->a, 0);
	say_definition(x, &b, p->kpi, q->kpi);
	if (b.n)
		diff_head(x, DIFF_KPIS, id, "%.*s", STR_ARG(strbuf_str(&b)));
}

static void say_new(struct diff *x, const struct kpi_outcome *q)
{
	diff_head(x, DIFF_KPIS, intern_str(x->after->names, q->kpi->id),
	          "appears: %s of %.*s, measures %.*s (%.*s)", role_names[q->kpi->role],
	          STR_ARG(goal_words(x, q)), STR_ARG(kpi_rule(x->a, x->after->model, q->kpi)),
	          STR_ARG(diff_place(x, q->kpi->at)));
	if (q->part != PART_TAKES_PART)
		diff_detail(x, DIFF_KPIS, "%s: %s", part_names[q->part],
		            q->part == PART_WATCHED ? "it has no target for the period"
		            : q->part == PART_IDLE  ? "it has no data and no target for the period"
		                                    : "it has no data");
}

static void say_gone(struct diff *x, const struct kpi_outcome *p)
{
	bool is_silent = model_kpi(x->after->model, p->kpi->id) != NULL;
	const struct kpi_off *off = model_kpi_off(x->after->model, p->kpi->id);

	diff_head(x, DIFF_KPIS, intern_str(x->after->names, p->kpi->id), "goes: was %s of %.*s%s",
	          role_names[p->kpi->role], STR_ARG(goal_words(x, p)),
	          is_silent ? "; the library has it, but nothing feeds it or no goal takes it" : "");
	if (off != NULL)
		diff_detail(x, DIFF_KPIS, "switched off: %.*s",
		            STR_ARG(kpi_off_words(x->a, x->after->model, off)));
	x->gone_kpis++;
}

/* KPIs of the library that nothing feeds go too where they read what is banned: of our goals each, else their number. */
static void say_switched_off(struct diff *x)
{
	const struct model *before = x->before->model, *after = x->after->model;
	size_t others = 0;

	for (size_t i = 0; i < after->n_off; i++) {
		const struct kpi_off *off = &after->off[i];
		const struct kpi *was = model_kpi(before, off->kpi.id);

		if (was == NULL || shown(x->before, was->id) != NULL)
			continue;
		if (was->goal != 0)
			diff_head(x, DIFF_KPIS, intern_str(after->names, was->id), "switched off: %.*s",
			          STR_ARG(kpi_off_words(x->a, after, off)));
		others += was->goal == 0;
	}
	if (others > 0)
		diff_head(x, DIFF_KPIS, STR("of the library"),
		          "bans switch off %zu KPI%s of objectives that are not ours", others,
		          others == 1 ? "" : "s");
}

void diff_kpis(struct diff *x)
{
	const struct outcome *p = &x->before->outcome, *q = &x->after->outcome;

	for (size_t i = 0; i < q->n_kpis; i++) {
		const struct kpi_outcome *after = shown(x->after, q->kpis[i].kpi->id);
		const struct kpi_outcome *before = shown(x->before, q->kpis[i].kpi->id);

		if (after != NULL && before != NULL)
			compare_kpi(x, before, after);
		else if (after != NULL)
			say_new(x, after);
	}
	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *before = shown(x->before, p->kpis[i].kpi->id);

		if (before != NULL && shown(x->after, before->kpi->id) == NULL)
			say_gone(x, before);
	}
	say_switched_off(x);
}
