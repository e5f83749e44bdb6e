/* scout.c - plain rows of a block, found before anybody knows where its records start.
 *
 *   block   ...west"|,likes,12\n2026-07-01,x,a,likes,4\n2026-07-01,x,a,shares,1\n2026-07-02,"a ""b""",...
 *           guess 1            guess 2                                         no plain row
 *           |----- no row -----|------------------- piece ---------------------|--- left to the reader
 *
 * A record is taken to start at the start of the block, behind each record, and behind the line of what is no plain
 * record. Some of these guesses are wrong: a line may be the middle of a quoted cell. So the reader takes a piece only when
 * it comes to `from` at the end of a record of its own. From there on a plain reader would find the very rows of the piece,
 * as what a record is does not depend on what stands before it. What the reader never comes to is never taken. */
#include "read/scout.h"

#include "base/mem.h"

enum { PIECE = 16 << 10 };

void scout_init(struct scout *s)
{
	memset(s, 0, sizeof *s);
	scan_init(&s->scan, PIECE);
}

void scout_clear(struct scout *s)
{
	scan_clear(&s->scan);
	mem_free(s->pieces);
	mem_free(s->batches);
	arena_free(s->a);
}

/* A batch with room for a row. */
static struct batch *next_batch(struct scout *s)
{
	struct batch *b;

	if (s->a == NULL)
		s->a = arena_new(0);
	if (s->n_used == s->n_batches) {
		mem_reserve(&s->batches, &s->cap_batches, s->n_batches + 1, sizeof(struct batch *));
		b = ARENA_NEW(s->a, struct batch);
		batch_init_days(b, s->a);
		s->batches[s->n_batches++] = b;
	}
	b = s->batches[s->n_used++];
	b->n = 0;
	return b;
}

static void begin_piece(struct scout *s)
{
	struct piece *p;

	mem_reserve(&s->pieces, &s->cap, s->n + 1, sizeof *s->pieces);
	p = &s->pieces[s->n];
	p->from = s->scan.at;
	p->lines = s->scan.lines;
	p->batch = s->lane.out;
	p->at = s->lane.out->n;
	s->lane.age++; /* what dates show is shown anew, and days are covered anew */
	s->lane.keys.n = 0;
	s->lane.shows_stop = false;
	s->order = (struct date_order){ .is_shown = false };
	s->count = (struct input){ .first_day = DAY_NONE, .last_day = DAY_NONE };
}

/* Up to `to`, where line number `lines` starts. One without rows is none. */
static void end_piece(struct scout *s, size_t to, uint32_t lines, bool shows_stop)
{
	struct piece *p = &s->pieces[s->n];
	const struct input *in = &s->count;

	if (in->rows == 0)
		return;
	p->to = to;
	p->lines = lines - p->lines;
	p->n = p->batch->n - p->at;
	p->rows = in->rows;
	p->cells_used = in->cells_used;
	p->cells_missing = in->cells_missing;
	p->cells_ignored = in->cells_ignored;
	p->first_day = in->first_day;
	p->last_day = in->last_day;
	p->shows_stop = shows_stop;
	p->order = s->order;
	p->known = s->lane.known;
	s->n++;
}

/* The next record, when it is a plain one. *passes: it is a row of the lane. */
static bool look_at_next(struct scout *s, const struct lane_plan *plan, uint32_t first, bool *passes)
{
	struct scan *scan = &s->scan;
	struct csv_record rec;
	uint32_t line = scan->lines - first;

	*passes = false;
	if (!(plan->n > 1 && scan_unquoted(scan, plan->n, &rec)) && !scan_record(scan, &rec))
		return false;
	rec.line = line;
	*passes = lane_take(plan, &s->lane, &rec);
	if (*passes && scan->lines - first == line + 1)
		lane_keep(plan, &s->lane, scan, &rec);
	return true;
}

/* The rows from here on that pass. False: the block is used up. */
static bool look_on(struct scout *s, const struct lane_plan *plan)
{
	struct scan *scan = &s->scan;
	uint32_t first = scan->lines;

	if (scan->at == scan->block.n)
		return false;
	if (s->lane.out->n + plan->n > BATCH_ROWS)
		s->lane.out = next_batch(s);
	begin_piece(s);
	for (;;) {
		size_t at;
		uint32_t lines;
		bool shows_stop, passes, is_plain;

		lane_take_alike(plan, &s->lane, scan, first);
		at = scan->at;
		lines = scan->lines;
		shows_stop = s->lane.shows_stop;
		is_plain = look_at_next(s, plan, first, &passes);
		if (passes && s->lane.out->n + plan->n <= BATCH_ROWS)
			continue;
		if (passes)
			end_piece(s, scan->at, scan->lines, s->lane.shows_stop);
		else
			end_piece(s, at, lines, shows_stop);
		return is_plain || scan_guess(scan);
	}
}

void scout_look(struct scout *s, const struct lane_plan *p, const struct lane_known *known, struct str block,
                char delimiter)
{
	s->n = s->n_used = 0;
	scan_begin(&s->scan, block);
	scan_set_delimiter(&s->scan, delimiter);
	lane_begin(&s->lane, known, next_batch(s), &s->count, &s->order);
	s->lane.end = block.p + block.n;
	while (look_on(s, p))
		;
}
