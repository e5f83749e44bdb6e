/* limits.c - what Excel or libxlsxwriter would refuse or break, judged before a byte is written. */
#include "plan/pen.h"

enum { CELL_UNITS = 32767 /* UTF-16 units in a cell */, NAME_CHARS = 31, FOOTER_BYTES = 250 };
enum { FOOTER_CHARS = 104, RIGHT_CHARS = 60 }; /* at 8 points on a portrait page, beside "page 12 of 34" */

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* "_x000D_": Excel would show the character it encodes. */
static bool is_encoded(struct str s)
{
	if (s.n < 7 || s.p[0] != '_' || s.p[1] != 'x' || s.p[6] != '_')
		return false;
	return is_hex(s.p[2]) && is_hex(s.p[3]) && is_hex(s.p[4]) && is_hex(s.p[5]);
}

/* U+FFFE and U+FFFF are no characters of XML. */
static bool is_no_character(struct str s)
{
	return s.n >= 3 && (unsigned char)s.p[0] == 0xEF && (unsigned char)s.p[1] == 0xBF
	       && (unsigned char)s.p[2] >= 0xBE;
}

static bool is_clean(struct str s)
{
	size_t step;

	if (s.n > CELL_UNITS)
		return false;
	for (size_t i = 0; i < s.n; i += step) {
		struct str rest = str_sub(s, i, s.n - i);

		step = utf8_step(rest);
		if (step == 0 || ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n')
		    || (unsigned char)s.p[i] == 0x7F || is_encoded(rest) || is_no_character(rest))
			return false;
	}
	return true;
}

/* Add one character as a cell may hold it; how many bytes of s it took. *units counts what Excel counts. */
static size_t add_safe(struct strbuf *b, struct str s, size_t *units, bool *is_changed)
{
	size_t step = utf8_step(s);
	char c = s.p[0];

	if (step == 0 || is_no_character(s) || (step == 1 && ((c > 0 && c < 0x20) || c == 0x7F || c == 0))) {
		bool is_space = c == '\n' || c == '\t' || c == '\r';

		*is_changed |= !is_space;
		*units += 1;
		if (c != '\r')
			strbuf_addz(b, c == '\n' ? "\n" : is_space ? " " : "\ufffd");
		else if (s.n < 2 || s.p[1] != '\n')
			strbuf_addc(b, '\n');
		return step > 0 ? step : 1;
	}
	if (is_encoded(s)) {
		strbuf_addz(b, "_x005F");
		*units += 6;
	}
	*units += step == 4 ? 2 : 1;
	strbuf_add(b, str_sub(s, 0, step));
	return step;
}

struct str pen_safe(struct pen *p, struct str s)
{
	struct strbuf b;
	size_t units = 0, i = 0;
	bool is_changed = false;
	struct str head = utf8_bad(s) == SIZE_MAX ? utf8_head(s, 40) : STR_NONE;

	if (is_clean(s))
		return s;
	strbuf_init(&b, p->a, 0);
	while (i < s.n && units < CELL_UNITS - 12)
		i += add_safe(&b, str_sub(s, i, s.n - i), &units, &is_changed);
	if (is_changed)
		diag_put(p->d, SEV_WARNING, "K105", head, PLACE_NONE,
		         STR("remove them where the text comes from"),
		         "a text on sheet %.*s has characters that Excel does not take; they show as \ufffd",
		         STR_ARG(p->s ? p->s->name : STR("Summary")));
	if (i < s.n) {
		diag_put(p->d, SEV_WARNING, "K109", head, PLACE_NONE, STR("shorten it"),
		         "a text on sheet %.*s is over 32,767 characters, Excel's limit; its end is left out",
		         STR_ARG(p->s ? p->s->name : STR("Summary")));
		strbuf_addz(&b, " \u2026");
	}
	return strbuf_str(&b);
}

