/* lane.c - plain rows into a batch, without a second look.
 *
 *   record ----> lane_take ----> batch        a date, known names, digits: most rows there are
 *                    | no
 *                    +---------> row_read     whatever else there is; it is what says what a row means */
#include "base/mem.h"
#include "read/reading.h"

enum { MOST_DIGITS = 12, MICRO_DIGITS = 6 };
enum { IS_LITTLE = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ }; /* the first of 8 digits is the lowest byte */

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

/* Up to 8 digits at a look: each step makes one number of two beside each other. False: not digits alone, or not known to
 * be followed by as many bytes as a look takes. */
static bool take_digits(struct str s, const char *end, int64_t *v)
{
	const uint64_t zeros = UINT64_C(0x3030303030303030), high = UINT64_C(0xF0F0F0F0F0F0F0F0);
	uint64_t w;

	if (!IS_LITTLE || s.n == 0 || s.n > 8 || end == NULL || end - s.p < 8)
		return false;
	memcpy(&w, s.p, 8);
	w = s.n < 8 ? w << (8 - s.n) * 8 | zeros >> s.n * 8 : w; /* 0000 1250 */
	if ((w & high) != zeros || ((w + UINT64_C(0x0606060606060606)) & high) != zeros)
		return false;
	w -= zeros;
	w = (w * 10 + (w >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
	w = (w * 100 + (w >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
	w = (w * 10000 + (w >> 32)) & UINT64_C(0xFFFFFFFF);
	*v = (int64_t)w;
	return true;
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
	size_t n, n_decimals = 0;

	if (take_digits(text, l->end, &v)) {
		*micro = v * MICRO;
		return !s->starts_mark[(unsigned char)text.p[0]];
	}
	n = digits(text, 0, MOST_DIGITS, &v);
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

static bool take_long(const struct lane_plan *p, struct lane *l, struct str name, struct str value,
                      uint32_t line)
{
	sym metric;
	int64_t micro;

	if (!name_table_find(l->known->metrics, name, &metric) || metric == 0
	    || !take_number(&p->r->style, l, value, &micro))
		return false;
	put(l, l->out->n++, line, metric, micro);
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

static bool find_keys(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	struct lane_keys *k = &l->keys;

	return take_date(p, l, rec->fields[p->date], &k->first, &k->day)
	       && take_name(l->known->channels, rec, p->channel, p->channel_else, &k->channel)
	       && take_name(l->known->accounts, rec, p->account, p->account_else, &k->account)
	       && take_name(l->known->campaigns, rec, p->campaign, p->campaign_else, &k->campaign)
	       && (k->channel != 0 || !p->needs_channel);
}

/* Most rows begin like the one before: only the metric and the value are others. text: what stands in the file from the start
 * of the row to the end of its last key; two plain rows that begin alike have the same keys. The text is kept when it comes
 * for the second time, so that rows which never repeat pay little. */
enum likeness {
	UNLIKE,
	ALIKE_TO_KEEP, /* it seems: length and end are the same */
	ALIKE
};

static enum likeness likeness_of(const struct lane_keys *k, struct str text)
{
	uint64_t tail;

	if (text.n != k->n || text.n == 0)
		return UNLIKE;
	memcpy(&tail, text.p + text.n - sizeof tail, sizeof tail);
	if (tail != k->tail)
		return UNLIKE;
	return k->is_kept && memcmp(text.p, k->text, text.n) == 0 ? ALIKE : ALIKE_TO_KEEP;
}

static void keep_keys(struct lane_keys *k, struct str text, enum likeness seems)
{
	k->n = 0;
	if (text.n < sizeof k->tail || text.n > sizeof k->text)
		return;
	k->n = text.n;
	k->is_kept = seems == ALIKE_TO_KEEP;
	if (k->is_kept)
		memcpy(k->text, text.p, text.n);
	memcpy(&k->tail, text.p + text.n - sizeof k->tail, sizeof k->tail);
}

/* A row whose keys are not those at hand. They are at hand then, if it passes, and their days are covered. */
static bool take_anew(const struct lane_plan *p, struct lane *l, const struct csv_record *rec,
                      struct str text, enum likeness seems)
{
	l->keys.n = 0;
	if (!find_keys(p, l, rec))
		return false;
	if (p->value == NO_COLUMN
	        ? !take_wide(p, l, rec)
	        : !take_long(p, l, rec->fields[p->metric], rec->fields[p->value], rec->line))
		return false;
	keep_keys(&l->keys, text, seems);
	cover(l->in, &l->keys);
	return true;
}

static bool count_row(struct lane *l)
{
	l->in->rows++;
	l->in->rows_used++;
	return true;
}

bool lane_take(const struct lane_plan *p, struct lane *l, const struct csv_record *rec)
{
	struct str last, text = STR_NONE;
	enum likeness seems;

	if (!p->is_open || rec->n != p->n)
		return false;
	if (p->r->is_scan)
		return scan(p, l, rec);
	last = rec->fields[p->last_key];
	if (rec->is_plain)
		text = (struct str){ rec->raw.p, (size_t)(last.p - rec->raw.p) + last.n };
	seems = likeness_of(&l->keys, text);
	if (seems != ALIKE)
		return take_anew(p, l, rec, text, seems) && count_row(l);
	return (p->value == NO_COLUMN
	            ? take_wide(p, l, rec)
	            : take_long(p, l, rec->fields[p->metric], rec->fields[p->value], rec->line))
	       && count_row(l);
}

static struct str cell_of(const struct row_ends *row, int i)
{
	size_t from = i == 0 ? row->from : row->ends[i - 1] + (size_t)1;

	return (struct str){ row->p + from, row->ends[i] - from };
}

bool lane_take_row(const struct lane_plan *p, struct lane *l, struct scan *scan, const struct row_ends *row,
                   uint32_t line)
{
	struct str text = { row->p + row->from, row->ends[p->last_key] - row->from };
	struct csv_record rec;

	if (p->value != NO_COLUMN && likeness_of(&l->keys, text) == ALIKE)
		return take_long(p, l, cell_of(row, p->metric), cell_of(row, p->value), line) && count_row(l);
	scan_fields(scan, row, p->n, &rec);
	rec.line = line;
	return lane_take(p, l, &rec);
}
