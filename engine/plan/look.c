/* look.c - the table of looks: fonts, sizes and colours of WORKBOOK 2 to 4. */
#include <assert.h>
#include "plan/look.h"

#define TEXT   "Calibri"
#define SIGNS  "Arial"
#define BLOCKS "Segoe UI Symbol"

enum {
	INK = 0x1F2933,
	MUTED = 0x55606E,
	NAVY = INK_ACCENT,
	BLUE = 0x1B5E9B,
	EARLIER = 0x7D8996,
	TRACK = 0xEEF1F4
};
enum {
	MET_INK = 0x0B4F43,
	MET = 0xCDE8DF,
	SHORT_INK = 0x4A3000,
	SHORT = 0xF5C55A,
	MISSED_INK = 0xFFFFFF,
	MISSED = 0xB42318,
	GREY_INK = 0x4A5563
};

const struct look_rule look_rules[] = {
	[LOOK_CELL] = { TEXT, 10, .wraps = true, .ink = INK, .indent = 1, .line = LINE_HAIR_BELOW,
	                .min_points = 18 },
	[LOOK_STRONG] = { TEXT, 10, .is_bold = true, .wraps = true, .ink = INK, .indent = 1,
	                  .line = LINE_HAIR_BELOW, .min_points = 18 },
	[LOOK_MUTED] = { TEXT, 10, .wraps = true, .ink = MUTED, .indent = 1, .line = LINE_HAIR_BELOW,
	                 .min_points = 18 },
	[LOOK_NUMBER] = { TEXT, 10, .ink = INK, .align = ALIGN_RIGHT, .line = LINE_HAIR_BELOW,
	                  .min_points = 18 },
	[LOOK_NUMBER_STRONG] = { TEXT, 10, .is_bold = true, .ink = INK, .align = ALIGN_RIGHT,
	                         .line = LINE_HAIR_BELOW, .min_points = 18 },
	[LOOK_NUMBER_MUTED] = { TEXT, 10, .ink = MUTED, .align = ALIGN_RIGHT, .line = LINE_HAIR_BELOW,
	                        .min_points = 18 },
	[LOOK_GREEN] = { SIGNS, 9, .is_bold = true, .ink = MET_INK, .fill = MET, .indent = 1,
	                 .line = LINE_HAIR_BELOW, .min_points = 19.5 },
	[LOOK_AMBER] = { SIGNS, 9, .is_bold = true, .ink = SHORT_INK, .fill = SHORT, .indent = 1,
	                 .line = LINE_HAIR_BELOW, .min_points = 19.5 },
	[LOOK_RED] = { SIGNS, 9, .is_bold = true, .ink = MISSED_INK, .fill = MISSED, .indent = 1,
	               .line = LINE_HAIR_BELOW, .min_points = 19.5 },
	[LOOK_GREY] = { SIGNS, 9, .ink = GREY_INK, .indent = 1, .line = LINE_HAIR_BELOW, .min_points = 19.5 },
	[LOOK_LINK] = { TEXT, 10, .is_underlined = true, .wraps = true, .ink = BLUE, .indent = 1,
	                .line = LINE_HAIR_BELOW, .min_points = 18 },
	[LOOK_LINK_STRONG] = { TEXT, 10, .is_bold = true, .is_underlined = true, .wraps = true, .ink = BLUE,
	                       .indent = 1, .line = LINE_HAIR_BELOW, .min_points = 18 },
	[LOOK_GOAL] = { TEXT, 10.5, .is_bold = true, .is_underlined = true, .wraps = true, .ink = BLUE,
	                .indent = 1, .line = LINE_HAIR_BELOW, .min_points = 27 },
	[LOOK_BLOCKS] = { BLOCKS, 8, .shrinks = true, .ink = EARLIER, .indent = 1, .line = LINE_HAIR_BELOW,
	                  .min_points = 18 },
	[LOOK_BLOCKS_NOW] = { BLOCKS, 8, .shrinks = true, .ink = NAVY, .indent = 1, .line = LINE_HAIR_BELOW,
	                      .min_points = 18 },
	[LOOK_BAR_NOW] = { TEXT, 10, .is_bold = true, .ink = INK, .fill = TRACK, .indent = 1,
	                   .line = LINE_HAIR_BELOW, .min_points = 18 },
	[LOOK_BAR] = { TEXT, 10, .ink = INK, .fill = TRACK, .indent = 1, .line = LINE_HAIR_BELOW,
	               .min_points = 18 },
	[LOOK_TOTAL] = { TEXT, 10, .is_bold = true, .ink = INK, .indent = 1, .line = LINE_ABOVE,
	                 .min_points = 19.5 },
	[LOOK_TOTAL_NUMBER] = { TEXT, 10, .is_bold = true, .ink = INK, .align = ALIGN_RIGHT,
	                        .line = LINE_ABOVE, .min_points = 19.5 },
	[LOOK_HEADING] = { TEXT, 9, .is_bold = true, .wraps = true, .ink = MUTED, .stand = STAND_BOTTOM,
	                   .indent = 1, .line = LINE_BELOW, .min_points = 15 },
	[LOOK_HEADING_RIGHT] = { TEXT, 9, .is_bold = true, .wraps = true, .ink = MUTED, .align = ALIGN_RIGHT,
	                         .stand = STAND_BOTTOM, .line = LINE_BELOW, .min_points = 15 },
	[LOOK_TITLE] = { TEXT, 18, .is_bold = true, .wraps = true, .ink = NAVY, .min_points = 27 },
	[LOOK_SUBTITLE] = { TEXT, 10, .wraps = true, .ink = MUTED, .min_points = 16.5 },
	[LOOK_HEADLINE] = { TEXT, 13, .is_bold = true, .wraps = true, .ink = INK, .stand = STAND_TOP,
	                    .min_points = 22.5 },
	[LOOK_SECTION] = { TEXT, 12, .is_bold = true, .wraps = true, .ink = NAVY, .stand = STAND_BOTTOM,
	                   .min_points = 27 },
	[LOOK_SMALL] = { TEXT, 9, .wraps = true, .ink = MUTED, .stand = STAND_TOP, .min_points = 15 },
	[LOOK_LEGEND] = { SIGNS, 8, .wraps = true, .ink = GREY_INK, .stand = STAND_TOP, .min_points = 15 },
	[LOOK_BACK] = { TEXT, 9, .is_underlined = true, .ink = BLUE, .min_points = 15 },
	[LOOK_PLAIN] = { TEXT, 10, .wraps = true, .ink = INK, .stand = STAND_TOP, .min_points = 15 },
	/* shrinks, for text that may not spill out of a column without width */
	[LOOK_DATA] = { TEXT, 9, .shrinks = true, .ink = MUTED, .min_points = 18 },
	[LOOK_TITLE_LINE] = { TEXT, 18, .is_bold = true, .ink = NAVY, .min_points = 27 },
	[LOOK_TEXT_LINE] = { TEXT, 10, .ink = INK, .min_points = 16.5 },
};
static_assert(sizeof look_rules / sizeof *look_rules == LOOK__N, "one rule per look");

