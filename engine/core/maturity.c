/* maturity.c - the stage that a company has reached, what the next one lacks, and what is said against what is seen. */
#include "core/formula.h"
#include "core/strategy.h"

struct judge {
	const struct facts *f;
	const struct outcome *o;
	struct arena *a;
	struct practice_part *practices;
};

static bool look_up(void *ctx, sym name, double *value)
{
	const struct judge *j = ctx;

	return indicator_value(j->f, j->o, intern_str(j->f->model->names, name), value);
}

/* What cannot be reckoned (an indicator that is not known, a division by 0) is not known. */
static enum truth test_holds(struct judge *j, const struct expr *test)
{
	double v;

	if (test == NULL || formula_eval(test, look_up, j, &v) != FORMULA_OK)
		return TRUTH_UNKNOWN;
	return v > 0 || v < 0 ? TRUTH_YES : TRUTH_NO;
}

/* --- practices: said against seen */

/* A practice that is there as said; of a cause of failure, that it is not there as said. */
static bool is_against(const struct practice_part *x)
{
	if (x->practice->kind == PRACTICE_CAUSE && x->said == SAID_NONE)
		return x->seen == TRUTH_YES;
	return x->said == SAID_IN_PLACE && x->seen == TRUTH_NO;
}

static void see_practice(struct judge *j, size_t i)
{
	const struct practice *p = &j->f->model->practices[i];
	struct practice_part *out = &j->practices[i];
	enum truth bad = p->kind == PRACTICE_CAUSE ? TRUTH_YES : TRUTH_NO;

	*out = (struct practice_part){ .practice = p, .answer = told_answer(j->f->told, p->id) };
	out->said = out->answer != NULL ? out->answer->said : SAID_NOTHING;
	out->seen = test_holds(j, p->seen);
	out->is_contradicted = is_against(out);
	if (p->seen != NULL && out->seen == bad)
		out->shows = test_shows(j->f, j->o, j->a, p->seen);
}

static const struct practice_part *find(const struct judge *j, sym practice)
{
	for (size_t i = 0; i < j->f->model->n_practices; i++)
		if (j->f->model->practices[i].id == practice)
			return &j->practices[i];
	return NULL;
}

/* --- needs */

static struct str not_in_place(struct judge *j, const struct practice_part *p)
{
	static const char *const words[SAID__N] = {
		[SAID_NOTHING] = "governance.csv does not say",
		[SAID_NONE] = "said not to be in place",
		[SAID_PLANNED] = "planned, not in place",
		[SAID_IN_PLACE] = "said to be in place, but the data show otherwise",
	};

	if (p->said != SAID_IN_PLACE || p->shows.n == 0)
		return str_of(words[p->said]);
	return str_fmt(j->a, "%s: %.*s", words[p->said], STR_ARG(p->shows));
}

/* A practice counts as said, unless the data show that it is not so. */
static void judge_practice(struct judge *j, sym practice, struct need_part *out)
{
	const struct practice_part *p = find(j, practice);

	if (p == NULL) /* a model in which it is gone is refused; this keeps the need open */
		return;
	out->is_said = true;
	out->name = p->practice->name;
	out->words = str_fmt(j->a, "%.*s is in place", STR_ARG(p->practice->name));
	out->holds = p->said == SAID_NOTHING                           ? TRUTH_UNKNOWN
	             : p->said == SAID_IN_PLACE && !p->is_contradicted ? TRUTH_YES
	                                                               : TRUTH_NO;
	out->is_contradicted = p->said == SAID_IN_PLACE && p->is_contradicted;
	out->shows = out->is_contradicted ? p->shows : STR_NONE;
	if (out->holds != TRUTH_YES)
		out->because = not_in_place(j, p);
}

static void judge_need(struct judge *j, const struct need *n, struct need_part *out)
{
	*out = (struct need_part){ .need = n, .words = n->say.n > 0 ? n->say : n->test_text };
	if (n->practice != 0) {
		judge_practice(j, n->practice, out);
		return;
	}
	out->name = out->words;
	out->holds = test_holds(j, n->test);
	if (out->holds == TRUTH_NO && n->test != NULL)
		out->because = out->shows = test_shows(j->f, j->o, j->a, n->test);
	else if (out->holds == TRUTH_UNKNOWN && n->test != NULL)
		out->because = test_unknown(j->f, j->o, j->a, n->test);
}

/* Whatever is asked of all objectives holds of none: without objectives no stage does. */
static bool has_objectives(const struct judge *j)
{
	return j->o->headline.objectives > 0;
}

/* One need that does not hold is enough to know; else one that is not known leaves it open. */
static void judge_stage(struct judge *j, const struct stage *s, struct stage_part *out)
{
	struct need_part *needs = ARENA_ARRAY(j->a, s->n_needs + 1, struct need_part);

	*out = (struct stage_part){ .stage = s,
		                    .needs = needs,
		                    .holds = has_objectives(j) ? TRUTH_YES : TRUTH_NO };
	for (size_t i = 0; i < s->n_needs; i++) {
		judge_need(j, &s->needs[i], &needs[i]);
		if (needs[i].holds == TRUTH_NO || out->holds == TRUTH_NO)
			out->holds = TRUTH_NO;
		else if (needs[i].holds == TRUTH_UNKNOWN)
			out->holds = TRUTH_UNKNOWN;
	}
}

static struct str name_lacks(const struct judge *j, const struct stage_part *s)
{
	struct strbuf b;

	strbuf_init(&b, j->a, 0);
	if (!has_objectives(j))
		strbuf_addz(&b, "An objective: goals.csv has none to serve");
	for (size_t i = 0; i < s->stage->n_needs; i++)
		if (s->needs[i].holds != TRUTH_YES)
			strbuf_fmt(&b, "%s%.*s%s%.*s", b.n > 0 ? "\n" : "", STR_ARG(s->needs[i].name),
			           s->needs[i].because.n > 0 ? ": " : "", STR_ARG(s->needs[i].because));
	return strbuf_str(&b);
}

void strategy_maturity(const struct facts *f, struct outcome *o, struct arena *a)
{
	const struct model *m = f->model;
	struct maturity *out = &o->strategy.maturity;
	struct judge j = { .f = f, .o = o, .a = a };
	struct stage_part *stages = ARENA_ARRAY(a, m->n_stages + 1, struct stage_part);

	j.practices = ARENA_ARRAY(a, m->n_practices + 1, struct practice_part);
	for (size_t i = 0; i < m->n_practices; i++)
		see_practice(&j, i);
	*out = (struct maturity){ .stages = stages,
		                  .n = m->n_stages,
		                  .is_certain = true,
		                  .practices = j.practices,
		                  .n_practices = m->n_practices };
	for (size_t i = 0; i < m->n_stages; i++) {
		judge_stage(&j, &m->stages[i], &stages[i]);
		stages[i].is_reached = out->reached == i && stages[i].holds == TRUTH_YES;
		out->reached += stages[i].is_reached;
	}
	if (out->reached < out->n) {
		out->is_certain = stages[out->reached].holds == TRUTH_NO;
		out->lacks = name_lacks(&j, &stages[out->reached]);
	}
}
