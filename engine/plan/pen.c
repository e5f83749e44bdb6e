/* pen.c - writes one sheet of a book from the top down. */
#include <assert.h>
#include <string.h>
#include "base/day.h"
#include "data/model.h"
#include "plan/number.h"
#include "plan/pen.h"
#include "plan/width.h"

#define DASH "\u2013"

/* Room for one more element at the end of an array of the arena. */
static void *grow(struct arena *a, void *old, size_t n, size_t *cap, size_t size)
{
	void *wide;

	if (n < *cap)
		return old;
	*cap = *cap > 0 ? *cap * 2 : 32;
	wide = arena_alloc(a, *cap, size);
	if (n > 0)
		memcpy(wide, old, n * size);
	return wide;
}

/* "30 Sep 2026" */
static struct str day_short(struct arena *a, int32_t day)
{
	int year, month, dom;

	day_split(day, &year, &month, &dom);
	return str_fmt(a, "%d %.*s %d", dom, STR_ARG(str_sub(month_name(month), 0, 3)), year);
}

static struct cell *new_cell(struct pen *p, uint32_t col, enum cell_kind kind, enum look look,
                             struct str text)
{
	struct sheet *s = p->s;
	struct cell *c;

	s->cells = grow(p->a, s->cells, s->n_cells, &s->cap_cells, sizeof *s->cells);
	c = &s->cells[s->n_cells++];
	*c = (struct cell){
		.row = p->row, .col = col, .kind = (uint8_t)kind, .look = (uint8_t)look, .text = text
	};
	return c;
}

void pen_footer(struct pen *p, struct str name)
{
	const struct book *b = p->book;

	p->s->footer = footer_make(p->a,
	                           str_fmt(p->a, "%.*s \u00b7 Business scorecard \u00b7 %.*s",
	                                   STR_ARG(b->company), STR_ARG(b->period)),
	                           pen_safe(p, name));
}

void pen_sheet(struct pen *p, struct str name, const uint32_t *pixels, uint32_t n_cols)
{
	struct book *b = p->book;

	p->s = &b->sheets[b->n_sheets++];
	p->row = 0;
	*p->s = (struct sheet){ .name = name, .n_cols = n_cols };
	memcpy(p->s->col_pixels, pixels, n_cols * sizeof *pixels);
	pen_footer(p, name);
}

void pen_expect(struct pen *p, size_t rows)
{
	struct sheet *s = p->s;
	size_t cap = s->n_cells + (rows + 2) * s->n_cols;
	struct cell *cells;

	if (cap <= s->cap_cells)
		return;
	cells = ARENA_ARRAY(p->a, cap, struct cell);
	if (s->n_cells > 0)
		memcpy(cells, s->cells, s->n_cells * sizeof *cells);
	s->cells = cells;
	s->cap_cells = cap;
}

void pen_text(struct pen *p, uint32_t col, enum look look, struct str text)
{
	new_cell(p, col, CELL_TEXT, look, text.n > 0 ? pen_safe(p, text) : STR(DASH));
}

void pen_blank(struct pen *p, uint32_t col, enum look look)
{
	new_cell(p, col, CELL_BLANK, look, STR_NONE);
}

void pen_number(struct pen *p, uint32_t col, enum look look, double v, struct str format, struct str words)
{
	struct cell *c = new_cell(p, col, CELL_NUMBER, look, words);

	c->number = v;
	c->format = format;
}

void pen_count(struct pen *p, uint32_t col, enum look look, uint64_t n)
{
	pen_number(p, col, look, (double)n, STR("#,##0"), number_words(p->a, (double)n, 0));
}

/* With a language's code a date has its words whoever opens the book; without, the reader's. Widths are taken from
 * English: others print up to two characters more, which sheet_fit leaves room for. */
static struct str date_format(enum language language)
{
	static const char *const formats[] = {
		[LANGUAGE_READER] = "d mmm yyyy",        [LANGUAGE_EN_GB] = "[$-809]d mmm yyyy",
		[LANGUAGE_EN_US] = "[$-409]mmm d, yyyy", [LANGUAGE_DE] = "[$-407]d. mmm yyyy",
		[LANGUAGE_ES] = "[$-C0A]d mmm yyyy",     [LANGUAGE_FR] = "[$-40C]d mmm yyyy",
		[LANGUAGE_IT] = "[$-410]d mmm yyyy",     [LANGUAGE_NL] = "[$-413]d mmm yyyy",
		[LANGUAGE_PL] = "[$-415]d mmm yyyy",     [LANGUAGE_PT] = "[$-816]d mmm yyyy",
		[LANGUAGE_SV] = "[$-41D]d mmm yyyy",     [LANGUAGE_ISO] = "yyyy-mm-dd",
	};
	static_assert(sizeof formats / sizeof *formats == LANGUAGE__N, "a format for each language");

