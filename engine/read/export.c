/* export.c - an export file from open to end: its tables, their headers, and every row in turn. */
#include "read/export.h"

#include <string.h>
#include "read/reading.h"

enum { SAMPLE_RECORDS = 200, TICK_ROWS = 4096 };

struct opened {
	struct decoder *bytes;
	struct csv *csv;
	struct diag *d;
};

static bool open_export(const struct export_job *job, struct diag *d, struct opened *o)
{
	o->d = d;
	o->csv = NULL;
	o->bytes = decode_open(job->path, job->shown, job->format->encoding, d);
	if (o->bytes == NULL)
		return false;
	o->csv = csv_open(o->bytes, job->shown, job->delimiter);
	return true;
}

static void close_export(struct opened *o)
{
	csv_close(o->csv);
	decode_close(o->bytes);
}

static bool next_record(void *ctx, struct csv_record *rec)
{
	struct opened *o = ctx;

	return csv_next(o->csv, rec, o->d);
}

/* Columns that nothing maps are metrics if most of their values in the first rows are numbers. */
static void sample_columns(struct reading *r)
{
	struct column_sample *samples = ARENA_ARRAY(r->a, r->columns->n_cells, struct column_sample);
	struct opened o;
	struct head head;
	struct csv_record rec;
	struct diag *quiet = diag_new();
	struct columns *c = r->columns;

	if (open_export(r->job, quiet, &o)) {
		head_read(r->a, r->f, (struct records){ next_record, &o }, &head);
		for (int i = 0; i < SAMPLE_RECORDS && csv_next(o.csv, &rec, quiet) && !record_is_blank(&rec);
		     i++)
			for (size_t k = 0; k < c->n_cells && rec.n == c->n; k++)
				if (c->all[c->cells[k]].use == USE_UNDECIDED)
					column_sample_add(&samples[k], &r->style, rec.fields[c->cells[k]]);
		for (size_t k = 0; k < c->n_cells; k++)
			column_decide(&c->all[c->cells[k]], &samples[k]);
	}
	close_export(&o);
	diag_free(quiet);
}

static void note_repeated(struct reading *r, const struct head *head)
{
	for (size_t i = 0; i < r->columns->n && !r->is_quiet; i++) {
		const struct column *c = &r->columns->all[i];

		if (c->use == USE_REPEATED)
			diag_put(r->x->d, SEV_NOTE, "K104", c->name,
			         (struct place){ r->job->shown, head->line, 0, STR_NONE }, STR_NONE,
			         "column %zu, '%.*s', is not used: %.*s is read from column %u, '%.*s'",
			         i + 1, STR_ARG(c->name), STR_ARG(intern_str(r->x->names, c->metric)),
			         c->instead + 1, STR_ARG(r->columns->all[c->instead].name));
	}
}

/* The channel and metric that the title, the source and the format give to rows that do not say. */
static void set_defaults(struct reading *r, struct str title)
{
	const struct format *f = r->f;
	const struct source *s = r->job->source;
	struct str channel = STR_NONE, metric = STR_NONE;
	struct arena *a = r->a;

	if (title.n > 0)
		format_read_title(f, a, title, &channel, &metric);
	r->channel = s->channel;
	if (f->channel.from_title && channel.n > 0)
		r->channel = name_cache_get(r->x->channels, channel);
	else if (r->channel == 0 && f->channel.constant.n > 0)
		r->channel = name_cache_get(r->x->channels, f->channel.constant);
	r->account = s->account;
	if (r->account == 0 && f->account.constant.n > 0)
		r->account = name_cache_get(r->x->accounts, f->account.constant);
	r->campaign = s->campaign;
	if (r->campaign == 0 && f->campaign.constant.n > 0)
		r->campaign = name_cache_get(r->x->campaigns, f->campaign.constant);
	r->metric = 0;
	if (f->metric.from_title && metric.n > 0)
		r->metric = name_cache_get(r->x->metrics, metric);
	else if (f->metric.constant.n > 0)
		r->metric = name_cache_get(r->x->metrics, f->metric.constant);
}

