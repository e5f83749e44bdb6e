/* csv.h - records with positions. libcsv says what a record is. */
#ifndef KPI_READ_CSV_H
#define KPI_READ_CSV_H
#include "read/decode.h"
#include "read/parser.h"

struct csv_record {
	struct str *fields; /* unquoted, trimmed of nothing; valid until the next csv_next */
	size_t n;
	uint32_t line;  /* where it starts */
	struct str raw; /* its lines as they stand in the file (decoded), line ends included */
	size_t from;    /* where in raw it starts: 0, but behind a lone CR in the middle of a line */
	bool is_plain;  /* the fields are slices of raw */
};

struct csv;
/* Reads records from the lines of c (borrowed). delimiter: ',', ';', '\t', '|'. */
struct csv *csv_open(struct decoder *c, struct str shown, char delimiter, enum parser parser);
/* How many bytes the fast reader looks through at a time, so that a test can put the seams anywhere. */
void csv_set_piece(struct csv *r, size_t piece);
void csv_close(struct csv *r);
/* From the next block on, blocks of whole lines come from `next` and not from the decoder, which still has what is no
 * whole line. Empty: there are none. */
typedef bool (*csv_block_fn)(void *ctx, struct str *block, struct diag *d);
void csv_set_blocks(struct csv *r, csv_block_fn next, void *ctx);
/* Between two records: how far the block at hand is read, once another was taken up where it was used up. SIZE_MAX: there is
 * none, or something of it was not given yet. */
size_t csv_block_at(struct csv *r, struct diag *d);
/* Goes on at `to` of the block at hand, which is behind the end of a record and `lines` lines farther on. */
void csv_skip(struct csv *r, size_t to, uint32_t lines);
uint32_t csv_line(const struct csv *r); /* lines taken so far */
/* A different delimiter from the next record on (sep= lines). */
void csv_set_delimiter(struct csv *r, char delimiter);

/* The next record, blank lines included (n == 0: a line of nothing, so that stacked tables can be told).
 * False: end of file, or an error in diag: K121 a quote that never closes (naming the line that opens it),
 * K109 a record over 16 MB or 100,000 cells, those of decode. */
bool csv_next(struct csv *r, struct csv_record *rec, struct diag *d);
bool csv_failed(const struct csv *r);

/* Where field i of rec, the newest one, starts: file, line, col and source line, by reading the record again.
 * i >= n: behind its last character. */
struct place csv_place(struct csv *r, struct arena *a, const struct csv_record *rec, size_t i);

/* The whole of a small file (16 MB, else K109) as records in the arena (goals.csv, targets.csv), blank lines
 * left out; fields with places on demand. The delimiter is ',', or ';' or a tab where the first line has
 * that and no ','. */
struct csv_table {
	struct str file;
	struct csv_record *rows;
	size_t n;
	char delimiter, line_end;
	uint64_t digest_hi, digest_lo, bytes; /* of the file, where it was read to its end */
};
bool csv_read_table(struct arena *a, const char *path, struct str shown, struct csv_table *out,
                    struct diag *d);
struct place csv_table_place(struct arena *a, const struct csv_table *t, size_t row, size_t field);
#endif
