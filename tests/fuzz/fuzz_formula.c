/* fuzz_formula.c - any bytes as a formula: parsed, or refused at a place inside them; and the normal text of
 * what is parsed is the same formula. */
#include <stdlib.h>
#include "core/formula.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Some names have values, by the length of their text; the others are missing. */
static bool value_of(void *ctx, sym name, double *value)
{
	const struct intern *names = ctx;
	size_t n = intern_str(names, name).n;

	*value = (double)n - 2;
	return n % 3 != 0;
}

static void require(bool claim)
{
	if (!claim)
		abort();
}

static void check(struct arena *a, struct intern *names, const struct expr *e)
{
	struct formula_error err;
	struct str text = formula_text(a, names, e);
	const struct expr *again = formula_parse(a, names, text, &err);
	double v = 0, w = 0;
	size_t n;

	/* parentheses that the normal text needs may be the 65th, so that is no failure */
	if (again == NULL) {
		require(str_find(err.message, STR("nested")) != SIZE_MAX);
		return;
	}
	require(str_eq(text, formula_text(a, names, again)));
	require(formula_eval(e, value_of, names, &v) == formula_eval(again, value_of, names, &w));
	require(v >= w && v <= w);
	formula_names(a, e, &n);
	require(n <= 257);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *a = arena_new(0);
	struct intern *names = intern_new();
	struct formula_error err = { 0 };
	const struct expr *e = formula_parse(a, names, text, &err);

	if (e != NULL) {
		require((size_t)e->offset + e->length <= size);
		check(a, names, e);
	} else {
		require(err.offset <= size && err.length > 0 && err.message.n > 0);
	}
	arena_free(a);
	intern_free(names);
	return 0;
}
