/* row_events.c - a row that tells of events, each on a day of its own: a deal is opened, then won. */
#include "read/reading.h"
#include "sys/file.h"

/* The rows of one id have a record for each date column, which a later file replaces as a whole. */
static void number_record(struct row *row, struct str date_column)
{
	uint64_t hi, lo;

	digest_bytes(date_column.p, date_column.n, &hi, &lo);
	row->id_hi ^= hi;
	row->id_lo ^= lo;
}

static bool holds(const struct row *row, const struct event_columns *e)
{
	for (size_t i = 0; i < e->rule->n_when; i++) {
		const struct names *any = &e->rule->when[i].any;
		struct str text = str_trim(row_field(row->rec, e->when[i]));
		size_t k = 0;

		while (k < any->n && !str_eq_fold(text, any->all[k]))
			k++;
		if (k == any->n)
			return false;
	}
	return true;
}

/* False: it gives no cell. */
static bool read_event(struct reading *r, const struct row *row, const struct event_columns *e,
                       struct fate *fate)
{
	size_t before = r->x->batch.n;

	if (!e->is_there || !holds(row, e))
		return false;
	row_cover(r, row);
	if (!e->is_wanted) {
		fate->is_unwanted = true;
		r->in->cells_ignored++;
		return false;
	}
	if (e->value != NO_COLUMN) {
		row_value(r, row, (size_t)e->value, e->metric, MICRO, fate);
		return r->x->batch.n > before;
	}
	row_put(r, row, e->metric, MICRO, &(struct money){ .amount = MICRO });
	r->in->cells_used++;
	fate->is_used = true;
	return true;
}

/* The events from..to, which share a date column, on the day that stands there. */
static void read_group(struct reading *r, const struct row *of, size_t from, size_t to, struct fate *fate)
{
	const struct event_columns *events = of->columns->events;
	int at = events[from].date;
	struct row row = *of;
	struct str text = str_trim(row_field(row.rec, at));
	bool has_cell = false;

	if (at == NO_COLUMN)
		return;
	number_record(&row, of->columns->all[at].key);
	batch_close(&r->x->batch);
	if (!cell_is_missing(&r->style, text)) {
		enum date_error e = row_date(r, text, &row.first, &row.day);

		if (e != DATE_OK) {
			row_refuse_date(r, row.rec, (size_t)at, e);
			r->in->cells_rejected++;
			fate->is_rejected = true;
			return;
		}
		for (size_t i = from; i < to; i++)
			has_cell = read_event(r, &row, &events[i], fate) || has_cell;
	}
	if (!has_cell && r->f->id.columns.n > 0)
		row_put(r, &row, 0, 0,
		        &(struct money){ .amount = 0 }); /* what an earlier file said of it is no longer so */
}

void row_events(struct reading *r, const struct row *row, struct fate *fate)
{
	const struct columns *c = row->columns;
	size_t from = 0, to;

	if (!r->is_scan && r->x->batch.n + 2 * c->n_events > BATCH_ROWS)
		row_flush(r); /* the cells of a record stay together */
	for (; from < c->n_events; from = to) {
		for (to = from + 1; to < c->n_events && c->events[to].date == c->events[from].date;)
			to++;
		read_group(r, row, from, to, fate);
	}
}
