/* accessible.c - one pass over a finished book: a sheet of prose, and after it a sheet for each of its tables. */
#include <math.h>
#include <string.h>
#include "plan/accessible.h"
#include "plan/pen.h"
#include "plan/sheets.h"
#include "plan/width.h"

/* A column of prose as wide as A4: a program that prints does not shrink a single column. */
enum { PROSE_PIXELS = 650, FIGURE_PIXELS = 110, PORTRAIT_PIXELS = 760, MOST_PIXELS = 1400 };
enum { TOP_ROWS = 3 /* title, what it holds, the way back */, MOST_POINTS = 400 };
static const double WIDER = 1.35; /* Arial 12 beside Calibri 10: 1.2 x 1.12 */

/* Where a cell of the old book went. */
struct moved {
	size_t sheet;
	uint32_t row;
};

struct over { /* the work in hand */
	struct arena *a;
	const struct book *old;
	struct book *out;
	struct pen pen;
	struct moved **rows; /* a sheet of the old book, a row of it */
	struct str *taken;   /* names of sheets */
	size_t n_taken;
};

static bool is_link(const struct cell *c)
{
	return c->kind == CELL_LINK || c->kind == CELL_LINK_WRAPS;
}

static bool is_in(const struct table *t, uint32_t row)
{
	return row >= t->row && row < t->row + t->n_rows;
}

static const struct table *table_at(const struct sheet *s, uint32_t row)
{
	for (size_t i = 0; i < s->n_tables; i++)
		if (is_in(&s->tables[i], row))
			return &s->tables[i];
	return NULL;
}

/* A list under its title and nothing else: it may keep its sheet. */
static bool is_plain_list(const struct sheet *s)
{
	if (s->n_tables != 1 || s->n_charts > 0)
		return false;
	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].row >= TOP_ROWS && !is_in(&s->tables[0], s->cells[i].row))
			return false;
	return true;
}

/* "\u25cf Met" without its sign: the word says it, and a screen reader would say the sign. Only the legend has signs
 * further on. */
static struct str without_signs(struct arena *a, struct str s, enum look look)
{
	struct strbuf b;
	size_t step;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < s.n; i += step) {
		struct str rest = str_sub(s, i, s.n - i);

		step = utf8_step(rest) > 0 ? utf8_step(rest) : 1;
		for (int k = 0; k < STATUS__N && (i == 0 || look == LOOK_LEGEND); k++) {
			struct str sign = str_fmt(a, "%s ", status_symbols[k]);

			if (!str_starts(rest, sign))
				continue;
			step = sign.n;
			rest = STR_NONE;
		}
		strbuf_add(&b, str_sub(rest, 0, step));
	}
	return strbuf_str(&b);
}

static void note_row(struct over *o, const struct sheet *s, uint32_t row)
{
	o->rows[s - o->old->sheets][row] = (struct moved){ o->out->n_sheets - 1, o->pen.row };
}

/* --- tables */

/* Columns of the table that stay: not those of blocks, whose figures stand on the objectives' sheets. */
static uint32_t kept_columns(const struct sheet *s, const struct table *t, uint32_t *to)
{
	bool is_blocks[64] = { false };
	uint32_t n = 0;

	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].kind == CELL_BLOCKS && is_in(t, s->cells[i].row))
			is_blocks[s->cells[i].col] = true;
	for (uint32_t i = 0; i < t->n_cols; i++)
		to[i] = is_blocks[i] ? UINT32_MAX : n++;
	return n;
}

static struct table kept_table(struct over *o, const struct table *t, const uint32_t *to, uint32_t n)
{
	struct str *headings = ARENA_ARRAY(o->a, n, struct str);
	struct table out = *t;

