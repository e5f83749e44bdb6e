/* departments.c - the names of departments: which of them nobody else knows. */
#include "core/departments.h"

enum { LONG_WORD = 7, SHORTEST_SWAP = 5 }; /* hr is not meant for pr, nor brand for brands */

struct use { /* one place that names a department */
	struct str name;
	sym subject; /* the goal or KPI */
	struct place at;
};

struct uses {
	struct arena *a; /* of remedies */
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

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (c & 0x80) != 0;
}

/* How long the word around a letter of s is. */
static size_t word_length(struct str s, size_t at)
{
	size_t first = at, end = at;

	while (first > 0 && is_letter(s.p[first - 1]))
		first--;
	while (end < s.n && is_letter(s.p[end]))
		end++;
	return end - first;
}

static bool ends_in_s(struct str s, size_t at)
{
	return lower(s.p[at]) == 's' && (at + 1 == s.n || !is_letter(s.p[at + 1]));
}

/* "marketting", "Slaes": two letters of a word swapped, or one missing inside a long one; never in two places. Marketing UK
 * and US, Brand and Board, Product and Production, Service and Services are departments of their own. */
static bool is_slip(struct str a, struct str b)
{
	struct str more = a.n > b.n ? a : b, less = a.n > b.n ? b : a;
	size_t at = 0, tail = 0;

	while (at < less.n && lower(more.p[at]) == lower(less.p[at]))
		at++;
	while (tail < less.n - at && lower(more.p[more.n - 1 - tail]) == lower(less.p[less.n - 1 - tail]))
		tail++;
	if (at == more.n || !is_letter(more.p[at]))
		return false;
	if (more.n == less.n)
		return more.n - at - tail == 2 && lower(more.p[at]) == lower(less.p[at + 1])
		       && lower(more.p[at + 1]) == lower(less.p[at])
		       && word_length(more, at) >= SHORTEST_SWAP;
	return more.n - less.n == 1 && at + tail == less.n && word_length(more, at) >= LONG_WORD
	       && !ends_in_s(more, at);
}

/* Of the names that a single use may be a slip of, which are used more often or earlier, the first. */
static bool find_meant(const struct uses *u, struct str name, struct str *near)
{
	size_t own = first_use(u, name);

	if (count(u, name) > 1)
		return false;
	for (size_t i = 0; i < u->n; i++) {
		*near = u->all[i].name;
		if (is_slip(name, *near) && (first_use(u, *near) < own || count(u, *near) > 1))
			return true;
	}
	return false;
}

bool department_is_unlisted(const struct workspace *w, struct str name)
{
	return w->n_departments > 0 && !is_listed(w, name);
}

static bool is_told(const struct uses *u, struct str name, struct str *near)
{
	*near = STR_NONE;
	if (u->w->n_departments == 0)
		return find_meant(u, name, near);
	str_nearest(name, u->w->departments, u->w->n_departments, near, 1);
	return !is_listed(u->w, name);
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
		diag_put(
		    d, SEV_WARNING, "K603", subject, x->at, remedy,
		    "nothing else names a department '%.*s', and it is nearly '%.*s'; it counts as one of "
		    "its own",
		    STR_ARG(x->name), STR_ARG(near));
}

void departments_check(const struct intern *names, const struct workspace *w, const struct goals *g,
                       const struct model *m, struct diag *d)
{
	struct arena *a = arena_new(0);
	struct uses u = find_uses(a, w, g, m);

	for (size_t i = 0; i < u.n; i++) {
		struct str near;

		if (is_told(&u, u.all[i].name, &near))
			report(&u, names, &u.all[i], near, d);
	}
	arena_free(a);
}
