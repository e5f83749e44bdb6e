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

#define ROW(n, channel, who, v) "2026-07-0" #n "," channel "," who ",leads," #v "\n"
#define WEEK(channel, who, a, b, c, d, e, f, g) \
	ROW(1, channel, who, a)                 \
	ROW(2, channel, who, b)                 \
	ROW(3, channel, who, c)                 \
	ROW(4, channel, who, d) ROW(5, channel, who, e) ROW(6, channel, who, f) ROW(7, channel, who, g)
/* 10 + 20 + 30 + 40 + 50 + 60 + 70 = 280 */
#define NAMED TIDY WEEK("x", "acme", 10, 20, 30, 40, 50, 60, 70)
#define BARE  TIDY WEEK("x", "", 10, 20, 30, 40, 50, 60, 70)

/* The place is that of the later source. */
static void test_the_same_figures_without_an_account_are_told(void **state)
{
	struct intake *k = *state;
	const struct finding *f = told(k, NAMED, BARE);

	assert_non_null(f);
	assert_int_equal(f->severity, SEV_WARNING);
	assert_at(k, "K122", 0, "kpialign.yaml", 2, 1);
	assert_str(f->message,
	           "leads of x counts from a.csv, which names accounts, and from b.csv, which names none: on "
	           "the 7 days that both have they say 280 and 280");
	assert_true(str_find(f->remedy, STR("write account: \"acme\" at the source b.csv")) != SIZE_MAX);
	assert_int_equal(intake_total(k, "leads", "x", "acme"), 280000); /* no figure is changed by it */
}

/* 70 and 85 differ by 15 of 295: 5.08 %; 70 and 84 by 14 of 294: 4.76 %. */
static void test_five_percent_between_them_is_near(void **state)
{
	struct intake *k = *state;

	assert_non_null(told(k, TIDY WEEK("x", "", 10, 20, 30, 40, 50, 60, 84), NAMED));
	assert_true(intake_says(k, "K122", "counts from b.csv, which names accounts, and from a.csv"));
	assert_true(intake_says(k, "K122", "they say 280 and 294"));
}

/* Only of acme is it a copy; with the other account its days are 110 and so on. */
static void test_one_of_several_accounts_is_found(void **state)
{
	struct intake *k = *state;

	told(k, NAMED WEEK("x", "other", 100, 100, 100, 100, 100, 100, 100), BARE);
	assert_true(intake_says(k, "K122", "on the 7 days that both have they say 280 and 280"));
}

/* 10 + 1, 20 + 2, .. are the channel's 11, 22, ..: 308 */
static void test_all_accounts_together_are_found(void **state)
{
	struct intake *k = *state;
	const struct finding *f = told(k, NAMED WEEK("x", "other", 1, 2, 3, 4, 5, 6, 7),
	                               TIDY WEEK("x", "", 11, 22, 33, 44, 55, 66, 77));

	assert_non_null(f);
	assert_true(intake_says(k, "K122", "they say 308 and 308"));
	assert_true(str_find(f->remedy, STR("if not, write account: at the source b.csv")) != SIZE_MAX);
}

#define PAID                     "date,channel,account,campaign,metric,value\n"
#define PAID_ROW(n, campaign, v) "2026-07-0" #n ",x,acme," campaign ",leads," #v "\n"
#define PAID_WEEK(campaign, v)   \
	PAID_ROW(1, campaign, v) \
	PAID_ROW(2, campaign, v) \
	PAID_ROW(3, campaign, v) \
	PAID_ROW(4, campaign, v) PAID_ROW(5, campaign, v) PAID_ROW(6, campaign, v) PAID_ROW(7, campaign, v)

/* By campaign 20 + 30 a day. */
static void test_campaigns_beside_their_total_are_told(void **state)
{
	struct intake *k = *state;
	const struct finding *f = told(k, PAID PAID_WEEK("spring", 20) PAID_WEEK("summer", 30),
	                               TIDY WEEK("x", "acme", 50, 50, 50, 50, 50, 50, 50));

	assert_non_null(f);
	assert_true(intake_says(k, "K122", "counts from a.csv, which names campaigns, and from b.csv"));
	assert_true(intake_says(k, "K122", "they say 350 and 350"));
	assert_true(str_find(f->remedy, STR("if not, write campaign: at the source b.csv")) != SIZE_MAX);
}

