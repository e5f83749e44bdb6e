/* test_marks.c - the marks of numbers: what is declared holds, and what cells say where nothing is. */
#include "intake.h"

static struct metric *count_of(struct intake *k, const char *metric)
{
	intake_currency(k, metric);
	k->metrics[k->model.n_metrics - 1].unit = UNIT_COUNT;
	return &k->metrics[k->model.n_metrics - 1];
}

static struct intake *ads(const char *format, const char *rows)
{
	struct intake *k = intake_new();

	count_of(k, "leads");
	intake_formats(k, &format, 1);
	intake_file(k, "a.csv", rows);
	return k;
}

#define LEADS_ONLY                                                                                    \
	"format: ads\nrecognise: {columns: [Day, Leads]}\ndate: {column: Day, forms: [YYYY-MM-DD]}\n" \
	"channel: {constant: linkedin}\nmetrics: {Leads: leads}\n"
#define NUMBERS(decimal, thousands) "numbers: {decimal: \"" decimal "\", thousands: \"" thousands "\"}\n"

/* 1,095 + 1,105 = 2,200 leads; 3,5 is refused, before or after them, and where the file has semicolons too. */
static void test_declared_marks_hold(void **state)
{
	static const char *const files[] = {
		"Day,Leads\n2026-07-01,\"1,095\"\n2026-07-02,\"3,5\"\n2026-07-03,\"1,105\"\n",
		"Day,Leads\n2026-07-01,\"3,5\"\n2026-07-02,\"1,095\"\n2026-07-03,\"1,105\"\n",
		"Day;Leads\n2026-07-01;1,095\n2026-07-02;3,5\n2026-07-03;1,105\n",
	};

	(void)state;
	for (size_t i = 0; i < 2 * LEN(files); i++) {
		bool is_by_source = i % 2 == 1;
		struct intake *k =
		    ads(is_by_source ? LEADS_ONLY : LEADS_ONLY NUMBERS(".", ","), files[i / 2]);
		struct source *s = intake_source(k, "a.csv");
		const struct finding *f;

		s->has_numbers = is_by_source;
		s->numbers = NUM_PLAIN;
		assert_true(intake_read(k));
		assert_int_equal(intake_total(k, "leads", "linkedin", NULL), 2200 * 1000);
		f = intake_finding(k, "K102", 0);
		assert_non_null(f);
		assert_int_equal(f->severity, SEV_REJECTED);
		assert_str(f->remedy, "correct the cell: numbers: {decimal: \".\"} is declared");
		assert_null(intake_finding(k, "K102", 1));
		intake_free(k);
	}
}

/* Two cells like 1,095 speak for a full stop, one like 3,5 for a comma. */
static void test_most_cells_of_the_column_speak_first(void **state)
{
	static const struct {
		const char *rows, *starts;
	} cases[] = {
		{ "Day,Leads\n2026-07-01,\"1,095\"\n2026-07-02,\"1,100\"\n2026-07-03,\"3,5\"\n"
		  "2026-07-04,\"1,105\"\n",
		  "say numbers: {decimal: \".\"} in the source, as most" },
		{ "Day,Leads\n2026-07-01,\"3,5\"\n2026-07-02,\"4,25\"\n2026-07-03,\"1,105\"\n2026-07-04,7\n",
		  "say numbers: {decimal: \",\", thousands: \".\"}" },
		/* 1.054 of a count, too, speaks for a comma */
		{ "Day,Leads\n2026-07-01,1.054\n2026-07-02,\"3,5\"\n2026-07-03,1.105\n",
		  "say numbers: {decimal: \",\", thousands: \".\"}" },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = ads(LEADS_ONLY, cases[i].rows);
		const struct finding *f;
		size_t n = 0;

		intake_source(k, "a.csv");
		intake_read(k);
		for (; (f = intake_finding(k, "K102", n)) != NULL; n++) {
			print_message("%s\n", str_z(k->a, f->remedy));
			assert_true(
			    f->severity == SEV_WARNING /* of the count 1.054 */
			    || str_starts(f->remedy, str_of(cases[i].starts))
			    || (i == 0
			        && str_starts(f->remedy, STR("correct the cell; most of the column"))));
		}
		assert_true(n >= 1);
		intake_free(k);
	}
}

