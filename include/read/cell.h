/* cell.h - what a cell of an export holds: a number, nothing, or something that is neither. */
#ifndef KPI_READ_CELL_H
#define KPI_READ_CELL_H
#include "read/format_def.h"

enum cell_kind {
	CELL_NUMBER,
	CELL_MISSING,
	CELL_BAD,
	CELL_TOO_BIG,
	CELL_UNCLEAR, /* 48.000 where a comma may be the decimal mark: 48, or 48000 */
	CELL_DAMAGED, /* a spreadsheet made a date or an error of it (K108) */
};

struct cell_style {
	struct num_style numbers;
	struct names missing;
	bool is_settled; /* the source says how numbers are written */
	bool
	    may_be_comma; /* something says that this file's decimal mark is a comma, and the format says a full stop */
	bool starts_mark[256]; /* the first bytes of the missing marks, both cases */
};

void cell_style_init(struct cell_style *s, const struct format *f);
/* The cell's number times `times` millionths; *micro is set only for CELL_NUMBER. */
enum cell_kind cell_read(const struct cell_style *s, struct str text, int64_t times, int64_t *micro);
/* 48.000: one number by a decimal full stop, another by a decimal comma. Also 48,000. */
bool cell_is_unclear(struct str trimmed);
/* An amount without its currency sign: 48.000 of "48.000 EUR". */
struct str cell_amount(struct str trimmed, struct num_style style);
/* 1.5, 0.125 and 1,054.125: numbers whose decimal mark is a full stop. */
bool cell_has_stop(struct str trimmed);
/* 3,5: a number only where the decimal mark is a comma. */
bool cell_has_comma(struct str trimmed);
bool cell_is_missing(const struct cell_style *s, struct str trimmed);
/* 6.49E+17: an id that a spreadsheet took for a number. */
bool cell_is_damaged_id(struct str trimmed);
#endif
