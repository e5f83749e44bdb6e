/* part.c - the part of the company that --for names. */
#include "app/part.h"

enum { SHOWN = 3 };

/* What there is of that kind, for those who mistyped it. */
struct names {
	struct str *all;
	size_t n;
};

static struct names goal_names(const struct session *s)
{
	struct names out = { ARENA_ARRAY(s->arena, s->goals->n > 0 ? s->goals->n : 1, struct str),
		             s->goals->n };

	for (size_t i = 0; i < out.n; i++)
		out.all[i] = intern_str(s->names, s->goals->all[i].id);
	return out;
}

/* Of goals and of KPIs, each once. */
static struct names department_names(const struct session *s)
{
	size_t n_goals = s->goals->n, n_all = n_goals + s->outcome.n_kpis;
	struct names out = { ARENA_ARRAY(s->arena, n_all > 0 ? n_all : 1, struct str), 0 };

	for (size_t i = 0; i < n_all; i++) {
		struct str name =
		    i < n_goals ? s->goals->all[i].department : s->outcome.kpis[i - n_goals].kpi->department;
		bool is_known = name.n == 0;

		for (size_t k = 0; k < out.n && !is_known; k++)
			is_known = str_eq_fold(out.all[k], name);
		if (!is_known)
			out.all[out.n++] = name;
	}
	return out;
}

static bool refuse(struct session *s, struct str typed, const char *what, struct names names)
{
	struct str near[SHOWN];
	size_t n = str_nearest(typed, names.all, names.n, near, SHOWN);
	const struct str *list = n > 0 ? near : names.all;
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	strbuf_addz(&b, n > 0 ? "did you mean " : "there are ");
	for (size_t i = 0; i < (n > 0 ? n : names.n); i++)
		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(list[i]));
	if (n > 0)
		strbuf_addc(&b, '?');
	diag_put(s->diag, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, names.n > 0 ? strbuf_str(&b) : STR_NONE,
	         "--for: there is no %s '%.*s'", what, STR_ARG(typed));
	diag_set_exit(s->diag, EXIT_USAGE);
	return false;
}

bool part_find(struct session *s, struct str part, struct scope *out, struct str *suffix)
{
	struct str rest = part, kind = str_cut(&rest, ':'), name = str_trim(rest);
	const struct goal *g;
	sym id;

	/* a goal and a department may have one name */
	*suffix = str_fmt(s->arena, "-%.*s-%.*s", STR_ARG(kind), STR_ARG(str_snake(s->arena, name)));
	if (str_is(kind, "goal") && name.n > 0) {
		g = intern_has(s->names, name, &id) ? goals_find(s->goals, id) : NULL;
		if (g == NULL)
			return refuse(s, name, "goal", goal_names(s));
		*out = scope_of_goal(&s->facts, &s->outcome, s->arena, g);
		return true;
	}
	if (str_is(kind, "department") && name.n > 0)
		return scope_of_department(&s->facts, &s->outcome, s->arena, name, out)
		       || refuse(s, name, "goal or KPI of department", department_names(s));
	diag_put(s->diag, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, STR("write goal:ID or department:NAME"),
	         "--for does not know '%.*s'", STR_ARG(part));
	diag_set_exit(s->diag, EXIT_USAGE);
	return false;
}
