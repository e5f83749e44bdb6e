/* test_ahead.c - rows that other threads find ahead of the reader: the same ledger, findings and cells as without them. */
#include <string.h>
#include "intake.h"
#include "read/scout.h"

static const char long_format[] = "format: long\nrecognise: {columns: [date, page, metric, value]}\n"
				  "grain: day\ndate: {column: date, forms: [YYYY-MM-DD, M/D/YYYY]}\n"
				  "channel: {constant: linkedin}\naccount: {column: page}\n"
				  "metric: {column: metric}\nvalue: {column: value}\n";
static const char wide_format[] = "format: wide\nrecognise: {columns: [Date, Page, Likes]}\n"
				  "grain: day\ndate: {column: Date, forms: [YYYY-MM-DD, M/D/YYYY]}\n"
				  "channel: {constant: linkedin}\naccount: {column: Page}\nmetrics:\n"
				  "  Likes: likes\n  Shares: {metric: shares, times: 0.01}\n";
static const char *const formats[] = { long_format, wide_format };

#define PICK(list, x) ((list)[lcg(x) % (sizeof(list) / sizeof *(list))])

/* One row in `odd` is quoted, broken, refused or goes over several lines, in ways that mislead whoever guesses where records
 * start. */
static const char *pages(uint32_t *x, unsigned odd)
{
	static const char *const plain[] = { "north", "south", "east", "west" };
	static const char *const strange[] = {
		"\"north\"",
		"\"Acme, Inc\"",
		"\"N\nW\"",
		"a \"b\" c",
		"\"a \"\"b\"\" c\"",
		"\"a\" b",
		"5\" x",
		" north ",
		"",
		"\"x\n2026-07-01,q,likes,7\"",
		"\"\n\n\"",
		"\"2026-07-02\r\n,\"",
		"new",
		"\"\"\"\"",
		"\"y\n2026-07-05,\"\"q\"\",likes,7\"",
	};

	return lcg(x) % odd == 0 ? PICK(strange, x) : PICK(plain, x);
}

static const char *values(uint32_t *x, unsigned odd)
{
	static const char *const plain[] = { "1", "12", "0", "1250", "7.5", "99" };
	static const char *const strange[] = { "",
		                               "-",
		                               "x",
		                               "1.250",
		                               "\"1,250\"",
		                               "1,5",
		                               "-3",
		                               "1e3",
		                               "12 ",
		                               "\"12\"",
		                               "n/a",
		                               "$4",
		                               "12345678901234567890",
		                               "12,,",
		                               "12345.67",
		                               "\"123456789\"",
		                               ".5",
		                               "5.",
		                               "1.2.3",
		                               "\r" };

	return lcg(x) % odd == 0 ? PICK(strange, x) : PICK(plain, x);
}

static struct str make_rows(struct arena *a, uint32_t seed, bool is_wide, unsigned odd)
{
	static const char *const metrics[] = { "likes", "shares", "saves" };
	static const char *const ends[] = { "\n", "\n", "\n", "\r\n", "\n\n", ",\n" };
	bool is_quoted = seed % 3 == 2; /* where it is not odd */
	const char *page = "north";
	struct strbuf b;
	uint32_t x = seed;

	strbuf_init(&b, a, 0);
	strbuf_addz(&b, is_wide ? "Date,Page,Likes,Shares,Late\n" : "date,page,metric,value\n");
	for (int i = 0; i < 900; i++) {
		unsigned day = 1 + (unsigned)i / 40;

		if (lcg(&x) % odd == 0)
			strbuf_fmt(&b, "7/%u/2026,", 1 + lcg(&x) % 31);
		else
			strbuf_fmt(&b, "2026-07-%02u,", day);
		if (lcg(&x) % 3 == 0) /* rows that begin like the one before are most there are */
			page = pages(&x, odd);
		strbuf_fmt(&b, is_quoted && page[0] >= 'a' && strchr(page, '"') == NULL ? "\"%s\"" : "%s",
		           page);
		if (is_wide)
			strbuf_fmt(&b, ",%s,%s,%s", values(&x, odd), values(&x, odd), i > 500 ? "4" : "");
		else
			strbuf_fmt(&b, is_quoted && lcg(&x) % odd > 0 ? ",\"%s\",%s" : ",%s,%s",
			           PICK(metrics, &x), values(&x, odd));
		strbuf_addz(&b, lcg(&x) % odd == 0 ? PICK(ends, &x) : "\n");
	}
	if (seed % 3 == 0) /* a last line without an end */
		strbuf_addz(&b, is_wide ? "2026-07-30,north,5,6," : "2026-07-30,north,likes,5");
	if (seed % 5 == 0)
		strbuf_addz(&b, "2026-07-30,\"never closed\n1,2,3\n");
	return strbuf_str(&b);
}

