/* address.c - addresses inside a book: where links lead, and cells that have a name. */
#include "plan/pen.h"

/* 'It''s'!, or 'It''s'!$ with the mark of an address that stays */
static void add_sheet(struct strbuf *b, struct str sheet_name)
{
	strbuf_addc(b, '\'');
	for (size_t i = 0; i < sheet_name.n; i++) {
		if (sheet_name.p[i] == '\'')
			strbuf_addc(b, '\'');
		strbuf_addc(b, sheet_name.p[i]);
	}
	strbuf_addz(b, "'!");
}

struct str link_target(struct arena *a, struct str sheet_name, uint32_t row)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_addz(&b, "internal:");
	add_sheet(&b, sheet_name);
	strbuf_fmt(&b, "A%u", row + 1);
	return strbuf_str(&b);
}

/* "text" inside a formula: quotes doubled. */
static void add_quoted(struct strbuf *b, struct str s)
{
	strbuf_addc(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			strbuf_addc(b, '"');
		strbuf_addc(b, s.p[i]);
	}
	strbuf_addc(b, '"');
}

bool link_fits(struct str text)
{
	size_t n = text.n + 2;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '"';
	return n <= LINK_BYTES;
}

struct str link_formula(struct arena *a, struct str sheet_name, uint32_t row, struct str text)
{
	struct str to = link_target(a, sheet_name, row);
	struct strbuf b, hash;

	strbuf_init(&hash, a, 0);
	strbuf_fmt(&hash, "#%.*s", STR_ARG(str_sub(to, sizeof "internal:" - 1, to.n)));
	strbuf_init(&b, a, 0);
	strbuf_addz(&b, "=HYPERLINK(");
	add_quoted(&b, strbuf_str(&hash));
	strbuf_addc(&b, ',');
	add_quoted(&b, text);
	strbuf_addc(&b, ')');
	return strbuf_str(&b);
}

struct str name_formula(struct arena *a, const struct book *b, const struct name_def *n)
{
	struct strbuf out;

	strbuf_init(&out, a, 0);
	strbuf_addc(&out, '=');
	add_sheet(&out, b->sheets[n->sheet].name);
	strbuf_fmt(&out, "$%c$%u", 'A' + (int)n->col, n->row + 1);
	return strbuf_str(&out);
}
