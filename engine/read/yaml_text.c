/* yaml_text.c - the text of a YAML file: checked before anything is read, and cut into lines. */
#include "read/yaml_text.h"

#include <string.h>

enum { MAX_BYTES = 1 << 20 };

static const struct odd {
	const char *bytes, *name;
} odd[] = {
	{ "\xC2\x85", "U+0085 (next line)" },
	{ "\xE2\x80\xA8", "U+2028 (line separator)" },
	{ "\xE2\x80\xA9", "U+2029 (paragraph separator)" },
	{ "\xEF\xBB\xBF", "U+FEFF (byte order mark)" },
	{ "\xEF\xBF\xBE", "U+FFFE (no character)" },
	{ "\xEF\xBF\xBF", "U+FFFF (no character)" },
};

/* The name of what stands at s and no editor shows, or NULL. libyaml would take some of these for line ends.
 * */
static const char *invisible(struct str s)
{
	unsigned char c = (unsigned char)s.p[0];

	if (c < 0x20 || c == 0x7F)
		return "a control character";
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		if (str_starts(s, str_of(odd[i].bytes)))
			return odd[i].name;
	if (c == 0xC2 && s.n > 1 && (unsigned char)s.p[1] < 0xA0)
		return "a control character";
	return NULL;
}

static struct place offset_place(const struct yaml_text *t, size_t at)
{
	size_t line = 0, from;

	while (line + 1 < t->n_lines && (size_t)(t->lines[line + 1].p - t->text.p) <= at)
		line++;
	from = (size_t)(t->lines[line].p - t->text.p);
	return yaml_place(t, line, utf8_count(str_sub(t->text, from, at - from)));
}

static bool check_utf8(const struct yaml_text *t, struct diag *d)
{
	size_t bad = utf8_bad(t->text);
	bool is_wide = str_starts(t->text, STR("\xFF\xFE")) || str_starts(t->text, STR("\xFE\xFF"));

	if (bad == SIZE_MAX)
		return true;
	if (is_wide)
		diag_error(d, "K105", ((struct place){ .file = t->file }), STR("save the file as UTF-8"),
		           "this is UTF-16");
	else
		diag_error(d, "K105", offset_place(t, bad), STR("save the file as UTF-8"),
		           "byte 0x%02X is not UTF-8", (unsigned)(unsigned char)t->text.p[bad]);
	return false;
}

/* May one of the eight bytes at p be odd? Line ends and letters beyond ASCII say yes, too. */
static bool may_hide(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return ((x | (x - ones * 0x20) | (x + ones)) & ones * 0x80) != 0;
}

static bool is_odd(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F || c == 0xC2 || c == 0xE2
	       || c == 0xEF;
}

/* The next byte from i on that may be the first of something unseen, or text.n. */
static size_t next_odd(struct str text, size_t i)
{
	for (; i < text.n; i++) {
		while (text.n - i > 8 && !may_hide(text.p + i))
			i += 8;
		if (is_odd((unsigned char)text.p[i]))
			break;
	}
	return i;
}

/* The first is shown; looking up the lines of a megabyte of them would take for ever. */
static bool check_visible(const struct yaml_text *t, struct arena *a, struct diag *d)
{
	const char *first = NULL;
	size_t at = 0, n = 0;

	for (size_t i = next_odd(t->text, 0); i < t->text.n; i = next_odd(t->text, i + 1)) {
		const char *name = invisible(str_sub(t->text, i, 3));

		if (name == NULL)
			continue;
		at = n++ == 0 ? i : at;
		first = first == NULL ? name : first;
	}
	if (n == 0)
		return true;
	diag_error(d, "K105", offset_place(t, at),
	           n == 1
	               ? STR("delete it")
	               : str_fmt(a, "delete it and the %.*s like it", STR_ARG(str_count(a, n - 1, "other"))),
	           "%s stands here, unseen", first);
	return false;
}

/* Behind the line that starts at `from`, or SIZE_MAX: it is the last. It ends with an LF, a CR and an LF, or a CR. */
static size_t next_start(struct str text, size_t from, bool has_cr)
{
	const char *lf;

	if (!has_cr) {
		lf = from < text.n ? memchr(text.p + from, '\n', text.n - from) : NULL;
		return lf != NULL ? (size_t)(lf - text.p) + 1 : SIZE_MAX;
	}
	for (size_t i = from; i < text.n; i++) {
		bool is_crlf = text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n';

		if ((text.p[i] == '\n' || text.p[i] == '\r') && !is_crlf)
			return i + 1;
	}
	return SIZE_MAX;
}

static struct str without_end(struct str line)
{
	while (line.n > 0 && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
		line.n--;
	return line;
}

static void cut_lines(struct yaml_text *t, struct arena *a)
{
	bool has_cr = t->text.n > 0 && memchr(t->text.p, '\r', t->text.n) != NULL;
	size_t n = 0, from, to;

	for (from = 0; from != SIZE_MAX; from = next_start(t->text, from, has_cr))
		n++;
	t->lines = ARENA_ARRAY(a, n, struct str);
	for (from = 0; from != SIZE_MAX; from = to) {
		to = next_start(t->text, from, has_cr);
		t->lines[t->n_lines++] = without_end(str_sub(t->text, from, to - from));
	}
}

bool yaml_text_open(struct yaml_text *t, struct arena *a, struct str file, struct str text, struct diag *d)
{
	struct str bom = STR("\xEF\xBB\xBF");

	*t = (struct yaml_text){ .file = str_copy(a, file) };
	if (text.n > MAX_BYTES) {
		diag_error(d, "K602", ((struct place){ .file = t->file }),
		           STR("check that this is the file you mean"), "the file is longer than 1 MB");
		return false;
	}
	if (str_starts(text, bom))
		text = str_sub(text, bom.n, text.n);
	t->text = str_copy(a, text);
	cut_lines(t, a);
	return check_utf8(t, d) && check_visible(t, a, d);
}

struct str yaml_line(const struct yaml_text *t, size_t line)
{
	return t->lines[line < t->n_lines ? line : t->n_lines - 1];
}

struct place yaml_place(const struct yaml_text *t, size_t line, size_t col)
{
	return (struct place){ t->file, (uint32_t)line + 1, (uint32_t)col + 1, yaml_line(t, line) };
}

struct place yaml_mark(const struct yaml_text *t, yaml_mark_t mark)
{
	return yaml_place(t, mark.line, mark.column);
}
