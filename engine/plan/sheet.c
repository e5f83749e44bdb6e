/* sheet.c - a planned book as text, a line a cell. */
#include <assert.h>
#include "plan/pen.h"

const char *const cell_kind_names[] = {
	[CELL_BLANK] = "blank",     [CELL_TEXT] = "text",     [CELL_NUMBER] = "number",
	[CELL_DATE] = "date",       [CELL_LINK] = "link",     [CELL_LINK_WRAPS] = "link",
	[CELL_FORMULA] = "formula", [CELL_BLOCKS] = "blocks",
};
static_assert(sizeof cell_kind_names / sizeof *cell_kind_names == CELL__N, "one name per kind");

static void add_ref(struct strbuf *out, uint32_t row, uint32_t col)
{
	if (col >= 26)
		strbuf_addc(out, (char)('A' + (int)(col / 26 - 1)));
	strbuf_fmt(out, "%c%u", 'A' + (int)(col % 26), row + 1);
}

/* Text on one line. */
static void add_text(struct strbuf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			strbuf_addz(out, "\\n");
		else
			strbuf_addc(out, s.p[i]);
	}
}

static void dump_cell(struct strbuf *out, const struct cell *c)
{
	add_ref(out, c->row, c->col);
	strbuf_fmt(out, " %s %s: ", cell_kind_names[c->kind], look_names[c->look]);
	add_text(out, c->text);
	if (c->format.n > 0)
		strbuf_fmt(out, "  [%.*s]", STR_ARG(c->format));
	if (c->kind == CELL_LINK || c->kind == CELL_LINK_WRAPS)
		strbuf_fmt(out, "  -> %.*s", STR_ARG(link_target(out->a, c->target, c->at)));
	if (c->kind == CELL_LINK_WRAPS)
		strbuf_fmt(out, "  %.*s", STR_ARG(link_formula(out->a, c->target, c->at, c->text)));
	if (c->kind == CELL_FORMULA) {
		strbuf_addz(out, "  ");
		add_text(out, c->formula);
	}
	if (c->merge_cols > 1)
		strbuf_fmt(out, "  over %u", c->merge_cols);
	strbuf_addc(out, '\n');
}

static void dump_table(struct strbuf *out, const struct table *t)
{
	strbuf_fmt(out, "table %.*s ", STR_ARG(t->name));
	add_ref(out, t->row, t->col);
	strbuf_addc(out, ':');
	add_ref(out, t->row + t->n_rows - 1, t->col + t->n_cols - 1);
	for (uint32_t i = 0; i < t->n_cols; i++)
		strbuf_fmt(out, "%s%.*s", i > 0 ? " | " : " ", STR_ARG(t->headings[i]));
	strbuf_fmt(out, "%s%s\n", t->has_filter ? " (filter)" : "", t->has_total ? " (total row)" : "");
}

static void dump_chart(struct strbuf *out, const struct chart *c)
{
	strbuf_addz(out, "chart ");
	add_ref(out, c->row, c->col);
	strbuf_fmt(out, " of ");
	add_ref(out, c->data_row, c->data_col);
	strbuf_addc(out, ':');
	add_ref(out, c->data_row + c->n_points - 1,
	        c->data_col + (c->n_lines > 0 ? (uint32_t)c->n_lines : 1));
	strbuf_fmt(out, ": %.*s", STR_ARG(c->title));
	for (size_t i = 0; i < c->n_lines; i++)
		strbuf_fmt(out, " | %.*s", STR_ARG(c->lines[i].label));
	for (size_t i = 0; i < c->n_points && c->bars != NULL; i++)
		strbuf_fmt(out, " | %.*s", STR_ARG(c->bars[i].label));
	strbuf_fmt(out, " | %.*s\n", STR_ARG(c->alt));
}

static void dump_logo(struct strbuf *out, const struct logo *l)
{
	strbuf_addz(out, "logo ");
	add_ref(out, l->row, l->col);
	strbuf_fmt(out, " + %u, %u x %u: %.*s\n", l->offset, l->pixels_wide, l->pixels_high, STR_ARG(l->alt));
}

void book_dump(struct strbuf *out, const struct book *b)
{
	strbuf_fmt(out, "book %.*s, %.*s, created %.*s\n", STR_ARG(b->title), STR_ARG(b->period),
	           STR_ARG(b->created_iso));
	for (size_t i = 0; i < b->n_sheets; i++) {
		const struct sheet *s = &b->sheets[i];

		strbuf_fmt(out, "\nsheet %.*s (%s%s)\n", STR_ARG(s->name),
		           s->is_landscape ? "landscape" : "portrait", s->is_one_page ? ", one page" : "");
		for (size_t k = 0; k < s->n_breaks; k++)
			strbuf_fmt(out, "a new page before row %u\n", s->breaks[k] + 1);
		if (s->logo.picture != NULL)
			dump_logo(out, &s->logo);
		for (size_t k = 0; k < s->n_tables; k++)
			dump_table(out, &s->tables[k]);
		for (size_t k = 0; k < s->n_charts; k++)
			dump_chart(out, &s->charts[k]);
		for (size_t k = 0; k < s->n_cells; k++)
			dump_cell(out, &s->cells[k]);
	}
}
