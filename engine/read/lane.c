/* lane.c - plain rows into a batch, without a second look.
 *
 *   record ----> lane_take ----> batch        a date, known names, digits: most rows there are
 *                    | no
 *                    +---------> row_read     whatever else there is; it is what says what a row means */
#include "base/mem.h"
#include "read/reading.h"

enum { MOST_DIGITS = 12, MICRO_DIGITS = 6 };

static size_t spellings(const struct exports *x)
{
	return name_cache_n(x->channels) + name_cache_n(x->accounts) + name_cache_n(x->campaigns)
	       + name_cache_n(x->metrics);
}

static void list_cells(struct lane_known *n, const struct columns *c)
{
	n->n_cells = c->value == NO_COLUMN ? c->n_cells : 0;
	n->cells = mem_new(n->n_cells, sizeof *n->cells);
	for (size_t k = 0; k < n->n_cells; k++) {
		const struct column *col = &c->all[c->cells[k]];

		n->cells[k] = (struct lane_cell){ .at = c->cells[k],
			                          .is_metric = col->use == USE_METRIC,
			                          .is_wanted = col->is_wanted,
			                          .is_undecided = col->use == USE_UNDECIDED,
			                          .metric = col->metric,
			                          .times = col->times };
	}
}

static void add_known(struct lane_plan *p)
{
	const struct exports *x = p->r->x;
	struct lane_known *n = mem_new(1, sizeof *n);

	n->channels = name_table_new(x->channels);
	n->accounts = name_table_new(x->accounts);
	n->campaigns = name_table_new(x->campaigns);
	n->metrics = name_table_new(x->metrics);
	n->n_spellings = spellings(x);
	list_cells(n, p->r->columns);
	n->older = p->known;
	p->known = n;
	p->n_long = 0;
}

static void free_known(struct lane_known *n)
{
	while (n != NULL) {
		struct lane_known *older = n->older;

		name_table_free(n->channels);
		name_table_free(n->accounts);
		name_table_free(n->campaigns);
		name_table_free(n->metrics);
		mem_free(n->cells);
		mem_free(n);
		n = older;
	}
}

/* Was a column decided that the lane takes for undecided? */
static bool has_decided(const struct lane_plan *p)
{
	const struct columns *c = p->r->columns;

	for (size_t k = 0; k < p->known->n_cells; k++)
		if (p->known->cells[k].is_undecided && c->all[c->cells[k]].use != USE_UNDECIDED)
			return true;
	return false;
}

/* Making the tables costs as much as they are long, so it waits for as many rows that might have passed; and so the older
 * ones together are not much longer than the newest. */
bool lane_learn(struct lane_plan *p)
{
	bool has_names;

	if (!p->is_open)
		return false;
	has_names = spellings(p->r->x) > p->known->n_spellings && ++p->n_long * 4 >= p->known->n_spellings;
	if (!has_names && !has_decided(p))
		return false;
	add_known(p);
	return true;
}

void lane_late(const struct lane_plan *p, const struct lane_known *old, uint64_t *missing, uint64_t *ignored)
{
	*missing = *ignored = 0;
	for (size_t k = 0; old != p->known && k < old->n_cells; k++) {
		const struct lane_cell *now = &p->known->cells[k];

		if (!old->cells[k].is_undecided || now->is_undecided)
			continue;
		if (now->is_metric && now->is_wanted)
			++*missing;
		else
			++*ignored;
	}
}

/* Money that is said to be in a currency may have to be converted. */
static bool has_currency(const struct reading *r)
{
	return r->columns->currency != NO_COLUMN || r->f->currency.constant.n > 0
	       || r->job->source->currency.n > 0;
}

/* Tables with totals, footers, other tables beside or below them or ids take every row the long way, and so do those
 * who only look. */
static bool is_simple(const struct reading *r)
{
	const struct format *f = r->f;
	const struct columns *c = r->columns;
	bool is_told = r->fn != NULL || r->cell != NULL;
	bool is_plain = f->grain == GRAIN_DAY && f->n_events == 0 && f->n_totals == 0 && f->footers.n == 0
	                && !f->is_stacked && r->n_blocks == 1;
	bool is_long = c->value != NO_COLUMN;

	return r->x->parser == PARSER_FAST && !is_told && !r->is_other && is_plain && !has_currency(r)
	       && c->date != NO_COLUMN && c->n <= BATCH_ROWS
	       && (is_long ? r->job->source->n_metrics == 0 && c->metric != NO_COLUMN : c->n_cells > 0);
}

