/* test_rates.c - money in other currencies: converted by the rate of its month, or refused. */
#include "intake.h"
#include "read/rates_file.h"

#define HEAD "date,channel,account,metric,value,currency\n"

/* rates.csv of the workspace; NULL: refused. */
static const struct rates *rates_of(struct intake *k, const char *text)
{
	intake_file(k, "rates.csv", text);
	k->ws.dir = str_of(k->folder);
	k->ws.rates = STR("rates.csv");
	k->options.rates = rates_read(k->a, k->names, &k->ws, &k->lib, &k->files, k->d);
	return k->options.rates;
}

/* The exact value of the only series of a metric on a day. */
static int64_t cell(struct intake *k, const char *day)
{
	int64_t micro = INT64_MIN;

	assert_int_equal(store_count(k->st), 1);
	store_get(k->st, 0, intake_day(day), &micro);
	return micro;
}

static int64_t sum(struct intake *k)
{
	struct span_total t = store_total(k->st, 0, intake_day("2000-01-01"), intake_day("2099-12-31"));

	assert_false(t.overflow);
	return t.sum;
}

/* 3 x 0.5 = 1.5 -> 2 and 5 x 0.5 = 2.5 -> 2 millionths, half to even; -3 the same way. 12345 at 5.7 for 1000 is
 * 12345 x 5.7 / 1000 = 70.3665. */
static void test_rate_rounds_once_and_half_to_even(void **state)
{
	struct rate half = { .micro = MICRO / 2, .per = MICRO },
		    yen = { .micro = 5700000, .per = 1000 * MICRO };
	struct rate much = { .micro = INT64_MAX, .per = MICRO };
	int64_t own = 7;

	(void)state;
	assert_true(rate_convert(&half, 3, &own));
	assert_int_equal(own, 2);
	assert_true(rate_convert(&half, 5, &own));
	assert_int_equal(own, 2);
	assert_true(rate_convert(&half, -3, &own));
	assert_int_equal(own, -2);
	assert_true(rate_convert(&yen, 12345 * MICRO, &own));
	assert_int_equal(own, 70366500);
	assert_false(rate_convert(&much, INT64_MAX, &own));
}

/* July: 10.50 x 0.9 = 9.45; August: 10.50 x 0.95 = 9.975; JPY 12345 x 5.7 / 1000 = 70.3665; EUR 4 as it is. */
static void test_money_is_converted_by_the_rate_of_its_month(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "revenue");
	assert_non_null(rates_of(k, "currency,month,rate,per\nUSD,2026-08,0.95,\nJPY,2026-07,5.7,1000\n"
	                            "USD,2026-07,0.9,\n"));
	intake_file(k, "a.csv",
	            HEAD "2026-07-31,,,revenue,10.50,USD\n2026-08-01,,,revenue,$10.50,usd\n"
	                 "2026-07-15,,,revenue,12345,JPY\n2026-07-16,,,revenue,4,EUR\n");
	intake_source(k, "a.csv")->kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_int_equal(cell(k, "2026-07-31"), 9450000);
	assert_int_equal(cell(k, "2026-08-01"), 9975000);
	assert_int_equal(cell(k, "2026-07-15"), 70366500);
	assert_int_equal(cell(k, "2026-07-16"), 4000000);
	assert_null(intake_finding(k, "K312", 0));
}

