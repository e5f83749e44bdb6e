/* shows.c - why a test of maturity comes out as it does, in words: whose gap it is, or how many of how many. */
#include <math.h>
#include "core/formula.h"
#include "core/links.h"
#include "core/objective_marks.h"
#include "core/strategy.h"

enum { MOST_NAMED = 4 };

/* What an indicator counts, to be followed by its number; of: the indicator that it is a part of, or NULL. */
static const struct count_words {
	const char *name, *words, *of;
} counted[] = {
	{ "objectives", "objectives in goals.csv", NULL },
	{ "kpis", "KPIs in use", NULL },
	{ "kpis_with_target", "KPIs with a target", "kpis" },
	{ "kpis_with_owner", "KPIs with an owner", "kpis" },
	{ "kpis_with_decision", "KPIs with a decision", "kpis" },
	{ "kpis_scored", "KPIs with a score", "kpis" },
	{ "social_goals", "goals of kind social", NULL },
	{ "social_goals_apart", "social goals without a business goal above them", "social_goals" },
	{ "departments", "departments", NULL },
	{ "departments_with_kpi", "departments with a KPI of their own", "departments" },
	{ "metrics", "social metrics seen", NULL },
	{ "metrics_linked", "social metrics that serve a goal", "metrics" },
	{ "metrics_unlinked", "social metrics that serve no goal", "metrics" },
	{ "metrics_unknown", "social metrics unknown to the model", "metrics" },
	{ "alignment", "share of the social metrics that serve a goal", NULL },
	{ "channels", "channels seen", NULL },
	{ "channels_linked", "channels with a metric that serves a goal", "channels" },
	{ "campaigns", "campaigns seen", NULL },
	{ "campaigns_with_objective", "campaigns with an objective", "campaigns" },
	{ "spend_aligned", "share of the spend that serves a business goal", NULL },
	{ "practices", "practices", NULL },
	{ "practices_in_place", "practices in place", "practices" },
	{ "periods_reported", "periods reported", NULL },
};

static const struct count_words *find(struct str name)
{
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
		if (str_is(name, counted[i].name))
			return &counted[i];
	return NULL;
}

struct looker {
	const struct facts *f;
	const struct outcome *o;
	struct arena *a;
	struct strbuf *b;
};

static bool look_up(void *ctx, sym name, double *value)
{
	const struct looker *l = ctx;

	return indicator_value(l->f, l->o, intern_str(l->f->model->names, name), value);
}

static void add_phrase(struct looker *l, struct str phrase)
{
	if (phrase.n > 0)
		strbuf_fmt(l->b, "%s%.*s", l->b->n > 0 ? "; " : "", STR_ARG(phrase));
}

/* " (Win the hashtag)": social goals are told by name. */
static struct str name_apart(const struct looker *l)
{
	size_t n = 0;
	struct strbuf b;

	strbuf_init(&b, l->a, 0);
	for (size_t i = 0; i < l->o->n_goals; i++) {
		const struct goal *g = l->o->goals[i].goal;

		if (g->kind != KIND_SOCIAL || goals_business(g) != NULL || n++ >= MOST_NAMED)
			continue;
		strbuf_fmt(&b, "%s%.*s", n == 1 ? " (" : ", ", STR_ARG(link_goal_name(l->f, g)));
	}
	if (n > MOST_NAMED)
		strbuf_fmt(&b, " and %zu more", n - MOST_NAMED);
	strbuf_addz(&b, n > 0 ? ")" : "");
	return strbuf_str(&b);
}

/* "social metrics that serve a goal: 14 of 35", "share of the spend that serves a business goal: 55%" */
static struct str count_phrase(struct looker *l, struct str name)
{
	const struct count_words *c = find(name);
	double v, all;
	struct strbuf b;

	if (c == NULL || !indicator_value(l->f, l->o, name, &v))
		return STR_NONE;
	strbuf_init(&b, l->a, 0);
	if (str_is(name, "alignment") || str_is(name, "spend_aligned"))
		strbuf_fmt(&b, "%s: %.*s", c->words, STR_ARG(num_text_percent(l->a, v)));
	else
		strbuf_fmt(&b, "%s: %.*s", c->words, STR_ARG(num_text_double(l->a, v, 15)));
	if (c->of != NULL && indicator_value(l->f, l->o, str_of(c->of), &all))
		strbuf_fmt(&b, " of %.*s", STR_ARG(num_text_double(l->a, all, 15)));
	if (str_is(name, "social_goals_apart"))
		strbuf_add(&b, name_apart(l));
	return strbuf_str(&b);
}

/* One comparison. What another of its indicators is a part of is said with that one; nothing but such: all of them. */
static void show_leaf(struct looker *l, const struct expr *e)
{
	size_t n, before = l->b->n;
	const sym *names = formula_names(l->a, e, &n);

	for (int bases = 0; bases <= 1 && l->b->n == before; bases++)
		for (size_t i = 0; i < n; i++) {
			struct str name = intern_str(l->f->model->names, names[i]);
			const struct count_words *c = find(name);
			bool is_base = c != NULL && c->of == NULL && n > 1;

			if (objective_mark(name) && bases == 0)
				add_phrase(l, objective_mark_words(l->f, l->o, l->a, name));
			else if (c != NULL && is_base == (bases == 1))
				add_phrase(l, count_phrase(l, name));
		}
}

/* kpis_scored > 100, of one KPI: whatever happens to the company's KPIs, it is not that which lacks. */
static bool is_out_of_reach(struct looker *l, const struct expr *e)
{
	const struct count_words *c;
	double all;

	if ((e->op != OP_GT && e->op != OP_GE) || e->a->op != OP_NAME || e->b->op != OP_NUMBER)
		return false;
	c = find(intern_str(l->f->model->names, e->a->name));
	if (c == NULL || c->of == NULL || !indicator_value(l->f, l->o, str_of(c->of), &all))
		return false;
	return e->op == OP_GT ? all <= e->b->number : all < e->b->number;
}

/* Of `and` and `or` only the sides that make it what it is; of an `or` that fails those that could mend it. */
static void show(struct looker *l, const struct expr *e)
{
	double whole, side;

	if (e->op == OP_NOT) {
		show(l, e->a);
		return;
	}
	if ((e->op != OP_AND && e->op != OP_OR) || formula_eval(e, look_up, l, &whole) != FORMULA_OK) {
		show_leaf(l, e);
		return;
	}
	for (int i = 0; i < 2; i++) {
		const struct expr *part = i == 0 ? e->a : e->b, *other = i == 0 ? e->b : e->a;

		if (e->op == OP_OR && is_out_of_reach(l, part) && !is_out_of_reach(l, other))
			continue;
		if (formula_eval(part, look_up, l, &side) == FORMULA_OK && (fabs(side) > 0) == (whole > 0))
			show(l, part);
	}
}

struct str test_shows(const struct facts *f, const struct outcome *o, struct arena *a,
                      const struct expr *test)
{
	struct strbuf b;
	struct looker l = { f, o, a, &b };

	strbuf_init(&b, a, 0);
	show(&l, test);
	return strbuf_str(&b);
}

struct str test_unknown(const struct facts *f, const struct outcome *o, struct arena *a,
                        const struct expr *test)
{
	size_t n;
	const sym *names = formula_names(a, test, &n);

	for (size_t i = 0; i < n; i++) {
		struct str name = intern_str(f->model->names, names[i]);
		const struct count_words *c = find(name);
		double v;

		if (c != NULL && !indicator_value(f, o, name, &v))
			return str_fmt(a, "not known: %s", c->words);
	}
	return STR("cannot be reckoned");
}
