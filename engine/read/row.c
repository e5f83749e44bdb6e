/* row.c - one row of an export: its keys, or why it is left out or refused. */
#include "read/reading.h"

#include "read/rejects.h"
#include "read/total_words.h"
#include "sys/file.h"

struct str row_field(const struct csv_record *rec, int column)
{
	return column == NO_COLUMN || (size_t)column >= rec->n ? STR_NONE : rec->fields[column];
}

void row_reject(struct reading *r, const struct csv_record *rec, size_t i, const char *code,
                struct str remedy, const char *fmt, ...)
{
	struct arena *scratch = r->x->scratch;
	bool is_cell = i < rec->n && i < r->columns->n && rec->n == r->columns->n;
	struct reject one = { .file = r->job->shown,
		              .line = rec->line,
		              .code = code,
		              .column = is_cell ? r->columns->all[i].name : STR_NONE,
		              .text = is_cell ? str_trim(rec->fields[i]) : STR_NONE };
	struct str message;
	va_list ap;

	if (r->is_quiet)
		return;
	va_start(ap, fmt);
	message = str_vfmt(scratch, fmt, ap);
	va_end(ap);
	diag_reject(r->x->d, code, csv_place(r->csv, scratch, r->whole, i + r->offset), remedy, "%.*s",
	            STR_ARG(message));
	one.reason = message;
	rejects_add(r->x->rejects, &one);
	arena_reset(scratch);
}

static bool count_refused(struct reading *r)
{
	r->in->rows_rejected++;
	r->in->cells_rejected++;
	return false;
}

/* A row without a date whose date, or first text, says that it is a total: no format needs to name such a row. */
static bool is_undated_total(const struct reading *r, const struct csv_record *rec)
{
	size_t i = 0;

	while (i + 1 < rec->n && str_trim(rec->fields[i]).n == 0)
		i++;
	return total_words_has(rec->fields[r->columns->date])
	       || (str_trim(rec->fields[r->columns->date]).n == 0 && total_words_has(rec->fields[i]));
}

/* False: the row is counted as left or rejected. */
static bool read_date(struct reading *r, const struct csv_record *rec, struct row *row)
{
	enum date_error e;

	if (r->f->grain == GRAIN_WINDOW) {
		row->first = r->job->source->window_first;
		row->day = r->job->source->window_last;
		return true;
	}
	if (r->f->n_events > 0) /* each event has its own */
		return true;
	e = row_date(r, rec->fields[r->columns->date], &row->first, &row->day);
	if (e == DATE_OK)
		return true;
	if (e == DATE_OTHER_FORM && is_undated_total(r, rec)) {
		r->undated_line = r->n_undated++ == 0 ? rec->line : r->undated_line;
		r->in->left[LEFT_TOTAL_ROW]++;
		return false;
	}
	row_refuse_date(r, rec, (size_t)r->columns->date, e);
	return count_refused(r);
}

/* Rows without an id are told apart by where they stand. */
static void number_row(struct reading *r, const struct csv_record *rec, struct row *row)
{
	struct str text = str_fmt(r->x->scratch, "%.*s:%u:%zu", STR_ARG(r->job->shown), rec->line, r->offset);

	digest_bytes(text.p, text.n, &row->id_hi, &row->id_lo);
	arena_reset(r->x->scratch);
}

static bool read_id(struct reading *r, const struct csv_record *rec, struct row *row)
{
	struct str id = str_trim(row_field(rec, r->columns->id));
	size_t at = r->columns->id == NO_COLUMN ? 0 : (size_t)r->columns->id;

	if (r->f->grain == GRAIN_DAY || r->f->grain == GRAIN_WINDOW)
		return true;
	if (r->f->id.columns.n == 0) {
		number_row(r, rec, row);
		return true;
	}
	if (cell_is_missing(&r->style, id)) {
		row_reject(r, rec, at, "K120", STR("export the file again with its ids"),
		           "the row has no id, so it cannot be told from others");
		return false;
	}
	if (cell_is_damaged_id(id)) {
		row_reject(r, rec, at, "K108",
		           STR("export the file again and do not save it in a spreadsheet"),
		           "the id '%.*s' was cut short by a spreadsheet", STR_ARG(id));
		return false;
	}
	if (id.n > 1 && id.p[0] == '\'') /* a guard */
		id = str_sub(id, 1, id.n);
	digest_bytes(id.p, id.n, &row->id_hi, &row->id_lo);
	return true;
}

