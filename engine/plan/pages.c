/* pages.c - where a sheet of more than one page goes on: before a heading, so that no table leaves its last row alone. */
#include <math.h>
#include "plan/width.h"

/* Room for cells: A4 and Letter less margins of 0.45 inch at both sides, 0.5 above and 0.6 below. */
static const struct {
	double pixels_wide, points_high;
} rooms[][2] = {
	[PAPER_A4] = { { 707, 762 }, { 1036, 516 } },
	[PAPER_LETTER] = { { 729, 712 }, { 969, 532 } },
};

/* Points of rows that one page holds, fitted to its width. */
static double page_room(const struct sheet *s, enum paper paper)
{
	double wide = 0, scale, points;

	for (uint32_t i = 0; i < s->n_cols; i++)
		wide += s->col_pixels[i];
	scale = fmin(1, rooms[paper][s->is_landscape].pixels_wide / fmax(wide, 1));
	points = rooms[paper][s->is_landscape].points_high / scale;
	if (s->has_repeat)
		points -= s->row_points[s->repeat_first];
	return points;
}

static bool *find_headings(struct arena *a, const struct sheet *s)
{
	bool *is_heading = ARENA_ARRAY(a, s->n_rows + 1, bool);

	for (size_t i = 0; i < s->n_cells; i++)
		is_heading[s->cells[i].row] |= s->cells[i].look == LOOK_SECTION;
	return is_heading;
}

void sheet_break(struct arena *a, struct sheet *s, enum paper paper)
{
	double room = page_room(s, paper), used = 0;
	bool *is_heading = find_headings(a, s);
	uint32_t *breaks = ARENA_ARRAY(a, s->n_rows + 1, uint32_t);

	for (size_t from = 0, to; from < s->n_rows; from = to) {
		double part = s->row_points[from];

		for (to = from + 1; to < s->n_rows && !is_heading[to]; to++)
			part += s->row_points[to];
		/* a part that no page holds begins where there is room for some of it */
		if (from > 0 && used > 0 && used + part > room && (part <= room || room - used < room / 3)) {
			breaks[s->n_breaks++] = (uint32_t)from;
			used = 0;
		}
		used = fmod(used + part, room);
	}
	s->breaks = breaks;
}
