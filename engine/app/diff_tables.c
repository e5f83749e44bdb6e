/* diff_tables.c - rows of targets.csv and governance.csv that appear, go or say something else. */
#include "app/diff.h"

#include <stddef.h>
#include "read/rows.h"

static const struct target *find_target(const struct targets *t, const struct target *like)
{
	for (size_t i = 0; t != NULL && i < t->n; i++)
		if (t->all[i].kpi == like->kpi && period_eq(t->all[i].period, like->period))
			return &t->all[i];
	return NULL;
}

static const struct target_figure {
	const char *what;
	size_t at;
} target_figures[] = {
	{ "target", offsetof(struct target, target) },
	{ "red line", offsetof(struct target, red_line) },
	{ "low", offsetof(struct target, low) },
	{ "high", offsetof(struct target, high) },
	{ "tolerance", offsetof(struct target, tolerance) },
};

static struct str amount_words(struct arena *a, const struct target *t, size_t at)
{
	const struct amount *v = (const struct amount *)(const void *)((const char *)t + at);

	return v->has ? num_text(a, v->micro) : STR("none");
}

/* "target 250 -> 300; red line none -> 200"; before NULL: "target 300". */
static struct str target_words(struct arena *a, const struct target *before, const struct target *after)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < sizeof target_figures / sizeof *target_figures; i++) {
		struct str now = amount_words(a, after, target_figures[i].at);
		struct str was = before ? amount_words(a, before, target_figures[i].at) : STR("none");

		if (str_eq(now, was))
			continue;
		strbuf_fmt(&b, "%s%s %.*s%s%.*s", b.n ? "; " : "", target_figures[i].what,
		           STR_ARG(before ? was : STR_NONE), before ? " -> " : "", STR_ARG(now));
	}
	return strbuf_str(&b);
}

static struct str target_name(const struct diff *x, const struct target *t)
{
	return str_fmt(x->a, "%.*s %.*s", STR_ARG(intern_str(x->after->names, t->kpi)),
	               STR_ARG(period_text(x->a, t->period)));
}

void diff_targets(struct diff *x)
{
	const struct targets *before = x->before->targets, *after = x->after->targets;

	for (size_t i = 0; i < after->n; i++) {
		const struct target *q = &after->all[i], *p = find_target(before, q);
		struct str words = target_words(x->a, p, q);

		if (words.n)
			diff_head(x, DIFF_TARGETS, target_name(x, q), "%s%.*s", p ? "" : "new, ",
			          STR_ARG(words));
	}
	for (size_t i = 0; i < before->n; i++)
		if (find_target(after, &before->all[i]) == NULL)
			diff_head(x, DIFF_TARGETS, target_name(x, &before->all[i]), "goes: was %.*s",
			          STR_ARG(target_words(x->a, NULL, &before->all[i])));
}

struct practice_row {
	struct str practice, status, owner, since, note;
};

#define TEXT(col)                                                                                       \
	{                                                                                               \
		.name = #col, .type = COLUMN_TEXT, .at = offsetof(struct practice_row, col), .help = "" \
	}
static const struct csv_column practice_columns[] = {
	{ .name = "practice",
	  .type = COLUMN_TEXT,
	  .is_required = true,
	  .at = offsetof(struct practice_row, practice),
	  .help = "" },
	TEXT(status),
	TEXT(owner),
	TEXT(since),
	TEXT(note),
};

struct practice_rows {
	struct practice_row *all;
	size_t n;
};

/* governance.csv of one side; what cannot be read of it is reported and left out. */
static struct practice_rows read_practices(const struct diff *x, const struct session *s, struct str path)
{
	struct practice_rows out = { NULL, 0 };
	struct input_list files = { .a = x->a };
	struct rows rs = { .r = { x->a, s->names, s->diag },
		           .columns = practice_columns,
		           .n_columns = sizeof practice_columns / sizeof *practice_columns,
		           .fiscal = { .first_month = 1 } };
	struct practice_row p = { 0 };

	if (!path.n || !rows_open(&rs, path, path_shown(x->a, &s->lib, path), INPUT_OTHER, &files))
		return out;
	out.all = ARENA_ARRAY(x->a, rs.table.n + 1, struct practice_row);
	for (; rows_next(&rs, &p); p = (struct practice_row){ 0 })
		out.all[out.n++] = p;
	return out;
}

static const struct practice_row *find_practice(const struct practice_rows *all, struct str name)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq_fold(all->all[i].practice, name))
			return &all->all[i];
	return NULL;
}

static void compare_practice(struct diff *x, const struct practice_row *p, const struct practice_row *q)
{
	struct str none = STR("none");

	if (!str_eq(p->status, q->status))
		diff_head(x, DIFF_GOVERNANCE, q->practice, "%.*s -> %.*s",
		          STR_ARG(p->status.n ? p->status : none), STR_ARG(q->status.n ? q->status : none));
	if (!str_eq(p->owner, q->owner))
		diff_head(x, DIFF_GOVERNANCE, q->practice, "owner %.*s -> %.*s",
		          STR_ARG(p->owner.n ? p->owner : none), STR_ARG(q->owner.n ? q->owner : none));
	if (!str_eq(p->since, q->since) || !str_eq(p->note, q->note))
		diff_head(x, DIFF_GOVERNANCE, q->practice, "another date or note");
}

void diff_governance(struct diff *x)
{
	struct practice_rows before = read_practices(x, x->before, x->before->governance);
	struct practice_rows after = read_practices(x, x->after, x->after->governance);

	for (size_t i = 0; i < after.n; i++) {
		const struct practice_row *q = &after.all[i], *p = find_practice(&before, q->practice);

		if (p != NULL)
			compare_practice(x, p, q);
		else
			diff_head(x, DIFF_GOVERNANCE, q->practice, "new, %.*s", STR_ARG(q->status));
	}
	for (size_t i = 0; i < before.n; i++)
		if (find_practice(&after, before.all[i].practice) == NULL)
			diff_head(x, DIFF_GOVERNANCE, before.all[i].practice, "goes: was %.*s",
			          STR_ARG(before.all[i].status));
}