	return str_of(formats[language]);
}

void pen_day(struct pen *p, uint32_t col, enum look look, int32_t day)
{
	struct cell *c;

	if (day == DAY_NONE) {
		pen_none(p, col);
		return;
	}
	c = new_cell(p, col, CELL_DATE, look,
	             p->book->language == LANGUAGE_ISO ? day_text(p->a, day) : day_short(p->a, day));
	c->number = (double)day;
	c->format = date_format(p->book->language);
}

void pen_none(struct pen *p, uint32_t col)
{
	new_cell(p, col, CELL_TEXT, LOOK_NUMBER_MUTED, STR("none"));
}

void pen_dash(struct pen *p, uint32_t col)
{
	new_cell(p, col, CELL_TEXT, LOOK_NUMBER_MUTED, STR(DASH));
}

static bool is_gone(const struct pen *p, struct str sheet_name)
{
	for (size_t i = 0; i < p->n_gone; i++)
		if (str_eq(p->gone[i], sheet_name))
			return true;
	return false;
}

/* What leads nowhere does not look like a link. */
static void make_text(struct cell *c)
{
	c->kind = CELL_TEXT;
	if (c->look == LOOK_LINK)
		c->look = LOOK_CELL;
	else if (c->look == LOOK_LINK_STRONG || c->look == LOOK_GOAL)
		c->look = LOOK_STRONG;
}

/* Excel takes 255 bytes a text in =HYPERLINK(..): longer ones that have to wrap, and those that had to be made safe for
 * a cell, are plain text. */
void pen_link_row(struct pen *p, uint32_t col, enum look look, struct str text, struct str sheet_name,
                  uint32_t row)
{
	struct str safe = pen_safe(p, text);
	struct cell *c = new_cell(p, col, CELL_LINK, look, safe);
	bool wraps = styled_lines(safe, look, p->book->style, p->s->col_pixels[col]) > 1;

	if (sheet_name.n == 0 || is_gone(p, sheet_name)
	    || (wraps && (!str_eq(safe, text) || !link_fits(safe)))) {
		make_text(c);
		return;
	}
	c->kind = wraps ? CELL_LINK_WRAPS : CELL_LINK;
	c->target = sheet_name;
	c->at = row;
}

void pen_link(struct pen *p, uint32_t col, enum look look, struct str text, struct str sheet_name)
{
	pen_link_row(p, col, look, text, sheet_name, 0);
}

void pen_formula(struct pen *p, uint32_t col, enum look look, struct str formula, double v, struct str format,
                 struct str words)
{
	struct cell *c = new_cell(p, col, CELL_FORMULA, look, words);

	c->formula = formula;
	c->number = v;
	c->format = format;
}

void pen_blocks(struct pen *p, uint32_t col, struct str text, size_t split)
{
	new_cell(p, col, CELL_BLOCKS, LOOK_BLOCKS, text)->at = (uint32_t)split;
}

void pen_bar(struct pen *p, uint32_t col, bool is_now, double v, double max, struct str format,
             struct str words)
{
	pen_number(p, col, is_now ? LOOK_BAR_NOW : LOOK_BAR, v, format, words);
	pen_data_bar(p, &(struct data_bar){ p->row, col, max, is_now });
}

void pen_data_bar(struct pen *p, const struct data_bar *b)
{
	struct sheet *s = p->s;

	s->bars = grow(p->a, s->bars, s->n_bars, &s->cap_bars, sizeof *s->bars);
	s->bars[s->n_bars++] = *b;
}

void pen_cell(struct pen *p, const struct cell *c)
{
	*new_cell(p, c->col, (enum cell_kind)c->kind, (enum look)c->look, c->text) = *c;
}

void pen_chart(struct pen *p, const struct chart *c)
{
	struct sheet *s = p->s;

	s->charts = grow(p->a, s->charts, s->n_charts, &s->cap_charts, sizeof *s->charts);
	s->charts[s->n_charts++] = *c;
}

