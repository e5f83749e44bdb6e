/* yaml_explain.c - why libyaml stopped, for someone who has not read its manual. */
#include <string.h>
#include "base/mem.h"
#include "read/yaml_text.h"

struct stop {
	const struct yaml_text *t;
	const yaml_parser_t *p;
	struct diag *d;
	struct arena *a;       /* for the words of a remedy */
	struct place at, from; /* libyaml's problem, and where what it was reading starts */
};

static bool is_problem(const struct stop *s, const char *words)
{
	return s->p->problem != NULL && strstr(s->p->problem, words) != NULL;
}

static bool is_context(const struct stop *s, const char *words)
{
	return s->p->context != NULL && strstr(s->p->context, words) != NULL;
}

/* What stands at a place, to the end of its line. */
static struct str text_at(struct place at)
{
	return str_sub(at.source, utf8_head(at.source, at.col - 1).n, at.source.n);
}

static char char_at(struct place at)
{
	struct str s = text_at(at);

	return s.n > 0 ? s.p[0] : '\0';
}

static struct str indent_of(struct str line)
{
	size_t n = 0;

	while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	return str_sub(line, 0, n);
}

static bool is_first(struct place at)
{
	return utf8_count(indent_of(at.source)) + 1 >= at.col;
}

/* --- the ones that need a look at the line */

static bool explain_tab(const struct stop *s)
{
	struct place at = s->at;
	size_t tab = str_find(indent_of(at.source), STR("\t"));

	if (tab == SIZE_MAX && char_at(at) != '\t')
		return false;
	at.col = tab == SIZE_MAX ? at.col : (uint32_t)tab + 1;
	diag_error(s->d, "K602", at, STR("use spaces"), "a tab cannot indent a line or stand before a value");
	return true;
}

static const struct sign {
	char c;
	const char *code, *what;
} signs[] = {
	{ '*', "K607", "an alias" },
	{ '&', "K607", "an anchor" },
	{ '!', "K607", "a tag" },
	{ '@', "K602", "a sign that YAML keeps for itself" },
	{ '`', "K602", "a sign that YAML keeps for itself" },
	{ '%', "K602", "a directive" },
};

static bool explain_sign(const struct stop *s)
{
	bool is_name = is_context(s, "an alias") || is_context(s, "an anchor") || is_context(s, "a tag")
	               || is_context(s, "a directive");
	struct place at = is_name ? s->from : s->at;

	if (!is_name && !is_problem(s, "cannot start any token"))
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (signs[i].c != char_at(at))
			continue;
		diag_error(s->d, signs[i].code, at, STR("put the text in quotes"),
		           "text that starts with %c is %s", signs[i].c, signs[i].what);
		return true;
	}
	return false;
}

/* "unit:count": a key whose colon touches its value. Gives the offset of the colon, or SIZE_MAX. */
static size_t tight_colon(struct str line)
{
	struct str rest = str_trim(line);
	size_t at = (size_t)(rest.p - line.p), colon;

	if (str_starts(rest, STR("- ")))
		at += 2;
	colon = str_find(str_sub(line, at, line.n), STR(":"));
	if (rest.n == 0 || colon == SIZE_MAX || colon == 0)
		return SIZE_MAX;
	colon += at;
	struct str key = str_sub(line, at, colon - at), value = str_sub(line, colon + 1, line.n);
	bool is_tight = value.n > 0 && value.p[0] != ' ' && value.p[0] != '/';

	return is_tight && str_find(str_trim(key), STR(" ")) == SIZE_MAX ? colon : SIZE_MAX;
}

static bool explain_tight(const struct stop *s, struct place at)
{
	size_t colon = tight_colon(at.source);

	if (colon == SIZE_MAX)
		return false;
	at.col = (uint32_t)utf8_count(str_sub(at.source, 0, colon)) + 1;
	diag_error(s->d, "K602", at,
	           str_fmt(s->a, "write %.*s: %.*s", STR_ARG(str_trim(str_sub(at.source, 0, colon))),
	                   STR_ARG(str_sub(at.source, colon + 1, at.source.n))),
	           "a space is missing behind this colon");
	return true;
}

