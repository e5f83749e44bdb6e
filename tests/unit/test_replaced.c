/* test_replaced.c - what a later file replaces is a note, and a warning where it is rather another account's (K112). */
#include "intake.h"

enum { DAYS = 60 };

/* A day each from 1 July; value(i) is its cell. */
static void write(struct intake *k, const char *name, int (*value)(int i))
{
	struct strbuf b;

	strbuf_init(&b, k->a, 4000);
	strbuf_add(&b, STR(TIDY));
	for (int i = 0; i < DAYS; i++)
		strbuf_fmt(&b, "%.*s,x,acme,leads,%d\n",
		           STR_ARG(day_text(k->a, intake_day("2026-07-01") + i)), value(i));
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

/* The last nine days, as the last days of an export are not whole yet. */
static int only_lately(int i)
{
	return i < DAYS - 9 ? plain(i) : more_than_twice(i);
}

/* 12 of 60 are 20 %, over 55 days; 10 of 60 are 16.7 %. */
static int every_fifth(int i)
{
	return i % 5 == 0 ? more_than_twice(i) : plain(i);
}

static int every_sixth(int i)
{
	return i % 6 == 0 ? more_than_twice(i) : plain(i);
}

/* 30 differ by much and 30 by little: no majority. */
static int half_of_them(int i)
{
	return i % 2 == 0 ? plain(i) + 1 : more_than_twice(i);
}

static int negative(int i)
{
	return -plain(i);
}

/* Leads that are found out about late: 1 to 3, where the others stay 0. */
static int few(int i)
{
	return i % 2;
}

static int few_more(int i)
{
	return 3 * few(i);
}

/* The 0 that both have say nothing of whose they are: 15 of the 15 others are apart. */
static int seldom(int i)
{
	return i % 4 == 0 ? plain(i) : 0;
}

static int seldom_other(int i)
{
	return 3 * seldom(i);
}

static const struct finding *replace(struct intake *k, int (*earlier)(int i), int (*later)(int i),
                                     enum same_cell same)
{
	intake_source(k, "*.csv")->same_cell = same;
	write(k, "a.csv", earlier);
	write(k, "b.csv", later);
	assert_true(intake_read(k));
	assert_null(intake_finding(k, "K112", 1));
	return intake_finding(k, "K112", 0);
}

static void test_weeks_of_other_figures_are_a_warning(void **state)
{
	static const struct {
		int (*earlier)(int i), (*later)(int i);
		enum same_cell same;
		enum severity severity;
	} cases[] = {
		{ plain, twice, SAME_CELL_REFUSE, SEV_NOTE },
		{ plain, more_than_twice, SAME_CELL_REFUSE, SEV_WARNING },
		{ plain, only_lately, SAME_CELL_REFUSE, SEV_NOTE },
		{ plain, every_fifth, SAME_CELL_REFUSE, SEV_WARNING },
		{ plain, every_sixth, SAME_CELL_REFUSE, SEV_NOTE },
		{ plain, half_of_them, SAME_CELL_REFUSE, SEV_NOTE },
		{ plain, negative, SAME_CELL_REFUSE, SEV_WARNING },
		{ few, few_more, SAME_CELL_REFUSE, SEV_NOTE },
		{ seldom, seldom_other, SAME_CELL_REFUSE, SEV_WARNING },
		{ plain, more_than_twice, SAME_CELL_SUM, SEV_NOTE },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		const struct finding *f = replace(k, cases[i].earlier, cases[i].later, cases[i].same);

		if (f == NULL || f->severity != cases[i].severity)
			fail_msg("%zu", i);
		intake_free(k);
	}
	(void)state;
}

/* 100 + ... + 159 = 7770 before; 2 x 7770 + 60 = 15600 now. */
static void test_the_warning_says_what_to_do(void **state)
{
	struct intake *k = *state;
	const struct finding *f = replace(k, plain, more_than_twice, SAME_CELL_REFUSE);

	assert_true(intake_says(
	    k, "K112",
	    "60 cells of earlier files replaced, 60 of them by another value, most of them by less "
	    "than half of it or more than twice: 7770 in all before, 15600 now"));
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