	out.row = o->pen.row;
	out.n_cols = n;
	out.headings = headings;
	out.has_filter = false;
	out.fills_total = t->has_total;
	out.total_sums = 0;
	for (uint32_t i = 0; i < t->n_cols; i++) {
		if (to[i] == UINT32_MAX)
			continue;
		headings[to[i]] = t->headings[i];
		out.total_sums |= (t->total_sums >> i & 1) << to[i];
		if (i == t->total_label)
			out.total_label = to[i];
	}
	return out;
}

static void add_cell(struct over *o, struct cell c)
{
	if (c.kind == CELL_TEXT)
		c.text = without_signs(o->a, c.text, (enum look)c.look);
	pen_cell(&o->pen, &c);
}

/* The rows of a table, and what a chart reads beside them, to the present row and on. */
static void put_rows(struct over *o, const struct sheet *s, const struct table *t, const uint32_t *to)
{
	uint32_t first = o->pen.row;

	for (size_t i = 0; i < s->n_cells; i++) {
		struct cell c = s->cells[i];

		if (!is_in(t, c.row))
			continue;
		o->pen.row = c.row = first + c.row - t->row;
		note_row(o, s, s->cells[i].row);
		if (c.col >= s->n_cols)
			c.col = c.col - s->hidden_first + o->pen.s->n_cols;
		else if (c.col >= t->n_cols || to[c.col] == UINT32_MAX)
			continue;
		else
			c.col = to[c.col];
		if (c.kind == CELL_BLANK) {
			c.kind = CELL_TEXT;
			c.text = STR("\u2013");
		}
		add_cell(o, c);
	}
	o->pen.row = first + t->n_rows;
}

static void put_bars(struct over *o, const struct sheet *s, const struct table *t, const uint32_t *to)
{
	for (size_t i = 0; i < s->n_bars; i++)
		if (is_in(t, s->bars[i].row) && to[s->bars[i].col] != UINT32_MAX) {
			struct data_bar bar = s->bars[i];

			bar.row = bar.row - t->row + o->pen.s->tables[0].row;
			bar.col = to[bar.col];
			pen_data_bar(&o->pen, &bar);
		}
}

/* A chart stands over the table of its figures, in rows as high as it is. */
static void put_chart(struct over *o, const struct sheet *s, const struct table *t, const uint32_t *to)
{
	for (size_t i = 0; i < s->n_charts; i++) {
		struct chart c = s->charts[i];
		double points = ceil((double)c.pixels_high * 0.75) + 6;

		if (!is_in(t, c.data_row))
			continue;
		c.row = o->pen.row;
		for (; points > 0; points -= MOST_POINTS)
			pen_skip(&o->pen, fmin(points, MOST_POINTS));
		c.data_row = c.data_row - t->row + o->pen.row;
		c.data_col = c.data_col >= s->n_cols ? c.data_col - s->hidden_first + o->pen.s->n_cols
		                                     : to[c.data_col];
		pen_chart(&o->pen, &c);
		o->pen.s->hidden_first = o->pen.s->n_cols;
		o->pen.s->n_hidden = s->n_hidden;
	}
}

static void put_table(struct over *o, const struct sheet *s, const struct table *t, const uint32_t *to,
                      uint32_t n)
{
	struct table kept;

	put_chart(o, s, t, to);
	o->pen.s->has_repeat = true;
	o->pen.s->repeat_first = o->pen.s->repeat_last = o->pen.row;
	kept = kept_table(o, t, to, n);
	pen_put_table(&o->pen, &kept);
	pen_expect(&o->pen, t->n_rows);
	put_rows(o, s, t, to);
	put_bars(o, s, t, to);
}

