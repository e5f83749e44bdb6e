/* csv_table.c - a small CSV file as a whole. */
#include <string.h>
#include "base/mem.h"
#include "read/csv.h"
#include "read/csv_where.h"

#define TABLE_MAX_BYTES (16u << 20)

struct table {
	struct arena *a;
	struct csv_table *out;
	size_t cap;
	struct csv_record *rows; /* on the heap while it grows */
	size_t bytes;
};

static void add_row(struct table *t, const struct csv_record *rec)
{
	struct csv_record *row;

	if (rec->n == 0)
		return;
	mem_reserve(&t->rows, &t->cap, t->out->n + 1, sizeof *t->rows);
	row = &t->rows[t->out->n++];
	*row = *rec;
	row->raw = str_copy(t->a, rec->raw);
	row->fields = ARENA_ARRAY(t->a, rec->n, struct str);
	for (size_t i = 0; i < rec->n; i++)
		row->fields[i] = str_copy(t->a, rec->fields[i]);
}

/* By the first line: Excel writes `;` where the comma is the decimal mark. */
static char guess_delimiter(struct str line)
{
	static const char others[] = { ';', '\t' };

	if (str_find(line, STR(",")) == SIZE_MAX)
		for (size_t i = 0; i < sizeof others; i++)
			if (str_find(line, (struct str){ &others[i], 1 }) != SIZE_MAX)
				return others[i];
	return ',';
}

static bool read_rows(struct table *t, struct csv *r, struct diag *d)
{
	struct csv_record rec;

	while (csv_next(r, &rec, d)) {
		add_row(t, &rec);
		t->bytes += rec.raw.n - rec.from;
		if (t->bytes > TABLE_MAX_BYTES) {
			diag_error(d, "K109", ((struct place){ .file = t->out->file, .line = rec.line }),
			           STR("check that this is the file you mean"),
			           "the file is longer than %u MB", TABLE_MAX_BYTES >> 20);
			return false;
		}
	}
	return !csv_failed(r);
}

/* The first line of the file, read apart. */
static bool settle_delimiter(const char *path, struct csv_table *t, struct diag *d)
{
	struct decoder *c = decode_head(NULL, path, t->file, STR_NONE, d);
	struct str line = STR_NONE;

	if (c == NULL)
		return false;
	decode_line(c, &line, d);
	t->delimiter = guess_delimiter(line);
	t->line_end = decode_line_end(c);
	bool ok = !decode_failed(c);
	decode_close(c);
	return ok;
}

bool csv_read_table(struct arena *a, const char *path, struct str shown, struct csv_table *out,
                    struct diag *d)
{
	struct table t = { .a = a, .out = out };

	*out = (struct csv_table){ .file = str_copy(a, shown) };
	if (!settle_delimiter(path, out, d))
		return false;
	struct decoder *c = decode_open(path, out->file, STR_NONE, d);
	if (c == NULL)
		return false;
	struct csv *r = csv_open(c, out->file, out->delimiter, PARSER_LIBCSV);
	bool ok = read_rows(&t, r, d);
	out->rows = ARENA_ARRAY(a, out->n, struct csv_record);
	if (out->n > 0)
		memcpy(out->rows, t.rows, out->n * sizeof *t.rows);
	decode_digest(c, &out->digest_hi, &out->digest_lo, &out->bytes);
	csv_close(r);
	decode_close(c);
	mem_free(t.rows);
	return ok;
}

struct place csv_table_place(struct arena *a, const struct csv_table *t, size_t row, size_t field)
{
	struct place at = csv_where(t->file, &t->rows[row], field, t->delimiter, t->line_end);

	at.source = str_copy(a, at.source);
	return at;
}