/* 0.000001 x 0.5 rounds to 0 in each cell, in whichever order and file: never 0.000001 for two of them. */
static void test_money_sums_do_not_depend_on_order_or_files(void **state)
{
	static const char *const rows[] = { "2026-07-01,,,revenue,0.000001,USD\n",
		                            "2026-07-02,,,revenue,0.000003,USD\n",
		                            "2026-07-03,,,revenue,100.000001,USD\n" };
	static const char *const texts[][2] = { { "012", "" }, { "210", "" }, { "2", "10" }, { "0", "12" } };

	(void)state;
	for (size_t i = 0; i < LEN(texts); i++) {
		struct intake *k = intake_new();

		intake_currency(k, "revenue");
		assert_non_null(rates_of(k, "currency,month,rate\nUSD,2026-07,0.5\n"));
		for (size_t f = 0; f < 2; f++) {
			struct str text = STR(HEAD);

			for (const char *c = texts[i][f]; *c != 0; c++)
				text = str_fmt(k->a, "%.*s%s", STR_ARG(text), rows[*c - '0']);
			if (*texts[i][f] != 0)
				intake_file(k, f == 0 ? "a.csv" : "b.csv", str_z(k->a, text));
		}
		intake_source(k, "?.csv")->kind = KIND_BUSINESS;
		assert_true(intake_read(k));
		assert_int_equal(sum(k), 0 + 2 + 50000000); /* 0.5 and 1.5 and 50000000.5 millionths */
		intake_free(k);
	}
}

/* The rate of a month's row is that of the month; a quarter's is that of its last month: 100 x 0.95 and 100 x 0.97. */
static void test_money_of_a_long_row_takes_the_rate_of_its_end(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "revenue");
	assert_non_null(
	    rates_of(k, "currency,month,rate\nUSD,2026-09,0.97\nUSD,2026-08,0.95\nUSD,2026-07,0.9\n"));
	intake_file(k, "a.csv", HEAD "2026-08-01,,,revenue,100,USD\n");
	intake_source(k, "a.csv")->every = EVERY_MONTH;
	intake_file(k, "b.csv", HEAD "2026-07-01,,,revenue,100,USD\n");
	intake_source(k, "b.csv")->every = EVERY_QUARTER;
	k->sources[0].kind = k->sources[1].kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_int_equal(store_total(k->st, 0, 0, intake_day("2099-12-31")).sum, 95000000);
	assert_int_equal(store_total(k->st, 1, 0, intake_day("2099-12-31")).sum, 97000000);
}

/* A source's `currency:` holds where the rows do not say: 10 x 0.9; the row that says EUR is left as it is. Counts
 * are no money, whatever the currency. */
static void test_money_of_a_source_has_its_currency(void **state)
{
	struct intake *k = *state;
	struct source *s;

	intake_currency(k, "revenue");
	k->metrics[k->model.n_metrics] = (struct metric){ .id = intern_text(k->names, STR("leads")) };
	k->by_sym[k->metrics[k->model.n_metrics].id] = &k->metrics[k->model.n_metrics];
	k->model.n_metrics++;
	assert_non_null(rates_of(k, "currency,month,rate\nUSD,2026-07,0.9\n"));
	intake_file(k, "a.csv",
	            HEAD "2026-07-01,,,revenue,10,\n2026-07-02,,,revenue,10,EUR\n2026-07-01,,,leads,10,\n");
	s = intake_source(k, "a.csv");
	s->currency = STR("USD");
	s->kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "revenue", NULL, NULL), 19000);
	assert_int_equal(intake_total(k, "leads", NULL, NULL), 10000);
}

static void test_money_without_a_rate_is_refused_with_the_row_to_write(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "revenue");
	assert_non_null(rates_of(k, "currency,month,rate\nUSD,2026-07,0.9\n"));
	intake_file(
	    k, "a.csv",
	    HEAD
	    "2026-07-01,,,revenue,10,USD\n2026-08-01,,,revenue,10,USD\n2026-07-01,,,revenue,10,Dollar\n");
	intake_source(k, "a.csv")->kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_int_equal(sum(k), 9000000);
	assert_at(k, "K312", 0, "a.csv", 3, 25);
	assert_string_equal(str_z(k->a, intake_finding(k, "K312", 0)->remedy),
	                    "add a row USD,2026-08 and what one unit is worth to rates.csv");
	assert_at(k, "K312", 1, "a.csv", 4, 25);
	assert_null(intake_finding(k, "K312", 2));
}

