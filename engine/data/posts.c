/* posts.c - post and event grain: one record an id, that of the last file which has it. */
#include "data/posts.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "data/store.h"

struct posts *posts_new(void)
{
	struct posts *p = mem_new(1, sizeof *p);

	p->epoch = 1;
	return p;
}

void posts_free(struct posts *p)
{
	if (!p)
		return;
	mem_free(p->list);
	mem_free(p->slots);
	shapes_clear(&p->shapes);
	mem_free(p->values);
	mem_free(p->metrics);
	mem_free(p->given);
	posts_free(p->before);
	mem_free(p);
}

void posts_begin_file(struct posts *p)
{
	p->epoch++;
	posts_free(p->before);
	p->before = NULL;
}

size_t posts_count(const struct posts *p)
{
	return p->n;
}

static size_t slot_of(const struct posts *p, const struct post *key)
{
	uint64_t h = key->id_lo ^ (key->id_hi * UINT64_C(0x9E3779B97F4A7C15)) ^ ((uint64_t)key->source << 48)
	             ^ ((uint64_t)key->channel << 20);

	return (size_t)(h ^ (h >> 31)) & (p->n_slots - 1);
}

static void rehash(struct posts *p)
{
	p->n_slots = p->n_slots ? p->n_slots * 2 : 1024;
	mem_free(p->slots);
	p->slots = mem_new(p->n_slots, sizeof *p->slots);
	for (size_t i = 0; i < p->n; i++) {
		size_t at = slot_of(p, &p->list[i]);

		while (p->slots[at])
			at = (at + 1) & (p->n_slots - 1);
		p->slots[at] = (uint32_t)i + 1;
	}
}

/* The record with the key's id, or NULL and *at is the empty slot for it. */
static struct post *find_post(struct posts *p, const struct post *key, size_t *at)
{
	if (p->n * 2 >= p->n_slots)
		rehash(p);
	for (*at = slot_of(p, key); p->slots[*at]; *at = (*at + 1) & (p->n_slots - 1)) {
		struct post *q = &p->list[p->slots[*at] - 1];

		if (q->id_lo == key->id_lo && q->id_hi == key->id_hi && q->source == key->source
		    && q->channel == key->channel)
			return q;
	}
	return NULL;
}

static uint64_t add_values(struct posts *p, const int64_t *values, size_t n)
{
	uint64_t first = p->n_values;

	mem_reserve(&p->values, &p->cap_values, p->n_values + n, sizeof *p->values);
	memcpy(p->values + p->n_values, values, n * sizeof *values);
	p->n_values += n;
	return first;
}

/* The value a record has for a metric; false: none. */
static bool value_of(const struct record *rec, sym metric, int64_t *v)
{
	for (size_t k = 0; k < rec->n; k++)
		if (rec->metrics[k] == metric) {
			*v = rec->values[k];
			return true;
		}
	return false;
}

/* The first value of `is` that `was` does not have alike, or of `was` that `is` lacks; where there is none, their days
 * differ. */
static struct put_conflict find_conflict(const struct record *was, const struct record *is)
{
	struct put_conflict c = { .has_kept = false };

	for (size_t k = 0; k < is->n; k++) {
		c.metric = is->metrics[k];
		c.has_kept = value_of(was, c.metric, &c.kept);
		c.has_other = true;
		c.other = is->values[k];
		if (!c.has_kept || c.kept != c.other)
			return c;
	}
	for (size_t k = 0; k < was->n; k++)
		if (!value_of(is, was->metrics[k], &c.other))
			return (struct put_conflict){ .metric = was->metrics[k],
				                      .has_kept = true,
				                      .kept = was->values[k] };
	return c;
}

static bool is_alike(const struct record *was, const struct record *is)
{
	int64_t v;

	if (was->n != is->n || (is->n > 0 && was->day != is->day))
		return false;
	for (size_t k = 0; k < is->n; k++)
		if (!value_of(was, is->metrics[k], &v) || v != is->values[k])
			return false;
	return true;
}

/* The same id again in the same file: equal is a note; else the first stays and the run stops on K111. */
static void meet_in_file(const struct posts *p, const struct post *q, const struct post *given,
                         struct record now, struct put_report *r)
{
	struct record was = post_record(p, q);
	struct put_conflict *c;

	if (is_alike(&was, &now)) {
		r->cells_same_file_equal += now.n;
		return;
	}
	c = put_report_conflict(r);
	if (c == NULL)
		return;
	*c = find_conflict(&was, &now);
	c->line = given->line;
	c->first_line = q->line;
	c->channel = given->channel;
	c->account = given->account;
	c->campaign = given->campaign;
	c->day = given->day;
	c->first_day = q->day;
}

/* What it does, in cells, that one record stands where another stood. */
struct change {
	uint64_t replaced, differed, added;
	wide_sum before, after;
};

