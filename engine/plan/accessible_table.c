/* accessible_table.c - one table of a finished book on a sheet of its own, with its chart above it. */
#include <math.h>
#include <string.h>
#include "plan/accessible_parts.h"
#include "plan/width.h"

enum { PORTRAIT_PIXELS = 760, MOST_PIXELS = 1400, MOST_POINTS = 400 };
static const double WIDER = 1.35; /* Arial 12 beside Calibri 10: 1.2 x 1.12 */

bool table_has_row(const struct table *t, uint32_t row)
{
	return row >= t->row && row < t->row + t->n_rows;
}

uint32_t over_columns(const struct sheet *s, const struct table *t, uint32_t *to)
{
	bool is_blocks[64] = { false };
	uint32_t n = 0;

	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].kind == CELL_BLOCKS && table_has_row(t, s->cells[i].row))
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
		c.text = over_without_signs(o->a, c.text, (enum look)c.look);
	pen_cell(&o->pen, &c);
}

/* The rows of a table, and what a chart reads beside them, to the present row and on. */
static void put_rows(struct over *o, const struct sheet *s, const struct table *t, const uint32_t *to)
{
	uint32_t first = o->pen.row;

	for (size_t i = 0; i < s->n_cells; i++) {
		struct cell c = s->cells[i];

		if (!table_has_row(t, c.row))
			continue;
		o->pen.row = c.row = first + c.row - t->row;
		over_note_row(o, s, s->cells[i].row);
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
		if (table_has_row(t, s->bars[i].row) && to[s->bars[i].col] != UINT32_MAX) {
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

		if (!table_has_row(t, c.data_row))
			continue;
		c.row = o->pen.row;
		c.col = c.pixels_wide = 0;
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

void over_put_list(struct over *o, const struct sheet *s)
{
	const struct table *t = &s->tables[0];
	uint32_t to[64], n = over_columns(s, t, to);

	start_table(o, s->name, s, t, to, 0);
	for (size_t i = 0; i < s->n_cells && s->cells[i].row < t->row; i++) {
		const struct cell *c = &s->cells[i];

		over_note_row(o, s, c->row);
		if (c->look == LOOK_TITLE) {
			put_line(o, LOOK_TITLE_LINE, LOOK_TITLE, c->text);
		} else if (c->kind == CELL_LINK || c->kind == CELL_LINK_WRAPS) {
			pen_link(&o->pen, 0, LOOK_BACK, c->text, c->target);
			o->pen.row++;
		} else {
			put_parts(o, c->text);
		}
	}
	put_table(o, s, t, to, n);
}

struct str over_table_words(struct arena *a, struct str name)
{
	char *p = arena_alloc(a, name.n + 1, 1);

	memcpy(p, name.p, name.n);
	for (size_t i = 0; i < name.n; i++)
		p[i] = p[i] == '_' ? ' ' : p[i];
	p[0] = p[0] >= 'a' && p[0] <= 'z' ? (char)(p[0] - 'a' + 'A') : p[0];
	return (struct str){ p, name.n };
}

struct str over_heading(struct over *o, const struct sheet *s, const struct table *t)
{
	struct str found = STR_NONE;
	uint32_t from = 0;

	for (size_t i = 0; i < s->n_tables; i++)
		if (s->tables[i].row < t->row)
			from = s->tables[i].row + s->tables[i].n_rows;
	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].look == LOOK_SECTION && s->cells[i].row >= from && s->cells[i].row < t->row)
			found = s->cells[i].text;
	return found.n > 0 ? found : over_table_words(o->a, t->name);
}

void over_put_table(struct over *o, const struct sheet *s, const struct table *t, struct str name)
{
	uint32_t to[64], n = over_columns(s, t, to), rows = t->n_rows - 1 - t->has_total;
	struct str title = str_fmt(o->a, "%.*s: %.*s", STR_ARG(s->name), STR_ARG(over_heading(o, s, t)));

	start_table(o, name, s, t, to, styled_pixels(title, LOOK_TITLE_LINE, STYLE_ACCESSIBLE));
	put_line(o, LOOK_TITLE_LINE, LOOK_TITLE, title);
	put_line(o, LOOK_TEXT_LINE, LOOK_SUBTITLE,
	         str_fmt(o->a, "A table of %u row%s; the text about it is on the sheet %.*s", rows,
	                 rows == 1 ? "" : "s", STR_ARG(s->name)));
	pen_link(&o->pen, 0, LOOK_BACK, str_fmt(o->a, "Back to %.*s", STR_ARG(s->name)), s->name);
	o->pen.row++;
	put_table(o, s, t, to, n);
}
