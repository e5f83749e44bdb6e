/* fuzz_csv.c - any bytes: the records are those of libcsv fed at once, wherever the seams are, and no byte is lost. */
#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "read/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The cells of all records, 0x1F behind each; 0x1E behind each record. */
struct cells {
	struct strbuf all, raw;
	size_t n; /* in the record at hand */
};

static void require(int is_so)
{
	if (!is_so)
		abort();
}

static void check_places(struct csv *r, struct arena *a, const struct csv_record *rec)
{
	for (size_t i = 0; i <= rec->n && i < 8; i++) {
		struct place at = csv_place(r, a, rec, i);

		require(at.line >= rec->line && at.col >= 1 && at.col <= utf8_count(at.source) + 1);
	}
}

/* What our reader says. False: it refused the file. */
static bool read_ours(struct arena *a, struct str bytes, size_t chunk, char delimiter, struct cells *out)
{
	struct diag *d = diag_new();
	struct decoder *c = decode_memory(bytes, chunk, STR("in.csv"), STR_NONE, d);
	struct csv *r = c != NULL ? csv_open(c, STR("in.csv"), delimiter, PARSER_LIBCSV) : NULL;
	struct csv_record rec;
	bool ok = r != NULL;

	strbuf_init(&out->all, a, 0);
	strbuf_init(&out->raw, a, 0);
	while (ok && csv_next(r, &rec, d)) {
		strbuf_add(&out->raw, str_sub(rec.raw, rec.from, rec.raw.n));
		check_places(r, a, &rec);
		for (size_t i = 0; i < rec.n; i++) {
			strbuf_add(&out->all, rec.fields[i]);
			strbuf_addc(&out->all, '\x1F');
		}
		if (rec.n > 0)
			strbuf_addc(&out->all, '\x1E');
	}
	ok = ok && !csv_failed(r);
	require(ok == (diag_count(d, SEV_ERROR) == 0));
	csv_close(r);
	decode_close(c);
	diag_free(d);
	return ok;
}

static void add_field(void *p, size_t n, void *ctx)
{
	struct cells *out = ctx;

	strbuf_add(&out->all, (struct str){ p, n });
	strbuf_addc(&out->all, '\x1F');
}

static void add_record(int end, void *ctx)
{
	struct cells *out = ctx;

	(void)end;
	strbuf_addc(&out->all, '\x1E');
}

static int never(unsigned char c)
{
	(void)c;
	return 0;
}

/* What libcsv says of the same text in one piece. */
static void read_theirs(struct arena *a, struct str text, char delimiter, struct cells *out)
{
	struct csv_parser p;

	strbuf_init(&out->all, a, 0);
	require(csv_init(&p, 0) == 0);
	csv_set_delim(&p, (unsigned char)delimiter);
	csv_set_space_func(&p, never);
	if (text.n > 0)
		csv_parse(&p, text.p, text.n, add_field, add_record, out);
	csv_fini(&p, add_field, add_record, out);
	csv_free(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { ',', ';', '\t', '|' };
	struct str bytes = { (const char *)data, size };
	char delimiter = delimiters[size % sizeof delimiters];
	struct arena *a = arena_new(0);
	struct cells whole, parts, theirs;
	bool ok = read_ours(a, bytes, 0, delimiter, &whole);

	require(read_ours(a, bytes, 1 + size % 7, delimiter, &parts) == ok);
	require(str_eq(strbuf_str(&whole.all), strbuf_str(&parts.all)));
	if (ok) { /* raw is then the whole text as UTF-8 */
		read_theirs(a, strbuf_str(&whole.raw), delimiter, &theirs);
		require(str_eq(strbuf_str(&whole.all), strbuf_str(&theirs.all)));
		if (utf8_bad(bytes) == SIZE_MAX)
			require(str_ends(bytes, strbuf_str(&whole.raw)) && bytes.n - whole.raw.n <= 3);
	}
	arena_free(a);
	return 0;
}
