/* goals_file.c - goals.csv: the tree of business goals. */
#include "read/rows.h"
#include "read/workspace_file.h"

#define GOAL(field, ...) COLUMN_OF(struct goal, field, __VA_ARGS__)
static const struct csv_column goal_columns[] = {
	COLUMN_AS("goal", struct goal, id, COLUMN_ID, true, "a short id such as grow_b2b"),
	GOAL(name, COLUMN_TEXT, true, "what people call the goal"),
	GOAL(parent, COLUMN_ID, false, "the goal it is part of; empty at the top"),
	GOAL(statement, COLUMN_TEXT, false, "what is to be reached"),
	COLUMN_WORDS("kind", struct goal, kind, false, "business (default) or social", kind_names, 0,
	             KIND__N),
	GOAL(department, COLUMN_TEXT, false, "whose goal it is"),
	GOAL(owner, COLUMN_TEXT, false, "who answers for it"),
	GOAL(sponsor, COLUMN_TEXT, false, "who backs it"),
	GOAL(budget, COLUMN_AMOUNT, false, "money for it"),
	GOAL(currency, COLUMN_TEXT, false, "of the budget; the workspace's where empty"),
	GOAL(weight, COLUMN_POSITIVE, false, "among the goals of one parent; 1 where empty"),
	GOAL(decides, COLUMN_TEXT, false, "who decides"),
	GOAL(executes, COLUMN_TEXT, false, "who does it"),
	GOAL(pays, COLUMN_TEXT, false, "who pays"),
	GOAL(informed, COLUMN_TEXT, false, "who is told"),
	COLUMN_WORDS("rollup", struct goal, rollup, false,
	             "how its score comes about; the model's where empty", rollup_names, ROLLUP_WEIGHTED,
	             ROLLUP__N),
};

/* Goals as they are read: the row of each is its place among the findings. */
struct goal_list {
	struct rows *rs;
	struct goal *all;
	size_t *row;
	size_t n;
};

static struct goal *find(const struct goal_list *l, sym id)
{
	for (size_t i = 0; i < l->n; i++)
		if (id != 0 && l->all[i].id == id)
			return &l->all[i];
	return NULL;
}

static void add_goal(struct goal_list *l, struct goal *g, const struct workspace *w)
{
	struct rows *rs = l->rs;
	const struct goal *same = find(l, g->id);
	struct str id = intern_str(rs->r.names, g->id);

	g->at = rows_place(rs, rs->row, "goal");
	g->department_at = rows_place(rs, rs->row, "department");
	if (same != NULL) {
		diag_put(rs->r.d, SEV_ERROR, "K602", id, g->at, STR("give one of the two another id"),
		         "goal '%.*s' stands here and in line %u", STR_ARG(id), (unsigned)same->at.line);
		return;
	}
	if (g->currency.n == 0)
		g->currency = w->currency;
	if (g->id == 0) /* reported: the cell was empty or no id */
		return;
	l->row[l->n] = rs->row;
	l->all[l->n++] = *g;
}

static void unknown_parent(const struct goal_list *l, size_t i)
{
	struct rows *rs = l->rs;
	struct str *names = ARENA_ARRAY(rs->r.a, l->n, struct str);
	struct str id = intern_str(rs->r.names, l->all[i].id),
		   parent = intern_str(rs->r.names, l->all[i].parent);

	for (size_t k = 0; k < l->n; k++)
		names[k] = intern_str(rs->r.names, l->all[k].id);
	diag_put(rs->r.d, SEV_ERROR, "K603", id, rows_place(rs, l->row[i], "parent"),
	         nearest_words(&rs->r, parent, names, l->n, STR("add a row for it, or leave the cell empty")),
	         "the parent '%.*s' of '%.*s' is no goal", STR_ARG(parent), STR_ARG(id));
}

static void link_parents(struct goal_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct goal *g = &l->all[i];

		g->up = find(l, g->parent);
		if (g->parent != 0 && g->up == NULL)
			unknown_parent(l, i);
	}
}

/* Is g on the circle that its parents run into? Steps are bounded by the number of goals. */
static bool in_circle(const struct goal_list *l, const struct goal *g)
{
	const struct goal *up = g->up;

	for (size_t steps = 0; up != NULL && up != g && steps < l->n; steps++)
		up = up->up;
	return up == g;
}

/* A circle is reported once, at the first of its goals, and cut there, so that nobody walks in it. */
static void cut_circles(struct goal_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct goal *g = &l->all[i];
		struct rows *rs = l->rs;
		struct strbuf trail;

		if (!in_circle(l, g))
			continue;
		strbuf_init(&trail, rs->r.a, 0);
		strbuf_add(&trail, intern_str(rs->r.names, g->id));
		for (const struct goal *up = g->up; up != g; up = up->up)
			strbuf_fmt(&trail, " -> %.*s", STR_ARG(intern_str(rs->r.names, up->id)));
		strbuf_fmt(&trail, " -> %.*s", STR_ARG(intern_str(rs->r.names, g->id)));
		diag_put(rs->r.d, SEV_ERROR, "K606", intern_str(rs->r.names, g->id),
		         rows_place(rs, l->row[i], "parent"),
		         STR("leave the parent of the topmost goal empty"),
		         "the parents run in a circle: %.*s", STR_ARG(strbuf_str(&trail)));
		g->up = NULL;
	}
}

const struct goals *goals_read(struct arena *a, struct intern *names, const struct workspace *w,
                               const struct library *lib, struct input_list *files, struct diag *d)
{
	struct rows rs = { .r = { a, names, d },
		           .columns = goal_columns,
		           .n_columns = sizeof goal_columns / sizeof *goal_columns,
		           .tells_thousands = true,
		           .fiscal = w->fiscal };
	struct goal_list l = { .rs = &rs };
	struct str path = workspace_path(a, w, w->goals);
	struct goal g = { .kind = KIND_BUSINESS, .weight = 1 };
	struct goals *goals = ARENA_NEW(a, struct goals);
	size_t errors = diag_count(d, SEV_ERROR);

	if (!rows_open(&rs, path, path_shown(a, lib, path), INPUT_GOALS, files))
		return NULL;
	l.all = ARENA_ARRAY(a, rs.table.n, struct goal);
	l.row = ARENA_ARRAY(a, rs.table.n, size_t);
	for (; rows_next(&rs, &g); g = (struct goal){ .kind = KIND_BUSINESS, .weight = 1 })
		add_goal(&l, &g, w);
	link_parents(&l);
	cut_circles(&l);
	if (l.n == 0 && diag_count(d, SEV_ERROR) == errors)
		diag_error(d, "K602", rows_place(&rs, 0, "goal"), STR("add a row for each business goal"),
		           "there is no goal in the file");
	*goals = (struct goals){ l.all, l.n };
	return diag_count(d, SEV_ERROR) == errors ? goals : NULL;
}
