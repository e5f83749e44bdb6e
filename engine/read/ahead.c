/* ahead.c - a file's plain rows, taken as other threads have found them. */
#include "read/reading.h"
#include "read/scout.h"

enum {
	FEW = 1024,        /* cells that are sooner copied than put by themselves */
	MOST_COLUMNS = 512 /* of rows looked at ahead: each may want as much room for its cells */
};

/* Of a file that is one block there is nothing that others could look at meanwhile. */
static bool is_one_block(const struct reading *r, const struct pipeline *p)
{
	return r->job->held != NULL && r->job->held->n <= pipeline_block(p);
}

void ahead_begin(struct reading *r)
{
	struct pipeline *p = r->x->pipeline;

	if (p == NULL || is_one_block(r, p) || !r->plan.is_open || r->is_scan || r->plan.n > MOST_COLUMNS)
		return;
	pipeline_open(p, r->bytes, &r->plan, r->job->delimiter);
	csv_set_blocks(r->csv, pipeline_next, p);
	r->is_ahead = true;
}

void ahead_end(struct reading *r)
{
	if (r->is_ahead)
		pipeline_close(r->x->pipeline);
	r->is_ahead = false;
}

static void count(struct reading *r, const struct piece *p)
{
	struct input *in = r->in;
	uint64_t missing, ignored;

	lane_late(&r->plan, p->known, &missing, &ignored);
	in->rows += p->rows;
	in->rows_used += p->rows;
	in->cells_used += p->cells_used;
	in->cells_missing += p->cells_missing + p->rows * missing;
	in->cells_ignored += p->cells_ignored + p->rows * ignored;
	if (in->first_day == DAY_NONE || p->first_day < in->first_day)
		in->first_day = p->first_day;
	if (in->last_day == DAY_NONE || p->last_day > in->last_day)
		in->last_day = p->last_day;
	r->lane.shows_stop = r->lane.shows_stop || p->shows_stop;
	date_order_join(&r->x->order, &p->order);
}

/* first: the line of the file that is the piece's first. */
static void put(struct reading *r, const struct piece *p, uint32_t first)
{
	struct batch cells = p->cells;

	cells.line = first;
	if (r->x->batch.n + cells.n > BATCH_ROWS || cells.n >= FEW)
		row_flush(r);
	if (cells.n >= FEW)
		pipeline_put_piece(r->x->pipeline, &cells, &r->rules, r->report);
	else
		batch_append(&r->x->batch, &cells);
}

void ahead_take(struct reading *r, struct diag *d)
{
	const struct piece *p;
	size_t at;

	while (r->is_ahead && (at = csv_block_at(r->csv, d)) != SIZE_MAX
	       && (p = pipeline_piece(r->x->pipeline, at)) != NULL) {
		uint32_t first = csv_line(r->csv) + 1;

		csv_skip(r->csv, p->to, p->lines);
		count(r, p);
		put(r, p, first);
		if (r->x->tick != NULL)
			r->x->tick(r->x->tick_ctx, decode_bytes(r->bytes));
	}
}
