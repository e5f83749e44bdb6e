/* accessible.c - one pass over a finished book: a sheet of prose, and after it a sheet for each of its tables. */
#include "plan/accessible.h"
#include "plan/accessible_parts.h"
#include "plan/sheets.h"
#include "plan/width.h"

/* A column of prose as wide as A4: a program that prints does not shrink a single column. */
enum { PROSE_PIXELS = 650, FIGURE_PIXELS = 110, TOP_ROWS = 3 /* title, what it holds, the way back */ };

static bool is_link(const struct cell *c)
{
	return c->kind == CELL_LINK || c->kind == CELL_LINK_WRAPS;
}

static bool is_figure(const struct cell *c)
{
	return c->kind == CELL_NUMBER || c->kind == CELL_FORMULA;
}

static const struct table *table_at(const struct sheet *s, uint32_t row)
{
	for (size_t i = 0; i < s->n_tables; i++)
		if (table_has_row(&s->tables[i], row))
			return &s->tables[i];
	return NULL;
}

/* A list under its title and nothing else: it may keep its sheet. */
static bool is_plain_list(const struct sheet *s)
{
	if (s->n_tables != 1)
		return false;
	for (size_t i = 0; i < s->n_cells; i++)
		if (s->cells[i].row >= TOP_ROWS && !table_has_row(&s->tables[0], s->cells[i].row))
			return false;
	return true;
}

struct str over_without_signs(struct arena *a, struct str s, enum look look)
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

void over_note_row(struct over *o, const struct sheet *s, uint32_t row)
{
	o->rows[s - o->old->sheets][row] = (struct moved){ o->out->n_sheets - 1, o->pen.row };
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

		over_note_row(o, s, c->row);
		if (is_link(c)) {
			put_link(o, c);
		} else if (is_figure(c)) {
			figure = *c;
		} else if (c->text.n > 0) {
			strbuf_fmt(&b, "%s%.*s", b.n > 0 ? " \u00b7 " : "",
			           STR_ARG(over_without_signs(o->a, c->text, (enum look)c->look)));
		}
	}
	if (b.n == 0)
		return;
	pen_text(&o->pen, 0, look, strbuf_str(&b));
	if (is_figure(&figure)) {
		figure.row = o->pen.row;
		figure.col = 1;
		figure.look = LOOK_NUMBER_STRONG;
		pen_cell(&o->pen, &figure);
	}
	o->pen.row++;
}

static uint32_t prose_columns(const struct sheet *s)
{
	for (size_t i = 0; i < s->n_cells; i++)
		if (is_figure(&s->cells[i]) && s->cells[i].col < s->n_cols
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
			struct str heading = over_heading(o, s, t);

			put_link(o, &(struct cell){ .kind = CELL_LINK,
			                            .target = names[t - s->tables],
			                            .text = str_fmt(o->a, "Table: %.*s", STR_ARG(heading)) });
		}
	}
}

static struct str name_of_table(struct over *o, const struct sheet *s, const struct table *t)
{
	struct str wish = over_table_words(o->a, t->name);

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
		over_put_list(o, s);
		return;
	}
	for (size_t i = 0; i < s->n_tables; i++)
		names[i] = name_of_table(o, s, &s->tables[i]);
	make_prose(o, s, names);
	for (size_t i = 0; i < s->n_tables; i++)
		over_put_table(o, s, &s->tables[i], names[i]);
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
			over_columns(s, t, columns);
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
