/* lane.c - plain rows into a batch, without a second look.
 *
 *   record ----> lane_take ----> batch        a date, known names, digits: most rows there are
 *                    | no
 *                    +---------> row_read     whatever else there is; it is what says what a row means */
#include "base/mem.h"
#include "read/lane_cell.h"
#include "read/reading.h"

enum { MOST_DIGITS = 12, MICRO_DIGITS = 6 };

void lane_begin(struct lane *l, const struct lane_known *known, struct batch *out, struct input *in,
                struct date_order *order)
{
	l->known = known;
	l->out = out;
	l->in = in;
	l->order = order;
	l->age++;
	l->keys.n = 0;
}

/* --- one row */

/* The days of a date cell; those read before are at hand. */
static bool take_date(const struct lane_plan *p, struct lane *l, struct str text, int32_t *first,
                      int32_t *last)
{
	struct word_pair w = words_of(text, l->end);
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
static bool take_name(const struct name_table *t, const struct lane *l, const struct csv_record *rec,
                      int column, sym otherwise, sym *out)
{
	*out = otherwise;
	return column == NO_COLUMN || rec->fields[column].n == 0
	       || name_table_find(t, rec->fields[column], l->end, out);
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

bool lane_long_number(const struct cell_style *s, struct lane *l, struct str text, int64_t *micro)
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

static bool take_long(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	sym metric;
	int64_t micro;

	if (!name_table_find(l->known->metrics, rec->fields[p->metric], l->end, &metric) || metric == 0
	    || !lane_number(&p->r->style, l, rec->fields[p->value], &micro))
		return false;
	batch_call(l->out->cells + l->out->n);
	l->out->cells[l->out->n] = (struct batch_cell){ micro, metric, rec->line };
	lane_add(l, 1);
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
			if (!lane_number(&p->r->style, l, text, &micro)
			    || (c->times != MICRO && !num_muldiv(micro, c->times, MICRO, &micro)))
				return false;
			l->out->cells[n++] = (struct batch_cell){ micro, c->metric, rec->line };
		}
	}
	if (n == l->out->n)
		return false;
	l->in->cells_used += n - l->out->n;
	l->in->cells_missing += missing;
	l->in->cells_ignored += ignored + p->ignored;
	lane_add(l, n - l->out->n);
	return true;
}

static void cover(struct input *in, const struct lane_keys *k)
{
	if (in->first_day == DAY_NONE || k->first < in->first_day)
		in->first_day = k->first;
	if (in->last_day == DAY_NONE || k->now.day > in->last_day)
		in->last_day = k->now.day;
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

static bool find_keys(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	struct lane_keys *k = &l->keys;

	return take_date(p, l, rec->fields[p->date], &k->first, &k->now.day)
	       && take_name(l->known->channels, l, rec, p->channel, p->channel_else, &k->now.channel)
	       && take_name(l->known->accounts, l, rec, p->account, p->account_else, &k->now.account)
	       && take_name(l->known->campaigns, l, rec, p->campaign, p->campaign_else, &k->now.campaign)
	       && (k->now.channel != 0 || !p->needs_channel);
}

bool lane_take(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	if (!p->is_open || rec->n != p->n)
		return false;
	if (p->r->is_scan)
		return scan(p, l, rec);
	l->keys.n = 0;
	if (!find_keys(p, l, rec) || !(p->value == NO_COLUMN ? take_wide(p, l, rec) : take_long(p, l, rec)))
		return false;
	cover(l->in, &l->keys);
	l->in->rows++;
	l->in->rows_used++;
	return true;
}
