/* csv.c - records out of physical lines: plain ones as they stand (scan.c), all others as libcsv says. */
#include "read/csv.h"

#include <string.h>
#include "base/mem.h"
#include "read/csv_where.h"
#include "read/scan.h"

enum { WINDOW = 4096, PIECE = 16 << 10 };
enum { AT_ROW_START = 0, IN_FIELD = 2 }; /* of libcsv's pstate */

/* What libcsv gives back: field i is text[ends[i-1] .. ends[i]). */
struct cells {
	char *text;
	size_t n_text, cap_text;
	size_t *ends;
	size_t n, cap_ends;
};

/*  raw: | lines of the record before | line ... (from) record ... | fed | not fed: behind a lone CR |
 * Only a lone CR in the middle of a line leaves anything behind `fed`. */
struct csv {
	struct decoder *c;
	struct arena *a;
	struct str shown;
	struct csv_parser libcsv;
	struct cells cells;
	struct str *fields;
	size_t cap_fields;
	char *raw;
	size_t n_raw, cap_raw, fed;
	size_t line_at; /* where in raw the newest physical line starts */
	uint32_t line;  /* number of the line last taken */
	enum parser parser;
	struct scan scan; /* of the lines that were decoded together */
	csv_block_fn next_block;
	void *blocks;
	char delimiter, next_delimiter;
	bool is_failed;
};

/* --- libcsv */

static void add_field(void *p, size_t n, void *ctx)
{
	struct cells *cells = ctx;

	if (n > 0) {
		mem_reserve(&cells->text, &cells->cap_text, cells->n_text + n, 1);
		memcpy(cells->text + cells->n_text, p, n);
		cells->n_text += n;
	}
	mem_reserve(&cells->ends, &cells->cap_ends, cells->n + 1, sizeof *cells->ends);
	cells->ends[cells->n++] = cells->n_text;
}

static bool is_in_quotes(const struct csv_parser *p)
{
	return p->pstate == IN_FIELD && p->quoted;
}

struct place csv_place(struct csv *r, struct arena *a, const struct csv_record *rec, size_t i)
{
	return place_copy(a, csv_where(r->shown, rec, i, r->delimiter, decode_line_end(r->c)));
}

/* --- records */

static bool take_block(void *ctx, struct str *block, struct diag *d)
{
	return decode_lines(ctx, block, d);
}

struct csv *csv_open(struct decoder *c, struct str shown, char delimiter, enum parser parser)
{
	struct csv *r = mem_new(1, sizeof *r);

	r->c = c;
	r->a = arena_new(0);
	r->shown = str_copy(r->a, shown);
	r->delimiter = r->next_delimiter = delimiter;
	r->parser = parser;
	r->next_block = take_block;
	r->blocks = c;
	scan_init(&r->scan, PIECE);
	csv_start_parser(&r->libcsv, delimiter);
	return r;
}

void csv_close(struct csv *r)
{
	if (r == NULL)
		return;
	csv_free(&r->libcsv);
	scan_clear(&r->scan);
	mem_free(r->cells.text);
	mem_free(r->cells.ends);
	mem_free(r->fields);
	mem_free(r->raw);
	arena_free(r->a);
	mem_free(r);
}

void csv_set_piece(struct csv *r, size_t piece)
{
	scan_clear(&r->scan);
	scan_init(&r->scan, piece);
}

void csv_set_delimiter(struct csv *r, char delimiter)
{
	r->next_delimiter = delimiter;
}

bool csv_failed(const struct csv *r)
{
	return r->is_failed;
}

void csv_set_blocks(struct csv *r, csv_block_fn next, void *ctx)
{
	r->next_block = next;
	r->blocks = ctx;
}

/* The lines of the block are used up: the decoder hears how many they were, and there may be another block. False:
 * there is none, decode_line knows why. */
static bool next_block(struct csv *r, struct diag *d)
{
	struct str block = STR_NONE;

	decode_count_lines(r->c, r->scan.lines);
	scan_begin(&r->scan, STR_NONE);
	if (r->parser == PARSER_LIBCSV || r->line == 0 || !r->next_block(r->blocks, &block, d))
		return false;
	scan_begin(&r->scan, block);
	return block.n > 0;
}

static bool next_line(struct csv *r, struct str *line, struct diag *d)
{
	if (scan_line(&r->scan, line) || (next_block(r, d) && scan_line(&r->scan, line))) {
		r->line++;
		return true;
	}
	if (!decode_line(r->c, line, d)) {
		r->is_failed = decode_failed(r->c);
		return false;
	}
	r->line = decode_line_number(r->c);
	return true;
}

/* Another physical line behind those in raw. */
static bool add_line(struct csv *r, struct diag *d)
{
	struct str line;

	if (!next_line(r, &line, d))
		return false;
	mem_reserve(&r->raw, &r->cap_raw, r->n_raw + line.n, 1);
	memcpy(r->raw + r->n_raw, line.p, line.n);
	r->line_at = r->n_raw;
	r->n_raw += line.n;
	return true;
}

/* Up to and with the next line end: an LF, a CR with its LF, or a lone CR, which ends a record too. Looked
 * for in windows, so that a long line of many pieces is not searched to its end for each. */
static struct str next_piece(const struct csv *r)
{
	struct str rest = { r->raw + r->fed, r->n_raw - r->fed };

	for (size_t from = 0; from < rest.n; from += WINDOW) {
		struct str window = str_sub(rest, from, WINDOW);
		size_t lf = str_find(window, STR("\n")), cr = str_find(window, STR("\r"));
		size_t end = from + (lf < cr ? lf : cr) + 1;

		if (lf == SIZE_MAX && cr == SIZE_MAX)
			continue;
		if (cr < lf && end < rest.n && rest.p[end] == '\n')
			end++;
		return str_sub(rest, 0, end);
	}
	return rest;
}

