/* test_counted_twice.c - two sources that both count and say nearly the same are told (K122). */
#include "intake.h"

static const struct finding *told(struct intake *k, const char *one, const char *other)
{
	if (k->ws.n_sources == 0) {
		intake_source(k, "a.csv");
		intake_source(k, "b.csv");
	}
	intake_currency(k, "leads");
	k->metrics[k->model.n_metrics - 1].unit = UNIT_COUNT;
	intake_file(k, "a.csv", one);
	intake_file(k, "b.csv", other);
	assert_true(intake_read(k));
	assert_null(intake_finding(k, "K122", 1));
	return intake_finding(k, "K122", 0);
}

#define NAMED TIDY "2026-07-01,x,acme,leads,5\n2026-07-02,x,acme,leads,6\n2026-07-03,x,acme,leads,7\n"

/* 5 + 6 + 7 twice; the place is that of the later source. */
static void test_the_same_figures_without_an_account_are_told(void **state)
{
	struct intake *k = *state;
	const struct finding *f =
	    told(k, NAMED, TIDY "2026-07-01,x,,leads,5\n2026-07-02,x,,leads,6\n2026-07-03,x,,leads,7\n");

	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_at(k, "K122", 0, "kpialign.yaml", 2, 1);
	assert_true(intake_says(k, "K122",
	                        "leads of x counts from a.csv, which names accounts, and from b.csv, which "
	                        "names none: on the 3 days that both have they say 18 and 18"));
	assert_true(str_find(f->remedy, STR("write account: acme at the source b.csv")) != SIZE_MAX);
	assert_int_equal(intake_total(k, "leads", "x", "acme"), 18000); /* no figure is changed by it */
}

static void test_the_bare_source_may_stand_first(void **state)
{
	struct intake *k = *state;
	const struct finding *f =
	    told(k, TIDY "2026-07-01,x,,leads,5\n2026-07-02,x,,leads,6\n2026-07-03,x,,leads,8\n", NAMED);

	assert_null(f); /* 19 and 18 differ by 1 of 19: 5.3 % */
	f = told(k, TIDY "2026-07-01,x,,leads,5\n2026-07-02,x,,leads,6\n2026-07-03,x,,leads,7.9\n", NAMED);
	assert_non_null(f); /* 18.9 and 18 by 0.9 of 18.9: 4.8 % */
	assert_true(intake_says(k, "K122", "counts from b.csv, which names accounts, and from a.csv"));
	assert_true(intake_says(k, "K122", "they say 18 and 18.9"));
}

/* Only of acme is it a copy; with other its days are 5 + 100 and so on. */
static void test_one_of_several_accounts_is_found(void **state)
{
	struct intake *k = *state;

	told(k,
	     NAMED
	     "2026-07-01,x,other,leads,100\n2026-07-02,x,other,leads,100\n2026-07-03,x,other,leads,100\n",
	     TIDY "2026-07-01,x,,leads,5\n2026-07-02,x,,leads,6\n2026-07-03,x,,leads,7\n");
	assert_true(intake_says(k, "K122", "on the 3 days that both have they say 18 and 18"));
}

/* 5 + 1, 6 + 2 and 7 + 3 are the channel's 6, 8 and 10. */
static void test_all_accounts_together_are_found(void **state)
{
	struct intake *k = *state;
	const struct finding *f =
	    told(k,
	         NAMED "2026-07-01,x,other,leads,1\n2026-07-02,x,other,leads,2\n2026-07-03,x,other,leads,3\n",
	         TIDY "2026-07-01,x,,leads,6\n2026-07-02,x,,leads,8\n2026-07-03,x,,leads,10\n");

	assert_non_null(f);
	assert_true(intake_says(k, "K122", "they say 24 and 24"));
	assert_int_equal(str_find(f->remedy, STR("account:")), SIZE_MAX); /* it is of no single one */
}

/* By campaign 2 + 3, 2 + 4 and 7. */
static void test_campaigns_beside_their_total_are_told(void **state)
{
	struct intake *k = *state;
	const struct finding *f = told(
	    k,
	    "date,channel,account,campaign,metric,value\n2026-07-01,x,acme,spring,leads,2\n2026-07-01,x,acme,summer,"
	    "leads,3\n2026-07-02,x,acme,spring,leads,2\n2026-07-02,x,acme,summer,leads,4\n2026-07-03,x,acme,spring,"
	    "leads,7\n",
	    NAMED);

	assert_non_null(f);
	assert_true(intake_says(k, "K122", "counts from a.csv, which names campaigns, and from b.csv"));
	assert_true(str_find(f->remedy, STR("metrics: [..]")) != SIZE_MAX);
}

