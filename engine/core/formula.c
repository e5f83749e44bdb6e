/* formula.c - a formula or test into a tree, by the precedence of its operators. */
#include "core/formula.h"

#include "core/formula_lex.h"

enum { DEPTH_MAX = 64, OPERATIONS_MAX = 256, TEXT_MAX_BYTES = 1 << 20 };

static const struct function_rule {
	const char *name;
	enum op op;
	bool is_many; /* two or more operands, folded from the left */
} functions[] = {
	{ "min", OP_MIN, true },
	{ "max", OP_MAX, true },
	{ "abs", OP_ABS, false },
};

struct parser {
	struct lexer lex;
	struct intern *names;
	struct token token; /* the one to look at */
	uint32_t end;       /* where the one before it ended */
	int depth, operations;
};

static const struct expr *parse(struct parser *p, int bind);
static const struct expr *parse_inside(struct parser *p, int bind);

static void advance(struct parser *p)
{
	p->end = p->token.at + (uint32_t)p->token.text.n;
	p->token = lexer_next(&p->lex);
}

static const struct expr *fail_at(struct parser *p, struct token t, struct str message, struct str remedy)
{
	lexer_fail(&p->lex, t.at, t.text.n, message, remedy);
	return NULL;
}

static struct str token_words(struct parser *p, struct token t)
{
	return t.kind == TOKEN_END ? STR("the end") : str_fmt(p->lex.a, "'%.*s'", STR_ARG(t.text));
}

/* A new node over the bytes from `at` to the last token taken; NULL where an operand is. */
static const struct expr *make(struct parser *p, enum op op, uint32_t at, const struct expr *a,
                               const struct expr *b)
{
	struct expr *e;

	if (p->lex.failed)
		return NULL;
	if (++p->operations > OPERATIONS_MAX) {
		lexer_fail(&p->lex, at, p->end - at,
		           str_fmt(p->lex.a, "more than %d operations", OPERATIONS_MAX),
		           STR("split it into more than one KPI"));
		return NULL;
	}
	e = ARENA_NEW(p->lex.a, struct expr);
	*e = (struct expr){ .op = op, .offset = at, .length = p->end - at, .a = a, .b = b };
	return e;
}

/* At most 15 digits: both the digits and the power of ten are exact, so one division rounds once. */
static double number_of(struct str text)
{
	double digits = 0, power = 1;
	bool after_point = false;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '.') {
			after_point = true;
			continue;
		}
		digits = digits * 10 + (text.p[i] - '0');
		power = after_point ? power * 10 : power;
	}
	return digits / power;
}

static const struct expr *leaf(struct parser *p, enum op op)
{
	struct token t = p->token;
	struct expr *e = ARENA_NEW(p->lex.a, struct expr);

	*e = (struct expr){ .op = op, .offset = t.at, .length = (uint32_t)t.text.n };
	if (op == OP_NUMBER)
		e->number = number_of(t.text);
	else
		e->name = intern_text(p->names, t.text);
	advance(p);
	return e;
}

static bool close(struct parser *p, struct token open)
{
	if (p->token.kind == TOKEN_CLOSE) {
		advance(p);
		return true;
	}
	if (p->token.kind == TOKEN_END)
		fail_at(p, open, STR("this parenthesis is never closed"), STR("add a )"));
	else
		fail_at(p, p->token,
		        str_fmt(p->lex.a, "%.*s stands where an operator or ) was expected",
		                STR_ARG(token_words(p, p->token))),
		        STR_NONE);
	return false;
}

static const struct expr *arguments(struct parser *p, struct token name, const struct function_rule *f)
{
	struct token open = p->token;
	const struct expr *e;
	int n = 1;

	advance(p);
	e = parse_inside(p, BIND_OR);
	for (; f->is_many && !p->lex.failed && p->token.kind == TOKEN_COMMA; n++) {
		const struct expr *next;

		advance(p);
		next = parse_inside(p, BIND_OR);
		e = make(p, f->op, name.at, e, next);
	}
	if (p->token.kind == TOKEN_COMMA)
		return fail_at(p, p->token, STR("abs takes one value"), STR("write abs(a)"));
	if (!p->lex.failed && close(p, open) && f->is_many && n < 2)
		return fail_at(p, name, str_fmt(p->lex.a, "%s needs at least two values", f->name),
		               str_fmt(p->lex.a, "write %s(a, b)", f->name));
	if (!f->is_many)
		return make(p, f->op, name.at, e, NULL);
	return p->lex.failed ? NULL : e;
}

