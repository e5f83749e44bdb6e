/* decoding.h - a decoder from inside: decode.c gives it valid text, decode_lines.c cuts that into lines. */
#ifndef KPI_READ_DECODING_H
#define KPI_READ_DECODING_H
#include <iconv.h>
#include "read/bytes.h"
#include "read/decode.h"

enum { ROOM = 128 << 10, HEAD_STEP = 4 << 10, KEPT_BACK = 64 }; /* bytes: of one filling; spare behind it */
#define NOWHERE SIZE_MAX

/*  text: | given before | line ... | valid, not given yet | not checked yet | room |
 *        0              at                                checked           n      cap */
struct decoder {
	struct arena *a;
	struct bytes *bytes;
	struct str shown;
	const char *encoding;
	iconv_t cd;
	bool has_cd, has_bom;
	char *raw; /* where cd takes its input */
	size_t raw_at, raw_n;
	char *text;
	size_t at, checked, n, cap, room; /* room: what a filling may add */
	size_t most;                      /* bytes of decode_lines */
	size_t step;                      /* bytes of a filling where nobody asks for another number */
	size_t scanned;                   /* no line end before it */
	size_t bad;                       /* the first byte that is not valid, or NOWHERE */
	int bad_raw;                      /* what cd refused: that byte, or -1: the end in mid-character */
	uint64_t bad_raw_at;              /* its offset in the file */
	bool is_refused;                  /* by cd; the text then ends with a stand-in */
	bool is_end, is_failed;
	char line_end; /* '\n', '\r', or 0: not known yet */
	uint32_t line;
};

/* More text, at most `room` bytes of it, as far as it is valid; at the end is_end says so. What was given before is dropped.
 * False: the bytes cannot be read, and diag says why. */
bool decode_fill(struct decoder *c, size_t room, struct diag *d);
#endif