static bool is_taken(struct str name, const struct str *taken, size_t n)
{
	if (str_eq_fold(name, STR("History"))) /* Excel keeps that name for itself */
		return true;
	for (size_t i = 0; i < n; i++)
		if (str_eq_fold(taken[i], name))
			return true;
	return false;
}

static bool is_refused(char c)
{
	return c == '[' || c == ']' || c == ':' || c == '*' || c == '?' || c == '/' || c == '\\';
}

/* Without what a sheet name may not hold (Excel decodes _x000D_ there too), trimmed of blanks and
 * apostrophes. */
static struct str plain_name(struct arena *a, struct str wish)
{
	struct strbuf b;
	struct str s;
	size_t step;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < wish.n; i += step) {
		struct str rest = str_sub(wish, i, wish.n - i);
		unsigned char c = (unsigned char)wish.p[i];

		step = utf8_step(rest);
		if (step == 0 || c < 0x20 || c == 0x7F || is_no_character(rest))
			strbuf_addc(&b, ' ');
		else if (is_refused(wish.p[i]) || is_encoded(rest))
			strbuf_addc(&b, '-');
		else
			strbuf_add(&b, str_sub(rest, 0, step));
		step = step > 0 ? step : 1;
	}
	s = str_trim(strbuf_str(&b));
	while (s.n > 0 && (s.p[0] == '\'' || s.p[0] == ' '))
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && (s.p[s.n - 1] == '\'' || s.p[s.n - 1] == ' '))
		s.n--;
	return s;
}

/* At most max UTF-16 units, no word cut where that leaves enough, no blank or apostrophe at the end. */
static struct str name_head(struct str s, size_t max)
{
	size_t units = 0, i = 0, word = 0;

	while (i < s.n) {
		size_t step = utf8_step(str_sub(s, i, s.n - i));

		units += step == 4 ? 2 : 1;
		if (units > max)
			break;
		if (s.p[i] == ' ')
			word = i;
		i += step > 0 ? step : 1;
	}
	if (i < s.n && s.p[i] != ' ' && word > max / 2)
		i = word;
	while (i > 0 && (s.p[i - 1] == '\'' || s.p[i - 1] == ' '))
		i--;
	return str_sub(s, 0, i);
}

struct str sheet_name_make(struct arena *a, struct str wish, const struct str *taken, size_t n_taken)
{
	struct str whole = plain_name(a, wish), name;

	if (whole.n == 0)
		whole = STR("Objective");
	name = name_head(whole, NAME_CHARS);
	for (unsigned k = 2; is_taken(name, taken, n_taken); k++) {
		struct str number = str_fmt(a, " %u", k), head = name_head(whole, NAME_CHARS - number.n);

		name = str_fmt(a, "%.*s%.*s", STR_ARG(head), STR_ARG(number));
	}
	return str_copy(a, name);
}

static void add_footer(struct strbuf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '&')
			strbuf_addc(b, '&');
		strbuf_addc(b, s.p[i]);
	}
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The font after the size keeps a name that begins with a digit from being read as a size. */
struct str footer_make(struct arena *a, struct str left, struct str right)
{
	size_t keep_right = least(utf8_count(right), RIGHT_CHARS);

	for (size_t keep = least(utf8_count(left), FOOTER_CHARS - keep_right);; keep = keep * 3 / 4) {
		struct strbuf b;

		if (keep == 0)
			keep_right = keep_right * 3 / 4;
		strbuf_init(&b, a, 0);
		strbuf_addz(&b, "&L&8&\"Calibri,Regular\"");
		add_footer(&b, utf8_head(left, keep));
		if (keep < utf8_count(left))
			strbuf_addz(&b, "\u2026");
		strbuf_addz(&b, "&R&8&\"Calibri,Regular\"");
		add_footer(&b, utf8_head(right, keep_right));
		if (keep_right < utf8_count(right))
			strbuf_addz(&b, "\u2026");
		strbuf_addz(&b, " \u00b7 page &P of &N");
		if (b.n <= FOOTER_BYTES || keep_right == 0)
			return strbuf_str(&b);
	}
}