/* What is proposed has the sign: a pound may be Egypt's, and is never a dollar. */
static void test_money_proposes_a_currency_of_its_sign(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "revenue");
	intake_file(k, "a.csv", HEAD "2026-07-01,,,revenue,\xC2\xA3 5,\n2026-07-02,,,revenue,5,EUR\n");
	intake_source(k, "a.csv")->kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_string_equal(str_z(k->a, intake_finding(k, "K312", 0)->remedy),
	                    "write currency: GBP (the right one) in the source");
}

/* A sign tells the currency where nothing else does. GBP 10 x 1.15 = 11.5; $ may be one of many; a pound that is
 * said to be dollars is neither. */
static void test_money_by_its_sign(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "revenue");
	assert_non_null(
	    rates_of(k, "currency,month,rate\nGBP,2026-07,1.15\nUSD,2026-07,0.9\nEGP,2026-07,0.02\n"));
	intake_file(k, "a.csv",
	            HEAD "2026-07-01,,,revenue,\xE2\x82\xAC 5,\n2026-07-02,,,revenue,GBP 10,\n"
	                 "2026-07-03,,,revenue,$10,\n2026-07-04,,,revenue,GBP 10,USD\n");
	intake_source(k, "a.csv")->kind = KIND_BUSINESS;
	assert_true(intake_read(k));
	assert_int_equal(cell(k, "2026-07-01"), 5000000);
	assert_int_equal(cell(k, "2026-07-02"), 11500000);
	assert_int_equal(sum(k), 16500000);
	assert_at(k, "K312", 0, "a.csv", 4, 22);
	assert_true(intake_says(k, "K312", "may be the sign of several currencies"));
	assert_string_equal(str_z(k->a, intake_finding(k, "K312", 0)->remedy),
	                    "write currency: USD (the right one) in the source");
	assert_at(k, "K312", 1, "a.csv", 5, 22);
	assert_null(intake_finding(k, "K312", 2));
}

/* Reads one file, or two, of a workspace without a currency; NULL: no second file. */
static bool read_unsettled(struct intake *k, const char *a, const char *b)
{
	intake_currency(k, "revenue");
	k->ws.currency = STR_NONE;
	intake_file(k, "a.csv", a);
	if (b != NULL)
		intake_file(k, "b.csv", b);
	intake_source(k, "?.csv")->kind = KIND_BUSINESS;
	return intake_read(k);
}

/* All that the rows name is dollars, or may be: those that name nothing are taken for dollars too. */
static void test_money_in_one_currency_is_added_with_a_warning(void **state)
{
	struct intake *k = *state;

	assert_true(read_unsettled(k,
	                           HEAD "2026-07-01,,,revenue,$1,\n2026-07-02,,,revenue,10,USD\n"
	                                "2026-07-03,,,revenue,100,\n2026-07-04,,,revenue,1000,usd\n",
	                           HEAD "2026-07-05,,,revenue,$10000,USD\n"));
	assert_int_equal(sum(k), 11111 * MICRO);
	assert_at(k, "K312", 0, "a.csv", 3, 25);
	assert_int_equal(intake_finding(k, "K312", 0)->severity, SEV_WARNING);
	assert_null(intake_finding(k, "K312", 1));
}

