/* row_cells.c - the values of one row into the batch, each accounted for. */
#include "read/mark_watch.h"

bool metric_is_wanted(const struct reading *r, sym metric)
{
	const struct source *s = r->job->source;

	for (size_t i = 0; i < s->n_metrics; i++)
		if (str_glob(s->metrics[i], intern_str(r->x->names, metric)))
			return true;
	return s->n_metrics == 0;
}

static void put_batch(struct reading *r)
{
	struct batch *b = &r->x->batch;

	if (b->n == 0)
		return;
	if (r->f->grain != GRAIN_DAY)
		posts_put(r->x->posts, b, &r->rules, r->report);
	else
		store_put(r->x->st, b, &r->rules, r->report);
	batch_clear(b);
}

void row_flush(struct reading *r)
{
	if (r->x->pipeline != NULL && r->f->grain == GRAIN_DAY && r->x->batch.n > 0)
		pipeline_put(r->x->pipeline, &r->x->batch, &r->rules, r->report);
	else
		put_batch(r);
}

void row_flush_last(struct reading *r)
{
	if (r->x->pipeline != NULL)
		pipeline_wait(r->x->pipeline);
	put_batch(r); /* of a small file it is all, for which no thread was started */
}

void row_put(struct reading *r, const struct row *row, sym metric, int64_t micro, const struct money *m)
{
	struct batch_keys keys = {
		.channel = row->channel, .account = row->account, .campaign = row->campaign, .day = row->day
	};
	struct batch_id id = { row->id_hi, row->id_lo };

	if (r->is_scan)
		return;
	if (r->cell != NULL) {
		r->cell(r->fn_ctx, row, metric, micro, m);
		return;
	}
	if (r->x->batch.n == BATCH_ROWS)
		row_flush(r);
	batch_add(&r->x->batch, &keys, r->f->grain != GRAIN_DAY ? &id : NULL,
	          (struct batch_cell){ m->amount, metric, row->rec->line });
}

static void refuse_cell(struct reading *r, const struct row *row, size_t at, enum cell_kind kind)
{
	struct str text = utf8_head(str_trim(row->rec->fields[at]), 60);
	struct str name = row->columns->all[at].name;

	if (kind == CELL_DAMAGED)
		row_reject(r, row->rec, at, "K108",
		           STR("export the file again and do not save it in a spreadsheet"),
		           "'%.*s' in '%.*s' was damaged by a spreadsheet", STR_ARG(text), STR_ARG(name));
	else if (kind == CELL_UNCLEAR)
		row_reject(r, row->rec, at, "K102", mark_remedy(row, at), "'%.*s' in '%.*s' could be %.*s",
		           STR_ARG(text), STR_ARG(name), STR_ARG(mark_readings(r->x->scratch, text)));
	else if (kind == CELL_TOO_BIG)
		row_reject(r, row->rec, at, "K102", STR("write a number below 9,223,372,036,854"),
		           "'%.*s' in '%.*s' is too big", STR_ARG(text), STR_ARG(name));
	else
		row_reject(r, row->rec, at, "K102", mark_cell_remedy(r, row, at),
		           "'%.*s' in '%.*s' is not a number", STR_ARG(text), STR_ARG(name));
}

/* "add USD,2026-08 and the rate to rates.csv" */
static struct str rate_remedy(struct reading *r, const struct row *row, struct str code)
{
	struct arena *a = r->x->scratch;
	struct str file = r->x->w->rates, month = str_sub(day_text(a, row->day), 0, 7);

	if (!currency_is_code(code))
		return STR("write the currency as three capital letters, such as USD");
	return file.n > 0 ? str_fmt(a, "add a row %.*s,%.*s and what one unit is worth to %.*s",
	                            STR_ARG(code), STR_ARG(month), STR_ARG(file))
	                  : str_fmt(a,
	                            "write rates: rates.csv in kpialign.yaml, a file with the columns "
	                            "currency,month,rate and a row %.*s,%.*s",
	                            STR_ARG(code), STR_ARG(month));
}

/* K312: an amount that cannot be told in the workspace's currency. */
static void refuse_money(struct reading *r, const struct row *row, size_t at, const struct money *m)
{
	const struct columns *c = row->columns;
	struct str own = r->x->w->currency, codes = currency_codes(m->sign), first = str_cut(&codes, ' ');

	if (m->state == MONEY_NO_NAME)
		row_reject(r, row->rec, at, "K312",
		           str_fmt(r->x->scratch, "write currency: %.*s (the right one) in the source",
		                   STR_ARG(first)),
		           "'%.*s' may be the sign of several currencies, and the workspace counts in %.*s",
		           STR_ARG(m->sign), STR_ARG(own));
	else if (m->state == MONEY_TWO_NAMES)
		row_reject(r, row->rec, at, "K312",
		           STR("correct the sign, or the currency of the row or source"),
		           "the amount has the sign '%.*s', and its currency is said to be %.*s",
		           STR_ARG(m->sign), STR_ARG(m->code));
	else if (m->state == MONEY_TOO_BIG)
		row_reject(r, row->rec, at, "K102", STR("look at the amount, and at the rate"),
		           "the amount in %.*s is too big once it is converted", STR_ARG(m->code));
	else
		row_reject(
		    r, row->rec, m->is_by_row && c->value != NO_COLUMN ? (size_t)c->currency : at, "K312",
		    rate_remedy(r, row, m->code),
		    "the amount is in %.*s, the workspace counts in %.*s, and there is no rate for %.*s",
		    STR_ARG(m->code), STR_ARG(own),
		    STR_ARG(str_sub(day_text(r->x->scratch, row->day), 0, 7)));
}