/* Where the cell starts that the parser is in the middle of. */
static struct place open_quote(const struct csv *r, const struct csv_record *rec)
{
	struct csv_record so_far = *rec;

	so_far.raw = (struct str){ r->raw, r->fed };
	so_far.n = r->cells.n + 1;
	return csv_where(r->shown, &so_far, r->cells.n, r->delimiter, decode_line_end(r->c));
}

static bool fail_quote(struct csv *r, const struct csv_record *rec, struct diag *d)
{
	r->is_failed = true;
	diag_error(d, "K121", open_quote(r, rec),
	           STR("close the cell with \", or write a quote inside it twice (\"\")"),
	           "the quote that opens here is never closed");
	return false;
}

/* Lines have a limit of their own, so only an open quote makes a record this long. */
static bool fail_long(struct csv *r, const struct csv_record *rec, struct diag *d)
{
	r->is_failed = true;
	if (r->cells.n > FIELDS_MAX)
		diag_error(d, "K109", ((struct place){ .file = r->shown, .line = rec->line }),
		           STR("check the delimiter, and that this is the file you mean"),
		           "this record has more than %d cells", FIELDS_MAX);
	else
		diag_error(d, "K109", open_quote(r, rec),
		           STR("close the cell with \", or write a quote inside it twice (\"\")"),
		           "the quote that opens here is still open after %u MB", RECORD_MAX_BYTES >> 20);
	return false;
}

/* Feed pieces until the parser is back at the start of a row. */
static bool feed(struct csv *r, const struct csv_record *rec, struct diag *d)
{
	do {
		if (r->fed == r->n_raw && !add_line(r, d)) {
			if (r->is_failed)
				return false;
			if (is_in_quotes(&r->libcsv))
				return fail_quote(r, rec, d);
			csv_fini(&r->libcsv, add_field, NULL, &r->cells);
			break;
		}
		struct str piece = next_piece(r);
		csv_parse(&r->libcsv, piece.p, piece.n, add_field, NULL, &r->cells);
		r->fed += piece.n;
		if (r->fed - rec->from > RECORD_MAX_BYTES || r->cells.n > FIELDS_MAX)
			return fail_long(r, rec, d);
	} while (r->libcsv.pstate != AT_ROW_START);
	return true;
}

/* raw made to start with the line that the next record starts in. False: there is none. */
static bool start_record(struct csv *r, struct csv_record *rec, struct diag *d)
{
	r->delimiter = r->next_delimiter;
	csv_set_delim(&r->libcsv, (unsigned char)r->delimiter);
	r->cells.n = r->cells.n_text = 0;
	if (r->fed == r->n_raw) {
		r->n_raw = r->fed = 0;
		if (!add_line(r, d))
			return false;
	} else if (r->line_at > 0) {
		memmove(r->raw, r->raw + r->line_at, r->n_raw - r->line_at);
		r->n_raw -= r->line_at;
		r->fed -= r->line_at;
		r->line_at = 0;
	}
	*rec = (struct csv_record){ .line = r->line, .from = r->fed };
	return true;
}

static bool next_by_libcsv(struct csv *r, struct csv_record *rec, struct diag *d)
{
	const struct cells *cells = &r->cells;
	size_t from = 0;
	struct str text;

	if (!start_record(r, rec, d) || !feed(r, rec, d))
		return false;
	text = (struct str){ cells->text, cells->n_text }; /* NULL where all cells so far were empty */
	mem_reserve(&r->fields, &r->cap_fields, cells->n, sizeof *r->fields);
	for (size_t i = 0; i < cells->n; i++) {
		r->fields[i] = str_sub(text, from, cells->ends[i] - from);
		from = cells->ends[i];
	}
	rec->fields = r->fields;
	rec->n = cells->n; /* 0: libcsv passes over a line of nothing, back at a row start at once */
	rec->raw = (struct str){ r->raw, r->fed };
	return true;
}

/* A plain record of the lines that were decoded together. The first record of a file is left to libcsv, as is
 * what stands behind a lone CR. */
static bool next_plain(struct csv *r, struct csv_record *rec, struct diag *d)
{
	uint32_t before;

	if (r->parser == PARSER_LIBCSV || r->fed < r->n_raw || r->line == 0)
		return false;
	if (r->scan.at == r->scan.block.n && !next_block(r, d))
		return false;
	scan_set_delimiter(&r->scan, r->next_delimiter);
	before = r->scan.lines;
	if (!scan_record(&r->scan, rec))
		return false;
	r->delimiter = r->next_delimiter;
	rec->line = r->line + 1;
	r->line += r->scan.lines - before;
	return true;
}

size_t csv_block_at(struct csv *r, struct diag *d)
{
	if (r->is_failed || r->fed < r->n_raw || (r->scan.at == r->scan.block.n && !next_block(r, d)))
		return SIZE_MAX;
	return r->scan.at;
}

void csv_skip(struct csv *r, size_t to, uint32_t lines)
{
	scan_skip(&r->scan, to, lines);
	r->line += lines;
	r->delimiter = r->next_delimiter;
}

uint32_t csv_line(const struct csv *r)
{
	return r->line;
}

bool csv_next(struct csv *r, struct csv_record *rec, struct diag *d)
{
	return !r->is_failed && (next_plain(r, rec, d) || next_by_libcsv(r, rec, d));
}
