/* departments.c - the names of departments: which of them nobody else knows. */
#include "core/departments.h"

enum { SHORTEST_TYPO = 4 }; /* hr is near to pr and is not meant for it */

struct use { /* one place that names a department */
	struct str name;
	sym subject; /* the goal or KPI */
	struct place at;
};

struct uses {
	struct arena *a;
	const struct workspace *w;
	struct use *all;
	size_t n;
};

static void add(struct uses *u, struct str name, sym subject, struct place at)
{
	if (name.n > 0)
		u->all[u->n++] = (struct use){ name, subject, at };
}

/* Those of goals first, then those of KPIs that the company's own files define. */
static struct uses find_uses(struct arena *a, const struct workspace *w, const struct goals *g,
                             const struct model *m)
{
	size_t n_goals = g != NULL ? g->n : 0, n_kpis = m != NULL ? m->n_kpis : 0;
	struct uses u = { .a = a, .w = w, .all = ARENA_ARRAY(a, n_goals + n_kpis + 1, struct use) };

	for (size_t i = 0; i < n_goals; i++)
		add(&u, g->all[i].department, g->all[i].id, g->all[i].department_at);
	for (size_t i = 0; i < n_kpis; i++)
		if (!m->kpis[i].is_library)
			add(&u, m->kpis[i].department, m->kpis[i].id, m->kpis[i].department_at);
	return u;
}

static bool is_listed(const struct workspace *w, struct str name)
{
	for (size_t i = 0; i < w->n_departments; i++)
		if (str_eq_fold(w->departments[i], name))
			return true;
	return false;
}

static size_t count(const struct uses *u, struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < u->n; i++)
		n += str_eq_fold(u->all[i].name, name);
	return n;
}

static size_t first_use(const struct uses *u, struct str name)
{
	size_t i = 0;

	while (i < u->n && !str_eq_fold(u->all[i].name, name))
		i++;
	return i;
}

/* The nearest of the names that a single use may be meant for: those that are used more often, or earlier. */
static bool find_meant(const struct uses *u, struct str name, struct str *near)
{
	struct str *names = ARENA_ARRAY(u->a, u->n + 1, struct str);
	size_t n = 0, own = first_use(u, name);

	if (name.n < SHORTEST_TYPO || count(u, name) > 1)
		return false;
	for (size_t i = 0; i < u->n; i++)
		if (!str_eq_fold(u->all[i].name, name)
		    && (first_use(u, u->all[i].name) < own || count(u, u->all[i].name) > 1))
			names[n++] = u->all[i].name;
	return str_nearest(name, names, n, near, 1) == 1;
}

static bool is_doubtful(const struct uses *u, struct str name, struct str *near)
{
	*near = STR_NONE;
	if (u->w->n_departments == 0)
		return find_meant(u, name, near);
	if (is_listed(u->w, name))
		return false;
	str_nearest(name, u->w->departments, u->w->n_departments, near, 1);
	return true;
}

bool department_is_doubtful(const struct workspace *w, const struct goals *g, const struct model *m,
                            struct str name)
{
	struct arena *a = arena_new(0);
	struct uses u = find_uses(a, w, g, m);
	struct str near;
	bool is = is_doubtful(&u, name, &near);

	arena_free(a);
	return is;
}

static void report(const struct uses *u, const struct intern *names, const struct use *x, struct str near,
                   struct diag *d)
{
	struct str subject = intern_str(names, x->subject);
	struct str remedy =
	    near.n > 0 ? str_fmt(u->a, "write %.*s if that is meant", STR_ARG(near))
		       : STR("add it to `departments:` of the workspace, or write one that is there");

	if (u->w->n_departments > 0)
		diag_put(d, SEV_WARNING, "K603", subject, x->at, remedy,
		         "department '%.*s' is not listed in the workspace", STR_ARG(x->name));
	else
		diag_put(d, SEV_WARNING, "K603", subject, x->at, remedy,
		         "nothing else names a department '%.*s', and it is nearly '%.*s'", STR_ARG(x->name),
		         STR_ARG(near));
}

void departments_check(const struct intern *names, const struct workspace *w, const struct goals *g,
                       const struct model *m, struct diag *d)
{
	struct arena *a = arena_new(0);
	struct uses u = find_uses(a, w, g, m);

	for (size_t i = 0; i < u.n; i++) {
		struct str near;

		if (is_doubtful(&u, u.all[i].name, &near))
			report(&u, names, &u.all[i], near, d);
	}
	arena_free(a);
}
