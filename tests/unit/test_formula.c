/* test_formula.c - claims about formula.c, formula_lex.c and formula_eval.c. */
#include "claim.h"
#include "core/formula.h"

struct world {
	struct arena *a;
	struct intern *names;
};

static int open_world(void **state)
{
	static struct world w;

	w = (struct world){ arena_new(0), intern_new() };
	*state = &w;
	return 0;
}

static int close_world(void **state)
{
	struct world *w = *state;

	arena_free(w->a);
	intern_free(w->names);
	return 0;
}

/* margin 150, cost 100, a 6, b 3, c 2, zero 0; every other name is missing. */
static bool value_of(void *ctx, sym name, double *value)
{
	static const struct {
		const char *name;
		double value;
	} values[] = {
		{ "margin", 150 }, { "cost", 100 }, { "a", 6 }, { "b", 3 }, { "c", 2 }, { "zero", 0 }
	};
	const struct world *w = ctx;

	for (size_t i = 0; i < LEN(values); i++) {
		if (str_is(intern_str(w->names, name), values[i].name)) {
			*value = values[i].value;
			return true;
		}
	}
	return false;
}

static const struct expr *parsed(struct world *w, const char *text)
{
	struct formula_error err = { 0 };
	const struct expr *e = formula_parse(w->a, w->names, str_of(text), &err);

	if (e == NULL)
		fail_msg("'%s' at %u: %.*s", text, (unsigned)err.offset, STR_ARG(err.message));
	return e;
}

struct value_case {
	const char *text;
	double value;
};

static void check_values(struct world *w, const struct value_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		double value = -4242;
		enum formula_result got = formula_eval(parsed(w, cases[i].text), value_of, w, &value);

		if (got != FORMULA_OK || !(value >= cases[i].value && value <= cases[i].value))
			fail_msg("'%s': result %d, %.17g instead of %.17g", cases[i].text, (int)got, value,
			         cases[i].value);
	}
}

static void test_formula_counts_as_at_school(void **state)
{
	static const struct value_case cases[] = {
		{ "(margin - cost) / cost", 0.5 }, /* 50 / 100 */
		{ "margin - cost / cost", 149 },   /* 150 - 1 */
		{ "1 / 2", 0.5 },                  /* never truncated */
		{ "a - b - c", 1 },                /* (6 - 3) - 2, not 6 - (3 - 2) */
		{ "a / b / c", 1 },                /* (6 / 3) / 2 */
		{ "a + b * c", 12 },
		{ "(a + b) * c", 18 },
		{ "-a + b", -3 },
		{ "-(a + b)", -9 },
		{ "a * -b", -18 },
		{ "a - -b", 9 },
		{ "--a", 6 },
		{ "min(a, b)", 3 },
		{ "max(a, b, c, 7)", 7 },
		{ "min(a, max(b, c))", 3 },
		{ "abs(c - a)", 4 },
		{ ".5 + 0.25", 0.75 },
		{ "0.1", 0.1 },
		{ "123456789012345", 123456789012345.0 },
		{ "  a\n\t/ b ", 2 },
	};

	check_values(*state, cases, LEN(cases));
}

static void test_formula_tests_give_one_or_zero(void **state)
{
	static const struct value_case cases[] = {
		{ "a > b", 1 },
		{ "a < b", 0 },
		{ "a >= 6", 1 },
		{ "a <= 5", 0 },
		{ "a = 2 * b", 1 },
		{ "a != 2 * b", 0 },
		{ "not a = b", 1 }, /* not (a = b) */
		{ "not zero", 1 },
		{ "not not a", 1 },
		{ "a > b and b > c", 1 },
		{ "a < b or b > c", 1 },
		{ "zero and zero or a", 1 }, /* (0 and 0) or 6; 0 and (0 or 6) would be 0 */
		{ "a or zero and zero", 1 }, /* 6 or (0 and 0); (6 or 0) and 0 would be 0 */
		{ "not zero and a", 1 },
		{ "zero and (not a)", 0 },
		{ "(a > b) + (b > c)", 2 },
	};

	check_values(*state, cases, LEN(cases));
}

struct gap_case {
	const char *text;
	enum formula_result result;
};

