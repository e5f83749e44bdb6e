/* row.c - one row of an export: its date, id and names, or why it is refused. */
#include "read/reading.h"

#include <string.h>
#include "read/rejects.h"
#include "read/total_words.h"
#include "read/yaml_quote.h"
#include "sys/file.h"

enum { MOST_SHOWN = 60 }; /* characters of a cell */

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

/* A row that stands for a week, month or quarter, as the source or format says it is dated. */
static void spread_day(const struct reading *r, int32_t day, int32_t *first, int32_t *last)
{
	int back = r->dated == DATED_NEXT;
	struct period p;

	switch (r->rules.every) {
	case EVERY_WEEK:
		*first = r->dated == DATED_START ? day : r->dated == DATED_END ? day - 6 : day - 7;
		*last = *first + 6;
		return;
	case EVERY_MONTH:
		*first = month_first(day_month(day) - back);
		*last = month_last(day_month(day) - back);
		return;
	case EVERY_QUARTER:
		p = period_step(period_of(SPAN_QUARTER, day, r->x->w->fiscal), -back, r->x->w->fiscal);
		*first = p.first;
		*last = p.last;
		return;
	default:
		*first = *last = day;
	}
}

/* Does the source have the day and month of a form the other way round? */
static bool swaps(const struct reading *r, const struct date_form *f)
{
	const struct source *s = r->job->source;

	return s->has_day_first && date_form_has_two_orders(f)
	       && s->is_day_first == date_form_is_month_first(f);
}

/* The forms in their order: the first that reads it, else the most telling mistake. */
static enum date_error parse_date(const struct reading *r, struct str text, struct date_order *order,
                                  int32_t *day)
{
	enum date_error worst = DATE_OTHER_FORM;

	for (size_t i = 0; i < r->f->n_date_forms; i++) {
		const struct date_form *f = r->f->date_forms[i];
		bool is_swapped = swaps(r, f);
		enum date_error e = is_swapped ? date_form_read_swapped(f, text, &r->given, day)
		                               : date_form_read(f, text, &r->given, day);

		if (e == DATE_OK && !r->is_quiet && !format_is_own(r->f))
			date_order_see(order, f, text, &r->given, is_swapped, *day);
		if (e == DATE_OK)
			return e;
		if (e != DATE_OTHER_FORM)
			worst = e;
	}
	return worst;
}

enum date_error row_days(const struct reading *r, struct str text, struct date_order *order, int32_t *first,
                         int32_t *last)
{
	int32_t day;
	enum date_error e = parse_date(r, text, order, &day);

	if (e == DATE_OK)
		spread_day(r, day, first, last);
	return e;
}

enum date_error row_date(struct reading *r, struct str text, int32_t *first, int32_t *last)
{
	enum date_error e;

	if (text.n == r->n_date_text && text.n > 0 && memcmp(text.p, r->date_text, text.n) == 0) {
		*first = r->date_first;
		*last = r->date_last;
		return DATE_OK;
	}
	e = row_days(r, text, &r->x->order, first, last);
	if (e == DATE_OK && text.n <= sizeof r->date_text) {
		memcpy(r->date_text, text.p, text.n);
		r->n_date_text = text.n;
		r->date_first = *first;
		r->date_last = *last;
	}
	return e;
}

/* "YYYY-MM-DD or MM/DD/YYYY" */
static struct str say_forms(const struct reading *r)
{
	struct strbuf b;

	strbuf_init(&b, r->x->scratch, 400);
	for (size_t i = 0; i < r->f->n_date_forms; i++) {
		strbuf_addz(&b, i > 0 ? " or " : "");
		strbuf_add(&b, date_form_text(r->f->date_forms[i]));
	}
	return strbuf_str(&b);
}

/* 13/08/2026 in a file whose format has the month first. */
static struct str day_remedy(const struct reading *r, struct str text)
{
	int32_t day;

	for (size_t i = 0; i < r->f->n_date_forms && !r->job->source->has_day_first; i++)
		if (date_form_read_swapped(r->f->date_forms[i], text, &r->given, &day) == DATE_OK)
			return date_form_is_month_first(r->f->date_forms[i])
			           ? STR("write day_first: true in the source if the day stands first")
			           : STR("write day_first: false in the source if the month stands first");
	return STR("write a day of the calendar, from 1900 to 2199");
}

/* The cell has text without a digit, and `equals:` can have all of it. An empty one would name every row without a date. */
static bool may_name_total(struct str cell)
{
	for (size_t i = 0; i < cell.n; i++)
		if ((cell.p[i] >= '0' && cell.p[i] <= '9') || (unsigned char)cell.p[i] < ' ')
			return false;
	return cell.n > 0 && utf8_head(cell, MOST_SHOWN).n == cell.n;
}

/* What else than a date may be meant. */
static struct str date_remedy(const struct reading *r, size_t at, struct str cell)
{
	struct arena *a = r->x->scratch;
	struct str form = say_forms(r);

	if (!may_name_total(cell))
		return str_fmt(a, "write it as %.*s", STR_ARG(form));
	return str_fmt(a,
	               "write it as %.*s; if this is a total row, write totals: [{column: %.*s, equals: "
	               "%.*s}] in the format %.*s%s",
	               STR_ARG(form), STR_ARG(yaml_quoted(a, r->columns->all[at].name)),
	               STR_ARG(yaml_quoted(a, cell)), STR_ARG(r->f->name), format_copy_words(r->f));
}

void row_refuse_date(struct reading *r, const struct csv_record *rec, size_t at, enum date_error e)
{
	struct str cell = str_trim(rec->fields[at]), text = utf8_head(cell, MOST_SHOWN);

	if (r->is_quiet)
		return;
	switch (e) {
	case DATE_NO_YEAR:
		row_reject(r, rec, at, "K115", STR("write year: 2026 (the right one) in the source"),
		           "the date '%.*s' has no year", STR_ARG(text));
		break;
	case DATE_NO_START:
		row_reject(r, rec, at, "K115",
		           STR("write window: 2026-07-01..2026-09-30 (the right one) in the source"),
		           "'%.*s' counts from the file's first day, which nothing names", STR_ARG(text));
		break;
	case DATE_NO_SUCH_DAY:
		row_reject(r, rec, at, "K101", day_remedy(r, text), "there is no day '%.*s'", STR_ARG(text));
		break;
	default:
		if (text.n == 0)
			row_reject(r, rec, at, "K101", date_remedy(r, at, cell), "the row has no date");
		else
			row_reject(r, rec, at, "K101", date_remedy(r, at, cell),
			           "'%.*s' is not a date as the format %.*s has it", STR_ARG(text),
			           STR_ARG(r->f->name));
	}
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