const char *const look_names[] = {
	[LOOK_CELL] = "cell",
	[LOOK_STRONG] = "strong",
	[LOOK_MUTED] = "muted",
	[LOOK_NUMBER] = "number",
	[LOOK_NUMBER_STRONG] = "number-strong",
	[LOOK_NUMBER_MUTED] = "number-muted",
	[LOOK_GREEN] = "green",
	[LOOK_AMBER] = "amber",
	[LOOK_RED] = "red",
	[LOOK_GREY] = "grey",
	[LOOK_LINK] = "link",
	[LOOK_LINK_STRONG] = "link-strong",
	[LOOK_GOAL] = "goal",
	[LOOK_BLOCKS] = "blocks",
	[LOOK_BLOCKS_NOW] = "blocks-now",
	[LOOK_BAR_NOW] = "bar-now",
	[LOOK_BAR] = "bar",
	[LOOK_TOTAL] = "total",
	[LOOK_TOTAL_NUMBER] = "total-number",
	[LOOK_HEADING] = "heading",
	[LOOK_HEADING_RIGHT] = "heading-right",
	[LOOK_TITLE] = "title",
	[LOOK_SUBTITLE] = "subtitle",
	[LOOK_HEADLINE] = "headline",
	[LOOK_SECTION] = "section",
	[LOOK_SMALL] = "small",
	[LOOK_LEGEND] = "legend",
	[LOOK_BACK] = "back",
	[LOOK_PLAIN] = "plain",
	[LOOK_DATA] = "data",
	[LOOK_TITLE_LINE] = "title-line",
	[LOOK_TEXT_LINE] = "text-line",
};
static_assert(sizeof look_names / sizeof *look_names == LOOK__N, "one name per look");

enum { LEAST_SIZE = 12 /* points, UK government's guidance on spreadsheets */ };

struct look_rule look_rule_of(enum look look, enum style style)
{
	struct look_rule r = look_rules[look];

	if (style == STYLE_BOARD)
		return r;
	r.font = SIGNS;
	if (r.size < LEAST_SIZE)
		r.size = LEAST_SIZE;
	return r;
}
