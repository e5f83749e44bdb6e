/* width.h - how wide a text prints, and how high its row must be (there is no autofit). */
#ifndef KPI_PLAN_WIDTH_H
#define KPI_PLAN_WIDTH_H
#include "plan/sheet.h"

/* Width in digits of Calibri 11. */
double text_units(struct str s, double size, bool is_bold);
/* Pixels of a column that shows s on one line in this look. */
uint32_t text_pixels(struct str s, enum look look);
/* The wider of a column as it is and as s needs it on one line, but at most `most`. */
uint32_t column_for(uint32_t pixels, struct str s, enum look look, uint32_t most);
/* Lines s takes in a column (or merged columns) of so many pixels: words placed greedily, a longer word
 * cut; also where a program breaks paths after '/' and '-', which may take one more. */
uint32_t text_lines(struct str s, enum look look, uint32_t pixels);
/* The same as the book is set. */
uint32_t styled_pixels(struct str s, enum look look, enum style style);
uint32_t styled_lines(struct str s, enum look look, enum style style, uint32_t pixels);
/* Height of a row for so many lines, in points: a multiple of 0.75, at most Excel's 409.5. */
double lines_points(uint32_t lines, enum look look, enum style style);
/* Widen columns for numbers that would print as ####, then set every row's height from all of its cells. */
void sheet_fit(struct arena *a, struct sheet *s, enum style style);
/* Height of all rows, once it is fitted; over so much one page would be too small to read. */
double sheet_points(const struct sheet *s);
enum { ONE_PAGE_POINTS = 980 };
/* Pages of a fitted sheet that is not one page: none breaks a part under a heading that a page can hold. */
void sheet_break(struct arena *a, struct sheet *s, enum paper paper);
#endif
