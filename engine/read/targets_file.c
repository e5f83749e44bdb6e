/* targets_file.c - targets.csv: what each KPI is to reach, and when. */
#include "read/rows.h"
#include "read/workspace_file.h"

#define TARGET(field, ...) COLUMN_OF(struct target, field, __VA_ARGS__)
static const struct csv_column target_columns[] = {
	TARGET(kpi, COLUMN_ID, true, "the id of a KPI of the model"),
	TARGET(period, COLUMN_PERIOD, true, "2026-Q3, 2026-09, 2026-H2 or 2026"),
	TARGET(target, COLUMN_AMOUNT, false, "what is to be reached"),
	TARGET(red_line, COLUMN_AMOUNT, false, "beyond it the KPI is red; from the target where empty"),
	TARGET(low, COLUMN_AMOUNT, false, "lower end of a band"),
	TARGET(high, COLUMN_AMOUNT, false, "upper end of a band"),
	TARGET(tolerance, COLUMN_AMOUNT, false, "how far outside a band still counts a little"),
};

struct target_list {
	struct rows *rs;
	struct target *all;
	size_t n;
};

/* m NULL: the model could not be read, so nothing is known of its KPIs. */
static void check_kpi(struct rows *rs, const struct model *m, sym kpi)
{
	struct str id = intern_str(rs->r.names, kpi);
	const struct kpi_off *off = m != NULL ? model_kpi_off(m, kpi) : NULL;

	if (off != NULL)
		diag_put(rs->r.d, SEV_ERROR, "K603", id, rows_place(rs, rs->row, "kpi"),
		         STR("take the ban away, or remove the row"), "KPI '%.*s' is switched off: %.*s",
		         STR_ARG(id), STR_ARG(kpi_off_words(rs->r.a, m, off)));
	else if (m != NULL && kpi != 0 && model_kpi(m, kpi) == NULL)
		rows_unknown(rs, "kpi", id, id, rows_kpi_ids(rs, m),
		             STR("add it to `kpis:` of the model, or remove the row"),
		             "'%.*s' is no KPI of the model", STR_ARG(id));
}

static void check_band(struct rows *rs, const struct target *t)
{
	if (t->low.has && t->high.has && t->low.micro > t->high.micro)
		diag_error(rs->r.d, "K602", rows_place(rs, rs->row, "low"), STR("exchange low and high"),
		           "low is above high");
	if (t->tolerance.has && t->tolerance.micro < 0)
		diag_error(rs->r.d, "K602", rows_place(rs, rs->row, "tolerance"), STR("write 0 or more"),
		           "a tolerance cannot be negative");
}

static void add_target(struct target_list *l, struct target *t)
{
	struct rows *rs = l->rs;
	struct str id = intern_str(rs->r.names, t->kpi);

	t->at = rows_place(rs, rs->row, "kpi");
	check_band(rs, t);
	if (t->kpi == 0 || t->period.year == 0) /* reported */
		return;
	for (size_t i = 0; i < l->n; i++) {
		if (l->all[i].kpi != t->kpi || !period_eq(l->all[i].period, t->period))
			continue;
		diag_put(rs->r.d, SEV_ERROR, "K111", id, t->at, STR("keep one of the two rows"),
		         "'%.*s' has a row for %.*s here and in line %u", STR_ARG(id),
		         STR_ARG(period_text(rs->r.a, t->period)), (unsigned)l->all[i].at.line);
		return;
	}
	l->all[l->n++] = *t;
}

/* Without a figure to reach the file says nothing: most likely its columns have other names. */
static bool has_figures(const struct rows *rs)
{
	bool has = false;

	for (size_t i = 0; i < rs->n_columns; i++)
		has = has || (rs->columns[i].type == COLUMN_AMOUNT && rs->field[i] != SIZE_MAX);
	if (!has)
		diag_error(rs->r.d, "K602", rows_place(rs, 0, "kpi"), STR("add it: what is to be reached"),
		           "there is no column 'target'");
	return has;
}

const struct targets *targets_read(struct arena *a, struct intern *names, const struct workspace *w,
                                   const struct model *m, const struct library *lib, struct input_list *files,
                                   struct diag *d)
{
	struct rows rs = { .r = { a, names, d },
		           .columns = target_columns,
		           .n_columns = sizeof target_columns / sizeof *target_columns,
		           .tells_thousands = true,
		           .fiscal = w->fiscal };
	struct target_list l = { .rs = &rs };
	struct str path = workspace_path(a, w, w->targets);
	struct targets *targets = ARENA_NEW(a, struct targets);
	size_t errors = diag_count(d, SEV_ERROR);
	struct target t = { .kpi = 0 };

	if (w->targets.n == 0)
		return targets;
	if (!rows_open(&rs, path, path_shown(a, lib, path), INPUT_TARGETS, files) || !has_figures(&rs))
		return NULL;
	l.all = ARENA_ARRAY(a, rs.table.n, struct target);
	for (; rows_next(&rs, &t); t = (struct target){ .kpi = 0 }) {
		check_kpi(&rs, m, t.kpi);
		add_target(&l, &t);
	}
	*targets = (struct targets){ l.all, l.n };
	return diag_count(d, SEV_ERROR) == errors ? targets : NULL;
}
