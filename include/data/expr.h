/* expr.h - a parsed formula or test, as a tree in the arena. */
#ifndef KPI_DATA_EXPR_H
#define KPI_DATA_EXPR_H
#include "base/intern.h"

enum op {
	OP_NUMBER,
	OP_NAME,
	OP_NEG,
	OP_NOT,
	OP_ABS, /* one operand: a */
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_DIV,
	OP_MIN,
	OP_MAX, /* two: a, b */
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_AND,
	OP_OR,
	OP__N
};

struct expr {
	enum op op;
	double number;           /* OP_NUMBER */
	sym name;                /* OP_NAME: a metric (formula) or indicator (test) */
	uint32_t offset, length; /* in the formula's text, bytes */
	const struct expr *a, *b;
};
#endif
