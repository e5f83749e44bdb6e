/* model_goals.c - `objectives:` of a model, and the goal of each KPI. */
#include "read/model_parts.h"

enum { NAMES_SHOWN = 9 };

static struct objective *find_objective(const struct model_build *b, sym id)
{
	for (size_t i = 0; i < b->model->n_objectives; i++)
		if (b->objectives[i].id == id)
			return &b->objectives[i];
	return NULL;
}

/* A map describes an objective (the library does); a text or null says what the company made of it. The two
 * do not replace each other, so the layers are read one after the other, not merged. */
static void read_objective(struct model_build *b, const struct node_pair *pair)
{
	const struct node *n = pair->value;
	struct objective *o;
	sym id;

	if (!key_id_of(&b->r, pair, "objective", &id))
		return;
	o = find_objective(b, id);
	if (o == NULL) {
		o = &b->objectives[b->model->n_objectives++];
		*o = (struct objective){ .id = id, .name = pair->key };
	}
	o->at = pair->key_at;
	if (n->kind == NODE_MAP) {
		if (language_check(&b->r, &language_objective, n))
			language_read(&b->r, &language_objective, n, o);
		return;
	}
	o->is_off = n->kind == NODE_NULL;
	o->is_mapped = !o->is_off && key_id(&b->r, n, "objective", &o->goal);
}

static void name_goals(struct model_build *b)
{
	if (b->goals == NULL)
		return;
	b->goal_names = ARENA_ARRAY(b->r.a, b->goals->n, struct str);
	for (size_t i = 0; i < b->goals->n; i++)
		b->goal_names[i] = intern_str(b->r.names, b->goals->all[i].id);
}

void model_objectives_read(struct model_build *b)
{
	size_t n = 0;

	name_goals(b);
	for (size_t i = 0; i < b->n_layers; i++) {
		const struct node *section = node_get(b->layers[i].root, "objectives");

		n += section != NULL && section->kind == NODE_MAP ? section->n : 0;
	}
	b->objectives = ARENA_ARRAY(b->r.a, n, struct objective);
	b->model->objectives = b->objectives;
	for (size_t i = 0; i < b->n_layers; i++) {
		const struct node *section = node_get(b->layers[i].root, "objectives");

		for (size_t k = 0; section != NULL && section->kind == NODE_MAP && k < section->n; k++)
			read_objective(b, &section->pairs[k]);
	}
}

/* "did you mean 'a'? the goals are a, b, c and 4 more" */
static struct str near_names(const struct tools *r, struct str typed, const char *what,
                             const struct str *names, size_t n)
{
	struct strbuf all;
	struct str near = typed.n > 0 ? nearest_words(r, typed, names, n, STR_NONE) : STR_NONE;

	strbuf_init(&all, r->a, 0);
	strbuf_add(&all, near);
	strbuf_fmt(&all, "%sthe %s are ", near.n > 0 ? " " : "", what);
	for (size_t i = 0; i < n && i < NAMES_SHOWN; i++)
		strbuf_fmt(&all, "%s%.*s", i > 0 ? ", " : "", STR_ARG(names[i]));
	if (n > NAMES_SHOWN)
		strbuf_fmt(&all, " and %zu more", n - NAMES_SHOWN);
	return n > 0 ? strbuf_str(&all) : STR_NONE;
}

static struct str *objective_names(const struct model_build *b)
{
	struct str *names = ARENA_ARRAY(b->r.a, b->model->n_objectives, struct str);

	for (size_t i = 0; i < b->model->n_objectives; i++)
		names[i] = intern_str(b->r.names, b->objectives[i].id);
	return names;
}

static struct str near_goals(const struct model_build *b, sym typed)
{
	return near_names(&b->r, intern_str(b->r.names, typed), "goals", b->goal_names, b->goals->n);
}

struct str model_objectives_words(const struct model_build *b)
{
	if (b->goals != NULL && b->goals->n > 0)
		return near_names(&b->r, STR_NONE, "goals", b->goal_names, b->goals->n);
	return near_names(&b->r, STR_NONE, "objectives", objective_names(b), b->model->n_objectives);
}

/* The goal an objective stands for: as it is mapped, else the goal of the same id; 0: none. */
static sym goal_of(const struct model_build *b, sym objective)
{
	const struct objective *o = find_objective(b, objective);
	sym id = o != NULL && o->is_mapped ? o->goal : objective;

	if ((o != NULL && o->is_off) || goals_find(b->goals, id) == NULL)
		return 0;
	return id;
}

/* The library speaks of objectives that not every company has: only our own lines are worth a word. */
static void resolve_kpi(struct model_build *b, struct kpi *k)
{
	const struct objective *o = find_objective(b, k->objective);
	struct str id = intern_str(b->r.names, k->id), name = intern_str(b->r.names, k->objective);

	k->goal = goal_of(b, k->objective);
	if (k->goal != 0 || k->objective == 0 || model_place_is_library(b, k->objective_at))
		return;
	if (o != NULL && o->is_off)
		diag_put(b->r.d, SEV_WARNING, "K203", id, k->objective_at,
		         str_fmt(b->r.a, "take `%.*s: null` out at %.*s, or name another objective",
		                 STR_ARG(name), STR_ARG(place_words(b->r.a, o->at))),
		         "KPI '%.*s' links nothing: its objective '%.*s' is switched off", STR_ARG(id),
		         STR_ARG(name));
	else if (o == NULL || !o->is_mapped) /* a map to no goal is reported where it stands */
		diag_put(
		    b->r.d, SEV_WARNING, "K203", id, k->objective_at, near_goals(b, k->objective),
		    "KPI '%.*s' links nothing: its objective '%.*s' is no goal and `objectives:` maps it to none",
		    STR_ARG(id), STR_ARG(name));
}

