/* test_marks.c - the marks of numbers: what is declared holds, and what cells say where nothing is. */
#include "intake.h"

#define ADS                                                                                           \
	"format: ads\nrecognise: {columns: [Day, Leads]}\ndate: {column: Day, forms: [YYYY-MM-DD]}\n" \
	"channel: {constant: linkedin}\nmetrics: {Leads: leads}\n"
#define NUMBERS(decimal, thousands) "numbers: {decimal: \"" decimal "\", thousands: \"" thousands "\"}\n"

static struct intake *ads(const char *format, const char *rows)
{
	struct intake *k = intake_new();

	intake_currency(k, "leads");
	k->metrics[k->model.n_metrics - 1].unit = UNIT_COUNT;
	intake_formats(k, &format, 1);
	intake_file(k, "a.csv", rows);
	return k;
}

/* 1,095 + 1,105 = 2,200 leads; 3,5 is refused, before or after them, and where the file has semicolons too. */
static void test_declared_marks_hold(void **state)
{
	static const char *const files[] = {
		"Day,Leads\n2026-07-01,\"1,095\"\n2026-07-02,\"3,5\"\n2026-07-03,\"1,105\"\n",
		"Day,Leads\n2026-07-01,\"3,5\"\n2026-07-02,\"1,095\"\n2026-07-03,\"1,105\"\n",
		"Day;Leads\n2026-07-01;1,095\n2026-07-02;3,5\n2026-07-03;1,105\n",
	};

	(void)state;
	for (size_t i = 0; i < 2 * (LEN(files)); i++) {
		bool is_by_source = i % 2 == 1;
		struct intake *k = ads(is_by_source ? ADS : ADS NUMBERS(".", ","), files[i / 2]);
		struct source *s = intake_source(k, "a.csv");
		const struct finding *f;

		s->has_numbers = is_by_source;
		s->numbers = NUM_PLAIN;
		assert_true(intake_read(k));
		assert_int_equal(intake_total(k, "leads", "linkedin", NULL), 2200 * 1000);
		f = intake_finding(k, "K102", 0);
		assert_non_null(f);
		assert_int_equal(f->severity, SEV_REJECTED);
		assert_string_equal(str_z(k->a, f->remedy),
		                    "correct the cell: numbers: {decimal: \".\"} is declared");
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
		struct intake *k = ads(ADS, cases[i].rows);
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
		struct intake *k = ads(ADS NUMBERS(",", "."), cases[i].rows);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_declared_marks_hold),
		cmocka_unit_test(test_most_cells_of_the_column_speak_first),
		cmocka_unit_test(test_count_with_three_decimals_after_a_comma_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
