/* caret.c - a finding as the lines a user reads: place, words, source line and caret. */
#include "base/diag.h"

enum { WINDOW = 100, BEFORE_CARET = 50 };

/* One shown character: a code point, or a byte that is not UTF-8. */
struct glyph {
	struct str text;
	bool is_safe; /* may be sent to a terminal as it is */
};

static struct glyph next_glyph(struct str s, size_t at)
{
	size_t n = utf8_step(str_sub(s, at, 4));
	unsigned char c = (unsigned char)s.p[at];
	bool is_c1 = n == 2 && c == 0xC2 && (unsigned char)s.p[at + 1] < 0xA0;

	return (struct glyph){ str_sub(s, at, n > 0 ? n : 1), n > 0 && c >= 0x20 && c != 0x7F && !is_c1 };
}

static void add_glyph(struct strbuf *out, struct glyph g)
{
	if (g.is_safe || g.text.p[0] == '\t')
		strbuf_add(out, g.text);
	else
		strbuf_addc(out, '?'); /* no escape sequence of an input file reaches the terminal */
}

/* Words may quote a cell, so they are made safe too; a line feed in them is ours. */
static void add_words(struct strbuf *out, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		struct glyph g = next_glyph(s, at);

		if (g.text.p[0] == '\n')
			strbuf_addc(out, '\n');
		else
			add_glyph(out, g);
		at += g.text.n;
	}
}

static size_t count_glyphs(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n; n++)
		at += next_glyph(s, at).text.n;
	return n;
}

/* Characters from .. to-1 of the line, or, under them, what moves the caret as far. */
static void add_span(struct strbuf *out, struct str line, size_t from, size_t to, bool is_blank)
{
	size_t at = 0;

	for (size_t i = 0; i < to && at < line.n; i++) {
		struct glyph g = next_glyph(line, at);

		if (i >= from && is_blank)
			strbuf_addc(out, g.text.p[0] == '\t' ? '\t' : ' ');
		else if (i >= from)
			add_glyph(out, g);
		at += g.text.n;
	}
}

/* A long line shows the WINDOW characters around the caret between "..." marks. */
static void add_source(struct strbuf *out, struct str line, uint32_t col)
{
	size_t n = count_glyphs(line), from = 0, to = n;
	size_t caret = col == 0 ? 0 : col - 1 < n ? col - 1 : n;

	if (n > WINDOW) {
		from = caret > BEFORE_CARET ? caret - BEFORE_CARET : 0;
		if (from > n - WINDOW)
			from = n - WINDOW;
		to = from + WINDOW;
	}
	strbuf_addz(out, from > 0 ? "..." : "");
	add_span(out, line, from, to, false);
	strbuf_addz(out, to < n ? "...\n" : "\n");
	if (col == 0)
		return;
	strbuf_addz(out, from > 0 ? "   " : "");
	add_span(out, line, from, caret, true);
	strbuf_addz(out, "^\n");
}

static void add_place(struct strbuf *out, const struct place *at)
{
	if (at->file.n == 0)
		return;
	add_words(out, at->file);
	if (at->line > 0)
		strbuf_fmt(out, ":%u", (unsigned)at->line);
	if (at->line > 0 && at->col > 0)
		strbuf_fmt(out, ":%u", (unsigned)at->col);
	strbuf_addz(out, ": ");
}

void diag_format(struct strbuf *out, const struct finding *f)
{
	add_place(out, &f->at);
	strbuf_fmt(out, "%s %s: ", severity_names[f->severity], f->code);
	add_words(out, f->message);
	if (f->remedy.n > 0) {
		strbuf_addz(out, "; ");
		add_words(out, f->remedy);
	}
	strbuf_addc(out, '\n');
	if (f->at.source.n > 0)
		add_source(out, f->at.source, f->at.col);
	if (f->more == 0)
		return;
	add_words(out, f->at.file);
	strbuf_addz(out, f->at.file.n > 0 ? ": " : "");
	strbuf_fmt(out, "%llu more %s like this\n", (unsigned long long)f->more, f->code);
}