/* A name, or a function where a parenthesis follows it. */
static const struct expr *name_or_call(struct parser *p)
{
	struct token name = p->token;
	const struct function_rule *f = NULL;

	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		if (str_is(name.text, functions[i].name))
			f = &functions[i];
	if (f == NULL) {
		const struct expr *e = leaf(p, OP_NAME);

		if (p->token.kind != TOKEN_OPEN)
			return e;
		return fail_at(p, name, str_fmt(p->lex.a, "there is no function '%.*s'", STR_ARG(name.text)),
		               STR("use min, max or abs, or put an operator before the parenthesis"));
	}
	advance(p);
	if (p->token.kind != TOKEN_OPEN)
		return fail_at(p, name, str_fmt(p->lex.a, "'%s' is a function, not a name", f->name),
		               str_fmt(p->lex.a, "write %s(..)", f->name));
	return arguments(p, name, f);
}

static const struct expr *in_parentheses(struct parser *p)
{
	struct token open = p->token;
	const struct expr *e;

	advance(p);
	e = parse_inside(p, BIND_OR);
	return !p->lex.failed && close(p, open) ? e : NULL;
}

/* `not` is looser than a comparison, so `1 + not a` has no meaning without parentheses. */
static const struct expr *sign_of(struct parser *p, int bind)
{
	struct token t = p->token;
	bool is_not = t.kind == TOKEN_NOT;
	const struct expr *e;

	if (is_not && bind > BIND_NOT)
		return fail_at(p, t, STR("'not' cannot stand here without parentheses"),
		               STR("write (not a)"));
	advance(p);
	e = parse_inside(p, is_not ? BIND_NOT : BIND_MINUS);
	return make(p, is_not ? OP_NOT : OP_NEG, t.at, e, NULL);
}

static const struct expr *operand(struct parser *p, int bind)
{
	struct token t = p->token;

	if (t.kind == TOKEN_NUMBER)
		return leaf(p, OP_NUMBER);
	if (t.kind == TOKEN_NAME)
		return name_or_call(p);
	if (t.kind == TOKEN_OPEN)
		return in_parentheses(p);
	if (t.kind == TOKEN_NOT || (t.kind == TOKEN_OPERATOR && t.op == OP_SUB))
		return sign_of(p, bind);
	return fail_at(p, t,
	               str_fmt(p->lex.a, "%.*s stands where a number or a name was expected",
	                       STR_ARG(token_words(p, t))),
	               STR_NONE);
}

/* All operators that bind at least as tightly as `bind`, from left to right. */
static const struct expr *parse(struct parser *p, int bind)
{
	uint32_t at = p->token.at;
	const struct expr *left = p->lex.failed ? NULL : operand(p, bind);

	while (!p->lex.failed && p->token.kind == TOKEN_OPERATOR && (int)p->token.bind >= bind) {
		struct token t = p->token;
		const struct expr *right;

		advance(p);
		right = parse(p, (int)t.bind + 1);
		left = make(p, t.op, at, left, right);
		if (t.bind == BIND_COMPARE && p->token.kind == TOKEN_OPERATOR
		    && p->token.bind == BIND_COMPARE)
			return fail_at(p, p->token, STR("comparisons cannot be chained"),
			               STR("write a < b and b < c"));
	}
	return p->lex.failed ? NULL : left;
}

/* The same one level further in: in parentheses, a function or after a sign. */
static const struct expr *parse_inside(struct parser *p, int bind)
{
	const struct expr *e;

	if (++p->depth > DEPTH_MAX)
		return fail_at(p, p->token, str_fmt(p->lex.a, "nested more than %d deep", DEPTH_MAX),
		               STR("take parentheses out"));
	e = parse(p, bind);
	p->depth--;
	return e;
}

const struct expr *formula_parse(struct arena *a, struct intern *names, struct str text,
                                 struct formula_error *err)
{
	struct parser p = { .lex = { .a = a, .text = text, .err = err }, .names = names };
	const struct expr *e;

	if (text.n > TEXT_MAX_BYTES) {
		*err = (struct formula_error){ 0, 1, STR("longer than 1 MB"), STR("write a shorter one") };
		return NULL;
	}
	advance(&p);
	if (p.token.kind == TOKEN_END && !p.lex.failed)
		return fail_at(&p, p.token, STR("nothing is written here"),
		               STR("write a formula such as a / b"));
	e = parse(&p, BIND_OR);
	if (!p.lex.failed && p.token.kind == TOKEN_CLOSE)
		return fail_at(&p, p.token, STR("this parenthesis was never opened"), STR("remove it"));
	if (!p.lex.failed && p.token.kind == TOKEN_COMMA)
		return fail_at(&p, p.token, STR("a comma stands only between the values of min and max"),
		               STR("write 1250 and 12.5 without commas"));
	if (!p.lex.failed && p.token.kind != TOKEN_END)
		return fail_at(&p, p.token,
		               str_fmt(a, "%.*s stands where an operator was expected",
		                       STR_ARG(token_words(&p, p.token))),
		               STR("put + - * / or a comparison between two values"));
	return p.lex.failed ? NULL : e;
}
