/* test_replaced.c - what a later file replaces is a note, and a warning where it is rather another account's (K112). */
#include "intake.h"

enum { DAYS = 20 };

/* A day each from 1 July; value(i) is its cell. */
static void write(struct intake *k, const char *name, int (*value)(int i))
{
	struct strbuf b;

	strbuf_init(&b, k->a, 1000);
	strbuf_add(&b, STR(TIDY));
	for (int i = 0; i < DAYS; i++)
		strbuf_fmt(&b, "2026-07-%02d,x,acme,leads,%d\n", i + 1, value(i));
	intake_file(k, name, str_z(k->a, strbuf_str(&b)));
}

static int plain(int i)
{
	return 100 + i;
}

/* 0.5 of the larger is no more than half: 200 + 2i beside 100 + i. */
static int twice(int i)
{
	return 2 * plain(i);
}

static int more_than_twice(int i)
{
	return 2 * plain(i) + 1;
}

/* The last week and two days, as the last days of an export are not whole yet. */
static int only_lately(int i)
{
	return i < DAYS - 9 ? plain(i) : more_than_twice(i);
}

/* Every other day, so ten differ, on 2 to 20 July. */
static int every_other(int i)
{
	return i % 2 == 0 ? plain(i) : more_than_twice(i);
}

/* Ten differ by much and ten by little: no majority. */
static int half_of_them(int i)
{
	return i % 2 == 0 ? plain(i) + 1 : more_than_twice(i);
}

static int negative(int i)
{
	return -plain(i);
}

static const struct finding *replace(struct intake *k, int (*later)(int i), enum same_cell same)
{
	intake_source(k, "*.csv")->same_cell = same;
	write(k, "a.csv", plain);
	write(k, "b.csv", later);
	assert_true(intake_read(k));
	assert_null(intake_finding(k, "K112", 1));
	return intake_finding(k, "K112", 0);
}

static void test_weeks_of_other_figures_are_a_warning(void **state)
{
	static const struct {
		int (*later)(int i);
		enum same_cell same;
		enum severity severity;
	} cases[] = {
		{ twice, SAME_CELL_REFUSE, SEV_NOTE },
		{ more_than_twice, SAME_CELL_REFUSE, SEV_WARNING },
		{ only_lately, SAME_CELL_REFUSE, SEV_NOTE },
		{ every_other, SAME_CELL_REFUSE, SEV_WARNING },
		{ half_of_them, SAME_CELL_REFUSE, SEV_NOTE },
		{ negative, SAME_CELL_REFUSE, SEV_WARNING },
		{ more_than_twice, SAME_CELL_SUM, SEV_NOTE },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		const struct finding *f = replace(k, cases[i].later, cases[i].same);

		if (f == NULL || f->severity != cases[i].severity)
			fail_msg("%zu", i);
		intake_free(k);
	}
	(void)state;
}

/* 100 + ... + 119 = 2190 before; 2 x 2190 + 20 = 4400 now. */
static void test_the_warning_says_what_to_do(void **state)
{
	struct intake *k = *state;
	const struct finding *f = replace(k, more_than_twice, SAME_CELL_REFUSE);

	assert_true(intake_says(
	    k, "K112",
	    "20 cells of earlier files replaced, 20 of them by another value, most of them by less "
	    "than half of it or more than twice: 2190 in all before, 4400 now"));
	assert_true(str_find(f->remedy, STR("each with its account:")) != SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weeks_of_other_figures_are_a_warning),
		INTAKE_TEST(test_the_warning_says_what_to_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
