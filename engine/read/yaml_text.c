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

	if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
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
	size_t line = 0;

	while (line + 1 < t->n_lines && t->starts[line + 1] <= at)
		line++;
	return yaml_place(t, line, utf8_count(str_sub(t->text, t->starts[line], at - t->starts[line])));
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

/* The first is shown; looking up the lines of a megabyte of them would take for ever. */
static bool check_visible(const struct yaml_text *t, struct arena *a, struct diag *d)
{
	const char *first = NULL;
	size_t at = 0, n = 0;

	for (size_t i = 0; i < t->text.n; i++) {
		unsigned char c = (unsigned char)t->text.p[i];
		const char *name = NULL;

		if (c < 0x20 || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF)
			name = invisible(str_sub(t->text, i, 3));
		if (name == NULL)
			continue;
		at = n++ == 0 ? i : at;
		first = first == NULL ? name : first;
	}
	if (n == 0)
		return true;
	diag_error(d, "K105", offset_place(t, at),
	           n == 1 ? STR("delete it") : str_fmt(a, "delete it and the %zu others like it", n - 1),
	           "%s stands here, unseen", first);
	return false;
}

static void cut_lines(struct yaml_text *t, struct arena *a)
{
	size_t n = 1;

	for (size_t i = 0; i < t->text.n; i++)
		n += t->text.p[i] == '\n' || t->text.p[i] == '\r';
	t->starts = ARENA_ARRAY(a, n, size_t);
	t->n_lines = 1;
	for (size_t i = 0; i < t->text.n; i++) {
		bool is_crlf = t->text.p[i] == '\r' && i + 1 < t->text.n && t->text.p[i + 1] == '\n';

		if ((t->text.p[i] == '\n' || t->text.p[i] == '\r') && !is_crlf)
			t->starts[t->n_lines++] = i + 1;
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
	struct str s;

	if (line >= t->n_lines)
		line = t->n_lines - 1;
	s = str_sub(t->text, t->starts[line], t->text.n);
	if (line + 1 < t->n_lines)
		s.n = t->starts[line + 1] - t->starts[line];
	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}

struct place yaml_place(const struct yaml_text *t, size_t line, size_t col)
{
	return (struct place){ t->file, (uint32_t)line + 1, (uint32_t)col + 1, yaml_line(t, line) };
}

struct place yaml_mark(const struct yaml_text *t, yaml_mark_t mark)
{
	return yaml_place(t, mark.line, mark.column);
}