static struct change compare(struct record was, struct record is)
{
	struct change c = { .replaced = was.n, .added = is.n > was.n ? is.n - was.n : 0 };
	uint64_t same = 0;

	for (size_t k = 0; k < is.n; k++) {
		int64_t v;

		same += was.day == is.day && value_of(&was, is.metrics[k], &v) && v == is.values[k];
		c.after += is.values[k];
	}
	for (size_t k = 0; k < was.n; k++)
		c.before += was.values[k];
	c.differed = was.n > same ? was.n - same : 0;
	return c;
}

static void count(struct put_report *r, struct change c)
{
	r->cells_replaced += c.replaced;
	r->cells_differed += c.differed;
	r->cells_new += c.added;
	r->sum_before += c.before;
	r->sum_after += c.after;
}

static void take_back(struct put_report *r, struct change c)
{
	r->cells_replaced -= c.replaced;
	r->cells_differed -= c.differed;
	r->cells_new -= c.added;
	r->sum_before -= c.before;
	r->sum_after -= c.after;
}

static void add_post(struct posts *p, const struct post *key, struct record rec, size_t at)
{
	struct post *q;

	mem_reserve(&p->list, &p->cap, p->n + 1, sizeof *p->list);
	assert(p->n < UINT32_MAX - 1);
	q = &p->list[p->n++];
	*q = *key;
	q->shape = shapes_of(&p->shapes, rec.metrics, rec.n);
	q->first = add_values(p, rec.values, rec.n);
	p->slots[at] = (uint32_t)p->n;
}

static void keep_before(struct posts *p, const struct post *q)
{
	size_t at;

	if (!p->before)
		p->before = posts_new();
	(void)find_post(p->before, q, &at);
	add_post(p->before, q, post_record(p, q), at);
}

/* K112: a later file has the id again, and the whole record is replaced; with same_cell: last the same file may do
 * so once more, which counts as if it had said only this. */
static void count_replaced(struct posts *p, const struct post *q, struct record now, enum same_cell rule,
                           struct put_report *r)
{
	const struct post *was;
	size_t at;

	if (q->epoch != p->epoch) {
		count(r, compare(post_record(p, q), now));
		if (rule == SAME_CELL_LAST)
			keep_before(p, q);
	} else if (p->before && (was = find_post(p->before, q, &at)) != NULL) {
		take_back(r, compare(post_record(p->before, was), post_record(p, q)));
		count(r, compare(post_record(p->before, was), now));
	}
}

static void replace_post(struct posts *p, struct post *q, struct post *key, struct record now)
{
	key->shape = shapes_of(&p->shapes, now.metrics, now.n);
	key->first = q->first;
	if (q->shape == key->shape)
		memcpy(p->values + q->first, now.values, now.n * sizeof *now.values);
	else
		key->first = add_values(p, now.values, now.n);
	*q = *key;
}

/* The cells of one record; metric 0 says that it has none. */
static struct record take_record(struct posts *p, const struct batch_keys *k, const struct batch_cell *cells)
{
	mem_reserve(&p->metrics, &p->cap_metrics, k->n, sizeof *p->metrics);
	mem_reserve(&p->given, &p->cap_given, k->n, sizeof *p->given);
	for (uint32_t i = 0; i < k->n; i++) {
		p->metrics[i] = cells[i].metric;
		p->given[i] = cells[i].micro;
	}
	return (struct record){ k->day, p->metrics, p->given, cells[0].metric == 0 ? 0 : k->n };
}

static void put_record(struct posts *p, const struct batch *b, size_t i, const struct batch_cell *cells,
                       const struct put_rules *rules, struct put_report *r)
{
	const struct batch_keys *k = &b->keys[i];
	struct record now = take_record(p, k, cells);
	struct post key = { .id_hi = b->ids[i].hi,
		            .id_lo = b->ids[i].lo,
		            .channel = k->channel,
		            .account = k->account,
		            .campaign = k->campaign,
		            .day = k->day,
		            .epoch = p->epoch,
		            .line = b->line + cells[0].line,
		            .source = rules->source,
		            .grain = (uint8_t)rules->grain };
	size_t at;
	struct post *q = find_post(p, &key, &at);

	if (q && q->epoch == p->epoch && rules->same_cell != SAME_CELL_LAST) {
		meet_in_file(p, q, &key, now, r);
	} else if (q) {
		count_replaced(p, q, now, rules->same_cell, r);
		replace_post(p, q, &key, now);
	} else if (now.n > 0) {
		add_post(p, &key, now, at);
		r->cells_new += now.n;
	}
}

void posts_put(struct posts *p, const struct batch *b, const struct put_rules *r, struct put_report *report)
{
	const struct batch_cell *cells = b->cells;

	for (size_t k = 0; k < b->n_keys; cells += b->keys[k++].n)
		put_record(p, b, k, cells, r, report);
}
