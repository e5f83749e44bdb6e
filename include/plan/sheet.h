/* sheet.h - a workbook as plain data: what every cell says, before a byte is written. */
#ifndef KPI_PLAN_SHEET_H
#define KPI_PLAN_SHEET_H
#include "base/diag.h"
#include "base/str.h"
#include "data/workspace.h"
#include "plan/look.h"

enum cell_kind {
	CELL_BLANK,
	CELL_TEXT,
	CELL_NUMBER,
	CELL_DATE,
	CELL_LINK,       /* text that leads to a row of another sheet */
	CELL_LINK_WRAPS, /* the same as a formula: a cell with a hyperlink never wraps in LibreOffice */
	CELL_FORMULA,    /* formula with its value stored */
	CELL_BLOCKS,     /* trend in blocks: the part from `split` on is the newest */
	CELL__N
};
extern const char *const cell_kind_names[CELL__N];

struct cell {
	uint32_t row, col; /* 0-based */
	uint32_t at;  /* links: the row they lead to; CELL_BLOCKS: bytes of text before the newest block */
	uint8_t kind; /* enum cell_kind; there may be a hundred thousand cells */
	uint8_t look; /* enum look */
	uint16_t merge_cols; /* 0 or 1: none; prose rows only */
	struct str text;     /* text, link text; of a number, date or formula: as it prints */
	double number;       /* number, the formula's value, or a date as days since 1970-01-01 */
	struct str format;   /* Excel number format; "" = general */
	union {
		struct str target;  /* links: name of a sheet */
		struct str formula; /* CELL_FORMULA: with = */
	};
};

struct table {                             /* a real Excel table: heading row, then rows without gaps */
	struct str name;                   /* unique in the book, [A-Za-z_][A-Za-z0-9_]* */
	uint32_t row, col, n_rows, n_cols; /* heading row (and total row) included in n_rows */
	const struct str *headings;        /* unique, no line breaks */
	bool has_filter;
	bool has_total;       /* the last row is the total row, */
	bool fills_total;     /* with a dash in the cells that have neither label nor sum, */
	uint32_t total_label; /* with its label in this column (0: the table's first), */
	struct str total_text;
	uint64_t total_sums; /* and sums in the columns whose bit is set */
};

struct data_bar {
	uint32_t row, col;
	double max;
	bool is_now;
};

/* A chart of lines, or of bars from the left, a bar a point. The data of lines stand in columns of the sheet that are not shown, period, then a column a line,
 * empty where there is no figure: text in a table, as "none", would be drawn as 0. */
struct chart_line {
	struct str name, label; /* label: at point `labelled`, the last it has */
	uint32_t labelled;
	bool is_target, is_above; /* above: where the label stands */
	bool is_point;            /* one figure makes no line */
};

struct chart_bar {
	struct str label;   /* behind the bar: "56.0 Short" */
	uint32_t fill, ink; /* RGB, of the bar and of its outline */
};

struct chart {
	uint32_t row, col, pixels_high, pixels_wide; /* 0: as wide as the sheet */
	uint32_t data_row, data_col, n_points;       /* data_col: names of the points */
	struct chart_line lines[2];
	size_t n_lines;                       /* 0: bars, their lengths in the next column */
	const struct chart_bar *bars;         /* n_points of them */
	struct str title, alt, format, scale; /* format: of the axis; scale: what it says of itself, or "" */
	double min, max, step;
};

struct logo { /* at the top right of a sheet, scaled to so many pixels */
	const struct picture *picture;
	struct str alt;
	uint32_t row, col, offset /* pixels into the column */, pixels_wide, pixels_high;
};

struct sheet {
	struct str name; /* unique without case, <= 31 characters, none of []:*?/\ */
	struct cell *cells;
	size_t n_cells, cap_cells;
	struct table *tables;
	size_t n_tables, cap_tables;
	struct data_bar *bars;
	size_t n_bars, cap_bars;
	struct chart *charts;
	size_t n_charts, cap_charts;
	struct logo logo; /* picture NULL: none */
	uint32_t n_cols;
	uint32_t hidden_first, n_hidden; /* columns beyond n_cols that hold the charts' data */
	uint32_t col_pixels[64];
	double *row_points;
	size_t n_rows; /* 0: default height */
	uint32_t freeze_rows, freeze_cols;
	uint32_t repeat_first, repeat_last;
	bool has_repeat;                /* heading rows repeated in print */
	bool is_landscape, is_one_page; /* else fit to one page wide */
	const uint32_t *breaks;         /* of more than one page: a new one before these rows, */
	size_t n_breaks;                /* else where it falls */
	struct str footer;              /* with Excel's & codes; at most 255 bytes */
};

struct name_def { /* of a cell, for formulas of others */
	struct str name;
	size_t sheet;
	uint32_t row, col;
};

struct book {
	struct str company, period, title;
	uint32_t accent; /* RGB */
	enum paper paper;
	enum style style;
	enum language language; /* of dates */
	struct str created_iso; /* the as-of day, so that the same inputs give the same bytes */
	struct sheet *sheets;
	size_t n_sheets;
	struct name_def *names;
	size_t n_names, cap_names;
};

/* The whole book as text, a line a cell, for goldens and --dry-run. */
void book_dump(struct strbuf *out, const struct book *b);
#endif