/* prose: how wide its widest line is. Beside a narrower table stands an empty column, so that the line prints whole. */
static void start_table(struct over *o, struct str name, const struct sheet *s, const struct table *t,
                        const uint32_t *to, uint32_t prose)
{
	uint32_t pixels[65], n = 0, sum = 0;

	for (uint32_t i = 0; i < t->n_cols; i++)
		if (to[i] != UINT32_MAX) {
			pixels[n] = (uint32_t)ceil(s->col_pixels[i] * WIDER);
			sum += pixels[n++];
		}
	prose = prose < MOST_PIXELS ? prose : MOST_PIXELS;
	if (prose > sum)
		pixels[n++] = prose - sum;
	pen_sheet(&o->pen, name, pixels, n);
	o->pen.s->is_landscape = sum > PORTRAIT_PIXELS || prose > PORTRAIT_PIXELS;
}

/* One line of prose over the columns of a table; what is wider than these wraps in the first. */
static void put_line(struct over *o, enum look line, enum look wrapped, struct str text)
{
	uint32_t room = 0;

	for (uint32_t i = 0; i < o->pen.s->n_cols; i++)
		room += o->pen.s->col_pixels[i];
	pen_text(&o->pen, 0, styled_pixels(text, line, STYLE_ACCESSIBLE) <= room ? line : wrapped, text);
	o->pen.row++;
}

/* "21 KPIs: 5 met \u00b7 by objective": each part on its line. */
static void put_parts(struct over *o, struct str text)
{
	const struct str mark = STR(" \u00b7 ");
	size_t at;

	while ((at = str_find(text, mark)) != SIZE_MAX) {
		put_line(o, LOOK_TEXT_LINE, LOOK_SUBTITLE, str_sub(text, 0, at));
		text = str_sub(text, at + mark.n, text.n);
	}
	put_line(o, LOOK_TEXT_LINE, LOOK_SUBTITLE, text);
}

static void make_list(struct over *o, const struct sheet *s)
{
	const struct table *t = &s->tables[0];
	uint32_t to[64], n = kept_columns(s, t, to);

	start_table(o, s->name, s, t, to, 0);
	for (size_t i = 0; i < s->n_cells && s->cells[i].row < t->row; i++) {
		const struct cell *c = &s->cells[i];

		note_row(o, s, c->row);
		if (c->look == LOOK_TITLE) {
			put_line(o, LOOK_TITLE_LINE, LOOK_TITLE, c->text);
		} else if (is_link(c)) {
			pen_link(&o->pen, 0, LOOK_BACK, c->text, c->target);
			o->pen.row++;
		} else {
			put_parts(o, c->text);
		}
	}
	put_table(o, s, t, to, n);
}

/* "alignment_states": "Alignment states" */
static struct str table_words(struct arena *a, struct str name)
{
	char *p = arena_alloc(a, name.n + 1, 1);

	memcpy(p, name.p, name.n);
	for (size_t i = 0; i < name.n; i++)
		p[i] = p[i] == '_' ? ' ' : p[i];
	p[0] = p[0] >= 'a' && p[0] <= 'z' ? (char)(p[0] - 'a' + 'A') : p[0];
	return (struct str){ p, name.n };
}

/* The heading that stands over a table, with nothing but prose between. */
static struct str heading_of(struct over *o, const struct sheet *s, const struct table *t)
{
	struct str found = STR_NONE;
	uint32_t from = 0;

	for (size_t i = 0; i < s->n_tables; i++)
		if (s->tables[i].row < t->row)
			from = s->tables[i].row + s->tables[i].n_rows;
	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].look == LOOK_SECTION && s->cells[i].row >= from && s->cells[i].row < t->row)
			found = s->cells[i].text;
	return found.n > 0 ? found : table_words(o->a, t->name);
}

static void make_table(struct over *o, const struct sheet *s, const struct table *t, struct str name)
{
	uint32_t to[64], n = kept_columns(s, t, to), rows = t->n_rows - 1 - t->has_total;
	struct str title = str_fmt(o->a, "%.*s: %.*s", STR_ARG(s->name), STR_ARG(heading_of(o, s, t)));

	start_table(o, name, s, t, to, styled_pixels(title, LOOK_TITLE_LINE, STYLE_ACCESSIBLE));
	put_line(o, LOOK_TITLE_LINE, LOOK_TITLE, title);
	put_line(o, LOOK_TEXT_LINE, LOOK_SUBTITLE,
	         str_fmt(o->a, "A table of %u row%s; the text about it is on the sheet %.*s", rows,
	                 rows == 1 ? "" : "s", STR_ARG(s->name)));
	pen_link(&o->pen, 0, LOOK_BACK, str_fmt(o->a, "Back to %.*s", STR_ARG(s->name)), s->name);
	o->pen.row++;
	put_table(o, s, t, to, n);
}