/* 40 + 10 a day here and 50 there, but both are by campaign: what has none is only not named. */
static void test_other_campaigns_are_no_copy(void **state)
{
	struct intake *k = *state;

	assert_null(told(k, PAID PAID_WEEK("", 40) PAID_WEEK("spring", 10), PAID PAID_WEEK("autumn", 50)));
}

/* One forgotten account: is one warning, whatever it has of metrics and channels. */
static void test_two_sources_are_told_once(void **state)
{
	struct intake *k = *state;
	const struct finding *f =
	    told(k, NAMED WEEK("y", "acme", 1, 2, 3, 4, 5, 6, 7) WEEK("z", "acme", 1, 2, 3, 4, 5, 6, 7),
	         BARE WEEK("y", "", 1, 2, 3, 4, 5, 6, 7) WEEK("z", "", 1, 2, 3, 4, 5, 6, 7));

	assert_non_null(f);
	assert_true(intake_says(k, "K122", "they say 280 and 280, and so do 2 more metrics and channels"));
}

static void test_what_is_no_copy_is_not_told(void **state)
{
	static const char *const others[] = {
		TIDY ROW(1, "x", "", 10) ROW(2, "x", "", 20) ROW(3, "x", "", 30) ROW(4, "x", "", 40)
		    ROW(5, "x", "", 50) ROW(6, "x", "", 60),             /* six days */
		TIDY WEEK("x", "", 10, 20, 30, 40, 50, 60, 85),          /* 5.08 % */
		TIDY WEEK("x", "", 70, 60, 50, 40, 30, 20, 10),          /* the same sum, not by the day */
		TIDY WEEK("y", "", 10, 20, 30, 40, 50, 60, 70),          /* elsewhere */
		TIDY WEEK("x", "other", 10, 20, 30, 40, 50, 60, 70),     /* an account of its own */
		TIDY "2026-08-01,x,,leads,10\n2026-08-02,x,,leads,20\n", /* it follows */
	};

	for (size_t i = 0; i < LEN(others); i++) {
		struct intake *k = intake_new();

		if (told(k, NAMED, others[i]) != NULL)
			fail_msg("%zu", i);
		intake_free(k);
	}
	(void)state;
}

/* 0 on both sides says nothing: of the seven days that both have, six are left. */
static void test_zeros_alone_are_no_copy(void **state)
{
	struct intake *k = *state;

	assert_null(told(k, TIDY WEEK("x", "acme", 10, 20, 30, 40, 50, 60, 0),
	                 TIDY WEEK("x", "", 10, 20, 30, 40, 50, 60, 0)));
}

#define MONTHS(who) \
	TIDY "2026-05-31,x," who ",leads,5\n2026-06-30,x," who ",leads,6\n2026-07-31,x," who ",leads,7\n"

static void test_three_months_are_enough_but_not_beside_days(void **state)
{
	struct intake *k = intake_new();

	intake_source(k, "a.csv")->every = EVERY_MONTH;
	intake_source(k, "b.csv")->every = EVERY_MONTH;
	assert_non_null(told(k, MONTHS("acme"), MONTHS("")));
	intake_free(k);
	k = *state;
	intake_source(k, "a.csv");
	intake_source(k, "b.csv")->every = EVERY_MONTH;
	assert_null(told(k, MONTHS("acme"), MONTHS("")));
}

static void test_parts_that_do_not_add_are_not_counted_twice(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "leads");
	k->metrics[0].unit = UNIT_COUNT;
	k->metrics[0].over_parts = PARTS_NONE;
	intake_source(k, "a.csv");
	intake_source(k, "b.csv");
	intake_file(k, "a.csv", NAMED);
	intake_file(k, "b.csv", BARE);
	assert_true(intake_read(k));
	assert_null(intake_finding(k, "K122", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_the_same_figures_without_an_account_are_told),
		INTAKE_TEST(test_five_percent_between_them_is_near),
		INTAKE_TEST(test_one_of_several_accounts_is_found),
		INTAKE_TEST(test_all_accounts_together_are_found),
		INTAKE_TEST(test_campaigns_beside_their_total_are_told),
		INTAKE_TEST(test_other_campaigns_are_no_copy),
		INTAKE_TEST(test_two_sources_are_told_once),
		cmocka_unit_test(test_what_is_no_copy_is_not_told),
		INTAKE_TEST(test_zeros_alone_are_no_copy),
		INTAKE_TEST(test_three_months_are_enough_but_not_beside_days),
		INTAKE_TEST(test_parts_that_do_not_add_are_not_counted_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