/* Names of columns that were not used are gathered for one note. */
static void end_table(struct reading *r)
{
	size_t n;
	struct str names;

	if (r->columns == NULL || r->is_quiet || r->is_other)
		return;
	names = columns_unused(r->a, r->columns, &n);
	if (n == 0 || (r->unused.n > 0 && str_find(r->unused, names) != SIZE_MAX))
		return;
	r->unused =
	    r->unused.n == 0 ? names : str_fmt(r->a, "%.*s, %.*s", STR_ARG(r->unused), STR_ARG(names));
	r->n_unused += n;
}

/* A table that is not what the format describes: its rows are left out, with a note. */
static void note_other(struct reading *r, const struct head *head, struct str why)
{
	if (!r->is_quiet)
		diag_put(r->x->d, SEV_NOTE, "K104", head->title,
		         (struct place){ r->job->shown, head->line, 0, STR_NONE }, STR_NONE,
		         "the table%s%.*s%s is left out: %.*s", head->title.n > 0 ? " '" : "",
		         STR_ARG(head->title), head->title.n > 0 ? "'" : "", STR_ARG(why));
}

static void begin_table(struct reading *r, const struct head *head)
{
	struct misfit misfit;

	end_table(r);
	head_judge(r->a, r->f, head, &misfit);
	r->columns = ARENA_NEW(r->a, struct columns);
	columns_bind(r->a, r->f, &head->columns, r->x->metrics, r->columns);
	r->is_other = true;
	if (r->f->skip.n > 0) {
		note_other(r, head, r->f->skip);
	} else if (misfit.differs.n > 0) {
		note_other(r, head, misfit.differs);
	} else if (r->columns->date == NO_COLUMN
	           || (r->f->value.columns.n > 0 && r->columns->value == NO_COLUMN)) {
		note_other(r, head, STR("it has no column for the date or the value"));
	} else if (r->f->grain == GRAIN_POST && r->columns->n_cells > BATCH_ROWS) {
		note_other(r, head, STR("a post has over 4,096 columns"));
	} else {
		r->is_other = false;
	}
	for (size_t i = 0; i < r->columns->n_cells; i++) {
		struct column *c = &r->columns->all[r->columns->cells[i]];

		c->is_wanted = metric_is_wanted(r, c->metric);
	}
	set_defaults(r, head->title);
	if (!r->is_other)
		note_repeated(r, head);
}

/* After a blank line of stacked tables: does the same table go on? */
static bool goes_on(struct reading *r, const struct csv_record *rec)
{
	int32_t first, last;

	return r->columns != NULL && !r->is_other && rec->n == r->columns->n
	       && row_date(r, rec->fields[r->columns->date], &first, &last) == DATE_OK;
}

/* Every record behind the first header. */
static void read_records(struct reading *r, struct opened *o)
{
	struct csv_record rec;
	struct head head;
	bool is_between = false;
	uint64_t n = 0;

	while (!r->is_stopped && csv_next(o->csv, &rec, o->d)) {
		if (++n % TICK_ROWS == 0 && r->x->tick != NULL)
			r->x->tick(r->x->tick_ctx, decode_bytes(o->bytes));
		if (r->f->is_stacked && record_is_blank(&rec)) {
			is_between = true;
			continue;
		}
		if (is_between && !goes_on(r, &rec)) {
			head_read_table(r->a, r->f, (struct records){ next_record, o }, &rec, &head);
			if (head.line > 0)
				begin_table(r, &head);
			is_between = false;
			continue;
		}
		is_between = false;
		row_read(r, &rec);
	}
}

static bool is_complete(const struct opened *o)
{
	return !csv_failed(o->csv) && !decode_failed(o->bytes);
}

/* Open, read the head and then all records. quiet: where its errors go while nothing is reported; else
 * NULL. */