/* What is shown at a goal is named by the goal. */
static void resolve_supports(struct model_build *b, struct kpi *k)
{
	sym *goals = ARENA_ARRAY(b->r.a, k->n_supports, sym);

	for (size_t i = 0; i < k->n_supports; i++) {
		struct str id = intern_str(b->r.names, k->id);
		const struct objective *o = find_objective(b, k->supports[i]);
		sym goal = goal_of(b, k->supports[i]);

		goals[i] = goal != 0 ? goal : k->supports[i];
		if (goal == 0 && o == NULL && !k->is_library)
			diag_put(b->r.d, SEV_WARNING, "K203", id, k->at, near_goals(b, k->supports[i]),
			         "KPI '%.*s' supports '%.*s', which is no goal", STR_ARG(id),
			         STR_ARG(intern_str(b->r.names, k->supports[i])));
	}
	k->supports = goals;
}

static void check_mapping(struct model_build *b, const struct objective *o)
{
	struct str id = intern_str(b->r.names, o->id);

	if (o->is_mapped && goals_find(b->goals, o->goal) == NULL)
		diag_put(b->r.d, SEV_WARNING, "K203", id, o->at, near_goals(b, o->goal),
		         "objective '%.*s' is mapped to '%.*s', which is no goal", STR_ARG(id),
		         STR_ARG(intern_str(b->r.names, o->goal)));
}

static bool is_described(const struct model_build *b, sym id)
{
	const char *name = intern_str(b->r.names, id).p;

	for (size_t i = 0; i < b->n_layers; i++) {
		const struct node *n = node_get(node_get(b->layers[i].root, "objectives"), name);

		if (n != NULL && n->kind == NODE_MAP)
			return true;
	}
	for (size_t i = 0; i < b->model->n_kpis; i++)
		if (b->kpis[i].objective == id)
			return true;
	return false;
}

/* A mapping of an objective that no KPI and no library knows does nothing: most likely a slip of the pen. */
static void check_is_known(struct model_build *b, const struct objective *o)
{
	const struct model *m = b->model;
	struct str *known, id = intern_str(b->r.names, o->id);
	bool is_enough = enough_said(&b->r);
	size_t n = 0;

	if (b->is_partial || is_described(b, o->id))
		return;
	known = ARENA_ARRAY(b->r.a, is_enough ? 0 : m->n_kpis + m->n_objectives, struct str);
	for (size_t i = 0; i < m->n_kpis && !is_enough; i++)
		known[n++] = intern_str(b->r.names, b->kpis[i].objective);
	for (size_t i = 0; i < m->n_objectives && !is_enough; i++)
		if (b->objectives[i].id != o->id)
			known[n++] = intern_str(b->r.names, b->objectives[i].id);
	diag_put(b->r.d, SEV_ERROR, "K603", id, o->at,
	         nearest_words(&b->r, id, known, n, STR("take the line out")),
	         "no KPI of the model has the objective '%.*s'", STR_ARG(id));
}

/* Without goals.csv an objective that is none of the model's may be a goal, unless it is nearly one of them. */
static void check_objective(struct model_build *b, const struct kpi *k)
{
	struct str id = intern_str(b->r.names, k->id), name = intern_str(b->r.names, k->objective), near;
	const struct model *m = b->model;

	for (size_t i = 0; i < m->n_objectives; i++)
		if (b->objectives[i].id == k->objective
		    || (b->objectives[i].is_mapped && b->objectives[i].goal == k->objective))
			return;
	if (enough_said(&b->r))
		return;
	near = nearest_words(&b->r, name, objective_names(b), m->n_objectives, STR_NONE);
	if (near.n > 0 && k->objective != 0)
		diag_put(
		    b->r.d, SEV_WARNING, "K203", id, k->objective_at, near,
		    "the objective '%.*s' of KPI '%.*s' is none of the model's; it must be a goal of goals.csv",
		    STR_ARG(name), STR_ARG(id));
}

void model_goals_resolve(struct model_build *b)
{
	for (size_t i = 0; i < b->model->n_objectives; i++)
		check_is_known(b, &b->objectives[i]);
	for (size_t i = 0; i < b->model->n_kpis && b->goals == NULL; i++)
		check_objective(b, &b->kpis[i]);
	for (size_t i = 0; i < b->model->n_objectives && b->goals != NULL; i++)
		check_mapping(b, &b->objectives[i]);
	for (size_t i = 0; i < b->model->n_kpis && b->goals != NULL; i++) {
		resolve_kpi(b, &b->kpis[i]);
		resolve_supports(b, &b->kpis[i]);
	}
}