static void test_formula_has_no_value_where_a_part_has_none(void **state)
{
	static const struct gap_case cases[] = {
		{ "nowhere", FORMULA_MISSING },
		{ "a + nowhere", FORMULA_MISSING },
		{ "a / zero", FORMULA_DIV_ZERO },
		{ "a / (b - b) + c", FORMULA_DIV_ZERO },
		{ "a / zero + nowhere", FORMULA_MISSING }, /* missing wins, on whichever side */
		{ "nowhere + a / zero", FORMULA_MISSING },
		{ "a > b or nowhere", FORMULA_MISSING }, /* or does not look away */
		{ "a < b and nowhere", FORMULA_MISSING },
		{ "zero * nowhere", FORMULA_MISSING },
		{ "min(a, nowhere)", FORMULA_MISSING },
		{ "not nowhere", FORMULA_MISSING },
	};
	struct world *w = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		double value = -4242;
		enum formula_result got = formula_eval(parsed(w, cases[i].text), value_of, w, &value);

		if (got != cases[i].result || value > -4242 || value < -4242)
			fail_msg("'%s': result %d instead of %d, value %g", cases[i].text, (int)got,
			         (int)cases[i].result, value);
	}
}

/* 9e14 ^ 21 = 1.1e314, more than a double holds (1.8e308). */
static void test_formula_beyond_a_double_has_no_value(void **state)
{
	struct world *w = *state;
	struct strbuf b;
	double value;

	strbuf_init(&b, w->a, 0);
	strbuf_addz(&b, "900000000000000");
	for (int i = 1; i < 21; i++)
		strbuf_addz(&b, " * 900000000000000");
	assert_int_equal(formula_eval(parsed(w, str_z(w->a, strbuf_str(&b))), value_of, w, &value),
	                 FORMULA_DIV_ZERO);
}

struct error_case {
	const char *text;
	uint32_t offset, length;
	const char *words; /* in message or remedy */
};

static const struct error_case error_cases[] = {
	{ "", 0, 1, "nothing is written" },
	{ "  ", 2, 1, "nothing is written" },
	{ "a +", 3, 1, "the end stands where a number or a name" },
	{ "a b", 2, 1, "'b' stands where an operator" },
	{ "a not b", 2, 3, "'not' stands where an operator" },
	{ "(a - b / c", 0, 1, "never closed" },
	{ "a)", 1, 1, "never opened" },
	{ "(a b)", 3, 1, "operator or )" },
	{ "()", 1, 1, "')' stands where a number or a name" },
	{ "* a", 0, 1, "'*' stands where a number or a name" },
	{ "a < b < c", 6, 1, "cannot be chained" },
	{ "a = b != c", 6, 2, "cannot be chained" },
	{ "1 + not a", 4, 3, "without parentheses" },
	{ "a == b", 2, 2, "write =" },
	{ "a <> b", 2, 2, "write !=" },
	{ "a && b", 2, 2, "write and" },
	{ "!a", 0, 1, "write not" },
	{ "a \xC3\xB7 b", 2, 2, "write /" }, /* the sign from a word processor is two bytes */
	{ "a ^ 2", 2, 1, "no powers" },
	{ "12%", 2, 1, "0.12" },
	{ "1,250", 1, 1, "without commas" },
	{ "1.2.3", 0, 5, "not a number" },
	{ "5.", 0, 2, "not a number" },
	{ "1e5", 0, 3, "not a number" },
	{ "a + 12abc", 4, 5, "not a number" },
	{ "1234567890123456", 0, 16, "more than 15 digits" },
	{ "Leads / a", 0, 5, "not written like a name" },
	{ "_a", 0, 2, "not written like a name" },
	{ "sum(a, b)", 0, 3, "no function 'sum'" },
	{ "min(a)", 0, 3, "at least two" },
	{ "abs(a, b)", 5, 1, "abs takes one" },
	{ "min + 1", 0, 3, "is a function" },
	{ "min(a, )", 7, 1, "')' stands where a number" },
	{ "a $ b", 2, 1, "means nothing" },
	{ "a + \xFF", 4, 1, "means nothing" },
	{ "a and", 5, 1, "the end stands" },
};

static void test_formula_errors_point_at_the_wrong_part(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < LEN(error_cases); i++) {
		const struct error_case *c = &error_cases[i];
		struct formula_error err = { 0 };
		struct str all;

		if (formula_parse(w->a, w->names, str_of(c->text), &err) != NULL)
			fail_msg("'%s' was parsed", c->text);
		all = str_fmt(w->a, "%.*s; %.*s", STR_ARG(err.message), STR_ARG(err.remedy));
		if (err.offset != c->offset || err.length != c->length
		    || str_find(all, str_of(c->words)) == SIZE_MAX)
			fail_msg("'%s': %u+%u '%.*s' instead of %u+%u '%s'", c->text, (unsigned)err.offset,
			         (unsigned)err.length, STR_ARG(all), (unsigned)c->offset, (unsigned)c->length,
			         c->words);
	}
}

/* n times `head`, then a, then n times `tail` */
static struct str nested(struct world *w, const char *head, int n, const char *tail)
{
	struct strbuf b;

