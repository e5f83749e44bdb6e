/* claim.c - comparisons that fail on the line of the test. */
#include "claim.h"

#include <math.h>

uint32_t lcg(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

int arena_setup(void **state)
{
	*state = arena_new(0);
	return 0;
}

int arena_teardown(void **state)
{
	arena_free(*state);
	return 0;
}

int fixture_setup(void **state)
{
	struct arena *a = arena_new(0);
	struct fixture *f = ARENA_NEW(a, struct fixture);

	f->a = a;
	f->d = diag_new();
	*state = f;
	return 0;
}

int fixture_teardown(void **state)
{
	struct fixture *f = *state;

	diag_free(f->d);
	arena_free(f->a);
	return 0;
}

void claim_near(double got, double want, double slack, const char *file, int line)
{
	if (fabs(got - want) <= slack)
		return;
	print_error("%.12g is not near %.12g\n", got, want);
	_fail(file, line);
}

void claim_str(struct str got, const char *want, const char *file, int line)
{
	if (str_is(got, want))
		return;
	print_error("'%.*s' is not '%s'\n", STR_ARG(got), want);
	_fail(file, line);
}

void claim_says(struct str text, const char *part, const char *file, int line)
{
	if (str_find(text, str_of(part)) != SIZE_MAX)
		return;
	print_error("'%.*s' does not say '%s'\n", STR_ARG(text), part);
	_fail(file, line);
}

void claim_place(struct place at, const char *in, uint32_t row, uint32_t col, const char *file, int line)
{
	if (str_is(at.file, in) && at.line == row && at.col == col)
		return;
	print_error("%.*s:%u:%u is not %s:%u:%u\n", STR_ARG(at.file), (unsigned)at.line, (unsigned)at.col, in,
	            (unsigned)row, (unsigned)col);
	_fail(file, line);
}

const struct finding *claim_only(struct diag *d, const char *file, int line)
{
	size_t n;
	const struct finding *all = diag_list(d, &n);

	if (n != 1) {
		print_error("%zu findings\n", n);
		_fail(file, line);
	}
	return all;
}
