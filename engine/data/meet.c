/* meet.c - a cell that is given again: by a later file, or twice in one. */
#include "base/mem.h"
#include "data/store.h"

static struct store *side(struct store **st)
{
	if (!*st)
		*st = store_new();
	return *st;
}

/* Do they differ by more than half of the larger? Platforms correct less, but for a few, where 1 becomes 3. */
static bool is_apart(int64_t a, int64_t b)
{
	wide_sum x = a < 0 ? -(wide_sum)a : a, y = b < 0 ? -(wide_sum)b : b;
	wide_sum between = a < b ? (wide_sum)b - a : (wide_sum)a - b, larger = x > y ? x : y;

	return larger >= 10 * MICRO && 2 * between > larger;
}

static void note_apart(struct put_report *r, int32_t day)
{
	if (r->cells_apart++ == 0)
		r->apart_first = r->apart_last = day;
	if (day < r->apart_first)
		r->apart_first = day;
	if (day > r->apart_last)
		r->apart_last = day;
}

/* A later file gives the cell again. Where more values of this file may follow, what it was is kept. */
static void replace(const struct meeting *m, int64_t *cell)
{
	int64_t v = m->given->micro;

	m->r->cells_replaced++;
	m->r->cells_differed += *cell != v;
	m->r->sum_before += *cell;
	m->r->sum_after += v;
	if (m->rules->same_cell != SAME_CELL_REFUSE) {
		store_set(side(&m->st->before), m->series, m->keys->day, *cell);
	} else {
		m->r->cells_some += *cell != 0 || v != 0;
		if (is_apart(*cell, v))
			note_apart(m->r, m->keys->day);
	}
	*cell = v;
}

/* The same file changes a cell again: if the file replaced it, what that did is told by the new value. */
static void change(const struct meeting *m, int64_t *cell, int64_t v)
{
	size_t at;
	int64_t before;

	if (m->st->before && store_find(m->st->before, m->series, &at)
	    && store_get(m->st->before, at, m->keys->day, &before)) {
		m->r->cells_differed += v != before;
		m->r->cells_differed -= *cell != before;
		m->r->sum_after += (wide_sum)v - *cell;
	}
	*cell = v;
}

/* a + b modulo 2^64; how often 2^64 is missing is counted aside, so that a sum which fits in the end is exact
 * although a part of it does not fit. */
static int64_t add(const struct meeting *m, int64_t a, int64_t b)
{
	struct store *carries;
	int32_t day = m->keys->day;
	int64_t sum, carry = 0;
	size_t at;

	if (num_add(a, b, &sum))
		return sum;
	carries = side(&m->st->carry);
	if (store_find(carries, m->series, &at))
		(void)store_get(carries, at, day, &carry);
	m->st->n_carried -= carry != 0;
	carry += b < 0 ? -1 : 1;
	m->st->n_carried += carry != 0;
	store_set(carries, m->series, day, carry);
	return (int64_t)((uint64_t)a + (uint64_t)b);
}

struct put_conflict *put_report_conflict(struct put_report *r)
{
	r->cells_conflict++;
	if (r->n_conflicts == CONFLICTS_MOST)
		return NULL;
	mem_reserve(&r->conflicts, &r->cap_conflicts, r->n_conflicts + 1, sizeof *r->conflicts);
	return &r->conflicts[r->n_conflicts++];
}

void put_report_clear(struct put_report *r)
{
	mem_free(r->conflicts);
	r->conflicts = NULL;
	r->n_conflicts = r->cap_conflicts = 0;
}

static void note_conflict(const struct meeting *m, int64_t kept)
{
	const struct batch_keys *k = m->keys;
	struct put_conflict *c = put_report_conflict(m->r);

	if (c != NULL)
		*c = (struct put_conflict){ .line = m->line,
			                    .channel = k->channel,
			                    .account = k->account,
			                    .campaign = k->campaign,
			                    .metric = m->given->metric,
			                    .day = k->day,
			                    .first_day = k->day,
			                    .has_kept = true,
			                    .has_other = true,
			                    .kept = kept,
			                    .other = m->given->micro };
}

void store_meet(const struct meeting *m, bool same_file, int64_t *cell)
{
	int64_t v = m->given->micro;

	if (!same_file) {
		replace(m, cell);
	} else if (m->rules->fold != FOLD_NOT) {
		if (m->rules->fold == FOLD_MAX ? v > *cell : v < *cell)
			*cell = v;
	} else if (m->rules->same_cell == SAME_CELL_SUM) {
		change(m, cell, add(m, *cell, v));
	} else if (m->rules->same_cell == SAME_CELL_LAST) {
		change(m, cell, v);
	} else if (*cell == v) {
		m->r->cells_same_file_equal++;
	} else {
		note_conflict(m, *cell);
	}
}
