/* xlsx.c - a planned book through libxlsxwriter; decides nothing, checks every return code. */
#include "out/xlsx.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <xlsxwriter.h>
#include "base/day.h"
#include "base/mem.h"
#include "out/xlsx_chart.h"
#include "plan/pen.h"

/* A look with a number format, made once. */
struct made {
	enum look look;
	struct str format;
	lxw_format *is;
};

struct writer {
	lxw_workbook *wb;
	lxw_worksheet *ws;
	const struct sheet *s;
	uint32_t accent;
	enum paper paper;
	enum style style;
	struct arena *text; /* NUL-terminated copies, as long as the sheet */
	struct made *made;
	size_t n_made, cap_made;
	lxw_error error; /* the first */
};

static void check(struct writer *w, lxw_error error)
{
	if (w->error == LXW_NO_ERROR)
		w->error = error;
}

static void set_line(lxw_format *f, enum look_line line)
{
	switch (line) {
	case LINE_HAIR_BELOW:
		format_set_bottom(f, LXW_BORDER_THIN);
		format_set_bottom_color(f, INK_HAIR);
		break;
	case LINE_BELOW:
		format_set_bottom(f, LXW_BORDER_THIN);
		format_set_bottom_color(f, INK_LINE);
		break;
	case LINE_ABOVE:
		format_set_top(f, LXW_BORDER_THIN);
		format_set_top_color(f, INK_LINE);
		break;
	case LINE_NONE:
		break;
	}
}

