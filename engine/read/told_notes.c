/* told_notes.c - notes.csv: remarks that stand beside an objective or a KPI. */
#include "read/told_parts.h"

#define NOTE(title, field, type, needed, help) COLUMN_AS(title, struct note, field, type, needed, help)
static const struct csv_column note_columns[] = {
	NOTE("period", period, COLUMN_PERIOD, true, "2026-Q3, 2026-09, 2026-H2 or 2026"),
	NOTE("about", about, COLUMN_ID, true, "the id of a goal or a KPI"),
	NOTE("note", text, COLUMN_TEXT, true, "the remark"),
	NOTE("by", by, COLUMN_TEXT, false, "whose remark it is"),
};

static struct str_list goals_and_kpis(const struct rows *rs, const struct told_build *b)
{
	struct str_list goals = rows_goal_ids(rs, b->goals), kpis = rows_kpi_ids(rs, b->m);
	struct str *all = ARENA_ARRAY(rs->r.a, goals.n + kpis.n + 1, struct str);

	for (size_t i = 0; i < goals.n; i++)
		all[i] = goals.all[i];
	for (size_t i = 0; i < kpis.n; i++)
		all[goals.n + i] = kpis.all[i];
	return (struct str_list){ all, goals.n + kpis.n };
}

static void check_about(const struct rows *rs, const struct told_build *b, const struct note *n)
{
	struct str id = intern_str(rs->r.names, n->about);

	if (n->about == 0 || b->goals == NULL || b->m == NULL || goals_find(b->goals, n->about) != NULL
	    || model_kpi(b->m, n->about) != NULL)
		return;
	rows_unknown(rs, "about", id, id, goals_and_kpis(rs, b), STR("write the id of a goal or a KPI"),
	             "'%.*s' is neither a goal nor a KPI", STR_ARG(id));
}

void told_notes_read(struct told_build *b)
{
	struct rows rs = { .columns = note_columns, .n_columns = sizeof note_columns / sizeof *note_columns };
	struct note *all, n = { .about = 0 };

	if (!told_open(b, &rs, b->w->notes, INPUT_NOTES))
		return;
	all = ARENA_ARRAY(b->r.a, rs.table.n, struct note);
	b->told->notes = all;
	for (; rows_next(&rs, &n); n = (struct note){ .about = 0 }) {
		n.at = rows_place(&rs, rs.row, "about");
		check_about(&rs, b, &n);
		if (n.about != 0 && n.period.year != 0 && n.text.n > 0) /* else reported */
			all[b->told->n_notes++] = n;
	}
}
