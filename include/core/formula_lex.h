/* formula_lex.h - a formula's text as tokens; for formula.c alone. */
#ifndef KPI_CORE_FORMULA_LEX_H
#define KPI_CORE_FORMULA_LEX_H
#include "core/formula.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_NAME,
	TOKEN_NOT,
	TOKEN_OPERATOR,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA
};

/* How tightly operators bind, loosest first. */
enum bind { BIND_OR = 1, BIND_AND, BIND_NOT, BIND_COMPARE, BIND_ADD, BIND_MULTIPLY, BIND_MINUS, BIND_ATOM };

struct token {
	enum token_kind kind;
	struct str text;
	uint32_t at; /* its offset in the formula */
	enum op op;  /* TOKEN_OPERATOR: as a binary operator */
	enum bind bind;
};

struct lexer {
	struct arena *a;
	struct str text;
	uint32_t next; /* first byte after the last token given */
	bool failed;   /* *err is set; only TOKEN_END comes from now on */
	struct formula_error *err;
};

struct token lexer_next(struct lexer *l);
/* The first error is kept: what follows it is guesswork. */
void lexer_fail(struct lexer *l, uint32_t at, size_t length, struct str message, struct str remedy);

/* What a binary operator is called and how tightly it binds; text NULL for an op that is none. */
struct operator_rule {
	const char *text;
	enum bind bind;
};
struct operator_rule operator_of(enum op op);
#endif
