/* look.h - the few looks a cell can have: one table for the widths in plan and the formats in out. */
#ifndef KPI_PLAN_LOOK_H
#define KPI_PLAN_LOOK_H
#include <stdbool.h>
#include <stdint.h>

enum look {
	LOOK_CELL,
	LOOK_STRONG,
	LOOK_MUTED, /* text in a table */
	LOOK_NUMBER,
	LOOK_NUMBER_STRONG,
	LOOK_NUMBER_MUTED, /* right, also "none" */
	LOOK_GREEN,
	LOOK_AMBER,
	LOOK_RED,
	LOOK_GREY, /* status */
	LOOK_LINK,
	LOOK_LINK_STRONG,
	LOOK_GOAL, /* links in a table; an objective's name */
	LOOK_BLOCKS,
	LOOK_BLOCKS_NOW, /* trend: the cell and its earlier part; the newest */
	LOOK_BAR_NOW,
	LOOK_BAR, /* number under a data bar, on its track */
	LOOK_TOTAL,
	LOOK_TOTAL_NUMBER,
	LOOK_HEADING,
	LOOK_HEADING_RIGHT,
	LOOK_TITLE,
	LOOK_SUBTITLE,
	LOOK_HEADLINE,
	LOOK_SECTION, /* prose */
	LOOK_SMALL,
	LOOK_LEGEND,
	LOOK_BACK,
	LOOK_PLAIN,
	LOOK_DATA,       /* the periods of a chart, in a column that is not shown */
	LOOK_TITLE_LINE, /* prose on one line, over the empty cells beside it: none is merged */
	LOOK_TEXT_LINE,
	LOOK__N
};
extern const char *const look_names[LOOK__N];

enum look_align { ALIGN_LEFT, ALIGN_RIGHT };
enum look_stand { STAND_CENTER, STAND_TOP, STAND_BOTTOM };
enum look_line { LINE_NONE, LINE_HAIR_BELOW, LINE_BELOW, LINE_ABOVE };

struct look_rule {
	const char *font;
	double size; /* points */
	bool is_bold, is_underlined, wraps, shrinks;
	uint32_t ink, fill; /* RGB; fill 0: none */
	enum look_align align;
	enum look_stand stand;
	uint8_t indent;
	enum look_line line;
	double min_points; /* the least height of its row */
};
extern const struct look_rule look_rules[LOOK__N];

/* How the whole book is set: for a board, or in Arial of at least 12 points for those who enlarge it or hear it. */
enum style { STYLE_BOARD, STYLE_ACCESSIBLE };
struct look_rule look_rule_of(enum look look, enum style style);

/* Colours that are not a look's own (WORKBOOK 3). */
enum { INK_ACCENT = 0x12395B /* the company's own colour stands in for it */ };
enum { INK_LINE = 0x55606E, INK_HAIR = 0xC9D1D9, INK_BAR_NOW = 0x9DBCD8, INK_BAR = 0xC3CDD7 };
#endif
