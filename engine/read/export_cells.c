/* export_cells.c - the numbers of one file again, each with its line. */
#include "read/export_cells.h"

#include "read/detect.h"
#include "read/export.h"

struct telling {
	const struct cells_of_file *f;
	const struct export_job *job;
	struct cell_style style;
	export_cell_fn fn;
	void *ctx;
};

/* `metrics:` of the source; row_cells.c asks the same of what it puts into the store. */
static bool is_wanted(const struct telling *t, sym metric)
{
	const struct source *s = t->job->source;

	for (size_t i = 0; i < s->n_metrics; i++)
		if (str_glob(s->metrics[i], intern_str(t->f->names, metric)))
			return true;
	return s->n_metrics == 0;
}

/* Money in another currency is refused (row_cells.c), so it is not told. */
static bool is_foreign(const struct telling *t, const struct row *row, sym metric)
{
	int at = row->columns->currency;
	struct str code = at == NO_COLUMN ? STR_NONE : str_trim(row->rec->fields[at]),
		   own = t->f->w->currency;
	const struct metric *m = model_metric(t->f->m, metric);
	bool is_money = m != NULL ? m->unit == UNIT_CURRENCY : row->columns->value != NO_COLUMN;

	if (code.n == 0)
		code = t->job->format->currency.constant;
	return is_money && code.n > 0 && own.n > 0 && !str_eq_fold(code, own);
}

static void tell(const struct telling *t, const struct row *row, size_t at, sym metric, int64_t times)
{
	struct export_cell cell = { .line = row->rec->line,
		                    .day = row->day,
		                    .channel = row->channel,
		                    .account = row->account,
		                    .campaign = row->campaign,
		                    .metric = metric };

	if (metric != 0 && cell_read(&t->style, row->rec->fields[at], times, &cell.micro) == CELL_NUMBER
	    && !is_foreign(t, row, metric))
		t->fn(t->ctx, &cell);
}

static bool decide_late(const struct telling *t, struct column *col, struct str cell)
{
	struct column_sample one = { 0, 0 };

	column_sample_add(&one, &t->style, cell);
	return column_decide(col, &one);
}

static bool tell_row(void *ctx, const struct row *row)
{
	const struct telling *t = ctx;
	const struct columns *c = row->columns;

	if (c->value != NO_COLUMN) {
		if (is_wanted(t, row->metric))
			tell(t, row, (size_t)c->value, row->metric, MICRO);
		return true;
	}
	for (size_t k = 0; k < c->n_cells; k++) {
		struct column *col = &c->all[c->cells[k]];

		if (col->use == USE_UNDECIDED && !decide_late(t, col, row->rec->fields[c->cells[k]]))
			continue;
		if (col->use == USE_METRIC && col->is_wanted)
			tell(t, row, c->cells[k], col->metric, col->times);
	}
	return true;
}

static const struct format *format_of(const struct cells_of_file *f)
{
	for (size_t i = 0; i < f->formats->n; i++)
		if (str_eq(format_name(f->formats->all[i]), f->in->format))
			return f->formats->all[i];
	return NULL;
}

bool export_cells(const struct cells_of_file *f, export_cell_fn fn, void *ctx)
{
	const struct format *format = format_of(f);
	struct formats one = { &format, 1 };
	struct export_job job = { .path = f->path,
		                  .shown = f->in->path,
		                  .format = format,
		                  .source = &f->w->sources[f->in->source],
		                  .source_index = f->in->source };
	struct telling t = { .f = f, .job = &job, .fn = fn, .ctx = ctx };
	struct diag *quiet = diag_new();
	struct exports x;
	struct fit fit;
	bool ok = format != NULL && detect_fit(f->a, &one, job.path, job.shown, &fit, quiet)
	          && fit.found.n_fits == 1;

	if (ok) {
		job.delimiter = fit.delimiter;
		cell_style_init(&t.style, format);
		exports_init(&x, f->a, f->names, f->w, f->m, NULL, NULL, quiet);
		export_walk(&x, &job, tell_row, &t);
		exports_clear(&x);
	}
	diag_free(quiet);
	return ok;
}