/* --- prose */

static enum look prose_look(enum look look)
{
	switch (look) {
	case LOOK_TITLE:
	case LOOK_SUBTITLE:
	case LOOK_HEADLINE:
	case LOOK_SECTION:
	case LOOK_SMALL:
	case LOOK_LEGEND:
		return look;
	case LOOK_HEADING:
		return LOOK_SMALL;
	default:
		return LOOK_PLAIN;
	}
}

/* A link that cannot wrap, as it is too long for a formula, is text with a short link below it. */
static void put_link(struct over *o, const struct cell *c)
{
	bool fits = styled_pixels(c->text, LOOK_BACK, STYLE_ACCESSIBLE) <= o->pen.s->col_pixels[0];

	pen_link_row(&o->pen, 0, fits ? LOOK_BACK : LOOK_LINK, c->text, c->target, c->at);
	o->pen.row++;
	if (o->pen.s->cells[o->pen.s->n_cells - 1].kind != CELL_TEXT)
		return;
	pen_link_row(&o->pen, 0, LOOK_BACK, str_fmt(o->a, "Go to %.*s", STR_ARG(c->target)), c->target,
	             c->at);
	o->pen.row++;
}

/* A row of several cells as one text; links have rows of their own, a figure stands beside the text. */
static void put_prose(struct over *o, const struct sheet *s, size_t first, size_t last)
{
	enum look look = prose_look((enum look)s->cells[first].look);
	struct cell figure = { 0 };
	struct strbuf b;

	strbuf_init(&b, o->a, 0);
	for (size_t i = first; i < last; i++) {
		const struct cell *c = &s->cells[i];

		note_row(o, s, c->row);
		if (is_link(c)) {
			put_link(o, c);
		} else if (c->kind == CELL_NUMBER) {
			figure = *c;
		} else if (c->text.n > 0) {
			strbuf_fmt(&b, "%s%.*s", b.n > 0 ? " \u00b7 " : "",
			           STR_ARG(without_signs(o->a, c->text, (enum look)c->look)));
		}
	}
	if (b.n == 0)
		return;
	pen_text(&o->pen, 0, look, strbuf_str(&b));
	if (figure.kind == CELL_NUMBER)
		pen_number(&o->pen, 1, LOOK_NUMBER_STRONG, figure.number, figure.format, figure.text);
	o->pen.row++;
}

static uint32_t prose_columns(const struct sheet *s)
{
	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].kind == CELL_NUMBER && s->cells[i].col < s->n_cols
		    && table_at(s, s->cells[i].row) == NULL)
			return 2;
	return 1;
}

/* All prose of a sheet; where a table stood, the link to its own. names: of the tables' sheets. */
static void make_prose(struct over *o, const struct sheet *s, const struct str *names)
{
	const uint32_t pixels[2] = { PROSE_PIXELS, FIGURE_PIXELS };
	size_t next;

	pen_sheet(&o->pen, s->name, pixels, prose_columns(s));
	for (size_t i = 0; i < s->n_cells; i = next) {
		uint32_t row = s->cells[i].row;
		const struct table *t = table_at(s, row);

		for (next = i; next < s->n_cells && s->cells[next].row == row; next++)
			continue;
		if (t == NULL) {
			put_prose(o, s, i, next);
		} else if (row == t->row) {
			struct str heading = heading_of(o, s, t);

			put_link(o, &(struct cell){ .kind = CELL_LINK,
			                            .target = names[t - s->tables],
			                            .text = str_fmt(o->a, "Table: %.*s", STR_ARG(heading)) });
		}
	}
}

