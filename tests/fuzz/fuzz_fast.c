/* fuzz_fast.c - any bytes: the fast reader and libcsv give the same records, places and errors, wherever the
 * seams are. The first byte says where: how much is decoded and looked through at a time, and the delimiter. */
#include <stdint.h>
#include <stdlib.h>
#include "read/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reader {
	struct arena *a;
	struct diag *d;
	struct decoder *c;
	struct csv *r;
};

static void require(int is_so)
{
	if (!is_so)
		abort();
}

static struct reader open_reader(struct str bytes, size_t chunk, size_t piece, char delimiter,
                                 enum parser parser)
{
	struct reader x = { .a = arena_new(0), .d = diag_new() };

	x.c = decode_memory(bytes, chunk, STR("in.csv"), STR_NONE, x.d);
	if (x.c != NULL)
		x.r = csv_open(x.c, STR("in.csv"), delimiter, parser);
	if (x.r != NULL && piece > 0)
		csv_set_piece(x.r, piece);
	return x;
}

static void close_reader(struct reader *x)
{
	csv_close(x->r);
	decode_close(x->c);
	diag_free(x->d);
	arena_free(x->a);
}

static void same_place(struct place a, struct place b)
{
	require(a.line == b.line && a.col == b.col && str_eq(a.source, b.source) && str_eq(a.file, b.file));
}

static void same_record(struct reader *x, const struct csv_record *a, struct reader *y,
                        const struct csv_record *b)
{
	require(a->n == b->n && a->line == b->line);
	require(a->from == b->from && str_eq(a->raw, b->raw));
	for (size_t i = 0; i < a->n; i++)
		require(str_eq(a->fields[i], b->fields[i]));
	for (size_t i = 0; i <= a->n && i < 6; i++)
		same_place(csv_place(x->r, x->a, a, i), csv_place(y->r, y->a, b, i));
	arena_reset(x->a);
	arena_reset(y->a);
}

static void same_findings(struct diag *a, struct diag *b)
{
	size_t n, m;
	const struct finding *x = diag_list(a, &n), *y = diag_list(b, &m);

	require(n == m);
	for (size_t i = 0; i < n; i++) {
		require(str_eq(str_of(x[i].code), str_of(y[i].code)) && str_eq(x[i].message, y[i].message));
		same_place(x[i].at, y[i].at);
	}
}

/* Half way through the delimiter may change, as a sep= line changes it. */
static void compare(struct reader *x, struct reader *y, char later, size_t change_at)
{
	struct csv_record a, b;
	bool has;
	size_t n = 0;

	do {
		has = csv_next(x->r, &a, x->d);
		require(has == csv_next(y->r, &b, y->d));
		if (has)
			same_record(x, &a, y, &b);
		if (++n == change_at) {
			csv_set_delimiter(x->r, later);
			csv_set_delimiter(y->r, later);
		}
	} while (has);
	require(csv_failed(x->r) == csv_failed(y->r));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { ',', ';', '\t', '|' };
	static const size_t chunks[] = { 0, 1, 7, 64 }, pieces[] = { 0, 1, 64, 100 };
	unsigned how = size > 0 ? data[0] : 0;
	struct str bytes = { (const char *)data + (size > 0), size - (size > 0) };
	char delimiter = delimiters[how >> 4 & 3];
	struct reader fast =
	    open_reader(bytes, chunks[how & 3], pieces[how >> 2 & 3], delimiter, PARSER_FAST);
	struct reader plain = open_reader(bytes, 0, 0, delimiter, PARSER_LIBCSV);

	require((fast.r == NULL) == (plain.r == NULL));
	if (fast.r != NULL)
		compare(&fast, &plain, delimiters[how >> 6], how >> 6);
	same_findings(fast.d, plain.d);
	close_reader(&fast);
	close_reader(&plain);
	return 0;
}
