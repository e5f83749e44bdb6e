/* export.c - an export file from open to end, table by table and row by row. */
#include "read/export.h"

#include <string.h>
#include "read/reading.h"

enum { SAMPLE_RECORDS = 200, TICK_ROWS = 4096 };

struct opened {
	struct decoder *bytes;
	struct csv *csv;
	struct diag *d;
};

/* The whole file, or some of its first rows. */
static bool open_export(const struct reading *r, bool is_whole, struct diag *d, struct opened *o)
{
	const struct export_job *job = r->job;

	o->d = d;
	o->csv = NULL;
	o->bytes = (is_whole ? decode_held : decode_head)(job->held, job->path, job->shown,
	                                                  job->format->encoding, d);
	if (o->bytes == NULL)
		return false;
	if (r->x->block > 0)
		decode_limit(o->bytes, r->x->block);
	o->csv = csv_open(o->bytes, job->shown, job->delimiter, r->x->parser);
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

/* One record of the sample to the undecided columns of a table. */
static void sample_record(const struct reading *r, const struct csv_record *rec, size_t block,
                          struct column_sample *samples)
{
	const struct columns *c = r->blocks[block];
	struct csv_record part = row_part(r, rec, block);

	for (size_t k = 0; k < c->n_cells && part.n == c->n; k++)
		if (c->all[c->cells[k]].use == USE_UNDECIDED)
			column_sample_add(&samples[k], &r->style, part.fields[c->cells[k]]);
}

/* Do so many records more change nothing? */
static bool is_sampled(const struct reading *r, struct column_sample *const *samples, size_t n_more)
{
	for (size_t b = 0; b < r->n_blocks; b++) {
		const struct columns *c = r->blocks[b];

		for (size_t k = 0; k < c->n_cells; k++)
			if (!column_is_sure(&c->all[c->cells[k]], &samples[b][k], n_more))
				return false;
	}
	return true;
}

/* Columns that nothing maps are metrics if most of their values in the first rows are numbers. */
static void sample_columns(struct reading *r)
{
	struct column_sample **samples = ARENA_ARRAY(r->a, r->n_blocks, struct column_sample *);
	struct opened o;
	struct head head;
	struct csv_record rec;
	struct diag *quiet = diag_new();

	for (size_t b = 0; b < r->n_blocks; b++)
		samples[b] = ARENA_ARRAY(r->a, r->blocks[b]->n_cells + 1, struct column_sample);
	if (open_export(r, false, quiet, &o)) {
		head_read(r->a, r->f, (struct records){ next_record, &o }, &head);
		for (size_t left = SAMPLE_RECORDS; left > 0 && !is_sampled(r, samples, left)
		                                   && csv_next(o.csv, &rec, quiet) && !record_is_blank(&rec);
		     left--)
			for (size_t b = 0; b < r->n_blocks; b++)
				sample_record(r, &rec, b, samples[b]);
		for (size_t b = 0; b < r->n_blocks; b++)
			for (size_t k = 0; k < r->blocks[b]->n_cells; k++)
				column_decide(&r->blocks[b]->all[r->blocks[b]->cells[k]], &samples[b][k]);
	}
	close_export(&o);
	diag_free(quiet);
}

static void begin_table(struct reading *r, const struct head *head)
{
	bool is_first = r->n_blocks == 0;

	table_begin(r, head);
	for (size_t b = 0; is_first && b < r->n_blocks; b++)
		if (columns_undecided(r->blocks[b])) {
			sample_columns(r);
			break;
		}
	lane_plan(&r->plan, r);
	lane_begin(&r->lane, r->plan.known, &r->x->batch, r->in, &r->x->order);
	if (head->has_row)
		row_read(r, &head->row);
}

/* After a blank line of stacked tables: does the same table go on? */
static bool goes_on(struct reading *r, const struct csv_record *rec)
{
	int32_t first, last;

	return r->columns != NULL && !r->is_other && rec->n == r->columns->n && r->columns->date != NO_COLUMN
	       && row_date(r, rec->fields[r->columns->date], &first, &last) == DATE_OK;
}

/* The next record that others have not read, once those are taken that they have. */
static bool next_row(struct reading *r, struct opened *o, struct csv_record *rec)
{
	ahead_take(r, o->d);
	return !r->is_stopped && csv_next(o->csv, rec, o->d);
}

/* Every record behind the first header. */
static void read_records(struct reading *r, struct opened *o)
{
	struct csv_record rec;
	struct head head;
	bool is_between = false;
	uint64_t n = 0;

	ahead_begin(r);
	while (next_row(r, o, &rec)) {
		if (++n % TICK_ROWS == 0 && r->x->tick != NULL)
			r->x->tick(r->x->tick_ctx, decode_bytes(o->bytes));
		if (r->f->is_stacked && record_is_blank(&rec)) {
			is_between = true;
			continue;
		}
		is_between = is_between || (r->f->is_stacked && record_is_preamble(r->f, &rec));
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
	ahead_end(r);
}

static bool is_complete(const struct opened *o)
{
	return !csv_failed(o->csv) && !decode_failed(o->bytes);
}

/* A semicolon between cells says that the comma is busy as the decimal mark, unless the source, a format of the company
 * or one that knows the semicolon says how numbers are written. */
static void set_style(struct reading *r)
{
	const struct source *s = r->job->source;
	const struct format *f = r->f;
	bool knows_semicolon = f->delimiters.n == 1 && f->delimiters.p[0] == ';';

	cell_style_init(&r->style, f);
	if (s->has_numbers)
		r->style.numbers = s->numbers;
	r->style.is_settled =
	    s->has_numbers
	    || (f->has_numbers && (knows_semicolon || r->job->delimiter != ';' || format_is_own(f)));
	r->style.may_be_comma =
	    !r->style.is_settled && r->style.numbers.decimal == '.' && r->job->delimiter == ';';
}

/* Open, read the head and then all records. quiet: where its errors go while nothing is reported; else
 * NULL. */
static bool run_reading(struct reading *r, struct diag *quiet, struct opened *o)
{
	struct head head;

	if (!open_export(r, true, quiet != NULL ? quiet : r->x->d, o))
		return false;
	r->bytes = o->bytes;
	r->csv = o->csv;
	r->x->file = r->job->shown;
	set_style(r);
	head_read(r->a, r->f, (struct records){ next_record, o }, &head);
	if (head.line > 0) {
		begin_table(r, &head);
		read_records(r, o);
		table_end(r);
	}
	return is_complete(o);
}

struct put_rules export_rules(const struct export_job *job)
{
	const struct source *s = job->source;
	const struct format *f = job->format;
	enum every every = s->every != EVERY_DEFAULT ? s->every : f->every;

	return (struct put_rules){
		.source = job->source_index,
		.every = every != EVERY_DEFAULT && f->grain == GRAIN_DAY ? every : EVERY_DAY,
		.grain = f->grain,
		.is_sparse =
		    s->is_sparse || f->is_sparse || f->grain == GRAIN_POST || f->grain == GRAIN_EVENT,
		.same_cell = s->same_cell,
	};
}

static void begin_reading(struct reading *r, struct exports *x, const struct export_job *job,
                          struct input *in)
{
	const struct source *s = job->source;

	memset(r, 0, sizeof *r);
	r->x = x;
	r->job = job;
	r->f = job->format;
	r->in = in;
	r->a = arena_new(0);
	r->dated = s->has_dated ? s->dated : r->f->dated;
	r->rules = export_rules(job);
}

static void end_reading(struct reading *r)
{
	lane_clear(&r->plan);
	arena_free(r->a);
}

bool export_scan(struct exports *x, const struct export_job *job, struct day_set *days,
                 struct export_span *out)
{
	struct input spare = { .first_day = DAY_NONE, .last_day = DAY_NONE };
	struct reading r;
	struct diag *quiet = diag_new();
	struct opened o;
	bool ok;

	begin_reading(&r, x, job, &spare);
	*out = (struct export_span){ .first = DAY_NONE, .last = DAY_NONE };
	r.is_quiet = r.is_scan = true;
	r.days = days != NULL && newest_counts(job, EVERY_DAY) ? x->days : NULL;
	ok = run_reading(&r, quiet, &o);
	if (ok)
		decode_digest(o.bytes, &out->digest_hi, &out->digest_lo, &out->bytes);
	out->rows = spare.rows;
	out->first = spare.first_day;
	out->last = spare.last_day;
	out->newest = spare.last_day;
	if (r.days != NULL) {
		out->n_late = day_set_late(r.days, out->late);
		day_set_join(days, r.days);
		day_set_clear(r.days);
	}
	close_export(&o);
	diag_free(quiet);
	end_reading(&r);
	return ok;
}

/* All of a file for fn or for cell, without a finding. */
static void walk(struct exports *x, const struct export_job *job, row_fn fn, cell_fn cell, void *ctx)
{
	struct input spare = { .first_day = DAY_NONE, .last_day = DAY_NONE };
	struct reading r;
	struct diag *quiet = diag_new();
	struct opened o;

	begin_reading(&r, x, job, &spare);
	r.is_quiet = true;
	r.fn = fn;
	r.cell = cell;
	r.fn_ctx = ctx;
	run_reading(&r, quiet, &o);
	close_export(&o);
	diag_free(quiet);
	end_reading(&r);
}

void export_walk(struct exports *x, const struct export_job *job, row_fn fn, void *ctx)
{
	walk(x, job, fn, NULL, ctx);
}

void export_walk_cells(struct exports *x, const struct export_job *job, cell_fn fn, void *ctx)
{
	walk(x, job, NULL, fn, ctx);
}

static void note_left(struct reading *r)
{
	struct place at = { r->job->shown, r->total_line, 0, STR_NONE };
	uint64_t totals = r->in->left[LEFT_TOTAL_ROW] - r->n_undated;

	if (totals > 0)
		diag_put(r->x->d, SEV_NOTE, "K114", r->job->shown, at, STR_NONE, "%llu total row%s left out",
		         (unsigned long long)totals, totals == 1 ? " is" : "s are");
	at.line = r->undated_line;
	if (r->n_undated > 0)
		diag_put(r->x->d, SEV_WARNING, "K114", r->job->shown, at,
		         STR("name such rows under totals: in the format, or write the date of what is none"),
		         "%llu row%s without a date say%s Total or the like and %s left out as total%s",
		         (unsigned long long)r->n_undated, r->n_undated == 1 ? "" : "s",
		         r->n_undated == 1 ? "s" : "", r->n_undated == 1 ? "is" : "are",
		         r->n_undated == 1 ? "" : "s");
	at.line = 0;
	if (r->n_unused > 0)
		diag_put(r->x->d, SEV_NOTE, "K104", r->job->shown, at,
		         STR("map it under metrics in the format, or name it under ignore with a reason"),
		         "not used, because %s text: %.*s",
		         r->n_unused == 1 ? "the column holds" : "the columns hold", STR_ARG(r->unused));
}

bool export_read(struct exports *x, const struct export_job *job, struct input *in, struct put_report *report)
{
	struct reading r;
	struct opened o;
	bool ok;

	begin_reading(&r, x, job, in);
	memset(report, 0, sizeof *report);
	r.report = report;
	store_begin_file(x->st);
	posts_begin_file(x->posts);
	ok = run_reading(&r, NULL, &o);
	row_flush_last(&r);
	if (o.bytes != NULL)
		decode_digest(o.bytes, &in->digest_hi, &in->digest_lo, &in->bytes);
	note_left(&r);
	x->comma_line = r.comma_line;
	x->unclear_line = r.unclear_line;
	x->fractions.shows_stop = x->fractions.shows_stop || r.lane.shows_stop;
	close_export(&o);
	end_reading(&r);
	return ok && !r.has_failed;
}
