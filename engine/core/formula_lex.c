/* formula_lex.c - a formula's text as tokens. */
#include "core/formula_lex.h"

enum { DIGITS_MAX = 15 }; /* as many as a double holds exactly */

static const struct operator_rule operators[OP__N] = {
	[OP_OR] = { "or", BIND_OR },       [OP_AND] = { "and", BIND_AND },
	[OP_EQ] = { "=", BIND_COMPARE },   [OP_NE] = { "!=", BIND_COMPARE },
	[OP_LT] = { "<", BIND_COMPARE },   [OP_LE] = { "<=", BIND_COMPARE },
	[OP_GT] = { ">", BIND_COMPARE },   [OP_GE] = { ">=", BIND_COMPARE },
	[OP_ADD] = { "+", BIND_ADD },      [OP_SUB] = { "-", BIND_ADD },
	[OP_MUL] = { "*", BIND_MULTIPLY }, [OP_DIV] = { "/", BIND_MULTIPLY },
};

/* What other languages and word processors write, and what to write here. */
static const struct foreign {
	const char *text, *remedy;
} foreign[] = {
	{ "==", "write =" },
	{ "<>", "write !=" },
	{ "=<", "write <=" },
	{ "=>", "write >=" },
	{ "&&", "write and" },
	{ "||", "write or" },
	{ "**", "there are no powers; multiply" },
	{ "//", "write /" },
	{ "^", "there are no powers; multiply" },
	{ "%", "write 0.12 for 12%" },
	{ "!", "write not, or != between two values" },
	{ "\xE2\x88\x92", "write -" },  /* U+2212, the typographic minus */
	{ "\xE2\x80\x93", "write -" },  /* U+2013, a dash */
	{ "\xC3\x97", "write *" },      /* U+00D7 */
	{ "\xC3\xB7", "write /" },      /* U+00F7 */
	{ "\xE2\x89\xA4", "write <=" }, /* U+2264 */
	{ "\xE2\x89\xA5", "write >=" }, /* U+2265 */
	{ "\xE2\x89\xA0", "write !=" }, /* U+2260 */
};

struct operator_rule operator_of(enum op op)
{
	return operators[op];
}

void lexer_fail(struct lexer *l, uint32_t at, size_t length, struct str message, struct str remedy)
{
	if (l->failed)
		return;
	l->failed = true;
	*l->err = (struct formula_error){ at, (uint32_t)(length > 0 ? length : 1), message, remedy };
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_wordy(char c)
{
	return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || c == '_';
}

/* A word is read to its end even where it is no good name, so that the whole of it is marked. */
static void read_word(struct lexer *l, struct str rest, struct token *t)
{
	size_t n = 0;
	bool is_good = rest.p[0] != '_';

	for (; n < rest.n && is_wordy(rest.p[n]); n++)
		is_good = is_good && !is_upper(rest.p[n]);
	t->kind = TOKEN_NAME;
	t->text = str_sub(rest, 0, n);
	if (!is_good)
		lexer_fail(l, t->at, n, str_fmt(l->a, "'%.*s' is not written like a name", STR_ARG(t->text)),
		           STR("names are small letters, digits and _, and start with a letter"));
	if (str_is(t->text, "not"))
		t->kind = TOKEN_NOT;
	for (enum op op = 0; op < OP__N; op++) {
		if (operators[op].text != NULL && str_is(t->text, operators[op].text)) {
			t->kind = TOKEN_OPERATOR;
			t->op = op;
		}
	}
}

static void read_number(struct lexer *l, struct str rest, struct token *t)
{
	size_t n = 0, points = 0, digits = 0;
	bool is_good = true;

	for (; n < rest.n && (is_wordy(rest.p[n]) || rest.p[n] == '.'); n++) {
		points += rest.p[n] == '.';
		is_good = is_good && (is_digit(rest.p[n]) || rest.p[n] == '.');
		digits += is_digit(rest.p[n]) && (digits > 0 || rest.p[n] != '0' || points > 0);
	}
	t->kind = TOKEN_NUMBER;
	t->text = str_sub(rest, 0, n);
	if (!is_good || points > 1 || rest.p[n - 1] == '.')
		lexer_fail(l, t->at, n, str_fmt(l->a, "'%.*s' is not a number", STR_ARG(t->text)),
		           STR("write 1250 or 12.5"));
	else if (digits > DIGITS_MAX)
		lexer_fail(l, t->at, n,
		           str_fmt(l->a, "'%.*s' has more than %d digits", STR_ARG(t->text), DIGITS_MAX),
		           STR("write fewer"));
}

static bool is_foreign(struct lexer *l, struct str rest, uint32_t at)
{
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		struct str text = str_of(foreign[i].text);

		if (str_starts(rest, text) && !str_starts(rest, STR("!="))) {
			lexer_fail(l, at, text.n, str_fmt(l->a, "'%.*s' is not used here", STR_ARG(text)),
			           str_of(foreign[i].remedy));
			return true;
		}
	}
	return false;
}

/* The longest operator that rest starts with: "<=" before "<". */
static void read_sign(struct lexer *l, struct str rest, struct token *t)
{
	size_t n = utf8_step(rest);

	if (is_foreign(l, rest, t->at))
		return;
	for (enum op op = 0; op < OP__N; op++) {
		struct str text = str_of(operators[op].text);

		if (text.n > t->text.n && !is_wordy(text.p[0]) && str_starts(rest, text)) {
			t->kind = TOKEN_OPERATOR;
			t->op = op;
			t->text = str_sub(rest, 0, text.n);
		}
	}
	if (t->text.n == 0)
		lexer_fail(l, t->at, n,
		           str_fmt(l->a, "'%.*s' means nothing here", STR_ARG(str_sub(rest, 0, n))),
		           STR("use numbers, names, + - * / ( ) = != < <= > >=, and or not, min max abs"));
}

static enum token_kind mark_kind(char c)
{
	return c == '(' ? TOKEN_OPEN : c == ')' ? TOKEN_CLOSE : c == ',' ? TOKEN_COMMA : TOKEN_END;
}

struct token lexer_next(struct lexer *l)
{
	struct token t = { .kind = TOKEN_END };
	struct str rest;

	while (l->next < l->text.n && is_space(l->text.p[l->next]))
		l->next++;
	t.at = l->next;
	rest = str_sub(l->text, l->next, l->text.n);
	if (rest.n == 0 || l->failed)
		return t;
	if (is_digit(rest.p[0]) || rest.p[0] == '.') {
		read_number(l, rest, &t);
	} else if (is_wordy(rest.p[0])) {
		read_word(l, rest, &t);
	} else if (mark_kind(rest.p[0]) != TOKEN_END) {
		t.kind = mark_kind(rest.p[0]);
		t.text = str_sub(rest, 0, 1);
	} else {
		read_sign(l, rest, &t);
	}
	if (t.kind == TOKEN_OPERATOR)
		t.bind = operators[t.op].bind;
	l->next += (uint32_t)t.text.n;
	return l->failed ? (struct token){ .kind = TOKEN_END, .at = t.at } : t;
}
