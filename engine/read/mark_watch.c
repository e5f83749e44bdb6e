/* mark_watch.c - what the cells of a file say of the marks of its numbers, where nothing is declared. */
#include "read/mark_watch.h"

static const struct num_style comma_style = { ',', '.', false };

struct str mark_readings(struct arena *a, struct str text)
{
	int64_t x, y;

	if (num_parse(text, NUM_PLAIN, &x) != NUM_OK || num_parse(text, comma_style, &y) != NUM_OK)
		return STR("two numbers");
	return x < y ? str_fmt(a, "%.*s or %.*s", STR_ARG(num_text(a, x)), STR_ARG(num_text(a, y)))
	             : str_fmt(a, "%.*s or %.*s", STR_ARG(num_text(a, y)), STR_ARG(num_text(a, x)));
}

/* Do more cells of the column so far that have a comma have it as 1,054 does than as 12,5 does? */
static bool speaks_for_stop(const struct row *row, size_t at)
{
	const struct column *c = &row->columns->all[at];

	return c->stops > c->commas;
}

struct str mark_remedy(const struct row *row, size_t at)
{
	return speaks_for_stop(row, at)
	           ? STR("say numbers: {decimal: \".\"} in the source, as most of the column is written, or "
	                 "{decimal: \",\", thousands: \".\"}")
	           : STR("say numbers: {decimal: \",\", thousands: \".\"} in the format or source, or "
	                 "{decimal: \".\"} in the source");
}

/* Where the cell is a number by the other marks, those are what to say, unless marks are declared or the column has
 * others. */
struct str mark_cell_remedy(const struct reading *r, const struct row *row, size_t at)
{
	struct str text = str_trim(row->rec->fields[at]);
	bool has_comma = r->style.numbers.decimal == ',';
	int64_t micro;

	if (num_parse(text, has_comma ? NUM_PLAIN : comma_style, &micro) != NUM_OK)
		return has_comma ? STR("write 1250 or 12,5, or leave the cell empty")
		                 : STR("write 1250 or 12.5, or leave the cell empty");
	if (has_comma)
		return STR("correct the cell: numbers: {decimal: \",\"} is declared");
	if (r->style.is_settled)
		return STR("correct the cell: numbers: {decimal: \".\"} is declared");
	return speaks_for_stop(row, at)
	           ? STR("correct the cell; most of the column is written like 1,250 or 12.5")
	           : STR("say numbers: {decimal: \",\", thousands: \".\"} in the format or source");
}

/* A count has no fraction, unless it is a mean or shared out between causes. */
static bool counts_whole(const struct reading *r, sym metric)
{
	const struct metric *m = model_metric(r->x->m, metric);

	return m != NULL && (m->unit == UNIT_COUNT || m->unit == UNIT_PEOPLE) && m->over_time != TIME_MEAN
	       && m->over_time != TIME_MEDIAN;
}

/* Money has cents: two decimals, or as many as a program computes, of which some are not three. */
static bool is_money(const struct reading *r, sym metric)
{
	const struct metric *m = model_metric(r->x->m, metric);

	return m != NULL && m->unit == UNIT_CURRENCY && m->over_time != TIME_MEAN
	       && m->over_time != TIME_MEDIAN;
}

/* Which marks the cell speaks for. Only one with a comma: the express lane takes 12.5 and tells nobody, so that it would
 * count with one reader and not with the other. */
static void count_marks(const struct row *row, size_t at)
{
	struct column *c = &row->columns->all[at];
	struct str text = str_trim(row->rec->fields[at]);
	int64_t micro;

	if (str_find(text, STR(",")) == SIZE_MAX)
		return;
	if (num_parse(text, NUM_PLAIN, &micro) == NUM_OK)
		c->stops++;
	else
		c->commas += num_parse(text, comma_style, &micro) == NUM_OK;
}

/* From a cell like 3,5 on, one like 48.000 is refused; where one was read before, no cell of the file is sure. */
static void watch_comma(struct reading *r, const struct row *row, size_t at, enum cell_kind kind)
{
	struct str text = str_trim(row->rec->fields[at]);

	if (kind == CELL_NUMBER && r->unclear_line == 0 && text.n > 4 && cell_is_unclear(text))
		r->unclear_line = row->rec->line;
	if (kind != CELL_BAD || !cell_has_comma(text))
		return;
	r->style.may_be_comma = true;
	r->comma_line = r->comma_line == 0 ? row->rec->line : r->comma_line;
	if (r->unclear_line == 0 || r->said_comma || r->is_quiet)
		return;
	r->said_comma = r->has_failed = true;
	diag_error(r->x->d, "K102", csv_place(r->csv, r->x->scratch, r->whole, at + r->offset),
	           mark_remedy(row, at),
	           "'%.*s' has a decimal comma, so the number on line %u could be another", STR_ARG(text),
	           r->unclear_line);
	arena_reset(r->x->scratch);
}

/* Most cells are digits alone: of their marks nothing is to be said. */
static bool has_mark(struct str cell)
{
	for (size_t i = 0; i < cell.n; i++)
		if (cell.p[i] == '.' || cell.p[i] == ',')
			return true;
	return false;
}

bool mark_tells(const struct reading *r, struct str cell)
{
	return r->style.numbers.decimal == '.' && !r->style.is_settled && has_mark(cell);
}

void mark_meet(struct reading *r, const struct row *row, size_t at, enum cell_kind kind)
{
	if (!mark_tells(r, row->rec->fields[at]))
		return;
	count_marks(row, at);
	watch_comma(r, row, at, kind);
}

/* Has the source said what its marks are, so that three decimals are no slip? With a decimal comma it has to say, too,
 * that there is no mark of thousands: one that took 1,054 for a decimal by mistake would never hear of it. */
static bool is_declared(const struct reading *r)
{
	const struct num_style *n = &r->style.numbers;

	return n->decimal == '.' ? r->job->source->has_numbers
	                         : r->job->source->has_numbers && n->thousands == '\0';
}

void mark_count(struct reading *r, const struct row *row, size_t at, sym metric, int64_t micro)
{
	struct fractions *f = &r->x->fractions;
	const char decimal = r->style.numbers.decimal;
	struct str text;
	size_t mark;
	bool of_money;

	if (r->is_quiet || is_declared(r) || (decimal == '.' && f->shows_stop)
	    || !has_mark(row->rec->fields[at]))
		return;
	text = cell_amount(str_trim(row->rec->fields[at]), r->style.numbers);
	mark = str_find(text, (struct str){ &decimal, 1 });
	if (mark == SIZE_MAX)
		return;
	if (decimal == '.' ? cell_has_stop(text) : !cell_is_unclear(text)) {
		f->shows_stop = f->shows_stop || decimal == '.';
		f->n_comma_clear += decimal == ',';
		return;
	}
	of_money = is_money(r, metric);
	if (!cell_is_unclear(text) || text.p[mark] != decimal || (!of_money && !counts_whole(r, metric)))
		return;
	f->n_comma_unclear += decimal == ',';
	if (f->is_met)
		return;
	fractions_meet(f, metric, of_money, decimal, text, micro,
	               csv_place(r->csv, r->x->scratch, r->whole, at + r->offset));
	arena_reset(r->x->scratch);
}