/* Whether amounts can be added is judged when all files are read (currencies.c). */
static void meet_currency(struct reading *r, size_t at, struct str name)
{
	struct currencies *met = &r->x->met;

	name = utf8_head(name, 20);
	if (r->is_quiet || !currencies_lack(met, name))
		return;
	currencies_add(met, name, csv_place(r->csv, r->x->scratch, r->whole, at + r->offset));
	arena_reset(r->x->scratch);
}

static void put_number(struct reading *r, const struct row *row, size_t at, sym metric, int64_t micro,
                       struct fate *fate)
{
	struct money m = money_read(r->x, r->job, row, r->style.numbers, at, metric, micro);

	if (m.state != MONEY_OWN && m.state != MONEY_CONVERTED) {
		refuse_money(r, row, at, &m);
		r->in->cells_rejected++;
		fate->is_rejected = true;
		return;
	}
	if (m.is_unsettled) {
		meet_currency(r, m.is_by_row ? (size_t)row->columns->currency : at, m.code);
		meet_currency(r, at, m.sign);
	}
	row_put(r, row, metric, micro, &m);
	r->in->cells_used++;
	fate->is_used = true;
}

void row_value(struct reading *r, const struct row *row, size_t at, sym metric, int64_t times,
               struct fate *fate)
{
	int64_t micro = 0;
	enum cell_kind kind = cell_read(&r->style, row->rec->fields[at], times, &micro);

	if (kind != CELL_MISSING)
		mark_meet(r, row, at, kind);
	if (kind == CELL_MISSING) {
		r->in->cells_missing++;
		fate->is_missing = true;
	} else if (kind == CELL_NUMBER) {
		mark_count(r, row, at, metric, micro);
		put_number(r, row, at, metric, micro, fate);
	} else {
		refuse_cell(r, row, at, kind);
		r->in->cells_rejected++;
		fate->is_rejected = true;
	}
}

static void leave_cell(struct reading *r, bool is_unwanted, struct fate *fate)
{
	r->in->cells_ignored++;
	fate->is_unwanted = fate->is_unwanted || is_unwanted;
}

/* The first value of a column that the sample found empty. */
static bool decide_late(const struct reading *r, struct column *col, struct str cell)
{
	struct column_sample one = { 0, 0 };

	column_sample_add(&one, &r->style, cell);
	return column_decide(col, &one);
}

/* A scan asks whether the row covers its day: once it does, only cells matter that say how the next are read. */
static bool is_enough(const struct reading *r, const struct fate *fate, struct str cell)
{
	return r->is_scan && (fate->is_used || fate->is_missing || fate->is_unwanted) && !mark_tells(r, cell);
}

static void read_wide(struct reading *r, const struct row *row, struct fate *fate)
{
	struct columns *c = r->columns;

	if (r->f->grain != GRAIN_DAY && r->x->batch.n + c->n_cells > BATCH_ROWS)
		row_flush(r); /* the cells of a record stay together */
	for (size_t k = 0; k < c->n_cells; k++) {
		struct column *col = &c->all[c->cells[k]];

		if (col->use == USE_UNDECIDED && !decide_late(r, col, row->rec->fields[c->cells[k]]))
			continue;
		if (is_enough(r, fate, row->rec->fields[c->cells[k]]))
			continue;
		if (col->use == USE_METRIC && col->is_wanted)
			row_value(r, row, c->cells[k], col->metric, col->times, fate);
		else
			leave_cell(r, col->use == USE_METRIC, fate);
	}
	r->in->cells_ignored += c->n - c->n_cells;
}

static void read_long(struct reading *r, const struct row *row, struct fate *fate)
{
	const struct columns *c = row->columns;

	r->in->cells_ignored += c->n - 1;
	if (row->metric == 0) {
		row_reject(r, row->rec, c->metric == NO_COLUMN ? 0 : (size_t)c->metric, "K102",
		           STR("write the metric's name, like leads"), "the row names no metric");
		r->in->cells_rejected++;
		fate->is_rejected = true;
	} else if (!metric_is_wanted(r, row->metric)) {
		leave_cell(r, true, fate);
	} else {
		row_value(r, row, (size_t)c->value, row->metric, MICRO, fate);
	}
}

void row_cover(struct reading *r, const struct row *row)
{
	struct input *in = r->in;

	if (r->days != NULL)
		day_set_add(r->days, row->day);
	if (in->first_day == DAY_NONE || row->first < in->first_day)
		in->first_day = row->first;
	if (in->last_day == DAY_NONE || row->day > in->last_day)
		in->last_day = row->day;
}

void row_cells(struct reading *r, const struct row *row)
{
	struct fate fate = { false, false, false, false };

	if (r->f->grain != GRAIN_DAY)
		batch_close(&r->x->batch);
	if (r->f->n_events > 0)
		row_events(r, row, &fate);
	else if (row->columns->value != NO_COLUMN)
		read_long(r, row, &fate);
	else
		read_wide(r, row, &fate);
	if (r->f->n_events == 0 && (fate.is_used || fate.is_missing || fate.is_unwanted))
		row_cover(r, row);
	if (fate.is_rejected)
		r->in->rows_rejected++;
	else if (fate.is_used)
		r->in->rows_used++;
	else if (fate.is_unwanted && !fate.is_missing)
		r->in->left[LEFT_NOT_WANTED]++;
	else
		r->in->left[LEFT_NO_VALUE]++;
}
