/* claim.h - what every unit test needs of cmocka, and the comparisons that it lacks. */
#ifndef KPI_TEST_CLAIM_H
#define KPI_TEST_CLAIM_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/diag.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* The next of a row of numbers of 24 bits that looks like chance, and is the same each time. */
uint32_t lcg(uint32_t *seed);

/* For tests whose state is an arena. */
int arena_setup(void **state);
int arena_teardown(void **state);
#define ARENA_TEST(f) cmocka_unit_test_setup_teardown(f, arena_setup, arena_teardown)

/* For tests of what is read and what is found wrong with it: *state is a fixture. */
struct fixture {
	struct arena *a;
	struct diag *d;
};
int fixture_setup(void **state);
int fixture_teardown(void **state);
#define FIXTURE_TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

/* Like those of cmocka they fail on the line of the test that says them. */
#define assert_near(got, want, slack)  claim_near(got, want, slack, __FILE__, __LINE__)
#define assert_str(got, want)          claim_str(got, want, __FILE__, __LINE__)
#define assert_says(text, part)        claim_says(text, part, __FILE__, __LINE__)
#define assert_place(at, in, row, col) claim_place(at, in, row, col, __FILE__, __LINE__)

/* A place, and the text of its line. */
#define assert_source(at, in, row, col, text)    \
	do {                                     \
		struct place at_ = (at);         \
		assert_place(at_, in, row, col); \
		assert_str(at_.source, text);    \
	} while (0)
/* The only finding there is. */
#define only_finding(d) claim_only(d, __FILE__, __LINE__)

void claim_near(double got, double want, double slack, const char *file, int line);
void claim_str(struct str got, const char *want, const char *file, int line);
void claim_says(struct str text, const char *part, const char *file, int line);
void claim_place(struct place at, const char *in, uint32_t row, uint32_t col, const char *file, int line);
const struct finding *claim_only(struct diag *d, const char *file, int line);
#endif