static void tell_cells(struct strbuf *b, struct intake *k)
{
	for (size_t i = 0; i < store_count(k->st); i++) {
		const struct series *s = store_series(k->st, i);
		struct cell_walk w;
		int32_t day;
		int64_t micro;

		strbuf_fmt(b, "%.*s %.*s %.*s:", STR_ARG(intern_str(k->names, s->channel)),
		           STR_ARG(intern_str(k->names, s->account)),
		           STR_ARG(intern_str(k->names, s->metric)));
		store_walk(&w, k->st, i, s->first_day, s->last_day);
		while (store_next(&w, &day, &micro))
			strbuf_fmt(b, " %d=%lld", (int)day, (long long)micro);
		strbuf_addc(b, '\n');
	}
}

/* All that reading the rows says. */
static struct str tell(struct arena *a, struct str rows, enum same_cell same, struct read_options how)
{
	struct intake *k = intake_new();
	const struct input *in;
	const struct finding *found;
	struct strbuf b;
	size_t n;

	intake_formats(k, formats, 2);
	intake_bytes(k, "f.csv", rows.p, rows.n);
	intake_source(k, "f.csv")->same_cell = same;
	how.max_rejected = 1;
	how.as_of = DAY_NONE;
	k->options = how;
	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "%d\n", intake_read(k));
	in = intake_input(k, "f.csv");
	strbuf_fmt(&b, "rows %d used %d rejected %d cells %d missing %d rejected %d ignored %d days %d %d\n",
	           (int)in->rows, (int)in->rows_used, (int)in->rows_rejected, (int)in->cells_used,
	           (int)in->cells_missing, (int)in->cells_rejected, (int)in->cells_ignored,
	           (int)in->first_day, (int)in->last_day);
	tell_cells(&b, k);
	found = diag_list(k->d, &n);
	for (size_t i = 0; i < n; i++)
		diag_format(&b, &found[i]);
	intake_free(k);
	return strbuf_str(&b);
}

static void test_any_threads_and_blocks_tell_what_one_thread_does(void **state)
{
	static const size_t blocks[] = { 16, 64, 100, 700, 5000 };
	static const unsigned odds[] = { 3, 20, 400 };
	struct arena *a = arena_new(0);

	(void)state;
	for (uint32_t seed = 1; seed <= 30; seed++) {
		struct str rows = make_rows(a, seed, seed % 2 == 0, odds[seed % 3]);
		enum same_cell same = seed % 4 < 2    ? SAME_CELL_SUM
		                      : seed % 4 == 2 ? SAME_CELL_LAST
		                                      : SAME_CELL_REFUSE;
		struct read_options how = { .parser = PARSER_LIBCSV, .n_threads = 1 };
		struct str plain = tell(a, rows, same, how), other;

		how.parser = PARSER_FAST;
		how.block = blocks[seed % 5];
		for (how.n_threads = 1; how.n_threads <= 4; how.n_threads++) {
			other = tell(a, rows, same, how);
			if (!str_eq(plain, other))
				print_error("seed %u, %d threads, blocks of %d\n", (unsigned)seed,
				            (int)how.n_threads, (int)how.block);
			assert_string_equal(str_z(a, plain), str_z(a, other));
		}
		arena_reset(a);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_threads_and_blocks_tell_what_one_thread_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
