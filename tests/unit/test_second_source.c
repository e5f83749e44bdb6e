/* test_second_source.c - a source that is left out says all that is lost with it. */
#include "intake.h"

static const struct finding *read_two(struct intake *k, const char *owner, const char *loser)
{
	intake_file(k, "a.csv", owner);
	intake_file(k, "b.csv", loser);
	if (k->ws.n_sources == 0) {
		intake_source(k, "a.csv");
		intake_source(k, "b.csv");
	}
	assert_true(intake_read(k));
	assert_null(intake_finding(k, "K119", 1));
	return intake_finding(k, "K119", 0);
}

static void test_nothing_is_lost_where_the_owner_has_every_day(void **state)
{
	struct intake *k = *state;
	const struct finding *f = read_two(k, TIDY "2026-07-01,x,acme,leads,5\n2026-07-02,x,acme,leads,6\n",
	                                   TIDY "2026-07-01,x,acme,leads,4\n");

	assert_non_null(f);
	assert_int_equal(f->severity, SEV_NOTE);
	assert_true(intake_says(k, "K119", "on the 1 day that both have it says 4, the one used 5"));
	assert_true(intake_says(k, "K119", "what is left out is 1 cell, 4 in all"));
}

/* Left out: 3 + 4 + 9 = 16 on 3 days, of which only 3 July is not in the other. */
static void test_days_of_the_loser_only_are_a_warning(void **state)
{
	struct intake *k = *state;
	const struct finding *f =
	    read_two(k, TIDY "2026-07-01,x,acme,leads,5\n2026-07-02,x,acme,leads,6\n",
	             TIDY
	             "2026-07-01,x,acme,leads,3\n2026-07-02,x,acme,leads,4\n2026-07-03,x,acme,leads,9\n");

	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_true(intake_says(k, "K119", "on the 2 days that both have it says 7, the one used 11"));
	assert_true(intake_says(k, "K119",
	                        "what is left out is 3 cells, 16 in all, and for 1 day only it has a value"));
}

/* Two accounts on the same two days: 4 cells, 2 days. */
static void test_days_of_several_accounts_count_once(void **state)
{
	struct intake *k = *state;

	read_two(k, TIDY "2026-07-01,x,a,leads,1\n2026-07-01,x,b,leads,1\n",
	         TIDY "2026-07-02,x,a,leads,1\n2026-07-02,x,b,leads,1\n2026-07-03,x,a,leads,1\n"
	              "2026-07-01,x,b,leads,1\n2026-07-01,x,a,leads,1\n");
	assert_true(intake_says(k, "K119", "on the 1 day that both have it says 2, the one used 2"));
	assert_true(intake_says(k, "K119", "is 5 cells, 5 in all, and for 2 days only it has a value"));
}

static void test_people_are_compared_without_a_total(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_currency(k, "reach");
	k->metrics[0].unit = UNIT_PEOPLE;
	f = read_two(k, TIDY "2026-07-01,x,acme,reach,50\n2026-07-02,x,acme,reach,60\n",
	             TIDY
	             "2026-07-01,x,acme,reach,50\n2026-07-02,x,acme,reach,61\n2026-07-03,x,acme,reach,70\n");
	assert_non_null(f);
	assert_true(intake_says(k, "K119",
	                        "on 1 of the 2 days that both have they differ; what is left out is 3 cells, "
	                        "and for 1 day only it has a value"));
	assert_int_equal(str_find(f->message, STR("in all")), SIZE_MAX);
}

/* July of the month rows is covered by the days of the other, August is not. */
static void test_months_that_only_the_loser_has_are_counted(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_source(k, "a.csv");
	intake_source(k, "b.csv")->every = EVERY_MONTH;
	f = read_two(k, TIDY "2026-07-05,x,acme,leads,5\n",
	             TIDY "2026-07-01,x,acme,leads,30\n2026-08-01,x,acme,leads,31\n");
	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_true(intake_says(k, "K119", "their rows stand for different lengths of time"));
	assert_true(intake_says(k, "K119", "is 2 cells, 61 in all, and for 1 month only it has a value"));
}

static void test_days_within_a_month_of_the_owner_are_not_lost(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_source(k, "a.csv")->every = EVERY_MONTH;
	intake_source(k, "b.csv");
	f = read_two(k, TIDY "2026-07-01,x,acme,leads,30\n",
	             TIDY
	             "2026-06-30,x,acme,leads,1\n2026-07-01,x,acme,leads,1\n2026-07-31,x,acme,leads,1\n");
	assert_non_null(f);
	assert_true(intake_says(k, "K119", "is 3 cells, 3 in all, and for 1 day only it has a value"));
}

/* The owner is 0 on 2 July, which it covers, and says nothing of 4 July: 5 + 0 + 6 against 1 + 2 + 3. */
static void test_zeros_of_a_sparse_owner_are_values(void **state)
{
	struct intake *k = *state;
	const struct finding *f;

	intake_source(k, "a.csv")->is_sparse = true;
	intake_source(k, "b.csv");
	f = read_two(k, TIDY "2026-07-01,x,acme,leads,5\n2026-07-03,x,acme,leads,6\n",
	             TIDY "2026-07-01,x,acme,leads,1\n2026-07-02,x,acme,leads,2\n2026-07-03,x,acme,leads,3\n"
	                  "2026-07-04,x,acme,leads,4\n");
	assert_non_null(f);
	assert_true(intake_says(k, "K119", "on the 3 days that both have it says 6, the one used 11"));
	assert_true(intake_says(k, "K119", "is 4 cells, 10 in all, and for 1 day only it has a value"));
}

/* A tool until June and another from July: only one of them would count. */
static void test_one_that_follows_the_other_may_be_one_source(void **state)
{
	struct intake *k = *state;
	const struct finding *f = read_two(k, TIDY "2026-06-29,x,acme,leads,5\n2026-06-30,x,acme,leads,6\n",
	                                   TIDY "2026-07-01,x,acme,leads,3\n2026-07-02,x,acme,leads,4\n");

	assert_int_equal(f->severity, SEV_WARNING);
	assert_true(intake_says(k, "K119", "they share no day"));
	assert_true(str_find(f->remedy, STR("one source of them, whose files: reaches both")) != SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_nothing_is_lost_where_the_owner_has_every_day),
		INTAKE_TEST(test_days_of_the_loser_only_are_a_warning),
		INTAKE_TEST(test_days_of_several_accounts_count_once),
		INTAKE_TEST(test_people_are_compared_without_a_total),
		INTAKE_TEST(test_months_that_only_the_loser_has_are_counted),
		INTAKE_TEST(test_days_within_a_month_of_the_owner_are_not_lost),
		INTAKE_TEST(test_zeros_of_a_sparse_owner_are_values),
		INTAKE_TEST(test_one_that_follows_the_other_may_be_one_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
