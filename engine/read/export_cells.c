/* export_cells.c - the numbers of one file again, each with its line. */
#include "read/export_cells.h"

#include "read/detect.h"
#include "read/money.h"

struct telling {
	export_cell_fn fn;
	void *ctx;
	struct put_rules rules;
	uint64_t n;
};

static void tell(void *ctx, const struct row *row, sym metric, int64_t original, const struct money *money)
{
	struct telling *t = ctx;
	struct export_cell cell = { .line = row->rec->line,
		                    .nth = t->n++,
		                    .day = row->day,
		                    .channel = row->channel,
		                    .account = row->account,
		                    .campaign = row->campaign,
		                    .metric = metric,
		                    .id = { row->id_hi, row->id_lo },
		                    .rules = &t->rules,
		                    .micro = money->amount,
		                    .original = original,
		                    .rate = money->rate };

	t->fn(t->ctx, &cell);
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
	struct telling t = { .fn = fn, .ctx = ctx };
	struct diag *quiet = diag_new();
	struct exports x;
	struct fit fit;
	struct detector *detector = detector_new(f->a, &one);
	bool ok = format != NULL && detector_fit(detector, job.path, NULL, job.shown, &fit, quiet)
	          && fit.found.n_fits == 1;

	if (ok) {
		job.delimiter = fit.delimiter;
		t.rules = export_rules(&job);
		exports_init(&x, f->a, f->names, f->w, f->m, NULL, NULL, quiet);
		x.rates = f->rates;
		export_walk_cells(&x, &job, tell, &t);
		exports_clear(&x);
	}
	detector_free(detector);
	diag_free(quiet);
	return ok;
}