static lxw_format *make_format(struct writer *w, enum look look, struct str number)
{
	const struct look_rule rule = look_rule_of(look, w->style), *r = &rule;
	static const uint8_t stands[] = { [STAND_CENTER] = LXW_ALIGN_VERTICAL_CENTER,
		                          [STAND_TOP] = LXW_ALIGN_VERTICAL_TOP,
		                          [STAND_BOTTOM] = LXW_ALIGN_VERTICAL_BOTTOM };
	lxw_format *f = workbook_add_format(w->wb);

	if (f == NULL) {
		check(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	format_set_font_name(f, r->font);
	format_set_font_size(f, r->size);
	format_set_font_color(f, r->ink == INK_ACCENT ? w->accent : r->ink);
	if (r->is_bold)
		format_set_bold(f);
	if (r->is_underlined)
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
	if (r->fill != 0) {
		format_set_pattern(f, LXW_PATTERN_SOLID);
		format_set_bg_color(f, r->fill);
	}
	format_set_align(f, r->align == ALIGN_RIGHT ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
	format_set_align(f, stands[r->stand]);
	if (r->indent > 0)
		format_set_indent(f, r->indent);
	if (r->wraps)
		format_set_text_wrap(f);
	if (r->shrinks)
		format_set_shrink(f);
	set_line(f, r->line);
	if (number.n > 0)
		format_set_num_format(f, str_z(w->text, number));
	return f;
}

static lxw_format *format_of(struct writer *w, enum look look, struct str number)
{
	for (size_t i = 0; i < w->n_made; i++)
		if (w->made[i].look == look && str_eq(w->made[i].format, number))
			return w->made[i].is;
	mem_reserve(&w->made, &w->cap_made, w->n_made + 1, sizeof *w->made);
	w->made[w->n_made] = (struct made){ look, number, make_format(w, look, number) };
	return w->made[w->n_made++].is;
}

static const char *z(struct writer *w, struct str s)
{
	return str_z(w->text, s);
}

static const uint8_t paper_codes[] = { [PAPER_A4] = 9, [PAPER_LETTER] = 1 };

static void set_page(struct writer *w)
{
	const struct sheet *s = w->s;

	worksheet_set_paper(w->ws, paper_codes[w->paper]);
	worksheet_set_margins(w->ws, 0.45, 0.45, 0.5, 0.6);
	worksheet_center_horizontally(w->ws);
	worksheet_gridlines(w->ws, LXW_HIDE_ALL_GRIDLINES);
	worksheet_fit_to_pages(w->ws, 1, s->is_one_page ? 1 : 0);
	if (s->n_breaks > 0) {
		lxw_row_t *rows = ARENA_ARRAY(w->text, s->n_breaks + 1, lxw_row_t); /* ends with 0 */

		for (size_t i = 0; i < s->n_breaks; i++)
			rows[i] = s->breaks[i];
		check(w, worksheet_set_h_pagebreaks(w->ws, rows));
	}
	if (s->is_landscape)
		worksheet_set_landscape(w->ws);
	if (s->footer.n > 0)
		check(w, worksheet_set_footer(w->ws, z(w, s->footer)));
	if (s->freeze_rows > 0 || s->freeze_cols > 0)
		worksheet_freeze_panes(w->ws, s->freeze_rows, (lxw_col_t)s->freeze_cols);
	if (s->n_rows > 0 && s->n_cols > 0) /* without the columns that hold charts' data */
		check(w, worksheet_print_area(w->ws, 0, 0, (lxw_row_t)(s->n_rows - 1),
		                              (lxw_col_t)(s->n_cols - 1)));
	if (s->has_repeat)
		check(w, worksheet_repeat_rows(w->ws, s->repeat_first, s->repeat_last));
	for (uint32_t i = 0; i < s->n_cols; i++)
		check(w,
		      worksheet_set_column_pixels(w->ws, (lxw_col_t)i, (lxw_col_t)i, s->col_pixels[i], NULL));
	for (size_t i = 0; i < s->n_rows; i++)
		if (s->row_points[i] > 0)
			check(w, worksheet_set_row(w->ws, (lxw_row_t)i, s->row_points[i], NULL));
}

/* The table's own cells are written over by those of the plan, which say the same. */
static void write_table(struct writer *w, const struct table *t)
{
	lxw_table_column *columns = ARENA_ARRAY(w->text, t->n_cols, lxw_table_column);
	lxw_table_column **list = ARENA_ARRAY(w->text, (size_t)t->n_cols + 1, lxw_table_column *);
	lxw_table_options options = { .name = (char *)(uintptr_t)z(w, t->name),
		                      .no_autofilter = !t->has_filter,
		                      .no_banded_rows = LXW_TRUE,
		                      .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		                      .style_type_number = 0,
		                      .total_row = t->has_total,
		                      .columns = list };

	for (uint32_t i = 0; i < t->n_cols; i++) {
		list[i] = &columns[i];
		columns[i].header = (char *)(uintptr_t)z(w, t->headings[i]);
		if (t->has_total && (t->total_sums >> i & 1) != 0)
			columns[i].total_function = LXW_TABLE_FUNCTION_SUM;
		else if (t->has_total && i == t->total_label)
			columns[i].total_string = (char *)(uintptr_t)z(w, t->total_text);
		else if (t->has_total && t->fills_total)
			columns[i].total_string = (char *)(uintptr_t) "\u2013";
	}
	check(w, worksheet_add_table(w->ws, t->row, (lxw_col_t)t->col, t->row + t->n_rows - 1,
	                             (lxw_col_t)(t->col + t->n_cols - 1), &options));
}

static lxw_error write_blocks(struct writer *w, const struct cell *c, lxw_format *f)
{
	lxw_rich_string_tuple earlier = { f, (char *)(uintptr_t)z(w, str_sub(c->text, 0, c->at)) };
	lxw_rich_string_tuple now = { format_of(w, LOOK_BLOCKS_NOW, STR_NONE),
		                      (char *)(uintptr_t)z(w, str_sub(c->text, c->at, c->text.n)) };
	lxw_rich_string_tuple *parts[] = { &earlier, &now, NULL };

	if (c->at == 0)
		return worksheet_write_string(w->ws, c->row, (lxw_col_t)c->col, z(w, c->text), now.format);
	return worksheet_write_rich_string(w->ws, c->row, (lxw_col_t)c->col, parts, f);
}

static lxw_error write_date(struct writer *w, const struct cell *c, lxw_format *f)
{
	lxw_datetime t = { 0 };

	day_split((int32_t)c->number, &t.year, &t.month, &t.day);
	return worksheet_write_datetime(w->ws, c->row, (lxw_col_t)c->col, &t, f);
}

static lxw_error write_text(struct writer *w, const struct cell *c, lxw_format *f)
{
	if (c->merge_cols > 1)
		return worksheet_merge_range(w->ws, c->row, (lxw_col_t)c->col, c->row,
		                             (lxw_col_t)(c->col + c->merge_cols - 1), z(w, c->text), f);
	return worksheet_write_string(w->ws, c->row, (lxw_col_t)c->col, z(w, c->text), f);
}

static lxw_error write_link(struct writer *w, const struct cell *c, lxw_format *f)
{
	if (c->kind == CELL_LINK_WRAPS)
		return worksheet_write_formula_str(w->ws, c->row, (lxw_col_t)c->col,
		                                   z(w, link_formula(w->text, c->target, c->at, c->text)), f,
		                                   z(w, c->text));
	return worksheet_write_url_opt(w->ws, c->row, (lxw_col_t)c->col,
	                               z(w, link_target(w->text, c->target, c->at)), f, z(w, c->text), NULL);
}

static void write_cell(struct writer *w, const struct cell *c)
{
	lxw_format *f = format_of(w, c->look, c->format);
	lxw_col_t col = (lxw_col_t)c->col;

	switch (c->kind) {
	case CELL_TEXT:
		check(w, write_text(w, c, f));
		break;
	case CELL_NUMBER:
		check(w, worksheet_write_number(w->ws, c->row, col, c->number, f));
		break;
	case CELL_DATE:
		check(w, write_date(w, c, f));
		break;
	case CELL_LINK:
	case CELL_LINK_WRAPS:
		check(w, write_link(w, c, f));
		break;
	case CELL_FORMULA:
		check(w, worksheet_write_formula_num(w->ws, c->row, col, z(w, c->formula), f, c->number));
		break;
	case CELL_BLOCKS:
		check(w, write_blocks(w, c, f));
		break;
	default:
		check(w, worksheet_write_blank(w->ws, c->row, col, f));
		break;
	}
}

static void write_bar(struct writer *w, const struct data_bar *b)
{
	lxw_conditional_format f = { .type = LXW_CONDITIONAL_DATA_BAR,
		                     .data_bar_2010 = LXW_TRUE,
		                     .bar_solid = LXW_TRUE,
		                     .bar_no_border = LXW_TRUE,
		                     .bar_color = b->is_now ? INK_BAR_NOW : INK_BAR,
		                     .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		                     .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		                     .max_value = b->max };

	if (b->max > 0)
		check(w, worksheet_conditional_format_cell(w->ws, b->row, (lxw_col_t)b->col, &f));
}

static void write_charts(struct writer *w, const struct sheet *s)
{
	lxw_row_col_options hidden = { 0 };

	hidden.hidden = LXW_TRUE;
	if (s->n_hidden > 0)
		check(w, worksheet_set_column_opt(w->ws, (lxw_col_t)s->hidden_first,
		                                  (lxw_col_t)(s->hidden_first + s->n_hidden - 1),
		                                  LXW_DEF_COL_WIDTH, NULL, &hidden));
	for (size_t i = 0; i < s->n_charts; i++)
		check(w, xlsx_chart(&(struct drawing){ w->text, s, &s->charts[i], w->accent, w->style },
		                    w->wb, w->ws));
}

static void write_logo(struct writer *w, const struct logo *l)
{
	const struct picture *p = l->picture;
	lxw_image_options options = { .description = (char *)(uintptr_t)z(w, l->alt),
		                      .x_offset = (int32_t)l->offset,
		                      .object_position = LXW_OBJECT_MOVE_DONT_SIZE };

	/* the library draws a picture in its own inches, at 96 pixels each */
	options.x_scale = l->pixels_wide * p->dpi_wide / (96.0 * p->wide);
	options.y_scale = l->pixels_high * p->dpi_high / (96.0 * p->high);
	check(w, worksheet_insert_image_buffer_opt(w->ws, l->row, (lxw_col_t)l->col,
	                                           (const unsigned char *)p->bytes.p, p->bytes.n, &options));
}

static void write_sheet(struct writer *w, const struct sheet *s)
{
	w->s = s;
	w->ws = workbook_add_worksheet(w->wb, z(w, s->name));
	if (w->ws == NULL) {
		check(w, LXW_ERROR_PARAMETER_VALIDATION);
		return;
	}
	set_page(w);
	for (size_t i = 0; i < s->n_tables; i++)
		write_table(w, &s->tables[i]);
	for (size_t i = 0; i < s->n_cells; i++)
		write_cell(w, &s->cells[i]);
	for (size_t i = 0; i < s->n_bars; i++)
		write_bar(w, &s->bars[i]);
	write_charts(w, s);
	if (s->logo.picture != NULL)
		write_logo(w, &s->logo);
	arena_reset(w->text);
}

static void write_book(struct writer *w, const struct book *b)
{
	lxw_doc_properties properties = { .author = (char *)(uintptr_t) "kpialign" };
	int32_t day;

	properties.title = (char *)(uintptr_t)z(w, b->title);
	properties.company = (char *)(uintptr_t)z(w, b->company);
	properties.created = 1; /* 0 would be the clock */
	if (day_parse_iso(b->created_iso, &day) && day != 0)
		properties.created = (time_t)day * 86400;
	check(w, workbook_set_properties(w->wb, &properties));
	for (size_t i = 0; i < b->n_names; i++)
		check(w, workbook_define_name(w->wb, z(w, b->names[i].name),
		                              z(w, name_formula(w->text, b, &b->names[i]))));
	for (size_t i = 0; i < b->n_sheets; i++)
		write_sheet(w, &b->sheets[i]);
}

/* Take away what was written; a device or link that stands there is not ours. */
static void remove_half(const char *path)
{
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISREG(st.st_mode))
		remove(path);
}

static void report(struct diag *d, const char *path, const char *what, int failure)
{
	diag_error(d, "K901", ((struct place){ .file = str_of(path) }),
	           STR("check the folder, its permissions and the free space"),
	           "the workbook cannot be written: %s%s%s", what, failure != 0 ? ": " : "",
	           failure != 0 ? strerror(failure) : "");
}

/* The library says in its own words on stderr that it cannot create a file; so this is found out first. */
static bool can_create(const char *path, struct diag *d)
{
	FILE *f = fopen(path, "wb");

	if (f != NULL)
		fclose(f);
	else
		report(d, path, "it cannot be created", errno);
	return f != NULL;
}

bool xlsx_write(const struct book *b, const char *path, const char *tmp, struct diag *d)
{
	lxw_workbook_options options = { .tmpdir = (char *)(uintptr_t)tmp };
	struct writer w = { .error = LXW_NO_ERROR,
		            .accent = b->accent != 0 ? b->accent : LXW_COLOR_BLACK,
		            .paper = b->paper,
		            .style = b->style };
	int failure;

	if (!can_create(path, d))
		return false;
	w.text = arena_new(0);
	w.wb = workbook_new_opt(path, &options);
	if (w.wb != NULL) {
		write_book(&w, b);
		errno = 0;
		check(&w, workbook_close(w.wb)); /* frees the book, even when it fails */
	} else {
		check(&w, LXW_ERROR_MEMORY_MALLOC_FAILED);
	}
	failure = errno;
	if (w.error != LXW_NO_ERROR) {
		report(d, path, lxw_strerror(w.error), failure);
		remove_half(path);
	}
	mem_free(w.made);
	arena_free(w.text);
	return w.error == LXW_NO_ERROR;
}
