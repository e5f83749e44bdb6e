/* width.c - how wide a text prints and how high its row must be (WORKBOOK 8). */
#include <math.h>
#include <string.h>
#include "plan/width.h"

/* Tenths of a Calibri digit, of the characters from blank on. */
static const unsigned char ascii[] = {
	5,  6,  8,  10, 10, 14, 13, 4,  6,  6,  10, 10, 5,  6,  5,  8,  /*  !"#$%&'()*+,-./ */
	10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 5,  5,  10, 10, 10, 9,  /* 0123456789:;<=>? */
	18, 11, 11, 11, 12, 10, 9,  12, 12, 5,  6,  10, 8,  17, 13, 13, /* @ABCDEFGHIJKLMNO */
	10, 13, 11, 9,  10, 13, 11, 18, 10, 10, 9,  6,  8,  6,  10, 10, /* PQRSTUVWXYZ[\]^_ */
	6,  9,  10, 8,  10, 10, 6,  9,  10, 5,  5,  9,  5,  16, 10, 10, /* `abcdefghijklmno */
	10, 10, 7,  8,  7,  10, 9,  14, 9,  9,  8,  6,  9,  6,  10, 10, /* pqrstuvwxyz{|}~ */
};

/* Ranges beyond ASCII, first match counts. */
static const struct range_row {
	uint32_t first, last;
	unsigned tenths;
} ranges[] = {
	{ 0x0300, 0x036F, 0 },    { 0x200B, 0x200F, 0 },  { 0xFE00, 0xFE0F, 0 },    { 0x1100, 0x115F, 20 },
	{ 0x2E80, 0xA4CF, 20 },   { 0xAC00, 0xD7A3, 20 }, { 0xF900, 0xFAFF, 20 },   { 0xFE30, 0xFE6F, 20 },
	{ 0xFF00, 0xFF60, 20 },   { 0xFFE0, 0xFFE6, 20 }, { 0x1F300, 0x1FAFF, 20 }, { 0x20000, 0x3FFFD, 20 },
	{ 0x2000, 0x10FFFF, 14 }, { 0x80, 0x1FFF, 11 },
};

static const double PIXELS_A_UNIT = 7.43; /* a digit at 11 pt as printed */
enum { DATE_PIXELS = 16, CELL_PIXELS = 8, INDENT_PIXELS = 9 };