/* The newest line above that holds more than a comment; the place itself where there is none. */
static struct place line_above(const struct stop *s, struct place at)
{
	for (size_t line = at.line - 1; line-- > 0;) {
		struct str text = str_trim(yaml_line(s->t, line));

		if (text.n > 0 && text.p[0] != '#')
			return yaml_place(s->t, line, indent_of(yaml_line(s->t, line)).n);
	}
	return at;
}

/* why: a: b */
static bool explain_second_colon(const struct stop *s)
{
	struct str before = utf8_head(s->at.source, s->at.col - 1);
	size_t colon = str_find(before, STR(": "));
	struct str remedy = STR("put everything behind the first colon in one pair of quotes");

	if (colon == SIZE_MAX)
		return false;
	struct str value = str_trim(str_sub(s->at.source, colon + 1, s->at.source.n));
	if (str_find(value, STR("\"")) == SIZE_MAX && str_find(value, STR("\\")) == SIZE_MAX
	    && str_find(value, STR(" #")) == SIZE_MAX && value.p[0] != '\'')
		remedy = str_fmt(s->a, "put the text in quotes: %.*s: \"%.*s\"",
		                 STR_ARG(str_trim(str_sub(before, 0, colon))), STR_ARG(value));
	diag_error(s->d, "K602", s->at, remedy, "a second colon on this line");
	return true;
}

/* A `key:` where libyaml was still reading the value of a line above. */
static bool explain_value(const struct stop *s)
{
	struct place above = line_above(s, s->at);

	if (!is_problem(s, "mapping values are not allowed"))
		return false;
	if (explain_second_colon(s) || explain_tight(s, above))
		return true;
	if (indent_of(above.source).n < indent_of(s->at.source).n)
		diag_error(s->d, "K602", s->at,
		           str_fmt(s->a, "start this line in column %u, or take the value of line %u away",
		                   (unsigned)above.col, (unsigned)above.line),
		           "this line is indented deeper than line %u, which has a value already",
		           (unsigned)above.line);
	else
		diag_error(s->d, "K602", above, STR("a colon is missing, or the text belongs in quotes"),
		           "this line is neither `key: value` nor `- item`");
	return true;
}

static bool explain_no_colon(const struct stop *s)
{
	if (!is_problem(s, "could not find expected ':'"))
		return false;
	if (!explain_tight(s, s->from))
		diag_error(s->d, "K602", s->from,
		           STR("a colon is missing, or the text belongs to the line above: indent it deeper"),
		           "this line is neither `key: value` nor `- item`");
	return true;
}

/* "column 5, as line 8 does, or column 3, as line 6 does": where the lines above start that it could go with. */
static struct str columns_above(const struct stop *s)
{
	uint32_t mine = s->at.col, deeper = 0, deeper_line = 0;

	for (struct place up = line_above(s, s->at); up.line < s->at.line && up.col != mine;) {
		struct place next = line_above(s, up);

		if (up.col < mine && deeper == 0)
			return str_fmt(s->a, "start it in column %u, as line %u does", (unsigned)up.col,
			               (unsigned)up.line);
		if (up.col < mine)
			return str_fmt(
			    s->a, "start it in column %u, as line %u does, or in column %u, as line %u does",
			    (unsigned)deeper, (unsigned)deeper_line, (unsigned)up.col, (unsigned)up.line);
		if (deeper == 0 || up.col < deeper) {
			deeper = up.col;
			deeper_line = up.line;
		}
		if (next.line == up.line)
			break;
		up = next;
	}
	return STR("start it in the column of the lines that it belongs with");
}