static bool run_reading(struct reading *r, struct diag *quiet, struct opened *o)
{
	struct head head;

	if (!open_export(r->job, quiet != NULL ? quiet : r->x->d, o))
		return false;
	r->csv = o->csv;
	r->x->file = r->job->shown;
	cell_style_init(&r->style, r->f);
	head_read(r->a, r->f, (struct records){ next_record, o }, &head);
	if (head.line > 0) {
		begin_table(r, &head);
		if (columns_undecided(r->columns))
			sample_columns(r);
		read_records(r, o);
		end_table(r);
	}
	return is_complete(o);
}

static struct reading make_reading(struct exports *x, const struct export_job *job, struct input *in)
{
	const struct source *s = job->source;
	const struct format *f = job->format;
	enum every every = s->every != EVERY_DEFAULT ? s->every : f->every;
	struct reading r = { .x = x, .job = job, .f = f, .in = in };

	r.a = arena_new(0);
	r.dated = s->has_dated ? s->dated : f->dated;
	r.rules.source = job->source_index;
	r.rules.every = every != EVERY_DEFAULT && f->grain == GRAIN_DAY ? every : EVERY_DAY;
	r.rules.grain = f->grain;
	r.rules.is_sparse = s->is_sparse || f->is_sparse || f->grain == GRAIN_POST;
	r.rules.same_cell = s->same_cell;
	return r;
}

bool export_scan(struct exports *x, const struct export_job *job, struct export_span *out)
{
	struct input spare = { .first_day = DAY_NONE, .last_day = DAY_NONE };
	struct reading r = make_reading(x, job, &spare);
	struct diag *quiet = diag_new();
	struct opened o;
	bool ok;

	*out = (struct export_span){ .first = DAY_NONE, .last = DAY_NONE };
	r.is_quiet = r.is_scan = true;
	ok = run_reading(&r, quiet, &o);
	if (ok)
		decode_digest(o.bytes, &out->digest_hi, &out->digest_lo, &out->bytes);
	out->rows = spare.rows;
	out->first = spare.first_day;
	out->last = spare.last_day;
	close_export(&o);
	diag_free(quiet);
	arena_free(r.a);
	return ok;
}

void export_walk(struct exports *x, const struct export_job *job, row_fn fn, void *ctx)
{
	struct input spare = { .first_day = DAY_NONE, .last_day = DAY_NONE };
	struct reading r = make_reading(x, job, &spare);
	struct diag *quiet = diag_new();
	struct opened o;

	r.is_quiet = true;
	r.fn = fn;
	r.fn_ctx = ctx;
	run_reading(&r, quiet, &o);
	close_export(&o);
	diag_free(quiet);
	arena_free(r.a);
}

static void note_left(struct reading *r)
{
	struct place at = { r->job->shown, r->total_line, 0, STR_NONE };
	uint64_t totals = r->in->left[LEFT_TOTAL_ROW];

	if (totals > 0)
		diag_put(r->x->d, SEV_NOTE, "K114", r->job->shown, at, STR_NONE, "%llu total row%s left out",
		         (unsigned long long)totals, totals == 1 ? " is" : "s are");
	at.line = 0;
	if (r->n_unused > 0)
		diag_put(r->x->d, SEV_NOTE, "K104", r->job->shown, at,
		         STR("map it under metrics in the format, or name it under ignore with a reason"),
		         "not used, because %s text: %.*s",
		         r->n_unused == 1 ? "the column holds" : "the columns hold", STR_ARG(r->unused));
}

bool export_read(struct exports *x, const struct export_job *job, struct input *in, struct put_report *report)
{
	struct reading r = make_reading(x, job, in);
	struct opened o;
	bool ok;

	memset(report, 0, sizeof *report);
	r.report = report;
	store_begin_file(x->st);
	posts_begin_file(x->posts);
	ok = run_reading(&r, NULL, &o);
	row_flush(&r);
	if (o.bytes != NULL)
		decode_digest(o.bytes, &in->digest_hi, &in->digest_lo, &in->bytes);
	note_left(&r);
	close_export(&o);
	arena_free(r.a);
	return ok;
}