void lane_plan(struct lane_plan *p, const struct reading *r)
{
	const struct columns *c = r->columns;
	const struct name_rule *channel = &r->f->channel;

	p->r = r;
	p->is_open = is_simple(r);
	if (!p->is_open)
		return;
	p->n = c->n;
	p->date = c->date;
	p->channel = c->channel;
	p->account = c->account;
	p->campaign = c->campaign;
	p->metric = c->metric;
	p->value = c->value;
	p->last_key = c->date;
	p->last_key = c->channel > p->last_key ? c->channel : p->last_key;
	p->last_key = c->account > p->last_key ? c->account : p->last_key;
	p->last_key = c->campaign > p->last_key ? c->campaign : p->last_key;
	p->channel_else = r->channel;
	p->account_else = r->account;
	p->campaign_else = r->campaign;
	p->needs_channel =
	    (channel->columns.n > 0 || channel->from_title) && r->job->source->kind != KIND_BUSINESS;
	p->ignored = c->n - c->n_cells;
	free_known(p->known);
	p->known = NULL;
	add_known(p);
}

void lane_clear(struct lane_plan *p)
{
	free_known(p->known);
}

void lane_begin(struct lane *l, const struct lane_known *known, struct batch *out, struct input *in,
                struct date_order *order)
{
	l->known = known;
	l->out = out;
	l->in = in;
	l->order = order;
	memset(l->dates, 0, sizeof l->dates);
	l->keys.n = 0;
}

/* --- one row */

/* The days of a date cell; those read before are at hand. */
static bool take_date(const struct lane_plan *p, struct lane *l, struct str text, int32_t *first,
                      int32_t *last)
{
	struct word_pair w = words_of(text);
	struct lane_date *d = &l->dates[words_hash(w, text.n) % (sizeof l->dates / sizeof *l->dates)];

	if (text.n == 0 || text.n > 16)
		return text.n > 0 && row_days(p->r, text, l->order, first, last) == DATE_OK;
	if (d->n != text.n || d->words.head != w.head || d->words.tail != w.tail || d->age != l->age) {
		if (row_days(p->r, text, l->order, first, last) != DATE_OK)
			return false;
		*d = (struct lane_date){ w, (uint32_t)text.n, l->age, *first, *last };
	}
	*first = d->first;
	*last = d->last;
	return true;
}

/* An empty cell says what rows say that do not say. */
static bool take_name(const struct name_table *t, const struct csv_record *rec, int column, sym otherwise,
                      sym *out)
{
	*out = otherwise;
	return column == NO_COLUMN || rec->fields[column].n == 0
	       || name_table_find(t, rec->fields[column], out);
}

static size_t digits(struct str s, size_t from, size_t most, int64_t *v)
{
	size_t i = from;

	for (; i < s.n && i - from < most; i++) {
		unsigned digit = (unsigned char)s.p[i] - (unsigned)'0';

		if (digit > 9)
			break;
		*v = *v * 10 + (int64_t)digit;
	}
	return i - from;
}

/* 1250 or, where the mark is a full stop, 12.5; but not 1.250, which a file with decimal commas might mean
 * otherwise (row_cells.c watches that), and nothing that a missing mark begins like. */
static bool take_number(const struct cell_style *s, struct lane *l, struct str text, int64_t *micro)
{
	static const int64_t scale[] = { MICRO, 100000, 10000, 1000, 100, 10, 1 };
	int64_t v = 0;
	size_t n = digits(text, 0, MOST_DIGITS, &v), n_decimals = 0;

	if (n == 0 || s->starts_mark[(unsigned char)text.p[0]])
		return false;
	if (n < text.n) {
		if (text.p[n] != '.' || s->numbers.decimal != '.')
			return false;
		n_decimals = digits(text, n + 1, MICRO_DIGITS, &v);
		if (n_decimals == 0 || n_decimals == 3 || n + 1 + n_decimals < text.n)
			return false;
		l->shows_stop = true;
	}
	*micro = v * scale[n_decimals];
	return true;
}

/* A row with the keys at hand, which are its own. */
static void put(struct lane *l, size_t i, uint32_t line, sym metric, int64_t micro)
{
	struct batch *b = l->out;

	b->channel[i] = l->keys.channel;
	b->account[i] = l->keys.account;
	b->campaign[i] = l->keys.campaign;
	b->metric[i] = metric;
	b->day[i] = l->keys.day;
	b->micro[i] = micro;
	b->line[i] = line;
}