static struct str name_of_table(struct over *o, const struct sheet *s, const struct table *t)
{
	struct str wish = table_words(o->a, t->name);

	if (str_eq_fold(wish, s->name))
		wish = str_fmt(o->a, "%.*s table", STR_ARG(wish));
	wish = sheet_name_make(o->a, wish, o->taken, o->n_taken);
	o->taken[o->n_taken++] = wish;
	return wish;
}

static void make_sheets(struct over *o, const struct sheet *s)
{
	struct str *names = ARENA_ARRAY(o->a, s->n_tables + 1, struct str);

	if (is_plain_list(s)) {
		make_list(o, s);
		return;
	}
	for (size_t i = 0; i < s->n_tables; i++)
		names[i] = name_of_table(o, s, &s->tables[i]);
	make_prose(o, s, names);
	for (size_t i = 0; i < s->n_tables; i++)
		make_table(o, s, &s->tables[i], names[i]);
}

/* --- the book */

/* Links lead to rows: of the sheet they named, wherever that row is now. Those between the new sheets lead to A1. */
static void lead_links(struct over *o)
{
	for (size_t i = 0; i < o->out->n_sheets; i++)
		for (size_t k = 0; k < o->out->sheets[i].n_cells; k++) {
			struct cell *c = &o->out->sheets[i].cells[k];

			for (size_t s = 0; s < o->old->n_sheets && is_link(c) && c->at > 0; s++)
				if (str_eq(o->old->sheets[s].name, c->target)) {
					struct moved to = o->rows[s][c->at];

					c->target = o->out->sheets[to.sheet].name;
					c->at = to.row;
					break;
				}
		}
}

static void lead_names(struct over *o)
{
	struct book *b = o->out;

	b->names = ARENA_ARRAY(o->a, b->n_names > 0 ? b->n_names : 1, struct name_def);
	for (size_t i = 0; i < b->n_names; i++) {
		struct name_def n = o->old->names[i];
		const struct sheet *s = &o->old->sheets[n.sheet];
		const struct table *t = table_at(s, n.row);
		struct moved to = o->rows[n.sheet][n.row];
		uint32_t columns[64];

		if (t != NULL)
			kept_columns(s, t, columns);
		b->names[i] = (struct name_def){ n.name, to.sheet, to.row, t != NULL ? columns[n.col] : 1 };
	}
}

void book_make_accessible(struct arena *a, struct book *b)
{
	struct book *old = ARENA_ARRAY(a, 1, struct book);
	struct over o = { .a = a, .old = old, .out = b, .pen = { .a = a, .book = b } };
	size_t n = 0;

	*old = *b;
	o.rows = ARENA_ARRAY(a, old->n_sheets, struct moved *);
	for (size_t i = 0; i < old->n_sheets; i++) {
		n += 1 + old->sheets[i].n_tables;
		o.rows[i] = ARENA_ARRAY(a, old->sheets[i].n_rows + 1, struct moved);
	}
	o.taken = ARENA_ARRAY(a, n + old->n_sheets, struct str);
	for (size_t i = 0; i < old->n_sheets; i++) /* no new sheet may take the name of one yet to come */
		o.taken[o.n_taken++] = old->sheets[i].name;
	b->style = STYLE_ACCESSIBLE;
	b->sheets = ARENA_ARRAY(a, n, struct sheet);
	b->n_sheets = 0;
	for (size_t i = 0; i < old->n_sheets; i++)
		make_sheets(&o, &old->sheets[i]);
	lead_links(&o);
	lead_names(&o);
	for (size_t i = 0; i < b->n_sheets; i++)
		sheet_fit(a, &b->sheets[i], STYLE_ACCESSIBLE);
}