/* The code point s starts with; *step bytes of it. Bytes that are not UTF-8 count one by one. */
static uint32_t code_point(struct str s, size_t *step)
{
	const unsigned char *u = (const unsigned char *)s.p;

	*step = utf8_step(s);
	if (*step < 2) {
		*step = 1;
		return u[0];
	}
	if (*step == 2)
		return (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
	if (*step == 3)
		return (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
	return (u[0] & 0x07u) << 18 | (u[1] & 0x3Fu) << 12 | (u[2] & 0x3Fu) << 6 | (u[3] & 0x3Fu);
}

static unsigned tenths_of(uint32_t c)
{
	if (c < 0x20)
		return 0;
	if (c < 0x80)
		return ascii[c - 0x20];
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].tenths;
	return 10;
}

double text_units(struct str s, double size, bool is_bold)
{
	uint64_t sum = 0;
	size_t step;

	for (size_t i = 0; i < s.n; i += step) {
		unsigned char c = (unsigned char)s.p[i];

		step = 1;
		sum += tenths_of(c < 0x80 ? c : code_point(str_sub(s, i, s.n - i), &step));
	}
	return (double)sum / 10.0 * size / 11.0 * (is_bold ? 1.03 : 1.0);
}

/* The table above is Calibri's; Arial, whose digits are 0.556 of its size where Calibri's are 0.507, is up to so
 * much wider. Only the accessible book is set in it throughout: statuses have room of their own. */
static const double ARIAL = 1.12;

static double rule_units(struct str s, const struct look_rule *r, enum style style)
{
	return text_units(s, r->size, r->is_bold) * (style == STYLE_ACCESSIBLE ? ARIAL : 1);
}

uint32_t styled_pixels(struct str s, enum look look, enum style style)
{
	struct look_rule r = look_rule_of(look, style);

	return (uint32_t)ceil(PIXELS_A_UNIT * rule_units(s, &r, style)) + CELL_PIXELS
	       + (uint32_t)INDENT_PIXELS * r.indent;
}

uint32_t text_pixels(struct str s, enum look look)
{
	return styled_pixels(s, look, STYLE_BOARD);
}

uint32_t column_for(uint32_t pixels, struct str s, enum look look, uint32_t most)
{
	uint32_t need = text_pixels(s, look);

	need = need < most ? need : most;
	return need > pixels ? need : pixels;
}

/* Cut the next word off s: up to a blank, which goes; with_marks: or after the next '/' or '-'. */
static struct str next_word(struct str *s, bool with_marks, bool *after_blank)
{
	size_t n = 0;
	struct str word;

	*after_blank = s->p[0] == ' ';
	if (*after_blank)
		*s = str_sub(*s, 1, s->n);
	while (n < s->n && s->p[n] != ' ')
		if (with_marks && (s->p[n] == '/' || s->p[n] == '-')) {
			n++;
			break;
		} else {
			n++;
		}
	word = str_sub(*s, 0, n);
	*s = str_sub(*s, n, s->n);
	return word;
}

/* Lines of text without line breaks in room units. */
static uint32_t paragraph_lines(struct str s, const struct look_rule *r, enum style style, double room,
                                bool with_marks)
{
	double blank = rule_units(STR(" "), r, style), used = 0;
	uint32_t lines = 1;

	while (s.p != NULL && s.n > 0) {
		bool after_blank;
		struct str word = next_word(&s, with_marks, &after_blank);
		double w = rule_units(word, r, style), space = after_blank ? blank : 0;

		if (used > 0 && used + space + w <= room) {
			used += space + w;
			continue;
		}
		if (used > 0)
			lines++;
		for (; w > room; w -= room)
			lines++;
		used = w > 0 ? w : blank;
	}
	return lines;
}

uint32_t styled_lines(struct str s, enum look look, enum style style, uint32_t pixels)
{
	struct look_rule r = look_rule_of(look, style);
	double edge = CELL_PIXELS + INDENT_PIXELS * (double)r.indent;
	double room = (fmax((double)pixels - edge, 1)) / PIXELS_A_UNIT;
	uint32_t lines = 0;

	if (s.n == 0 || !r.wraps)
		return 1;
	while (s.p != NULL) {
		struct str line = str_cut(&s, '\n');
		bool has_marks = str_find(line, STR("/")) != SIZE_MAX || str_find(line, STR("-")) != SIZE_MAX;
		uint32_t words = paragraph_lines(line, &r, style, room, false);
		uint32_t marks = has_marks ? paragraph_lines(line, &r, style, room, true) : words;

		lines += words > marks ? words : marks;
	}
	return lines;
}

uint32_t text_lines(struct str s, enum look look, uint32_t pixels)
{
	return styled_lines(s, look, STYLE_BOARD, pixels);
}

double lines_points(uint32_t lines, enum look look, enum style style)
{
	double points = (double)lines * 1.32 * look_rule_of(look, style).size + 5;

	return fmin(ceil(points / 0.75) * 0.75, 409.5);
}

static uint32_t cell_pixels(const struct sheet *s, const struct cell *c)
{
	uint32_t pixels = 0, n = c->merge_cols > 1 ? c->merge_cols : 1;

	for (uint32_t i = c->col; i < c->col + n && i < s->n_cols; i++)
		pixels += s->col_pixels[i];
	return pixels;
}

/* Cells that may neither wrap nor be cut: numbers, and the words that stand for one. */
static bool is_numeric(const struct cell *c)
{
	bool is_number = c->kind == CELL_NUMBER || c->kind == CELL_DATE || c->kind == CELL_FORMULA;

	return is_number
	       || (c->kind == CELL_TEXT && look_rules[c->look].align == ALIGN_RIGHT
	           && !look_rules[c->look].wraps);
}

void sheet_fit(struct arena *a, struct sheet *s, enum style style)
{
	double *fixed = s->row_points;
	size_t n_fixed = s->n_rows, n_rows = n_fixed;

	for (size_t i = 0; i < s->n_cells; i++) {
		const struct cell *c = &s->cells[i];
		uint32_t need =
		    is_numeric(c) && c->col < s->n_cols ? styled_pixels(c->text, c->look, style) : 0;

		if (c->kind == CELL_DATE) /* "30. Sept. 2026": month names of other languages are longer */
			need += DATE_PIXELS;
		if (need > s->col_pixels[c->col])
			s->col_pixels[c->col] = need;
		if (c->row >= n_rows)
			n_rows = (size_t)c->row + 1;
	}
	s->row_points = ARENA_ARRAY(a, n_rows, double);
	s->n_rows = n_rows;
	for (size_t i = 0; i < s->n_cells; i++) {
		const struct cell *c = &s->cells[i];
		double points =
		    lines_points(styled_lines(c->text, c->look, style, cell_pixels(s, c)), c->look, style);

		points = fmax(points, look_rules[c->look].min_points);
		s->row_points[c->row] = fmax(s->row_points[c->row], points);
	}
	for (size_t i = 0; i < n_fixed; i++)
		if (fixed[i] > 0)
			s->row_points[i] = fixed[i];
}

double sheet_points(const struct sheet *s)
{
	double sum = 0;

	for (size_t i = 0; i < s->n_rows; i++)
		sum += s->row_points[i];
	return sum;
}