/* A part of a window: of one account and campaign, and of what its column names. */
static void number_part(struct reading *r, struct row *row)
{
	struct str id = str_trim(row_field(row->rec, r->columns->id));
	struct str text =
	    str_fmt(r->x->scratch, "%u %u %d %.*s", row->account, row->campaign, (int)row->day, STR_ARG(id));

	digest_bytes(text.p, text.n, &row->id_hi, &row->id_lo);
	arena_reset(r->x->scratch);
}

/* The row's own name, where the file has a column for it and the cell holds one. */
static sym row_name(const struct csv_record *rec, int column, struct name_cache *cache, sym otherwise)
{
	struct str text = column == NO_COLUMN ? STR_NONE : str_trim(rec->fields[column]);

	return text.n > 0 ? name_cache_get(cache, text) : otherwise;
}

/* "-" and "N/A", as exports write that there is none, are no campaign's name. */
static sym row_campaign(const struct reading *r, const struct csv_record *rec)
{
	int column = r->columns->campaign;

	if (column != NO_COLUMN && cell_is_missing(&r->style, str_trim(rec->fields[column])))
		return r->campaign;
	return row_name(rec, column, r->x->campaigns, r->campaign);
}

static void check_channel(struct reading *r, const struct row *row)
{
	const struct name_rule *rule = &r->f->channel;
	bool names_channels = rule->columns.n > 0 || rule->from_title;

	if (row->channel != 0 || r->is_quiet || r->said_channel || !names_channels
	    || r->job->source->kind == KIND_BUSINESS)
		return;
	r->said_channel = true;
	diag_put(r->x->d, SEV_WARNING, "K117", STR_NONE,
	         csv_place(r->csv, r->x->scratch, r->whole, r->offset),
	         STR("write channel: instagram (the right one) in the source"),
	         "nothing names the channel of this file");
	arena_reset(r->x->scratch);
}

static void read_names(struct reading *r, struct row *row)
{
	const struct columns *c = r->columns;
	const struct csv_record *rec = row->rec;

	row->channel = row_name(rec, c->channel, r->x->channels, r->channel);
	row->account = row_name(rec, c->account, r->x->accounts, r->account);
	row->campaign = row_campaign(r, rec);
	row->metric = row_name(rec, c->metric, r->x->metrics, r->metric);
	if (r->f->grain == GRAIN_WINDOW)
		number_part(r, row);
	check_channel(r, row);
}

static bool is_total(const struct reading *r, const struct csv_record *rec)
{
	for (size_t i = 0; i < r->f->n_totals; i++) {
		struct str text = str_trim(row_field(rec, r->columns->totals[i]));

		if (r->columns->totals[i] != NO_COLUMN && str_eq_fold(text, r->f->totals[i].equals))
			return true;
	}
	return false;
}

/* As many fields as the header; more, where all that is too much is empty. */
static bool fits_header(struct reading *r, const struct csv_record *rec)
{
	size_t n = r->columns->n, i = n;

	while (i < rec->n && str_trim(rec->fields[i]).n == 0)
		i++;
	if (rec->n >= n && i >= rec->n)
		return true;
	row_reject(r, rec, rec->n > n ? n : 0, "K103",
	           STR("put fields that hold the delimiter or a line end in double quotes"),
	           "the row has %zu field%s, the header %zu", rec->n, rec->n == 1 ? "" : "s", n);
	return false;
}

