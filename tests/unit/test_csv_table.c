/* test_csv_table.c - claims about csv_table.c. */
#include <stdlib.h>
#include <unistd.h>
#include "claim.h"
#include "read/csv.h"

/* A file that is gone once it is open would be no test of a path, so it stays until the table is read. */
static bool read_table(struct fixture *f, struct str text, struct csv_table *t)
{
	char path[] = "/tmp/kpialign-test-XXXXXX";
	int fd = mkstemp(path);
	bool ok;

	assert_true(fd >= 0);
	ok = write(fd, text.p, text.n) == (ssize_t)text.n;
	close(fd);
	ok = csv_read_table(f->a, path, STR("in.csv"), t, f->d) && ok;
	unlink(path);
	return ok;
}

static void test_csv_table_knows_the_place_of_every_cell(void **state)
{
	struct fixture *f = *state;
	struct csv_table t;

	assert_true(read_table(f, STR("goal,name\n\ng1,\"One\nline more\"\ng2,Two\n"), &t));
	assert_int_equal(t.n, 3);
	assert_true(str_is(t.rows[1].fields[1], "One\nline more"));
	assert_true(str_is(t.rows[2].fields[0], "g2"));
	assert_int_equal(t.rows[1].line, 3);
	assert_source(csv_table_place(f->a, &t, 1, 1), "in.csv", 3, 4, "g1,\"One");
	assert_source(csv_table_place(f->a, &t, 2, 1), "in.csv", 5, 4, "g2,Two");
}

/* printf abc | xxh128sum: 06b05ab6733a618578af5f94892f3950 */
static void test_csv_table_has_the_digest_of_its_file(void **state)
{
	struct fixture *f = *state;
	struct csv_table t;

	assert_true(read_table(f, STR("abc"), &t));
	assert_true(t.digest_hi == UINT64_C(0x06b05ab6733a6185));
	assert_true(t.digest_lo == UINT64_C(0x78af5f94892f3950));
	assert_int_equal(t.bytes, 3);
}

static void test_csv_table_takes_its_delimiter_from_the_first_line(void **state)
{
	static const struct {
		const char *text, *second;
		char delimiter;
	} cases[] = {
		{ "a;b\n1,5;2\n", "2", ';' },
		{ "a\tb\n1;5\t2\n", "2", '\t' },
		{ "a;x,b\n1,2\n", "2", ',' },
		{ "\xEF\xBB\xBF"
		  "a,b\n1,2\n",
		  "2", ',' },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct csv_table t;

		assert_true(read_table(f, str_of(cases[i].text), &t));
		assert_int_equal(t.delimiter, cases[i].delimiter);
		assert_int_equal(t.n, 2);
		assert_true(str_is(t.rows[1].fields[1], cases[i].second));
		assert_true(str_is(t.rows[0].fields[0], i == 2 ? "a;x" : "a"));
	}
}

static void test_csv_table_reports_what_it_cannot_read(void **state)
{
	struct fixture *f = *state;
	struct csv_table t;

	assert_false(csv_read_table(f->a, "/nonexistent.csv", STR("goals.csv"), &t, f->d));
	assert_string_equal(only_finding(f->d)->code, "K901");
	assert_false(read_table(f, STR("a,\"b\n"), &t));
	assert_true(diag_has(f->d, "K121"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(test_csv_table_knows_the_place_of_every_cell),
		FIXTURE_TEST(test_csv_table_has_the_digest_of_its_file),
		FIXTURE_TEST(test_csv_table_takes_its_delimiter_from_the_first_line),
		FIXTURE_TEST(test_csv_table_reports_what_it_cannot_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
