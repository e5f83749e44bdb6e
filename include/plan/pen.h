/* pen.h - writes one sheet of a book from the top down, and judges what Excel would refuse. */
#ifndef KPI_PLAN_PEN_H
#define KPI_PLAN_PEN_H
#include "plan/sheet.h"

struct pen {
	struct arena *a;
	struct diag *d;
	struct book *book;
	struct sheet *s;
	uint32_t row; /* where the next cell goes */
	const struct str *gone;
	size_t n_gone; /* sheets that are left out: a link to one is plain text */
};

struct column { /* of a table: its heading and how the heading stands */
	struct str heading;
	bool is_right;
};

/* Text as a cell may hold it: valid UTF-8 without control characters, at most 32,767 UTF-16 units, no
 * _xHHHH_ that Excel would decode. What had to be changed is a finding (K105, K109) about subject. */
struct str pen_safe(struct pen *p, struct str s);
/* A sheet name out of any text: <= 31 characters, no []:*?/\ or ' at an end, not History, unlike all
 * names taken (without case): "Grow", "Grow 2". */
struct str sheet_name_make(struct arena *a, struct str wish, const struct str *taken, size_t n_taken);
/* A footer: & doubled, the left text shortened so that all fits Excel's 255. */
struct str footer_make(struct arena *a, struct str left, struct str right);
/* internal:'It''s'!A1, of a 0-based row */
struct str link_target(struct arena *a, struct str sheet_name, uint32_t row);
/* =HYPERLINK("#'It''s'!A1","text"), for a link that has to wrap. */
struct str link_formula(struct arena *a, struct str sheet_name, uint32_t row, struct str text);
/* Excel takes 255 bytes a text there; names of sheets are shorter. */
enum { LINK_BYTES = 255 };
bool link_fits(struct str text);
/* ='It''s'!$B$7 */
struct str name_formula(struct arena *a, const struct book *b, const struct name_def *n);

/* Start the next sheet of the book (there must be room): its name, columns in pixels. */
void pen_sheet(struct pen *p, struct str name, const uint32_t *pixels, uint32_t n_cols);
/* Another name for its footer than the sheet's own, which Excel cuts at 31 characters. */
void pen_footer(struct pen *p, struct str name);

/* So many rows of a table are to come: their room is taken at once, where growing would take it twice. */
void pen_expect(struct pen *p, size_t rows);

/* Cells of the present row. */
void pen_text(struct pen *p, uint32_t col, enum look look,
              struct str text); /* an empty text is written as a dash: nothing applies */
void pen_blank(struct pen *p, uint32_t col, enum look look); /* a look and nothing else */
void pen_number(struct pen *p, uint32_t col, enum look look, double v, struct str format, struct str words);
void pen_count(struct pen *p, uint32_t col, enum look look, uint64_t n); /* #,##0 */
void pen_day(struct pen *p, uint32_t col, enum look look,
             int32_t day);                  /* a date in the book's language; DAY_NONE: none */
void pen_none(struct pen *p, uint32_t col); /* "none", muted, right: something is missing */
void pen_dash(struct pen *p, uint32_t col); /* a dash, muted, right: nothing applies */
void pen_link(struct pen *p, uint32_t col, enum look look, struct str text, struct str sheet_name);
/* To a row of the sheet, 0-based. Plain text in the look of a cell where there is no such sheet. */
void pen_link_row(struct pen *p, uint32_t col, enum look look, struct str text, struct str sheet_name,
                  uint32_t row);
void pen_formula(struct pen *p, uint32_t col, enum look look, struct str formula, double v, struct str format,
                 struct str words);
void pen_blocks(struct pen *p, uint32_t col, struct str text, size_t split);
void pen_bar(struct pen *p, uint32_t col, bool is_now, double v, double max, struct str format,
             struct str words);

/* What another sheet of a plan holds, as it is but for its place. */
void pen_cell(struct pen *p, const struct cell *c);
void pen_data_bar(struct pen *p, const struct data_bar *b);
void pen_put_table(struct pen *p, const struct table *t);

/* A chart at its row; the caller leaves room and writes its data. */
void pen_chart(struct pen *p, const struct chart *c);

/* Name a cell of the present row for formulas of others: `score_grow`; nothing where id is no id. */
void pen_name(struct pen *p, uint32_t col, const char *what, struct str id);

/* Prose over n merged columns of the present row (never inside a table). */
void pen_span(struct pen *p, uint32_t col, uint32_t n, enum look look, struct str text);
/* A row of prose over all columns; then the next row. */
void pen_prose(struct pen *p, enum look look, struct str text);
void pen_skip(struct pen *p, double points); /* an empty row of this height */
void pen_high(struct pen *p, double points); /* the present row has this height, whatever it holds */

/* A table: headings now, then its rows, then pen_table_end. A heading given twice gets a number. */
void pen_table(struct pen *p, struct str name, const struct column *columns, uint32_t n, bool has_filter);
/* The present row is the total: its label, blanks, and bits of the columns that hold sums (written by
 * the caller). */
void pen_table_total(struct pen *p, uint32_t label_col, struct str label, uint64_t sums);
/* One of the sums of the total row, with its value. The heading is plain: no brackets. */
void pen_sum(struct pen *p, uint32_t col, double v, struct str format, struct str words);
void pen_table_end(struct pen *p);
#endif
