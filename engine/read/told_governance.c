/* told_governance.c - governance.csv: which practices are in place, as the company says itself. */
#include "read/told_parts.h"

#define ANSWER(field, ...) COLUMN_OF(struct answer, field, __VA_ARGS__)
static const struct csv_column answer_columns[] = {
	ANSWER(practice, COLUMN_ID, true, "a practice of the model, such as executive_sponsor"),
	COLUMN_WORDS("status", struct answer, said, true, "none, planned or in_place", said_names, SAID_NONE,
	             SAID__N),
	ANSWER(owner, COLUMN_TEXT, false, "who answers for it"),
	ANSWER(since, COLUMN_TEXT, false, "since when: 2026-09-30, 2026-09, 2026-Q3 or 2026"),
	ANSWER(note, COLUMN_TEXT, false, "a remark"),
};

static bool is_practice(const struct model *m, sym id)
{
	for (size_t i = 0; i < m->n_practices; i++)
		if (m->practices[i].id == id)
			return true;
	return false;
}

static struct str_list practice_ids(const struct rows *rs, const struct model *m)
{
	struct str *ids = ARENA_ARRAY(rs->r.a, m->n_practices + 1, struct str);

	for (size_t i = 0; i < m->n_practices; i++)
		ids[i] = intern_str(rs->r.names, m->practices[i].id);
	return (struct str_list){ ids, m->n_practices };
}

static void check_practice(const struct rows *rs, const struct model *m, sym practice)
{
	struct str id = intern_str(rs->r.names, practice);

	if (m != NULL && practice != 0 && !is_practice(m, practice))
		rows_unknown(rs, "practice", id, id, practice_ids(rs, m),
		             STR("describe it under `practices:` of the model, or remove the row"),
		             "'%.*s' is no practice of the model", STR_ARG(id));
}

static void check_since(const struct rows *rs, const struct answer *x)
{
	struct period p;
	int32_t day;

	if (x->since.n > 0 && !day_parse_iso(x->since, &day) && !period_parse(x->since, rs->fiscal, &p))
		diag_error(rs->r.d, "K101", rows_place(rs, rs->row, "since"),
		           STR("write it as 2026-09-30, 2026-09, 2026-Q3 or 2026"),
		           "'%.*s' is neither a day nor a period", STR_ARG(x->since));
}

static void add_answer(const struct rows *rs, struct answer *all, size_t *n, struct answer *x)
{
	struct str id = intern_str(rs->r.names, x->practice);

	x->at = rows_place(rs, rs->row, "practice");
	check_since(rs, x);
	for (size_t i = 0; x->practice != 0 && i < *n; i++) {
		if (all[i].practice != x->practice)
			continue;
		diag_put(rs->r.d, SEV_ERROR, "K111", id, x->at, STR("keep one of the two rows"),
		         "'%.*s' stands here and in line %u", STR_ARG(id), (unsigned)all[i].at.line);
		return;
	}
	if (x->practice != 0) /* else reported: the cell was empty or no id */
		all[(*n)++] = *x;
}

void told_governance_read(struct told_build *b)
{
	struct rows rs = { .columns = answer_columns,
		           .n_columns = sizeof answer_columns / sizeof *answer_columns };
	struct answer *all, x = { .practice = 0 };

	b->told->has_governance = b->w->governance.n > 0;
	if (!told_open(b, &rs, b->w->governance, INPUT_GOVERNANCE))
		return;
	all = ARENA_ARRAY(b->r.a, rs.table.n, struct answer);
	b->told->answers = all;
	for (; rows_next(&rs, &x); x = (struct answer){ .practice = 0 }) {
		check_practice(&rs, b->m, x.practice);
		add_answer(&rs, all, &b->told->n_answers, &x);
	}
}
