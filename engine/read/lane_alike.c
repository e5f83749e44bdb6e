/* lane_alike.c - rows that begin like the one before, byte for byte: only the metric and the value are others.
 *
 *   2026-07-01,x,"Acme, Inc",leads,12      taken by lane_take: its keys are known, and so is
 *   |---------- text -------||             where its last key ends
 *   2026-07-01,x,"Acme, Inc",likes,7       the same bytes from its start: the same keys
 *                            ^ goes on here
 *
 * What a record is does not depend on what stands before it, so two that begin with the same bytes are the same that far,
 * quotes and all, and have the same bytes in the index. */
#include "read/lane_cell.h"
#include "read/reading.h"

/* Keys that stand behind the metric or the value leave nothing to take from them. */
void lane_keep(const struct lane_plan *p, struct lane *l, const struct scan *s, const struct csv_record *rec)
{
	struct str last = rec->fields[p->last_key];
	const char *end = last.p + last.n;
	size_t n;

	if (p->value <= p->last_key || p->metric <= p->last_key)
		return;
	n = (size_t)(end - rec->raw.p) + 1 + (*end == '"');
	l->keys.n_marks = scan_marks(s, (size_t)(rec->raw.p - s->block.p) + n);
	l->keys.text = rec->raw.p;
	l->keys.n = l->keys.n_marks > 0 && n >= sizeof(uint64_t) ? n : 0;
}

/* n: 8 or more. */
static inline bool is_same(const char *a, const char *b, size_t n)
{
	uint64_t v, w;

	for (size_t i = 0; i + sizeof v < n; i += sizeof v) {
		memcpy(&v, a + i, sizeof v);
		memcpy(&w, b + i, sizeof w);
		if (v != w)
			return false;
	}
	memcpy(&v, a + n - sizeof v, sizeof v);
	memcpy(&w, b + n - sizeof w, sizeof w);
	return v == w;
}

/* From `from` to *mark, or between quotes; *mark is what ends it then, a quote still where it is no plain one. */
static inline struct str cell_at(const char *p, size_t from, const uint32_t **mark)
{
	const uint32_t *m = *mark;

	if (p[from] != '"')
		return (struct str){ p + from, *m - from };
	if (p[m[1]] == '"' && m[2] == m[1] + 1)
		*mark += 2;
	return (struct str){ p + from + 1, m[1] - from - 1 };
}

/* What a row says beyond its keys. */
struct rest {
	struct str metric, value;
	const uint32_t *mark; /* the first behind the row */
	size_t end;           /* of the row */
};

/* The cells from the one behind the last key on, the first of which starts at `from`. False: the row is no plain one of n. */
static inline bool find_rest(const struct lane_plan *p, const char *text, char delimiter, size_t from,
                             const uint32_t *mark, struct rest *r)
{
	for (int k = p->last_key + 1;; k++) {
		struct str cell = cell_at(text, from, &mark);

		if (k == p->metric)
			r->metric = cell;
		else if (k == p->value)
			r->value = cell;
		if (k + 1 == (int)p->n)
			break;
		if (text[*mark] != delimiter)
			return false;
		from = *mark++ + (size_t)1;
	}
	r->end = *mark++ + (size_t)1;
	if (text[r->end - 1] == '\r' && *mark == r->end)
		r->end = *mark++ + (size_t)1;
	r->mark = mark;
	return text[r->end - 1] == '\n';
}

void lane_take_alike(const struct lane_plan *p, struct lane *l, struct scan *s, uint32_t first)
{
	const struct lane_keys *k = &l->keys;
	const size_t most =
	    k->n_marks + 3 * (p->n - (size_t)p->last_key - 1) + 1; /* quotes, and the LF of a CR */
	const uint32_t *mark = s->index + s->next, *stop = s->index + s->n;
	const char *text = s->block.p;
	struct batch_cell *cells = l->out->cells + l->out->n;
	size_t n = 0, room = BATCH_ROWS - l->out->n;
	struct rest r = { 0 };
	sym metric;
	int64_t micro;

	if (k->n == 0)
		return;
	while ((size_t)(stop - mark) > most && mark[k->n_marks - 1] == s->at + k->n - 1 && n + p->n <= room
	       && is_same(text + s->at, k->text, k->n)
	       && find_rest(p, text, s->delimiter, s->at + k->n, mark + k->n_marks, &r)
	       && name_table_find(l->known->metrics, r.metric, l->end, &metric) && metric != 0
	       && lane_number(&p->r->style, l, r.value, &micro)) {
		batch_call(cells + n);
		cells[n] = (struct batch_cell){ micro, metric, s->lines - first };
		mark = r.mark;
		s->at = r.end;
		s->lines++;
		n++;
	}
	if (n > 0)
		lane_add(l, n);
	s->next = (size_t)(mark - s->index);
	l->in->rows += n;
	l->in->rows_used += n;
	l->in->cells_used += n;
	l->in->cells_ignored += n * (p->n - 1);
}
