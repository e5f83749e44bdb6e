/* model_maturity.c - `practices:` and `maturity:`: what can be in place, and the stages that need it. */
#include "read/model_parts.h"

enum { STAGES_MAX = 100 };

void model_practice_check(struct model_build *b, const struct node *n)
{
	language_check(&b->r, &language_practice, n);
}

static void read_seen(struct model_build *b, const struct node_pair *pair, struct practice *p)
{
	const struct node *n = node_get(pair->value, "seen");

	if (n == NULL || n->kind == NODE_NULL)
		return;
	p->seen =
	    model_test_read(b, str_fmt(b->r.a, "what is seen of practice '%.*s'", STR_ARG(pair->key)), n);
	p->seen_text = n->kind == NODE_SCALAR ? n->text : STR_NONE;
}

void model_practices_read(struct model_build *b)
{
	const struct node *section = node_get(b->merged, "practices");
	size_t n = section != NULL && section->kind == NODE_MAP ? section->n : 0;
	struct practice *all = ARENA_ARRAY(b->r.a, n, struct practice);

	b->model->practices = all;
	for (size_t i = 0; i < n; i++) {
		const struct node_pair *pair = &section->pairs[i];
		struct practice *p = &all[b->model->n_practices];

		if (pair->value->kind != NODE_MAP)
			continue;
		*p = (struct practice){ .name = pair->key, .at = pair->key_at };
		p->id = key_meant(&b->r, pair->key);
		language_read(&b->r, &language_practice, pair->value, p);
		read_seen(b, pair, p);
		b->model->n_practices++;
	}
}

static void check_practice(struct model_build *b, sym name, struct place at)
{
	const struct model *m = b->model;
	size_t n = enough_said(&b->r) ? 0 : m->n_practices;
	struct str *names;

	for (size_t i = 0; i < m->n_practices; i++)
		if (m->practices[i].id == name)
			return;
	if (b->is_partial)
		return;
	names = ARENA_ARRAY(b->r.a, n, struct str);
	for (size_t i = 0; i < n; i++)
		names[i] = intern_str(b->r.names, m->practices[i].id);
	diag_error(b->r.d, "K603", at,
	           nearest_words(&b->r, intern_str(b->r.names, name), names, n,
	                         STR("describe it under `practices:`")),
	           "there is no practice '%.*s'", STR_ARG(intern_str(b->r.names, name)));
}

static void read_need(struct model_build *b, struct str stage, const struct node *n, struct need *out)
{
	const struct node *practice = node_get(n, "practice"), *test = node_get(n, "test");
	struct need_text text = { .practice = 0 };

	out->at = n->at;
	language_check(&b->r, &language_need, n);
	if (n->kind != NODE_MAP)
		return;
	language_read(&b->r, &language_need, n, &text);
	out->practice = text.practice;
	out->say = text.say;
	if ((practice != NULL) == (test != NULL))
		diag_error(b->r.d, "K602", practice != NULL ? test->at : n->at,
		           STR("write {practice: a_practice} or {test: a = b, say: ..}"),
		           "a need of '%.*s' is %s", STR_ARG(stage),
		           practice != NULL ? "a practice and a test" : "neither a practice nor a test");
	if (practice != NULL && text.practice != 0)
		check_practice(b, text.practice, practice->at);
	if (test == NULL)
		return;
	out->test = model_test_read(b, str_fmt(b->r.a, "the test of stage '%.*s'", STR_ARG(stage)), test);
	out->test_text = test->kind == NODE_SCALAR ? test->text : STR_NONE;
}

static void read_needs(struct model_build *b, const struct node *n, struct stage *out)
{
	struct need *needs;

	if (n == NULL || n->kind == NODE_NULL)
		return;
	if (n->kind != NODE_LIST) {
		diag_error(b->r.d, "K602", n->at,
		           STR("write [{practice: a_practice}, {test: a = b, say: ..}]"),
		           "needs must be a list");
		return;
	}
	needs = ARENA_ARRAY(b->r.a, n->n, struct need);
	for (size_t i = 0; i < n->n; i++)
		read_need(b, out->name, n->items[i], &needs[i]);
	out->needs = needs;
	out->n_needs = n->n;
}

static void check_stage_id(struct model_build *b, const struct stage *all, size_t n, const struct stage *s,
                           bool has_id)
{
	if (s->id == 0 && !has_id)
		diag_error(b->r.d, "K602", s->at, STR("add `stage: a_name`"), "a stage without a name");
	for (size_t i = 0; i < n && s->id != 0; i++) {
		if (all[i].id != s->id)
			continue;
		diag_error(b->r.d, "K601", s->at, STR("keep one of them"),
		           "stage '%.*s' is given twice: here and at %.*s",
		           STR_ARG(intern_str(b->r.names, s->id)), STR_ARG(place_words(b->r.a, all[i].at)));
		return;
	}
}

static void read_stage(struct model_build *b, const struct node *n, struct stage *all, size_t i)
{
	struct stage *s = &all[i];

	*s = (struct stage){ .at = n->at };
	language_check(&b->r, &language_stage, n);
	if (n->kind != NODE_MAP)
		return;
	language_read(&b->r, &language_stage, n, s);
	check_stage_id(b, all, i, s, node_get(n, "stage") != NULL);
	if (s->name.n == 0)
		s->name = intern_str(b->r.names, s->id);
	read_needs(b, node_get(n, "needs"), s);
}

void model_maturity_read(struct model_build *b)
{
	const struct node *n = node_get(b->merged, "maturity");
	struct stage *all;

	if (n == NULL || n->kind == NODE_NULL)
		return;
	if (n->kind != NODE_LIST) {
		diag_error(b->r.d, "K602", n->at, STR("start each stage with `- stage: a_name`"),
		           "maturity must be a list");
		return;
	}
	if (n->n > STAGES_MAX) {
		diag_error(b->r.d, "K602", n->items[STAGES_MAX]->at, STR("keep the stages that differ"),
		           "more than %d stages", STAGES_MAX);
		return;
	}
	all = ARENA_ARRAY(b->r.a, n->n, struct stage);
	for (size_t i = 0; i < n->n; i++)
		read_stage(b, n->items[i], all, i);
	b->model->stages = all;
	b->model->n_stages = n->n;
}