/* 4 + 1 a day here and 5 there, but both are by campaign: what has none is only not named. */
static void test_other_campaigns_are_no_copy(void **state)
{
	struct intake *k = *state;

	assert_null(
	    told(k,
	         "date,channel,account,campaign,metric,value\n2026-07-01,x,acme,,leads,4\n2026-07-01,x,acme,"
	         "spring,leads,1\n2026-07-02,x,acme,,leads,4\n2026-07-02,x,acme,spring,leads,1\n2026-07-03,x,"
	         "acme,,leads,4\n2026-07-03,x,acme,spring,leads,1\n",
	         "date,channel,account,campaign,metric,value\n2026-07-01,x,acme,autumn,leads,5\n2026-07-02,x,"
	         "acme,autumn,leads,5\n2026-07-03,x,acme,autumn,leads,5\n"));
}

static void test_what_is_no_copy_is_not_told(void **state)
{
	static const char *const others[] = {
		TIDY "2026-07-01,x,,leads,5\n2026-07-02,x,,leads,6\n",                         /* two days */
		TIDY "2026-07-01,x,,leads,50\n2026-07-02,x,,leads,6\n2026-07-03,x,,leads,7\n", /* 63 and 18 */
		TIDY "2026-07-01,y,,leads,5\n2026-07-02,y,,leads,6\n2026-07-03,y,,leads,7\n",  /* elsewhere */
		TIDY "2026-07-01,x,b,leads,5\n2026-07-02,x,b,leads,6\n2026-07-03,x,b,leads,7\n", /* b's own */
		TIDY "2026-08-01,x,,leads,5\n2026-08-02,x,,leads,6\n2026-08-03,x,,leads,7\n",    /* follows */
	};

	for (size_t i = 0; i < LEN(others); i++) {
		struct intake *k = intake_new();

		if (told(k, NAMED, others[i]) != NULL)
			fail_msg("%zu", i);
		intake_free(k);
	}
	(void)state;
}

/* 0 on both sides says nothing: of the three days that both have, two are left. */
static void test_zeros_alone_are_no_copy(void **state)
{
	struct intake *k = *state;

	assert_null(
	    told(k, TIDY "2026-07-01,x,acme,leads,5\n2026-07-02,x,acme,leads,6\n2026-07-03,x,acme,leads,0\n",
	         TIDY "2026-07-01,x,,leads,5\n2026-07-02,x,,leads,6\n2026-07-03,x,,leads,0\n"));
}

static void test_months_beside_days_are_not_compared(void **state)
{
	struct intake *k = *state;

	intake_source(k, "a.csv");
	intake_source(k, "b.csv")->every = EVERY_MONTH;
	assert_null(
	    told(k, TIDY "2026-05-31,x,acme,leads,5\n2026-06-30,x,acme,leads,6\n2026-07-31,x,acme,leads,7\n",
	         TIDY "2026-05-01,x,,leads,5\n2026-06-01,x,,leads,6\n2026-07-01,x,,leads,7\n"));
}

static void test_parts_that_do_not_add_are_not_counted_twice(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "reach");
	k->metrics[0].unit = UNIT_PEOPLE;
	k->metrics[0].over_parts = PARTS_NONE;
	assert_null(
	    told(k, TIDY "2026-07-01,x,acme,reach,5\n2026-07-02,x,acme,reach,6\n2026-07-03,x,acme,reach,7\n",
	         TIDY "2026-07-01,x,,reach,5\n2026-07-02,x,,reach,6\n2026-07-03,x,,reach,7\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_the_same_figures_without_an_account_are_told),
		INTAKE_TEST(test_the_bare_source_may_stand_first),
		INTAKE_TEST(test_one_of_several_accounts_is_found),
		INTAKE_TEST(test_all_accounts_together_are_found),
		INTAKE_TEST(test_campaigns_beside_their_total_are_told),
		INTAKE_TEST(test_other_campaigns_are_no_copy),
		cmocka_unit_test(test_what_is_no_copy_is_not_told),
		INTAKE_TEST(test_zeros_alone_are_no_copy),
		INTAKE_TEST(test_months_beside_days_are_not_compared),
		INTAKE_TEST(test_parts_that_do_not_add_are_not_counted_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
