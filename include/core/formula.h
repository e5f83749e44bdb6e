/* formula.h - formulas and tests of the model: parse and evaluate. Pure. */
#ifndef KPI_CORE_FORMULA_H
#define KPI_CORE_FORMULA_H
#include "data/expr.h"

struct formula_error {
	uint32_t offset, length; /* bytes in the text */
	struct str message, remedy;
};

/* Grammar, loosest first:   or   and   not   = != < <= > >= (no chaining)   + -   * /   unary -
 * then number, name, (..), min(a, b, ..), max(a, b, ..), abs(a). Numbers are plain decimals of at most 15
 * digits. Names are lower snake case; keywords are not names. Depth at most 64, at most 256 operations.
 * NULL: *err says where and why. Nodes live in the arena. */
const struct expr *formula_parse(struct arena *a, struct intern *names, struct str text,
                                 struct formula_error *err);

/* The value of a name; false: missing. */
typedef bool (*formula_lookup)(void *ctx, sym name, double *value);
enum formula_result { FORMULA_OK, FORMULA_MISSING, FORMULA_DIV_ZERO };
/* Missing makes the result missing; x / 0, and what no double can hold, is FORMULA_DIV_ZERO; tests give 1
 * or 0; and, or do not short-circuit a missing. *value is set only on FORMULA_OK. */
enum formula_result formula_eval(const struct expr *e, formula_lookup lookup, void *ctx, double *value);

/* The value of a formula that reads no name; false: it reads one, or has no value. */
bool formula_constant(const struct expr *e, double *value);

/* Every name in e, each once, in order of appearance. */
const sym *formula_names(struct arena *a, const struct expr *e, size_t *n);
/* The same formula written the one normal way (for definition digests): spaced, no needless parentheses. */
struct str formula_text(struct arena *a, const struct intern *names, const struct expr *e);
#endif
