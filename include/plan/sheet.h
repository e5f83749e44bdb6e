/* sheet.h - a workbook as plain data: what every cell says, before a byte is written. */
#ifndef KPI_PLAN_SHEET_H
#define KPI_PLAN_SHEET_H
#include "base/diag.h"
#include "base/str.h"

enum cell_kind { CELL_BLANK, CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_LINK /* text that leads to target */,
		 CELL_FORMULA /* formula with its value stored */ };

/* Looks; out/xlsx.c has one row of a table for each. */
enum look { LOOK_CELL, LOOK_TITLE, LOOK_SUBTITLE, LOOK_HEADLINE, LOOK_SECTION, LOOK_HEADING, LOOK_HEADING_RIGHT, LOOK_MUTED,
	    LOOK_SMALL, LOOK_STRONG, LOOK_LINK, LOOK_GREEN, LOOK_AMBER, LOOK_RED, LOOK_GREY, LOOK_WRAP, LOOK_TOTAL, LOOK__N };

struct cell {
	uint32_t row, col;      /* 0-based */
	enum cell_kind kind;
	enum look look;
	struct str text;        /* text, link text, or the formula (with =) */
	double number;          /* number, the formula's value, or a date as days since 1970-01-01 */
	struct str format;      /* Excel number format; "" = general */
	struct str target;      /* CELL_LINK: internal:'Sheet'!A1 */
	uint32_t merge_cols;    /* 0 or 1: none; prose rows only */
};

struct table {                  /* a real Excel table: heading row, then rows without gaps */
	struct str name;        /* unique in the book, [A-Za-z_][A-Za-z0-9_]* */
	uint32_t row, col, n_rows, n_cols; /* heading row included in n_rows */
	const struct str *headings;        /* unique, no line breaks */
	bool has_filter;
};

struct sheet {
	struct str name;        /* unique without case, <= 31 characters, none of []:*?/\ */
	struct cell *cells; size_t n_cells, cap_cells;
	struct table *tables; size_t n_tables, cap_tables;
	uint32_t n_cols;
	uint32_t col_pixels[64];
	double *row_points; size_t n_rows;      /* 0: default height */
	uint32_t freeze_rows, freeze_cols;
	uint32_t repeat_first, repeat_last; bool has_repeat;   /* heading rows repeated in print */
	bool is_landscape, is_one_page;          /* else fit to one page wide */
};

struct book {
	struct str company, period, title, created_iso; /* created: as-of day, so that the same inputs give the same bytes */
	struct sheet *sheets; size_t n_sheets;
	struct name_def { struct str name, formula; } *names; size_t n_names;
};

/* The whole book as text, a line a cell, for goldens and --dry-run. */
void book_dump(struct strbuf *out, const struct book *b);
#endif
