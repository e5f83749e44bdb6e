/* wrap.c - text broken between words, so that it reads on a page of 80 columns. */
#include "base/wrap.h"

struct wrap {
	struct strbuf *out;
	size_t column; /* where the next character stands */
	unsigned indent;
	bool is_fresh; /* nothing stands on the line yet but its indent */
};

/* Width as terminals show it, near enough: code points, or bytes where they are no UTF-8. */
static size_t width_of(struct str s)
{
	return utf8_bad(s) == SIZE_MAX ? utf8_count(s) : s.n;
}

static void put(struct wrap *w, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		strbuf_addc(w->out, c < 0x20 || c == 0x7f ? '?' : s.p[i]);
	}
	w->column += width_of(s);
}

static void pad(struct wrap *w, size_t to)
{
	while (w->column < to) {
		strbuf_addc(w->out, ' ');
		w->column++;
	}
}

/* The indent of a line is only written when a word follows: no blanks at the end of a line. */
static void break_line(struct wrap *w)
{
	strbuf_addc(w->out, '\n');
	w->column = 0;
	w->is_fresh = true;
}

static void put_word(struct wrap *w, struct str word)
{
	if (!w->is_fresh && w->column + 1 + width_of(word) > PAGE_COLUMNS)
		break_line(w);
	if (w->is_fresh)
		pad(w, w->indent);
	else
		put(w, STR(" "));
	put(w, word);
	w->is_fresh = false;
}

void wrap_text(struct strbuf *out, struct str first, unsigned indent, struct str text)
{
	struct wrap w = { out, 0, indent, true };

	put(&w, first);
	if (first.n > 0 && text.n > 0 && w.column + 1 > indent)
		pad(&w, w.column + 1);
	while (text.p != NULL) {
		struct str line = str_cut(&text, '\n');

		while (line.p != NULL) {
			struct str word = str_cut(&line, ' ');

			if (word.n > 0)
				put_word(&w, word);
		}
		if (text.p != NULL)
			break_line(&w);
	}
	strbuf_addc(out, '\n');
}
