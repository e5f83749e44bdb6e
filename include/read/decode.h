/* decode.h - the bytes of a file as UTF-8, a physical line at a time, digested on the way. */
#ifndef KPI_READ_DECODE_H
#define KPI_READ_DECODE_H
#include "base/arena.h"
#include "base/diag.h"

#define LINE_MAX_BYTES (16u << 20) /* a longer physical line is K109 */

struct decoder;

/* Open a file. BOMs decide (UTF-8, UTF-16LE/BE); else `encoding` (a name for iconv: "cp1252"; "" = UTF-8).
 * shown: the file as users name it. NULL: K901, K105 (unknown encoding) is reported. Caller closes. */
struct decoder *decode_open(const char *path, struct str shown, struct str encoding, struct diag *d);
/* The same over bytes in memory, which the caller keeps until decode_close, taken `chunk` at a time (0: as
 * from a file), so that a test can put the seams anywhere. */
struct decoder *decode_memory(struct str bytes, size_t chunk, struct str shown, struct str encoding,
                              struct diag *d);
/* The same over held, all bytes of the file; over the file where that is NULL. */
struct decoder *decode_held(const struct str *held, const char *path, struct str shown, struct str encoding,
                            struct diag *d);
/* The same for those who look at the start of the file only: a few kilobytes are taken at a time. */
struct decoder *decode_head(const struct str *held, const char *path, struct str shown, struct str encoding,
                            struct diag *d);
void decode_close(struct decoder *c);

/* The next physical line with its line end (LF, CRLF, or CR where the file has no LF in its first 64 KB), as
 * valid UTF-8 without NULs, BOM dropped; valid until the next call. False: end, or an error in diag
 * (decode_failed): K105 names the byte and its line, K109, K901. */
bool decode_line(struct decoder *c, struct str *line, struct diag *d);
/* All whole lines that are at hand, which end in LF and now count as given; valid until the next call. Their reader
 * says how many they are (decode_count_lines) before that. Empty: there are none, decode_line knows why; so it is
 * where CRs end the lines. Not before the first line was given. False: as with decode_line. */
bool decode_lines(struct decoder *c, struct str *lines, struct diag *d);
void decode_count_lines(struct decoder *c, uint32_t n);

/* Memory for text, of whoever keeps several blocks at a time; all zero at first. */
struct text_buffer {
	char *p;
	size_t cap;
};
void text_buffer_free(struct text_buffer *b);
/* decode_lines of about `size` bytes where there are as many. The lines are in *own, which is the caller's and gave its
 * memory to the decoder in return; so they last until *own is given again. */
bool decode_block(struct decoder *c, struct text_buffer *own, size_t size, struct str *lines, struct diag *d);
/* decode_lines gives about `most` bytes at a time, where it would give far more: for tests of what goes on at the seams. */
void decode_limit(struct decoder *c, size_t most);
bool decode_failed(const struct decoder *c);
uint32_t decode_line_number(const struct decoder *c); /* of the line last given, 1-based */
char decode_line_end(const struct decoder *c);        /* '\r' where CRs end the lines, else '\n' */
const char *decode_encoding(const struct decoder *c); /* "UTF-8", "UTF-8 with BOM", "UTF-16LE", "cp1252" */
uint64_t decode_bytes(const struct decoder *c);       /* raw bytes consumed so far, for progress */
/* After the last line: XXH3-128 of the raw bytes and their number. */
void decode_digest(const struct decoder *c, uint64_t *hi, uint64_t *lo, uint64_t *bytes);
#endif
