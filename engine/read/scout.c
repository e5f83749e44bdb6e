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
}

void pieces_clear(struct pieces *p)
{
	mem_free(p->all);
	mem_free(p->batches);
	arena_free(p->a);
}

/* A batch with room for a row. */
static struct batch *next_batch(struct pieces *p)
{
	struct batch *b;

	if (p->a == NULL)
		p->a = arena_new(0);
	if (p->n_used == p->n_batches) {
		mem_reserve(&p->batches, &p->cap_batches, p->n_batches + 1, sizeof(struct batch *));
		b = ARENA_NEW(p->a, struct batch);
		batch_init_days(b, p->a);
		p->batches[p->n_batches++] = b;
	}
	b = p->batches[p->n_used++];
	batch_clear(b);
	return b;
}

static void begin_piece(struct scout *s)
{
	struct pieces *f = s->found;
	struct piece *p;
	struct batch *out = s->lane.out;

	mem_reserve(&f->all, &f->cap, f->n + 1, sizeof *f->all);
	p = &f->all[f->n];
	p->from = s->scan.at;
	p->lines = s->scan.lines;
	batch_close(out);
	p->cells = (struct batch){ .cells = out->cells + out->n, .keys = out->keys + out->n_keys };
	s->lane.age++; /* what dates show is shown anew, and days are covered anew */
	s->lane.keys.n = 0;
	s->lane.shows_stop = false;
	s->order = (struct date_order){ .is_shown = false };
	s->count = (struct input){ .first_day = DAY_NONE, .last_day = DAY_NONE };
}

/* Up to `to`, where line number `lines` starts. One without rows is none. */
static void end_piece(struct scout *s, size_t to, uint32_t lines, bool shows_stop)
{
	struct piece *p = &s->found->all[s->found->n];
	const struct input *in = &s->count;
	const struct batch *out = s->lane.out;

	if (in->rows == 0)
		return;
	p->to = to;
	p->lines = lines - p->lines;
	p->cells.n = (size_t)(out->cells + out->n - p->cells.cells);
	p->cells.n_keys = (size_t)(out->keys + out->n_keys - p->cells.keys);
	p->rows = in->rows;
	p->cells_used = in->cells_used;
	p->cells_missing = in->cells_missing;
	p->cells_ignored = in->cells_ignored;
	p->first_day = in->first_day;
	p->last_day = in->last_day;
	p->shows_stop = shows_stop;
	p->order = s->order;
	p->known = s->lane.known;
	s->found->n++;
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
		s->lane.out = next_batch(s->found);
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
                char delimiter, struct pieces *found)
{
	found->n = found->n_used = 0;
	s->found = found;
	scan_begin(&s->scan, block);
	scan_set_delimiter(&s->scan, delimiter);
	lane_begin(&s->lane, known, next_batch(found), &s->count, &s->order);
	s->lane.end = block.p + block.n;
	while (look_on(s, p))
		;
}
