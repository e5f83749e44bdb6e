/* export.c - the tables that analysts load elsewhere, as CSV on stdout. */
#include "app/run.h"
#include "app/session.h"
#include "out/text.h"

/* One row a cell of every series that counts, in the order of names and days. */
static void export_series(struct session *s)
{
	size_t n;
	const uint32_t *order = store_sorted(s->store, s->names, &n);
	struct arena *scratch = arena_new(0);

	printf("date,channel,account,campaign,metric,value\n");
	for (size_t k = 0; k < n; k++) {
		const struct series *e = store_series(s->store, order[k]);
		struct cell_walk w;
		int32_t day;
		int64_t micro;

		if (!e->is_owner || e->first_day == DAY_NONE)
			continue;
		store_walk(&w, s->store, order[k], e->first_day, e->last_day);
		while (store_next(&w, &day, &micro)) {
			arena_reset(scratch);
			csv_cell(stdout, day_text(scratch, day), false, false);
			csv_cell(stdout, intern_str(s->names, e->channel), true, false);
			csv_cell(stdout, intern_str(s->names, e->account), true, false);
			csv_cell(stdout, intern_str(s->names, e->campaign), true, false);
			csv_cell(stdout, intern_str(s->names, e->metric), true, false);
			csv_cell(stdout, num_text(scratch, micro), false, true);
		}
	}
	arena_free(scratch);
}

static void export_table(const struct export_table *t)
{
	for (size_t c = 0; c < t->n_columns; c++)
		csv_cell(stdout, str_of(t->columns[c]), false, c + 1 == t->n_columns);
	for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
		int64_t micro;
		bool is_text = num_parse(t->cells[i], (struct num_style){ '.', 0, false }, &micro) != NUM_OK;

		csv_cell(stdout, t->cells[i], is_text, (i + 1) % t->n_columns == 0);
	}
}

static bool is_table(struct str name)
{
	for (size_t i = 0; i < n_export_names; i++)
		if (str_is(name, export_names[i]))
			return true;
	return str_is(name, "series");
}

static int unknown_table(const struct options *o, struct diag *d)
{
	diag_put(d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE,
	         STR("write one of series, metrics, kpis, objectives, findings, inputs, campaigns, maturity"),
	         "there is no table '%.*s'", STR_ARG(o->name));
	diag_set_exit(d, EXIT_USAGE);
	return EXIT_USAGE;
}

int export_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	struct export_table t;
	bool ok;

	if (!is_table(o->name))
		return unknown_table(o, d);
	ok = session_open(&s, o, a, d) && session_read(&s);
	if (ok && str_is(o->name, "series")) {
		export_series(&s);
	} else if (ok && session_judge(&s)) {
		struct book_facts b = session_book_facts(&s);

		ok = plan_export(&b, a, o->name, &t);
		if (ok)
			export_table(&t);
	} else {
		ok = false;
	}
	ok = ok && text_flush(stdout, "the table", d);
	session_close(&s);
	return ok ? EXIT_DONE : diag_exit_code(d);
}