/* Of two currencies neither is the first one: whichever row or file comes first, the run stops and names both. */
static void test_money_in_two_currencies_and_none_to_count_in_stops_the_run(void **state)
{
	static const struct {
		const char *a, *b, *why;
	} cases[] = {
		{ "2026-07-01,,,revenue,10,USD\n2026-07-02,,,revenue,10,EUR\n", "", "one file" },
		{ "2026-07-01,,,revenue,10,EUR\n2026-07-02,,,revenue,10,USD\n", "", "the other way round" },
		{ "2026-07-01,,,revenue,10,EUR\n", "2026-07-02,,,revenue,10,USD\n", "two files" },
		{ "2026-07-01,,,revenue,10,USD\n", "2026-07-02,,,revenue,10,EUR\n", "the other way round" },
		{ "2026-07-01,,,revenue,$10,\n", "2026-07-02,,,revenue,10,EUR\n", "a sign and a code" },
		{ "2026-07-01,,,revenue,$10,\n", "2026-07-02,,,revenue,\xE2\x82\xAC 10,\n", "two signs" },
		{ "2026-07-01,,,revenue,\xC2\xA3 10,USD\n", "", "a sign that its code cannot have" },
		{ "2026-07-01,,,revenue,$1,\n2026-07-01,,,cost,1,USD\n", "2026-07-02,,,revenue,1,CAD\n",
		  "two of the dollars" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		const struct finding *f, *last = NULL;

		print_message("%s\n", cases[i].why);
		assert_false(read_unsettled(
		    k, str_z(k->a, str_fmt(k->a, "%s%s", HEAD, cases[i].a)),
		    *cases[i].b != 0 ? str_z(k->a, str_fmt(k->a, "%s%s", HEAD, cases[i].b)) : NULL));
		f = intake_finding(k, "K312", 0);
		assert_non_null(f);
		assert_int_equal(f->severity, SEV_ERROR);
		assert_int_equal(f->at.line, 2);
		assert_true(str_ends(f->at.file, STR("a.csv")));
		for (size_t n = 1; (f = intake_finding(k, "K312", n)) != NULL; n++)
			last = f;
		assert_non_null(last);
		assert_true(str_ends(last->at.file, *cases[i].b == 0 ? STR("a.csv") : STR("b.csv")));
		assert_int_equal(diag_exit_code(k->d), 65);
		intake_free(k);
	}
}

/* Counts have no currency, whatever the column beside them says. */
static void test_counts_beside_a_currency_are_no_money(void **state)
{
	struct intake *k = *state;

	k->metrics[3] = (struct metric){ .id = intern_text(k->names, STR("leads")), .unit = UNIT_COUNT };
	k->by_sym[k->metrics[3].id] = &k->metrics[3];
	assert_true(read_unsettled(k, HEAD "2026-07-01,,,leads,10,USD\n2026-07-02,,,leads,10,EUR\n", NULL));
	assert_int_equal(sum(k), 20 * MICRO);
	assert_null(intake_finding(k, "K312", 0));
}

/* 10.50 USD are 9.45 EUR, and 21 are 18.9: the row is found by what it says. */
static void test_money_given_twice_is_told_as_it_is_written(void **state)
{
	struct intake *k = *state;

	intake_currency(k, "revenue");
	assert_non_null(rates_of(k, "currency,month,rate\nUSD,2026-07,0.9\n"));
	intake_file(k, "a.csv", HEAD "2026-07-01,,,revenue,10.50,USD\n2026-07-01,,,revenue,21,USD\n");
	intake_source(k, "a.csv")->kind = KIND_BUSINESS;
	assert_false(intake_read(k));
	assert_true(intake_says(k, "K111", "9.45 (written 10.50) on line 2, 18.9 (written 21) here"));
}

/* 1 and 1.01 VND are both 0.000038 EUR: 0.000038 and 0.00003838. The same amount twice is the same, and so is an amount
 * that two currencies tell alike. */
static void test_money_that_only_its_rate_makes_the_same_is_given_twice(void **state)
{
	static const struct {
		const char *first, *between, *second, *why;
		bool is_told;
	} cases[] = {
		{ "1,VND", "2026-07-02,,,revenue,3,EUR", "1.01,VND", "another amount", true },
		{ "1,VND", "2026-07-01,,,revenue,1,XAF", "1.01,VND", "one of another currency between them",
		  true },
		{ "1,VND", "2026-07-02,,,revenue,3,EUR", "1.00,VND", "the same", false },
		{ "10,USD", "2026-07-02,,,revenue,3,EUR", "9,EUR", "the same in two currencies", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();

		print_message("%s\n", cases[i].why);
		intake_currency(k, "revenue");
		assert_non_null(rates_of(k, "currency,month,rate\nVND,2026-07,0.000038\nUSD,2026-07,0.9\n"
		                            "XAF,2026-07,0.000038\n"));
		intake_file(k, "a.csv",
		            str_z(k->a, str_fmt(k->a,
		                                HEAD "2026-07-01,,,revenue,%s\n%s\n"
		                                     "2026-07-01,,,revenue,%s\n",
		                                cases[i].first, cases[i].between, cases[i].second)));
		intake_source(k, "a.csv")->kind = KIND_BUSINESS;
		assert_true(intake_read(k) != cases[i].is_told);
		assert_int_equal(intake_says(k, "K111", "1 VND on line 2, 1.01 VND here"), cases[i].is_told);
		if (cases[i].is_told)
			assert_at(k, "K111", 1, "a.csv", 4, 22); /* after the note on the file */
		intake_free(k);
	}
}

static void test_rates_file_names_what_is_wrong(void **state)
{
	struct intake *k = *state;

	assert_null(
	    rates_of(k, "currency,month,rate,per\nUSD,2026-07,0.912345,\nUSD,2026-08,-1,\nEUR,2026-01,1,\n"
	                "usd,2026-02,1,\nUSD,2026-Q1,2,\nUSD,2026-07,0.9,\nGBP,2026-07,0.1234567,\n"
	                "GBP,2026-08,1.15,0\nGBP,2026-09,,\n"));
	assert_at(k, "K602", 0, "rates.csv", 3, 13);  /* below 0 */
	assert_at(k, "K602", 1, "rates.csv", 4, 1);   /* the workspace's own */
	assert_at(k, "K602", 2, "rates.csv", 5, 1);   /* no code */
	assert_at(k, "K101", 0, "rates.csv", 6, 5);   /* a quarter */
	assert_at(k, "K111", 0, "rates.csv", 7, 1);   /* twice */
	assert_at(k, "K102", 0, "rates.csv", 8, 13);  /* seven decimals */
	assert_at(k, "K602", 3, "rates.csv", 9, 18);  /* for 0 units */
	assert_at(k, "K602", 4, "rates.csv", 10, 13); /* empty */
	assert_null(intake_finding(k, "K602", 5));
}

static void test_rates_need_a_currency_to_convert_to(void **state)
{
	struct intake *k = *state;

	k->ws.currency = STR_NONE;
	assert_null(rates_of(k, "currency,month,rate\nUSD,2026-07,0.9\n"));
	assert_true(intake_says(k, "K602", "the workspace names no currency"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_rate_rounds_once_and_half_to_even),
		INTAKE_TEST(test_money_is_converted_by_the_rate_of_its_month),
		INTAKE_TEST(test_money_sums_do_not_depend_on_order_or_files),
		INTAKE_TEST(test_money_of_a_long_row_takes_the_rate_of_its_end),
		INTAKE_TEST(test_money_of_a_source_has_its_currency),
		INTAKE_TEST(test_money_without_a_rate_is_refused_with_the_row_to_write),
		INTAKE_TEST(test_money_by_its_sign),
		INTAKE_TEST(test_money_proposes_a_currency_of_its_sign),
		INTAKE_TEST(test_money_in_one_currency_is_added_with_a_warning),
		INTAKE_TEST(test_money_in_two_currencies_and_none_to_count_in_stops_the_run),
		INTAKE_TEST(test_counts_beside_a_currency_are_no_money),
		INTAKE_TEST(test_money_given_twice_is_told_as_it_is_written),
		INTAKE_TEST(test_money_that_only_its_rate_makes_the_same_is_given_twice),
		INTAKE_TEST(test_rates_file_names_what_is_wrong),
		INTAKE_TEST(test_rates_need_a_currency_to_convert_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