/* Does its first text say that the table is over? */
static bool is_footer(const struct reading *r, const struct csv_record *rec)
{
	struct str text = STR_NONE;

	for (size_t i = 0; i < rec->n && text.n == 0; i++)
		text = str_trim(rec->fields[i]);
	for (size_t i = 0; i < r->f->footers.n; i++)
		if (str_glob(r->f->footers.all[i], text))
			return true;
	return false;
}

/* False: the row is counted as left or rejected. */
static bool read_keys(struct reading *r, const struct csv_record *rec, struct row *row)
{
	if (record_is_blank(rec)) {
		r->in->left[LEFT_EMPTY]++;
		return false;
	}
	r->is_footer = r->is_footer || is_footer(r, rec);
	if (r->is_other || r->is_footer) {
		r->in->left[LEFT_OTHER_SECTION]++;
		r->other_rows++;
		return false;
	}
	if (!fits_header(r, rec)) {
		r->in->rows_rejected++;
		return false;
	}
	if (is_total(r, rec)) {
		r->in->left[LEFT_TOTAL_ROW]++;
		r->total_line = r->total_line == 0 ? rec->line : r->total_line;
		return false;
	}
	return read_date(r, rec, row) && (read_id(r, rec, row) || count_refused(r));
}

/* The first of two readings asks for covered days only, so most rows need no look at their cells. */
static void scan_row(struct reading *r, struct row *row)
{
	const struct input *in = r->in;
	bool is_within = in->first_day != DAY_NONE && row->first >= in->first_day && row->day <= in->last_day;

	if (is_within && !columns_undecided(r->columns) && r->f->n_events == 0) {
		if (r->days != NULL)
			day_set_add(r->days, row->day);
		return;
	}
	row->metric = row_name(row->rec, r->columns->metric, r->x->metrics, r->metric);
	row_cells(r, row);
}

static void read_part(struct reading *r, const struct csv_record *whole, const struct csv_record *rec,
                      size_t offset)
{
	struct row row = {
		.rec = rec, .whole = whole, .offset = offset, .csv = r->csv, .columns = r->columns
	};

	r->whole = whole;
	r->offset = offset;
	r->in->rows++;
	if (!read_keys(r, rec, &row))
		return;
	if (r->is_scan) {
		scan_row(r, &row);
		return;
	}
	read_names(r, &row);
	if (r->fn != NULL)
		r->is_stopped = !r->fn(r->fn_ctx, &row);
	else
		row_cells(r, &row);
}

struct csv_record row_part(const struct reading *r, const struct csv_record *rec, size_t block)
{
	struct csv_record part = *rec;
	size_t at = r->block_at[block] < rec->n ? r->block_at[block] : rec->n, rest = rec->n - at;

	part.fields = rec->fields + at;
	part.n = block + 1 < r->n_blocks && rest > r->blocks[block]->n ? r->blocks[block]->n : rest;
	return part;
}

static bool take_plain(struct reading *r, const struct csv_record *rec)
{
	if (r->x->batch.n + r->plan.n > BATCH_ROWS)
		row_flush(r);
	return lane_take(&r->plan, &r->lane, rec);
}

/* Rows to come may have the names that rows so far brought. */
static void learn(struct reading *r)
{
	if (!lane_learn(&r->plan))
		return;
	r->lane.known = r->plan.known;
	if (r->is_ahead)
		pipeline_learn(r->x->pipeline, r->plan.known);
	lane_forget(&r->plan);
}

void row_read(struct reading *r, const struct csv_record *rec)
{
	if (r->plan.is_open && !r->is_stopped && take_plain(r, rec))
		return;
	for (size_t i = 0; i < r->n_blocks && !r->is_stopped; i++) {
		struct csv_record part = row_part(r, rec, i);

		r->columns = r->blocks[i];
		read_part(r, rec, &part, r->block_at[i]);
	}
	learn(r);
}