static bool take_long(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	sym metric;
	int64_t micro;

	if (!take_name(l->known->metrics, rec, p->metric, 0, &metric) || metric == 0
	    || !take_number(&p->r->style, l, rec->fields[p->value], &micro))
		return false;
	put(l, l->out->n++, rec->line, metric, micro);
	l->in->cells_used++;
	l->in->cells_ignored += p->n - 1;
	return true;
}

/* Cells stay behind the batch's end until the whole row is known to pass. */
static bool take_wide(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	size_t n = l->out->n, missing = 0, ignored = 0;

	for (size_t k = 0; k < l->known->n_cells; k++) {
		const struct lane_cell *c = &l->known->cells[k];
		struct str text = rec->fields[c->at];
		int64_t micro;

		if (c->is_undecided && text.n > 0)
			return false;
		if (c->is_undecided)
			continue;
		if (!c->is_metric || !c->is_wanted) {
			ignored++;
		} else if (text.n == 0) {
			missing++;
		} else {
			if (!take_number(&p->r->style, l, text, &micro)
			    || (c->times != MICRO && !num_muldiv(micro, c->times, MICRO, &micro)))
				return false;
			put(l, n++, rec->line, c->metric, micro);
		}
	}
	if (n == l->out->n)
		return false;
	l->in->cells_used += n - l->out->n;
	l->in->cells_missing += missing;
	l->in->cells_ignored += ignored + p->ignored;
	l->out->n = n;
	return true;
}

static void cover(struct input *in, const struct lane_keys *k)
{
	if (in->first_day == DAY_NONE || k->first < in->first_day)
		in->first_day = k->first;
	if (in->last_day == DAY_NONE || k->day > in->last_day)
		in->last_day = k->day;
}

/* The first of two readings asks for no more than covered days. */
static bool scan(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	const struct input *in = l->in;
	int32_t first, day;

	if (!take_date(p, l, rec->fields[p->date], &first, &day))
		return false;
	if (in->first_day == DAY_NONE || first < in->first_day || day > in->last_day)
		return false;
	for (size_t k = 0; p->value == NO_COLUMN && k < l->known->n_cells; k++)
		if (l->known->cells[k].is_undecided)
			return false;
	l->in->rows++;
	if (p->r->days != NULL)
		day_set_add(p->r->days, day);
	return true;
}

/* What stands in the file from the start of the row to the end of its last key: two plain rows that begin alike
 * have the same keys. "": not at hand, too short or too long. */
static struct str keys_text(const struct lane_plan *p, const struct lane *l, const struct csv_record *rec)
{
	struct str last = rec->fields[p->last_key], text = { rec->raw.p, 0 };

	if (rec->is_plain)
		text.n = (size_t)(last.p - rec->raw.p) + last.n;
	return text.n >= sizeof l->keys.tail && text.n <= sizeof l->keys.text ? text : STR_NONE;
}

static bool find_keys(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	struct lane_keys *k = &l->keys;

	k->n = 0;
	return take_date(p, l, rec->fields[p->date], &k->first, &k->day)
	       && take_name(l->known->channels, rec, p->channel, p->channel_else, &k->channel)
	       && take_name(l->known->accounts, rec, p->account, p->account_else, &k->account)
	       && take_name(l->known->campaigns, rec, p->campaign, p->campaign_else, &k->campaign)
	       && (k->channel != 0 || !p->needs_channel);
}

/* Most rows begin like the one before: only the metric and the value are others. The text is kept when it comes for
 * the second time, so that rows which never repeat pay little. */
static bool take_keys(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	struct lane_keys *k = &l->keys;
	struct str text = keys_text(p, l, rec);
	uint64_t tail = 0;
	bool is_alike;

	if (text.n > 0)
		memcpy(&tail, text.p + text.n - sizeof tail, sizeof tail);
	is_alike = text.n > 0 && text.n == k->n && tail == k->tail;
	if (is_alike && k->is_kept && memcmp(text.p, k->text, text.n) == 0)
		return true;
	if (!find_keys(p, l, rec))
		return false;
	if (is_alike)
		memcpy(k->text, text.p, text.n);
	k->is_kept = is_alike;
	k->n = text.n;
	k->tail = tail;
	return true;
}

bool lane_take(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	if (!p->is_open || rec->n != p->n)
		return false;
	if (p->r->is_scan)
		return scan(p, l, rec);
	if (!take_keys(p, l, rec) || !(p->value != NO_COLUMN ? take_long(p, l, rec) : take_wide(p, l, rec)))
		return false;
	l->in->rows++;
	l->in->rows_used++;
	cover(l->in, &l->keys);
	return true;
}