void pen_name(struct pen *p, uint32_t col, const char *what, struct str id)
{
	struct book *b = p->book;

	if (!name_is_id(id) || id.n > 200)
		return;
	b->names = grow(p->a, b->names, b->n_names, &b->cap_names, sizeof *b->names);
	b->names[b->n_names++] = (struct name_def){
		.name = str_fmt(p->a, "%s%.*s", what, STR_ARG(id)),
		.sheet = b->n_sheets - 1,
		.row = p->row,
		.col = col,
	};
}

void pen_span(struct pen *p, uint32_t col, uint32_t n, enum look look, struct str text)
{
	new_cell(p, col, CELL_TEXT, look, pen_safe(p, text))->merge_cols = (uint16_t)n;
}

void pen_prose(struct pen *p, enum look look, struct str text)
{
	pen_span(p, 0, p->s->n_cols, look, text);
	p->row++;
}

void pen_high(struct pen *p, double points)
{
	struct sheet *s = p->s;
	double *wide;

	if (p->row >= s->n_rows) {
		wide = ARENA_ARRAY(p->a, (size_t)p->row + 16, double);
		if (s->n_rows > 0)
			memcpy(wide, s->row_points, s->n_rows * sizeof *wide);
		s->row_points = wide;
		s->n_rows = (size_t)p->row + 16;
	}
	s->row_points[p->row] = points;
}

void pen_skip(struct pen *p, double points)
{
	pen_high(p, points);
	p->row++;
}

/* A heading that no earlier one of the table equals without case, on one line. */
static struct str unique_heading(struct pen *p, const struct str *before, size_t n, struct str wish)
{
	struct str h = pen_safe(p, utf8_head(wish, 200));
	int number = 1;

	for (size_t i = 0; i < n; i++)
		if (str_eq_fold(before[i], h)) {
			h = str_fmt(p->a, "%.*s (%d)", STR_ARG(wish), ++number);
			i = SIZE_MAX; /* and from the first again */
		}
	return h;
}

void pen_table(struct pen *p, struct str name, const struct column *columns, uint32_t n, bool has_filter)
{
	struct str *headings = ARENA_ARRAY(p->a, n, struct str);

	for (uint32_t i = 0; i < n; i++) {
		headings[i] = unique_heading(p, headings, i, columns[i].heading);
		pen_text(p, i, columns[i].is_right ? LOOK_HEADING_RIGHT : LOOK_HEADING, headings[i]);
	}
	pen_put_table(
	    p,
	    &(struct table){
		.name = name, .row = p->row++, .n_cols = n, .headings = headings, .has_filter = has_filter });
}

void pen_put_table(struct pen *p, const struct table *t)
{
	struct sheet *s = p->s;

	s->tables = grow(p->a, s->tables, s->n_tables, &s->cap_tables, sizeof *s->tables);
	s->tables[s->n_tables++] = *t;
}

void pen_table_total(struct pen *p, uint32_t label_col, struct str label, uint64_t sums)
{
	struct table *t = &p->s->tables[p->s->n_tables - 1];

	t->has_total = true;
	t->total_label = label_col;
	t->total_text = pen_safe(p, label);
	t->total_sums = sums;
	for (uint32_t i = 0; i < t->n_cols; i++) {
		if (i == label_col)
			pen_text(p, i, LOOK_TOTAL, t->total_text);
		else if ((sums >> i & 1) == 0)
			pen_blank(p, i, LOOK_TOTAL);
	}
}

/* The column by its table's name: LibreOffice does not know [Points] alone. */
void pen_sum(struct pen *p, uint32_t col, double v, struct str format, struct str words)
{
	const struct table *t = &p->s->tables[p->s->n_tables - 1];

	pen_formula(p, col, LOOK_TOTAL_NUMBER,
	            str_fmt(p->a, "=SUBTOTAL(109,%.*s[%.*s])", STR_ARG(t->name), STR_ARG(t->headings[col])),
	            v, format, words);
}

/* Excel takes no table without a data row: an empty one gets a row of dashes. */
void pen_table_end(struct pen *p)
{
	struct table *t = &p->s->tables[p->s->n_tables - 1];

	if (p->row == t->row + 1) {
		for (uint32_t i = 0; i < t->n_cols; i++)
			pen_text(p, i, LOOK_MUTED, STR_NONE);
		p->row++;
	}
	t->n_rows = p->row - t->row;
}