static bool explain_no_key(const struct stop *s)
{
	char c = char_at(s->at);

	if (!is_problem(s, "did not find expected key"))
		return false;
	if (c == ':')
		diag_error(s->d, "K602", s->at, STR("write the key"), "there is no key before this colon");
	else if (!is_first(s->at))
		diag_error(s->d, "K602", s->at, STR("put the whole text in one pair of quotes"),
		           "nothing may follow the quote or bracket that closes before this");
	else if (c == '-')
		diag_error(s->d, "K602", s->at,
		           STR("indent the list as far as its first `-`, under its own key"),
		           "a list item stands among keys");
	else
		diag_error(s->d, "K602", s->at, columns_above(s),
		           "this line starts in column %u, where no line above it does", (unsigned)s->at.col);
	return true;
}

/* --- those that the words of libyaml settle */

static const struct rule {
	const char *problem, *context; /* parts of libyaml's words; context NULL: any */
	bool is_from;                  /* told where the construct starts */
	const char *message, *remedy;
} rules[] = {
	{ "expected '-' indicator", NULL, false, "this line stands in a list but does not start with `- `",
	  "start it with `- `, or in the column of the key it belongs to" },
	{ "expected ',' or ']'", NULL, true,
	  "the [ that opens here is not closed, or a comma is missing in it",
	  "close it with ], and put a comma between items" },
	{ "expected ',' or '}'", NULL, true,
	  "the { that opens here is not closed, or a comma is missing in it",
	  "close it with }, and put a comma between pairs" },
	{ "found unexpected", "quoted scalar", true, "the quote that opens here is never closed",
	  "close it" },
	{ "escape", "quoted scalar", false,
	  "a backslash between double quotes starts a code, and this is none",
	  "write \\\\ for a backslash, or use single quotes" },
	{ "hexdecimal", "quoted scalar", false, "a \\x, \\u or \\U code needs 2, 4 or 8 hexadecimal digits",
	  "write \\\\ for a backslash, or use single quotes" },
	{ "block sequence entries", NULL, false, "a list cannot start behind a key on the same line",
	  "put `- ` on the next line, or write [a, b]" },
	{ "mapping keys are not allowed", NULL, false, "a ? cannot stand alone here",
	  "put the text in quotes" },
	{ "expected node content", NULL, false,
	  "a value is missing here, or starts with a sign that needs quotes",
	  "write the value, or put it in quotes" },
	{ "expected comment or line break", NULL, false, "text behind | or > must start on the next line",
	  "put the text on the next line, indented" },
	{ "indentation", "block scalar", false, "the text behind | or > is not indented well",
	  "start its lines in one column, deeper than the key" },
	{ "expected <document start>", NULL, false, "this stands behind the end of the document",
	  "a file holds one document: take it, or the mark above it, out" },
	{ "incompatible YAML", NULL, false, "this version of YAML is not known here", "take the line out" },
};

static bool explain_rule(const struct stop *s)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct rule *r = &rules[i];

		if (!is_problem(s, r->problem) || (r->context != NULL && !is_context(s, r->context)))
			continue;
		diag_error(s->d, "K602", r->is_from ? s->from : s->at, str_of(r->remedy), "%s", r->message);
		return true;
	}
	return false;
}

void yaml_explain(const struct yaml_text *t, const yaml_parser_t *p, struct diag *d)
{
	struct stop s = { .t = t, .p = p, .d = d, .at = yaml_mark(t, p->problem_mark) };

	if (p->error == YAML_MEMORY_ERROR)
		mem_exhausted(0);
	s.a = arena_new(0);
	s.from = p->context != NULL ? yaml_mark(t, p->context_mark) : s.at;
	if (!explain_tab(&s) && !explain_sign(&s) && !explain_value(&s) && !explain_no_colon(&s)
	    && !explain_no_key(&s) && !explain_rule(&s))
		diag_error(d, "K602", s.at, STR("put text with signs in it in quotes"), "this is no YAML: %s",
		           p->problem != NULL ? p->problem : "no reason given");
	arena_free(s.a);
}