/* 1,095 leads by a decimal comma are told, though one cell like 3,5 stands among them; numbers with as many other
 * decimals settle it, and so does a source that has no mark of thousands. */
static void test_count_with_three_decimals_after_a_comma_is_told(void **state)
{
	static const struct {
		const char *rows;
		bool has_source;
		char thousands;
		bool is_told;
	} cases[] = {
		{ "Day;Leads\n2026-07-01;1,095\n2026-07-02;7\n", false, '.', true },
		{ "Day;Leads\n2026-07-01;1,095\n2026-07-02;1,105\n2026-07-03;3,5\n", false, '.', true },
		{ "Day;Leads\n2026-07-01;1,095\n2026-07-02;3,5\n", false, '.', false },
		{ "Day;Leads\n2026-07-01;1.095\n2026-07-02;7\n", false, '.', false },
		{ "Day;Leads\n2026-07-01;1,095\n2026-07-02;7\n", true, '.', true },
		{ "Day;Leads\n2026-07-01;1,095\n2026-07-02;7\n", true, '\0', false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = ads(LEADS_ONLY NUMBERS(",", "."), cases[i].rows);
		struct source *s = intake_source(k, "a.csv");
		const struct finding *f;

		s->has_numbers = cases[i].has_source;
		s->numbers = (struct num_style){ ',', cases[i].thousands, false };
		assert_true(intake_read(k));
		f = intake_finding(k, "K102", 0);
		print_message("%zu\n", i);
		assert_true((f != NULL) == cases[i].is_told);
		assert_true(f == NULL || (f->severity == SEV_WARNING && f->at.line == 2 && f->at.col == 12));
		assert_null(intake_finding(k, "K102", 1));
		intake_free(k);
	}
}

/* 1,5 in one file says that its program writes decimal commas: 48.000 in the other may be 48000. Neither is sure. */
static void test_decimal_comma_of_one_file_warns_for_the_others(void **state)
{
	struct intake *k = *state;

	intake_file(k, "a.csv", TIDY "2026-07-01,x,,leads,48.000\n2026-07-02,x,,leads,7\n");
	intake_file(k, "b.csv", TIDY "2026-07-03,x,,leads,\"1,5\"\n2026-07-04,x,,leads,7\n");
	intake_file(k, "c.csv", TIDY "2026-07-05,x,,leads,7\n");
	intake_source(k, "?.csv");
	assert_true(intake_read(k));
	assert_at(k, "K102", 0, "a.csv", 2, 0);
	assert_int_equal(intake_finding(k, "K102", 0)->severity, SEV_WARNING);
	assert_str(intake_finding(k, "K102", 0)->message,
	           "a number here could be another: b.csv has a decimal comma on line 2");
	assert_at(k, "K102", 1, "b.csv", 2, 21);
	assert_null(intake_finding(k, "K102", 2));
}

/* In a file with commas between cells 1.054 is read as a decimal; of a count it more likely means 1054. */
static void test_count_with_three_decimals_is_told_once_a_source(void **state)
{
	static const struct {
		const char *value, *metric, *why;
		enum unit unit;
		enum over_time over_time;
		bool is_settled, is_told;
	} cases[] = {
		{ "1.054", "leads", "a count", UNIT_COUNT, TIME_SUM, false, true },
		{ "48.000", "leads", "a count that may be 48000", UNIT_COUNT, TIME_SUM, false, true },
		{ "1.054", "leads", "people", UNIT_PEOPLE, TIME_NONE, false, true },
		{ "1.05", "leads", "no mark of thousands stands there", UNIT_COUNT, TIME_SUM, false, false },
		{ "0.054", "leads", "nor behind a 0", UNIT_COUNT, TIME_SUM, false, false },
		{ "\"1,054\"", "leads", "a mark of thousands", UNIT_COUNT, TIME_SUM, false, false },
		{ "1.054", "leads", "a score has decimals", UNIT_SCORE, TIME_MEAN, false, false },
		{ "1.054", "leads", "a mean of counts too", UNIT_COUNT, TIME_MEAN, false, false },
		{ "1.054", "leads", "the source says so", UNIT_COUNT, TIME_SUM, true, false },
		{ "1.054", "leads", "money", UNIT_CURRENCY, TIME_SUM, false, true },
		{ "1.054 EUR", "leads", "money with its sign", UNIT_CURRENCY, TIME_SUM, false, true },
		{ "12.50", "leads", "cents", UNIT_CURRENCY, TIME_SUM, false, false },
		{ "1.054", "leads", "a mean price", UNIT_CURRENCY, TIME_MEAN, false, false },
		{ "1.054", "other", "nobody knows what it counts", UNIT_COUNT, TIME_SUM, false, false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct metric *m = count_of(k, "leads");
		struct source *s;
		const struct finding *f;

		print_message("%s: %s\n", cases[i].value, cases[i].why);
		m->unit = cases[i].unit;
		m->over_time = cases[i].over_time;
		intake_file(k, "a.csv",
		            str_z(k->a, str_fmt(k->a, TIDY "2026-07-01,x,,%s,7\n2026-07-02,x,,%s,%s\n",
		                                cases[i].metric, cases[i].metric, cases[i].value)));
		intake_file(k, "b.csv",
		            str_z(k->a, str_fmt(k->a, TIDY "2026-07-03,x,,%s,%s\n", cases[i].metric,
		                                cases[i].value)));
		s = intake_source(k, "?.csv");
		s->has_numbers = cases[i].is_settled;
		s->numbers = NUM_PLAIN;
		assert_true(intake_read(k));
		f = intake_finding(k, "K102", 0);
		assert_true((f != NULL) == cases[i].is_told);
		assert_null(intake_finding(k, "K102", 1));
		if (f != NULL) {
			assert_at(k, "K102", 0, "a.csv", 3, 21);
			assert_int_equal(f->severity, SEV_WARNING);
		}
		intake_free(k);
	}
}

/* One number of the source that has a decimal full stop settles what it means, before or after, in this file or the next;
 * 1,054 beside it does not: then 1.054 may be the thousands. */
static void test_count_with_three_decimals_is_settled_by_other_numbers(void **state)
{
	static const struct {
		const char *other;
		bool is_told;
	} cases[] = {
		{ "1.5", false },      { "0.125", false }, { "\"1,054.5\"", false }, { "1054.125", false },
		{ "\"1,054\"", true }, { "15", true },     { "2.500", true },        { "1.2K", true },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		for (int is_later = 0; is_later <= 1; is_later++) {
			struct intake *k = intake_new();

			print_message("%s\n", cases[i].other);
			count_of(k, "leads");
			intake_file(k, is_later ? "a.csv" : "b.csv",
			            TIDY "2026-07-01,x,,leads,1.054\n2026-07-02,x,,leads,7\n");
			intake_file(k, is_later ? "b.csv" : "a.csv",
			            str_z(k->a,
			                  str_fmt(k->a, TIDY "2026-07-03,x,,other,%s\n", cases[i].other)));
			intake_source(k, "?.csv");
			assert_true(intake_read(k));
			assert_int_equal(intake_finding(k, "K102", 0) != NULL, cases[i].is_told);
			intake_free(k);
		}
}

/* A cell that is a number by the other marks is refused with the setting that reads it. */
static void test_number_of_the_other_marks_names_the_setting(void **state)
{
	static const struct {
		const char *value, *remedy;
		char decimal;
	} cases[] = {
		{ "1.054.203", "say numbers: {decimal: \",\", thousands: \".\"} in the format or source",
		  '.' },
		{ "12,5", "say numbers: {decimal: \",\", thousands: \".\"} in the format or source", '.' },
		{ "12..5", "write 1250 or 12.5, or leave the cell empty", '.' },
		{ "12.5", "correct the cell: numbers: {decimal: \",\"} is declared", ',' },
		{ "12,,5", "write 1250 or 12,5, or leave the cell empty", ',' },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct intake *k = intake_new();
		struct source *s;

		intake_file(k, "a.csv",
		            str_z(k->a,
		                  str_fmt(k->a, TIDY "2026-07-01,x,,leads,\"%s\"\n2026-07-02,x,,leads,7\n",
		                          cases[i].value)));
		s = intake_source(k, "a.csv");
		if (cases[i].decimal == ',') {
			s->has_numbers = true;
			s->numbers = (struct num_style){ ',', '.', false };
		}
		assert_true(intake_read(k));
		assert_str(intake_finding(k, "K102", 0)->remedy, cases[i].remedy);
		intake_free(k);
	}
}

/* 48.000 beside semicolons is 48 or 48000: refused until somebody says which. 5 and 0.250 are only what they are. */
static void test_a_thousands_point_is_never_a_decimal_in_silence(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(
	    k, "f.csv", DAILY,
	    "Date;Views\n2026-07-01;48.000\n2026-07-02;5\n2026-07-03;0.250\n2026-07-04;1,250\n"));
	assert_int_equal(intake_total(k, "views", "x", NULL), 5250);
	assert_true(intake_says(k, "K102", "'48.000' in 'Views' could be 48 or 48000"));
	assert_int_equal(intake_input(k, "f.csv")->rows_rejected, 2);
}

static void test_numbers_of_a_source_beat_those_of_the_format(void **state)
{
	struct intake *k = *state;
	const char *const one[] = { DAILY };
	struct source *s;

	intake_formats(k, one, 1);
	intake_file(k, "f.csv", "Date;Views\n2026-07-01;48.000\n2026-07-02;3,5\n");
	s = intake_source(k, "f.csv");
	s->has_numbers = true;
	s->numbers = (struct num_style){ ',', '.', false };
	assert_true(intake_read(k));
	assert_int_equal(intake_total(k, "views", "x", NULL), 48003500); /* 48000 + 3.5, in thousandths */
}

/* A comma that can only be decimal, after 48.000 was read as 48: the file is not to be trusted. */
static void test_a_decimal_comma_below_makes_the_number_above_an_error(void **state)
{
	struct intake *k = *state;

	assert_false(intake_read_as(k, "f.csv", DAILY,
	                            "Date,Views\n2026-07-01,48.000\n2026-07-02,\"3,5\"\n2026-07-03,1\n"));
	assert_true(intake_says(k, "K102", "has a decimal comma, so the number on line 2 could be another"));
}

static void test_numbers_are_as_the_format_declares(void **state)
{
	struct intake *k = *state;

	assert_true(intake_read_as(
	    k, "f.csv",
	    "format: f\nrecognise: {columns: [Fecha]}\ndate: {column: Fecha, forms: [DD/MM/YYYY]}\n"
	    "channel: {constant: x}\nnumbers: {decimal: \",\"}\nmissing: [NAN, \"-1\"]\nmetrics:\n"
	    "  Vistas: views\n  Horas: {metric: watch_seconds, times: 3600}\n",
	    "Fecha;Vistas;Horas\n02/07/2026;2.345;0,5\n03/07/2026;nan;-1\n"));
	assert_int_equal(intake_cell(k, "views", "x", "2026-07-02"), 2345000);
	assert_int_equal(intake_total(k, "watch_seconds", "x", NULL), 1800000); /* half an hour */
	assert_int_equal(intake_input(k, "f.csv")->left[LEFT_NO_VALUE], 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_count_with_three_decimals_is_told_once_a_source),
		cmocka_unit_test(test_count_with_three_decimals_is_settled_by_other_numbers),
		cmocka_unit_test(test_number_of_the_other_marks_names_the_setting),
		INTAKE_TEST(test_decimal_comma_of_one_file_warns_for_the_others),
		cmocka_unit_test(test_declared_marks_hold),
		cmocka_unit_test(test_most_cells_of_the_column_speak_first),
		cmocka_unit_test(test_count_with_three_decimals_after_a_comma_is_told),
		INTAKE_TEST(test_numbers_are_as_the_format_declares),
		INTAKE_TEST(test_a_thousands_point_is_never_a_decimal_in_silence),
		INTAKE_TEST(test_numbers_of_a_source_beat_those_of_the_format),
		INTAKE_TEST(test_a_decimal_comma_below_makes_the_number_above_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