	strbuf_init(&b, w->a, 0);
	for (int i = 0; i < n; i++)
		strbuf_addz(&b, head);
	strbuf_addz(&b, "a");
	for (int i = 0; i < n; i++)
		strbuf_addz(&b, tail);
	return strbuf_str(&b);
}

static bool parses(struct world *w, struct str text)
{
	struct formula_error err;

	return formula_parse(w->a, w->names, text, &err) != NULL;
}

static void test_formula_depth_ends_at_64_and_operations_at_256(void **state)
{
	struct world *w = *state;

	assert_true(parses(w, nested(w, "(", 64, ")")));
	assert_false(parses(w, nested(w, "(", 65, ")")));
	assert_true(parses(w, nested(w, "1 + (", 64, ")")));
	assert_false(parses(w, nested(w, "- ", 65, "")));
	assert_false(parses(w, nested(w, "abs(", 65, ")")));
	assert_true(parses(w, nested(w, "", 256, " + a")));
	assert_false(parses(w, nested(w, "", 257, " + a")));
	assert_false(parses(w, nested(w, "(", 100000, ""))); /* and no stack is lost on the way */
}

struct text_case {
	const char *text, *normal;
};

static const struct text_case text_cases[] = {
	{ "((margin)-cost)/cost", "(margin - cost) / cost" },
	{ "a-(b-c)", "a - (b - c)" },
	{ "(a-b)-c", "a - b - c" },
	{ "a*(b/c)", "a * (b / c)" },
	{ "(a*b)+c", "a * b + c" },
	{ "min( a,b , c)", "min(a, b, c)" },
	{ "min(min(a,b),c)", "min(a, b, c)" },
	{ "min(a,min(b,c))", "min(a, min(b, c))" },
	{ "abs((a))", "abs(a)" },
	{ "-(a)", "-a" },
	{ "-(a+b)", "-(a + b)" },
	{ "not (a=b)", "not a = b" },
	{ "(not a)=b", "(not a) = b" },
	{ "not (a and b)", "not (a and b)" },
	{ "(a<b)=c", "(a < b) = c" },
	{ "a or (b and c)", "a or b and c" },
	{ "(a or b) and c", "(a or b) and c" },
	{ "0.10+1.0", "0.1 + 1" },
};

static void test_formula_text_has_one_normal_form_and_keeps_the_meaning(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < LEN(text_cases); i++) {
		struct str once = formula_text(w->a, w->names, parsed(w, text_cases[i].text));
		struct str twice = formula_text(w->a, w->names, parsed(w, str_z(w->a, once)));

		if (!str_is(once, text_cases[i].normal) || !str_eq(once, twice))
			fail_msg("'%s' gave '%.*s', then '%.*s' instead of '%s'", text_cases[i].text,
			         STR_ARG(once), STR_ARG(twice), text_cases[i].normal);
	}
}

static void test_formula_names_come_once_in_order_of_appearance(void **state)
{
	struct world *w = *state;
	size_t n;
	const sym *names = formula_names(w->a, parsed(w, "(margin - cost) / cost + min(b, margin, a)"), &n);

	assert_int_equal(n, 4);
	assert_string_equal(intern_str(w->names, names[0]).p, "margin");
	assert_string_equal(intern_str(w->names, names[1]).p, "cost");
	assert_string_equal(intern_str(w->names, names[2]).p, "b");
	assert_string_equal(intern_str(w->names, names[3]).p, "a");
}

static void test_formula_nodes_know_their_part_of_the_text(void **state)
{
	/* 0123456789 */
	/* a + (b*cc) : the product is bytes 5..8, the name cc bytes 7..8 */
	const struct expr *e = parsed(*state, "a + (b*cc)");

	assert_int_equal(e->op, OP_ADD);
	assert_int_equal(e->offset, 0);
	assert_int_equal(e->length, 10);
	assert_int_equal(e->b->offset, 5);
	assert_int_equal(e->b->length, 4);
	assert_int_equal(e->b->b->offset, 7);
	assert_int_equal(e->b->b->length, 2);
}

#define CLAIM(f) cmocka_unit_test_setup_teardown(f, open_world, close_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLAIM(test_formula_counts_as_at_school),
		CLAIM(test_formula_tests_give_one_or_zero),
		CLAIM(test_formula_has_no_value_where_a_part_has_none),
		CLAIM(test_formula_beyond_a_double_has_no_value),
		CLAIM(test_formula_errors_point_at_the_wrong_part),
		CLAIM(test_formula_depth_ends_at_64_and_operations_at_256),
		CLAIM(test_formula_text_has_one_normal_form_and_keeps_the_meaning),
		CLAIM(test_formula_names_come_once_in_order_of_appearance),
		CLAIM(test_formula_nodes_know_their_part_of_the_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
